//! Names of the formats and what they stand for: parts of speech, stances, states of affairs.
//!
//! One list each, so that a fault can name what would have been right. A cell goes in; its meaning comes out, or a fault.

use super::nearest::suggest;
use super::report::Report;
use super::table::Cell;
use crate::code;
use crate::frame::Part;
use crate::language::{Stance, Status};

/// Parts of speech by name.
pub(crate) const PARTS: &[(&str, Part)] = &[
    ("verb", Part::Verb),
    ("noun", Part::Noun),
    ("adjective", Part::Adjective),
    ("adposition", Part::Adposition),
    ("adverb", Part::Adverb),
    ("auxiliary", Part::Auxiliary),
    ("conjunction", Part::Conjunction),
    ("negation", Part::Negation),
];

/// Stances by name.
pub(crate) const STANCES: &[(&str, Stance)] = &[
    ("asserts", Stance::Asserts),
    ("denies", Stance::Denies),
    ("doubts", Stance::Doubts),
    ("worries", Stance::Worries),
    ("alleges", Stance::Alleges),
    ("asks", Stance::Asks),
    ("wants", Stance::Wants),
    ("judges", Stance::Judges),
    ("mentions", Stance::Mentions),
];

/// States of affairs by name.
pub(crate) const STATUSES: &[(&str, Status)] = &[
    ("actual", Status::Actual),
    ("future", Status::Future),
    ("hypothetical", Status::Hypothetical),
    ("negated", Status::Negated),
    ("historical", Status::Historical),
];

/// What a cell means by this list; a fault of this code where it is not in it.
pub(crate) fn named<T: Copy>(
    cell: Cell<'_>,
    what: &str,
    known: &[(&str, T)],
    code: &'static str,
    report: &mut Report<'_>,
) -> Option<T> {
    if let Some((_, value)) = known.iter().find(|(name, _)| *name == cell.text) {
        return Some(*value);
    }
    let hint = suggest(cell.text, known.iter().map(|(name, _)| *name)).unwrap_or_else(|| {
        let names = known.iter().map(|(name, _)| *name);
        let names: Vec<&str> = names.filter(|name| !name.is_empty()).collect();
        format!("known are {}", names.join(", "))
    });
    report.error(
        cell.at,
        code,
        format!("no {what} `{}`", cell.text),
        Some(hint),
    );
    None
}

/// Whether a cell is in this list; a fault of this code where it is not.
pub(crate) fn listed(
    cell: Cell<'_>,
    what: &str,
    known: &[&str],
    code: &'static str,
    report: &mut Report<'_>,
) -> bool {
    let known: Vec<(&str, ())> = known.iter().map(|name| (*name, ())).collect();
    named(cell, what, &known, code, report).is_some()
}

/// The part of speech, which must be one of those that the table takes.
pub(crate) fn part(cell: Cell<'_>, taken: &[Part], report: &mut Report<'_>) -> Option<Part> {
    let known: Vec<(&str, Part)> = PARTS
        .iter()
        .filter(|(_, part)| taken.contains(part))
        .copied()
        .collect();
    named(
        cell,
        "part of speech here",
        &known,
        code::UNKNOWN_PART,
        report,
    )
}

/// The words of a phrase joined by single spaces.
pub(crate) fn phrase(cell: Cell<'_>) -> Box<str> {
    // White space stands between words alone, for a cell has none around it.
    let mut after_space = false;
    let single = cell.text.bytes().all(|byte| {
        let twice = after_space && byte == b' ';
        after_space = byte == b' ';
        !twice && byte != b'\t'
    });
    if single {
        return Box::from(cell.text);
    }
    let words: Vec<&str> = cell.text.split_whitespace().collect();
    words.join(" ").into_boxed_str()
}

/// A phrase with hyphens as the splitter parts it ("cease-fire": "cease - fire"); `None` where it has none.
pub(crate) fn parted(phrase: &str) -> Option<Box<str>> {
    let inside = |(at, _): (usize, &str)| at > 0 && at + 1 < phrase.len();
    let joined = phrase.match_indices('-').any(inside) && !phrase.contains(" - ");
    joined.then(|| phrase.replace('-', " - ").into_boxed_str())
}

/// A number that is one by Rust's rules, such as `12` or `-0.5`.
pub(crate) fn number<T: std::str::FromStr>(
    cell: Cell<'_>,
    what: &str,
    report: &mut Report<'_>,
) -> Option<T> {
    let value = cell.text.parse().ok();
    if value.is_none() {
        report.error(
            cell.at,
            code::BAD_NUMBER,
            format!("`{}` is no {what}", cell.text),
            None,
        );
    }
    value
}
