//! Reads `law/obligations.table`: what treaties oblige to.

use super::{Builder, Draft, Kinship, check_within, entries, meet, period, put, sentences, text};
use crate::code;
use crate::compile::Files;
use crate::compile::report::Report;
use crate::compile::table::{Cell, Column, Row, rows};
use crate::compile::words::named;
use crate::law::treaty::{DUTIES, Obligation, Side, TRIGGERS, Trigger};
use crate::world::Period;

const COLUMNS: &[Column] = &[
    ("treaty", true),
    ("article", false),
    ("kind", true),
    ("owed-by", true),
    ("owed-to", true),
    ("trigger", false),
    ("against", false),
    ("where", false),
    ("conditions", false),
    ("from", false),
    ("to", false),
    ("note", false),
];

/// What stands for every party.
const EACH: &str = "each";

impl Builder<'_> {
    pub(super) fn read_obligations(&mut self, files: &Files<'_>, report: &mut Report<'_>) {
        let mut drafts: Vec<Draft<Obligation>> = Vec::new();
        for file in files.table("law/obligations") {
            rows(file, COLUMNS, report, |row, report| {
                if let Some(obligation) = self.read_obligation(row, report) {
                    put(&mut drafts, obligation, row, kinship, report);
                }
            });
        }
        self.law.obligations = entries(drafts);
    }

    fn read_obligation(
        &mut self,
        row: &Row<'_, '_>,
        report: &mut Report<'_>,
    ) -> Option<Obligation> {
        let errors = report.errors();
        let treaty = self.treaty(row.cell(0), report);
        let duty = named(
            row.cell(2),
            "kind of obligation",
            DUTIES,
            code::UNKNOWN_KIND,
            report,
        );
        let trigger = match row.cell(5) {
            cell if cell.is_empty() => Some(Trigger::None),
            cell => named(cell, "trigger", TRIGGERS, code::UNKNOWN_KIND, report),
        };
        let time = period(row.cell(9), row.cell(10), report);
        let owed_by = self.side(row.cell(3), time, report);
        let owed_to = self.side(row.cell(4), time, report);
        self.check_parties(treaty, row.cell(3), &owed_by, report);
        self.check_time(treaty, (row.cell(9), row.cell(10)), time, report);
        let obligation = Obligation {
            treaty: treaty.unwrap_or_default(),
            article: text(row.cell(1)),
            duty,
            owed_by,
            owed_to,
            trigger: trigger.unwrap_or_default(),
            against: self.states(row.cell(6), time, report),
            area: text(row.cell(7)),
            conditions: sentences(row.cell(8)),
            period: time,
            note: text(row.cell(11)),
            origin: self.origin(row.at, report),
        };
        (report.errors() == errors).then_some(obligation)
    }

    fn side(&self, cell: Cell<'_>, time: Period, report: &mut Report<'_>) -> Side {
        if cell.text == EACH {
            Side::Each
        } else {
            Side::States(self.lands(cell, time, report))
        }
    }

    /// Reports those who owe without being party. To whom it is owed may be others: a guarantee can be given to them.
    fn check_parties(
        &self,
        treaty: Option<u32>,
        cell: Cell<'_>,
        side: &Side,
        report: &mut Report<'_>,
    ) {
        let treaty = treaty.and_then(|number| self.law.treaties.get(number as usize));
        let (Some(treaty), Side::States(_)) = (treaty, side) else {
            return;
        };
        for item in cell.items(';') {
            let party = treaty.parties.iter().any(|p| &*p.state == item.text);
            if self.states.contains_key(item.text) && !party {
                let message = format!("`{}` is no party to `{}`", item.text, treaty.id);
                report.error(item.at, code::NO_PARTY, message, None);
            }
        }
    }

    fn check_time(
        &self,
        treaty: Option<u32>,
        cells: (Cell<'_>, Cell<'_>),
        time: Period,
        report: &mut Report<'_>,
    ) {
        let treaty = treaty.and_then(|number| self.law.treaties.get(number as usize));
        if let Some(treaty) = treaty {
            check_within(cells, (time, treaty.course.period()), &treaty.id, report);
        }
    }
}

/// Clauses are told apart by all that says who owes what; one may be followed by another in time.
fn kinship(a: &Obligation, b: &Obligation) -> Kinship {
    let same = a.treaty == b.treaty
        && a.article == b.article
        && a.duty == b.duty
        && a.owed_by == b.owed_by
        && a.owed_to == b.owed_to
        && a.trigger == b.trigger;
    match (same, meet(a.period, b.period)) {
        (false, _) => Kinship::None,
        (true, false) => Kinship::Same,
        (true, true) => Kinship::Twice,
    }
}
