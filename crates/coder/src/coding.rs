//! From matches to events: one document at a time.
//!
//! Sentences, mentions and the codebook go in; events come out, with roles, status, speakers, time, place, numbers,
//! contexts and confidence. What only one of these needs stands in its own file.

use crate::argument::{Arguments, Trigger};
use crate::attribution::{Link, read_attribution};
use crate::event::{Actor, Attribution, Coded, Event, Location, Time, Trial};
use crate::exchange::link_exchanges;
use crate::grammar::Grammar;
use crate::matching::{Filler, Match, Matcher};
use crate::mention::{Kind, Mention, Mentions};
use crate::place::location;
use crate::quantity::{Counted, find_quantities};
use crate::sentence::Sentence;
use crate::status::{fills, read_status};
use crate::time::{Calendar, find_times};
use casus_codebook::frame::{Condition, Frame, Part, Slot, Test};
use casus_codebook::language::{Stance, Status};
use casus_codebook::ontology::TypeId;
use casus_codebook::world::Entry;
use casus_syntax::{Relation, Tag, Tree};
use casus_text::{Document, Span};

/// An event on its way, with the tokens on which it rests.
#[derive(Clone, Debug)]
pub(crate) struct Draft<'book> {
    pub(crate) sentence: usize,
    pub(crate) trigger: Trigger<'book>,
    pub(crate) matched: Match<'book>,
    pub(crate) event: Event,
}

/// Codes one document.
pub(crate) struct Coding<'a, 'book, 'doc> {
    grammar: &'a Grammar<'book>,
    sentences: Vec<Sentence<'doc>>,
    mentions: Mentions<'book>,
    calendar: Calendar,
    times: Vec<Vec<(usize, Time)>>,
    quantities: Vec<Vec<Counted>>,
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
        let mentions = Mentions::find(grammar, &sentences, calendar.day());
        let times = sentences
            .iter()
            .map(|s| find_times(grammar, s, &calendar))
            .collect();
        let quantities = sentences
            .iter()
            .map(|s| find_quantities(grammar, s))
            .collect();
        Coding {
            grammar,
            sentences,
            mentions,
            calendar,
            times,
            quantities,
            trials: vec![],
            explain,
        }
    }

    /// Everything that is found in the document.
    pub(crate) fn run(mut self) -> Coded {
        let mut drafts = Vec::new();
        for s in 0..self.sentences.len() {
            let before = drafts.len();
            self.sentence(s, &mut drafts);
            self.prune(&mut drafts, before);
        }
        link_exchanges(self.grammar, &self.sentences, &mut drafts);
        self.carry_quotes(&mut drafts);
        Coded {
            actors: self.all_actors(),
            attributions: self.all_attributions(),
            places: self.all_places(),
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

    fn matcher(&self, s: usize) -> Matcher<'_, 'book, 'doc> {
        let arguments = Arguments {
            grammar: self.grammar,
            sentence: &self.sentences[s],
            mentions: &self.mentions,
        };
        Matcher { arguments }
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
                        rule: frame.name.clone(),
                        failed,
                        chosen,
                    });
                }
            };
            let matcher = self.matcher(s);
            let matched = matcher
                .decide(&trigger, &mut tried)
                .map(|frame| matcher.fill(&trigger, frame));
            self.trials.append(&mut trials);
            if let Some(draft) = matched.and_then(|m| self.draft(s, trigger, m)) {
                drafts.push(draft);
            }
        }
    }

    /// The word as a trigger, where any frame begins with it.
    fn trigger(&self, s: usize, at: usize) -> Option<Trigger<'book>> {
        let sentence = &self.sentences[s];
        let part = match sentence.tag(at) {
            Tag::Verb => Part::Verb,
            Tag::Noun | Tag::Propn => Part::Noun,
            Tag::Adj
                if self.grammar.types_of(Part::Adjective, sentence.lemma(at)) == 0
                    && sentence.penn(at).starts_with("VB") =>
            {
                Part::Verb
            }
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

    /// The light verb of an event noun: "launched an attack", "came under attack", "is in talks".
    fn light(&self, s: usize, at: usize) -> Option<(usize, &'book casus_codebook::frame::Light)> {
        let sentence = &self.sentences[s];
        let table = &self.grammar.book.frames.light;
        let has = |verb: usize, light: &casus_codebook::frame::Light| {
            light.more.iter().all(|w| {
                sentence
                    .children(verb)
                    .any(|c| sentence.lemma(c) == &**w || sentence.has_case(c, w))
            })
        };
        let first = sentence.first_conjunct(at);
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

    fn draft(
        &self,
        s: usize,
        trigger: Trigger<'book>,
        matched: Match<'book>,
    ) -> Option<Draft<'book>> {
        let frame = matched.frame;
        let kind = frame.event?;
        if !self.is_of_interest(kind, &matched) {
            return None;
        }
        let sentence = &self.sentences[s];
        let told = self.told(s, &trigger);
        let ontology = &self.grammar.book.ontology;
        let future = ontology
            .event_type(kind)
            .future
            .filter(|_| told.status == Status::Future);
        let refused = self
            .grammar
            .refused
            .iter()
            .find(|r| r.0 == kind && told.refused);
        let changed = future.or(refused.map(|r| r.1));
        let mode = refused.and_then(|r| r.2).map(Box::from);
        let time = self.time_of(s, &trigger);
        let confidence = confidence(sentence, &trigger, &matched);
        let event = Event {
            event: changed.unwrap_or(kind),
            modes: if changed.is_some() {
                mode.into_iter().collect()
            } else {
                frame.modes.clone()
            },
            contexts: self.contexts(s, &trigger, frame),
            actors: self.actors_of(&matched.actors),
            recipients: self.actors_of(&matched.recipients),
            status: self.dated_status(s, &trigger, told.status, time),
            condition: told.condition,
            attribution: self.speakers(s, trigger.at),
            date: time.map_or_else(|| self.calendar.date(), |t| t.value.clone()),
            date_text: time.map(|t| t.span),
            location: self.place_of(s, &trigger, &matched),
            quantities: self.quantities_of(s, &trigger, &matched),
            exchange: vec![],
            cameo: frame.cameo.clone(),
            sentence: s as u32,
            span: sentence.tree.span,
            trigger: sentence.token(trigger.at).span,
            rule: frame.name.clone(),
            confidence,
        };
        Some(Draft {
            sentence: s,
            trigger,
            matched,
            event,
        })
    }

    /// Somebody must take part; in words and meetings somebody with a code, or with a sector beyond that of civilians.
    fn is_of_interest(&self, kind: TypeId, matched: &Match<'_>) -> bool {
        let civil = self.grammar.civil;
        let mut mentions = matched
            .actors
            .iter()
            .chain(&matched.recipients)
            .map(|f| &f.mention);
        if self.grammar.book.ontology.event_type(kind).quad == 4 {
            return mentions.any(|m| m.acts || m.is_actor());
        }
        mentions.any(|m| !m.code.is_empty() || m.sectors & !civil != 0)
    }

    fn told(&self, s: usize, trigger: &Trigger<'_>) -> crate::status::Told {
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
    fn dated_status(
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
    fn lies_years_back(&self, s: usize, at: usize) -> bool {
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

    fn actors_of(&self, fillers: &[Filler<'book>]) -> Vec<Actor> {
        fillers.iter().map(|f| self.actor(&f.mention)).collect()
    }

    fn actor(&self, mention: &Mention<'book>) -> Actor {
        let world = &self.grammar.book.world;
        let (name, wikidata) = match mention.entry {
            Some(Entry::State(n) | Entry::Adjective(n) | Entry::Capital(n) | Entry::Seat(n))
                if mention.acts =>
            {
                world
                    .states
                    .get(n as usize)
                    .map_or((None, None), |s| (Some(s.name.clone()), s.wikidata.clone()))
            }
            Some(Entry::Organisation(n) | Entry::OrganisationAdjective(n)) => world
                .organisations
                .get(n as usize)
                .map_or((None, None), |o| (Some(o.name.clone()), o.wikidata.clone())),
            Some(Entry::Person(n) | Entry::Surname(n)) => world
                .persons
                .get(n as usize)
                .map_or((None, None), |p| (Some(p.name.clone()), p.wikidata.clone())),
            Some(Entry::Place(n)) => (world.places.get(n as usize).map(|p| p.name.clone()), None),
            _ => (None, None),
        };
        let text = self.sentences.first().map_or("", |s| s.text);
        let office = mention
            .office
            .filter(|_| mention.acts)
            .and_then(|o| world.offices.get(o as usize));
        Actor {
            span: mention.span,
            name: name.or_else(|| mention.name.map(|n| n.of(text).into())),
            code: mention.code.into(),
            sectors: self.grammar.sector_names(mention.sectors),
            wikidata,
            office: office.map(|o| o.display.clone()),
        }
    }

    /// The contexts of the frame, and those of the words in the clause.
    fn contexts(&self, s: usize, trigger: &Trigger<'_>, frame: &Frame) -> Vec<Box<str>> {
        let sentence = &self.sentences[s];
        let book = self.grammar.book;
        let mut contexts: Vec<Box<str>> = frame.contexts.clone();
        let top = clause_head(sentence, trigger.at);
        let leave = |c: usize| {
            matches!(
                sentence.relation(c),
                Relation::Ccomp | Relation::Parataxis | Relation::AclRelcl
            ) && !sentence.is_under(trigger.at, c)
        };
        let (first, last) = sentence.extent_without(top, &leave);
        for i in first..=last {
            let lemma = sentence.lemma(i);
            for (part, context) in book.language.contexts.get(lemma).into_iter().flatten() {
                let fits = part.is_none_or(|p| p == part_of(sentence.tag(i)));
                if let Some(name) = book
                    .ontology
                    .contexts
                    .get(usize::from(*context))
                    .filter(|_| fits)
                    && contexts.iter().all(|c| **c != **name)
                {
                    contexts.push(name.as_str().into());
                }
            }
        }
        contexts
    }

    fn speakers(&self, s: usize, at: usize) -> Vec<Attribution> {
        let arguments = Arguments {
            grammar: self.grammar,
            sentence: &self.sentences[s],
            mentions: &self.mentions,
        };
        let links = read_attribution(&arguments, at);
        links
            .into_iter()
            .map(|link| self.attribution(s, link))
            .collect()
    }

    fn attribution(&self, s: usize, link: Link) -> Attribution {
        let mention = link.speaker.and_then(|i| self.mentions.of(s, i));
        let unnamed = |i: usize| Actor {
            span: self.sentences[s].token(i).span,
            ..Actor::default()
        };
        let speaker = mention
            .map(|m| self.actor(m))
            .or_else(|| link.speaker.map(unnamed));
        Attribution {
            speaker,
            cue: Some(link.cue),
            stance: link.stance,
            content: link.content,
        }
    }

    /// The time that belongs to the event: the nearest that depends on it, or on the clause around it.
    fn time_of(&self, s: usize, trigger: &Trigger<'_>) -> Option<&Time> {
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

    fn place_of(&self, s: usize, trigger: &Trigger<'_>, matched: &Match<'_>) -> Option<Location> {
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
        let own = around.find_map(|(_, m)| location(self.grammar, m));
        own.or_else(|| {
            let recipients = matched
                .recipients
                .iter()
                .filter(|f| f.mention.kind == Kind::Place);
            recipients
                .filter_map(|f| location(self.grammar, &f.mention))
                .next()
        })
    }

    fn quantities_of(
        &self,
        s: usize,
        trigger: &Trigger<'_>,
        matched: &Match<'_>,
    ) -> Vec<crate::event::Measure> {
        let sentence = &self.sentences[s];
        let mut roots: Vec<usize> = vec![trigger.at];
        roots.extend(trigger.light.map(|(v, _)| v));
        roots.extend(matched.recipients.iter().map(|r| r.token));
        let own = |c: &&Counted| {
            roots.contains(&c.token)
                || sentence.head(c.token).is_some_and(|h| roots.contains(&h))
                || sentence.ancestors(c.token).take(3).any(|a| a == trigger.at)
        };
        self.quantities[s]
            .iter()
            .filter(own)
            .map(|c| c.measure.clone())
            .collect()
    }

    /// Drops what another event of the sentence already tells.
    fn prune(&self, drafts: &mut Vec<Draft<'book>>, from: usize) {
        let told: Vec<(usize, usize)> = (from..drafts.len())
            .flat_map(|a| (from..drafts.len()).map(move |b| (a, b)))
            .filter(|&(a, b)| a != b && self.is_told_by(&drafts[a], &drafts[b]))
            .collect();
        let mut at = 0;
        drafts.retain(|_| {
            at += 1;
            at <= from || !told.iter().any(|&(a, _)| a == at - 1)
        });
    }

    /// Whether `inner` is only the content, or only another word, for `outer`.
    fn is_told_by(&self, inner: &Draft<'book>, outer: &Draft<'book>) -> bool {
        let sentence = &self.sentences[outer.sentence];
        let (a, b) = (inner.trigger.at, outer.trigger.at);
        let light = inner.trigger.light.map(|(verb, _)| verb);
        let same = inner.event.event == outer.event.event;
        if light == Some(b) || sentence.head(a) == Some(b) && sentence.relation(a) == Relation::Obj
        {
            // "imposed sanctions on X": verb and noun tell one event; the better filled one stays, the verb among equals.
            let richer = fill_count(inner) > fill_count(outer);
            return (same || light == Some(b)) && !richer;
        }
        if outer.trigger.light.map(|(verb, _)| verb) == Some(a) {
            return fill_count(outer) > fill_count(inner);
        }
        self.is_content(sentence, a, b, outer)
    }

    /// What is asked for, promised, threatened or lifted is content of that, and no event of its own.
    fn is_content(
        &self,
        sentence: &Sentence<'_>,
        a: usize,
        b: usize,
        outer: &Draft<'book>,
    ) -> bool {
        let name = self
            .grammar
            .book
            .ontology
            .event_type(outer.event.event)
            .name
            .as_str();
        let is = |key: &str| {
            self.grammar
                .book
                .language
                .grammar(key)
                .iter()
                .any(|t| **t == *name)
        };
        if is("content-tested") && self.is_tested(a, outer) {
            return true;
        }
        if !is("content") {
            return false;
        }
        let mut below = a;
        for i in sentence.ancestors(a) {
            if i == b {
                let inner = [
                    Relation::Xcomp,
                    Relation::Ccomp,
                    Relation::Acl,
                    Relation::Obl,
                    Relation::Obj,
                    Relation::Nmod,
                    Relation::Advcl,
                ];
                return inner.contains(&sentence.relation(below));
            }
            below = i;
        }
        false
    }

    /// Whether the frame of `outer` asks what stands there: "suspended *aid*", "lifted *sanctions*".
    fn is_tested(&self, a: usize, outer: &Draft<'book>) -> bool {
        let matcher = self.matcher(outer.sentence);
        outer
            .matched
            .frame
            .when
            .iter()
            .any(|condition| match condition {
                Condition::Fits { path, any, .. } => {
                    !any.is_empty() && matcher.follow(&outer.trigger, path).contains(&a)
                }
                _ => false,
            })
    }

    /// A sentence inside a quotation that began in the one before has its speaker.
    fn carry_quotes(&self, drafts: &mut [Draft<'book>]) {
        let mut carried: Option<Attribution> = None;
        let mut open = false;
        let mut began = vec![None; self.sentences.len()];
        for (s, sentence) in self.sentences.iter().enumerate() {
            if s > 0 && self.is_new_paragraph(s) {
                open = false;
            }
            if open {
                began[s] = carried.clone();
            }
            let (opens, closes) = self.quotes(sentence);
            let links = self.outer_speaker(s);
            if links.is_some() {
                carried = links;
            } else if !open && opens == 0 {
                carried = None;
            }
            open = if open {
                opens >= closes
            } else {
                opens > closes
            };
        }
        for draft in drafts {
            if draft.event.attribution.is_empty()
                && let Some(link) = &began[draft.sentence]
            {
                draft.event.attribution.push(link.clone());
            }
        }
    }

    /// Whether a blank line stands before the sentence: a quotation goes on over it only with a mark of its own.
    fn is_new_paragraph(&self, s: usize) -> bool {
        let (before, now) = (&self.sentences[s - 1], &self.sentences[s]);
        let between = Span {
            start: before.tree.span.end,
            end: now.tree.span.start,
        };
        between.of(now.text).bytes().filter(|b| *b == b'\n').count() > 1
    }

    fn quotes(&self, sentence: &Sentence<'_>) -> (usize, usize) {
        let words = &self.grammar.words;
        let (mut opens, mut closes) = (0, 0);
        let mut inside = false;
        for i in 0..sentence.len() {
            let form = sentence.form(i);
            let (o, c) = (
                words.quote_open.contains(form),
                words.quote_close.contains(form),
            );
            if o && (!c || !inside) {
                opens += 1;
                inside = true;
            } else if c {
                closes += 1;
                inside = false;
            }
        }
        (opens, closes)
    }

    /// The speaker of the sentence as a whole.
    fn outer_speaker(&self, s: usize) -> Option<Attribution> {
        let sentence = &self.sentences[s];
        let heads = (0..sentence.len()).filter(|&i| sentence.tag(i) == Tag::Verb);
        let mut found = heads.filter_map(|i| self.speakers(s, i).into_iter().next());
        found.find(|a| a.speaker.is_some() && a.stance == Stance::Asserts)
    }

    fn all_actors(&self) -> Vec<Actor> {
        let rows = (0..self.sentences.len())
            .flat_map(|s| self.mentions.in_sentence(s).map(move |(i, m)| (s, i, m)));
        let acting = rows.filter(|(s, i, m)| {
            m.acts
                && !m.pronoun
                && m.kind != Kind::Place
                && self.sentences[*s].relation(*i) != Relation::Flat
        });
        acting.map(|(_, _, m)| self.actor(m)).collect()
    }

    fn all_places(&self) -> Vec<Location> {
        let rows = (0..self.sentences.len()).flat_map(|s| self.mentions.in_sentence(s));
        rows.filter(|(_, m)| !m.pronoun)
            .filter_map(|(_, m)| location(self.grammar, m))
            .collect()
    }

    fn all_attributions(&self) -> Vec<Attribution> {
        let mut all: Vec<Attribution> = Vec::new();
        for s in 0..self.sentences.len() {
            let sentence = &self.sentences[s];
            let heads = (0..sentence.len())
                .filter(|&i| matches!(sentence.tag(i), Tag::Verb | Tag::Noun | Tag::Adj));
            for link in heads.flat_map(|i| self.speakers(s, i)) {
                if all.iter().all(|a| a.cue != link.cue) {
                    all.push(link);
                }
            }
        }
        all.sort_by_key(|a| a.cue.map_or(Span::default(), |c| c));
        all
    }
}

fn part_of(tag: Tag) -> Part {
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
fn governor(sentence: &Sentence<'_>, i: usize) -> Option<usize> {
    sentence.ancestors(i).find(|&a| {
        !matches!(
            sentence.relation(a),
            Relation::Obl | Relation::OblUnmarked | Relation::Nummod | Relation::NmodUnmarked
        ) || sentence.tag(a) == Tag::Verb
    })
}

fn fill_count(draft: &Draft<'_>) -> usize {
    let good = |fillers: &[Filler<'_>]| usize::from(fillers.iter().any(|f| f.mention.is_actor()));
    good(&draft.matched.actors) + good(&draft.matched.recipients)
}

/// How sure: the parser's probability of the arcs used, and how much of the roles could be resolved.
fn confidence(sentence: &Sentence<'_>, trigger: &Trigger<'_>, matched: &Match<'_>) -> f32 {
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
        f if f.iter().any(|f| !f.mention.code.is_empty()) => 1.0,
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

/// A condition in the words of the format.
fn describe(condition: &Condition) -> Box<str> {
    match condition {
        Condition::Fits {
            path, any, none, ..
        } => {
            let words = any
                .iter()
                .map(word_of)
                .chain(none.iter().map(|t| format!("!{}", word_of(t))));
            format!(
                "{}: {}",
                path_of(path),
                words.collect::<Vec<_>>().join(", ")
            )
            .into()
        }
        Condition::Filled(path) => format!("{}: any", path_of(path)).into(),
        Condition::Empty(path) => format!("{}: none", path_of(path)).into(),
        Condition::Near(words) => format!("near: {}", words.join(", ")).into(),
        Condition::Passive(wanted) => {
            format!("passive: {}", if *wanted { "yes" } else { "no" }).into()
        }
    }
}

fn path_of(path: &[Slot]) -> String {
    let step = |slot: &Slot| match slot {
        Slot::Subject => "subject".to_owned(),
        Slot::Object => "object".to_owned(),
        Slot::Indirect => "indirect".to_owned(),
        Slot::Clause => "clause".to_owned(),
        Slot::Owner => "owner".to_owned(),
        Slot::Preposition(word) => word.to_string(),
    };
    path.iter().map(step).collect::<Vec<_>>().join(".")
}

fn word_of(test: &Test) -> String {
    match test {
        Test::Word(word) => word.to_string(),
        Test::Class(class) => format!("@{class}"),
        Test::Sector(sector) => format!("@{sector}"),
        Test::Actor => "@actor".to_owned(),
        Test::State => "@state".to_owned(),
        Test::Organisation => "@organisation".to_owned(),
        Test::Person => "@person".to_owned(),
        Test::Place => "@place".to_owned(),
        Test::Event => "@event".to_owned(),
        Test::Type(event) => format!("@type {}", event.0),
    }
}
