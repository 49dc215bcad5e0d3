//! Sentences with one CAMEO code each (the examples of CAMEO's manual).
//!
//! A gold file goes in; of each sentence it is asked whether one of our events has the code's root (its first two digits),
//! and whether one has the code itself. Roots that PLOVER drops (`01`: statements) are left out, and so are lines that are
//! remarks of the manual and no sentences of news (they begin with "Note"). CAMEO parts an appeal (`02`) from a demand
//! (`10`), which PLOVER does not: either counts for the other in the root that is measured as PLOVER sees it, `type`.
//!
//! Measures: `type` (an event of the PLOVER type to which the code belongs), `root`, and `leaf`.

use super::{Report, Score, json_lines, read_each, share};
use crate::engine::Engine;
use crate::error::Error;
use casus_codebook::ontology::{Ontology, TypeId};
use casus_text::Document;
use std::fmt::Write;

/// CAMEO's statements, which PLOVER does not have.
const DROPPED: &str = "01";
/// CAMEO's appeals, which are PLOVER's requests as its demands are.
const APPEAL: &str = "02";
/// CAMEO's demands.
const DEMAND: &str = "10";
/// How a remark of the manual begins.
const REMARK: &str = "Note ";
/// The day that decides who holds an office: the manual's examples have none.
const DATE: &str = "2003-06-01";
/// The measures, in the order in which they are counted.
const MEASURES: [&str; 3] = ["type", "root", "leaf"];

#[derive(serde::Deserialize)]
struct Item {
    id: String,
    cameo: String,
    text: String,
}

/// Our event of a sentence: its type, and its CAMEO code.
type Found = (TypeId, String);

/// Scores the engine on a file of such sentences.
///
/// # Errors
///
/// A line that is no item of the set.
pub fn score(engine: &Engine, path: &str, gold: &str) -> Result<Report, Error> {
    let mut items: Vec<Item> = json_lines(path, gold)?;
    items.retain(|item| root(&item.cameo) != DROPPED && !item.text.starts_with(REMARK));
    let documents = items.iter().map(|item| Document {
        id: item.id.clone(),
        text: item.text.clone(),
        date: Some(DATE.to_owned()),
        ..Document::default()
    });
    let ours = read_each(engine, documents, |reading| {
        let events = reading.coded.events.into_iter();
        let code = |code: Option<Box<str>>| code.map_or_else(String::new, String::from);
        events
            .map(|event| (event.event, code(event.cameo)))
            .collect::<Vec<Found>>()
    })?;
    let ontology = &engine.codebook().ontology;
    let judged = items
        .iter()
        .zip(&ours)
        .map(|(item, found)| judge(ontology, &item.cameo, found));
    let judged: Vec<[bool; 3]> = judged.collect();
    let misses = items.iter().zip(&ours).zip(&judged);
    let misses = misses
        .filter(|(_, right)| !right[2])
        .map(|((item, found), _)| {
            let codes: Vec<&str> = found.iter().map(|(_, code)| code.as_str()).collect();
            format!(
                "{}\t{} for {}\t{}",
                item.id,
                codes.join(" "),
                item.cameo,
                item.text
            )
        });
    Ok(report(&judged, misses.collect()))
}

fn root(code: &str) -> &str {
    code.get(..2).unwrap_or(code)
}

/// Whether type, root and leaf of the code are found.
fn judge(ontology: &Ontology, wanted: &str, found: &[Found]) -> [bool; 3] {
    let asked = if root(wanted) == APPEAL {
        DEMAND
    } else {
        wanted
    };
    let kind = ontology.cameo(asked).and_then(|cameo| cameo.event);
    [
        found.iter().any(|(event, _)| Some(*event) == kind),
        found.iter().any(|(_, code)| root(code) == root(wanted)),
        found.iter().any(|(_, code)| code == wanted),
    ]
}

fn report(judged: &[[bool; 3]], misses: Vec<String>) -> Report {
    let items = judged.len();
    let value = |index: usize| share(judged.iter().filter(|right| right[index]).count(), items);
    let scores: Vec<Score> = MEASURES
        .iter()
        .enumerate()
        .map(|(index, measure)| Score {
            measure: (*measure).to_owned(),
            value: value(index),
            items,
        })
        .collect();
    let mut text = String::new();
    for score in &scores {
        // Writing into a string cannot fail.
        let _ = write!(text, "{} {:.3}  ", score.measure, score.value);
    }
    let _ = writeln!(text, "n {items}");
    Report {
        scores,
        text,
        misses,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLD: &str = concat!(
        r#"{"id":"1","cameo":"163","text":"The United States imposed sanctions on Iran."}"#,
        "\n",
        r#"{"id":"2","cameo":"012","text":"Chad doubted it."}"#,
        "\n",
        r#"{"id":"3","cameo":"042","text":"Note that two events are coded."}"#,
        "\n",
        r#"{"id":"4","cameo":"190","text":"The sun shone."}"#,
        "\n"
    );

    #[test]
    fn statements_and_remarks_are_left_out() {
        let engine = Engine::builder().build().expect("an engine");
        let report = score(&engine, "gold", GOLD).expect("a report");
        assert!(
            report.scores.iter().all(|s| s.items == 2),
            "{}",
            report.text
        );
        assert!(
            report.scores.iter().all(|s| (s.value - 0.5).abs() < 1e-9),
            "{}",
            report.text
        );
        assert_eq!(report.misses.len(), 1);
    }

    #[test]
    fn an_appeal_is_a_request() {
        let ontology = casus_codebook::Codebook::embedded().ontology;
        let request = ontology.type_named("REQUEST").expect("the type");
        let found = [(request, "103".to_owned())];
        assert_eq!(judge(&ontology, "023", &found), [true, false, false]);
        assert_eq!(judge(&ontology, "1031", &found), [true, true, false]);
        assert_eq!(judge(&ontology, "103", &found), [true, true, true]);
        assert_eq!(judge(&ontology, "", &[]), [false; 3]);
    }
}
