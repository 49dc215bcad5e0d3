//! Any text is split, parsed and coded: no panic, spans on character boundaries inside the text, links to events that
//! are there.

#![no_main]

use casus_codebook::Codebook;
use casus_coder::{Coded, Coder};
use casus_syntax::{Parser, Workspace};
use casus_text::{Document, SENTENCE_WEIGHTS, Span, Splitter};
use libfuzzer_sys::fuzz_target;
use std::sync::LazyLock;

static BOOK: LazyLock<Codebook> = LazyLock::new(Codebook::embedded);

static SPLITTER: LazyLock<Splitter> = LazyLock::new(|| {
    let mut rules = BOOK.splitter_rules().clone();
    rules.weights = SENTENCE_WEIGHTS.into();
    Splitter::new(&rules).expect("the weights are good")
});

static PARSER: LazyLock<Parser> = LazyLock::new(|| Parser::embedded().expect("the weights are good"));

// What is loaded once is loaded before the clock of the first input runs.
fuzz_target!(init: (LazyLock::force(&SPLITTER), LazyLock::force(&PARSER)), |bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let document = Document { text: text.to_owned(), date: Some("2024-02-29".to_owned()), ..Document::default() };
    let sentences = SPLITTER.split(text);
    let all: Vec<_> = sentences.iter().map(|s| (text, s.tokens)).collect();
    let trees = PARSER.parse_batch(&mut Workspace::default(), &all);
    let coded = Coder::new(&BOOK).code(&document, &trees);
    for span in spans(&coded) {
        assert!(text.get(span.range()).is_some(), "{span:?}");
    }
    for event in &coded.events {
        assert!(event.exchange.iter().all(|&e| (e as usize) < coded.events.len()));
    }
});

fn spans(coded: &Coded) -> Vec<Span> {
    let mut all: Vec<Span> = Vec::new();
    for event in &coded.events {
        all.extend([event.span, event.trigger]);
        all.extend(event.actors.iter().chain(&event.recipients).map(|a| a.span));
        all.extend(event.condition.iter().chain(&event.date_text));
        all.extend(event.location.iter().map(|l| l.span));
        all.extend(event.quantities.iter().map(|q| q.span));
        all.extend(event.attribution.iter().map(|a| a.content));
    }
    all.extend(coded.actors.iter().map(|a| a.span));
    all.extend(coded.attributions.iter().map(|a| a.content));
    all.extend(coded.attributions.iter().filter_map(|a| a.cue));
    all.extend(coded.times.iter().map(|t| t.span));
    all.extend(coded.places.iter().map(|p| p.span));
    all
}
