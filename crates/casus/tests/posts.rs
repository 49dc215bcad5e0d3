//! What posts have that reports have not (calls such as "JUST IN:", hashtags, handles, emoji, links) does not hide what they
//! tell. In go posts of our own, out come the events that the plain sentence gives.

#![allow(clippy::expect_used)] // What a test needs and does not get fails the test.

use casus_events::{Document, Engine};

/// Type, actors and recipients of each event.
fn events(engine: &Engine, text: &str) -> Vec<String> {
    let reading = engine.read(Document {
        id: "post".into(),
        text: text.into(),
        date: Some("2024-06-19".into()),
        ..Document::default()
    });
    let ontology = &engine.codebook().ontology;
    let line = |event: &casus_events::Event| {
        let codes = |actors: &[casus_coder::Actor]| -> Vec<String> {
            actors.iter().map(|actor| actor.code.to_string()).collect()
        };
        let (actors, recipients) = (codes(&event.actors), codes(&event.recipients));
        let name = &ontology.event_type(event.event).name;
        format!("{name}: {} -> {}", actors.join(","), recipients.join(","))
    };
    reading.coded.events.iter().map(line).collect()
}

#[test]
fn calls_marks_and_emoji_hide_nothing() {
    let engine = Engine::builder().build().expect("what is built in loads");
    for text in [
        "Iran blamed Israel for the blast.",
        "JUST IN: Iran blamed Israel for the blast.",
        "BREAKING: Iran blamed Israel for the blast. #Tehran",
        "Breaking News: Iran blamed Israel for the blast.",
        "BREAKING NEWS! Iran blamed Israel for the blast!!!",
        "UPDATE | Iran blamed Israel for the blast.",
        "JUST IN - Iran blamed Israel for the blast.",
        "\u{1f6a8} BREAKING \u{1f6a8} Iran blamed Israel for the blast \u{1f1ee}\u{1f1f7} pic.twitter.com/abc123",
        "Iran blamed Israel for the blast \u{1f621}\u{1f621} #Tehran",
        "#Iran blamed #Israel for the blast. #MiddleEast #Breaking",
        "Iran blamed @Israel for the blast. https://t.co/abc123",
        "1/ Iran blamed Israel for the blast. (1/3)",
    ] {
        assert_eq!(events(&engine, text), ["ACCUSE: IRN -> ISR"], "{text}");
    }
}
