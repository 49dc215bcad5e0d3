//! Subjects that are not repeated: control and raising, participles, relative clauses, coordinated clauses.
//!
//! A verb goes in; the heads of what is or would be its grammatical subject come out.

use super::{ANY_SUBJECT, Arguments};
use casus_syntax::{Relation, Tag};

/// How many steps of control are followed before a tree is taken to be broken.
const DEEPEST: usize = 12;

impl<'book> Arguments<'_, 'book, '_> {
    /// What stands as the grammatical subject, or would if it were repeated.
    pub(crate) fn surface_subject(&self, at: usize, depth: usize) -> Vec<usize> {
        let s = self.sentence;
        let first = self.content_before_subject(at);
        let own: Vec<usize> = s
            .children_by(at, ANY_SUBJECT)
            .filter(|&i| first.is_none_or(|content| i > content))
            .map(|i| self.antecedent(i))
            .collect();
        if !own.is_empty() || depth > DEEPEST {
            return own;
        }
        if let Some(doer) = self.doer_before(at) {
            return vec![doer];
        }
        let Some(head) = s.head(at) else {
            return vec![];
        };
        match s.relation(at) {
            Relation::Ccomp if self.content_before_subject(head) == Some(at) => s
                .children_by(head, ANY_SUBJECT)
                .filter(|&i| i < at)
                .collect(),
            Relation::Conj => match self.stray_subject(at, head) {
                Some(subject) => vec![subject],
                None => self.conjunct_subject(head, depth),
            },
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

    /// "were killed in police firing": the parser may take the event noun for a clause; who does it stands right before
    /// it, behind the preposition.
    fn doer_before(&self, at: usize) -> Option<usize> {
        let s = self.sentence;
        let opened = s
            .children_by(at, &[Relation::Mark, Relation::Case])
            .any(|k| k + 2 == at);
        let doer = at.checked_sub(1).filter(|&i| self.acts(i))?;
        (opened && s.penn(at) == "VBG").then_some(doer)
    }

    /// "Oslo has troops in Peru, and its envoy, Ola Berg, rejected the claim": the parser may tie the subject of the second
    /// clause to a noun of the first. It stands right before a verb that has no conjunction of its own.
    fn stray_subject(&self, at: usize, head: usize) -> Option<usize> {
        let s = self.sentence;
        if head > at || s.child_by(at, &[Relation::Cc]).is_some() {
            return None;
        }
        let opens = |i: &usize| {
            s.relation(*i) == Relation::Conj && s.child_by(*i, &[Relation::Cc]).is_some()
        };
        let noun = (head + 1..at).rev().find(|i| opens(i) && self.acts(*i))?;
        let described = s.child_by(noun, &[Relation::Appos]).is_some();
        let last = s.extent(noun).1;
        let beside = (last + 1..at).all(|i| described && s.relation(i) == Relation::Punct);
        (last < at && beside).then_some(noun)
    }

    /// "The envoy left for Lima, the agency reported": where the parser hangs both subjects on the verb of speech, the
    /// clause without one that stands between them; the first subject is its own.
    fn content_before_subject(&self, at: usize) -> Option<usize> {
        let s = self.sentence;
        let content = s
            .children_by(at, &[Relation::Ccomp])
            .find(|&c| c < at && s.child_by(c, ANY_SUBJECT).is_none())?;
        let before = s.children_by(at, ANY_SUBJECT).any(|i| i < content);
        let after = s.children_by(at, ANY_SUBJECT).any(|i| i > content);
        (before && after).then_some(content)
    }

    pub(super) fn conjunct_subject(&self, head: usize, depth: usize) -> Vec<usize> {
        if !self.is_clause(head)
            && self.sentence.is_nominal(head)
            && self.sentence.child_by(head, ANY_SUBJECT).is_none()
        {
            return vec![];
        }
        // "was shot and killed": both are passive; "was shot and died": the subject is shared as it stands.
        self.surface_subject(head, depth + 1)
    }

    /// The subject of an infinitive: the object of its verb, but for verbs like "promise"; else the verb's subject.
    pub(super) fn controller(&self, verb: usize, depth: usize) -> Vec<usize> {
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
    pub(super) fn adverbial_controller(&self, at: usize, verb: usize, depth: usize) -> Vec<usize> {
        let s = self.sentence;
        let marked = self.has_any_case(at, &self.grammar.words.object_control);
        let perfect = || {
            s.children_by(at, &[Relation::Aux])
                .any(|a| s.penn(a) == "VBG")
        };
        if marked && (s.penn(at) == "VBG" || perfect()) {
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
    pub(super) fn adnominal_controller(&self, at: usize, noun: usize, depth: usize) -> Vec<usize> {
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
    pub(crate) fn author(&self, noun: usize, depth: usize) -> Vec<usize> {
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

    /// A relative pronoun leads to the noun of its clause; anything else is itself.
    pub(super) fn antecedent(&self, i: usize) -> usize {
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
}
