//! Marks: what a token is that does not begin with a letter or digit.
//!
//! A place in a run without white space goes in; a token is added to the cutter, and the place after it comes out.

use crate::classes::{
    char_at, char_before, extends_emoji, is_apostrophe, is_emoji, is_flag_half, is_word, run,
};
use crate::layout::Gap;
use crate::lexicon::LONGEST;
use crate::tokens::{Cutter, Sort};
use crate::web;

impl Cutter<'_> {
    /// Adds the mark `c` at `at`, with what belongs to it; the place after it.
    pub(crate) fn mark(&mut self, c: char, at: usize, end: usize) -> usize {
        let (stop, sort) = match face(self.text, at, end) {
            Some(stop) => (stop, Sort::Face),
            None => self.measure(c, at, end),
        };
        self.push(at, stop, sort);
        stop
    }

    fn measure(&mut self, c: char, at: usize, end: usize) -> (usize, Sort) {
        let one = at + c.len_utf8();
        let plain = |stop: usize| (stop, Sort::Plain);
        match c {
            '.' | '?' | '!' | '…' => plain(self.stops(at, end)),
            '(' | ')' | '[' | ']' | '{' | '}' | '"' | ',' | ';' | '“' | '”' | '«' | '»' => {
                plain(one)
            }
            '#' | '@' => web::handle(self.text, at, end)
                .map_or(plain(self.repeated(c, at, end)), |stop| {
                    (stop, Sort::Address)
                }),
            '+' => plain(self.dialled(at, end)),
            _ if is_apostrophe(c) => plain(self.apostrophe(c, at, end)),
            _ if is_emoji(c) => (emoji_end(self.text, at, end), Sort::Face),
            _ => plain(self.repeated(c, at, end)),
        }
    }

    fn repeated(&self, c: char, at: usize, end: usize) -> usize {
        run(self.text, at, end, |next| next == c)
    }

    /// A number that begins with its point; dots; or a mixture of stops that ends a sentence.
    fn stops(&self, at: usize, end: usize) -> usize {
        let dots = run(self.text, at, end, |c| matches!(c, '.' | '…'));
        let digits = run(self.text, dots, end, |c| c.is_ascii_digit());
        let free = self.gap() != Gap::Glued
            || char_before(self.text, at).is_some_and(|c| !is_word(c) && c != ')');
        if dots == at + 1 && digits > dots && free {
            return digits;
        }
        if dots > at + 1 {
            return dots;
        }
        run(self.text, at, end, |c| matches!(c, '.' | '?' | '!')).max(dots)
    }

    /// A telephone number with its `+`, or plus signs.
    fn dialled(&self, at: usize, end: usize) -> usize {
        let digits = run(self.text, at + 1, end, |c| c.is_ascii_digit() || c == '-');
        let free = self.gap() != Gap::Glued;
        if free && digits > at + 1 {
            digits
        } else {
            self.repeated('+', at, end)
        }
    }

    /// A clitic that stands alone, a year without its century, a pair of quotation marks, or one.
    fn apostrophe(&mut self, c: char, at: usize, end: usize) -> usize {
        let one = at + c.len_utf8();
        let stop = run(self.text, one, end.min(at + LONGEST), is_word);
        let word = self.text.get(at..stop).unwrap_or_default();
        let lexicon = self.lexicon;
        if stop > one
            && (lexicon.is_kept(word, &mut self.scratch)
                || lexicon.is_ending(word, &mut self.scratch))
        {
            return stop;
        }
        let digits = run(self.text, one, end, |c| c.is_ascii_digit());
        if digits == one + 2 && (digits == stop || stop == digits + 1) {
            return stop;
        }
        let three = run(self.text, at, end.min(at + 3 * c.len_utf8()), |next| {
            next == c
        });
        if three == one + c.len_utf8() {
            three
        } else {
            one
        }
    }

    /// A run of four or more signs of several sorts, such as lines are drawn with.
    pub(crate) fn ornament(&self, start: usize, end: usize) -> Option<usize> {
        let bytes = self.text.as_bytes().get(start..end)?;
        let first = *bytes.first()?;
        let drawn = |b: &u8| b"-=+|*_~<>#^{}".contains(b);
        (bytes.len() >= 4
            && drawn(&first)
            && bytes.iter().all(drawn)
            && bytes.iter().any(|b| *b != first))
        .then_some(end)
    }
}

/// The end of the emoji at `at`: flags are pairs; tones, variations and joined pictograms belong to it.
fn emoji_end(text: &str, at: usize, end: usize) -> usize {
    let Some(first) = char_at(text, at) else {
        return end;
    };
    let mut stop = at + first.len_utf8();
    if is_flag_half(first) {
        return run(text, stop, end.min(stop + first.len_utf8()), is_flag_half);
    }
    loop {
        stop = run(text, stop, end, extends_emoji);
        let joined = char_at(text, stop) == Some('\u{200d}') && stop < end;
        match char_at(text, stop + '\u{200d}'.len_utf8()) {
            Some(next) if joined && is_emoji(next) => {
                stop += '\u{200d}'.len_utf8() + next.len_utf8()
            }
            _ => return stop.min(end).max(at + first.len_utf8()),
        }
    }
}

/// The end of a face made of marks: `:-)`, `=(`, `^_^`, `<3`.
fn face(text: &str, at: usize, end: usize) -> Option<usize> {
    let bytes = text.as_bytes().get(at..end)?;
    for whole in [&b"^_^"[..], b"-_-", b"<3", b":'("] {
        if bytes.starts_with(whole)
            && bytes
                .get(whole.len())
                .is_none_or(|b| !b.is_ascii_alphanumeric())
        {
            return Some(at + whole.len());
        }
    }
    let mut next = usize::from(bytes.first() == Some(&b'>'));
    let eyes = *bytes
        .get(next)
        .filter(|b| matches!(b, b':' | b';' | b'='))?;
    next += 1;
    if matches!(bytes.get(next), Some(b'-' | b'^' | b'~')) {
        next += 1;
    }
    let mouth = *bytes.get(next)?;
    let mouths: &[u8] = if eyes == b'=' {
        b")(DP"
    } else {
        b")(][DPpOo|/\\3"
    };
    if !mouths.contains(&mouth) {
        return None;
    }
    next += bytes
        .get(next..)?
        .iter()
        .take_while(|b| **b == mouth)
        .count();
    let after = bytes.get(next);
    let free = after.is_none_or(|b| !b.is_ascii_alphanumeric() && *b < 128);
    let sign = matches!(mouth, b')' | b'(');
    (free || (sign && after.is_some_and(|b| !b.is_ascii_digit()))).then_some(at + next)
}
