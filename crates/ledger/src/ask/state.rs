//! The state of relations between two on a day: everything that holds, and what has happened.

use super::Desk;
use crate::claim::Kind;
use crate::error::Error;
use crate::relation::{Relation, Terms, add, derive, law};
use crate::store::{Count, Filter, Stored};
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
        Ok(State {
            code: code.to_owned(),
            other: other.to_owned(),
            on: on.to_owned(),
            relations: self.holding(code, other, on, MOST)?,
            events: self.counts(code, other, on)?,
        })
    }

    /// Everything that holds between the two on a day. Of more claims than so many the last are read.
    pub(super) fn holding(
        &self,
        code: &str,
        other: &str,
        on: &str,
        most: usize,
    ) -> Result<Vec<Relation>, Error> {
        let (claims, fights) = self.claims_of_two(code, other, on, most)?;
        let mut told = derive::all(self.law, &claims, on);
        if let Some(fights) = fights {
            self.count_fights(&fights, &mut told)?;
        }
        let law = self.law_state(code, other, on);
        Ok(joined(law, told, code, other))
    }

    /// The claims about the two that can be steps of relations. Of fighting, of which there can be very much, the last are
    /// read; where there are more, the filter of all of them.
    pub(super) fn claims_of_two(
        &self,
        code: &str,
        other: &str,
        on: &str,
        most: usize,
    ) -> Result<(Vec<Stored>, Option<Filter>), Error> {
        let (fighting, rest) = self.events();
        let filter = |events: &[String], last: usize| Filter {
            code: Some(code.to_owned()),
            other: Some(other.to_owned()),
            events: events.to_vec(),
            last: Some(last),
            ..Filter::default()
        };
        let mut claims = self.until(&filter(&rest, most), Some(on))?;
        let duties = Filter {
            kind: Some(Kind::Obligation),
            ..filter(&[], most)
        };
        claims.extend(self.until(&duties, Some(on))?);
        let fights = filter(&fighting, FIGHTS.min(most));
        let last = self.until(&fights, Some(on))?;
        let more = (last.len() == FIGHTS.min(most)).then(|| Filter {
            to: Some(on.to_owned()),
            last: None,
            ..fights
        });
        claims.extend(last);
        claims.sort_by(|a, b| (&a.first_day, a.key).cmp(&(&b.first_day, b.key)));
        Ok((claims, more))
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
    pub(super) fn count_fights(
        &self,
        filter: &Filter,
        relations: &mut [Relation],
    ) -> Result<(), Error> {
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

/// What holds by law and what is told of the two, as one list: measures, which are many, come last.
pub(super) fn joined(
    law: Vec<Relation>,
    told: Vec<Relation>,
    code: &str,
    other: &str,
) -> Vec<Relation> {
    let (mut relations, measures) = law
        .into_iter()
        .partition::<Vec<_>, _>(|one| one.kind != "sanction");
    for relation in told {
        let own = |party: &str| relation.code == party || relation.other == party;
        if own(code) && own(other) && !corroborates(&mut relations, &relation) {
            relations.push(relation);
        }
    }
    relations.extend(measures);
    relations
}

/// So many claims are read for a question, the last of them.
pub(super) const MOST: usize = 2_500;
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
