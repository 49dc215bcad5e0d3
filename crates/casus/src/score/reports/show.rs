//! What was missed, found wrongly or found in vain, as a person reads it.

use super::compare::{Pair, Part, overlap};
use super::mark::{GoldActor, GoldEvent, GoldReport};
use crate::record::status_name;
use casus_codebook::ontology::Ontology;
use casus_coder::{Actor, Event};

/// One item for each sentence in which not all is right: the sentence, what was marked, what was found.
pub(super) fn misses(
    report: &GoldReport,
    found: &[Event],
    pairs: &[Pair<'_>],
    ontology: &Ontology,
) -> Vec<String> {
    let text = &report.document.text;
    let mut all = Vec::new();
    for (at, span) in report.sentences.iter().enumerate() {
        let gold: Vec<&GoldEvent> = report
            .events
            .iter()
            .filter(|event| event.circumstance.sentence == at)
            .collect();
        let here: Vec<&Event> = found.iter().filter(|e| overlap(e.trigger, *span)).collect();
        let right =
            |pair: &&Pair<'_>| pair.gold.circumstance.sentence == at && pair.right(Part::Status);
        let good = pairs.iter().filter(right).count();
        if good == gold.len() && good == here.len() {
            continue;
        }
        let mut lines = vec![format!("{}: {}", report.document.id, span.of(text))];
        lines.extend(
            gold.iter()
                .map(|event| format!("    want {}", marked(event))),
        );
        lines.extend(
            here.iter()
                .map(|event| format!("    have {}", coded(event, text, ontology))),
        );
        all.push(lines.join("\n"));
    }
    all
}

fn marked(event: &GoldEvent) -> String {
    let codes = |actors: &[GoldActor]| -> Vec<String> {
        actors.iter().map(|a| dotted(&a.code, &a.sectors)).collect()
    };
    line(
        &event.kind,
        &event.modes.join(" "),
        &codes(&event.actors),
        &codes(&event.recipients),
        &event.circumstance.status,
    )
}

fn coded(event: &Event, text: &str, ontology: &Ontology) -> String {
    let codes = |actors: &[Actor]| -> Vec<String> {
        let sectors = |actor: &Actor| -> Vec<String> {
            actor.sectors.iter().map(ToString::to_string).collect()
        };
        let code = |a: &Actor| match &*a.code {
            "" => format!("\"{}\"", a.span.of(text)),
            code => dotted(code, &sectors(a)),
        };
        actors.iter().map(code).collect()
    };
    let told = line(
        &ontology.event_type(event.event).name,
        &event.modes.join(" "),
        &codes(&event.actors),
        &codes(&event.recipients),
        status_name(event.status),
    );
    format!("{told}  `{}` {}", event.trigger.of(text), event.rule)
}

fn line(kind: &str, modes: &str, actors: &[String], recipients: &[String], status: &str) -> String {
    let (actors, recipients) = (actors.join(" + "), recipients.join(" + "));
    format!("{kind} {modes}: {actors} -> {recipients} ({status})")
}

fn dotted(code: &str, sectors: &[String]) -> String {
    let mut all = code.to_owned();
    for sector in sectors {
        all.push('.');
        all.push_str(sector);
    }
    all
}
