//! Obligations of which reports tell.
//!
//! Claims of obligations go in; a relation for each who owes, to whom, and what kind of duty comes out. What the law's
//! own tables say stands in `law.rs`.

use super::step::{directions, is_denied};
use super::{Hedge, Proof, Relation, Terms, add};
use crate::claim::Kind;
use crate::store::Stored;

/// All claims about one duty between the same two.
struct Told<'c> {
    from: &'c str,
    to: &'c str,
    duty: &'c str,
    status: &'c str,
    told: Vec<&'c Stored>,
    denied: Vec<&'c Stored>,
}

pub(super) fn derive(claims: &[Stored]) -> Vec<Relation> {
    let mut all: Vec<Told<'_>> = Vec::new();
    for stored in claims
        .iter()
        .filter(|stored| stored.claim.kind == Kind::Obligation)
    {
        for (from, to) in directions(stored) {
            let duty = stored.claim.event.as_str();
            let place = all
                .iter()
                .position(|one| one.from == from && one.to == to && one.duty == duty);
            let place = place.unwrap_or_else(|| {
                all.push(Told {
                    from,
                    to,
                    duty,
                    status: "",
                    told: Vec::new(),
                    denied: Vec::new(),
                });
                all.len() - 1
            });
            let Some(one) = all.get_mut(place) else {
                continue;
            };
            if is_denied(&stored.claim) {
                one.denied.push(stored);
            } else {
                // Claims come by their days: the last one tells how it stands.
                one.status = &stored.claim.status;
                one.told.push(stored);
            }
        }
    }
    all.into_iter().map(relation).collect()
}

fn relation(told: Told<'_>) -> Relation {
    let all = || told.told.iter().chain(&told.denied);
    let first = all().next().map_or("", |stored| stored.id.as_str());
    let (mut conditions, mut treaty) = (Vec::new(), None);
    for stored in all() {
        if let Some(condition) = &stored.claim.condition {
            add(&mut conditions, condition.text.clone());
        }
        treaty = treaty.or_else(|| stored.claim.treaty.as_ref().map(|words| words.text.clone()));
    }
    Relation {
        id: super::name(
            "obligation",
            told.from,
            told.to,
            &format!("{}/{first}", told.duty),
        ),
        kind: "obligation",
        code: told.from.to_owned(),
        other: told.to.to_owned(),
        status: match told.status {
            "actual" => "told",
            "future" => "promised",
            "historical" => "ended",
            "" => "denied",
            other => other,
        }
        .to_owned(),
        first_day: all().map(|stored| super::day_of(stored).to_owned()).min(),
        last_day: None,
        hedge: Hedge::of(told.told.iter().copied(), told.denied.iter().copied()),
        terms: Terms::Obligation {
            treaty,
            article: None,
            duty: told.duty.to_owned(),
            trigger: String::new(),
            against: Vec::new(),
            area: None,
            conditions,
            note: None,
        },
        proof: Proof {
            rules: vec!["obligations that reports tell".to_owned()],
            law: Vec::new(),
            claims: told.told.iter().map(|stored| stored.id.clone()).collect(),
            denials: told.denied.iter().map(|stored| stored.id.clone()).collect(),
        },
    }
}
