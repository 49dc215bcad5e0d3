//! `/api/status`: what ledger this is and how much it holds.

use super::{App, Given, json, params};
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use casus_ledger::View;
use serde::Serialize;
use utoipa::ToSchema;

/// What ledger this is and how much it holds.
#[derive(Serialize, ToSchema)]
struct Status {
    /// The version of the program.
    version: &'static str,
    /// The name of the ledger's file.
    ledger: String,
    /// How many documents there are, each version of a corrected one counted.
    documents: i64,
    /// How many claims.
    claims: i64,
    /// How many cases.
    cases: i64,
    /// The first day from which anything is known; null where nothing is.
    first: Option<String>,
    /// The last such day.
    last: Option<String>,
    /// PLOVER's types.
    types: Vec<String>,
    /// PLOVER's statuses.
    statuses: [&'static str; 5],
}

/// What ledger this is and how much it holds.
#[utoipa::path(get, path = "/api/status", responses((status = 200, body = Status), (status = "default", body = crate::problem::ProblemBody, content_type = "application/problem+json")))]
pub(super) async fn status(State(shared): App, uri: Uri, headers: HeaderMap) -> Given {
    params(&uri)?.end()?;
    json(&shared, (&uri, &headers), View::default(), |work| {
        let held = work.desk.reader.status()?;
        let name = work.shared.path().file_name();
        Ok(Status {
            version: env!("CARGO_PKG_VERSION"),
            ledger: name
                .map(|name| name.to_string_lossy().into_owned())
                .unwrap_or_default(),
            documents: held.documents,
            claims: held.claims,
            cases: held.cases,
            first: held.first,
            last: held.last,
            types: work
                .book()
                .ontology
                .types
                .iter()
                .map(|one| one.name.clone())
                .collect(),
            statuses: ["actual", "future", "hypothetical", "negated", "historical"],
        })
    })
    .await
}
