//! Words that a parameter can be, for the description of the API; what they do is decided where they are read.

#![allow(dead_code)] // Read by the description alone.

use utoipa::ToSchema;

/// How an answer is written.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
pub(crate) enum Format {
    Json,
    Jsonl,
    Csv,
    Parquet,
    Arrow,
}

/// A kind of links.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
pub(crate) enum Layer {
    Alliance,
    Sanction,
    Arms,
    Conflict,
}

/// How long a stretch of a timeline is.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
pub(crate) enum Unit {
    Day,
    Week,
    Month,
}

/// In what places of a text are counted.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
pub(crate) enum Offsets {
    Bytes,
    Utf16,
}

/// Who can be asked about.
#[derive(ToSchema)]
#[schema(rename_all = "lowercase")]
pub(crate) enum Actor {
    State,
    Organisation,
}
