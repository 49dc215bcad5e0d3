//! Reads the tables in `world/` into the [`World`].
//!
//! States come first, then organisations, for offices and places name them; offices before those who hold them. The rows
//! of a user's files come after ours and replace those of the same state, organisation, office or place.

mod holders;
mod names;
mod offices;
mod organisations;
mod places;
mod states;

use super::Files;
use super::nearest::suggest;
use super::report::{Report, Spot};
use super::table::{Cell, rows};
use crate::code;
use crate::language::Language;
use crate::ontology::Ontology;
use crate::world::World;
use hashbrown::{HashMap, HashSet};
use names::Names;
use std::sync::Arc;

/// What the readers of the tables share.
pub(crate) struct Builder<'a, 'l> {
    world: World,
    names: Names<'l>,
    ontology: &'l Ontology,
    language: &'l Language,
    /// The codes of all states, each with the number of the state as it was last.
    codes: HashMap<&'a str, u32>,
    /// Organisations by name and by alias, for offices and places that belong to them.
    organisations: HashMap<&'a str, u32>,
    /// Offices that several persons hold at once.
    several: HashSet<u32>,
    /// The texts of `templates.table`.
    templates: HashMap<&'a str, &'a str>,
    /// Texts that many places share.
    shared: HashMap<&'a str, Arc<str>>,
}

/// Reads the world.
pub(crate) fn read(
    files: &Files<'_>,
    ontology: &Ontology,
    language: &Language,
    report: &mut Report<'_>,
) -> World {
    let mut builder = Builder {
        world: World::default(),
        names: Names::new(language.grammar("the")),
        ontology,
        language,
        codes: HashMap::new(),
        organisations: HashMap::new(),
        several: HashSet::new(),
        templates: read_templates(files, report),
        shared: HashMap::new(),
    };
    builder.read_states(files, report);
    builder.read_organisations(files, report);
    builder.read_offices(files, report);
    builder.read_holders(files, report);
    builder.read_places(files, report);
    builder.read_towns(files, report);
    let Builder {
        mut world, names, ..
    } = builder;
    names.finish(&mut world);
    world
}

/// The key of the template that writes out an office.
const OFFICE: &str = "office";
/// The key of the words that make a name take the article.
const DEFINITE: &str = "definite";

fn read_templates<'a>(files: &Files<'a>, report: &mut Report<'_>) -> HashMap<&'a str, &'a str> {
    let mut templates = HashMap::new();
    for file in files.table("en/templates") {
        rows(
            file,
            &[("key", true), ("text", true)],
            report,
            |row, report| {
                let (key, text) = (row.cell(0), row.cell(1));
                let whole = text.text.contains("{title}") && text.text.contains("{country}");
                if ![OFFICE, DEFINITE].contains(&key.text) {
                    let hint = suggest(key.text, [OFFICE, DEFINITE]);
                    report.error(
                        key.at,
                        code::BAD_TEMPLATE,
                        format!("no template `{}`", key.text),
                        hint,
                    );
                } else if key.text == OFFICE && !whole {
                    let message =
                        "the template of offices needs `{title}` and `{country}`".to_owned();
                    report.error(text.at, code::BAD_TEMPLATE, message, None);
                } else {
                    templates.insert(key.text, text.text);
                }
            },
        );
    }
    templates
}

impl<'a> Builder<'a, '_> {
    /// The text, kept once however often it is asked for.
    fn shared(&mut self, text: &'a str) -> Arc<str> {
        let kept = self.shared.entry(text).or_insert_with(|| Arc::from(text));
        kept.clone()
    }

    /// Whether a code is a state's, or one of PLOVER's for other actors; a fault where it is neither.
    fn is_code(&self, cell: Cell<'_>, report: &mut Report<'_>) -> bool {
        let known = self.codes.contains_key(cell.text)
            || self.ontology.groups.iter().any(|g| g == cell.text);
        if !known {
            self.report_country(cell, report);
        }
        known
    }

    fn report_country(&self, cell: Cell<'_>, report: &mut Report<'_>) {
        let mut codes: Vec<&str> = self.codes.keys().copied().collect();
        codes.sort_unstable();
        codes.extend(self.ontology.groups.iter().map(String::as_str));
        let hint = suggest(cell.text, codes);
        report.error(
            cell.at,
            code::UNKNOWN_COUNTRY,
            format!("no state or organisation `{}`", cell.text),
            hint,
        );
    }
}

/// A cell of text, where it is filled.
fn optional(cell: Cell<'_>) -> Option<Box<str>> {
    (!cell.is_empty()).then(|| Box::from(cell.text))
}

/// A whole number, where the cell is filled.
fn whole<T: std::str::FromStr>(cell: Cell<'_>, report: &mut Report<'_>) -> Option<T> {
    if cell.is_empty() {
        None
    } else {
        super::words::number(cell, "whole number in range", report)
    }
}

/// Latitude and longitude; none where both are empty.
fn point(lat: Cell<'_>, lon: Cell<'_>, report: &mut Report<'_>) -> Option<(f32, f32)> {
    if lat.is_empty() && lon.is_empty() {
        return None;
    }
    let degrees =
        |cell: Cell<'_>, most: f32| cell.text.parse::<f32>().ok().filter(|d| d.abs() <= most);
    let (y, x) = (degrees(lat, 90.0), degrees(lon, 180.0));
    if y.is_none() || x.is_none() {
        let (cell, what, most) = if y.is_none() {
            (lat, "latitude", 90)
        } else {
            (lon, "longitude", 180)
        };
        let hint = Some(format!("write degrees from -{most} to {most}"));
        report.error(
            cell.at,
            code::BAD_COORDINATES,
            format!("`{}` is no {what}", cell.text),
            hint,
        );
    }
    Some((y?, x?))
}

/// Reports a second row of the same name.
fn report_twice(cell: Cell<'_>, first: Spot, report: &mut Report<'_>) {
    let message = format!(
        "`{}` stands twice, first at {}",
        cell.text,
        report.place(first)
    );
    report.error(cell.at, code::DUPLICATE_NAME, message, None);
}
