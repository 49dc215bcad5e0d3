//! The page: the files that were built into the program, or a word that there are none.

use crate::kept::Answer;
use crate::problem::Problem;
use crate::routes::sent;
use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::Response;

/// Address, kind and bytes of each file.
const FILES: &[(&str, &str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/page.rs"));

const START: &str = "index.html";

/// Said where there is no page.
const UNBUILT: &str = "The page was not built into this program. The API is here: /api/openapi.json tells what it answers.\n";

/// A file of the page. What is no file and has no dot is a view of the page, which finds its way itself.
pub(crate) async fn page(
    method: Method,
    uri: Uri,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let path = uri.path().trim_start_matches('/');
    if path == "api" || path.starts_with("api/") {
        return Err(Problem::missing("address", &short(uri.path())));
    }
    if method != Method::GET && method != Method::HEAD {
        return Err(Problem::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "method-not-allowed",
            "the page can only be read",
            "use GET",
        ));
    }
    let file = |name: &str| FILES.iter().find(|(address, ..)| *address == name);
    let found = match file(path) {
        Some(found) => Some(found),
        None if !path.contains('.') => file(START),
        None => None,
    };
    match found {
        Some((address, mime, bytes)) => Ok(written(address, mime, bytes, &headers)),
        None if FILES.is_empty() && !path.contains('.') => Ok(unbuilt()),
        None => Err(Problem::missing("file", &short(uri.path()))),
    }
}

fn short(path: &str) -> String {
    path.chars().take(80).collect()
}

fn written(
    address: &str,
    mime: &'static str,
    bytes: &'static [u8],
    headers: &HeaderMap,
) -> Response {
    let mut response = sent(&Answer::of_file(mime, bytes), headers);
    // What the bundler names by a hash of its bytes never changes.
    if address.starts_with("assets/") {
        let ever = HeaderValue::from_static("public, max-age=31536000, immutable");
        response.headers_mut().insert(header::CACHE_CONTROL, ever);
    }
    response
}

fn unbuilt() -> Response {
    let mut response = Response::new(Body::from(UNBUILT));
    let plain = HeaderValue::from_static("text/plain; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, plain);
    response
}
