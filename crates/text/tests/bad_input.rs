//! Texts that no one would call news: all are split, all spans hold.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

mod support;

use casus_text::{Sentences, Splitter};
use proptest::prelude::*;
use std::sync::LazyLock;

static SPLITTER: LazyLock<Splitter> =
    LazyLock::new(|| Splitter::new(&support::english()).expect("the weights are good"));

/// Splits a text, and checks all that must hold: tokens in order on character boundaries, nothing but white space
/// between them, none empty or with white space inside at its ends, and sentences that tile the tokens.
fn split(text: &str) -> Sentences {
    let sentences = SPLITTER.split(text);
    let mut last = 0;
    for token in sentences.tokens() {
        let word = text
            .get(token.range())
            .expect("a token lies on character boundaries");
        assert!(!word.is_empty());
        assert_eq!(word.trim(), word);
        let between = text
            .get(last..token.start as usize)
            .expect("tokens stand in order");
        assert!(between.trim().is_empty(), "{between:?} is in no token");
        last = token.end as usize;
    }
    assert!(text[last..].trim().is_empty());
    let tokens: usize = sentences.iter().map(|sentence| sentence.tokens.len()).sum();
    assert_eq!(tokens, sentences.tokens().len());
    assert!(
        sentences
            .iter()
            .all(|sentence| (1..=400).contains(&sentence.tokens.len()))
    );
    sentences
}

#[test]
fn nothing_has_no_sentence() {
    for text in ["", " ", "\n\n\t\r\n", "\u{2028}\u{a0}"] {
        assert!(split(text).is_empty());
    }
}

#[test]
fn nuls_and_controls_are_tokens() {
    assert_eq!(split("a\0b").tokens().len(), 3);
    split("\0\0\0\u{1}\u{7f}\u{85}x\u{feff}y\u{fffd}");
}

#[test]
fn ten_thousand_brackets() {
    assert_eq!(split(&"(".repeat(10_000)).tokens().len(), 10_000);
    split(&"([{\"'".repeat(10_000));
    split(&")".repeat(10_000));
}

#[test]
fn a_megabyte_without_a_full_stop_is_cut() {
    let sentences = split(&"the border is closed and ".repeat(42_000));
    assert!(sentences.len() > 500);
}

#[test]
fn long_runs_without_white_space() {
    for piece in [
        "a", "1", "a-", "1/", "1-", "a.", "a'", "'", "`", "-", "a@", ":", ".", "www.", "é", "😀",
        "1,", "!?", "<", "漢",
    ] {
        split(&piece.repeat(200_000 / piece.len()));
    }
}

#[test]
fn very_many_lines() {
    for piece in ["\n", "a\n", "-\n\n", ". \n", "A. ", "x \u{2028}", "Mr.\n"] {
        split(&piece.repeat(200_000 / piece.len()));
    }
}

#[test]
fn right_to_left() {
    let text = "وصل الوزير إلى دمشق. وقال: «لن نغادر». ثم سافر.\u{200f}";
    assert!(split(text).len() >= 2);
    split("\u{202e}\u{202d}abc\u{202c}");
}

#[test]
fn the_same_text_gives_the_same_spans_on_many_threads() {
    let text = "Peru recalled its envoy. Chile, i.e. Santiago, did not! ".repeat(300);
    let expected = split(&text);
    std::thread::scope(|scope| {
        let runs: Vec<_> = (0..4)
            .map(|_| scope.spawn(|| SPLITTER.split(&text)))
            .collect();
        for run in runs {
            assert_eq!(run.join().expect("no panic"), expected);
        }
    });
}

/// Texts of pieces that the rules look for, in any order.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("Gen."),
        Just("U.S."),
        Just("'s"),
        Just("n't"),
        Just("non-"),
        Just("-"),
        Just("--"),
        Just("."),
        Just("..."),
        Just("…"),
        Just("\""),
        Just("“"),
        Just("’"),
        Just("''"),
        Just("("),
        Just(")"),
        Just("$1.2bn"),
        Just("5km"),
        Just("3"),
        Just("@a"),
        Just("#b"),
        Just("a@b.c"),
        Just("http://x.y/z"),
        Just(":-)"),
        Just("👨‍👩‍👧"),
        Just("🇺🇦"),
        Just("\u{301}"),
        Just(" "),
        Just("  "),
        Just("\n"),
        Just("\n\n"),
        Just("\r\n"),
        Just("word"),
        Just("Name"),
        Just("CAPITALS"),
        Just("cannot"),
        Just("dont"),
        Just("• "),
        Just("1. "),
        Just("é"),
        Just("漢"),
        Just("\0"),
        Just("%"),
        Just("/"),
        Just("&"),
        Just("_"),
        Just("*"),
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn tokens_tile_any_text(text in ".*") {
        split(&text);
    }

    #[test]
    fn tokens_tile_any_characters(characters in prop::collection::vec(any::<char>(), 0..200)) {
        split(&String::from_iter(characters));
    }

    #[test]
    fn tokens_tile_texts_of_known_pieces(text in pieces()) {
        split(&text);
    }
}
