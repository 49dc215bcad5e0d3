//! Event records to columns and back.
//!
//! Records go in as they are found; a table comes out, of the same fields as the Parquet that `casus read` writes. And a
//! table of events, as it was or after a stay in another library, becomes records again.

use crate::cells::json;
use crate::documents::KEPT;
use crate::errors;
use arrow_array::{RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, Schema, SchemaRef};
use casus_events::Error;
use casus_events::output::{self, event_columns};
use casus_events::wire::EventRecord;
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use pyo3_arrow::PySchema;
use pyo3_arrow::input::AnyRecordBatch;
use serde_json::{Map, Value};
use std::sync::Arc;

/// So many records are turned into columns at once.
const BATCH: usize = 8 * 1024;
/// What a table says of its offsets, where they are not in bytes.
const OFFSETS: (&str, &str) = ("casus.offsets", "characters");

/// Gathers records into columns.
#[derive(Default)]
pub(crate) struct Columns {
    waiting: Vec<EventRecord>,
    batches: Vec<RecordBatch>,
}

impl Columns {
    pub(crate) fn add(&mut self, records: Vec<EventRecord>) -> Result<(), Error> {
        self.waiting.extend(records);
        if self.waiting.len() < BATCH {
            return Ok(());
        }
        self.flush()
    }

    fn flush(&mut self) -> Result<(), Error> {
        self.batches.push(event_columns(&self.waiting)?);
        self.waiting.clear();
        Ok(())
    }

    /// The batches with their schema; one batch at least.
    pub(crate) fn finish(
        mut self,
        characters: bool,
    ) -> Result<(Vec<RecordBatch>, SchemaRef), Error> {
        if self.batches.is_empty() || !self.waiting.is_empty() {
            self.flush()?;
        }
        let schema = schema_of(characters)?;
        let batches = self.batches.into_iter();
        let batches = batches.map(|batch| batch.with_schema(schema.clone()));
        let batches = batches.collect::<Result<Vec<_>, ArrowError>>();
        Ok((batches.map_err(|error| columns(&error))?, schema))
    }
}

fn columns(error: &ArrowError) -> Error {
    Error::Columns(error.to_string())
}

fn schema_of(characters: bool) -> Result<SchemaRef, Error> {
    let plain = event_columns(&[])?.schema();
    if !characters {
        return Ok(plain);
    }
    let (name, value) = OFFSETS;
    let told = [(name.to_owned(), value.to_owned())].into();
    Ok(Arc::new(Schema::new_with_metadata(
        plain.fields().clone(),
        told,
    )))
}

/// The schema of tables of events.
#[pyfunction]
#[pyo3(signature = (characters=true))]
pub(crate) fn schema(characters: bool) -> PyResult<PySchema> {
    let schema = schema_of(characters).map_err(errors::run)?;
    Ok(PySchema::new(schema))
}

/// The rows of a table of events as lines of JSON, such as `casus read` writes.
#[pyfunction]
pub(crate) fn lines(py: Python<'_>, table: AnyRecordBatch) -> PyResult<Py<PyBytes>> {
    let mut reader = table.into_reader()?;
    let written = py.detach(|| {
        let mut out = Vec::new();
        each(&mut *reader, |record| {
            out.extend(output::lines(&[record]));
            Ok(())
        })?;
        Ok(out)
    });
    let written: Vec<u8> = written.map_err(|fault: Fault| fault.raised())?;
    Ok(PyBytes::new(py, &written).unbind())
}

/// A row that is no event.
pub(crate) struct Fault {
    row: u64,
    reason: String,
}

impl Fault {
    pub(crate) fn raised(&self) -> PyErr {
        let reason = format!("row {}: no event record: {}", self.row, self.reason);
        errors::document(reason, Some(self.row))
    }
}

/// The exception for a record that is none.
pub(crate) fn fault(row: u64, reason: &serde_json::Error) -> PyErr {
    let reason = reason.to_string();
    Fault { row, reason }.raised()
}

/// Shows each row as a record.
pub(crate) fn each(
    reader: &mut dyn RecordBatchReader,
    mut show: impl FnMut(EventRecord) -> Result<(), String>,
) -> Result<(), Fault> {
    let mut number = 0;
    for batch in reader {
        let at = |reason: String| Fault {
            row: number,
            reason,
        };
        let batch = batch.map_err(|error| at(error.to_string()))?;
        for row in 0..batch.num_rows() {
            let record = record(&batch, row).and_then(&mut show);
            record.map_err(|reason| Fault {
                row: number,
                reason,
            })?;
            number += 1;
        }
    }
    Ok(())
}

fn record(batch: &RecordBatch, row: usize) -> Result<EventRecord, String> {
    let schema = batch.schema();
    let mut object = Map::new();
    for (field, column) in schema.fields().iter().zip(batch.columns()) {
        let mut value = json(column, row).map_err(|error| error.to_string())?;
        if field.name() == KEPT {
            // A string of JSON in columns, an object in records.
            value = match value.as_str().map(serde_json::from_str) {
                Some(Ok(fields)) => fields,
                _ => continue,
            };
        }
        whole(&mut value);
        object.insert(field.name().clone(), value);
    }
    let line = Value::Object(object).to_string();
    serde_json::from_str(&line).map_err(|error| error.to_string())
}

/// Numbers without a fraction as whole ones: some libraries have none beside nulls.
fn whole(value: &mut Value) {
    match value {
        Value::Array(values) => values.iter_mut().for_each(whole),
        Value::Object(fields) => fields.values_mut().for_each(whole),
        Value::Number(number) => {
            let float = number.as_f64().filter(|_| number.is_f64());
            if let Some(float) = float.filter(|n| n.fract() == 0.0 && n.abs() < EXACT) {
                *value = Value::from(float as i64);
            }
        }
        _ => {}
    }
}

/// From here on not every whole number has a 64-bit float of its own.
const EXACT: f64 = 9_007_199_254_740_992.0;
