//! Runs of words that can be one name, and their pieces: "U.N. Ambassador Albright" is two names with a title between.
//!
//! The words of a sentence go in; ranges of them come out, each with what the tables know by that name.

use super::unit::{Casing, Shape, Unit};
use crate::grammar::Grammar;
use crate::sentence::Sentence;
use casus_codebook::language::NameWord;
use casus_codebook::world::Entry;
use casus_syntax::Tag;
use casus_text::Span;

/// Words that may be a name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// The first and the last word.
    pub(super) first: usize,
    pub(super) last: usize,
    /// Whether a title or honorific stands before it.
    pub(super) titled: bool,
    /// Whether it is a nationality ("Russian").
    pub(super) nation: bool,
}

/// Cuts a sentence into pieces.
pub(super) struct Cutter<'c, 'book, 'doc> {
    pub(super) grammar: &'c Grammar<'book>,
    pub(super) sentence: &'c Sentence<'doc>,
    pub(super) units: &'c [Unit],
    pub(super) casing: Casing,
    /// The bytes of every token.
    pub(super) spans: &'c [Span],
}

impl<'book> Cutter<'_, 'book, '_> {
    pub(super) fn pieces(&self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut at = 0;
        while at < self.units.len() {
            if !self.begins(at) {
                at += 1;
                continue;
            }
            let last = self.extend(at);
            self.cut(at, last, &mut pieces);
            at = last + 1;
        }
        pieces
    }

    pub(super) fn form(&self, at: usize) -> &str {
        self.units[at].span.of(self.sentence.text)
    }

    /// The longest name of the tables that begins with this word: its last word and all it can stand for.
    pub(super) fn known(&self, at: usize) -> Option<(usize, &'book [Entry])> {
        let book = self.grammar.book;
        let (tokens, entries) =
            book.world
                .longest(self.sentence.text, self.spans, self.units[at].first)?;
        let end = self.units[at].first + tokens - 1;
        let last = (at..self.units.len()).find(|&u| self.units[u].last >= end)?;
        (self.units[last].last == end).then_some((last, entries))
    }

    /// Whether a name can begin with this word.
    fn begins(&self, at: usize) -> bool {
        let unit = &self.units[at];
        if !unit.is_capital() || self.is_time(at) {
            return false;
        }
        if self.casing != Casing::Plain {
            return unit.proper || self.known(at).is_some_and(|(last, _)| last > at);
        }
        if unit.proper {
            return true;
        }
        let small = [
            Tag::Adp,
            Tag::Det,
            Tag::Sconj,
            Tag::Cconj,
            Tag::Pron,
            Tag::Aux,
            Tag::Adv,
        ];
        if small.contains(&self.sentence.tag(unit.first)) {
            return self.known(at).is_some_and(|(last, _)| last > at);
        }
        let capital = |at: usize| self.units.get(at).is_some_and(Unit::is_capital);
        if unit.shape == Shape::Initial {
            return capital(at + 1) && self.form(at).ends_with('.');
        }
        if !self.opens(at) {
            let area = self.is_of_area(at);
            let nominal =
                area || matches!(self.sentence.tag(unit.first), Tag::Noun | Tag::X | Tag::Sym);
            return !self.is_alone(at) && (nominal || capital(at + 1) || self.known(at).is_some());
        }
        // The first word has a capital whatever it is.
        let known = self.known(at).is_some_and(|(last, _)| last > at);
        let next = self
            .units
            .get(at + 1)
            .is_some_and(|u| u.is_capital() && u.proper);
        let nation = |e: &Entry| matches!(e, Entry::Adjective(_) | Entry::OrganisationAdjective(_));
        let national = self
            .known(at)
            .is_some_and(|(_, entries)| entries.iter().any(nation));
        known
            || national
            || self.is_of_area(at)
            || next
                && unit
                    .words
                    .any(&[NameWord::Given, NameWord::Body, NameWord::PlaceBegin])
    }

    /// "I": a capital alone that the tagger takes for no name.
    fn is_alone(&self, at: usize) -> bool {
        self.units[at].span.len() == 1
    }

    /// Whether the word has a capital because a sentence or speech begins with it.
    pub(super) fn opens(&self, at: usize) -> bool {
        let mut before = self.units[..at].iter().rev();
        before
            .find(|u| {
                u.shape != Shape::Other
                    || matches!(u.span.of(self.sentence.text), ":" | "." | "?" | "!")
            })
            .is_none_or(|u| u.shape == Shape::Other)
            || at > 0 && matches!(self.form(at - 1), "\"" | "“" | "``" | "‘")
    }

    fn is_time(&self, at: usize) -> bool {
        let word = self.form(at).to_lowercase();
        let time = &self.grammar.book.language.time;
        let next = self.units.get(at + 1).is_some_and(|u| u.is_capital());
        if next && self.units[at].has(NameWord::Given) {
            return false;
        }
        time.get(word.trim_end_matches('.'))
            .is_some_and(|t| matches!(&*t.kind, "month" | "weekday" | "ordinal"))
    }

    /// The last word of the run that begins here.
    fn extend(&self, first: usize) -> usize {
        let mut last = self.known(first).map_or(first, |(last, _)| last);
        while let Some(next) = self.next_word(first, last) {
            last = self.known(next).map_or(next, |(end, _)| end).max(next);
        }
        last
    }

    /// The next word of the run, which small words may part from the last.
    fn next_word(&self, first: usize, last: usize) -> Option<usize> {
        let capital = |at: usize| {
            let unit = self.units.get(at)?;
            let fits = unit.is_capital() && !self.is_time(at);
            let fits = fits && (self.casing == Casing::Plain || unit.proper || self.is_ending(at));
            fits.then_some(at)
        };
        let next = last + 1;
        if let Some(at) = capital(next) {
            return Some(at);
        }
        let unit = self.units.get(next)?;
        let head = &self.units[last];
        let heads = head
            .words
            .any(&[NameWord::Body, NameWord::PlaceBegin, NameWord::PlaceEnd]);
        let within = (first..=last).any(|u| self.units[u].has(NameWord::Body));
        let small = unit.shape == Shape::Small;
        if self.sentence.penn(unit.first) == "POS" {
            return capital(next + 1)
                .filter(|&at| head.has(NameWord::Possessor) && self.is_possessed(at));
        }
        if self.form(next) == "&" {
            return capital(next + 1);
        }
        if small && unit.has(NameWord::Link) && heads {
            let article = next + 1 < self.units.len() && self.is_article(next + 1);
            return capital(next + 1 + usize::from(article));
        }
        if small && unit.has(NameWord::And) {
            return capital(next + 1)
                .filter(|&at| within && head.has(NameWord::Thing) || self.joins(first, last, at));
        }
        if small && unit.has(NameWord::Particle) {
            let particle = |u: &Unit| u.shape == Shape::Small && u.has(NameWord::Particle);
            let more = self.units.get(next + 1).is_some_and(particle);
            return capital(next + 1 + usize::from(more))
                .filter(|_| !self.is_article(next) || head.has(NameWord::Given));
        }
        None
    }

    /// Whether it is a small word that ties the two parts of a name ("Bank of Japan").
    fn is_link(&self, at: usize) -> bool {
        self.units[at].shape == Shape::Small && self.units[at].has(NameWord::Link)
    }

    fn is_article(&self, at: usize) -> bool {
        let form = self.form(at);
        self.grammar
            .words
            .the
            .iter()
            .any(|the| form.eq_ignore_ascii_case(the))
    }

    /// A word that ends the name of a body or place, in a heading.
    fn is_ending(&self, at: usize) -> bool {
        self.units[at]
            .words
            .any(&[NameWord::Firm, NameWord::PlaceEnd, NameWord::Thing])
    }

    /// "People's Party": what is possessed ends in a body.
    fn is_possessed(&self, at: usize) -> bool {
        let ends = (at..self.units.len().min(at + 4)).take_while(|&u| self.units[u].is_capital());
        ends.into_iter().any(|u| {
            self.units[u]
                .words
                .any(&[NameWord::Body, NameWord::Firm, NameWord::PlaceEnd])
        })
    }

    /// Whether "and" joins two words of one name: "Ministry of Trade and Industry", "American Telephone and Telegraph Co".
    fn joins(&self, first: usize, last: usize, next: usize) -> bool {
        let mut ends =
            (next..self.units.len().min(next + 4)).take_while(|&u| self.units[u].is_capital());
        let headed =
            (first..last).any(|u| self.units[u].has(NameWord::Body) && self.is_link(u + 1));
        let plain = |u: usize| {
            self.known(u).is_none()
                && !self.units[u]
                    .words
                    .any(&[NameWord::Given, NameWord::Surname])
        };
        let both = plain(first) && plain(last) && self.units[last].proper && plain(next);
        let bodied = ends
            .clone()
            .skip(1)
            .last()
            .is_some_and(|u| self.units[u].has(NameWord::Body));
        headed && plain(next)
            || both && bodied
            || ends.any(|u| self.units[u].has(NameWord::Firm))
                && !self.units[last].has(NameWord::Firm)
    }

    /// Cuts a run into pieces at nationalities, titles and known names.
    fn cut(&self, first: usize, mut last: usize, pieces: &mut Vec<Piece>) {
        // A known name may end in a common noun ("Interfax news agency"), which is no part of it.
        while last > first && !self.units[last].is_capital() {
            last -= 1;
        }
        let mut at = first;
        let mut titled = at > 0 && self.is_title(at - 1, at - 1);
        while at <= last {
            if self.names_body(at, last) {
                pieces.push(Piece {
                    first: at,
                    last,
                    titled: false,
                    nation: false,
                });
                return;
            }
            if let Some((end, nation)) = self.nation(at, last) {
                pieces.push(Piece {
                    first: at,
                    last: end,
                    titled: false,
                    nation,
                });
                at = end + 1;
                titled = false;
                continue;
            }
            if let Some(end) = self.title(at, last) {
                at = end + 1;
                titled = true;
                continue;
            }
            let end = (at + 1..=last)
                .find(|&u| self.title(u, last).is_some() && !self.units[u].has(NameWord::Given))
                .map_or(last, |u| u - 1);
            pieces.push(Piece {
                first: at,
                last: end,
                titled,
                nation: false,
            });
            at = end + 1;
            titled = false;
        }
    }

    /// Whether the words from here to the end are the name of a body, firm or event as a whole.
    fn names_body(&self, at: usize, last: usize) -> bool {
        let head = self.head(at, last);
        at < last
            && (self.units[head]
                .words
                .any(&[NameWord::Body, NameWord::Firm, NameWord::Thing])
                || self.units[last].words.any(&[
                    NameWord::Firm,
                    NameWord::Paper,
                    NameWord::PlaceEnd,
                    NameWord::Thing,
                ]) && !self.is_person(last))
            && self.title(at, last).is_none_or(|end| end + 1 > head)
    }

    /// "Anthony Hill": a given name before a word that can be a last name.
    fn is_person(&self, last: usize) -> bool {
        let before = last.checked_sub(1).map(|u| &self.units[u]);
        self.units[last].has(NameWord::Surname) && before.is_some_and(|u| u.has(NameWord::Given))
    }

    /// The word that says what the whole is: the last, or the one before "of".
    pub(super) fn head(&self, first: usize, last: usize) -> usize {
        (first..last)
            .find(|&u| {
                self.is_link(u + 1)
                    && self.units[u].words.any(&[
                        NameWord::Body,
                        NameWord::PlaceBegin,
                        NameWord::PlaceEnd,
                    ])
            })
            .unwrap_or(last)
    }
}
