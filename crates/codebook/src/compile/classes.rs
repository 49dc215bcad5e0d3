//! Reads `en/classes.table` and spells the classes out: `@munition` holds the words of `@missile` that it names.
//!
//! Rows of the same class add up, also over files. Unknown classes and circles are faults of the item that leads there.

use super::Files;
use super::nearest::suggest;
use super::report::Report;
use super::table::{Cell, Column, rows};
use super::words::{parted, phrase};
use crate::code;
use hashbrown::{HashMap, HashSet};

const COLUMNS: &[Column] = &[("class", true), ("words", true)];

/// The words of each class.
pub(crate) type Classes = HashMap<Box<str>, HashSet<Box<str>>>;

/// A class as it is written.
#[derive(Debug, Default)]
struct Draft<'a> {
    name: &'a str,
    words: Vec<Cell<'a>>,
    classes: Vec<Cell<'a>>,
}

/// Reads the classes.
pub(crate) fn read(files: &Files<'_>, report: &mut Report<'_>) -> Classes {
    let mut drafts: Vec<Draft<'_>> = Vec::new();
    let mut numbers: HashMap<&str, usize> = HashMap::new();
    for file in files.table("en/classes") {
        rows(file, COLUMNS, report, |row, report| {
            let name = row.cell(0);
            if name.text.starts_with('@') {
                let hint = Some("write the name without the `@`".to_owned());
                report.error(
                    name.at,
                    code::UNKNOWN_CLASS,
                    "a class is named without `@`".to_owned(),
                    hint,
                );
                return;
            }
            let number = *numbers.entry(name.text).or_insert(drafts.len());
            if number == drafts.len() {
                drafts.push(Draft {
                    name: name.text,
                    ..Draft::default()
                });
            }
            for item in row.cell(1).items(';') {
                match item.text.strip_prefix('@') {
                    Some(_) => drafts[number].classes.push(item.part(1, item.text.len())),
                    None => drafts[number].words.push(item),
                }
            }
        });
    }
    Speller {
        drafts: &drafts,
        numbers: &numbers,
        done: vec![None; drafts.len()],
        open: Vec::new(),
    }
    .spell(report)
}

/// Spells the classes out, the inner ones first.
struct Speller<'d, 'a> {
    drafts: &'d [Draft<'a>],
    numbers: &'d HashMap<&'a str, usize>,
    done: Vec<Option<HashSet<Box<str>>>>,
    open: Vec<usize>,
}

impl Speller<'_, '_> {
    fn spell(mut self, report: &mut Report<'_>) -> Classes {
        for number in 0..self.drafts.len() {
            self.visit(number, report);
        }
        let drafts = self.drafts;
        drafts
            .iter()
            .zip(self.done)
            .map(|(draft, words)| (Box::from(draft.name), words.unwrap_or_default()))
            .collect()
    }

    fn visit(&mut self, number: usize, report: &mut Report<'_>) {
        if self.done[number].is_some() {
            return;
        }
        let drafts = self.drafts;
        let draft = &drafts[number];
        self.open.push(number);
        let mut words: HashSet<Box<str>> = draft.words.iter().map(|word| phrase(*word)).collect();
        words.extend(words.iter().filter_map(|w| parted(w)).collect::<Vec<_>>());
        for inner in &draft.classes {
            match self.numbers.get(inner.text) {
                None => report_unknown(*inner, drafts, report),
                Some(&inner_number) if self.open.contains(&inner_number) => {
                    let message = format!(
                        "`@{}` contains itself by way of `@{}`",
                        inner.text, draft.name
                    );
                    report.error(inner.at, code::CLASS_CYCLE, message, None);
                }
                Some(&inner_number) => {
                    self.visit(inner_number, report);
                    words.extend(self.done[inner_number].iter().flatten().cloned());
                }
            }
        }
        self.open.pop();
        self.done[number] = Some(words);
    }
}

fn report_unknown(inner: Cell<'_>, drafts: &[Draft<'_>], report: &mut Report<'_>) {
    let hint =
        suggest(inner.text, drafts.iter().map(|d| d.name)).map(|hint| hint.replacen('`', "`@", 1));
    report.error(
        inner.at,
        code::UNKNOWN_CLASS,
        format!("no class `@{}`", inner.text),
        hint,
    );
}
