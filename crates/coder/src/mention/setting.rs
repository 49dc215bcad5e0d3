//! Where a report is set: "the police", "protesters", "the government" of a report that is about one state are that state's.
//!
//! All mentions of a document go in; those for people or bodies of whom no state is told get one, where the text makes it
//! certain enough: the place where the sentence has them act ("in Kano"), for people who as a rule are at home there; the
//! state for which the whole text speaks; the one state that the whole report is about, unless the sentence lets another
//! speak of them; or, of two adversaries, the one that is not acted upon. "The two governments" of a report about two
//! states are those of both.

use super::census::{Census, LEAD, LEAST, is_name, lead, state_of};
use super::scene::{Scene, Trail, is_bare, is_both, is_faced, is_foreign, place};
use super::{Kind, Mention};
use crate::coding::clause_head;
use crate::grammar::Grammar;
use crate::sentence::Sentence;
use casus_syntax::{Relation, Tag};

/// How often a state must be named in the lead itself for people there to be its own.
const LEAST_IN_LEAD: usize = 2;
/// How often each of two adversaries must be named.
const LEAST_OF_TWO: usize = 2;

/// How many times as often as the other one of two states must be named to be the one that is meant.
const CLEAR: usize = 2;

/// What a report is about.
struct Setting<'g, 'book> {
    grammar: &'g Grammar<'book>,
    /// Every mention once; what the lead tells says where the others play, of itself it is no proof.
    plain: Census<'book>,
    /// Where the lead weighs more.
    weighted: Census<'book>,
    /// The two states whose dealings the lead tells.
    rivals: Option<(&'book str, &'book str)>,
    /// The state for which the text speaks.
    voice: Option<&'book str>,
}

/// For each sentence the state in which it plays, and the two states whose dealings the document tells.
type Settled<'book> = (Vec<Option<&'book str>>, Option<(&'book str, &'book str)>);

/// Gives a state to people and bodies without one; hands out, for each sentence, the state in which it plays.
pub(super) fn settle<'book>(
    grammar: &Grammar<'book>,
    sentences: &[Sentence<'_>],
    found: &mut [Vec<Option<Mention<'book>>>],
    voice: Option<&'book str>,
) -> Settled<'book> {
    let lead = lead(sentences);
    let plain = Census::of(grammar, sentences, found, 1);
    let rivals = rivals(grammar, sentences, found, &plain);
    let setting = Setting {
        grammar,
        weighted: Census::of(grammar, sentences, found, LEAD),
        plain,
        rivals,
        voice,
    };
    let mut homes = Vec::with_capacity(sentences.len());
    let mut trail = Trail::default();
    for (s, (sentence, row)) in sentences.iter().zip(found).enumerate() {
        let mut scene = setting.scene(sentence, row, lead.contains(&s));
        (scene.lately, scene.pair) = (trail.place(s), trail.pair(s));
        let placed = |i: usize| setting.is_placed(sentence, i);
        trail.pass(s, &scene, &placed);
        homes.push(scene.here.or(scene.home));
        for (i, mention) in row.iter_mut().enumerate() {
            if let Some(mention) = mention.as_mut() {
                setting.place(&scene, i, mention, lead.contains(&s));
            }
        }
    }
    (homes, rivals)
}

impl<'book> Setting<'_, 'book> {
    fn scene<'s, 'doc>(
        &self,
        sentence: &'s Sentence<'doc>,
        row: &[Option<Mention<'book>>],
        lead: bool,
    ) -> Scene<'s, 'book, 'doc> {
        let told = |(i, m): (usize, &Option<Mention<'book>>)| {
            Some((i, state_of(self.grammar, m.as_ref()?)?))
        };
        let named: Vec<(usize, &'book str)> = row.iter().enumerate().filter_map(told).collect();
        let alone = |state: &&str| named.iter().all(|(_, other)| other == state);
        let acting = |i: usize| matches!(sentence.relation(i), Relation::Nsubj);
        let official = |(i, m): (usize, &Option<Mention<'book>>)| {
            let m = m.as_ref().filter(|m| m.kind == Kind::Agent && acting(i))?;
            let rules = m.sectors & (self.grammar.official | self.grammar.authority) != 0;
            state_of(self.grammar, m).filter(|_| rules)
        };
        let ruled = row.iter().enumerate().find_map(official);
        Scene {
            sentence,
            here: place(self.grammar, sentence, row),
            home: self.main(lead).filter(alone),
            names: row
                .iter()
                .flatten()
                .filter(|m| is_name(m) && state_of(self.grammar, m).is_some())
                .count(),
            ruled: ruled.filter(alone),
            named,
            lately: None,
            pair: None,
        }
    }

    /// Whether the token names where something is.
    fn is_placed(&self, sentence: &Sentence<'_>, i: usize) -> bool {
        let mut words = self.grammar.words.place.iter();
        words.any(|p| sentence.has_case(i, p))
    }

    /// The state that the report is about.
    fn main(&self, lead: bool) -> Option<&'book str> {
        let counted = if lead {
            self.plain.one(LEAST)
        } else {
            self.weighted.one(LEAST)
        };
        self.voice.or(counted)
    }

    /// Gives a state, or two, to a mention that lacks one.
    fn place(
        &self,
        scene: &Scene<'_, 'book, '_>,
        i: usize,
        mention: &mut Mention<'book>,
        lead: bool,
    ) {
        if is_both(self.grammar, scene.sentence, i, mention) {
            if let Some(two) = self.two(scene, i) {
                (mention.code, mention.second) = two;
                (mention.implied, mention.acts) = (true, true);
            }
        } else if let Some(state) = self.neighbour(scene, i, mention) {
            (mention.code, mention.sectors) = (state, 0);
            (mention.implied, mention.acts) = (true, true);
        } else if is_bare(mention)
            && !self.is_of_both(scene.sentence, i)
            && !is_foreign(self.grammar, scene.sentence, i)
            && let Some(state) = self.state_for(scene, i, mention, lead)
        {
            mention.code = state;
            mention.implied = true;
        }
    }

    /// "the ministers of both countries"
    fn is_of_both(&self, s: &Sentence<'_>, i: usize) -> bool {
        let words = &self.grammar.words;
        let mut owners = s.children_by(i, &[Relation::Nmod, Relation::NmodPoss]);
        owners.any(|c| {
            let mut marks = s.children_by(c, &[Relation::Det, Relation::Nummod]);
            marks.any(|m| words.both.contains(s.lemma(m)))
        })
    }

    /// The state of people or a body of whom none is told.
    fn state_for(
        &self,
        scene: &Scene<'_, 'book, '_>,
        i: usize,
        mention: &Mention<'book>,
        lead: bool,
    ) -> Option<&'book str> {
        let local = mention.sectors & !self.grammar.local == 0;
        let official = mention.sectors & !self.grammar.official == 0;
        let settled = local && mention.sectors & self.grammar.astray == 0;
        scene
            .here
            .filter(|_| local)
            .or_else(|| self.opponent(scene, i, mention))
            .or(scene.home)
            .or_else(|| self.at_home(scene, i, mention, lead))
            .or_else(|| self.in_lead(scene, local || official, lead))
            .or(scene.ruled.filter(|_| settled))
            .or(scene.lately.filter(|_| settled && scene.named.is_empty()))
    }

    /// The two states that the report is about, other than those that the sentence names beside "both".
    fn two(&self, scene: &Scene<'_, 'book, '_>, i: usize) -> Option<(&'book str, &'book str)> {
        let placed = |i: usize| self.is_placed(scene.sentence, i);
        let before = scene.parties(i, &placed);
        let mut others: Vec<&'book str> = vec![];
        for (_, state) in &scene.named {
            if !others.contains(state) {
                others.push(state);
            }
        }
        let apart = || self.plain.without(&others).two();
        let within = || {
            let told = self.plain.two().or(self.rivals);
            // "Oslo put off a meeting with Lima as the two countries discuss the war in Mali"
            let (([a, b], _) | (_, [a, b])) = (&others[..], &before[..]) else {
                return told;
            };
            let (a, b) = (*a, *b);
            if others.len() > 2 {
                return Some((a, b));
            }
            // Of two that the sentence names and two of the report nobody knows which are meant, where one is in both.
            match told {
                None => Some((a, b)),
                Some((c, d)) if [c, d].contains(&a) != [c, d].contains(&b) => None,
                told => told,
            }
        };
        let found = if others.len() == 1 {
            apart().or_else(within)
        } else {
            within().or_else(apart)
        };
        // "Oslo urged both sides to talk": it is none of them.
        let near = scene
            .pair
            .filter(|(a, b)| others.len() < 2 && !others.contains(a) && !others.contains(b));
        found.or(near)
    }

    /// In a report about the dealings of two states, of a body or people who act upon one of them: the other.
    fn opponent(
        &self,
        scene: &Scene<'_, 'book, '_>,
        i: usize,
        mention: &Mention<'book>,
    ) -> Option<&'book str> {
        let (first, second) = self.rivals?;
        let grammar = self.grammar;
        let usual = mention.sectors & !(grammar.official | grammar.local) == 0;
        let usual = usual && mention.sectors != 0 && mention.sectors & grammar.astray == 0;
        let (_, state) = *scene.named.first().filter(|_| usual)?;
        let other = match state {
            _ if state == first => second,
            _ if state == second => first,
            _ => return None,
        };
        let facing =
            |(j, named): &(usize, &str)| *named == state && is_faced(scene.sentence, i, *j);
        scene.named.iter().all(facing).then_some(other)
    }

    /// "the government", "President X": the state of the report, though the sentence names another that has its own part
    /// in the same clause, or in one below it.
    fn at_home(
        &self,
        scene: &Scene<'_, 'book, '_>,
        i: usize,
        mention: &Mention<'book>,
        lead: bool,
    ) -> Option<&'book str> {
        let main = self.main(lead)?;
        let s = scene.sentence;
        let definite = s
            .children_by(i, &[Relation::Det])
            .any(|c| self.grammar.words.definite.contains(s.lemma(c)));
        let titled = mention.kind == Kind::Person;
        if self.is_contested(main) {
            return None;
        }
        let usual = mention.sectors & !(self.grammar.local | self.grammar.official) == 0;
        if !(usual && (definite || titled)) || scene.here.is_some_and(|here| here != main) {
            return None;
        }
        let own = clause_head(s, i);
        let acting = matches!(s.relation(i), Relation::Nsubj | Relation::NsubjPass);
        let apart = |j: usize| {
            let clause = clause_head(s, j);
            // "condemned the raid and urged the government": the verbs stand side by side.
            let beside =
                clause == own || !acting && s.first_conjunct(clause) == s.first_conjunct(own);
            (beside || !s.is_under(own, clause)) && !s.is_under(i, j) && !s.is_under(j, i)
        };
        let others = scene.named.iter().filter(|(_, state)| *state != main);
        others.map(|(j, _)| *j).all(apart).then_some(main)
    }

    /// "a neighbour", "its rival", in a report about the dealings of two states: the one of which it is the other.
    fn neighbour(
        &self,
        scene: &Scene<'_, 'book, '_>,
        i: usize,
        mention: &Mention<'book>,
    ) -> Option<&'book str> {
        let s = scene.sentence;
        let counterpart = self.grammar.words.other_one.contains(s.lemma(i));
        let (first, second) = self
            .rivals
            .filter(|_| counterpart && mention.code.is_empty() && !mention.plural)?;
        let before = scene.named.iter().rev().find(|(j, _)| *j < i)?.1;
        match before {
            _ if before == first => Some(second),
            _ if before == second => Some(first),
            _ => None,
        }
    }

    /// Whether the report is about two states, of which this one is not by far the first.
    fn is_contested(&self, main: &str) -> bool {
        let Some((first, second)) = self.rivals.filter(|_| self.voice.is_none()) else {
            return false;
        };
        let other = if first == main { second } else { first };
        self.plain.count(main) < CLEAR * self.plain.count(other)
    }

    /// In the lead, people who as a rule are at home: the one state that it names, and more than once.
    fn in_lead(&self, scene: &Scene<'_, 'book, '_>, usual: bool, lead: bool) -> Option<&'book str> {
        let (_, state) = *scene.named.first().filter(|_| lead && usual)?;
        let only = scene.named.iter().all(|(_, other)| *other == state);
        (only && scene.names >= LEAST_IN_LEAD).then_some(state)
    }
}

/// The first two states that stand in the lead as one who does something and one to whom it is done.
fn rivals<'book>(
    grammar: &Grammar<'book>,
    sentences: &[Sentence<'_>],
    found: &[Vec<Option<Mention<'book>>>],
    counts: &Census<'book>,
) -> Option<(&'book str, &'book str)> {
    let mut states: Vec<&'book str> = vec![];
    for (sentence, row) in sentences.iter().zip(found).take(lead(sentences).end() + 1) {
        for (i, mention) in row.iter().enumerate() {
            let Some(state) = mention.as_ref().and_then(|m| state_of(grammar, m)) else {
                continue;
            };
            // Where something is, or was, is no party.
            let placed = || grammar.words.place.iter().any(|p| sentence.has_case(i, p));
            let dateline = sentence.relation(i) == Relation::Root && sentence.tag(i) == Tag::Propn;
            if !states.contains(&state)
                && !placed()
                && !dateline
                && counts.count(state) >= LEAST_OF_TWO
            {
                states.push(state);
            }
        }
    }
    match states[..] {
        [first, second] => Some((first, second)),
        _ => None,
    }
}
