//! Reads `law/members.table` and `law/ties.table`: dated memberships, recognition and diplomatic relations.

use super::{Builder, Draft, Kinship, entries, meet, period, put, text};
use crate::code;
use crate::compile::Files;
use crate::compile::report::Report;
use crate::compile::table::{Column, Row, rows};
use crate::compile::words::listed;
use crate::law::tie::{Membership, Tie};

const MEMBERS: &[Column] = &[
    ("organisation", true),
    ("state", true),
    ("role", false),
    ("from", false),
    ("to", false),
    ("note", false),
];

const TIES: &[Column] = &[
    ("a", true),
    ("b", true),
    ("kind", true),
    ("state", true),
    ("from", false),
    ("to", false),
    ("source", false),
    ("note", false),
];

/// What a state can be in an organisation; an empty cell means the first.
const ROLES: &[&str] = &[
    "member",
    "permanent",
    "elected",
    "associate",
    "observer",
    "partner",
    "suspended",
    "",
];

/// Kinds of ties, each with how it can stand.
const KINDS: &[(&str, &[&str])] = &[
    ("recognition", &["recognised", "refused", "withdrawn"]),
    (
        "diplomatic-relations",
        &["none", "established", "downgraded", "broken", "restored"],
    ),
];

impl Builder<'_> {
    pub(super) fn read_members(&mut self, files: &Files<'_>, report: &mut Report<'_>) {
        let mut drafts: Vec<Draft<Membership>> = Vec::new();
        let kinship = |a: &Membership, b: &Membership| {
            let same = a.organisation == b.organisation && a.state == b.state;
            let twice = a.role == b.role && meet(a.period, b.period);
            match (same, twice) {
                (false, _) => Kinship::None,
                (true, false) => Kinship::Same,
                (true, true) => Kinship::Twice,
            }
        };
        for file in files.table("law/members") {
            rows(file, MEMBERS, report, |row, report| {
                for membership in self.read_member(row, report) {
                    put(&mut drafts, membership, row, kinship, report);
                }
            });
        }
        self.law.memberships = entries(drafts);
    }

    /// The memberships of a row: one for each state that it lists.
    fn read_member(&mut self, row: &Row<'_, '_>, report: &mut Report<'_>) -> Vec<Membership> {
        let errors = report.errors();
        let organisation = self.known_organisation(row.cell(0), report);
        let role = row.cell(2);
        listed(role, "role", ROLES, code::UNKNOWN_KIND, report);
        let time = period(row.cell(3), row.cell(4), report);
        let states = self.states(row.cell(1), time, report);
        let origin = self.origin(row.at, report);
        let Some((organisation, code)) = organisation else {
            return Vec::new();
        };
        if report.errors() != errors {
            return Vec::new();
        }
        let membership = |state| Membership {
            organisation: organisation.clone(),
            code: code.clone(),
            state,
            role: Box::from(if role.is_empty() { ROLES[0] } else { role.text }),
            period: time,
            note: text(row.cell(5)),
            origin: origin.clone(),
        };
        states.into_iter().map(membership).collect()
    }

    pub(super) fn read_ties(&mut self, files: &Files<'_>, report: &mut Report<'_>) {
        let mut drafts: Vec<Draft<Tie>> = Vec::new();
        let kinship = |a: &Tie, b: &Tie| {
            let same = a.a == b.a && a.b == b.b && a.kind == b.kind;
            match (same, meet(a.period, b.period)) {
                (false, _) => Kinship::None,
                (true, false) => Kinship::Same,
                (true, true) => Kinship::Twice,
            }
        };
        for file in files.table("law/ties") {
            rows(file, TIES, report, |row, report| {
                for tie in self.read_tie(row, report) {
                    put(&mut drafts, tie, row, kinship, report);
                }
            });
        }
        self.law.ties = entries(drafts);
    }

    /// The ties of a row: one for each state that it lists in its first cell.
    fn read_tie(&mut self, row: &Row<'_, '_>, report: &mut Report<'_>) -> Vec<Tie> {
        let errors = report.errors();
        let kinds: Vec<&str> = KINDS.iter().map(|(kind, _)| *kind).collect();
        let (kind, state) = (row.cell(2), row.cell(3));
        let unknown = code::UNKNOWN_KIND;
        if listed(kind, "kind of tie", &kinds, unknown, report) {
            let own = KINDS.iter().filter(|(name, _)| *name == kind.text);
            let states: Vec<&str> = own.flat_map(|(_, states)| *states).copied().collect();
            listed(state, "state of such a tie", &states, unknown, report);
        }
        let time = period(row.cell(4), row.cell(5), report);
        let other = self.body(row.cell(1), time, report);
        let origin = self.origin(row.at, report);
        let ones = self.states(row.cell(0), time, report);
        let Some(other) = other.filter(|_| report.errors() == errors) else {
            return Vec::new();
        };
        let tie = |a| Tie {
            a,
            b: other.clone(),
            kind: Box::from(kind.text),
            state: Box::from(state.text),
            period: time,
            source: text(row.cell(6)),
            note: text(row.cell(7)),
            origin: origin.clone(),
        };
        ones.into_iter().map(tie).collect()
    }
}
