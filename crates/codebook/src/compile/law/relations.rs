//! Reads `law/relations.table`: which events are a step of which relation.

use super::{Builder, text};
use crate::code;
use crate::compile::report::Report;
use crate::compile::table::{Cell, Column, Row, rows};
use crate::compile::words::{STATUSES, named};
use crate::compile::{Files, vocabulary};
use crate::law::relation::{NAMES, Step};
use crate::ontology::TypeId;

const COLUMNS: &[Column] = &[
    ("relation", true),
    ("event", true),
    ("mode", false),
    ("cameo", false),
    ("goods", false),
    ("status", false),
    ("word", false),
    ("step", true),
    ("kept", false),
    ("broken", false),
];

/// Whether goods must be named, by the words of the table.
const GOODS: &[(&str, Option<bool>)] = &[("", None), ("any", Some(true)), ("none", Some(false))];

impl Builder<'_> {
    /// A user's rows come before ours, so that they decide.
    pub(super) fn read_relations(&mut self, files: &Files<'_>, report: &mut Report<'_>) {
        let mut layers: Vec<(u8, Step)> = Vec::new();
        for file in files.table("law/relations") {
            rows(file, COLUMNS, report, |row, report| {
                let errors = report.errors();
                let step = self.read_step(row, report);
                if report.errors() == errors {
                    layers.push((row.layer, step));
                }
            });
        }
        layers.sort_by_key(|(layer, _)| std::cmp::Reverse(*layer));
        self.law.steps = layers.into_iter().map(|(_, step)| step).collect();
    }

    fn read_step(&mut self, row: &Row<'_, '_>, report: &mut Report<'_>) -> Step {
        let ids = self.types(row.cell(1), report);
        let statuses = row.cell(5).items(';');
        let words = row.cell(6).items(';');
        Step {
            relation: named(row.cell(0), "relation", NAMES, code::UNKNOWN_KIND, report),
            modes: self.modes_of(row.cell(2), &ids, report),
            events: self.names(&ids),
            cameo: row
                .cell(3)
                .items(';')
                .filter_map(|item| vocabulary::cameo(item, self.ontology, report))
                .collect(),
            goods: named(
                row.cell(4),
                "word for goods",
                GOODS,
                code::UNKNOWN_KIND,
                report,
            )
            .flatten(),
            statuses: statuses
                .filter_map(|item| named(item, "status", STATUSES, code::UNKNOWN_STATUS, report))
                .collect(),
            words: words.map(|word| word.text.to_lowercase().into()).collect(),
            step: text(row.cell(7)),
            kept: self.named_types(row.cell(8), report),
            broken: self.named_types(row.cell(9), report),
            origin: self.origin(row.at, report),
        }
    }

    fn types(&self, cell: Cell<'_>, report: &mut Report<'_>) -> Vec<TypeId> {
        let items = cell.items(';');
        items
            .filter_map(|item| vocabulary::event(item, self.ontology, report))
            .collect()
    }

    fn named_types(&self, cell: Cell<'_>, report: &mut Report<'_>) -> Vec<Box<str>> {
        let ids = self.types(cell, report);
        self.names(&ids)
    }

    fn names(&self, ids: &[TypeId]) -> Vec<Box<str>> {
        let name = |id: &TypeId| Box::from(self.ontology.event_type(*id).name.as_str());
        ids.iter().map(name).collect()
    }

    /// The modes of a cell, which one of the types must have.
    fn modes_of(&self, cell: Cell<'_>, ids: &[TypeId], report: &mut Report<'_>) -> Vec<Box<str>> {
        let has = |id: &TypeId, mode: &str| {
            let modes = &self.ontology.event_type(*id).modes;
            modes.iter().any(|(name, _)| name == mode)
        };
        let items = cell.items(';');
        items
            .filter_map(|item| match ids.iter().find(|id| has(id, item.text)) {
                Some(_) => Some(Box::from(item.text)),
                None => vocabulary::mode(item, *ids.first()?, self.ontology, report),
            })
            .collect()
    }
}
