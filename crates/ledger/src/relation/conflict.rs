//! Conflicts: fighting between two, and truces.
//!
//! Claims go in; for each two that fight one relation comes out, whatever the direction of the single attacks: since when,
//! until when, how many claims, and how it stands.

use super::step::{Fit, directions, fit};
use super::transfer::figures;
use super::{Hedge, Proof, Relation, Terms, add};
use crate::claim::Role;
use crate::store::Stored;
use casus_codebook::law::Law;
use casus_codebook::law::relation::{RelationKind, Step};

/// Sectors of PLOVER's whose attacks are no act of their state.
pub(crate) const PRIVATE: &[&str] = &[
    "CVL", "CRM", "UAF", "REB", "OPP", "JRN", "BUS", "LAB", "EDU", "MED", "REL", "REF", "AGR",
    "SOC",
];
/// So many claims are named in the proof: the first and the last.
const NAMED: usize = 10;

struct War<'c, 'l> {
    one: &'c str,
    two: &'c str,
    step: &'l Step,
    told: Vec<&'c Stored>,
    denied: Vec<&'c Stored>,
}

pub(super) fn derive(law: &Law, claims: &[Stored]) -> Vec<Relation> {
    let mut wars: Vec<War<'_, '_>> = Vec::new();
    for stored in claims.iter().filter(|stored| is_public(stored)) {
        let Some(Fit { step, denied }) = fit(law, RelationKind::Conflict, &stored.claim) else {
            continue;
        };
        let mut pairs: Vec<(&str, &str)> = Vec::new();
        for (a, b) in directions(stored) {
            add(&mut pairs, if a < b { (a, b) } else { (b, a) });
        }
        for (one, two) in pairs {
            let place = wars.iter().position(|war| war.one == one && war.two == two);
            let place = place.unwrap_or_else(|| {
                wars.push(War {
                    one,
                    two,
                    step,
                    told: Vec::new(),
                    denied: Vec::new(),
                });
                wars.len() - 1
            });
            let Some(war) = wars.get_mut(place) else {
                continue;
            };
            if denied {
                war.denied.push(stored);
            } else {
                war.told.push(stored);
                war.step = step;
            }
        }
    }
    let real = wars.into_iter().filter(|war| !war.told.is_empty());
    real.map(|war| relation(law, &war)).collect()
}

/// Whether those who act can act for their state.
fn is_public(stored: &Stored) -> bool {
    let mut actors = stored
        .claim
        .parties
        .iter()
        .filter(|party| party.role == Role::Actor);
    actors.all(|party| {
        !party
            .actor
            .sectors
            .iter()
            .any(|sector| PRIVATE.contains(&sector.as_str()))
    })
}

fn relation(law: &Law, war: &War<'_, '_>) -> Relation {
    let is_fight = |stored: &&&Stored| {
        let step = fit(law, RelationKind::Conflict, &stored.claim);
        step.is_some_and(|fit| fit.step.step == war.step.step)
    };
    let last: Vec<&Stored> = war.told.iter().filter(is_fight).copied().collect();
    let name = |stored: &&Stored| stored.id.clone();
    let mut named: Vec<String> = war.told.iter().take(NAMED / 2).map(name).collect();
    for stored in war.told.iter().rev().take(NAMED / 2).rev() {
        add(&mut named, stored.id.clone());
    }
    Relation {
        id: super::name(RelationKind::Conflict.name(), war.one, war.two, ""),
        kind: RelationKind::Conflict.name(),
        code: war.one.to_owned(),
        other: war.two.to_owned(),
        status: war.step.step.to_string(),
        first_day: war.told.iter().map(|stored| stored.first_day.clone()).min(),
        last_day: war.told.iter().map(|stored| stored.last_day.clone()).max(),
        hedge: Hedge::of(last, war.denied.iter().copied().take(NAMED)),
        terms: Terms::Conflict {
            claims: war.told.len(),
            killed: figures(&war.told, |_, quantity| quantity.kind == "killed")
                .into_iter()
                .take(NAMED)
                .collect(),
        },
        proof: Proof {
            rules: vec![format!("{}:{}", war.step.origin.path, war.step.origin.line)],
            law: Vec::new(),
            claims: named,
            denials: war.denied.iter().take(NAMED).map(name).collect(),
        },
    }
}
