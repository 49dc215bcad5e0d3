//! Ledgers for the tests of the command: made by `casus add`, and written out so that two can be compared.

#![allow(dead_code, clippy::expect_used)] // Each test file uses its own part; what is missing fails the test.

use casus_events::ledger::{Filter, Reader};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

/// A folder of its own, gone when dropped.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("casus-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&path).expect("a folder");
        Folder(path)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::write(&path, text).expect("a file");
        path
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// So many reports, one a line, whose names begin with this.
pub(crate) fn archive(name: &str, count: usize) -> String {
    let states = ["France", "Poland", "Japan", "Kenya", "Chile", "Norway"];
    let report = |n: usize| {
        let (one, other) = (states[n % 6], states[(n / 6 + n + 1) % 6]);
        let day = n % 28 + 1;
        format!(
            "{{\"id\":\"{name}{n}\",\"date\":\"2024-05-{day:02}\",\"publisher\":\"Wire {}\",\
             \"text\":\"{one} accused {other} of spying on Monday. {other} expelled {n} diplomats of {one}, it said in note {name}{n}.\"}}\n",
            n % 4
        )
    };
    (0..count).map(report).collect()
}

pub(crate) fn casus() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_casus"));
    command.env_remove("CASUS_LEDGER");
    command
}

/// `casus add` of these files in small portions.
pub(crate) fn add(ledger: &Path, files: &[&Path]) -> Command {
    let mut command = casus();
    command.args([
        "add",
        "--threads",
        "1",
        "--portion",
        "3",
        "--read",
        "2024-06-01",
    ]);
    command.arg("--ledger").arg(ledger).args(files);
    command
}

/// Exit code and what was told.
pub(crate) fn outcome(mut command: Command) -> (Option<i32>, String) {
    let Output { status, stderr, .. } = command.output().expect("the command starts");
    (status.code(), String::from_utf8_lossy(&stderr).into_owned())
}

/// All that a ledger holds, by the names of its documents, without keys and in an order of its own.
pub(crate) fn content(path: &Path) -> BTreeMap<String, Vec<String>> {
    let mut content: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let Ok(reader) = Reader::open(path) else {
        return content;
    };
    let sql = "SELECT d.id, printf('%d %d %s %s %s %s', version, hash, known, publisher, text, coalesce((SELECT o.id FROM
        reprints r JOIN documents o ON o.document = r.of WHERE r.document = d.document), '-'))
        FROM documents d LEFT JOIN texts t USING (document)";
    let mut statement = reader.connection().prepare(sql).expect("the tables");
    let mut rows = statement.query([]).expect("rows");
    while let Some(row) = rows.next().expect("a row") {
        let (id, line): (String, String) = (row.get(0).expect("id"), row.get(1).expect("line"));
        content.entry(id).or_default().push(line);
    }
    for mut stored in reader.claims(&Filter::default()).expect("claims") {
        let document = reader.document(stored.document).expect("its document").id;
        (stored.key, stored.document, stored.origin) = (0, 0, 0);
        content
            .entry(document)
            .or_default()
            .push(format!("{stored:?}"));
    }
    content
}

/// The cases by their names, each with its claims, its origins and its days.
pub(crate) fn cases(path: &Path) -> Vec<String> {
    let reader = Reader::open(path).expect("a ledger");
    let cases = reader.cases(&Filter::default()).expect("cases");
    let line = |case: casus_events::ledger::Case| {
        let claims: Vec<_> = case
            .claims
            .iter()
            .map(|stored| stored.id.as_str())
            .collect();
        format!("{} {} {} {claims:?}", case.id, case.origins, case.last_day)
    };
    let mut lines: Vec<String> = cases.into_iter().map(line).collect();
    lines.sort();
    lines
}
