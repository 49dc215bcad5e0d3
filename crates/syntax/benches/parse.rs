//! How many words a second go from tokens to trees, on one thread: `cargo bench -p casus-syntax [FILE.conllu]`.
//!
//! Without a file, sentences of our own are parsed over and over; then all forms are known to the cache.
#![allow(clippy::print_stdout, missing_docs)]

use std::time::{Duration, Instant};

use casus_syntax::{Parser, Workspace, conllu};
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
    let file = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with('-'));
    let texts = match file {
        Some(path) => given(&std::fs::read_to_string(path)?)?,
        None => (0..300).flat_map(|_| SENTENCES.lines().map(cut)).collect(),
    };
    let sentences: Vec<_> = texts
        .iter()
        .map(|(text, spans)| (text.as_str(), spans.as_slice()))
        .collect();
    let words: usize = sentences.iter().map(|(_, spans)| spans.len()).sum();
    let start = Instant::now();
    let parser = Parser::embedded()?;
    println!("load: {:.1} ms", start.elapsed().as_secs_f64() * 1e3);
    let mut workspace = Workspace::default();
    let mut times: Vec<Duration> = Vec::new();
    for _ in 0..7 {
        let start = Instant::now();
        let trees = parser.parse_batch(&mut workspace, &sentences);
        times.push(start.elapsed());
        assert_eq!(trees.len(), sentences.len());
    }
    let speed = |time: &Duration| words as f64 / time.as_secs_f64();
    println!("first pass: {:.0} words/s", speed(&times[0]));
    println!(
        "best of {}: {:.0} words/s ({words} words)",
        times.len(),
        times.iter().map(speed).fold(0.0, f64::max)
    );
    Ok(())
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
