//! Trees and knowledge to coded events.
//!
//! The trees of a document's sentences and the codebook go in; events come out, each with who, to whom, whether, when,
//! where, how many and on whose word, and the spans of text on which it rests. Pure: no input or output, no clock; the
//! same bytes for the same input.

mod argument;
mod attribution;
mod coding;
mod event;
mod exchange;
mod grammar;
mod matching;
mod mention;
mod name;
mod naming;
mod place;
mod quantity;
mod sentence;
mod status;
mod time;
mod topic;
mod toponym;

pub use event::{
    Actor, Attribution, Coded, Event, Location, Measure, NameKind, Named, Time, Trial,
};

use casus_codebook::Codebook;
use casus_syntax::Tree;
use casus_text::Document;
use coding::Coding;
use grammar::Grammar;

/// Codes documents by a codebook.
#[derive(Debug)]
pub struct Coder<'book> {
    grammar: Grammar<'book>,
    explain: bool,
}

impl<'book> Coder<'book> {
    /// A coder that goes by `book`.
    pub fn new(book: &'book Codebook) -> Self {
        Coder {
            grammar: Grammar::new(book),
            explain: false,
        }
    }

    /// Keep every frame that is tried, for `casus why`.
    pub fn explaining(mut self) -> Self {
        self.explain = true;
        self
    }

    /// The events of a document, whose sentences are parsed as `trees`.
    pub fn code(&self, document: &Document, trees: &[Tree]) -> Coded {
        Coding::new(&self.grammar, document, trees, self.explain).run()
    }
}
