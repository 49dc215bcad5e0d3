//! Where a report is set: "the police", "protesters", "the government" of a report that is about one state are that state's.
//!
//! All mentions of a document go in; those for people or bodies of whom no state is told get one, where the text makes it
//! certain enough: the place where the sentence has them act ("in Kano"), for people who as a rule are at home there; or
//! the one state that the whole report is about, in sentences that name no other.

use super::{Kind, Mention};
use crate::grammar::Grammar;
use crate::sentence::Sentence;
use casus_syntax::Relation;

/// Of the mentions of states in a report, the part that must be of one for it to be the setting.
const SHARE: (usize, usize) = (6, 10);
/// How many mentions a town in the first sentence is worth: it says where a report plays.
const LEAD: usize = 3;
/// How many mentions of it there must be.
const LEAST: usize = 3;

/// Gives a state to people and bodies without one.
pub(super) fn settle<'book>(
    grammar: &Grammar<'book>,
    sentences: &[Sentence<'_>],
    found: &mut [Vec<Option<Mention<'book>>>],
) {
    // What the first sentence tells says where the others play; of itself it is no proof.
    let settings = [setting(grammar, found, 1), setting(grammar, found, LEAD)];
    for (s, (sentence, row)) in sentences.iter().zip(found).enumerate() {
        let Some(bare) = row.iter().position(|m| is_bare(m.as_ref())) else {
            continue;
        };
        let here = place(grammar, sentence, row);
        let home = settings[s.min(1)].filter(|state| {
            let mut others = row.iter().flatten().filter_map(|m| state_of(grammar, m));
            others.all(|other| other == *state)
        });
        for (i, mention) in row.iter_mut().enumerate().skip(bare) {
            let Some(mention) = mention.as_mut().filter(|m| is_bare(Some(m))) else {
                continue;
            };
            if is_foreign(grammar, sentence, i) {
                continue;
            }
            let local = mention.sectors & !grammar.local == 0 && mention.sectors != 0;
            let state = here.filter(|_| local).or(home);
            if let Some(state) = state {
                mention.code = state;
                mention.implied = true;
            }
        }
    }
}

/// People or a body by a common noun or title, with a sector and without a state.
fn is_bare(mention: Option<&Mention<'_>>) -> bool {
    mention.is_some_and(|m| {
        matches!(m.kind, Kind::Agent | Kind::Person) && m.code.is_empty() && m.sectors != 0
    })
}

/// "foreign forces": of any state but this one.
fn is_foreign(grammar: &Grammar<'_>, sentence: &Sentence<'_>, i: usize) -> bool {
    let mut marks = sentence.children_by(i, &[Relation::Amod, Relation::Compound]);
    marks.any(|c| grammar.words.elsewhere.contains(sentence.lemma(c)))
}

/// The state of a mention, where it is one and not a kind of organisation.
fn state_of<'book>(grammar: &Grammar<'book>, mention: &Mention<'book>) -> Option<&'book str> {
    let told = !mention.pronoun && !mention.implied && grammar.states.contains(mention.code);
    told.then_some(mention.code)
}

/// The state that the report is about, where there is one; a town in the first sentence counts for `lead`.
fn setting<'book>(
    grammar: &Grammar<'book>,
    found: &[Vec<Option<Mention<'book>>>],
    lead: usize,
) -> Option<&'book str> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    let mut all = 0;
    for (s, row) in found.iter().enumerate() {
        for mention in row.iter().flatten() {
            let Some(state) = state_of(grammar, mention) else {
                continue;
            };
            let leads = s == 0 && mention.kind == Kind::Place;
            let weight = if leads { lead } else { 1 };
            all += weight;
            match counts.iter_mut().find(|(known, _)| *known == state) {
                Some((_, count)) => *count += weight,
                None => counts.push((state, weight)),
            }
        }
    }
    let (state, count) = counts.into_iter().max_by_key(|(_, count)| *count)?;
    (count >= LEAST && count * SHARE.1 >= all * SHARE.0).then_some(state)
}

/// The state of the place in which the sentence plays, where all its places are in one.
fn place<'book>(
    grammar: &Grammar<'book>,
    sentence: &Sentence<'_>,
    row: &[Option<Mention<'book>>],
) -> Option<&'book str> {
    let placed = |i: usize| grammar.words.place.iter().any(|p| sentence.has_case(i, p));
    let mut places = row
        .iter()
        .enumerate()
        .filter_map(|(i, m)| Some((i, m.as_ref()?)))
        .filter(|(i, m)| matches!(m.kind, Kind::State | Kind::Place) && placed(*i))
        .filter_map(|(_, m)| state_of(grammar, m));
    let first = places.next()?;
    places.all(|other| other == first).then_some(first)
}
