//! What is given for what: "ships shells in exchange for fuel".
//!
//! The drafts of a document go in; those that are joined by such words point at each other afterwards. Where the other
//! leg has no event word of its own, it becomes an event in the other direction.

use crate::coding::Draft;
use crate::grammar::Grammar;
use crate::sentence::Sentence;
use casus_syntax::Relation;

/// Links the legs of exchanges.
pub(crate) fn link_exchanges(
    grammar: &Grammar<'_>,
    sentences: &[Sentence<'_>],
    drafts: &mut Vec<Draft<'_>>,
) {
    let mut at = 0;
    while at < drafts.len() {
        let sentence = &sentences[drafts[at].sentence];
        if let Some(leg) = other_leg(grammar, sentence, &drafts[at]) {
            let other = drafts.iter().position(|d| {
                d.sentence == drafts[at].sentence
                    && d.trigger.at != drafts[at].trigger.at
                    && sentence.is_under(d.trigger.at, leg)
            });
            match other {
                Some(other) => join(drafts, at, other),
                None => {
                    if let Some(draft) = returned(sentence, &drafts[at], leg) {
                        drafts.insert(at + 1, draft);
                        shift(drafts, at + 1);
                        join(drafts, at, at + 1);
                        at += 1;
                    }
                }
            }
        }
        at += 1;
    }
}

/// The head of what is given in return.
fn other_leg(grammar: &Grammar<'_>, sentence: &Sentence<'_>, draft: &Draft<'_>) -> Option<usize> {
    let trigger = draft.trigger.at;
    let near = (0..sentence.len()).filter(|&i| sentence.ancestors(i).take(3).any(|a| a == trigger));
    near.filter(|&i| {
        matches!(
            sentence.relation(i),
            Relation::Obl | Relation::Nmod | Relation::Advcl
        )
    })
    .find(|&i| opens_exchange(grammar, sentence, i))
}

/// Whether the words before a noun are those of an exchange, as fixed words or as "in exchange" with "for" below.
fn opens_exchange(grammar: &Grammar<'_>, sentence: &Sentence<'_>, i: usize) -> bool {
    grammar.words.exchange.iter().any(|phrase| {
        if sentence.has_case(i, phrase) {
            return true;
        }
        let mut words = phrase.split(' ');
        let (Some(first), Some(noun), Some(last)) = (words.next(), words.next(), words.next())
        else {
            return false;
        };
        let below = sentence
            .head(i)
            .filter(|&h| sentence.lemma(h) == noun && sentence.has_case(h, first));
        below.is_some() && sentence.has_case(i, last)
    })
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
    sentence: &Sentence<'_>,
    given: &Draft<'book>,
    leg: usize,
) -> Option<Draft<'book>> {
    if given.event.actors.is_empty()
        || given.event.recipients.is_empty()
        || !sentence.is_nominal(leg)
    {
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
