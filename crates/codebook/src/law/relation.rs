//! How what is told becomes a relation between two states.
//!
//! Compiled from `law/relations.table`. Which claims fit a step, and what follows of the steps, is left to the ledger.

use super::Origin;
use crate::language::Status;

/// A kind of relation that is derived from what is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RelationKind {
    /// One gives or sells goods to the other.
    Transfer,
    /// One limits its relations with the other to punish it.
    Sanction,
    /// They fight.
    Conflict,
    /// One recognises the other, or breaks with it.
    Recognition,
    /// One visits the other.
    Visit,
    /// One has promised the other something, or threatened it.
    Commitment,
}

/// All kinds.
pub const KINDS: &[RelationKind] = &[
    RelationKind::Transfer,
    RelationKind::Sanction,
    RelationKind::Conflict,
    RelationKind::Recognition,
    RelationKind::Visit,
    RelationKind::Commitment,
];

/// The kinds by their names in the table.
pub(crate) const NAMES: &[(&str, RelationKind)] = &[
    ("transfer", RelationKind::Transfer),
    ("sanction", RelationKind::Sanction),
    ("conflict", RelationKind::Conflict),
    ("recognition", RelationKind::Recognition),
    ("visit", RelationKind::Visit),
    ("commitment", RelationKind::Commitment),
];

impl RelationKind {
    /// Its name in the table.
    pub fn name(self) -> &'static str {
        let found = NAMES.iter().find(|(_, kind)| *kind == self);
        found.map_or("", |(name, _)| name)
    }
}

/// Which events are a step of a relation.
#[derive(Clone, Debug, Default)]
pub struct Step {
    /// Of which relation.
    pub relation: Option<RelationKind>,
    /// PLOVER's types.
    pub events: Vec<Box<str>>,
    /// PLOVER's modes, one of which the event must have; any where empty.
    pub modes: Vec<Box<str>>,
    /// Beginnings of CAMEO's codes; any where empty.
    pub cameo: Vec<Box<str>>,
    /// Whether goods must be named, or must not be.
    pub goods: Option<bool>,
    /// PLOVER's statuses; any where empty.
    pub statuses: Vec<Status>,
    /// The words that tell it, in small letters; any where empty.
    pub words: Vec<Box<str>>,
    /// How the relation then stands, such as `delivered`.
    pub step: Box<str>,
    /// Of a promise or threat: the types of the events that carry it out.
    pub kept: Vec<Box<str>>,
    /// Of a promise: the types of the events that break it.
    pub broken: Vec<Box<str>>,
    /// Where it stands in the table.
    pub origin: Origin,
}
