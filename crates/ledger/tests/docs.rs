//! The questions of docs/ledger.md are asked and give what the page says; a ledger of version 1 can be read for ever.
//!
//! `UPDATE=1` writes the answers into the page.

#![allow(clippy::unwrap_used)] // What a test needs and does not get fails the test.

mod support;

use casus_ledger::claim::{Claim, Place, Quantity};
use casus_ledger::{Entry, Filter, Ledger, Reader};
use std::path::PathBuf;
use support::{entry, event, folder, speaker, words};

fn shelling(killed: Option<f64>) -> Claim {
    let quantity = |value| Quantity {
        kind: "killed".into(),
        value,
        unit: None,
        words: words("12 people", 30),
    };
    Claim {
        date: Some("2024-05-07".into()),
        date_text: Some(words("on Tuesday", 12)),
        place: Some(Place {
            name: "Kharkiv".into(),
            country: "UKR".into(),
            point: Some((49.98, 36.25)),
            geoname: Some(706_483),
            words: words("Kharkiv", 50),
        }),
        quantities: killed.map(quantity).into_iter().collect(),
        goldstein: Some(-10.0),
        ..event("ASSAULT", "RUS", "UKR")
    }
}

fn reports() -> Vec<Entry> {
    let said = |claim: Claim, name: &str, code: &str, stance: &str| Claim {
        speakers: vec![speaker(name, code, stance)],
        ..claim
    };
    let aid = Claim {
        goldstein: Some(7.0),
        quad_code: 2,
        ..event("AID", "DEU", "UKR")
    };
    let talks = Claim {
        goldstein: Some(1.0),
        quad_code: 1,
        ..event("CONSULT", "TUR", "UKR")
    };
    let report = |id: &str, day: &str, publisher: &str, claim: Claim| {
        let mut entry = entry(id, day, vec![claim]);
        entry.document.publisher = Some(publisher.into());
        entry
    };
    vec![
        report(
            "wire-1",
            "2024-05-07",
            "Lakeside Wire",
            said(
                shelling(Some(12.0)),
                "Governor of Kharkiv",
                "UKR",
                "asserts",
            ),
        ),
        report("post-1", "2024-05-08", "Harbour Post", shelling(Some(40.0))),
        report(
            "wire-2",
            "2024-05-08",
            "Lakeside Wire",
            said(shelling(None), "Moscow", "RUS", "denies"),
        ),
        report("wire-3", "2024-05-08", "Lakeside Wire", talks),
        report("post-2", "2024-05-08", "Harbour Post", aid),
    ]
}

fn page() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/ledger.md"))
}

/// The rows of an answer, their cells parted by bars, under the names of the columns.
fn answer(reader: &Reader, sql: &str) -> String {
    let mut statement = reader.connection().prepare(sql).unwrap();
    let names: Vec<&str> = statement.column_names().collect();
    let mut lines = vec![names.join(" | ")];
    let columns = statement.column_count();
    let mut rows = statement.query([]).unwrap();
    while let Some(row) = rows.next().unwrap() {
        let cell = |at| match row.get_ref(at).unwrap() {
            rusqlite::types::ValueRef::Null => String::new(),
            rusqlite::types::ValueRef::Integer(number) => number.to_string(),
            rusqlite::types::ValueRef::Real(number) => number.to_string(),
            rusqlite::types::ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
            rusqlite::types::ValueRef::Blob(_) => "blob".into(),
        };
        lines.push((0..columns).map(cell).collect::<Vec<_>>().join(" | "));
    }
    lines
        .iter()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect()
}

#[test]
fn the_questions_of_the_page_give_its_answers() {
    let folder = folder();
    let path = folder.path().join("a.casus");
    let mut ledger = Ledger::open(&path).unwrap();
    ledger.add(&reports()).unwrap();
    ledger.derive().unwrap();
    let reader = ledger.reader().unwrap();
    let text = std::fs::read_to_string(page()).unwrap();
    let mut parts = text.split("```sql\n");
    let mut made = parts.next().unwrap().to_owned();
    let mut asked = 0;
    for part in parts {
        let (sql, rest) = part.split_once("```\n\n```text\n").unwrap();
        let (_, rest) = rest.split_once("```").unwrap();
        made.push_str(&format!(
            "```sql\n{sql}```\n\n```text\n{}```{rest}",
            answer(&reader, sql)
        ));
        asked += 1;
    }
    assert_eq!(asked, 5);
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(page(), &made).unwrap();
    }
    assert_eq!(text, made);
}

#[test]
fn every_table_stands_on_the_page() {
    let folder = folder();
    let ledger = Ledger::open(folder.path().join("a")).unwrap();
    let reader = ledger.reader().unwrap();
    let text = std::fs::read_to_string(page()).unwrap();
    let sql = "SELECT name FROM sqlite_schema WHERE type IN ('table', 'view') AND name NOT LIKE 'sqlite_%'";
    let mut statement = reader.connection().prepare(sql).unwrap();
    let names = statement
        .query_map([], |row| row.get::<_, String>(0))
        .unwrap();
    for name in names.map(Result::unwrap) {
        assert!(text.contains(&format!("`{name}`")), "{name}");
    }
}

/// `version-1.sql` is what a ledger of version 1 holds, written out; it stays as it is when the version grows.
#[test]
fn a_ledger_of_version_1_is_brought_up_to_date() {
    let folder = folder();
    let path = folder.path().join("old.casus");
    let old = include_str!("data/version-1.sql");
    rusqlite::Connection::open(&path)
        .unwrap()
        .execute_batch(old)
        .unwrap();
    let mut ledger = Ledger::open(&path).unwrap();
    let stored = ledger.reader().unwrap().claims(&Filter::default()).unwrap();
    let claims: Vec<Claim> = stored.into_iter().map(|stored| stored.claim).collect();
    let expected: Vec<Claim> = reports()
        .into_iter()
        .flat_map(|entry| entry.claims)
        .collect();
    assert_eq!(claims.len(), expected.len());
    assert!(expected.iter().all(|claim| claims.contains(claim)));
    ledger.derive_all().unwrap();
    let known = ledger.add(&reports()).unwrap();
    assert_eq!(known.known, 5, "what it holds is known");
    let cases = ledger.reader().unwrap().cases(&Filter::default()).unwrap();
    assert_eq!(cases.len(), 3);
}

/// Writes the fixture of the present version: `UPDATE=1 cargo test -p casus-ledger --test docs -- --ignored`.
#[test]
#[ignore = "only when a version is made"]
fn write_the_fixture() {
    let folder = folder();
    let path = folder.path().join("a.casus");
    let mut ledger = Ledger::open(&path).unwrap();
    ledger.add(&reports()).unwrap();
    ledger.derive().unwrap();
    drop(ledger);
    let connection = rusqlite::Connection::open(&path).unwrap();
    let number = |name: &str| {
        connection
            .pragma_query_value(None, name, |row| row.get::<_, i64>(0))
            .unwrap()
    };
    let (application, version) = (number("application_id"), number("user_version"));
    let mut text =
        format!("PRAGMA application_id = {application};\nPRAGMA user_version = {version};\n");
    let mut statement = connection
        .prepare("SELECT name, type, sql FROM sqlite_schema WHERE sql IS NOT NULL")
        .unwrap();
    let mut rows = statement.query([]).unwrap();
    let mut inserts = String::new();
    while let Some(row) = rows.next().unwrap() {
        let (name, kind, sql): (String, String, String) = (
            row.get(0).unwrap(),
            row.get(1).unwrap(),
            row.get(2).unwrap(),
        );
        text.push_str(&format!("{sql};\n"));
        if kind == "table" {
            inserts.push_str(&dump(&connection, &name));
        }
    }
    let file = format!(
        "{}/tests/data/version-{version}.sql",
        env!("CARGO_MANIFEST_DIR")
    );
    std::fs::write(file, text + &inserts).unwrap();
}

fn dump(connection: &rusqlite::Connection, table: &str) -> String {
    let mut names = connection
        .prepare("SELECT name FROM pragma_table_info(?1)")
        .unwrap();
    let names: Vec<String> = names
        .query_map([table], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let quoted: Vec<String> = names
        .iter()
        .map(|name| format!("quote(\"{name}\")"))
        .collect();
    let sql = format!("SELECT {} FROM \"{table}\"", quoted.join(" || ', ' || "));
    let mut statement = connection.prepare(&sql).unwrap();
    let rows = statement
        .query_map([], |row| row.get::<_, String>(0))
        .unwrap();
    rows.map(|row| format!("INSERT INTO \"{table}\" VALUES ({});\n", row.unwrap()))
        .collect()
}
