//! From matches to events: one document at a time.
//!
//! Sentences, mentions and the codebook go in; events come out, with roles, status, speakers, time, place, numbers,
//! contexts and confidence. What only one of these needs stands in its own file.

mod circumstances;
mod condition;
mod content;
mod domestic;
mod double;
mod draft;
mod first_person;
mod leg;
mod listing;
mod obligation;
mod parties;
mod prune;
mod shared;
mod speech;
mod story;
mod treaty;
mod trial;

pub(crate) use circumstances::clause_head;

use crate::argument::{Arguments, Trigger};
use crate::attribution::{Said, find_attributions};
use crate::condition::{Clause, find_conditions};
use crate::event::{Coded, Event, Location, Named, Time, Trial};
use crate::exchange::{Legs, link_exchanges};
use crate::goods::GoodsFinder;
use crate::grammar::Grammar;
use crate::matching::{Match, Matcher};
use crate::mention::{Mentions, Voice, voice_of};
use crate::naming::{find_candidates, names};
use crate::quantity::{Counted, find_quantities};
use crate::sentence::Sentence;
use crate::status::{fills, read_status};
use crate::time::{Calendar, find_times};
use crate::topic::is_leisure;
use crate::toponym::find_places;
use casus_codebook::frame::{Condition, Frame, Light, Part, Slot};
use casus_codebook::language::{Stance, Status};
use casus_syntax::{Relation, Tag, Tree};
use casus_text::Document;
use trial::describe;

/// How many events of named parties to a sentence make a document one that tells of much.
const DENSE: f32 = 0.4;

/// An event on its way, with the tokens on which it rests.
#[derive(Clone, Debug)]
pub(crate) struct Draft<'book> {
    pub(crate) sentence: usize,
    pub(crate) trigger: Trigger<'book>,
    pub(crate) matched: Match<'book>,
    pub(crate) event: Event,
    /// Whether nobody is named whose doing would make it of interest by itself.
    pub(crate) lone: bool,
}

/// Codes one document.
pub(crate) struct Coding<'a, 'book, 'doc> {
    grammar: &'a Grammar<'book>,
    sentences: Vec<Sentence<'doc>>,
    mentions: Mentions<'book>,
    /// The state for which the text speaks.
    voice: Option<Voice<'book>>,
    said: Vec<Said>,
    calendar: Calendar,
    times: Vec<Vec<(usize, Time)>>,
    quantities: Vec<Vec<Counted>>,
    conditions: Vec<Vec<Clause>>,
    leisure: bool,
    names: Vec<Named>,
    /// Every place that is named, in the order of the text.
    places: Vec<Location>,
    trials: Vec<Trial>,
    explain: bool,
}

impl<'a, 'book: 'doc, 'doc> Coding<'a, 'book, 'doc> {
    pub(crate) fn new(
        grammar: &'a Grammar<'book>,
        document: &'doc Document,
        trees: &'doc [Tree],
        explain: bool,
    ) -> Self {
        let numbered = trees.iter().enumerate();
        let sentences: Vec<Sentence<'doc>> = numbered
            .map(|(i, tree)| Sentence::new(&grammar.book.language, &document.text, tree, i as u32))
            .collect();
        let calendar = Calendar::of(document.date.as_deref());
        let voice = document
            .publisher
            .as_deref()
            .and_then(|p| voice_of(grammar, p));
        let mentions = Mentions::find(grammar, &sentences, calendar.day(), voice.map(|v| v.code));
        let said = find_attributions(grammar, &sentences, &mentions);
        let times = sentences
            .iter()
            .map(|s| find_times(grammar, s, &calendar))
            .collect();
        let candidates = find_candidates(grammar, &sentences);
        let places = find_places(grammar, &sentences, &candidates, calendar.day());
        let quantities = sentences
            .iter()
            .map(|s| find_quantities(grammar, s))
            .collect();
        let conditions = sentences
            .iter()
            .map(|s| find_conditions(grammar, s))
            .collect();
        let leisure = is_leisure(grammar, &sentences);
        Coding {
            grammar,
            leisure,
            sentences,
            mentions,
            voice,
            said,
            calendar,
            times,
            quantities,
            conditions,
            names: names(&candidates),
            places,
            trials: vec![],
            explain,
        }
    }

    /// Everything that is found in the document.
    pub(crate) fn run(mut self) -> Coded {
        // What a sentence leaves open, the events before it may tell: they stand in one list.
        let mut all = Vec::new();
        for s in 0..self.sentences.len() {
            self.sentence(s, &mut all);
        }
        let mut told: Vec<Vec<Draft<'book>>> = self.sentences.iter().map(|_| vec![]).collect();
        for draft in all {
            told[draft.sentence].push(draft);
        }
        let mut drafts = Vec::new();
        let dense = self.is_dense(&told);
        for mut found in told {
            self.share_talks(&mut found);
            found.retain(|draft| !draft.lone || dense && self.is_plain(draft));
            let before = drafts.len();
            drafts.append(&mut found);
            self.prune(&mut drafts, before);
            self.share_recipients(&mut drafts[before..]);
            self.share_home(&mut drafts[before..]);
            self.share_victims(&mut drafts[before..]);
            self.share_quarrel(&mut drafts[before..]);
        }
        self.name_speakers(&mut drafts);
        let named = |s: usize, leg: usize| self.goods(s, true).of_leg(leg);
        let owners = |s: usize, leg: usize| self.owners(s, leg);
        let told = |s: usize, verb: usize, sale: bool| self.leg(s, verb, sale);
        let legs = Legs {
            named: &named,
            owners: &owners,
            told: &told,
        };
        link_exchanges(self.grammar, &self.sentences, &legs, &mut drafts);
        let obligations = self.obligations(&drafts);
        Coded {
            obligations,
            actors: self.all_actors(),
            attributions: self.all_attributions(),
            places: self.places,
            names: self.names,
            times: self
                .times
                .iter()
                .flatten()
                .map(|(_, t)| t.clone())
                .collect(),
            events: drafts.into_iter().map(|d| d.event).collect(),
            trials: self.trials,
        }
    }

    /// Whether the document tells of so much that an event of which nobody is named belongs to it too.
    fn is_dense(&self, told: &[Vec<Draft<'book>>]) -> bool {
        let known = told.iter().flatten().filter(|d| !d.lone).count();
        known as f32 >= DENSE * told.len() as f32
    }

    /// Whether an event of which nobody is named is told as one: by a verb, or by a noun for what is seen to happen, and
    /// not as what might be.
    fn is_plain(&self, draft: &Draft<'_>) -> bool {
        let seen = self.grammar.unnamed & (1 << draft.event.event.0) != 0;
        draft.event.status != Status::Hypothetical
            && (draft.trigger.part == Part::Verb || seen && draft.trigger.part == Part::Noun)
    }

    fn matcher(&self, s: usize) -> Matcher<'_, 'book, 'doc> {
        Matcher {
            arguments: self.arguments(s),
            before: s.checked_sub(1).map(|before| &self.sentences[before]),
        }
    }

    fn arguments(&self, s: usize) -> Arguments<'_, 'book, 'doc> {
        Arguments {
            grammar: self.grammar,
            sentence: &self.sentences[s],
            mentions: &self.mentions,
        }
    }

    fn goods(&self, s: usize, people: bool) -> GoodsFinder<'_, 'book, 'doc> {
        GoodsFinder {
            arguments: self.arguments(s),
            quantities: &self.quantities[s],
            people,
        }
    }

    fn sentence(&mut self, s: usize, drafts: &mut Vec<Draft<'book>>) {
        for at in 0..self.sentences[s].len() {
            let Some(trigger) = self.trigger(s, at) else {
                continue;
            };
            let mut trials = Vec::new();
            let explain = self.explain;
            let span = self.sentences[s].token(at).span;
            let mut tried = |frame: &'book Frame, failed: Option<&Condition>| {
                if explain {
                    let failed = failed.map_or_else(Default::default, describe);
                    let chosen = failed.is_empty();
                    trials.push(Trial {
                        trigger: span,
                        rule: frame.name().into(),
                        failed,
                        chosen,
                    });
                }
            };
            let matcher = self.matcher(s);
            let matched = matcher
                .decide(&self.grammar.book.frames, &trigger, &mut tried)
                .map(|frame| matcher.fill(&trigger, frame));
            self.trials.append(&mut trials);
            if let Some(draft) = matched.and_then(|m| self.draft(s, trigger, m, drafts)) {
                let double = self.double(&draft);
                drafts.push(draft);
                drafts.extend(double);
            }
        }
    }

    /// The word as a trigger, where any frame begins with it.
    fn trigger(&self, s: usize, at: usize) -> Option<Trigger<'book>> {
        let sentence = &self.sentences[s];
        if sentence.tag(at) == Tag::Propn && self.is_dated(s, at) {
            return None;
        }
        let part = match sentence.tag(at) {
            Tag::Verb => Part::Verb,
            Tag::Noun | Tag::Propn => Part::Noun,
            Tag::Adj
                if self.grammar.types_of(Part::Adjective, sentence.lemma(at)) == 0
                    && sentence.penn(at).starts_with("VB") =>
            {
                Part::Verb
            }
            // Only a verb has an object, whatever the parser calls it ("Oslo and Lima welcome the truce").
            Tag::Adj | Tag::Intj if sentence.child_by(at, &[Relation::Obj]).is_some() => Part::Verb,
            Tag::Adj => Part::Adjective,
            _ => return None,
        };
        if part == Part::Noun && sentence.relation(at) == Relation::Compound {
            return None;
        }
        let light = if part == Part::Noun {
            self.light(s, at)
        } else {
            None
        };
        Some(Trigger { at, part, light })
    }

    /// Whether the word is part of a date: "in March".
    fn is_dated(&self, s: usize, at: usize) -> bool {
        let span = self.sentences[s].token(at).span;
        self.times[s]
            .iter()
            .any(|(_, time)| time.span.overlaps(span))
    }

    /// "denied the accusation": what others say is no deed of the one who denies it. Nor does who does not deny a deed
    /// own up to it.
    fn denies_words(&self, s: usize, verb: usize, noun: usize) -> bool {
        let sentence = &self.sentences[s];
        let language = &self.grammar.book.language;
        let denials = language.reporting(Part::Verb, sentence.lemma(verb));
        let words = language.reporting(Part::Noun, sentence.lemma(noun));
        let undenied = || read_status(self.grammar, sentence, verb).status == Status::Negated;
        denials.iter().any(|row| row.stance == Stance::Denies)
            && (words.iter().any(|row| row.stance.vouches()) || undenied())
    }

    /// The light verb of an event noun: "launched an attack", "came under attack", "is in talks".
    fn light(&self, s: usize, at: usize) -> Option<(usize, &'book Light)> {
        let sentence = &self.sentences[s];
        let table = &self.grammar.book.frames.light;
        let has = |verb: usize, light: &Light| {
            light.more.iter().all(|w| {
                sentence
                    .children(verb)
                    .any(|c| sentence.lemma(c) == &**w || sentence.has_case(c, w))
            })
        };
        let mut first = sentence.first_conjunct(at);
        // "launched a series of attacks"
        if sentence.relation(first) == Relation::Nmod
            && let Some(part) = sentence.head(first)
            && self.grammar.words.part.contains(sentence.lemma(part))
        {
            first = part;
        }
        if let Some(verb) = sentence.head(first) {
            let verbs =
                std::iter::once(verb).filter(|&v| matches!(sentence.tag(v), Tag::Verb | Tag::Aux));
            for verb in verbs {
                let rows = table
                    .get(sentence.lemma(verb))
                    .map_or(&[][..], Vec::as_slice);
                if let Some(light) = rows
                    .iter()
                    .find(|l| fills(sentence, first, &l.noun) && has(verb, l))
                    .filter(|_| !self.denies_words(s, verb, first))
                {
                    return Some((verb, light));
                }
            }
        }
        let copula = sentence.child_by(first, &[Relation::Cop])?;
        let rows = table
            .get(sentence.lemma(copula))
            .map_or(&[][..], Vec::as_slice);
        rows.iter()
            .find(|l| matches!(&l.noun, Slot::Preposition(p) if sentence.has_case(first, p)))
            .map(|l| (first, l))
    }
}
