//! What a token looks like, for the one who decides whether a sentence ends after it.
//!
//! Tokens with their texts go in; a `Look` for each comes out: its shape, and a hash of its letters.

use crate::classes::{is_apostrophe, is_bullet, is_currency, is_word};
use crate::layout::Gap;
use crate::rules::AbbreviationKind;
use crate::tokens::{Sort, Tokens};

/// The shape of a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Shape {
    /// Beyond the ends of the text or paragraph.
    #[default]
    Edge,
    Small,
    Capital,
    Capitals,
    Letter,
    Mixed,
    Number,
    Ordinal,
    Stop,
    Question,
    Dots,
    Comma,
    Colon,
    Semicolon,
    Dash,
    Opening,
    Closing,
    OpeningQuote,
    ClosingQuote,
    Quote,
    Clitic,
    Currency,
    Title,
    Month,
    Abbreviation,
    Initial,
    Address,
    Face,
    Bullet,
    Ornament,
    Other,
}

impl Shape {
    /// Marks that end sentences.
    pub(crate) fn is_final(self) -> bool {
        matches!(self, Shape::Stop | Shape::Question | Shape::Dots)
    }

    /// Marks that close what was opened.
    pub(crate) fn is_closing(self) -> bool {
        matches!(self, Shape::Closing | Shape::ClosingQuote)
    }

    /// Marks that open.
    pub(crate) fn is_opening(self) -> bool {
        matches!(self, Shape::Opening | Shape::OpeningQuote)
    }

    /// Words and numbers that a sentence can begin with, by their look.
    pub(crate) fn may_begin(self) -> bool {
        !matches!(
            self,
            Shape::Small
                | Shape::Comma
                | Shape::Semicolon
                | Shape::Colon
                | Shape::Closing
                | Shape::ClosingQuote
                | Shape::Clitic
                | Shape::Stop
                | Shape::Question
        )
    }
}

/// The look of one token.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Look {
    pub(crate) shape: Shape,
    /// A hash of its letters in small.
    pub(crate) word: u32,
    /// Its length in bytes, at most 255.
    pub(crate) length: u8,
    /// Whether it stands at the token before it without white space.
    pub(crate) glued: bool,
}

/// The looks of all tokens.
pub(crate) fn looks(text: &str, tokens: &Tokens) -> Vec<Look> {
    let count = tokens.spans.len();
    let mut looks = Vec::with_capacity(count);
    for index in 0..count {
        let word = tokens.spans[index].of(text);
        let before = tokens.gaps[index];
        let after = tokens.gaps.get(index + 1).copied().unwrap_or(Gap::Break);
        let shape = shape(word, tokens.sorts[index], before, after);
        let quote = matches!(
            shape,
            Shape::OpeningQuote | Shape::ClosingQuote | Shape::Quote
        );
        looks.push(Look {
            shape,
            // All signs of quotation are one: which of them a text uses says nothing.
            word: if quote { shape as u32 } else { hash(word) },
            length: word.len().min(255) as u8,
            glued: before == Gap::Glued,
        });
    }
    looks
}

/// A hash of the word in small letters, with plain apostrophes.
fn hash(word: &str) -> u32 {
    let step = |value: u32, byte: u8| (value ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    let start = 0x811c_9dc5_u32;
    if word.is_ascii() {
        return word
            .bytes()
            .take(24)
            .fold(start, |value, byte| step(value, byte.to_ascii_lowercase()));
    }
    word.chars()
        .take(24)
        .flat_map(char::to_lowercase)
        .fold(start, |value, c| {
            let c = if is_apostrophe(c) { '\'' } else { c };
            c.encode_utf8(&mut [0; 4]).bytes().fold(value, step)
        })
}

fn shape(word: &str, sort: Sort, before: Gap, after: Gap) -> Shape {
    match sort {
        Sort::Abbreviation(AbbreviationKind::Title) => Shape::Title,
        Sort::Abbreviation(AbbreviationKind::Month) => Shape::Month,
        Sort::Abbreviation(_) => Shape::Abbreviation,
        Sort::Initial => Shape::Initial,
        Sort::Address => Shape::Address,
        Sort::Face => Shape::Face,
        Sort::Plain => plain(word, before, after),
    }
}

fn plain(word: &str, before: Gap, after: Gap) -> Shape {
    let Some(first) = word.chars().next() else {
        return Shape::Edge;
    };
    if is_word(first) {
        return letters(word, first);
    }
    let repeated = word.len() > first.len_utf8();
    match first {
        '.' if repeated && word.bytes().all(|b| b == b'.') => Shape::Dots,
        '.' if word.bytes().any(|b| b.is_ascii_digit()) => Shape::Number,
        '.' if repeated => Shape::Question,
        '.' | '。' | '।' | '۔' => Shape::Stop,
        '?' | '!' | '？' | '！' | '؟' => Shape::Question,
        '…' => Shape::Dots,
        ',' | '،' | '、' => Shape::Comma,
        ':' | '：' => Shape::Colon,
        ';' | '；' | '؛' => Shape::Semicolon,
        '-' | '–' | '—' | '―' | '_' => Shape::Dash,
        '(' | '[' | '{' | '（' => Shape::Opening,
        ')' | ']' | '}' | '）' => Shape::Closing,
        '“' | '«' | '„' => Shape::OpeningQuote,
        '”' | '»' => Shape::ClosingQuote,
        _ if !repeated && is_bullet(first) => Shape::Bullet,
        '"' => quote(before, after),
        _ if is_apostrophe(first) => apostrophe(word, first, before, after),
        _ if is_currency(first) => Shape::Currency,
        _ if repeated => Shape::Ornament,
        _ => Shape::Other,
    }
}

/// Which way a quotation mark without a direction looks, by the white space around it.
fn quote(before: Gap, after: Gap) -> Shape {
    match (before == Gap::Glued, after == Gap::Glued) {
        (true, false) => Shape::ClosingQuote,
        (false, true) => Shape::OpeningQuote,
        _ => Shape::Quote,
    }
}

fn apostrophe(word: &str, first: char, before: Gap, after: Gap) -> Shape {
    if word.chars().any(is_word) {
        return Shape::Clitic;
    }
    match first {
        '‘' => Shape::OpeningQuote,
        '`' if word.len() > 1 => Shape::OpeningQuote,
        _ => quote(before, after),
    }
}

fn letters(word: &str, first: char) -> Shape {
    let mut rest = word.chars();
    rest.next();
    if first.is_numeric() {
        return if word.chars().any(char::is_alphabetic) {
            Shape::Ordinal
        } else {
            Shape::Number
        };
    }
    if rest.as_str().is_empty() {
        return if first.is_lowercase() {
            Shape::Small
        } else {
            Shape::Letter
        };
    }
    let (mut upper, mut lower) = (first.is_uppercase(), !first.is_uppercase());
    let mut inner = false;
    for c in rest {
        inner |= c.is_uppercase();
        upper &= !c.is_lowercase();
        lower &= !c.is_uppercase();
    }
    match (upper, lower, first.is_uppercase()) {
        (true, _, _) => Shape::Capitals,
        (_, true, _) => {
            if word.chars().any(is_apostrophe) && word.len() < 5 {
                Shape::Clitic
            } else {
                Shape::Small
            }
        }
        (_, _, true) if !inner => Shape::Capital,
        _ => Shape::Mixed,
    }
}
