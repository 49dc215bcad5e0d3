//! Bad input through the whole command: never a panic, never a stop. What is good is coded, what is bad is told with file,
//! line and reason, and the exit code says so.

#![allow(clippy::expect_used)] // What a test needs and does not get fails the test.

use std::path::PathBuf;
use std::process::{Command, Output};

const BLAME: &str = "Iran blamed Israel for the blast.";

/// A file of its own for a test; it is gone with the folder for temporary files.
fn file(name: &str, bytes: &[u8]) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("casus-bad-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = folder.join(name);
    std::fs::write(&path, bytes).expect("a file");
    path
}

/// Exit code, event lines and complaints of `casus read` on these bytes; the file is called `name` in the complaints.
fn read(name: &str, bytes: &[u8]) -> (Option<i32>, Vec<String>, Vec<String>) {
    let path = file(name, bytes);
    let mut command = Command::new(env!("CARGO_BIN_EXE_casus"));
    let command = command.args(["read", "--format", "jsonl", "--threads", "2"]);
    let Output {
        status,
        stdout,
        stderr,
    } = command.arg(&path).output().expect("the command starts");
    std::fs::remove_file(&path).expect("the file is ours");
    let folder = format!("{}/", path.parent().expect("a folder").display());
    let lines = |bytes: Vec<u8>| -> Vec<String> {
        let text = String::from_utf8(bytes).expect("the output is UTF-8");
        text.lines().map(|line| line.replace(&folder, "")).collect()
    };
    (status.code(), lines(stdout), lines(stderr))
}

/// How many events of Iran and Israel there are.
fn blames(lines: &[String]) -> usize {
    let is = |line: &&String| {
        line.contains("\"ACCUSE\"") && line.contains("\"IRN\"") && line.contains("\"ISR\"")
    };
    lines.iter().filter(is).count()
}

#[test]
fn nothing_is_nothing() {
    for name in ["empty.txt", "empty.jsonl", "empty.md", "empty"] {
        for bytes in ["", " \n\n\t\n"] {
            assert_eq!(
                read(name, bytes.as_bytes()),
                (Some(0), vec![], vec![]),
                "{name}"
            );
        }
    }
}

#[test]
fn a_line_that_is_too_long_is_told_and_the_next_is_coded() {
    let long = 17 << 20;
    let mut bytes = format!("{{\"id\":\"a\",\"text\":\"{}\"}}\n", "x".repeat(long)).into_bytes();
    bytes.extend(format!("{{\"id\":\"b\",\"text\":\"{BLAME}\"}}\n").bytes());
    let (code, events, told) = read("long.jsonl", &bytes);
    assert_eq!((code, blames(&events)), (Some(1), 1));
    assert_eq!(
        told,
        [
            "long.jsonl:1: the line has 17825812 bytes, more than the 16777216 that are read; it was skipped"
        ]
    );
}

#[test]
fn a_long_document_is_coded_to_its_end() {
    let filler = "x y z ".repeat(200_000);
    let line = format!("{{\"id\":\"a\",\"text\":\"{BLAME} {filler}\\n\\n{BLAME}\"}}\n");
    let (code, events, told) = read("document.jsonl", line.as_bytes());
    assert_eq!((code, blames(&events), told), (Some(0), 2, vec![]));
    assert!(
        events
            .last()
            .expect("an event")
            .contains("\"document\":\"a@")
    );
}

#[test]
fn bytes_that_are_no_text_are_replaced_and_told() {
    // Most of what is beyond ASCII is UTF-8: so what is not is damage, not another encoding.
    let bytes = [
        "Łódź, Łódź. ".as_bytes(),
        b"\xff\xfe\n\n",
        BLAME.as_bytes(),
        b"\n\n\xc3",
    ]
    .concat();
    let (code, events, told) = read("bytes.txt", &bytes);
    assert_eq!((code, blames(&events)), (Some(1), 1));
    assert_eq!(
        told,
        ["bytes.txt:1: bytes that are not UTF-8 were replaced, here first"]
    );
    let line = [
        b"{\"text\":\"\xc3\x28 \xc5\x81\xc3\xb3\xc5\xba\\n\\n",
        BLAME.as_bytes(),
        b"\"}\n",
    ]
    .concat();
    let (code, events, told) = read("bytes.jsonl", &line);
    assert_eq!((code, blames(&events)), (Some(1), 1));
    assert_eq!(
        told,
        ["bytes.jsonl:1: bytes that are not UTF-8 were replaced"]
    );
}

#[test]
fn nuls_are_read_over() {
    let text = format!("\0\0\0 {BLAME}\0\n\n\0{}\0", "\0".repeat(5_000));
    let (code, events, told) = read("nuls.txt", text.as_bytes());
    assert_eq!((code, blames(&events), told), (Some(0), 1, vec![]));
}

#[test]
fn a_megabyte_without_a_sentence_end_is_coded() {
    let text = "the harbour of the town of the island and ".repeat(25_000);
    assert!(text.len() > 1_000_000);
    let (code, events, told) = read("endless.txt", format!("{BLAME}\n\n{text}").as_bytes());
    assert_eq!((code, blames(&events), told), (Some(0), 1, vec![]));
}

#[test]
fn ten_thousand_brackets_hide_nothing() {
    for (open, close) in [("(", ")"), ("[", "]"), ("\"", "\""), ("<", ">"), ("{", "}")] {
        // A brace at the start would be a line of JSON.
        let text = format!(
            "- {}\n\n{BLAME}\n\n{}",
            open.repeat(10_000),
            close.repeat(10_000)
        );
        for name in ["brackets.txt", "brackets.md"] {
            let (code, events, told) = read(name, text.as_bytes());
            assert_eq!(
                (code, blames(&events), told),
                (Some(0), 1, vec![]),
                "{open} in {name}"
            );
        }
    }
}

#[test]
fn text_from_right_to_left_is_read() {
    let text = format!("اتهمت إيران إسرائيل. \u{202e}האשים\u{202c}\n\n{BLAME}");
    let (code, events, told) = read("right.txt", text.as_bytes());
    assert_eq!((code, blames(&events), told), (Some(0), 1, vec![]));
}

#[test]
fn broken_lines_are_told_one_by_one() {
    let lines = [
        format!("{{\"id\":\"a\",\"text\":\"{BLAME}\"}}"),
        "{\"id\":\"b\",\"text\":\"cut of".to_owned(),
        "{\"id\":\"c\",\"title\":\"no text\"}".to_owned(),
        "[1, 2]".to_owned(),
        "not JSON".to_owned(),
        "{\"text\":[\"a\"]}".to_owned(),
        format!("{{\"text\":\"{BLAME}\",\"date\":\"soon\"}}"),
        "{\"text\":\"\\ud800\"}".to_owned(),
        format!("{{\"id\":\"z\",\"text\":\"{BLAME}\"}}"),
    ];
    let (code, events, told) = read("broken.jsonl", lines.join("\n").as_bytes());
    assert_eq!((code, blames(&events)), (Some(1), 2), "{told:?}");
    let places: Vec<&str> = told.iter().filter_map(|line| line.get(..15)).collect();
    let expected: Vec<String> = (2..=8)
        .map(|line| format!("broken.jsonl:{line}:"))
        .collect();
    assert_eq!(
        places,
        expected.iter().map(String::as_str).collect::<Vec<_>>(),
        "{told:?}"
    );
    assert!(told[1].ends_with("there is no `text`"), "{told:?}");
}
