//! Words and numbers: where a token that begins with a letter or digit ends, and into what it parts.
//!
//! A place in a run without white space goes in; tokens are added to the cutter, and the place after them comes out.

use crate::classes::{char_at, char_before, floor, is_apostrophe, is_currency, is_word, run};
use crate::layout::Gap;
use crate::lexicon::LONGEST;
use crate::rules::{AbbreviationKind, Before};
use crate::tokens::{Cutter, Sort};
use crate::web;

/// What follows a word with a full stop.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Follower {
    Number,
    Capital,
    More,
    End,
}

impl<'a> Cutter<'a> {
    /// Adds the word or number that begins at `at`; the place after it.
    pub(crate) fn word(&mut self, at: usize, end: usize) -> usize {
        if self.may_address
            && let Some(stop) = web::address(self.text, at, end, self.lexicon, &mut self.scratch)
        {
            self.push(at, stop, Sort::Address);
            return stop;
        }
        if self.may_join
            && let Some(stop) = self.kept(at, end)
        {
            self.push(at, stop, Sort::Plain);
            return stop;
        }
        if self.text.as_bytes()[at].is_ascii_digit()
            && let Some(stop) = self.number_with_unit(at, end)
        {
            return stop;
        }
        let stop = self.reach(at, end);
        if let Some(sort) = self.abbreviation(at, stop, end) {
            self.push(at, stop + 1, sort);
            return stop + 1;
        }
        self.parted(at, stop);
        stop
    }

    fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// The end of a word that the lexicon keeps whole in spite of its signs.
    fn kept(&mut self, at: usize, end: usize) -> Option<usize> {
        let limit = end.min(at + LONGEST);
        let stop = run(self.text, at, limit, |c| {
            is_word(c) || is_apostrophe(c) || matches!(c, '-' | '/')
        });
        let whole = self.text.get(at..stop)?.trim_end_matches(|c| !is_word(c));
        let signs = !whole.bytes().all(|b| b.is_ascii_alphanumeric());
        (signs && self.lexicon.is_kept(whole, &mut self.scratch)).then_some(at + whole.len())
    }

    /// Adds a number and the unit written to it.
    fn number_with_unit(&mut self, at: usize, end: usize) -> Option<usize> {
        let number = run(self.text, at, end.min(at + LONGEST), |c| {
            c.is_ascii_digit() || matches!(c, '.' | ',' | ':')
        });
        let number = at
            + self
                .slice(at, number)
                .trim_end_matches(['.', ',', ':'])
                .len();
        let limit = end.min(number + LONGEST);
        let long = run(self.text, number, limit, |c| c.is_alphabetic() || c == '.');
        let short = number + self.slice(number, long).trim_end_matches('.').len();
        for stop in [long, short] {
            let free = char_at(self.text, stop).is_none_or(|c| !is_word(c)) || stop == end;
            let unit = self.text.get(number..stop)?;
            if stop > number && free && self.lexicon.is_unit(unit, &mut self.scratch) {
                self.push(at, number, Sort::Plain);
                self.push(number, stop, Sort::Plain);
                return Some(stop);
            }
        }
        None
    }

    /// The end of the word, over the signs that join: "U.S", "1,000", "O'Neill", "AT&T", "non-proliferation".
    fn reach(&mut self, at: usize, end: usize) -> usize {
        let mut piece = at;
        let mut stop = at;
        loop {
            stop = run(self.text, stop, end, is_word);
            let Some(sign) = char_at(self.text, stop).filter(|_| stop < end) else {
                return stop;
            };
            let after = stop + sign.len_utf8();
            if is_currency(sign) && self.is_currency_code(at, stop) {
                return after;
            }
            let next =
                char_at(self.text, after).filter(|c| after < end && (is_word(*c) || *c == '_'));
            let (Some(next), Some(last)) = (next, char_before(self.text, stop)) else {
                return if sign == '_' { after } else { stop };
            };
            if !self.joins(sign, last, next, (at, piece, stop), end) {
                return stop;
            }
            if sign == '-' {
                piece = after;
            }
            stop = after;
        }
    }

    /// Whether the sign at `stop`, between the characters `last` and `next`, joins its sides into one token.
    fn joins(
        &mut self,
        sign: char,
        last: char,
        next: char,
        (at, piece, stop): (usize, usize, usize),
        end: usize,
    ) -> bool {
        let digits = last.is_ascii_digit() && next.is_ascii_digit();
        match sign {
            '_' => true,
            '.' => {
                digits
                    || (last.is_uppercase() && next.is_ascii_digit())
                    || self.stop_joins(piece, stop, end)
            }
            ',' => digits && self.is_thousand(stop + 1, end),
            ':' => digits,
            '/' => {
                digits
                    && stop - at <= LONGEST
                    && self
                        .slice(at, stop)
                        .bytes()
                        .all(|b| b.is_ascii_digit() || b == b'/')
            }
            '&' => last.is_uppercase() && next.is_uppercase() && stop - at <= 4,
            '*' => last.is_alphabetic() && next.is_alphabetic(),
            '-' => self.hyphen_joins(at, piece, stop, end),
            _ => is_apostrophe(sign),
        }
    }

    fn is_thousand(&self, from: usize, end: usize) -> bool {
        run(self.text, from, end.min(from + 4), |c| c.is_ascii_digit()) == from + 3
    }

    fn is_currency_code(&self, at: usize, stop: usize) -> bool {
        stop - at <= 3 && self.slice(at, stop).bytes().all(|b| b.is_ascii_uppercase())
    }

    /// A full stop joins single letters ("U.S"), and what the lexicon knows ("Ph.D.").
    fn stop_joins(&mut self, piece: usize, stop: usize, end: usize) -> bool {
        let label = self
            .slice(piece, stop)
            .rsplit('.')
            .next()
            .unwrap_or_default();
        let after = run(self.text, stop + 1, end, char::is_alphabetic);
        let single = |s: &str| s.chars().count() == 1 && s.chars().all(char::is_alphabetic);
        if single(label) && single(self.slice(stop + 1, after)) {
            return true;
        }
        let limit = end.min(piece + LONGEST);
        let long = run(self.text, piece, limit, |c| c.is_alphabetic() || c == '.');
        let whole = self.text.get(piece..long).unwrap_or_default();
        whole.ends_with('.')
            && self
                .lexicon
                .abbreviation(whole, &mut self.scratch, |_| true)
                .is_some()
    }

    /// A hyphen joins telephone numbers and dates, and what the lexicon says.
    fn hyphen_joins(&mut self, at: usize, piece: usize, stop: usize, end: usize) -> bool {
        let left = self.text.get(piece..stop).unwrap_or_default();
        if left.bytes().all(|b| b.is_ascii_digit()) {
            return self.is_long_number(at, end);
        }
        if stop - piece <= LONGEST && self.lexicon.is_prefix(left, &mut self.scratch) {
            return true;
        }
        let right_end = run(self.text, stop + 1, end.min(stop + 1 + LONGEST), is_word);
        let right = self.text.get(stop + 1..right_end).unwrap_or_default();
        self.lexicon.is_suffix(right, &mut self.scratch)
    }

    /// Digits in three or more groups, or in groups of three and four: `2024-06-19`, `555-0199`.
    fn is_long_number(&self, at: usize, end: usize) -> bool {
        let stop = run(self.text, at, end.min(at + LONGEST), |c| {
            c.is_ascii_digit() || c == '-'
        });
        let free = char_at(self.text, stop).is_none_or(|c| !c.is_alphabetic());
        let mut groups = self
            .slice(at, stop)
            .trim_end_matches('-')
            .split('-')
            .map(str::len);
        let lengths = (groups.next(), groups.next(), groups.next());
        free && matches!(
            lengths,
            (_, Some(1..), Some(1..)) | (Some(3), Some(4), None)
        )
    }

    /// Whether the full stop at `stop` belongs to the word `at..stop`, and what it makes of it.
    fn abbreviation(&mut self, at: usize, stop: usize, end: usize) -> Option<Sort> {
        let bytes = self.text.as_bytes();
        if stop >= end || bytes[stop] != b'.' || bytes.get(stop + 1) == Some(&b'.') {
            return None;
        }
        let follower = self.follower(stop + 1, end);
        let follows = |before: Before| match before {
            Before::Anything => true,
            Before::Number => follower == Follower::Number,
            Before::Name => follower == Follower::Capital,
            Before::More => matches!(follower, Follower::More | Follower::Number),
        };
        let whole = self.slice(at, stop + 1);
        if let Some(reading) = self.lexicon.abbreviation(whole, &mut self.scratch, follows) {
            return Some(Sort::Abbreviation(reading.kind));
        }
        let word = self.slice(at, stop);
        let mut letters = word.chars();
        let first = letters.next().filter(|c| c.is_alphabetic())?;
        if letters.next() == Some('.') {
            return Some(Sort::Abbreviation(AbbreviationKind::Other));
        }
        let single = word.len() == first.len_utf8();
        (single && first.is_uppercase() && self.is_initial(word, follower, stop + 1))
            .then_some(Sort::Initial)
    }

    /// Whether a capital with a full stop before `from` is an initial: what follows goes on; and a name of two words
    /// stands behind it, or a name before it, or nothing does.
    fn is_initial(&self, letter: &str, follower: Follower, from: usize) -> bool {
        let after_initial = self.tokens.sorts.last() == Some(&Sort::Initial);
        let opens = self.gap() == Gap::Break || self.tokens.spans.is_empty();
        let before = self
            .tokens
            .spans
            .last()
            .map_or("", |span| span.of(self.text));
        let capital = before
            .chars()
            .next()
            .is_some_and(|c| c.is_uppercase() || !is_word(c));
        let numeral = letter == "I" && !after_initial && !opens;
        match follower {
            Follower::Capital => {
                (opens || capital || after_initial || self.two_capitals(from)) && !numeral
            }
            Follower::More => !numeral,
            Follower::End | Follower::Number => after_initial,
        }
    }

    /// Whether the next two words, parted by one space each, begin with capitals.
    fn two_capitals(&self, from: usize) -> bool {
        let reach = self.slice(from, floor(self.text, from + LONGEST));
        let mut words = reach.split(' ').skip(1).map(|word| word.chars().next());
        let mut capital = || words.next().flatten().is_some_and(char::is_uppercase);
        capital() && capital()
    }

    /// What stands after `from`, within the paragraph.
    fn follower(&self, from: usize, end: usize) -> Follower {
        let start = run(self.text, from, self.text.len(), char::is_whitespace);
        if start >= self.text.len()
            || (from == end && self.layout.gap(self.text, from, start) == Gap::Break)
        {
            return Follower::End;
        }
        let rest = self.slice(start, floor(self.text, start + 16));
        let mut characters = rest
            .chars()
            .skip_while(|c| matches!(c, '"' | '“' | '‘' | '\'' | '(' | '['));
        match characters.next() {
            Some(c) if c.is_numeric() => Follower::Number,
            Some(c) if c.is_uppercase() => Follower::Capital,
            _ => Follower::More,
        }
    }

    /// Adds the word `at..stop`, parted where it is several tokens.
    fn parted(&mut self, at: usize, stop: usize) {
        let lexicon = self.lexicon;
        if let Some(lengths) = lexicon.parts(self.slice(at, stop), &mut self.scratch) {
            let mut from = at;
            for &length in lengths {
                let next = self
                    .slice(from, stop)
                    .char_indices()
                    .nth(usize::from(length));
                let to = next.map_or(stop, |(offset, _)| from + offset);
                self.push(from, to, Sort::Plain);
                from = to;
            }
            self.push(from, stop, Sort::Plain);
            return;
        }
        if !self.may_join {
            self.push(at, stop, Sort::Plain);
            return;
        }
        self.without_endings(at, stop);
    }

    /// Adds the word and its endings: "do" "n't", "she" "'d" "'ve".
    fn without_endings(&mut self, at: usize, stop: usize) {
        let mut cuts = [stop; 4];
        let mut count = 0;
        while count < cuts.len() - 1 {
            let Some(cut) = self.last_ending(at, cuts[count]) else {
                break;
            };
            count += 1;
            cuts[count] = cut;
        }
        let mut from = at;
        for &cut in cuts[..=count].iter().rev() {
            self.push(from, cut, Sort::Plain);
            from = cut;
        }
    }

    /// Where the last ending of the word begins.
    fn last_ending(&mut self, at: usize, stop: usize) -> Option<usize> {
        let word = self.text.get(at..stop)?;
        let (sign, _) = word
            .char_indices()
            .rev()
            .take(8)
            .find(|(_, c)| is_apostrophe(*c))?;
        let before = word.get(..sign)?;
        let last = before.chars().next_back()?;
        let decade = before.ends_with('0') && before.len() > 1;
        let wide = sign - last.len_utf8();
        for from in [wide, sign] {
            let ending = self.text.get(at + from..stop)?;
            if from > 0 && !decade && self.lexicon.is_ending(ending, &mut self.scratch) {
                return Some(at + from);
            }
        }
        None
    }
}
