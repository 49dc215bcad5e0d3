//! Reads the conditions of a frame: `object: @actor, none`, `near: election`, `passive: yes`.

use super::frames::Known;
use super::nearest::suggest;
use super::report::Report;
use super::table::Cell;
use super::words;
use crate::code;
use crate::frame::{Condition, Test};

/// One condition.
pub(crate) fn condition(
    cell: Cell<'_>,
    known: &Known<'_, '_>,
    report: &mut Report<'_>,
) -> Option<Condition> {
    let Some((slot, wanted)) = cell.parted(':') else {
        let hint = Some("write `SLOT: WORDS`, such as `object: @actor, none`".to_owned());
        report.error(
            cell.at,
            code::BAD_CONDITION,
            format!("no condition `{}`", cell.text),
            hint,
        );
        return None;
    };
    if wanted.is_empty() {
        report.error(
            cell.at,
            code::BAD_CONDITION,
            "a condition without words".to_owned(),
            None,
        );
        return None;
    }
    match slot.text {
        "passive" => answer(wanted, report).map(Condition::Passive),
        "denied" => answer(wanted, report).map(Condition::Denied),
        "near" => listed(wanted, known, report).map(Condition::Near),
        "governor" => listed(wanted, known, report).map(Condition::Governor),
        "sentence" => listed(wanted, known, report).map(Condition::Sentence),
        _ => {
            let path = known.slots.path(slot, report);
            let fits = fits(wanted, known, report);
            let (path, fits) = (path?, fits?);
            Some(match fits {
                Fits {
                    any,
                    none,
                    empty: true,
                    filled: false,
                } if any.is_empty() && none.is_empty() => Condition::Empty(path),
                Fits {
                    any,
                    none,
                    empty: false,
                    filled: true,
                } if any.is_empty() && none.is_empty() => Condition::Filled(path),
                // Words that must not stand there do not stand in an empty slot either.
                Fits {
                    any,
                    none,
                    empty,
                    filled,
                } => {
                    let empty = empty || (any.is_empty() && !filled);
                    // `any` beside words makes the words say nothing: whatever fills the slot fits.
                    let any = if filled { Vec::new() } else { any };
                    Condition::Fits {
                        path,
                        any,
                        none,
                        empty,
                    }
                }
            })
        }
    }
}

/// What a condition asks of a slot.
struct Fits {
    any: Vec<Test>,
    none: Vec<Test>,
    empty: bool,
    filled: bool,
}

fn fits(wanted: Cell<'_>, known: &Known<'_, '_>, report: &mut Report<'_>) -> Option<Fits> {
    let mut fits = Fits {
        any: Vec::new(),
        none: Vec::new(),
        empty: false,
        filled: false,
    };
    let errors = report.errors();
    for word in wanted.split(',') {
        match word.text {
            "any" => fits.filled = true,
            "none" => fits.empty = true,
            text => match text.strip_prefix('!') {
                Some(_) => fits
                    .none
                    .extend(test(word.part(1, text.len()), known, report)),
                None => fits.any.extend(test(word, known, report)),
            },
        }
    }
    add_parted(&mut fits.any);
    add_parted(&mut fits.none);
    (report.errors() == errors).then_some(fits)
}

/// Adds the words with hyphens as the splitter parts them, and sorts.
fn add_parted(tests: &mut Vec<Test>) {
    let parted = |test: &Test| match test {
        Test::Word(word) => words::parted(word).map(Test::Word),
        _ => None,
    };
    tests.extend(tests.iter().filter_map(parted).collect::<Vec<_>>());
    tests.sort();
    tests.dedup();
}

/// Special classes by name.
const SPECIAL: &[(&str, Test)] = &[
    ("actor", Test::Actor),
    ("state", Test::State),
    ("organisation", Test::Organisation),
    ("person", Test::Person),
    ("place", Test::Place),
    ("event", Test::Event),
];

fn test(word: Cell<'_>, known: &Known<'_, '_>, report: &mut Report<'_>) -> Option<Test> {
    let Some(name) = word.text.strip_prefix('@') else {
        if word.is_empty() {
            report.error(
                word.at,
                code::BAD_CONDITION,
                "a word is missing".to_owned(),
                None,
            );
            return None;
        }
        return Some(Test::Word(words::phrase(word)));
    };
    if let Some((_, test)) = SPECIAL.iter().find(|(special, _)| *special == name) {
        return Some(test.clone());
    }
    if let Some(id) = known.ontology.type_named(name) {
        return Some(Test::Type(id));
    }
    let codes = known.ontology.sectors.iter().chain(&known.ontology.groups);
    if codes.clone().any(|code| code == name) {
        return Some(Test::Sector(Box::from(name)));
    }
    if known.classes.contains_key(name) {
        return Some(Test::Class(Box::from(name)));
    }
    let mut all: Vec<&str> = known.classes.keys().map(|name| &**name).collect();
    all.sort_unstable();
    all.extend(SPECIAL.iter().map(|(name, _)| *name));
    all.extend(codes.map(String::as_str));
    all.extend(known.ontology.types.iter().map(|t| t.name.as_str()));
    let hint = suggest(name, all).map(|hint| hint.replacen('`', "`@", 1));
    report.error(
        word.at,
        code::UNKNOWN_CLASS,
        format!("no class `@{name}`"),
        hint,
    );
    None
}

/// Yes or no.
fn answer(wanted: Cell<'_>, report: &mut Report<'_>) -> Option<bool> {
    let answers = [("yes", true), ("no", false)];
    let what = "answer but yes or no";
    words::named(wanted, what, &answers, code::BAD_CONDITION, report)
}

/// Words and the words of classes, sorted.
fn listed(
    wanted: Cell<'_>,
    known: &Known<'_, '_>,
    report: &mut Report<'_>,
) -> Option<Vec<Box<str>>> {
    let errors = report.errors();
    let mut near: Vec<Box<str>> = Vec::new();
    for word in wanted.split(',') {
        match test(word, known, report) {
            Some(Test::Word(word)) => near.push(word),
            Some(Test::Class(class)) => {
                near.extend(known.classes.get(&class).into_iter().flatten().cloned())
            }
            Some(_) => {
                let hint = Some("write words and classes of words here".to_owned());
                report.error(
                    word.at,
                    code::BAD_CONDITION,
                    format!("`{}` is no word", word.text),
                    hint,
                );
            }
            None => {}
        }
    }
    near.extend(
        near.iter()
            .filter_map(|w| words::parted(w))
            .collect::<Vec<_>>(),
    );
    near.sort();
    near.dedup();
    (report.errors() == errors).then_some(near)
}
