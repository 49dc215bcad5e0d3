//! Measures time expressions against gold, with our own sentences and trees.
//!
//! JSONL files go in, a document a line: `text`, `dct` (the document's date) and `timex` (a list of `start`, `end` in
//! characters, `type`, `value`). Precision, recall and F1 of the exact span, of any overlap and of overlap with the same
//! value come out; with `--errors` also every difference, a line each, to be sorted and counted.
//!
//! ```text
//! cargo run --release -p casus-coder --example times -- [--errors] FILE...
//! ```

#![allow(clippy::print_stdout)] // It writes its figures to the terminal.

use casus_codebook::Codebook;
use casus_coder::{Coder, Time};
use casus_syntax::{Parser, Workspace};
use casus_text::{Document, SENTENCE_WEIGHTS, Span, Splitter};
use std::error::Error;

/// An expression of the gold.
struct Gold {
    span: Span,
    kind: String,
    value: String,
}

/// Counts over all documents.
#[derive(Default)]
struct Counts {
    gold: usize,
    found: usize,
    strict: usize,
    overlap: usize,
    value: usize,
    kind: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let (options, files): (Vec<String>, Vec<String>) =
        std::env::args().skip(1).partition(|a| a.starts_with("--"));
    let errors = options.iter().any(|o| o == "--errors");
    let book = Codebook::embedded();
    let mut rules = book.language.splitter.clone();
    rules.weights = SENTENCE_WEIGHTS.into();
    let splitter = Splitter::new(&rules)?;
    let parser = Parser::embedded()?;
    let coder = Coder::new(&book);
    let mut workspace = Workspace::default();
    for file in &files {
        let mut counts = Counts::default();
        for line in std::fs::read_to_string(file)?.lines() {
            let (document, gold) = read(line)?;
            let sentences = splitter.split(&document.text);
            let all: Vec<_> = sentences
                .iter()
                .map(|s| (document.text.as_str(), s.tokens))
                .collect();
            let trees = parser.parse_batch(&mut workspace, &all);
            let coded = coder.code(&document, &trees);
            count(&mut counts, &document, &gold, &coded.times, errors);
        }
        print(file, &counts);
    }
    Ok(())
}

/// A document and its expressions, in bytes.
fn read(line: &str) -> Result<(Document, Vec<Gold>), Box<dyn Error>> {
    let row: serde_json::Value = serde_json::from_str(line)?;
    let text = row["text"].as_str().unwrap_or_default().to_owned();
    let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    bytes.push(text.len());
    let at = |v: &serde_json::Value| {
        let place = v.as_u64().and_then(|p| usize::try_from(p).ok());
        place
            .and_then(|p| bytes.get(p))
            .copied()
            .unwrap_or(text.len())
    };
    let cell = |v: &serde_json::Value| v.as_str().unwrap_or_default().to_owned();
    let rows = row["timex"].as_array().into_iter().flatten();
    let gold = rows
        .map(|t| Gold {
            span: Span::new(at(&t["start"]), at(&t["end"])),
            kind: cell(&t["type"]),
            value: cell(&t["value"]),
        })
        .collect();
    let document = Document {
        date: row["dct"].as_str().map(str::to_owned),
        text,
        ..Document::default()
    };
    Ok((document, gold))
}

fn count(counts: &mut Counts, document: &Document, gold: &[Gold], found: &[Time], errors: bool) {
    counts.gold += gold.len();
    counts.found += found.len();
    let mut taken = vec![false; found.len()];
    for g in gold {
        let near = (0..found.len())
            .filter(|&i| !taken[i] && found[i].span.overlaps(g.span))
            .max_by_key(|&i| found[i].span == g.span);
        let Some(i) = near else {
            tell(errors, "missed", document, Some(g), None);
            continue;
        };
        taken[i] = true;
        let time = &found[i];
        let (strict, value) = (
            time.span == g.span,
            time.value.as_deref() == Some(&*g.value),
        );
        counts.overlap += 1;
        counts.strict += usize::from(strict);
        counts.value += usize::from(value);
        counts.kind += usize::from(time.kind == g.kind);
        if !strict {
            tell(errors, "span", document, Some(g), Some(time));
        }
        if !value {
            tell(errors, "value", document, Some(g), Some(time));
        }
    }
    for (time, _) in found.iter().zip(&taken).filter(|(_, taken)| !**taken) {
        tell(errors, "spurious", document, None, Some(time));
    }
}

/// One difference in one line: what it is, gold, found, the document's date, and the words around.
fn tell(on: bool, what: &str, document: &Document, gold: Option<&Gold>, time: Option<&Time>) {
    let Some(span) = gold.map(|g| g.span).or(time.map(|t| t.span)).filter(|_| on) else {
        return;
    };
    let text = document.text.as_str();
    let expected = gold.map_or("-".into(), |g| {
        format!("{:?} {} {}", g.span.of(text), g.kind, g.value)
    });
    let got = time.map_or("-".into(), |t| {
        let value = t.value.as_deref().unwrap_or("?");
        format!("{:?} {} {value}", t.span.of(text), t.kind)
    });
    let (start, end) = (span.range().start.saturating_sub(50), span.range().end + 40);
    let start = (0..=start).rev().find(|&i| text.is_char_boundary(i));
    let end = (end..=text.len()).find(|&i| text.is_char_boundary(i));
    let around = &text[start.unwrap_or(0)..end.unwrap_or(text.len())];
    let around = around.replace('\n', " ");
    let date = document.date.as_deref().unwrap_or("?");
    println!("{what}\t{expected}\t{got}\t{date}\t{around}");
}

fn print(file: &str, c: &Counts) {
    println!("{file}: {} in gold, {} found", c.gold, c.found);
    for (name, right) in [
        ("strict", c.strict),
        ("overlap", c.overlap),
        ("type", c.kind),
        ("value", c.value),
    ] {
        let (p, r) = (
            right as f64 / c.found.max(1) as f64,
            right as f64 / c.gold.max(1) as f64,
        );
        println!(
            "  {name:8} P {p:.4}  R {r:.4}  F1 {:.4}",
            2.0 * p * r / (p + r).max(1e-9)
        );
    }
}
