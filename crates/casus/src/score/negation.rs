//! What is denied, against a set with the words that deny and the words in their scope.
//!
//! Each item is a sentence, whose words are put together as a text and read like any other. A cue is a list of words, or
//! of parts of words ("im" of "impossible"). It counts as found where one of ours stands at exactly the same words and
//! has the same letters; the cue F1 is taken over all cues of the set. The scope F1 is taken over the words in the
//! scopes of all cues: a word is right where it stands in the gold scope of a cue and in ours of the same cue; the scope
//! of a cue that only one side has counts as wrong with all its words. Of a word that denies itself the rest counts as
//! the word. Marks count like words.

use super::given::{running_text, words_in};
use super::{Report, Score, json_lines, read_each, share};
use crate::engine::{Engine, Reading};
use crate::error::Error;
use casus_coder::Coder;
use casus_text::{Document, Span};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

#[derive(serde::Deserialize)]
struct Item {
    id: String,
    tokens: Vec<String>,
    negations: Vec<Gold>,
}

#[derive(serde::Deserialize)]
struct Gold {
    cue: Vec<(usize, String)>,
    scope: Vec<(usize, String)>,
}

/// A cue: the words, each with the letters of it that deny.
type Cue = Vec<(usize, String)>;
/// The scopes of the cues of a sentence.
type Scopes = BTreeMap<Cue, BTreeSet<usize>>;

/// Scores the engine on such a file.
///
/// # Errors
///
/// A line that is no item of the set.
pub fn score(engine: &Engine, path: &str, gold: &str) -> Result<Report, Error> {
    let items: Vec<Item> = json_lines(path, gold)?;
    let texts: Vec<(String, Vec<Span>)> = items.iter().map(|i| running_text(&i.tokens)).collect();
    let documents = texts
        .iter()
        .enumerate()
        .map(|(number, (text, _))| Document {
            id: number.to_string(),
            text: text.clone(),
            ..Document::default()
        });
    let coder = engine.coder();
    let ours = read_each(engine, documents, |reading| {
        let number: usize = reading.document.id.parse().unwrap_or_default();
        texts
            .get(number)
            .map_or_else(Scopes::new, |(_, words)| found(&coder, &reading, words))
    })?;
    let pairs: Vec<(Scopes, Scopes)> = items.iter().map(annotated).zip(ours).collect();
    Ok(report(&items, &pairs))
}

fn annotated(item: &Item) -> Scopes {
    let cue = |gold: &Gold| {
        let lower = gold.cue.iter().map(|(i, word)| (*i, word.to_lowercase()));
        lower.collect::<Cue>()
    };
    let scope = |gold: &Gold| gold.scope.iter().map(|(i, _)| *i).collect();
    item.negations.iter().map(|n| (cue(n), scope(n))).collect()
}

fn found(coder: &Coder<'_>, reading: &Reading, words: &[Span]) -> Scopes {
    let text = reading.document.text.as_str();
    let all = reading
        .trees
        .iter()
        .flat_map(|tree| coder.negations(text, tree));
    let scopes = all.map(|negation| {
        let letters = |span: Span| {
            let word = words_in(words, span).next().unwrap_or(usize::MAX);
            (word, span.of(text).to_lowercase())
        };
        let cue: Cue = negation.cue.iter().map(|&span| letters(span)).collect();
        let scope = negation
            .scope
            .iter()
            .flat_map(|&span| words_in(words, span));
        (cue, scope.collect())
    });
    scopes.collect()
}

/// What is right, and how much either side has.
#[derive(Default)]
struct Count {
    right: usize,
    gold: usize,
    ours: usize,
}

impl Count {
    fn f1(&self) -> f64 {
        share(2 * self.right, self.gold + self.ours)
    }
}

fn count(pairs: &[(Scopes, Scopes)]) -> (Count, Count) {
    let (mut cues, mut words) = (Count::default(), Count::default());
    for (gold, ours) in pairs {
        cues.gold += gold.len();
        cues.ours += ours.len();
        words.gold += gold.values().map(BTreeSet::len).sum::<usize>();
        words.ours += ours.values().map(BTreeSet::len).sum::<usize>();
        for (cue, scope) in gold {
            if let Some(found) = ours.get(cue) {
                cues.right += 1;
                words.right += scope.intersection(found).count();
            }
        }
    }
    (cues, words)
}

fn report(items: &[Item], pairs: &[(Scopes, Scopes)]) -> Report {
    let (cues, words) = count(pairs);
    let mut text = String::new();
    for (name, count) in [("cue", &cues), ("scope words", &words)] {
        // Writing into a string cannot fail.
        let _ = writeln!(
            text,
            "{name}: precision {:.4}  recall {:.4}  F1 {:.4}  (right {}, gold {}, ours {})",
            share(count.right, count.ours),
            share(count.right, count.gold),
            count.f1(),
            count.right,
            count.gold,
            count.ours
        );
    }
    let score = |measure: &str, count: &Count| Score {
        measure: measure.to_owned(),
        value: count.f1(),
        items: count.gold,
    };
    Report {
        scores: vec![score("cue F1", &cues), score("scope token F1", &words)],
        text,
        misses: misses(items, pairs),
    }
}

/// The sentences with a wrong cue or scope: `<cue>`, `+` before a word that is ours alone, `-` before one of the gold's.
fn misses(items: &[Item], pairs: &[(Scopes, Scopes)]) -> Vec<String> {
    let mut misses = Vec::new();
    let none = BTreeSet::new();
    for (item, (gold, ours)) in items.iter().zip(pairs) {
        let cues: BTreeSet<&Cue> = gold.keys().chain(ours.keys()).collect();
        for cue in cues {
            let (wanted, got) = (gold.get(cue), ours.get(cue));
            if wanted == got {
                continue;
            }
            let marked = marked(item, cue, wanted.unwrap_or(&none), got.unwrap_or(&none));
            let kind = match (wanted, got) {
                (Some(_), Some(_)) => "scope",
                (Some(_), None) => "missing",
                _ => "wrong",
            };
            misses.push(format!("{}\t{kind}\t{marked}", item.id));
        }
    }
    misses
}

fn marked(item: &Item, cue: &Cue, wanted: &BTreeSet<usize>, got: &BTreeSet<usize>) -> String {
    let words = item.tokens.iter().enumerate().map(|(i, word)| {
        let sign = match (wanted.contains(&i), got.contains(&i)) {
            (true, true) => "=",
            (true, false) => "-",
            (false, true) => "+",
            (false, false) => "",
        };
        if cue.iter().any(|(c, _)| *c == i) {
            format!("{sign}<{word}>")
        } else {
            format!("{sign}{word}")
        }
    });
    words.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scopes(of: &[(usize, &str, &[usize])]) -> Scopes {
        let one = |(i, cue, scope): &(usize, &str, &[usize])| {
            (
                vec![(*i, (*cue).to_owned())],
                scope.iter().copied().collect(),
            )
        };
        of.iter().map(one).collect()
    }

    #[test]
    fn cues_and_words_are_counted() {
        let gold = scopes(&[(2, "not", &[0, 1, 3, 4]), (6, "un", &[5])]);
        let ours = scopes(&[(2, "not", &[0, 1, 3, 7]), (9, "no", &[8])]);
        let (cues, words) = count(&[(gold, ours)]);
        assert_eq!((cues.right, cues.gold, cues.ours), (1, 2, 2));
        assert_eq!((words.right, words.gold, words.ours), (3, 5, 5));
        assert!((words.f1() - 0.6).abs() < 1e-9);
    }

    #[test]
    fn a_plain_denial_is_found_with_its_scope() {
        let gold = concat!(
            r#"{"id":"a","tokens":["Oslo","did","not","attack","Lima","."],"#,
            r#""negations":[{"cue":[[2,"not"]],"scope":[[0,"Oslo"],[1,"did"],[3,"attack"],[4,"Lima"]]}]}"#,
        );
        let engine = Engine::builder().build().expect("an engine");
        let report = score(&engine, "gold", gold).expect("scores");
        assert_eq!(report.scores[0].value, 1.0, "{:?}", report.misses);
        assert_eq!(report.scores[1].value, 1.0, "{:?}", report.misses);
    }
}
