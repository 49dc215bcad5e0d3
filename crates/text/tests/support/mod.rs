//! A small reader of the tables of abbreviations and clitics, for tests and examples of this crate alone.
//!
//! The tables of the knowledge folder come in; `SplitterRules` come out. Faulty rows are left out: the crate that
//! reports faults is `codebook`.

use casus_text::{
    Abbreviation, AbbreviationKind, Before, Clitic, CliticKind, SENTENCE_WEIGHTS, SplitterRules,
};

/// The rules of English with the weights that ship.
pub(crate) fn english() -> SplitterRules {
    SplitterRules {
        abbreviations: abbreviations(include_str!("../../../../knowledge/en/abbreviations.table")),
        clitics: clitics(include_str!("../../../../knowledge/en/clitics.table")),
        weights: SENTENCE_WEIGHTS.into(),
    }
}

/// The rows below the header, as cells.
fn rows(table: &str) -> impl Iterator<Item = Vec<&str>> {
    let lines = table
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    lines
        .skip(1)
        .map(|line| line.split('|').map(str::trim).collect())
}

fn words(cell: &str) -> impl Iterator<Item = String> {
    cell.split(';')
        .map(|word| word.trim().to_string())
        .filter(|word| !word.is_empty())
}

fn abbreviations(table: &str) -> Vec<Abbreviation> {
    let mut list = Vec::new();
    for row in rows(table) {
        let kind = row
            .get(1)
            .and_then(|name| AbbreviationKind::from_name(name));
        let before = Before::from_name(row.get(2).unwrap_or(&""));
        if let (Some(kind), Some(before)) = (kind, before) {
            list.extend(words(row[0]).map(|word| Abbreviation { word, kind, before }));
        }
    }
    list
}

fn clitics(table: &str) -> Vec<Clitic> {
    let mut list = Vec::new();
    for row in rows(table) {
        if let Some(kind) = row.get(1).and_then(|name| CliticKind::from_name(name)) {
            let parts: Vec<String> = row
                .get(2)
                .unwrap_or(&"")
                .split_whitespace()
                .map(String::from)
                .collect();
            list.extend(words(row[0]).map(|word| Clitic {
                word,
                kind,
                parts: parts.clone(),
            }));
        }
    }
    list
}
