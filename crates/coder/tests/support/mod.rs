//! Hand-written trees for the tests of the coder, so that retraining the network moves none of them.
//!
//! A tree is written a token a line: form, lemma, tag, Penn tag, head (from 1; 0 for the root), relation; sentences are
//! parted by an empty line. [`events`] codes them with a small codebook of its own and writes each event in one line.

#![allow(dead_code, clippy::expect_used)] // Each test file uses its own part of this; a broken tree may stop a test.

use casus_codebook::{Codebook, Source};
use casus_coder::{Actor, Coded, Coder, Event};
use casus_syntax::{Relation, Tag, Token, Tree};
use casus_text::{Document, Span};

/// Frames, states and persons with which the trees are coded.
const BOOK: &[(&str, &str)] = &[
    ("en/frames/test.table", include_str!("book/frames.table")),
    ("en/classes.table", include_str!("book/classes.table")),
    ("en/light.table", include_str!("book/light.table")),
    ("en/reporting.table", include_str!("book/reporting.table")),
    ("en/goods.table", include_str!("book/goods.table")),
    ("en/hedges.table", include_str!("book/hedges.table")),
    ("en/status.table", include_str!("book/status.table")),
    ("en/agents.table", include_str!("book/agents.table")),
    ("en/contexts.table", include_str!("book/contexts.table")),
    (
        "en/obligations.table",
        include_str!("book/obligations.table"),
    ),
    ("en/quantities.table", include_str!("book/quantities.table")),
    ("en/names.table", include_str!("book/names.table")),
    ("world/states.table", include_str!("book/states.table")),
    (
        "world/organisations.table",
        include_str!("book/organisations.table"),
    ),
    ("world/offices.table", include_str!("book/offices.table")),
    ("world/holders.table", include_str!("book/holders.table")),
    ("world/places.table", include_str!("book/places.table")),
    ("world/towns.table", include_str!("book/towns.table")),
];

/// The small codebook, with our own ontology, grammar, time words and numerals.
pub(crate) fn book() -> Codebook {
    let shipped = casus_knowledge::FILES.iter().filter(|(path, _)| {
        path.starts_with("events/") && path.ends_with(".table")
            || matches!(
                *path,
                "en/grammar.table"
                    | "en/grammar/surnames.table"
                    | "en/time.table"
                    | "en/numbers.table"
                    | "en/templates.table"
                    | "en/prepositions.table"
                    | "en/affixes.table"
                    | "law/goods.table"
            )
    });
    let sources = shipped.chain(BOOK).map(|(path, text)| Source {
        path: (*path).into(),
        text: (*text).into(),
    });
    let (book, faults) = Codebook::load(sources.collect());
    let errors: Vec<_> = faults
        .iter()
        .filter(|f| f.severity == casus_codebook::Severity::Error)
        .collect();
    assert!(errors.is_empty(), "{errors:#?}");
    book
}

/// A document dated 19 June 2024, a Wednesday, of these trees.
pub(crate) fn document(trees: &str) -> (Document, Vec<Tree>) {
    let mut text = String::new();
    let mut parsed = Vec::new();
    for block in trees.split("\n\n").filter(|b| !b.trim().is_empty()) {
        let tokens: Vec<Token> = block
            .lines()
            .filter(|l| !l.trim().is_empty())
            .map(|line| token(line, &mut text))
            .collect();
        let span = tokens[0].span.join(tokens[tokens.len() - 1].span);
        parsed.push(Tree { span, tokens });
    }
    (
        Document {
            id: "test".into(),
            text,
            date: Some("2024-06-19".into()),
            ..Document::default()
        },
        parsed,
    )
}

fn token(line: &str, text: &mut String) -> Token {
    let cells: Vec<&str> = line.split_whitespace().collect();
    let [form, lemma, tag, penn, head, relation] = cells[..] else {
        panic!("six cells: {line}")
    };
    if !text.is_empty() {
        text.push(' ');
    }
    let start = text.len();
    text.push_str(form);
    Token {
        span: Span::new(start, text.len()),
        lemma: lemma.into(),
        tag: Tag::named(tag),
        penn: Box::leak(penn.to_owned().into_boxed_str()),
        head: head.parse::<u32>().expect("a number").checked_sub(1),
        relation: Relation::named(relation),
        probability: 1.0,
    }
}

/// Everything that is found in the trees, with the text.
pub(crate) fn code(trees: &str) -> (String, Coded) {
    let (document, parsed) = document(trees);
    let book = book();
    let coded = Coder::new(&book).code(&document, &parsed);
    (document.text, coded)
}

/// Every attribution of the trees, each as `stance <source> [cue] content / content (in number)`.
pub(crate) fn said(trees: &str) -> Vec<String> {
    let (text, coded) = code(trees);
    let words = |span: Option<Span>| span.map_or("", |s| s.of(&text));
    let line = |a: &casus_coder::Attribution| {
        let content: Vec<&str> = a.content.iter().map(|part| part.of(&text)).collect();
        let inside = a.inside.map_or(String::new(), |n| format!(" (in {n})"));
        format!(
            "{} <{}> [{}] {}{inside}",
            format!("{:?}", a.stance).to_lowercase(),
            words(a.source),
            words(a.cue),
            content.join(" / ")
        )
    };
    coded.attributions.iter().map(line).collect()
}

/// The events of the trees, each as `TYPE mode: ACTOR -> RECIPIENT (status; stance SPEAKER)`.
pub(crate) fn events(trees: &str) -> Vec<String> {
    let (document, parsed) = document(trees);
    let book = book();
    let coded = Coder::new(&book).code(&document, &parsed);
    coded
        .events
        .iter()
        .map(|e| line(&book, &document.text, e))
        .collect()
}

fn line(book: &Codebook, text: &str, event: &Event) -> String {
    let mut line = book.ontology.event_type(event.event).name.clone();
    for mode in &event.modes {
        line += &format!(" {mode}");
    }
    line += &format!(": {}", actors(text, &event.actors));
    if !event.recipients.is_empty() {
        line += &format!(" -> {}", actors(text, &event.recipients));
    }
    line += &format!(" ({}", format!("{:?}", event.status).to_lowercase());
    for link in &event.attribution {
        let speaker = link.speaker.as_ref().map_or("-".into(), |s| actor(text, s));
        line += &format!(
            "; {} {speaker}",
            format!("{:?}", link.stance).to_lowercase()
        );
    }
    line + ")"
}

fn actors(text: &str, all: &[Actor]) -> String {
    all.iter()
        .map(|a| actor(text, a))
        .collect::<Vec<_>>()
        .join(" + ")
}

fn actor(text: &str, actor: &Actor) -> String {
    if actor.code.is_empty() && actor.sectors.is_empty() {
        return format!("{:?}", actor.span.of(text));
    }
    let code = if actor.code.is_empty() {
        "---"
    } else {
        &actor.code
    };
    std::iter::once(code)
        .chain(actor.sectors.iter().map(|s| &**s))
        .collect::<Vec<_>>()
        .join(".")
}
