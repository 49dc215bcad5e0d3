//! Whether a reading gives the events that an example expects, as `knowledge/README.md` says under "Expected events".
//!
//! The events of a page's example are all that its sentence tells: each must be found, and no other. A rule answers for
//! itself alone: its `yes` must give its events by this rule, its `no` must give none by it; what other frames find in
//! the sentence is left to their own examples.

use casus_codebook::frame::{Example, Expected, ExpectedActor};
use casus_codebook::ontology::Ontology;
use casus_coder::Actor;
use casus_events::record::{stance_name, status_name};
use casus_events::{Event, Reading};

/// Whether an example stands in a rule; else it stands in a page.
pub(crate) fn of_rule(example: &Example) -> bool {
    example.origin.path.starts_with("rules/")
}

/// Whether the reading has the expected events, and no others.
pub(crate) fn met(ontology: &Ontology, example: &Example, reading: &Reading) -> bool {
    let events = reading.coded.events.iter();
    let found: Vec<&Event> = events
        .filter(|event| !of_rule(example) || *event.rule == *example.owner)
        .collect();
    let text = &reading.document.text;
    let same = |expected: &Expected, event: &Event| same(ontology, text, expected, event);
    found.len() == example.events.len() && paired(&example.events, &found, &same)
}

/// Whether each expected event has an event of its own.
fn paired(
    expected: &[Expected],
    found: &[&Event],
    same: &dyn Fn(&Expected, &Event) -> bool,
) -> bool {
    let Some((first, others)) = expected.split_first() else {
        return true;
    };
    (0..found.len()).any(|at| {
        let mut rest = found.to_vec();
        same(first, rest.remove(at)) && paired(others, &rest, same)
    })
}

fn same(ontology: &Ontology, text: &str, expected: &Expected, event: &Event) -> bool {
    ontology.event_type(event.event).name == expected.event
        && (expected.modes.is_empty() || same_modes(expected, event))
        && same_actors(text, &expected.actors, &event.actors)
        && same_actors(text, &expected.recipients, &event.recipients)
        && status_name(event.status) == expected.status
        && said(text, expected, event)
}

fn same_modes(expected: &Expected, event: &Event) -> bool {
    expected.modes.len() == event.modes.len()
        && expected
            .modes
            .iter()
            .all(|mode| event.modes.iter().any(|found| **found == **mode))
}

/// Actors are sets: each that is expected is found, and each that is found is expected.
fn same_actors(text: &str, expected: &[ExpectedActor], found: &[Actor]) -> bool {
    let is = |expected: &ExpectedActor, actor: &Actor| same_actor(text, expected, actor);
    expected.iter().all(|e| found.iter().any(|a| is(e, a)))
        && found.iter().all(|a| expected.iter().any(|e| is(e, a)))
}

/// The code and the sectors that are given; or, where there is no code, the words.
fn same_actor(text: &str, expected: &ExpectedActor, actor: &Actor) -> bool {
    match expected {
        ExpectedActor::Code(code, sectors) => {
            let has = |sector: &String| actor.sectors.iter().any(|s| **s == **sector);
            *actor.code == **code && sectors.iter().all(has)
        }
        ExpectedActor::Text(words) => has_words(actor.span.of(text), words),
    }
}

/// Whether the words stand in the mention, one after the other; the mention may have an article or adjective more.
fn has_words(mention: &str, words: &str) -> bool {
    let mention: Vec<&str> = mention.split_whitespace().collect();
    let words: Vec<&str> = words.split_whitespace().collect();
    mention
        .windows(words.len().max(1))
        .any(|part| part == words)
}

/// Whether one of the chain of speakers is the expected one, with the expected stance.
fn said(text: &str, expected: &Expected, event: &Event) -> bool {
    expected.speaker.as_ref().is_none_or(|(stance, who)| {
        event.attribution.iter().any(|link| {
            let speaker = link.speaker.as_ref();
            stance_name(link.stance) == stance
                && speaker.is_some_and(|actor| same_actor(text, who, actor))
        })
    })
}
