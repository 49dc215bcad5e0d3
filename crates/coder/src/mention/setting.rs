//! Where a report is set: "the police", "protesters", "the government" of a report that is about one state are that state's.
//!
//! All mentions of a document go in; those for people or bodies of whom no state is told get one, where the text makes it
//! certain enough: the place where the sentence has them act ("in Kano"), for people who as a rule are at home there; or
//! the one state that the whole report is about, in sentences that name no other.

use super::{Kind, Mention};
use crate::grammar::Grammar;
use crate::sentence::Sentence;

/// Of the mentions of states in a report, the part that must be of one for it to be the setting.
const SHARE: (usize, usize) = (7, 10);
/// How many mentions of it there must be.
const LEAST: usize = 3;

/// Gives a state to people and bodies without one.
pub(super) fn settle<'book>(
    grammar: &Grammar<'book>,
    sentences: &[Sentence<'_>],
    found: &mut [Vec<Option<Mention<'book>>>],
) {
    let setting = setting(grammar, found);
    for (sentence, row) in sentences.iter().zip(found) {
        let Some(bare) = row.iter().position(|m| is_bare(m.as_ref())) else {
            continue;
        };
        let here = place(grammar, sentence, row);
        let home = setting.filter(|state| {
            let mut others = row.iter().flatten().filter_map(|m| state_of(grammar, m));
            others.all(|other| other == *state)
        });
        for mention in row.iter_mut().skip(bare) {
            let Some(mention) = mention.as_mut().filter(|m| is_bare(Some(m))) else {
                continue;
            };
            let local = mention.sectors & !grammar.local == 0 && mention.sectors != 0;
            let state = here.filter(|_| local).or(home);
            if let Some(state) = state {
                mention.code = state;
                mention.implied = true;
            }
        }
    }
}

/// People or a body by a common noun, with a sector and without a state.
fn is_bare(mention: Option<&Mention<'_>>) -> bool {
    mention.is_some_and(|m| m.kind == Kind::Agent && m.code.is_empty() && m.sectors != 0)
}

/// The state of a mention, where it is one and not a kind of organisation.
fn state_of<'book>(grammar: &Grammar<'book>, mention: &Mention<'book>) -> Option<&'book str> {
    let told = !mention.pronoun && !mention.implied && grammar.states.contains(mention.code);
    told.then_some(mention.code)
}

/// The state that the report is about, where there is one.
fn setting<'book>(
    grammar: &Grammar<'book>,
    found: &[Vec<Option<Mention<'book>>>],
) -> Option<&'book str> {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    let mut all = 0;
    for state in found
        .iter()
        .flatten()
        .flatten()
        .filter_map(|m| state_of(grammar, m))
    {
        all += 1;
        match counts.iter_mut().find(|(known, _)| *known == state) {
            Some((_, count)) => *count += 1,
            None => counts.push((state, 1)),
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
