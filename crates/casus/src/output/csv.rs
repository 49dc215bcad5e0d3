//! Event records as flat CSV (RFC 4180): one row an event, lists joined by `;`.
//!
//! Of a list of actors there are as many items in every column of it, so that they can be put together again; the
//! several sectors of one actor are joined by `+`.

use crate::wire::{ActorRecord, EventRecord};

const COLUMNS: &[&str] = &[
    "id",
    "document",
    "date",
    "date_text",
    "event",
    "mode",
    "context",
    "actor",
    "actor_name",
    "actor_code",
    "actor_sector",
    "recipient",
    "recipient_name",
    "recipient_code",
    "recipient_sector",
    "status",
    "condition",
    "speaker",
    "speaker_code",
    "stance",
    "place",
    "place_country",
    "lat",
    "lon",
    "geonameid",
    "quantities",
    "goods",
    "exchange",
    "cameo",
    "goldstein",
    "quad_code",
    "event_scale",
    "sentence",
    "start",
    "end",
    "trigger",
    "rule",
    "confidence",
    "publisher",
];

/// The first row: the names of the columns.
pub fn csv_header() -> Vec<u8> {
    let mut bytes = Vec::new();
    write_row(&mut bytes, COLUMNS.iter().map(ToString::to_string));
    bytes
}

/// The records as rows.
pub fn csv_rows(records: &[EventRecord]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(records.len() * 256);
    for record in records {
        write_row(&mut bytes, cells(record).into_iter());
    }
    bytes
}

fn cells(e: &EventRecord) -> Vec<String> {
    let mut cells = vec![
        e.id.clone(),
        e.document.clone(),
        shown(e.date.as_ref()),
        shown(e.date_text.as_ref().map(|words| &words.text)),
        e.event.clone(),
        e.mode.join(";"),
        e.context.join(";"),
    ];
    cells.extend(actor_cells(&e.actor));
    cells.extend(actor_cells(&e.recipient));
    cells.push(e.status.to_string());
    cells.push(shown(e.condition.as_ref().map(|words| &words.text)));
    cells.extend(speaker_cells(e));
    cells.extend(place_cells(e));
    cells.extend([
        join(&e.quantities, |q| {
            format!("{}={}{}", q.kind, q.value, prefixed(' ', q.unit.as_ref()))
        }),
        join(&e.goods, |g| format!("{}={}", g.class, g.text)),
        join(e.exchange.as_deref().unwrap_or_default(), Clone::clone),
        shown(e.cameo.as_ref()),
        shown(e.goldstein.as_ref()),
        e.quad_code.to_string(),
        e.event_scale.to_string(),
        e.text_info.sentence.to_string(),
        e.text_info.start.to_string(),
        e.text_info.end.to_string(),
        e.text_info.trigger.text.clone(),
        e.rule.clone(),
        e.confidence.to_string(),
        shown(e.publisher.as_ref()),
    ]);
    cells
}

fn actor_cells(actors: &[ActorRecord]) -> [String; 4] {
    [
        join(actors, |actor| actor.text.clone()),
        join(actors, |actor| shown(actor.name.as_ref())),
        join(actors, |actor| actor.code.clone()),
        join(actors, |actor| actor.sector.join("+")),
    ]
}

fn speaker_cells(e: &EventRecord) -> [String; 3] {
    let speaker = |of: fn(&ActorRecord) -> String| {
        join(&e.attribution, |link| {
            link.speaker.as_ref().map(of).unwrap_or_default()
        })
    };
    [
        speaker(|actor| actor.text.clone()),
        speaker(|actor| actor.code.clone()),
        join(&e.attribution, |link| link.stance.to_string()),
    ]
}

fn place_cells(e: &EventRecord) -> [String; 5] {
    let Some(place) = &e.event_loc else {
        return Default::default();
    };
    [
        place.name.clone(),
        place.country.clone(),
        shown(place.lat.as_ref()),
        shown(place.lon.as_ref()),
        shown(place.geonameid.as_ref()),
    ]
}

fn shown<T: ToString>(value: Option<&T>) -> String {
    value.map(ToString::to_string).unwrap_or_default()
}

fn prefixed(prefix: char, value: Option<&String>) -> String {
    value.map(|v| format!("{prefix}{v}")).unwrap_or_default()
}

/// The items joined by `;`, which within an item becomes a comma.
fn join<T>(items: &[T], of: impl Fn(&T) -> String) -> String {
    let cells = items.iter().map(|item| of(item).replace(';', ","));
    cells.collect::<Vec<_>>().join(";")
}

fn write_row(bytes: &mut Vec<u8>, cells: impl Iterator<Item = String>) {
    for (index, cell) in cells.enumerate() {
        if index > 0 {
            bytes.push(b',');
        }
        if cell.contains(['"', ',', '\n', '\r']) {
            bytes.extend(format!("\"{}\"", cell.replace('"', "\"\"")).bytes());
        } else {
            bytes.extend(cell.bytes());
        }
    }
    bytes.extend(b"\r\n");
}
