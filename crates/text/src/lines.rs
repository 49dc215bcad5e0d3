//! Where the lines of a text begin, to tell people a line and a column instead of a byte offset.
//!
//! A text and offsets go in; lines and columns, both counted from 1, columns in characters, come out.

use crate::classes::floor;

/// A place in a text as people count: both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LineColumn {
    /// The line.
    pub line: usize,
    /// The column, in characters.
    pub column: usize,
}

/// The byte offsets at which the lines of one text begin.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<u32>,
}

impl LineIndex {
    /// Finds the lines of `text`. A line ends after `\n`.
    pub fn new(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at as u32 + 1));
        LineIndex {
            starts: starts.collect(),
        }
    }

    /// The place of the byte `offset` in the text from which this index was made. An offset beyond the text counts as
    /// its end, one inside a character as the start of that character.
    pub fn place(&self, text: &str, offset: usize) -> LineColumn {
        let offset = floor(text, offset);
        let line = self
            .starts
            .partition_point(|&start| start as usize <= offset)
            .max(1);
        let start = self.starts.get(line - 1).map_or(0, |&start| start as usize);
        let before = text.get(start..offset).unwrap_or_default();
        LineColumn {
            line,
            column: before.chars().count() + 1,
        }
    }

    /// The words of a line, counted from 1, without its end. Empty where there is no such line.
    pub fn line<'a>(&self, text: &'a str, line: usize) -> &'a str {
        let start = |n: usize| self.starts.get(n).map(|&at| at as usize);
        let Some(from) = line.checked_sub(1).and_then(start) else {
            return "";
        };
        let to = start(line).unwrap_or(text.len());
        text.get(from..to)
            .unwrap_or_default()
            .trim_end_matches(['\n', '\r'])
    }

    /// How many lines there are; at least one.
    pub fn len(&self) -> usize {
        self.starts.len()
    }

    /// Never: an empty text has one empty line.
    pub fn is_empty(&self) -> bool {
        self.starts.is_empty()
    }
}
