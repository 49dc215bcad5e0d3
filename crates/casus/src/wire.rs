//! The records that are written out, version 1: their fields, their order, their names.
//!
//! These types and `schema/event-1.schema.json` are the contract with everything outside. They are plain data that
//! `serde` writes; how they are made of the coder's events is the part of [`crate::record`]. A field that is not known
//! is null or empty; all offsets are bytes of the document's UTF-8 text.

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::value::RawValue;
use std::borrow::Cow;

/// The JSON Schema of [`EventRecord`], one record a line.
pub const EVENT_SCHEMA: &str = include_str!("../../../schema/event-1.schema.json");

/// The JSON Schema of [`ObligationLine`], one record a line.
pub const OBLIGATION_SCHEMA: &str = include_str!("../../../schema/obligation-1.schema.json");

/// A piece of the document's text.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Words {
    /// The words.
    pub text: String,
    /// The offset of the first byte.
    pub start: u32,
    /// The offset after the last byte.
    pub end: u32,
}

/// An actor or speaker.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct ActorRecord {
    /// The words of the mention.
    pub text: String,
    /// The offset of its first byte.
    pub start: u32,
    /// The offset after its last byte.
    pub end: u32,
    /// The name of whom it stands for.
    pub name: Option<String>,
    /// PLOVER's code, empty where it is not known.
    pub code: String,
    /// PLOVER's sectors.
    pub sector: Vec<String>,
    /// The Wikidata id.
    pub wikidata: Option<String>,
    /// The office held that day; left out where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub office: Option<String>,
}

/// One link of the chain of speakers.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct AttributionRecord {
    /// Who says it; null where nobody is named.
    pub speaker: Option<ActorRecord>,
    /// The word of speech.
    pub cue: Option<Words>,
    /// How the speaker stands to it.
    pub stance: Cow<'static, str>,
}

/// A place.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct PlaceRecord {
    /// The words.
    pub text: String,
    /// The offset of the first byte.
    pub start: u32,
    /// The offset after the last byte.
    pub end: u32,
    /// Its name in the gazetteer.
    pub name: String,
    /// Code of the state.
    pub country: String,
    /// Degrees north.
    pub lat: Option<f32>,
    /// Degrees east.
    pub lon: Option<f32>,
    /// The GeoNames id.
    pub geonameid: Option<u32>,
}

/// A number with what it counts.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct QuantityRecord {
    /// Such as `killed` or `money`.
    pub kind: String,
    /// How many.
    pub value: Number,
    /// The unit, such as `USD`.
    pub unit: Option<String>,
    /// The words.
    pub text: String,
    /// The offset of the first byte.
    pub start: u32,
    /// The offset after the last byte.
    pub end: u32,
}

/// What is given, sold, lent, sent, banned or seized.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct GoodsRecord {
    /// The class, such as `artillery` or `crude-oil`.
    pub class: String,
    /// The words, without article and number.
    pub text: String,
    /// The offset of the first byte.
    pub start: u32,
    /// The offset after the last byte.
    pub end: u32,
}

/// Where the event is told.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct TextInfo {
    /// The number of the sentence, from 0.
    pub sentence: u32,
    /// The offset of the sentence's first byte.
    pub start: u32,
    /// The offset after its last byte.
    pub end: u32,
    /// The word that tells it.
    pub trigger: Words,
}

/// One event.
#[derive(Clone, Debug, serde::Serialize, serde::Deserialize)]
pub struct EventRecord {
    /// The document and the number of the event in it: `kcna-1#0`.
    pub id: String,
    /// The document.
    pub document: String,
    /// When it happened, as a TIMEX3 value such as `2024-06-19` or `2024-06`.
    pub date: Option<String>,
    /// The words that say when.
    pub date_text: Option<Words>,
    /// PLOVER's type.
    pub event: String,
    /// PLOVER's modes.
    pub mode: Vec<String>,
    /// PLOVER's contexts.
    pub context: Vec<String>,
    /// Who does it.
    pub actor: Vec<ActorRecord>,
    /// To whom it is done.
    pub recipient: Vec<ActorRecord>,
    /// Whether it happened.
    pub status: Cow<'static, str>,
    /// The words of the condition under which it would.
    pub condition: Option<Words>,
    /// The speakers, from the outermost inwards.
    pub attribution: Vec<AttributionRecord>,
    /// Where.
    pub event_loc: Option<PlaceRecord>,
    /// How many and how much.
    pub quantities: Vec<QuantityRecord>,
    /// What is given, sold, lent, sent, banned or seized.
    pub goods: Vec<GoodsRecord>,
    /// The ids of the events for which this one is given.
    pub exchange: Option<Vec<String>>,
    /// CAMEO's code.
    pub cameo: Option<String>,
    /// Goldstein's scale of that code.
    pub goldstein: Option<f32>,
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict.
    pub quad_code: u8,
    /// PLOVER's scale of the mode, or else of the type.
    pub event_scale: f32,
    /// Where it is told.
    pub text_info: TextInfo,
    /// The frame or rule that decided.
    pub rule: String,
    /// How sure, 0 to 1, in thousandths.
    pub confidence: f32,
    /// Who published the document; left out where it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// The fields of the document that Casus does not know, as they came; left out where there are none.
    #[serde(default, skip_serializing_if = "Fields::is_empty")]
    pub document_fields: Fields,
}

/// A word of speech with what is said, for `--emit attributions`.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct AttributionLine {
    /// The document.
    pub document: String,
    /// Who says it, as far as he is known.
    pub speaker: Option<ActorRecord>,
    /// The whole phrase for him.
    pub source: Option<Words>,
    /// The word of speech with its auxiliaries, adverbs and particles.
    pub cue: Option<Words>,
    /// How the speaker stands to it.
    pub stance: &'static str,
    /// What is said, in the order of the text.
    pub content: Vec<Words>,
    /// The number, from 0, of the line of the same document in whose content this one stands.
    pub inside: Option<u32>,
}

/// What states owe each other, for `--emit obligations`.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct ObligationLine {
    /// The document and the number of the obligation in it: `kcna-1!0`.
    pub id: String,
    /// The document.
    pub document: String,
    /// Such as `defence` or `basing`.
    pub kind: String,
    /// Who owes it.
    pub bound: Vec<ActorRecord>,
    /// To whom; empty where those who are bound owe it to each other.
    pub toward: Vec<ActorRecord>,
    /// The words of the condition under which it binds.
    pub condition: Option<Words>,
    /// Whether it holds.
    pub status: &'static str,
    /// The speakers, from the outermost inwards.
    pub attribution: Vec<AttributionRecord>,
    /// The name of the treaty.
    pub treaty: Option<Words>,
    /// The article.
    pub article: Option<String>,
    /// Since when, as a TIMEX3 value; the document's date where the text tells none.
    pub date: Option<String>,
    /// The words that say when.
    pub date_text: Option<Words>,
    /// Where it is told.
    pub text_info: TextInfo,
    /// The row that decided.
    pub rule: String,
}

/// A time expression, for `--emit times`.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct TimeLine {
    /// The document.
    pub document: String,
    /// The words.
    pub text: String,
    /// The offset of the first byte.
    pub start: u32,
    /// The offset after the last byte.
    pub end: u32,
    /// The TIMEX3 type.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The TIMEX3 value.
    pub value: Option<String>,
}

/// A document, for `--emit documents`.
#[derive(Clone, Debug, serde::Serialize)]
pub struct DocumentLine {
    /// Its name.
    pub id: String,
    /// Where it was published.
    pub url: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub author: Option<Box<RawValue>>,
    /// The day it was published.
    pub date: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// Its language, as an ISO 639 code.
    pub language: Option<String>,
    /// The document in which it stood.
    pub parent: Option<Box<RawValue>>,
    /// The earlier document that it repeats.
    pub repeats: Option<String>,
    /// What its source says beyond that, as it came.
    #[serde(flatten)]
    pub fields: Fields,
    /// The body.
    pub text: String,
}

/// A place, for `--emit places`.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct PlaceLine {
    /// The document.
    pub document: String,
    /// The place.
    #[serde(flatten)]
    pub place: PlaceRecord,
}

/// A name, for `--emit names`.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct NameLine {
    /// The document.
    pub document: String,
    /// Its words.
    #[serde(flatten)]
    pub name: Words,
    /// `person`, `organisation` or `place`.
    pub kind: &'static str,
}

/// An actor mention, for `--emit actors`.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct ActorLine {
    /// The document.
    pub document: String,
    /// The actor.
    #[serde(flatten)]
    pub actor: ActorRecord,
}

/// A number that is written without a fraction where it has none: `24`, `1.5`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number(pub f64);

/// From here on not every whole number has a 64-bit float of its own.
const EXACT: f64 = 9_007_199_254_740_992.0;

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.0.fract() == 0.0 && self.0.abs() < EXACT {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer).map(Number)
    }
}

impl std::fmt::Display for Number {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// Names and raw JSON values, written as one object in their order.
#[derive(Clone, Debug, Default)]
pub struct Fields(pub Vec<(String, Box<RawValue>)>);

impl Fields {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        for (name, value) in &self.0 {
            map.serialize_entry(name, value)?;
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Fields {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Entries;
        impl<'de> Visitor<'de> for Entries {
            type Value = Fields;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields, A::Error> {
                let mut fields = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    fields.push(entry);
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_map(Entries)
    }
}
