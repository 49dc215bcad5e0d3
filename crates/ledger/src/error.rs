//! What can go wrong with a ledger, and what to do about it.

use std::path::PathBuf;

/// Why a ledger could not be opened, read or written. The file is as it was before.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no such file.
    #[error("{0}: there is no ledger here; `casus add FILES --ledger {0}` makes one", path.display())]
    Missing {
        /// The file.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("{0}: this is no ledger; name another file", path.display())]
    Foreign {
        /// The file.
        path: PathBuf,
    },
    /// The ledger was written by a later Casus.
    #[error("{0}: the ledger has version {version}, this Casus knows versions up to {known}; use a newer Casus", path.display())]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: i64,
        /// The newest version that is known here.
        known: i64,
    },
    /// The ledger was written by an earlier Casus and is opened for reading alone.
    #[error("{0}: the ledger has the older version {version}; `casus add --ledger {0}` brings it up to date", path.display())]
    Older {
        /// The file.
        path: PathBuf,
        /// Its version.
        version: i64,
    },
    /// The file is cut short or overwritten in part.
    #[error("{0}: the ledger is damaged ({reason}); take it from a copy, or add the documents to a new one", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What SQLite says.
        reason: String,
    },
    /// Another process writes to it for longer than we wait.
    #[error("{0}: another process is writing to the ledger; try again when it has ended", path.display())]
    Busy {
        /// The file.
        path: PathBuf,
    },
    /// Somebody ended the question while it was answered.
    #[error("the question took too long; ask for less")]
    Interrupted,
    /// The file cannot be written.
    #[error("{0}: cannot be written ({reason}); free some space, or name a file in a folder that may be written", path.display())]
    Unwritable {
        /// The file.
        path: PathBuf,
        /// Why.
        reason: String,
    },
    /// A question that would change the ledger, or is none.
    #[error("the question: {0}")]
    Question(String),
    /// A rule by which claims are joined that cannot be read.
    #[error("the rule of cases: {0}")]
    Rule(String),
    /// Anything else that SQLite says.
    #[error("{0}: {source}", path.display())]
    Store {
        /// The file.
        path: PathBuf,
        /// The cause.
        source: rusqlite::Error,
    },
}
