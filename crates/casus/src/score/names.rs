//! Names of persons, organisations and places: CoNLL-2003 and sets of its form.
//!
//! The set gives sentences as tokens with tags (`B-PER`, `I-ORG`, ...). A document is put together of them, a sentence a
//! paragraph, its tokens parted by single spaces; a new one begins with the headline before each line that is a place and
//! a day in figures, as every report of the set does. The score is of spans: one is right where its first and its last
//! byte and its kind are those of the gold. Other kinds than `PER`, `ORG` and `LOC` are no names of ours and count for
//! nothing.

use super::spans::{Counts, around};
use super::{Report, json_lines, read_each};
use crate::engine::Engine;
use crate::error::Error;
use casus_coder::{NameKind, Named};
use casus_text::{Document, Span};

/// The kinds, and the names under which the set has them.
const KINDS: [(NameKind, &str); 3] = [
    (NameKind::Person, "PER"),
    (NameKind::Organisation, "ORG"),
    (NameKind::Place, "LOC"),
];
/// A line of place and day has at most so many tokens.
const DATELINE: usize = 8;

#[derive(serde::Deserialize)]
struct Item {
    id: String,
    tokens: Vec<String>,
    tags: Vec<String>,
}

/// A document put together, with the names that it has.
#[derive(Debug, Default)]
struct Joined {
    id: String,
    text: String,
    names: Vec<(Span, NameKind)>,
}

/// Scores the engine on a file of tagged tokens.
///
/// # Errors
///
/// A line that is no item of such a set.
pub fn score(engine: &Engine, path: &str, gold: &str) -> Result<Report, Error> {
    let items: Vec<Item> = json_lines(path, gold)?;
    let joined = join(&items);
    let documents = joined.iter().map(|joined| Document {
        id: joined.id.clone(),
        text: joined.text.clone(),
        ..Document::default()
    });
    let found = read_each(engine, documents, |reading| reading.coded.names)?;
    let mut counts = [Counts::default(); KINDS.len()];
    let mut misses = Vec::new();
    for (joined, names) in joined.iter().zip(&found) {
        count(joined, names, &mut counts, &mut misses);
    }
    Ok(report(counts, misses))
}

/// Puts the sentences together to documents.
fn join(items: &[Item]) -> Vec<Joined> {
    let begins = |i: usize| {
        items
            .get(i + 1)
            .is_some_and(|next| is_dateline(&next.tokens))
    };
    let mut all: Vec<Joined> = Vec::new();
    for (i, item) in items.iter().enumerate() {
        if all.is_empty() || begins(i) {
            all.push(Joined {
                id: item.id.clone(),
                ..Joined::default()
            });
        }
        if let Some(document) = all.last_mut() {
            append(document, item);
        }
    }
    all
}

/// "LONDON 1996-08-30".
fn is_dateline(tokens: &[String]) -> bool {
    let figures = |day: &String| {
        let parts: Vec<&str> = day.split('-').collect();
        parts.len() == 3 && parts.iter().all(|p| p.bytes().all(|b| b.is_ascii_digit()))
    };
    tokens.len() <= DATELINE && tokens.last().is_some_and(figures)
}

fn append(document: &mut Joined, item: &Item) {
    if !document.text.is_empty() {
        document.text.push_str("\n\n");
    }
    let mut open: Option<(usize, usize, NameKind)> = None;
    for (n, token) in item.tokens.iter().enumerate() {
        if n > 0 {
            document.text.push(' ');
        }
        let (start, end) = (document.text.len(), document.text.len() + token.len());
        document.text.push_str(token);
        let (place, kind) = parts(item.tags.get(n).map_or("O", String::as_str));
        match (&mut open, kind) {
            (Some((_, last, same)), Some(kind)) if place == "I" && *same == kind => *last = end,
            _ => {
                let done = std::mem::replace(&mut open, kind.map(|kind| (start, end, kind)));
                document.names.extend(done.map(named));
            }
        }
    }
    document.names.extend(open.map(named));
}

fn named((start, end, kind): (usize, usize, NameKind)) -> (Span, NameKind) {
    (Span::new(start, end), kind)
}

/// The place in the name, and the kind, that a tag tells.
fn parts(tag: &str) -> (&str, Option<NameKind>) {
    let (place, name) = tag.split_once('-').unwrap_or((tag, ""));
    let kind = KINDS
        .iter()
        .find(|(_, n)| *n == name)
        .map(|(kind, _)| *kind);
    (place, kind)
}

fn count(joined: &Joined, ours: &[Named], counts: &mut [Counts], misses: &mut Vec<String>) {
    let name_of = |kind: NameKind| {
        KINDS
            .iter()
            .find(|(k, _)| *k == kind)
            .map_or("-", |(_, n)| n)
    };
    for ((kind, _), counts) in KINDS.iter().zip(counts) {
        let wanted = joined.names.iter().filter(|(_, k)| k == kind);
        let found = ours.iter().filter(|n| n.kind == *kind);
        counts.gold += wanted.clone().count();
        counts.found += found.clone().count();
        let right = |n: &&Named| joined.names.contains(&(n.span, *kind));
        counts.right += found.filter(right).count();
    }
    for (span, kind) in &joined.names {
        if ours.iter().any(|n| n.span == *span && n.kind == *kind) {
            continue;
        }
        let near = ours.iter().filter(|n| n.span.overlaps(*span));
        let got: Vec<String> = near
            .map(|n| format!("{} {}", name_of(n.kind), n.span.of(&joined.text)))
            .collect();
        let what = if got.is_empty() { "missed" } else { "wrong" };
        let (id, around) = (&joined.id, around(&joined.text, *span));
        let got = got.join("; ");
        misses.push(format!("{what}\t{}\t{id}\t{around}\t{got}", name_of(*kind)));
    }
    for name in ours {
        if joined
            .names
            .iter()
            .all(|(span, _)| !span.overlaps(name.span))
        {
            let (id, around) = (&joined.id, around(&joined.text, name.span));
            misses.push(format!("spurious\t{}\t{id}\t{around}", name_of(name.kind)));
        }
    }
}

fn report(counts: [Counts; KINDS.len()], misses: Vec<String>) -> Report {
    let all = counts.iter().fold(Counts::default(), |sum, c| Counts {
        gold: sum.gold + c.gold,
        found: sum.found + c.found,
        right: sum.right + c.right,
    });
    let mut report = Report {
        scores: vec![all.score("F1")],
        text: String::new(),
        misses,
    };
    for ((_, name), counts) in KINDS.iter().zip(counts) {
        report.scores.push(counts.score(&format!("{name} F1")));
        report.text += &counts.line(name);
    }
    report.text += &all.line("all");
    report
}

#[cfg(test)]
mod tests {
    use super::*;

    fn item(words: &str, tags: &str) -> Item {
        let list = |line: &str| line.split(' ').map(str::to_owned).collect();
        Item {
            id: words.into(),
            tokens: list(words),
            tags: list(tags),
        }
    }

    #[test]
    fn documents_begin_with_the_headline_before_a_place_and_a_day() {
        let items = [
            item("OSLO WINS", "B-LOC O"),
            item("OSLO 1999-05-01", "B-LOC O"),
            item("Kari Nordmann spoke .", "B-PER I-PER O O"),
            item("LIMA MOURNS", "B-LOC O"),
            item("LIMA 1999-05-02", "B-LOC O"),
        ];
        let all = join(&items);
        let texts: Vec<&str> = all.iter().map(|j| j.text.as_str()).collect();
        assert_eq!(
            texts,
            [
                "OSLO WINS\n\nOSLO 1999-05-01\n\nKari Nordmann spoke .",
                "LIMA MOURNS\n\nLIMA 1999-05-02"
            ]
        );
        let (span, kind) = all[0].names[2];
        assert_eq!(
            (span.of(&all[0].text), kind),
            ("Kari Nordmann", NameKind::Person)
        );
    }

    #[test]
    fn a_name_is_right_by_span_and_kind() {
        let joined = join(&[item("Kari met the Nordic Bank", "B-PER O O B-ORG I-ORG")]);
        let ours = [
            Named {
                span: Span::new(0, 4),
                kind: NameKind::Place,
            },
            Named {
                span: Span::new(13, 24),
                kind: NameKind::Organisation,
            },
        ];
        let (mut counts, mut misses) = ([Counts::default(); 3], Vec::new());
        count(&joined[0], &ours, &mut counts, &mut misses);
        let report = report(counts, misses);
        assert!((report.scores[0].value - 0.5).abs() < 1e-9);
        assert_eq!(report.misses.len(), 1);
    }

    #[test]
    fn odd_tags_are_no_names() {
        let joined = join(&[item("A B C", "I-LOC B-MISC X")]);
        assert_eq!(joined[0].names, [(Span::new(0, 1), NameKind::Place)]);
    }
}
