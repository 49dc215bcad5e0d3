//! Event records out of Parquet.
//!
//! A file that [`crate::output::ColumnWriter`] wrote, or another tool with the same columns, goes in; records come out row
//! by row, or what is wrong with a row. Columns that are no field of a record are passed over.

use crate::error::Error;
use crate::wire::EventRecord;
use parquet::file::reader::{FileReader, SerializedFileReader};
use parquet::record::Row;
use serde_json::Value;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom};

/// How a Parquet file begins.
const MAGIC: &[u8] = b"PAR1";
/// The column that holds a record of JSON as one string.
const FIELDS: &str = "document_fields";

/// Whether the file is one of Parquet; it is left at its beginning.
pub fn is_columns(file: &mut File) -> bool {
    let mut head = [0; MAGIC.len()];
    let read = file.read_exact(&mut head).is_ok();
    file.seek(SeekFrom::Start(0)).is_ok() && read && head == *MAGIC
}

/// The records of the file, in its order. What is wrong with a row is told as `FILE: row NUMBER: why`.
///
/// # Errors
///
/// Where it is no Parquet file, or a damaged one.
pub fn records<'p>(
    file: File,
    path: &'p str,
) -> Result<impl Iterator<Item = Result<EventRecord, String>> + 'p, Error> {
    let failed = |error: parquet::errors::ParquetError| Error::Columns(format!("{path}: {error}"));
    let reader = SerializedFileReader::new(file).map_err(failed)?;
    let reader: Box<dyn FileReader> = Box::new(reader);
    let rows = parquet::record::reader::RowIter::from_file_into(reader);
    let record = move |(row, number): (Result<Row, _>, u64)| {
        let wrong = |why: String| format!("{path}: row {number}: {why}");
        let row = row.map_err(|error: parquet::errors::ParquetError| wrong(error.to_string()))?;
        event(&row).map_err(|error| wrong(format!("no event record: {error}")))
    };
    Ok(rows.zip(1..).map(record))
}

fn event(row: &Row) -> Result<EventRecord, serde_json::Error> {
    let mut value = row.to_json_value();
    if let Some(fields) = value.get_mut(FIELDS) {
        *fields = match fields {
            Value::String(text) => serde_json::from_str(text)?,
            _ => Value::Object(serde_json::Map::new()),
        };
    }
    serde_json::from_value(value)
}
