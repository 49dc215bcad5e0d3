//! Lists in the shapes that other programs read: lines of JSON, CSV, Parquet, Arrow's stream.
//!
//! Asked for by `format=`, which is in the address and so works where a program only takes an address, or by `Accept`.

use crate::kept::Answer;
use crate::params::Params;
use crate::problem::Problem;
use axum::http::{HeaderMap, header};
use casus_events::output;
use casus_events::wire::EventRecord;

/// How an answer is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Format {
    /// One JSON object.
    #[default]
    Json,
    /// One JSON object a line.
    Lines,
    /// Rows of text.
    Csv,
    /// Columns as a file.
    Parquet,
    /// Columns as a stream.
    Arrow,
}

/// The formats by their names and kinds.
const FORMATS: &[(&str, &str, Format)] = &[
    ("json", "application/json", Format::Json),
    ("jsonl", "application/x-ndjson", Format::Lines),
    ("csv", "text/csv", Format::Csv),
    ("parquet", "application/vnd.apache.parquet", Format::Parquet),
    (
        "arrow",
        "application/vnd.apache.arrow.stream",
        Format::Arrow,
    ),
];

impl Format {
    /// What is asked for: by the address, else by the header, else JSON.
    pub(crate) fn of(params: &mut Params, headers: &HeaderMap) -> Result<Format, Problem> {
        let names: Vec<(&str, Option<Format>)> = FORMATS
            .iter()
            .map(|(name, _, format)| (*name, Some(*format)))
            .collect();
        if let Some(format) = params.word("format", &names, None)? {
            return Ok(format);
        }
        let accepted = headers
            .get(header::ACCEPT)
            .and_then(|value| value.to_str().ok());
        let kinds = accepted.unwrap_or_default().split(',');
        let kinds = kinds.map(|kind| kind.split(';').next().unwrap_or_default().trim());
        let known = |kind: &str| {
            FORMATS
                .iter()
                .find(|(_, own, _)| own.eq_ignore_ascii_case(kind))
        };
        let found = kinds.into_iter().find_map(known);
        Ok(found.map_or(Format::Json, |(_, _, format)| *format))
    }

    pub(crate) fn name(self) -> &'static str {
        self.row().map_or("", |(name, ..)| name)
    }

    fn kind(self) -> &'static str {
        self.row().map_or("", |(_, kind, _)| kind)
    }

    fn row(self) -> Option<&'static (&'static str, &'static str, Format)> {
        FORMATS.iter().find(|(_, _, format)| *format == self)
    }

    /// Event records; not as JSON, which says more of them.
    pub(crate) fn records(self, records: Vec<EventRecord>) -> Result<Answer, Problem> {
        let bytes = match self {
            Format::Json | Format::Lines => output::lines(&records),
            Format::Csv => [output::csv_header(), output::csv_rows(&records)].concat(),
            Format::Parquet => columns::file(records)?,
            Format::Arrow => columns::stream(&records)?,
        };
        Ok(Answer::new(self.kind(), bytes))
    }

    /// An answer to a question.
    pub(crate) fn answer(self, answer: &casus_ledger::ask::Answer) -> Result<Answer, Problem> {
        let bytes = match self {
            Format::Json | Format::Lines => output::answer_lines(answer),
            Format::Csv => output::answer_csv(answer),
            Format::Parquet => columns::answer_file(answer)?,
            Format::Arrow => columns::answer_stream(answer)?,
        };
        Ok(Answer::new(self.kind(), bytes))
    }
}

fn failed(error: impl std::fmt::Display) -> Problem {
    Problem::internal(error.to_string())
}

#[cfg(feature = "parquet")]
mod columns {
    use super::{EventRecord, Problem, failed, output};
    use arrow_array::RecordBatch;
    use arrow_ipc::writer::StreamWriter;
    use casus_ledger::ask::Answer;

    pub(super) fn file(records: Vec<EventRecord>) -> Result<Vec<u8>, Problem> {
        let mut bytes = Vec::new();
        let mut writer = output::ColumnWriter::new(&mut bytes).map_err(failed)?;
        writer.write(records).map_err(failed)?;
        writer.finish().map_err(failed)?;
        Ok(bytes)
    }

    pub(super) fn stream(records: &[EventRecord]) -> Result<Vec<u8>, Problem> {
        streamed(&output::event_columns(records).map_err(failed)?)
    }

    pub(super) fn answer_file(answer: &Answer) -> Result<Vec<u8>, Problem> {
        let mut bytes = Vec::new();
        output::answer_columns(answer, &mut bytes).map_err(failed)?;
        Ok(bytes)
    }

    pub(super) fn answer_stream(answer: &Answer) -> Result<Vec<u8>, Problem> {
        streamed(&output::answer_batch(answer).map_err(failed)?)
    }

    fn streamed(batch: &RecordBatch) -> Result<Vec<u8>, Problem> {
        let mut writer = StreamWriter::try_new(Vec::new(), &batch.schema()).map_err(failed)?;
        writer.write(batch).map_err(failed)?;
        writer.into_inner().map_err(failed)
    }
}

#[cfg(not(feature = "parquet"))]
mod columns {
    use super::{EventRecord, Problem};
    use axum::http::StatusCode;
    use casus_ledger::ask::Answer;

    fn unbuilt() -> Problem {
        Problem::new(
            StatusCode::NOT_ACCEPTABLE,
            "not-acceptable",
            "this program was built without columns",
            "ask for json, jsonl or csv",
        )
    }

    pub(super) fn file(_: Vec<EventRecord>) -> Result<Vec<u8>, Problem> {
        Err(unbuilt())
    }

    pub(super) fn stream(_: &[EventRecord]) -> Result<Vec<u8>, Problem> {
        Err(unbuilt())
    }

    pub(super) fn answer_file(_: &Answer) -> Result<Vec<u8>, Problem> {
        Err(unbuilt())
    }

    pub(super) fn answer_stream(_: &Answer) -> Result<Vec<u8>, Problem> {
        Err(unbuilt())
    }
}
