//! Dated memberships in organisations, and the ties between states where they are contested or broken.
//!
//! Compiled from `law/members.table` and `law/ties.table`. What holds on a day is looked up in [`super::Law`].

use super::Origin;
use super::regime::Body;
use crate::world::Period;

/// A state in an organisation, for as long as it had one standing there.
#[derive(Clone, Debug, Default)]
pub struct Membership {
    /// The organisation's name in `world/organisations.table`.
    pub organisation: Box<str>,
    /// The organisation's code by PLOVER.
    pub code: Box<str>,
    /// The state's code.
    pub state: Box<str>,
    /// As what: `member`, `permanent`, `elected`, `associate`, `observer`, `suspended`. A state that is suspended is a member too.
    pub role: Box<str>,
    /// When.
    pub period: Period,
    /// What else is to be said.
    pub note: Box<str>,
    /// Where it stands in the tables.
    pub origin: Origin,
}

/// A tie between two states, or of a state to an area, for as long as it stood as it stood.
#[derive(Clone, Debug, Default)]
pub struct Tie {
    /// The one, by its code. Of a recognition, the one who recognises.
    pub a: Box<str>,
    /// The other.
    pub b: Body,
    /// `recognition` or `diplomatic-relations`.
    pub kind: Box<str>,
    /// `recognised`, `refused` or `withdrawn`; `none`, `established`, `downgraded`, `broken` or `restored`.
    pub state: Box<str>,
    /// When it stood so.
    pub period: Period,
    /// Where that can be read.
    pub source: Box<str>,
    /// What else is to be said.
    pub note: Box<str>,
    /// Where it stands in the tables.
    pub origin: Origin,
}
