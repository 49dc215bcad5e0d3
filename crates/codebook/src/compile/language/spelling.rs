//! Reads how words are written: abbreviations, clitics, and lemmas that follow no rule.

use super::{Seen, table};
use crate::code;
use crate::compile::Files;
use crate::compile::nearest::suggest;
use crate::compile::report::Report;
use crate::compile::table::{Cell, Column};
use crate::compile::words::{named, phrase};
use crate::language::{Affix, Language};
use casus_text::{Abbreviation, AbbreviationKind, Before, Clitic, CliticKind};

const AFFIXES: &[Column] = &[
    ("affix", true),
    ("place", true),
    ("of", false),
    ("but", false),
];
const LEMMAS: &[Column] = &[("form", true), ("tag", false), ("lemma", true)];
const ABBREVIATIONS: &[Column] = &[("word", true), ("kind", true), ("before", false)];
const CLITICS: &[Column] = &[("word", true), ("kind", true), ("parts", false)];

/// Where an affix may stand.
const PLACES: &[(&str, bool)] = &[("prefix", false), ("suffix", true)];

pub(super) fn read_affixes(files: &Files<'_>, language: &mut Language, report: &mut Report<'_>) {
    let mut seen = Seen::new();
    table(files, "en/affixes", AFFIXES, report, |row, report| {
        let Some(ends) = named(row.cell(1), "place", PLACES, code::UNKNOWN_KIND, report) else {
            return;
        };
        for affix in row.cell(0).items(';') {
            if seen.is_first((affix.text, ends), affix, row.layer, report) {
                language.affixes.push(Affix {
                    text: affix.text.into(),
                    ends,
                    of: row.cell(2).items(';').map(phrase).collect(),
                    but: row.cell(3).items(';').map(phrase).collect(),
                });
            }
        }
    });
}

pub(super) fn read_lemmas(files: &Files<'_>, language: &mut Language, report: &mut Report<'_>) {
    let mut seen = Seen::new();
    table(files, "en/lemmas", LEMMAS, report, |row, report| {
        for form in row.cell(0).items(';') {
            if seen.is_first(form.text, form, row.layer, report) {
                let entry = (Box::from(row.cell(1).text), phrase(row.cell(2)));
                language.lemmas.insert(phrase(form), entry);
            }
        }
    });
}

/// The kinds of `clitics.table` and `abbreviations.table`, for suggestions.
const CLITIC_KINDS: &[&str] = &[
    "ending", "parted", "kept", "prefix", "suffix", "unit", "domain",
];
const ABBREVIATION_KINDS: &[&str] = &["title", "month", "unit", "organisation", "latin", "other"];
const BEFORE: &[&str] = &["number", "name", "more"];

/// What the splitter calls by the name in a cell; a fault where it calls nothing so.
fn known<T>(
    cell: Cell<'_>,
    from_name: impl Fn(&str) -> Option<T>,
    names: &[&str],
    report: &mut Report<'_>,
) -> Option<T> {
    let found = from_name(cell.text);
    if found.is_none() {
        let hint = suggest(cell.text, names.iter().copied());
        report.error(
            cell.at,
            code::UNKNOWN_KIND,
            format!("no kind `{}`", cell.text),
            hint,
        );
    }
    found
}

pub(super) fn read_abbreviations(
    files: &Files<'_>,
    language: &mut Language,
    report: &mut Report<'_>,
) {
    let mut seen = Seen::new();
    table(
        files,
        "en/abbreviations",
        ABBREVIATIONS,
        report,
        |row, report| {
            let kind = known(
                row.cell(1),
                AbbreviationKind::from_name,
                ABBREVIATION_KINDS,
                report,
            );
            let before = known(row.cell(2), Before::from_name, BEFORE, report);
            let (Some(kind), Some(before)) = (kind, before) else {
                return;
            };
            for word in row.cell(0).items(';') {
                if seen.is_first((word.text, row.cell(2).text), word, row.layer, report) {
                    let name = Box::from(row.cell(1).text);
                    language
                        .abbreviations
                        .insert(word.text.to_lowercase().into(), name);
                    let entry = Abbreviation {
                        word: word.text.to_owned(),
                        kind,
                        before,
                    };
                    language.splitter.abbreviations.push(entry);
                }
            }
        },
    );
}

pub(super) fn read_clitics(files: &Files<'_>, language: &mut Language, report: &mut Report<'_>) {
    let mut seen = Seen::new();
    table(files, "en/clitics", CLITICS, report, |row, report| {
        let Some(kind) = known(row.cell(1), CliticKind::from_name, CLITIC_KINDS, report) else {
            return;
        };
        let parts: Vec<String> = row
            .cell(2)
            .text
            .split_whitespace()
            .map(str::to_owned)
            .collect();
        for word in row.cell(0).items(';') {
            if (kind == CliticKind::Parted) != (parts.concat() == word.text) {
                let hint = "the parts of a `parted` word join to the word; other kinds have none";
                let message = "parts that are not the word's".to_owned();
                report.error(
                    row.cell(2).at,
                    code::BAD_CONDITION,
                    message,
                    Some(hint.to_owned()),
                );
            } else if seen.is_first((word.text, row.cell(1).text), word, row.layer, report) {
                let word = word.text.to_owned();
                language.splitter.clitics.push(Clitic {
                    word,
                    kind,
                    parts: parts.clone(),
                });
            }
        }
    });
}
