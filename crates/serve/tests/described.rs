//! The description of the API against the API: every address is in it, each answer has the shape that it says, and each
//! parameter that it names is taken.

#![allow(clippy::unwrap_used)] // What a test needs and does not get fails the test.

mod support;

use serde_json::Value;
use std::sync::LazyLock;
use support::Office;

static OFFICE: LazyLock<Office> = LazyLock::new(Office::open);
static API: LazyLock<Value> = LazyLock::new(|| OFFICE.json("/api/openapi.json"));

/// An address of each kind that has an answer.
const ASKED: &[(&str, &str)] = &[
    ("/api/status", "/api/status"),
    ("/api/questions", "/api/questions"),
    (
        "/api/ask/{question}",
        "/api/ask/state?party=RUS&party=UKR&on=2024-06-30",
    ),
    ("/api/ask/{question}", "/api/ask/breaches?on=2024-06-30"),
    ("/api/ask/{question}", "/api/ask/said?by=Hill+Post"),
    ("/api/why/{id}", "/api/why/wire-1%230"),
    ("/api/documents", "/api/documents"),
    ("/api/documents/{id}", "/api/documents/wire-1"),
    ("/api/claims", "/api/claims"),
    ("/api/claims/{id}", "/api/claims/wire-1%230"),
    ("/api/cases", "/api/cases"),
    ("/api/cases/{id}", "/api/cases/wire-1%230"),
    ("/api/actors", "/api/actors"),
    ("/api/sources", "/api/sources"),
    ("/api/speakers", "/api/speakers"),
    ("/api/world", "/api/world"),
    ("/api/pair/{a}/{b}", "/api/pair/RUS/UKR"),
    ("/api/network", "/api/network?on=2024-06-30"),
    (
        "/api/relations",
        "/api/relations?party=RUS&party=UKR&on=2024-06-30",
    ),
];

fn schema(path: &str, method: &str, status: &str, kind: &str) -> &'static Value {
    let found = &API["paths"][path][method]["responses"][status]["content"][kind]["schema"];
    assert!(found.is_object(), "{method} {path} {status} has no schema");
    found
}

#[test]
fn every_answer_has_the_shape_that_is_described() {
    for (path, address) in ASKED {
        let answer = OFFICE.json(address);
        fits(
            &answer,
            schema(path, "get", "200", "application/json"),
            address,
        );
    }
    let read = OFFICE
        .post(
            "/api/read",
            r#"{"text": "Iran blamed Israel for the blast."}"#,
        )
        .json();
    fits(
        &read,
        schema("/api/read", "post", "200", "application/json"),
        "/api/read",
    );
    let problem = OFFICE.get("/api/claims?limit=0").json();
    fits(
        &problem,
        schema("/api/claims", "get", "default", "application/problem+json"),
        "problem",
    );
}

#[test]
fn every_described_address_answers_and_is_tested() {
    for (path, methods) in API["paths"].as_object().unwrap() {
        for (method, _) in methods.as_object().unwrap() {
            let tested = ASKED.iter().any(|(asked, _)| asked == path)
                || path == "/api/read"
                || path == "/api/live";
            assert!(tested, "{method} {path}");
        }
    }
    assert_eq!(API["openapi"], "3.1.0");
}

#[test]
fn every_described_parameter_is_taken() {
    for (path, address) in ASKED {
        let parameters = API["paths"][*path]["get"]["parameters"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        for parameter in parameters
            .iter()
            .filter(|parameter| parameter["in"] == "query")
        {
            if *path == "/api/ask/{question}" {
                continue; // Which question takes which is told by /api/questions.
            }
            let name = parameter["name"].as_str().unwrap();
            let join = if address.contains('?') { '&' } else { '?' };
            let reply = OFFICE.get(&format!("{address}{join}{name}=~"));
            if reply.status != 200 {
                assert_ne!(reply.code(), "unknown-parameter", "{path} {name}");
            }
        }
    }
}

/// Whether the value is of the schema.
fn fits(value: &Value, schema: &Value, at: &str) {
    if let Some(name) = schema["$ref"].as_str() {
        let target = API
            .pointer(name.trim_start_matches('#'))
            .unwrap_or(&Value::Null);
        assert!(target.is_object(), "{at}: {name} is described nowhere");
        return fits(value, target, at);
    }
    for part in schema["allOf"].as_array().into_iter().flatten() {
        fits(value, part, at);
    }
    if let Some(choices) = schema["oneOf"].as_array() {
        let null = choices.iter().any(|choice| choice["type"] == "null");
        if value.is_null() {
            assert!(null, "{at} is null");
            return;
        }
        let others = choices.iter().filter(|choice| choice["type"] != "null");
        return others.for_each(|choice| fits(value, choice, at));
    }
    let kinds: Vec<&str> = match &schema["type"] {
        Value::String(kind) => vec![kind],
        Value::Array(kinds) => kinds.iter().map(|kind| kind.as_str().unwrap()).collect(),
        _ => Vec::new(),
    };
    let kind = match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    };
    let right =
        kinds.is_empty() || kinds.contains(&kind) || kind == "integer" && kinds.contains(&"number");
    assert!(right, "{at} is {kind}, not {kinds:?}: {value}");
    for name in schema["required"].as_array().into_iter().flatten() {
        assert!(
            value.get(name.as_str().unwrap()).is_some(),
            "{at} has no {name}: {value}"
        );
    }
    for (name, inner) in schema["properties"].as_object().into_iter().flatten() {
        if let Some(field) = value.get(name) {
            fits(field, inner, &format!("{at}.{name}"));
        }
    }
    for item in value.as_array().into_iter().flatten() {
        fits(item, &schema["items"], &format!("{at}[]"));
    }
}
