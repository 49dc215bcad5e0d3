//! `/api/cases`: happenings, each with all that is claimed of it and rival values side by side.

use super::claims::{Claim, claim, coded};
use super::{App, Given, List, Part, json, params, part};
use crate::params::{Eyes, Filters, Narrow, PAGE, Page};
use crate::problem::Problem;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use serde::Serialize;
use utoipa::ToSchema;

/// A happening.
#[derive(Serialize, ToSchema)]
struct Case {
    /// Its name: that of its first claim.
    id: String,
    /// PLOVER's type.
    event: String,
    /// The first day that its claims name.
    first_day: String,
    /// The last day.
    last_day: String,
    /// Who does it.
    actor: Vec<String>,
    /// To whom.
    recipient: Vec<String>,
    /// The places that are named.
    place: Vec<String>,
    /// How many of the claims are independent.
    origins: usize,
    /// What is counted, rival values side by side.
    values: Vec<Value>,
    /// Who denies it.
    denied_by: Vec<String>,
    /// The names of its claims.
    claims: Vec<String>,
}

/// One value, and who says so.
#[derive(Serialize, ToSchema)]
struct Value {
    /// Such as `killed`.
    kind: String,
    /// How many.
    value: f64,
    /// The unit, such as `USD`.
    unit: Option<String>,
    /// Who says it.
    said_by: Vec<String>,
}

/// A happening with its reports.
#[derive(Serialize, ToSchema)]
struct Reported {
    #[serde(flatten)]
    case: Case,
    /// All that is claimed of it.
    reports: Vec<Claim>,
}

/// So many reports of one case are written out.
const MOST: usize = 200;

impl From<&casus_ledger::Case> for Case {
    fn from(case: &casus_ledger::Case) -> Case {
        let value = |value: &casus_ledger::cases::Value| Value {
            kind: value.kind.clone(),
            value: value.value,
            unit: value.unit.clone(),
            said_by: value.said_by.clone(),
        };
        Case {
            id: case.id.clone(),
            event: case.event.clone(),
            first_day: case.first_day.clone(),
            last_day: case.last_day.clone(),
            actor: case.actors.clone(),
            recipient: case.recipients.clone(),
            place: case.places.clone(),
            origins: case.origins,
            values: case.values.iter().map(value).collect(),
            denied_by: case.denied_by.clone(),
            claims: case.claims.iter().map(|stored| stored.id.clone()).collect(),
        }
    }
}

/// Cases that have a claim that is wanted, the newest first.
#[utoipa::path(
    get,
    path = "/api/cases",
    params(Filters, Eyes, Page),
    responses((status = 200, body = List<Case>), (status = "default", body = crate::problem::ProblemBody, content_type = "application/problem+json"))
)]
pub(super) async fn list(State(shared): App, uri: Uri, headers: HeaderMap) -> Given {
    let mut params = params(&uri)?;
    let (view, choice) = (params.view()?, params.choice()?);
    let (cursor, limit) = params.page(50, PAGE)?;
    params.end()?;
    json(&shared, (&uri, &headers), view, move |work| {
        let choice = coded(work, choice);
        let reader = &work.desk.reader;
        let (numbers, next) =
            work.shared
                .overview()?
                .cases(reader, &choice, cursor.as_ref(), limit)?;
        let cases = reader.cases_of(&numbers)?;
        Ok(List {
            items: cases.iter().map(Case::from).collect(),
            next: next.map(|cursor| cursor.to_string()),
        })
    })
    .await
}

/// One case with its reports, the first 200 of them; of those that the filter lets through.
#[utoipa::path(
    get,
    path = "/api/cases/{id}",
    params(("id" = String, Path, description = "Its name, or that of one of its claims, with # as %23"), Narrow, Eyes),
    responses((status = 200, body = Reported), (status = "default", body = crate::problem::ProblemBody, content_type = "application/problem+json"))
)]
pub(super) async fn one(State(shared): App, id: Part, uri: Uri, headers: HeaderMap) -> Given {
    let id = part(id)?;
    let mut params = params(&uri)?;
    let view = params.narrow_view(&[])?;
    params.end()?;
    json(&shared, (&uri, &headers), view, move |work| {
        let case = work.desk.reader.case_named(&id)?;
        let case = case.ok_or_else(|| Problem::missing("case", &id))?;
        let head = Case::from(&case);
        let reports = case.claims.into_iter().take(MOST);
        let reports = reports.map(|stored| claim(work, stored));
        Ok(Reported {
            case: head,
            reports: reports.collect::<Result<Vec<Claim>, Problem>>()?,
        })
    })
    .await
}
