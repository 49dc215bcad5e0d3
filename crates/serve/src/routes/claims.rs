//! `/api/claims`: claims that meet a choice, and one claim.

use super::words::{Proven, document_of};
use super::{App, Given, List, Part, json, params, part};
use crate::params::{Eyes, Filters, Page};
use crate::problem::Problem;
use crate::shared::Work;
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

/// Claims, the newest days first.
#[utoipa::path(
    get,
    path = "/api/claims",
    params(Filters, Eyes, Page),
    responses((status = 200, body = List<Claim>), (status = "default", body = crate::problem::ProblemBody))
)]
pub(super) async fn list(State(shared): App, uri: Uri, headers: HeaderMap) -> Given {
    let mut params = params(&uri)?;
    let (view, choice) = (params.view()?, params.choice()?);
    let (cursor, limit) = params.page(50)?;
    params.end()?;
    json(&shared, (&uri, &headers), view, move |work| {
        let choice = coded(work, choice);
        let (claims, next) = work
            .desk
            .reader
            .browse_claims(&choice, cursor.as_ref(), limit)?;
        let items = claims.into_iter().map(|stored| claim(work, stored));
        Ok(List {
            items: items.collect::<Result<Vec<Claim>, Problem>>()?,
            next: next.map(|cursor| cursor.to_string()),
        })
    })
    .await
}

/// One claim.
#[utoipa::path(
    get,
    path = "/api/claims/{id}",
    params(("id" = String, Path, description = "Its name, such as kcna-1#0, with # as %23"), Eyes),
    responses((status = 200, body = Claim), (status = "default", body = crate::problem::ProblemBody))
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
