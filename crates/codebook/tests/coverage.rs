//! What the embedded frames reach: every leaf of CAMEO, every mode and every context of PLOVER, and how many senses of
//! words they hold. What is out of reach on purpose is listed here with its reason.

use casus_codebook::Codebook;
use casus_codebook::frame::Part;
use std::collections::BTreeSet;

/// CAMEO's roots that PLOVER drops: statements are claims, which the attribution of an event tells.
const DROPPED: &str = "01";

/// A sense: a word or several with their part of speech, and the type that they tell.
fn senses(book: &Codebook) -> BTreeSet<(String, Part, u8)> {
    let told = book.frames.all.iter();
    told.filter_map(|frame| {
        let words: Vec<&str> = frame.words().collect();
        let word = one_spelling(&words.join(" "));
        Some((word, frame.part, frame.event?.0))
    })
    .collect()
}

/// British and American, open and joined spellings of a word are one sense.
fn one_spelling(word: &str) -> String {
    let joined = word.replace([' ', '-'], "");
    let pairs = [
        ("isation", "ization"),
        ("ise", "ize"),
        ("our", "or"),
        ("ll", "l"),
        ("ence", "ense"),
    ];
    pairs
        .iter()
        .fold(joined, |word, (one, other)| word.replace(one, other))
}

#[test]
fn there_are_four_thousand_senses() {
    let count = senses(&Codebook::embedded()).len();
    assert!(count >= 4000, "{count} senses");
}

#[test]
fn every_leaf_of_cameo_is_reached() {
    let book = Codebook::embedded();
    let reached: BTreeSet<&str> = book
        .frames
        .all
        .iter()
        .filter_map(|frame| frame.cameo.as_deref())
        .collect();
    let codes: Vec<&str> = book
        .ontology
        .cameo
        .iter()
        .map(|c| c.code.as_str())
        .collect();
    let is_leaf = |code: &&&str| {
        codes
            .iter()
            .all(|other| other == *code || !other.starts_with(**code))
    };
    let missing: Vec<&&str> = codes
        .iter()
        .filter(is_leaf)
        .filter(|code| !code.starts_with(DROPPED) && !reached.contains(**code))
        .collect();
    assert!(missing.is_empty(), "no frame for {missing:?}");
}

#[test]
fn every_mode_is_reached() {
    let book = Codebook::embedded();
    let mut missing = Vec::new();
    for (index, kind) in book.ontology.types.iter().enumerate() {
        for (mode, _) in &kind.modes {
            let reached = book.frames.all.iter().any(|frame| {
                frame
                    .event
                    .is_some_and(|event| usize::from(event.0) == index)
                    && frame.modes.iter().any(|m| **m == **mode)
            });
            if !reached {
                missing.push(format!("{} {mode}", kind.name));
            }
        }
    }
    assert!(missing.is_empty(), "no frame for {missing:?}");
}

#[test]
fn every_context_is_reached_by_words() {
    let book = Codebook::embedded();
    let words = book.language.contexts.values().flatten();
    let reached: BTreeSet<usize> = words.map(|(_, context)| usize::from(*context)).collect();
    let missing: Vec<&String> = (0..)
        .zip(&book.ontology.contexts)
        .filter(|(index, _)| !reached.contains(index))
        .map(|(_, name)| name)
        .collect();
    assert!(missing.is_empty(), "no word for {missing:?}");
}
