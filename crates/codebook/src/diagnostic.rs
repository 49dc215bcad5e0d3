//! A fault in a knowledge file, and how it is shown.
//!
//! A [`Diagnostic`] is shown as rustc shows its own: code and message, file with line and column, the line, a caret
//! under the words at fault, and what would mend it. Which faults there are is told by [`crate::code`].

use casus_text::Span;
use std::fmt;

/// How bad a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The entry is used, but should be looked at.
    Warning,
    /// The entry is left out.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Severity::Warning => "warning",
            Severity::Error => "error",
        })
    }
}

/// A fault in a knowledge file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A stable name of the kind of fault, such as `unknown-class`.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What would mend it.
    pub hint: Option<String>,
    /// The file's path, as it was given.
    pub path: String,
    /// The line, from 1.
    pub line: u32,
    /// The column in characters, from 1.
    pub column: u32,
    /// The bytes at fault, in the file's text.
    pub span: Span,
    /// The line at fault.
    pub text: String,
}

/// Lines longer than this many characters are shown in part.
const WIDTH: usize = 160;
/// How many characters before the fault are shown of a long line.
const BEFORE: usize = 60;

impl Diagnostic {
    /// The part of the line that is shown, and how many characters stand before the fault in it.
    fn excerpt(&self) -> (String, usize) {
        let column = (self.column as usize).saturating_sub(1);
        let length = self.text.chars().count();
        let plain = |c: char| if c.is_control() { ' ' } else { c };
        if length <= WIDTH {
            return (self.text.chars().map(plain).collect(), column);
        }
        let skip = column.saturating_sub(BEFORE);
        let mut line: String = self
            .text
            .chars()
            .skip(skip)
            .take(WIDTH)
            .map(plain)
            .collect();
        if skip + WIDTH < length {
            line.push('…');
        }
        if skip == 0 {
            return (line, column);
        }
        (format!("…{line}"), column - skip + 1)
    }

    /// How many characters the carets underline: at least one, and not beyond the line.
    fn carets(&self, shown: usize, before: usize) -> usize {
        let start = self
            .text
            .char_indices()
            .nth((self.column as usize).saturating_sub(1));
        let bytes = self
            .text
            .get(start.map_or(0, |(at, _)| at)..)
            .unwrap_or_default();
        let mut end = self.span.len().min(bytes.len());
        while !bytes.is_char_boundary(end) {
            end += 1;
        }
        let width = bytes.get(..end).unwrap_or_default().chars().count();
        width.min(shown.saturating_sub(before)).max(1)
    }
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = self.line.to_string();
        let margin = " ".repeat(number.len());
        let (line, before) = self.excerpt();
        let carets = "^".repeat(self.carets(line.chars().count(), before));
        writeln!(f, "{}[{}]: {}", self.severity, self.code, self.message)?;
        writeln!(f, "{margin}--> {}:{}:{}", self.path, self.line, self.column)?;
        writeln!(f, "{margin} |")?;
        writeln!(f, "{number} | {}", line.trim_end())?;
        write!(f, "{margin} | {}{carets}", " ".repeat(before))?;
        if let Some(hint) = &self.hint {
            write!(f, "\n{margin} = help: {hint}")?;
        }
        Ok(())
    }
}
