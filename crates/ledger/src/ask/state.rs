//! The state of relations between two on a day: everything that holds, and what has happened.

use super::Desk;
use crate::claim::Kind;
use crate::error::Error;
use crate::relation::{Relation, Terms, add, derive, law};
use crate::store::{Count, Filter};
use casus_codebook::law::relation::{RelationKind, Step};
use serde::Serialize;

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
        for relation in self.told_of(code, other, on)? {
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

    /// The relations of which claims about the two tell. Of fighting, of which there can be very much, the last claims are
    /// read, and the others counted.
    fn told_of(&self, code: &str, other: &str, on: &str) -> Result<Vec<Relation>, Error> {
        let (fighting, rest) = self.events();
        let filter = |events: &[String], last: usize| Filter {
            code: Some(code.to_owned()),
            other: Some(other.to_owned()),
            events: events.to_vec(),
            last: Some(last),
            ..Filter::default()
        };
        let mut claims = self.until(&filter(&rest, MOST), Some(on))?;
        let duties = Filter {
            kind: Some(Kind::Obligation),
            ..filter(&[], MOST)
        };
        claims.extend(self.until(&duties, Some(on))?);
        let fights = filter(&fighting, FIGHTS);
        let last = self.until(&fights, Some(on))?;
        let read = last.len();
        claims.extend(last);
        claims.sort_by(|a, b| (&a.first_day, a.key).cmp(&(&b.first_day, b.key)));
        let mut relations = derive::all(self.law, &claims);
        if read == FIGHTS {
            let to = Some(on.to_owned());
            self.count_fights(
                &Filter {
                    to,
                    last: None,
                    ..fights
                },
                &mut relations,
            )?;
        }
        Ok(relations)
    }

    /// The types of events that only fighting has, and all others that can be steps of relations.
    fn events(&self) -> (Vec<String>, Vec<String>) {
        let is_fight = |step: &&Step| step.relation == Some(RelationKind::Conflict);
        let mut rest: Vec<String> = Vec::new();
        let others = self.law.steps.iter().filter(|step| !is_fight(step));
        for event in others.flat_map(|step| &step.events) {
            add(&mut rest, event.to_string());
        }
        let mut fighting = Vec::new();
        for event in self
            .law
            .steps
            .iter()
            .filter(is_fight)
            .flat_map(|step| &step.events)
        {
            if !rest.iter().any(|one| **one == **event) {
                add(&mut fighting, event.to_string());
            }
        }
        (fighting, rest)
    }

    /// Puts right how many claims tell of the fighting and since when.
    fn count_fights(&self, filter: &Filter, relations: &mut [Relation]) -> Result<(), Error> {
        let counts = self.reader.counts(filter)?;
        let Some(fight) = relations
            .iter_mut()
            .find(|one| one.kind == RelationKind::Conflict.name())
        else {
            return Ok(());
        };
        if let Terms::Conflict { claims, .. } = &mut fight.terms {
            *claims = counts.iter().map(|count| count.claims).sum();
        }
        fight.first_day = counts.iter().map(|count| count.first_day.clone()).min();
        Ok(())
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
        relations.extend(law::conflicts(law, code, other, day));
        relations.extend(law::memberships(law, code, other, day));
        relations.extend(law::ties(law, code, other, day));
        relations
    }

    /// How many claims of each type there are between the two by a day.
    fn counts(&self, code: &str, other: &str, on: &str) -> Result<Vec<Count>, Error> {
        self.reader.counts(&Filter {
            code: Some(code.to_owned()),
            other: Some(other.to_owned()),
            to: Some(on.to_owned()),
            ..Filter::default()
        })
    }
}

/// So many claims of the two are read, the last of them.
pub(super) const MOST: usize = 4_000;
/// So many claims of fighting are read.
const FIGHTS: usize = 300;

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
