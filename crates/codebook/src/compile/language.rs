//! Reads the tables in `en/` beside the frames into [`Language`].
//!
//! Words are keyed by their lemmas joined with single spaces. Where a word may have several rows, a user's rows come
//! before ours; where it has one, a user's row replaces ours.

use super::Files;
use super::nearest::suggest;
use super::ontology::{context, sectors};
use super::report::{Report, Spot};
use super::slot::Slots;
use super::table::{Cell, Column, Row, rows};
use super::words::{STANCES, STATUSES, named, number, part, phrase};
use crate::code;
use crate::frame::Part;
use crate::language::{Agent, Language, Quantity, Reporting, StatusWord, TimeWord};
use crate::ontology::Ontology;
use casus_text::{Abbreviation, AbbreviationKind, Before, Clitic, CliticKind};
use hashbrown::HashMap;

const REPORTING: &[Column] = &[
    ("word", true),
    ("part", true),
    ("stance", true),
    ("speaker", false),
    ("content", false),
    ("addressee", false),
];
const HEDGES: &[Column] = &[("word", true), ("part", true), ("stance", true)];
const STATUS: &[Column] = &[
    ("word", true),
    ("part", true),
    ("slot", false),
    ("status", true),
];
const AGENTS: &[Column] = &[("word", true), ("sector", true), ("kind", false)];
const CONTEXTS: &[Column] = &[("word", true), ("part", false), ("context", true)];
const QUANTITIES: &[Column] = &[
    ("word", true),
    ("part", false),
    ("kind", true),
    ("unit", false),
];
const TIME: &[Column] = &[
    ("word", true),
    ("kind", true),
    ("value", false),
    ("unit", false),
];
const NUMBERS: &[Column] = &[("word", true), ("value", true)];
const GRAMMAR: &[Column] = &[("key", true), ("words", true)];
const LEMMAS: &[Column] = &[("form", true), ("tag", false), ("lemma", true)];
const ABBREVIATIONS: &[Column] = &[("word", true), ("kind", true), ("before", false)];
const CLITICS: &[Column] = &[("word", true), ("kind", true), ("parts", false)];

/// The kinds of `quantities.table`.
const COUNTED: &[(&str, ())] = &[
    ("killed", ()),
    ("wounded", ()),
    ("arrested", ()),
    ("missing", ()),
    ("displaced", ()),
    ("abducted", ()),
    ("freed", ()),
    ("infected", ()),
    ("destroyed", ()),
    ("downed", ()),
    ("casualties", ()),
    ("money", ()),
    ("arms", ()),
    ("fuel", ()),
    ("goods", ()),
    ("people", ()),
    ("distance", ()),
    ("area", ()),
    ("share", ()),
    ("duration", ()),
];

/// The kinds of `time.table`.
const TIMES: &[(&str, ())] = &[
    ("month", ()),
    ("weekday", ()),
    ("unit", ()),
    ("day", ()),
    ("relative", ()),
    ("direction", ()),
    ("now", ()),
    ("part", ()),
    ("clock", ()),
    ("season", ()),
    ("ordinal", ()),
    ("modifier", ()),
    ("set", ()),
    ("duration", ()),
    ("holiday", ()),
];

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
    read_reporting(files, slots, &mut language, report);
    read_hedges(files, &mut language, report);
    read_status(files, slots, &mut language, report);
    read_agents(files, ontology, &mut language, report);
    read_contexts(files, ontology, &mut language, report);
    read_quantities(files, &mut language, report);
    read_time(files, &mut language, report);
    read_numbers(files, &mut language, report);
    read_grammar(files, &mut language, report);
    read_lemmas(files, &mut language, report);
    read_abbreviations(files, &mut language, report);
    read_clitics(files, &mut language, report);
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

fn read_reporting(
    files: &Files<'_>,
    slots: &Slots<'_>,
    language: &mut Language,
    report: &mut Report<'_>,
) {
    let parts = [
        Part::Verb,
        Part::Noun,
        Part::Adjective,
        Part::Adposition,
        Part::Adverb,
    ];
    let mut seen = Seen::new();
    table(files, "en/reporting", REPORTING, report, |row, report| {
        let errors = report.errors();
        let part = part(row.cell(1), &parts, report);
        let stance = named(row.cell(2), "stance", STANCES, code::UNKNOWN_STANCE, report);
        let speaker = slots.optional(row.cell(3), report);
        let content = slots.optional(row.cell(4), report);
        let addressee = slots.optional(row.cell(5), report);
        let (Some(part), Some(stance), true) = (part, stance, report.errors() == errors) else {
            return;
        };
        for word in row.cell(0).items(';') {
            let key = (
                part,
                phrase(word),
                content.clone(),
                addressee.clone(),
                speaker.clone(),
            );
            if seen.is_first(key, word, row.layer, report) {
                let entry = Reporting {
                    stance,
                    speaker: speaker.clone(),
                    content: content.clone(),
                    addressee: addressee.clone(),
                };
                language
                    .reporting
                    .entry((part, phrase(word)))
                    .or_default()
                    .push(entry);
            }
        }
    });
}

fn read_hedges(files: &Files<'_>, language: &mut Language, report: &mut Report<'_>) {
    let parts = [
        Part::Verb,
        Part::Noun,
        Part::Adjective,
        Part::Adposition,
        Part::Adverb,
        Part::Auxiliary,
    ];
    let mut seen = Seen::new();
    table(files, "en/hedges", HEDGES, report, |row, report| {
        let part = part(row.cell(1), &parts, report);
        let stance = named(row.cell(2), "stance", STANCES, code::UNKNOWN_STANCE, report);
        let (Some(part), Some(stance)) = (part, stance) else {
            return;
        };
        for word in row.cell(0).items(';') {
            if seen.is_first((part, word.text), word, row.layer, report) {
                language.hedges.entry(phrase(word)).or_insert(stance);
            }
        }
    });
}

fn read_status(
    files: &Files<'_>,
    slots: &Slots<'_>,
    language: &mut Language,
    report: &mut Report<'_>,
) {
    let parts = [
        Part::Auxiliary,
        Part::Verb,
        Part::Noun,
        Part::Adjective,
        Part::Adverb,
        Part::Conjunction,
        Part::Negation,
        Part::Adposition,
    ];
    let mut seen = Seen::new();
    table(files, "en/status", STATUS, report, |row, report| {
        let errors = report.errors();
        let part = part(row.cell(1), &parts, report);
        let slot = slots.optional(row.cell(2), report);
        let status = named(
            row.cell(3),
            "status",
            STATUSES,
            code::UNKNOWN_STATUS,
            report,
        );
        let (Some(part), Some(status), true) = (part, status, report.errors() == errors) else {
            return;
        };
        for word in row.cell(0).items(';') {
            if seen.is_first((part, phrase(word), slot.clone()), word, row.layer, report) {
                let entry = StatusWord {
                    slot: slot.clone(),
                    status,
                };
                language
                    .status
                    .entry((part, phrase(word)))
                    .or_default()
                    .push(entry);
            }
        }
    });
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

fn read_quantities(files: &Files<'_>, language: &mut Language, report: &mut Report<'_>) {
    let mut seen = Seen::new();
    table(files, "en/quantities", QUANTITIES, report, |row, report| {
        let Some(part) = optional_part(row.cell(1), report) else {
            return;
        };
        let kind = row.cell(2);
        if named(
            kind,
            "kind of quantity",
            COUNTED,
            code::UNKNOWN_KIND,
            report,
        )
        .is_none()
        {
            return;
        }
        let unit = row.cell(3);
        let unit = (!unit.is_empty()).then(|| phrase(unit));
        for word in row.cell(0).items(';') {
            if seen.is_first((word.text, part, kind.text), word, row.layer, report) {
                let entry = Quantity {
                    kind: Box::from(kind.text),
                    unit: unit.clone(),
                };
                language
                    .quantities
                    .entry(phrase(word))
                    .or_default()
                    .push((part, entry));
            }
        }
    });
}

fn read_time(files: &Files<'_>, language: &mut Language, report: &mut Report<'_>) {
    let mut seen = Seen::new();
    table(files, "en/time", TIME, report, |row, report| {
        let errors = report.errors();
        named(
            row.cell(1),
            "kind of time",
            TIMES,
            code::UNKNOWN_KIND,
            report,
        );
        let value = row.cell(2);
        let value = if value.is_empty() {
            Some(0)
        } else {
            number(value, "whole number", report)
        };
        let (Some(value), true) = (value, report.errors() == errors) else {
            return;
        };
        for word in row.cell(0).items(';') {
            if seen.is_first(word.text, word, row.layer, report) {
                let entry = TimeWord {
                    kind: Box::from(row.cell(1).text),
                    value,
                    unit: phrase(row.cell(3)),
                };
                language.time.insert(phrase(word), entry);
            }
        }
    });
}

fn read_numbers(files: &Files<'_>, language: &mut Language, report: &mut Report<'_>) {
    let mut seen = Seen::new();
    table(files, "en/numbers", NUMBERS, report, |row, report| {
        let Some(value) = number::<f64>(row.cell(1), "number", report) else {
            return;
        };
        for word in row.cell(0).items(';') {
            if seen.is_first(word.text, word, row.layer, report) {
                language.numbers.insert(phrase(word), value);
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

fn read_lemmas(files: &Files<'_>, language: &mut Language, report: &mut Report<'_>) {
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

fn read_abbreviations(files: &Files<'_>, language: &mut Language, report: &mut Report<'_>) {
    let mut seen = Seen::new();
    table(
        files,
        "en/abbreviations",
        ABBREVIATIONS,
        report,
        |row, report| {
            let kind = row.cell(1);
            let (Some(found), Some(before)) = (
                AbbreviationKind::from_name(kind.text),
                Before::from_name(row.cell(2).text),
            ) else {
                let cell = if AbbreviationKind::from_name(kind.text).is_none() {
                    kind
                } else {
                    row.cell(2)
                };
                let known = [
                    "title",
                    "month",
                    "unit",
                    "organisation",
                    "latin",
                    "other",
                    "number",
                    "name",
                ];
                report.error(
                    cell.at,
                    code::UNKNOWN_KIND,
                    format!("no kind `{}`", cell.text),
                    suggest(cell.text, known),
                );
                return;
            };
            for word in row.cell(0).items(';') {
                let key = (word.text, row.cell(2).text);
                if seen.is_first(key, word, row.layer, report) {
                    language
                        .abbreviations
                        .insert(word.text.to_lowercase().into(), Box::from(kind.text));
                    let entry = Abbreviation {
                        word: word.text.to_owned(),
                        kind: found,
                        before,
                    };
                    language.splitter.abbreviations.push(entry);
                }
            }
        },
    );
}

fn read_clitics(files: &Files<'_>, language: &mut Language, report: &mut Report<'_>) {
    let mut seen = Seen::new();
    table(files, "en/clitics", CLITICS, report, |row, report| {
        let cell = row.cell(1);
        let Some(kind) = CliticKind::from_name(cell.text) else {
            let known = ["ending", "parted", "kept", "prefix", "suffix", "unit"];
            report.error(
                cell.at,
                code::UNKNOWN_KIND,
                format!("no kind `{}`", cell.text),
                suggest(cell.text, known),
            );
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
                let hint = Some(
                    "the parts of a `parted` word join to the word; other kinds have none"
                        .to_owned(),
                );
                report.error(
                    row.cell(2).at,
                    code::BAD_CONDITION,
                    "parts that are not the word's".to_owned(),
                    hint,
                );
            } else if seen.is_first((word.text, cell.text), word, row.layer, report) {
                language.splitter.clitics.push(Clitic {
                    word: word.text.to_owned(),
                    kind,
                    parts: parts.clone(),
                });
            }
        }
    });
}
