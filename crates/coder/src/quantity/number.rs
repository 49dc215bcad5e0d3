//! Numerals: what number one or several tokens tell.
//!
//! A token goes in; the numeral that begins there comes out, of figures, words or both, with its last token.

use super::{Finder, Number};
use casus_syntax::{Relation, Tag};

impl Finder<'_, '_, '_> {
    /// The numeral that begins at the token: "10,000", "1.2 billion", "two dozen", "half a million", "20 to 30".
    pub(super) fn number(&self, i: usize) -> Option<Number> {
        let (mut total, mut current) = (0.0f64, 0.0f64);
        let mut last = None;
        let mut at = i;
        let mut before: Option<f64> = None;
        while let Some((part, end)) = self.numeral(at) {
            // Two figures side by side are two numbers, and so are two small words: "nineteen ninety".
            let scale = part >= 1000.0;
            let times =
                scale || part == 100.0 || part == 12.0 || part == 20.0 && before == Some(3.0);
            match before {
                None => current = part,
                Some(b) if times && b < part => {
                    current *= part;
                    if scale {
                        total += current;
                        current = 0.0;
                    }
                }
                Some(b) if part < b && (b >= 20.0) && (part >= 1.0 || b >= 100.0) => {
                    current += part
                }
                Some(_) => break,
            }
            before = Some(part);
            last = Some(end);
            at = self.next_part(end, part);
        }
        let last = last?;
        let value = total + current;
        // A half alone is a part of something, and "hundreds" are no number.
        let told = value >= 1.0 && value.is_finite() && !self.is_year(i, last);
        told.then(|| Number {
            first: i,
            last: self.upper(last),
            value,
        })
    }

    /// Whether a lone number is a year: four figures that count no plural noun.
    fn is_year(&self, i: usize, last: usize) -> bool {
        let form = self.s.form(i);
        let plain = i == last && form.len() == 4 && form.bytes().all(|b| b.is_ascii_digit());
        let counts = self.s.relation(i) == Relation::Nummod;
        plain && !counts && form.parse().is_ok_and(|y: u32| (1800..2100).contains(&y))
    }

    /// Where the numeral goes on: after a hyphen ("twenty-four"), "and" ("two hundred and fifty") or an article ("half a").
    fn next_part(&self, end: usize, part: f64) -> usize {
        let s = self.s;
        let next = end + 1;
        if next >= s.len() {
            return next;
        }
        let word = |i: usize| i < s.len() && self.is_word(i);
        let hyphen =
            s.form(next) == "-" && (20.0..100.0).contains(&part) && word(next + 1) && word(end);
        let and = s.relation(next) == Relation::Cc && part >= 100.0 && word(next + 1) && word(end);
        let article = s.relation(next) == Relation::Det && part < 1.0;
        next + usize::from(hyphen || and || article)
    }

    fn is_word(&self, i: usize) -> bool {
        let words = &self.grammar.book.language.numbers;
        words.contains_key(self.s.form(i).to_lowercase().as_str())
    }

    /// The last token of a range of numbers: "20 to 30", "12-15", "between 20 and 30".
    fn upper(&self, last: usize) -> usize {
        let s = self.s;
        let (joint, next) = (last + 1, last + 2);
        if next >= s.len() || self.numeral(next).is_none() {
            return last;
        }
        let dash = matches!(s.form(joint), "-" | "–") || s.tag(joint) == Tag::Sym;
        let joined = s.tag(joint) == Tag::Adp && s.tag(next) == Tag::Num
            || s.relation(joint) == Relation::Cc && s.head(next) == Some(last);
        let same = s.relation(last) != Relation::Nummod && s.relation(last) != Relation::Compound
            || s.head(last) == s.head(next)
            || s.head(next) == Some(last);
        if !(dash || joined && same) {
            return last;
        }
        let mut end = next;
        while let Some((_, after)) = self.numeral(end + 1).filter(|n| n.0 >= 100.0) {
            end = after;
        }
        end
    }

    /// The value of one token, and its last token ("a dozen" is one word of the table).
    fn numeral(&self, i: usize) -> Option<(f64, usize)> {
        if i >= self.s.len() {
            return None;
        }
        let form = self.s.form(i);
        let words = &self.grammar.book.language.numbers;
        if let Some(&value) = words.get(form.to_lowercase().as_str()) {
            let counts = matches!(
                self.s.tag(i),
                Tag::Num | Tag::Noun | Tag::Det | Tag::Adj | Tag::X | Tag::Sym
            );
            return (counts && !self.is_letter(i)).then_some((value, i));
        }
        let plain = form.replace(',', "");
        let digits = plain.trim_end_matches(|c: char| c.is_alphabetic());
        if !digits.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let value: f64 = digits.parse().ok()?;
        let suffix = plain.get(digits.len()..).unwrap_or_default();
        if suffix.is_empty() {
            return (self.s.tag(i) == Tag::Num).then_some((value, i));
        }
        words
            .get(suffix.to_lowercase().as_str())
            .map(|scale| (value * scale, i))
    }

    /// Whether a letter that can multiply a figure stands without one: "m" in "5 m" is none by itself.
    fn is_letter(&self, i: usize) -> bool {
        let short =
            self.s.form(i).len() <= 3 && self.s.form(i).bytes().all(|b| b.is_ascii_lowercase());
        let value = self
            .grammar
            .book
            .language
            .numbers
            .get(self.s.form(i))
            .copied();
        let before = i.checked_sub(1).map(|b| self.s.form(b));
        let figure = before.is_some_and(|b| b.starts_with(|c: char| c.is_ascii_digit()));
        short && value.is_some_and(|v| v >= 1000.0) && !figure
    }
}
