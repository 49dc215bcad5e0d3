//! `/api/claims`: claims that meet a choice, and one claim.

use super::words::{Proven, document_of};
use super::{App, Given, List, Part, as_json, json, params, part, written};
use crate::format::Format;
use crate::params::{Eyes, Filters, PAGE, Page};
use crate::problem::Problem;
use crate::shared::Work;
use crate::word;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use casus_events::export;
use casus_ledger::Stored;
use casus_ledger::browse::{CaseHead, Choice, DocumentHead};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// What one document says.
#[derive(Serialize, ToSchema)]
pub(super) struct Claim {
    /// Its name: the document, `#` (an event) or `!` (an obligation), its number.
    id: String,
    /// `event` or `obligation`.
    kind: &'static str,
    /// The first day that its date can mean, or the day of the document.
    day: String,
    /// The last one.
    last_day: String,
    /// The event record, as `casus read` writes it.
    #[schema(value_type = Object)]
    record: Value,
    /// The document.
    document: DocumentHead,
    /// On whose word, and the sentence with its words marked.
    said: Proven,
    /// The case to which it belongs.
    case: Option<CaseHead>,
}

/// Parties by code where they are given by name.
pub(super) fn coded(work: &Work<'_>, mut choice: Choice) -> Choice {
    for list in [
        &mut choice.actors,
        &mut choice.recipients,
        &mut choice.parties,
    ] {
        list.iter_mut().for_each(|name| *name = work.code(name));
    }
    choice
}

pub(super) fn claim(work: &Work<'_>, stored: Stored) -> Result<Claim, Problem> {
    let reader = &work.desk.reader;
    let said = Proven::from(&work.desk.evidence(&stored, false)?);
    let document = reader.heads_of(&[stored.document])?.pop();
    let id = stored.id.clone();
    Ok(Claim {
        kind: match stored.claim.kind {
            casus_ledger::claim::Kind::Event => "event",
            casus_ledger::claim::Kind::Obligation => "obligation",
        },
        day: stored.first_day.clone(),
        last_day: stored.last_day.clone(),
        document: document.ok_or_else(|| Problem::missing("document", &document_of(&id)))?,
        said,
        case: reader.case_of(stored.key)?,
        record: serde_json::to_value(export::record(stored)).unwrap_or_default(),
        id,
    })
}

/// So many claims a page of rows or columns may have.
const ROWS: usize = 10_000;

/// Claims, the newest days first. As rows or columns they are event records alone; the cursor of the next page is then
/// in the header `Casus-Next`, and a page has 1000 of them, at most 10000.
#[utoipa::path(
    get,
    path = "/api/claims",
    params(
        Filters,
        Eyes,
        Page,
        ("format" = inline(Option<word::Format>), Query, description = "How it is written; else what `Accept` says")
    ),
    responses((status = 200, content((List<Claim> = "application/json"), (String = "application/x-ndjson"), (String = "text/csv"), (Vec<u8> = "application/vnd.apache.parquet"), (Vec<u8> = "application/vnd.apache.arrow.stream"))), (status = "default", body = crate::problem::ProblemBody, content_type = "application/problem+json"))
)]
pub(super) async fn list(State(shared): App, uri: Uri, headers: HeaderMap) -> Given {
    let mut params = params(&uri)?;
    let (view, choice) = (params.view()?, params.choice()?);
    let format = Format::of(&mut params, &headers)?;
    let (cursor, limit) = match format {
        Format::Json => params.page(50, PAGE)?,
        _ => params.page(1000, ROWS)?,
    };
    params.end()?;
    written(&shared, (&uri, &headers), view, format, move |work| {
        let choice = coded(work, choice);
        let reader = &work.desk.reader;
        let (keys, next) =
            work.shared
                .overview()?
                .claims(reader, &choice, cursor.as_ref(), limit)?;
        let claims = reader.claims_of(&keys)?;
        let next = next.map(|cursor| cursor.to_string());
        if format != Format::Json {
            let mut answer = format.records(claims.into_iter().map(export::record).collect())?;
            answer.next = next;
            return Ok(answer);
        }
        let items = claims.into_iter().map(|stored| claim(work, stored));
        let items = items.collect::<Result<Vec<Claim>, Problem>>()?;
        as_json(&List { items, next })
    })
    .await
}

/// One claim.
#[utoipa::path(
    get,
    path = "/api/claims/{id}",
    params(("id" = String, Path, description = "Its name, such as kcna-1#0, with # as %23"), Eyes),
    responses((status = 200, body = Claim), (status = "default", body = crate::problem::ProblemBody, content_type = "application/problem+json"))
)]
pub(super) async fn one(State(shared): App, id: Part, uri: Uri, headers: HeaderMap) -> Given {
    let id = part(id)?;
    let mut params = params(&uri)?;
    let view = params.view()?;
    params.end()?;
    json(&shared, (&uri, &headers), view, move |work| {
        let stored = work.desk.reader.claim(&id)?;
        claim(work, stored.ok_or_else(|| Problem::missing("claim", &id))?)
    })
    .await
}
