//! From claims to relations.
//!
//! Claims in the order of their days go in, with the law; relations come out, by kind, by pair and by day. Claims that
//! tell of the same step between the same two within a month are one relation; what denies it is part of its hedge.

use super::{Relation, commitment, conflict, exchange, obligation, transfer, visit};
use crate::claim::Claim;
use crate::relation::step::{Fit, directions, fit};
use crate::relation::{Hedge, Proof, add};
use crate::store::Stored;
use casus_codebook::law::Law;
use casus_codebook::law::relation::{RelationKind, Step};

/// Claims of one step between the same two that lie further apart tell of two things.
const MONTH: i32 = 31;

/// All relations that the claims tell of, as they stand on a day.
pub fn all(law: &Law, claims: &[Stored], on: &str) -> Vec<Relation> {
    let mut relations = obligation::derive(claims);
    let mut transfers = transfer::derive(law, claims);
    exchange::link(law, claims, &mut transfers);
    relations.append(&mut transfers);
    relations.append(&mut limits(law, claims, RelationKind::Sanction));
    relations.append(&mut conflict::derive(law, claims));
    relations.append(&mut limits(law, claims, RelationKind::Recognition));
    relations.append(&mut visit::derive(law, claims));
    relations.append(&mut commitment::derive(law, claims, Some(on)));
    relations
}

/// The relations of one kind, as they stand on a day; without one, on that of the last report.
pub fn of_kind(
    law: &Law,
    claims: &[Stored],
    kind: RelationKind,
    on: Option<&str>,
) -> Vec<Relation> {
    match kind {
        RelationKind::Transfer => {
            let mut transfers = transfer::derive(law, claims);
            exchange::link(law, claims, &mut transfers);
            transfers
        }
        RelationKind::Sanction | RelationKind::Recognition => limits(law, claims, kind),
        RelationKind::Conflict => conflict::derive(law, claims),
        RelationKind::Visit => visit::derive(law, claims),
        RelationKind::Commitment => commitment::derive(law, claims, on),
    }
}

/// Claims that tell of one step between the same two.
#[derive(Debug)]
pub(super) struct Group<'c, 'l> {
    pub(super) from: &'c str,
    pub(super) to: &'c str,
    pub(super) step: &'l Step,
    /// What else must be the same, such as the class of goods.
    pub(super) key: String,
    pub(super) told: Vec<&'c Stored>,
    pub(super) denied: Vec<&'c Stored>,
}

impl Group<'_, '_> {
    /// The proof of what the group tells.
    pub(super) fn proof(&self) -> Proof {
        let name = |stored: &&Stored| stored.id.clone();
        Proof {
            rules: vec![format!(
                "{}:{}",
                self.step.origin.path, self.step.origin.line
            )],
            law: Vec::new(),
            claims: self.told.iter().map(name).collect(),
            denials: self.denied.iter().map(name).collect(),
        }
    }

    pub(super) fn hedge(&self) -> Hedge {
        Hedge::of(self.told.iter().copied(), self.denied.iter().copied())
    }

    /// Its name: the kind, the two, what it is about, and the first claim that tells it.
    pub(super) fn id(&self, kind: &str) -> String {
        let first = self.told.first().or(self.denied.first());
        let claim = first.map_or("", |stored| stored.id.as_str());
        let key = if self.key.is_empty() {
            &self.step.step
        } else {
            self.key.as_str()
        };
        super::name(
            kind,
            self.from,
            self.to,
            &format!("{}/{claim}", key.replace(' ', "-")),
        )
    }

    /// The first and the last day of which the claims tell.
    pub(super) fn days(&self) -> (Option<String>, Option<String>) {
        let all = || self.told.iter().chain(&self.denied);
        let first = all().map(|stored| stored.first_day.clone()).min();
        (first, all().map(|stored| stored.last_day.clone()).max())
    }

    /// The words that tell it, each once.
    pub(super) fn words(&self) -> Vec<String> {
        let mut words = Vec::new();
        for stored in &self.told {
            add(&mut words, stored.claim.trigger.text.clone());
        }
        words
    }

    /// The classes of goods, each once.
    pub(super) fn goods(&self) -> Vec<String> {
        let mut classes = Vec::new();
        for stored in self.told.iter().chain(&self.denied) {
            for goods in &stored.claim.goods {
                add(&mut classes, goods.class.clone());
            }
        }
        classes
    }
}

/// Groups the claims that fit a relation by from whom to whom, step and key. `keys` gives the keys of a claim; a claim
/// with two keys is in two groups. What is only denied makes a group of its own.
pub(super) fn groups<'c, 'l>(
    law: &'l Law,
    claims: &'c [Stored],
    kind: RelationKind,
    keys: impl Fn(&Claim) -> Vec<String>,
) -> Vec<Group<'c, 'l>> {
    let mut groups: Vec<Group<'c, 'l>> = Vec::new();
    let mut denials = Vec::new();
    for stored in claims {
        let Some(Fit { step, denied }) = fit(law, kind, &stored.claim) else {
            continue;
        };
        for (from, to) in directions(stored) {
            for key in keys(&stored.claim) {
                let piece = Group {
                    from,
                    to,
                    step,
                    key,
                    told: vec![stored],
                    denied: Vec::new(),
                };
                if denied {
                    denials.push(piece);
                } else {
                    join(&mut groups, piece);
                }
            }
        }
    }
    for denial in denials {
        deny(&mut groups, denial);
    }
    groups
}

/// Adds the claim to the group of the same step, unless the last one of that lies too far back.
fn join<'c, 'l>(groups: &mut Vec<Group<'c, 'l>>, piece: Group<'c, 'l>) {
    let same = |group: &&mut Group<'c, 'l>| {
        group.from == piece.from
            && group.to == piece.to
            && group.key == piece.key
            && group.step.step == piece.step.step
    };
    let near = |group: &&mut Group<'c, 'l>| {
        let last = group
            .told
            .last()
            .map_or("", |stored| stored.first_day.as_str());
        let own = piece
            .told
            .first()
            .map_or("", |stored| stored.first_day.as_str());
        days_between(last, own).is_some_and(|days| days.abs() <= MONTH)
    };
    match groups.iter_mut().rev().filter(same).find(near) {
        Some(group) => group.told.extend(piece.told),
        None => groups.push(piece),
    }
}

/// Adds a denial to all groups that it is about; it is one of its own where there is none.
fn deny<'c, 'l>(groups: &mut Vec<Group<'c, 'l>>, denial: Group<'c, 'l>) {
    let mut found = false;
    for group in groups.iter_mut() {
        if group.from == denial.from
            && group.to == denial.to
            && group.key == denial.key
            && !group.told.is_empty()
        {
            found = true;
            group.denied.extend(&denial.told);
        }
    }
    if !found {
        groups.push(Group {
            denied: denial.told,
            told: Vec::new(),
            ..denial
        });
    }
}

/// How many days the second day lies after the first.
pub(super) fn days_between(first: &str, second: &str) -> Option<i32> {
    let (first, second) = (crate::date::day(first)?, crate::date::day(second)?);
    Some((second - first).get_days())
}

/// Sanctions, and steps of recognition.
fn limits(law: &Law, claims: &[Stored], kind: RelationKind) -> Vec<Relation> {
    let groups = groups(law, claims, kind, |_| vec![String::new()]);
    let relation = |group: Group<'_, '_>| {
        let (first_day, last_day) = group.days();
        let terms = match kind {
            RelationKind::Recognition => super::Terms::Tie {
                tie: "recognition".to_owned(),
                note: Some(group.words().join(", ")),
            },
            _ => super::Terms::Sanction {
                words: group.words(),
                goods: group.goods(),
            },
        };
        Relation {
            id: group.id(kind.name()),
            kind: kind.name(),
            code: group.from.to_owned(),
            other: group.to.to_owned(),
            status: status(&group),
            first_day,
            last_day,
            hedge: group.hedge(),
            terms,
            proof: group.proof(),
        }
    };
    groups.into_iter().map(relation).collect()
}

/// The step, or that it is only denied.
pub(super) fn status(group: &Group<'_, '_>) -> String {
    match group.told.is_empty() {
        true => "denied".to_owned(),
        false => group.step.step.to_string(),
    }
}
