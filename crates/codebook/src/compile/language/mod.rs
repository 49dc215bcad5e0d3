//! Reads the tables in `en/` beside the frames into [`Language`].
//!
//! Words are keyed by their lemmas joined with single spaces. Where a word may have several rows, a user's rows come
//! before ours; where it has one, a user's row replaces ours.

mod counting;
mod goods;
mod naming;
mod speech;
mod spelling;

pub(crate) use goods::read_goods;

use super::Files;
use super::report::{Report, Spot};
use super::slot::Slots;
use super::table::{Cell, Column, Row, rows};
use super::vocabulary::{context, sectors};
use super::words::{named, part, phrase};
use crate::code;
use crate::frame::Part;
use crate::language::{Agent, Language};
use crate::ontology::Ontology;
use hashbrown::HashMap;

const AGENTS: &[Column] = &[("word", true), ("sector", true), ("kind", false)];
const CONTEXTS: &[Column] = &[("word", true), ("part", false), ("context", true)];
const GRAMMAR: &[Column] = &[("key", true), ("words", true)];

/// All parts of speech.
const ANY: &[Part] = &[
    Part::Verb,
    Part::Noun,
    Part::Adjective,
    Part::Adposition,
    Part::Adverb,
    Part::Auxiliary,
    Part::Conjunction,
    Part::Negation,
];

/// Reads all tables.
pub(crate) fn read(
    files: &Files<'_>,
    ontology: &Ontology,
    slots: &Slots<'_>,
    report: &mut Report<'_>,
) -> Language {
    let mut language = Language::default();
    speech::read_reporting(files, slots, &mut language, report);
    speech::read_hedges(files, &mut language, report);
    speech::read_status(files, slots, &mut language, report);
    read_agents(files, ontology, &mut language, report);
    read_contexts(files, ontology, &mut language, report);
    counting::read_quantities(files, &mut language, report);
    counting::read_time(files, &mut language, report);
    counting::read_numbers(files, &mut language, report);
    counting::read_confidence(files, &mut language, report);
    read_grammar(files, &mut language, report);
    naming::read_names(files, &mut language, report);
    spelling::read_affixes(files, &mut language, report);
    spelling::read_lemmas(files, &mut language, report);
    spelling::read_abbreviations(files, &mut language, report);
    spelling::read_clitics(files, &mut language, report);
    language
}

/// Gives the rows of a table to `each`, a user's first.
fn table<'a>(
    files: &Files<'a>,
    name: &str,
    columns: &[Column],
    report: &mut Report<'_>,
    mut each: impl FnMut(&Row<'a, '_>, &mut Report<'_>),
) {
    let mut sources: Vec<_> = files.table(name).collect();
    sources.sort_by_key(|file| std::cmp::Reverse(file.layer));
    for file in sources {
        rows(file, columns, report, &mut each);
    }
}

/// Words seen so far, with layer and place: the highest layer wins, and a second row in one layer is a fault.
struct Seen<K>(HashMap<K, (u8, Spot)>);

impl<K: std::hash::Hash + Eq> Seen<K> {
    fn new() -> Self {
        Seen(HashMap::new())
    }

    /// Whether the row of the word counts.
    fn is_first(&mut self, key: K, word: Cell<'_>, layer: u8, report: &mut Report<'_>) -> bool {
        match self.0.get(&key) {
            None => {
                self.0.insert(key, (layer, word.at));
                true
            }
            Some((other, at)) => {
                if *other == layer {
                    let message = format!(
                        "`{}` stands twice, first at {}",
                        word.text,
                        report.place(*at)
                    );
                    report.warn(word.at, code::DUPLICATE_ROW, message, None);
                }
                false
            }
        }
    }
}

fn optional_part(cell: Cell<'_>, report: &mut Report<'_>) -> Option<Option<Part>> {
    if cell.is_empty() {
        Some(None)
    } else {
        part(cell, ANY, report).map(Some)
    }
}

fn read_agents(
    files: &Files<'_>,
    ontology: &Ontology,
    language: &mut Language,
    report: &mut Report<'_>,
) {
    let mut seen = Seen::new();
    table(files, "en/agents", AGENTS, report, |row, report| {
        let errors = report.errors();
        let mut agent = Agent {
            sectors: sectors(row.cell(1), ontology, report),
            ..Agent::default()
        };
        for kind in row.cell(2).items(';') {
            match named(
                kind,
                "kind of agent",
                &[("title", 0), ("body", 1)],
                code::UNKNOWN_KIND,
                report,
            ) {
                Some(0) => agent.title = true,
                Some(_) => agent.body = true,
                None => {}
            }
        }
        if report.errors() > errors {
            return;
        }
        for word in row.cell(0).items(';') {
            if seen.is_first(word.text, word, row.layer, report) {
                language.longest_agent = language
                    .longest_agent
                    .max(word.text.split_whitespace().count());
                language.agents.insert(phrase(word), agent.clone());
            }
        }
    });
}

fn read_contexts(
    files: &Files<'_>,
    ontology: &Ontology,
    language: &mut Language,
    report: &mut Report<'_>,
) {
    let mut seen = Seen::new();
    table(files, "en/contexts", CONTEXTS, report, |row, report| {
        let Some(part) = optional_part(row.cell(1), report) else {
            return;
        };
        for cell in row.cell(2).items(';') {
            let Some(context) = context(cell, ontology, report) else {
                continue;
            };
            for word in row.cell(0).items(';') {
                if seen.is_first((word.text, part, context), word, row.layer, report) {
                    language
                        .contexts
                        .entry(phrase(word))
                        .or_default()
                        .push((part, context));
                }
            }
        }
    });
}

fn read_grammar(files: &Files<'_>, language: &mut Language, report: &mut Report<'_>) {
    let mut seen = Seen::new();
    table(files, "en/grammar", GRAMMAR, report, |row, report| {
        if seen.is_first(row.cell(0).text, row.cell(0), row.layer, report) {
            let words = row.cell(1).items(';').map(phrase).collect();
            language.grammar.insert(phrase(row.cell(0)), words);
        }
    });
}
