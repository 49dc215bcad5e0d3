//! What stands above a trigger or beside it: the words that govern it, denials, and the words of its sentence.
//!
//! A token goes in; the word of a list that governs it comes out, and whether it is denied or forbidden.

use super::Matcher;
use super::condition::is_word;
use crate::sentence::Sentence;
use casus_codebook::frame::Part;
use casus_syntax::{Relation, Tag};

/// How many steps up the tree a governing word is looked for.
const HIGHEST: usize = 5;

impl Matcher<'_, '_, '_> {
    /// The word of these that governs the token: its auxiliary, or a verb, noun or adjective in whose clause, infinitive
    /// or complement it stands.
    pub(crate) fn governor(&self, at: usize, words: &[Box<str>]) -> Option<usize> {
        let s = self.arguments.sentence;
        let is = |i: usize| words.iter().any(|word| self.is_word(i, word));
        let mut at = at;
        let mut same = true;
        for _ in 0..HIGHEST {
            // The auxiliary of a verb above is not that of the trigger: "may try to".
            let mut own = s.children_by(at, &[Relation::Aux]).filter(|_| same);
            if let Some(auxiliary) = own.find(|&c| is(c)) {
                return Some(auxiliary);
            }
            let head = s.head(at).filter(|_| self.hangs_on(at))?;
            if s.relation(at) != Relation::Conj && is(head) {
                return Some(head);
            }
            // What governs a noun does not govern the clause that describes it.
            if matches!(s.relation(at), Relation::Acl | Relation::AclRelcl) {
                return None;
            }
            same &= s.relation(at) == Relation::Conj;
            at = head;
        }
        None
    }

    /// Whether the token stands in the clause or complement of its head, so that what holds for the head holds for it.
    fn hangs_on(&self, at: usize) -> bool {
        let s = self.arguments.sentence;
        match s.relation(at) {
            Relation::Xcomp
            | Relation::Ccomp
            | Relation::Acl
            | Relation::AclRelcl
            | Relation::Conj => true,
            // "obliges each party to help the other": the parser may take the infinitive for a subject.
            Relation::Csubj => s.head(at).is_some_and(|head| head < at),
            Relation::Advcl => {
                let mut marks = s.children_by(at, &[Relation::Mark]);
                marks.any(|m| s.penn(m) == "TO")
            }
            Relation::Obj | Relation::Obl | Relation::Nmod | Relation::Compound => true,
            // "the pact has expired"
            Relation::Nsubj | Relation::NsubjPass => s.is_nominal(at),
            _ => false,
        }
    }

    /// Whether the token is denied, or stands under a word that forbids it: "undertook *not* to attack".
    pub(crate) fn is_denied(&self, at: usize) -> bool {
        let s = self.arguments.sentence;
        let language = &self.grammar().book.language;
        let denies = |i: usize| !language.status(Part::Negation, s.lemma(i)).is_empty();
        let none = |i: usize| {
            let mut before = s.children_by(i, &[Relation::Det, Relation::CcPreconj]);
            before.any(denies) || matches!(s.tag(i), Tag::Pron | Tag::Det) && denies(i)
        };
        let own = s.children(at).any(|c| match s.relation(c) {
            Relation::Advmod | Relation::Cc => denies(c),
            Relation::Nsubj | Relation::NsubjPass | Relation::Obj => none(c),
            _ => false,
        });
        own || self
            .governor(at, self.grammar().book.language.grammar("forbid"))
            .is_some()
    }

    /// Whether one of the words stands in the sentence, or in the one before.
    pub(super) fn is_beside(&self, words: &[Box<str>]) -> bool {
        let has =
            |s: &Sentence<'_>| (0..s.len()).any(|i| words.iter().any(|word| is_word(s, i, word)));
        has(self.arguments.sentence) || self.before.is_some_and(has)
    }
}
