//! Our own annotated reports (`gold/reports/`): all parts of an event on the same sentences.
//!
//! A gold event and a found event belong together where they have the same type and stand in the same sentence
//! (`compare.rs`). Measures, each an F1 over all events, or a share where it says so:
//!
//! - `type`, `actor`, `recipient`, `both`, `all right`: the type; with the codes of the actors; of the recipients; of
//!   both; and the status too. Codes are compared as sets, sectors not at all.
//! - `status`, `date`, `place`: of the events with the right type (and, for the last two, a date or place in gold), the
//!   share with the same status, value, state.
//! - `mode`, `attribution`, `condition`, `exchange`: of the events with the right type, F1 of the modes; of the links of
//!   the chain of speakers (same stance, same speaker by code or words); of the conditions (overlapping); of the events
//!   that are given for another.
//! - `quantity`: of the events with the right type, F1 of the numbers in them, but for how long they last.
//! - `obligation`, `obligation kind`, `obligation parties`, `obligation all`: of all obligations, those found in the right
//!   sentence; with the right kind; and the codes of who is bound and toward whom; and the status (`obligations.rs`).
//! - `calibration`: one less the mean distance, over ten steps of confidence, between how sure the events are said to be
//!   and how many of them are right (type and the codes on both sides).

mod calibration;
mod compare;
mod fields;
mod file;
mod mark;
mod obligations;
mod show;

pub use calibration::{Step, steps};
pub use file::{Fault, read};
pub use mark::GoldReport;

use super::{Report, Score, read_each, share};
use crate::engine::Engine;
use crate::error::Error;
use crate::record::status_name;
use casus_coder::Event;
use compare::{Pair, Part, overlap, pair};
use obligations::{Bond, bonds};
use std::fmt::Write;

/// The parts of which an F1 is printed.
const PARTS: [(Part, &str); 5] = [
    (Part::Type, "type"),
    (Part::Actor, "actor"),
    (Part::Recipient, "recipient"),
    (Part::Both, "both"),
    (Part::Status, "all right"),
];

/// Scores the engine on annotated reports, each a path and its text.
///
/// # Errors
///
/// A file that does not keep to the form; all its faults are in the reason.
pub fn score(engine: &Engine, files: &[(String, String)]) -> Result<Report, Error> {
    let ontology = &engine.codebook().ontology;
    let mut reports = Vec::new();
    for (path, text) in files {
        let (mut report, faults) = read(text, ontology);
        refuse(path, &faults)?;
        path.clone_into(&mut report.document.id);
        reports.push(report);
    }
    let documents = reports.iter().map(|report| report.document.clone());
    let found = read_each(engine, documents, |reading| {
        (reading.coded.events, reading.coded.obligations)
    })?;
    let (found, owed): (Vec<_>, Vec<_>) = found.into_iter().unzip();
    let bonds: Vec<Vec<Bond<'_>>> = reports
        .iter()
        .zip(&owed)
        .map(|(report, owed)| bonds(report, owed))
        .collect();
    let pairs: Vec<Vec<Pair<'_>>> = reports
        .iter()
        .zip(&found)
        .map(|(report, found)| pair(report, found, ontology))
        .collect();
    let flat: Vec<Pair<'_>> = pairs.iter().flatten().copied().collect();
    let gold = reports.iter().map(|report| report.events.len()).sum();
    let all: Vec<&Event> = found.iter().flatten().collect();
    let mut scores = parts(&flat, gold, all.len());
    scores.extend(details(&flat));
    let flat_bonds: Vec<Bond<'_>> = bonds.iter().flatten().copied().collect();
    let marked = reports.iter().map(|report| report.obligations.len()).sum();
    let told = owed.iter().map(Vec::len).sum();
    scores.extend(obligations::scores(&flat_bonds, marked, told));
    let steps = steps(&all, &flat);
    scores.push(calibration::score(&steps));
    let misses = reports
        .iter()
        .zip(&found)
        .zip(&pairs)
        .flat_map(|((report, found), pairs)| show::misses(report, found, pairs, ontology));
    let unbound = reports
        .iter()
        .zip(&owed)
        .zip(&bonds)
        .flat_map(|((report, owed), bonds)| obligations::misses(report, owed, bonds));
    let misses = misses.chain(unbound);
    Ok(Report {
        text: text(&reports, gold, all.len(), &scores, &steps),
        misses: misses.collect(),
        scores,
    })
}

fn refuse(path: &str, faults: &[Fault]) -> Result<(), Error> {
    let Some(first) = faults.first() else {
        return Ok(());
    };
    let mut reason = first.reason.clone();
    for fault in &faults[1..] {
        // Writing into a string cannot fail.
        let _ = write!(reason, "\n{path}:{}: {}", fault.line, fault.reason);
    }
    Err(Error::Gold {
        path: path.to_owned(),
        line: first.line,
        reason,
    })
}

fn parts(pairs: &[Pair<'_>], gold: usize, found: usize) -> Vec<Score> {
    PARTS
        .iter()
        .map(|&(part, name)| {
            let right = pairs.iter().filter(|pair| pair.right(part)).count();
            one(name, f1(right, gold, found), gold)
        })
        .collect()
}

fn one(measure: &str, value: f64, items: usize) -> Score {
    Score {
        measure: measure.to_owned(),
        value,
        items,
    }
}

/// Twice what is common by what there is; nothing where there is nothing.
fn f1(common: usize, gold: usize, found: usize) -> f64 {
    share(2 * common, gold + found)
}

/// What is measured on the events with the right type.
fn details(pairs: &[Pair<'_>]) -> Vec<Score> {
    let sum = |of: &dyn Fn(&Pair<'_>) -> usize| pairs.iter().map(of).sum::<usize>();
    let status = sum(&|p| usize::from(status_name(p.found.status) == p.gold.circumstance.status));
    let dates = sum(&|p| usize::from(p.gold.date.is_some()));
    let date = sum(&|p| {
        usize::from(p.gold.date.is_some() && p.gold.date.as_deref() == p.found.date.as_deref())
    });
    let places = sum(&|p| usize::from(p.gold.place.is_some()));
    let place = sum(&|p| usize::from(same_state(p)));
    let modes = sum(&|p| p.gold.modes.len());
    let mode = sum(&|p| {
        let has = |mode: &&String| p.found.modes.iter().any(|m| **m == ***mode);
        p.gold.modes.iter().filter(has).count()
    });
    let links = sum(&|p| p.gold.circumstance.said.len());
    let conditions = sum(&|p| usize::from(p.gold.circumstance.condition.is_some()));
    let condition = sum(&|p| {
        let both = p.gold.circumstance.condition.zip(p.found.condition);
        usize::from(both.is_some_and(|(gold, found)| overlap(gold, found)))
    });
    let exchanges = sum(&|p| usize::from(p.gold.exchange.is_some()));
    let exchange = sum(&|p| usize::from(p.gold.exchange.is_some() && !p.found.exchange.is_empty()));
    let numbers = |p: &Pair<'_>| -> Vec<f64> {
        let counted = p.gold.quantities.iter().filter(|q| q.kind != "duration");
        counted.map(|q| q.value).collect()
    };
    let counted = |p: &Pair<'_>| -> Vec<f64> {
        let counted = p.found.quantities.iter().filter(|q| &*q.kind != "duration");
        counted.map(|q| q.value).collect()
    };
    let quantity = sum(&|p| {
        let found = counted(p);
        numbers(p).iter().filter(|n| found.contains(n)).count()
    });
    let quantities = sum(&|p| numbers(p).len());
    vec![
        one("status", share(status, pairs.len()), pairs.len()),
        one("date", share(date, dates), dates),
        one("place", share(place, places), places),
        one(
            "mode",
            f1(mode, modes, sum(&|p| p.found.modes.len())),
            modes,
        ),
        one(
            "attribution",
            f1(
                sum(&|p| p.common_links()),
                links,
                sum(&|p| p.found.attribution.len()),
            ),
            links,
        ),
        one(
            "condition",
            f1(
                condition,
                conditions,
                sum(&|p| usize::from(p.found.condition.is_some())),
            ),
            conditions,
        ),
        one(
            "exchange",
            f1(
                exchange,
                exchanges,
                sum(&|p| usize::from(!p.found.exchange.is_empty())),
            ),
            exchanges,
        ),
        one(
            "quantity",
            f1(quantity, quantities, sum(&|p| counted(p).len())),
            quantities,
        ),
    ]
}

fn same_state(pair: &Pair<'_>) -> bool {
    let both = pair.gold.place.as_ref().zip(pair.found.location.as_ref());
    both.is_some_and(|((_, state), found)| **state == *found.country)
}

fn text(
    reports: &[GoldReport],
    gold: usize,
    found: usize,
    scores: &[Score],
    steps: &[Step],
) -> String {
    let sentences: usize = reports.iter().map(|report| report.sentences.len()).sum();
    let obligations: usize = reports.iter().map(|report| report.obligations.len()).sum();
    let mut text = String::new();
    // Writing into a string cannot fail.
    let _ = writeln!(
        text,
        "{} reports, {sentences} sentences, {gold} events, {found} found; {obligations} obligations",
        reports.len()
    );
    for Score {
        measure,
        value,
        items,
    } in scores
    {
        let _ = writeln!(text, "{measure:<18} {value:.4}  of {items}");
    }
    for step in steps {
        let _ = writeln!(
            text,
            "said to be {:.2} sure: {} events, {:.2} right",
            step.sure, step.events, step.right
        );
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    const REPORT: &str = "\
title  Visit
date   2019-03-12

Germany accused Iran of fraud on Monday.
=> ACCUSE allege
   trigger    accused
   actor      Germany = DEU
   recipient  Iran = IRN
   date       on Monday = 2019-03-11
France attacked Mali.
=> ASSAULT
   trigger    attacked
   actor      France = FRA
   recipient  Mali = MLI
   status     negated
The lake is cold.
=> none
";

    #[test]
    fn parts_are_counted_apart() {
        let engine = Engine::builder().build().unwrap();
        let report = score(&engine, &[("a.report".into(), REPORT.into())]).unwrap();
        let value = |name: &str| {
            let score = report.scores.iter().find(|s| s.measure == name);
            score.map(|s| (s.value, s.items))
        };
        assert_eq!(value("type"), Some((1.0, 2)));
        assert_eq!(value("both"), Some((1.0, 2)));
        assert_eq!(value("all right"), Some((0.5, 2)));
        assert_eq!(value("status"), Some((0.5, 2)));
        assert_eq!(value("date"), Some((1.0, 1)));
        assert_eq!(report.misses.len(), 1, "{:?}", report.misses);
    }

    #[test]
    fn a_file_with_faults_is_refused_with_all_of_them() {
        let engine = Engine::builder().build().unwrap();
        let bad = "date 2019-03-12\n\nThey met.\n=> MEET\nThey left.\n";
        let error = score(&engine, &[("a.report".into(), bad.into())]).unwrap_err();
        let told = error.to_string();
        assert!(told.starts_with("a.report:5: a sentence without"), "{told}");
        assert!(told.contains("\na.report:4: no type `MEET`"), "{told}");
    }
}
