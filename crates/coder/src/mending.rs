//! Readings that parsers often miss: "accused Peru of shipping shells", "had struck targets", two leaders by name in one list.
//!
//! The trees of a document go in; they come out with such verbs as the verbs that they are, and not as words that tell
//! more of the noun behind them, and with lists and objects where they belong. Only verbs that tell events are taken for verbs: "a money laundering charge" stays.

use crate::grammar::Grammar;
use casus_codebook::frame::Part;
use casus_syntax::{Relation, Tag, Tree};
use std::borrow::Cow;

/// How a word that tells more of a noun hangs on it.
const MODIFIERS: &[Relation] = &[Relation::Amod, Relation::Compound];
/// What stands before a noun and shows that it begins there.
const OPENERS: &[Relation] = &[Relation::Det, Relation::NmodPoss, Relation::Nummod];

/// What makes a past form a part of a longer verb.
const AUXILIARIES: &[Relation] = &[Relation::Aux, Relation::AuxPass, Relation::OblAgent];
/// What describes a noun between commas.
const DESCRIPTIONS: &[Relation] = &[Relation::Appos, Relation::AclRelcl];

/// The trees as they should be read.
pub(crate) fn mend<'t>(grammar: &Grammar<'_>, text: &str, trees: &'t [Tree]) -> Cow<'t, [Tree]> {
    let mut mended = Cow::Borrowed(trees);
    for n in 0..trees.len() {
        for at in 0..trees[n].tokens.len() {
            let reading = Reading {
                grammar,
                text,
                tree: &mended[n],
            };
            let new = reading
                .gerund(at)
                .or_else(|| reading.perfect(at))
                .or_else(|| reading.finite(at))
                .or_else(|| reading.listed(at))
                .or_else(|| reading.handed(at))
                .or_else(|| reading.charge(at));
            if let Some(new) = new {
                mended.to_mut()[n] = new;
            }
        }
    }
    mended
}

struct Reading<'a, 'book> {
    grammar: &'a Grammar<'book>,
    text: &'a str,
    tree: &'a Tree,
}

impl Reading<'_, '_> {
    /// "accused Peru of *shipping* shells to Mali": the gerund governs the noun, where a word of speech says so of whom it
    /// speaks.
    fn gerund(&self, at: usize) -> Option<Tree> {
        let noun = self.noun_behind(at, "VBG")?;
        let case = self
            .child(noun, &[Relation::Case])
            .filter(|&c| c + 1 == at)?;
        let above = self.head(noun)?;
        let verb = if self.is_verb(above) {
            above
        } else {
            self.head(above)?
        };
        if !self.charges(verb, self.form(case)) {
            return None;
        }
        let mut tree = self.tree.clone();
        let mut hang = |i: usize, head: usize, relation: Relation| {
            tree.tokens[i].head = u32::try_from(head).ok();
            tree.tokens[i].relation = relation;
        };
        hang(at, verb, Relation::Advcl);
        hang(case, at, Relation::Mark);
        hang(noun, at, Relation::Obj);
        // What follows goes with the nearer verb.
        for i in noun + 1..self.tree.tokens.len() {
            let oblique = self.relation(i) == Relation::Obl;
            if self.relation(i) == Relation::Punct {
                break;
            }
            if oblique && self.head(i) == Some(verb) || self.head(i) == Some(at) {
                hang(i, at, Relation::Obl);
            }
        }
        tree.tokens[at].tag = Tag::Verb;
        Some(tree)
    }

    /// "said that it had *struck* targets": the participle behind "have" is the verb.
    fn perfect(&self, at: usize) -> Option<Tree> {
        let noun = self.noun_behind(at, "VBN")?;
        let have = at.checked_sub(1)?;
        let perfect = &self.grammar.words.perfect;
        let fits = self.relation(noun) == Relation::Obj
            && self.head(noun) == Some(have)
            && perfect.contains(&*self.tree.tokens[have].lemma);
        if !fits {
            return None;
        }
        let mut tree = self.tree.clone();
        for (i, token) in tree.tokens.iter_mut().enumerate() {
            if self.head(i) == Some(have) {
                token.head = u32::try_from(at).ok();
            }
        }
        tree.tokens[at].head = self.tree.tokens[have].head;
        tree.tokens[at].relation = self.relation(have);
        tree.tokens[at].tag = Tag::Verb;
        tree.tokens[have].head = u32::try_from(at).ok();
        tree.tokens[have].relation = Relation::Aux;
        tree.tokens[have].tag = Tag::Aux;
        Some(tree)
    }

    /// "Oslo's leader Ida Holm and Lima's president *Luis Rojas* met": the second is listed with the first, and not with the
    /// first one's name.
    fn listed(&self, at: usize) -> Option<Tree> {
        if self.relation(at) != Relation::Conj {
            return None;
        }
        let name = self
            .head(at)
            .filter(|&n| self.relation(n) == Relation::Appos)?;
        let noun = self.head(name).filter(|&noun| noun < name)?;
        let one = self.tree.tokens[noun].penn == "NN";
        if !one || (noun..name).any(|i| self.form(i) == ",") {
            return None;
        }
        let mut tree = self.tree.clone();
        tree.tokens[at].head = u32::try_from(noun).ok();
        Some(tree)
    }

    /// "accused Oslo of *genocide*": the deed hangs on the verb that charges somebody with it, and not on who is charged.
    fn charge(&self, at: usize) -> Option<Tree> {
        let one = self
            .head(at)
            .filter(|&one| one < at && self.relation(at) == Relation::Nmod)?;
        let verb = self
            .head(one)
            .filter(|_| self.relation(one) == Relation::Obj)?;
        let case = self.child(at, &[Relation::Case])?;
        let deed = self
            .grammar
            .types_of(Part::Noun, &self.tree.tokens[at].lemma);
        if deed & self.grammar.hostile == 0 || !self.charges(verb, self.form(case)) {
            return None;
        }
        let mut tree = self.tree.clone();
        tree.tokens[at].head = u32::try_from(verb).ok();
        tree.tokens[at].relation = Relation::Obl;
        Some(tree)
    }

    /// "gave Oslo a *week* to withdraw": what is given to somebody is the object, also where it is a time.
    fn handed(&self, at: usize) -> Option<Tree> {
        let verb = self
            .head(at)
            .filter(|&v| v < at && self.relation(at) == Relation::OblUnmarked)?;
        let children = |relation: Relation| {
            (0..self.tree.tokens.len())
                .find(|&i| self.head(i) == Some(verb) && self.relation(i) == relation)
        };
        let whom = children(Relation::Iobj).filter(|&whom| verb < whom && whom < at)?;
        let between = (whom + 1..at).all(|i| self.head(i) == Some(at));
        if !between || children(Relation::Obj).is_some() {
            return None;
        }
        let mut tree = self.tree.clone();
        tree.tokens[at].relation = Relation::Obj;
        // What it is given for is asked of them.
        let asked =
            children(Relation::Advcl).filter(|&c| c > at && self.tree.tokens[c - 1].penn == "TO");
        if let Some(asked) = asked {
            tree.tokens[asked].relation = Relation::Xcomp;
        }
        Some(tree)
    }

    /// "Oslo, a former ally, *called* for restraint", "Lima, which has a fence, *called* on Oslo to build one": behind a
    /// comma that closes a description of the subject the past form is no participle.
    fn finite(&self, at: usize) -> Option<Tree> {
        let token = &self.tree.tokens[at];
        let comma = at.checked_sub(1)?;
        let past = matches!(token.penn, "VBN" | "VBD") && self.is_verb(at);
        if !past || self.form(comma) != "," || self.child(at, AUXILIARIES).is_some() {
            return None;
        }
        let described = |noun: usize| {
            let mut inside = noun + 1..comma;
            inside.any(|i| self.head(i) == Some(noun) && DESCRIPTIONS.contains(&self.relation(i)))
        };
        let mut tree = self.tree.clone();
        let mut hang = |i: usize, head: Option<usize>, relation: Relation| {
            tree.tokens[i].head = head.and_then(|head| u32::try_from(head).ok());
            tree.tokens[i].relation = relation;
        };
        if let Some(subject) = self.child(at, &[Relation::NsubjPass]).filter(|&i| i < at) {
            described(subject).then(|| hang(subject, Some(at), Relation::Nsubj))?;
        } else {
            let noun = self.head(at).filter(|&noun| {
                noun < at
                    && self.relation(at) == Relation::Acl
                    && self.relation(noun) == Relation::Root
                    && matches!(self.tree.tokens[noun].tag, Tag::Noun | Tag::Propn)
            })?;
            described(noun).then(|| hang(at, None, Relation::Root))?;
            hang(noun, Some(at), Relation::Nsubj);
        }
        tree.tokens[at].penn = "VBD";
        Some(tree)
    }

    /// The noun right behind a participle that tells events, where the noun itself tells none and nothing shows that
    /// it begins before the participle.
    fn noun_behind(&self, at: usize, penn: &str) -> Option<usize> {
        let token = &self.tree.tokens[at];
        let noun = self.head(at).filter(|&noun| noun > at)?;
        let told = |part: Part, i: usize| {
            let lemma = self.tree.tokens[i].lemma.to_lowercase();
            self.grammar.types_of(part, &lemma) != 0
        };
        let opened =
            (0..at).any(|i| self.head(i) == Some(noun) && OPENERS.contains(&self.relation(i)));
        let beside = (at + 1..noun).all(|i| self.head(i) == Some(noun));
        let fits = token.penn == penn
            && MODIFIERS.contains(&token.relation)
            && matches!(self.tree.tokens[noun].tag, Tag::Noun | Tag::Propn)
            && !opened
            && beside
            && told(Part::Verb, at)
            && (!told(Part::Noun, noun) || self.is_goods(noun));
        fits.then_some(noun)
    }

    fn is_goods(&self, i: usize) -> bool {
        let lemma = self.tree.tokens[i].lemma.to_lowercase();
        self.grammar
            .book
            .language
            .goods(Part::Noun, &lemma)
            .is_some()
    }

    /// Whether the word is one of speech that tells behind this preposition what its object does.
    fn charges(&self, verb: usize, preposition: &str) -> bool {
        let lemma = self.tree.tokens[verb].lemma.to_lowercase();
        self.is_verb(verb) && self.grammar.charges(&lemma, preposition)
    }

    fn is_verb(&self, i: usize) -> bool {
        self.tree.tokens[i].tag == Tag::Verb
    }

    fn head(&self, i: usize) -> Option<usize> {
        let head = self.tree.tokens[i].head? as usize;
        (head < self.tree.tokens.len() && head != i).then_some(head)
    }

    fn relation(&self, i: usize) -> Relation {
        self.tree.tokens[i].relation
    }

    fn child(&self, i: usize, relations: &[Relation]) -> Option<usize> {
        let mut all = 0..self.tree.tokens.len();
        all.find(|&c| self.head(c) == Some(i) && relations.contains(&self.relation(c)))
    }

    fn form(&self, i: usize) -> &str {
        self.tree.tokens[i].span.of(self.text)
    }
}
