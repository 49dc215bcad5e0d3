//! Splits a text, and writes it as CoNLL-U with one token a line, for scoring against a treebank.
//!
//! A file of UTF-8 text comes in; CoNLL-U goes to standard output, where all but the forms is a placeholder. With
//! `--time` it splits the text again and again and writes the speed to standard error.

#[path = "../tests/support/mod.rs"]
mod support;

use casus_text::{Sentences, Splitter};
use std::io::Write;
use std::time::Instant;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let path = arguments.next().ok_or("usage: split FILE [--time]")?;
    let text = String::from_utf8_lossy(&std::fs::read(path)?).into_owned();
    let splitter = Splitter::new(&support::english())?;
    if arguments.next().is_some() {
        time(&splitter, &text)?;
    } else {
        write(&splitter.split(&text), &text)?;
    }
    Ok(())
}

fn write(sentences: &Sentences, text: &str) -> std::io::Result<()> {
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for sentence in sentences.iter() {
        for (index, token) in sentence.tokens.iter().enumerate() {
            let head = usize::from(index > 0);
            let relation = if index > 0 { "dep" } else { "root" };
            let glued = sentence
                .tokens
                .get(index + 1)
                .is_some_and(|next| next.start == token.end);
            let space = if glued { "SpaceAfter=No" } else { "_" };
            writeln!(
                out,
                "{}\t{}\t_\t_\t_\t_\t{head}\t{relation}\t_\t{space}",
                index + 1,
                token.of(text)
            )?;
        }
        writeln!(out)?;
    }
    out.flush()
}

fn time(splitter: &Splitter, text: &str) -> std::io::Result<()> {
    let start = Instant::now();
    let (mut tokens, mut sentences, mut rounds) = (0, 0, 0);
    while start.elapsed().as_secs_f64() < 3.0 {
        let result = splitter.split(text);
        tokens += result.tokens().len();
        sentences += result.len();
        rounds += 1;
    }
    let seconds = start.elapsed().as_secs_f64();
    writeln!(
        std::io::stderr(),
        "{rounds} rounds, {:.0} tokens/s, {:.0} sentences/s, {:.1} MB/s",
        tokens as f64 / seconds,
        sentences as f64 / seconds,
        (text.len() * rounds) as f64 / seconds / 1e6
    )
}
