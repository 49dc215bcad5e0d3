//! On whose word: every attribution of a document.
//!
//! The trees and mentions of a document go in; each attribution comes out with its word of speech, its source, its
//! stance and the words that are said, in as many parts and sentences as they have. [`cue`] finds the words of speech,
//! [`content`] what they govern, [`source`] whose words they are; [`quote`] follows quotations through running text and
//! [`label`] reads "Name: words", and [`scope`] parts one attribution from the next. Which of them hold for an event is decided in `coding`.

mod content;
mod cue;
mod label;
mod quote;
mod scope;
mod source;

use crate::argument::Arguments;
use crate::grammar::Grammar;
use crate::mention::Mentions;
use crate::sentence::Sentence;
use casus_codebook::language::Stance;
use casus_text::Span;

/// One attribution, with tokens instead of actors.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Said {
    /// The sentence of the word of speech.
    pub(crate) sentence: usize,
    /// The word of speech.
    pub(crate) token: usize,
    /// The word of speech alone; a preposition with what is fixed to it.
    pub(crate) word: Span,
    /// That word with its auxiliaries, adverbs and particles.
    pub(crate) cue: Span,
    /// The head of the speaker, in the same sentence.
    pub(crate) speaker: Option<usize>,
    /// The words for the speaker.
    pub(crate) source: Option<Span>,
    pub(crate) stance: Stance,
    /// What is said, in the order of the text.
    pub(crate) content: Vec<Span>,
    /// Whether it reports without any speaker in mind: "reportedly".
    pub(crate) hedge: bool,
    /// Whether the words themselves could be quoted: "said", but not "criticised".
    pub(crate) direct: bool,
}

impl Said {
    /// Whether these words belong to what is said.
    pub(crate) fn covers(&self, words: Span) -> bool {
        let inside = |part: &Span| part.start <= words.start && words.end <= part.end;
        self.content.iter().any(inside)
    }

    /// Whether what is said contains the other's word of speech, and is not contained by it in turn.
    pub(crate) fn holds(&self, other: &Said) -> bool {
        self.covers(other.cue) && (!other.covers(self.cue) || self.size() > other.size())
    }

    fn size(&self) -> u32 {
        self.content.iter().map(|part| part.end - part.start).sum()
    }
}

/// The attributions of a document, in the order of their words of speech.
pub(crate) fn find_attributions<'book: 'doc, 'doc>(
    grammar: &Grammar<'book>,
    sentences: &[Sentence<'doc>],
    mentions: &Mentions<'book>,
) -> Vec<Said> {
    let mut found = Vec::new();
    let mut open = Vec::new();
    for sentence in sentences {
        let arguments = Arguments {
            grammar,
            sentence,
            mentions,
        };
        Reader { arguments }.read(&mut found, &mut open);
    }
    label::find(grammar, sentences, mentions, &mut found);
    quote::attach(grammar, sentences, &mut found, open);
    found.sort_by_key(|said| said.cue);
    found
}

/// Whether a blank line stands before the sentence: a quotation goes on over it only with a mark of its own.
pub(crate) fn starts_paragraph(sentences: &[Sentence<'_>], s: usize) -> bool {
    s == 0 || {
        let (before, now) = (&sentences[s - 1], &sentences[s]);
        let between = Span {
            start: before.tree.span.end,
            end: now.tree.span.start,
        };
        between.of(now.text).bytes().filter(|b| *b == b'\n').count() > 1
    }
}

/// Reads one sentence.
struct Reader<'a, 'book, 'doc> {
    arguments: Arguments<'a, 'book, 'doc>,
}

impl<'book> Reader<'_, 'book, '_> {
    fn sentence(&self) -> &Sentence<'_> {
        self.arguments.sentence
    }

    /// Adds the attributions of the sentence, and the words of speech that have nothing to say in it.
    fn read(&self, found: &mut Vec<Said>, open: &mut Vec<Said>) {
        let before = found.len();
        for at in 0..self.sentence().len() {
            if let Some(said) = self.at(at) {
                if said.content.is_empty() {
                    open.push(said);
                } else {
                    found.push(said);
                }
            }
        }
        self.part(&mut found[before..]);
    }
}
