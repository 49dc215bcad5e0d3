//! Reads the words for goods: to which class belongs what is given, sold, lent, banned or seized.
//!
//! A word with hyphens stands both as it is written and as the splitter parts it.

use super::{Seen, table};
use crate::compile::Files;
use crate::compile::report::Report;
use crate::compile::table::Column;
use crate::compile::words::{part, parted, phrase};
use crate::frame::Part;
use crate::language::Language;

const GOODS: &[Column] = &[("word", true), ("part", true), ("class", true)];

/// Reads `en/goods.table`.
pub(super) fn read_goods(files: &Files<'_>, language: &mut Language, report: &mut Report<'_>) {
    let mut seen = Seen::new();
    table(files, "en/goods", GOODS, report, |row, report| {
        let Some(part) = part(row.cell(1), &[Part::Noun, Part::Verb], report) else {
            return;
        };
        let class = phrase(row.cell(2));
        for word in row.cell(0).items(';') {
            if seen.is_first((word.text, part), word, row.layer, report) {
                let whole = phrase(word);
                for words in parted(&whole).into_iter().chain([whole]) {
                    add(language, words, part, &class);
                }
            }
        }
    });
}

fn add(language: &mut Language, words: Box<str>, part: Part, class: &str) {
    let length = words.split(' ').count();
    language.longest_goods = language.longest_goods.max(length);
    let classes = language.goods.entry(words).or_default();
    classes.push((part, Box::from(class)));
}
