//! Reads a rule: a frame with one `key  value` a line, and the sentences that prove it.

use super::example;
use super::frames::{Draft, Fields, Known};
use super::nearest::suggest;
use super::report::{File, Report};
use super::table::{Cell, is_silent, lines};
use crate::code;
use crate::frame::{Example, Part};

/// The keys of a rule, and whether each may stand more than once.
const KEYS: &[(&str, bool)] = &[
    ("verb", false),
    ("noun", false),
    ("adjective", false),
    ("when", true),
    ("actor", false),
    ("recipient", false),
    ("event", false),
    ("mode", false),
    ("context", false),
    ("cameo", false),
    ("yes", true),
    ("no", true),
];

/// Reads one rule: its frames go to `drafts`, its sentences to `examples`.
pub(crate) fn read(
    file: File<'_>,
    known: &Known<'_, '_>,
    drafts: &mut Vec<Draft>,
    examples: &mut Vec<Example>,
    report: &mut Report<'_>,
) {
    let errors = report.errors();
    let pairs = pairs(file, report);
    let at = pairs
        .first()
        .map_or_else(Default::default, |(key, _)| key.at);
    let at = super::report::Spot {
        file: file.id,
        line: at.line.max(1),
        span: at.span,
    };
    let name = file
        .path
        .trim_start_matches("rules/")
        .trim_end_matches(".rule");
    let mut part = None;
    let mut fields = Fields::default();
    let (mut yes, mut no) = (0, 0);
    for (key, value) in pairs {
        match key.text {
            "verb" | "noun" | "adjective" => {
                part = [
                    ("verb", Part::Verb),
                    ("noun", Part::Noun),
                    ("adjective", Part::Adjective),
                ]
                .iter()
                .find(|(name, _)| *name == key.text)
                .map(|(_, part)| *part);
                fields.word = value;
            }
            "when" => fields.when.extend(value.items(';')),
            "actor" => fields.actor = value,
            "recipient" => fields.recipient = value,
            "event" => fields.event = value,
            "mode" => fields.mode = value,
            "context" => fields.context = value,
            "cameo" => fields.cameo = value,
            "yes" => {
                yes += 1;
                examples.extend(example::read_line(
                    value,
                    name,
                    false,
                    known.ontology,
                    report,
                ));
            }
            _ => {
                no += 1;
                examples.extend(example::read_line(
                    value,
                    name,
                    true,
                    known.ontology,
                    report,
                ));
            }
        }
    }
    if yes == 0 {
        let hint = Some("add a line `yes  \"Sentence.\"  EVENT`".to_owned());
        report.error(
            at,
            code::RULE_WITHOUT_YES,
            "a rule needs a sentence in which it fires".to_owned(),
            hint,
        );
    }
    if no == 0 {
        let hint = Some("add a line `no  \"Sentence.\"`".to_owned());
        report.error(
            at,
            code::RULE_WITHOUT_NO,
            "a rule needs a sentence in which it does not fire".to_owned(),
            hint,
        );
    }
    let (Some(part), false, false) = (part, fields.word.is_empty(), fields.event.is_empty()) else {
        let message = "a rule needs `verb`, `noun` or `adjective`, and `event`".to_owned();
        report.error(at, code::RULE_INCOMPLETE, message, None);
        return;
    };
    let frames = fields.frames(part, known, report);
    if report.errors() > errors {
        return;
    }
    drafts.extend(frames.map(|(frame, at)| Draft {
        frame,
        layer: file.layer,
        rule: true,
        at,
    }));
}

/// Keys and values; unknown and repeated keys are reported and left out.
fn pairs<'a>(file: File<'a>, report: &mut Report<'_>) -> Vec<(Cell<'a>, Cell<'a>)> {
    let mut pairs: Vec<(Cell<'a>, Cell<'a>)> = Vec::new();
    for line in lines(file, report) {
        if is_silent(line.text) {
            continue;
        }
        let line = line.part(0, line.text.len());
        let end = line
            .text
            .find(char::is_whitespace)
            .unwrap_or(line.text.len());
        let (key, value) = (line.part(0, end), line.part(end, line.text.len()));
        let Some((_, many)) = KEYS.iter().find(|(name, _)| *name == key.text) else {
            let hint = suggest(key.text, KEYS.iter().map(|(name, _)| *name));
            report.error(
                key.at,
                code::UNKNOWN_KEY,
                format!("no key `{}`", key.text),
                hint,
            );
            continue;
        };
        let word = |text: &str| matches!(text, "verb" | "noun" | "adjective");
        let twice = |(other, _): &(Cell<'_>, _)| {
            other.text == key.text || word(other.text) && word(key.text)
        };
        if !many && pairs.iter().any(twice) {
            report.error(
                key.at,
                code::UNKNOWN_KEY,
                format!("`{}` stands twice", key.text),
                None,
            );
            continue;
        }
        pairs.push((key, value));
    }
    pairs
}
