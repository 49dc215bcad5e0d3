//! `/api/relations`: what holds between two on a day, or of one kind between one and anybody.

use super::{App, Given, List, json, params};
use crate::params::{Eyes, Narrow, bad, missing};
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use casus_events::law::relation::KINDS;
use casus_ledger::relation::Relation;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// What holds, or has happened, between two.
#[derive(Serialize, ToSchema)]
struct Related {
    /// Its name, for `/api/why/`.
    id: String,
    /// What kind of relation.
    kind: &'static str,
    /// From whom.
    from: String,
    /// To whom.
    to: String,
    /// How it stands.
    status: String,
    /// The first day on which it stands so.
    since: Option<String>,
    /// The last one.
    until: Option<String>,
    /// What it is about, in words.
    what: String,
    /// How sure it is and on whose word, in words.
    hedge: String,
    /// The claims on which it rests.
    claims: Vec<String>,
    /// The whole relation as typed data.
    #[schema(value_type = Object)]
    record: Value,
}

impl From<&Relation> for Related {
    fn from(relation: &Relation) -> Related {
        let claims = relation.proof.claims.iter().chain(&relation.proof.denials);
        Related {
            id: relation.id.clone(),
            kind: relation.kind,
            from: relation.code.clone(),
            to: relation.other.clone(),
            status: relation.status.clone(),
            since: relation.first_day.clone(),
            until: relation.last_day.clone(),
            what: casus_ledger::ask::what(relation),
            hedge: relation.hedge.to_string(),
            claims: claims.cloned().collect(),
            record: serde_json::to_value(relation).unwrap_or_default(),
        }
    }
}

/// What holds between two on a day, of all kinds or of some; of one party, what is told of one kind.
#[utoipa::path(
    get,
    path = "/api/relations",
    params(
        ("party" = Vec<String>, Query, min_items = 1, max_items = 2, description = "One or two, by code or name; where there is one, `kind` must be given"),
        ("kind" = Option<Vec<String>>, Query, description = "`transfer`, `sanction`, `conflict`, `recognition`, `visit`, `commitment`; of two also `treaty`, `obligation`, `membership`"),
        ("on" = Option<String>, Query, format = Date, description = "The day; today where it is not given"),
        Narrow,
        Eyes
    ),
    responses((status = 200, body = List<Related>), (status = "default", body = crate::problem::ProblemBody, content_type = "application/problem+json"))
)]
pub(super) async fn relations(State(shared): App, uri: Uri, headers: HeaderMap) -> Given {
    let mut params = params(&uri)?;
    let view = params.narrow_view(&[])?;
    let on = params.day("on")?;
    let on = on.unwrap_or_else(|| jiff::Zoned::now().date().to_string());
    let kinds = params.many("kind");
    let mut parties = params.many("party").into_iter();
    let (one, other, more) = (parties.next(), parties.next(), parties.next());
    params.end()?;
    let one = one.ok_or_else(|| missing("party"))?;
    if more.is_some() {
        return Err(bad(
            "party",
            "is given more than twice",
            "give one party or two",
        ));
    }
    let told = KINDS
        .iter()
        .filter(|kind| kinds.iter().any(|name| name == kind.name()));
    let told: Vec<_> = told.copied().collect();
    if other.is_none() && (told.is_empty() || told.len() != kinds.len()) {
        let names: Vec<&str> = KINDS.iter().map(|kind| kind.name()).collect();
        return Err(bad(
            "kind",
            "must be given where there is one party",
            &format!("give some of {}", names.join(", ")),
        ));
    }
    json(&shared, (&uri, &headers), view, move |work| {
        let one = work.desk.code(&one)?;
        let mut relations = match &other {
            Some(other) => {
                work.desk
                    .state(&one, &work.desk.code(other)?, &on)?
                    .relations
            }
            None => {
                let mut all = Vec::new();
                for kind in told {
                    all.extend(work.desk.relations(kind, &one, None, Some(&on))?);
                }
                all
            }
        };
        relations.retain(|own| kinds.is_empty() || kinds.iter().any(|kind| kind == own.kind));
        Ok(List {
            items: relations.iter().map(Related::from).collect(),
            next: None,
        })
    })
    .await
}
