//! Reads the words that tell what states owe each other.
//!
//! A row is a frame whose actors owe something to its recipients; instead of an event it names the kind of obligation.

use super::Files;
use super::frames::{Draft, Fields, Known};
use super::report::Report;
use super::table::{Column, Row, rows};
use super::words::{PARTS, STATUSES, listed, named, part};
use crate::code;
use crate::frame::{Owed, Part};

const COLUMNS: &[Column] = &[
    ("word", true),
    ("part", true),
    ("bound", false),
    ("toward", false),
    ("when", false),
    ("kind", true),
    ("status", false),
];

/// The kinds of obligation.
const KINDS: &[&str] = &[
    "defence",
    "offence",
    "neutrality",
    "non-aggression",
    "consultation",
    "arms",
    "aid",
    "trade",
    "basing",
    "access",
];

/// Reads `en/obligations.table`.
pub(super) fn read(
    files: &Files<'_>,
    known: &Known<'_, '_>,
    report: &mut Report<'_>,
) -> Vec<Draft> {
    let mut drafts = Vec::new();
    for file in files.table("en/obligations") {
        rows(file, COLUMNS, report, |row, report| {
            read_row(row, known, &mut drafts, report)
        });
    }
    drafts
}

fn read_row(
    row: &Row<'_, '_>,
    known: &Known<'_, '_>,
    drafts: &mut Vec<Draft>,
    report: &mut Report<'_>,
) {
    let kind = row.cell(5);
    let told = listed(
        kind,
        "kind of obligation",
        KINDS,
        code::UNKNOWN_KIND,
        report,
    );
    let status = row.cell(6);
    let status = if status.is_empty() {
        Some(None)
    } else {
        named(status, "status", STATUSES, code::UNKNOWN_STATUS, report).map(Some)
    };
    let all: Vec<Part> = PARTS.iter().map(|(_, part)| *part).collect();
    let part = part(row.cell(1), &all[..3], report);
    let (Some(part), Some(status), true) = (part, status, told) else {
        return;
    };
    let fields = Fields {
        word: row.cell(0),
        actor: row.cell(2),
        recipient: row.cell(3),
        when: row.cell(4).items(';').collect(),
        owed: Some(Owed {
            kind: Box::from(kind.text),
            status,
        }),
        ..Fields::default()
    };
    let frames = fields.frames(part, known, report);
    drafts.extend(frames.map(|(frame, at)| Draft {
        frame,
        layer: row.layer,
        rule: false,
        at,
    }));
}
