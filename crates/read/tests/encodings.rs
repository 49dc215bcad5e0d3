//! Bytes in several encodings give the same text.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

mod support;

use casus_read::Limits;
use proptest::prelude::*;
use support::{drawn, read, read_within};

const TEXT: &str = "Łódź: the envoy’s café – “closed”. \u{1f600}";

fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

fn only_text(bytes: &[u8]) -> String {
    let mut items = read(bytes);
    assert_eq!(items.len(), 1, "{items:?}");
    items.remove(0).expect("it is read").text
}

#[test]
fn utf_8_is_taken_as_it_is_and_its_mark_left_out() {
    assert_eq!(only_text(TEXT.as_bytes()), TEXT);
    assert_eq!(only_text(format!("\u{feff}{TEXT}").as_bytes()), TEXT);
    assert_eq!(only_text(b" a\r\nb\0c \n"), " a\r\nb\0c \n");
}

#[test]
fn utf_16_is_known_by_its_mark() {
    assert_eq!(
        only_text(&[vec![0xff, 0xfe], utf16(TEXT, u16::to_le_bytes)].concat()),
        TEXT
    );
    assert_eq!(
        only_text(&[vec![0xfe, 0xff], utf16(TEXT, u16::to_be_bytes)].concat()),
        TEXT
    );
}

#[test]
fn utf_16_is_known_by_its_nuls() {
    let text = "Peru recalled its envoy – for talks.";
    assert_eq!(only_text(&utf16(text, u16::to_le_bytes)), text);
    assert_eq!(only_text(&utf16(text, u16::to_be_bytes)), text);
}

#[test]
fn utf_16_is_decoded_over_many_blocks() {
    let text = "Peru recalled its envoy. \u{1f600} Łódź. ".repeat(20_000);
    assert_eq!(
        only_text(&[vec![0xff, 0xfe], utf16(&text, u16::to_le_bytes)].concat()),
        text
    );
}

#[test]
fn json_lines_may_be_utf_16() {
    let lines = "{\"id\":\"a\",\"text\":\"Łódź.\"}\n{\"id\":\"b\",\"text\":\"Two.\"}\n";
    let bytes = [vec![0xff, 0xfe], utf16(lines, u16::to_le_bytes)].concat();
    assert_eq!(drawn(&read(&bytes)), ["a: Łódź.", "b: Two."]);
    assert_eq!(
        drawn(&read(format!("\u{feff}{lines}").as_bytes())),
        ["a: Łódź.", "b: Two."]
    );
}

#[test]
fn what_is_not_utf_8_is_windows_1252() {
    assert_eq!(
        only_text(b"The caf\xe9 \x96 \x93closed\x94, \x80 5."),
        "The café – “closed”, € 5."
    );
    assert_eq!(
        drawn(&read(b"{\"id\":\"a\",\"text\":\"caf\xe9\"}")),
        ["a: café"]
    );
}

#[test]
fn damaged_utf_8_is_mended_and_reported() {
    assert_eq!(
        drawn(&read(
            "Łódź.\nKraków\u{0}x.".replace('\u{0}', "\u{1}").as_bytes()
        ))
        .len(),
        1
    );
    let mut bytes = "Łódź.\nKraków.".as_bytes().to_vec();
    bytes.push(0xc5);
    assert_eq!(
        drawn(&read(&bytes)),
        [
            "! in:2: bytes that are not UTF-8 were replaced, here first",
            "in: Łódź.\nKraków.\u{fffd}"
        ]
    );
    let line = [
        b"{\"id\":\"a\",\"text\":\"\xc5\x81\xc3\xb3d\xc5\xba \xff\"}".as_slice(),
        b"\n{\"id\":\"b\",\"text\":\"B\"}",
    ]
    .concat();
    assert_eq!(
        drawn(&read(&line)),
        [
            "! in:1: bytes that are not UTF-8 were replaced",
            "a: Łódź \u{fffd}",
            "b: B"
        ]
    );
}

#[test]
fn right_to_left_text_is_taken_as_it_is() {
    let text = "وصل الوزير إلى دمشق.\u{200f}";
    assert_eq!(only_text(text.as_bytes()), text);
}

proptest! {
    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        for item in read(&bytes).into_iter().flatten() {
            prop_assert!(!item.id.is_empty());
        }
    }

    #[test]
    fn utf_8_is_never_changed(text in "[^{\\s\u{feff}\0][^\0]{3,100}") {
        prop_assert_eq!(only_text(text.as_bytes()), text);
    }

    #[test]
    fn pieces_of_a_long_text_join_to_it(text in "[^{\\s\u{feff}\0][^\0]{20,400}", longest in 4_usize..64) {
        let limits = Limits { longest_text: longest, ..Limits::default() };
        let items = read_within(text.as_bytes(), limits);
        let mut end = 0;
        for item in items {
            let document = item.expect("it is read");
            prop_assert!(document.text.len() <= longest);
            let start = document.id.split_once('@').map_or(0, |(_, at)| at.parse().expect("an offset"));
            prop_assert!(text[end..start].trim().is_empty());
            prop_assert_eq!(&text[start..start + document.text.len()], document.text.as_str());
            end = start + document.text.len();
        }
        prop_assert!(text[end..].trim().is_empty());
    }
}
