//! Lines and columns of byte offsets.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use casus_text::{LineColumn, LineIndex};

/// The place of the `^` in a text, with the `^` taken out.
fn place(picture: &str) -> LineColumn {
    let offset = picture.find('^').expect("a place is drawn");
    let text = picture.replacen('^', "", 1);
    LineIndex::new(&text).place(&text, offset)
}

#[test]
fn lines_and_columns_count_from_one_and_in_characters() {
    assert_eq!(place("^"), LineColumn { line: 1, column: 1 });
    assert_eq!(place("Peru\nChi^le"), LineColumn { line: 2, column: 4 });
    assert_eq!(place("Peru\n\n^"), LineColumn { line: 3, column: 1 });
    assert_eq!(place("Łódź 😀^"), LineColumn { line: 1, column: 7 });
    assert_eq!(place("Peru^\nChile"), LineColumn { line: 1, column: 5 });
}

#[test]
fn offsets_that_do_not_fit_are_moved_back() {
    let text = "é\nü";
    let index = LineIndex::new(text);
    assert_eq!(index.place(text, 1), LineColumn { line: 1, column: 1 });
    assert_eq!(index.place(text, 99), LineColumn { line: 2, column: 2 });
}

#[test]
fn lines_come_without_their_ends() {
    let text = "Peru\r\nChile\n\nBolivia";
    let index = LineIndex::new(text);
    assert_eq!(index.len(), 4);
    let lines: Vec<&str> = (0..6).map(|line| index.line(text, line)).collect();
    assert_eq!(lines, ["", "Peru", "Chile", "", "Bolivia", ""]);
}
