//! Reads `en/names.table`: words by which a name tells what it is the name of.

use super::table;
use crate::code;
use crate::compile::Files;
use crate::compile::report::Report;
use crate::compile::table::Column;
use crate::compile::words::named;
use crate::language::{Language, NameWord};
use crate::names::key_of;

const NAMES: &[Column] = &[("kind", true), ("words", true)];

pub(super) fn read_names(files: &Files<'_>, language: &mut Language, report: &mut Report<'_>) {
    table(files, "en/names", NAMES, report, |row, report| {
        let kind = row.cell(0);
        let Some(kind) = named(
            kind,
            "kind of word in names",
            NameWord::ALL,
            code::UNKNOWN_KIND,
            report,
        ) else {
            return;
        };
        for word in row.cell(1).items(';') {
            let words = language.names.entry(key_of(word.text));
            *words.or_default() |= kind;
        }
    });
}
