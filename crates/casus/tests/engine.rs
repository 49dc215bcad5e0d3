//! The whole way, with what is built in: real reports, odd texts, any number of threads.

#![allow(clippy::expect_used)] // What a test needs and does not get fails the test.

mod support;

use casus_events::wire::{EVENT_SCHEMA, EventRecord};
use casus_events::{Document, Documents, Engine, Error, Reading, output, record};
use proptest::prelude::{ProptestConfig, prop_oneof, proptest};
use proptest::strategy::Strategy;
use serde_json::Value;
use std::num::NonZeroUsize;
use std::sync::LazyLock;
use support::schema;

fn with_threads(threads: usize) -> Engine {
    let threads = NonZeroUsize::new(threads).expect("at least one");
    Engine::builder()
        .threads(threads)
        .build()
        .expect("what is built in loads")
}

static ENGINE: LazyLock<Engine> = LazyLock::new(|| with_threads(1));
static SCHEMA: LazyLock<Value> =
    LazyLock::new(|| serde_json::from_str(EVENT_SCHEMA).expect("the schema is JSON"));

/// The reports of examples/reports.
fn reports() -> Vec<Document> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/reports");
    let documents = Documents::new(&[folder.into()]);
    documents
        .map(|document| document.expect("a report"))
        .collect()
}

fn records(reading: &Reading) -> Vec<EventRecord> {
    record::events(reading, &ENGINE.codebook().ontology)
}

/// Every record fits the schema, and every span of it holds its words.
fn check(reading: &Reading) {
    let bytes = output::lines(&records(reading));
    for line in String::from_utf8(bytes).expect("JSON is UTF-8").lines() {
        let record: Value = serde_json::from_str(line).expect("a record");
        assert_eq!(
            schema::faults(&SCHEMA, &record),
            Vec::<String>::new(),
            "{record}"
        );
        check_spans(&record, &reading.document.text);
    }
}

fn check_spans(value: &Value, text: &str) {
    if let (Some(words), Some(start), Some(end)) = (
        value["text"].as_str(),
        value["start"].as_u64(),
        value["end"].as_u64(),
    ) {
        assert_eq!(text.get(start as usize..end as usize), Some(words));
    }
    let items = value.as_array().into_iter().flatten();
    let fields = value
        .as_object()
        .into_iter()
        .flat_map(|object| object.values());
    items
        .chain(fields)
        .for_each(|inner| check_spans(inner, text));
}

#[test]
fn what_is_built_in_has_no_fault() {
    assert_eq!(ENGINE.diagnostics(), []);
}

#[test]
fn records_of_real_reports_fit_the_schema() {
    let readings = ENGINE.read_all(reports());
    readings.iter().for_each(check);
    let events: usize = readings
        .iter()
        .map(|reading| reading.coded.events.len())
        .sum();
    assert!(events >= 60, "the reports tell more than {events} events");
}

/// The bytes of every report, many times over so that there are several batches.
fn written(engine: &Engine) -> Vec<u8> {
    let many: Vec<Document> = (0..10).flat_map(|_| reports()).collect();
    let documents = many.into_iter().map(Ok::<_, String>);
    let mut bytes = Vec::new();
    let lines = |reading: Reading| output::lines(&records(&reading));
    let result = engine.stream(documents, lines, |lines| {
        bytes.extend(lines.expect("no fault"));
        Ok(())
    });
    result.expect("nothing stops the run");
    bytes
}

#[test]
fn threads_change_nothing() {
    let alone = written(&with_threads(1));
    assert!(!alone.is_empty());
    assert!(written(&with_threads(2)) == alone);
    assert!(written(&with_threads(5)) == alone);
}

#[test]
fn one_by_one_is_the_same_as_together() {
    let together = ENGINE.read_all(reports());
    for (document, together) in reports().into_iter().zip(together) {
        assert_eq!(ENGINE.read(document).coded, together.coded);
    }
}

#[test]
fn faults_keep_their_places() {
    let text = |id: &str| Document {
        id: id.into(),
        text: "Minsk accused Vilnius.".into(),
        ..Document::default()
    };
    for engine in [with_threads(1), with_threads(3)] {
        let items = vec![
            Ok(text("a")),
            Err("bad line".to_owned()),
            Ok(text("b")),
            Err("worse line".to_owned()),
        ];
        let mut seen = Vec::new();
        let result = engine.stream(
            items.into_iter(),
            |reading| reading.document.id,
            |item| {
                seen.push(item);
                Ok(())
            },
        );
        result.expect("a fault stops nothing");
        let expected = [Ok("a"), Err("bad line"), Ok("b"), Err("worse line")];
        assert_eq!(
            seen,
            expected.map(|item| item.map(str::to_owned).map_err(str::to_owned))
        );
    }
}

#[test]
fn an_error_ends_the_run() {
    for engine in [with_threads(1), with_threads(3)] {
        let items = (0..10_000).map(|_| Ok::<_, String>(Document::default()));
        let result = engine.stream(items, |_| (), |_| Err(Error::Columns("full".into())));
        assert!(matches!(result, Err(Error::Columns(_))));
    }
}

#[test]
fn odd_texts_are_read() {
    let odd = [
        String::new(),
        "\0\0\0".into(),
        "(".repeat(10_000),
        "word ".repeat(10_000),
        "a".repeat(300_000),
        "\u{202e}قال الرئيس\u{202c} said Moscow attacked Kyiv.".into(),
        "\u{feff}Moscow attacked Kyiv.\r\n\r\n\u{2028}🙂👨‍👩‍👧".into(),
    ];
    for text in odd {
        check(&ENGINE.read(Document {
            text,
            ..Document::default()
        }));
    }
}

/// Words that tell events, thrown together with marks and any characters.
fn texts() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        "[A-Z][a-z]{0,8}",
        "\\PC{0,4}",
        proptest::sample::select(vec![
            "Putin",
            "said",
            "Moscow",
            "attacked",
            "Kyiv",
            "will",
            "not",
            "if",
            "on Monday",
            "24",
            "killed",
            "soldiers",
            "accused",
            "of",
            "the",
            "\"",
            "'",
            ".",
            ",",
            "(",
            "reportedly",
            "visited",
            "aid to",
            "and",
            "who",
            "its"
        ])
        .prop_map(str::to_owned),
    ];
    proptest::collection::vec(word, 0..30).prop_map(|words| words.join(" "))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn any_text_gives_records_that_fit(text in texts()) {
        let document = Document { text, date: Some("2024-06-19".into()), ..Document::default() };
        check(&ENGINE.read(document));
    }
}
