//! One event: its type as told, status, circumstances, contexts and confidence.
//!
//! A trigger with a frame that fits goes in; an event with all that stands around it comes out.

use super::domestic::{drop_things, share_state};
use super::{Coding, Draft};
use crate::argument::Trigger;
use crate::event::{Event, Location, Measure, Time};
use crate::matching::{Filler, Match};
use crate::mention::{Kind, Mention};
use crate::place::location;
use crate::quantity::Counted;
use crate::sentence::Sentence;
use crate::status::{Told, read_status};
use casus_codebook::frame::{Frame, Part};
use casus_codebook::language::Status;
use casus_codebook::ontology::TypeId;
use casus_syntax::{Relation, Tag};

impl<'book: 'doc, 'doc> Coding<'_, 'book, 'doc> {
    pub(super) fn draft(
        &self,
        s: usize,
        trigger: Trigger<'book>,
        mut matched: Match<'book>,
    ) -> Option<Draft<'book>> {
        let frame = matched.frame;
        let kind = frame.event?;
        if self.leisure && !self.is_public(&matched) {
            return None;
        }
        share_state(self.grammar, &mut matched);
        drop_things(
            self.grammar,
            &self.sentences[s],
            &mut matched,
            self.mentions.home(s),
        );
        let people = self.grammar.goods.sends(kind, &frame.modes);
        let found = self.goods(s, people).of_event(&trigger, kind);
        let quantities = self.quantities_of(s, &trigger, &matched, &found.tokens);
        if !self.is_of_interest(kind, &matched) && !self.has_victims(kind, &quantities) {
            return None;
        }
        let sentence = &self.sentences[s];
        let told = self.told(s, &trigger);
        let future = self
            .announced(kind, frame)
            .filter(|_| told.status == Status::Future);
        let refused = self
            .grammar
            .refused
            .iter()
            .find(|r| r.0 == kind && told.refused && trigger.part == Part::Verb);
        let changed = future.or(refused.map(|r| r.1));
        let mode = refused.and_then(|r| r.2).map(Box::from);
        let time = self.time_of(s, &trigger);
        let looks = confidence(sentence, &trigger, &matched);
        let confidence = self.grammar.book.language.calibrate(looks);
        let event = Event {
            event: changed.unwrap_or(kind),
            modes: if changed.is_some() {
                mode.into_iter().collect()
            } else {
                frame.modes.clone()
            },
            contexts: self.contexts(s, &trigger, &matched),
            actors: self.actors_of(&matched.actors),
            recipients: self.actors_of(&matched.recipients),
            status: self.dated_status(s, &trigger, told.status, time),
            condition: told.condition,
            attribution: self.speakers(s, trigger.at),
            date: time.map_or_else(|| self.calendar.date(), |t| self.day_of(t)),
            date_text: time.map(|t| t.span),
            location: self.place_of(s, &trigger, &matched),
            quantities,
            goods: found.goods,
            exchange: vec![],
            cameo: frame.cameo.clone(),
            sentence: s as u32,
            span: sentence.tree.span,
            trigger: sentence.token(trigger.at).span,
            rule: frame.name().into(),
            confidence,
        };
        Some(Draft {
            sentence: s,
            trigger,
            matched,
            event,
        })
    }

    /// What an event becomes while it is only announced: by its mode, else by its type.
    fn announced(&self, kind: TypeId, frame: &Frame) -> Option<TypeId> {
        let mut rows = self.grammar.announced.iter();
        let row =
            rows.find(|(from, mode, _)| *from == kind && frame.modes.iter().any(|m| **m == **mode));
        let usual = self.grammar.book.ontology.event_type(kind).future;
        row.map(|(_, _, to)| *to).or(usual)
    }

    /// Somebody must take part; in words and meetings somebody with a code, or with a sector beyond that of civilians.
    pub(super) fn is_of_interest(&self, kind: TypeId, matched: &Match<'_>) -> bool {
        let civil = self.grammar.civil;
        let mut parties = matched.actors.iter().chain(&matched.recipients);
        if parties.any(|f| f.mention.speaker) {
            return true;
        }
        let mut mentions = matched
            .actors
            .iter()
            .chain(&matched.recipients)
            .map(|f| &f.mention);
        if self.grammar.book.ontology.event_type(kind).quad == 4 {
            return mentions.any(|m| m.acts || m.is_actor());
        }
        let told = |m: &Mention<'_>| !m.code.is_empty() && (!m.implied || !m.second.is_empty());
        mentions.any(|m| told(m) || m.sectors & !civil != 0)
    }

    /// Whether a body of the state, or an armed group, takes part: where a document is of games and films, others play.
    fn is_public(&self, matched: &Match<'_>) -> bool {
        let (public, seat) = (self.grammar.public, self.grammar.seat);
        let mut mentions = matched
            .actors
            .iter()
            .chain(&matched.recipients)
            .map(|f| &f.mention);
        mentions.any(|m| {
            m.sectors & public != 0 && (!m.code.is_empty() || m.sectors & public & !seat != 0)
        })
    }

    /// Whether an act is done to people who are only counted: "120 were arrested".
    fn has_victims(&self, kind: TypeId, quantities: &[Measure]) -> bool {
        let book = self.grammar.book;
        let victims = book.language.grammar("victims");
        book.ontology.event_type(kind).quad == 4
            && quantities.iter().any(|q| victims.contains(&q.kind))
    }

    pub(super) fn told(&self, s: usize, trigger: &Trigger<'_>) -> Told {
        let sentence = &self.sentences[s];
        let mut told = read_status(self.grammar, sentence, trigger.at);
        if sentence.len() > 0
            && told.status == Status::Actual
            && sentence.form(sentence.len() - 1) == "?"
        {
            told.status = Status::Hypothetical;
        }
        told
    }

    /// An event dated more than a year before the document, or told as lying years back ("five years after ..."), is
    /// background.
    pub(super) fn dated_status(
        &self,
        s: usize,
        trigger: &Trigger<'_>,
        status: Status,
        time: Option<&Time>,
    ) -> Status {
        let old = time
            .and_then(|t| t.value.as_deref())
            .is_some_and(|v| self.calendar.is_long_before(v));
        let background = old || self.lies_years_back(s, trigger.at);
        if status == Status::Actual && background {
            Status::Historical
        } else {
            status
        }
    }

    /// Whether the event's clause is one of time, measured in years from the clause above it.
    pub(super) fn lies_years_back(&self, s: usize, at: usize) -> bool {
        let sentence = &self.sentences[s];
        let clause = clause_head(sentence, at);
        if sentence.relation(clause) != Relation::Advcl {
            return false;
        }
        let years =
            |t: &Time| t.kind == "DURATION" && t.value.as_deref().is_some_and(|v| v.ends_with('Y'));
        let mut lengths = self.times[s].iter().filter(|(_, t)| years(t));
        lengths.any(|(i, _)| *i < at && governor(sentence, *i) == Some(clause))
    }

    /// The contexts of the frame, those of the words in the clause, and those that go with who takes part.
    pub(super) fn contexts(
        &self,
        s: usize,
        trigger: &Trigger<'_>,
        matched: &Match<'_>,
    ) -> Vec<Box<str>> {
        let sentence = &self.sentences[s];
        let mut contexts: Vec<Box<str>> = matched.frame.contexts.clone();
        let top = clause_head(sentence, trigger.at);
        let leave = |c: usize| {
            matches!(
                sentence.relation(c),
                Relation::Ccomp | Relation::Parataxis | Relation::AclRelcl
            ) && !sentence.is_under(trigger.at, c)
        };
        let (first, last) = sentence.extent_without(top, &leave);
        let mut phrase = String::new();
        for i in first..=last {
            phrase.clear();
            for j in i..(i + CONTEXT_TOKENS).min(last + 1) {
                push_word(&mut phrase, sentence.lemma(j));
                self.add_contexts(&phrase, part_of(sentence.tag(j)), &mut contexts);
            }
        }
        let fillers = matched.actors.iter().chain(&matched.recipients);
        for filler in fillers.filter(|f| f.mention.acts) {
            for sector in self.grammar.sector_names(filler.mention.sectors) {
                self.add_contexts(&format!("@{sector}"), Part::Noun, &mut contexts);
            }
        }
        contexts
    }

    /// Adds the contexts of a word, of several words, or of a sector.
    fn add_contexts(&self, word: &str, part: Part, contexts: &mut Vec<Box<str>>) {
        let book = self.grammar.book;
        for (wanted, context) in book.language.contexts.get(word).into_iter().flatten() {
            let name = book.ontology.contexts.get(usize::from(*context));
            if let Some(name) = name.filter(|_| wanted.is_none_or(|p| p == part))
                && contexts.iter().all(|c| **c != **name)
            {
                contexts.push(name.as_str().into());
            }
        }
    }

    /// The value of a time that is a date; "now" and "recently" are the day of the document.
    fn day_of(&self, time: &Time) -> Option<Box<str>> {
        match &time.value {
            Some(value) if value.ends_with("_REF") => self.calendar.date(),
            value => value.clone(),
        }
    }

    /// The time that belongs to the event: the nearest that depends on it, or on the clause around it.
    pub(super) fn time_of(&self, s: usize, trigger: &Trigger<'_>) -> Option<&Time> {
        let sentence = &self.sentences[s];
        let tops = [
            trigger.at,
            trigger.light.map_or(trigger.at, |(v, _)| v),
            clause_head(sentence, trigger.at),
        ];
        tops.iter().find_map(|&top| {
            let near = self.times[s]
                .iter()
                .filter(|(i, t)| t.kind != "DURATION" && governor(sentence, *i) == Some(top));
            near.map(|(_, t)| t).next()
        })
    }

    pub(super) fn place_of(
        &self,
        s: usize,
        trigger: &Trigger<'_>,
        matched: &Match<'_>,
    ) -> Option<Location> {
        let sentence = &self.sentences[s];
        let inside = |i: usize| {
            let words = &self.grammar.words;
            let placed = words
                .place
                .iter()
                .chain(&words.motion)
                .any(|p| sentence.has_case(i, p));
            placed
                && sentence.head(i).is_some_and(|h| {
                    h == trigger.at
                        || trigger.light.is_some_and(|(v, _)| v == h)
                        || h == clause_head(sentence, trigger.at)
                        || matched.recipients.iter().any(|r| r.token == h)
                })
        };
        let mut around = self.mentions.in_sentence(s).filter(|(i, _)| inside(*i));
        let own = around.find_map(|(_, m)| self.placed(m));
        own.or_else(|| {
            let recipients = matched
                .recipients
                .iter()
                .filter(|f| f.mention.kind == Kind::Place);
            recipients.filter_map(|f| self.placed(&f.mention)).next()
        })
    }

    /// The place of a mention, as the whole document has it.
    fn placed(&self, mention: &Mention<'_>) -> Option<Location> {
        let own = location(self.grammar, mention)?;
        let resolved = self
            .places
            .iter()
            .find(|p| p.span.overlaps(own.span) && p.point.is_some());
        Some(resolved.cloned().unwrap_or(own))
    }

    pub(super) fn quantities_of(
        &self,
        s: usize,
        trigger: &Trigger<'_>,
        matched: &Match<'_>,
        goods: &[usize],
    ) -> Vec<Measure> {
        let sentence = &self.sentences[s];
        let mut roots: Vec<usize> = vec![trigger.at];
        roots.extend(trigger.light.map(|(v, _)| v));
        roots.extend(matched.recipients.iter().map(|r| r.token));
        let own = |c: &&Counted| {
            goods.contains(&c.token)
                || roots.contains(&c.token)
                || sentence.head(c.token).is_some_and(|h| roots.contains(&h))
                || sentence.ancestors(c.token).take(3).any(|a| a == trigger.at)
        };
        self.quantities[s]
            .iter()
            .filter(own)
            .map(|c| c.measure.clone())
            .collect()
    }
}

/// The greatest number of tokens in a phrase of context, hyphens counted: "weapon of mass destruction".
const CONTEXT_TOKENS: usize = 4;

/// Adds a lemma to a phrase; a hyphen stands between words without spaces.
fn push_word(phrase: &mut String, lemma: &str) {
    if !phrase.is_empty() && lemma != "-" && !phrase.ends_with('-') {
        phrase.push(' ');
    }
    phrase.push_str(lemma);
}

pub(super) fn part_of(tag: Tag) -> Part {
    match tag {
        Tag::Verb | Tag::Aux => Part::Verb,
        Tag::Adj => Part::Adjective,
        Tag::Adv => Part::Adverb,
        _ => Part::Noun,
    }
}

/// The predicate of the clause in which the token stands.
pub(crate) fn clause_head(sentence: &Sentence<'_>, at: usize) -> usize {
    let ends = |i: &usize| {
        matches!(
            sentence.relation(*i),
            Relation::Root
                | Relation::Ccomp
                | Relation::Advcl
                | Relation::AclRelcl
                | Relation::Acl
                | Relation::Parataxis
                | Relation::Xcomp
        ) || sentence.relation(*i) == Relation::Conj && sentence.tag(*i) == Tag::Verb
    };
    std::iter::once(at)
        .chain(sentence.ancestors(at))
        .find(ends)
        .unwrap_or(at)
}

/// The word on which a time hangs: the first verb or event noun above it.
pub(super) fn governor(sentence: &Sentence<'_>, i: usize) -> Option<usize> {
    sentence.ancestors(i).find(|&a| {
        !matches!(
            sentence.relation(a),
            Relation::Obl | Relation::OblUnmarked | Relation::Nummod | Relation::NmodUnmarked
        ) || sentence.tag(a) == Tag::Verb
    })
}

/// How sure: the parser's probability of the arcs used, and how much of the roles could be resolved.
pub(super) fn confidence(
    sentence: &Sentence<'_>,
    trigger: &Trigger<'_>,
    matched: &Match<'_>,
) -> f32 {
    let tokens = matched
        .actors
        .iter()
        .chain(&matched.recipients)
        .map(|f| f.token);
    let arcs = tokens
        .chain(std::iter::once(trigger.at))
        .map(|i| sentence.token(i).probability);
    let arcs = arcs.fold(1.0f32, f32::min);
    let share = |fillers: &[Filler<'_>]| match fillers {
        [] => 0.6,
        f if f
            .iter()
            .any(|f| !f.mention.code.is_empty() && !f.mention.implied) =>
        {
            1.0
        }
        f if f.iter().any(|f| f.mention.implied) => 0.9,
        f if f.iter().any(|f| f.mention.acts) => 0.85,
        _ => 0.7,
    };
    let specific =
        1.0 - 0.15 / (1.0 + matched.frame.when.len() as f32 + matched.frame.more.len() as f32);
    let raw = (0.5 + 0.5 * arcs)
        * (0.5 + 0.25 * share(&matched.actors) + 0.25 * share(&matched.recipients))
        * specific;
    (raw * 1000.0).round() / 1000.0
}
