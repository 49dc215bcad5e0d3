//! `/api/why/{id}`: what an answer or a claim rests on.

use super::words::Proven;
use super::{App, Given, Part, json, params, part};
use crate::params::{Eyes, Narrow};
use crate::problem::Problem;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// What an answer rests on.
#[derive(Serialize, ToSchema)]
struct Why {
    /// What was asked about.
    id: String,
    /// The relation, where it is one; as in the answers to questions.
    #[schema(value_type = Option<Object>)]
    relation: Option<Value>,
    /// The rules that made it, by file and line.
    rules: Vec<String>,
    /// What the law says, by file and line, with its source.
    law: Vec<String>,
    /// The claims, with their sentences.
    claims: Vec<Proven>,
}

/// What an answer or a claim rests on: rules, law, claims and sentences with their words marked.
#[utoipa::path(
    get,
    path = "/api/why/{id}",
    params(("id" = String, Path, description = "The name of a claim, or of a row of an answer"), Narrow, Eyes),
    responses((status = 200, body = Why), (status = "default", body = crate::problem::ProblemBody, content_type = "application/problem+json"))
)]
pub(super) async fn why(State(shared): App, id: Part, uri: Uri, headers: HeaderMap) -> Given {
    let id = part(id)?;
    let mut params = params(&uri)?;
    let view = params.narrow_view(&[])?;
    params.end()?;
    json(&shared, (&uri, &headers), view, move |work| {
        let why = match work.desk.why(&id) {
            Err(casus_ledger::Error::Question(_)) => {
                return Err(Problem::missing("claim or answer", &id));
            }
            why => why?,
        };
        Ok(Why {
            relation: why
                .relation
                .as_ref()
                .and_then(|one| serde_json::to_value(one).ok()),
            claims: why.evidence.iter().map(Proven::from).collect(),
            rules: why.proof.rules,
            law: why.proof.law,
            id: why.id,
        })
    })
    .await
}
