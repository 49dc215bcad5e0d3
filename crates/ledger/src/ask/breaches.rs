//! Which transfers may breach which measures.

use super::Desk;
use super::state::MOST;
use crate::error::Error;
use crate::relation::{Relation, Terms, day_of, derive, law};
use casus_codebook::law::goods::Cover;
use casus_codebook::law::relation::RelationKind;
use casus_codebook::law::{Applied, Transfer};
use serde::Serialize;

/// The step of a transfer that has not been made.
const NOT_MADE: [&str; 3] = ["promised", "possible", "denied"];

/// A transfer that stands against a measure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Breach {
    /// Its name.
    pub id: String,
    /// The transfer, whose hedge is that of the breach.
    pub transfer: Relation,
    /// The measure.
    pub measure: Relation,
    /// Whether the measure is about all goods of that class, or only some: then the breach is possible at most.
    pub whole: bool,
    /// Whether the measure allows some: the transfer counts towards its cap.
    pub capped: bool,
    /// Which of the two states it binds.
    pub bound: Vec<String>,
}

impl Desk<'_> {
    /// Transfers by a day that stand against measures in force when they were made; of all, or between two.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn breaches(&self, between: Option<(&str, &str)>, on: &str) -> Result<Vec<Breach>, Error> {
        let transfers = match between {
            Some((code, other)) => {
                self.relations(RelationKind::Transfer, code, Some(other), Some(on))?
            }
            None => self.suspects(on)?,
        };
        Ok(transfers
            .iter()
            .flat_map(|transfer| self.against(transfer, on))
            .collect())
    }

    /// Transfers from or to anyone who is the target of a measure.
    fn suspects(&self, on: &str) -> Result<Vec<Relation>, Error> {
        let regimes = self.law.regimes.iter();
        let mut targets: Vec<&str> = regimes.map(|regime| regime.target.text()).collect();
        targets.sort_unstable();
        targets.dedup();
        let mut claims = self.reader.dealings(&targets, on, MOST)?;
        claims.retain(|stored| day_of(stored) <= on);
        Ok(derive::of_kind(
            self.law,
            &claims,
            RelationKind::Transfer,
            Some(on),
        ))
    }

    /// The measures against a transfer on the day on which it was made, as far as they still are in force.
    fn against(&self, transfer: &Relation, on: &str) -> Vec<Breach> {
        let Terms::Transfer { goods, .. } = &transfer.terms else {
            return Vec::new();
        };
        // What is only promised, thought possible or denied by all who speak of it has breached nothing.
        if NOT_MADE.contains(&transfer.status.as_str()) {
            return Vec::new();
        }
        let Some(class) = self.law.goods.class(goods) else {
            return Vec::new();
        };
        let way = Transfer {
            from: &transfer.code,
            to: &transfer.other,
            class,
        };
        let made = transfer.last_day.as_deref().map_or(on, |day| day.min(on));
        let applied = self.law.measures_on(way, self.law_day(made));
        applied
            .into_iter()
            .map(|applied| self.breach(transfer, &applied, on))
            .collect()
    }

    fn breach(&self, transfer: &Relation, applied: &Applied<'_, '_>, on: &str) -> Breach {
        let measure = law::measure(self.law, applied.regime, applied.measure, self.law_day(on));
        let whole = applied.cover == Cover::Whole;
        let mut transfer = transfer.clone();
        if !whole || applied.measure.cap.is_some() {
            transfer.hedge = transfer.hedge.possibly();
        }
        Breach {
            id: format!(
                "breach/{}:{}/{}",
                applied.regime.id, applied.measure.id, transfer.id
            ),
            measure,
            whole,
            capped: applied.measure.cap.is_some(),
            bound: applied
                .bound
                .iter()
                .map(|&state| state.to_owned())
                .collect(),
            transfer,
        }
    }
}
