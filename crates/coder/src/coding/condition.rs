//! Which condition an event is under.
//!
//! A trigger goes in; the words of the condition come out that hangs on it, on a word above it, or, where the event is a
//! word that is given (a threat, an offer, a refusal), in what is threatened, offered or refused.

use super::Coding;
use crate::argument::Trigger;
use crate::condition::{Clause, Opening};
use crate::sentence::Sentence;
use crate::status::Told;
use casus_codebook::language::Status;
use casus_codebook::ontology::TypeId;
use casus_syntax::Relation;
use casus_text::Span;

/// Over which relations a condition holds for what stands below its head, or for the word that is given above it.
const HOLDS: &[Relation] = &[
    Relation::Xcomp,
    Relation::Ccomp,
    Relation::Obj,
    Relation::Acl,
    Relation::Conj,
    Relation::Parataxis,
];
/// The same for what is given as a word: the parser hangs the condition on any part of what is told.
const GIVEN: &[Relation] = &[
    Relation::Xcomp,
    Relation::Ccomp,
    Relation::Obj,
    Relation::Acl,
    Relation::Conj,
    Relation::Parataxis,
    Relation::Obl,
    Relation::Nmod,
    Relation::Advcl,
];

impl<'book: 'doc, 'doc> Coding<'_, 'book, 'doc> {
    /// The words of the condition of an event, which is a word that is given or a deed.
    pub(super) fn condition_of(
        &self,
        s: usize,
        trigger: &Trigger<'_>,
        given: bool,
        told: &Told,
    ) -> Option<Span> {
        let all = self.conditions[s].iter();
        let mut fitting = all.filter(|clause| {
            let ahead = given
                || told.refused
                || matches!(told.status, Status::Future | Status::Hypothetical);
            let open = match clause.opening {
                Opening::Plain => true,
                Opening::Ahead => ahead,
                Opening::Denied => told.refused || self.refuses(s, trigger),
            };
            open && self.governs(s, clause, trigger.at, given)
        });
        fitting.next().map(|clause| clause.span)
    }

    /// Whether the token stands in a condition.
    pub(super) fn is_in_condition(&self, s: usize, at: usize) -> bool {
        let mut all = self.conditions[s].iter();
        all.any(|c| c.opening != Opening::Denied && (c.first..=c.last).contains(&at))
    }

    /// Whether the type is one of a word that is given.
    pub(super) fn is_given(&self, kind: TypeId) -> bool {
        let names = self.grammar.book.language.grammar("word-given");
        let name = &self.grammar.book.ontology.event_type(kind).name;
        names.iter().any(|given| **given == **name)
    }

    /// "will not sign until": whether the word is denied and set in the future by its auxiliaries.
    fn refuses(&self, s: usize, trigger: &Trigger<'_>) -> bool {
        let sentence = &self.sentences[s];
        let future = sentence.children_by(trigger.at, &[Relation::Aux]);
        self.matcher(s).is_denied(trigger.at)
            && future.into_iter().any(|c| sentence.penn(c) == "MD")
    }

    fn governs(&self, s: usize, clause: &Clause, at: usize, given: bool) -> bool {
        let sentence = &self.sentences[s];
        if (clause.first..=clause.last).contains(&at) {
            return false;
        }
        let Some(head) = clause.head else {
            // Only the words tell: what stands behind the comma is governed.
            return at > clause.last;
        };
        let light = sentence
            .head(at)
            .filter(|_| sentence.relation(at) == Relation::Obj);
        head == at
            || light == Some(head)
            || path(sentence, at, head, HOLDS)
            || given && (is_inside(sentence, head, at) || self.tells(s, at, clause.span))
    }

    /// Whether the word is one of speech in whose content the condition stands.
    fn tells(&self, s: usize, at: usize, span: Span) -> bool {
        let own = self
            .said
            .iter()
            .filter(|said| (said.sentence, said.token) == (s, at));
        own.into_iter()
            .any(|said| said.content.iter().any(|part| part.contains(span)))
    }
}

/// Whether a token stands in what the word given tells, and not in a clause beside it.
fn is_inside(sentence: &Sentence<'_>, token: usize, word: usize) -> bool {
    let mut up = std::iter::once(token).chain(sentence.ancestors(token));
    let below = up.find(|&i| sentence.head(i) == Some(word));
    let beside = [Relation::Conj, Relation::Parataxis, Relation::Advcl];
    below.is_some_and(|i| !beside.contains(&sentence.relation(i)))
        && path(sentence, token, word, GIVEN)
}

/// Whether one goes up from a token to another over these relations alone.
fn path(sentence: &Sentence<'_>, from: usize, to: usize, over: &[Relation]) -> bool {
    let mut at = from;
    for _ in 0..sentence.len() {
        if !over.contains(&sentence.relation(at)) {
            return false;
        }
        match sentence.head(at) {
            Some(head) if head == to => return true,
            Some(head) => at = head,
            None => return false,
        }
    }
    false
}
