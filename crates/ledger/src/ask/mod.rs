//! Questions to the ledger, and their answers.
//!
//! A [`Desk`] has a ledger open for reading, the law and the names of states; its methods are the questions. Every answer
//! is a list of relations or of lines made of them, each with its hedge and a name by which [`Desk::why`] shows what it
//! rests on. What is known and believed is the view of the reader.

mod breaches;
mod case_lines;
mod cases;
mod diff;
mod lines;
mod network;
mod network_told;
mod obliged;
mod party;
mod question;
mod said;
mod state;
mod why;
mod wording;

pub use breaches::Breach;
pub use diff::{Change, Changed};
pub use lines::{Answer, Row};
pub use network::{Layer, Link};
pub use obliged::{Clash, Obliged};
pub use question::{Asking, Question};
pub use said::{Said, Told};
pub use state::State;
pub use why::{Evidence, Mark, Why};
pub use wording::what;

use crate::error::Error;
use crate::relation::law::number;
use crate::relation::{Relation, add, day_of};
use crate::store::{Filter, Reader, Stored};
use casus_codebook::Codebook;
use casus_codebook::law::Law;
use casus_codebook::law::relation::{RelationKind, Step};
use casus_codebook::world::{Day, World};

/// Where questions are asked.
#[derive(Debug)]
pub struct Desk<'b> {
    /// The ledger, with what is known and believed.
    pub reader: Reader,
    law: &'b Law,
    world: &'b World,
    /// Codes that many organisations share.
    shared: Vec<String>,
}

impl<'b> Desk<'b> {
    /// A desk with this ledger on it.
    pub fn new(reader: Reader, book: &'b Codebook) -> Self {
        let mut shared = book.ontology.groups.clone();
        shared.retain(|code| !book.ontology.bodies.contains(code));
        Desk {
            reader,
            law: &book.law,
            world: &book.world,
            shared,
        }
    }

    /// The same desk with another ledger on it, or the same as others see it.
    fn with(&self, reader: Reader) -> Self {
        Desk {
            reader,
            law: self.law,
            world: self.world,
            shared: self.shared.clone(),
        }
    }

    /// The code of a state or organisation, given by its code or one of its names.
    ///
    /// # Errors
    ///
    /// Where nobody has that name; with names that are near.
    pub fn code(&self, name: &str) -> Result<String, Error> {
        party::code(self.world, &self.shared, name)
    }

    /// The relations of one kind between the two, or of the one with anybody, up to a day.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn relations(
        &self,
        kind: RelationKind,
        code: &str,
        other: Option<&str>,
        on: Option<&str>,
    ) -> Result<Vec<Relation>, Error> {
        let claims = self.claims(kind, Some(code), other, on)?;
        let mut relations = crate::relation::derive::of_kind(self.law, &claims, kind, on);
        relations.retain(|one| {
            let own = |party: &str| one.code == party || one.other == party;
            own(code) && other.is_none_or(own)
        });
        Ok(relations)
    }

    /// Transfers between the two that are given for one another, and the others: a balance.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn exchanges(
        &self,
        code: &str,
        other: &str,
        on: Option<&str>,
    ) -> Result<Vec<Relation>, Error> {
        self.relations(RelationKind::Transfer, code, Some(other), on)
    }

    /// Every transfer of which the ledger knows, up to a day.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn transfers(&self, on: Option<&str>) -> Result<Vec<Relation>, Error> {
        let claims = self.claims(RelationKind::Transfer, None, None, on)?;
        Ok(crate::relation::derive::of_kind(
            self.law,
            &claims,
            RelationKind::Transfer,
            on,
        ))
    }

    /// The claims that can be steps of such a relation, up to a day; of one party or two the last ones.
    fn claims(
        &self,
        kind: RelationKind,
        code: Option<&str>,
        other: Option<&str>,
        on: Option<&str>,
    ) -> Result<Vec<Stored>, Error> {
        let mut filter = Filter {
            code: code.map(str::to_owned),
            other: other.map(str::to_owned),
            last: code.map(|_| state::MOST),
            ..Filter::default()
        };
        let own = |step: &&Step| step.relation == Some(kind);
        for step in self.law.steps.iter().filter(own) {
            for event in step.events.iter().chain(&step.kept).chain(&step.broken) {
                add(&mut filter.events, event.to_string());
            }
        }
        // Where every step asks for a mode, claims without one need not be read.
        if self
            .law
            .steps
            .iter()
            .filter(own)
            .all(|step| !step.modes.is_empty())
        {
            for mode in self
                .law
                .steps
                .iter()
                .filter(own)
                .flat_map(|step| &step.modes)
            {
                add(&mut filter.modes, mode.to_string());
            }
        }
        self.until(&filter, on)
    }

    /// The claims of a filter whose deed was done or spoken of by a day.
    fn until(&self, filter: &Filter, on: Option<&str>) -> Result<Vec<Stored>, Error> {
        let mut claims = self.reader.claims(filter)?;
        if let Some(on) = on {
            claims.retain(|stored| day_of(stored) <= on);
        }
        Ok(claims)
    }

    /// The day for which the law is asked: what came after the day of knowledge is not known.
    fn law_day(&self, on: &str) -> Day {
        let known = self.reader.view().known.as_deref();
        number(known.map_or(on, |known| known.min(on)))
    }
}
