//! Gold events and found events side by side: which belongs to which, and what of it is right.

use super::mark::{GoldActor, GoldEvent, GoldReport, GoldSpeaker};
use crate::record::{stance_name, status_name};
use casus_codebook::ontology::Ontology;
use casus_coder::{Actor, Attribution, Event};
use casus_text::Span;
use std::collections::BTreeSet;

/// A part of an event that can be right or wrong, in the order in which they are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The type, in the right sentence.
    Type,
    /// The type and the codes of the actors.
    Actor,
    /// The type and the codes of the recipients.
    Recipient,
    /// The type and the codes on both sides.
    Both,
    /// All that, and the status.
    Status,
}

/// A gold event and the found event that belongs to it.
#[derive(Clone, Copy, Debug)]
pub struct Pair<'a> {
    /// What was marked.
    pub gold: &'a GoldEvent,
    /// What was found.
    pub found: &'a Event,
}

/// Pairs the events of a report with the events found in it, each at most once.
///
/// Only events of the same type in the same sentence are paired; of several, those with the same trigger first, then
/// those with the most parts right, then the first.
pub(super) fn pair<'a>(
    report: &'a GoldReport,
    found: &'a [Event],
    ontology: &Ontology,
) -> Vec<Pair<'a>> {
    let mut all = Vec::new();
    for (at, gold) in report.events.iter().enumerate() {
        let sentence = report.sentences[gold.circumstance.sentence];
        for (other, event) in found.iter().enumerate() {
            let fits = ontology.event_type(event.event).name == gold.kind
                && overlap(event.trigger, sentence);
            if fits {
                let pair = Pair { gold, found: event };
                let trigger = overlap(event.trigger, gold.circumstance.trigger);
                let parts = pair.actor() + pair.recipient() + pair.status();
                all.push(((!trigger, 3 - parts, at, other), pair));
            }
        }
    }
    all.sort_by_key(|(key, _)| *key);
    let (mut marked, mut taken) = (BTreeSet::new(), BTreeSet::new());
    all.retain(|((_, _, at, other), _)| {
        let free = !marked.contains(at) && !taken.contains(other);
        if free {
            marked.insert(*at);
            taken.insert(*other);
        }
        free
    });
    all.sort_by_key(|((_, _, at, _), _)| *at);
    all.into_iter().map(|(_, pair)| pair).collect()
}

impl Pair<'_> {
    /// Whether a part is right.
    pub fn right(&self, part: Part) -> bool {
        let (actor, recipient) = (self.actor() == 1, self.recipient() == 1);
        match part {
            Part::Type => true,
            Part::Actor => actor,
            Part::Recipient => recipient,
            Part::Both => actor && recipient,
            Part::Status => actor && recipient && self.status() == 1,
        }
    }

    fn actor(&self) -> u8 {
        u8::from(same_codes(&self.gold.actors, &self.found.actors))
    }

    fn recipient(&self) -> u8 {
        u8::from(same_codes(&self.gold.recipients, &self.found.recipients))
    }

    fn status(&self) -> u8 {
        u8::from(status_name(self.found.status) == self.gold.circumstance.status)
    }

    /// How many links of the chain of speakers both have.
    pub fn common_links(&self) -> usize {
        let mut found: Vec<&Attribution> = self.found.attribution.iter().collect();
        let mut common = 0;
        for gold in &self.gold.circumstance.said {
            if let Some(at) = found.iter().position(|link| same_link(gold, link)) {
                found.remove(at);
                common += 1;
            }
        }
        common
    }
}

/// Whether two spans share a byte.
pub(super) fn overlap(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}

/// Codes are compared as sets; an actor without a code is one whose code is empty.
pub(super) fn same_codes(gold: &[GoldActor], found: &[Actor]) -> bool {
    let gold: BTreeSet<&str> = gold.iter().map(|actor| actor.code.as_str()).collect();
    let found: BTreeSet<&str> = found.iter().map(|actor| &*actor.code).collect();
    gold == found
}

/// The same stance, and the same speaker by code or by words; nobody is the same as nobody.
fn same_link(gold: &GoldSpeaker, found: &Attribution) -> bool {
    let speaker = match (&gold.speaker, &found.speaker) {
        (None, None) => true,
        (Some(gold), Some(found)) => {
            overlap(gold.span, found.span) || !gold.code.is_empty() && *gold.code == *found.code
        }
        _ => false,
    };
    speaker && gold.stance == stance_name(found.stance)
}
