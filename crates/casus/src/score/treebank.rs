//! Trees from raw text against a treebank, by the measure of the CoNLL 2018 shared task.
//!
//! The text of the treebank is put together from its tokens, cut and parsed by us, and the words of both are aligned.

use super::{Report, Score};
use crate::engine::Engine;
use crate::error::Error;
use casus_syntax::conllu::{self, Sentence};
use casus_syntax::score;
use std::fmt::Write;

/// Scores the engine on a CoNLL-U text; only on documents whose id begins with `prefix`, where there is one.
///
/// # Errors
///
/// Where the text is no CoNLL-U, or has no such document.
pub fn score(
    engine: &Engine,
    path: &str,
    text: &str,
    prefix: Option<&str>,
) -> Result<Report, Error> {
    let fault = |line, reason: String| Error::Gold {
        path: path.to_owned(),
        line,
        reason,
    };
    let gold = conllu::read(text).map_err(|error| fault(error.line, error.message.to_owned()))?;
    let gold = of_documents(gold, prefix);
    if gold.is_empty() {
        return Err(fault(0, "there is no sentence to score".to_owned()));
    }
    let raw = conllu::raw_text(&gold);
    let sentences = engine.split(&raw);
    let trees = engine
        .parse(&[(raw.as_str(), sentences)])
        .pop()
        .unwrap_or_default();
    let system = conllu::from_trees(&raw, &trees);
    let scores = score::score(&gold, &system).map_err(|error| fault(0, error.to_string()))?;
    let mut report = Report::default();
    for (name, measure) in scores.named() {
        // Writing into a string cannot fail.
        let _ = writeln!(
            report.text,
            "{name:<10} {:.4}  ({} of {})",
            measure.f1(),
            measure.correct,
            measure.gold
        );
        report.scores.push(Score {
            measure: name.to_owned(),
            value: measure.f1(),
            items: measure.gold,
        });
    }
    Ok(report)
}

/// The sentences of documents whose id begins so.
fn of_documents(sentences: Vec<Sentence>, prefix: Option<&str>) -> Vec<Sentence> {
    let Some(prefix) = prefix else {
        return sentences;
    };
    let mut within = false;
    let mut kept = Vec::new();
    for sentence in sentences {
        let mut ids = sentence
            .comments
            .iter()
            .filter_map(|comment| comment.split_once("newdoc id = "));
        if let Some((_, id)) = ids.next_back() {
            within = id.starts_with(prefix);
        }
        if within {
            kept.push(sentence);
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_are_chosen_by_their_ids() {
        let sentence = |comment: &str| Sentence {
            comments: vec![comment.to_owned()],
            ..Sentence::default()
        };
        let all = vec![
            sentence("# newdoc id = GUM_fiction_a"),
            sentence("# newdoc id = GUM_news_b"),
            sentence("# sent_id = 2"),
            sentence("# newdoc id = GUM_vlog_c"),
        ];
        assert_eq!(of_documents(all.clone(), Some("GUM_news")), all[1..3]);
        assert_eq!(of_documents(all.clone(), None), all);
    }
}
