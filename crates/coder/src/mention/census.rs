//! Which states a report names, and how often: what it is about.
//!
//! The mentions of a document go in; the one state or the two states that it is about come out, where it is about so few.

use super::{Kind, Mention};
use crate::grammar::Grammar;
use crate::sentence::Sentence;
use casus_codebook::world::Entry;
use casus_syntax::Tag;
use std::ops::RangeInclusive;

/// Of the mentions of states in a report, the part in a hundred that must be of one for it to be the setting.
const SHARE: usize = 40;
/// How often it must be named for each time that the next is.
const LEAD_OVER_NEXT: (usize, usize) = (4, 3);
/// How many mentions a town in the first sentence, or a dateline, is worth: it says where a report plays.
pub(super) const LEAD: usize = 3;
/// How many mentions of it there must be.
pub(super) const LEAST: usize = 3;
/// Of the mentions of states in a report, the part in a hundred that must be of two for it to be about both.
const SHARE_OF_TWO: usize = 70;
/// The part in a hundred that must be of the second of them.
const SHARE_OF_SECOND: usize = 25;

/// The sentences that say where a report plays: a dateline, where there is one, and the first that tells something.
pub(super) fn lead(sentences: &[Sentence<'_>]) -> RangeInclusive<usize> {
    let tells = |s: &Sentence<'_>| (0..s.len()).any(|i| s.tag(i) == Tag::Verb);
    0..=usize::from(sentences.first().is_some_and(|s| !tells(s)))
}

/// The state of a mention, where it is one and not a kind of organisation, and is told by the words themselves.
pub(super) fn state_of<'book>(
    grammar: &Grammar<'book>,
    mention: &Mention<'book>,
) -> Option<&'book str> {
    let told = !mention.pronoun && !mention.implied && grammar.states.contains(mention.code);
    told.then_some(mention.code)
}

/// Whether the mention is itself a name, and not somebody or something that belongs to one.
pub(super) fn is_name(mention: &Mention<'_>) -> bool {
    match mention.kind {
        Kind::State | Kind::Place | Kind::Person | Kind::Organisation => true,
        Kind::Agent => matches!(mention.entry, Some(Entry::People(_))),
        Kind::Thing => false,
    }
}

/// How often each state is named in a report, in the order of the first time.
#[derive(Clone, Debug)]
pub(super) struct Census<'book> {
    all: usize,
    states: Vec<(&'book str, usize)>,
}

impl<'book> Census<'book> {
    /// A dateline, and a town in the lead, count for `weight`; so does a capital in the lead at which something is said
    /// to be.
    pub(super) fn of(
        grammar: &Grammar<'book>,
        sentences: &[Sentence<'_>],
        found: &[Vec<Option<Mention<'book>>>],
        weight: usize,
    ) -> Self {
        let lead = lead(sentences);
        let mut census = Census {
            all: 0,
            states: Vec::new(),
        };
        for (s, (sentence, row)) in sentences.iter().zip(found).enumerate() {
            for (i, mention) in row.iter().enumerate() {
                let Some((mention, state)) = mention
                    .as_ref()
                    .filter(|m| is_name(m))
                    .and_then(|m| Some((m, state_of(grammar, m)?)))
                else {
                    continue;
                };
                let capital = matches!(mention.entry, Some(Entry::Capital(_)))
                    && grammar.words.stage.iter().any(|p| sentence.has_case(i, p));
                let town = lead.contains(&s) && (mention.kind == Kind::Place || capital);
                census.add(state, if s < *lead.end() || town { weight } else { 1 });
            }
        }
        census.sort();
        census
    }

    fn add(&mut self, state: &'book str, weight: usize) {
        self.all += weight;
        match self.states.iter_mut().find(|(known, _)| *known == state) {
            Some((_, count)) => *count += weight,
            None => self.states.push((state, weight)),
        }
    }

    /// A stable sort: of equals the first named stays the first.
    fn sort(&mut self) {
        self.states
            .sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    }

    /// The same without some states.
    pub(super) fn without(&self, left: &[&str]) -> Self {
        let mut census = self.clone();
        census.states.retain(|(state, _)| !left.contains(state));
        census.all = census.states.iter().map(|(_, count)| count).sum();
        census
    }

    /// How often a state is named.
    pub(super) fn count(&self, state: &str) -> usize {
        let known = self.states.iter().find(|(known, _)| *known == state);
        known.map_or(0, |(_, count)| *count)
    }

    /// The state that the report is about, where it is about one that is named at least so often.
    pub(super) fn one(&self, least: usize) -> Option<&'book str> {
        let (state, count) = *self.states.first()?;
        let next = self.states.get(1).map_or(0, |(_, count)| *count);
        let much = count >= least && count * 100 >= self.all * SHARE;
        (much && count * LEAD_OVER_NEXT.1 >= next * LEAD_OVER_NEXT.0).then_some(state)
    }

    /// The two states that the report is about, where it is about two.
    pub(super) fn two(&self) -> Option<(&'book str, &'book str)> {
        let [(first, most), (second, next), ..] = self.states[..] else {
            return None;
        };
        let both = (most + next) * 100 >= self.all * SHARE_OF_TWO;
        (both && next * 100 >= self.all * SHARE_OF_SECOND).then_some((first, second))
    }
}
