//! How far a denial reaches.
//!
//! A cue goes in; the tokens that it denies come out. A verb is denied with its whole clause, subject and complements
//! and all; a noun or adjective inside a noun phrase with that phrase; what comments on the clause, explains it or is
//! set against it is left out.

use crate::grammar::Grammar;
use crate::sentence::Sentence;
use casus_syntax::{Relation, Tag};

const SUBJECTS: &[Relation] = &[Relation::Nsubj, Relation::NsubjPass, Relation::Expl];
const AUXILIARIES: &[Relation] = &[Relation::Aux, Relation::AuxPass, Relation::Cop];

pub(super) struct Scope<'a, 'book, 'doc> {
    pub(super) grammar: &'a Grammar<'book>,
    pub(super) sentence: &'a Sentence<'doc>,
}

impl Scope<'_, '_, '_> {
    /// The scope of a cue of whole words, of which `at` is the first.
    pub(super) fn of_cue(&self, at: usize, cue: &[usize]) -> Vec<usize> {
        let tokens = self.around(at);
        self.trimmed(tokens.into_iter().filter(|i| !cue.contains(i)).collect())
    }

    /// The scope of a word that denies itself.
    pub(super) fn of_word(&self, at: usize) -> Vec<usize> {
        let s = self.sentence;
        let clause =
            s.child_by(at, &[Relation::Cop]).is_some() || s.child_by(at, SUBJECTS).is_some();
        let tokens = match (s.relation(at), s.head(at)) {
            (Relation::Amod, Some(noun)) => self.noun_phrase(noun, at),
            (Relation::Xcomp, Some(verb)) => self.clause(verb),
            _ if clause => self.clause(at),
            (Relation::Advmod, Some(head)) if matches!(s.tag(head), Tag::Verb | Tag::Aux) => {
                self.clause(head)
            }
            (Relation::Advmod, Some(head)) if s.tag(head) == Tag::Adj => self.subtree(head),
            (Relation::Advmod, Some(head)) => self.noun_phrase(head, at),
            (Relation::Conj | Relation::Obj | Relation::Nmod | Relation::Obl, _) => vec![at],
            (_, _) if s.tag(at) == Tag::Verb && s.relation(at) != Relation::Acl => self.clause(at),
            _ => self.subtree(at),
        };
        self.trimmed(tokens)
    }

    fn around(&self, at: usize) -> Vec<usize> {
        let s = self.sentence;
        let next = s.tokens_after(at).next();
        // "No, they left."
        let alone = s.relation(at) == Relation::Discourse || s.tag(at) == Tag::Intj;
        let apart = s.tag(at) == Tag::Det && next.is_none_or(|i| s.tag(i) == Tag::Punct);
        if alone || apart {
            return vec![];
        }
        let Some(head) = s.head(at) else {
            return self.clause(at);
        };
        match s.relation(at) {
            Relation::Case => self.subtree(head),
            Relation::Mark if s.penn(head) == "VBG" && s.penn(at) == "IN" => self.subtree(head),
            Relation::Det => self.of_noun(head),
            Relation::Advmod
            | Relation::Cc
            | Relation::CcPreconj
            | Relation::Dep
            | Relation::Aux
            | Relation::Mark => self.of_modified(head),
            _ => self.clause(self.clause_head(at)),
        }
    }

    /// "no troops": the clause in which the noun stands, or the noun phrase where there is none.
    fn of_noun(&self, noun: usize) -> Vec<usize> {
        let s = self.sentence;
        let adjunct = matches!(s.relation(noun), Relation::Obl | Relation::Nmod);
        let lone = adjunct && self.grammar.words.lone.iter().any(|p| s.has_case(noun, p));
        let clause = self.clause_head(noun);
        if lone || !self.is_clause(clause) {
            return self.subtree(noun);
        }
        self.clause(clause)
    }

    /// "not": what it modifies, be it a clause or a part of one.
    fn of_modified(&self, head: usize) -> Vec<usize> {
        let s = self.sentence;
        if self.is_clause(head) {
            return self.clause(head);
        }
        match (s.relation(head), s.head(head)) {
            (Relation::Xcomp, Some(above)) => self.clause(above),
            _ => self.subtree(head),
        }
    }

    fn is_clause(&self, i: usize) -> bool {
        let s = self.sentence;
        matches!(s.tag(i), Tag::Verb | Tag::Aux)
            || s.child_by(i, &[Relation::Cop]).is_some()
            || s.child_by(i, SUBJECTS).is_some()
    }

    /// The predicate of the clause in which a token stands.
    fn clause_head(&self, i: usize) -> usize {
        let s = self.sentence;
        let ends = |&c: &usize| {
            let verb = matches!(s.tag(c), Tag::Verb | Tag::Aux)
                && !matches!(
                    s.relation(c),
                    Relation::Aux
                        | Relation::AuxPass
                        | Relation::Cop
                        | Relation::Amod
                        | Relation::Compound
                );
            let clause = matches!(
                s.relation(c),
                Relation::Root
                    | Relation::Ccomp
                    | Relation::Advcl
                    | Relation::Acl
                    | Relation::AclRelcl
                    | Relation::Parataxis
                    | Relation::Csubj
            );
            verb || clause || c != i && self.is_clause(c)
        };
        std::iter::once(i)
            .chain(s.ancestors(i))
            .find(ends)
            .unwrap_or(i)
    }

    /// A clause without what only comments on it, with the subject and auxiliaries that it shares.
    fn clause(&self, head: usize) -> Vec<usize> {
        let s = self.sentence;
        let mut tokens = vec![head];
        for c in s.children(head).filter(|&c| !self.is_outside(head, c)) {
            tokens.extend(self.subtree(c));
        }
        if s.relation(head) == Relation::Conj && s.child_by(head, SUBJECTS).is_none() {
            let first = s.first_conjunct(head);
            tokens.extend(
                s.child_by(first, SUBJECTS)
                    .into_iter()
                    .flat_map(|c| self.subtree(c)),
            );
            if s.child_by(head, AUXILIARIES).is_none() {
                tokens.extend(s.children_by(first, AUXILIARIES));
            }
        }
        tokens
    }

    /// Whether a dependent of the predicate is no part of what is denied.
    fn is_outside(&self, head: usize, c: usize) -> bool {
        let s = self.sentence;
        let words = &self.grammar.words;
        match s.relation(c) {
            Relation::Parataxis
            | Relation::Vocative
            | Relation::Discourse
            | Relation::List
            | Relation::Appos => true,
            Relation::Mark => s.penn(c) != "TO",
            Relation::Cc => {
                c < head
                    || s.children_by(head, &[Relation::Conj])
                        .any(|k| self.is_outside(head, k))
            }
            Relation::Conj => self.is_other_conjunct(c),
            Relation::Advmod => words.aside.contains(s.phrase(c).as_str()),
            Relation::Acl | Relation::AclRelcl if c > head => self.follows_comma(c),
            Relation::Advcl => {
                let opener = s.child_by(c, &[Relation::Mark, Relation::Advmod]);
                let word = opener.map(|o| s.phrase(o)).unwrap_or_default();
                let aside = words.aside_clause.contains(word.as_str());
                let ahead = c < head && words.ahead_clause.contains(word.as_str());
                aside || ahead || c > head && self.follows_comma(c)
            }
            _ => false,
        }
    }

    /// A verb that is set beside the denied one stands for itself, unless it is joined by "or".
    fn is_other_conjunct(&self, c: usize) -> bool {
        let s = self.sentence;
        let words = &self.grammar.words;
        let mut joints = s.children_by(c, &[Relation::Cc]);
        let opposed = joints
            .any(|k| words.contrast.contains(s.lemma(k)) || words.other_half.contains(s.lemma(k)));
        let shared = s
            .children_by(c, &[Relation::Cc])
            .any(|k| words.shared_or.contains(s.lemma(k)));
        opposed || self.is_clause(c) && !(shared && s.child_by(c, SUBJECTS).is_none())
    }

    fn follows_comma(&self, c: usize) -> bool {
        let s = self.sentence;
        let (first, _) = s.extent(c);
        s.tag(first) == Tag::Punct || first > 0 && s.tag(first - 1) == Tag::Punct
    }

    /// A noun with what belongs to it, for an adjective in it that denies itself; its other adjectives stand alone.
    fn noun_phrase(&self, noun: usize, word: usize) -> Vec<usize> {
        let s = self.sentence;
        let mut tokens = vec![noun];
        for c in s.children(noun) {
            let left = match s.relation(c) {
                Relation::Det
                | Relation::NmodPoss
                | Relation::Compound
                | Relation::Nummod
                | Relation::Nmod
                | Relation::Flat => true,
                Relation::Amod => c >= word,
                Relation::Advmod => c == word,
                Relation::Acl | Relation::AclRelcl => !self.follows_comma(c),
                _ => false,
            };
            if left {
                tokens.extend(self.subtree(c));
            }
        }
        tokens
    }

    fn subtree(&self, top: usize) -> Vec<usize> {
        let s = self.sentence;
        let mut tokens = vec![top];
        let mut at = 0;
        while at < tokens.len() && tokens.len() <= s.len() {
            tokens.extend(s.children(tokens[at]));
            at += 1;
        }
        tokens
    }

    /// In the order of the text, without marks at either end and without quotation marks.
    fn trimmed(&self, mut tokens: Vec<usize>) -> Vec<usize> {
        let s = self.sentence;
        let words = &self.grammar.words;
        tokens.sort_unstable();
        tokens.dedup();
        let marks = |&i: &usize| s.tag(i) == Tag::Punct;
        let first = tokens
            .iter()
            .position(|i| !marks(i))
            .unwrap_or(tokens.len());
        let last = tokens.iter().rposition(|i| !marks(i)).map_or(0, |i| i + 1);
        let inner = tokens.get(first..last).unwrap_or_default().iter().copied();
        inner
            .filter(|&i| {
                !words.quote_open.contains(s.form(i)) && !words.quote_close.contains(s.form(i))
            })
            .collect()
    }
}
