//! What a ledger holds, in the shapes that the field knows.
//!
//! A reader goes in; event records, rows with the columns of GDELT 2.0, or pairs of states by day come out, in portions,
//! so that memory does not grow with the ledger. What the reader's view leaves out is left out. Tables of obligations,
//! sanctions and transfers are in [`field`].

pub mod field;

use crate::error::Error;
use crate::output::GDELT;
use crate::wire::{
    ActorRecord, AttributionRecord, EventRecord, Fields, GoodsRecord, Number, PlaceRecord,
    QuantityRecord, TextInfo, Words as WordsRecord,
};
use casus_codebook::Codebook;
use casus_codebook::world::days;
use casus_ledger::ask::Answer;
use casus_ledger::claim::{Actor, Claim, Goods, Party, Place, Quantity, Role, Speaker, Words};
use casus_ledger::{Event, Reader, Stored};
use serde_json::value::RawValue;

/// So many claims are read at once.
const PORTION: usize = 2_000;

/// The events, in the order in which they were added, a portion at a time.
///
/// # Errors
///
/// Where the ledger cannot be read, or what takes the events says so.
pub fn events(
    reader: &Reader,
    mut take: impl FnMut(Vec<EventRecord>) -> Result<(), Error>,
) -> Result<(), Error> {
    each(reader, |events| {
        take(events.into_iter().map(event).collect())
    })
}

fn each(
    reader: &Reader,
    mut take: impl FnMut(Vec<Event>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut last = 0;
    loop {
        let (events, until) = reader.events_after(last, PORTION)?;
        let Some(until) = until else { return Ok(()) };
        last = until;
        take(events)?;
    }
}

/// Actual events as rows of GDELT, one for each pair of actor and recipient: the cells of [`GDELT`].
///
/// # Errors
///
/// As [`events`].
pub fn gdelt(
    reader: &Reader,
    mut take: impl FnMut(Vec<Vec<String>>) -> Result<(), Error>,
) -> Result<(), Error> {
    each(reader, |events| {
        let so =
            |event: &&Event| matches!(event.stored.claim.status.as_str(), "actual" | "historical");
        take(events.iter().filter(so).flat_map(rows).collect())
    })
}

/// Adds to an answer the numbers of Correlates of War and of Gleditsch and Ward that hold on the day of each line:
/// columns `NAME_cow` and `NAME_gw` behind each of these columns.
pub fn with_numbers(answer: &mut Answer, book: &Codebook, columns: &[&str], day: &str) {
    let at = |answer: &Answer, name: &str| answer.columns.iter().position(|column| column == name);
    for name in columns {
        let (Some(code), Some(day)) = (at(answer, name), at(answer, day)) else {
            continue;
        };
        for row in &mut answer.rows {
            let cell = |at: usize| row.cells.get(at).map_or("", String::as_str);
            let on = days(cell(day)).map(|period| period.from);
            let state = on.and_then(|on| book.world.state_on(cell(code), on));
            let numbers = [
                state.and_then(|state| state.cow),
                state.and_then(|state| state.gw),
            ];
            for (kind, number) in ["cow", "gw"].iter().zip(numbers) {
                if let Some(object) = row.json.as_object_mut() {
                    object.insert(format!("{name}_{kind}"), number.into());
                }
            }
            let cells = numbers.map(|number| number.map(|n| n.to_string()).unwrap_or_default());
            row.cells.splice(code + 1..code + 1, cells);
        }
        let names = ["cow", "gw"].map(|kind| format!("{name}_{kind}"));
        answer.columns.splice(code + 1..code + 1, names);
    }
}

/// A claim as an event record; an obligation has its kind as the event.
pub fn record(stored: Stored) -> EventRecord {
    event(Event {
        stored,
        ..Event::default()
    })
}

fn event(event: Event) -> EventRecord {
    let Event { stored, fields, .. } = event;
    let document = stored
        .id
        .rsplit_once(['#', '!'])
        .map_or("", |(document, _)| document)
        .to_owned();
    let Claim { parties, .. } = &stored.claim;
    let of = |role: Role| {
        parties
            .iter()
            .filter(|party| party.role == role)
            .map(party)
            .collect()
    };
    let claim = &stored.claim;
    EventRecord {
        id: stored.id.clone(),
        date: claim.date.clone(),
        date_text: claim.date_text.as_ref().map(words),
        event: claim.event.clone(),
        mode: claim.modes.clone(),
        context: claim.contexts.clone(),
        actor: of(Role::Actor),
        recipient: of(Role::Recipient),
        status: claim.status.clone().into(),
        condition: claim.condition.as_ref().map(words),
        attribution: claim.speakers.iter().map(speaker).collect(),
        event_loc: claim.place.as_ref().map(place),
        quantities: claim.quantities.iter().map(quantity).collect(),
        goods: claim.goods.iter().map(goods).collect(),
        exchange: exchange(&document, &claim.exchange),
        cameo: claim.cameo.clone(),
        goldstein: claim.goldstein,
        quad_code: claim.quad_code,
        event_scale: claim.scale,
        text_info: TextInfo {
            sentence: claim.sentence,
            start: claim.span.start,
            end: claim.span.end,
            trigger: words(&claim.trigger),
        },
        rule: claim.rule.clone(),
        confidence: claim.confidence,
        publisher: stored.publisher.clone(),
        document_fields: document_fields(fields.as_deref()),
        document,
    }
}

fn exchange(document: &str, others: &[u32]) -> Option<Vec<String>> {
    let ids = others.iter().map(|number| format!("{document}#{number}"));
    (!others.is_empty()).then(|| ids.collect())
}

fn document_fields(json: Option<&str>) -> Fields {
    let object: Option<serde_json::Map<String, serde_json::Value>> =
        json.and_then(|json| serde_json::from_str(json).ok());
    let raw = |value| RawValue::from_string(serde_json::Value::to_string(&value)).ok();
    let entries = object.into_iter().flatten();
    Fields(
        entries
            .filter_map(|(name, value)| Some((name, raw(value)?)))
            .collect(),
    )
}

fn words(words: &Words) -> WordsRecord {
    WordsRecord {
        text: words.text.clone(),
        start: words.span.start,
        end: words.span.end,
    }
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn party(party: &Party) -> ActorRecord {
    actor(&party.actor, &party.words)
}

fn actor(actor: &Actor, words: &Words) -> ActorRecord {
    ActorRecord {
        text: words.text.clone(),
        start: words.span.start,
        end: words.span.end,
        name: some(&actor.name),
        code: actor.code.clone(),
        sector: actor.sectors.clone(),
        wikidata: some(&actor.wikidata),
        office: some(&actor.office),
    }
}

fn speaker(speaker: &Speaker) -> AttributionRecord {
    let mention = speaker.actor.as_ref().zip(speaker.words.as_ref());
    AttributionRecord {
        speaker: mention.map(|(who, words)| actor(who, words)),
        cue: speaker.cue.as_ref().map(words),
        stance: speaker.stance.clone().into(),
    }
}

fn place(place: &Place) -> PlaceRecord {
    PlaceRecord {
        text: place.words.text.clone(),
        start: place.words.span.start,
        end: place.words.span.end,
        name: place.name.clone(),
        country: place.country.clone(),
        lat: place.point.map(|point| point.0),
        lon: place.point.map(|point| point.1),
        geonameid: place.geoname,
    }
}

fn quantity(quantity: &Quantity) -> QuantityRecord {
    QuantityRecord {
        kind: quantity.kind.clone(),
        value: Number(quantity.value),
        unit: quantity.unit.clone(),
        text: quantity.words.text.clone(),
        start: quantity.words.span.start,
        end: quantity.words.span.end,
    }
}

fn goods(goods: &Goods) -> GoodsRecord {
    GoodsRecord {
        class: goods.class.clone(),
        text: goods.words.text.clone(),
        start: goods.words.span.start,
        end: goods.words.span.end,
    }
}

/// The rows of an event: each actor with each recipient, or alone.
fn rows(event: &Event) -> Vec<Vec<String>> {
    let parties = &event.stored.claim.parties;
    let of = |role: Role| -> Vec<Option<&Party>> {
        let found: Vec<_> = parties
            .iter()
            .filter(|party| party.role == role)
            .map(Some)
            .collect();
        if found.is_empty() { vec![None] } else { found }
    };
    let mut rows = Vec::new();
    for actor in of(Role::Actor) {
        for recipient in of(Role::Recipient) {
            rows.push(row(event, rows.len(), actor, recipient));
        }
    }
    rows
}

fn row(
    event: &Event,
    number: usize,
    actor: Option<&Party>,
    recipient: Option<&Party>,
) -> Vec<String> {
    let stored = &event.stored;
    let claim = &stored.claim;
    let digits =
        |day: &str, most: usize| day.replace('-', "").chars().take(most).collect::<String>();
    let cameo = claim.cameo.as_deref().unwrap_or_default();
    let head = |most: usize| cameo.chars().take(most).collect::<String>();
    let mut cells: Vec<(&str, String)> = vec![
        (
            "GLOBALEVENTID",
            (stored.key * 100 + number as i64).to_string(),
        ),
        ("SQLDATE", digits(&stored.first_day, 8)),
        ("MonthYear", digits(&stored.first_day, 6)),
        ("Year", digits(&stored.first_day, 4)),
        ("IsRootEvent", u8::from(claim.sentence == 0).to_string()),
        ("EventCode", cameo.to_owned()),
        ("EventBaseCode", head(3)),
        ("EventRootCode", head(2)),
        ("QuadClass", claim.quad_code.to_string()),
        (
            "GoldsteinScale",
            claim.goldstein.map(|n| n.to_string()).unwrap_or_default(),
        ),
        ("NumMentions", event.claims.to_string()),
        ("NumSources", event.origins.to_string()),
        ("DATEADDED", digits(&stored.known, 8)),
        ("SOURCEURL", event.url.clone().unwrap_or_default()),
    ];
    for (side, party) in [("Actor1", actor), ("Actor2", recipient)] {
        cells.extend(
            party
                .into_iter()
                .flat_map(|party| party_cells(side, &party.actor)),
        );
    }
    if let Some(place) = &claim.place {
        cells.extend([
            ("ActionGeo_Fullname", place.name.clone()),
            ("ActionGeo_CountryCode", place.country.clone()),
            (
                "ActionGeo_FeatureID",
                place.geoname.map(|n| n.to_string()).unwrap_or_default(),
            ),
        ]);
        if let Some((north, east)) = place.point {
            cells.extend([
                ("ActionGeo_Lat", north.to_string()),
                ("ActionGeo_Long", east.to_string()),
            ]);
        }
    }
    let cell = |name: &&str| {
        cells
            .iter()
            .find(|(own, _)| own == name)
            .map(|(_, cell)| cell.clone())
    };
    GDELT
        .iter()
        .map(|name| cell(name).unwrap_or_default())
        .collect()
}

fn party_cells(side: &str, actor: &Actor) -> Vec<(&'static str, String)> {
    let own = |what: &str| {
        let name = format!("{side}{what}");
        GDELT.iter().find(|column| **column == name).copied()
    };
    let sectors = actor.sectors.concat();
    let mut cells = vec![
        (own("Code"), format!("{}{sectors}", actor.code)),
        (own("Name"), actor.name.clone()),
        (own("CountryCode"), actor.code.clone()),
    ];
    let kinds = ["Type1Code", "Type2Code", "Type3Code"];
    cells.extend(
        kinds
            .iter()
            .zip(&actor.sectors)
            .map(|(kind, sector)| (own(kind), sector.clone())),
    );
    cells
        .into_iter()
        .filter_map(|(name, cell)| Some((name?, cell)))
        .collect()
}
