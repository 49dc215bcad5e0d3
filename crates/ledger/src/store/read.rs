//! Reads claims and documents back.
//!
//! A [`Reader`] sees the ledger as it was known on a day, and without the sources that are not to be believed: both are
//! part of its [`View`]. A [`Filter`] names which claims are wanted; they come out as [`Stored`] claims in the order of
//! their days, each with its document's name and origin.

use super::load::load;
use super::question::Question;
use super::rows;
use crate::claim::{Claim, Kind};
use crate::error::Error;
use crate::schema;
use casus_text::Document;
use rusqlite::Connection;
use std::path::{Path, PathBuf};

/// What of the ledger is believed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct View {
    /// Only what was known on this day; all, where there is none.
    pub known: Option<String>,
    /// Nothing that rests on the word of these: names or codes of outlets and speakers.
    pub without: Vec<String>,
    /// Only claims of this kind.
    pub only: Only,
}

/// Which claims are looked at; what is empty does not matter, and of several values any will do.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Only {
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
}

/// Which claims are wanted. What is empty does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// A code that is a party.
    pub code: Option<String>,
    /// Another code that is a party beside it.
    pub other: Option<String>,
    /// Events or obligations.
    pub kind: Option<Kind>,
    /// PLOVER's modes, one of which the claim must have.
    pub modes: Vec<String>,
    /// PLOVER's types, or kinds of obligation.
    pub events: Vec<String>,
    /// The first day is not before this one.
    pub from: Option<String>,
    /// The first day is not after this one.
    pub to: Option<String>,
    /// Of more claims than this only those of the last days.
    pub last: Option<usize>,
}

/// A claim with its place in the ledger.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stored {
    /// Its key.
    pub key: i64,
    /// Its name: the document's id, `#` or `!`, its number.
    pub id: String,
    /// The key of its document.
    pub document: i64,
    /// The document, or the earliest of those that say the same words.
    pub origin: i64,
    /// Who published the document.
    pub publisher: Option<String>,
    /// The day from which it is known.
    pub known: String,
    /// The first and last day that its date can mean.
    pub first_day: String,
    /// The last day.
    pub last_day: String,
    /// The claim.
    pub claim: Claim,
}

/// A document as it is stored, without its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredDocument {
    /// Its key.
    pub key: i64,
    /// Its name.
    pub id: String,
    /// 1, or more for a correction.
    pub version: i64,
    /// The day from which it is known.
    pub known: String,
    /// The day of publication.
    pub published: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where.
    pub url: Option<String>,
    /// The headline.
    pub title: Option<String>,
}

/// A ledger that is open for reading.
#[derive(Debug)]
pub struct Reader {
    pub(super) connection: Connection,
    path: PathBuf,
    pub(super) view: View,
}

/// Ends a question that runs for too long, from another thread.
pub struct Interrupt(rusqlite::InterruptHandle);

impl std::fmt::Debug for Interrupt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Interrupt")
    }
}

impl Interrupt {
    /// The question that the reader answers just now fails with [`Error::Interrupted`]; where there is none, nothing
    /// happens.
    pub fn interrupt(&self) {
        self.0.interrupt();
    }
}

/// Whether somebody is a party to a claim.
const PARTY: &str = "EXISTS (SELECT 1 FROM parties q JOIN actors a USING (actor)
    WHERE q.claim = c.claim AND ? = CASE a.body WHEN '' THEN a.code ELSE a.body END)";

impl Reader {
    /// Opens the ledger in this file. It is not changed, and others may write to it meanwhile.
    ///
    /// # Errors
    ///
    /// Where there is no ledger, or it is of another version or damaged.
    pub fn open(path: impl AsRef<Path>) -> Result<Reader, Error> {
        let path = path.as_ref();
        Ok(Reader {
            connection: schema::open_to_read(path)?,
            path: path.to_owned(),
            view: View::default(),
        })
    }

    /// The same ledger, as it looks to those who know and believe this.
    pub fn with_view(mut self, view: View) -> Reader {
        self.view = view;
        self
    }

    /// Another reader of the same ledger, for another thread.
    pub(crate) fn again(&self) -> Result<Reader, Error> {
        Ok(Reader::open(&self.path)?.with_view(self.view.clone()))
    }

    /// By which others can end what this reader is asked.
    pub fn interrupt(&self) -> Interrupt {
        Interrupt(self.connection.get_interrupt_handle())
    }

    /// What is known and believed.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// Whether the document is there already, word for word, so that nothing needs to be read in it again.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn has(&self, document: &Document) -> Result<bool, Error> {
        let newest =
            super::newest(&self.connection, &document.id).map_err(|source| self.fault(source))?;
        Ok(newest.is_some_and(|(_, _, hash)| hash == super::write::hash(document)))
    }

    /// Whether a document of this name is there, in whatever version.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn has_id(&self, id: &str) -> Result<bool, Error> {
        let newest = super::newest(&self.connection, id);
        Ok(newest.map_err(|source| self.fault(source))?.is_some())
    }

    /// The connection, for questions in SQL. It cannot write.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    pub(crate) fn fault(&self, source: rusqlite::Error) -> Error {
        schema::fault(&self.path, source)
    }

    /// The claims that are wanted, by their first day and then in the order in which they were added.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn claims(&self, filter: &Filter) -> Result<Vec<Stored>, Error> {
        let keys = self.keys(filter).map_err(|source| self.fault(source))?;
        self.claims_of(&keys)
    }

    /// The claims with these keys, in the order of the keys.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn claims_of(&self, keys: &[i64]) -> Result<Vec<Stored>, Error> {
        load(&self.connection, keys).map_err(|source| self.fault(source))
    }

    /// Of these claims those that are known and believed in this view, in the order of the keys.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn believed(&self, keys: &[i64]) -> Result<Vec<i64>, Error> {
        let mut question = Question::default();
        question.view(&self.view);
        let sql = format!(
            "SELECT c.claim FROM json_each(?) k CROSS JOIN claims c ON c.claim = k.value
             CROSS JOIN documents d ON d.document = c.document WHERE {} ORDER BY k.key",
            question.sql()
        );
        question.values.insert(0, format!("{keys:?}").into());
        let found = question.keys(&self.connection, &sql);
        found.map_err(|source| self.fault(source))
    }

    /// The claim of this name in the newest version of its document that is known in this view.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn claim(&self, id: &str) -> Result<Option<Stored>, Error> {
        let Some(at) = id.rfind(['#', '!']) else {
            return Ok(None);
        };
        let (Some(document), Some(number)) = (id.get(..at), id.get(at + 1..)) else {
            return Ok(None);
        };
        let kind = if id.as_bytes().get(at) == Some(&b'#') {
            Kind::Event
        } else {
            Kind::Obligation
        };
        let Ok(number) = number.parse::<u32>() else {
            return Ok(None);
        };
        let keys = self
            .key_of(document, kind, number)
            .map_err(|source| self.fault(source))?;
        Ok(self.claims_of(&keys)?.pop())
    }

    fn key_of(&self, document: &str, kind: Kind, number: u32) -> rusqlite::Result<Vec<i64>> {
        let mut question = Question::default();
        question.add("c.kind = ?", rows::kind(kind).to_owned());
        question.add("c.number = ?", i64::from(number));
        question.add("d.id = ?", document.to_owned());
        question.view(&self.view);
        let sql = format!(
            "SELECT c.claim FROM documents d JOIN claims c USING (document) WHERE {}",
            question.sql()
        );
        question.keys(&self.connection, &sql)
    }

    /// The tables in which the claims of a filter stand, and the conditions that they must meet.
    pub(super) fn question(&self, filter: &Filter) -> (&'static str, Question) {
        let mut question = Question::default();
        // Obligations are few: they are looked through, and then their parties.
        let few = filter.kind == Some(Kind::Obligation);
        let (from, day, event) = match (&filter.code, &filter.other) {
            (None, _) => ("claims c", "c.first_day", "c.event"),
            (Some(code), other) if few => {
                for code in [Some(code), other.as_ref()].into_iter().flatten() {
                    question.add(PARTY, code.clone());
                }
                ("claims c", "c.first_day", "c.event")
            }
            (Some(code), other) => {
                question.add("p.code = ?", code.clone());
                if let Some(other) = other {
                    question.add("p.other = ?", other.clone());
                }
                (
                    "pairs p CROSS JOIN claims c ON c.claim = p.claim",
                    "p.day",
                    "p.event",
                )
            }
        };
        if !filter.events.is_empty() {
            let list = serde_json::Value::from(filter.events.clone()).to_string();
            question.add(
                &format!("{event} IN (SELECT value FROM json_each(?))"),
                list,
            );
        }
        match filter.kind {
            // The index of obligations is found by these very words.
            Some(Kind::Obligation) => question.always("c.kind = 'obligation'"),
            Some(kind) => question.add("c.kind = ?", rows::kind(kind).to_owned()),
            None => {}
        }
        if !filter.modes.is_empty() {
            let list = serde_json::Value::from(filter.modes.clone()).to_string();
            let mode = "EXISTS (SELECT 1 FROM json_each(?) m WHERE ';' || c.mode || ';' LIKE '%;' || m.value || ';%')";
            question.add(mode, list);
        }
        if let Some(first) = &filter.from {
            question.add(&format!("{day} >= ?"), first.clone());
        }
        if let Some(last) = &filter.to {
            question.add(&format!("{day} <= ?"), last.clone());
        }
        question.view(&self.view);
        (from, question)
    }

    fn keys(&self, filter: &Filter) -> rusqlite::Result<Vec<i64>> {
        let (from, question) = self.question(filter);
        let day = if from.starts_with("pairs") {
            "p.day"
        } else {
            "c.first_day"
        };
        let last = filter
            .last
            .map_or(String::new(), |last| format!(" LIMIT {last}"));
        let sql = format!(
            "SELECT DISTINCT c.claim FROM {from} CROSS JOIN documents d ON d.document = c.document
             WHERE {} ORDER BY {day} DESC, c.claim DESC{last}",
            question.sql()
        );
        let mut keys = question.keys(&self.connection, &sql)?;
        keys.reverse();
        Ok(keys)
    }

    /// The text of a document.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, or has no such document.
    pub fn text(&self, document: i64) -> Result<String, Error> {
        let sql = "SELECT text FROM texts WHERE document = ?1";
        let row = self.connection.query_row(sql, [document], |row| row.get(0));
        row.map_err(|source| self.fault(source))
    }

    /// What is known of a document.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, or has no such document.
    pub fn document(&self, document: i64) -> Result<StoredDocument, Error> {
        let sql = "SELECT document, id, version, known, published, publisher, url, title FROM documents WHERE document = ?1";
        let row = self.connection.query_row(sql, [document], |row| {
            Ok(StoredDocument {
                key: row.get(0)?,
                id: row.get(1)?,
                version: row.get(2)?,
                known: row.get(3)?,
                published: row.get(4)?,
                publisher: row.get(5)?,
                url: row.get(6)?,
                title: row.get(7)?,
            })
        });
        row.map_err(|source| self.fault(source))
    }

    /// The first day from which anything is known; none for an empty ledger.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn first_known(&self) -> Result<Option<String>, Error> {
        let row = self
            .connection
            .query_row("SELECT min(known) FROM documents", [], |row| row.get(0));
        row.map_err(|source| self.fault(source))
    }

    /// Of how many types and days the claims are not yet joined into cases.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn underived(&self) -> Result<usize, Error> {
        let row = self
            .connection
            .query_row("SELECT count(*) FROM underived", [], |row| {
                row.get::<_, i64>(0)
            });
        Ok(row.map_err(|source| self.fault(source))? as usize)
    }
}
