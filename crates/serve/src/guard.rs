//! Who may come in, and what every answer says to browsers.
//!
//! On the machine's own address whoever is on the machine may; but only under a name of that machine, so that no page of
//! another site can reach the ledger through a name that it makes point here. On other addresses a token is wanted, which
//! browsers give once (`/?token=...`) and keep in a cookie, and nobody may ask more often than so.

use crate::problem::Problem;
use crate::shared::lock;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::collections::HashMap;
use std::net::{IpAddr, SocketAddr};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use subtle::ConstantTimeEq;

/// No request takes longer, with all that it waits for.
const LONGEST: Duration = Duration::from_secs(30);
/// No address is longer, in bytes.
const ADDRESS: usize = 8 * 1024;
const COOKIE: &str = "casus_token";

/// Who asks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Peer(pub(crate) SocketAddr);

/// What is asked of those who come in.
#[derive(Debug, Default)]
pub(crate) struct Gate {
    /// The token, where one is wanted.
    pub(crate) token: Option<String>,
    /// Whether only names of this machine are answered to.
    pub(crate) local: bool,
    /// So many requests a second each address may make; any number where there is none.
    pub(crate) rate: Option<f64>,
    pub(crate) seen: Mutex<HashMap<IpAddr, Bucket>>,
}

/// What is left to somebody of his requests.
#[derive(Debug)]
pub(crate) struct Bucket {
    left: f64,
    at: Instant,
}

/// So many seconds' worth of requests may come at once.
const BURST: f64 = 4.0;
/// So many addresses are remembered.
const REMEMBERED: usize = 10_000;

/// Lets a request in or turns it away, and writes the headers of every answer.
pub(crate) async fn guard(State(gate): State<Arc<Gate>>, request: Request, next: Next) -> Response {
    let mut response = match gate.admit(&request) {
        Err(problem) => problem.into_response(),
        Ok(Some(entered)) => entered,
        Ok(None) => match tokio::time::timeout(LONGEST, next.run(request)).await {
            Ok(response) => response,
            Err(_) => Problem::too_long().into_response(),
        },
    };
    for (name, value) in HEADERS {
        let (name, value) = (
            HeaderName::from_static(name),
            HeaderValue::from_static(value),
        );
        response.headers_mut().insert(name, value);
    }
    response
}

/// What every answer says. Nothing is run that does not come from here as a file, and nobody frames the page.
const HEADERS: &[(&str, &str)] = &[
    (
        "content-security-policy",
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "permissions-policy",
        "camera=(), geolocation=(), microphone=()",
    ),
];

impl Gate {
    fn admit(&self, request: &Request) -> Result<Option<Response>, Problem> {
        let (uri, headers) = (request.uri(), request.headers());
        if uri.to_string().len() > ADDRESS {
            return Err(Problem::new(
                StatusCode::URI_TOO_LONG,
                "address-too-long",
                format!("the address is longer than {ADDRESS} bytes"),
                "ask for less at once",
            ));
        }
        if let (Some(rate), Some(Peer(from))) = (self.rate, request.extensions().get::<Peer>()) {
            self.pace(from.ip(), rate)?;
        }
        if self.local {
            own_name(uri, headers)?;
        }
        let Some(token) = &self.token else {
            return Ok(None);
        };
        if given(headers).is_some_and(|given| same(given, token)) {
            return Ok(None);
        }
        if *request.method() == Method::GET
            && uri.path() == "/"
            && in_address(uri).is_some_and(|given| same(&given, token))
        {
            return Ok(Some(entered(token)));
        }
        Err(Problem::new(
            StatusCode::UNAUTHORIZED,
            "unauthorized",
            "the token is missing or another one",
            "send `Authorization: Bearer TOKEN`, or open /?token=TOKEN in the browser once",
        ))
    }

    fn pace(&self, from: IpAddr, rate: f64) -> Result<(), Problem> {
        let mut seen = lock(&self.seen);
        let now = Instant::now();
        if seen.len() >= REMEMBERED {
            // Who has been away so long has all his requests again.
            seen.retain(|_, bucket| now.duration_since(bucket.at).as_secs_f64() < BURST);
        }
        if seen.len() >= REMEMBERED && !seen.contains_key(&from) {
            return Err(too_many());
        }
        let full = (rate * BURST).max(1.0);
        let bucket = seen.entry(from).or_insert(Bucket {
            left: full,
            at: now,
        });
        let gained = now.duration_since(bucket.at).as_secs_f64() * rate;
        bucket.left = (bucket.left + gained).min(full);
        bucket.at = now;
        if bucket.left < 1.0 {
            return Err(too_many());
        }
        bucket.left -= 1.0;
        Ok(())
    }
}

fn too_many() -> Problem {
    Problem::new(
        StatusCode::TOO_MANY_REQUESTS,
        "too-many-requests",
        "there are too many requests from this address",
        "ask more slowly",
    )
}

fn same(given: &str, token: &str) -> bool {
    given.as_bytes().ct_eq(token.as_bytes()).into()
}

/// The token of a request: in its header, or in the cookie of a browser.
fn given(headers: &HeaderMap) -> Option<&str> {
    let bearer = headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok());
    if let Some(token) = bearer.and_then(|value| value.strip_prefix("Bearer ")) {
        return Some(token.trim());
    }
    let cookies = headers.get_all(header::COOKIE).iter();
    let mut pairs = cookies
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'));
    pairs.find_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('='))
}

fn in_address(uri: &Uri) -> Option<String> {
    let pairs = form_urlencoded::parse(uri.query().unwrap_or_default().as_bytes());
    let mut own = pairs.filter(|(name, _)| name == "token");
    own.next().map(|(_, token)| token.into_owned())
}

/// The browser keeps the token and asks again, without it in the address.
fn entered(token: &str) -> Response {
    let mut response = Response::new(Body::empty());
    *response.status_mut() = StatusCode::SEE_OTHER;
    let cookie = format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    response
        .headers_mut()
        .insert(header::LOCATION, HeaderValue::from_static("/"));
    response
}

/// Whether a token can be sent in a header and a cookie.
pub(crate) fn is_token(token: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte);
    (16..=512).contains(&token.len()) && token.bytes().all(plain)
}

/// Whether the request is for this machine by a name of its own.
fn own_name(uri: &Uri, headers: &HeaderMap) -> Result<(), Problem> {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok());
    let host = host.or_else(|| uri.authority().map(|authority| authority.as_str()));
    if host.is_some_and(is_own) {
        return Ok(());
    }
    Err(Problem::new(
        StatusCode::FORBIDDEN,
        "forbidden-host",
        "this machine is not asked by its own name",
        "use http://127.0.0.1 or http://localhost with the port",
    ))
}

fn is_own(host: &str) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let address: Option<IpAddr> = name.parse().ok();
    name.eq_ignore_ascii_case("localhost") || address.is_some_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::{Gate, is_own, is_token, same};
    use std::net::{IpAddr, Ipv4Addr};

    #[test]
    fn only_names_of_the_machine_are_its_own() {
        for own in [
            "localhost",
            "LOCALHOST:80",
            "127.0.0.1:8719",
            "127.9.9.9",
            "[::1]:8719",
            "[::1]",
        ] {
            assert!(is_own(own), "{own}");
        }
        for other in [
            "example.org",
            "127.0.0.1.example.org",
            "localhost.example.org",
            "",
            "10.0.0.1",
            "[::2]",
            "[",
        ] {
            assert!(!is_own(other), "{other}");
        }
    }

    #[test]
    fn tokens_are_long_and_plain() {
        assert!(is_token("0123456789abcdef"));
        for token in [
            "",
            "short",
            "0123456789abcde;",
            "0123456789 abcdef",
            "0123456789\nabcdef",
        ] {
            assert!(!is_token(token), "{token:?}");
        }
        assert!(same("a", "a") && !same("a", "b") && !same("a", "aa"));
    }

    #[test]
    fn who_asks_too_often_is_turned_away_and_others_are_not() {
        let gate = Gate::default();
        let (one, other) = (
            IpAddr::V4(Ipv4Addr::new(10, 0, 0, 1)),
            IpAddr::V4(Ipv4Addr::new(10, 0, 0, 2)),
        );
        let admitted = (0..1000).filter(|_| gate.pace(one, 5.0).is_ok()).count();
        assert!((20..40).contains(&admitted), "{admitted}");
        assert!(gate.pace(other, 5.0).is_ok());
    }
}
