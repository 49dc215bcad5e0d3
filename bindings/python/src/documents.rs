//! Rows of Arrow columns to documents.
//!
//! A stream of record batches goes in; a document for each row comes out, or a fault with the number of the row. Which
//! column is which field is told by its name or by the caller; columns that are no field of a document stay with it as
//! they are. Long texts are cut and dates read where files are (`casus-read`).

use crate::cells::{Texts, is_text, json};
use arrow_array::{ArrayRef, RecordBatch, RecordBatchReader};
use arrow_schema::{ArrowError, DataType, Schema};
use casus_events::wire::Fields;
use casus_events::{Document, InputFault, primary_language, published_day};
use serde_json::Value;
use std::collections::HashMap;

/// The fields of a document that a column can give.
const FIELDS: [&str; 7] = [
    "text",
    "id",
    "title",
    "date",
    "publisher",
    "url",
    "language",
];

/// Which column of a table is which field.
#[derive(Clone, Debug)]
pub(crate) struct Layout {
    /// The column of each field of [`FIELDS`].
    fields: [Option<usize>; 7],
    /// All other columns.
    rest: Vec<(String, usize)>,
}

impl Layout {
    /// The layout of a table with this schema. `named` are fields whose columns have other names.
    ///
    /// What is wrong is told in words, with a hint behind a semicolon.
    pub(crate) fn of(schema: &Schema, named: &HashMap<String, String>) -> Result<Self, String> {
        if let Some(unknown) = named.keys().find(|name| !FIELDS.contains(&name.as_str())) {
            return Err(format!(
                "a document has no field `{unknown}`; its fields are {}",
                FIELDS.join(", ")
            ));
        }
        let mut fields = [None; 7];
        for (place, field) in fields.iter_mut().zip(FIELDS) {
            *place = column(schema, field, named.get(field))?;
        }
        let [text, ..] = fields;
        if text.is_none() {
            return Err(missing(schema, "text", "text"));
        }
        let others = schema.fields().iter().enumerate();
        let rest = others
            .filter(|(at, _)| !fields.contains(&Some(*at)))
            .map(|(at, field)| (field.name().clone(), at))
            .collect();
        Ok(Layout { fields, rest })
    }

    /// Whether documents have ids of their own.
    pub(crate) fn has_ids(&self) -> bool {
        self.fields[1].is_some()
    }
}

/// The column of a field, of a type that can be that field.
fn column(schema: &Schema, field: &str, named: Option<&String>) -> Result<Option<usize>, String> {
    let name = named.map_or(field, String::as_str);
    let Some((at, column)) = schema.column_with_name(name) else {
        return match named {
            Some(name) => Err(missing(schema, name, field)),
            None => Ok(None),
        };
    };
    let kind = column.data_type();
    let whole = kind.is_integer();
    let fits = is_text(kind)
        || match field {
            "id" => whole,
            "date" => {
                whole
                    || matches!(
                        kind,
                        DataType::Date32 | DataType::Date64 | DataType::Timestamp(_, _)
                    )
            }
            _ => false,
        };
    if fits {
        return Ok(Some(at));
    }
    let wanted = match field {
        "id" => "text or whole numbers",
        "date" => "text such as 2024-06-19, days or times",
        _ => "text",
    };
    Err(format!(
        "the column `{name}` is of type {kind}; it must be {wanted}"
    ))
}

fn missing(schema: &Schema, name: &str, field: &str) -> String {
    let columns: Vec<&str> = schema.fields().iter().map(|f| f.name().as_str()).collect();
    format!(
        "there is no column `{name}` among {}; name the one that holds it by columns={{\"{field}\": ...}}",
        columns.join(", ")
    )
}

/// The columns of a batch that are at hand.
struct Open {
    fields: Vec<Texts>,
    rest: Vec<(String, ArrayRef)>,
    rows: usize,
}

/// The documents of a table, one after the other.
pub(crate) struct Rows {
    reader: Box<dyn RecordBatchReader + Send>,
    layout: Layout,
    /// The day of documents that have none.
    day: Option<String>,
    open: Option<Open>,
    row: usize,
    /// The number of the next row in the whole table.
    number: u64,
    ended: bool,
}

impl Rows {
    pub(crate) fn new(
        reader: Box<dyn RecordBatchReader + Send>,
        layout: Layout,
        day: Option<String>,
    ) -> Self {
        Rows {
            reader,
            layout,
            day,
            open: None,
            row: 0,
            number: 0,
            ended: false,
        }
    }

    /// Makes the columns of the next batch ready.
    fn advance(&mut self) -> Option<Result<(), ArrowError>> {
        let batch = match self.reader.next()? {
            Ok(batch) => batch,
            Err(error) => return Some(Err(error)),
        };
        Some(open(&self.layout, &batch).map(|open| {
            self.open = Some(open);
            self.row = 0;
        }))
    }

    fn document(&self, open: &Open) -> Result<Document, String> {
        let field = |at: usize| open.fields.get(at).and_then(|column| column.get(self.row));
        let owned = |at: usize| field(at).map(str::to_owned);
        let id = match field(1) {
            Some(id) => id.to_owned(),
            None if self.layout.has_ids() => return Err("`id` is null".to_owned()),
            None => self.number.to_string(),
        };
        let date = field(3).map(published_day).transpose()?.flatten();
        let mut extra = Vec::with_capacity(open.rest.len());
        for (name, column) in &open.rest {
            let value = json(column, self.row).map_err(|error| format!("`{name}`: {error}"))?;
            match value {
                Value::Null => {}
                Value::String(object) if name == KEPT => extra.extend(kept(&object)?),
                value => extra.push((name.clone(), value.to_string())),
            }
        }
        Ok(Document {
            id,
            // No text, no events: a row of which nothing is known but its other fields is no fault.
            text: owned(0).unwrap_or_default(),
            title: owned(2),
            date: date.or_else(|| self.day.clone()),
            publisher: owned(4),
            url: owned(5),
            language: field(6).map(primary_language),
            extra,
        })
    }
}

fn open(layout: &Layout, batch: &RecordBatch) -> Result<Open, ArrowError> {
    let fields = layout.fields.iter().map(|place| match place {
        Some(at) => Texts::of(batch.column(*at)),
        None => Ok(Texts::None),
    });
    let rest = layout.rest.iter();
    Ok(Open {
        fields: fields.collect::<Result<_, _>>()?,
        rest: rest
            .map(|(name, at)| (name.clone(), batch.column(*at).clone()))
            .collect(),
        rows: batch.num_rows(),
    })
}

/// The column of fields that files have beyond those that we know, as a JSON object.
pub(crate) const KEPT: &str = "document_fields";

fn kept(object: &str) -> Result<Vec<(String, String)>, String> {
    let fields: Fields = serde_json::from_str(object)
        .map_err(|error| format!("`{KEPT}` is no JSON object: {error}"))?;
    let entries = fields.0.into_iter();
    Ok(entries
        .map(|(name, value)| (name, value.get().to_owned()))
        .collect())
}

/// What a fault of a row calls the row.
const ROW: &str = "row ";

/// What a fault of the whole table, which cannot be read on, calls it.
pub(crate) const TABLE: &str = "the table";

/// The row that a fault is of.
pub(crate) fn row_of(fault: &InputFault) -> Option<u64> {
    fault.path.strip_prefix(ROW)?.parse().ok()
}

impl Iterator for Rows {
    type Item = Result<Document, InputFault>;

    fn next(&mut self) -> Option<Self::Item> {
        let fault = |path: String, reason: String| InputFault {
            path,
            line: None,
            offset: None,
            reason,
        };
        while !self.ended {
            if let Some(open) = self.open.as_ref().filter(|open| self.row < open.rows) {
                let document = self.document(open);
                let number = self.number;
                self.row += 1;
                self.number += 1;
                return Some(document.map_err(|reason| fault(format!("{ROW}{number}"), reason)));
            }
            match self.advance() {
                Some(Ok(())) => {}
                Some(Err(error)) => {
                    self.ended = true;
                    return Some(Err(fault(TABLE.to_owned(), error.to_string())));
                }
                None => self.ended = true,
            }
        }
        None
    }
}
