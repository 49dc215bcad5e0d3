//! Sentences, drawn: a text with `|` where one sentence ends and the next begins.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

mod support;

use casus_text::{Splitter, SplitterRules};

/// The text with `|` before every sentence but the first.
fn drawn(splitter: &Splitter, text: &str) -> String {
    let mut picture = String::new();
    let mut last = 0;
    for sentence in splitter.split(text).iter() {
        let start = sentence.span.start as usize;
        picture.push_str(&text[last..start]);
        if start > 0 && last > 0 {
            picture.push('|');
        }
        picture.push_str(sentence.span.of(text));
        last = sentence.span.end as usize;
    }
    picture.push_str(&text[last..]);
    picture
}

fn check_with(rules: &SplitterRules, picture: &str) {
    let splitter = Splitter::new(rules).expect("the weights are good");
    assert_eq!(drawn(&splitter, &picture.replace('|', "")), picture);
}

fn check(picture: &str) {
    check_with(&support::english(), picture);
}

#[test]
fn stops_end_sentences() {
    check("Peru recalled its envoy. |Chile did not. |Why not? |Nobody knows!");
}

#[test]
fn abbreviations_end_none() {
    check("Gen. Park met U.S. troops near Mt. Paektu on Jan. 4 with Col. J. F. Lee. |They left.");
    check("Mr. Modi and Mrs. Merkel met Dr. Khan vs. all advice. |Then they dined.");
}

#[test]
fn titles_and_initials_begin_sentences() {
    check("The road was cut. |J. K. Singh saw it. |Gen. Park did not.");
}

#[test]
fn an_abbreviation_can_stand_last() {
    check("The ship left at 5 p.m. |The crew of Acme Inc. stayed.");
    check("He was in the U.S. |He then left for the U.S. Senate.");
}

#[test]
fn quotation_marks_close_behind_the_stop() {
    check("\"We will fight.\" |The crowd cheered.");
    check("“They struck first,” he said. |“We had no choice.” |She left.");
    check("He said: \"They struck us at night. |We had no choice.\" |She left.");
}

#[test]
fn brackets_close_behind_the_stop() {
    check("The border is shut. |(Trade goes on by sea.) |The rail line is open.");
}

#[test]
fn datelines_are_sentences_of_their_own() {
    check("LIMA, May 3 (Reuters) - |Peru recalled its envoy on Friday.");
    check("SEOUL (Yonhap) -- |Talks went on.");
    check("KABUL (Pajhwok) : |The council met.");
    check("OSLO: |Norway sent a ship.");
    check("Lima, May 3, EFE - |Peru refused.");
    check("Accra, Ghana - |The strike went on.");
    check("Geneva, April 13 (ATS) |Under pressure, the talks ended.");
    check("Boulder, Colo., Feb. 23 (UPI) — |Snow fell.");
    check("GENEVA - |The talks failed.");
    check("(Reuters) - |Chile left the pact.");
    check("LIMA (AP) _ |Chile left the pact.");
}

#[test]
fn a_dash_in_a_sentence_is_no_dateline() {
    check("Peru – a neutral state – sent aid.");
    check("Iran's envoy left the talks (in Vienna) - and the room.");
}

#[test]
fn blank_lines_and_headings_end_sentences() {
    check("Peru recalls envoy\n\n|Lima recalled its envoy on Friday\n\n|More follows");
}

#[test]
fn a_line_is_a_paragraph_where_lines_are_long_or_ragged() {
    check("Envoy recalled\n|Lima recalled its envoy to Quito on Friday.\n|Quito is silent.\n|End");
}

#[test]
fn items_of_a_list_are_sentences() {
    check("The pact covers:\n|• arms sales\n|• joint exercises\n|• fuel");
    check("He listed two aims. |• Peace and bread came first. |• Land came second.");
}

const WRAPPED: &str = "The foreign ministers of Peru and Chile met in Lima on
Friday and agreed to reopen the border, which had been
closed since the storm of last March. |They will meet again
in May, the minister said, to sign a treaty on fishing.
|In Quito the president welcomed the accord. |She said that
it would bring trade, jobs and calm to the whole of the
coast, and thanked both of the ministers for their work.";

#[test]
fn a_line_end_is_a_space_where_lines_were_broken_to_a_width() {
    check(WRAPPED);
    check(&WRAPPED.replace('\n', "\r\n"));
}

#[test]
fn broken_lines_may_be_few() {
    check("Acme said it will buy the whole of its rival for\nthree million dollars in cash.");
}

#[test]
fn a_page_that_ends_within_a_sentence_ends_none() {
    check(&WRAPPED.replace("been\nclosed", "been\n\nclosed"));
}

#[test]
fn without_weights_rules_decide() {
    let rules = SplitterRules {
        weights: Vec::new().into(),
        ..support::english()
    };
    check_with(
        &rules,
        "Gen. Park left. |\"Did he?\" |She nodded. |It rained at 5 p.m. on the U.S. side.",
    );
}

#[test]
fn without_rules_texts_are_split_too() {
    check_with(
        &SplitterRules::default(),
        "Peru recalled its envoy. |Chile did not.",
    );
}

#[test]
fn faulty_weights_are_refused() {
    for weights in [
        &b"CSW1"[..],
        b"nonsense, but longer than a header",
        b"CSW1\x01\0\0\0\0\0\0\0\0\0\0\0\0",
    ] {
        let rules = SplitterRules {
            weights: weights.into(),
            ..SplitterRules::default()
        };
        assert!(Splitter::new(&rules).is_err(), "{weights:?}");
    }
}
