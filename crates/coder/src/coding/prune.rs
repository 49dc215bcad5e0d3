//! Events that another event of the sentence already tells.
//!
//! The drafts of a sentence go in; those that only repeat another, or are the content of a demand, promise or threat, are
//! dropped.

use super::{Coding, Draft};
use crate::matching::Filler;
use crate::sentence::Sentence;
use casus_codebook::frame::Condition;
use casus_syntax::Relation;

impl<'book: 'doc, 'doc> Coding<'_, 'book, 'doc> {
    /// Drops what another event of the sentence already tells.
    pub(super) fn prune(&self, drafts: &mut Vec<Draft<'book>>, from: usize) {
        let told: Vec<(usize, usize)> = (from..drafts.len())
            .flat_map(|a| (from..drafts.len()).map(move |b| (a, b)))
            .filter(|&(a, b)| a != b && self.is_told_by(&drafts[a], &drafts[b]))
            .collect();
        let mut at = 0;
        drafts.retain(|_| {
            at += 1;
            at <= from || !told.iter().any(|&(a, _)| a == at - 1)
        });
    }

    /// Whether `inner` is only the content, or only another word, for `outer`.
    pub(super) fn is_told_by(&self, inner: &Draft<'book>, outer: &Draft<'book>) -> bool {
        let sentence = &self.sentences[outer.sentence];
        let (a, b) = (inner.trigger.at, outer.trigger.at);
        let light = inner.trigger.light.map(|(verb, _)| verb);
        let same = inner.event.event == outer.event.event;
        let object = sentence.head(a) == Some(b) && sentence.relation(a) == Relation::Obj;
        if light == Some(b) || object && same {
            // "imposed sanctions on X": verb and noun tell one event; the better filled one stays, the verb among equals.
            return fill_count(inner) <= fill_count(outer);
        }
        if outer.trigger.light.map(|(verb, _)| verb) == Some(a) {
            return fill_count(outer) > fill_count(inner);
        }
        // "toured the front on a visit", "held a round of talks with X": verb and noun tell one event, if the noun tells
        // of nobody else.
        if same && is_beside(sentence, a, b) {
            let told = parties(outer);
            return parties(inner).iter().all(|i| told.contains(i));
        }
        self.is_topic(sentence, inner, outer)
            || self.is_charge(sentence, inner, outer)
            || self.is_content(sentence, a, b, outer)
    }

    /// What one is only charged with is no event of nobody's: "sued Oslo for genocide".
    fn is_charge(
        &self,
        sentence: &Sentence<'_>,
        inner: &Draft<'book>,
        outer: &Draft<'book>,
    ) -> bool {
        let charges = self.grammar.charging & (1 << outer.event.event.0) != 0;
        let at = inner.trigger.at;
        let complement =
            sentence.head(at) == Some(outer.trigger.at) && sentence.relation(at) == Relation::Obl;
        let arguments = self.matcher(outer.sentence).arguments;
        let beside = arguments.has_any_case(at, &self.grammar.words.content_beside);
        inner.lone && charges && complement && !beside
    }

    /// What a protest is about is no demand of its own, and troops that come in order to attack tell no more than the
    /// attack.
    fn is_topic(
        &self,
        sentence: &Sentence<'_>,
        inner: &Draft<'book>,
        outer: &Draft<'book>,
    ) -> bool {
        let (a, b) = (inner.trigger.at, outer.trigger.at);
        let topics = self.grammar.topics.iter();
        let mut fitting = topics.filter(|t| t.0 == outer.event.event && t.1 == inner.event.event);
        fitting.any(|&(_, _, below)| {
            if below {
                a != b && sentence.is_under(a, b)
            } else {
                inner.event.status == outer.event.status && shares_actor(inner, outer)
            }
        })
    }

    /// What is asked for, promised, threatened or lifted is content of that, and no event of its own.
    pub(super) fn is_content(
        &self,
        sentence: &Sentence<'_>,
        a: usize,
        b: usize,
        outer: &Draft<'book>,
    ) -> bool {
        let name = self
            .grammar
            .book
            .ontology
            .event_type(outer.event.event)
            .name
            .as_str();
        let is = |key: &str| {
            self.grammar
                .book
                .language
                .grammar(key)
                .iter()
                .any(|t| **t == *name)
        };
        if is("content-tested") && self.is_tested(a, outer) {
            return true;
        }
        if !is("content") {
            return false;
        }
        let mut below = a;
        for i in sentence.ancestors(a) {
            if i == b {
                let words = &self.grammar.words;
                let arguments = self.matcher(outer.sentence).arguments;
                if arguments.has_any_case(below, &words.content_beside) {
                    return false;
                }
                let inner = [
                    Relation::Xcomp,
                    Relation::Ccomp,
                    Relation::Acl,
                    Relation::Obl,
                    Relation::Obj,
                    Relation::Nmod,
                    Relation::Advcl,
                ];
                return inner.contains(&sentence.relation(below));
            }
            below = i;
        }
        false
    }

    /// Whether the frame of `outer` asks what stands there: "suspended *aid*", "lifted *sanctions*".
    pub(super) fn is_tested(&self, a: usize, outer: &Draft<'book>) -> bool {
        let matcher = self.matcher(outer.sentence);
        outer
            .matched
            .frame
            .when
            .iter()
            .any(|condition| match condition {
                Condition::Fits { path, any, .. } => {
                    !any.is_empty() && matcher.follow(&outer.trigger, path).contains(&a)
                }
                _ => false,
            })
    }
}

/// Whether the noun `a` stands beside the verb `b`, or in the noun phrase that is its object.
fn is_beside(sentence: &Sentence<'_>, a: usize, b: usize) -> bool {
    let up = |i: usize, by: &[Relation]| {
        sentence
            .head(i)
            .filter(|_| by.contains(&sentence.relation(i)))
    };
    let around = up(a, &[Relation::Obl, Relation::Nmod]);
    around == Some(b) || around.and_then(|i| up(i, &[Relation::Obj])) == Some(b)
}

/// The tokens of all who take part.
fn parties(draft: &Draft<'_>) -> Vec<usize> {
    let all = draft.matched.actors.iter().chain(&draft.matched.recipients);
    all.map(|f| f.token).collect()
}

pub(super) fn fill_count(draft: &Draft<'_>) -> usize {
    let good = |fillers: &[Filler<'_>]| usize::from(fillers.iter().any(|f| f.mention.is_actor()));
    good(&draft.matched.actors) + good(&draft.matched.recipients)
}

/// Whether somebody with a code takes part in both as an actor.
fn shares_actor(inner: &Draft<'_>, outer: &Draft<'_>) -> bool {
    let codes = |draft: &Draft<'_>| -> Vec<Box<str>> {
        let actors = draft.event.actors.iter().map(|a| a.code.clone());
        actors.filter(|c| !c.is_empty()).collect()
    };
    let others = codes(outer);
    codes(inner).iter().any(|c| others.contains(c))
}
