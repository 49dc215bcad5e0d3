//! How many words a second go from tokens to trees, on one thread: `cargo bench -p casus-syntax [-- FILE.conllu [MODEL.safetensors]]`.
//!
//! Time is what the thread had of the processor, where the system tells it, else what the clock on the wall says.
//! Without a file, sentences of our own are parsed over and over; then all forms are known to the cache.
#![allow(clippy::print_stdout, missing_docs)]

use std::time::Instant;

use casus_syntax::{Parser, Weights, Workspace, conllu};
use casus_text::Span;

const SENTENCES: &str = "\
The foreign ministry summoned the ambassador on Tuesday after the border guards were shot .
Russia and Belarus signed a treaty in Minsk under which each must help the other if it is attacked .
Officials in Seoul said that the shells had been shipped by rail , although they could not say when .
Protesters blocked the road to the airport , burned tyres and threw stones at the police , witnesses reported .
The council adopted a resolution that condemns the coup and calls for the release of the president .
He denied it .
Two soldiers were killed and seven wounded when a drone struck their post near the village , the army said in a \
statement that could not be verified at once by independent observers .";

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut files = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'));
    let texts = match files.next() {
        Some(path) => given(&std::fs::read_to_string(path)?)?,
        None => (0..300).flat_map(|_| SENTENCES.lines().map(cut)).collect(),
    };
    let sentences: Vec<_> = texts
        .iter()
        .map(|(text, spans)| (text.as_str(), spans.as_slice()))
        .collect();
    let words: usize = sentences.iter().map(|(_, spans)| spans.len()).sum();
    let mut weights = Weights::embedded();
    if let Some(path) = files.next() {
        weights.model = std::fs::read(path)?.into();
    }
    let clock = Clock(Instant::now());
    let start = clock.seconds();
    let parser = Parser::from_bytes(&weights)?;
    println!("load: {:.1} ms", (clock.seconds() - start) * 1e3);
    let mut workspace = Workspace::default();
    let mut speeds = Vec::new();
    for _ in 0..7 {
        let start = clock.seconds();
        let trees = parser.parse_batch(&mut workspace, &sentences);
        speeds.push(words as f64 / (clock.seconds() - start));
        assert_eq!(trees.len(), sentences.len());
    }
    println!("first pass: {:.0} words/s", speeds[0]);
    println!(
        "best of {}: {:.0} words/s ({words} words)",
        speeds.len(),
        speeds.iter().copied().fold(0.0, f64::max)
    );
    Ok(())
}

/// Seconds since some point in time.
struct Clock(Instant);

impl Clock {
    fn seconds(&self) -> f64 {
        let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
        let busy = told.and_then(|told| told.split(' ').next()?.parse::<f64>().ok());
        busy.map_or_else(
            || self.0.elapsed().as_secs_f64(),
            |nanoseconds| nanoseconds / 1e9,
        )
    }
}

/// The given words of a treebank's sentences.
fn given(text: &str) -> Result<Vec<(String, Vec<Span>)>, conllu::ConlluError> {
    Ok(conllu::read(text)?
        .iter()
        .map(conllu::Sentence::given_words)
        .collect())
}

/// A sentence whose tokens are divided by blanks.
fn cut(sentence: &str) -> (String, Vec<Span>) {
    let mut spans = Vec::new();
    let mut start = 0;
    for word in sentence.split(' ') {
        spans.push(Span::new(start, start + word.len()));
        start += word.len() + 1;
    }
    (sentence.to_owned(), spans)
}
