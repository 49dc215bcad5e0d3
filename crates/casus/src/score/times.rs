//! Time expressions with their values: TimeBank, AQUAINT and sets of their form.
//!
//! The engine reads the text with the document's date (`dct`). `strict F1` counts expressions of the same span, `relaxed
//! F1` those that overlap, and `value F1` those that overlap and have the same TIMEX3 value; each gold expression and each
//! of ours is paired once, the same span before an overlap. As in TempEval-3, the date line of the document itself is not
//! among the expressions.

use super::spans::{Counts, Offsets, around, pair};
use super::{Report, json_lines, read_each};
use crate::engine::Engine;
use crate::error::Error;
use casus_coder::Time;
use casus_text::{Document, Span};

#[derive(serde::Deserialize)]
struct Item {
    id: String,
    text: String,
    #[serde(default)]
    dct: Option<String>,
    #[serde(default)]
    timex: Vec<Expression>,
}

#[derive(serde::Deserialize)]
struct Expression {
    start: usize,
    end: usize,
    #[serde(default)]
    value: Option<String>,
}

/// Counts over all documents.
#[derive(Default)]
struct Tally {
    strict: Counts,
    relaxed: Counts,
    value: Counts,
    misses: Vec<String>,
}

/// Scores the engine on a file of time expressions.
///
/// # Errors
///
/// A line that is no item of such a set.
pub fn score(engine: &Engine, path: &str, gold: &str) -> Result<Report, Error> {
    let items: Vec<Item> = json_lines(path, gold)?;
    let documents = items.iter().map(|item| Document {
        id: item.id.clone(),
        text: item.text.clone(),
        date: item.dct.clone(),
        ..Document::default()
    });
    let found = read_each(engine, documents, |reading| reading.coded.times)?;
    let mut tally = Tally::default();
    for (item, times) in items.iter().zip(&found) {
        count(&mut tally, item, times);
    }
    Ok(report(tally))
}

fn count(tally: &mut Tally, item: &Item, times: &[Time]) {
    let offsets = Offsets::of(&item.text);
    let gold: Vec<Span> = item
        .timex
        .iter()
        .map(|t| offsets.span(t.start, t.end))
        .collect();
    let ours: Vec<Span> = times.iter().map(|t| t.span).collect();
    let pairs = pair(&gold, &ours);
    for counts in [&mut tally.strict, &mut tally.relaxed, &mut tally.value] {
        counts.gold += gold.len();
        counts.found += ours.len();
    }
    for ((expression, &span), found) in item.timex.iter().zip(&gold).zip(&pairs) {
        let wanted = expression.value.as_deref().unwrap_or("?");
        let line = |what: &str| {
            let around = around(&item.text, span);
            format!("{what}\t{}\t{wanted}\t{around}", item.id)
        };
        let Some(i) = *found else {
            tally.misses.push(line("missed"));
            continue;
        };
        let value = times[i].value.as_deref();
        let (same, right) = (ours[i] == span, value == expression.value.as_deref());
        tally.relaxed.right += 1;
        tally.strict.right += usize::from(same);
        tally.value.right += usize::from(right);
        if !same {
            let words = ours[i].of(&item.text);
            tally.misses.push(format!("{}\t{words}", line("span")));
        }
        if !right {
            let value = value.unwrap_or("?");
            tally.misses.push(format!("{}\t{value}", line("value")));
        }
    }
    let taken: Vec<usize> = pairs.iter().flatten().copied().collect();
    let spurious = (0..ours.len()).filter(|i| !taken.contains(i));
    let lines =
        spurious.map(|i| format!("spurious\t{}\t-\t{}", item.id, around(&item.text, ours[i])));
    tally.misses.extend(lines);
}

fn report(tally: Tally) -> Report {
    let named = [
        ("strict", tally.strict),
        ("relaxed", tally.relaxed),
        ("value", tally.value),
    ];
    Report {
        scores: named
            .iter()
            .map(|(name, counts)| counts.score(&format!("{name} F1")))
            .collect(),
        text: named
            .iter()
            .map(|(name, counts)| counts.line(name))
            .collect(),
        misses: tally.misses,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(start: usize, end: usize, value: &str) -> Time {
        Time {
            span: Span::new(start, end),
            kind: "DATE",
            value: Some(value.into()),
        }
    }

    #[test]
    fn spans_overlaps_and_values_are_counted_apart() {
        let line = r#"{"id":"a","text":"early Monday, last week, now","dct":"2024-06-19","timex":[
            {"start":0,"end":12,"value":"2024-06-17"},{"start":14,"end":23,"value":"2024-W24"},
            {"start":25,"end":28,"value":"PRESENT_REF"}]}"#;
        let item: Item = serde_json::from_str(line).expect("an item");
        let ours = [time(6, 12, "2024-06-17"), time(14, 23, "2024-W25")];
        let mut tally = Tally::default();
        count(&mut tally, &item, &ours);
        let right = (tally.strict.right, tally.relaxed.right, tally.value.right);
        assert_eq!(right, (1, 2, 1));
        assert_eq!(tally.misses.len(), 3);
        assert!((report(tally).scores[1].value - 0.8).abs() < 1e-9);
    }
}
