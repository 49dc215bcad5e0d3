//! The law between states: treaties, sanctions regimes, goods, memberships, ties and armed conflicts.
//!
//! Compiled from the tables in `law/`. [`Law`] answers what holds on a day: who owes whom what, which measures stand
//! against a transfer, who belongs to what. What follows of it for reports is left to the ledger.

pub mod conflict;
pub mod goods;
mod lookup;
pub mod regime;
pub mod relation;
pub mod tie;
pub mod treaty;

pub use crate::frame::Origin;
pub use lookup::{Applied, Owed, Transfer};

use conflict::Conflict;
use goods::Goods;
use regime::{Measure, Regime};
use relation::Step;
use tie::{Membership, Tie};
use treaty::{Obligation, Treaty};

/// All that is known of the law between states.
#[derive(Clone, Debug, Default)]
pub struct Law {
    /// Treaties with their parties.
    pub treaties: Vec<Treaty>,
    /// What they oblige to, in the order of the table.
    pub obligations: Vec<Obligation>,
    /// Sanctions regimes.
    pub regimes: Vec<Regime>,
    /// Their measures, in the order of the table.
    pub measures: Vec<Measure>,
    /// Classes of goods.
    pub goods: Goods,
    /// Memberships in organisations.
    pub memberships: Vec<Membership>,
    /// Recognition and diplomatic relations.
    pub ties: Vec<Tie>,
    /// Armed conflicts.
    pub conflicts: Vec<Conflict>,
    /// Which events are a step of which relation; the first that fits decides.
    pub steps: Vec<Step>,
}
