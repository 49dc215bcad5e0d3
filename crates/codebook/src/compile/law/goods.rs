//! Reads `law/goods.table`: the tree of goods.

use super::{Builder, Draft, Kinship, put, text};
use crate::code;
use crate::compile::Files;
use crate::compile::nearest::suggest;
use crate::compile::report::Report;
use crate::compile::table::{Cell, Column, rows};
use crate::law::goods::{Class, ClassId, Goods};

const COLUMNS: &[Column] = &[("class", true), ("part-of", false), ("name", true)];

/// A class, and the cell that names the one of which it is part.
type Named<'a> = (Class, Cell<'a>);

impl Builder<'_> {
    pub(super) fn read_goods(&mut self, files: &Files<'_>, report: &mut Report<'_>) {
        let mut drafts: Vec<Draft<Named<'_>>> = Vec::new();
        let kinship = |(a, _): &Named<'_>, (b, _): &Named<'_>| {
            if a.id == b.id {
                Kinship::Twice
            } else {
                Kinship::None
            }
        };
        for file in files.table("law/goods") {
            rows(file, COLUMNS, report, |row, report| {
                let class = Class {
                    id: Box::from(row.cell(0).text),
                    name: text(row.cell(2)),
                    part_of: None,
                };
                put(&mut drafts, (class, row.cell(1)), row, kinship, report);
            });
        }
        let parents: Vec<Cell<'_>> = drafts.iter().map(|draft| draft.entry.1).collect();
        let classes = drafts.into_iter().map(|draft| draft.entry.0).collect();
        self.law.goods = Goods { classes };
        for (number, parent) in parents.into_iter().enumerate() {
            self.hang(number, parent, report);
        }
    }

    /// Makes a class part of another, unless that would close a circle.
    fn hang(&mut self, number: usize, parent: Cell<'_>, report: &mut Report<'_>) {
        if parent.is_empty() {
            return;
        }
        let Some(above) = self.class(parent, report) else {
            return;
        };
        let goods = &mut self.law.goods;
        let own = ClassId::try_from(number).unwrap_or(ClassId::MAX);
        let circle = goods.is_a(above, own);
        let Some(class) = goods.classes.get_mut(number) else {
            return;
        };
        if circle {
            let message = format!("`{}` is part of itself by way of this", class.id);
            report.error(parent.at, code::CLASS_CYCLE, message, None);
        } else {
            class.part_of = Some(above);
        }
    }

    /// The number of a class; a fault where there is none of this name.
    pub(super) fn class(&self, cell: Cell<'_>, report: &mut Report<'_>) -> Option<ClassId> {
        let found = self.law.goods.class(cell.text);
        if found.is_none() {
            let known = self.law.goods.classes.iter().map(|class| &*class.id);
            let hint = suggest(cell.text, known)
                .or_else(|| Some("`law/goods.table` names them all".to_owned()));
            let message = format!("no class of goods `{}`", cell.text);
            report.error(cell.at, code::UNKNOWN_GOODS, message, hint);
        }
        found
    }
}
