//! The filter on what rests on claims: questions, proofs, cases, relations, the network; and answers that are compressed.

#![allow(clippy::unwrap_used)] // What a test needs and does not get fails the test.

mod support;

use axum::body::Body;
use serde_json::Value;
use std::sync::LazyLock;
use support::{Office, add, claim, entries, ledger, report, request, telling};
use tempfile::TempDir;

/// The usual reports, and one of fighting that no list of wars has.
static OFFICE: LazyLock<Office> = LazyLock::new(|| {
    let folder = TempDir::new().unwrap();
    add(&ledger(&folder), &entries());
    let mut more = Vec::new();
    let other =
        "Witnesses in a port of Fiji say that soldiers of Togo have attacked the harbour by night.";
    for (id, publisher, text) in [
        ("t-1", "Hill Post", "Togo attacked Fiji."),
        ("t-2", "Lakeside Wire", other),
    ] {
        let (togo, fiji) = (("Togo", "TGO"), ("Fiji", "FJI"));
        let fight = claim(text, "ASSAULT", 4, togo, fiji, "attacked");
        more.push(telling(report(id, "2024-06-01", publisher, text), fight));
    }
    let text = "The Soviet Union attacked Fiji.";
    let (one, other) = (("Soviet Union", "SUN"), ("Fiji", "FJI"));
    let gone = claim(text, "ASSAULT", 4, one, other, "attacked");
    more.push(telling(
        report("t-3", "2024-06-02", "Hill Post", text),
        gone,
    ));
    add(&ledger(&folder), &more);
    Office::on(folder, "127.0.0.1:0", None).unwrap()
});

fn get(address: &str) -> Value {
    OFFICE.json(address)
}

fn claims(answer: &Value) -> Vec<String> {
    let rows = answer["rows"].as_array().unwrap().iter();
    let ids = rows.flat_map(|row| row["claims"].as_array().unwrap());
    let mut ids: Vec<String> = ids.map(|id| id.as_str().unwrap().to_owned()).collect();
    ids.sort();
    ids.dedup();
    ids
}

#[test]
fn questions_rest_on_the_claims_that_the_filter_lets_through() {
    let timeline = |filter: &str| {
        claims(&get(&format!(
            "/api/ask/timeline?party=RUS&party=UKR{filter}"
        )))
    };
    assert_eq!(timeline(""), ["post-1#0", "wire-1#0"]);
    assert_eq!(timeline("&source=hill+post"), ["post-1#0"]);
    assert_eq!(timeline("&speaker=governor+of+kharkiv"), ["wire-1#0"]);
    assert_eq!(timeline("&confidence=0.9"), ["post-1#0", "wire-1#0"]);
    for none in [
        "&confidence=0.95",
        "&type=AID",
        "&status=future",
        "&speaker=Nobody",
        "&source=Nobody",
    ] {
        assert!(timeline(none).is_empty(), "{none}");
    }
    let both = timeline("&status=future&status=actual");
    assert_eq!(both, ["post-1#0", "wire-1#0"]);
    let unsure = |least: &str| {
        let address = "/api/ask/timeline?party=DEU&party=UKR&confidence=";
        claims(&get(&format!("{address}{least}")))
    };
    assert_eq!(unsure("0.4"), ["wire-2#0"], "as it was coded");
    assert!(unsure("0.5").is_empty());
    // What a question asks for itself is no filter there.
    let without = "/api/ask/without?party=RUS&party=UKR&source=Hill+Post&status=actual";
    assert_eq!(OFFICE.get(without).status, 200);
    let cases = claims(&get("/api/ask/cases?status=future"));
    assert_eq!(cases, ["wire-2#0"]);
}

#[test]
fn proofs_relations_and_cases_are_narrowed_alike() {
    let relation = |filter: &str| {
        get(&format!(
            "/api/relations?party=RUS&party=UKR&kind=conflict&on=2024-06-30{filter}"
        ))
    };
    let told = |answer: &Value| {
        let items = answer["items"].as_array().unwrap().iter();
        let own = items.filter(|item| !item["claims"].as_array().unwrap().is_empty());
        own.map(|item| item["id"].as_str().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let all = told(&relation(""));
    assert_eq!(all.len(), 1);
    assert!(told(&relation("&type=AID")).is_empty());

    let id = support::escaped(&all[0]);
    let whole = get(&format!("/api/why/{id}"));
    assert_eq!(whole["claims"].as_array().unwrap().len(), 2);
    let some = get(&format!("/api/why/{id}?source=Hill+Post"));
    assert_eq!(some["claims"].as_array().unwrap().len(), 1);
    assert_eq!(some["claims"][0]["id"], "post-1#0");
    let none = OFFICE.get(&format!("/api/why/{id}?source=Nobody"));
    assert_eq!(none.code(), "not-found");

    let case = get("/api/cases/wire-1%230?source=Lakeside+Wire");
    assert_eq!(case["reports"].as_array().unwrap().len(), 1);
    assert_eq!(case["origins"], 1);
    assert_eq!(get("/api/cases/wire-1%230")["origins"], 2);
    assert_eq!(
        OFFICE.get("/api/cases/wire-1%230?confidence=1").code(),
        "not-found"
    );
    assert_eq!(
        OFFICE.get("/api/cases/wire-1%230?confidence=2").code(),
        "bad-parameter"
    );
}

/// The links of a layer as `A-B claims/origins`.
fn links(query: &str) -> Vec<String> {
    let network = get(&format!("/api/network?on=2024-06-30&{query}"));
    let links = network["links"].as_array().unwrap().iter();
    let link = |link: &Value| {
        let end = |name: &str| link[name].as_str().unwrap().to_owned();
        format!(
            "{}-{} {}/{}",
            end("a"),
            end("b"),
            link["claims"],
            link["origins"]
        )
    };
    links.map(link).collect()
}

#[test]
fn fighting_is_told_by_claims_or_listed_among_the_wars() {
    let all = links("layer=conflict");
    let has = |link: &str| all.iter().any(|own| own == link);
    assert!(has("RUS-UKR 2/2"), "{all:?}");
    assert!(has("FJI-TGO 2/2"), "{all:?}");
    // It has not been there for long.
    assert!(!all.iter().any(|link| link.contains("SUN")), "{all:?}");
    // They stand beside others who fight, and not against each other.
    assert!(!all.iter().any(|link| link.starts_with("FRA-IRN")));
    let more = links("layer=conflict&origins=3");
    assert!(!more.iter().any(|link| link.starts_with("FJI-TGO")));
    assert!(
        more.iter().any(|link| link.starts_with("RUS-UKR")),
        "the list says it"
    );
    let narrowed = links("layer=conflict&source=Hill+Post");
    assert!(narrowed.contains(&"FJI-TGO 1/1".to_owned()), "{narrowed:?}");
    assert!(
        !links("layer=conflict&type=AID")
            .iter()
            .any(|link| link.starts_with("FJI-TGO"))
    );
    let proof = get("/api/why/conflict%2FFJI-TGO%2F");
    assert_eq!(proof["claims"].as_array().unwrap().len(), 2);
}

#[test]
fn speakers_are_completed() {
    let found = get("/api/speakers?prefix=khar");
    assert_eq!(found[0]["name"], "Governor of Kharkiv");
    assert_eq!(found[0]["claims"], 1);
    assert_eq!(get("/api/speakers?prefix=zz"), Value::Array(Vec::new()));
}

#[test]
fn longer_texts_are_compressed_for_those_who_take_it() {
    let ask = |address: &str, accepted: &str| {
        let request = request("GET", address).header("accept-encoding", accepted);
        OFFICE.ask(request.body(Body::empty()).unwrap())
    };
    let address = "/api/network?on=2024-06-30";
    let (plain, packed) = (OFFICE.get(address), ask(address, "gzip, deflate, br"));
    assert_eq!(plain.header("content-encoding"), "");
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert_eq!(packed.bytes[..2], [0x1f, 0x8b]);
    assert!(packed.bytes.len() * 4 < plain.bytes.len());
    assert!(
        packed
            .headers
            .get_all("vary")
            .iter()
            .any(|value| value.to_str().unwrap().contains("accept-encoding"))
    );
    assert_eq!(ask(address, "identity").bytes, plain.bytes);
    // What is short or compressed already is sent as it is.
    for other in ["/api/status", "/api/claims?format=parquet"] {
        assert_eq!(ask(other, "gzip").header("content-encoding"), "", "{other}");
    }
    let live = request("GET", "/api/live").header("accept-encoding", "gzip");
    let headers = OFFICE.head_of(live.body(Body::empty()).unwrap());
    assert_eq!(headers["content-type"], "text/event-stream");
    assert!(!headers.contains_key("content-encoding"));
}

#[test]
fn what_is_empty_is_no_day_number_or_word() {
    for address in [
        "/api/claims?from=",
        "/api/world?pairs=",
        "/api/pair/RUS/UKR?unit=",
        "/api/cases?confidence=",
        "/api/documents?cursor=",
    ] {
        assert_eq!(OFFICE.get(address).code(), "bad-parameter", "{address}");
    }
    assert_eq!(
        OFFICE
            .post("/api/read", r#"{"text": "", "date": ""}"#)
            .code(),
        "bad-parameter"
    );
    // Of names none is as good as nothing.
    assert!(
        !get("/api/claims?party=&type=")["items"]
            .as_array()
            .unwrap()
            .is_empty()
    );
}
