//! All claims of a ledger in a few columns in memory, so that a whole world is counted in milliseconds.
//!
//! A reader goes in once ([`Overview::load`]), and again when the file has grown ([`Overview::refresh`]); out come counts
//! and means by state, by pair and by day and pages of lists, for any
//! [`Choice`](crate::browse::Choice) and [`View`](crate::View). A claim takes 60 bytes and each order of a pair
//! of its parties 12. What a claim says beyond that is left to the tables.

mod chosen;
mod load;
mod pages;
mod pair;
mod world;

pub use pair::{Bin, Unit};
pub use world::{Between, Of, Point, Sum, World};

use crate::error::Error;
use crate::store::Reader;
use std::collections::HashMap;

/// Strings as numbers, in the order in which they came.
#[derive(Debug, Default)]
struct Names {
    numbers: HashMap<String, u32>,
    names: Vec<String>,
}

impl Names {
    fn add(&mut self, name: &str) -> u32 {
        if let Some(&number) = self.numbers.get(name) {
            return number;
        }
        let number = self.names.len() as u32;
        self.numbers.insert(name.to_owned(), number);
        self.names.push(name.to_owned());
        number
    }

    fn number(&self, name: &str) -> Option<u32> {
        self.numbers.get(name).copied()
    }

    fn name(&self, number: u32) -> &str {
        self.names.get(number as usize).map_or("", String::as_str)
    }
}

/// What of a claim is counted. Days are numbers such as 20240619.
#[derive(Clone, Copy, Debug)]
struct Line {
    key: i64,
    document: i64,
    day: i32,
    known: i32,
    /// The day from which a correction of its document is known.
    corrected: i32,
    scale: f32,
    confidence: f32,
    point: (f32, f32),
    publisher: u32,
    event: u16,
    status: u8,
    /// 0 for an obligation.
    quad: u8,
}

/// Two parties of a claim, in one of both orders.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Tie {
    code: u32,
    other: u32,
    /// The place of the claim among the lines.
    line: u32,
}

/// The claims of a ledger in memory.
#[derive(Debug, Default)]
pub struct Overview {
    /// By their keys.
    lines: Vec<Line>,
    /// The places of the lines by their days and keys.
    order: Vec<u32>,
    /// Sorted.
    ties: Vec<Tie>,
    parties: Names,
    publishers: Names,
    events: Names,
    statuses: Names,
}

/// The number of a side that is nobody.
const NOBODY: &str = "";
/// A day after all days.
const NEVER: i32 = i32::MAX;

impl Overview {
    /// Reads all claims.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn load(reader: &Reader) -> Result<Overview, Error> {
        let mut overview = Overview::default();
        overview.parties.add(NOBODY);
        load::all(&mut overview, reader)?;
        Ok(overview)
    }

    /// Reads the claims that are new. Whether there were any, or any correction.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read; what was read before stays.
    pub fn refresh(&mut self, reader: &Reader) -> Result<(), Error> {
        load::newer(self, reader)
    }

    /// How many claims have this party, which is more the more it is written of.
    pub fn weight(&self, party: &str) -> usize {
        self.parties
            .number(party)
            .map_or(0, |code| self.ties_of(code).len())
    }

    fn ties_of(&self, code: u32) -> &[Tie] {
        let start = self.ties.partition_point(|tie| tie.code < code);
        let rest = self.ties.get(start..).unwrap_or_default();
        let end = rest.partition_point(|tie| tie.code == code);
        rest.get(..end).unwrap_or_default()
    }

    fn ties_between(&self, code: u32, other: u32) -> &[Tie] {
        let all = self.ties_of(code);
        let start = all.partition_point(|tie| tie.other < other);
        let rest = all.get(start..).unwrap_or_default();
        let end = rest.partition_point(|tie| tie.other == other);
        rest.get(..end).unwrap_or_default()
    }

    fn line(&self, number: u32) -> Option<&Line> {
        self.lines.get(number as usize)
    }

    /// The place of the claim of this key.
    fn place_of(&self, key: i64) -> Option<u32> {
        // Keys are mostly given one after the other.
        let guess = usize::try_from(key - 1).ok()?;
        if self.lines.get(guess).is_some_and(|line| line.key == key) {
            return u32::try_from(guess).ok();
        }
        let found = self.lines.binary_search_by_key(&key, |line| line.key);
        found.ok().and_then(|at| u32::try_from(at).ok())
    }
}
