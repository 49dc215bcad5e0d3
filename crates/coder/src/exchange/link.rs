//! Two legs of an exchange: which events they are, and that each points at the other.
//!
//! The words of an exchange and the drafts of a document go in; the legs are linked. Where a leg has no event of its own,
//! it becomes one: the other way round, or what its verb tells.

use super::{Legs, Words};
use crate::coding::Draft;
use crate::event::Actor;
use crate::goods::Found;
use crate::grammar::Grammar;
use crate::sentence::Sentence;
use casus_codebook::frame::Part;
use casus_codebook::ontology::TypeId;
use casus_syntax::Tag;

/// Links the legs of one sentence.
pub(super) struct Linker<'a, 'book> {
    pub(super) grammar: &'a Grammar<'a>,
    pub(super) sentence: &'a Sentence<'a>,
    pub(super) number: usize,
    pub(super) legs: &'a Legs<'a, 'book>,
}

impl<'book> Linker<'_, 'book> {
    pub(super) fn link(&self, words: &Words, drafts: &mut Vec<Draft<'book>>) {
        match words.leg {
            Some(leg) if !words.closing => self.link_leg(words, leg, drafts),
            _ => self.link_clauses(words, drafts),
        }
    }

    /// "gave shells, and got fuel in return": the clause of the words, and the one before it.
    fn link_clauses(&self, words: &Words, drafts: &mut Vec<Draft<'book>>) {
        let Some(verb) = self.verb(words.at, None) else {
            return;
        };
        let first = self.sentence.first_conjunct(verb);
        let Some(given) = self.at_verb(verb, drafts) else {
            return;
        };
        let before = drafts[given].trigger.at;
        let other = |d: &Draft<'_>| d.sentence == self.number && self.is_deed(d);
        let conjunct = drafts
            .iter()
            .position(|d| other(d) && d.trigger.at == first);
        let conjunct = conjunct.filter(|&other| other != given);
        let earlier = || {
            drafts
                .iter()
                .rposition(|d| other(d) && d.trigger.at < before && !self.under(d, verb))
        };
        let told = conjunct.or_else(earlier);
        if let Some(other) = told.filter(|&other| differ(&drafts[other], &drafts[given])) {
            join(drafts, given, other);
        }
    }

    /// "gave shells in exchange for fuel", "swapped shells for fuel".
    fn link_leg(&self, words: &Words, leg: usize, drafts: &mut Vec<Draft<'book>>) {
        let found = (self.legs.named)(self.number, leg);
        if words.thing && found.goods.is_empty() && !self.is_counted(leg) {
            return;
        }
        let Some(given) = self.given(words, leg, drafts) else {
            return;
        };
        let event = &drafts[given].event;
        if words.thing && !words.sale && event.goods.is_empty() && event.quantities.is_empty() {
            return;
        }
        drop_recipients(self.sentence, words, &mut drafts[given]);
        let below = |d: &Draft<'_>| d.sentence == self.number && self.under(d, leg);
        let told = drafts.iter().position(|d| below(d) && self.is_deed(d));
        let told = told.filter(|&other| other != given && !words.thing);
        if let Some(other) = told {
            drop_returned(self.sentence, words, &mut drafts[given]);
            if drafts[other].event.attribution.is_empty() {
                drafts[other].event.attribution = drafts[given].event.attribution.clone();
            }
            join(drafts, given, other);
        } else if let Some(draft) = self.returned(&drafts[given], leg, words.sale, found) {
            drop_returned(self.sentence, words, &mut drafts[given]);
            drafts.insert(given + 1, draft);
            shift(drafts, given + 1);
            join(drafts, given, given + 1);
        }
    }

    /// The event that is given for the leg: one above the words, one that their verb tells, or the one before them.
    fn given(&self, words: &Words, leg: usize, drafts: &mut Vec<Draft<'book>>) -> Option<usize> {
        let here = |d: &Draft<'_>| d.sentence == self.number && !self.under(d, leg);
        let mut above = self.sentence.ancestors(words.at);
        let known = above.find_map(|a| drafts.iter().position(|d| here(d) && d.trigger.at == a));
        if known.is_some() {
            return known;
        }
        let verb = self.verb(words.at, Some(leg));
        let told = verb.and_then(|verb| (self.legs.told)(self.number, verb, words.sale));
        if let Some(draft) = told {
            return Some(insert(drafts, draft));
        }
        drafts
            .iter()
            .rposition(|d| here(d) && d.trigger.at < words.at)
            .filter(|_| !words.sale)
    }

    /// The event of a clause, by its verb.
    fn at_verb(&self, verb: usize, drafts: &mut Vec<Draft<'book>>) -> Option<usize> {
        let here = |d: &Draft<'_>| d.sentence == self.number && self.is_deed(d);
        let own = drafts.iter().position(|d| here(d) && d.trigger.at == verb);
        let inside = || drafts.iter().position(|d| here(d) && self.under(d, verb));
        if let Some(known) = own.or_else(inside) {
            return Some(known);
        }
        let draft = (self.legs.told)(self.number, verb, false)?;
        Some(insert(drafts, draft))
    }

    /// The nearest verb at or above a token, outside of the leg.
    fn verb(&self, at: usize, leg: Option<usize>) -> Option<usize> {
        let s = self.sentence;
        let mut up = std::iter::once(at).chain(s.ancestors(at));
        up.find(|&i| s.tag(i) == Tag::Verb && leg.is_none_or(|leg| !s.is_under(i, leg)))
    }

    fn under(&self, draft: &Draft<'_>, above: usize) -> bool {
        self.sentence.is_under(draft.trigger.at, above)
    }

    /// Whether the event can be given for another: nobody fights back "in exchange".
    fn is_deed(&self, draft: &Draft<'_>) -> bool {
        self.grammar.hostile & (1 << draft.event.event.0) == 0
    }

    /// Whether the leg can be given as the first one was: a thing that is counted, or, where the event is one of giving,
    /// anything that is no event itself.
    fn is_thing(&self, given: &Draft<'_>, leg: usize) -> bool {
        let event = self.grammar.types_of(Part::Noun, self.sentence.lemma(leg)) != 0;
        self.is_counted(leg) || is_giving(self.grammar, given) && !event
    }

    /// Whether the leg is something that is counted, people among it.
    fn is_counted(&self, leg: usize) -> bool {
        let language = &self.grammar.book.language;
        let mut all = self.sentence.conjuncts(leg).into_iter();
        all.any(|i| language.quantities.contains_key(self.sentence.lemma(i)))
    }

    /// The leg that is told by a thing alone: the same event, the other way round; or by a noun for another event.
    fn returned(
        &self,
        given: &Draft<'book>,
        leg: usize,
        sale: bool,
        found: Found,
    ) -> Option<Draft<'book>> {
        let s = self.sentence;
        let known = given.event.recipients.iter().any(|a| !a.code.is_empty());
        let mut owners = (self.legs.owners)(self.number, leg);
        owners.retain(|o| given.event.actors.iter().all(|a| a.code != o.code));
        let sides = !given.event.actors.is_empty() && (known || !owners.is_empty());
        let types = self.grammar.types_of(Part::Noun, s.lemma(leg)) & !self.grammar.hostile;
        let thing = !found.goods.is_empty() || !sale && self.is_thing(given, leg);
        let named = !owners.is_empty() || is_giving(self.grammar, given);
        let told = thing || types != 0 && !sale && named;
        if !sides || !self.is_deed(given) || !s.is_nominal(leg) || !told {
            return None;
        }
        let mut draft = given.clone();
        let event = &mut draft.event;
        std::mem::swap(&mut event.actors, &mut event.recipients);
        std::mem::swap(&mut draft.matched.actors, &mut draft.matched.recipients);
        if !known {
            event.actors = owners;
        }
        draft.trigger.at = leg;
        event.trigger = s.token(leg).span;
        event.exchange = vec![];
        if !thing {
            event.event = TypeId(types.trailing_zeros() as u8);
            event.modes = vec![];
            event.cameo = None;
        }
        event.goods = found.goods;
        let (first, last) = s.extent(leg);
        let span = s.span(first, last);
        event.quantities.retain(|q| span.contains(q.span));
        Some(draft)
    }
}

/// "If you lift the ban, we will free the crew": what is done under a condition is given for what the condition asks,
/// where both are deeds of friends and not of the same side.
pub(super) fn link_conditions(grammar: &Grammar<'_>, drafts: &mut [Draft<'_>]) {
    let names = grammar.book.language.grammar("deed").iter();
    let deeds: Vec<TypeId> = names
        .filter_map(|name| grammar.book.ontology.type_named(name))
        .collect();
    let is_deed = |d: &Draft<'_>| deeds.contains(&d.event.event);
    let mut pairs = Vec::new();
    for (a, outer) in drafts.iter().enumerate().filter(|(_, d)| is_deed(d)) {
        let Some(condition) = outer.event.condition else {
            continue;
        };
        let inside = |d: &Draft<'_>| condition.contains(d.event.trigger) && is_deed(d);
        let inner = drafts.iter().enumerate().filter(|(_, d)| inside(d));
        let others = inner.filter(|(_, d)| differ(outer, d));
        pairs.extend(others.map(|(b, _)| (a, b)));
    }
    for (a, b) in pairs {
        join(drafts, a, b);
    }
}

/// Whether both have actors, and none in common.
fn differ(a: &Draft<'_>, b: &Draft<'_>) -> bool {
    let codes = |d: &Draft<'_>| -> Vec<Box<str>> {
        let actors = d.event.actors.iter().map(|actor| actor.code.clone());
        actors.filter(|code| !code.is_empty()).collect()
    };
    let (a, b) = (codes(a), codes(b));
    !a.is_empty() && !b.is_empty() && a.iter().all(|code| !b.contains(code))
}

/// Puts a draft in its place in the order of the text.
fn insert<'book>(drafts: &mut Vec<Draft<'book>>, draft: Draft<'book>) -> usize {
    let key = |d: &Draft<'_>| (d.sentence, d.trigger.at);
    let at = drafts.partition_point(|d| key(d) < key(&draft));
    drafts.insert(at, draft);
    shift(drafts, at);
    at
}

/// What is given in return is no recipient of what is given, unless it is known as an actor ("for two Americans").
fn drop_recipients(sentence: &Sentence<'_>, words: &Words, given: &mut Draft<'_>) {
    let last = words.leg.map_or(words.at, |leg| sentence.extent(leg).1);
    let span = sentence.span(words.at, last.max(words.at));
    let thing = |a: &Actor| a.code.is_empty() && span.contains(a.span);
    given.event.recipients.retain(|a| !thing(a));
}

/// Nor does what is given in return belong to what is given.
fn drop_returned(sentence: &Sentence<'_>, words: &Words, given: &mut Draft<'_>) {
    let Some(leg) = words
        .leg
        .filter(|&leg| !sentence.is_under(given.trigger.at, leg))
    else {
        return;
    };
    let (first, last) = sentence.extent(leg);
    let span = sentence.span(first, last);
    given.event.quantities.retain(|q| !span.contains(q.span));
    given.event.goods.retain(|g| !span.contains(g.span));
}

fn join(drafts: &mut [Draft<'_>], a: usize, b: usize) {
    let link = |drafts: &mut [Draft<'_>], from: usize, to: usize| {
        if !drafts[from].event.exchange.contains(&(to as u32)) {
            drafts[from].event.exchange.push(to as u32);
        }
    };
    link(drafts, a, b);
    link(drafts, b, a);
}

/// Indices from `from` on have moved up by one.
fn shift(drafts: &mut [Draft<'_>], from: usize) {
    for draft in drafts {
        for index in &mut draft.event.exchange {
            if *index as usize >= from {
                *index += 1;
            }
        }
    }
}

/// Whether the event is of a type whose other leg is the same the other way round.
fn is_giving(grammar: &Grammar<'_>, given: &Draft<'_>) -> bool {
    let names = grammar.book.language.grammar("given").iter();
    let mut types = names.filter_map(|name| grammar.book.ontology.type_named(name));
    types.any(|event| event == given.event.event)
}
