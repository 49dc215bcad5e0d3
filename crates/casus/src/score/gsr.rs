//! Records of real news sentences: source country, target country and CAMEO root (the validation records of PETRARCH2).
//!
//! F1 over the records of all sentences, each sentence's records being a set of (source, target, root):
//!
//! - Of an actor's code only the country is compared, its first three letters; the sectors behind it (`USAGOV`,
//!   `EGYOPPMUS`) are left away on both sides. Of a body (`IGOEUREEC`) the country is the body's own piece, `EUR`, where
//!   our codes know it, else `IGO`. `---` is an actor of no country.
//! - Between two of one country (`GEOOPP`, `GEOGOV`) there is a record where their sectors differ.
//! - Of the event code only the root is compared, its first two digits; roots that PLOVER does not have (01) count as
//!   missed.
//! - An event of several actors and no recipient is a record in each direction; an event with one party alone is none.
//! - All of our records count, those of the future or of the past too.

use super::petrarch::records::{Item, UNKNOWN, dashed, root};
use super::petrarch::strict::{self, Strict, Triple};
use super::{Report, Score, json_lines, read_each};
use crate::engine::Engine;
use crate::error::Error;
use crate::record;
use casus_text::Document;
use std::collections::BTreeSet;
use std::fmt::Write;

/// CAMEO's beginnings of codes of bodies that belong to no country.
const BODIES: [&str; 4] = ["IGO", "IMG", "NGO", "MNC"];

/// Scores the engine on a file of such records.
///
/// # Errors
///
/// A line that is no item of the set.
pub fn score(engine: &Engine, path: &str, gold: &str) -> Result<Report, Error> {
    let items: Vec<Item> = json_lines(path, gold)?;
    let documents = items.iter().map(|item| Document {
        id: item.id.clone(),
        text: item.text.clone(),
        date: dashed(&item.date),
        ..Document::default()
    });
    let ontology = &engine.codebook().ontology;
    let ours = read_each(engine, documents, |reading| {
        strict::ours(&record::events(&reading, ontology))
    })?;
    let known: BTreeSet<&str> = engine
        .codebook()
        .world
        .organisations
        .iter()
        .map(|body| &*body.code)
        .collect();
    let judge = |(item, ours): (&Item, BTreeSet<Triple>)| {
        Strict::new(wanted(item, &known), ours.iter().map(countries).collect())
    };
    let judged: Vec<Strict> = items.iter().zip(ours).map(judge).collect();
    Ok(report(&items, &judged))
}

/// The records of an item.
fn wanted(item: &Item, bodies: &BTreeSet<&str>) -> BTreeSet<Triple> {
    let coded = item.events.iter().filter(|e| !e.eventcode.is_empty());
    coded
        .map(|e| {
            let (source, target) = (
                country(&e.sourcecode, bodies),
                country(&e.targetcode, bodies),
            );
            (source, target, root(&e.eventcode))
        })
        .collect()
}

/// The country of a code of the gold.
fn country(code: &str, bodies: &BTreeSet<&str>) -> String {
    let piece = |at: usize| code.get(at..at + 3).filter(|piece| !piece.is_empty());
    let first = piece(0).unwrap_or(UNKNOWN);
    let own = piece(3).filter(|own| BODIES.contains(&first) && bodies.contains(own));
    own.unwrap_or(first).to_owned()
}

/// Our record without the sectors.
fn countries((source, target, root): &Triple) -> Triple {
    let first = |code: &String| code.get(..3).unwrap_or(UNKNOWN).to_owned();
    (first(source), first(target), root.clone())
}

fn report(items: &[Item], judged: &[Strict]) -> Report {
    let scores = [
        ("record F1", strict::f1(judged)),
        ("record precision", strict::precision(judged)),
        ("record recall", strict::recall(judged)),
    ];
    let mut report = Report::default();
    for (measure, value) in scores {
        let count = strict::wanted(judged);
        // Writing into a string cannot fail.
        let _ = writeln!(report.text, "{measure:<18} {value:.4}  n {count}");
        report.scores.push(Score {
            measure: measure.to_owned(),
            value,
            items: count,
        });
    }
    let wrong = items
        .iter()
        .zip(judged)
        .filter(|(_, judged)| !judged.is_right());
    report.misses = wrong
        .map(|(item, judged)| format!("{}\t{}\t{}", item.id, judged.shown(), item.text))
        .collect();
    report
}

#[cfg(test)]
#[allow(clippy::expect_used)] // What a test needs and does not get fails the test.
mod tests {
    use super::*;

    #[test]
    fn of_codes_the_country_is_compared() {
        let bodies = BTreeSet::from(["EUR", "UNO", "IGO"]);
        let cases = [
            ("USAGOV", "USA"),
            ("IGOEUREEC", "EUR"),
            ("IGOUNO", "UNO"),
            ("IGOWTO", "IGO"),
            ("IGO", "IGO"),
            ("---CVL", "---"),
            ("", "---"),
            ("é", "---"),
        ];
        for (code, expected) in cases {
            assert_eq!(country(code, &bodies), expected, "{code}");
        }
    }

    #[test]
    fn the_engine_is_scored_and_odd_gold_is_borne() {
        let engine = Engine::builder().build().expect("the engine is built");
        let gold = concat!(
            r#"{"id":"a","date":"20240619","text":"Iran blamed Israel for the blast.","#,
            r#""events":[{"sourcecode":"IRNGOV","targetcode":"ISR","eventcode":"112"}]}"#,
            "\n",
            r#"{"id":"b","date":"","text":"The weather was fine.","events":[{"noevents":"True"}]}"#,
            "\n",
        );
        let report = score(&engine, "gold", gold).expect("it is scored");
        assert_eq!(report.misses, Vec::<String>::new());
        assert!(
            report.scores.iter().all(|s| s.value == 1.0 && s.items == 1),
            "{report:?}"
        );
        assert!(score(&engine, "gold", "{}").is_err());
    }
}
