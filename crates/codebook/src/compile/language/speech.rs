//! Reads the words of speech, the words that report without a speaker, and the words of status.

use super::{Seen, table};
use crate::code;
use crate::compile::Files;
use crate::compile::report::Report;
use crate::compile::slot::Slots;
use crate::compile::table::Column;
use crate::compile::words::{STANCES, STATUSES, named, part, phrase};
use crate::frame::Part;
use crate::language::{Language, Reporting, StatusWord};

const REPORTING: &[Column] = &[
    ("word", true),
    ("part", true),
    ("stance", true),
    ("speaker", false),
    ("content", false),
    ("addressee", false),
];
const HEDGES: &[Column] = &[("word", true), ("part", true), ("stance", true)];
const STATUS: &[Column] = &[
    ("word", true),
    ("part", true),
    ("slot", false),
    ("status", true),
];

pub(super) fn read_reporting(
    files: &Files<'_>,
    slots: &Slots<'_>,
    language: &mut Language,
    report: &mut Report<'_>,
) {
    let parts = [
        Part::Verb,
        Part::Noun,
        Part::Adjective,
        Part::Adposition,
        Part::Adverb,
    ];
    let mut seen = Seen::new();
    table(files, "en/reporting", REPORTING, report, |row, report| {
        let errors = report.errors();
        let part = part(row.cell(1), &parts, report);
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
    let parts = [
        Part::Verb,
        Part::Noun,
        Part::Adjective,
        Part::Adposition,
        Part::Adverb,
        Part::Auxiliary,
    ];
    let mut seen = Seen::new();
    table(files, "en/hedges", HEDGES, report, |row, report| {
        let part = part(row.cell(1), &parts, report);
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
        let (Some(part), Some(status), true) = (part, status, report.errors() == errors) else {
            return;
        };
        for word in row.cell(0).items(';') {
            if seen.is_first((part, phrase(word), slot.clone()), word, row.layer, report) {
                let entry = StatusWord {
                    slot: slot.clone(),
                    status,
                };
                language
                    .status
                    .entry((part, phrase(word)))
                    .or_default()
                    .push(entry);
            }
        }
    });
}
