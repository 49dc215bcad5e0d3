//! Answers of a ledger as the Python half takes them.
//!
//! An answer goes in; its parts come out, the typed ones as JSON.

use casus_events::ledger::ask::Answer;
use pyo3::prelude::*;

/// The parts of an answer.
#[derive(IntoPyObject)]
pub(crate) struct Parts {
    title: String,
    notes: Vec<String>,
    columns: Vec<String>,
    /// The name of each line.
    ids: Vec<String>,
    /// The cells of each line.
    cells: Vec<Vec<String>>,
    /// The claims on which each line rests.
    claims: Vec<Vec<String>>,
    /// Each line as JSON, one after the other in a list.
    json: String,
}

impl From<Answer> for Parts {
    fn from(answer: Answer) -> Self {
        let json: Vec<String> = answer.rows.iter().map(|row| row.json.to_string()).collect();
        let mut parts = Parts {
            title: answer.title,
            notes: answer.notes,
            columns: answer.columns,
            ids: Vec::new(),
            cells: Vec::new(),
            claims: Vec::new(),
            json: format!("[{}]", json.join(",")),
        };
        for row in answer.rows {
            parts.ids.push(row.id);
            parts.cells.push(row.cells);
            parts.claims.push(row.claims);
        }
        parts
    }
}
