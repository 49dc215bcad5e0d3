//! Lines of JSON: good ones, broken ones, long ones.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

mod support;

use casus_read::{Documents, Limits};
use std::io::{self, Read};
use support::{drawn, read, read_within};

/// The one fault of a line, without file and number.
fn fault(line: &str) -> String {
    let items = read(line.as_bytes());
    assert_eq!(items.len(), 1, "{items:?}");
    let fault = items[0].clone().expect_err("the line is broken");
    assert_eq!((fault.path.as_str(), fault.line), ("in", Some(1)));
    fault.reason
}

#[test]
fn all_fields_are_taken_and_unknown_ones_kept_as_they_stand() {
    let line = r#"{"section":"World", "id":"a-1","text":"Peru recalled\nits envoy.","title":"Recall","date":"2024-06-19T08:00:00Z",
        "publisher":"Andes Wire","url":"https://example.org/1","language":"en-GB","weight":1.50,"tags":["a", null],"big":12345678901234567890123}"#;
    let document = read(line.replace("\n        ", "").as_bytes())
        .remove(0)
        .expect("the line is good");
    assert_eq!(document.id, "a-1");
    assert_eq!(document.text, "Peru recalled\nits envoy.");
    assert_eq!(document.title.as_deref(), Some("Recall"));
    assert_eq!(document.date.as_deref(), Some("2024-06-19"));
    assert_eq!(document.publisher.as_deref(), Some("Andes Wire"));
    assert_eq!(document.url.as_deref(), Some("https://example.org/1"));
    assert_eq!(document.language.as_deref(), Some("en"));
    let extra: Vec<(&str, &str)> = document
        .extra
        .iter()
        .map(|(name, value)| (&**name, &**value))
        .collect();
    assert_eq!(
        extra,
        [
            ("section", "\"World\""),
            ("weight", "1.50"),
            ("tags", "[\"a\", null]"),
            ("big", "12345678901234567890123")
        ]
    );
}

#[test]
fn good_lines_go_on_after_bad_ones() {
    let lines = concat!(
        "{\"id\":\"a\",\"text\":\"One.\"}\n",
        "{\"id\":\"b\",\"text\":\"Two.\n",
        "{\"id\":\"c\"}\n",
        "\n",
        "  \r\n",
        "{\"text\":\"Five.\"}\r\n",
        "[\"text\"]\n",
        "{\"id\":7,\"text\":\"Seven.\"}",
    );
    assert_eq!(
        drawn(&read(lines.as_bytes())),
        [
            "a: One.",
            "! in:2: not a JSON object: EOF while parsing a string (column 22)",
            "! in:3: there is no `text`",
            "in:6: Five.",
            "! in:7: not a JSON object: invalid type: sequence, expected an object (column 0)",
            "7: Seven.",
        ]
    );
}

#[test]
fn wrong_types_and_dates_are_faults() {
    assert_eq!(fault(r#"{"text":5}"#), "`text` is not a text: 5");
    assert_eq!(fault(r#"{"text":null}"#), "there is no `text`");
    assert_eq!(
        fault(r#"{"text":"a","title":["b"]}"#),
        "`title` is not a text: [\"b\"]"
    );
    assert_eq!(fault(r#"{"text":"a","id":{}}"#), "`id` is not a text: {}");
    assert_eq!(
        fault(r#"{"text":"a","date":"June"}"#),
        "`date` is no day: June"
    );
    assert_eq!(
        fault(r#"{"text":"a","date":"2024-02-30"}"#),
        "`date` is no day: 2024-02-30"
    );
    assert_eq!(
        fault(r#"{"text":"a","date":20240619}"#),
        "`date` is not a text: 20240619"
    );
    assert_eq!(
        fault(r#"{"text":"\ud800"}"#),
        "`text` is not a text: \"\\ud800\""
    );
    assert!(
        fault(r#"{"text":"a"} {"text":"b"}"#).starts_with("not a JSON object: trailing characters")
    );
}

#[test]
fn null_and_blank_fields_are_none() {
    let document = read(br#"{"text":"a","title":null,"date":"","url":null}"#)
        .remove(0)
        .expect("the line is good");
    assert_eq!(
        (document.title, document.date, document.url),
        (None, None, None)
    );
}

#[test]
fn a_text_may_be_empty() {
    assert_eq!(drawn(&read(br#"{"id":"a","text":""}"#)), ["a: "]);
}

#[test]
fn ten_thousand_brackets_are_a_fault_or_kept() {
    let open = "[".repeat(10_000);
    assert!(fault(&format!("{{\"text\":\"a\",\"x\":{open}")).starts_with("not a JSON object"));
    let whole = format!(
        "{{\"text\":\"a\",\"x\":{open}{}}}\n{{\"text\":\"b\"}}",
        "]".repeat(10_000)
    );
    // They are more than is kept of a field, but the document is read.
    let items = read(whole.as_bytes());
    assert_eq!(items.len(), 3, "{items:?}");
    assert!(items[0].is_err() && items[1].is_ok() && items[2].is_ok());
}

#[test]
fn a_line_that_is_too_long_is_skipped() {
    let long = format!("{{\"id\":\"b\",\"text\":\"{}\"}}", "x".repeat(1000));
    let lines = format!(
        "{{\"id\":\"a\",\"text\":\"One.\"}}\n{long}\n{{\"id\":\"c\",\"text\":\"Three.\"}}\n"
    );
    let limits = Limits {
        longest_line: 100,
        ..Limits::default()
    };
    assert_eq!(
        drawn(&read_within(lines.as_bytes(), limits)),
        [
            "a: One.",
            "! in:2: the line has 1020 bytes, more than the 100 that are read; it was skipped",
            "c: Three.",
        ]
    );
}

/// A line of 500 MB that nobody holds, and a good one after it.
struct Endless {
    left: u64,
    tail: &'static [u8],
}

impl Read for Endless {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.left > 0 {
            let count = self.left.min(out.len() as u64) as usize;
            out[..count].fill(b'{');
            self.left -= count as u64;
            return Ok(count);
        }
        self.tail.read(out)
    }
}

#[test]
fn a_line_of_500_megabytes_is_reported_and_the_next_is_read() {
    let reader = Endless {
        left: 500_000_000,
        tail: b"\n{\"id\":\"b\",\"text\":\"Two.\"}\n",
    };
    let items: Vec<_> = Documents::from_reader(reader, "in", Limits::default()).collect();
    assert_eq!(
        drawn(&items),
        [
            "! in:1: the line has 500000000 bytes, more than the 16777216 that are read; it was skipped",
            "b: Two."
        ]
    );
}

/// Fails after its content, as a disk does.
struct Failing(&'static [u8]);

impl Read for Failing {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        match self.0.read(out)? {
            0 => Err(io::Error::other("the disk is gone")),
            count => Ok(count),
        }
    }
}

#[test]
fn what_was_read_before_a_failure_is_kept() {
    let lines = Failing(b"{\"id\":\"a\",\"text\":\"One.\"}\n{\"id\"");
    let items: Vec<_> = Documents::from_reader(lines, "in", Limits::default()).collect();
    assert_eq!(drawn(&items), ["a: One.", "! in:2: the disk is gone"]);
    let items: Vec<_> = Documents::from_reader(Failing(b"Peru"), "in", Limits::default()).collect();
    assert_eq!(drawn(&items), ["! in: the disk is gone", "in: Peru"]);
}

#[test]
fn a_long_text_is_read_in_parts() {
    let limits = Limits {
        longest_text: 12,
        ..Limits::default()
    };
    let line = r#"{"id":"a","text":"Oslo met.\n\nRiga met.","publisher":"NTB","wire":1}"#;
    let items = read_within(line.as_bytes(), limits);
    assert_eq!(drawn(&items), ["a: Oslo met.\n\n", "a@11: Riga met."]);
    for item in items {
        let document = item.expect("a document");
        assert_eq!(document.publisher.as_deref(), Some("NTB"));
        assert_eq!(document.extra.len(), 1);
    }
}

#[test]
fn fields_that_are_too_long_are_left_out_and_named() {
    let limits = Limits {
        longest_field: 20,
        ..Limits::default()
    };
    let long = "é".repeat(11);
    let line = format!(
        r#"{{"id":"{long}","text":"Oslo.","publisher":"{long}","raw":"{long}","wire":7,"url":"x"}}"#
    );
    let items = read_within(line.as_bytes(), limits);
    assert_eq!(
        drawn(&items),
        [
            "! in:1: fields with more than the 20 bytes that are kept were left out: `id`, `publisher`, `raw`".to_owned(),
            format!("{}: Oslo.", "é".repeat(10)),
        ]
    );
    let document = items[1].as_ref().expect("a document");
    assert_eq!(
        (document.publisher.as_deref(), document.url.as_deref()),
        (None, Some("x"))
    );
    assert_eq!(document.extra, [("wire".to_owned(), "7".to_owned())]);
}

#[test]
fn an_object_of_very_many_fields_is_read() {
    let many: String = (0..5_000).map(|n| format!("\"f{n}\":1,")).collect();
    let line = format!("{{{many}\"text\":\"Oslo.\",\"text\":\"Riga.\"}}");
    let items = read(line.as_bytes());
    let document = items.last().expect("an item").as_ref().expect("a document");
    assert_eq!(document.text, "Riga.");
    assert!(document.extra.len() <= 1024);
}
