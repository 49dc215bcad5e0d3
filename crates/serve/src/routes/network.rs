//! `/api/network`: who is allied with, sanctions, arms, fights whom on a day.

use super::{App, Given, json, params};
use crate::params::{Eyes, Narrow};
use crate::word;
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

/// Who is allied with, sanctions, arms, fights whom on a day. Alliances, sanctions and wars are those of the law's tables;
/// who arms and who fights whom is also told by the claims of the year up to the day, which the filter narrows.
#[utoipa::path(
    get,
    path = "/api/network",
    params(
        ("on" = Option<String>, Query, format = Date, description = "The day; today where it is not given"),
        ("layer" = inline(Option<Vec<word::Layer>>), Query, description = "Which kinds of links; all where none is given"),
        ("party" = Option<Vec<String>>, Query, description = "Only links of these, by code or name"),
        ("origins" = Option<u32>, Query, minimum = 1, maximum = 1000, description = "How many outlets and speakers must tell what no law says, at most 1000; 1 where it is not given"),
        Narrow,
        Eyes
    ),
    responses((status = 200, body = Network), (status = "default", body = crate::problem::ProblemBody, content_type = "application/problem+json"))
)]
pub(super) async fn network(State(shared): App, uri: Uri, headers: HeaderMap) -> Given {
    let mut params = params(&uri)?;
    let view = params.narrow_view(&[])?;
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
    let least = params.count("origins", 1, 1000)?;
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
        let sure = |link: &Link| link.status != Link::TOLD || link.origins >= least;
        links.retain(|link| (own(&link.a) || own(&link.b)) && sure(link));
        let mut codes: Vec<&String> = links.iter().flat_map(|link| [&link.a, &link.b]).collect();
        codes.sort_unstable();
        codes.dedup();
        let day = casus_ledger::relation::law::number(&on);
        let node = |code: &String| {
            let world = &work.book().world;
            let state = world.state_on(code, day);
            let body = || world.organisations.iter().find(|body| *body.code == **code);
            let name = state.map(|state| &*state.name);
            let name = name.or_else(|| body().map(|body| &*body.name));
            Node {
                code: code.clone(),
                name: name.unwrap_or(code).to_owned(),
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
