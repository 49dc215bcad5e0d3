//! Records to bytes: lines of JSON, rows of CSV, columns of Parquet, a table for a terminal, trees as CoNLL-U.

mod answer;
#[cfg(feature = "parquet")]
mod answer_columns;
#[cfg(feature = "parquet")]
mod columns;
mod conllu;
mod csv;
mod excerpt;
mod gdelt;
mod lines;
mod table;

pub use answer::{answer_csv, answer_lines, answer_table};
#[cfg(feature = "parquet")]
pub use answer_columns::{answer_batch, answer_columns};
#[cfg(feature = "parquet")]
pub use columns::{ColumnWriter, event_columns};
pub use conllu::trees;
pub use csv::{csv_header, csv_rows};
pub use gdelt::{GDELT, gdelt_lines};
pub use lines::lines;
pub use table::{Row, TableWriter, rows};
