//! Between whom a treaty is that a sentence speaks of.
//!
//! A sentence and the drafts of the document go in; the parties come out: those who an event before tells concluded it, else the
//! few states that are named near.

use super::obligation::several;
use super::{Coding, Draft};
use crate::event::Actor;
use crate::mention::Kind;

/// In how many sentences back the parties of "the treaty" are looked for.
const BACK: usize = 8;
/// How many states may be the parties of a treaty whose conclusion nothing tells.
const MOST: usize = 4;

impl<'book: 'doc, 'doc> Coding<'_, 'book, 'doc> {
    /// Whether the sentence speaks of a treaty.
    pub(super) fn tells_of_treaty(&self, s: usize) -> bool {
        let sentence = &self.sentences[s];
        let frames = &self.grammar.book.frames;
        (0..sentence.len()).any(|i| frames.class_has("pact_word", sentence.lemma(i)))
    }

    /// The parties of the treaty that was told of last: those of a signing in this sentence or one before, else of a
    /// promise, of what was done together, of talks.
    pub(super) fn parties(&self, s: usize, drafts: &[Draft<'book>]) -> Vec<Actor> {
        let kinds = self.grammar.book.language.grammar("treaty-event");
        let ontology = &self.grammar.book.ontology;
        let near = |d: &&Draft<'_>| d.sentence <= s && d.sentence + BACK >= s;
        let of = |kind: &str| {
            let told = drafts.iter().rev().filter(near);
            let told = told.filter(|d| *ontology.event_type(d.event.event).name == *kind);
            let mut all = told.map(|d| several(d.event.actors.iter().chain(&d.event.recipients)));
            all.find(|parties| parties.len() > 1)
        };
        let told = kinds.iter().find_map(|kind| of(kind));
        told.unwrap_or_else(|| self.named_parties(s))
    }

    /// Where no event tells who concluded the treaty: the few states that the nearest sentence names which speaks of one,
    /// else the nearest that names just two.
    fn named_parties(&self, s: usize) -> Vec<Actor> {
        let near = || (s.saturating_sub(BACK)..=s).rev();
        let few = |t: &usize| (2..=MOST).contains(&self.states_of(*t).len());
        let treaty = near().find(|t| few(t) && self.tells_of_treaty(*t));
        let found = treaty.or_else(|| near().find(|t| self.states_of(*t).len() == 2));
        found.map(|t| self.states_of(t)).unwrap_or_default()
    }

    /// The states that have a part in a sentence, each once; where something only happens is none.
    fn states_of(&self, t: usize) -> Vec<Actor> {
        let sentence = &self.sentences[t];
        let grammar = self.grammar;
        let placed = |i: usize| grammar.words.place.iter().any(|p| sentence.has_case(i, p));
        let mut all: Vec<Actor> = vec![];
        for (i, mention) in self.mentions.in_sentence(t) {
            let told =
                grammar.states.contains(mention.code) && !mention.implied && !mention.pronoun;
            if told && mention.kind != Kind::Thing && !placed(i) {
                let actor = self.actor(mention);
                if all.iter().all(|other| other.code != actor.code) {
                    all.push(actor);
                }
            }
        }
        all
    }
}
