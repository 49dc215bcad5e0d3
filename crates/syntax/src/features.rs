//! What the network sees of a word: the rows of its two tables that stand for a form.
//!
//! A form goes in; the row of its normalised form and eight rows by hashes of its beginnings, endings and shape come
//! out. Nothing but the form decides, so that the rows may be kept by form.

use std::hash::BuildHasher;

use hashbrown::{DefaultHashBuilder, HashTable};

/// How many pieces of a form are hashed.
pub(crate) const PIECES: usize = 8;

/// The forms that have a row of their own in the word table.
pub(crate) struct Vocabulary {
    text: Box<str>,
    /// The bytes of each form in the text; the first form has row 1.
    lines: Vec<(u32, u32)>,
    rows: HashTable<u32>,
    hasher: DefaultHashBuilder,
}

impl Vocabulary {
    /// Takes one form from each line.
    pub(crate) fn new(text: &str) -> Self {
        let mut lines = Vec::new();
        let mut start = 0;
        for line in text.split_inclusive('\n') {
            let form = line.trim_end_matches(['\n', '\r']);
            lines.push((start as u32, (start + form.len()) as u32));
            start += line.len();
        }
        let hasher = DefaultHashBuilder::default();
        let form = |&(start, end): &(u32, u32)| &text[start as usize..end as usize];
        let mut rows = HashTable::with_capacity(lines.len());
        for (row, line) in (1..).zip(&lines) {
            let same = |_: &u32| hasher.hash_one(form(line));
            rows.insert_unique(hasher.hash_one(form(line)), row, same);
        }
        Vocabulary {
            text: text.into(),
            lines,
            rows,
            hasher,
        }
    }

    /// How many rows the word table must have: one for each form, and the first for all others.
    pub(crate) fn rows(&self) -> usize {
        self.lines.len() + 1
    }

    /// The row of a normalised form; 0 where it has none.
    pub(crate) fn row(&self, normalised: &str) -> usize {
        let form = |row: u32| {
            let line = self.lines.get(row as usize - 1);
            line.and_then(|&(start, end)| self.text.get(start as usize..end as usize))
        };
        let found = self.rows.find(self.hasher.hash_one(normalised), |&row| {
            form(row) == Some(normalised)
        });
        found.map_or(0, |&row| row as usize)
    }
}

/// Lower case, typewriter quotes and dashes, every digit a 0.
pub(crate) fn normalised(form: &str) -> String {
    let lower = form.to_lowercase();
    let mut out = String::with_capacity(lower.len());
    for character in lower.chars() {
        match character {
            '\u{2018}' | '\u{2019}' | '\u{2BC}' => out.push('\''),
            '\u{201C}' | '\u{201D}' => out.push('"'),
            '\u{2010}'..='\u{2015}' => out.push('-'),
            '\u{2026}' => out.push_str("..."),
            '1'..='9' => out.push('0'),
            other => out.push(other),
        }
    }
    out
}

/// `X` for upper case, `x` for lower, `d` for a digit, other ASCII as it is, else `u`; runs are cut to two.
pub(crate) fn shape(form: &str) -> String {
    let mut out = String::new();
    let mut last = [None, None];
    for character in form.chars() {
        let mark = match character {
            _ if character.is_uppercase() => 'X',
            _ if character.is_lowercase() => 'x',
            '0'..='9' => 'd',
            _ if character.is_ascii() => character,
            _ => 'u',
        };
        if last != [Some(mark); 2] {
            out.push(mark);
            last = [last[1], Some(mark)];
        }
    }
    out
}

/// The hash of a piece, FNV-1a of 32 bits over its name and its letters.
fn hash(name: &str, letters: &str) -> u32 {
    let bytes = name.bytes().chain(letters.bytes());
    bytes.fold(2_166_136_261, |value, byte| {
        (value ^ u32::from(byte)).wrapping_mul(16_777_619)
    })
}

/// The beginning of a text, so many characters long.
fn beginning(text: &str, characters: usize) -> &str {
    let end = text
        .char_indices()
        .nth(characters)
        .map_or(text.len(), |(index, _)| index);
    &text[..end]
}

/// The ending of a text, so many characters long.
pub(crate) fn ending(text: &str, characters: usize) -> &str {
    match characters.checked_sub(1) {
        Some(before) => {
            &text[text
                .char_indices()
                .rev()
                .nth(before)
                .map_or(0, |(index, _)| index)..]
        }
        None => "",
    }
}

/// The rows of a form's pieces in a hash table of so many rows.
pub(crate) fn piece_rows(form: &str, normalised: &str, rows: usize) -> [usize; PIECES] {
    let hashes = [
        hash("p1:", beginning(normalised, 1)),
        hash("p2:", beginning(normalised, 2)),
        hash("p3:", beginning(normalised, 3)),
        hash("s1:", ending(normalised, 1)),
        hash("s2:", ending(normalised, 2)),
        hash("s3:", ending(normalised, 3)),
        hash("s4:", ending(normalised, 4)),
        hash("h:", &shape(form)),
    ];
    hashes.map(|hash| hash as usize % rows.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_normalised() {
        assert_eq!(normalised("Moscow\u{2019}s"), "moscow's");
        assert_eq!(
            normalised("\u{201C}2,019\u{201D}\u{2014}\u{2026}"),
            "\"0,000\"-..."
        );
        assert_eq!(normalised("ÉLYSÉE"), "élysée");
        assert_eq!(normalised(""), "");
    }

    #[test]
    fn shapes_cut_runs_to_two() {
        let shapes = [
            "Washington",
            "2,000",
            "McDonald",
            "USA",
            "«",
            "",
            "I",
            "F-16s",
        ]
        .map(shape);
        assert_eq!(
            shapes,
            ["Xxx", "d,dd", "XxXxx", "XX", "u", "", "X", "X-ddx"]
        );
    }

    #[test]
    fn beginnings_and_endings_count_characters() {
        assert_eq!(
            (beginning("türk", 2), ending("türk", 3), ending("a", 4)),
            ("tü", "ürk", "a")
        );
        assert_eq!(
            (beginning("", 2), ending("", 3), ending("abc", 0)),
            ("", "", "")
        );
    }

    #[test]
    fn words_have_the_rows_of_their_lines() {
        let vocabulary = Vocabulary::new("treaty\narmy\n0,000\n");
        let rows = ["treaty", "army", "0,000", "unheard", ""].map(|form| vocabulary.row(form));
        assert_eq!((rows, vocabulary.rows()), ([1, 2, 3, 0, 0], 4));
    }
}
