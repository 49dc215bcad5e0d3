//! Marked pairs with their PLOVER type (the PLV set).
//!
//! The coder sees the bare sentence. For each item the event is taken that fits the marked pair best: its actor overlaps
//! the marked source and its recipient the marked target; else both in any role; else the source alone; else the target
//! alone; else any. Among equals the most confident, then the first. No event is a wrong answer. Status counts for
//! nothing, since the set does not tell it apart.

use super::{Report, Score, json_lines, read_each, share};
use crate::engine::Engine;
use crate::error::Error;
use crate::record;
use crate::wire::{ActorRecord, EventRecord};
use casus_text::Document;
use std::collections::BTreeMap;
use std::fmt::Write;

/// PLV has one type for these two of PLOVER's.
const MERGED: [&str; 2] = ["CONCEDE", "RETREAT"];
/// That type.
const MERGED_AS: &str = "YIELD";
/// The answer where there is no event.
const NONE: &str = "NONE";
/// The items have no dates; this one decides who holds an office.
const DATE: &str = "2018-01-01";

#[derive(serde::Deserialize)]
struct Item {
    id: String,
    text: String,
    marked: String,
    plover: String,
    quad: u8,
}

/// An answer: the type, and how well the event fits the pair.
struct Answer {
    kind: String,
    fit: u8,
}

/// Scores the engine on a PLV file.
///
/// # Errors
///
/// A line that is no item of the set.
pub fn score(engine: &Engine, path: &str, gold: &str) -> Result<Report, Error> {
    let items: Vec<Item> = json_lines(path, gold)?;
    let documents = items.iter().map(|item| Document {
        id: item.id.clone(),
        text: item.text.clone(),
        date: Some(DATE.to_owned()),
        ..Document::default()
    });
    let ontology = &engine.codebook().ontology;
    let events = read_each(engine, documents, |reading| {
        record::events(&reading, ontology)
    })?;
    let answers: Vec<Answer> = items
        .iter()
        .zip(&events)
        .map(|(item, events)| answer(item, events))
        .collect();
    Ok(report(&items, &answers))
}

fn answer(item: &Item, events: &[EventRecord]) -> Answer {
    let source = marked_span(&item.marked, "s", "t");
    let target = marked_span(&item.marked, "t", "s");
    let mut best: Option<(u8, f32, &EventRecord)> = None;
    for event in events {
        let fit = fit(event, source, target);
        let better =
            best.is_none_or(|(other, confidence, _)| (fit, event.confidence) > (other, confidence));
        if better {
            best = Some((fit, event.confidence, event));
        }
    }
    match best {
        Some((fit, _, event)) => {
            let merged = MERGED.contains(&event.event.as_str());
            let kind = if merged { MERGED_AS } else { &event.event };
            Answer {
                kind: kind.to_owned(),
                fit,
            }
        }
        None => Answer {
            kind: NONE.to_owned(),
            fit: 0,
        },
    }
}

/// The byte span of the text inside `<tag>`, in the text without marks; an empty one where there is no mark.
fn marked_span(marked: &str, tag: &str, other: &str) -> (u32, u32) {
    let plain = marked
        .replace(&format!("<{other}>"), "")
        .replace(&format!("</{other}>"), "");
    let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
    let inside = plain.split_once(&open).and_then(|(before, rest)| {
        let (inside, _) = rest.split_once(&close)?;
        Some((before.len() as u32, inside.len() as u32))
    });
    inside.map_or((0, 0), |(start, length)| (start, start + length))
}

fn fit(event: &EventRecord, source: (u32, u32), target: (u32, u32)) -> u8 {
    let overlaps = |span: (u32, u32), all: &[ActorRecord]| {
        all.iter().any(|a| a.start < span.1 && span.0 < a.end)
    };
    let any = |span| overlaps(span, &event.actor) || overlaps(span, &event.recipient);
    match (
        overlaps(source, &event.actor),
        overlaps(target, &event.recipient),
    ) {
        (true, true) => 4,
        _ if any(source) && any(target) => 3,
        (true, false) => 2,
        (false, true) => 1,
        (false, false) => 0,
    }
}

fn report(items: &[Item], answers: &[Answer]) -> Report {
    let quads = quads(items);
    let quad = |kind: &str| quads.get(kind).copied().unwrap_or(0);
    let pairs = items.iter().zip(answers);
    let types: Vec<(&str, &str)> = pairs
        .map(|(item, answer)| (item.plover.as_str(), answer.kind.as_str()))
        .collect();
    let four: Vec<(u8, u8)> = types.iter().map(|(g, p)| (quad(g), quad(p))).collect();
    let two: Vec<(u8, u8)> = four.iter().map(|(g, p)| (side(*g), side(*p))).collect();
    let labels: Vec<&str> = quads.keys().copied().collect();
    let by_type = f1_by_label(&types, &labels);
    let count = items.len();
    let matched = share(answers.iter().filter(|a| a.fit >= 3).count(), count);
    let uncoded = share(answers.iter().filter(|a| a.kind == NONE).count(), count);
    let right = share(types.iter().filter(|(g, p)| g == p).count(), count);
    let root = mean(&by_type);
    let quad = mean(&f1_by_label(&four, &[1, 2, 3, 4]));
    let binary = mean(&f1_by_label(&two, &[1, 2]));
    let mut text = String::new();
    let shown: Vec<String> = labels
        .iter()
        .zip(&by_type)
        .map(|(l, f)| format!("{l} {f:.2}"))
        .collect();
    // Writing into a string cannot fail.
    let _ = writeln!(text, "{}", shown.join("  "));
    let _ = writeln!(
        text,
        "uncoded {uncoded:.3}  pair matched {matched:.3}  n {count}"
    );
    let _ = writeln!(
        text,
        "root macro-F1 {root:.4}  accuracy {right:.4}  quad {quad:.4}  binary {binary:.4}"
    );
    let score = |measure: &str, value| Score {
        measure: measure.to_owned(),
        value,
        items: count,
    };
    Report {
        scores: vec![
            score("root macro-F1", root),
            score("quad macro-F1", quad),
            score("binary macro-F1", binary),
            score("accuracy", right),
            score("pair matched", matched),
        ],
        text,
        misses: misses(items, answers),
    }
}

fn misses(items: &[Item], answers: &[Answer]) -> Vec<String> {
    let wrong = items
        .iter()
        .zip(answers)
        .filter(|(item, answer)| item.plover != answer.kind || answer.fit < 3);
    wrong
        .map(|(item, answer)| {
            format!(
                "{}\t{} for {}, fit {}\t{}",
                item.id, answer.kind, item.plover, answer.fit, item.marked
            )
        })
        .collect()
}

/// The quad class of each type: the one that most of its items have, since a few items of the set stray.
fn quads(items: &[Item]) -> BTreeMap<&str, u8> {
    let mut counts: BTreeMap<&str, BTreeMap<u8, usize>> = BTreeMap::new();
    for item in items {
        *counts
            .entry(&item.plover)
            .or_default()
            .entry(item.quad)
            .or_default() += 1;
    }
    let most = |quads: BTreeMap<u8, usize>| {
        quads
            .into_iter()
            .max_by_key(|(_, count)| *count)
            .map_or(0, |(quad, _)| quad)
    };
    counts
        .into_iter()
        .map(|(kind, quads)| (kind, most(quads)))
        .collect()
}

/// Cooperation or conflict; 0 for no event.
fn side(quad: u8) -> u8 {
    match quad {
        0 => 0,
        1 | 2 => 1,
        _ => 2,
    }
}

/// F1 of each label over pairs of gold and answer.
fn f1_by_label<T: Copy + PartialEq>(pairs: &[(T, T)], labels: &[T]) -> Vec<f64> {
    let f1 = |label: &T| {
        let hit = pairs
            .iter()
            .filter(|(g, p)| g == label && p == label)
            .count();
        let wanted = pairs.iter().filter(|(g, _)| g == label).count();
        let found = pairs.iter().filter(|(_, p)| p == label).count();
        share(2 * hit, wanted + found)
    };
    labels.iter().map(f1).collect()
}

fn mean(values: &[f64]) -> f64 {
    let sum: f64 = values.iter().sum();
    if values.is_empty() {
        0.0
    } else {
        sum / values.len() as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_in_the_text_without_marks() {
        let marked = "Zürich: <t>Bern</t> says <s>Genève</s> left.";
        let plain = "Zürich: Bern says Genève left.";
        let words = |(start, end): (u32, u32)| &plain[start as usize..end as usize];
        assert_eq!(words(marked_span(marked, "s", "t")), "Genève");
        assert_eq!(words(marked_span(marked, "t", "s")), "Bern");
        assert_eq!(marked_span("no mark", "s", "t"), (0, 0));
    }

    #[test]
    fn f1_counts_each_label() {
        let pairs = [("A", "A"), ("A", "B"), ("B", "B"), ("B", NONE)];
        let f1 = f1_by_label(&pairs, &["A", "B"]);
        assert!((f1[0] - 2.0 / 3.0).abs() < 1e-9 && (f1[1] - 0.5).abs() < 1e-9);
    }

    #[test]
    fn a_type_has_the_quad_of_most_of_its_items() {
        let items = [
            item("AID", 2),
            item("AID", 1),
            item("AID", 2),
            item("SUPPORT", 1),
        ];
        assert_eq!(quads(&items), BTreeMap::from([("AID", 2), ("SUPPORT", 1)]));
    }

    fn item(plover: &str, quad: u8) -> Item {
        Item {
            id: String::new(),
            text: String::new(),
            marked: String::new(),
            plover: plover.into(),
            quad,
        }
    }

    #[test]
    fn labels_are_those_of_the_gold() {
        let answer = |kind: &str, fit| Answer {
            kind: kind.into(),
            fit,
        };
        let report = report(
            &[item("AID", 2), item("YIELD", 2)],
            &[answer("AID", 4), answer("ACCUSE", 0)],
        );
        let value = |name: &str| {
            report
                .scores
                .iter()
                .find(|s| s.measure == name)
                .expect("a score")
                .value
        };
        assert_eq!(value("root macro-F1"), 0.5);
        assert_eq!(value("pair matched"), 0.5);
        assert_eq!(report.misses.len(), 1);
    }
}
