//! Knowledge files, checked and compiled.
//!
//! The text of the files in `knowledge/`, or in a user's own folder, goes in; tables that the coder looks things up in
//! come out, with every fault as a diagnostic of file, line, column and caret. The only reader of our formats, which
//! `knowledge/README.md` describes. How the tables are used on a tree is left to `coder`.

pub mod frame;
pub mod language;
pub mod ontology;
pub mod world;

use casus_text::Span;

/// A knowledge file: its path below the knowledge folder, and its text.
#[derive(Clone, Debug)]
pub struct Source {
    /// Such as `en/frames/conflict.table`.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// How bad a fault is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// The entry is used, but should be looked at.
    Warning,
    /// The entry is left out.
    Error,
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

/// All that is known, ready to be looked up.
#[derive(Debug, Default)]
pub struct Codebook {
    /// PLOVER's and CAMEO's types, modes, contexts, sectors and scales.
    pub ontology: ontology::Ontology,
    /// Frames and rules.
    pub frames: frame::Frames,
    /// The other words of the language.
    pub language: language::Language,
    /// States, organisations, offices, persons and places.
    pub world: world::World,
}
