//! Reads `world/states.table`: every state, a row for each span in which its codes hold.

use super::{Builder, optional, point, report_twice, whole};
use crate::code;
use crate::compile::Files;
use crate::compile::date;
use crate::compile::report::{Report, Spot};
use crate::compile::table::{Cell, Column, Row, rows};
use crate::world::{Entry, Period, State};

const COLUMNS: &[Column] = &[
    ("code", true),
    ("name", true),
    ("from", false),
    ("to", false),
    ("cow", false),
    ("gw", false),
    ("names", false),
    ("adjectives", false),
    ("people", false),
    ("capital", false),
    ("seats", false),
    ("wikidata", false),
    ("lat", false),
    ("lon", false),
    ("geonameid", false),
];

/// What the names of a list stand for, by the number of the state.
type Kind = fn(u32) -> Entry;

/// A row that was read, before a user's rows replace ours.
struct Draft<'a> {
    state: State,
    layer: u8,
    code: Cell<'a>,
    name: Cell<'a>,
    /// Lists of names, with what each stands for.
    names: [(Cell<'a>, Kind); 5],
}

impl<'a> Builder<'a, '_> {
    pub(super) fn read_states(&mut self, files: &Files<'a>, report: &mut Report<'_>) {
        let mut drafts: Vec<Draft<'a>> = Vec::new();
        for file in files.table("world/states") {
            rows(file, COLUMNS, report, |row, report| {
                if let Some(draft) = read_row(row, report) {
                    put(draft, &mut drafts, report);
                }
            });
        }
        for draft in drafts {
            let id = self.world.states.len() as u32;
            let states = &self.world.states;
            let last = self.codes.entry(draft.code.text).or_insert(id);
            let end = |period: Period| (period.to, period.from);
            let before = states.get(*last as usize).map(|state| end(state.period));
            if before.is_none_or(|before| before <= end(draft.state.period)) {
                *last = id;
            }
            self.names
                .add(draft.name.text, Entry::State(id), draft.layer);
            for (list, entry) in draft.names {
                for name in list.items(';') {
                    self.names.add(name.text, entry(id), draft.layer);
                }
            }
            self.world.states.push(draft.state);
        }
    }
}

fn read_row<'a>(row: &Row<'a, '_>, report: &mut Report<'_>) -> Option<Draft<'a>> {
    let errors = report.errors();
    let code = row.cell(0);
    if code.text.len() != 3 || !code.text.bytes().all(|b| b.is_ascii_uppercase()) {
        let hint = Some("write ISO 3166 alpha-3, such as `RUS`".to_owned());
        report.error(
            code.at,
            code::UNKNOWN_COUNTRY,
            format!("`{}` is no code of a state", code.text),
            hint,
        );
    }
    let period = date::period(row.cell(2), row.cell(3), report);
    let state = State {
        code: Box::from(code.text),
        name: Box::from(row.cell(1).text),
        period: period.map_or_else(Period::default, date::Span::period),
        cow: whole(row.cell(4), report),
        gw: whole(row.cell(5), report),
        wikidata: optional(row.cell(11)),
        point: point(row.cell(12), row.cell(13), report),
        geoname: whole(row.cell(14), report),
        capital: None,
    };
    (report.errors() == errors).then_some(Draft {
        state,
        layer: row.layer,
        code,
        name: row.cell(1),
        names: [
            (row.cell(6), Entry::State),
            (row.cell(7), Entry::Adjective),
            (row.cell(8), Entry::People),
            (row.cell(9), Entry::Capital),
            (row.cell(10), Entry::Seat),
        ],
    })
}

/// Adds a row; it replaces those of a lower layer whose time it shares, and must not share time with one of its own.
fn put<'a>(draft: Draft<'a>, drafts: &mut Vec<Draft<'a>>, report: &mut Report<'_>) {
    let shares = |old: &Draft<'_>| {
        let (a, b) = (old.state.period, draft.state.period);
        old.code.text == draft.code.text && a.from <= b.to && b.from <= a.to
    };
    let rival: Option<Spot> = drafts
        .iter()
        .find(|old| old.layer == draft.layer && shares(old))
        .map(|old| old.code.at);
    if let Some(at) = rival {
        report_twice(draft.code, at, report);
        return;
    }
    drafts.retain(|old| !shares(old));
    drafts.push(draft);
}
