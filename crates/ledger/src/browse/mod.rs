//! What lists and pages show: which claims are wanted ([`Choice`]), where a page ended ([`Cursor`]), and what the tables
//! say of documents, cases and the whole ledger.
//!
//! Every value stands in the SQL as a parameter. What is known and believed is the view of the reader. Which claims meet
//! a choice is found by [`crate::overview`].

mod cases;
mod documents;
mod status;

pub use cases::CaseHead;
pub use documents::DocumentHead;
pub use status::Status;

use serde_json::Value;

/// Which claims are wanted, and which documents and cases for their sake. What is empty does not matter; of several
/// values in one list any will do, but for the parties, all of whom must be in the claim.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Choice {
    /// PLOVER's types, or kinds of obligation.
    pub types: Vec<String>,
    /// PLOVER's statuses.
    pub statuses: Vec<String>,
    /// Names or codes of those on whose word the claim rests.
    pub speakers: Vec<String>,
    /// Publishers.
    pub sources: Vec<String>,
    /// How sure the coder must be at least.
    pub confidence: Option<f64>,
    /// The first day is not before this one.
    pub from: Option<String>,
    /// The first day is not after this one.
    pub to: Option<String>,
    /// Parties who do it.
    pub actors: Vec<String>,
    /// Parties to whom it is done.
    pub recipients: Vec<String>,
    /// Parties on whichever side.
    pub parties: Vec<String>,
}

/// Where a page ended: the day and the key of its last item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The day.
    pub day: String,
    /// The key.
    pub key: i64,
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.day, self.key)
    }
}

impl std::str::FromStr for Cursor {
    type Err = ();

    fn from_str(text: &str) -> Result<Cursor, ()> {
        let (day, key) = text.rsplit_once('.').ok_or(())?;
        let plain = day.len() <= 16 && day.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        let key = key.parse().map_err(|_| ())?;
        plain
            .then(|| Cursor {
                day: day.to_owned(),
                key,
            })
            .ok_or(())
    }
}

/// The claims on whose chain of speakers one of these stands, by name, code or words.
pub(crate) const SPOKEN: &str =
    "SELECT s.claim FROM actors a CROSS JOIN speakers s ON s.actor = a.actor
    WHERE EXISTS (SELECT 1 FROM json_each(?1) j WHERE j.value COLLATE NOCASE IN (a.name, a.code))
    UNION SELECT s.claim FROM speakers s JOIN json_each(?1) j ON s.text = j.value COLLATE NOCASE";

/// Items as a parameter that SQL takes apart.
pub(crate) fn list(items: &[String]) -> String {
    Value::from(items.to_vec()).to_string()
}

impl Choice {
    /// Whether it asks for anything that only claims have.
    pub fn asks_for_claims(&self) -> bool {
        let lists = [
            &self.types,
            &self.statuses,
            &self.speakers,
            &self.actors,
            &self.recipients,
            &self.parties,
        ];
        self.confidence.is_some() || lists.iter().any(|list| !list.is_empty())
    }
}
