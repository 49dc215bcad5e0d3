//! The commands of docs/questions.md, run on the reports of examples/: what the page shows is what they print.
//!
//! A block of the page that begins with a command goes in; its output must be what stands below it. With `UPDATE=1` the
//! page is written anew. A block that holds commands alone, or ends in `...`, shows no output or the first lines of it.

#![allow(clippy::unwrap_used)] // What a test needs and does not get fails the test.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

/// How many columns the tables on the page have.
const WIDTH: &str = "118";

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// What a command prints on standard output.
fn run(line: &str, ledger: &Path) -> String {
    let words = words(line);
    let mut command = Command::new(env!("CARGO_BIN_EXE_casus"));
    command
        .args(&words[1..])
        .current_dir(root())
        .env("CASUS_LEDGER", ledger)
        .env("COLUMNS", WIDTH);
    if matches!(words.get(1).map(String::as_str), Some("ask" | "sql")) && !line.contains("--format")
    {
        command.args(["--format", "table"]);
    }
    let output = command.output().unwrap();
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success(), "{line}\n{errors}");
    String::from_utf8(output.stdout).unwrap()
}

/// The words of a command; those in quotes are one.
fn words(line: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quoted = false;
    for c in line.chars() {
        match c {
            '"' => quoted = !quoted,
            ' ' if !quoted => words.push(String::new()),
            c => words.last_mut().unwrap().push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// So many lines of an output are shown.
const SHOWN: usize = 24;

/// The lines of an output as the page shows them: the first ones, and `...` where there are more.
fn shown(output: &str) -> Vec<String> {
    let lines: Vec<&str> = output.lines().collect();
    let mut shown: Vec<String> = lines
        .iter()
        .take(SHOWN)
        .map(|line| line.trim_end().to_owned())
        .collect();
    if lines.len() > SHOWN {
        shown.push("...".to_owned());
    }
    while shown.last().is_some_and(String::is_empty) {
        shown.pop();
    }
    shown
}

/// The page with the outputs of its commands, written anew.
fn answered(page: &str, ledger: &Path) -> String {
    let mut out = String::new();
    let mut lines = page.lines().peekable();
    while let Some(line) = lines.next() {
        writeln!(out, "{line}").unwrap();
        let Some(command) = line.strip_prefix("    casus ") else {
            continue;
        };
        if command.starts_with("add ") {
            run(
                &format!("casus {}", command.replace("--ledger reports.casus", "")),
                ledger,
            );
            continue;
        }
        // What stands below the command until the block ends was printed by it before.
        let mut held = Vec::new();
        while let Some(next) = lines.peek() {
            let inside = next.starts_with("    ") || (next.is_empty() && !held.is_empty());
            if !inside || next.starts_with("    casus ") {
                break;
            }
            held.extend(lines.next());
        }
        let blank = held.iter().rev().take_while(|line| line.is_empty()).count();
        for line in shown(&run(&format!("casus {command}"), ledger)) {
            writeln!(out, "{}", format!("    {line}").trim_end()).unwrap();
        }
        (0..blank).for_each(|_| out.push('\n'));
    }
    out
}

#[test]
fn the_page_shows_what_the_commands_print() {
    let folder = std::env::temp_dir().join(format!("casus-questions-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let ledger = folder.join("reports.casus");
    let path = root().join("docs/questions.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let fresh = answered(&page, &ledger);
    std::fs::remove_dir_all(&folder).unwrap();
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(&path, &fresh).unwrap();
        return;
    }
    for (number, (old, new)) in page.lines().zip(fresh.lines()).enumerate() {
        assert_eq!(
            old,
            new,
            "docs/questions.md:{}: run with UPDATE=1 to write the page anew",
            number + 1
        );
    }
    assert_eq!(page.lines().count(), fresh.lines().count());
}
