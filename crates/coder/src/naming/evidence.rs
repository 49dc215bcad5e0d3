//! What a piece is the name of, by its own words, by what the tables know and by what stands around it.
//!
//! A piece goes in; points for each kind come out. Points of one document are added up in `memory`.

use super::run::{Cutter, Piece};
use super::unit::{Casing, Shape, Unit};
use casus_codebook::frame::Part;
use casus_codebook::language::NameWord;
use casus_codebook::world::Entry;
use casus_syntax::Relation;

/// Points for a person, an organisation, a place, and for none of them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Points {
    pub(super) person: f32,
    pub(super) body: f32,
    pub(super) place: f32,
    pub(super) none: f32,
}

impl Points {
    pub(super) fn add(&mut self, other: Points, weight: f32) {
        self.person += other.person * weight;
        self.body += other.body * weight;
        self.place += other.place * weight;
        self.none += other.none * weight;
    }

    pub(super) fn person(points: f32) -> Self {
        Points {
            person: points,
            ..Points::default()
        }
    }

    pub(super) fn body(points: f32) -> Self {
        Points {
            body: points,
            ..Points::default()
        }
    }

    fn place(points: f32) -> Self {
        Points {
            place: points,
            ..Points::default()
        }
    }

    fn none(points: f32) -> Self {
        Points {
            none: points,
            ..Points::default()
        }
    }
}

/// The kind of organisations that are lands or parts of the world.
pub(super) const AREA: &str = "area";
/// A town of so many people is known to everyone.
const LARGE: u32 = 300_000;
/// What a single word is where nothing is known of it: more often a firm or team than anything else.
const UNKNOWN: f32 = 0.6;

impl Cutter<'_, '_, '_> {
    /// The points of a piece by itself and where it stands.
    pub(super) fn judge(&self, piece: &Piece) -> Points {
        if piece.nation {
            return Points::none(10.0);
        }
        let mut points = self.by_words(piece);
        points.add(self.by_tables(piece), 1.0);
        points.add(self.by_place(piece), 1.0);
        points.add(self.by_game(piece), 1.0);
        points
    }

    pub(super) fn text(&self, piece: &Piece) -> &str {
        let span = self.units[piece.first]
            .span
            .join(self.units[piece.last].span);
        span.of(self.sentence.text)
    }

    fn slice(&self, piece: &Piece) -> &[Unit] {
        &self.units[piece.first..=piece.last]
    }

    /// What its own words tell.
    fn by_words(&self, piece: &Piece) -> Points {
        let units = self.slice(piece);
        let (first, last) = (&units[0], &units[units.len() - 1]);
        let head = &self.units[self.head(piece.first, piece.last)];
        if units.len() == 1 {
            return self.by_one_word(piece, first);
        }
        if last.has(NameWord::Firm) {
            return Points::body(8.0);
        }
        if first.span.len() == 1 && units.iter().all(|u| u.shape != Shape::Capital) {
            return Points::none(6.0);
        }
        if units
            .iter()
            .all(|u| u.span.len() <= 2 && u.shape != Shape::Capital && !u.has(NameWord::Given))
        {
            // The heading of a table: "W L PCT".
            return Points::none(4.0);
        }
        if units.iter().any(|u| u.has(NameWord::Team)) {
            return Points::body(6.0);
        }
        if head.has(NameWord::Body) {
            return Points::body(6.0);
        }
        if last.has(NameWord::Thing) || self.is_title(piece.first, piece.last) {
            return Points::none(5.0);
        }
        if piece.titled {
            return Points::person(6.0);
        }
        let given =
            first.has(NameWord::Given) || first.shape == Shape::Initial && first.span.len() < 6;
        let inside = piece
            .first
            .checked_sub(1)
            .is_some_and(|u| self.units[u].has(NameWord::Inside));
        let surname = given && units.len() == 2 && last.has(NameWord::Surname) && !inside;
        if last.has(NameWord::PlaceEnd) && !surname {
            return Points::place(5.0);
        }
        if head.has(NameWord::PlaceBegin) && head.span != last.span && !std::ptr::eq(head, last) {
            return Points::place(4.0);
        }
        if last.has(NameWord::Paper) {
            return Points::body(4.0);
        }
        if given || last.has(NameWord::After) {
            return Points::person(5.0);
        }
        let mut points = Points::default();
        if units
            .iter()
            .any(|u| u.has(NameWord::Body) && u.is_capital())
            || self.has_sign(piece)
        {
            points.body += 2.0;
        }
        if first.has(NameWord::PlaceBegin) {
            points.place += 2.0;
        }
        if units[1..].iter().any(|u| u.has(NameWord::Particle)) {
            points.person += 2.0;
        }
        if last.has(NameWord::Surname) {
            points.person += 1.5;
        }
        if units.iter().any(|u| u.shape == Shape::Capitals) && self.casing == Casing::Plain {
            points.body += 2.0;
        }
        let article = piece.first > 0 && self.is_the(piece.first - 1);
        if article {
            points.body += 1.5;
        } else if units.len() <= 3 {
            points.person += 1.0;
        }
        points
    }

    fn by_one_word(&self, piece: &Piece, unit: &Unit) -> Points {
        let mut points = Points::default();
        if piece.titled {
            points.person += 4.0;
        }
        if unit.shape == Shape::Capitals && self.casing == Casing::Plain {
            let short = unit.span.len() <= 5;
            points.body += if short { 2.5 } else { 1.0 };
        }
        if unit.has(NameWord::Team) {
            points.body += 3.0;
        }
        if unit.shape == Shape::Initial && unit.span.len() <= 2 {
            points.none += 3.0;
        }
        if unit.words.any(&[NameWord::Surname, NameWord::Given]) {
            points.person += 1.0;
        }
        let others = [NameWord::Body, NameWord::Honorific, NameWord::Firm];
        if unit.words.any(&others) {
            points.none += 2.0;
        }
        if unit.has(NameWord::Thing) {
            points.none += 6.0;
        }
        let many = self.sentence.penn(unit.last) == "NNPS";
        if unit.proper && !many && self.casing == Casing::Plain && !self.opens(piece.first) {
            points.body += UNKNOWN;
        }
        if self.is_title(piece.first, piece.first) {
            points.none += 2.0;
        }
        if self.casing != Casing::Plain && !unit.proper {
            points.none += 2.0;
        }
        points
    }

    fn has_sign(&self, piece: &Piece) -> bool {
        (piece.first..=piece.last).any(|u| self.form(u) == "&" || self.units[u].has(NameWord::And))
    }

    pub(super) fn is_the(&self, at: usize) -> bool {
        let form = self.form(at);
        self.grammar
            .words
            .the
            .iter()
            .any(|the| form.eq_ignore_ascii_case(the))
    }

    /// What the tables know by this name.
    fn by_tables(&self, piece: &Piece) -> Points {
        let mut points = Points::default();
        let words = self.text(piece);
        if words.contains('.') && self.grammar.book.world.behind(words).next().is_some() {
            points.place += 4.0;
        }
        if self.grammar.book.world.towns(words).next().is_some() {
            points.place += 1.2;
        }
        let Some((_, entries)) = self
            .known(piece.first)
            .filter(|(last, _)| *last == piece.last)
        else {
            return points;
        };
        let several = piece.last > piece.first;
        let capital = entries.iter().any(|e| matches!(e, Entry::Capital(_)));
        for entry in entries {
            let (slot, worth) = match entry {
                // A body that is called by its seat.
                Entry::Organisation(_) if capital => continue,
                Entry::State(_) => (&mut points.place, 8.0),
                Entry::Capital(_) => (&mut points.place, 5.0),
                Entry::Seat(_) => (&mut points.place, 5.5),
                Entry::Organisation(n) | Entry::Initials(n) => {
                    let body = self.grammar.book.world.organisations.get(*n as usize);
                    if body.is_some_and(|b| &*b.kind == AREA) {
                        (&mut points.place, 8.0)
                    } else {
                        (&mut points.body, 5.0)
                    }
                }
                Entry::Person(_) => (&mut points.person, 7.0),
                Entry::Surname(_) => (&mut points.person, 0.5),
                Entry::Place(n) => {
                    let place = self.grammar.book.world.places.get(*n as usize);
                    let people = place.map_or(0, |p| p.population);
                    let known = people >= LARGE || people == 0;
                    (
                        &mut points.place,
                        if several {
                            5.0
                        } else if known {
                            3.5
                        } else {
                            2.0
                        },
                    )
                }
                Entry::Adjective(_) | Entry::OrganisationAdjective(_) | Entry::People(_) => {
                    (&mut points.none, 0.5)
                }
            };
            *slot = slot.max(worth);
        }
        points
    }

    /// What the words around it tell.
    fn by_place(&self, piece: &Piece) -> Points {
        let mut points = Points::default();
        let sentence = self.sentence;
        let token = self.root_of(piece);
        let before = piece.first.checked_sub(1).map(|u| &self.units[u]);
        let after = self.units.get(piece.last + 1);
        if before.is_some_and(|u| u.has(NameWord::Inside) && u.shape == Shape::Small) {
            points.place += 1.5;
        }
        let motion = before.is_some_and(|u| {
            u.shape == Shape::Small && self.grammar.words.motion.contains(u.span.of(sentence.text))
        });
        if motion {
            points.place += 0.6;
        }
        let next = after.map_or("", |u| u.span.of(sentence.text));
        let dateline = piece.first == 0
            && self.units[0].shape == Shape::Capitals
            && matches!(next, "-" | "--" | "---" | "–" | "—" | "_" | "(");
        if dateline && self.casing == Casing::Plain {
            points.place += 4.0;
        }
        points.place += self.by_kind_beside(piece);
        let second = self.units.get(piece.last + 2);
        if next == "(" && second.is_some_and(|u| u.is_capital()) && piece.last > piece.first {
            points.person += 1.0;
        }
        if next == "," && second.is_some_and(|u| u.shape == Shape::Number && u.span.len() == 2) {
            points.person += 2.5;
        }
        if let Some(head) = sentence.head(token)
            && matches!(sentence.relation(token), Relation::Nsubj)
            && self.speaks(head)
        {
            points.person += 1.2;
            points.body += 0.8;
            let after = head + 1..(head + 3).min(sentence.len());
            let words = &self.grammar.words;
            if after.clone().any(|i| words.it.contains(sentence.lemma(i))) {
                points.body += 1.5;
            } else if after.clone().any(|i| {
                words.he.contains(sentence.lemma(i)) || words.she.contains(sentence.lemma(i))
            }) {
                points.person += 1.5;
            }
        }
        let quote = |form: &str| matches!(form, "\"" | "“" | "”" | "``" | "''");
        if piece.last > piece.first
            && quote(next)
            && before.is_some_and(|u| quote(u.span.of(sentence.text)))
        {
            points.none += 4.0;
        }
        if matches!(sentence.relation(token), Relation::Compound) && piece.first == piece.last {
            points.body += 0.5;
        }
        points
    }

    /// "the village of Nandrin", "Sharqiyah province": a common noun beside it says that it is a place.
    fn by_kind_beside(&self, piece: &Piece) -> f32 {
        let kind = |at: Option<usize>| {
            at.and_then(|u| self.units.get(u))
                .is_some_and(|u| u.shape == Shape::Small && u.has(NameWord::PlaceEnd))
        };
        let owner = |at: usize| self.grammar.words.owner.contains(self.form(at));
        let before = piece.first.checked_sub(1).is_some_and(owner);
        if before && kind(piece.first.checked_sub(2)) {
            4.0
        } else if kind(Some(piece.last + 1)) {
            1.5
        } else {
            0.0
        }
    }

    fn speaks(&self, token: usize) -> bool {
        let lemma = self.sentence.lemma(token);
        let language = &self.grammar.book.language;
        language.in_names(lemma).has(NameWord::Speech)
            || !language.reporting(Part::Verb, lemma).is_empty()
    }

    /// The token of the piece whose head lies outside.
    pub(super) fn root_of(&self, piece: &Piece) -> usize {
        let (first, last) = (self.units[piece.first].first, self.units[piece.last].last);
        let outside = |i: &usize| self.sentence.head(*i).is_none_or(|h| h < first || h > last);
        (first..=last).rev().find(outside).unwrap_or(last)
    }
}
