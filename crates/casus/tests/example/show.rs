//! A miss as people read it: the sentence, the expected events and the found ones, written as the examples write them.
//!
//! For a rule, what kept it from deciding stands below.

use super::compare::of_rule;
use casus_codebook::frame::{Example, Expected, ExpectedActor};
use casus_coder::Actor;
use casus_events::record::{stance_name, status_name};
use casus_events::{Document, Engine, Event, Reading};

/// The sentence, what is expected, what is found, and for a rule why it was not taken.
pub(crate) fn miss(engine: &Engine, example: &Example) -> String {
    let reading = engine.explain(Document {
        text: example.text.clone(),
        date: example.date.clone(),
        ..Document::default()
    });
    let origin = &example.origin;
    let mut lines = vec![format!("{}:{}: {}", origin.path, origin.line, example.text)];
    lines.extend(
        example
            .events
            .iter()
            .map(|e| format!("expected {}", expected(e))),
    );
    if example.events.is_empty() {
        lines.push("expected none".to_owned());
    }
    let events = reading.coded.events.iter();
    lines.extend(events.map(|event| format!("found    {}", found(engine, &reading, event))));
    if of_rule(example) {
        let trials = reading.coded.trials.iter();
        let trials = trials.filter(|trial| *trial.rule == *example.owner && !trial.chosen);
        lines.extend(trials.map(|trial| {
            let word = trial.trigger.of(&example.text);
            format!("tried    on `{word}`, failed: {}", trial.failed)
        }));
    }
    lines.join("\n    ") + "\n"
}

fn expected(event: &Expected) -> String {
    let actors = |all: &[ExpectedActor]| all.iter().map(expected_actor).collect::<Vec<_>>();
    let mut bracket = vec![event.status.clone()];
    if let Some((stance, who)) = &event.speaker {
        bracket.push(format!("{stance} {}", expected_actor(who)));
    }
    let head = head(&event.event, &event.modes.join(" "));
    line(
        &head,
        &actors(&event.actors),
        &actors(&event.recipients),
        &bracket,
    )
}

fn expected_actor(actor: &ExpectedActor) -> String {
    match actor {
        ExpectedActor::Code(code, sectors) if sectors.is_empty() => code.clone(),
        ExpectedActor::Code(code, sectors) => format!("{code}.{}", sectors.join(".")),
        ExpectedActor::Text(words) => format!("\"{words}\""),
    }
}

fn found(engine: &Engine, reading: &Reading, event: &Event) -> String {
    let text = &reading.document.text;
    let actors = |all: &[Actor]| all.iter().map(|a| found_actor(text, a)).collect::<Vec<_>>();
    let mut bracket = vec![status_name(event.status).to_owned()];
    bracket.extend(event.attribution.iter().map(|link| {
        let speaker = link.speaker.as_ref();
        let who = speaker.map_or_else(|| "nobody".to_owned(), |a| found_actor(text, a));
        format!("{} {who}", stance_name(link.stance))
    }));
    let name = &engine.codebook().ontology.event_type(event.event).name;
    let head = head(name, &event.modes.join(" "));
    let line = line(
        &head,
        &actors(&event.actors),
        &actors(&event.recipients),
        &bracket,
    );
    let word = event.trigger.of(text);
    format!("{line} by `{word}`, {}", event.rule)
}

fn found_actor(text: &str, actor: &Actor) -> String {
    let mut parts = vec![actor.code.to_string()];
    if actor.code.is_empty() {
        parts = vec![format!("\"{}\"", actor.span.of(text))];
    }
    parts.extend(actor.sectors.iter().map(ToString::to_string));
    parts.join(".")
}

fn head(name: &str, modes: &str) -> String {
    format!("{name} {modes}").trim_end().to_owned()
}

fn line(head: &str, actors: &[String], recipients: &[String], bracket: &[String]) -> String {
    let mut line = format!("{head}: {}", actors.join(" + "));
    if !recipients.is_empty() {
        line += &format!(" -> {}", recipients.join(" + "));
    }
    format!("{line} ({})", bracket.join("; "))
}
