//! The one error of the library.
//!
//! Only what stops a run is an error. A document that cannot be read is a fault of its own and is reported beside the
//! results; a fault in a knowledge file is a [`Diagnostic`](casus_codebook::Diagnostic).

use std::io;

/// What can stop a run.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The results could not be written, or a file not be opened.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// A file could not be opened or read.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: String,
        /// Why.
        source: io::Error,
    },
    /// The weights of the network do not fit the program.
    #[error("the network: {0}")]
    Network(String),
    /// The threads could not be started.
    #[error("threads: {0}")]
    Threads(String),
    /// A gold file does not have the form that its set has.
    #[error("{path}:{line}: {reason}")]
    Gold {
        /// The file.
        path: String,
        /// The line, from 1; 0 where it is the whole file.
        line: usize,
        /// What is wrong.
        reason: String,
    },
    /// A ledger could not be opened, read or written.
    #[error(transparent)]
    Ledger(#[from] casus_ledger::Error),
    /// The columns could not be written.
    #[error("columns: {0}")]
    Columns(String),
}

impl Error {
    /// Whether the reader of our output has gone away, which ends a run but is no fault.
    pub fn is_closed_pipe(&self) -> bool {
        match self {
            Error::Io(error) | Error::File { source: error, .. } => {
                error.kind() == io::ErrorKind::BrokenPipe
            }
            _ => false,
        }
    }
}
