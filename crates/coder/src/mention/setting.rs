//! Where a report is set: "the police", "protesters", "the government" of a report that is about one state are that state's.
//!
//! All mentions of a document go in; those for people or bodies of whom no state is told get one, where the text makes it
//! certain enough: the place where the sentence has them act ("in Kano"), for people who as a rule are at home there; or
//! the one state that the whole report is about, in sentences that name no other. "The two governments" of a report about
//! two states are those of both.

use super::{Kind, Mention};
use crate::grammar::Grammar;
use crate::sentence::Sentence;
use casus_syntax::{Relation, Tag};

/// Of the mentions of states in a report, the part in a hundred that must be of one for it to be the setting.
const SHARE: usize = 45;
/// How often it must be named for each time that the next is.
const LEAD_OVER_NEXT: (usize, usize) = (3, 2);
/// How many mentions a town in the first sentence, or a dateline, is worth: it says where a report plays.
const LEAD: usize = 3;
/// How many mentions of it there must be.
const LEAST: usize = 3;
/// Of the mentions of states in a report, the part in a hundred that must be of two for it to be about both.
const SHARE_OF_TWO: usize = 70;
/// The part in a hundred that must be of the second of them.
const SHARE_OF_SECOND: usize = 25;

/// Gives a state to people and bodies without one; hands out, for each sentence, the state in which it plays.
pub(super) fn settle<'book>(
    grammar: &Grammar<'book>,
    sentences: &[Sentence<'_>],
    found: &mut [Vec<Option<Mention<'book>>>],
) -> Vec<Option<&'book str>> {
    let lead = lead(sentences);
    // What the lead tells says where the others play; of itself it is no proof.
    let plain = Counts::of(grammar, found, &lead, 1);
    let counts = Counts::of(grammar, found, &lead, LEAD);
    let two = plain.two();
    let mut homes = Vec::with_capacity(sentences.len());
    for (s, (sentence, row)) in sentences.iter().zip(found).enumerate() {
        let here = place(grammar, sentence, row);
        let counts = if lead.contains(&s) { &plain } else { &counts };
        let home = counts.one().filter(|state| {
            let mut others = row.iter().flatten().filter_map(|m| state_of(grammar, m));
            others.all(|other| other == *state)
        });
        homes.push(here.or(home));
        for (i, mention) in row.iter_mut().enumerate() {
            let Some(mention) = mention.as_mut() else {
                continue;
            };
            if let Some(two) = two.filter(|_| is_both(grammar, sentence, i, mention)) {
                (mention.code, mention.second) = two;
                (mention.implied, mention.acts) = (true, true);
            } else if is_bare(mention) && !is_foreign(grammar, sentence, i) {
                let local = mention.sectors & !grammar.local == 0;
                if let Some(state) = here.filter(|_| local).or(home) {
                    mention.code = state;
                    mention.implied = true;
                }
            }
        }
    }
    homes
}

/// The sentences that say where a report plays: a dateline, where there is one, and the first that tells something.
fn lead(sentences: &[Sentence<'_>]) -> std::ops::RangeInclusive<usize> {
    let tells = |s: &Sentence<'_>| (0..s.len()).any(|i| s.tag(i) == Tag::Verb);
    0..=usize::from(sentences.first().is_some_and(|s| !tells(s)))
}

/// People or a body by a common noun or title, with a sector and without a state.
fn is_bare(mention: &Mention<'_>) -> bool {
    matches!(mention.kind, Kind::Agent | Kind::Person)
        && mention.code.is_empty()
        && mention.sectors != 0
}

/// "both sides", "the two governments".
fn is_both(
    grammar: &Grammar<'_>,
    sentence: &Sentence<'_>,
    i: usize,
    mention: &Mention<'_>,
) -> bool {
    let words = &grammar.words;
    let sides = mention.kind == Kind::Agent && mention.sectors != 0
        || words.sides.contains(sentence.lemma(i));
    let mut marks = sentence.children_by(i, &[Relation::Det, Relation::Nummod]);
    mention.code.is_empty() && sides && marks.any(|c| words.both.contains(sentence.lemma(c)))
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

/// How often each state is named in a report, in the order of the first time.
struct Counts<'book> {
    all: usize,
    states: Vec<(&'book str, usize)>,
}

impl<'book> Counts<'book> {
    /// A dateline, and a town in the lead, count for `weight`.
    fn of(
        grammar: &Grammar<'book>,
        found: &[Vec<Option<Mention<'book>>>],
        lead: &std::ops::RangeInclusive<usize>,
        weight: usize,
    ) -> Self {
        let mut counts = Counts {
            all: 0,
            states: Vec::new(),
        };
        for (s, row) in found.iter().enumerate() {
            for mention in row.iter().flatten() {
                let Some(state) = state_of(grammar, mention) else {
                    continue;
                };
                let dateline = s < *lead.end();
                let town = lead.contains(&s) && mention.kind == Kind::Place;
                counts.add(state, if dateline || town { weight } else { 1 });
            }
        }
        // A stable sort: of equals the first named stays the first.
        counts
            .states
            .sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        counts
    }

    fn add(&mut self, state: &'book str, weight: usize) {
        self.all += weight;
        match self.states.iter_mut().find(|(known, _)| *known == state) {
            Some((_, count)) => *count += weight,
            None => self.states.push((state, weight)),
        }
    }

    /// The state that the report is about, where it is about one.
    fn one(&self) -> Option<&'book str> {
        let (state, count) = *self.states.first()?;
        let next = self.states.get(1).map_or(0, |(_, count)| *count);
        let much = count >= LEAST && count * 100 >= self.all * SHARE;
        (much && count * LEAD_OVER_NEXT.1 >= next * LEAD_OVER_NEXT.0).then_some(state)
    }

    /// The two states that the report is about, where it is about two.
    fn two(&self) -> Option<(&'book str, &'book str)> {
        let [(first, most), (second, next), ..] = self.states[..] else {
            return None;
        };
        let both = (most + next) * 100 >= self.all * SHARE_OF_TWO;
        (both && next * 100 >= self.all * SHARE_OF_SECOND).then_some((first, second))
    }
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
