//! What stands before a name in a run of words: a nationality, a state, a title.
//!
//! The words from which a piece may begin go in; the last word of what stands before the name comes out.

use super::run::Cutter;
use super::unit::Shape;
use casus_codebook::language::NameWord;
use casus_codebook::world::{Entry, PlaceKind};
use casus_syntax::Tag;

impl Cutter<'_, '_, '_> {
    /// A nationality, or a state before the name of a person, at the beginning of a run: its last word.
    pub(super) fn nation(&self, at: usize, last: usize) -> Option<(usize, bool)> {
        if self.is_people(at) || self.is_of_area(at) {
            return Some((at, true));
        }
        let (end, entries) = self.known(at).filter(|(end, _)| *end <= last)?;
        let adjective = |e: &Entry| {
            matches!(
                e,
                Entry::Adjective(_) | Entry::People(_) | Entry::OrganisationAdjective(_)
            )
        };
        let named = |e: &Entry| matches!(e, Entry::State(_));
        if entries.iter().any(adjective) && !entries.iter().any(named) {
            return Some((end, true));
        }
        let place = |e: &Entry| {
            matches!(
                e,
                Entry::State(_) | Entry::Place(_) | Entry::Organisation(_)
            )
        };
        let next = self.units.get(end + 1).filter(|_| end < last)?;
        let titled = (end + 1..=last.min(end + 4)).any(|e| self.is_title(end + 1, e));
        let person = titled || next.words.any(&[NameWord::Given, NameWord::Honorific]);
        (entries.iter().any(place) && person && !self.units[at].has(NameWord::Given))
            .then_some((end, false))
    }

    /// "African", "Scots": of a part of the world, or one of its people.
    pub(super) fn is_of_area(&self, at: usize) -> bool {
        let world = &self.grammar.book.world;
        let token = self.sentence.token(self.units[at].last);
        let form = self.form(at);
        let area = |n: u32| {
            let place = world.places.get(n as usize);
            place.is_some_and(|p| p.kind == PlaceKind::Area && *p.name != *form)
        };
        (token.tag == Tag::Adj || token.penn.ends_with('S')) && world.towns(form).any(area)
    }

    /// "Iraqis": one of a people in the plural.
    fn is_people(&self, at: usize) -> bool {
        let token = self.sentence.token(self.units[at].last);
        let entries = || self.grammar.book.world.named(&token.lemma).iter();
        token.penn.ends_with('S')
            && self.known(at).is_none()
            && entries().any(|e| matches!(e, Entry::People(_)))
    }

    /// A title that begins here and after which the run goes on: its last word.
    pub(super) fn title(&self, at: usize, last: usize) -> Option<usize> {
        let most = last.min(at + 4);
        (at..most).rev().find(|&end| self.is_title(at, end))
    }

    /// Whether these words are a title or an honorific.
    pub(super) fn is_title(&self, first: usize, last: usize) -> bool {
        if first == last && self.units[first].has(NameWord::Given) && self.units[first].is_capital()
        {
            // "Dean Jones" is no dean.
            return false;
        }
        if first == last && self.units[first].has(NameWord::Honorific) {
            return true;
        }
        let unit = &self.units[last];
        if unit.shape == Shape::Other || unit.shape == Shape::Number {
            return false;
        }
        let mut phrase = String::new();
        for u in first..=last {
            if u > first {
                phrase.push(' ');
            }
            phrase += &self.form(u).to_lowercase();
        }
        let agents = &self.grammar.book.language.agents;
        agents
            .get(phrase.as_str())
            .is_some_and(|a| !a.body && (a.title || unit.shape == Shape::Small))
    }
}
