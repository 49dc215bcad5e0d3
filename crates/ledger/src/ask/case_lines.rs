//! Cases as lines of an answer.

use super::{Answer, Row};
use crate::cases::Case;

const CASES: &[&str] = &[
    "days",
    "event",
    "actor",
    "recipient",
    "where",
    "claims",
    "origins",
    "values",
    "denied by",
];

impl Answer {
    /// Happenings, each with the values that are told of it side by side.
    pub fn of_cases(title: String, cases: &[Case]) -> Answer {
        Answer::lined(title, CASES, cases.iter().map(case_row).collect())
    }
}

fn case_row(case: &Case) -> Row {
    let days = if case.first_day == case.last_day {
        case.first_day.clone()
    } else {
        format!("{} to {}", case.first_day, case.last_day)
    };
    let claims: Vec<String> = case.claims.iter().map(|stored| stored.id.clone()).collect();
    let value = |value: &crate::cases::Value| {
        let unit = value
            .unit
            .as_deref()
            .map(|unit| format!(" {unit}"))
            .unwrap_or_default();
        format!(
            "{} {}{unit} (by {})",
            value.kind,
            value.value,
            value.said_by.join(", ")
        )
    };
    let values: Vec<String> = case.values.iter().map(value).collect();
    Row {
        id: case.id.clone(),
        cells: vec![
            days,
            case.event.clone(),
            case.actors.join(" + "),
            case.recipients.join(" + "),
            case.places.join(", "),
            claims.len().to_string(),
            case.origins.to_string(),
            values.join(" / "),
            case.denied_by.join(", "),
        ],
        json: serde_json::json!({
            "id": case.id, "event": case.event, "first_day": case.first_day, "last_day": case.last_day,
            "actor": case.actors, "recipient": case.recipients, "place": case.places, "origins": case.origins,
            "values": case.values.iter().map(|value| serde_json::json!({
                "kind": value.kind, "value": value.value, "unit": value.unit, "said_by": value.said_by,
            })).collect::<Vec<_>>(),
            "denied_by": case.denied_by, "claims": claims,
        }),
        claims,
    }
}
