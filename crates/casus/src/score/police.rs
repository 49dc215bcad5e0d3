//! What the police did, sentence by sentence (the set of Indian police events): whom they killed, whom they arrested.
//!
//! A gold file of stories goes in, each a list of sentences with the labels `KILL` and `ARREST` where the police did that;
//! precision, recall and F1 of both come out, counted over sentences. The engine reads each story as one text, its sentences
//! joined by spaces, and an event belongs to the sentence in which its trigger begins. Events that are future, hypothetical
//! or negated do not count.
//!
//! - An arrest is a COERCE with the mode `arrest` by the police, by other armed forces of the state, or by nobody who is
//!   named: who was arrested, was so by the police.
//! - A killing is an ASSAULT by the police or by nobody but them: a death stands with it as a quantity, or its trigger is
//!   a word of death (those of `en/quantities.table`).

use super::{Report, Score, json_lines, read_each, share};
use crate::engine::{Engine, Reading};
use crate::error::Error;
use casus_codebook::Codebook;
use casus_codebook::language::Status;
use casus_coder::{Actor, Event};
use casus_text::Document;
use std::fmt::Write;

/// PLOVER's sector of the police.
const POLICE: &str = "COP";
/// Whose arrests the gold counts as theirs.
const FORCES: [&str; 2] = [POLICE, "MIL"];
/// The kind of quantity that counts the dead.
const KILLED: &str = "killed";
/// The labels that are scored, with the names of their measures.
const LABELS: [(&str, &str); 2] = [("KILL", "kill"), ("ARREST", "arrest")];

#[derive(serde::Deserialize)]
struct Story {
    id: String,
    #[serde(default)]
    date: Option<String>,
    sentences: Vec<Sentence>,
}

#[derive(serde::Deserialize)]
struct Sentence {
    text: String,
    #[serde(default)]
    labels: Vec<String>,
}

impl Story {
    fn document(&self) -> Document {
        let sentences: Vec<&str> = self.sentences.iter().map(|s| s.text.as_str()).collect();
        Document {
            id: self.id.clone(),
            text: sentences.join(" "),
            date: self.date.clone(),
            ..Document::default()
        }
    }

    /// The sentence in which a byte of the joined text stands.
    fn sentence_at(&self, byte: u32) -> usize {
        let mut end = 0;
        let ends = self.sentences.iter().map(|s| {
            end += s.text.len() + 1;
            end
        });
        let before = ends.take_while(|end| *end <= byte as usize).count();
        before.min(self.sentences.len().saturating_sub(1))
    }
}

/// Which of [`LABELS`] a sentence has.
type Marks = [bool; 2];

/// Scores the engine on a file of such stories.
///
/// # Errors
///
/// A line that is no story of the set.
pub fn score(engine: &Engine, path: &str, gold: &str) -> Result<Report, Error> {
    let stories: Vec<Story> = json_lines(path, gold)?;
    let documents = stories.iter().map(Story::document);
    let found = read_each(engine, documents, |reading| {
        let marked = |event: &Event| {
            (
                event.trigger.start,
                marks(engine.codebook(), &reading, event),
            )
        };
        reading
            .coded
            .events
            .iter()
            .map(marked)
            .collect::<Vec<(u32, Marks)>>()
    })?;
    let mut pairs = Vec::new();
    let mut misses = Vec::new();
    for (story, events) in stories.iter().zip(found) {
        let mut ours = vec![[false; 2]; story.sentences.len()];
        for (byte, marks) in events {
            if let Some(sentence) = ours.get_mut(story.sentence_at(byte)) {
                *sentence = [sentence[0] || marks[0], sentence[1] || marks[1]];
            }
        }
        for (sentence, ours) in story.sentences.iter().zip(ours) {
            let gold = LABELS.map(|(label, _)| sentence.labels.iter().any(|l| l == label));
            misses.extend(miss(&story.id, sentence, gold, ours));
            pairs.push((gold, ours));
        }
    }
    Ok(report(&pairs, misses))
}

/// What an event tells of the police.
fn marks(book: &Codebook, reading: &Reading, event: &Event) -> Marks {
    if !matches!(event.status, Status::Actual | Status::Historical) {
        return [false; 2];
    }
    let is = |actor: &Actor, sectors: &[&str]| {
        actor.sectors.iter().any(|s| sectors.contains(&s.as_ref()))
    };
    let name = book.ontology.event_type(event.event).name.as_str();
    let deadly = || {
        event.quantities.iter().any(|q| &*q.kind == KILLED)
            || is_word_of_death(book, reading, event)
    };
    let kill = name == "ASSAULT" && event.actors.iter().any(|a| is(a, &[POLICE])) && deadly();
    let by_them = event.actors.is_empty() || event.actors.iter().any(|a| is(a, &FORCES));
    let arrest = name == "COERCE" && event.modes.iter().any(|m| &**m == "arrest") && by_them;
    [kill, arrest]
}

/// Whether the trigger, or the two words that begin with it, count the dead.
fn is_word_of_death(book: &Codebook, reading: &Reading, event: &Event) -> bool {
    let tokens = reading.trees.get(event.sentence as usize);
    let tokens = tokens.map_or(&[][..], |tree| tree.tokens.as_slice());
    let Some(at) = tokens.iter().position(|t| t.span == event.trigger) else {
        return false;
    };
    let counts = |word: &str| {
        let rows = book.language.quantities.get(word);
        rows.is_some_and(|rows| rows.iter().any(|(_, quantity)| &*quantity.kind == KILLED))
    };
    let word = &tokens[at].lemma;
    counts(word)
        || tokens
            .get(at + 1)
            .is_some_and(|next| counts(&format!("{word} {}", next.lemma)))
}

fn miss(id: &str, sentence: &Sentence, gold: Marks, ours: Marks) -> Vec<String> {
    let labels = LABELS.iter().zip(gold.iter().zip(ours));
    labels
        .filter(|(_, (gold, ours))| **gold != *ours)
        .map(|((_, measure), (gold, _))| {
            let fault = if *gold { "missed" } else { "false" };
            format!("{id}\t{fault} {measure}\t{}", sentence.text.trim())
        })
        .collect()
}

fn report(pairs: &[(Marks, Marks)], misses: Vec<String>) -> Report {
    let mut scores = Vec::new();
    let mut text = String::new();
    for (index, (_, measure)) in LABELS.iter().enumerate() {
        let gold = pairs.iter().filter(|(gold, _)| gold[index]).count();
        let ours = pairs.iter().filter(|(_, ours)| ours[index]).count();
        let both = pairs
            .iter()
            .filter(|(gold, ours)| gold[index] && ours[index])
            .count();
        let (precision, recall) = (share(both, ours), share(both, gold));
        let f1 = share(2 * both, ours + gold);
        // Writing into a string cannot fail.
        let _ = writeln!(
            text,
            "{measure}: precision {precision:.3}  recall {recall:.3}  F1 {f1:.3}  n {gold}"
        );
        for (name, value) in [("precision", precision), ("recall", recall), ("F1", f1)] {
            scores.push(Score {
                measure: format!("{measure} {name}"),
                value,
                items: gold,
            });
        }
    }
    Report {
        scores,
        text,
        misses,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const GOLD: &str = concat!(
        r#"{"id":"1","date":"2002-03-02","sentences":["#,
        r#"{"text":"Police shot dead two men in Surat.","labels":["KILL","ANY_ACTION"]},"#,
        r#"{"text":"Twelve people were arrested on Friday.","labels":["ARREST"]},"#,
        r#"{"text":"The weather was fine.","labels":[]},"#,
        r#"{"text":"The army shot dead two men.","labels":[]}]}"#,
        "\n\n",
        r#"{"id":"2","sentences":[]}"#,
        "\n"
    );

    fn value(report: &Report, name: &str) -> f64 {
        let mut scores = report.scores.iter();
        scores.find(|s| s.measure == name).expect("a measure").value
    }

    #[test]
    fn a_small_gold_is_scored() {
        let engine = Engine::builder().build().expect("an engine");
        let report = score(&engine, "gold", GOLD).expect("a report");
        for name in ["kill F1", "arrest F1"] {
            assert!((value(&report, name) - 1.0).abs() < 1e-9, "{}", report.text);
        }
        assert!(report.misses.is_empty(), "{:?}", report.misses);
    }

    #[test]
    fn a_line_that_is_no_story_is_an_error() {
        let engine = Engine::builder().build().expect("an engine");
        assert!(score(&engine, "gold", "{\"id\":3}").is_err());
    }

    #[test]
    fn bytes_lead_to_their_sentence() {
        let sentence = |text: &str| Sentence {
            text: text.to_owned(),
            labels: vec![],
        };
        let story = Story {
            id: String::new(),
            date: None,
            sentences: vec![sentence("One."), sentence("Zwölf."), sentence("Three.")],
        };
        let text = story.document().text;
        for (word, wanted) in [("One", 0), ("Zwölf", 1), ("Three", 2)] {
            let byte = text.find(word).expect("a word") as u32;
            assert_eq!(story.sentence_at(byte), wanted);
        }
        assert_eq!(story.sentence_at(1000), 2);
    }

    #[test]
    fn precision_and_recall_are_counted_apart() {
        let (yes, no) = ([true, false], [false, false]);
        let report = report(&[(yes, yes), (yes, no), (no, yes), (no, no)], vec![]);
        assert!((value(&report, "kill precision") - 0.5).abs() < 1e-9);
        assert!((value(&report, "kill recall") - 0.5).abs() < 1e-9);
        assert!(value(&report, "arrest F1").abs() < 1e-9);
    }
}
