//! Lists to leaf through: documents, claims and cases that meet a [`Choice`], a page at a time.
//!
//! A choice and a [`Cursor`] go in; so many items come out, the newest days first, and the cursor of the next page. Every
//! value stands in the SQL as a parameter. What is known and believed is the view of the reader.

mod cases;
mod claims;
mod documents;
mod status;

pub use cases::CaseHead;
pub use documents::DocumentHead;
pub use status::Status;

use crate::store::Question;
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

/// Whether a party by this role is the one that is asked for.
const ROLE: &str = "EXISTS (SELECT 1 FROM parties q JOIN actors a USING (actor) WHERE q.claim = c.claim AND q.role = ?
    AND CASE a.body WHEN '' THEN a.code ELSE a.body END IN (SELECT value FROM json_each(?)))";

/// Whether one of these speaks.
pub(crate) const SPEAKER: &str = "EXISTS (SELECT 1 FROM speakers s LEFT JOIN actors a USING (actor)
    JOIN json_each(?) j ON j.value COLLATE NOCASE IN (a.name, a.code, s.text) WHERE s.claim = c.claim)";

pub(crate) fn list(items: &[String]) -> String {
    Value::from(items.to_vec()).to_string()
}

impl Choice {
    /// Whether it asks for anything that only claims have.
    fn asks_for_claims(&self) -> bool {
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

    /// The parties by whom claims are best looked up in `pairs`.
    fn keys(&self) -> (Option<&String>, Option<&String>) {
        let mut found = self.parties.iter();
        if let Some(first) = found.next() {
            return (Some(first), found.next());
        }
        let sides = [&self.actors, &self.recipients];
        let mut lone = sides
            .into_iter()
            .filter(|side| side.len() == 1)
            .flatten()
            .collect::<Vec<_>>();
        lone.dedup();
        (lone.first().copied(), lone.get(1).copied())
    }

    /// The conditions on a claim `c` of the document `d`; `day` and `event` are the columns in which these stand.
    fn conditions(&self, question: &mut Question, day: &str, event: &str) {
        if !self.types.is_empty() {
            let one = format!("{event} IN (SELECT value FROM json_each(?))");
            question.add(&one, list(&self.types));
        }
        if !self.statuses.is_empty() {
            question.add(
                "c.status IN (SELECT value FROM json_each(?))",
                list(&self.statuses),
            );
        }
        if let Some(least) = self.confidence {
            question.add("c.confidence >= ?", least);
        }
        if let Some(from) = &self.from {
            question.add(&format!("{day} >= ?"), from.clone());
        }
        if let Some(to) = &self.to {
            question.add(&format!("{day} <= ?"), to.clone());
        }
        self.sources(question);
        if !self.speakers.is_empty() {
            question.add(SPEAKER, list(&self.speakers));
        }
        for (role, side) in [("actor", &self.actors), ("recipient", &self.recipients)] {
            if !side.is_empty() {
                question.add(ROLE, role.to_owned());
                question.values.push(list(side).into());
            }
        }
        for party in &self.parties {
            let own = "EXISTS (SELECT 1 FROM parties q JOIN actors a USING (actor) WHERE q.claim = c.claim
                AND ? = CASE a.body WHEN '' THEN a.code ELSE a.body END)";
            question.add(own, party.clone());
        }
    }

    fn sources(&self, question: &mut Question) {
        if !self.sources.is_empty() {
            let one =
                "EXISTS (SELECT 1 FROM json_each(?) j WHERE j.value = d.publisher COLLATE NOCASE)";
            question.add(one, list(&self.sources));
        }
    }
}

/// Adds that what follows the cursor is wanted, by the columns of the day and the key.
fn after(question: &mut Question, cursor: Option<&Cursor>, day: &str, key: &str) {
    if let Some(cursor) = cursor {
        question.add(&format!("({day}, {key}) < (?, ?)"), cursor.day.clone());
        question.values.push(cursor.key.into());
    }
}

/// Takes the item too many away and makes the cursor of the next page of the last that stays.
fn page(mut rows: Vec<(String, i64)>, limit: usize) -> (Vec<i64>, Option<Cursor>) {
    let more = rows.len() > limit;
    rows.truncate(limit);
    let last = rows.last().filter(|_| more);
    let next = last.map(|(day, key)| Cursor {
        day: day.clone(),
        key: *key,
    });
    (rows.into_iter().map(|(_, key)| key).collect(), next)
}
