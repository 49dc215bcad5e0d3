//! Arguments: which tokens fill a slot of a word.
//!
//! A word of a sentence and a slot go in; the heads of what fills the slot come out, with passive, control and raising,
//! participles, relative clauses, coordination and light verbs undone. What the fillers stand for is left to `mention`.

use crate::grammar::Grammar;
use crate::mention::{Kind, Mention, Mentions};
use crate::sentence::Sentence;
use casus_codebook::frame::{Light, Part, Slot};
use casus_codebook::world::Entry;
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

/// How many steps of control are followed before a tree is taken to be broken.
const DEEPEST: usize = 12;

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
            for i in self.sentence.conjuncts(head) {
                if !all.contains(&i) {
                    all.push(i);
                }
            }
        }
        all
    }

    fn of_verb(&self, at: usize, slot: &Slot) -> Vec<usize> {
        match slot {
            Slot::Subject => self.subject(at, 0),
            Slot::Object => self.object(at, 0),
            Slot::Indirect => self.indirect(at),
            Slot::Clause => self.clauses(at),
            Slot::Owner => self.owner(at),
            Slot::Preposition(word) => self.prepositional(at, word),
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

    fn of_noun(&self, trigger: &Trigger<'book>, slot: &Slot) -> Vec<usize> {
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

    /// The clauses that a verb or adjective governs; the parser often takes an infinitive for one of purpose.
    fn clauses(&self, at: usize) -> Vec<usize> {
        let s = self.sentence;
        let own: Vec<usize> = s.children_by(at, CLAUSES).collect();
        if !own.is_empty() || !self.takes_clause(at) {
            return own;
        }
        let inner = [Relation::Advcl, Relation::Csubj];
        let loose: Vec<usize> = s
            .children_by(at, &inner)
            .filter(|&c| c > at && self.is_infinitive(c))
            .collect();
        if !loose.is_empty() {
            return loose;
        }
        // "ordered the minister to appear": the parser may hang the infinitive on the object.
        let objects = s
            .children_by(at, &[Relation::Obj, Relation::Iobj])
            .filter(|&o| self.acts(o));
        objects
            .flat_map(|o| s.children_by(o, &[Relation::Acl]))
            .filter(|&c| self.is_infinitive(c))
            .collect()
    }

    /// Whether the word is one that governs clauses ("urge", "order", "ready").
    fn takes_clause(&self, at: usize) -> bool {
        let s = self.sentence;
        let part = if self.is_clause(at) {
            Part::Verb
        } else {
            Part::Adjective
        };
        let entries = self.grammar.book.language.status(part, s.lemma(at));
        entries.iter().any(|e| e.slot == Some(Slot::Clause))
    }

    fn is_infinitive(&self, i: usize) -> bool {
        let s = self.sentence;
        s.children_by(i, &[Relation::Mark])
            .any(|m| s.penn(m) == "TO")
    }

    fn is_clause(&self, i: usize) -> bool {
        matches!(self.sentence.tag(i), Tag::Verb | Tag::Aux)
    }

    /// "The strike was a Russian attack": what a predicate noun is said of, where that is an actor.
    fn copula_subject(&self, at: usize) -> Vec<usize> {
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
    fn noun_subject(&self, at: usize) -> Vec<usize> {
        let s = self.sentence;
        let agent = |i: &usize| {
            self.grammar
                .words
                .agent
                .iter()
                .any(|word| s.has_case(*i, word))
        };
        let by: Vec<usize> = s.children_by(at, OBLIQUES).filter(agent).collect();
        if !by.is_empty() {
            return by;
        }
        let poss: Vec<usize> = s.children_by(at, &[Relation::NmodPoss]).collect();
        if !poss.is_empty() {
            return poss;
        }
        let before = [
            Relation::Amod,
            Relation::Compound,
            Relation::NmodDesc,
            Relation::Nmod,
        ];
        let near = s.children_by(at, &before).filter(|&c| c < at);
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
    fn owner(&self, at: usize) -> Vec<usize> {
        let s = self.sentence;
        let poss: Vec<usize> = s.children_by(at, &[Relation::NmodPoss]).collect();
        if !poss.is_empty() {
            return poss;
        }
        let before = [
            Relation::Amod,
            Relation::Compound,
            Relation::NmodDesc,
            Relation::Nmod,
        ];
        let named = |c: &usize| {
            self.mentions
                .of(s.index as usize, *c)
                .is_some_and(|m| !m.code.is_empty())
        };
        let near: Vec<usize> = s
            .children_by(at, &before)
            .filter(|&c| c < at)
            .filter(named)
            .collect();
        if !near.is_empty() {
            return near;
        }
        let of = |i: &usize| {
            self.grammar
                .words
                .owner
                .iter()
                .any(|word| s.has_case(*i, word))
        };
        s.children_by(at, &[Relation::Nmod]).filter(of).collect()
    }

    /// Complements with a preposition: nouns, and clauses that it opens ("accused of bombing").
    fn prepositional(&self, at: usize, word: &str) -> Vec<usize> {
        let s = self.sentence;
        let inner = [
            Relation::Obl,
            Relation::Nmod,
            Relation::OblAgent,
            Relation::Advcl,
            Relation::Acl,
        ];
        let own: Vec<usize> = s
            .children_by(at, &inner)
            .filter(|&c| s.has_case(c, word))
            .collect();
        if !own.is_empty() {
            return own;
        }
        // "the arrest and detention of a journalist": the complement stands once, with the last.
        let siblings = s
            .children_by(at, &[Relation::Conj])
            .filter(|_| !self.is_clause(at));
        let shared: Vec<usize> = siblings
            .flat_map(|c| s.children_by(c, &inner))
            .filter(|&c| s.has_case(c, word))
            .collect();
        if !shared.is_empty() {
            return shared;
        }
        // The parser often ties the complement of a verb to its object, and that of an object to its verb.
        let nearby = [
            Relation::Obj,
            Relation::CompoundPrt,
            Relation::Xcomp,
            Relation::Advmod,
        ];
        let Some(object) = s.child_by(at, &nearby).filter(|_| self.is_clause(at)) else {
            return vec![];
        };
        if self.acts(object) {
            return vec![];
        }
        let direct: Vec<usize> = s
            .children_by(object, &inner)
            .filter(|&c| s.has_case(c, word))
            .collect();
        if !direct.is_empty() {
            return direct;
        }
        // "gave a million in aid to Peru"
        let things = s
            .children_by(object, &[Relation::Nmod])
            .filter(|&c| !self.acts(c));
        things
            .flat_map(|thing| s.children_by(thing, &inner))
            .filter(|&c| s.has_case(c, word))
            .collect()
    }

    /// Whether a verb stands in the passive.
    pub(crate) fn is_passive(&self, at: usize) -> bool {
        let s = self.sentence;
        if s.child_by(
            at,
            &[
                Relation::AuxPass,
                Relation::NsubjPass,
                Relation::CsubjPass,
                Relation::OblAgent,
            ],
        )
        .is_some()
        {
            return true;
        }
        if s.penn(at) != "VBN" || s.child_by(at, &[Relation::Aux]).is_some() {
            return false;
        }
        match s.relation(at) {
            Relation::Acl | Relation::Amod | Relation::Advcl => true,
            Relation::Xcomp => s.child_by(at, &[Relation::Obj]).is_none(),
            Relation::Conj => s
                .head(at)
                .is_some_and(|h| self.is_clause(h) && self.is_passive(h)),
            _ => false,
        }
    }

    /// The logical subject of a verb.
    fn subject(&self, at: usize, depth: usize) -> Vec<usize> {
        let s = self.sentence;
        if !self.is_passive(at) {
            return self.surface_subject(at, depth);
        }
        let by = |i: &usize| {
            self.grammar
                .words
                .agent
                .iter()
                .any(|word| s.has_case(*i, word))
        };
        let agent = |i: &usize| s.relation(*i) == Relation::OblAgent || by(i);
        let own: Vec<usize> = s.children_by(at, OBLIQUES).filter(agent).collect();
        if !own.is_empty() {
            return own;
        }
        // "released from prison by the court": the parser may hang the agent on what stands before it.
        let before = s.children_by(at, OBLIQUES).filter(|&o| !self.acts(o));
        before
            .flat_map(|o| s.children_by(o, &[Relation::Nmod]))
            .filter(by)
            .filter(|&i| self.acts(i))
            .collect()
    }

    /// The logical object of a verb.
    fn object(&self, at: usize, depth: usize) -> Vec<usize> {
        let s = self.sentence;
        // Of two objects the first is indirect, whatever the parser calls it.
        let own: Vec<usize> = s
            .children_by(at, &[Relation::Obj])
            .last()
            .into_iter()
            .collect();
        if !own.is_empty() {
            return own.into_iter().map(|i| self.antecedent(i)).collect();
        }
        if self.is_passive(at) {
            return self.surface_subject(at, depth);
        }
        match s.relation(at) {
            // "the town that rebels captured", "the town rebels captured"
            Relation::AclRelcl if self.lacks_object(at) => s.head(at).into_iter().collect(),
            // "attacked and looted the town": the object stands once, with the first verb.
            Relation::Conj => self.shared_object(at),
            _ => vec![],
        }
    }

    fn lacks_object(&self, at: usize) -> bool {
        let s = self.sentence;
        let Some(subject) = s.child_by(at, ANY_SUBJECT) else {
            return false;
        };
        self.antecedent(subject) == subject && s.child_by(at, CLAUSES).is_none()
    }

    fn shared_object(&self, at: usize) -> Vec<usize> {
        let s = self.sentence;
        let Some(first) = s.head(at).filter(|&h| self.is_clause(h)) else {
            return vec![];
        };
        s.children_by(first, &[Relation::Obj])
            .filter(|&o| o > at)
            .collect()
    }

    fn indirect(&self, at: usize) -> Vec<usize> {
        let s = self.sentence;
        let own: Vec<usize> = s.children_by(at, &[Relation::Iobj]).collect();
        let objects: Vec<usize> = s.children_by(at, &[Relation::Obj]).collect();
        if own.is_empty() && objects.len() > 1 {
            return objects[..1].to_vec();
        }
        if own.is_empty() && self.is_passive(at) && !objects.is_empty() {
            return self.surface_subject(at, 0);
        }
        if own.is_empty() {
            self.swallowed(&objects)
        } else {
            own
        }
    }

    /// "gave Mali ten trucks", "gave the Malian army trucks": the parser may take the first object for a part of the
    /// second; a number or article behind it, or words of its own, give it away.
    fn swallowed(&self, objects: &[usize]) -> Vec<usize> {
        let s = self.sentence;
        let Some(&object) = objects.first().filter(|&&o| !self.acts(o)) else {
            return vec![];
        };
        let counted = |i: usize| {
            s.children_by(object, &[Relation::Nummod, Relation::Det])
                .any(|d| d > i)
        };
        let body = |i: usize| {
            s.tag(i) == Tag::Noun
                && s.child_by(i, &[Relation::Amod, Relation::Compound])
                    .is_some()
        };
        let parts = s
            .children_by(object, &[Relation::Compound])
            .filter(|&i| self.acts(i));
        parts.filter(|&i| counted(i) || body(i)).collect()
    }

    /// A relative pronoun leads to the noun of its clause; anything else is itself.
    fn antecedent(&self, i: usize) -> usize {
        let s = self.sentence;
        let lemma = s.lemma(i);
        if !matches!(s.tag(i), Tag::Pron | Tag::Det | Tag::Sconj)
            || !self.grammar.words.relative.contains(lemma)
        {
            return i;
        }
        let clause = s
            .ancestors(i)
            .find(|&a| s.relation(a) == Relation::AclRelcl);
        clause.and_then(|c| s.head(c)).unwrap_or(i)
    }

    /// What stands as the grammatical subject, or would if it were repeated.
    pub(crate) fn surface_subject(&self, at: usize, depth: usize) -> Vec<usize> {
        let s = self.sentence;
        let own: Vec<usize> = s
            .children_by(at, ANY_SUBJECT)
            .map(|i| self.antecedent(i))
            .collect();
        if !own.is_empty() || depth > DEEPEST {
            return own;
        }
        let Some(head) = s.head(at) else {
            return vec![];
        };
        match s.relation(at) {
            Relation::Conj => self.conjunct_subject(at, head, depth),
            Relation::Xcomp => self.controller(head, depth),
            Relation::Advcl | Relation::Ccomp | Relation::Parataxis
                if self.is_clause(head) || !s.is_nominal(head) =>
            {
                self.adverbial_controller(at, head, depth)
            }
            Relation::Advcl => self.surface_subject(head, depth + 1),
            Relation::Acl => self.adnominal_controller(at, head, depth),
            Relation::AclRelcl => vec![head],
            Relation::Amod if s.penn(at) == "VBG" => vec![head],
            _ => vec![],
        }
    }

    fn conjunct_subject(&self, at: usize, head: usize, depth: usize) -> Vec<usize> {
        if !self.is_clause(head)
            && self.sentence.is_nominal(head)
            && self.sentence.child_by(head, ANY_SUBJECT).is_none()
        {
            return vec![];
        }
        // "was shot and killed": both are passive; "was shot and died": the subject is shared as it stands.
        let _ = at;
        self.surface_subject(head, depth + 1)
    }

    /// The subject of an infinitive: the object of its verb, but for verbs like "promise"; else the verb's subject.
    fn controller(&self, verb: usize, depth: usize) -> Vec<usize> {
        let s = self.sentence;
        // A name over a verb is a subject that the parser took for the root.
        if s.tag(verb) == Tag::Propn
            && self.acts(verb)
            && s.child_by(verb, &[Relation::Cop]).is_none()
        {
            return vec![verb];
        }
        if !self.grammar.words.subject_control.contains(s.lemma(verb)) {
            let objects: Vec<usize> = s
                .children_by(verb, &[Relation::Obj, Relation::Iobj])
                .collect();
            if !objects.is_empty() && self.is_clause(verb) {
                return objects.into_iter().map(|i| self.antecedent(i)).collect();
            }
        }
        self.surface_subject(verb, depth + 1)
    }

    /// The subject of a participle or infinitive beside a clause: the object where a preposition such as "of" opens it.
    fn adverbial_controller(&self, at: usize, verb: usize, depth: usize) -> Vec<usize> {
        let s = self.sentence;
        let marked = self
            .grammar
            .words
            .object_control
            .iter()
            .any(|word| s.has_case(at, word));
        if marked && s.penn(at) == "VBG" {
            let objects = if self.is_clause(verb) {
                self.object(verb, depth + 1)
            } else {
                vec![]
            };
            if !objects.is_empty() {
                return objects;
            }
        }
        if s.relation(at) == Relation::Advcl && self.is_infinitive(at) && self.takes_clause(verb) {
            return self.controller(verb, depth);
        }
        self.surface_subject(verb, depth + 1)
    }

    /// The subject of a participle or infinitive at a noun.
    fn adnominal_controller(&self, at: usize, noun: usize, depth: usize) -> Vec<usize> {
        let s = self.sentence;
        if matches!(s.penn(at), "VBG" | "VBN") && s.child_by(at, &[Relation::Mark]).is_none() {
            // "Oslo is the largest donor, giving ...": what a predicate noun is said of acts.
            let said_of = s
                .child_by(noun, &[Relation::Cop])
                .map(|_| self.surface_subject(noun, depth + 1));
            let active = s.penn(at) == "VBG" && !self.acts(noun);
            let author = active.then(|| self.author(noun, depth));
            let found = said_of
                .filter(|subjects| !subjects.is_empty())
                .or(author.filter(|a| !a.is_empty()));
            return found.unwrap_or_else(|| vec![noun]);
        }
        let governed =
            s.relation(noun) == Relation::Obj && s.head(noun).is_some_and(|v| self.takes_clause(v));
        if governed && self.acts(noun) && self.is_infinitive(at) {
            return vec![noun];
        }
        self.author(noun, depth)
    }

    /// Whose a noun is: "Russia's plan to attack", "announced plans to attack", "put out a report accusing".
    fn author(&self, noun: usize, depth: usize) -> Vec<usize> {
        let owner = self.noun_subject(noun);
        if !owner.is_empty() {
            return owner;
        }
        match self.sentence.head(noun) {
            Some(verb) if self.is_clause(verb) && depth <= DEEPEST => {
                self.surface_subject(verb, depth + 1)
            }
            _ => vec![],
        }
    }

    fn acts(&self, i: usize) -> bool {
        self.mentions
            .of(self.sentence.index as usize, i)
            .is_some_and(|m| m.acts)
    }
}
