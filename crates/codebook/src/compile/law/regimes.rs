//! Reads `law/regimes.table` and `law/measures.table`: sanctions regimes, and what they forbid or limit.

use super::{
    Builder, Draft, Kinship, check_within, day, entries, meet, period, put, sentences, text,
};
use crate::code;
use crate::compile::Files;
use crate::compile::nearest::suggest;
use crate::compile::report::Report;
use crate::compile::table::{Cell, Column, Row, rows};
use crate::compile::words::{listed, named, number};
use crate::law::regime::{AIMS, BINDS, Cap, DIRECTIONS, Measure, Regime};
use crate::world::{Day, Period};

const REGIMES: &[Column] = &[
    ("id", true),
    ("name", true),
    ("sender", true),
    ("target", true),
    ("act", true),
    ("committee", false),
    ("from", true),
    ("to", false),
    ("objective", false),
    ("contested", false),
    ("source", false),
    ("note", false),
];

const MEASURES: &[Column] = &[
    ("regime", true),
    ("id", true),
    ("type", true),
    ("direction", true),
    ("class", false),
    ("extent", false),
    ("aim", false),
    ("cap", false),
    ("unit", false),
    ("per", false),
    ("exemptions", false),
    ("act", true),
    ("paragraph", false),
    ("from", true),
    ("to", false),
    ("binds", true),
    ("source", false),
    ("note", false),
];

/// What regimes are for, as GSDB has it.
const OBJECTIVES: &[&str] = &[
    "policy change",
    "destabilise regime",
    "territorial conflict",
    "prevent war",
    "terrorism",
    "end war",
    "human rights",
    "democracy",
    "other",
];

/// What measures are.
const KINDS: &[&str] = &[
    "arms-embargo",
    "trade-embargo",
    "export-ban",
    "import-ban",
    "price-cap",
    "cap",
    "asset-freeze",
    "travel-ban",
    "financial",
    "investment",
    "services",
    "labour",
    "training",
    "technology",
    "flights",
    "shipping",
    "inspection",
    "diplomatic",
    "other",
];

/// Whether a measure names only some goods of its classes.
const EXTENTS: &[(&str, bool)] = &[("", false), ("whole", false), ("part", true)];

/// For how long a cap holds.
const SPANS: &[&str] = &["", "year", "month", "day"];

impl Builder<'_> {
    pub(super) fn read_regimes(&mut self, files: &Files<'_>, report: &mut Report<'_>) {
        let mut drafts: Vec<Draft<Regime>> = Vec::new();
        let kinship = |a: &Regime, b: &Regime| match a.id == b.id {
            true => Kinship::Twice,
            false => Kinship::None,
        };
        for file in files.table("law/regimes") {
            rows(file, REGIMES, report, |row, report| {
                if let Some(regime) = self.read_regime(row, report) {
                    put(&mut drafts, regime, row, kinship, report);
                }
            });
        }
        self.law.regimes = entries(drafts);
    }

    fn read_regime(&mut self, row: &Row<'_, '_>, report: &mut Report<'_>) -> Option<Regime> {
        let errors = report.errors();
        let time = period(row.cell(6), row.cell(7), report);
        for objective in row.cell(8).items(';') {
            let known = OBJECTIVES;
            listed(objective, "objective", known, code::UNKNOWN_KIND, report);
        }
        let regime = Regime {
            id: Box::from(row.cell(0).text),
            name: text(row.cell(1)),
            sender: self.body(row.cell(2), time, report).unwrap_or_default(),
            target: self.body(row.cell(3), time, report).unwrap_or_default(),
            act: text(row.cell(4)),
            committee: text(row.cell(5)),
            period: time,
            objectives: sentences(row.cell(8)),
            contested: self.contested(row.cell(9), report),
            source: text(row.cell(10)),
            note: text(row.cell(11)),
            origin: self.origin(row.at, report),
        };
        (report.errors() == errors).then_some(regime)
    }

    /// Who holds a regime void: `RUS 2025-09-28; CHN 2025-09-28`.
    fn contested(&self, cell: Cell<'_>, report: &mut Report<'_>) -> Vec<(Box<str>, Period)> {
        let mut found = Vec::new();
        for item in cell.items(';') {
            let (who, since) = match item.parted(' ') {
                Some((who, since)) => (who, day(since, report)),
                None => (item, Some(Period::default())),
            };
            let Some(since) = since else { continue };
            let time = Period {
                from: since.from,
                to: Day::MAX,
            };
            if let Some(state) = self.state(who, time, report) {
                found.push((state, time));
            }
        }
        found
    }

    pub(super) fn read_measures(&mut self, files: &Files<'_>, report: &mut Report<'_>) {
        let mut drafts: Vec<Draft<Measure>> = Vec::new();
        let kinship = |a: &Measure, b: &Measure| {
            let same = a.regime == b.regime && a.id == b.id;
            match (same, meet(a.period, b.period)) {
                (false, _) => Kinship::None,
                (true, false) => Kinship::Same,
                (true, true) => Kinship::Twice,
            }
        };
        for file in files.table("law/measures") {
            rows(file, MEASURES, report, |row, report| {
                if let Some(measure) = self.read_measure(row, report) {
                    put(&mut drafts, measure, row, kinship, report);
                }
            });
        }
        self.law.measures = entries(drafts);
    }

    fn read_measure(&mut self, row: &Row<'_, '_>, report: &mut Report<'_>) -> Option<Measure> {
        let errors = report.errors();
        let regime = self.regime(row.cell(0), report);
        let unknown = code::UNKNOWN_KIND;
        listed(row.cell(2), "type of measure", KINDS, unknown, report);
        let direction = named(row.cell(3), "direction", DIRECTIONS, unknown, report);
        let extent = named(row.cell(5), "extent", EXTENTS, unknown, report);
        let aim = named(row.cell(6), "aim", AIMS, unknown, report);
        let binds = named(
            row.cell(15),
            "answer to whom it binds",
            BINDS,
            unknown,
            report,
        );
        let time = period(row.cell(13), row.cell(14), report);
        self.check_regime(regime, (row.cell(13), row.cell(14)), time, report);
        let classes = row.cell(4).items(';');
        let classes = classes.filter_map(|class| self.class(class, report));
        let measure = Measure {
            classes: classes.collect(),
            regime: regime.unwrap_or_default(),
            id: Box::from(row.cell(1).text),
            kind: Box::from(row.cell(2).text),
            direction: direction.unwrap_or_default(),
            partial: extent.unwrap_or_default(),
            aim: aim.unwrap_or_default(),
            cap: cap(row, report),
            exemptions: sentences(row.cell(10)),
            act: text(row.cell(11)),
            paragraph: text(row.cell(12)),
            period: time,
            binds: binds.unwrap_or_default(),
            source: text(row.cell(16)),
            note: text(row.cell(17)),
            origin: self.origin(row.at, report),
        };
        (report.errors() == errors).then_some(measure)
    }

    /// The number of a regime; a fault where there is none of this id.
    fn regime(&self, cell: Cell<'_>, report: &mut Report<'_>) -> Option<u32> {
        let all = &self.law.regimes;
        let found = all.iter().position(|regime| &*regime.id == cell.text);
        if found.is_none() {
            let hint = suggest(cell.text, all.iter().map(|regime| &*regime.id));
            let message = format!("no sanctions regime `{}`", cell.text);
            report.error(cell.at, code::UNKNOWN_REGIME, message, hint);
        }
        found.and_then(|number| u32::try_from(number).ok())
    }

    fn check_regime(
        &self,
        regime: Option<u32>,
        cells: (Cell<'_>, Cell<'_>),
        time: Period,
        report: &mut Report<'_>,
    ) {
        let regime = regime.and_then(|number| self.law.regimes.get(number as usize));
        if let Some(regime) = regime {
            check_within(cells, (time, regime.period), &regime.id, report);
        }
    }
}

/// How much is allowed, where the row says.
fn cap(row: &Row<'_, '_>, report: &mut Report<'_>) -> Option<Cap> {
    let (value, unit, per) = (row.cell(7), row.cell(8), row.cell(9));
    listed(per, "span of time", SPANS, code::UNKNOWN_KIND, report);
    if value.is_empty() {
        return None;
    }
    let amount: f64 = number(value, "amount", report)?;
    if !amount.is_finite() || amount < 0.0 {
        let message = format!("`{}` is no amount", value.text);
        report.error(value.at, code::BAD_NUMBER, message, None);
    }
    if unit.is_empty() {
        let message = "`unit` is empty beside a cap".to_owned();
        report.error(value.at, code::EMPTY_CELL, message, None);
    }
    Some(Cap {
        value: amount,
        unit: text(unit),
        per: Box::from(per.text),
    })
}
