//! Files, folders and plain text.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

mod support;

use casus_read::{Documents, Limits};
use std::path::PathBuf;
use support::{Folder, drawn, read, read_within};

#[test]
fn an_empty_input_has_no_document_and_no_fault() {
    for bytes in [&b""[..], b" \n\t\r\n", b"\xef\xbb\xbf", b"\xff\xfe"] {
        assert!(read(bytes).is_empty(), "{bytes:?}");
    }
    let folder = Folder::new(&[
        ("a.txt", b""),
        ("b.md", b""),
        ("c.jsonl", b"\n"),
        ("d.md", b"---\ntitle: T\n---\n"),
    ]);
    assert_eq!(folder.read(&["a.txt", "b.md", "c.jsonl"]), [""; 0]);
}

#[test]
fn a_text_file_is_a_document_named_by_its_file() {
    let folder = Folder::new(&[("peru-1.txt", b"Peru recalled its envoy.\n")]);
    assert_eq!(
        folder.read(&["peru-1.txt"]),
        ["peru-1: Peru recalled its envoy.\n"]
    );
}

#[test]
fn a_folder_is_read_in_order_with_all_that_is_below() {
    let folder = Folder::new(&[
        ("b.txt", b"B."),
        ("a/z.txt", b"Z."),
        ("a/b/c.md", b"C."),
        (
            "c.jsonl",
            b"{\"text\":\"D.\"}\n{\"id\":\"e\",\"text\":\"E.\"}",
        ),
        ("photo.jpg", b"\xff\xd8"),
        (".hidden.txt", b"H."),
        ("same.md", b"M."),
        ("same.txt", b"T."),
    ]);
    assert_eq!(
        folder.read(&[""]),
        [
            "a/b/c: C.",
            "a/z: Z.",
            "b: B.",
            "c:1: D.",
            "e: E.",
            "same.md: M.",
            "same.txt: T."
        ]
    );
}

#[test]
fn several_folders_do_not_share_ids() {
    let folder = Folder::new(&[("a/x.txt", b"1."), ("b/x.txt", b"2.")]);
    assert_eq!(folder.read(&["a", "b"]), ["a/x: 1.", "b/x: 2."]);
    assert_eq!(
        folder.read(&["a/x.txt", "b/x.txt"]),
        ["a/x.txt: 1.", "b/x.txt: 2."]
    );
}

#[test]
fn a_missing_file_is_a_fault_and_the_next_is_read() {
    let folder = Folder::new(&[("b.txt", b"B.")]);
    let read = folder.read(&["a.txt", "b.txt"]);
    assert_eq!(read.len(), 2);
    assert!(read[0].starts_with("! a.txt: "), "{}", read[0]);
    assert_eq!(read[1], "b: B.");
}

#[test]
fn files_without_a_known_ending_are_looked_into() {
    let folder = Folder::new(&[
        ("log", b" \n{\"id\":\"a\",\"text\":\"A.\"}"),
        ("note.log", b"N. {"),
    ]);
    assert_eq!(folder.read(&["log", "note.log"]), ["a: A.", "note: N. {"]);
}

#[test]
fn standard_input_is_json_lines_where_it_begins_with_a_brace() {
    assert_eq!(
        drawn(&read(b"\n  {\"id\":\"a\",\"text\":\"A.\"}\n")),
        ["a: A."]
    );
    assert_eq!(
        drawn(&read(b"Peru {recalled} its envoy.")),
        ["in: Peru {recalled} its envoy."]
    );
}

#[test]
fn a_long_text_is_cut_at_the_ends_of_paragraphs() {
    let limits = Limits {
        longest_text: 40,
        ..Limits::default()
    };
    let text = b"Peru recalled its envoy.\n\nChile did not do so.\n\nQuito is silent.";
    assert_eq!(
        drawn(&read_within(text, limits)),
        [
            "in: Peru recalled its envoy.\n\n",
            "in@26: Chile did not do so.\n\nQuito is silent."
        ]
    );
}

#[test]
fn a_long_line_is_cut_between_words_and_else_between_characters() {
    let limits = Limits {
        longest_text: 12,
        ..Limits::default()
    };
    assert_eq!(
        drawn(&read_within(b"Peru recalled its envoy", limits)),
        ["in: Peru ", "in@5: recalled ", "in@14: its envoy"]
    );
    let limits = Limits {
        longest_text: 5,
        ..Limits::default()
    };
    let cut = read_within("ééééé".as_bytes(), limits);
    let whole: String = cut
        .into_iter()
        .map(|item| item.expect("it is read").text)
        .collect();
    assert_eq!(whole, "ééééé");
}

#[test]
fn a_megabyte_without_a_line_end_is_a_document() {
    let text = "the border is closed and ".repeat(40_000);
    let items = read(text.as_bytes());
    assert_eq!(items.len(), 1);
    assert_eq!(items[0].as_ref().expect("it is read").text, text);
}

#[test]
fn the_path_of_a_fault_is_as_it_was_named() {
    let items: Vec<_> = Documents::new(&[PathBuf::from("no/such/file.txt")]).collect();
    let fault = items[0].clone().expect_err("there is no such file");
    assert_eq!(
        (fault.path.as_str(), fault.line),
        ("no/such/file.txt", None)
    );
    assert!(fault.to_string().starts_with("no/such/file.txt: "));
}
