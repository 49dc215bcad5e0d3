//! Reads the tables in `law/` into the [`Law`].
//!
//! The world comes first, for treaties and regimes name its states and organisations. Goods come before measures,
//! memberships before treaties, treaties before obligations. A user's rows replace those of ours about the same thing.

mod conflicts;
mod goods;
mod obligations;
mod regimes;
mod relations;
mod ties;
mod treaties;

use super::Files;
use super::nearest::suggest;
use super::report::{Report, Spot};
use super::table::{Cell, Row};
use super::{date, words};
use crate::code;
use crate::law::regime::Body;
use crate::law::{Law, Origin};
use crate::ontology::Ontology;
use crate::world::{Entry, Period, World};
use hashbrown::HashMap;
use std::sync::Arc;

/// What the readers of the tables share.
pub(crate) struct Builder<'w> {
    law: Law,
    world: &'w World,
    /// When each code was a state's.
    states: HashMap<&'w str, Vec<Period>>,
    /// PLOVER's codes for actors that are no states.
    groups: &'w [String],
    ontology: &'w Ontology,
    /// The paths of files by their numbers.
    paths: HashMap<u32, Arc<str>>,
}

/// Reads the law.
pub(crate) fn read(
    files: &Files<'_>,
    ontology: &Ontology,
    world: &World,
    report: &mut Report<'_>,
) -> Law {
    let mut states: HashMap<&str, Vec<Period>> = HashMap::new();
    for state in &world.states {
        states.entry(&state.code).or_default().push(state.period);
    }
    let mut builder = Builder {
        law: Law::default(),
        world,
        states,
        groups: &ontology.groups,
        ontology,
        paths: HashMap::new(),
    };
    builder.read_goods(files, report);
    builder.read_members(files, report);
    builder.read_treaties(files, report);
    builder.read_obligations(files, report);
    builder.read_regimes(files, report);
    builder.read_measures(files, report);
    builder.read_ties(files, report);
    builder.read_conflicts(files, report);
    builder.read_relations(files, report);
    builder.law
}

impl Builder<'_> {
    /// Where a row stands.
    fn origin(&mut self, at: Spot, report: &Report<'_>) -> Origin {
        let path = self.paths.entry(at.file).or_insert_with(|| {
            let path = report.file(at).map_or("", |file| file.path);
            Arc::from(path)
        });
        Origin {
            path: path.clone(),
            line: at.line,
        }
    }

    /// The code of a state that existed at some day of the period; a fault where it is none, a warning where it did not.
    fn state(&self, cell: Cell<'_>, period: Period, report: &mut Report<'_>) -> Option<Box<str>> {
        let Some(times) = self.states.get(cell.text) else {
            self.report_state(cell, report);
            return None;
        };
        let meets = |time: &Period| time.from <= period.to && period.from <= time.to;
        if !times.iter().any(meets) {
            let message = format!("there was no state `{}` in that time", cell.text);
            report.warn(cell.at, code::STATE_OUT_OF_TIME, message, None);
        }
        Some(Box::from(cell.text))
    }

    /// The codes of a list of states.
    fn states(&self, cell: Cell<'_>, period: Period, report: &mut Report<'_>) -> Vec<Box<str>> {
        let items = cell.items(';');
        items
            .filter_map(|item| self.state(item, period, report))
            .collect()
    }

    /// The code of a state, or the name of an area: one that few take for a state can be party to a treaty.
    fn land(&self, cell: Cell<'_>, period: Period, report: &mut Report<'_>) -> Option<Box<str>> {
        let areas = self.world.organisations.iter();
        let mut areas = areas.filter(|one| &*one.kind == AREA && meet(one.period, period));
        if let Some(area) = areas.find(|area| &*area.name == cell.text) {
            return Some(area.name.clone());
        }
        self.state(cell, period, report)
    }

    /// The codes of a list of states, and the names of areas.
    fn lands(&self, cell: Cell<'_>, period: Period, report: &mut Report<'_>) -> Vec<Box<str>> {
        let items = cell.items(';');
        items
            .filter_map(|item| self.land(item, period, report))
            .collect()
    }

    fn report_state(&self, cell: Cell<'_>, report: &mut Report<'_>) {
        let mut codes: Vec<&str> = self.states.keys().copied().collect();
        codes.sort_unstable();
        let message = format!("no state `{}`", cell.text);
        let hint = suggest(cell.text, codes);
        report.error(cell.at, code::UNKNOWN_COUNTRY, message, hint);
    }

    /// The organisation of this name or alias: its own name and its code.
    fn organisation(&self, name: &str) -> Option<(Box<str>, Box<str>)> {
        let found = self
            .world
            .named(name)
            .iter()
            .find_map(|entry| match entry {
                Entry::Organisation(id) | Entry::Initials(id) => {
                    self.world.organisations.get(*id as usize)
                }
                _ => None,
            })?;
        Some((found.name.clone(), found.code.clone()))
    }

    /// The organisation of this name; a fault where there is none.
    fn known_organisation(
        &self,
        cell: Cell<'_>,
        report: &mut Report<'_>,
    ) -> Option<(Box<str>, Box<str>)> {
        let found = self.organisation(cell.text);
        if found.is_none() {
            self.report_organisation(cell, report);
        }
        found
    }

    fn report_organisation(&self, cell: Cell<'_>, report: &mut Report<'_>) {
        let names = self.world.organisations.iter().map(|one| &*one.name);
        let hint = suggest(cell.text, names)
            .or_else(|| Some("`world/organisations.table` names them all".to_owned()));
        let message = format!("no organisation `{}`", cell.text);
        report.error(cell.at, code::UNKNOWN_ORGANISATION, message, hint);
    }

    /// A state, a group of PLOVER's, or an organisation by its name.
    fn body(&self, cell: Cell<'_>, period: Period, report: &mut Report<'_>) -> Option<Body> {
        if self.groups.iter().any(|group| group == cell.text) {
            return Some(Body::Code(Box::from(cell.text)));
        }
        let looks = cell.text.len() == 3 && cell.text.bytes().all(|b| b.is_ascii_uppercase());
        if self.states.contains_key(cell.text) || looks {
            return self.state(cell, period, report).map(Body::Code);
        }
        let (name, _) = self.known_organisation(cell, report)?;
        Some(Body::Organisation(name))
    }
}

/// The kind of organisations that are lands within a state.
const AREA: &str = "area";

/// The days that a date can mean, where the cell is filled.
fn day(cell: Cell<'_>, report: &mut Report<'_>) -> Option<Period> {
    if cell.is_empty() {
        return None;
    }
    date::date(cell, report).map(|(from, to)| Period { from, to })
}

/// The period between two cells; all time where they are faulty, for the fault leaves the row out.
fn period(from: Cell<'_>, to: Cell<'_>, report: &mut Report<'_>) -> Period {
    date::period(from, to, report).map_or_else(Period::default, date::Span::period)
}

/// Reports each explicit end of a period that lies outside of another.
fn check_within(
    (from, to): (Cell<'_>, Cell<'_>),
    (own, outer): (Period, Period),
    of: &str,
    report: &mut Report<'_>,
) {
    for (cell, outside) in [(from, own.from < outer.from), (to, own.to > outer.to)] {
        if outside && !cell.is_empty() {
            let message = format!("{} lies outside the time of `{of}`", cell.text);
            report.error(cell.at, code::OUTSIDE_PERIOD, message, None);
        }
    }
}

/// The sentences of a list.
fn sentences(cell: Cell<'_>) -> Vec<Box<str>> {
    cell.items(';').map(words::phrase).collect()
}

/// The text of a cell.
fn text(cell: Cell<'_>) -> Box<str> {
    words::phrase(cell)
}

/// An entry that was read, before a user's entries replace ours.
struct Draft<T> {
    entry: T,
    layer: u8,
    at: Spot,
}

/// How two entries stand to each other.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kinship {
    /// About different things.
    None,
    /// About the same thing: a user's takes the place of ours, two of one layer stand side by side.
    Same,
    /// About the same thing at the same time: in one layer that is a fault.
    Twice,
}

/// Adds an entry: it replaces its kin of a lower layer, and must not stand twice in its own.
fn put<T>(
    drafts: &mut Vec<Draft<T>>,
    entry: T,
    row: &Row<'_, '_>,
    kinship: impl Fn(&T, &T) -> Kinship,
    report: &mut Report<'_>,
) {
    let twice = drafts
        .iter()
        .find(|old| old.layer == row.layer && kinship(&old.entry, &entry) == Kinship::Twice);
    if let Some(old) = twice {
        let at = row.cell(0).at;
        let message = format!("this stands twice, first at {}", report.place(old.at));
        report.error(at, code::DUPLICATE_ROW, message, None);
        return;
    }
    drafts.retain(|old| old.layer == row.layer || kinship(&old.entry, &entry) == Kinship::None);
    drafts.push(Draft {
        entry,
        layer: row.layer,
        at: row.cell(0).at,
    });
}

/// The entries of the drafts.
fn entries<T>(drafts: Vec<Draft<T>>) -> Vec<T> {
    drafts.into_iter().map(|draft| draft.entry).collect()
}

/// Whether two periods share a day.
fn meet(a: Period, b: Period) -> bool {
    a.from <= b.to && b.from <= a.to
}
