//! Questions in SQL.
//!
//! One statement that only reads goes in; its rows come out as an answer. What would change the ledger is refused before
//! it runs.

use super::Reader;
use crate::ask::{Answer, Row};
use crate::error::Error;
use rusqlite::fallible_iterator::FallibleIterator;
use rusqlite::types::ValueRef;
use serde_json::{Map, Value};

impl Reader {
    /// The rows of a SELECT.
    ///
    /// # Errors
    ///
    /// Where it is no SQL, more than one statement, or would change something.
    pub fn select(&self, query: &str) -> Result<Answer, Error> {
        let said = |error: rusqlite::Error| match error {
            rusqlite::Error::SqlInputError {
                msg, sql, offset, ..
            } => Error::Question(format!("{msg}\n{}", pointed(&sql, offset))),
            rusqlite::Error::MultipleStatement => {
                Error::Question("give one statement at a time".to_owned())
            }
            error => self.fault(error),
        };
        let connection = self.connection();
        let mut batch = rusqlite::Batch::new(connection, query);
        let mut statement = batch
            .next()
            .map_err(said)?
            .ok_or_else(|| Error::Question("there is no statement".to_owned()))?;
        if !statement.readonly() || !asks(query) {
            return Err(Error::Question(
                "it would change the ledger; only SELECT is answered".to_owned(),
            ));
        }
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let mut answer = Answer {
            title: String::new(),
            notes: Vec::new(),
            head: Value::Null,
            columns: columns.clone(),
            rows: Vec::new(),
            plain: true,
        };
        let mut rows = statement.query([]).map_err(said)?;
        while let Some(row) = rows.next().map_err(said)? {
            let values = (0..columns.len()).map(|at| row.get_ref(at).map(value));
            let values = values
                .collect::<rusqlite::Result<Vec<Value>>>()
                .map_err(said)?;
            answer.rows.push(line(&columns, values));
        }
        drop(rows);
        drop(statement);
        match batch.next() {
            Ok(None) => Ok(answer),
            _ => Err(Error::Question("give one statement at a time".to_owned())),
        }
    }
}

/// Whether the statement is one that asks: others (`ATTACH`, `PRAGMA`) can change what later ones see.
fn asks(query: &str) -> bool {
    let word: String = query
        .trim_start()
        .chars()
        .take_while(char::is_ascii_alphabetic)
        .collect();
    ["SELECT", "WITH", "VALUES", "EXPLAIN"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(&word))
}

/// The statement with a caret under the place.
fn pointed(sql: &str, offset: i32) -> String {
    let at = usize::try_from(offset).unwrap_or(0);
    let before = sql.get(..at).unwrap_or_default();
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let line = sql
        .get(start..)
        .unwrap_or_default()
        .lines()
        .next()
        .unwrap_or_default();
    let column = sql.get(start..at).unwrap_or_default().chars().count();
    format!("  {line}\n  {}^", " ".repeat(column))
}

fn value(value: ValueRef<'_>) -> Value {
    match value {
        ValueRef::Null => Value::Null,
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => number.into(),
        ValueRef::Text(text) | ValueRef::Blob(text) => String::from_utf8_lossy(text).into(),
    }
}

fn line(columns: &[String], values: Vec<Value>) -> Row {
    let cell = |value: &Value| match value {
        Value::Null => String::new(),
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    Row {
        cells: values.iter().map(cell).collect(),
        json: Value::Object(columns.iter().cloned().zip(values).collect::<Map<_, _>>()),
        ..Row::default()
    }
}
