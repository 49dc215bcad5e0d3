//! What stands around an event: its contexts, time, place and numbers.
//!
//! A trigger with who takes part goes in; what the words of its clause say beside them comes out.

use super::Coding;
use crate::argument::Trigger;
use crate::event::{Location, Measure, Time};
use crate::matching::Match;
use crate::mention::{Kind, Mention};
use crate::place::location;
use crate::quantity::Counted;
use crate::sentence::Sentence;
use casus_codebook::frame::Part;
use casus_syntax::{Relation, Tag};

impl<'book: 'doc, 'doc> Coding<'_, 'book, 'doc> {
    /// The contexts of the frame, those of the words in the clause, and those that go with who takes part.
    pub(super) fn contexts(
        &self,
        s: usize,
        trigger: &Trigger<'_>,
        matched: &Match<'_>,
    ) -> Vec<Box<str>> {
        let sentence = &self.sentences[s];
        let mut contexts: Vec<Box<str>> = matched.frame.contexts.clone();
        let top = clause_head(sentence, trigger.at);
        let leave = |c: usize| {
            matches!(
                sentence.relation(c),
                Relation::Ccomp | Relation::Parataxis | Relation::AclRelcl
            ) && !sentence.is_under(trigger.at, c)
        };
        let (first, last) = sentence.extent_without(top, &leave);
        let mut phrase = String::new();
        for i in first..=last {
            phrase.clear();
            for j in i..(i + CONTEXT_TOKENS).min(last + 1) {
                push_word(&mut phrase, sentence.lemma(j));
                self.add_contexts(&phrase, part_of(sentence.tag(j)), &mut contexts);
            }
        }
        let fillers = matched.actors.iter().chain(&matched.recipients);
        for filler in fillers.filter(|f| f.mention.acts) {
            for sector in self.grammar.sector_names(filler.mention.sectors) {
                self.add_contexts(&format!("@{sector}"), Part::Noun, &mut contexts);
            }
        }
        contexts
    }

    /// Adds the contexts of a word, of several words, or of a sector.
    fn add_contexts(&self, word: &str, part: Part, contexts: &mut Vec<Box<str>>) {
        let book = self.grammar.book;
        for (wanted, context) in book.language.contexts.get(word).into_iter().flatten() {
            let name = book.ontology.contexts.get(usize::from(*context));
            if let Some(name) = name.filter(|_| wanted.is_none_or(|p| p == part))
                && contexts.iter().all(|c| **c != **name)
            {
                contexts.push(name.as_str().into());
            }
        }
    }

    /// The value of a time that is a date; "now" and "recently" are the day of the document.
    pub(super) fn day_of(&self, time: &Time) -> Option<Box<str>> {
        match &time.value {
            Some(value) if value.ends_with("_REF") => self.calendar.date(),
            value => value.clone(),
        }
    }

    /// The time that belongs to the event: the nearest that depends on it, or on the clause around it.
    pub(super) fn time_of(&self, s: usize, trigger: &Trigger<'_>) -> Option<&Time> {
        let sentence = &self.sentences[s];
        let tops = [
            trigger.at,
            trigger.light.map_or(trigger.at, |(v, _)| v),
            clause_head(sentence, trigger.at),
        ];
        tops.iter().find_map(|&top| {
            let near = self.times[s]
                .iter()
                .filter(|(i, t)| t.kind != "DURATION" && governor(sentence, *i) == Some(top));
            near.map(|(_, t)| t).next()
        })
    }

    pub(super) fn place_of(
        &self,
        s: usize,
        trigger: &Trigger<'_>,
        matched: &Match<'_>,
    ) -> Option<Location> {
        let sentence = &self.sentences[s];
        let inside = |i: usize| {
            let words = &self.grammar.words;
            let placed = words
                .place
                .iter()
                .chain(&words.motion)
                .any(|p| sentence.has_case(i, p));
            placed
                && sentence.head(i).is_some_and(|h| {
                    h == trigger.at
                        || trigger.light.is_some_and(|(v, _)| v == h)
                        || h == clause_head(sentence, trigger.at)
                        || matched.recipients.iter().any(|r| r.token == h)
                })
        };
        let mut around = self.mentions.in_sentence(s).filter(|(i, _)| inside(*i));
        let own = around.find_map(|(_, m)| self.placed(m));
        own.or_else(|| {
            let recipients = matched
                .recipients
                .iter()
                .filter(|f| f.mention.kind == Kind::Place);
            recipients.filter_map(|f| self.placed(&f.mention)).next()
        })
    }

    /// The place of a mention, as the whole document has it.
    fn placed(&self, mention: &Mention<'_>) -> Option<Location> {
        let own = location(self.grammar, mention)?;
        let resolved = self
            .places
            .iter()
            .find(|p| p.span.overlaps(own.span) && p.point.is_some());
        Some(resolved.cloned().unwrap_or(own))
    }

    pub(super) fn quantities_of(
        &self,
        s: usize,
        trigger: &Trigger<'_>,
        matched: &Match<'_>,
        goods: &[usize],
    ) -> Vec<Measure> {
        let sentence = &self.sentences[s];
        let mut roots: Vec<usize> = vec![trigger.at];
        roots.extend(trigger.light.map(|(v, _)| v));
        roots.extend(matched.recipients.iter().map(|r| r.token));
        let own = |c: &&Counted| {
            goods.contains(&c.token)
                || roots.contains(&c.token)
                || sentence.head(c.token).is_some_and(|h| roots.contains(&h))
                || sentence.ancestors(c.token).take(3).any(|a| a == trigger.at)
        };
        self.quantities[s]
            .iter()
            .filter(own)
            .map(|c| c.measure.clone())
            .collect()
    }
}

/// The greatest number of tokens in a phrase of context, hyphens counted: "weapon of mass destruction".
const CONTEXT_TOKENS: usize = 4;

/// Adds a lemma to a phrase; a hyphen stands between words without spaces.
fn push_word(phrase: &mut String, lemma: &str) {
    if !phrase.is_empty() && lemma != "-" && !phrase.ends_with('-') {
        phrase.push(' ');
    }
    phrase.push_str(lemma);
}

pub(super) fn part_of(tag: Tag) -> Part {
    match tag {
        Tag::Verb | Tag::Aux => Part::Verb,
        Tag::Adj => Part::Adjective,
        Tag::Adv => Part::Adverb,
        _ => Part::Noun,
    }
}

/// The predicate of the clause in which the token stands.
pub(crate) fn clause_head(sentence: &Sentence<'_>, at: usize) -> usize {
    let ends = |i: &usize| {
        matches!(
            sentence.relation(*i),
            Relation::Root
                | Relation::Ccomp
                | Relation::Advcl
                | Relation::AclRelcl
                | Relation::Acl
                | Relation::Parataxis
                | Relation::Xcomp
        ) || sentence.relation(*i) == Relation::Conj && sentence.tag(*i) == Tag::Verb
    };
    std::iter::once(at)
        .chain(sentence.ancestors(at))
        .find(ends)
        .unwrap_or(at)
}

/// The word on which a time hangs: the first verb or event noun above it.
pub(super) fn governor(sentence: &Sentence<'_>, i: usize) -> Option<usize> {
    sentence.ancestors(i).find(|&a| {
        !matches!(
            sentence.relation(a),
            Relation::Obl | Relation::OblUnmarked | Relation::Nummod | Relation::NmodUnmarked
        ) || sentence.tag(a) == Tag::Verb
    })
}
