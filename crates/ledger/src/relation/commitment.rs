//! Commitments: promises and threats, and what became of them.
//!
//! Claims and a day go in; a relation for each promise or threat comes out: kept or broken by a later deed of the kinds
//! that its step names, lapsed where its own day has passed, or else open.

use super::derive::{Group, groups};
use super::step::{directions, is_denied};
use super::{Relation, Terms, day_of};
use crate::claim::Claim;
use crate::store::Stored;
use casus_codebook::law::Law;
use casus_codebook::law::relation::RelationKind;

/// A deed later than so many days after a promise without a day is not taken for its keeping.
const YEAR: i32 = 366;

pub(super) fn derive(law: &Law, claims: &[Stored], on: Option<&str>) -> Vec<Relation> {
    let key = |claim: &Claim| {
        let goods = claim.goods.first().map_or("", |goods| goods.class.as_str());
        vec![format!(
            "{}-{}{goods}",
            claim.event.to_lowercase(),
            claim.cameo.as_deref().unwrap_or_default()
        )]
    };
    let last = claims.iter().map(|stored| stored.known.as_str()).max();
    let now = on.or(last).unwrap_or_default();
    let groups = groups(law, claims, RelationKind::Commitment, key);
    let told = groups.iter().filter(|group| !group.told.is_empty());
    told.map(|group| relation(law, group, claims, now))
        .collect()
}

fn relation(law: &Law, group: &Group<'_, '_>, claims: &[Stored], now: &str) -> Relation {
    let kind = RelationKind::Commitment.name();
    let first = group
        .told
        .iter()
        .map(|stored| day_of(stored))
        .min()
        .unwrap_or_default();
    let due = group.told.iter().filter_map(|stored| due(stored)).max();
    let deed = |kinds: &[Box<str>]| carried_out(law, group, claims, kinds, (first, due));
    let (kept, broken) = (deed(&group.step.kept), deed(&group.step.broken));
    let status = match (kept, broken, due) {
        // What was kept first and broken later is broken.
        (Some(kept), Some(broken), _) if broken.first_day <= kept.first_day => "kept",
        (_, Some(_), _) => "broken",
        (Some(_), None, _) => "kept",
        (None, None, Some(due)) if due < now => "lapsed",
        _ => "open",
    };
    let condition = group
        .told
        .iter()
        .find_map(|stored| stored.claim.condition.as_ref());
    let mut proof = group.proof();
    let deeds = kept.into_iter().chain(broken);
    proof.claims.extend(deeds.map(|stored| stored.id.clone()));
    Relation {
        id: group.id(kind),
        kind,
        code: group.from.to_owned(),
        other: group.to.to_owned(),
        status: format!("{}, {status}", group.step.step),
        first_day: Some(first.to_owned()),
        last_day: due.map(str::to_owned),
        hedge: group.hedge(),
        terms: Terms::Commitment {
            event: group
                .told
                .first()
                .map_or_else(String::new, |stored| stored.claim.event.clone()),
            words: group.words(),
            goods: group.goods(),
            condition: condition.map(|words| words.text.clone()),
            due: due.map(str::to_owned),
            kept_by: kept.iter().map(|stored| stored.id.clone()).collect(),
            broken_by: broken.iter().map(|stored| stored.id.clone()).collect(),
        },
        proof,
    }
}

/// The day by which it is to be carried out: one of its own that lies after the report.
fn due(stored: &Stored) -> Option<&str> {
    let ahead = stored.claim.date.is_some() && stored.last_day > stored.known;
    ahead.then_some(stored.last_day.as_str())
}

/// The first deed of these kinds by the one toward the other after it was given, and before it is due where it has a day.
fn carried_out<'c>(
    law: &Law,
    group: &Group<'_, '_>,
    claims: &'c [Stored],
    kinds: &[Box<str>],
    (first, due): (&str, Option<&str>),
) -> Option<&'c Stored> {
    let wanted = group.goods();
    let same_goods = |stored: &Stored| {
        let class = |id: &str| law.goods.class(id);
        let covers = |a: &str, b: &str| {
            class(a)
                .zip(class(b))
                .is_some_and(|(a, b)| law.goods.cover(a, b).is_some())
        };
        wanted.is_empty()
            || stored
                .claim
                .goods
                .iter()
                .any(|goods| wanted.iter().any(|class| covers(&goods.class, class)))
    };
    let in_time = |stored: &Stored| {
        let after = super::derive::days_between(first, &stored.first_day).unwrap_or(-1);
        match due {
            Some(due) => after > 0 && stored.first_day.as_str() <= due,
            None => after > 0 && after <= YEAR,
        }
    };
    claims.iter().find(|stored| {
        let done = matches!(stored.claim.status.as_str(), "actual" | "historical")
            && !is_denied(&stored.claim);
        done && kinds.iter().any(|kind| **kind == *stored.claim.event)
            && directions(stored)
                .iter()
                .any(|&(from, to)| from == group.from && to == group.to)
            && in_time(stored)
            && same_goods(stored)
    })
}
