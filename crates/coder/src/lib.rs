//! Trees and knowledge to coded events.
//!
//! The trees of a document's sentences and the codebook go in; events come out, each with who, to whom, whether, when,
//! where, how many and on whose word, and the spans of text on which it rests. Pure: no input or output, no clock; the
//! same bytes for the same input.

mod event;

pub use event::{Actor, Attribution, Coded, Event, Location, Measure, Time, Trial};

use casus_codebook::Codebook;
use casus_syntax::Tree;
use casus_text::Document;

/// Codes documents by a codebook.
#[derive(Debug)]
pub struct Coder<'book> {
    book: &'book Codebook,
    explain: bool,
}

impl<'book> Coder<'book> {
    /// A coder that goes by `book`.
    pub fn new(book: &'book Codebook) -> Self {
        Coder {
            book,
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
        let _ = (self.book, self.explain, document, trees);
        Coded::default()
    }
}
