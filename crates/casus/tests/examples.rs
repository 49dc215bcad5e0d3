//! The examples of the codebook's pages and of the rules, as tests of the whole way: text, sentences, trees, events.
//!
//! In go the sentences of `knowledge/events/*.md` and `knowledge/rules/**/*.rule` with the events that stand beside
//! them; what fails is shown as sentence, expected and found. Examples that are right but not yet met are listed in
//! `unmet.txt`: the tests fail at one that is not listed and not met, and at one that is listed and met, so that the
//! list only shrinks. `UPDATE=1` writes the list anew. How events are compared is left to `example/compare.rs`.

#![allow(clippy::expect_used)] // What a test needs and does not get fails the test.
#![allow(clippy::print_stdout)] // The share that is met is told of every run that shows what tests print.

mod example;

use casus_codebook::frame::Example;
use casus_events::{Document, Engine, Reading};
use example::{compare, show};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::path::PathBuf;
use std::sync::LazyLock;

/// What the file of unmet examples says of itself.
const HEAD: &str = "\
# Examples of the codebook's pages and rules that are right, but that the network or the coder does not meet yet.
# Each line is the page or rule, then the sentence. A line goes when its example is met; none comes without a reason.
# Written by: UPDATE=1 cargo test -p casus-events --test examples
";

/// An example that was read, and whether the events are those that stand beside it.
struct Outcome {
    /// The line for it in the list: page or rule, and sentence.
    key: String,
    /// Whether it is of a rule; else it is of a page.
    rule: bool,
    /// What is wrong, for people to read; `None` where the example is met.
    miss: Option<String>,
}

static OUTCOMES: LazyLock<Vec<Outcome>> = LazyLock::new(|| {
    let engine = Engine::builder().build().expect("what is built in loads");
    let examples = &engine.codebook().frames.examples;
    let readings = engine.read_all(examples.iter().map(document).collect());
    let outcomes: Vec<Outcome> = examples
        .iter()
        .zip(&readings)
        .map(|(example, reading)| outcome(&engine, example, reading))
        .collect();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(list(), written(&outcomes)).expect("the list can be written");
    }
    outcomes
});

fn document(example: &Example) -> Document {
    Document {
        id: format!("{}:{}", example.origin.path, example.origin.line),
        text: example.text.clone(),
        date: example.date.clone(),
        ..Document::default()
    }
}

fn outcome(engine: &Engine, example: &Example, reading: &Reading) -> Outcome {
    let met = compare::met(&engine.codebook().ontology, example, reading);
    Outcome {
        key: format!("{}: {}", example.owner, example.text),
        rule: compare::of_rule(example),
        miss: (!met).then(|| show::miss(engine, example)),
    }
}

fn list() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/unmet.txt"))
}

/// The list of the examples that are not met.
fn written(outcomes: &[Outcome]) -> String {
    let mut text = HEAD.to_owned();
    for (title, rule) in [("Pages", false), ("Rules", true)] {
        writeln!(text, "\n# {title}").expect("text can be written");
        for key in missed(outcomes, rule) {
            writeln!(text, "{key}").expect("text can be written");
        }
    }
    text
}

fn missed(outcomes: &[Outcome], rule: bool) -> BTreeSet<&str> {
    let missed = outcomes
        .iter()
        .filter(|outcome| outcome.rule == rule && outcome.miss.is_some());
    missed.map(|outcome| outcome.key.as_str()).collect()
}

/// Holds the examples of the pages, or of the rules, against the list.
fn check(rule: bool) {
    let outcomes = &*OUTCOMES;
    let text = std::fs::read_to_string(list()).expect("the list can be read");
    let listed: BTreeSet<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
    let of_kind = || outcomes.iter().filter(|outcome| outcome.rule == rule);
    let count = of_kind().count();
    let unmet: Vec<&Outcome> = of_kind().filter(|outcome| outcome.miss.is_some()).collect();
    let mut report = format!("{} of {count} are met\n", count - unmet.len());
    for miss in unmet.iter().filter_map(|outcome| outcome.miss.as_ref()) {
        report += miss;
    }
    println!("{report}");

    let missed = missed(outcomes, rule);
    let new: Vec<&str> = missed.difference(&listed).copied().collect();
    assert!(new.is_empty(), "not met and not listed: {new:#?}");
    let met: Vec<&str> = of_kind()
        .map(|outcome| outcome.key.as_str())
        .filter(|key| listed.contains(key) && !missed.contains(key))
        .collect();
    assert!(met.is_empty(), "met now, so strike them out: {met:#?}");
}

#[test]
fn examples_of_the_pages_are_met() {
    check(false);
}

#[test]
fn examples_of_the_rules_are_met() {
    check(true);
}

/// A line that belongs to no example would be carried for ever.
#[test]
fn the_list_names_examples_that_there_are() {
    let known: BTreeSet<&str> = OUTCOMES.iter().map(|outcome| &*outcome.key).collect();
    let text = std::fs::read_to_string(list()).expect("the list can be read");
    let mut lines = text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    assert_eq!(lines.find(|line| !known.contains(line)), None);
}
