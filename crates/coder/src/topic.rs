//! What a document is about: whether it is of sport or the arts, whose words elsewhere tell events of politics ("beat",
//! "attack", "captain").
//!
//! The sentences of a document go in; an answer comes out. What follows from it is left to `coding`.

use crate::grammar::Grammar;
use crate::sentence::Sentence;
use std::collections::HashSet;

/// So many different words of one class must stand in the document.
const WORDS: usize = 4;
/// Of so many tokens at least one must be such a word.
const TOKENS: usize = 45;

/// Whether the document is of leisure: full of the words of one of the classes that `leisure` in `grammar.table` names.
pub(crate) fn is_leisure(grammar: &Grammar<'_>, sentences: &[Sentence<'_>]) -> bool {
    let classes = grammar.book.language.grammar("leisure");
    classes
        .iter()
        .any(|class| is_full_of(grammar, class, sentences))
}

fn is_full_of(grammar: &Grammar<'_>, class: &str, sentences: &[Sentence<'_>]) -> bool {
    let frames = &grammar.book.frames;
    let (mut tokens, mut hits) = (0, 0);
    let mut different: HashSet<&str> = HashSet::new();
    for sentence in sentences {
        tokens += sentence.len();
        for i in 0..sentence.len() {
            let lemma = sentence.lemma(i);
            if frames.class_has(class, lemma) {
                hits += 1;
                different.insert(lemma);
            }
        }
    }
    different.len() >= WORDS && hits * TOKENS >= tokens
}
