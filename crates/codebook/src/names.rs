//! Names as they are looked up: folded, so that spelling and splitting into words do not matter.
//!
//! Characters come in; a running 64-bit key comes out. White space, full stops, apostrophes, hyphens and accents are
//! dropped and capitals made small: "N'Djaména" and "Ndjamena", "U.S." and "US" have the same key. An apostrophe with
//! one letter after it at the end of a word is kept, for "Adam's" is not "Adams".

use unicode_normalization::char::{decompose_canonical, is_combining_mark};

/// Which forms of a text a name fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) enum Case {
    /// A short name all in capitals ("US", "WHO"): only a text in capitals.
    Capitals,
    /// A name with a capital: only a text that begins with one.
    Initial,
    /// A name in small letters: any text.
    Any,
}

/// Names in capitals of at most this many letters are not found in small letters.
const SHORT: usize = 4;

/// The kept apostrophe.
const MARK: char = '\u{1}';

/// The key of the words that were taken so far.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key {
    /// The 64-bit FNV-1a hash of the folded characters.
    pub(crate) hash: u64,
    /// How many folded characters went in.
    pub(crate) length: usize,
    letters: usize,
    small: bool,
    begins_small: bool,
}

impl Key {
    pub(crate) fn new() -> Self {
        Key {
            hash: 0xcbf2_9ce4_8422_2325,
            length: 0,
            letters: 0,
            small: false,
            begins_small: false,
        }
    }

    /// Takes a word, or a part of one.
    pub(crate) fn push_word(&mut self, word: &str) {
        for (at, c) in word.char_indices() {
            if c.is_ascii_alphabetic() {
                self.feed_letter(c);
            } else {
                self.push(c, word.get(at + c.len_utf8()..).unwrap_or_default());
            }
        }
    }

    /// Takes a character; `rest` is what follows it in the word.
    pub(crate) fn push(&mut self, c: char, rest: &str) {
        if c.is_ascii() {
            self.push_folded(c, rest);
        } else {
            decompose_canonical(c, |c| {
                if !is_combining_mark(c) {
                    self.push_folded(c, rest);
                }
            });
        }
    }

    /// Takes a letter of ASCII.
    #[inline]
    pub(crate) fn feed_letter(&mut self, c: char) {
        let small = c >= 'a';
        self.begins_small |= small && self.length == 0;
        self.small |= small;
        self.letters += 1;
        self.length += 1;
        self.take(c as u8 | 0x20);
    }

    fn push_folded(&mut self, c: char, rest: &str) {
        match c {
            'a'..='z' | 'A'..='Z' => self.feed_letter(c),
            '0'..='9' => self.feed(c, c),
            _ if is_apostrophe(c) => {
                if is_mark(rest) {
                    self.feed(MARK, MARK);
                }
            }
            '.' | '-' | '‐' | '‑' | '‒' | '–' | '—' | '−' | '·' => {}
            _ if c.is_whitespace() => {}
            _ => match unaccented(c) {
                Some(plain) => plain.chars().for_each(|p| self.feed(c, p)),
                None => c.to_lowercase().for_each(|p| self.feed(c, p)),
            },
        }
    }

    fn feed(&mut self, written: char, folded: char) {
        if written.is_alphabetic() {
            let small = written.is_lowercase();
            self.begins_small |= small && self.length == 0;
            self.small |= small;
            self.letters += 1;
        }
        self.length += 1;
        let mut bytes = [0; 4];
        for byte in folded.encode_utf8(&mut bytes).bytes() {
            self.take(byte);
        }
    }

    #[inline]
    fn take(&mut self, byte: u8) {
        self.hash = (self.hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }

    /// Whether all letters are capitals.
    pub(crate) fn is_capitals(&self) -> bool {
        self.letters > 0 && !self.small
    }

    /// Whether it begins with a small letter.
    pub(crate) fn begins_small(&self) -> bool {
        self.begins_small
    }

    /// Which texts this fits, as a name of a table.
    pub(crate) fn case(&self) -> Case {
        if self.is_capitals() && self.letters <= SHORT {
            Case::Capitals
        } else if self.begins_small {
            Case::Any
        } else {
            Case::Initial
        }
    }
}

/// The key of a word or name.
pub(crate) fn key_of(word: &str) -> u64 {
    let mut key = Key::new();
    key.push_word(word);
    key.hash
}

/// Whether it is a sign that is used as an apostrophe.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '‘' | 'ʼ' | 'ʻ' | 'ʿ' | 'ʾ' | '`' | '´')
}

/// Whether an apostrophe before this is kept: one letter stands there, and the word ends.
fn is_mark(rest: &str) -> bool {
    let mut rest = rest.chars();
    rest.next().is_some_and(char::is_alphabetic) && rest.next().is_none_or(char::is_whitespace)
}

/// Letters that are no letter with an accent to Unicode, and how they are written without.
fn unaccented(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'æ' | 'Æ' => "ae",
        'œ' | 'Œ' => "oe",
        'ø' | 'Ø' => "o",
        'đ' | 'Đ' | 'ð' | 'Ð' => "d",
        'ł' | 'Ł' => "l",
        'þ' | 'Þ' => "th",
        'ħ' | 'Ħ' => "h",
        'ı' => "i",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(words: &[&str]) -> u64 {
        let mut key = Key::new();
        words.iter().for_each(|word| key.push_word(word));
        key.hash
    }

    #[test]
    fn spelling_and_splitting_do_not_matter() {
        assert_eq!(key(&["N'Djaména"]), key(&["ndjamena"]));
        assert_eq!(key(&["U.S."]), key(&["U", ".", "S", "."]));
        assert_eq!(key(&["al", "-", "Qaeda"]), key(&["Al-Qaeda"]));
        assert_eq!(key(&["Côte", "d’Ivoire"]), key(&["Cote d'Ivoire"]));
        assert_eq!(key(&["Łódź"]), key(&["Lodz"]));
        assert_eq!(key(&["Kim Jong-un"]), key(&["Kim", "Jong", "Un"]));
    }

    #[test]
    fn an_apostrophe_before_a_last_letter_is_part_of_the_key() {
        assert_ne!(key(&["Adam", "'s"]), key(&["Adams"]));
        assert_eq!(key(&["Adam", "'s"]), key(&["Adam’s"]));
    }

    #[test]
    fn the_case_of_a_name_says_which_texts_it_fits() {
        let case = |name: &str| {
            let mut key = Key::new();
            key.push_word(name);
            key.case()
        };
        assert_eq!(case("US"), Case::Capitals);
        assert_eq!(case("U.S."), Case::Capitals);
        assert_eq!(case("G7"), Case::Capitals);
        assert_eq!(case("ASEAN"), Case::Initial);
        assert_eq!(case("Russia"), Case::Initial);
        assert_eq!(case("al-Shabaab"), Case::Any);
    }
}
