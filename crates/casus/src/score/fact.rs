//! Whether predicates happened, as annotators judged it from -3 (it did not) to 3 (it did).
//!
//! Each item is a sentence with marked predicates. Its words are put together as a text and read like any other; what
//! is asked is how sure our status of the predicate is ([`casus_coder::Standing::degree`], -3 to 3). It is made so: a
//! bare fact is 3; every word that governs the predicate stands in `status.table` with a degree for where the word holds
//! and one for where it is denied, and what it governs lies between the two as the word itself is held; speech takes
//! something away (said 2.6, alleged or doubted 1.7, feared 0.9, asked 0.6, denied -1.8); modal verbs, conditions,
//! questions and hedges set a limit; a denial turns the sign. A predicate at which we have no word counts as 3.
//!
//! Measures: Pearson's r of our degrees and the judgements over all predicates, and the mean absolute error.

use super::given::running_text;
use super::{Report, Score, json_lines, read_each};
use crate::engine::{Engine, Reading};
use crate::error::Error;
use casus_coder::Coder;
use casus_text::{Document, Span};
use std::fmt::Write;

/// The answer where the predicate is not found.
const UNKNOWN: f64 = 3.0;

#[derive(serde::Deserialize)]
struct Item {
    id: String,
    tokens: Vec<String>,
    targets: Vec<Target>,
}

#[derive(serde::Deserialize)]
struct Target {
    /// The first word and the one after the last.
    span: (usize, usize),
    value: f64,
}

/// Scores the engine on such a file.
///
/// # Errors
///
/// A line that is no item of the set.
pub fn score(engine: &Engine, path: &str, gold: &str) -> Result<Report, Error> {
    let items: Vec<Item> = json_lines(path, gold)?;
    let texts: Vec<(String, Vec<Span>)> = items.iter().map(|i| running_text(&i.tokens)).collect();
    let documents = items.iter().zip(&texts).enumerate();
    let documents = documents.map(|(number, (_, (text, _)))| Document {
        id: number.to_string(),
        text: text.clone(),
        ..Document::default()
    });
    let coder = engine.coder();
    let answers = read_each(engine, documents, |reading| {
        let number: usize = reading.document.id.parse().unwrap_or_default();
        let (item, words) = (items.get(number), texts.get(number));
        item.zip(words).map_or_else(Vec::new, |(item, (_, words))| {
            answers(&coder, &reading, item, words)
        })
    })?;
    let judged = items.iter().flat_map(|i| &i.targets).map(|t| t.value);
    let pairs: Vec<(f64, f64)> = judged.zip(answers.into_iter().flatten()).collect();
    Ok(report(&items, &texts, &pairs))
}

/// Our degree of each predicate of an item.
fn answers(coder: &Coder<'_>, reading: &Reading, item: &Item, words: &[Span]) -> Vec<f64> {
    let degree = |target: &Target| {
        let last = words.get(target.span.1.checked_sub(1)?)?;
        let shares = |span: Span| span.start < last.end && last.start < span.end;
        let found = reading.trees.iter().find_map(|tree| {
            let at = tree.tokens.iter().rposition(|t| shares(t.span))?;
            Some((tree, at))
        });
        let (tree, at) = found?;
        let standing = coder.standing(&reading.document.text, tree, at)?;
        Some(f64::from(standing.degree))
    };
    let targets = item.targets.iter();
    targets.map(|t| degree(t).unwrap_or(UNKNOWN)).collect()
}

fn report(items: &[Item], texts: &[(String, Vec<Span>)], pairs: &[(f64, f64)]) -> Report {
    let r = pearson(pairs);
    let error = mean(pairs.iter().map(|(gold, ours)| (gold - ours).abs()));
    let always = mean(pairs.iter().map(|(gold, _)| (gold - UNKNOWN).abs()));
    let mut text = String::new();
    // Writing into a string cannot fail.
    let _ = writeln!(
        text,
        "Pearson r {r:.4}  mean absolute error {error:.4} (always 3: {always:.4})  n {}",
        pairs.len()
    );
    let score = |measure: &str, value| Score {
        measure: measure.to_owned(),
        value,
        items: pairs.len(),
    };
    Report {
        scores: vec![score("Pearson r", r), score("mean absolute error", error)],
        text,
        misses: misses(items, texts, pairs),
    }
}

/// Every predicate, with the judgement, our degree, and its sentence.
fn misses(items: &[Item], texts: &[(String, Vec<Span>)], pairs: &[(f64, f64)]) -> Vec<String> {
    let targets = items
        .iter()
        .zip(texts)
        .flat_map(|(item, text)| item.targets.iter().map(move |t| (item, &text.0, t)));
    let all = targets.zip(pairs);
    let wrong = all.filter(|(_, (gold, ours))| (gold - ours).abs() >= 1.0);
    wrong
        .map(|((item, text, target), (gold, ours))| {
            let word = item.tokens.get(target.span.0).map_or("", String::as_str);
            format!("{}\t{gold:.1}\t{ours:.2}\t{word}\t{text}", item.id)
        })
        .collect()
}

fn mean(values: impl Iterator<Item = f64>) -> f64 {
    let (sum, count) = values.fold((0.0, 0u32), |(sum, count), v| (sum + v, count + 1));
    if count == 0 {
        0.0
    } else {
        sum / f64::from(count)
    }
}

/// Pearson's correlation; 0 where one side is all the same.
fn pearson(pairs: &[(f64, f64)]) -> f64 {
    let (x, y) = (
        mean(pairs.iter().map(|p| p.0)),
        mean(pairs.iter().map(|p| p.1)),
    );
    let both = mean(pairs.iter().map(|p| (p.0 - x) * (p.1 - y)));
    let spread = mean(pairs.iter().map(|p| (p.0 - x).powi(2)))
        * mean(pairs.iter().map(|p| (p.1 - y).powi(2)));
    if spread > 0.0 {
        both / spread.sqrt()
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn correlation_and_error_are_those_of_the_textbook() {
        let close = |a: f64, b: f64| assert!((a - b).abs() < 1e-9, "{a} {b}");
        close(pearson(&[(1.0, 2.0), (2.0, 4.0), (3.0, 6.0)]), 1.0);
        close(pearson(&[(1.0, 1.0), (2.0, 0.0)]), -1.0);
        close(pearson(&[(1.0, 5.0), (2.0, 5.0)]), 0.0);
        close(pearson(&[]), 0.0);
        let pairs = [(3.0, 3.0), (-3.0, 3.0)];
        let report = report(&[], &[], &pairs);
        close(report.scores[1].value, 3.0);
        assert_eq!(report.scores[0].items, 2);
    }

    #[test]
    fn a_denial_correlates_with_a_judgement_of_denial() {
        let gold = concat!(
            r#"{"id":"a","tokens":["Oslo","attacked","Lima","."],"targets":[{"span":[1,2],"value":3}]}"#,
            "\n",
            r#"{"id":"b","tokens":["Oslo","did","not","attack","Lima","."],"targets":[{"span":[3,4],"value":-3},{"span":[40,50],"value":3}]}"#,
        );
        let engine = Engine::builder().build().expect("an engine");
        let report = score(&engine, "gold", gold).expect("scores");
        assert!(report.scores[0].value > 0.9, "{}", report.text);
        assert!(report.scores[1].value < 0.3, "{}", report.text);
        assert!(score(&engine, "gold", "{}").is_err());
    }
}
