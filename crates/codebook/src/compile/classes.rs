//! Reads `en/classes.table` and spells the classes out: `@munition` holds the words of `@missile` that it names.
//!
//! Rows of the same class add up, also over files. Unknown classes and circles are faults of the item that leads there.
//! The classes of goods are classes of words too, by `en/goods.table`, where no row here has their name: `@arms`.

use super::Files;
use super::nearest::suggest;
use super::report::Report;
use super::table::{Cell, Column, rows};
use super::words::{parted, phrase};
use crate::code;
use hashbrown::{HashMap, HashSet};

const COLUMNS: &[Column] = &[("class", true), ("words", true)];
const TREE: &[Column] = &[("class", true), ("part-of", false), ("name", true)];
const GOODS: &[Column] = &[("word", true), ("part", true), ("class", true)];

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
    for (name, draft) in goods(files, report) {
        if !numbers.contains_key(name) {
            numbers.insert(name, drafts.len());
            drafts.push(draft);
        }
    }
    Speller {
        drafts: &drafts,
        numbers: &numbers,
        done: vec![None; drafts.len()],
        open: Vec::new(),
    }
    .spell(report)
}

/// The classes of goods: the nouns of `en/goods.table` under their class and under those of which it is part. The faults
/// of both tables are reported where they are read for themselves.
fn goods<'a>(files: &Files<'a>, report: &Report<'a>) -> Vec<(&'a str, Draft<'a>)> {
    let mut muted = report.beside();
    let mut tree: Vec<(&str, &str)> = Vec::new();
    for file in files.table("law/goods") {
        rows(file, TREE, &mut muted, |row, _| {
            tree.push((row.cell(0).text, row.cell(1).text));
        });
    }
    let mut drafts: Vec<(&str, Draft<'_>)> = Vec::new();
    for (name, _) in &tree {
        if drafts.iter().all(|(known, _)| known != name) {
            drafts.push((
                name,
                Draft {
                    name,
                    ..Draft::default()
                },
            ));
        }
    }
    for file in files.table("en/goods") {
        rows(file, GOODS, &mut muted, |row, _| {
            if row.cell(1).text != "noun" {
                return;
            }
            for class in above(&tree, row.cell(2).text) {
                if let Some((_, draft)) = drafts.iter_mut().find(|(name, _)| *name == class) {
                    draft.words.extend(row.cell(0).items(';'));
                }
            }
        });
    }
    drafts
}

/// The class and those of which it is part; a broken tree ends after as many steps as it has rows.
fn above<'a>(tree: &[(&'a str, &'a str)], class: &'a str) -> impl Iterator<Item = &'a str> {
    let part_of = |class: &&str| {
        let row = tree.iter().find(|(name, _)| name == class);
        row.map(|(_, above)| *above)
            .filter(|above| !above.is_empty())
    };
    std::iter::successors(Some(class), part_of).take(tree.len())
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
