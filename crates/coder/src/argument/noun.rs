//! The slots of a noun: who does what an event noun tells, whose it is, and what a light verb lends it.
//!
//! A noun and a slot go in, the heads of what fills it come out.

use super::{Arguments, BEFORE, OBLIQUES, SUBJECTS, Trigger};
use crate::mention::{Kind, Mention};
use casus_codebook::frame::Slot;
use casus_codebook::world::Entry;
use casus_syntax::Relation;

impl<'book> Arguments<'_, 'book, '_> {
    pub(super) fn of_noun(&self, trigger: &Trigger<'book>, slot: &Slot) -> Vec<usize> {
        let at = trigger.at;
        let lent = |slot: Option<&Slot>| match (trigger.light, slot) {
            (Some((verb, _)), Some(slot)) => self.of_verb(verb, slot),
            _ => vec![],
        };
        match slot {
            Slot::Subject => {
                let own = self.noun_subject(at);
                if !own.is_empty() {
                    return own;
                }
                let light = lent(trigger.light.and_then(|(_, l)| l.subject.as_ref()));
                if light.is_empty() {
                    self.copula_subject(at)
                } else {
                    light
                }
            }
            Slot::Object => lent(trigger.light.and_then(|(_, l)| l.object.as_ref())),
            Slot::Indirect => lent(trigger.light.map(|_| &Slot::Indirect)),
            Slot::Clause => {
                let inner = [Relation::Acl, Relation::Ccomp, Relation::Xcomp];
                self.sentence
                    .children_by(at, &inner)
                    .filter(|&c| self.is_clause(c))
                    .collect()
            }
            Slot::Owner => self.owner(at),
            Slot::Preposition(word) => {
                let own = self.prepositional(at, word);
                if own.is_empty() && trigger.light.is_some() {
                    lent(Some(slot))
                } else {
                    own
                }
            }
        }
    }

    /// "The strike was a Russian attack": what a predicate noun is said of, where that is an actor.
    pub(super) fn copula_subject(&self, at: usize) -> Vec<usize> {
        let s = self.sentence;
        if s.child_by(at, &[Relation::Cop]).is_none() {
            return vec![];
        }
        let subjects = s.children_by(at, SUBJECTS);
        subjects
            .filter(|&i| {
                self.mentions
                    .of(s.index as usize, i)
                    .is_some_and(|m| m.acts)
            })
            .collect()
    }

    /// Who does what an event noun tells: "by X", "X's", or a nationality or name before it.
    pub(super) fn noun_subject(&self, at: usize) -> Vec<usize> {
        let s = self.sentence;
        let agent = |i: &usize| self.has_any_case(*i, &self.grammar.words.agent);
        let by: Vec<usize> = s.children_by(at, OBLIQUES).filter(agent).collect();
        if !by.is_empty() {
            return by;
        }
        let poss: Vec<usize> = s.children_by(at, &[Relation::NmodPoss]).collect();
        if !poss.is_empty() {
            return poss;
        }
        let near = s.children_by(at, BEFORE).filter(|&c| c < at);
        near.filter(|&c| {
            // "the Geneva talks", "a Kabul bombing": a town before an event is where it happens.
            let town = |m: &Mention<'_>| {
                m.kind == Kind::Place || matches!(m.entry, Some(Entry::Capital(_)))
            };
            self.mentions
                .of(s.index as usize, c)
                .is_some_and(|m| m.acts && !town(m))
        })
        .collect()
    }

    /// The possessor, nationality or complement with "of".
    pub(super) fn owner(&self, at: usize) -> Vec<usize> {
        let s = self.sentence;
        let poss: Vec<usize> = s.children_by(at, &[Relation::NmodPoss]).collect();
        if !poss.is_empty() {
            return poss;
        }
        let named = |c: &usize| {
            self.mentions
                .of(s.index as usize, *c)
                .is_some_and(|m| !m.code.is_empty())
        };
        let near: Vec<usize> = s
            .children_by(at, BEFORE)
            .filter(|&c| c < at)
            .filter(named)
            .collect();
        if !near.is_empty() {
            return near;
        }
        let of = |i: &usize| self.has_any_case(*i, &self.grammar.words.owner);
        s.children_by(at, &[Relation::Nmod]).filter(of).collect()
    }
}
