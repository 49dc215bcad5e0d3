//! What is given for what: "ships shells in exchange for fuel", "swapped five prisoners for two".
//!
//! The drafts of a document go in; those that are joined by such words point at each other afterwards. Where the other
//! leg has no event word of its own, it becomes an event in the other direction, with the same speakers.

use crate::coding::Draft;
use crate::goods::Found;
use crate::grammar::Grammar;
use crate::sentence::Sentence;
use casus_codebook::frame::Part;
use casus_syntax::{Relation, Tag};

/// Links the legs of exchanges. `named` tells the goods that a leg of a sentence names.
pub(crate) fn link_exchanges(
    grammar: &Grammar<'_>,
    sentences: &[Sentence<'_>],
    named: &dyn Fn(usize, usize) -> Found,
    drafts: &mut Vec<Draft<'_>>,
) {
    let mut pairs = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        if drafts.iter().any(|d| d.sentence == number) {
            let finder = Finder {
                grammar,
                s: sentence,
            };
            for at in 0..sentence.len() {
                pairs.extend(finder.words(at).map(|words| (number, words)));
                pairs.extend(finder.swap(at).map(|words| (number, words)));
            }
        }
    }
    for (number, words) in pairs {
        link(grammar, &sentences[number], number, &words, named, drafts);
    }
}

/// The words of an exchange: where they hang, and the head of what is given in return.
struct Words {
    at: usize,
    leg: Option<usize>,
    /// Whether they follow two legs that are both told: "gave shells and got fuel in return".
    closing: bool,
}

struct Finder<'a, 'book, 'doc> {
    grammar: &'a Grammar<'book>,
    s: &'a Sentence<'doc>,
}

impl Finder<'_, '_, '_> {
    /// "in exchange for" at the token, or "in exchange" alone at the end.
    fn words(&self, i: usize) -> Option<Words> {
        self.grammar
            .book
            .language
            .grammar("exchange")
            .iter()
            .find_map(|phrase| {
                let words: Vec<&str> = phrase.split(' ').collect();
                let holds = |n: usize| {
                    i + n <= self.s.len()
                        && (0..n).all(|k| self.s.form(i + k).eq_ignore_ascii_case(words[k]))
                };
                let n = words.len();
                if holds(n) {
                    let leg = self.leg(i + n - 1, i)?;
                    return Some(Words {
                        at: i,
                        leg: Some(leg),
                        closing: false,
                    });
                }
                let closing = n > 2 && holds(n - 1);
                closing.then_some(Words {
                    at: i,
                    leg: None,
                    closing,
                })
            })
    }

    /// What the last word of the phrase introduces: its head, if that follows it, else the next noun or verb.
    fn leg(&self, last: usize, first: usize) -> Option<usize> {
        let s = self.s;
        let head = s.head(last).filter(|&h| h > last);
        // Fixed words hang on the first of them.
        let head = head.or_else(|| {
            s.head(first)
                .filter(|&h| h > last && s.relation(last) == Relation::Fixed)
        });
        let next = || (last + 1..s.len()).find(|&i| s.is_nominal(i) || s.tag(i) == Tag::Verb);
        let leg = head.or_else(next)?;
        // A noun that is only a part of the next one leads to that: "for Russian fuel".
        let whole = s
            .ancestors(leg)
            .take_while(|&a| a > leg && s.is_nominal(a))
            .last();
        Some(
            whole
                .filter(|_| s.relation(leg) == Relation::Compound)
                .unwrap_or(leg),
        )
    }

    /// "swapped X for Y".
    fn swap(&self, i: usize) -> Option<Words> {
        let s = self.s;
        let language = &self.grammar.book.language;
        let verbs = language.grammar("exchange-verb");
        let verb = s.tag(i) == Tag::Verb && verbs.iter().any(|v| **v == *s.lemma(i));
        let object = s.child_by(i, &[Relation::Obj]).filter(|_| verb)?;
        let last = language.grammar("exchange").first()?.rsplit(' ').next()?;
        let near = s.children(i).chain(s.children(object));
        let leg = near
            .filter(|&c| matches!(s.relation(c), Relation::Obl | Relation::Nmod) && c > object)
            .find(|&c| s.has_case(c, last))?;
        Some(Words {
            at: object,
            leg: Some(leg),
            closing: false,
        })
    }
}

fn link(
    grammar: &Grammar<'_>,
    sentence: &Sentence<'_>,
    number: usize,
    words: &Words,
    named: &dyn Fn(usize, usize) -> Found,
    drafts: &mut Vec<Draft<'_>>,
) {
    let outside = |d: &Draft<'_>| {
        words
            .leg
            .is_none_or(|leg| !sentence.is_under(d.trigger.at, leg))
    };
    let here = |d: &Draft<'_>| d.sentence == number && outside(d);
    let above = sentence.ancestors(words.at);
    let given = above
        .filter_map(|a| drafts.iter().position(|d| here(d) && d.trigger.at == a))
        .next()
        .or_else(|| {
            drafts
                .iter()
                .rposition(|d| here(d) && d.trigger.at < words.at)
        });
    let Some(given) = given else { return };
    drop_recipients(sentence, words, &mut drafts[given]);
    let Some(leg) = words.leg.filter(|_| !words.closing) else {
        // The other leg is the clause before.
        let trigger = drafts[given].trigger.at;
        let first = sentence.first_conjunct(trigger);
        let other = drafts
            .iter()
            .position(|d| d.sentence == number && d.trigger.at == first && first != trigger);
        if let Some(other) = other {
            join(drafts, given, other);
        }
        return;
    };
    let told = drafts
        .iter()
        .position(|d| d.sentence == number && sentence.is_under(d.trigger.at, leg));
    if let Some(other) = told {
        drop_returned(sentence, words, &mut drafts[given]);
        if drafts[other].event.attribution.is_empty() {
            drafts[other].event.attribution = drafts[given].event.attribution.clone();
        }
        join(drafts, given, other);
    } else if let Some(mut draft) = returned(grammar, sentence, &drafts[given], leg) {
        draft.event.goods = named(number, leg).goods;
        drop_returned(sentence, words, &mut drafts[given]);
        drafts.insert(given + 1, draft);
        shift(drafts, given + 1);
        join(drafts, given, given + 1);
    }
}

/// What is given in return is no recipient of what is given, unless it is known as an actor ("for two Americans").
fn drop_recipients(sentence: &Sentence<'_>, words: &Words, given: &mut Draft<'_>) {
    let last = words.leg.map_or(words.at, |leg| sentence.extent(leg).1);
    let span = sentence.span(words.at, last.max(words.at));
    let thing = |a: &crate::event::Actor| a.code.is_empty() && span.contains(a.span);
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

/// The leg that is told by a thing alone: the same event, the other way round.
fn returned<'book>(
    grammar: &Grammar<'_>,
    sentence: &Sentence<'_>,
    given: &Draft<'book>,
    leg: usize,
) -> Option<Draft<'book>> {
    let known = given.event.recipients.iter().any(|a| !a.code.is_empty());
    let sides = !given.event.actors.is_empty() && known;
    // Nobody fights back "in exchange".
    let hostile = grammar.hostile & (1 << given.event.event.0) != 0;
    if !sides || hostile || !sentence.is_nominal(leg) || !is_thing(grammar, sentence, given, leg) {
        return None;
    }
    let mut draft = given.clone();
    std::mem::swap(&mut draft.event.actors, &mut draft.event.recipients);
    std::mem::swap(&mut draft.matched.actors, &mut draft.matched.recipients);
    draft.trigger.at = leg;
    draft.event.trigger = sentence.token(leg).span;
    draft.event.exchange = vec![];
    let (first, last) = sentence.extent(leg);
    let span = sentence.span(first, last);
    draft.event.quantities.retain(|q| span.contains(q.span));
    Some(draft)
}

/// Whether the leg can be given as the first one was: a thing that is counted, or, where the event is one of giving,
/// anything that is no event itself.
fn is_thing(grammar: &Grammar<'_>, sentence: &Sentence<'_>, given: &Draft<'_>, leg: usize) -> bool {
    let counted = |i: usize| {
        let language = &grammar.book.language;
        language.quantities.contains_key(sentence.lemma(i))
    };
    let giving = is_giving(grammar, given);
    let event = grammar.types_of(Part::Noun, sentence.lemma(leg)) != 0;
    sentence.conjuncts(leg).into_iter().any(counted) || giving && !event
}

/// Whether the event is of a type whose other leg is the same the other way round.
fn is_giving(grammar: &Grammar<'_>, given: &Draft<'_>) -> bool {
    let names = grammar.book.language.grammar("given").iter();
    let mut types = names.filter_map(|name| grammar.book.ontology.type_named(name));
    types.any(|event| event == given.event.event)
}
