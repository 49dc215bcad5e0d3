//! Trees and knowledge to coded events.
//!
//! The trees of a document's sentences and the codebook go in; events come out, each with who, to whom, whether, when,
//! where, how many and on whose word, and the spans of text on which it rests. Pure: no input or output, no clock; the
//! same bytes for the same input.

mod argument;
mod attribution;
mod coding;
mod condition;
mod event;
mod exchange;
mod goods;
mod grammar;
mod matching;
mod mending;
mod mention;
mod name;
mod naming;
mod negation;
mod place;
mod quantity;
mod sentence;
mod speech;
mod status;
mod tally;
mod time;
mod topic;
mod toponym;

pub use event::{
    Actor, Attribution, Coded, Event, Good, Location, Measure, NameKind, Named, Obligation, Time,
    Trial,
};
pub use negation::Negation;
pub use status::{Ground, Standing};

use casus_codebook::Codebook;
use casus_syntax::Tree;
use casus_text::Document;
use coding::Coding;
use grammar::Grammar;
use mending::mend;
use negation::find_negations;
use sentence::Sentence;
use status::read_standing;

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

    /// Whether a predicate, by the number of its token, happened as the sentence has it. Any word can be asked about,
    /// whether it tells an event or not; a number that is no token's has no answer.
    pub fn standing(&self, text: &str, tree: &Tree, predicate: usize) -> Option<Standing> {
        let sentence = Sentence::new(&self.grammar.book.language, text, tree, 0);
        let known = predicate < sentence.len();
        known.then(|| read_standing(&self.grammar, &sentence, predicate))
    }

    /// What is denied in a sentence, and by which words.
    pub fn negations(&self, text: &str, tree: &Tree) -> Vec<Negation> {
        let sentence = Sentence::new(&self.grammar.book.language, text, tree, 0);
        find_negations(&self.grammar, &sentence)
    }

    /// The events of a document, whose sentences are parsed as `trees`.
    pub fn code(&self, document: &Document, trees: &[Tree]) -> Coded {
        let trees = mend(&self.grammar, &document.text, trees);
        Coding::new(&self.grammar, document, &trees, self.explain).run()
    }
}
