//! Answers of the ledger as Parquet: a column of text for each column of the answer, the name first, then the claims as
//! a list and the typed answer as JSON.

use crate::error::Error;
use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch, StringArray};
use casus_ledger::ask::Answer;
use parquet::arrow::ArrowWriter;
use std::io::Write;
use std::sync::Arc;

/// Writes an answer as one Parquet file.
///
/// # Errors
///
/// Where it cannot be written.
pub fn answer_columns(answer: &Answer, out: impl Write + Send) -> Result<(), Error> {
    let failed = |error: &dyn std::fmt::Display| Error::Columns(error.to_string());
    let text = |of: &dyn Fn(usize) -> String| -> ArrayRef {
        Arc::new(StringArray::from_iter_values(
            (0..answer.rows.len()).map(of),
        ))
    };
    let row = |at: usize| answer.rows.get(at);
    let mut columns = vec![(
        "id".to_owned(),
        text(&|at| row(at).map_or_else(String::new, |row| row.id.clone())),
    )];
    for (number, name) in answer.columns.iter().enumerate() {
        let cell = |at: usize| {
            row(at)
                .and_then(|row| row.cells.get(number))
                .cloned()
                .unwrap_or_default()
        };
        columns.push((name.replace(' ', "_"), text(&cell)));
    }
    let mut claims = ListBuilder::new(StringBuilder::new());
    for row in &answer.rows {
        row.claims
            .iter()
            .for_each(|claim| claims.values().append_value(claim));
        claims.append(true);
    }
    columns.push(("claims".to_owned(), Arc::new(claims.finish())));
    columns.push((
        "json".to_owned(),
        text(&|at| row(at).map_or_else(String::new, |row| row.json.to_string())),
    ));
    let batch = RecordBatch::try_from_iter(columns).map_err(|error| failed(&error))?;
    let mut writer =
        ArrowWriter::try_new(out, batch.schema(), None).map_err(|error| failed(&error))?;
    writer.write(&batch).map_err(|error| failed(&error))?;
    writer.close().map_err(|error| failed(&error))?;
    Ok(())
}
