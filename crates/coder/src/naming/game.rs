//! What a report on games tells of a name: the sides of a game are teams, though they are called by their towns.

use super::evidence::{AREA, Points};
use super::run::{Cutter, Piece};
use super::unit::Shape;
use casus_codebook::language::NameWord;
use casus_codebook::world::Entry;
use casus_syntax::Tag;

impl Cutter<'_, '_, '_> {
    /// What the other side, the score and the table of a game tell.
    pub(super) fn by_game(&self, piece: &Piece) -> Points {
        let side = |at: Option<usize>| {
            at.and_then(|u| self.units.get(u))
                .is_some_and(|u| u.has(NameWord::Side) && u.shape != Shape::Other)
        };
        let before = piece.first.checked_sub(1);
        let away = self
            .units
            .get(piece.last + 1)
            .is_some_and(|u| u.shape == Shape::Capitals && u.has(NameWord::Away));
        let state = self.known(piece.first).is_some_and(|(last, entries)| {
            last == piece.last && entries.iter().any(|e| matches!(e, Entry::State(_)))
        });
        if state {
            return Points::default();
        }
        let number = |at: usize| {
            self.units
                .get(at)
                .is_some_and(|u| u.shape == Shape::Number && !self.is_day(at))
        };
        if number(piece.last + 1) && self.is_row()
            || side(before)
            || side(Some(piece.last + 1))
            || away
        {
            let place = |e: &Entry| matches!(e, Entry::Place(_) | Entry::Capital(_));
            let known = self
                .known(piece.first)
                .is_some_and(|(last, entries)| last == piece.last && entries.iter().any(place));
            let first = &self.units[piece.first];
            let given = first.has(NameWord::Given) || first.shape == Shape::Initial;
            let bracket = self
                .units
                .get(piece.last + 1)
                .is_some_and(|u| u.span.of(self.sentence.text) == "(");
            return match (known, given) {
                (true, _) => Points::body(11.0),
                (_, true) => Points::default(),
                // "Name Surname (Country) beat".
                _ if bracket && piece.last > piece.first => Points::person(3.0),
                _ => Points::body(6.0),
            };
        }
        Points::default()
    }

    /// What a report on games makes of a name: a town is a team there, where nothing says that it is the place.
    pub(super) fn by_sport(&self, piece: &Piece) -> Points {
        let before = piece.first.checked_sub(1).map_or("", |u| self.form(u));
        let next = self
            .units
            .get(piece.last + 1)
            .map_or("", |u| u.span.of(self.sentence.text));
        let inside = piece
            .first
            .checked_sub(1)
            .is_some_and(|u| self.units[u].has(NameWord::Inside));
        let dated = self
            .units
            .get(piece.last + 1)
            .is_some_and(|u| u.shape == Shape::Number && self.is_day(piece.last + 1));
        if inside
            || dated
            || before == "("
            || before == "," && !self.is_small(piece.last + 1)
            || matches!(next, ":" | ")")
            || piece.titled
        {
            return Points::default();
        }
        let last = &self.units[piece.last];
        let many = self.sentence.penn(last.last) == "NNPS"
            && piece.first > 0
            && self.is_the(piece.first - 1);
        let Some((_, entries)) = self
            .known(piece.first)
            .filter(|(end, _)| *end == piece.last)
        else {
            let town = self
                .grammar
                .book
                .world
                .towns(self.text(piece))
                .next()
                .is_some();
            return match (many, town) {
                (true, _) => Points::body(3.0),
                (_, true) => Points::body(2.5),
                _ => Points::default(),
            };
        };
        let land = entries.iter().any(|e| match e {
            Entry::State(_) | Entry::Adjective(_) | Entry::People(_) | Entry::Person(_) => true,
            Entry::Organisation(n) => {
                let body = self.grammar.book.world.organisations.get(*n as usize);
                body.is_some_and(|b| &*b.kind == AREA)
            }
            _ => false,
        });
        let town = entries
            .iter()
            .any(|e| matches!(e, Entry::Place(_) | Entry::Capital(_)));
        if town && !land {
            // What speaks for the town elsewhere counts for less here.
            Points {
                body: 5.5,
                place: -3.0,
                ..Points::default()
            }
        } else {
            Points::default()
        }
    }

    fn is_small(&self, at: usize) -> bool {
        self.units.get(at).is_some_and(|u| u.shape == Shape::Small)
    }

    /// "1999-05-01".
    fn is_day(&self, at: usize) -> bool {
        self.form(at).matches('-').count() == 2
            || self
                .units
                .get(at + 1)
                .is_some_and(|u| u.span.of(self.sentence.text) == "-")
                && self
                    .units
                    .get(at + 3)
                    .is_some_and(|u| u.span.of(self.sentence.text) == "-")
    }

    /// Whether the sentence is a row of a table: no verb, and figures.
    fn is_row(&self) -> bool {
        let verb =
            (0..self.sentence.len()).any(|i| matches!(self.sentence.tag(i), Tag::Verb | Tag::Aux));
        let small = self
            .units
            .iter()
            .filter(|u| u.shape == Shape::Small)
            .count();
        !verb && small * 3 <= self.units.len()
    }
}
