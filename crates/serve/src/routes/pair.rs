//! `/api/pair/{a}/{b}`: the timeline of two.

use super::claims::coded;
use super::{App, Given, json, params};
use crate::params::{Eyes, Filters};
use crate::problem::Problem;
use crate::word;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, Uri};
use casus_ledger::overview::{Bin, Unit};
use serde::Serialize;
use utoipa::ToSchema;

/// The timeline of two.
#[derive(Serialize, ToSchema)]
struct Pair {
    /// The one, by code.
    a: String,
    /// The other.
    b: String,
    /// `day`, `week` or `month`.
    unit: String,
    /// The stretches of time that have events.
    bins: Vec<Bin>,
}

const UNITS: &[(&str, Unit)] = &[
    ("day", Unit::Day),
    ("week", Unit::Week),
    ("month", Unit::Month),
];

/// Events between two by day, week or month. What is told as having happened is counted, unless `status` says otherwise.
#[utoipa::path(
    get,
    path = "/api/pair/{a}/{b}",
    params(
        ("a" = String, Path, description = "The one, by code or name"),
        ("b" = String, Path, description = "The other"),
        ("unit" = inline(Option<word::Unit>), Query, description = "How long a stretch is; a week begins on Monday; day where it is not given"),
        Filters,
        Eyes
    ),
    responses((status = 200, body = Pair), (status = "default", body = crate::problem::ProblemBody, content_type = "application/problem+json"))
)]
pub(super) async fn pair(
    State(shared): App,
    names: Result<Path<(String, String)>, PathRejection>,
    uri: Uri,
    headers: HeaderMap,
) -> Given {
    let Path((a, b)) = names.map_err(|_| {
        Problem::asked(
            "bad-address",
            "the address is no text in UTF-8",
            "give two codes, such as RUS and PRK",
        )
    })?;
    let mut params = params(&uri)?;
    let (view, choice) = (params.view()?, params.choice()?);
    let unit = params.word("unit", UNITS, Unit::Day)?;
    params.end()?;
    json(&shared, (&uri, &headers), view, move |work| {
        let (a, b) = (work.desk.code(&a)?, work.desk.code(&b)?);
        let choice = coded(work, choice);
        let counts = work.shared.overview()?;
        let bins = counts.pair(&work.desk.reader, &choice, &a, &b, unit)?;
        let word = UNITS.iter().find(|(_, own)| *own == unit);
        Ok(Pair {
            a,
            b,
            unit: word.map_or("", |(word, _)| word).to_owned(),
            bins,
        })
    })
    .await
}
