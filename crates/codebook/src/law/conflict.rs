//! Armed conflicts: who fights whom, from when to when.
//!
//! Compiled from `law/conflicts.table`. What holds on a day is looked up in [`super::Law`].

use super::Origin;
use crate::world::Period;

/// A spell of fighting.
#[derive(Clone, Debug, Default)]
pub struct Conflict {
    /// Such as `ucdp-13243-2022`.
    pub id: Box<str>,
    /// The states on the one side, by their codes: of an internal conflict, the government.
    pub a: Vec<Box<str>>,
    /// The states on the other side; none where a group is.
    pub b: Vec<Box<str>>,
    /// `interstate`, `internal`, or `internationalised`: internal, with other states in it.
    pub kind: Box<str>,
    /// What it is over: `territory`, `government`, or `both`.
    pub over: Box<str>,
    /// States whose troops fight beside the one side.
    pub with_a: Vec<Box<str>>,
    /// States whose troops fight beside the other.
    pub with_b: Vec<Box<str>>,
    /// When.
    pub period: Period,
    /// `minor` or `war`: whether a thousand died in a year.
    pub intensity: Box<str>,
    /// Where that can be read.
    pub source: Box<str>,
    /// What else is to be said.
    pub note: Box<str>,
    /// Where it stands in the tables.
    pub origin: Origin,
}

impl Conflict {
    /// Whether a state fights in it, and on which side.
    pub fn side(&self, state: &str) -> Option<Side> {
        let on = |main: &[Box<str>], with: &[Box<str>]| {
            main.iter().chain(with).any(|one| &**one == state)
        };
        if on(&self.a, &self.with_a) {
            Some(Side::A)
        } else if on(&self.b, &self.with_b) {
            Some(Side::B)
        } else {
            None
        }
    }
}

/// A side of a conflict.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The one; of an internal conflict the government's.
    A,
    /// The other.
    B,
}
