//! Answers of the ledger as Parquet: a column of text for each column of the answer, the name first, then the claims as
//! a list and the typed answer as JSON. The tables that SQL gives have their own columns alone, numbers as numbers.

use crate::error::Error;
use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, Float64Array, Int64Array, RecordBatch, StringArray};
use casus_ledger::ask::Answer;
use parquet::arrow::ArrowWriter;
use serde_json::Value;
use std::io::Write;
use std::sync::Arc;

/// Writes an answer as one Parquet file.
///
/// # Errors
///
/// Where it cannot be written.
pub fn answer_columns(answer: &Answer, out: impl Write + Send) -> Result<(), Error> {
    let batch = answer_batch(answer)?;
    let mut writer = ArrowWriter::try_new(out, batch.schema(), None).map_err(failed)?;
    writer.write(&batch).map_err(failed)?;
    writer.close().map_err(failed)?;
    Ok(())
}

fn failed(error: impl std::fmt::Display) -> Error {
    Error::Columns(error.to_string())
}

/// An answer as columns in memory, the same as in the file.
///
/// # Errors
///
/// Where they have no common length, as they always do.
pub fn answer_batch(answer: &Answer) -> Result<RecordBatch, Error> {
    let text = |of: &dyn Fn(usize) -> String| -> ArrayRef {
        Arc::new(StringArray::from_iter_values(
            (0..answer.rows.len()).map(of),
        ))
    };
    let mut columns = Vec::new();
    if !answer.plain {
        columns.push(("id".to_owned(), text(&|at| answer.rows[at].id.clone())));
    }
    for (number, name) in answer.columns.iter().enumerate() {
        let column = if answer.plain {
            typed(answer, name)
        } else {
            text(&|at| answer.rows[at].cells[number].clone())
        };
        columns.push((name.replace(' ', "_"), column));
    }
    if !answer.plain {
        columns.push(("claims".to_owned(), claims(answer)));
        columns.push((
            "json".to_owned(),
            text(&|at| answer.rows[at].json.to_string()),
        ));
    }
    RecordBatch::try_from_iter(columns).map_err(failed)
}

/// The claims of each line.
fn claims(answer: &Answer) -> ArrayRef {
    let mut claims = ListBuilder::new(StringBuilder::new());
    for row in &answer.rows {
        row.claims
            .iter()
            .for_each(|claim| claims.values().append_value(claim));
        claims.append(true);
    }
    Arc::new(claims.finish())
}

/// A column of a table: whole numbers or numbers where there is nothing else, text elsewhere; null where there is none.
fn typed(answer: &Answer, name: &str) -> ArrayRef {
    let values = || {
        answer
            .rows
            .iter()
            .map(|row| row.json.get(name).unwrap_or(&Value::Null))
    };
    let all = |is: fn(&Value) -> bool| values().all(|v| v.is_null() || is(v));
    if values().all(Value::is_null) {
        Arc::new(StringArray::new_null(answer.rows.len()))
    } else if all(Value::is_i64) {
        Arc::new(values().map(Value::as_i64).collect::<Int64Array>())
    } else if all(Value::is_number) {
        Arc::new(values().map(Value::as_f64).collect::<Float64Array>())
    } else {
        let text = |v: &Value| match v {
            Value::Null => None,
            Value::String(text) => Some(text.clone()),
            other => Some(other.to_string()),
        };
        Arc::new(values().map(text).collect::<StringArray>())
    }
}
