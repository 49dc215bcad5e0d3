//! What states owe each other: help if attacked, neutrality, bases, goods.
//!
//! The drafts of a document go in, for they tell who the parties of a treaty are; obligations come out, found by the
//! frames of `obligations.table`, and those that an agreed exchange makes of its two legs.

use super::first_person::identify;
use super::{Coding, Draft};
use crate::argument::Trigger;
use crate::condition::Opening;
use crate::event::{Actor, Obligation};
use crate::matching::{Filler, Match};
use crate::status::read_status;
use casus_codebook::frame::{Condition, Frame, Part, Slot};
use casus_codebook::language::Status;
use casus_syntax::{Relation, Tag};
use casus_text::Span;

/// How many words above the trigger may carry its condition.
const ABOVE: usize = 3;

/// Who owes what to whom.
struct Sides {
    bound: Vec<Actor>,
    toward: Vec<Actor>,
}

impl<'book: 'doc, 'doc> Coding<'_, 'book, 'doc> {
    /// All obligations of the document.
    pub(super) fn obligations(&self, drafts: &[Draft<'book>]) -> Vec<Obligation> {
        let mut all = Vec::new();
        for s in 0..self.sentences.len() {
            let from = all.len();
            for at in 0..self.sentences[s].len() {
                all.extend(self.obligation(s, at, drafts));
            }
            let mut tokens: Vec<usize> = all[from..]
                .iter()
                .map(|o| self.token_at(s, o.trigger))
                .collect();
            self.drop_inner(s, &mut all, &mut tokens, from);
            all.extend(self.exchanged(s, drafts));
            drop_repeated(&mut all, from);
        }
        all
    }

    fn token_at(&self, s: usize, span: Span) -> usize {
        let tokens = &self.sentences[s].tree.tokens;
        tokens.partition_point(|token| token.span.start < span.start)
    }

    /// What one may use or must do so that another obligation is kept is no obligation of its own: "not to let others
    /// *use* its bases".
    fn drop_inner(
        &self,
        s: usize,
        all: &mut Vec<Obligation>,
        tokens: &mut Vec<usize>,
        from: usize,
    ) {
        let sentence = &self.sentences[s];
        let clause = [
            Relation::Xcomp,
            Relation::Ccomp,
            Relation::Acl,
            Relation::Advcl,
        ];
        let inside = |a: usize, b: usize| {
            let up = std::iter::once(a).chain(sentence.ancestors(a));
            let way = up.take_while(|&i| i != b);
            a != b
                && sentence.is_under(a, b)
                && way
                    .into_iter()
                    .all(|i| clause.contains(&sentence.relation(i)))
        };
        let mut at = 0;
        while at < tokens.len() {
            if tokens.iter().any(|&other| inside(tokens[at], other)) {
                all.remove(from + at);
                tokens.remove(at);
            } else {
                at += 1;
            }
        }
    }

    fn obligation(&self, s: usize, at: usize, drafts: &[Draft<'book>]) -> Option<Obligation> {
        let frames = &self.grammar.book.obligations;
        let sentence = &self.sentences[s];
        let trigger = self.trigger(s, at)?;
        frames.of(trigger.part, sentence.lemma(at)).next()?;
        let matcher = self.matcher(s);
        let frame = matcher.decide(frames, &trigger, &mut |_, _| {})?;
        let owed = frame.owed.as_ref()?;
        let mut matched = matcher.fill_strictly(&trigger, frame);
        let governor = governing(frame).and_then(|words| matcher.governor(at, words));
        if let Some(verb) = governor.filter(|_| trigger.part == Part::Noun) {
            self.add_subject(s, verb, &mut matched);
        }
        let mut obligation = Obligation {
            kind: owed.kind.clone(),
            bound: vec![],
            toward: vec![],
            condition: self.condition_above(s, at),
            status: owed.status.unwrap_or(Status::Actual),
            attribution: self.speakers(s, at),
            treaty: self.treaty(s),
            article: self.article(s),
            date: None,
            date_text: None,
            sentence: s as u32,
            span: sentence.tree.span,
            trigger: sentence.token(at).span,
            rule: frame.name().into(),
        };
        let sides = self.sides(&trigger, matched, &obligation, drafts)?;
        (obligation.bound, obligation.toward) = (sides.bound, sides.toward);
        if owed.status.is_none() {
            obligation.status = self.owed_status(s, &trigger, frame, governor);
        }
        let time = self.time_of(s, &trigger);
        obligation.date = time.map_or_else(|| self.calendar.date(), |t| t.value.clone());
        obligation.date_text = time.map(|t| t.span);
        Some(obligation)
    }

    /// "renewed their defence pact", "quit the pact with Oslo": who does it is bound, as is who is named with the noun.
    fn add_subject(&self, s: usize, verb: usize, matched: &mut Match<'book>) {
        if self.sentences[s].tag(verb) != Tag::Verb {
            return;
        }
        let subject = self.arguments(s).fill_word(verb, &Slot::Subject);
        for token in subject {
            let known = matched.actors.iter().any(|f| f.token == token);
            if let Some(mention) = self.mentions.of(s, token).copied().filter(|_| !known) {
                matched.actors.push(Filler { token, mention });
            }
        }
    }

    /// Who is bound and toward whom. Where the text names nobody, or only "each" and "both", the parties of the treaty
    /// are meant.
    fn sides(
        &self,
        trigger: &Trigger<'book>,
        mut matched: Match<'book>,
        told: &Obligation,
        drafts: &[Draft<'book>],
    ) -> Option<Sides> {
        let s = told.sentence as usize;
        let parties = || self.parties(s, drafts);
        let each = self.means_each(s, trigger, &matched.actors);
        let mut bound = self.actors_of(&matched.actors);
        let mut toward = self.actors_of(&matched.recipients);
        let speaker = told
            .attribution
            .iter()
            .rev()
            .find_map(|l| l.speaker.clone());
        identify(&mut matched.actors, &mut bound, speaker.as_ref());
        identify(&mut matched.recipients, &mut toward, speaker.as_ref());
        bound = several(bound.iter());
        toward = several(toward.iter());
        if bound.is_empty() && (each || matched.actors.is_empty() && self.tells_of_treaty(s)) {
            bound = parties();
            if bound.iter().any(|b| !has(&toward, b)) {
                bound.retain(|b| !has(&toward, b));
            }
        }
        toward.retain(|t| !has(&bound, t));
        if toward.is_empty() && count(&bound) == 1 && !matched.recipients.is_empty() {
            // "must help the other": of two parties one is named.
            toward = parties();
            toward.retain(|t| !has(&bound, t));
        }
        // A lone "each" binds nobody who is known, but for the members of a body.
        let state = |actor: &Actor| self.grammar.states.contains(&*actor.code);
        let lone = each && bound.iter().all(state);
        let known = !bound.is_empty() && (count(&bound) > 1 || !toward.is_empty() || !lone);
        known.then_some(Sides { bound, toward })
    }

    /// Whether a role is filled by words such as "each" and "both" alone, or by things of the treaty.
    fn means_each(&self, s: usize, trigger: &Trigger<'book>, fillers: &[Filler<'book>]) -> bool {
        let sentence = &self.sentences[s];
        let words = &self.grammar.words;
        let mut tokens: Vec<usize> = fillers.iter().map(|f| f.token).collect();
        if tokens.is_empty() {
            // A lone "each" is nobody's mention.
            tokens = self.arguments(s).fill(trigger, &Slot::Subject);
        }
        let is = |&i: &usize| {
            let lemma = sentence.lemma(i);
            words.each.contains(lemma) || words.they.contains(lemma) || words.it.contains(lemma)
        };
        !tokens.is_empty() && tokens.iter().all(is)
    }

    /// How an obligation stands: as the word above it does, and denied where it is itself denied without that being what
    /// is owed.
    fn owed_status(
        &self,
        s: usize,
        trigger: &Trigger<'book>,
        frame: &Frame,
        governor: Option<usize>,
    ) -> Status {
        let sentence = &self.sentences[s];
        let denial = frame.when.contains(&Condition::Denied(true));
        let modal = governor.filter(|&g| sentence.relation(g) == Relation::Aux);
        let above = governor.filter(|_| modal.is_none());
        // A noun is told by the verb above it, and a treaty that was signed is there.
        let from = above.unwrap_or(trigger.at);
        let told = if modal.is_some() {
            Status::Actual
        } else {
            read_status(self.grammar, sentence, from).status
        };
        let denied = !denial && self.matcher(s).is_denied(trigger.at);
        match told {
            _ if denied => Status::Negated,
            Status::Negated if denial && above.is_none() => Status::Actual,
            // "would have to help if it were attacked" holds all the same.
            Status::Hypothetical if self.condition_above(s, trigger.at).is_some() => Status::Actual,
            told => told,
        }
    }

    /// The condition at the trigger, or at the words that govern it.
    fn condition_above(&self, s: usize, at: usize) -> Option<Span> {
        let sentence = &self.sentences[s];
        let near: Vec<usize> = std::iter::once(at)
            .chain(sentence.ancestors(at).take(ABOVE))
            .collect();
        let mut all = self.conditions[s].iter();
        let own = all.find(|clause| {
            clause.opening == Opening::Plain
                && !(clause.first..=clause.last).contains(&at)
                && clause.head.is_none_or(|head| near.contains(&head))
        });
        own.map(|clause| clause.span)
    }

    /// Each leg of an exchange that was agreed on is owed to the other side.
    fn exchanged(&self, s: usize, drafts: &[Draft<'book>]) -> Vec<Obligation> {
        let rows = self.grammar.book.language.grammar("exchange-owed");
        let promise = self.grammar.promise;
        let owed = |d: &&Draft<'book>| {
            let event = &d.event;
            let sides = !event.actors.is_empty() && !event.recipients.is_empty();
            let named = |all: &[Actor]| all.iter().all(|a| !a.code.is_empty());
            d.sentence == s
                && !event.exchange.is_empty()
                && Some(event.event) == promise
                && matches!(event.status, Status::Actual | Status::Future)
                && sides
                && named(&event.actors)
                && named(&event.recipients)
        };
        let here = drafts.iter().filter(owed);
        here.filter_map(|d| {
            let contexts = &d.event.contexts;
            let told = rows.iter().filter_map(|row| row.split_once(' '));
            let (_, kind) = told.into_iter().find(|(context, _)| {
                *context == "any" || contexts.iter().any(|c| **c == **context)
            })?;
            Some(self.of_leg(s, d, kind))
        })
        .collect()
    }

    fn of_leg(&self, s: usize, draft: &Draft<'book>, kind: &str) -> Obligation {
        let event = &draft.event;
        Obligation {
            kind: kind.into(),
            bound: event.actors.clone(),
            toward: event.recipients.clone(),
            condition: event.condition,
            status: Status::Actual,
            attribution: event.attribution.clone(),
            treaty: self.treaty(s),
            article: self.article(s),
            date: event.date.clone(),
            date_text: event.date_text,
            sentence: event.sentence,
            span: event.span,
            trigger: event.trigger,
            rule: event.rule.clone(),
        }
    }
}

/// The words by which the frame asks to be governed.
fn governing(frame: &Frame) -> Option<&[Box<str>]> {
    frame.when.iter().find_map(|condition| match condition {
        Condition::Governor(words) => Some(&words[..]),
        _ => None,
    })
}

/// Whether one is among these: the same state, and the same part of it. A government and its rebels are two.
fn has(all: &[Actor], one: &Actor) -> bool {
    all.iter()
        .any(|a| a.code == one.code && a.sectors == one.sectors)
}

/// How many there are.
fn count(all: &[Actor]) -> usize {
    let first = |n: &usize| !has(&all[..*n], &all[*n]);
    (0..all.len()).filter(first).count()
}

/// Those of whom it is known who they are, each once.
pub(super) fn several<'e>(actors: impl Iterator<Item = &'e Actor>) -> Vec<Actor> {
    let mut all: Vec<Actor> = Vec::new();
    for actor in actors.filter(|a| !a.code.is_empty()) {
        if !has(&all, actor) {
            all.push(actor.clone());
        }
    }
    all
}

/// Of two tellings of one obligation in a sentence the fuller stays, the later among equals.
fn drop_repeated(all: &mut Vec<Obligation>, from: usize) {
    let same = |a: &Obligation, b: &Obligation| {
        let shared = a.bound.iter().any(|actor| has(&b.bound, actor));
        a.kind == b.kind && shared
    };
    let weight = |o: &Obligation| {
        usize::from(o.condition.is_some())
            + o.bound.len().min(2)
            + usize::from(!o.toward.is_empty())
    };
    let mut at = from;
    while at < all.len() {
        let others = (from..all.len()).filter(|&n| n != at && same(&all[n], &all[at]));
        let fuller = |n: usize| {
            weight(&all[n]) > weight(&all[at]) || weight(&all[n]) == weight(&all[at]) && n > at
        };
        if others.into_iter().any(fuller) {
            all.remove(at);
        } else {
            at += 1;
        }
    }
}
