//! Every address on a ledger of five reports, with the answer that is expected.

#![allow(clippy::unwrap_used)] // What a test needs and does not get fails the test.

mod support;

use serde_json::{Value, json};
use std::sync::LazyLock;
use support::{Office, escaped};

static OFFICE: LazyLock<Office> = LazyLock::new(Office::open);

fn get(address: &str) -> Value {
    OFFICE.json(address)
}

fn ids(list: &Value) -> Vec<&str> {
    list["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect()
}

#[test]
fn the_status_counts_what_there_is() {
    let status = get("/api/status");
    assert_eq!(status["ledger"], "reports.casus");
    let expected = json!([5, 5, 4, "2024-05-07", "2024-06-21"]);
    let fields = ["documents", "claims", "cases", "first", "last"].map(|name| status[name].clone());
    assert_eq!(Value::from(fields.to_vec()), expected);
}

#[test]
fn questions_are_those_that_can_be_asked() {
    for question in get("/api/questions").as_array().unwrap() {
        let name = question["name"].as_str().unwrap();
        let mut address = format!("/api/ask/{name}?limit=5");
        for parameter in question["parameters"].as_array().unwrap() {
            let value = match parameter["kind"].as_str().unwrap() {
                "party" => ["RUS", "UKR"],
                "day" => ["2024-06-19", "2024-06-19"],
                _ => ["Hill Post", "Lakeside Wire"],
            };
            let count = parameter["least"]
                .as_u64()
                .unwrap()
                .max(1)
                .min(parameter["most"].as_u64().unwrap());
            let count = if parameter["kind"] == "party" {
                parameter["most"].as_u64().unwrap()
            } else {
                count
            };
            for value in &value[..count as usize] {
                address += &format!(
                    "&{}={}",
                    parameter["name"].as_str().unwrap(),
                    value.replace(' ', "+")
                );
            }
        }
        let answer = get(&address);
        let columns = answer["columns"].as_array().unwrap().len();
        for row in answer["rows"].as_array().unwrap() {
            assert_eq!(row["cells"].as_array().unwrap().len(), columns, "{address}");
        }
    }
}

#[test]
fn the_state_between_two_names_its_claims() {
    let answer = get("/api/ask/state?party=Russia&party=UKR&on=2024-06-30");
    assert_eq!(answer["title"], "RUS and UKR on 2024-06-30");
    let fights = answer["rows"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|row| row["record"]["kind"] == "conflict");
    let told = fights
        .filter(|row| row["claims"] != json!([]))
        .collect::<Vec<_>>();
    assert_eq!(told[0]["claims"], json!(["wire-1#0", "post-1#0"]));
    assert!(told[0]["hedge"].is_object());
    let without = get(
        "/api/ask/state?party=RUS&party=UKR&on=2024-06-30&disbelieve=Hill+Post&disbelieve=Lakeside+Wire",
    );
    let rows = without["rows"].as_array().unwrap();
    assert!(
        rows.iter().all(|row| row["claims"] == json!([])),
        "{without}"
    );
    let before = get("/api/ask/timeline?party=RUS&party=UKR&known=2024-05-07");
    assert_eq!(before["rows"].as_array().unwrap().len(), 1);
}

#[test]
fn why_shows_the_words_of_a_claim() {
    let why = get("/api/why/wire-1%230");
    let claim = &why["claims"][0];
    assert_eq!(claim["document"], "wire-1");
    let marks: Vec<(&str, &str)> = claim["marks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|mark| {
            (
                mark["what"].as_str().unwrap(),
                mark["text"].as_str().unwrap(),
            )
        })
        .collect();
    let expected = [
        ("actor", "Russia"),
        ("trigger", "attacked"),
        ("recipient", "Ukraine"),
        ("place", "Kharkiv"),
        ("quantity", "12"),
        ("speaker", "the governor"),
        ("cue", "said"),
    ];
    assert_eq!(marks, expected);
}

#[test]
fn why_follows_every_row_of_an_answer() {
    let answer = get("/api/ask/state?party=RUS&party=PRK&on=2024-06-30");
    for row in answer["rows"].as_array().unwrap() {
        let id = row["id"].as_str().unwrap();
        if row["record"]["kind"].is_null() {
            continue; // Counts of events have no proof but their claims.
        }
        let why = get(&format!("/api/why/{}?known=2024-06-30", escaped(id)));
        assert_eq!(why["id"], id);
        assert!(
            why["law"] != json!([]) || why["claims"] != json!([]),
            "{id}"
        );
    }
}

#[test]
fn documents_come_newest_first_and_in_pages() {
    let all = get("/api/documents");
    assert_eq!(
        ids(&all),
        ["odd-1", "wire-2", "a/b?c#d", "post-1", "wire-1"]
    );
    assert_eq!(all["next"], Value::Null);
    let (mut found, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = get(&format!("/api/documents?limit=2{cursor}"));
        found.extend(ids(&page).into_iter().map(str::to_owned));
        match page["next"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(found, ids(&all));
    assert_eq!(
        ids(&get("/api/documents?type=ASSAULT")),
        ["post-1", "wire-1"]
    );
    assert_eq!(
        ids(&get("/api/documents?source=hill+post&from=2024-06-01")),
        ["odd-1", "a/b?c#d"]
    );
    assert_eq!(ids(&get("/api/documents?known=2024-05-07")), ["wire-1"]);
}

#[test]
fn a_document_has_its_text_and_marks_in_either_measure() {
    let bytes = get("/api/documents/odd-1");
    let text = bytes["text"].as_str().unwrap();
    assert!(
        text.contains("<script>"),
        "text is given as it is, and is JSON"
    );
    let mark = &bytes["claims"][0]["marks"][0];
    let (start, end) = (
        mark["start"].as_u64().unwrap() as usize,
        mark["end"].as_u64().unwrap() as usize,
    );
    assert_eq!(&text[start..end], "Japan");
    let utf16 = get("/api/documents/odd-1?offsets=utf16");
    let mark = &utf16["claims"][0]["marks"][0];
    let units: Vec<u16> = text.encode_utf16().collect();
    let (start, end) = (
        mark["start"].as_u64().unwrap() as usize,
        mark["end"].as_u64().unwrap() as usize,
    );
    assert_eq!(String::from_utf16(&units[start..end]).unwrap(), "Japan");
    assert_eq!(get("/api/documents/a%2Fb%3Fc%23d")["id"], "a/b?c#d");
}

#[test]
fn claims_can_be_chosen() {
    let expect = |query: &str, expected: &[&str]| {
        assert_eq!(
            ids(&get(&format!("/api/claims?{query}"))),
            expected,
            "{query}"
        );
    };
    expect(
        "",
        &["odd-1#0", "wire-2#0", "a/b?c#d#0", "post-1#0", "wire-1#0"],
    );
    expect("type=ASSAULT", &["post-1#0", "wire-1#0"]);
    expect(
        "type=ASSAULT&type=AID",
        &["wire-2#0", "post-1#0", "wire-1#0"],
    );
    expect("status=future", &["wire-2#0"]);
    expect("confidence=0.5&source=Lakeside+Wire", &["wire-1#0"]);
    expect("speaker=governor+of+kharkiv", &["wire-1#0"]);
    expect("actor=RUS", &["a/b?c#d#0", "post-1#0", "wire-1#0"]);
    expect(
        "recipient=Ukraine",
        &["odd-1#0", "wire-2#0", "post-1#0", "wire-1#0"],
    );
    expect("party=UKR&party=RUS", &["post-1#0", "wire-1#0"]);
    expect("actor=UKR", &[]);
    expect("from=2024-06-01&to=2024-06-20", &["wire-2#0", "a/b?c#d#0"]);
    expect("disbelieve=Hill+Post", &["wire-2#0", "wire-1#0"]);
    expect("known=2024-05-07", &["wire-1#0"]);
    let claim = get("/api/claims/wire-1%230");
    assert_eq!(claim["record"]["event"], "ASSAULT");
    assert_eq!(claim["record"]["event_loc"]["name"], "Kharkiv");
    assert_eq!(claim["document"]["publisher"], "Lakeside Wire");
    assert_eq!(
        claim["said"]["says"],
        "ASSAULT, actual; the governor asserts"
    );
    assert_eq!(
        claim["case"],
        json!({"id": "wire-1#0", "claims": 2, "origins": 2})
    );
}

#[test]
fn pages_of_claims_join_without_gap() {
    for query in ["", "recipient=UKR&", "party=UKR&party=RUS&"] {
        let whole = get(&format!("/api/claims?{query}"));
        let (mut found, mut cursor) = (Vec::new(), String::new());
        loop {
            let page = get(&format!("/api/claims?{query}limit=1{cursor}"));
            found.extend(ids(&page).into_iter().map(str::to_owned));
            match page["next"].as_str() {
                Some(next) => cursor = format!("&cursor={next}"),
                None => break,
            }
        }
        assert_eq!(found, ids(&whole), "{query}");
    }
}

#[test]
fn a_case_has_its_reports_and_rival_values() {
    let cases = get("/api/cases?party=RUS&party=UKR");
    assert_eq!(ids(&cases), ["wire-1#0"]);
    let case = get("/api/cases/post-1%230");
    assert_eq!(case["id"], "wire-1#0");
    assert_eq!(case["origins"], 2);
    let values: Vec<f64> = case["values"]
        .as_array()
        .unwrap()
        .iter()
        .map(|value| value["value"].as_f64().unwrap())
        .collect();
    assert_eq!(values, [12.0, 40.0]);
    assert_eq!(case["values"][0]["said_by"], json!(["Governor of Kharkiv"]));
    assert_eq!(case["reports"].as_array().unwrap().len(), 2);
}

#[test]
fn relations_of_two_or_of_one_kind() {
    let visits = get("/api/relations?party=RUS&kind=visit&on=2024-06-30");
    assert_eq!(visits["items"][0]["claims"], json!(["a/b?c#d#0"]));
    let all = get("/api/relations?party=RUS&party=PRK&on=2024-06-30");
    let kinds: Vec<&str> = all["items"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["kind"].as_str().unwrap())
        .collect();
    assert!(
        kinds.contains(&"visit") && kinds.contains(&"sanction") || kinds.contains(&"treaty"),
        "{kinds:?}"
    );
}

#[test]
fn actors_are_completed_the_most_told_first() {
    let found = get("/api/actors?prefix=uk");
    assert_eq!(found[0]["code"], "UKR");
    assert_eq!(found[0]["claims"], 4);
    let korea = get("/api/actors?prefix=korea");
    assert!(
        korea
            .as_array()
            .unwrap()
            .iter()
            .any(|actor| actor["code"] == "PRK")
    );
    let states = get("/api/actors?kind=state&limit=500");
    assert!(
        states
            .as_array()
            .unwrap()
            .iter()
            .all(|actor| actor["kind"] == "state")
    );
    let name = |code: &str| {
        let found = get(&format!("/api/actors?prefix={code}"));
        let mut rows = found.as_array().unwrap().iter();
        let row = rows.find(|actor| actor["code"] == code).unwrap();
        row["name"].as_str().unwrap().to_owned()
    };
    assert_eq!(name("DEU"), "Germany");
    assert_eq!(name("YEM"), "Yemen");
    let outlets = get("/api/sources?prefix=post");
    assert_eq!(outlets, json!([{"name": "Hill Post", "documents": 3}]));
    assert_eq!(get("/api/actors?limit=3").as_array().unwrap().len(), 3);
}

#[test]
fn the_world_counts_what_has_happened() {
    let world = get("/api/world");
    let state = |code: &str| {
        let states = world["states"].as_array().unwrap();
        states
            .iter()
            .find(|state| state["code"] == code)
            .cloned()
            .unwrap_or_default()
    };
    assert_eq!(
        state("UKR"),
        json!({"code": "UKR", "events": 3, "scale": -1.67, "cooperation": 1, "conflict": 2})
    );
    assert_eq!(state("DEU"), Value::Null, "what is to come is not counted");
    assert_eq!(
        world["pairs"][0],
        json!({"a": "RUS", "b": "UKR", "events": 2, "scale": -5.0, "cooperation": 0, "conflict": 2})
    );
    assert_eq!(world["points"][0]["place"], "Kharkiv");
    assert_eq!(world["points"][0]["claim"], "post-1#0");
    let future = get("/api/world?status=future&status=actual&from=2024-06-20");
    let codes: Vec<&str> = future["states"]
        .as_array()
        .unwrap()
        .iter()
        .map(|state| state["code"].as_str().unwrap())
        .collect();
    assert_eq!(codes, ["DEU", "JPN", "UKR"]);
    for (query, events) in [
        ("speaker=Governor+of+Kharkiv", 1),
        ("disbelieve=Governor+of+Kharkiv", 1),
        ("source=HILL+POST", 1),
        ("known=2024-05-07", 1),
        ("actor=RUS", 2),
        ("party=UKR&party=RUS", 2),
        ("recipient=RUS", 0),
        ("confidence=0.95", 0),
    ] {
        let world = get(&format!("/api/world?type=ASSAULT&{query}"));
        assert_eq!(
            world["pairs"][0]["events"].as_u64().unwrap_or(0),
            events,
            "{query}"
        );
    }
}

#[test]
fn a_pair_is_counted_by_day_week_and_month() {
    let expect = |unit: &str, bins: Value| {
        let pair = get(&format!("/api/pair/Ukraine/RUS?unit={unit}"));
        assert_eq!((&pair["a"], &pair["b"]), (&json!("UKR"), &json!("RUS")));
        let days: Vec<Value> = pair["bins"]
            .as_array()
            .unwrap()
            .iter()
            .map(|bin| json!([bin["day"], bin["events"], bin["conflict"]]))
            .collect();
        assert_eq!(Value::from(days), bins, "{unit}");
    };
    expect("day", json!([["2024-05-07", 2, 2]]));
    expect("week", json!([["2024-05-06", 2, 2]]));
    expect("month", json!([["2024-05-01", 2, 2]]));
    assert_eq!(get("/api/pair/RUS/USA")["bins"], json!([]));
}

#[test]
fn the_network_links_allies_and_enemies() {
    let network = get("/api/network?on=2024-06-30");
    let links = network["links"].as_array().unwrap();
    let has = |layer: &str, a: &str, b: &str| {
        links.iter().any(|link| {
            link["layer"] == layer
                && (link["a"] == a && link["b"] == b || link["a"] == b && link["b"] == a)
        })
    };
    assert!(has("alliance", "USA", "DEU"));
    assert!(has("conflict", "RUS", "UKR"));
    assert!(
        links
            .iter()
            .any(|link| link["layer"] == "sanction" && link["b"] == "PRK")
    );
    let nodes = network["nodes"].as_array().unwrap();
    for link in links {
        for end in ["a", "b"] {
            assert!(nodes.iter().any(|node| node["code"] == link[end]), "{link}");
        }
    }
    let some = get("/api/network?on=2024-06-30&layer=conflict");
    assert!(
        some["links"]
            .as_array()
            .unwrap()
            .iter()
            .all(|link| link["layer"] == "conflict")
    );
    let proof = links
        .iter()
        .find(|link| link["layer"] == "alliance" && link["a"] == "DEU")
        .unwrap();
    let id = escaped(proof["id"].as_str().unwrap());
    assert_ne!(
        get(&format!("/api/why/{id}?known=2024-06-30"))["law"],
        json!([])
    );
}

#[test]
fn a_text_is_read_at_once() {
    let reply = OFFICE.post("/api/read", r#"{"text": "Iran blamed Israel for the blast. 😀 Germany sent tanks to Ukraine.", "date": "2024-06-19"}"#);
    assert_eq!(reply.status, 200);
    let read = reply.json();
    let events: Vec<&str> = read["events"]
        .as_array()
        .unwrap()
        .iter()
        .map(|event| event["event"].as_str().unwrap())
        .collect();
    assert!(events.contains(&"ACCUSE"), "{events:?}");
    let text = read["document"]["text"].as_str().unwrap();
    let units: Vec<u16> = text.encode_utf16().collect();
    for mark in read["marks"].as_array().unwrap() {
        let at = |name: &str| mark[name].as_u64().unwrap() as usize;
        let by_bytes = &text[at("start")..at("end")];
        assert_eq!(
            String::from_utf16(&units[at("utf16_start")..at("utf16_end")]).unwrap(),
            by_bytes
        );
    }
    assert!(
        read["marks"]
            .as_array()
            .unwrap()
            .iter()
            .any(|mark| mark["what"] == "trigger")
    );
    assert!(
        read["why"]
            .as_array()
            .unwrap()
            .iter()
            .any(|line| line.as_str().unwrap().ends_with("decides"))
    );
}

#[test]
fn an_answer_that_is_known_is_not_sent_again() {
    let first = OFFICE.get("/api/status");
    let again =
        support::request("GET", "/api/status").header("if-none-match", first.header("etag"));
    let again = OFFICE.ask(again.body(axum::body::Body::empty()).unwrap());
    assert_eq!((again.status.as_u16(), again.bytes.len()), (304, 0));
}

#[test]
fn lists_and_answers_come_as_rows_and_columns() {
    let lines = OFFICE.get("/api/claims?format=jsonl&type=ASSAULT");
    let ids: Vec<Value> = String::from_utf8(lines.bytes.clone())
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str::<Value>(line).unwrap()["id"].clone())
        .collect();
    assert_eq!(ids, ["post-1#0", "wire-1#0"]);
    assert_eq!(lines.header("content-type"), "application/x-ndjson");
    let page = OFFICE.get("/api/claims?format=jsonl&limit=1");
    let next = page.header("casus-next").to_owned();
    let rest = OFFICE.get(&format!("/api/claims?format=jsonl&cursor={next}"));
    assert_eq!(rest.bytes.iter().filter(|byte| **byte == b'\n').count(), 4);
    let csv = OFFICE.get("/api/claims?format=csv");
    assert!(
        csv.bytes.starts_with(b"id,document,"),
        "{}",
        String::from_utf8_lossy(&csv.bytes)
    );
    let parquet = OFFICE.get("/api/claims?format=parquet");
    assert!(parquet.bytes.starts_with(b"PAR1") && parquet.bytes.ends_with(b"PAR1"));
    let accepted = support::request("GET", "/api/claims").header(
        "accept",
        "text/html, application/vnd.apache.arrow.stream;q=0.9",
    );
    let arrow = OFFICE.ask(accepted.body(axum::body::Body::empty()).unwrap());
    assert_eq!(
        arrow.header("content-type"),
        "application/vnd.apache.arrow.stream"
    );
    let batches: Vec<_> = arrow_ipc::reader::StreamReader::try_new(&arrow.bytes[..], None)
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert_eq!(batches[0].num_rows(), 5);
    assert_eq!(
        OFFICE.get("/api/claims").header("content-type"),
        "application/json",
        "what is kept is kept by its kind"
    );
    let answer = OFFICE.get("/api/ask/timeline?party=RUS&party=UKR&format=csv");
    let text = String::from_utf8(answer.bytes).unwrap();
    assert_eq!(
        text.lines().next(),
        Some("id,day,event,actor,recipient,status,said,sentence,claims")
    );
    assert_eq!(text.lines().count(), 3);
    let answer = OFFICE.get("/api/ask/timeline?party=RUS&party=UKR&format=parquet");
    assert!(answer.bytes.starts_with(b"PAR1"));
}
