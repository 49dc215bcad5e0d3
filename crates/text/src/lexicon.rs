//! The rules of a language, compiled for look-up by word.
//!
//! `SplitterRules` come in; questions about single words are answered. Words are compared in small letters, with every
//! apostrophe written as the plain one.

use crate::classes::is_apostrophe;
use crate::rules::{AbbreviationKind, Before, CliticKind, SplitterRules};
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A quick hash for short words. Tables are looked up, never listed, so that its order is never seen.
#[derive(Default)]
pub(crate) struct WordHasher(u64);

impl Hasher for WordHasher {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }
}

type Hashing = BuildHasherDefault<WordHasher>;
type WordMap<T> = HashMap<Box<str>, T, Hashing>;
type WordSet = HashSet<Box<str>, Hashing>;

/// One way to read a word with a full stop as an abbreviation.
#[derive(Clone, Debug)]
pub(crate) struct Reading {
    /// The exact word, where its capitals matter.
    exact: Option<Box<str>>,
    /// What sort it is.
    pub(crate) kind: AbbreviationKind,
    /// What must follow.
    pub(crate) before: Before,
}

impl Reading {
    fn fits(&self, word: &str) -> bool {
        let exact = self.exact.as_deref();
        exact.is_none_or(|exact| exact == word || !word.chars().any(char::is_lowercase))
    }
}

/// The compiled rules.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lexicon {
    abbreviations: WordMap<Vec<Reading>>,
    endings: WordSet,
    parted: WordMap<Vec<u8>>,
    kept: WordSet,
    prefixes: WordSet,
    suffixes: WordSet,
    units: WordSet,
    domains: WordSet,
}

/// No entry of a table is longer than this in bytes; longer words are not looked up.
pub(crate) const LONGEST: usize = 40;

impl Lexicon {
    pub(crate) fn new(rules: &SplitterRules) -> Self {
        let mut lexicon = Lexicon::default();
        for row in &rules.abbreviations {
            let key = folded(&row.word);
            let exact = (key != row.word).then(|| row.word.clone().into_boxed_str());
            let reading = Reading {
                exact,
                kind: row.kind,
                before: row.before,
            };
            lexicon
                .abbreviations
                .entry(key.into())
                .or_default()
                .push(reading);
        }
        for row in &rules.clitics {
            let word: Box<str> = folded(&row.word).into();
            match row.kind {
                CliticKind::Ending => drop(lexicon.endings.insert(word)),
                CliticKind::Kept => drop(lexicon.kept.insert(word)),
                CliticKind::Prefix => drop(lexicon.prefixes.insert(word)),
                CliticKind::Suffix => drop(lexicon.suffixes.insert(word)),
                CliticKind::Unit => drop(lexicon.units.insert(word)),
                CliticKind::Domain => drop(lexicon.domains.insert(word)),
                CliticKind::Parted => {
                    let lengths = row
                        .parts
                        .iter()
                        .map(|part| part.chars().count().min(255) as u8);
                    lexicon.parted.insert(word, lengths.collect());
                }
            }
        }
        lexicon
    }

    /// The first reading of a word, written with its full stop, as an abbreviation before what `follows` takes.
    pub(crate) fn abbreviation(
        &self,
        word: &str,
        scratch: &mut String,
        follows: impl Fn(Before) -> bool,
    ) -> Option<&Reading> {
        let readings = self.abbreviations.get(fold(word, scratch)?)?;
        readings
            .iter()
            .find(|reading| reading.fits(word) && follows(reading.before))
    }

    /// Whether it is a token of its own at the end of a word.
    pub(crate) fn is_ending(&self, piece: &str, scratch: &mut String) -> bool {
        fold(piece, scratch).is_some_and(|key| self.endings.contains(key))
    }

    /// The lengths in characters of the tokens that make up the word, where it is several.
    pub(crate) fn parts(&self, word: &str, scratch: &mut String) -> Option<&[u8]> {
        self.parted.get(fold(word, scratch)?).map(Vec::as_slice)
    }

    /// Whether the word stays one token in spite of its signs.
    pub(crate) fn is_kept(&self, word: &str, scratch: &mut String) -> bool {
        fold(word, scratch).is_some_and(|key| self.kept.contains(key))
    }

    /// Whether a hyphen after this piece does not part it.
    pub(crate) fn is_prefix(&self, piece: &str, scratch: &mut String) -> bool {
        fold(piece, scratch).is_some_and(|key| self.prefixes.contains(key))
    }

    /// Whether a hyphen before this piece does not part it.
    pub(crate) fn is_suffix(&self, piece: &str, scratch: &mut String) -> bool {
        fold(piece, scratch).is_some_and(|key| self.suffixes.contains(key))
    }

    /// Whether it is parted from a number before it.
    pub(crate) fn is_unit(&self, piece: &str, scratch: &mut String) -> bool {
        fold(piece, scratch).is_some_and(|key| self.units.contains(key))
    }

    /// Whether it ends the name of a site or file.
    pub(crate) fn is_domain(&self, piece: &str, scratch: &mut String) -> bool {
        fold(piece, scratch).is_some_and(|key| self.domains.contains(key))
    }
}

fn folded(word: &str) -> String {
    let mut key = String::new();
    push_folded(word, &mut key);
    key
}

fn push_folded(word: &str, key: &mut String) {
    for c in word.chars() {
        if c.is_ascii() && c != '`' {
            key.push(c.to_ascii_lowercase());
        } else if is_apostrophe(c) {
            key.push('\'');
        } else {
            key.extend(c.to_lowercase());
        }
    }
}

/// The word in small letters, with plain apostrophes, in `scratch`. None where it is too long to stand in a table.
fn fold<'a>(word: &str, scratch: &'a mut String) -> Option<&'a str> {
    if word.len() > LONGEST {
        return None;
    }
    scratch.clear();
    push_folded(word, scratch);
    Some(scratch.as_str())
}
