//! Reads the words for goods: to which class belongs what is given, sold, lent, banned or seized.
//!
//! A word with hyphens stands both as it is written and as the splitter parts it. The classes are those of the law.

use super::{Seen, table};
use crate::code;
use crate::compile::Files;
use crate::compile::nearest::suggest;
use crate::compile::report::Report;
use crate::compile::table::{Cell, Column};
use crate::compile::words::{part, parted, phrase};
use crate::frame::Part;
use crate::language::Language;
use crate::law::goods::Goods;

const GOODS: &[Column] = &[("word", true), ("part", true), ("class", true)];

/// Reads `en/goods.table`.
pub(crate) fn read_goods(
    files: &Files<'_>,
    goods: &Goods,
    language: &mut Language,
    report: &mut Report<'_>,
) {
    let mut seen = Seen::new();
    table(files, "en/goods", GOODS, report, |row, report| {
        let part = part(row.cell(1), &[Part::Noun, Part::Verb], report);
        let (Some(part), true) = (part, is_class(row.cell(2), goods, report)) else {
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

/// Whether the law knows the class; a fault where it does not.
fn is_class(cell: Cell<'_>, goods: &Goods, report: &mut Report<'_>) -> bool {
    let known = goods.class(cell.text).is_some();
    if !known {
        let classes = goods.classes.iter().map(|class| &*class.id);
        let hint = suggest(cell.text, classes)
            .or_else(|| Some("`law/goods.table` names them all".to_owned()));
        let message = format!("no class of goods `{}`", cell.text);
        report.error(cell.at, code::UNKNOWN_GOODS, message, hint);
    }
    known
}

fn add(language: &mut Language, words: Box<str>, part: Part, class: &str) {
    let length = words.split(' ').count();
    language.longest_goods = language.longest_goods.max(length);
    let classes = language.goods.entry(words).or_default();
    classes.push((part, Box::from(class)));
}
