//! The coder's events to the records that are written out.
//!
//! A coded document goes in; records with the words of every span, ids, and what the ontology knows of the type (CAMEO,
//! Goldstein, quad code, scale) come out. Nothing is judged here: what the coder did not find stays null or empty.

use crate::engine::Reading;
use crate::wire::{
    ActorLine, ActorRecord, AttributionLine, AttributionRecord, DocumentLine, EventRecord, Fields,
    GoodsRecord, NameLine, Number, ObligationLine, PlaceLine, PlaceRecord, QuantityRecord,
    TextInfo, TimeLine, Words,
};
use casus_codebook::language::{Stance, Status};
use casus_codebook::ontology::{EventType, Ontology};
use casus_coder::{
    Actor, Attribution, Event, Good, Location, Measure, NameKind, Named, Obligation,
};
use casus_text::{Document, Span};
use serde_json::value::RawValue;

/// PLOVER's word for a status.
pub fn status_name(status: Status) -> &'static str {
    match status {
        Status::Actual => "actual",
        Status::Future => "future",
        Status::Hypothetical => "hypothetical",
        Status::Negated => "negated",
        Status::Historical => "historical",
    }
}

/// The word for a stance.
pub fn stance_name(stance: Stance) -> &'static str {
    match stance {
        Stance::Asserts => "asserts",
        Stance::Denies => "denies",
        Stance::Doubts => "doubts",
        Stance::Worries => "worries",
        Stance::Alleges => "alleges",
        Stance::Asks => "asks",
        Stance::Wants => "wants",
        Stance::Judges => "judges",
        Stance::Mentions => "mentions",
    }
}

/// The event records of a document, in the order of the text.
pub fn events(reading: &Reading, ontology: &Ontology) -> Vec<EventRecord> {
    let fields = document_fields(&reading.document);
    let numbered = reading.coded.events.iter().enumerate();
    numbered
        .map(|(number, event)| event_record(&reading.document, event, number, ontology, &fields))
        .collect()
}

fn event_record(
    document: &Document,
    event: &Event,
    number: usize,
    ontology: &Ontology,
    fields: &Fields,
) -> EventRecord {
    let text = &document.text;
    let kind = ontology.event_type(event.event);
    EventRecord {
        id: event_id(document, number),
        document: document.id.clone(),
        date: owned(event.date.as_deref()),
        date_text: event.date_text.map(|span| words(text, span)),
        event: kind.name.clone(),
        mode: strings(&event.modes),
        context: strings(&event.contexts),
        actor: actors(text, &event.actors),
        recipient: actors(text, &event.recipients),
        status: status_name(event.status).into(),
        condition: event.condition.map(|span| words(text, span)),
        attribution: event
            .attribution
            .iter()
            .map(|link| attribution(text, link))
            .collect(),
        event_loc: event.location.as_ref().map(|place| location(text, place)),
        quantities: event
            .quantities
            .iter()
            .map(|measure| quantity(text, measure))
            .collect(),
        goods: event.goods.iter().map(|good| goods(text, good)).collect(),
        exchange: exchange(document, &event.exchange),
        goldstein: goldstein(ontology, event.cameo.as_deref()),
        cameo: owned(event.cameo.as_deref()),
        quad_code: kind.quad,
        event_scale: scale(kind, &event.modes),
        text_info: TextInfo {
            sentence: event.sentence,
            start: event.span.start,
            end: event.span.end,
            trigger: words(text, event.trigger),
        },
        rule: event.rule.to_string(),
        confidence: (event.confidence * 1000.0).round() / 1000.0,
        publisher: document.publisher.clone(),
        document_fields: fields.clone(),
    }
}

fn event_id(document: &Document, number: usize) -> String {
    format!("{}#{number}", document.id)
}

fn exchange(document: &Document, others: &[u32]) -> Option<Vec<String>> {
    let ids = others.iter().map(|&n| event_id(document, n as usize));
    (!others.is_empty()).then(|| ids.collect())
}

fn goldstein(ontology: &Ontology, cameo: Option<&str>) -> Option<f32> {
    ontology.cameo(cameo?)?.goldstein
}

/// The scale of the first mode that has one of its own, else that of the type.
fn scale(kind: &EventType, modes: &[Box<str>]) -> f32 {
    let own = |mode: &str| kind.modes.iter().find(|(name, _)| name == mode)?.1;
    modes
        .iter()
        .find_map(|mode| own(mode))
        .unwrap_or(kind.scale)
}

/// The fields of the document that Casus does not know. What is no valid JSON is kept as a string.
fn document_fields(document: &Document) -> Fields {
    let raw = |value: &String| {
        RawValue::from_string(value.clone())
            .or_else(|_| serde_json::value::to_raw_value(value))
            .ok()
    };
    let entries = document.extra.iter();
    Fields(
        entries
            .filter_map(|(name, value)| Some((name.clone(), raw(value)?)))
            .collect(),
    )
}

fn words(text: &str, span: Span) -> Words {
    Words {
        text: span.of(text).to_owned(),
        start: span.start,
        end: span.end,
    }
}

fn owned(value: Option<&str>) -> Option<String> {
    value.map(str::to_owned)
}

fn strings(values: &[Box<str>]) -> Vec<String> {
    values.iter().map(ToString::to_string).collect()
}

fn actors(text: &str, actors: &[Actor]) -> Vec<ActorRecord> {
    actors
        .iter()
        .map(|actor| actor_record(text, actor))
        .collect()
}

fn actor_record(text: &str, actor: &Actor) -> ActorRecord {
    ActorRecord {
        text: actor.span.of(text).to_owned(),
        start: actor.span.start,
        end: actor.span.end,
        name: owned(actor.name.as_deref()),
        code: actor.code.to_string(),
        sector: strings(&actor.sectors),
        wikidata: owned(actor.wikidata.as_deref()),
        office: owned(actor.office.as_deref()),
    }
}

fn attribution(text: &str, link: &Attribution) -> AttributionRecord {
    AttributionRecord {
        speaker: link.speaker.as_ref().map(|actor| actor_record(text, actor)),
        cue: link.cue.map(|span| words(text, span)),
        stance: stance_name(link.stance).into(),
    }
}

fn location(text: &str, place: &Location) -> PlaceRecord {
    PlaceRecord {
        text: place.span.of(text).to_owned(),
        start: place.span.start,
        end: place.span.end,
        name: place.name.to_string(),
        country: place.country.to_string(),
        lat: place.point.map(|p| p.0),
        lon: place.point.map(|p| p.1),
        geonameid: place.geoname,
    }
}

fn goods(text: &str, good: &Good) -> GoodsRecord {
    GoodsRecord {
        class: good.class.to_string(),
        text: good.span.of(text).to_owned(),
        start: good.span.start,
        end: good.span.end,
    }
}

fn quantity(text: &str, measure: &Measure) -> QuantityRecord {
    QuantityRecord {
        kind: measure.kind.to_string(),
        value: Number(measure.value),
        unit: owned(measure.unit.as_deref()),
        text: measure.span.of(text).to_owned(),
        start: measure.span.start,
        end: measure.span.end,
    }
}

/// The document itself, with the earlier one that it repeats.
pub fn document(document: Document, repeats: Option<String>) -> DocumentLine {
    let mut fields = document_fields(&document);
    let mut take = |name: &str| {
        let at = fields.0.iter().position(|(known, _)| known == name)?;
        Some(fields.0.remove(at).1)
    };
    let (author, parent) = (take("author"), take("parent"));
    DocumentLine {
        id: document.id,
        url: document.url,
        publisher: document.publisher,
        author,
        date: document.date,
        title: document.title,
        language: document.language,
        parent,
        repeats,
        fields,
        text: document.text,
    }
}

/// Every attribution of a document.
pub fn attributions(reading: &Reading) -> Vec<AttributionLine> {
    let text = &reading.document.text;
    let line = |link: &Attribution| AttributionLine {
        document: reading.document.id.clone(),
        speaker: link.speaker.as_ref().map(|actor| actor_record(text, actor)),
        source: link.source.map(|span| words(text, span)),
        cue: link.cue.map(|span| words(text, span)),
        stance: stance_name(link.stance),
        content: link.content.iter().map(|&span| words(text, span)).collect(),
        inside: link.inside,
    };
    reading.coded.attributions.iter().map(line).collect()
}

/// Every obligation of a document.
pub fn obligations(reading: &Reading) -> Vec<ObligationLine> {
    let numbered = reading.coded.obligations.iter().enumerate();
    numbered
        .map(|(number, obligation)| obligation_line(&reading.document, obligation, number))
        .collect()
}

fn obligation_line(document: &Document, told: &Obligation, number: usize) -> ObligationLine {
    let text = &document.text;
    let said = told.attribution.iter();
    ObligationLine {
        id: format!("{}!{number}", document.id),
        document: document.id.clone(),
        kind: told.kind.to_string(),
        bound: actors(text, &told.bound),
        toward: actors(text, &told.toward),
        condition: told.condition.map(|span| words(text, span)),
        status: status_name(told.status),
        attribution: said.map(|link| attribution(text, link)).collect(),
        treaty: told.treaty.map(|span| words(text, span)),
        article: owned(told.article.as_deref()),
        date: owned(told.date.as_deref()),
        date_text: told.date_text.map(|span| words(text, span)),
        text_info: TextInfo {
            sentence: told.sentence,
            start: told.span.start,
            end: told.span.end,
            trigger: words(text, told.trigger),
        },
        rule: told.rule.to_string(),
    }
}

/// Every time expression of a document.
pub fn times(reading: &Reading) -> Vec<TimeLine> {
    let line = |time: &casus_coder::Time| TimeLine {
        document: reading.document.id.clone(),
        text: time.span.of(&reading.document.text).to_owned(),
        start: time.span.start,
        end: time.span.end,
        kind: time.kind,
        value: owned(time.value.as_deref()),
    };
    reading.coded.times.iter().map(line).collect()
}

/// Every place of a document.
pub fn places(reading: &Reading) -> Vec<PlaceLine> {
    let line = |place: &Location| PlaceLine {
        document: reading.document.id.clone(),
        place: location(&reading.document.text, place),
    };
    reading.coded.places.iter().map(line).collect()
}

/// Every named person, organisation and place of a document.
pub fn names(reading: &Reading) -> Vec<NameLine> {
    let line = |name: &Named| NameLine {
        document: reading.document.id.clone(),
        name: words(&reading.document.text, name.span),
        kind: match name.kind {
            NameKind::Person => "person",
            NameKind::Organisation => "organisation",
            NameKind::Place => "place",
        },
    };
    reading.coded.names.iter().map(line).collect()
}

/// Every actor mention of a document.
pub fn actor_mentions(reading: &Reading) -> Vec<ActorLine> {
    let line = |actor: &Actor| ActorLine {
        document: reading.document.id.clone(),
        actor: actor_record(&reading.document.text, actor),
    };
    reading.coded.actors.iter().map(line).collect()
}
