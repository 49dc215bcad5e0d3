//! Raw text, or the given words of a CoNLL-U file, in; trees as CoNLL-U out, and the speed on the error output.
//!
//!     cargo run --release -p casus-syntax --example parse -- text.txt > trees.conllu
//!     cargo run --release -p casus-syntax --example parse -- gold.conllu --given > trees.conllu
//!     cargo run --release -p casus-syntax --example parse -- gold.conllu --score
//!
//! `--given` parses the file's own words; `--score` parses the file's raw text and prints how well its trees match;
//! both together score the trees of the given words.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::error::Error;
use std::time::Instant;

use casus_codebook::Codebook;
use casus_syntax::{Parser, Workspace, conllu, score};
use casus_text::{SENTENCE_WEIGHTS, Splitter};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments: Vec<String> = std::env::args().skip(1).collect();
    let mut option = |name: &str| {
        let before = arguments.len();
        arguments.retain(|argument| argument != name);
        arguments.len() < before
    };
    let (given, scored) = (option("--given"), option("--score"));
    let [path] = arguments.as_slice() else {
        return Err("give one file, and --given or --score if it is CoNLL-U".into());
    };
    let text = std::fs::read_to_string(path)?;
    if !given && !scored {
        print!("{}", conllu::write(&from_text(&text)?));
        return Ok(());
    }
    let gold = conllu::read(&text)?;
    let system = match given {
        true => from_words(&gold)?,
        false => from_text(&conllu::raw_text(&gold))?,
    };
    match scored {
        true => print!("{}", score::score(&gold, &system)?),
        false => print!("{}", conllu::write(&system)),
    }
    Ok(())
}

/// The trees of raw text.
fn from_text(text: &str) -> Result<Vec<conllu::Sentence>, Box<dyn Error>> {
    let parser = Parser::embedded()?;
    let mut rules = Codebook::embedded().language.splitter;
    rules.weights = SENTENCE_WEIGHTS.into();
    let splitter = Splitter::new(&rules).map_err(|fault| format!("{fault:?}"))?;
    let start = Instant::now();
    let cut = splitter.split(text);
    let sentences: Vec<_> = cut.iter().map(|sentence| (text, sentence.tokens)).collect();
    let trees = parser.parse_batch(&mut Workspace::default(), &sentences);
    tell(cut.tokens().len(), start);
    Ok(conllu::from_trees(text, &trees))
}

/// The trees of the words that a treebank has.
fn from_words(gold: &[conllu::Sentence]) -> Result<Vec<conllu::Sentence>, Box<dyn Error>> {
    let parser = Parser::embedded()?;
    let words: Vec<_> = gold.iter().map(conllu::Sentence::given_words).collect();
    let sentences: Vec<_> = words
        .iter()
        .map(|(text, spans)| (text.as_str(), spans.as_slice()))
        .collect();
    let start = Instant::now();
    let trees = parser.parse_batch(&mut Workspace::default(), &sentences);
    tell(words.iter().map(|(_, spans)| spans.len()).sum(), start);
    let pairs = gold.iter().zip(&words).zip(&trees);
    Ok(pairs
        .map(|((sentence, (text, _)), tree)| sentence.with_tree(text, tree))
        .collect())
}

fn tell(words: usize, start: Instant) {
    let seconds = start.elapsed().as_secs_f64();
    eprintln!(
        "{words} words in {seconds:.2} s: {:.0} words/s",
        words as f64 / seconds
    );
}
