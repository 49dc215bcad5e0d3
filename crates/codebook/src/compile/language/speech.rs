//! Reads the words of speech, the words that report without a speaker, and the words of status.

use super::{Seen, table};
use crate::code;
use crate::compile::Files;
use crate::compile::report::Report;
use crate::compile::slot::Slots;
use crate::compile::table::{Cell, Column};
use crate::compile::words::{STANCES, STATUSES, named, part, phrase};
use crate::frame::Part;
use crate::language::{Language, Phrase, Reporting, StatusWord};

const REPORTING: &[Column] = &[
    ("word", true),
    ("part", true),
    ("stance", true),
    ("speaker", false),
    ("content", false),
    ("addressee", false),
];
const HEDGES: &[Column] = &[("word", true), ("part", true), ("stance", true)];
/// What a hedge can be; a word of speech can be all but the last.
const SPEECH: [Part; 6] = [
    Part::Verb,
    Part::Noun,
    Part::Adjective,
    Part::Adposition,
    Part::Adverb,
    Part::Auxiliary,
];
const STATUS: &[Column] = &[
    ("word", true),
    ("part", true),
    ("slot", false),
    ("status", true),
    ("degree", false),
    ("denied", false),
];

pub(super) fn read_reporting(
    files: &Files<'_>,
    slots: &Slots<'_>,
    language: &mut Language,
    report: &mut Report<'_>,
) {
    let mut seen = Seen::new();
    table(files, "en/reporting", REPORTING, report, |row, report| {
        let errors = report.errors();
        let part = part(row.cell(1), &SPEECH[..5], report);
        let stance = named(row.cell(2), "stance", STANCES, code::UNKNOWN_STANCE, report);
        let speaker = slots.optional(row.cell(3), report);
        let content = slots.optional(row.cell(4), report);
        let addressee = slots.optional(row.cell(5), report);
        let (Some(part), Some(stance), true) = (part, stance, report.errors() == errors) else {
            return;
        };
        for word in row.cell(0).items(';') {
            let key = (
                part,
                phrase(word),
                content.clone(),
                addressee.clone(),
                speaker.clone(),
            );
            if seen.is_first(key, word, row.layer, report) {
                let entry = Reporting {
                    stance,
                    speaker: speaker.clone(),
                    content: content.clone(),
                    addressee: addressee.clone(),
                };
                language
                    .reporting
                    .entry((part, phrase(word)))
                    .or_default()
                    .push(entry);
            }
        }
    });
}

pub(super) fn read_hedges(files: &Files<'_>, language: &mut Language, report: &mut Report<'_>) {
    let mut seen = Seen::new();
    table(files, "en/hedges", HEDGES, report, |row, report| {
        let part = part(row.cell(1), &SPEECH, report);
        let stance = named(row.cell(2), "stance", STANCES, code::UNKNOWN_STANCE, report);
        let (Some(part), Some(stance)) = (part, stance) else {
            return;
        };
        for word in row.cell(0).items(';') {
            if seen.is_first((part, word.text), word, row.layer, report) {
                language.hedges.entry(phrase(word)).or_insert(stance);
            }
        }
    });
}

pub(super) fn read_status(
    files: &Files<'_>,
    slots: &Slots<'_>,
    language: &mut Language,
    report: &mut Report<'_>,
) {
    let parts = [
        Part::Auxiliary,
        Part::Verb,
        Part::Noun,
        Part::Adjective,
        Part::Adverb,
        Part::Conjunction,
        Part::Negation,
        Part::Adposition,
    ];
    let mut seen = Seen::new();
    table(files, "en/status", STATUS, report, |row, report| {
        let errors = report.errors();
        let part = part(row.cell(1), &parts, report);
        let slot = slots.optional(row.cell(2), report);
        let status = named(
            row.cell(3),
            "status",
            STATUSES,
            code::UNKNOWN_STATUS,
            report,
        );
        let degrees = [degree(row.cell(4), report), degree(row.cell(5), report)];
        let (Some(part), Some(status), true) = (part, status, report.errors() == errors) else {
            return;
        };
        let usual = status.degrees();
        for word in row.cell(0).items(';') {
            if seen.is_first((part, phrase(word), slot.clone()), word, row.layer, report) {
                let entry = StatusWord {
                    slot: slot.clone(),
                    status,
                    degree: degrees[0].unwrap_or(usual.0),
                    denied: degrees[1].unwrap_or(usual.1),
                };
                let key = phrase(word);
                add_phrase(language, part, &key);
                language.status.entry((part, key)).or_default().push(entry);
            }
        }
    });
}

/// Notes a word of several lemmas under its first.
fn add_phrase(language: &mut Language, part: Part, key: &str) {
    let mut lemmas = key.split(' ').map(Box::from);
    let (Some(first), more) = (lemmas.next(), lemmas.collect::<Vec<Box<str>>>()) else {
        return;
    };
    if more.is_empty() {
        return;
    }
    let phrases = language.status_phrases.entry((part, first)).or_default();
    if phrases.iter().all(|p| *p.key != *key) {
        phrases.push(Phrase {
            more,
            key: key.into(),
        });
        phrases.sort_by_key(|p| std::cmp::Reverse(p.more.len()));
    }
}

/// A degree of certainty, from -3 to 3; an empty cell is none.
fn degree(cell: Cell<'_>, report: &mut Report<'_>) -> Option<f32> {
    if cell.text.is_empty() {
        return None;
    }
    let number = cell.text.parse::<f32>().ok();
    let number = number.filter(|n| (-3.0..=3.0).contains(n));
    if number.is_none() {
        report.error(
            cell.at,
            code::BAD_NUMBER,
            "no degree".to_owned(),
            Some("a degree is a number from -3 to 3".to_owned()),
        );
    }
    number
}
