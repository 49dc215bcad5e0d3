//! A sentence of a report with the states that it names, and what the sentences before leave to it.
//!
//! Mentions of a sentence go in; who is faced, bare, foreign or "both", and where the sentence plays, come out for `setting`.

use super::census::state_of;
use super::{Kind, Mention};
use crate::grammar::Grammar;
use crate::sentence::Sentence;
use casus_syntax::Relation;

/// A sentence with what it names.
pub(super) struct Scene<'s, 'book, 'doc> {
    pub(super) sentence: &'s Sentence<'doc>,
    /// The state of the place in which it plays.
    pub(super) here: Option<&'book str>,
    /// The one state of the report, where the sentence names no other.
    pub(super) home: Option<&'book str>,
    /// The states that it names, by token.
    pub(super) named: Vec<(usize, &'book str)>,
    /// How many of them are names, and not people or things of a state.
    pub(super) names: usize,
    /// The one state that it names, where an official of it acts.
    pub(super) ruled: Option<&'book str>,
    /// The state of the place in which a sentence shortly before it plays.
    pub(super) lately: Option<&'book str>,
    /// The last two states that a sentence shortly before it tells of alone.
    pub(super) pair: Option<(&'book str, &'book str)>,
}

/// What the sentences before leave to one that tells less.
#[derive(Default)]
pub(super) struct Trail<'book> {
    place: Option<(usize, &'book str)>,
    pair: Option<(usize, (&'book str, &'book str))>,
}

impl<'book> Trail<'book> {
    /// How many sentences back it reaches.
    const REACH: usize = 3;

    pub(super) fn place(&self, s: usize) -> Option<&'book str> {
        self.place
            .filter(|(at, _)| at + Self::REACH >= s)
            .map(|(_, state)| state)
    }

    pub(super) fn pair(&self, s: usize) -> Option<(&'book str, &'book str)> {
        self.pair
            .filter(|(at, _)| at + Self::REACH >= s)
            .map(|(_, pair)| pair)
    }

    /// Goes on past a sentence. One that names another state than that of the place ends what the place says.
    pub(super) fn pass(
        &mut self,
        s: usize,
        scene: &Scene<'_, 'book, '_>,
        placed: &dyn Fn(usize) -> bool,
    ) {
        let strange = |place: &str| scene.named.iter().any(|(_, other)| *other != place);
        if let Some(here) = scene.here {
            self.place = Some((s, here));
        } else if self.place.is_some_and(|(_, place)| strange(place)) {
            self.place = None;
        }
        if let [a, b] = scene.parties(scene.sentence.len(), placed)[..] {
            self.pair = Some((s, (a, b)));
        }
    }
}

impl<'book> Scene<'_, 'book, '_> {
    /// The states named before a token, each once, but for those where something only happens.
    pub(super) fn parties(&self, end: usize, placed: &dyn Fn(usize) -> bool) -> Vec<&'book str> {
        let mut all: Vec<&'book str> = vec![];
        for &(i, state) in self.named.iter().filter(|(i, _)| *i < end) {
            if !placed(i) && !all.contains(&state) {
                all.push(state);
            }
        }
        all
    }
}

/// Whether `i` does something in a clause in which `j` stands, though not as one who does something: "*the army* shelled
/// *Ukrainian* positions".
pub(super) fn is_faced(s: &Sentence<'_>, i: usize, j: usize) -> bool {
    let subject = |i: usize| matches!(s.relation(i), Relation::Nsubj | Relation::NsubjPass);
    let Some(verb) = s.head(i).filter(|_| s.relation(i) == Relation::Nsubj) else {
        return false;
    };
    let mut below = j;
    while let Some(head) = s.head(below) {
        if subject(below) || below == i {
            return false;
        }
        if head == verb {
            return true;
        }
        below = head;
    }
    false
}

/// People or a body by a common noun or title, with a sector and without a state.
pub(super) fn is_bare(mention: &Mention<'_>) -> bool {
    matches!(mention.kind, Kind::Agent | Kind::Person)
        && mention.code.is_empty()
        && mention.sectors != 0
}

/// "both sides", "the two governments", "both".
pub(super) fn is_both(
    grammar: &Grammar<'_>,
    sentence: &Sentence<'_>,
    i: usize,
    mention: &Mention<'_>,
) -> bool {
    let words = &grammar.words;
    let sides = mention.kind == Kind::Agent && mention.sectors != 0
        || words.sides.contains(sentence.lemma(i));
    let mut marks = sentence.children_by(i, &[Relation::Det, Relation::Nummod]);
    let definite = || {
        sentence.children_by(i, &[Relation::Det]).any(|c| {
            words.definite.contains(sentence.lemma(c)) || words.both.contains(sentence.lemma(c))
        })
    };
    // "each side", "either country"
    let mut singles = sentence.children_by(i, &[Relation::Det]);
    if words.sides.contains(sentence.lemma(i))
        && mention.code.is_empty()
        && singles.any(|c| words.each_side.contains(sentence.lemma(c)))
    {
        return true;
    }
    // "two newspapers" are any two.
    let marked = sides && marks.any(|c| words.both.contains(sentence.lemma(c))) && definite();
    mention.code.is_empty()
        && (marked || mention.plural && mention.pronoun && words.both.contains(sentence.lemma(i)))
}

/// "foreign forces": of any state but this one.
pub(super) fn is_foreign(grammar: &Grammar<'_>, sentence: &Sentence<'_>, i: usize) -> bool {
    let mut marks = sentence.children_by(i, &[Relation::Amod, Relation::Compound]);
    marks.any(|c| grammar.words.elsewhere.contains(sentence.lemma(c)))
}

/// The state of the place in which the sentence plays, where all its places are in one.
pub(super) fn place<'book>(
    grammar: &Grammar<'book>,
    sentence: &Sentence<'_>,
    row: &[Option<Mention<'book>>],
) -> Option<&'book str> {
    let placed = |i: usize| grammar.words.place.iter().any(|p| sentence.has_case(i, p));
    // "at the request of a court in Lille": where somebody is who only stands by.
    let aside = |i: usize| {
        let head = sentence
            .head(i)
            .filter(|_| sentence.relation(i) == Relation::Nmod);
        head.is_some_and(|h| {
            let somebody = row[h].is_some_and(|m| m.acts && m.kind != Kind::Place);
            somebody && matches!(sentence.relation(h), Relation::Nmod | Relation::Obl)
        })
    };
    let area = |i: usize| grammar.words.area.contains(sentence.lemma(i));
    let mut places = row
        .iter()
        .enumerate()
        .filter_map(|(i, m)| Some((i, m.as_ref()?)))
        .filter(|(i, m)| {
            let place = matches!(m.kind, Kind::State | Kind::Place) || area(*i);
            place && placed(*i) && !aside(*i)
        })
        .filter_map(|(_, m)| state_of(grammar, m));
    let first = places.next()?;
    places.all(|other| other == first).then_some(first)
}
