//! `casus add`, `ask` and `sql` as a user runs them: answers in every form, and bad questions that get a clear word.

#![allow(clippy::unwrap_used)] // What a test needs and does not get fails the test.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

struct Room {
    folder: PathBuf,
}

impl Room {
    /// A folder with a ledger of one report.
    fn new(name: &str) -> Room {
        let folder = std::env::temp_dir().join(format!("casus-ask-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let text = "Russia attacked Ukraine on Monday. North Korea delivered shells to Russia, Yonhap reported.";
        std::fs::write(folder.join("report.txt"), text).unwrap();
        let room = Room { folder };
        let added = room.casus(&[
            "add",
            "report.txt",
            "--date",
            "2024-06-19",
            "--read",
            "2024-06-20",
        ]);
        assert!(added.status.success(), "{}", errors(&added));
        assert!(
            errors(&added).contains("from 1 new documents"),
            "{}",
            errors(&added)
        );
        room
    }

    fn casus(&self, args: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_casus"));
        command
            .args(args)
            .current_dir(&self.folder)
            .env("CASUS_LEDGER", self.ledger());
        command.output().unwrap()
    }

    fn ledger(&self) -> PathBuf {
        self.folder.join("l.casus")
    }

    /// What a question is answered, which must be good.
    fn ask(&self, args: &[&str]) -> String {
        let output = self.casus(args);
        assert!(output.status.success(), "{args:?} {}", errors(&output));
        String::from_utf8(output.stdout).unwrap()
    }

    /// The word on a bad question, which must not change the ledger.
    fn refused(&self, args: &[&str]) -> String {
        let before = std::fs::read(self.ledger()).unwrap();
        let output = self.casus(args);
        assert!(!output.status.success(), "{args:?}");
        assert!(output.stdout.is_empty(), "{args:?}");
        assert_eq!(std::fs::read(self.ledger()).unwrap(), before, "{args:?}");
        errors(&output)
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn errors(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn answers_come_in_every_form() {
    let room = Room::new("forms");
    let question = [
        "ask",
        "exchanges",
        "RUS",
        "North Korea",
        "--on",
        "2024-06-20",
    ];
    let with = |more: &[&str]| room.ask(&[&question[..], more].concat());
    let table = with(&["--format", "table"]);
    assert!(
        table.contains("munitions: shells") && table.contains("says Yonhap"),
        "{table}"
    );
    let line: serde_json::Value = serde_json::from_str(with(&[]).lines().next().unwrap()).unwrap();
    assert_eq!(line["terms"]["goods"], "munitions");
    assert_eq!(line["hedge"]["voices"][0]["name"], "Yonhap");
    let csv = with(&["--format", "csv"]);
    assert!(
        csv.starts_with("id,kind,from,to,what,status,since,until,hedge,claims\n"),
        "{csv}"
    );
    with(&["--output", "answer.parquet"]);
    let parquet = std::fs::read(room.folder.join("answer.parquet")).unwrap();
    assert!(parquet.starts_with(b"PAR1") && parquet.ends_with(b"PAR1"));
    let why = room.ask(&[
        "ask",
        "why",
        line["id"].as_str().unwrap(),
        "--format",
        "table",
    ]);
    assert!(
        why.contains("[goods: shells]") && why.contains("[speaker: Yonhap]"),
        "{why}"
    );
}

#[test]
fn a_second_time_adds_nothing() {
    let room = Room::new("twice");
    let again = room.casus(&[
        "add",
        "report.txt",
        "--date",
        "2024-06-19",
        "--read",
        "2024-06-21",
    ]);
    assert!(
        errors(&again).contains("1 known already"),
        "{}",
        errors(&again)
    );
}

#[test]
fn sql_answers_and_refuses_to_write() {
    let room = Room::new("sql");
    let line = room.ask(&[
        "sql",
        "SELECT count(*) AS n FROM events WHERE event = 'ASSAULT'",
    ]);
    assert_eq!(line, "{\"n\":1}\n");
    assert!(
        room.refused(&["sql", "DELETE FROM claims"])
            .contains("only SELECT")
    );
    assert!(
        room.refused(&["sql", "SELECT nobody FROM events"])
            .contains("no such column")
    );
}

#[test]
fn bad_questions_get_a_clear_word() {
    let room = Room::new("bad");
    let word = room.refused(&["ask", "state", "Rusia", "PRK"]);
    assert!(
        word.contains("`Rusia`") && word.contains("RUS (Russia)"),
        "{word}"
    );
    let word = room.refused(&["ask", "state", "RUS", "PRK", "--on", "2024-13-01"]);
    assert!(word.contains("2024-06-19"), "tells how a day looks: {word}");
    let word = room.refused(&["ask", "why", "transfer/none"]);
    assert!(word.contains("no claim or answer"), "{word}");
    let word = room.refused(&["ask", "state", "RUS", "PRK", "--ledger", "none.casus"]);
    assert!(
        word.contains("there is no ledger here") && word.contains("casus add"),
        "{word}"
    );
    assert!(!Path::new(&room.folder.join("none.casus")).exists());
    let word = room.refused(&["ask", "state", "RUS", "PRK", "--ledger", "report.txt"]);
    assert!(word.contains("this is no ledger"), "{word}");
}

#[test]
fn what_was_not_known_yet_is_told() {
    let room = Room::new("early");
    let output = room.casus(&["ask", "exchanges", "RUS", "PRK", "--known", "2020-01-01"]);
    assert!(output.status.success() && output.stdout.is_empty());
    assert!(
        errors(&output).contains("the first document is of 2024-06-19"),
        "{}",
        errors(&output)
    );
}
