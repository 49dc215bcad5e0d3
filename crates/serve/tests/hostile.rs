//! What those send who mean no good: every answer is a problem with a code, or holds, and none breaks anything.

#![allow(clippy::unwrap_used)] // What a test needs and does not get fails the test.

mod support;

use axum::body::Body;
use std::sync::LazyLock;
use support::{Office, escaped, request};

static OFFICE: LazyLock<Office> = LazyLock::new(Office::open);

/// The addresses that take parameters, each with those that make it whole.
const ADDRESSES: &[&str] = &[
    "/api/documents?",
    "/api/claims?",
    "/api/cases?",
    "/api/world?",
    "/api/pair/RUS/UKR?",
    "/api/relations?party=RUS&party=UKR&",
    "/api/network?",
    "/api/actors?",
    "/api/ask/state?party=RUS&party=UKR&",
    "/api/ask/said?by=Putin&",
    "/api/why/wire-1%230?",
    "/api/status?",
];

const PARAMETERS: &[&str] = &[
    "type",
    "status",
    "speaker",
    "source",
    "confidence",
    "from",
    "to",
    "actor",
    "recipient",
    "party",
    "known",
    "disbelieve",
    "limit",
    "cursor",
    "on",
    "unit",
    "prefix",
    "layer",
    "kind",
    "offsets",
    "by",
    "format",
];

const EVIL: &[&str] = &[
    "'; DROP TABLE claims; --",
    "\" OR 1=1 --",
    "1) UNION SELECT text FROM texts --",
    "%",
    "_",
    "\\",
    "[1,2",
    "{\"a\":1}",
    "../../../../etc/passwd",
    "\u{202e}\u{0}x",
    "😀日本",
    "-1",
    "1e999",
    "NaN",
    "99999999999999999999",
    "9999-12-31",
    "0000-00-00",
    "2024-02-30",
    "-2024-01-01",
];

#[test]
fn sql_in_every_field_is_a_value_or_a_problem() {
    let before = OFFICE.json("/api/status");
    let whole = OFFICE.json("/api/claims")["items"]
        .as_array()
        .unwrap()
        .len();
    for address in ADDRESSES {
        for parameter in PARAMETERS {
            for evil in EVIL {
                let address = format!("{address}{parameter}={}", escaped(evil));
                let reply = OFFICE.get(&address);
                match reply.status.as_u16() {
                    200 => drop(reply.json()),
                    400 | 404 => drop(reply.code()),
                    status => panic!("{address}: {status}"),
                }
            }
        }
    }
    for evil in EVIL {
        for address in [
            "/api/documents/",
            "/api/claims/",
            "/api/cases/",
            "/api/why/",
            "/api/ask/",
            "/api/pair/RUS/",
        ] {
            let reply = OFFICE.get(&format!("{address}{}", escaped(evil)));
            assert!(
                matches!(reply.status.as_u16(), 400 | 404),
                "{address}{evil}: {reply:?}"
            );
            reply.code();
        }
    }
    assert_eq!(OFFICE.json("/api/status"), before);
    assert_eq!(
        OFFICE.json("/api/claims")["items"]
            .as_array()
            .unwrap()
            .len(),
        whole
    );
    let none = OFFICE.json("/api/claims?actor=%27%20OR%201%3D1%20--");
    assert_eq!(
        none["items"].as_array().unwrap().len(),
        0,
        "a value is never a condition"
    );
}

#[test]
fn what_is_asked_wrongly_has_a_code_of_its_own() {
    let many = format!("/api/claims?{}", "type=A&".repeat(100));
    let long = format!("/api/claims?type={}", "A".repeat(3000));
    let longer = format!("/api/claims?type={}", "A".repeat(20_000));
    for (address, status, code) in [
        ("/api/claims?colour=red", 400, "unknown-parameter"),
        ("/api/claims?limit=0", 400, "bad-parameter"),
        ("/api/claims?limit=501", 400, "bad-parameter"),
        ("/api/claims?limit=5&limit=6", 400, "bad-parameter"),
        ("/api/claims?from=yesterday", 400, "bad-parameter"),
        ("/api/claims?confidence=2", 400, "bad-parameter"),
        ("/api/claims?cursor=x", 400, "bad-cursor"),
        ("/api/claims?cursor=2024-01-01.1'--", 400, "bad-cursor"),
        ("/api/pair/RUS/Atlantis", 400, "bad-question"),
        ("/api/pair/RUS/UKR?unit=year", 400, "bad-parameter"),
        ("/api/ask/state?party=RUS", 400, "bad-parameter"),
        ("/api/ask/state", 400, "missing-parameter"),
        ("/api/ask/everything", 404, "not-found"),
        ("/api/relations?party=RUS", 400, "bad-parameter"),
        ("/api/network?layer=love", 400, "bad-parameter"),
        ("/api/documents/none", 404, "not-found"),
        ("/api/claims/wire-1%2399", 404, "not-found"),
        ("/api/cases/none", 404, "not-found"),
        ("/api/why/none", 404, "not-found"),
        ("/api/none", 404, "not-found"),
        ("/api", 404, "not-found"),
        ("/api/why/%FF", 400, "bad-address"),
        ("/none.js", 404, "not-found"),
        ("/..%2f..%2fetc/passwd.txt", 404, "not-found"),
        (&many, 400, "too-many-parameters"),
        (&long, 400, "bad-parameter"),
        (&longer, 414, "address-too-long"),
    ] {
        let reply = OFFICE.get(address);
        assert_eq!(
            (reply.status.as_u16(), reply.code().as_str()),
            (status, code),
            "{address:.80}"
        );
    }
}

#[test]
fn other_methods_are_refused() {
    for method in ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"] {
        for address in ["/api/status", "/", "/api/claims"] {
            let reply = OFFICE.ask(request(method, address).body(Body::empty()).unwrap());
            assert_eq!(reply.status.as_u16(), 405, "{method} {address}");
            assert_eq!(reply.code(), "method-not-allowed");
        }
    }
    assert_eq!(OFFICE.get("/api/read").status.as_u16(), 405);
    let head = OFFICE.ask(request("HEAD", "/api/status").body(Body::empty()).unwrap());
    assert_eq!((head.status.as_u16(), head.bytes.len()), (200, 0));
}

#[test]
fn bodies_that_are_no_text_are_refused() {
    let deep = format!("{{\"text\": {}{}}}", "[".repeat(20_000), "]".repeat(20_000));
    let large = format!("{{\"text\": \"{}\"}}", "a ".repeat(200_000));
    for (body, status, code) in [
        ("", 400, "bad-body"),
        ("{", 400, "bad-body"),
        ("[]", 400, "bad-body"),
        ("{}", 400, "bad-body"),
        ("{\"text\": 5}", 400, "bad-body"),
        (
            "{\"text\": \"a\", \"file\": \"/etc/passwd\"}",
            400,
            "bad-body",
        ),
        (
            "{\"text\": \"a\", \"date\": \"today\"}",
            400,
            "bad-parameter",
        ),
        (&deep, 400, "bad-body"),
        (&large, 413, "body-too-large"),
    ] {
        let reply = OFFICE.post("/api/read", body.to_owned());
        assert_eq!(
            (reply.status.as_u16(), reply.code().as_str()),
            (status, code),
            "{body:.60}"
        );
    }
    let plain = request("POST", "/api/read").header("content-type", "text/plain");
    let reply = OFFICE.ask(plain.body("{\"text\": \"a\"}".into()).unwrap());
    assert_eq!(
        (reply.status.as_u16(), reply.code().as_str()),
        (415, "unsupported-type")
    );
    let empty = OFFICE.post("/api/read", "{\"text\": \"\"}");
    assert_eq!(empty.json()["events"], serde_json::json!([]));
    let binary = OFFICE.post("/api/read", vec![0xff, 0xfe, 0x00]);
    assert_eq!(binary.code(), "bad-body");
}

#[test]
fn other_names_for_this_machine_are_refused() {
    for host in ["evil.example", "127.0.0.1.evil.example", "10.0.0.1:80", ""] {
        let asked = axum::http::Request::builder()
            .uri("/api/status")
            .header("host", host);
        let reply = OFFICE.ask(asked.body(Body::empty()).unwrap());
        assert_eq!(
            (reply.status.as_u16(), reply.code().as_str()),
            (403, "forbidden-host"),
            "{host}"
        );
    }
    let nameless = axum::http::Request::builder().uri("/api/status");
    assert_eq!(
        OFFICE.ask(nameless.body(Body::empty()).unwrap()).code(),
        "forbidden-host"
    );
}

#[test]
fn every_answer_tells_browsers_to_be_strict() {
    for address in ["/", "/api/status", "/api/none", "/api/claims?x=1"] {
        let reply = OFFICE.get(address);
        let policy = reply.header("content-security-policy");
        assert!(
            policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{address}"
        );
        assert!(!policy.contains("unsafe"), "{policy}");
        assert_eq!(reply.header("x-content-type-options"), "nosniff");
        assert_eq!(reply.header("referrer-policy"), "no-referrer");
        assert_eq!(reply.header("access-control-allow-origin"), "");
    }
}

#[test]
fn an_open_address_needs_a_token() {
    const TOKEN: &str = "Zx81-Zx81-Zx81-Zx81";
    for token in [None, Some("short"), Some("with spaces in it, and long")] {
        let folder = tempfile::TempDir::new().unwrap();
        support::add(&support::ledger(&folder), &support::entries());
        assert!(Office::on(folder, "0.0.0.0:0", token).is_err(), "{token:?}");
    }
    let folder = tempfile::TempDir::new().unwrap();
    support::add(&support::ledger(&folder), &support::entries());
    let office = Office::on(folder, "0.0.0.0:0", Some(TOKEN)).unwrap();
    let with = |name: &str, value: String| {
        let asked = request("GET", "/api/status").header(name, value);
        office
            .ask(asked.body(Body::empty()).unwrap())
            .status
            .as_u16()
    };
    assert_eq!(office.get("/api/status").code(), "unauthorized");
    assert_eq!(
        office.get("/api/status").header("www-authenticate"),
        "Bearer"
    );
    assert_eq!(with("authorization", format!("Bearer {TOKEN}")), 200);
    assert_eq!(with("authorization", format!("Bearer {TOKEN}x")), 401);
    assert_eq!(with("authorization", format!("Basic {TOKEN}")), 401);
    assert_eq!(with("cookie", format!("a=b; casus_token={TOKEN}")), 200);
    assert_eq!(with("cookie", "casus_token=".to_owned()), 401);
    assert_eq!(
        office
            .get(&format!("/api/status?token={TOKEN}"))
            .status
            .as_u16(),
        401
    );
    let entered = office.get(&format!("/?token={TOKEN}"));
    assert_eq!(
        (entered.status.as_u16(), entered.header("location")),
        (303, "/")
    );
    assert_eq!(
        entered.header("set-cookie"),
        format!("casus_token={TOKEN}; Path=/; HttpOnly; SameSite=Strict")
    );
    assert_eq!(office.get("/?token=wrong").status.as_u16(), 401);
}
