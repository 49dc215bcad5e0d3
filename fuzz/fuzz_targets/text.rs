//! Any bytes that are UTF-8 are split: no panic, spans on character boundaries, tokens that tile the text, sentences
//! that tile the tokens and are not too long.

#![no_main]

use casus_codebook::Codebook;
use casus_text::{LineIndex, SENTENCE_WEIGHTS, Splitter};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static SPLITTER: LazyLock<Splitter> = LazyLock::new(|| {
    let mut rules = Codebook::embedded().splitter_rules().clone();
    rules.weights = SENTENCE_WEIGHTS.into();
    Splitter::new(&rules).expect("the weights are good")
});

// What is loaded once is loaded before the clock of the first input runs.
fuzz_target!(init: LazyLock::force(&SPLITTER), |bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let sentences = SPLITTER.split(text);
    let mut last = 0;
    for token in sentences.tokens() {
        let word = text.get(token.range()).expect("a token lies on character boundaries");
        assert!(!word.is_empty());
        let between = text.get(last..token.start as usize).expect("tokens stand in order");
        assert!(between.trim().is_empty(), "{between:?} is in no token");
        last = token.end as usize;
    }
    assert!(text[last..].trim().is_empty());
    let tokens: usize = sentences.iter().map(|sentence| sentence.tokens.len()).sum();
    assert_eq!(tokens, sentences.tokens().len());
    assert!(sentences.iter().all(|sentence| (1..=400).contains(&sentence.tokens.len())));
    let place = LineIndex::new(text).place(text, last);
    assert!(place.line >= 1 && place.column >= 1);
});
