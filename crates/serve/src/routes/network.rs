//! `/api/network`: who is allied with, sanctions, arms, fights whom on a day.

use super::{App, Given, json, params};
use crate::params::Eyes;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use casus_ledger::ask::{Layer, Link};
use serde::Serialize;
use utoipa::ToSchema;

/// Who stands to whom how on a day.
#[derive(Serialize, ToSchema)]
struct Network {
    /// The day.
    on: String,
    /// All who have a link.
    nodes: Vec<Node>,
    /// The links.
    links: Vec<Link>,
}

/// Somebody who has a link.
#[derive(Serialize, ToSchema)]
struct Node {
    /// The code, or the name of an organisation.
    code: String,
    /// The name.
    name: String,
    /// Degrees north; null for what is no state.
    lat: Option<f32>,
    /// Degrees east.
    lon: Option<f32>,
}

/// Who is allied with, sanctions, arms, fights whom on a day.
#[utoipa::path(
    get,
    path = "/api/network",
    params(
        ("on" = Option<String>, Query, description = "The day; today where it is not given"),
        ("layer" = Option<Vec<String>>, Query, description = "`alliance`, `sanction`, `arms`, `conflict`; all where none is given"),
        ("party" = Option<Vec<String>>, Query, description = "Only links of these, by code or name"),
        Eyes
    ),
    responses((status = 200, body = Network), (status = "default", body = crate::problem::ProblemBody, content_type = "application/problem+json"))
)]
pub(super) async fn network(State(shared): App, uri: Uri, headers: HeaderMap) -> Given {
    let mut params = params(&uri)?;
    let view = params.view()?;
    let on = params.day("on")?;
    let on = on.unwrap_or_else(|| jiff::Zoned::now().date().to_string());
    let names = params.many("layer");
    let known = |name: &str| Layer::ALL.iter().any(|layer| layer.name() == name);
    if let Some(odd) = names.iter().find(|name| !known(name)) {
        let words = Layer::ALL.map(Layer::name).join(", ");
        return Err(crate::params::bad(
            "layer",
            "is none that is known here",
            &format!("give some of {words}, not {odd:.20}"),
        ));
    }
    let parties = params.many("party");
    params.end()?;
    json(&shared, (&uri, &headers), view, move |work| {
        let mut links = Vec::new();
        let wanted =
            |layer: &Layer| names.is_empty() || names.iter().any(|name| name == layer.name());
        for layer in Layer::ALL.into_iter().filter(wanted) {
            links.extend(work.desk.network(layer, &on)?);
        }
        let parties: Vec<String> = parties.iter().map(|name| work.code(name)).collect();
        let own = |code: &String| parties.is_empty() || parties.contains(code);
        links.retain(|link| own(&link.a) || own(&link.b));
        let mut codes: Vec<&String> = links.iter().flat_map(|link| [&link.a, &link.b]).collect();
        codes.sort_unstable();
        codes.dedup();
        let day = casus_ledger::relation::law::number(&on);
        let node = |code: &String| {
            let state = work.book().world.state_on(code, day);
            Node {
                code: code.clone(),
                name: state.map_or(code.as_str(), |state| &*state.name).to_owned(),
                lat: state.and_then(|state| state.point).map(|point| point.0),
                lon: state.and_then(|state| state.point).map(|point| point.1),
            }
        };
        Ok(Network {
            nodes: codes.into_iter().map(node).collect(),
            on,
            links,
        })
    })
    .await
}
