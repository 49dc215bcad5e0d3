//! Visits: who came to whom, when, and when he last did.
//!
//! Claims go in; a relation for each visit comes out. Claims of a visit by the same to the same within a week tell of
//! one; a plan and the visit itself are told apart.

use super::derive::days_between;
use super::step::{Fit, fit};
use super::{Hedge, Proof, Relation, Terms, add};
use crate::claim::{Actor, Role};
use crate::store::Stored;
use casus_codebook::law::Law;
use casus_codebook::law::relation::{RelationKind, Step};

/// Claims that lie further apart tell of two visits.
const WEEK: i32 = 7;

struct Visit<'c, 'l> {
    visitor: &'c Actor,
    to: &'c str,
    step: &'l Step,
    told: Vec<&'c Stored>,
    denied: Vec<&'c Stored>,
}

pub(super) fn derive(law: &Law, claims: &[Stored]) -> Vec<Relation> {
    let mut visits: Vec<Visit<'_, '_>> = Vec::new();
    for stored in claims {
        let Some(Fit { step, denied }) = fit(law, RelationKind::Visit, &stored.claim) else {
            continue;
        };
        let parties = |role: Role| {
            stored
                .claim
                .parties
                .iter()
                .filter(move |party| party.role == role)
        };
        for visitor in parties(Role::Actor).map(|party| &party.actor) {
            for host in parties(Role::Recipient).map(|party| party.actor.party()) {
                if !host.is_empty() && !visitor.code.is_empty() && visitor.party() != host {
                    join(&mut visits, visitor, host, step, denied, stored);
                }
            }
        }
    }
    let before: Vec<Option<String>> = (0..visits.len()).map(|at| before(&visits, at)).collect();
    let each = visits.iter().zip(before);
    each.map(|(visit, before)| relation(visit, before))
        .collect()
}

/// Whether two visitors can be one: the same name, or the same state where one has none.
fn same(a: &Actor, b: &Actor) -> bool {
    a.party() == b.party() && (a.name == b.name || a.name.is_empty() || b.name.is_empty())
}

fn join<'c, 'l>(
    visits: &mut Vec<Visit<'c, 'l>>,
    visitor: &'c Actor,
    to: &'c str,
    step: &'l Step,
    denied: bool,
    stored: &'c Stored,
) {
    let near = |visit: &&mut Visit<'c, 'l>| {
        let last = visit.told.last().or(visit.denied.last());
        let apart = last.and_then(|last| days_between(&last.first_day, &stored.first_day));
        visit.to == to
            && same(visit.visitor, visitor)
            && visit.step.step == step.step
            && apart.is_some_and(|d| d.abs() <= WEEK)
    };
    let found = visits.iter_mut().rev().find(near);
    let visit = match found {
        Some(visit) => visit,
        None => {
            visits.push(Visit {
                visitor,
                to,
                step,
                told: Vec::new(),
                denied: Vec::new(),
            });
            let Some(visit) = visits.last_mut() else {
                return;
            };
            visit
        }
    };
    if visit.visitor.name.is_empty() {
        visit.visitor = visitor;
    }
    if denied {
        visit.denied.push(stored);
    } else {
        visit.told.push(stored);
    }
}

/// The day of the last visit before this one by the same to the same.
fn before(visits: &[Visit<'_, '_>], at: usize) -> Option<String> {
    let own = visits.get(at)?;
    let day = |visit: &Visit<'_, '_>| visit.told.first().map(|stored| stored.first_day.clone());
    let first = day(own)?;
    let earlier = visits.iter().filter(|visit| {
        let alike = visit.to == own.to
            && visit.visitor.name == own.visitor.name
            && visit.visitor.party() == own.visitor.party();
        alike
            && visit
                .told
                .iter()
                .any(|stored| stored.claim.event == "CONSULT")
    });
    earlier.filter_map(day).filter(|day| *day < first).max()
}

fn relation(visit: &Visit<'_, '_>, before: Option<String>) -> Relation {
    let all = || visit.told.iter().chain(&visit.denied);
    let kind = RelationKind::Visit.name();
    let first = all().next().map_or("", |stored| stored.id.as_str());
    let from = visit.visitor.party();
    let place =
        all().find_map(|stored| stored.claim.place.as_ref().map(|place| place.name.clone()));
    let mut visitors = Vec::new();
    for stored in all() {
        for party in stored
            .claim
            .parties
            .iter()
            .filter(|p| p.role == Role::Actor && p.actor.party() == from)
        {
            let name = if party.actor.name.is_empty() {
                &party.words.text
            } else {
                &party.actor.name
            };
            add(&mut visitors, name.clone());
        }
    }
    let name = |stored: &&Stored| stored.id.clone();
    Relation {
        id: super::name(
            kind,
            from,
            visit.to,
            &format!("{}/{first}", visit.step.step),
        ),
        kind,
        code: from.to_owned(),
        other: visit.to.to_owned(),
        status: if visit.told.is_empty() {
            "denied".to_owned()
        } else {
            visit.step.step.to_string()
        },
        first_day: all().map(|stored| stored.first_day.clone()).min(),
        last_day: all().map(|stored| stored.last_day.clone()).max(),
        hedge: Hedge::of(visit.told.iter().copied(), visit.denied.iter().copied()),
        terms: Terms::Visit {
            visitors,
            place,
            before,
        },
        proof: Proof {
            rules: vec![format!(
                "{}:{}",
                visit.step.origin.path, visit.step.origin.line
            )],
            law: Vec::new(),
            claims: visit.told.iter().map(name).collect(),
            denials: visit.denied.iter().map(name).collect(),
        },
    }
}
