//! Cells that name a type, a mode, a context, a sector or a code of the ontology.
//!
//! A cell and the ontology go in; what it names comes out, or a fault that offers the nearest name.

use super::nearest::suggest;
use super::report::Report;
use super::table::Cell;
use crate::code;
use crate::ontology::{Ontology, TypeId};

/// The type of a cell.
pub(crate) fn event(
    cell: Cell<'_>,
    ontology: &Ontology,
    report: &mut Report<'_>,
) -> Option<TypeId> {
    let id = ontology.type_named(cell.text);
    if id.is_none() {
        let hint = suggest(cell.text, ontology.types.iter().map(|t| t.name.as_str()));
        report.error(
            cell.at,
            code::UNKNOWN_EVENT,
            format!("no event type `{}`", cell.text),
            hint,
        );
    }
    id
}

/// The modes of a cell, which the type must have.
pub(crate) fn modes(
    cell: Cell<'_>,
    id: TypeId,
    ontology: &Ontology,
    report: &mut Report<'_>,
) -> Vec<Box<str>> {
    cell.items(';')
        .filter_map(|mode| self::mode(mode, id, ontology, report))
        .collect()
}

/// One mode, which the type must have.
pub(crate) fn mode(
    mode: Cell<'_>,
    id: TypeId,
    ontology: &Ontology,
    report: &mut Report<'_>,
) -> Option<Box<str>> {
    let entry = ontology.event_type(id);
    if entry.modes.iter().any(|(name, _)| name == mode.text) {
        return Some(Box::from(mode.text));
    }
    let own: Vec<&str> = entry.modes.iter().map(|(name, _)| name.as_str()).collect();
    let owner = ontology
        .types
        .iter()
        .find(|t| t.modes.iter().any(|(name, _)| name == mode.text));
    let hint = suggest(mode.text, own.iter().copied()).unwrap_or_else(|| match own.as_slice() {
        [] => format!("{} has no modes", entry.name),
        own => format!("{} has {}", entry.name, own.join(", ")),
    });
    let (code, message) = match owner {
        Some(owner) => {
            let message = format!(
                "`{}` is a mode of {}, not of {}",
                mode.text, owner.name, entry.name
            );
            (code::FOREIGN_MODE, message)
        }
        None => (code::UNKNOWN_MODE, format!("no mode `{}`", mode.text)),
    };
    report.error(mode.at, code, message, Some(hint));
    None
}

/// The index of a context.
pub(crate) fn context(cell: Cell<'_>, ontology: &Ontology, report: &mut Report<'_>) -> Option<u8> {
    let index = ontology.contexts.iter().position(|c| c == cell.text);
    if index.is_none() {
        let hint = suggest(cell.text, ontology.contexts.iter().map(String::as_str));
        report.error(
            cell.at,
            code::UNKNOWN_CONTEXT,
            format!("no context `{}`", cell.text),
            hint,
        );
    }
    index.and_then(|i| u8::try_from(i).ok())
}

/// The contexts of a cell.
pub(crate) fn contexts(
    cell: Cell<'_>,
    ontology: &Ontology,
    report: &mut Report<'_>,
) -> Vec<Box<str>> {
    cell.items(';')
        .filter(|c| context(*c, ontology, report).is_some())
        .map(|c| Box::from(c.text))
        .collect()
}

/// The sectors of a cell.
pub(crate) fn sectors(
    cell: Cell<'_>,
    ontology: &Ontology,
    report: &mut Report<'_>,
) -> Vec<Box<str>> {
    cell.items(';')
        .filter_map(|name| sector(name, ontology, report))
        .map(Box::from)
        .collect()
}

/// One sector.
pub(crate) fn sector<'t>(
    name: Cell<'t>,
    ontology: &Ontology,
    report: &mut Report<'_>,
) -> Option<&'t str> {
    if ontology.sectors.iter().any(|s| s == name.text) {
        return Some(name.text);
    }
    let hint = suggest(name.text, ontology.sectors.iter().map(String::as_str));
    report.error(
        name.at,
        code::UNKNOWN_SECTOR,
        format!("no sector `{}`", name.text),
        hint,
    );
    None
}

/// The CAMEO code of a cell; none where it is empty.
pub(crate) fn cameo(
    cell: Cell<'_>,
    ontology: &Ontology,
    report: &mut Report<'_>,
) -> Option<Box<str>> {
    if cell.is_empty() {
        return None;
    }
    if ontology
        .cameo
        .binary_search_by(|c| c.code.as_str().cmp(cell.text))
        .is_ok()
    {
        return Some(Box::from(cell.text));
    }
    let hint = ontology
        .cameo(cell.text)
        .map(|c| format!("`{}` is known: {}", c.code, c.name));
    report.error(
        cell.at,
        code::UNKNOWN_CAMEO,
        format!("no CAMEO code `{}`", cell.text),
        hint,
    );
    None
}
