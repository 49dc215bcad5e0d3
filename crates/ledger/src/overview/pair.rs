//! Two states: their events by day, week or month.

use super::chosen::Chosen;
use super::{Overview, Sum};
use crate::browse::Choice;
use crate::error::Error;
use crate::relation::law::text;
use crate::store::Reader;
use jiff::ToSpan;
use jiff::civil::Date;
use serde::Serialize;
use std::collections::BTreeMap;

/// How long a stretch of the timeline is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Unit {
    /// A day.
    #[default]
    Day,
    /// A week from Monday on.
    Week,
    /// A month.
    Month,
}

/// The events of a stretch of time.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Bin {
    /// Its first day.
    pub day: String,
    /// The events.
    #[serde(flatten)]
    pub sum: Sum,
}

impl Overview {
    /// The events between the two that are wanted, by stretches of time; those without any are left out.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn pair(
        &self,
        reader: &Reader,
        choice: &Choice,
        code: &str,
        other: &str,
        unit: Unit,
    ) -> Result<Vec<Bin>, Error> {
        let chosen = Chosen::of_counts(self, reader, choice)?;
        let numbers = self.parties.number(code).zip(self.parties.number(other));
        let ties = numbers.map_or(&[][..], |(code, other)| self.ties_between(code, other));
        let mut sums: BTreeMap<i32, Sum> = BTreeMap::new();
        for line in ties.iter().filter_map(|tie| self.wanted(&chosen, tie)) {
            sums.entry(line.day).or_default().add(line);
        }
        let mut bins: BTreeMap<String, Sum> = BTreeMap::new();
        for (day, sum) in sums {
            let Some(start) = text(day).and_then(|day| start(&day, unit)) else {
                continue;
            };
            let bin = bins.entry(start).or_default();
            bin.events += sum.events;
            bin.scale += sum.scale;
            bin.cooperation += sum.cooperation;
            bin.conflict += sum.conflict;
        }
        let bin = |(day, sum): (String, Sum)| Bin {
            day,
            sum: sum.mean(),
        };
        Ok(bins.into_iter().map(bin).collect())
    }
}

/// The first day of the stretch in which the day lies.
fn start(day: &str, unit: Unit) -> Option<String> {
    let date: Date = day.parse().ok()?;
    let start = match unit {
        Unit::Day => date,
        Unit::Week => {
            let back = i64::from(date.weekday().to_monday_zero_offset());
            date.checked_sub(back.days()).ok()?
        }
        Unit::Month => date.first_of_month(),
    };
    Some(start.to_string())
}
