//! A strict checker for the part of JSON Schema 2020-12 that our schema uses.
//!
//! A keyword that it does not know is a fault of its own, so that no part of the schema goes unchecked.

#![allow(clippy::expect_used)] // What a test needs and does not get fails the test.

use serde_json::{Map, Value};

/// All that is wrong with the value, each with the path to it. Empty: it fits.
pub(crate) fn faults(root: &Value, value: &Value) -> Vec<String> {
    let mut faults = Vec::new();
    check(root, root, value, "$", &mut faults);
    faults
}

const ANNOTATIONS: &[&str] = &["$schema", "$id", "$defs", "title", "description"];

fn check(root: &Value, schema: &Value, value: &Value, path: &str, faults: &mut Vec<String>) {
    let keywords = schema.as_object().expect("a schema is an object");
    for (keyword, rule) in keywords {
        if ANNOTATIONS.contains(&keyword.as_str()) {
            continue;
        }
        if !holds(root, keywords, keyword, rule, value, path, faults) {
            faults.push(format!(
                "{path}: {keyword} {rule} does not hold for {value}"
            ));
        }
    }
}

/// Whether one keyword holds; faults within the value are added to the list.
fn holds(
    root: &Value,
    keywords: &Map<String, Value>,
    keyword: &str,
    rule: &Value,
    value: &Value,
    path: &str,
    faults: &mut Vec<String>,
) -> bool {
    let list = || rule.as_array().expect("the keyword takes a list");
    match keyword {
        "$ref" => {
            let name = rule.as_str().and_then(|r| r.strip_prefix("#/$defs/"));
            let schema = &root["$defs"][name.expect("a reference to a definition")];
            check(root, schema, value, path, faults);
            true
        }
        "anyOf" => list().iter().any(|schema| {
            let mut inner = Vec::new();
            check(root, schema, value, path, &mut inner);
            inner.is_empty()
        }),
        "type" => match rule {
            Value::String(name) => is(value, name),
            _ => list()
                .iter()
                .any(|name| is(value, name.as_str().expect("a name"))),
        },
        "enum" => list().contains(value),
        "minLength" => value
            .as_str()
            .is_none_or(|s| s.chars().count() as u64 >= count(rule)),
        "maxLength" => value
            .as_str()
            .is_none_or(|s| s.chars().count() as u64 <= count(rule)),
        "minItems" => value
            .as_array()
            .is_none_or(|a| a.len() as u64 >= count(rule)),
        "minimum" => value
            .as_f64()
            .is_none_or(|n| n >= rule.as_f64().expect("a number")),
        "maximum" => value
            .as_f64()
            .is_none_or(|n| n <= rule.as_f64().expect("a number")),
        "required" => value.as_object().is_none_or(|object| {
            list()
                .iter()
                .all(|name| object.contains_key(name.as_str().expect("a name")))
        }),
        "additionalProperties" => {
            assert_eq!(rule, &Value::Bool(false), "only false is known");
            let known = keywords["properties"].as_object().expect("properties");
            value
                .as_object()
                .is_none_or(|object| object.keys().all(|name| known.contains_key(name)))
        }
        "properties" => {
            for (name, schema) in rule.as_object().expect("properties") {
                if let Some(inner) = value.get(name) {
                    check(root, schema, inner, &format!("{path}.{name}"), faults);
                }
            }
            true
        }
        "items" => {
            for (index, item) in value.as_array().into_iter().flatten().enumerate() {
                check(root, rule, item, &format!("{path}[{index}]"), faults);
            }
            true
        }
        unknown => panic!("{path}: the checker does not know the keyword {unknown}"),
    }
}

fn count(rule: &Value) -> u64 {
    rule.as_u64().expect("a count")
}

fn is(value: &Value, name: &str) -> bool {
    match name {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "integer" => value.is_u64() || value.is_i64(),
        "number" => value.is_number(),
        "null" => value.is_null(),
        _ => panic!("the checker does not know the type {name}"),
    }
}
