//! Files, places in them, and the list of faults that grows while they are read.
//!
//! A [`Spot`] is a file, a line and a byte span: small enough to keep beside every entry, so that a fault that shows only
//! later (an office that nobody defined) can still be drawn where it stands.

use crate::diagnostic::{Diagnostic, Severity};
use casus_text::Span;

/// A knowledge file while it is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct File<'a> {
    /// Its number.
    pub id: u32,
    /// Its path below the knowledge folder.
    pub path: &'a str,
    /// Its text.
    pub text: &'a str,
    /// 0 for the first layer; a later layer adds to it and overrides it.
    pub layer: u8,
}

/// A place in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Spot {
    /// The number of the file.
    pub file: u32,
    /// The line, from 1.
    pub line: u32,
    /// The bytes.
    pub span: Span,
}

/// The files, and the faults found in them so far.
#[derive(Debug)]
pub(crate) struct Report<'a> {
    files: Vec<File<'a>>,
    faults: Vec<(u32, Diagnostic)>,
    errors: usize,
}

impl<'a> Report<'a> {
    /// A report without faults.
    pub(crate) fn new(files: Vec<File<'a>>) -> Self {
        Report {
            files,
            faults: Vec::new(),
            errors: 0,
        }
    }

    /// The file of a place.
    pub(crate) fn file(&self, at: Spot) -> Option<&File<'a>> {
        self.files.get(at.file as usize)
    }

    /// `path:line` of a place, to point at another row.
    pub(crate) fn place(&self, at: Spot) -> String {
        format!("{}:{}", self.file(at).map_or("", |f| f.path), at.line)
    }

    /// How many errors there are so far; an entry whose reading raised it is left out.
    pub(crate) fn errors(&self) -> usize {
        self.errors
    }

    /// Adds an error.
    pub(crate) fn error(
        &mut self,
        at: Spot,
        code: &'static str,
        message: String,
        hint: Option<String>,
    ) {
        self.errors += 1;
        self.push(Severity::Error, at, code, message, hint);
    }

    /// Adds a warning.
    pub(crate) fn warn(
        &mut self,
        at: Spot,
        code: &'static str,
        message: String,
        hint: Option<String>,
    ) {
        self.push(Severity::Warning, at, code, message, hint);
    }

    fn push(
        &mut self,
        severity: Severity,
        at: Spot,
        code: &'static str,
        message: String,
        hint: Option<String>,
    ) {
        let (path, text) = self.file(at).map_or(("", ""), |f| (f.path, f.text));
        let start = (at.span.start as usize).min(text.len());
        let before = text.get(..start).unwrap_or_default();
        let from = before.rfind('\n').map_or(0, |n| n + 1);
        let line = text
            .get(from..)
            .unwrap_or_default()
            .lines()
            .next()
            .unwrap_or_default();
        let column = before.get(from..).unwrap_or_default().chars().count() + 1;
        let diagnostic = Diagnostic {
            severity,
            code,
            message,
            hint,
            path: path.to_owned(),
            line: at.line,
            column: column as u32,
            span: at.span,
            text: line.to_owned(),
        };
        self.faults.push((at.file, diagnostic));
    }

    /// A report on the same files, to be read beside this one.
    pub(crate) fn beside(&self) -> Self {
        Report::new(self.files.clone())
    }

    /// Takes the faults of another report on the same files.
    pub(crate) fn join(&mut self, other: Self) {
        self.faults.extend(other.faults);
        self.errors += other.errors;
    }

    /// The faults of the files of this layer and those above it, in the order of the files and of their lines.
    pub(crate) fn finish(mut self, layer: u8) -> Vec<Diagnostic> {
        let files = self.files;
        self.faults
            .retain(|(file, _)| files.get(*file as usize).is_none_or(|f| f.layer >= layer));
        self.faults
            .sort_by_key(|(file, d)| (*file, d.line, d.span, d.code));
        self.faults.dedup();
        self.faults.into_iter().map(|(_, d)| d).collect()
    }
}
