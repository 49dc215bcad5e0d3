//! `POST /api/read`: a text to its events at once, and why. Nothing is kept of it.

use super::words::Units;
use super::{App, Given, JSON};
use crate::kept::Answer;
use crate::params::checked_day;
use crate::problem::Problem;
use crate::shared::Work;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use casus_events::{Document, Reading, record};
use casus_ledger::View;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;

/// No body is longer, in bytes.
const LONGEST: usize = 256 * 1024;

/// A text that is to be read.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct Text {
    /// The text.
    text: String,
    /// The day of the report, such as 2024-06-19.
    #[serde(default)]
    #[schema(format = Date)]
    date: Option<String>,
    /// The headline.
    #[serde(default)]
    title: Option<String>,
    /// Who publishes it.
    #[serde(default)]
    publisher: Option<String>,
}

/// What a text tells.
#[derive(Serialize, ToSchema)]
struct Read {
    /// The text as it was read.
    document: Page,
    /// Event records, as `casus read` writes them.
    #[schema(value_type = Vec<Object>)]
    events: Vec<Value>,
    /// The words of the events, by their events.
    marks: Vec<Spot>,
    /// Why: for each word that could tell an event, the frames and rules that were tried, and what failed.
    why: Vec<String>,
}

/// The text as it was read.
#[derive(Serialize, ToSchema)]
struct Page {
    /// The text.
    text: String,
    /// The day of the report.
    date: Option<String>,
    /// Where its sentences begin and end, in bytes.
    sentences: Vec<(u32, u32)>,
}

/// A piece of the text and what it is.
#[derive(Serialize, ToSchema)]
struct Spot {
    /// The event.
    event: String,
    /// `trigger`, `actor`, `recipient`, `speaker`, `cue`, `date`, `place`, `goods`, `quantity` or `condition`.
    what: String,
    /// Where it begins, in bytes.
    start: u32,
    /// Where it ends.
    end: u32,
    /// Where it begins, in units of UTF-16.
    utf16_start: u32,
    /// Where it ends.
    utf16_end: u32,
}

/// Reads a text and gives its events, their words, and why. Nothing is kept of it.
#[utoipa::path(
    post,
    path = "/api/read",
    request_body = Text,
    responses((status = 200, body = Read), (status = "default", body = crate::problem::ProblemBody, content_type = "application/problem+json"))
)]
pub(super) async fn read(State(shared): App, headers: HeaderMap, body: Body) -> Given {
    let kind = headers
        .get(header::CONTENT_TYPE)
        .and_then(|kind| kind.to_str().ok());
    let kind = kind
        .unwrap_or_default()
        .split(';')
        .next()
        .unwrap_or_default();
    if !kind.trim().eq_ignore_ascii_case(JSON) {
        return Err(Problem::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "unsupported-type",
            "the body is not said to be JSON",
            "send `Content-Type: application/json` and {\"text\": \"...\", \"date\": \"2024-06-19\"}",
        ));
    }
    let bytes = to_bytes(body, LONGEST).await.map_err(|_| too_large())?;
    let mut text: Text = serde_json::from_slice(&bytes).map_err(|error| {
        Problem::asked(
            "bad-body",
            format!("the body cannot be read: {error}"),
            "send {\"text\": \"...\", \"date\": \"2024-06-19\"}",
        )
    })?;
    text.date = match text.date {
        Some(date) => Some(checked_day("date", &date)?),
        None => None,
    };
    let answer = shared.work(View::default(), move |work| {
        let bytes = serde_json::to_vec(&events(work, text));
        let bytes = bytes.map_err(|error| Problem::internal(error.to_string()))?;
        Ok(Answer::new(JSON, bytes))
    });
    Ok(super::sent(&answer.await?, &headers))
}

fn too_large() -> Problem {
    Problem::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "body-too-large",
        format!("the body is longer than {LONGEST} bytes, or did not arrive"),
        "send a shorter text; `casus add` reads longer ones",
    )
}

fn events(work: &Work<'_>, text: Text) -> Read {
    let engine = &work.shared.engine;
    let reading = engine.explain(Document {
        id: "text".into(),
        text: text.text,
        date: text.date,
        title: text.title,
        publisher: text.publisher,
        ..Document::default()
    });
    let events: Vec<Value> = record::events(&reading, &engine.codebook().ontology)
        .into_iter()
        .map(|event| serde_json::to_value(event).unwrap_or_default())
        .collect();
    let units = Units::new(&reading.document.text);
    let mut marks = Vec::new();
    for event in &events {
        let id = event.get("id").and_then(Value::as_str).unwrap_or_default();
        spots(event, id, &units, &mut marks);
    }
    let sentences = reading
        .trees
        .iter()
        .map(|tree| (tree.span.start, tree.span.end));
    Read {
        why: why(&reading),
        events,
        marks,
        document: Page {
            sentences: sentences.collect(),
            date: reading.document.date,
            text: reading.document.text,
        },
    }
}

/// The fields of an event record that have places in the text, and what the words there are.
const FIELDS: &[(&str, &str)] = &[
    ("/text_info/trigger", "trigger"),
    ("/actor", "actor"),
    ("/recipient", "recipient"),
    ("/date_text", "date"),
    ("/event_loc", "place"),
    ("/quantities", "quantity"),
    ("/goods", "goods"),
    ("/condition", "condition"),
];

fn spots(event: &Value, id: &str, units: &Units<'_>, marks: &mut Vec<Spot>) {
    let mut add = |what: &str, words: &Value| {
        let place = |name: &str| words.get(name)?.as_u64()?.try_into().ok();
        if let (Some(start), Some(end)) = (place("start"), place("end")) {
            marks.push(Spot {
                event: id.to_owned(),
                what: what.to_owned(),
                start,
                end,
                utf16_start: units.of(start),
                utf16_end: units.of(end),
            });
        }
    };
    for (field, what) in FIELDS {
        match event.pointer(field) {
            Some(Value::Array(list)) => list.iter().for_each(|words| add(what, words)),
            Some(words) => add(what, words),
            None => {}
        }
    }
    let links = event.get("attribution").and_then(Value::as_array);
    for link in links.into_iter().flatten() {
        for (field, what) in [("speaker", "speaker"), ("cue", "cue")] {
            link.get(field).iter().for_each(|words| add(what, words));
        }
    }
}

/// The frames and rules that were tried, in lines.
fn why(reading: &Reading) -> Vec<String> {
    let trial = |trial: &casus_events::Trial| {
        let verdict = match (trial.chosen, trial.failed.is_empty()) {
            (true, _) => "decides".to_owned(),
            (false, true) => "fits, but another decides".to_owned(),
            (false, false) => format!("fails at {}", trial.failed),
        };
        let word = trial.trigger.of(&reading.document.text);
        format!("\"{word}\": {}: {verdict}", trial.rule)
    };
    reading.coded.trials.iter().map(trial).collect()
}
