//! Cases: happenings, each told by one claim or more.
//!
//! Claims in the ledger go in. [`Ledger::derive`](crate::Ledger::derive) joins those that tell of one happening by a
//! [`Rule`] that can be read and changed (`rule.table`); [`Reader::cases`](crate::Reader::cases) gives each [`Case`] with
//! its claims, its independent origins and the values on which they differ. A claim is in one case at most; those of
//! corrected documents are in none. Relations and answers are left to others.

mod day;
mod derive;
mod origin;
mod pair;
mod read;
mod rule;
mod sweep;
mod told;

pub use derive::{Derived, gather};
pub use read::{Case, Value};
pub use rule::Rule;
