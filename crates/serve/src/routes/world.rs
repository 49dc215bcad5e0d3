//! `/api/world`: how many events each state and each pair has, and where they were.

use super::claims::coded;
use super::{App, Given, json, params};
use crate::params::{Eyes, Filters};
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use casus_ledger::overview::{Between, Of, Sum};
use serde::Serialize;
use utoipa::ToSchema;

/// The world in a stretch of time.
#[derive(Serialize, ToSchema)]
struct World {
    /// All who have events, by their codes.
    states: Vec<Of>,
    /// The pairs with the most events.
    pairs: Vec<Between>,
    /// The points with the most events.
    points: Vec<Point>,
}

/// A place of events.
#[derive(Serialize, ToSchema)]
struct Point {
    /// Degrees north.
    lat: f32,
    /// Degrees east.
    lon: f32,
    /// The newest claim there.
    claim: String,
    /// Its type.
    #[serde(rename = "type")]
    event: String,
    /// The name of the place.
    place: Option<String>,
    #[serde(flatten)]
    sum: Sum,
}

/// Events by state, by pair and by place. What is told as having happened is counted, unless `status` says otherwise.
#[utoipa::path(
    get,
    path = "/api/world",
    params(
        Filters,
        Eyes,
        ("pairs" = Option<u32>, Query, minimum = 1, maximum = 2000, description = "How many pairs, at most 2000; 200 where it is not given"),
        ("points" = Option<u32>, Query, minimum = 1, maximum = 2000, description = "How many points, at most 2000; 500 where it is not given")
    ),
    responses((status = 200, body = World), (status = "default", body = crate::problem::ProblemBody, content_type = "application/problem+json"))
)]
pub(super) async fn world(State(shared): App, uri: Uri, headers: HeaderMap) -> Given {
    let mut params = params(&uri)?;
    let (view, choice) = (params.view()?, params.choice()?);
    let (pairs, points) = (
        params.count("pairs", 200, 2000)?,
        params.count("points", 500, 2000)?,
    );
    params.end()?;
    json(&shared, (&uri, &headers), view, move |work| {
        let (choice, reader) = (coded(work, choice), &work.desk.reader);
        let counts = work.shared.overview()?;
        let world = counts.world(reader, &choice, pairs, points)?;
        drop(counts);
        let keys: Vec<i64> = world.points.iter().map(|point| point.claim).collect();
        let claims = reader.claims_of(&keys)?;
        let point =
            |(point, stored): (casus_ledger::overview::Point, casus_ledger::Stored)| Point {
                lat: point.lat,
                lon: point.lon,
                claim: stored.id,
                event: point.event,
                place: stored.claim.place.map(|place| place.name),
                sum: point.sum,
            };
        Ok(World {
            states: world.states,
            pairs: world.pairs,
            points: world.points.into_iter().zip(claims).map(point).collect(),
        })
    })
    .await
}
