//! The state of relations between two on a day: everything that holds, and what has happened.

use super::Desk;
use crate::error::Error;
use crate::relation::{Relation, derive, law};
use crate::store::{Filter, Stored};
use serde::Serialize;
use std::collections::BTreeMap;

/// What has happened between the two: how many claims of each type.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Count {
    /// PLOVER's type.
    pub event: String,
    /// How many claims tell of it.
    pub claims: usize,
    /// The first day.
    pub first_day: String,
    /// The last day.
    pub last_day: String,
    /// The mean of PLOVER's scale.
    pub scale: f64,
}

/// The state of relations between two.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct State {
    /// The one.
    pub code: String,
    /// The other.
    pub other: String,
    /// The day.
    pub on: String,
    /// What holds by law, and what is told, by kind.
    pub relations: Vec<Relation>,
    /// What has happened, by type.
    pub events: Vec<Count>,
}

impl Desk<'_> {
    /// Everything that holds between the two on a day, and what has happened by then.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn state(&self, code: &str, other: &str, on: &str) -> Result<State, Error> {
        let (mut relations, measures) = {
            let law = self.law_state(code, other, on);
            law.into_iter()
                .partition::<Vec<_>, _>(|one| one.kind != "sanction")
        };
        let claims = self.of_pair(code, other, on)?;
        let told = derive::all(self.law, &claims);
        for relation in told {
            let own = |party: &str| relation.code == party || relation.other == party;
            if own(code) && own(other) && !corroborates(&mut relations, &relation) {
                relations.push(relation);
            }
        }
        // Measures are many, and come last.
        relations.extend(measures);
        Ok(State {
            code: code.to_owned(),
            other: other.to_owned(),
            on: on.to_owned(),
            relations,
            events: self.counts(code, other, on)?,
        })
    }

    /// The claims of the two that can be steps of relations. Fighting, of which there can be very much, is read in part:
    /// the first and the last claims.
    fn of_pair(&self, code: &str, other: &str, on: &str) -> Result<Vec<Stored>, Error> {
        let filter = Filter {
            code: Some(code.to_owned()),
            other: Some(other.to_owned()),
            ..Filter::default()
        };
        self.until(&filter, Some(on))
    }

    /// What holds between the two by law.
    pub(super) fn law_state(&self, code: &str, other: &str, on: &str) -> Vec<Relation> {
        let (day, law) = (self.law_day(on), self.law);
        let mut relations = law::treaties(law, code, other, day);
        for (by, to) in [(code, other), (other, code)] {
            relations.extend(
                law.obligations_between(by, to, day)
                    .map(|owed| law::obligation(&owed)),
            );
        }
        for (by, to) in [(code, other), (other, code)] {
            relations.extend(law::measures(law, by, to, day));
        }
        relations.extend(law::memberships(law, code, other, day));
        relations.extend(law::ties(law, code, other, day));
        relations
    }

    /// How many claims of each type there are between the two by a day.
    fn counts(&self, code: &str, other: &str, on: &str) -> Result<Vec<Count>, Error> {
        let filter = Filter {
            code: Some(code.to_owned()),
            other: Some(other.to_owned()),
            to: Some(on.to_owned()),
            ..Filter::default()
        };
        let mut counts: BTreeMap<String, Count> = BTreeMap::new();
        for row in self.reader.brief(&filter)? {
            let count = counts.entry(row.event.clone()).or_insert_with(|| Count {
                event: row.event.clone(),
                claims: 0,
                first_day: row.first_day.clone(),
                last_day: String::new(),
                scale: 0.0,
            });
            count.claims += 1;
            count.last_day = row.first_day;
            count.scale += (f64::from(row.scale) - count.scale) / count.claims as f64;
        }
        Ok(counts.into_values().collect())
    }
}

/// Adds the claims of an obligation that reports tell to those of the law about the same duty. Whether there are any.
pub(super) fn corroborates(relations: &mut [Relation], told: &Relation) -> bool {
    use crate::relation::Terms::Obligation;
    let Obligation { duty, .. } = &told.terms else {
        return false;
    };
    let plain = |duty: &str| duty.replace('-', "");
    let mut found = false;
    for relation in relations {
        let Obligation {
            duty: own,
            treaty: Some(_),
            ..
        } = &relation.terms
        else {
            continue;
        };
        if !relation.proof.law.is_empty()
            && relation.code == told.code
            && relation.other == told.other
            && plain(own) == plain(duty)
        {
            found = true;
            relation
                .proof
                .claims
                .extend(told.proof.claims.iter().cloned());
            relation
                .proof
                .denials
                .extend(told.proof.denials.iter().cloned());
        }
    }
    found
}
