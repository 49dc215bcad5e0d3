//! Our results against gold: trees, marked pairs with their type, CAMEO records, names, places and times.
//!
//! A gold file's text goes in; numbers come out, ready to be printed and to be kept in `gold/scores.csv`. Nothing here
//! looks at the gold before the text is read by the engine.

pub mod cases;
mod counts;
pub mod fact;
pub mod geo;
mod given;
pub mod gsr;
pub mod html;
pub mod manual;
pub mod muc;
pub mod names;
pub mod negation;
pub mod petrarch;
pub mod plv;
pub mod police;
pub mod polnear;
pub mod reports;
mod scores;
mod spans;
pub mod times;
pub mod treebank;

pub use scores::{ScoreFile, drops};

use crate::engine::{Engine, Reading};
use crate::error::Error;
use casus_text::Document;

/// One number.
#[derive(Clone, Debug, PartialEq)]
pub struct Score {
    /// What is measured, such as `LAS`.
    pub measure: String,
    /// How good, 0 to 1; an error is the better the smaller.
    pub value: f64,
    /// Over how many items.
    pub items: usize,
}

/// All that is known of one run over a gold file.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The numbers.
    pub scores: Vec<Score>,
    /// What a person wants to read.
    pub text: String,
    /// What was wrong, one item each.
    pub misses: Vec<String>,
}

/// What is wanted of each document, by the engine's own threads, in the order of the documents.
fn read_each<T: Send>(
    engine: &Engine,
    documents: impl Iterator<Item = Document>,
    wanted: impl Fn(Reading) -> T + Sync,
) -> Result<Vec<T>, Error> {
    let mut all = Vec::new();
    let documents = documents.map(Ok::<_, std::convert::Infallible>);
    engine.stream(documents, wanted, |result| {
        let Ok(result) = result;
        all.push(result);
        Ok(())
    })?;
    Ok(all)
}

/// The items of a file of JSON lines.
fn json_lines<T: serde::de::DeserializeOwned>(path: &str, text: &str) -> Result<Vec<T>, Error> {
    let lines = text.lines().enumerate();
    let items = lines.filter(|(_, line)| !line.trim().is_empty());
    items
        .map(|(index, line)| {
            serde_json::from_str(line).map_err(|error| Error::Gold {
                path: path.to_owned(),
                line: index + 1,
                reason: error.to_string(),
            })
        })
        .collect()
}

/// The share, 0 of nothing.
fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}
