//! The JSON record, field by field, and against its schema.

#![allow(clippy::expect_used)] // What a test needs and does not get fails the test.

mod support;

use casus_events::wire::{EVENT_SCHEMA, OBLIGATION_SCHEMA};
use casus_events::{output, record};
use serde_json::{Value, json};
use support::{TEXT, ontology, reading, schema};

fn written() -> Vec<Value> {
    let bytes = output::lines(&record::events(&reading(), &ontology()));
    let text = String::from_utf8(bytes).expect("JSON is UTF-8");
    let lines = text.lines();
    lines
        .map(|line| serde_json::from_str(line).expect("each line is an object"))
        .collect()
}

#[test]
fn a_full_record_has_the_fields_in_their_order() {
    let expected = json!({
        "id": "k-1#0", "document": "k-1", "date": "2024-06-19",
        "date_text": {"text": "on Wednesday", "start": 48, "end": 60},
        "event": "CONSULT", "mode": ["odd", "visit"], "context": ["diplomatic"],
        "actor": [{"text": "President Putin", "start": 12, "end": 27, "name": "Vladimir Putin", "code": "RUS",
                   "sector": ["GOV", "ELI"], "wikidata": "Q7747", "office": "President of Russia"}],
        "recipient": [{"text": "North Korea", "start": 36, "end": 47, "name": "North Korea", "code": "PRK",
                       "sector": [], "wikidata": null}],
        "status": "actual", "condition": null,
        "attribution": [{"speaker": {"text": "state media", "start": 62, "end": 73, "name": null, "code": "",
                                     "sector": [], "wikidata": null},
                         "cue": {"text": "said.", "start": 74, "end": 79}, "stance": "asserts"}],
        "event_loc": {"text": "North Korea", "start": 36, "end": 47, "name": "North Korea", "country": "PRK",
                      "lat": 39.03, "lon": 125.75, "geonameid": 1873107},
        "quantities": [], "goods": [], "exchange": null, "cameo": "042", "goldstein": 1.9, "quad_code": 1, "event_scale": 4.0,
        "text_info": {"sentence": 1, "start": 12, "end": 79, "trigger": {"text": "visited", "start": 28, "end": 35}},
        "rule": "consult/visit", "confidence": 0.912,
        "publisher": "Examples; \"daily\"",
        "document_fields": {"wire": {"n": 12345678901234567890_u64}, "broken": "{"}
    });
    // Compared as text, since the order of the fields is part of the contract.
    assert_eq!(written()[0].to_string(), expected.to_string());
}

#[test]
fn what_is_not_known_is_null_or_empty() {
    let record = &written()[1];
    for field in ["date", "date_text", "event_loc", "cameo", "goldstein"] {
        assert_eq!(record[field], Value::Null, "{field}");
    }
    for field in ["mode", "context", "recipient"] {
        assert_eq!(record[field], json!([]), "{field}");
    }
    assert_eq!(
        record["attribution"],
        json!([{"speaker": null, "cue": null, "stance": "doubts"}])
    );
    assert_eq!(record["exchange"], json!(["k-1#0"]));
    assert_eq!(record["event_scale"], json!(10.0));
    assert_eq!(record["condition"]["text"], "If Seoul agrees");
    assert_eq!(record["quantities"][0]["value"].to_string(), "24");
    assert_eq!(record["goods"][0]["class"], "vehicles");
}

#[test]
fn records_fit_the_schema() {
    let schema: Value = serde_json::from_str(EVENT_SCHEMA).expect("the schema is JSON");
    for record in written() {
        assert_eq!(schema::faults(&schema, &record), Vec::<String>::new());
    }
}

#[test]
fn the_schema_refuses_what_does_not_fit() {
    let schema: Value = serde_json::from_str(EVENT_SCHEMA).expect("the schema is JSON");
    let good = written().remove(0);
    let spoilt = |spoil: &dyn Fn(&mut Value)| {
        let mut record = good.clone();
        spoil(&mut record);
        schema::faults(&schema, &record)
    };
    assert_eq!(spoilt(&|_| {}), Vec::<String>::new());
    assert_eq!(spoilt(&|r| r["status"] = json!("perhaps")).len(), 1);
    assert_eq!(spoilt(&|r| r["event"] = json!("QUARREL")).len(), 1);
    assert_eq!(spoilt(&|r| r["colour"] = json!("red")).len(), 1);
    assert_eq!(spoilt(&|r| r["actor"][0]["start"] = json!(-1)).len(), 1);
    assert_eq!(
        spoilt(&|r| r["attribution"][0]["stance"] = json!("sings")).len(),
        1
    );
    assert_eq!(
        spoilt(&|r| {
            r.as_object_mut().expect("object").remove("rule");
        })
        .len(),
        1
    );
}

#[test]
fn every_span_holds_its_words() {
    fn look(value: &Value) {
        if let (Some(text), Some(start), Some(end)) = (
            value["text"].as_str(),
            value["start"].as_u64(),
            value["end"].as_u64(),
        ) {
            assert_eq!(&TEXT[start as usize..end as usize], text);
        }
        let inner = value.as_array().into_iter().flatten();
        inner
            .chain(value.as_object().into_iter().flat_map(|o| o.values()))
            .for_each(look);
    }
    written().iter().for_each(look);
}

#[test]
fn an_obligation_is_a_record_of_its_own() {
    let bytes = output::lines(&record::obligations(&reading()));
    let text = String::from_utf8(bytes).expect("JSON is UTF-8");
    let record: Value = serde_json::from_str(text.trim_end()).expect("one line");
    let expected = json!({
        "id": "k-1!0", "document": "k-1", "kind": "aid",
        "bound": [{"text": "Minsk", "start": TEXT.find("Minsk"), "end": TEXT.find("Minsk").map(|at| at + 5),
                   "name": "Belarus", "code": "BLR", "sector": [], "wikidata": null}],
        "toward": [],
        "condition": {"text": "If Seoul agrees", "start": TEXT.find("If"), "end": TEXT.find(", Minsk")},
        "status": "hypothetical", "attribution": [], "treaty": null, "article": "42(7)", "date": null,
        "date_text": null,
        "text_info": {"sentence": 2, "start": TEXT.find("If"), "end": TEXT.len(),
                      "trigger": {"text": "send", "start": TEXT.find("send"), "end": TEXT.find("send").map(|at| at + 4)}},
        "rule": "obligations/send:3"
    });
    assert_eq!(record, expected);
    let schema: Value = serde_json::from_str(OBLIGATION_SCHEMA).expect("the schema is JSON");
    assert_eq!(schema::faults(&schema, &record), Vec::<String>::new());
    let mut odd = record.clone();
    odd["kind"] = json!("friendship");
    odd["bound"] = json!([]);
    assert_eq!(schema::faults(&schema, &odd).len(), 2);
}
