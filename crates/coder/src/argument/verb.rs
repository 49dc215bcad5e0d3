//! The slots of a verb: objects, complements with a preposition, clauses; and the passive.
//!
//! A verb and a slot go in, the heads of what fills it come out. The subject, which may stand far away, is left to
//! `control`.

use super::{ANY_SUBJECT, Arguments, BEFORE, CLAUSES, COMPLEMENTS, OBLIQUES};
use crate::mention::Kind;
use casus_codebook::frame::{Part, Slot};
use casus_syntax::{Relation, Tag};

impl<'book> Arguments<'_, 'book, '_> {
    pub(super) fn of_verb(&self, at: usize, slot: &Slot) -> Vec<usize> {
        match slot {
            Slot::Subject => self.subject(at, 0),
            Slot::Object => self.object(at, 0),
            Slot::Indirect => self.indirect(at),
            Slot::Clause => self.clauses(at),
            Slot::Owner => self.owner(at),
            Slot::Preposition(word) => self.prepositional(at, word),
        }
    }

    /// The clauses that a verb or adjective governs; the parser often takes an infinitive for one of purpose.
    pub(super) fn clauses(&self, at: usize) -> Vec<usize> {
        let s = self.sentence;
        let own: Vec<usize> = s.children_by(at, CLAUSES).collect();
        let takes = self.takes_clause(at);
        if !own.is_empty() || !takes && !self.grammar.governs(s.lemma(at)) {
            return own;
        }
        let inner = [Relation::Advcl, Relation::Csubj];
        let loose: Vec<usize> = s
            .children_by(at, &inner)
            .filter(|&c| takes && c > at && self.is_infinitive(c))
            .collect();
        if !loose.is_empty() {
            return loose;
        }
        // "agreed in principle to talk", "vowed on Monday to fight": it may hang on what stands between.
        let between = s
            .children_by(at, &[Relation::Obl, Relation::OblUnmarked])
            .filter(|&o| takes && o > at && !self.acts(o));
        let strayed: Vec<usize> = between
            .flat_map(|o| s.children_by(o, &[Relation::Acl]))
            .filter(|&c| self.is_infinitive(c))
            .collect();
        if !strayed.is_empty() {
            return strayed;
        }
        // "ordered the minister to appear": the parser may hang the infinitive on the object.
        let objects = s
            .children_by(at, &[Relation::Obj, Relation::Iobj])
            .filter(|&o| self.acts(o) || !takes && self.is_owned(o));
        objects
            .flat_map(|o| s.children_by(o, &[Relation::Acl]))
            .filter(|&c| self.is_infinitive(c))
            .collect()
    }

    /// Whether the noun is known to be somebody's: "forced a *Peruvian* plane to land".
    fn is_owned(&self, i: usize) -> bool {
        let mention = self.mentions.of(self.sentence.index as usize, i);
        mention.is_some_and(|m| !m.code.is_empty())
    }

    /// Whether the word is one that governs clauses ("urge", "order", "ready").
    pub(super) fn takes_clause(&self, at: usize) -> bool {
        let s = self.sentence;
        let part = if self.is_clause(at) {
            Part::Verb
        } else {
            Part::Adjective
        };
        let entries = self.grammar.book.language.status(part, s.lemma(at));
        entries.iter().any(|e| e.slot == Some(Slot::Clause))
    }

    /// Complements with a preposition: nouns, and clauses that it opens ("accused of bombing").
    pub(super) fn prepositional(&self, at: usize, word: &str) -> Vec<usize> {
        let s = self.sentence;
        let mut own = self.opened(at, COMPLEMENTS, word);
        if !own.is_empty() {
            // "lent up to ten million to Peru": the second hangs on the first.
            if own.iter().all(|&i| matches!(s.tag(i), Tag::Sym | Tag::Num)) {
                let inner = own
                    .iter()
                    .flat_map(|&i| self.opened(i, &[Relation::Nmod], word));
                let inner: Vec<usize> = inner.collect();
                own.extend(inner);
            }
            return own;
        }
        // "restored ties with Peru hours after crowds burned its embassy": the parser may take the party for a subject.
        let clauses = s.children_by(at, &[Relation::Advcl]);
        let strayed = clauses
            .filter(|&c| c > at && matches!(s.penn(c), "VBD" | "VBZ" | "VBP"))
            .flat_map(|c| {
                s.children_by(c, &[Relation::Nsubj])
                    .take(1)
                    .map(move |i| (c, i))
            })
            .filter(|&(c, i)| {
                s.has_case(i, word)
                    || s.has_case(c, word) && i > 0 && s.form(i - 1).eq_ignore_ascii_case(word)
            });
        let strayed: Vec<usize> = strayed.map(|(_, i)| i).collect();
        if !strayed.is_empty() && self.grammar.words.onward.contains(word) {
            return strayed;
        }
        // "the arrest and detention of a journalist": the complement stands once, with the last.
        let siblings = s
            .children_by(at, &[Relation::Conj])
            .filter(|_| !self.is_clause(at));
        let shared: Vec<usize> = siblings
            .flat_map(|c| self.opened(c, COMPLEMENTS, word))
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
        let object = if self.is_clause(at) {
            s.child_by(at, &nearby)
        } else {
            // "the dispatch of troops to Peru"
            let mut of = s.children_by(at, &[Relation::Nmod]);
            of.find(|&c| self.has_any_case(c, &self.grammar.words.owner))
        };
        // "sent soldiers to Peru" is not "met the ambassador to Peru": of people only several leave theirs to the verb.
        let onward =
            |object: usize| s.penn(object) == "NNS" && self.grammar.words.onward.contains(word);
        let Some(object) = object.filter(|&o| !self.acts(o) || onward(o)) else {
            return vec![];
        };
        let direct = self.opened(object, COMPLEMENTS, word);
        if !direct.is_empty() {
            return direct;
        }
        // "gave a million in aid to Peru", "filed a suit in a Peruvian court against the firm"
        let strong = self.grammar.words.strong.contains(word);
        let things = s
            .children_by(object, &[Relation::Nmod])
            .filter(|&c| strong || !self.acts(c));
        things
            .flat_map(|thing| self.opened(thing, COMPLEMENTS, word))
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
    pub(super) fn subject(&self, at: usize, depth: usize) -> Vec<usize> {
        let s = self.sentence;
        if !self.is_passive(at) {
            return self.surface_subject(at, depth);
        }
        let by = |i: &usize| self.has_any_case(*i, &self.grammar.words.agent);
        let agent = |i: &usize| s.relation(*i) == Relation::OblAgent || by(i);
        let own: Vec<usize> = s.children_by(at, OBLIQUES).filter(agent).collect();
        if !own.is_empty() {
            return own;
        }
        // "released from prison by the court": the parser may hang the agent on what stands before it.
        let before = s.children_by(at, OBLIQUES).filter(|&o| !self.acts(o));
        let inner: Vec<usize> = before
            .flat_map(|o| s.children_by(o, &[Relation::Nmod]))
            .filter(|i| by(i) && self.acts(*i))
            .collect();
        if !inner.is_empty() {
            return inner;
        }
        // "were told to leave by the court"
        let clauses = s.children_by(at, &[Relation::Xcomp, Relation::Advcl]);
        clauses
            .filter(|&c| self.is_infinitive(c) && !self.is_passive(c))
            .flat_map(|c| s.children_by(c, OBLIQUES))
            .filter(|i| by(i) && self.acts(*i))
            .collect()
    }

    /// The logical object of a verb.
    pub(super) fn object(&self, at: usize, depth: usize) -> Vec<usize> {
        let s = self.sentence;
        if let Some(judged) = self.judged(at) {
            return vec![judged];
        }
        // Of two objects the first is indirect, whatever the parser calls it; what is said of one ("guilty") is none.
        let own: Vec<usize> = s.children_by(at, &[Relation::Obj]).collect();
        let noun = own.iter().rfind(|&&i| s.tag(i) != Tag::Adj);
        if let Some(&object) = noun.or(own.first()) {
            let said_of = s
                .child_by(object, ANY_SUBJECT)
                .filter(|_| s.tag(object) == Tag::Adj);
            return vec![self.antecedent(said_of.unwrap_or(object))];
        }
        if self.is_passive(at) {
            return self.surface_subject(at, depth);
        }
        // "allowed women to drive": a single object that the parser took for the first of two.
        let single: Vec<usize> = s.children_by(at, &[Relation::Iobj]).collect();
        if !single.is_empty() {
            return single.into_iter().map(|i| self.antecedent(i)).collect();
        }
        if let Some(object) = self
            .misread_object(at)
            .or_else(|| self.object_behind_particle(at))
        {
            return vec![object];
        }
        match s.relation(at) {
            // "the town that rebels captured", "the town rebels captured"
            Relation::AclRelcl if self.lacks_object(at) => s.head(at).into_iter().collect(),
            // "attacked and looted the town": the object stands once, with the first verb.
            Relation::Conj => self.shared_object(at),
            _ => vec![],
        }
    }

    /// "found the minister guilty": the parser may take the one for a part of what is found of him.
    fn judged(&self, at: usize) -> Option<usize> {
        let s = self.sentence;
        let verdict = s.child_by(at, &[Relation::Obj, Relation::Xcomp])?;
        let words = &self.grammar.words.verdict;
        let mut parts = s.children_by(verdict, BEFORE).filter(|&c| c < verdict);
        if words.contains(s.lemma(verdict)) {
            parts.find(|&c| s.is_nominal(c))
        } else {
            None
        }
    }

    /// What the parser takes for an oblique, though nothing opens it ("sealed off the roads"), or for the subject of a
    /// clause ("allowed the workers access").
    fn misread_object(&self, at: usize) -> Option<usize> {
        let s = self.sentence;
        let bare = s.children_by(at, &[Relation::Obl]).find(|&c| {
            c > at
                && matches!(s.tag(c), Tag::Noun | Tag::Propn)
                && !s.has_any_case(c)
                && !self.grammar.is_time_word(s.form(c))
        });
        bare.or_else(|| {
            let clause = s.child_by(at, &[Relation::Ccomp]).filter(|&c| c > at)?;
            let words = &self.grammar.book.language;
            if !words.reporting(Part::Verb, s.lemma(at)).is_empty()
                || s.child_by(clause, &[Relation::Mark, Relation::Aux, Relation::Cop])
                    .is_some()
            {
                return None;
            }
            s.child_by(clause, &[Relation::Nsubj])
                .filter(|&i| i > at && s.is_nominal(i))
        })
    }

    /// "handed over the suspect", "wrote off the debt": the parser may take the particle for a preposition. Only words
    /// of whose frames it is a part are verbs with it.
    fn object_behind_particle(&self, at: usize) -> Option<usize> {
        let s = self.sentence;
        let particle = at + 1;
        let known = particle < s.len()
            && self.grammar.words.particle.contains(s.lemma(particle))
            && self
                .grammar
                .book
                .frames
                .of(Part::Verb, s.lemma(at))
                .any(|f| f.more.iter().any(|word| **word == *s.lemma(particle)));
        s.children_by(at, &[Relation::Obl]).find(|&c| {
            known
                && s.children_by(c, &[Relation::Case])
                    .any(|k| k == particle && !s.is_double_case(c))
        })
    }

    pub(super) fn lacks_object(&self, at: usize) -> bool {
        let s = self.sentence;
        let Some(subject) = s.child_by(at, ANY_SUBJECT) else {
            return false;
        };
        self.antecedent(subject) == subject && s.child_by(at, CLAUSES).is_none()
    }

    pub(super) fn shared_object(&self, at: usize) -> Vec<usize> {
        let s = self.sentence;
        let Some(first) = s.head(at).filter(|&h| self.is_clause(h)) else {
            return vec![];
        };
        s.children_by(first, &[Relation::Obj])
            .filter(|&o| o > at)
            .collect()
    }

    pub(super) fn indirect(&self, at: usize) -> Vec<usize> {
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
            self.swallowed(at, &objects)
        } else {
            own
        }
    }

    /// "gave Mali ten trucks", "gave the Malian army trucks": the parser may take the first object for a part of the
    /// second; a number or article behind it, or words of its own, give it away.
    pub(super) fn swallowed(&self, verb: usize, objects: &[usize]) -> Vec<usize> {
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
        let parts: Vec<usize> = parts.filter(|&i| counted(i) || body(i)).collect();
        if parts.is_empty() {
            self.handed(verb, object).into_iter().collect()
        } else {
            parts
        }
    }

    /// "sent Mali missiles": the name of a state that begins the object of a verb that takes two is the first of them.
    fn handed(&self, verb: usize, object: usize) -> Option<usize> {
        let s = self.sentence;
        let (first, _) = s.extent(object);
        let mention = self.mentions.of(s.index as usize, first)?;
        let name = s.tag(first) == Tag::Propn
            && s.relation(first) == Relation::Compound
            && mention.kind == Kind::State;
        (name && self.grammar.words.double_object.contains(s.lemma(verb))).then_some(first)
    }
}
