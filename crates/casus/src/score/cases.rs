//! Which reports tell of one happening (our own gold): the pairwise F1 of joining claims into cases.
//!
//! Files of reports go in, each a list of
//!
//! ```text
//! report  NAME | DATE | PUBLISHER
//! [label] A sentence that tells of the happening `label`.
//! A sentence of something else.
//! ```
//!
//! and go into one ledger, so that every report can be joined with every other. An item is a happening as one report
//! tells it: all sentences of the report with its label. Two items of different reports belong together where file and
//! label are the same. We join them where some case has claims of both, a claim belonging to the item in whose sentences
//! its trigger begins. Precision, recall and F1 are counted over pairs of items; an item without any claim is joined with
//! none. `recall-told` leaves pairs out of which one item has no claim: what is then missed was missed by joining.

use super::{Report, Score, read_each, share};
use crate::engine::Engine;
use crate::entry::entry;
use crate::error::Error;
use casus_ledger::Entry;
use casus_ledger::cases::{Rule, gather};
use casus_text::Document;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::ops::Range;

/// The word with which a report begins.
const REPORT: &str = "report ";

/// A report with the happenings that are marked in it.
#[derive(Debug, Default)]
struct Marked {
    document: Document,
    /// Label and sentence.
    sentences: Vec<(String, Range<usize>)>,
}

/// A happening as one report tells it.
#[derive(Debug)]
struct Item {
    report: usize,
    label: String,
    cases: BTreeSet<usize>,
}

/// Scores the joining of claims on such files.
///
/// # Errors
///
/// A file that has not this form.
pub fn score(engine: &Engine, files: &[(String, String)], rule: &Rule) -> Result<Report, Error> {
    let mut reports = Vec::new();
    for (path, text) in files {
        reports.extend(parse(path, text)?);
    }
    let documents = reports.iter().map(|report| report.document.clone());
    let entries = read_each(engine, documents, |reading| {
        let read = reading.document.date.clone().unwrap_or_default();
        entry(&reading, &engine.codebook().ontology, &read)
    })?;
    let cases = gather(&entries, rule)?;
    Ok(report(&reports, &items(&reports, &entries, &cases)))
}

fn parse(path: &str, text: &str) -> Result<Vec<Marked>, Error> {
    let mut reports: Vec<Marked> = Vec::new();
    let stem = path.rsplit('/').next().unwrap_or(path);
    for (line, number) in text.lines().map(str::trim).zip(1..) {
        let wrong = |reason: &str| Error::Gold {
            path: path.to_owned(),
            line: number,
            reason: reason.to_owned(),
        };
        if line.is_empty() || line.starts_with("# ") {
            continue;
        }
        if let Some(head) = line.strip_prefix(REPORT) {
            let cells: Vec<&str> = head.split('|').map(str::trim).collect();
            let [name, date, publisher] = cells[..] else {
                return Err(wrong("name, date and publisher are wanted"));
            };
            reports.push(Marked::new(&format!("{stem}/{name}"), date, publisher));
            continue;
        }
        let report = reports.last_mut();
        let report = report.ok_or_else(|| wrong("a sentence before any report"))?;
        report
            .add(stem, line)
            .ok_or_else(|| wrong("a label without its end"))?;
    }
    Ok(reports)
}

impl Marked {
    fn new(id: &str, date: &str, publisher: &str) -> Marked {
        let document = Document {
            id: id.to_owned(),
            date: Some(date.to_owned()),
            publisher: Some(publisher.to_owned()),
            ..Document::default()
        };
        Marked {
            document,
            sentences: Vec::new(),
        }
    }

    /// Adds a sentence, with its label where it has one.
    fn add(&mut self, file: &str, line: &str) -> Option<()> {
        let (label, sentence) = match line.strip_prefix('[') {
            Some(rest) => {
                let (label, sentence) = rest.split_once(']')?;
                (Some(label), sentence.trim())
            }
            None => (None, line),
        };
        let text = &mut self.document.text;
        if !text.is_empty() {
            text.push(' ');
        }
        let start = text.len();
        text.push_str(sentence);
        let span = start..text.len();
        self.sentences
            .extend(label.map(|label| (format!("{file}/{label}"), span)));
        Some(())
    }
}

/// The items with the cases of their claims.
fn items(reports: &[Marked], entries: &[Entry], cases: &[Vec<String>]) -> Vec<Item> {
    let mut numbers = BTreeMap::new();
    for (number, names) in cases.iter().enumerate() {
        numbers.extend(names.iter().map(|name| (name.as_str(), number)));
    }
    let mut items: BTreeMap<(usize, &str), BTreeSet<usize>> = BTreeMap::new();
    for (number, (report, entry)) in reports.iter().zip(entries).enumerate() {
        for (label, span) in &report.sentences {
            let cases = items.entry((number, label)).or_default();
            for claim in &entry.claims {
                let name = format!("{}#{}", entry.document.id, claim.number);
                if span.contains(&(claim.trigger.span.start as usize)) {
                    cases.extend(numbers.get(name.as_str()));
                }
            }
        }
    }
    let item = |((report, label), cases): ((usize, &str), BTreeSet<usize>)| Item {
        report,
        label: label.to_owned(),
        cases,
    };
    items.into_iter().map(item).collect()
}

fn report(reports: &[Marked], items: &[Item]) -> Report {
    let (mut gold, mut told, mut ours, mut both) = (0, 0, 0, 0);
    let mut misses = Vec::new();
    for (at, a) in items.iter().enumerate() {
        for b in items.iter().skip(at + 1).filter(|b| b.report != a.report) {
            let (same, joined) = (a.label == b.label, !a.cases.is_disjoint(&b.cases));
            let known = !a.cases.is_empty() && !b.cases.is_empty();
            gold += usize::from(same);
            told += usize::from(same && known);
            ours += usize::from(joined);
            both += usize::from(same && joined);
            if same != joined {
                let name = |item: &Item| {
                    let report = reports
                        .get(item.report)
                        .map_or("", |report| &report.document.id);
                    format!("{report} [{}]", item.label)
                };
                let kind = match (joined, known) {
                    (true, _) => "false",
                    (false, true) => "apart",
                    (false, false) => "untold",
                };
                misses.push(format!("{kind}: {} ~ {}", name(a), name(b)));
            }
        }
    }
    let (precision, recall) = (share(both, ours), share(both, gold));
    let numbers = [
        ("precision", precision, ours),
        ("recall", recall, gold),
        ("F1", share(2 * both, ours + gold), gold),
        ("recall-told", share(both, told), told),
    ];
    finish(&numbers, misses)
}

/// Numbers as scores and as a text.
pub(super) fn finish(numbers: &[(&str, f64, usize)], misses: Vec<String>) -> Report {
    let mut text = String::new();
    let score = |(measure, value, items): &(&str, f64, usize)| {
        let _ = writeln!(text, "{measure:12} {value:.4}  of {items}");
        Score {
            measure: (*measure).to_owned(),
            value: *value,
            items: *items,
        }
    };
    let scores = numbers.iter().map(score).collect();
    Report {
        scores,
        text,
        misses,
    }
}

#[cfg(test)]
mod tests {
    use super::{Item, parse, report};

    const GOLD: &str = "report one | 2031-05-06 | A\n[x] It was so.\nAnd more.\n\nreport two | 2031-05-07 | B\n[x] It was.\n[y] Then this.\n";

    #[test]
    fn reports_keep_their_sentences() {
        let reports = parse("dir/a.cases", GOLD).unwrap();
        assert_eq!(reports[0].document.text, "It was so. And more.");
        let (label, span) = &reports[1].sentences[1];
        assert_eq!(label, "a.cases/y");
        assert_eq!(&reports[1].document.text[span.clone()], "Then this.");
        for odd in [
            "no report\n",
            "report one\n",
            "report a | 2031-01-01 | b\n[x never ends\n",
        ] {
            assert!(parse("a", odd).is_err(), "{odd}");
        }
    }

    #[test]
    fn pairs_are_counted() {
        let reports = parse("a.cases", GOLD).unwrap();
        let item = |report, label: &str, cases: &[usize]| Item {
            report,
            label: label.to_owned(),
            cases: cases.iter().copied().collect(),
        };
        let items = [
            item(0, "x", &[1]),
            item(1, "x", &[1, 2]),
            item(1, "y", &[1]),
        ];
        let values: Vec<f64> = report(&reports, &items)
            .scores
            .iter()
            .map(|s| s.value)
            .collect();
        assert_eq!(values, [0.5, 1.0, 2.0 / 3.0, 1.0]);
        let nothing = report(&reports, &[]);
        assert!(nothing.scores.iter().all(|score| score.value == 0.0));
    }
}
