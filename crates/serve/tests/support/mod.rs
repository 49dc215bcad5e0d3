//! A ledger of a few reports, a server on it, and requests without a socket.

#![allow(clippy::unwrap_used, dead_code)] // What a test needs and does not get fails the test.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode};
use casus_events::{Document, Engine, Span};
use casus_ledger::claim::{Actor, Claim, Party, Place, Quantity, Role, Speaker, Words};
use casus_ledger::{Entry, Ledger};
use casus_serve::{Options, Server};
use serde_json::Value;
use std::path::Path;
use tempfile::TempDir;
use tower_service::Service;

/// A server with the folder of its ledger.
pub(crate) struct Office {
    pub(crate) folder: TempDir,
    pub(crate) server: Server,
    pub(crate) router: Router,
    runtime: tokio::runtime::Runtime,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// The code of the problem.
    pub(crate) fn code(&self) -> String {
        assert_eq!(
            self.header("content-type"),
            "application/problem+json",
            "{self:?}"
        );
        let problem = self.json();
        for field in ["type", "title", "detail", "hint"] {
            assert!(
                problem[field].as_str().is_some_and(|text| !text.is_empty()),
                "{field}: {problem}"
            );
        }
        assert_eq!(problem["status"], self.status.as_u16());
        problem["code"].as_str().unwrap().to_owned()
    }
}

impl Office {
    pub(crate) fn open() -> Office {
        let folder = TempDir::new().unwrap();
        Ledger::open(ledger(&folder)).unwrap();
        add(&ledger(&folder), &entries());
        Office::on(folder, "127.0.0.1:0", None).unwrap()
    }

    pub(crate) fn on(
        folder: TempDir,
        bind: &str,
        token: Option<&str>,
    ) -> Result<Office, casus_serve::Error> {
        let options = Options {
            ledger: ledger(&folder),
            bind: bind.parse().unwrap(),
            token: token.map(str::to_owned),
            rate: 1000.0,
            connections: 100,
        };
        let server = Server::new(options, Engine::builder().build().unwrap())?;
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .enable_all()
            .build()
            .unwrap();
        Ok(Office {
            folder,
            router: server.router(),
            server,
            runtime,
        })
    }

    pub(crate) fn ask(&self, request: Request<Body>) -> Reply {
        let mut router = self.router.clone();
        self.runtime.block_on(async move {
            let response = router.call(request).await.unwrap();
            let (parts, body) = response.into_parts();
            Reply {
                status: parts.status,
                headers: parts.headers,
                bytes: to_bytes(body, usize::MAX).await.unwrap().to_vec(),
            }
        })
    }

    /// The headers of an answer that does not end.
    pub(crate) fn head_of(&self, request: Request<Body>) -> HeaderMap {
        let mut router = self.router.clone();
        self.runtime
            .block_on(async move { router.call(request).await.unwrap().headers().clone() })
    }

    pub(crate) fn get(&self, address: &str) -> Reply {
        self.ask(request("GET", address).body(Body::empty()).unwrap())
    }

    /// The JSON of an answer that must be good.
    pub(crate) fn json(&self, address: &str) -> Value {
        let reply = self.get(address);
        let text = String::from_utf8_lossy(&reply.bytes).into_owned();
        assert_eq!(reply.status, StatusCode::OK, "{address}: {text}");
        assert_eq!(
            reply.header("content-type"),
            "application/json",
            "{address}"
        );
        reply.json()
    }

    pub(crate) fn post(&self, address: &str, body: impl Into<Body>) -> Reply {
        let request = request("POST", address).header("content-type", "application/json");
        self.ask(request.body(body.into()).unwrap())
    }
}

pub(crate) fn request(method: &str, address: &str) -> axum::http::request::Builder {
    Request::builder()
        .method(method)
        .uri(address)
        .header("host", "127.0.0.1:8719")
}

pub(crate) fn ledger(folder: &TempDir) -> std::path::PathBuf {
    folder.path().join("reports.casus")
}

pub(crate) fn add(path: &Path, entries: &[Entry]) {
    let mut ledger = Ledger::open(path).unwrap();
    ledger.add(entries).unwrap();
    ledger.derive().unwrap();
}

/// The words where they first stand in the text.
fn words(text: &str, part: &str) -> Words {
    let start = text.find(part).unwrap() as u32;
    Words {
        text: part.to_owned(),
        span: Span {
            start,
            end: start + part.len() as u32,
        },
    }
}

fn party(role: Role, text: &str, part: &str, code: &str) -> Party {
    Party {
        role,
        actor: Actor {
            code: code.to_owned(),
            name: part.to_owned(),
            ..Actor::default()
        },
        words: words(text, part),
    }
}

/// A report of one sentence with one claim.
pub(crate) fn report(id: &str, day: &str, publisher: &str, text: &str) -> Entry {
    Entry {
        document: Document {
            id: id.to_owned(),
            text: text.to_owned(),
            title: Some(format!("Report {id}")),
            date: Some(day.to_owned()),
            publisher: Some(publisher.to_owned()),
            url: Some(format!("https://news.example/{id}")),
            language: Some("en".to_owned()),
            ..Document::default()
        },
        read: day.to_owned(),
        claims: Vec::new(),
    }
}

pub(crate) fn telling(mut entry: Entry, claim: Claim) -> Entry {
    let number = entry.claims.len() as u32;
    let end = entry.document.text.len() as u32;
    entry.claims.push(Claim {
        number,
        span: Span { start: 0, end },
        ..claim
    });
    entry
}

pub(crate) fn claim(
    text: &str,
    event: &str,
    quad: u8,
    actor: (&str, &str),
    recipient: (&str, &str),
    trigger: &str,
) -> Claim {
    Claim {
        event: event.to_owned(),
        status: "actual".to_owned(),
        parties: vec![
            party(Role::Actor, text, actor.0, actor.1),
            party(Role::Recipient, text, recipient.0, recipient.1),
        ],
        quad_code: quad,
        scale: if quad > 2 { -5.0 } else { 5.0 },
        trigger: words(text, trigger),
        rule: "frame test".to_owned(),
        confidence: 0.9,
        ..Claim::default()
    }
}

/// Five reports: an attack told twice, a visit, a promise, and one with letters that are long in bytes.
pub(crate) fn entries() -> Vec<Entry> {
    let text = "Russia attacked Ukraine in Kharkiv, killing 12, the governor said.";
    let mut attack = claim(
        text,
        "ASSAULT",
        4,
        ("Russia", "RUS"),
        ("Ukraine", "UKR"),
        "attacked",
    );
    attack.date = Some("2024-05-07".to_owned());
    attack.place = Some(Place {
        name: "Kharkiv".to_owned(),
        country: "UKR".to_owned(),
        point: Some((49.98, 36.25)),
        geoname: Some(706_483),
        words: words(text, "Kharkiv"),
    });
    attack.quantities = vec![Quantity {
        kind: "killed".to_owned(),
        value: 12.0,
        unit: None,
        words: words(text, "12"),
    }];
    attack.speakers = vec![Speaker {
        actor: Some(Actor {
            code: "UKR".to_owned(),
            name: "Governor of Kharkiv".to_owned(),
            ..Actor::default()
        }),
        words: Some(words(text, "the governor")),
        cue: Some(words(text, "said")),
        stance: "asserts".to_owned(),
    }];
    let first = telling(
        report("wire-1", "2024-05-07", "Lakeside Wire", text),
        attack.clone(),
    );
    attack.speakers = Vec::new();
    attack.quantities[0].value = 40.0;
    let second = telling(report("post-1", "2024-05-08", "Hill Post", text), attack);

    let text = "Putin visited North Korea.";
    let mut visit = claim(
        text,
        "CONSULT",
        1,
        ("Putin", "RUS"),
        ("North Korea", "PRK"),
        "visited",
    );
    visit.modes = vec!["visit".to_owned()];
    let third = telling(report("a/b?c#d", "2024-06-19", "Hill Post", text), visit);

    let text = "Germany will help Ukraine.";
    let mut promise = claim(
        text,
        "AID",
        2,
        ("Germany", "DEU"),
        ("Ukraine", "UKR"),
        "help",
    );
    promise.status = "future".to_owned();
    promise.confidence = 0.4;
    let fourth = telling(
        report("wire-2", "2024-06-20", "Lakeside Wire", text),
        promise,
    );

    let text = "😀 日本 <script>alert(1)</script>: Japan thanked Ukraine.";
    let thanks = claim(
        text,
        "SUPPORT",
        1,
        ("Japan", "JPN"),
        ("Ukraine", "UKR"),
        "thanked",
    );
    let fifth = telling(report("odd-1", "2024-06-21", "Hill Post", text), thanks);
    vec![first, second, third, fourth, fifth]
}

/// As a part of an address.
pub(crate) fn escaped(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
