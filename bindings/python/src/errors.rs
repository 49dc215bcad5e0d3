//! What goes wrong in the library as exceptions of the package.
//!
//! An error goes in; an exception of `casus.errors` comes out, with the file, the line and the hint that are known. The
//! exceptions themselves are written in Python, where users catch them.

use casus_events::{Error, ledger};
use pyo3::PyErr;
use pyo3::exceptions::{PyFileNotFoundError, PyOSError};
use std::io;

mod raised {
    //! The exceptions of the Python half.
    #![allow(missing_docs)]
    use pyo3::import_exception;

    import_exception!(casus.errors, CasusError);
    import_exception!(casus.errors, DocumentError);
    import_exception!(casus.errors, LedgerError);
    import_exception!(casus.errors, QuestionError);
}

/// The exception for what stopped a run.
pub(crate) fn run(error: Error) -> PyErr {
    match error {
        Error::Io(error) => error.into(),
        Error::File { path, source } => file(&path, &source),
        Error::Ledger(error) => of_ledger(&error),
        other => self::other(other.to_string()),
    }
}

/// The exception for anything else.
pub(crate) fn other(reason: String) -> PyErr {
    raised::CasusError::new_err(reason)
}

fn file(path: &str, error: &io::Error) -> PyErr {
    let arguments = (
        error.raw_os_error().unwrap_or_default(),
        error.kind().to_string(),
        path.to_owned(),
    );
    match error.kind() {
        io::ErrorKind::NotFound => PyFileNotFoundError::new_err(arguments),
        _ => PyOSError::new_err(arguments),
    }
}

/// The exception for a document that cannot be coded; `row` is its place in a table, from 0.
pub(crate) fn document(reason: String, row: Option<u64>) -> PyErr {
    let (reason, hint) = hinted(&reason);
    raised::DocumentError::new_err((reason, None::<String>, None::<u64>, hint, row))
}

/// The exception for a ledger, or for a question that it cannot answer.
pub(crate) fn of_ledger(error: &ledger::Error) -> PyErr {
    let (reason, hint) = hinted(&error.to_string());
    match error {
        ledger::Error::Question(_) | ledger::Error::Rule(_) => {
            raised::QuestionError::new_err((reason, None::<String>, None::<u64>, hint))
        }
        _ => raised::LedgerError::new_err((reason, path(error), None::<u64>, hint)),
    }
}

fn path(error: &ledger::Error) -> Option<String> {
    use ledger::Error::{Busy, Damaged, Foreign, Missing, Newer, Older, Store, Unwritable};
    match error {
        Missing { path }
        | Foreign { path }
        | Newer { path, .. }
        | Older { path, .. }
        | Damaged { path, .. }
        | Busy { path }
        | Unwritable { path, .. }
        | Store { path, .. } => Some(path.display().to_string()),
        _ => None,
    }
}

/// A message of the library tells what is wrong and, behind a semicolon, what would mend it.
fn hinted(message: &str) -> (String, Option<String>) {
    match message.split_once("; ") {
        Some((reason, hint)) => (reason.to_owned(), Some(hint.to_owned())),
        None => (message.to_owned(), None),
    }
}
