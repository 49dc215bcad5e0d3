//! What a description stands for that was named before: "the bloc", "the agency", "the country", "the president".
//!
//! A definite noun without an owner goes in; the last body of its kind that the text named comes out, or the state of the
//! nearest earlier subject. Titles of persons are remembered here, so that "the president" finds them.

use super::{Finder, Kind, Known, Mention};
use casus_codebook::world::Entry;
use casus_syntax::{Relation, Tag};

impl<'book> Finder<'_, 'book, '_> {
    /// The body or state that a definite noun describes, where the text named one before.
    pub(super) fn earlier_body(&self, s: usize, i: usize) -> Option<Mention<'book>> {
        let sentence = &self.sentences[s];
        let owned = [
            Relation::Nmod,
            Relation::NmodPoss,
            Relation::Amod,
            Relation::Compound,
        ];
        if sentence.tag(i) != Tag::Noun
            || !self.is_definite(s, i)
            || sentence.child_by(i, &owned).is_some()
        {
            return None;
        }
        let lemma = sentence.lemma(i);
        let words = &self.grammar.words;
        // "across the nation" is a place.
        let placed = || words.stage.iter().any(|p| sentence.has_case(i, p));
        if words.realm.contains(lemma) && sentence.penn(i) == "NN" && !placed() {
            return self.earlier_state(s, i);
        }
        let body = self
            .bodies
            .iter()
            .rev()
            .find(|m| self.is_of_kind(m, lemma))?;
        Some(body.at(self.words(s, i)))
    }

    /// "the Mercosur bloc": the noun says no more than the name before it.
    pub(super) fn named_body(&mut self, s: usize, i: usize) -> Option<Mention<'book>> {
        let sentence = &self.sentences[s];
        let name = sentence
            .children_by(i, &[Relation::Compound])
            .find(|&c| c + 1 == i)?;
        let body = self.resolve(s, name)?;
        let same = self.is_of_kind(&body, sentence.lemma(i));
        let span = self.words(s, i).join(body.span);
        same.then(|| body.at(span))
    }

    /// Whether the mention is a body that this noun describes.
    fn is_of_kind(&self, mention: &Mention<'book>, noun: &str) -> bool {
        let Some(Entry::Organisation(n) | Entry::OrganisationAdjective(n)) = mention.entry else {
            return false;
        };
        let body = self.grammar.book.world.organisations.get(n as usize);
        let mut kinds = self.grammar.bodies.iter();
        body.is_some_and(|b| kinds.any(|(word, kind)| *word == noun && *kind == &*b.kind))
    }

    /// "the country": the state of the nearest earlier subject.
    fn earlier_state(&self, s: usize, i: usize) -> Option<Mention<'book>> {
        let state = self.antecedent(s, i, false, |m| !m.code.is_empty() && m.second.is_empty())?;
        if state.plural || !self.grammar.states.contains(state.code) {
            return None;
        }
        Some(Mention {
            code: state.code,
            implied: state.implied,
            ..Mention::new(Kind::State, self.words(s, i))
        })
    }

    /// Keeps the titles of a person and of the office held, for "the president".
    pub(super) fn remember_titles(&mut self, s: usize, i: usize, mention: Mention<'book>) {
        if mention.code.is_empty() || mention.sectors & self.grammar.official == 0 {
            return;
        }
        for title in self.titles(s, i) {
            if let Some((word, _)) = self.agent_words(s, title) {
                self.known.push(Known { word, mention });
            }
        }
        let world = &self.grammar.book.world;
        let office = mention.office.and_then(|o| world.offices.get(o as usize));
        for title in office.into_iter().flat_map(|o| &o.titles) {
            self.known.push(Known {
                word: title.to_lowercase().into(),
                mention,
            });
        }
    }
}
