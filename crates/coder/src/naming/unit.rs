//! Written words: a token, or several that hyphens join, with their shape and what they tell about a name.

use crate::sentence::Sentence;
use casus_codebook::Codebook;
use casus_codebook::language::{Language, NameWord, NameWords};
use casus_codebook::world::Entry;
use casus_syntax::Tag;
use casus_text::Span;

/// How a word is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Begins with a small letter.
    Small,
    /// Begins with a capital.
    Capital,
    /// Two capitals or more, and no small letter.
    Capitals,
    /// Capitals with full stops: "J.", "J.P.".
    Initial,
    /// Begins with a figure.
    Number,
    /// A mark, or the ending of a possessive.
    Other,
}

/// A written word of a sentence.
#[derive(Clone, Copy, Debug)]
pub(super) struct Unit {
    /// Its first and last token.
    pub(super) first: usize,
    pub(super) last: usize,
    pub(super) span: Span,
    pub(super) shape: Shape,
    pub(super) words: NameWords,
    /// Whether the tagger takes one of its tokens for a name.
    pub(super) proper: bool,
}

impl Unit {
    pub(super) fn is_capital(&self) -> bool {
        matches!(
            self.shape,
            Shape::Capital | Shape::Capitals | Shape::Initial
        )
    }

    pub(super) fn has(&self, word: NameWord) -> bool {
        self.words.has(word)
    }
}

/// How a sentence is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Casing {
    /// Only names, and the first word, have capitals.
    Plain,
    /// Nearly every word begins with one.
    Title,
    /// All letters are capitals.
    Capitals,
}

/// The written words of a sentence, in its order.
pub(super) fn units(book: &Codebook, sentence: &Sentence<'_>, spans: &[Span]) -> Vec<Unit> {
    let language = &book.language;
    let mut units = Vec::with_capacity(sentence.len());
    let mut at = 0;
    while at < sentence.len() {
        // "Israeli-Egyptian" is two names.
        let nation =
            |e: &Entry| matches!(e, Entry::State(_) | Entry::Adjective(_) | Entry::People(_));
        let alone = sentence.form(at).starts_with(char::is_uppercase)
            && book
                .world
                .longest(sentence.text, spans, at)
                .is_some_and(|(n, entries)| n == 1 && entries.iter().any(nation));
        let last = if alone {
            at
        } else {
            joined(language, sentence, at)
        };
        units.push(unit(language, sentence, at, last));
        at = last + 1;
    }
    units
}

/// The last token of the word that begins at `first`: "Ata-ur-Rehman" is one, "Paris-based" is not.
fn joined(language: &Language, sentence: &Sentence<'_>, first: usize) -> usize {
    let mut last = first;
    // "R-Florence" is Florence.
    let letter = sentence.token(first).span.len() == 1;
    let begins = |i: usize| {
        let form = sentence.form(i);
        form.starts_with(char::is_uppercase) || language.in_names(form).has(NameWord::Particle)
    };
    while !letter && begins(last) && last + 2 < sentence.len() {
        let (hyphen, next) = (sentence.token(last + 1), sentence.token(last + 2));
        let touching = sentence.token(last).span.end == hyphen.span.start
            && hyphen.span.end == next.span.start;
        if !(touching
            && matches!(sentence.form(last + 1), "-" | "–" | "‑")
            && (begins(last + 2) || sentence.tag(last + 2) == Tag::Propn))
        {
            break;
        }
        last += 2;
    }
    // "the-" begins no name.
    let capital = |i: usize| sentence.form(i).starts_with(char::is_uppercase);
    if (first..=last).any(capital) {
        last
    } else {
        first
    }
}

fn unit(language: &Language, sentence: &Sentence<'_>, first: usize, last: usize) -> Unit {
    let span = sentence.span(first, last);
    // What a post marks is a name as without the mark; with numbers in it, it is the label of a meeting or a day.
    let written = span.of(sentence.text);
    let marked = written.strip_prefix(['#', '@']);
    let marked = marked.filter(|name| name.chars().all(char::is_alphabetic));
    let shape = shape(marked.unwrap_or(written));
    let shape = if first < last && shape == Shape::Small {
        Shape::Capital
    } else {
        shape
    };
    let words = match shape {
        Shape::Other | Shape::Number => NameWords::default(),
        _ => language.in_names(span.of(sentence.text)),
    };
    Unit {
        first,
        last,
        span,
        shape,
        words,
        proper: (first..=last).any(|i| sentence.tag(i) == Tag::Propn),
    }
}

fn shape(word: &str) -> Shape {
    let Some(first) = word.chars().next() else {
        return Shape::Other;
    };
    if first.is_ascii_digit() {
        return Shape::Number;
    }
    if !first.is_alphabetic() {
        let apostrophe =
            matches!(first, '\'' | '’') && word.chars().nth(1).is_some_and(char::is_uppercase);
        return if apostrophe {
            Shape::Capital
        } else {
            Shape::Other
        };
    }
    if !first.is_uppercase() {
        return Shape::Small;
    }
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let small = word.chars().any(char::is_lowercase);
    let stops = word.chars().filter(|&c| c == '.').count();
    if !small && (stops > 0 && stops >= letters || letters == 1) {
        return Shape::Initial;
    }
    if small {
        Shape::Capital
    } else {
        Shape::Capitals
    }
}

/// How the sentence is written, by the words that are no numbers and marks.
pub(super) fn casing(units: &[Unit]) -> Casing {
    let words = || {
        units
            .iter()
            .filter(|u| !matches!(u.shape, Shape::Number | Shape::Other))
    };
    let all = words().count();
    let capitals = words()
        .filter(|u| matches!(u.shape, Shape::Capitals | Shape::Initial))
        .count();
    let capital = words().filter(|u| u.is_capital()).count();
    let listed = units.iter().any(|u| u.shape == Shape::Initial)
        || units.iter().filter(|u| u.shape == Shape::Number).count() * 3 > all;
    if all >= 3 && capitals == all {
        Casing::Capitals
    } else if all >= 6 && capital * 4 >= all * 3 && !listed {
        Casing::Title
    } else {
        Casing::Plain
    }
}
