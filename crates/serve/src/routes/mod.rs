//! The addresses of the API. Each checks what is asked, asks the library, and writes what it says.

mod actors;
mod ask;
mod cases;
mod claims;
mod documents;
mod live;
mod network;
mod pair;
mod read;
mod relations;
mod status;
mod why;
mod words;
mod world;

use crate::format::Format;
use crate::guard;
use crate::kept::Answer;
use crate::page;
use crate::params::Params;
use crate::problem::Problem;
use crate::shared::{Shared, Work};
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, State, rejection::PathRejection};
use axum::http::{Extensions, HeaderMap, HeaderValue, StatusCode, Uri, Version, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use casus_ledger::View;
use serde::Serialize;
use std::sync::Arc;
use tower_http::compression::predicate::{Predicate, SizeAbove};
use tower_http::compression::{CompressionLayer, CompressionLevel};
use utoipa::OpenApi;

/// What all handlers are given.
pub(crate) type App = State<Arc<Shared>>;
/// A part of the address.
pub(crate) type Part = Result<Path<String>, PathRejection>;
/// What a handler gives.
pub(crate) type Given = Result<Response, Problem>;

const JSON: &str = "application/json";

/// A page of a list.
#[derive(Serialize, utoipa::ToSchema)]
pub(crate) struct List<T> {
    /// The items.
    pub(crate) items: Vec<T>,
    /// The cursor of the next page; null at the end.
    pub(crate) next: Option<String>,
}

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Casus",
        description = "Who did what to whom, when, where, and on whose word: a ledger over HTTP.",
        license(name = "MIT OR Apache-2.0")
    ),
    paths(
        status::status,
        ask::questions,
        ask::ask,
        why::why,
        documents::list,
        documents::one,
        claims::list,
        claims::one,
        cases::list,
        cases::one,
        actors::actors,
        actors::sources,
        actors::speakers,
        world::world,
        pair::pair,
        network::network,
        relations::relations,
        live::live,
        read::read
    )
)]
struct Api;

/// What answers each address; a test holds that all of them are described.
fn table() -> Vec<(&'static str, MethodRouter<Arc<Shared>>)> {
    vec![
        ("/api/status", get(status::status)),
        ("/api/questions", get(ask::questions)),
        ("/api/ask/{question}", get(ask::ask)),
        ("/api/why/{id}", get(why::why)),
        ("/api/documents", get(documents::list)),
        ("/api/documents/{id}", get(documents::one)),
        ("/api/claims", get(claims::list)),
        ("/api/claims/{id}", get(claims::one)),
        ("/api/cases", get(cases::list)),
        ("/api/cases/{id}", get(cases::one)),
        ("/api/actors", get(actors::actors)),
        ("/api/sources", get(actors::sources)),
        ("/api/speakers", get(actors::speakers)),
        ("/api/world", get(world::world)),
        ("/api/pair/{a}/{b}", get(pair::pair)),
        ("/api/network", get(network::network)),
        ("/api/relations", get(relations::relations)),
        ("/api/live", get(live::live)),
        ("/api/read", post(read::read)),
        ("/api/openapi.json", get(described)),
    ]
}

/// The description of the API.
async fn described(headers: HeaderMap) -> Given {
    Ok(sent(&as_json(&Api::openapi())?, &headers))
}

/// The API and the page.
pub(crate) fn router(shared: Arc<Shared>, gate: Arc<guard::Gate>) -> Router {
    let add = |router: Router<Arc<Shared>>, (path, methods)| router.route(path, methods);
    table()
        .into_iter()
        .fold(Router::new(), add)
        .fallback(page::page)
        .method_not_allowed_fallback(|| async {
            Problem::new(
                StatusCode::METHOD_NOT_ALLOWED,
                "method-not-allowed",
                "this address does not take that method",
                "see /api/openapi.json for what each address takes",
            )
        })
        .layer(axum::middleware::from_fn_with_state(gate, guard::guard))
        .layer(compression())
        .with_state(shared)
}

/// Longer texts go out compressed where the other side takes that: files of the page and JSON, not columns, which are
/// compressed already, nor news, which must not wait for more of it.
fn compression() -> CompressionLayer<impl Predicate> {
    let is_text = |_: StatusCode, _: Version, headers: &HeaderMap, _: &Extensions| {
        let kind = headers.get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let kind = kind.split(';').next().unwrap_or_default();
        TEXTS.contains(&kind)
    };
    CompressionLayer::new()
        .quality(CompressionLevel::Fastest)
        .compress_when(SizeAbove::new(1024).and(is_text))
}

/// Kinds of text.
const TEXTS: &[&str] = &[
    "application/json",
    "application/x-ndjson",
    "application/problem+json",
    "text/csv",
    "text/html",
    "text/css",
    "text/javascript",
    "text/plain",
    "image/svg+xml",
];

/// The part of the address as text.
pub(crate) fn part(part: Part) -> Result<String, Problem> {
    let Path(text) = part.map_err(|_| {
        Problem::asked(
            "bad-address",
            "the address is no text in UTF-8",
            "write what is no letter as % and its bytes",
        )
    })?;
    Ok(text)
}

/// The parameters of an address.
pub(crate) fn params(uri: &Uri) -> Result<Params, Problem> {
    Params::new(uri.query())
}

/// Answers as JSON, from what is kept or by asking.
pub(crate) async fn json<T: Serialize>(
    shared: &Arc<Shared>,
    asked: (&Uri, &HeaderMap),
    view: View,
    job: impl FnOnce(&Work<'_>) -> Result<T, Problem> + Send + 'static,
) -> Given {
    written(shared, asked, view, Format::Json, move |work| {
        as_json(&job(work)?)
    })
    .await
}

pub(crate) fn as_json(value: &impl Serialize) -> Result<Answer, Problem> {
    let bytes = serde_json::to_vec(value);
    let bytes = bytes.map_err(|error| Problem::internal(error.to_string()))?;
    Ok(Answer::new(JSON, bytes))
}

/// Answers in this format, from what is kept or by asking.
pub(crate) async fn written(
    shared: &Arc<Shared>,
    (uri, headers): (&Uri, &HeaderMap),
    view: View,
    format: Format,
    job: impl FnOnce(&Work<'_>) -> Result<Answer, Problem> + Send + 'static,
) -> Given {
    let address = uri.path_and_query().map_or("/", |address| address.as_str());
    // Some answers are those of today.
    let today = jiff::Zoned::now().date();
    let name = format!("{} {today} {address}", format.name());
    let answer = shared.kept.get(&name, shared.work(view, job)).await?;
    let mut response = sent(&answer, headers);
    let own = response.headers_mut();
    own.insert(header::VARY, HeaderValue::from_static("accept"));
    let next = answer.next.as_deref().and_then(|next| next.parse().ok());
    if let Some(next) = next {
        own.insert("casus-next", next);
    }
    Ok(response)
}

/// The answer as it goes out; only that it is the same, where the other side has it.
pub(crate) fn sent(answer: &Answer, headers: &HeaderMap) -> Response {
    let tag = format!("\"{:016x}\"", answer.tag);
    let known = headers.get(header::IF_NONE_MATCH);
    let same = known.is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut response = if same {
        StatusCode::NOT_MODIFIED.into_response()
    } else {
        let mut response = Response::new(Body::from(answer.bytes.clone()));
        let mime = HeaderValue::from_static(answer.mime);
        response.headers_mut().insert(header::CONTENT_TYPE, mime);
        response
    };
    let own = response.headers_mut();
    own.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        own.insert(header::ETAG, tag);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::{Api, table};
    use std::collections::BTreeSet;
    use utoipa::OpenApi;

    #[test]
    fn every_address_is_described_and_no_other() {
        let answered: BTreeSet<&str> = table().into_iter().map(|(path, _)| path).collect();
        let api = Api::openapi();
        let mut described: BTreeSet<&str> = api.paths.paths.keys().map(String::as_str).collect();
        described.insert("/api/openapi.json"); // The description itself.
        assert_eq!(answered, described);
    }
}
