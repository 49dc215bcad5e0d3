//! Arguments: which tokens fill a slot of a word.
//!
//! A word of a sentence and a slot go in; the heads of what fills the slot come out, with passive, control and raising,
//! participles, relative clauses, coordination and light verbs undone. What the fillers stand for is left to `mention`.

mod control;
mod noun;
mod verb;

use crate::grammar::{Grammar, Words};
use crate::mention::Mentions;
use crate::sentence::Sentence;
use casus_codebook::frame::{Light, Part, Slot};
use casus_syntax::{Relation, Tag};

/// A word that may tell an event.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Trigger<'book> {
    /// The token.
    pub(crate) at: usize,
    pub(crate) part: Part,
    /// The verb that lends it its arguments.
    pub(crate) light: Option<(usize, &'book Light)>,
}

/// The arguments in one sentence.
#[derive(Clone, Copy)]
pub(crate) struct Arguments<'a, 'book, 'doc> {
    pub(crate) grammar: &'a Grammar<'book>,
    pub(crate) sentence: &'a Sentence<'doc>,
    pub(crate) mentions: &'a Mentions<'book>,
}

const SUBJECTS: &[Relation] = &[Relation::Nsubj, Relation::Csubj, Relation::NsubjOuter];
const ANY_SUBJECT: &[Relation] = &[
    Relation::Nsubj,
    Relation::Csubj,
    Relation::NsubjOuter,
    Relation::NsubjPass,
    Relation::CsubjPass,
];
const OBLIQUES: &[Relation] = &[
    Relation::Obl,
    Relation::OblAgent,
    Relation::Nmod,
    Relation::OblUnmarked,
];
const CLAUSES: &[Relation] = &[Relation::Ccomp, Relation::Xcomp];
/// What a preposition can open: nouns and clauses.
const COMPLEMENTS: &[Relation] = &[
    Relation::Obl,
    Relation::Nmod,
    Relation::OblAgent,
    Relation::Advcl,
    Relation::Acl,
];
/// How a nationality or name hangs on the noun after it.
const BEFORE: &[Relation] = &[
    Relation::Amod,
    Relation::Compound,
    Relation::NmodDesc,
    Relation::Nmod,
];

impl<'book> Arguments<'_, 'book, '_> {
    /// The heads of what fills a slot of the trigger, conjuncts included.
    pub(crate) fn fill(&self, trigger: &Trigger<'book>, slot: &Slot) -> Vec<usize> {
        let first = match trigger.part {
            Part::Noun => self.of_noun(trigger, slot),
            Part::Adjective => self.of_adjective(trigger.at, slot),
            _ => self.of_verb(trigger.at, slot),
        };
        self.with_conjuncts(first)
    }

    /// The heads of what fills a slot of any word, as a step of a longer path.
    pub(crate) fn fill_word(&self, at: usize, slot: &Slot) -> Vec<usize> {
        let part = match self.sentence.tag(at) {
            Tag::Verb | Tag::Aux => Part::Verb,
            Tag::Adj => Part::Adjective,
            _ => Part::Noun,
        };
        self.fill(
            &Trigger {
                at,
                part,
                light: None,
            },
            slot,
        )
    }

    fn with_conjuncts(&self, heads: Vec<usize>) -> Vec<usize> {
        let mut all: Vec<usize> = Vec::with_capacity(heads.len());
        for head in heads {
            let listed = self.sentence.conjuncts(head);
            let meant = self.without_denied(&listed);
            for i in listed {
                if meant.contains(&i) && !all.contains(&i) {
                    all.push(i);
                }
            }
        }
        all
    }

    /// "not by Oslo or Lima but by Quito", "by Quito, not by Oslo": those who are denied are not meant. Where all are,
    /// the denial is that of the whole.
    fn without_denied(&self, listed: &[usize]) -> Vec<usize> {
        let s = self.sentence;
        if listed.len() < 2 || listed.iter().any(|&i| self.is_clause(i)) {
            return listed.to_vec();
        }
        let words = &self.grammar.words;
        let denied = |i: usize| {
            let mut marks = s.children_by(i, &[Relation::Advmod, Relation::Cc]);
            marks.any(|m| {
                let language = &self.grammar.book.language;
                let word = s.lemma(m);
                m < i
                    && !words.other_half.contains(word)
                    && !language.status(Part::Negation, word).is_empty()
            })
        };
        let contrast = |i: usize| {
            s.children_by(i, &[Relation::Cc])
                .any(|c| words.contrast.contains(s.lemma(c)))
        };
        let first = listed.first().copied();
        let turn = listed.iter().position(|&i| contrast(i));
        let meant: Vec<usize> = match (first.is_some_and(denied), turn) {
            (true, Some(turn)) => listed[turn..].to_vec(),
            (true, None) => return listed.to_vec(),
            (false, _) => listed.iter().copied().filter(|&i| !denied(i)).collect(),
        };
        if meant.is_empty() {
            listed.to_vec()
        } else {
            meant
        }
    }

    fn of_adjective(&self, at: usize, slot: &Slot) -> Vec<usize> {
        let s = self.sentence;
        match slot {
            Slot::Subject if s.relation(at) == Relation::Amod => s.head(at).into_iter().collect(),
            Slot::Subject => self.surface_subject(at, 0),
            Slot::Clause => self.clauses(at),
            Slot::Preposition(word) => self.prepositional(at, word),
            Slot::Object | Slot::Indirect | Slot::Owner => vec![],
        }
    }

    /// The dependents of `at` by one of these relations that this preposition opens.
    fn opened(&self, at: usize, relations: &[Relation], word: &str) -> Vec<usize> {
        let s = self.sentence;
        s.children_by(at, relations)
            .filter(|&c| s.has_case(c, word))
            .collect()
    }

    /// Whether one of these prepositions opens the token.
    pub(crate) fn has_any_case(&self, i: usize, words: &Words<'_>) -> bool {
        words.iter().any(|word| self.sentence.has_case(i, word))
    }

    fn is_infinitive(&self, i: usize) -> bool {
        let s = self.sentence;
        s.children_by(i, &[Relation::Mark])
            .any(|m| s.penn(m) == "TO")
    }

    fn is_clause(&self, i: usize) -> bool {
        matches!(self.sentence.tag(i), Tag::Verb | Tag::Aux)
    }

    fn acts(&self, i: usize) -> bool {
        self.mentions
            .of(self.sentence.index as usize, i)
            .is_some_and(|m| m.acts)
    }
}
