//! A text is cut into tokens.
//!
//! The text, its layout and the lexicon go in; spans in order come out, with what stands before each and, where the
//! cutting has shown it, what sort of token it is. Where sentences end is left to `sentences`.

use crate::classes::{ceil, char_at, is_word, run};
use crate::layout::{Gap, Layout};
use crate::lexicon::Lexicon;
use crate::rules::AbbreviationKind;
use crate::span::Span;

/// What the cutting of a token has shown about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Sort {
    /// Nothing: its letters tell.
    Plain,
    /// A word with a full stop of its own.
    Abbreviation(AbbreviationKind),
    /// A letter with a full stop.
    Initial,
    /// A site, mail address, file, handle or hashtag.
    Address,
    /// An emoji, or a face made of marks.
    Face,
}

/// The tokens of a text, in three columns of equal length.
#[derive(Clone, Debug, Default)]
pub(crate) struct Tokens {
    pub(crate) spans: Vec<Span>,
    pub(crate) gaps: Vec<Gap>,
    pub(crate) sorts: Vec<Sort>,
}

/// No token is longer than this in bytes (but for the rest of a character).
const LONGEST_TOKEN: usize = 1000;

/// Cuts one text.
pub(crate) struct Cutter<'a> {
    pub(crate) text: &'a str,
    pub(crate) lexicon: &'a Lexicon,
    pub(crate) layout: Layout,
    pub(crate) tokens: Tokens,
    pub(crate) scratch: String,
    /// What stands before the next token.
    gap: Gap,
    /// Where the run of characters without white space begins.
    pub(crate) chunk: usize,
    /// Whether that run holds a sign that addresses have.
    pub(crate) may_address: bool,
    /// Whether it holds a sign that compounds and contractions have.
    pub(crate) may_join: bool,
}

impl<'a> Cutter<'a> {
    pub(crate) fn new(text: &'a str, lexicon: &'a Lexicon) -> Self {
        Cutter {
            text,
            lexicon,
            layout: Layout::new(text),
            tokens: Tokens::default(),
            scratch: String::new(),
            gap: Gap::Break,
            chunk: 0,
            may_address: false,
            may_join: false,
        }
    }

    /// Cuts the whole text.
    pub(crate) fn cut(mut self) -> Tokens {
        let text = self.text;
        let guess = text.len() / 5;
        self.tokens.spans.reserve(guess);
        self.tokens.gaps.reserve(guess);
        self.tokens.sorts.reserve(guess);
        let mut at = 0;
        while at < text.len() {
            let start = run(text, at, text.len(), char::is_whitespace);
            if !self.tokens.spans.is_empty() {
                self.gap = self.layout.gap(text, at, start);
            }
            at = self.chunk_end(start);
            self.cut_chunk(start, at);
        }
        self.tokens
    }

    /// The end of the run without white space, and notes on the signs within.
    fn chunk_end(&mut self, start: usize) -> usize {
        self.chunk = start;
        self.may_address = false;
        self.may_join = false;
        let bytes = self.text.as_bytes();
        let mut at = start;
        while let Some(&byte) = bytes.get(at) {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' => at += 1,
                b' ' | b'\t'..=b'\r' => break,
                b'.' | b'@' | b':' => {
                    self.may_address = true;
                    at += 1;
                }
                b'-' | b'\'' | b'`' | b'/' => {
                    self.may_join = true;
                    at += 1;
                }
                0..128 => at += 1,
                _ => match char_at(self.text, at) {
                    Some(c) if !c.is_whitespace() => {
                        self.may_join = true;
                        at += c.len_utf8();
                    }
                    _ => break,
                },
            }
        }
        at
    }

    fn cut_chunk(&mut self, start: usize, end: usize) {
        if let Some(stop) = self.ornament(start, end) {
            self.push(start, stop, Sort::Plain);
            return;
        }
        let mut at = start;
        while at < end {
            let before = at;
            at = match char_at(self.text, at) {
                Some(c) if is_word(c) => self.word(at, end),
                Some(c) => self.mark(c, at, end),
                None => end,
            };
            // Every step takes at least a character: what no rule takes is a token by itself.
            if at <= before {
                let next = char_at(self.text, before).map_or(1, char::len_utf8);
                at = before + next;
                self.push(before, at, Sort::Plain);
            }
        }
    }

    /// Adds the token `start..end`, in pieces where it is too long.
    pub(crate) fn push(&mut self, mut start: usize, end: usize, sort: Sort) {
        while start < end {
            let mut stop = end;
            if end - start > LONGEST_TOKEN {
                stop = ceil(self.text, start + LONGEST_TOKEN);
            }
            self.tokens.spans.push(Span::new(start, stop));
            self.tokens.gaps.push(self.gap);
            self.tokens.sorts.push(sort);
            self.gap = Gap::Glued;
            start = stop;
        }
    }

    /// What stands before the token that is cut now.
    pub(crate) fn gap(&self) -> Gap {
        self.gap
    }
}
