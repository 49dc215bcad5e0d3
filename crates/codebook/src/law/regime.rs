//! Sanctions regimes and their measures.
//!
//! Compiled from `law/regimes.table` and `law/measures.table`. What is in force on a day is looked up in [`super::Law`].

use super::Origin;
use super::goods::ClassId;
use crate::world::{Day, Period};

/// A state, or an organisation, group or area.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Body {
    /// A state or a group of PLOVER's (`UNO`, `EUR`), by its code.
    Code(Box<str>),
    /// By its name in `world/organisations.table`.
    Organisation(Box<str>),
}

impl Default for Body {
    fn default() -> Self {
        Body::Code(Box::default())
    }
}

impl Body {
    /// The code or the name.
    pub fn text(&self) -> &str {
        match self {
            Body::Code(text) | Body::Organisation(text) => text,
        }
    }

    /// Whether it is what this code stands for.
    pub fn is_code(&self, code: &str) -> bool {
        matches!(self, Body::Code(own) if &**own == code)
    }
}

/// A sanctions regime: one sender, one target, one founding act.
#[derive(Clone, Debug, Default)]
pub struct Regime {
    /// Such as `un-prk`.
    pub id: Box<str>,
    /// Its name in English.
    pub name: Box<str>,
    /// Who imposes it.
    pub sender: Body,
    /// On whom.
    pub target: Body,
    /// The act that founds it.
    pub act: Box<str>,
    /// The committee that watches over it.
    pub committee: Box<str>,
    /// When it was in force.
    pub period: Period,
    /// What it is for, in GSDB's words.
    pub objectives: Vec<Box<str>>,
    /// Who holds it void, and since when.
    pub contested: Vec<(Box<str>, Period)>,
    /// Where its acts can be read.
    pub source: Box<str>,
    /// What else is to be said.
    pub note: Box<str>,
    /// Where it stands in the tables.
    pub origin: Origin,
}

impl Regime {
    /// Who held it void on a day, by their codes.
    pub fn void_for(&self, day: Day) -> impl Iterator<Item = &str> {
        let held = self.contested.iter().filter(move |(_, p)| p.holds(day));
        held.map(|(who, _)| &**who)
    }
}

/// Which way goods must not go.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Direction {
    /// To the target.
    #[default]
    To,
    /// From the target.
    From,
    /// Neither to the target nor from it.
    Both,
}

/// The directions by their names in the tables.
pub(crate) const DIRECTIONS: &[(&str, Direction)] = &[
    ("to", Direction::To),
    ("from", Direction::From),
    ("both", Direction::Both),
];

impl Direction {
    /// Its name in the tables.
    pub fn name(self) -> &'static str {
        let found = DIRECTIONS.iter().find(|(_, one)| *one == self);
        found.map_or("", |(name, _)| name)
    }
}

/// Whom a measure binds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Binds {
    /// All states.
    All,
    /// The sender, and its members where it has some.
    #[default]
    Sender,
    /// Nobody: states are asked to keep to it.
    Nobody,
}

/// Whom a measure binds, by the names in the tables.
pub(crate) const BINDS: &[(&str, Binds)] = &[
    ("all", Binds::All),
    ("sender", Binds::Sender),
    ("nobody", Binds::Nobody),
];

/// What of the target a measure is aimed at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Aim {
    /// All of it.
    #[default]
    Whole,
    /// Persons, bodies, ships or banks that are listed by name.
    Listed,
    /// Those in the state that are not its government.
    NonState,
    /// A part of its territory.
    Area,
}

/// What a measure is aimed at, by the names in the tables.
pub(crate) const AIMS: &[(&str, Aim)] = &[
    ("", Aim::Whole),
    ("whole", Aim::Whole),
    ("listed", Aim::Listed),
    ("non-state", Aim::NonState),
    ("area", Aim::Area),
];

impl Aim {
    /// Its name in the tables.
    pub fn name(self) -> &'static str {
        let mut found = AIMS.iter().filter(|(_, one)| *one == self);
        found.next_back().map_or("", |(name, _)| name)
    }
}

/// How much is allowed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Cap {
    /// The number.
    pub value: f64,
    /// Such as `barrel`, `tonne`, `USD per barrel`.
    pub unit: Box<str>,
    /// The time for which it holds, such as `year`; empty where it holds for each transfer.
    pub per: Box<str>,
}

/// What a regime forbids or limits.
#[derive(Clone, Debug, Default)]
pub struct Measure {
    /// Index into [`super::Law::regimes`].
    pub regime: u32,
    /// Its name within the regime, such as `coal`.
    pub id: Box<str>,
    /// Such as `arms-embargo`, `export-ban`, `cap`, `asset-freeze`.
    pub kind: Box<str>,
    /// Which way.
    pub direction: Direction,
    /// The classes of goods that it names; empty where it is not about goods.
    pub classes: Vec<ClassId>,
    /// Whether it names only some goods of these classes, as its note tells.
    pub partial: bool,
    /// What of the target it is aimed at.
    pub aim: Aim,
    /// How much is allowed; none where nothing is, or the measure is no cap.
    pub cap: Option<Cap>,
    /// What is exempt, each a short sentence.
    pub exemptions: Vec<Box<str>>,
    /// The act that imposes it.
    pub act: Box<str>,
    /// The paragraph or article of the act; empty where none is known for sure.
    pub paragraph: Box<str>,
    /// When it was in force.
    pub period: Period,
    /// Whom it binds.
    pub binds: Binds,
    /// Where the act can be read.
    pub source: Box<str>,
    /// What else is to be said.
    pub note: Box<str>,
    /// Where it stands in the tables.
    pub origin: Origin,
}
