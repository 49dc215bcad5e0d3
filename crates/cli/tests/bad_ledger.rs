//! Ledgers that cannot be read or written: the command says what to do and leaves the file as it was.

#![allow(clippy::expect_used)] // What a test needs and does not get fails the test.

#[path = "ledger_support/mod.rs"]
mod support;

use casus_events::ledger::Reader;
use std::path::Path;
use std::process::Command;
use support::{Folder, add, archive, casus, content, outcome};

/// Runs it and holds that it fails, says all of this, and leaves the ledger as it was.
fn refused(command: Command, ledger: &Path, words: &[&str]) {
    let before = std::fs::read(ledger).ok();
    let (code, told) = outcome(command);
    assert_eq!(code, Some(1), "{told}");
    for word in words {
        assert!(told.contains(word), "{word} in: {told}");
    }
    assert_eq!(std::fs::read(ledger).ok(), before, "{told}");
}

fn derive(ledger: &Path) -> Command {
    let mut command = casus();
    command.args(["derive", "--ledger"]).arg(ledger);
    command
}

fn sql(ledger: &Path) -> Command {
    let mut command = casus();
    command
        .args(["sql", "--ledger"])
        .arg(ledger)
        .arg("SELECT count(*) FROM claims");
    command
}

#[test]
fn what_is_no_ledger_is_refused() {
    let folder = Folder::new("foreign");
    let reports = folder.write("reports.jsonl", &archive("r", 2));
    let text = folder.write("text.casus", &"This is no ledger at all. ".repeat(100));
    for command in [add(&text, &[&reports]), derive(&text), sql(&text)] {
        refused(
            command,
            &text,
            &["text.casus", "no ledger", "name another file"],
        );
    }
    let none = folder.path("none.casus");
    for command in [derive(&none), sql(&none)] {
        refused(command, &none, &["none.casus", "casus add"]);
    }
    refused(
        add(&folder.0, &[&reports]),
        &folder.path("x"),
        &["cannot be written"],
    );
    let deep = folder.path("no/such/folder.casus");
    refused(
        add(&deep, &[&reports]),
        &deep,
        &["cannot be written", "folder that may be written"],
    );
}

#[test]
fn a_ledger_of_a_newer_version_or_cut_short_is_refused() {
    let folder = Folder::new("newer");
    let reports = folder.write("reports.jsonl", &archive("r", 12));
    let more = folder.write("more.jsonl", &archive("m", 2));
    let ledger = folder.path("a.casus");
    assert_eq!(outcome(add(&ledger, &[&reports])).0, Some(0));
    let whole = std::fs::read(&ledger).expect("the ledger");
    // SQLite keeps the version at byte 60.
    let mut newer = whole.clone();
    newer[60..64].copy_from_slice(&99_u32.to_be_bytes());
    std::fs::write(&ledger, &newer).expect("written");
    for command in [add(&ledger, &[&more]), derive(&ledger), sql(&ledger)] {
        refused(command, &ledger, &["version 99", "use a newer Casus"]);
    }
    for part in [2, 3] {
        std::fs::write(&ledger, &whole[..whole.len() / part]).expect("written");
        for command in [add(&ledger, &[&more]), derive(&ledger), sql(&ledger)] {
            refused(command, &ledger, &["damaged", "take it from a copy"]);
        }
    }
    std::fs::write(&ledger, &whole).expect("written");
    assert_eq!(outcome(add(&ledger, &[&more])).0, Some(0));
    assert_eq!(content(&ledger).len(), 14);
}

#[test]
fn two_runs_that_add_at_once_both_come_to_their_end() {
    let folder = Folder::new("two");
    let (one, other) = (archive("a", 40), archive("b", 40));
    let one = folder.write("one.jsonl", &one);
    let other = folder.write("other.jsonl", &other);
    let ledger = folder.path("a.casus");
    let spawn = |file: &Path| add(&ledger, &[file]).spawn().expect("the command starts");
    let mut children = [spawn(&one), spawn(&other)];
    for child in &mut children {
        assert!(child.wait().expect("our child").success());
    }
    let after = folder.path("b.casus");
    assert_eq!(outcome(add(&after, &[&one, &other])).0, Some(0));
    assert_eq!(content(&ledger), content(&after));
    assert_eq!(support::cases(&ledger), support::cases(&after));
    let left = Reader::open(&ledger).and_then(|reader| reader.underived());
    assert_eq!(left.expect("a ledger"), 0);
}

/// A file may not grow beyond a size: as on a disk that is full.
#[cfg(unix)]
#[test]
fn a_full_disk_is_told_and_what_is_there_stays() {
    let folder = Folder::new("full");
    let reports = folder.write("reports.jsonl", &archive("r", 12));
    let more = folder.write("more.jsonl", &archive("m", 400));
    let ledger = folder.path("a.casus");
    assert_eq!(outcome(add(&ledger, &[&reports])).0, Some(0));
    let before = content(&ledger);
    let line = add(&ledger, &[&more]);
    let mut shell = Command::new("sh");
    shell.args(["-c", "trap '' XFSZ; ulimit -f 600; exec \"$0\" \"$@\""]);
    shell.arg(line.get_program()).args(line.get_args());
    let (code, told) = outcome(shell);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("free some space"), "{told}");
    let now = content(&ledger);
    assert!(before.iter().all(|(id, lines)| now.get(id) == Some(lines)));
    assert!(now.len() < 412, "the disk was full");
    assert_eq!(outcome(add(&ledger, &[&more])).0, Some(0));
    assert_eq!(content(&ledger).len(), 412);
}

/// Not for one who may write everywhere.
#[cfg(unix)]
#[test]
fn a_folder_that_may_not_be_written_can_be_read() {
    use std::os::unix::fs::PermissionsExt;
    let folder = Folder::new("locked");
    let reports = folder.write("reports.jsonl", &archive("r", 6));
    let more = folder.write("more.jsonl", &archive("m", 6));
    let ledger = folder.path("a.casus");
    assert_eq!(outcome(add(&ledger, &[&reports])).0, Some(0));
    let mode = |path: &Path, mode| {
        let permissions = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(path, permissions).expect("our file");
    };
    mode(&ledger, 0o444);
    mode(&folder.0, 0o555);
    let powerful = std::fs::write(folder.path("probe"), "").is_ok();
    if !powerful {
        refused(
            add(&ledger, &[&more]),
            &ledger,
            &["cannot be written", "folder that may be written"],
        );
    }
    assert_eq!(outcome(sql(&ledger)).0, Some(0));
    mode(&folder.0, 0o755);
}
