//! Relations between parties: what they are, how they stand, and what they rest on.
//!
//! Claims and the law go in; [`Relation`]s come out, each with its hedge and its proof. [`derive`] makes them of claims
//! by the steps of `law/relations.table`, [`law`] of the law's own tables. Nothing of it is kept: for another day, or
//! without a source, relations are derived again.

mod commitment;
pub(crate) mod conflict;
pub mod derive;
mod exchange;
mod hedge;
pub mod law;
mod obligation;
mod step;
mod transfer;
mod visit;

pub use hedge::{Certainty, Hedge, Voice};
pub(crate) use step::directions;
pub use step::{Fit, fit};

use crate::store::Stored;
use serde::Serialize;

/// What holds, or has happened, between two parties.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Relation {
    /// Its name, the same for the same ledger and question.
    pub id: String,
    /// What kind of relation.
    pub kind: &'static str,
    /// From whom: who owes, punishes, gives, visits, promises; of what holds between two alike the first of them.
    pub code: String,
    /// To whom.
    pub other: String,
    /// How it stands: `in force`, `delivered`, `open`.
    pub status: String,
    /// The first day on which it stands so, or on which it happened.
    pub first_day: Option<String>,
    /// The last one.
    pub last_day: Option<String>,
    /// How sure it is, and on whose word.
    pub hedge: Hedge,
    /// What it is about.
    pub terms: Terms,
    /// What it rests on.
    pub proof: Proof,
}

/// What a relation is about.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "about", rename_all = "kebab-case")]
pub enum Terms {
    /// Somebody must do something.
    Obligation {
        /// The treaty's name; none where only reports tell of it.
        treaty: Option<String>,
        /// The article.
        article: Option<String>,
        /// What it obliges to, such as `defence`.
        duty: String,
        /// What must happen for it to bind to act, such as `armed-attack`.
        trigger: String,
        /// Against whom alone it holds.
        against: Vec<String>,
        /// Where alone it holds.
        area: Option<String>,
        /// What must be true besides.
        conditions: Vec<String>,
        /// What else is to be said.
        note: Option<String>,
    },
    /// A measure of a sanctions regime.
    Measure {
        /// The regime's name.
        regime: String,
        /// Such as `arms-embargo`.
        measure: String,
        /// `to`, `from` or `both`, as seen from the target.
        direction: String,
        /// Classes of goods.
        goods: Vec<String>,
        /// How much is allowed: `500000 barrel a year`.
        cap: Option<String>,
        /// What is exempt.
        exemptions: Vec<String>,
        /// The act that imposes it.
        act: String,
        /// The paragraph of the act.
        paragraph: Option<String>,
        /// Who holds it void on that day.
        void_for: Vec<String>,
        /// What else is to be said.
        note: Option<String>,
    },
    /// Limits on relations of which reports tell.
    Sanction {
        /// The words that tell it.
        words: Vec<String>,
        /// Classes of goods.
        goods: Vec<String>,
    },
    /// Goods that go from one to the other.
    Transfer {
        /// The class of goods.
        goods: String,
        /// The words for them.
        words: Vec<String>,
        /// How much, by whose word.
        quantities: Vec<Figure>,
        /// The relations for which it is given.
        in_exchange_for: Vec<String>,
    },
    /// A treaty to which both are party.
    Treaty {
        /// Its name.
        name: String,
        /// Such as `alliance`.
        what: String,
        /// What happened to it, and when.
        steps: Vec<String>,
    },
    /// Fighting.
    Conflict {
        /// How many claims tell of it.
        claims: usize,
        /// People killed, by whose word.
        killed: Vec<Figure>,
    },
    /// A war or armed conflict that the law's tables list.
    War {
        /// `interstate`, `internal` or `internationalised`.
        what: String,
        /// What it is over.
        over: String,
        /// `minor` or `war`.
        intensity: String,
    },
    /// An organisation in which both have a seat.
    Membership {
        /// The organisation.
        organisation: String,
        /// As what the first is in it.
        role: String,
    },
    /// Recognition, or diplomatic relations.
    Tie {
        /// `recognition` or `diplomatic-relations`.
        tie: String,
        /// What else is to be said.
        note: Option<String>,
    },
    /// A visit.
    Visit {
        /// Who came.
        visitors: Vec<String>,
        /// Where.
        place: Option<String>,
        /// The last visit before by the same visitor to the same state of which the ledger knows.
        before: Option<String>,
    },
    /// A promise or threat.
    Commitment {
        /// PLOVER's type of what was said.
        event: String,
        /// The words that tell it.
        words: Vec<String>,
        /// Classes of goods that are promised.
        goods: Vec<String>,
        /// The condition under which it holds.
        condition: Option<String>,
        /// The day by which it is to be carried out.
        due: Option<String>,
        /// The claims by which it was carried out.
        kept_by: Vec<String>,
        /// The claims by which it was broken.
        broken_by: Vec<String>,
    },
}

/// A number, and on whose word it rests.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// How many.
    pub value: f64,
    /// The unit.
    pub unit: Option<String>,
    /// On whose word.
    pub said_by: Vec<String>,
}

/// What a relation rests on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Proof {
    /// The rules that made it, by file and line.
    pub rules: Vec<String>,
    /// What the law says, by file and line, with its source.
    pub law: Vec<String>,
    /// The names of the claims, by their days.
    pub claims: Vec<String>,
    /// The names of the claims that deny it.
    pub denials: Vec<String>,
}

/// The name of a relation between two parties.
pub(crate) fn name(kind: &str, from: &str, to: &str, rest: &str) -> String {
    format!("{kind}/{}-{}/{rest}", slug(from), slug(to))
}

/// A party as it stands in names: what is no letter or digit becomes `_`.
pub(crate) fn slug(party: &str) -> String {
    let plain = |c: char| if c.is_alphanumeric() { c } else { '_' };
    party.chars().map(plain).collect()
}

/// The day on which a claim's deed is done, or was spoken of where it lies ahead.
pub(crate) fn day_of(stored: &Stored) -> &str {
    stored.first_day.as_str().min(stored.known.as_str())
}

/// Adds what is not in the list yet.
pub(crate) fn add<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}
