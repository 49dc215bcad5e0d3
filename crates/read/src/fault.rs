//! What could not be read: where, and why.

use std::fmt;

/// An input, or a line of one, that gave no document (or not all of it).
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct InputFault {
    /// The file as it was named; `-` for standard input.
    pub path: String,
    /// The line, counted from 1; none where the fault is of the whole file.
    pub line: Option<u64>,
    /// The byte of the file, counted from 0, at which the record or member begins; none where that is not known.
    pub offset: Option<u64>,
    /// What is wrong, in plain words.
    pub reason: String,
}

impl fmt::Display for InputFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.line, self.offset) {
            (Some(line), _) => write!(f, "{}:{line}: {}", self.path, self.reason),
            (_, Some(at)) => write!(f, "{}: at byte {at}: {}", self.path, self.reason),
            _ => write!(f, "{}: {}", self.path, self.reason),
        }
    }
}

impl InputFault {
    /// A fault of a whole file.
    pub(crate) fn of_file(path: &str, reason: impl fmt::Display) -> Self {
        InputFault {
            path: path.to_string(),
            line: None,
            offset: None,
            reason: reason.to_string(),
        }
    }

    /// A fault of a line.
    pub(crate) fn of_line(path: &str, line: u64, reason: impl fmt::Display) -> Self {
        InputFault {
            path: path.to_string(),
            line: Some(line),
            offset: None,
            reason: reason.to_string(),
        }
    }

    /// A fault of what begins at a byte.
    pub(crate) fn at_byte(path: &str, offset: u64, reason: impl fmt::Display) -> Self {
        InputFault {
            offset: Some(offset),
            ..InputFault::of_file(path, reason)
        }
    }
}
