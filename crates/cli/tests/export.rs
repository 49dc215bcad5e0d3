//! `casus export` gives back what `casus read` writes, and `casus import` takes it in again.

#![allow(clippy::expect_used)] // What a test needs and does not get fails the test.

#[path = "ledger_support/mod.rs"]
mod support;

use serde_json::Value;
use std::path::Path;
use support::{Folder, add, casus, outcome};

fn examples() -> &'static Path {
    Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../examples/reports"
    ))
}

fn told(ledger: &Path, arguments: &[&str]) -> String {
    let mut command = casus();
    command
        .args(["export", "--ledger"])
        .arg(ledger)
        .args(arguments);
    let output = command.output().expect("the command starts");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).expect("text")
}

/// The records without the fields that the ledger keeps in columns of their own.
fn records(text: &str) -> Vec<Value> {
    let record = |line: &str| {
        let mut record: Value = serde_json::from_str(line).expect("a record");
        record
            .as_object_mut()
            .expect("an object")
            .remove("document_fields");
        record
    };
    text.lines().map(record).collect()
}

#[test]
fn events_come_out_as_they_were_read() {
    let folder = Folder::new("export");
    let read = folder.path("read.jsonl");
    let mut command = casus();
    command
        .arg("read")
        .arg(examples())
        .arg("--output")
        .arg(&read);
    assert_eq!(outcome(command).0, Some(0));
    let wanted = records(&std::fs::read_to_string(&read).expect("events"));
    assert!(wanted.len() > 50, "{}", wanted.len());
    let ledger = folder.path("a.casus");
    assert_eq!(outcome(add(&ledger, &[examples()])).0, Some(0));
    assert_eq!(records(&told(&ledger, &[])), wanted);
    let again = folder.path("b.casus");
    for known in ["0 known already", "0 claims from 0 new documents"] {
        let mut command = casus();
        command
            .arg("import")
            .arg(&read)
            .args(["--date", "2026-01-01", "--ledger"])
            .arg(&again);
        let (code, told) = outcome(command);
        assert_eq!(code, Some(0), "{told}");
        assert!(told.contains(known), "{told}");
    }
    assert_eq!(records(&told(&again, &[])), wanted);
    let columns = folder.path("events.parquet");
    told(&ledger, &["--output", columns.to_str().expect("a name")]);
    let third = folder.path("c.casus");
    let mut command = casus();
    command
        .arg("import")
        .arg(&columns)
        .arg("--ledger")
        .arg(&third);
    assert_eq!(outcome(command).0, Some(0));
    assert_eq!(records(&told(&third, &[])), wanted);
}

#[test]
fn parquet_that_is_damaged_or_of_something_else_is_told() {
    let folder = Folder::new("damaged");
    let ledger = folder.path("a.casus");
    let damaged = folder.write("a.parquet", "PAR1 and no more");
    let mut command = casus();
    command
        .arg("import")
        .arg(&damaged)
        .arg("--ledger")
        .arg(&ledger);
    let (code, told_of) = outcome(command);
    assert_eq!(code, Some(1), "{told_of}");
    assert!(told_of.contains("a.parquet: "), "{told_of}");
    let other = folder.path("days.parquet");
    let reports = folder.write(
        "r.jsonl",
        "{\"id\":\"r\",\"date\":\"2024-05-07\",\"text\":\"Poland expelled two Russian diplomats on Tuesday.\"}\n",
    );
    assert_eq!(outcome(add(&ledger, &[&reports])).0, Some(0));
    let name = other.to_str().expect("a name");
    told(&ledger, &["--what", "dyad-days", "--output", name]);
    let mut command = casus();
    command
        .arg("import")
        .arg(&other)
        .arg("--ledger")
        .arg(&ledger);
    let (code, told_of) = outcome(command);
    assert_eq!(code, Some(1), "{told_of}");
    assert!(
        told_of.contains("days.parquet: row 1: no event record"),
        "{told_of}"
    );
}

#[test]
fn tables_come_out_in_the_shapes_of_the_field() {
    let folder = Folder::new("tables");
    let ledger = folder.path("a.casus");
    let reports = folder.write(
        "r.jsonl",
        "{\"id\":\"r\",\"date\":\"2024-05-07\",\"url\":\"https://example.org/r\",\
         \"text\":\"Poland expelled two Russian diplomats on Tuesday.\"}\n",
    );
    assert_eq!(outcome(add(&ledger, &[&reports])).0, Some(0));
    let gdelt = told(&ledger, &["--what", "gdelt"]);
    let rows: Vec<Vec<&str>> = gdelt
        .lines()
        .map(|line| line.split('\t').collect())
        .collect();
    assert!(
        rows.len() > 1 && rows.iter().all(|row| row.len() == 61),
        "{gdelt}"
    );
    let cell = |name: &str| {
        let at = rows[0]
            .iter()
            .position(|column| *column == name)
            .expect("a column");
        rows[1][at]
    };
    let cells = [
        "SQLDATE",
        "Actor1CountryCode",
        "Actor2CountryCode",
        "QuadClass",
        "SOURCEURL",
    ]
    .map(cell);
    assert_eq!(
        cells,
        ["20240507", "POL", "RUS", "3", "https://example.org/r"]
    );
    let days = told(&ledger, &["--what", "dyad-days", "--format", "csv"]);
    let lines: Vec<&str> = days.lines().collect();
    assert!(
        lines[0].starts_with("actor,actor_cow,actor_gw,recipient,recipient_cow,recipient_gw,day,"),
        "{days}"
    );
    assert!(
        lines[1].starts_with("POL,290,290,RUS,365,365,2024-05-07,1,1,"),
        "{days}"
    );
    let claims = told(&ledger, &["--what", "claims", "--format", "jsonl"]);
    assert!(claims.contains("\"case_number\":1"), "{claims}");
    let file = folder.path("events.parquet");
    told(&ledger, &["--output", file.to_str().expect("a name")]);
    assert!(std::fs::read(&file).expect("written").starts_with(b"PAR1"));
}

#[test]
fn records_that_are_none_are_told() {
    let folder = Folder::new("import");
    let ledger = folder.path("a.casus");
    let file = folder.write("x.jsonl", "{\"id\":\"a#0\"}\n");
    let mut command = casus();
    command
        .arg("import")
        .arg(&file)
        .arg("--ledger")
        .arg(&ledger);
    let (code, told) = outcome(command);
    assert_eq!(code, Some(1), "{told}");
    assert!(told.contains("x.jsonl:1: no event record"), "{told}");
}

/// The first line with these values.
fn line(table: &str, wanted: &[(&str, &str)]) -> Value {
    let mut lines = table
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"));
    let found = lines.find(|line: &Value| wanted.iter().all(|(name, value)| line[name] == *value));
    found.unwrap_or_else(|| panic!("no line of {wanted:?}"))
}

#[test]
fn obligations_sanctions_and_transfers_come_out_by_pair() {
    let folder = Folder::new("field");
    let ledger = folder.path("a.casus");
    let report = folder.write(
        "report.jsonl",
        "{\"id\":\"r\",\"date\":\"2023-05-01\",\"text\":\"Germany delivered 18 tanks to Ukraine in March 2023.\"}\n",
    );
    assert_eq!(outcome(add(&ledger, &[&report])).0, Some(0));
    let rows = |what: &str, more: &[&str]| told(&ledger, &[&["--what", what], more].concat());
    let owed = rows("obligations", &["--on", "2023-12-31"]);
    let nato = [
        ("treaty", "north-atlantic"),
        ("state", "DEU"),
        ("other", "FRA"),
    ];
    let pair = line(&owed, &nato);
    assert_eq!((&pair["defense"], &pair["offense"]), (&1.into(), &0.into()));
    assert_eq!(
        (&pair["begyr"], &pair["state_cow"]),
        (&1955.into(), &255.into())
    );
    let finland = "\"state\":\"FIN\"";
    let in_nato = |table: &str| {
        let mut lines = table.lines().filter(|line| line.contains("north-atlantic"));
        lines.any(|line| line.contains(finland))
    };
    assert!(in_nato(&owed) && !in_nato(&rows("obligations", &["--on", "2023-01-01"])));
    let korea = line(&rows("sanctions", &[]), &[("case_id", "un-prk")]);
    assert_eq!((&korea["arms"], &korea["begin"]), (&1.into(), &2006.into()));
    let tanks = line(
        &rows("transfers", &[]),
        &[("supplier", "DEU"), ("recipient", "UKR")],
    );
    assert_eq!(tanks["number"], 18.0);
    assert_eq!(tanks["status"], "delivered");
    assert_eq!(tanks["claims"], "r#0");
}
