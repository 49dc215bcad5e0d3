//! Reads the words of counting: what is counted, numerals, and words of time.

use super::{Seen, optional_part, table};
use crate::code;
use crate::compile::Files;
use crate::compile::report::Report;
use crate::compile::table::Column;
use crate::compile::words::{listed, number, phrase};
use crate::language::{Language, Quantity, TimeWord};

const QUANTITIES: &[Column] = &[
    ("word", true),
    ("part", false),
    ("kind", true),
    ("unit", false),
];
const TIME: &[Column] = &[
    ("word", true),
    ("kind", true),
    ("value", false),
    ("unit", false),
];
const NUMBERS: &[Column] = &[("word", true), ("value", true)];
const CONFIDENCE: &[Column] = &[("looks", true), ("right", true)];

/// The kinds of `quantities.table`.
const COUNTED: &[&str] = &[
    "killed",
    "wounded",
    "arrested",
    "missing",
    "displaced",
    "abducted",
    "freed",
    "infected",
    "destroyed",
    "downed",
    "casualties",
    "money",
    "arms",
    "fuel",
    "goods",
    "people",
    "distance",
    "area",
    "share",
    "duration",
];

/// The kinds of `time.table`.
const TIMES: &[&str] = &[
    "month",
    "weekday",
    "unit",
    "day",
    "relative",
    "direction",
    "now",
    "part",
    "clock",
    "season",
    "ordinal",
    "modifier",
    "set",
    "duration",
    "holiday",
];

pub(super) fn read_quantities(files: &Files<'_>, language: &mut Language, report: &mut Report<'_>) {
    let mut seen = Seen::new();
    table(files, "en/quantities", QUANTITIES, report, |row, report| {
        let Some(part) = optional_part(row.cell(1), report) else {
            return;
        };
        let kind = row.cell(2);
        if !listed(
            kind,
            "kind of quantity",
            COUNTED,
            code::UNKNOWN_KIND,
            report,
        ) {
            return;
        }
        let unit = row.cell(3);
        let unit = (!unit.is_empty()).then(|| phrase(unit));
        for word in row.cell(0).items(';') {
            if seen.is_first((word.text, part, kind.text), word, row.layer, report) {
                let entry = Quantity {
                    kind: Box::from(kind.text),
                    unit: unit.clone(),
                };
                language
                    .quantities
                    .entry(phrase(word))
                    .or_default()
                    .push((part, entry));
            }
        }
    });
}

pub(super) fn read_time(files: &Files<'_>, language: &mut Language, report: &mut Report<'_>) {
    let mut seen = Seen::new();
    table(files, "en/time", TIME, report, |row, report| {
        let errors = report.errors();
        listed(
            row.cell(1),
            "kind of time",
            TIMES,
            code::UNKNOWN_KIND,
            report,
        );
        let value = row.cell(2);
        let value = if value.is_empty() {
            Some(0)
        } else {
            number(value, "whole number", report)
        };
        let (Some(value), true) = (value, report.errors() == errors) else {
            return;
        };
        for word in row.cell(0).items(';') {
            if seen.is_first(word.text, word, row.layer, report) {
                let entry = TimeWord {
                    kind: Box::from(row.cell(1).text),
                    value,
                    unit: phrase(row.cell(3)),
                };
                language.time.insert(phrase(word), entry);
            }
        }
    });
}

pub(super) fn read_confidence(files: &Files<'_>, language: &mut Language, report: &mut Report<'_>) {
    let mut seen = Seen::new();
    table(files, "en/confidence", CONFIDENCE, report, |row, report| {
        let cells = [row.cell(0), row.cell(1)];
        let [Some(looks), Some(right)] = cells.map(|cell| {
            let value = number::<f32>(cell, "number", report)?;
            let share = (0.0..=1.0).contains(&value);
            if !share {
                let message = format!("`{}` is not from 0 to 1", cell.text);
                report.error(cell.at, code::BAD_NUMBER, message, None);
            }
            share.then_some(value)
        }) else {
            return;
        };
        if seen.is_first(row.cell(0).text, row.cell(0), row.layer, report) {
            let rows = &mut language.confidence;
            let at = rows.partition_point(|(before, _)| *before < looks);
            rows.insert(at, (looks, right));
        }
    });
}

pub(super) fn read_numbers(files: &Files<'_>, language: &mut Language, report: &mut Report<'_>) {
    let mut seen = Seen::new();
    table(files, "en/numbers", NUMBERS, report, |row, report| {
        let Some(value) = number::<f64>(row.cell(1), "number", report) else {
            return;
        };
        for word in row.cell(0).items(';') {
            if seen.is_first(word.text, word, row.layer, report) {
                language.numbers.insert(phrase(word), value);
            }
        }
    });
}
