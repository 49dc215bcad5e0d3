//! One page from the network, within bounds: bytes, time, redirects, and which machines are asked.
//!
//! An address goes in; an answer comes out, or why there is none and whether it may be asked for again. Every hop of a
//! redirect is asked of the caller before it is taken, and the machine behind every name is looked at before it is
//! connected to. Nothing is retried here.

use crate::address::Address;
use crate::plan::{Plan, Private};
use flate2::read::MultiGzDecoder;
use std::io::{self, Read};
use std::time::Duration;
use ureq::config::Config;
use ureq::http::Uri;
use ureq::unversioned::resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, http};

/// How many redirects are followed.
const MOST_HOPS: usize = 5;
/// So many bytes the head of an answer may have.
const LONGEST_HEAD: usize = 64 * 1024;

/// What a server said of an answer, so that it need not be sent again while it is the same.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Version {
    /// The `ETag`.
    pub(crate) tag: Option<String>,
    /// The `Last-Modified`.
    pub(crate) modified: Option<String>,
}

/// An answer.
#[derive(Debug)]
pub(crate) struct Answer {
    /// Where it came from, behind all redirects.
    pub(crate) address: Address,
    /// None where it is as it was.
    pub(crate) body: Option<Vec<u8>>,
    /// The media type, in small letters.
    pub(crate) kind: String,
    pub(crate) version: Version,
}

/// Why there is no answer.
#[derive(Debug, PartialEq)]
pub(crate) struct Refusal {
    pub(crate) reason: String,
    /// Whether it may be otherwise later.
    pub(crate) for_now: bool,
    /// How long the server wants to be left alone.
    pub(crate) wait: Option<Duration>,
    /// The status, where a server gave one.
    pub(crate) status: Option<u16>,
}

impl Refusal {
    pub(crate) fn for_good(reason: impl ToString) -> Self {
        Refusal {
            reason: reason.to_string(),
            for_now: false,
            wait: None,
            status: None,
        }
    }

    pub(crate) fn for_now(reason: impl ToString) -> Self {
        Refusal {
            for_now: true,
            ..Refusal::for_good(reason)
        }
    }
}

/// Asks servers for pages.
pub(crate) struct Fetcher {
    agent: Agent,
    longest: usize,
}

impl Fetcher {
    pub(crate) fn new(plan: &Plan) -> Self {
        let config = Config::builder()
            .user_agent(&plan.agent)
            .accept_encoding("gzip")
            .accept("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_response_header_size(LONGEST_HEAD)
            // What stands between us and a machine would hide which one it is.
            .proxy(None)
            .timeout_global(Some(plan.patience()))
            .build();
        let guard = Guard {
            inner: DefaultResolver::default(),
            private: plan.private.clone(),
        };
        Fetcher {
            agent: Agent::with_parts(config, DefaultConnector::default(), guard),
            longest: plan.longest,
        }
    }

    /// The page of an address. `gate` is asked before each hop but the first.
    pub(crate) fn get(
        &self,
        address: &Address,
        known: &Version,
        mut gate: impl FnMut(&Address) -> Result<(), Refusal>,
    ) -> Result<Answer, Refusal> {
        let mut address = address.clone();
        for hop in 0..=MOST_HOPS {
            if hop > 0 {
                gate(&address)?;
            }
            let response = self.ask(&address, known)?;
            let header = |name: &str| {
                response
                    .headers()
                    .get(name)?
                    .to_str()
                    .ok()
                    .map(str::to_owned)
            };
            match response.status().as_u16() {
                301 | 302 | 303 | 307 | 308 => {
                    let target = header("location").and_then(|link| address.join(&link));
                    address = target.ok_or_else(|| Refusal::for_good("a redirect to nowhere"))?;
                }
                status @ (200 | 203 | 304) => {
                    let version = Version {
                        tag: header("etag"),
                        modified: header("last-modified"),
                    };
                    let kind = header("content-type")
                        .unwrap_or_default()
                        .to_ascii_lowercase();
                    let packed = header("content-encoding").unwrap_or_default();
                    let body = match status {
                        304 => None,
                        _ => Some(self.body(response, &packed)?),
                    };
                    return Ok(Answer {
                        address,
                        body,
                        kind,
                        version,
                    });
                }
                status => return Err(refused(status, header("retry-after"))),
            }
        }
        Err(Refusal::for_good(format!(
            "more than {MOST_HOPS} redirects"
        )))
    }

    fn ask(
        &self,
        address: &Address,
        known: &Version,
    ) -> Result<http::Response<ureq::Body>, Refusal> {
        let mut request = self.agent.get(address.to_string());
        if let Some(tag) = &known.tag {
            request = request.header("If-None-Match", tag);
        }
        if let Some(modified) = &known.modified {
            request = request.header("If-Modified-Since", modified);
        }
        request.call().map_err(|error| match error {
            ureq::Error::Io(error) if error.kind() == io::ErrorKind::PermissionDenied => {
                Refusal::for_good(error)
            }
            ureq::Error::Http(_) | ureq::Error::BadUri(_) => Refusal::for_good(error),
            _ => Refusal::for_now(error),
        })
    }

    /// The body, unpacked where it says that it is packed, if it is no longer than is read.
    fn body(&self, response: http::Response<ureq::Body>, packed: &str) -> Result<Vec<u8>, Refusal> {
        let most = self.longest as u64 + 1;
        let reader = response.into_body().into_reader().take(most);
        let mut body = Vec::new();
        let read = match packed.trim().to_ascii_lowercase().as_str() {
            "" | "identity" => reader.take(most).read_to_end(&mut body),
            "gzip" | "x-gzip" => MultiGzDecoder::new(reader)
                .take(most)
                .read_to_end(&mut body),
            other => {
                let reason = format!(
                    "packed as {}, which was not asked for",
                    other.escape_debug()
                );
                return Err(Refusal::for_good(reason));
            }
        };
        if body.len() > self.longest {
            let reason = format!("has more than the {} bytes that are read", self.longest);
            return Err(Refusal::for_good(reason));
        }
        read.map_err(Refusal::for_now)?;
        Ok(body)
    }
}

/// What a status that is no answer means.
fn refused(status: u16, wait: Option<String>) -> Refusal {
    let seconds = wait.and_then(|wait| wait.trim().parse().ok());
    Refusal {
        reason: format!("status {status}"),
        for_now: matches!(status, 408 | 425 | 429 | 500..),
        wait: seconds.map(|seconds: u64| Duration::from_secs(seconds.min(LONGEST_WAIT))),
        status: Some(status),
    }
}

/// No server makes us wait longer than a day.
const LONGEST_WAIT: u64 = 86_400;

/// Finds the machine behind a name, and refuses those that are not public.
#[derive(Debug)]
struct Guard {
    inner: DefaultResolver,
    private: Private,
}

impl Resolver for Guard {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, ureq::Error> {
        let found = self.inner.resolve(uri, config, timeout)?;
        match found
            .iter()
            .find(|machine| !self.private.allows(machine.ip()))
        {
            None => Ok(found),
            Some(machine) => {
                let reason = format!("{} is no public address; it is not asked", machine.ip());
                Err(ureq::Error::Io(io::Error::new(
                    io::ErrorKind::PermissionDenied,
                    reason,
                )))
            }
        }
    }
}
