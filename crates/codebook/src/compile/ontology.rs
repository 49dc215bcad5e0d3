//! Reads the tables in `events/` into the [`Ontology`].
//!
//! The types come first, for the modes and CAMEO's codes name them. A user's row replaces ours of the same name.

use super::Files;
use super::report::{Report, Spot};
use super::table::{Cell, Column, rows};
use super::vocabulary::event;
use super::words::{named, number};
use crate::code;
use crate::ontology::{Cameo, EventType, Ontology, TypeId};
use hashbrown::HashMap;

const TYPES: &[Column] = &[
    ("name", true),
    ("quad", true),
    ("scale", true),
    ("future", false),
    ("recipient", false),
    ("about", false),
];
const MODES: &[Column] = &[
    ("type", true),
    ("mode", true),
    ("scale", false),
    ("about", false),
];
const CONTEXTS: &[Column] = &[("context", true), ("about", false)];
const SECTORS: &[Column] = &[("code", true), ("kind", true), ("about", false)];
const CAMEO: &[Column] = &[
    ("code", true),
    ("type", false),
    ("goldstein", false),
    ("name", true),
];

/// Reads the ontology.
pub(crate) fn read(files: &Files<'_>, report: &mut Report<'_>) -> Ontology {
    let mut ontology = Ontology::default();
    read_types(files, &mut ontology, report);
    read_modes(files, &mut ontology, report);
    read_contexts(files, &mut ontology, report);
    read_sectors(files, &mut ontology, report);
    read_cameo(files, &mut ontology, report);
    ontology
}

/// Names seen so far, to find a second row of the same name in one layer.
#[derive(Default)]
struct Seen<'a>(HashMap<&'a str, (u8, Spot)>);

impl<'a> Seen<'a> {
    /// Whether the name is new in this layer; a fault where it is not.
    fn is_new(&mut self, name: Cell<'a>, layer: u8, report: &mut Report<'_>) -> bool {
        match self.0.insert(name.text, (layer, name.at)) {
            Some((other, at)) if other == layer => {
                let message = format!(
                    "`{}` stands twice, first at {}",
                    name.text,
                    report.place(at)
                );
                report.error(name.at, code::DUPLICATE_NAME, message, None);
                false
            }
            _ => true,
        }
    }
}

fn scale(cell: Cell<'_>, report: &mut Report<'_>) -> Option<f32> {
    if cell.is_empty() {
        return None;
    }
    let value = number(cell, "number from -10 to 10", report)?;
    if (-10.0..=10.0).contains(&value) {
        return Some(value);
    }
    report.error(
        cell.at,
        code::BAD_NUMBER,
        format!("`{}` is not from -10 to 10", cell.text),
        None,
    );
    None
}

fn read_types(files: &Files<'_>, ontology: &mut Ontology, report: &mut Report<'_>) {
    let mut seen = Seen::default();
    let mut futures = Vec::new();
    for file in files.table("events/types") {
        rows(file, TYPES, report, |row, report| {
            if !seen.is_new(row.cell(0), row.layer, report) {
                return;
            }
            let errors = report.errors();
            let quads = [("1", 1), ("2", 2), ("3", 3), ("4", 4)];
            let entry = EventType {
                name: row.cell(0).text.to_owned(),
                quad: named(row.cell(1), "quad class", &quads, code::BAD_NUMBER, report)
                    .unwrap_or_default(),
                scale: scale(row.cell(2), report).unwrap_or_default(),
                future: None,
                recipient: flag(row.cell(4), report),
                modes: Vec::new(),
            };
            if report.errors() == errors && ontology.types.len() < usize::from(u8::MAX) {
                futures.push((row.cell(0), row.cell(3)));
                put(&mut ontology.types, entry, |t| &t.name);
            }
        });
    }
    for (name, future) in futures {
        let target = if future.is_empty() {
            None
        } else {
            event(future, ontology, report)
        };
        if let Some(entry) = ontology.types.iter_mut().find(|t| t.name == name.text) {
            entry.future = target;
        }
    }
}

/// Puts an entry in the place of the one with the same name, else at the end.
fn put<T>(list: &mut Vec<T>, entry: T, name: impl Fn(&T) -> &String) {
    match list.iter_mut().find(|old| name(old) == name(&entry)) {
        Some(old) => *old = entry,
        None => list.push(entry),
    }
}

/// Whether the cell says `yes`.
pub(crate) fn flag(cell: Cell<'_>, report: &mut Report<'_>) -> bool {
    let known = [("yes", true), ("no", false), ("", false)];
    named(
        cell,
        "answer but yes or no",
        &known,
        code::UNKNOWN_KIND,
        report,
    )
    .unwrap_or_default()
}

fn read_modes(files: &Files<'_>, ontology: &mut Ontology, report: &mut Report<'_>) {
    let mut layers: HashMap<(TypeId, &str), (u8, Spot)> = HashMap::new();
    for file in files.table("events/modes") {
        rows(file, MODES, report, |row, report| {
            let (Some(id), mode) = (event(row.cell(0), ontology, report), row.cell(1)) else {
                return;
            };
            if let Some((layer, at)) = layers.insert((id, mode.text), (row.layer, mode.at))
                && layer == row.layer
            {
                let message = format!(
                    "`{}` stands twice, first at {}",
                    mode.text,
                    report.place(at)
                );
                report.error(mode.at, code::DUPLICATE_NAME, message, None);
                return;
            }
            let errors = report.errors();
            let scale = scale(row.cell(2), report);
            if report.errors() == errors
                && let Some(entry) = ontology.types.get_mut(usize::from(id.0))
            {
                put(&mut entry.modes, (mode.text.to_owned(), scale), |m| &m.0);
            }
        });
    }
}

fn read_contexts(files: &Files<'_>, ontology: &mut Ontology, report: &mut Report<'_>) {
    let mut seen = Seen::default();
    for file in files.table("events/contexts") {
        rows(file, CONTEXTS, report, |row, report| {
            if seen.is_new(row.cell(0), row.layer, report) {
                put(&mut ontology.contexts, row.cell(0).text.to_owned(), |c| c);
            }
        });
    }
}

/// What a code of `events/sectors.table` is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// A sector of a state or a society.
    Sector,
    /// A code in the place of a state's.
    Group,
    /// Such a code, of one body alone.
    Body,
}

fn read_sectors(files: &Files<'_>, ontology: &mut Ontology, report: &mut Report<'_>) {
    let mut seen = Seen::default();
    let kinds = [
        ("state", Kind::Sector),
        ("society", Kind::Sector),
        ("group", Kind::Group),
        ("body", Kind::Body),
    ];
    for file in files.table("events/sectors") {
        rows(file, SECTORS, report, |row, report| {
            let kind = named(
                row.cell(1),
                "kind of sector",
                &kinds,
                code::UNKNOWN_KIND,
                report,
            );
            let (Some(kind), true) = (kind, seen.is_new(row.cell(0), row.layer, report)) else {
                return;
            };
            let code = row.cell(0).text.to_owned();
            if kind == Kind::Body {
                put(&mut ontology.bodies, code.clone(), |c| c);
            }
            let list = match kind {
                Kind::Sector => &mut ontology.sectors,
                Kind::Group | Kind::Body => &mut ontology.groups,
            };
            put(list, code, |c| c);
        });
    }
}

fn read_cameo(files: &Files<'_>, ontology: &mut Ontology, report: &mut Report<'_>) {
    let mut seen = Seen::default();
    for file in files.table("events/cameo") {
        rows(file, CAMEO, report, |row, report| {
            let code = row.cell(0);
            if !seen.is_new(code, row.layer, report) {
                return;
            }
            let errors = report.errors();
            if !(2..=4).contains(&code.text.len()) || !code.text.bytes().all(|b| b.is_ascii_digit())
            {
                let message = format!("`{}` is no code of 2 to 4 digits", code.text);
                report.error(code.at, code::BAD_NUMBER, message, None);
            }
            let entry = Cameo {
                code: code.text.to_owned(),
                name: row.cell(3).text.to_owned(),
                event: if row.cell(1).is_empty() {
                    None
                } else {
                    event(row.cell(1), ontology, report)
                },
                goldstein: scale(row.cell(2), report),
            };
            if report.errors() == errors {
                put(&mut ontology.cameo, entry, |c| &c.code);
            }
        });
    }
    ontology.cameo.sort_by(|a, b| a.code.cmp(&b.code));
}
