//! One event: its type as told, status, circumstances, contexts and confidence.
//!
//! A trigger with a frame that fits goes in; an event with all that stands around it comes out.

use super::circumstances::{clause_head, governor};
use super::domestic::{drop_ground, drop_things, share_state};
use super::{Coding, Draft};
use crate::argument::Trigger;
use crate::event::{Event, Measure, Time};
use crate::matching::{Filler, Match};
use crate::mention::Mention;
use crate::sentence::Sentence;
use crate::status::{Told, read_status};
use casus_codebook::frame::{Condition, Frame, Part, Slot};
use casus_codebook::language::Status;
use casus_codebook::ontology::TypeId;
use casus_syntax::Relation;
use casus_text::Span;

/// A type, what it becomes, and the mode of that.
type Change<'book> = (TypeId, TypeId, Option<&'book str>);

impl<'book: 'doc, 'doc> Coding<'_, 'book, 'doc> {
    pub(super) fn draft(
        &self,
        s: usize,
        trigger: Trigger<'book>,
        mut matched: Match<'book>,
        earlier: &[Draft<'book>],
    ) -> Option<Draft<'book>> {
        let frame = matched.frame;
        let kind = frame.event?;
        if self.leisure && !self.is_public(&matched) {
            return None;
        }
        let place = self.place_of(s, &trigger, &matched);
        self.recall(s, &trigger, &mut matched, earlier);
        share_state(self.grammar, &mut matched);
        drop_ground(
            self.grammar,
            &self.sentences[s],
            &self.mentions,
            &mut matched,
        );
        drop_things(
            self.grammar,
            &self.sentences[s],
            &mut matched,
            self.mentions.home(s),
        );
        let people = self.grammar.goods.sends(kind, &frame.modes);
        let found = self.goods(s, people).of_event(&trigger, kind);
        let quantities = self.quantities_of(s, &trigger, &matched, &found.tokens);
        let lone = !self.is_of_interest(kind, &matched) && !self.has_victims(kind, &quantities);
        let sentence = &self.sentences[s];
        let mut told = self.told(s, &trigger);
        if told.status == Status::Negated && self.is_denial_of_its_own(frame) {
            told.status = Status::Actual;
            told.refused = false;
        }
        // "if Oslo does not withdraw": nobody says that it does not.
        if told.status == Status::Negated && self.is_in_condition(s, trigger.at) {
            told.status = Status::Hypothetical;
            told.refused = false;
        }
        let given = self.is_given(kind);
        let condition = self
            .condition_of(s, &trigger, given, &told)
            .or(told.condition)
            .or_else(|| self.content_condition(s, &trigger, kind));
        let open = matches!(told.status, Status::Actual | Status::Future);
        if open && (condition.is_some() && !given || self.is_in_condition(s, trigger.at)) {
            told.status = Status::Hypothetical;
        }
        let future = self
            .announced(kind, frame)
            .filter(|_| told.status == Status::Future);
        let refused = self.refused(kind, &told, &trigger);
        let threatened = self.threatened(s, kind, &told, &trigger, &matched, condition);
        let other = refused.or(threatened);
        if other.is_some() {
            told.status = Status::Actual;
        }
        let changed = future.or(other.map(|r| r.1));
        if refused.is_some() {
            self.part_sides(s, &trigger, &mut matched);
        }
        let mode = other.and_then(|r| r.2).map(Box::from);
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
            condition,
            attribution: self.speakers(s, trigger.at),
            date: time.map_or_else(|| self.calendar.date(), |t| self.day_of(t)),
            date_text: time.map(|t| t.span),
            location: self.place_of(s, &trigger, &matched).or(place),
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
            lone,
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

    /// Whether the frame asks for a word of denial: "did not rule out war" is no denied event.
    fn is_denial_of_its_own(&self, frame: &Frame) -> bool {
        let language = &self.grammar.book.language;
        let denies = |word: &str| !language.status(Part::Negation, word).is_empty();
        frame.when.iter().any(|condition| match condition {
            Condition::Near(words) => words.iter().any(|word| denies(word)),
            _ => false,
        })
    }

    /// What an event is that is refused.
    fn refused(&self, kind: TypeId, told: &Told, trigger: &Trigger<'_>) -> Option<Change<'book>> {
        let mut rows = self.grammar.refused.iter().copied();
        rows.find(|r| r.0 == kind && told.refused && trigger.part == Part::Verb)
    }

    /// What an event is that its own actor announces under a condition: "we will attack unless they leave".
    fn threatened(
        &self,
        s: usize,
        kind: TypeId,
        told: &Told,
        trigger: &Trigger<'_>,
        matched: &Match<'_>,
        condition: Option<Span>,
    ) -> Option<Change<'book>> {
        if !told.future || condition.is_none() || told.status != Status::Hypothetical {
            return None;
        }
        let chain = self.speakers(s, trigger.at);
        let speaker = chain.iter().rev().find_map(|link| link.speaker.as_ref())?;
        let own = |f: &Filler<'_>| !f.mention.code.is_empty() && *f.mention.code == *speaker.code;
        let mut rows = self.grammar.conditional.iter().copied();
        rows.find(|r| r.0 == kind && matched.actors.iter().any(own))
    }

    /// "Oslo will not meet Lima": who refuses what both would do together, refuses it to the other.
    fn part_sides(&self, s: usize, trigger: &Trigger<'book>, matched: &mut Match<'book>) {
        let doers = self.matcher(s).follow(trigger, &vec![Slot::Subject]);
        let refuses = |f: &Filler<'_>| doers.contains(&f.token);
        if matched.recipients.is_empty() && matched.actors.iter().any(refuses) {
            let (actors, others) = matched.actors.drain(..).partition(refuses);
            matched.actors = actors;
            matched.recipients = others;
        }
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
