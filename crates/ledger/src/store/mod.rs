//! The ledger as a file: documents with their claims are appended, and read back.
//!
//! [`Ledger`] writes: each call of [`Ledger::add`] is one transaction, so that after a crash at any moment an entry is
//! there as a whole or not at all. [`Reader`] only reads, and can do so while another process writes.

mod export;
mod load;
mod look;
mod question;
mod read;
mod reprint;
mod rows;
mod select;
mod write;

pub use export::Event;
pub use look::Count;
pub(crate) use question::Question;
pub use read::{Filter, Interrupt, Only, Reader, Stored, StoredDocument, View};

use crate::claim::Entry;
use crate::error::Error;
use crate::schema;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::time::Duration;
use write::Actors;

/// What came of adding entries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Added {
    /// Documents that are new.
    pub documents: usize,
    /// Documents that take the place of an earlier version.
    pub corrections: usize,
    /// Documents that were there already, word for word.
    pub known: usize,
    /// Documents that repeat an earlier one of another name.
    pub reprints: usize,
    /// Claims of all that was added.
    pub claims: usize,
}

impl std::ops::AddAssign for Added {
    fn add_assign(&mut self, other: Added) {
        self.documents += other.documents;
        self.corrections += other.corrections;
        self.known += other.known;
        self.reprints += other.reprints;
        self.claims += other.claims;
    }
}

/// A ledger that is open for writing. Several may be open for one file: each call waits for those before it.
#[derive(Debug)]
pub struct Ledger {
    pub(crate) connection: Connection,
    pub(crate) path: PathBuf,
    actors: Actors,
}

impl Ledger {
    /// Opens the ledger in this file, or makes a new one; one of an earlier version is brought up to date.
    ///
    /// # Errors
    ///
    /// Where the file is no ledger, is of a later version, or cannot be written.
    pub fn open(path: impl AsRef<Path>) -> Result<Ledger, Error> {
        let path = path.as_ref();
        Ok(Ledger {
            connection: schema::open(path)?,
            path: path.to_owned(),
            actors: Actors::default(),
        })
    }

    /// A ledger that is nowhere but in memory.
    pub(crate) fn in_memory() -> Result<Ledger, Error> {
        Ledger::open(":memory:")
    }

    /// Appends the entries, all of them or none. What was there already is left; another text under a known id takes
    /// the place of the earlier one from its day on.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written, or another process writes to it for long. The ledger is as before then.
    pub fn add(&mut self, entries: &[Entry]) -> Result<Added, Error> {
        self.append(entries).map_err(|source| {
            // Numbers that were given in a transaction that came to nothing must not be used again.
            self.actors = Actors::default();
            self.fault(source)
        })
    }

    fn append(&mut self, entries: &[Entry]) -> rusqlite::Result<Added> {
        let transaction = Transaction::new(&mut self.connection, TransactionBehavior::Immediate)?;
        self.actors.refresh(&transaction)?;
        let mut added = Added::default();
        for entry in entries {
            added += write::entry(&transaction, &mut self.actors, entry)?;
        }
        transaction.commit()?;
        Ok(added)
    }

    /// The ledger as others read it.
    ///
    /// # Errors
    ///
    /// Where the file cannot be opened a second time.
    pub fn reader(&self) -> Result<Reader, Error> {
        Reader::open(&self.path)
    }

    pub(crate) fn fault(&self, source: rusqlite::Error) -> Error {
        schema::fault(&self.path, source)
    }
}

impl Drop for Ledger {
    /// Brings the write-ahead log into the file, so that the file alone is the ledger. SQLite does so by itself only where
    /// no reader is open. Where somebody reads just now, the next writer does it.
    fn drop(&mut self) {
        let _ = self.connection.busy_timeout(Duration::from_millis(200));
        let _ = self
            .connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()));
    }
}

/// Key, version and hash of the newest version of a document.
fn newest(connection: &Connection, id: &str) -> rusqlite::Result<Option<(i64, i64, i64)>> {
    let sql =
        "SELECT document, version, hash FROM documents WHERE id = ?1 ORDER BY version DESC LIMIT 1";
    let mut statement = connection.prepare_cached(sql)?;
    let row = statement.query_row([id], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)));
    row.optional()
}
