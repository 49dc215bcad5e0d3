//! Reads slots, paths of slots, and roles.
//!
//! A cell such as `subject + with, object.owner` goes in; a [`Role`] comes out, or a fault at the slot that is none.
//! Prepositions are those of `en/prepositions.table`; without that table any word is taken for one.

use super::Files;
use super::nearest::suggest;
use super::report::Report;
use super::table::Cell;
use crate::code;
use crate::frame::{Path, Role, Slot};
use hashbrown::HashSet;

/// Slots by name; every other slot is a preposition.
const SLOTS: &[(&str, Slot)] = &[
    ("subject", Slot::Subject),
    ("object", Slot::Object),
    ("indirect", Slot::Indirect),
    ("clause", Slot::Clause),
    ("owner", Slot::Owner),
];

/// Reads slots, with the prepositions of the language.
#[derive(Debug, Default)]
pub(crate) struct Slots<'a> {
    prepositions: HashSet<&'a str>,
    /// The same in the order of the table, for suggestions.
    list: Vec<&'a str>,
}

impl<'a> Slots<'a> {
    /// Reads `en/prepositions.table`.
    pub(crate) fn read(files: &Files<'a>, report: &mut Report<'_>) -> Self {
        let mut slots = Slots::default();
        for file in files.table("en/prepositions") {
            super::table::rows(file, &[("word", true)], report, |row, _| {
                for word in row.cell(0).items(';') {
                    if slots.prepositions.insert(word.text) {
                        slots.list.push(word.text);
                    }
                }
            });
        }
        slots
    }

    /// One slot.
    pub(crate) fn slot(&self, cell: Cell<'_>, report: &mut Report<'_>) -> Option<Slot> {
        if let Some((_, slot)) = SLOTS.iter().find(|(name, _)| *name == cell.text) {
            return Some(slot.clone());
        }
        let plain = !cell.is_empty()
            && cell
                .text
                .chars()
                .all(|c| c.is_alphabetic() || c == ' ' || c == '-');
        if plain && (self.list.is_empty() || self.prepositions.contains(cell.text)) {
            return Some(Slot::Preposition(Box::from(cell.text)));
        }
        if cell.is_empty() {
            report.error(
                cell.at,
                code::UNKNOWN_SLOT,
                "a slot is missing".to_owned(),
                None,
            );
            return None;
        }
        let known = SLOTS
            .iter()
            .map(|(name, _)| *name)
            .chain(self.list.iter().copied());
        let hint = suggest(cell.text, known)
            .or_else(|| Some("prepositions stand in en/prepositions.table".to_owned()));
        report.error(
            cell.at,
            code::UNKNOWN_SLOT,
            format!("no slot `{}`", cell.text),
            hint,
        );
        None
    }

    /// One slot, where there is one.
    pub(crate) fn optional(&self, cell: Cell<'_>, report: &mut Report<'_>) -> Option<Slot> {
        if cell.is_empty() {
            None
        } else {
            self.slot(cell, report)
        }
    }

    /// Slots joined by full stops, outermost first.
    pub(crate) fn path(&self, cell: Cell<'_>, report: &mut Report<'_>) -> Option<Path> {
        let steps: Vec<Option<Slot>> = cell
            .split('.')
            .map(|step| self.slot(step, report))
            .collect();
        steps.into_iter().collect()
    }

    /// Alternatives parted by `,`, each of paths joined by `+`.
    pub(crate) fn role(&self, cell: Cell<'_>, report: &mut Report<'_>) -> Role {
        let mut choices = Vec::new();
        if !cell.is_empty() {
            for choice in cell.split(',') {
                let group: Vec<Path> = choice
                    .split('+')
                    .filter_map(|path| self.path(path, report))
                    .collect();
                choices.push(group);
            }
        }
        Role { choices }
    }
}
