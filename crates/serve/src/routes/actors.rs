//! `/api/actors`, `/api/speakers` and `/api/sources`: states, organisations, speakers and outlets whose names begin so,
//! those of whom or from whom the ledger has most first.

use super::{App, Given, json, params};
use crate::word;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use casus_ledger::View;
use serde::Serialize;
use utoipa::ToSchema;

/// Somebody who can be asked about.
#[derive(Serialize, ToSchema)]
struct Actor {
    /// By which he is asked about: a code, or the name of an organisation that shares its code with others.
    code: String,
    /// The name.
    name: String,
    /// `state` or `organisation`.
    kind: &'static str,
    /// Degrees north and east of a point inside; null for what is no state.
    point: Option<(f32, f32)>,
    /// How many claims tell of him.
    claims: usize,
}

/// States and organisations whose code, name or a word of it begins so.
#[utoipa::path(
    get,
    path = "/api/actors",
    params(
        ("prefix" = Option<String>, Query, description = "How the code, the name or a word of it begins"),
        ("kind" = inline(Option<word::Actor>), Query, description = "Which of them; both where it is not given"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 500, description = "How many, at most 500; 20 where it is not given")
    ),
    responses((status = 200, body = Vec<Actor>), (status = "default", body = crate::problem::ProblemBody, content_type = "application/problem+json"))
)]
pub(super) async fn actors(State(shared): App, uri: Uri, headers: HeaderMap) -> Given {
    let mut params = params(&uri)?;
    let prefix = params.one("prefix")?.unwrap_or_default().to_lowercase();
    let limit = params.count("limit", 20, crate::params::PAGE)?;
    let kinds = [("state", (true, false)), ("organisation", (false, true))];
    let (states, bodies) = params.word("kind", &kinds, (true, true))?;
    params.end()?;
    json(&shared, (&uri, &headers), View::default(), move |work| {
        let counts = work.shared.overview()?;
        let world = &work.book().world;
        let begins = |text: &str| begins(text, &prefix);
        let mut found: Vec<Actor> = Vec::new();
        let mut add = |code: String, name: &str, kind, point| {
            if !found.iter().any(|actor| actor.code == code) {
                found.push(Actor {
                    claims: counts.weight(&code),
                    code,
                    name: name.to_owned(),
                    kind,
                    point,
                });
            }
        };
        // A code of several times counts with its last name, whatever the order of the tables.
        let mut last: Vec<_> = world.states.iter().filter(|_| states).collect();
        last.sort_by_key(|state| std::cmp::Reverse(state.period.to));
        for state in last {
            if begins(&state.code) || begins(&state.name) {
                add(state.code.to_string(), &state.name, "state", state.point);
            }
        }
        for body in world.organisations.iter().filter(|_| bodies) {
            if begins(&body.code) || begins(&body.name) {
                add(work.code(&body.name), &body.name, "organisation", None);
            }
        }
        found.sort_by(|x, y| (y.claims, &x.name).cmp(&(x.claims, &y.name)));
        found.truncate(limit);
        Ok(found)
    })
    .await
}

/// Somebody on whose word claims are.
#[derive(Serialize, ToSchema)]
struct Spoken {
    /// The name.
    name: String,
    /// The code; empty where there is none.
    code: String,
    /// How many claims are on his word.
    claims: i64,
}

/// Speakers whose name or a word of it begins so.
#[utoipa::path(
    get,
    path = "/api/speakers",
    params(
        ("prefix" = Option<String>, Query, description = "How the name or a word of it begins"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 500, description = "How many, at most 500; 20 where it is not given")
    ),
    responses((status = 200, body = Vec<Spoken>), (status = "default", body = crate::problem::ProblemBody, content_type = "application/problem+json"))
)]
pub(super) async fn speakers(State(shared): App, uri: Uri, headers: HeaderMap) -> Given {
    let mut params = params(&uri)?;
    let prefix = params.one("prefix")?.unwrap_or_default().to_lowercase();
    let limit = params.count("limit", 20, crate::params::PAGE)?;
    params.end()?;
    json(&shared, (&uri, &headers), View::default(), move |work| {
        let lists = work.shared.lists(&work.desk.reader)?;
        let found = lists.speakers.iter();
        let found = found.filter(|(name, ..)| begins(name, &prefix));
        let speaker = |(name, code, claims): &(String, String, i64)| Spoken {
            name: name.clone(),
            code: code.clone(),
            claims: *claims,
        };
        Ok(found.take(limit).map(speaker).collect::<Vec<_>>())
    })
    .await
}

/// An outlet.
#[derive(Serialize, ToSchema)]
struct Source {
    /// Its name.
    name: String,
    /// How many documents it has published.
    documents: i64,
}

/// Outlets whose name or a word of it begins so.
#[utoipa::path(
    get,
    path = "/api/sources",
    params(
        ("prefix" = Option<String>, Query, description = "How the name or a word of it begins"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 500, description = "How many, at most 500; 20 where it is not given")
    ),
    responses((status = 200, body = Vec<Source>), (status = "default", body = crate::problem::ProblemBody, content_type = "application/problem+json"))
)]
pub(super) async fn sources(State(shared): App, uri: Uri, headers: HeaderMap) -> Given {
    let mut params = params(&uri)?;
    let prefix = params.one("prefix")?.unwrap_or_default().to_lowercase();
    let limit = params.count("limit", 20, crate::params::PAGE)?;
    params.end()?;
    json(&shared, (&uri, &headers), View::default(), move |work| {
        let lists = work.shared.lists(&work.desk.reader)?;
        let found = lists.publishers.iter();
        let found = found.filter(|(name, _)| begins(name, &prefix));
        let source = |(name, documents): &(String, i64)| Source {
            name: name.clone(),
            documents: *documents,
        };
        Ok(found.take(limit).map(source).collect::<Vec<_>>())
    })
    .await
}

/// Whether the text or a word of it begins so; `prefix` is in small letters.
fn begins(text: &str, prefix: &str) -> bool {
    let text = text.to_lowercase();
    text.starts_with(prefix) || text.split([' ', '-']).any(|word| word.starts_with(prefix))
}
