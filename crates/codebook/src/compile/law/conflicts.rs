//! Reads `law/conflicts.table`: armed conflicts, a row for each spell of fighting.

use super::{Builder, Draft, Kinship, entries, period, put, text};
use crate::code;
use crate::compile::Files;
use crate::compile::report::Report;
use crate::compile::table::{Column, Row, rows};
use crate::compile::words::listed;
use crate::law::conflict::Conflict;

const COLUMNS: &[Column] = &[
    ("id", true),
    ("a", true),
    ("b", false),
    ("kind", true),
    ("over", false),
    ("with-a", false),
    ("with-b", false),
    ("from", true),
    ("to", false),
    ("intensity", false),
    ("source", false),
    ("note", false),
];

/// Kinds of conflicts.
const KINDS: &[&str] = &["interstate", "internal", "internationalised"];
/// What conflicts are over.
const OVER: &[&str] = &["territory", "government", "both", ""];
/// How many died.
const INTENSITIES: &[&str] = &["minor", "war", ""];

impl Builder<'_> {
    pub(super) fn read_conflicts(&mut self, files: &Files<'_>, report: &mut Report<'_>) {
        let mut drafts: Vec<Draft<Conflict>> = Vec::new();
        let kinship = |a: &Conflict, b: &Conflict| match a.id == b.id {
            true => Kinship::Twice,
            false => Kinship::None,
        };
        for file in files.table("law/conflicts") {
            rows(file, COLUMNS, report, |row, report| {
                if let Some(conflict) = self.read_conflict(row, report) {
                    put(&mut drafts, conflict, row, kinship, report);
                }
            });
        }
        self.law.conflicts = entries(drafts);
    }

    fn read_conflict(&mut self, row: &Row<'_, '_>, report: &mut Report<'_>) -> Option<Conflict> {
        let errors = report.errors();
        let unknown = code::UNKNOWN_KIND;
        listed(row.cell(3), "kind of conflict", KINDS, unknown, report);
        listed(row.cell(4), "cause of conflict", OVER, unknown, report);
        listed(row.cell(9), "intensity", INTENSITIES, unknown, report);
        let time = period(row.cell(7), row.cell(8), report);
        let conflict = Conflict {
            id: Box::from(row.cell(0).text),
            a: self.states(row.cell(1), time, report),
            b: self.states(row.cell(2), time, report),
            kind: Box::from(row.cell(3).text),
            over: Box::from(row.cell(4).text),
            with_a: self.states(row.cell(5), time, report),
            with_b: self.states(row.cell(6), time, report),
            period: time,
            intensity: Box::from(row.cell(9).text),
            source: text(row.cell(10)),
            note: text(row.cell(11)),
            origin: self.origin(row.at, report),
        };
        (report.errors() == errors).then_some(conflict)
    }
}
