//! Lines of JSON to documents: `{"id": "kcna-1", "text": "...", "date": "2024-06-19"}`.
//!
//! An input goes in; for each line that is not blank a document or a fault comes out. Fields that we do not know are kept
//! as they stand.

use crate::documents::Limits;
use crate::encoding::{Input, decode};
use crate::fault::InputFault;
use crate::lines::{self, Line};
use crate::{date, documents::Item, parts};
use casus_text::Document;
use serde::de::{Deserializer, IgnoredAny, MapAccess, Visitor};
use serde_json::value::RawValue;
use std::collections::VecDeque;
use std::fmt;

/// The documents of one input.
pub(crate) struct JsonLines {
    input: Input,
    path: String,
    /// What stands before the line's number in the id of a document that has none.
    name: String,
    limits: Limits,
    line: u64,
    waiting: VecDeque<Item>,
    ended: bool,
}

impl JsonLines {
    pub(crate) fn new(input: Input, path: String, name: String, limits: Limits) -> Self {
        JsonLines {
            input,
            path,
            name,
            limits,
            line: 0,
            waiting: VecDeque::new(),
            ended: false,
        }
    }

    /// Reads a line and puts what it gives into `waiting`.
    fn advance(&mut self) {
        self.line += 1;
        match lines::next(&mut *self.input, self.limits.longest_line) {
            Ok(Some(Line::Whole(bytes))) => self.read(bytes),
            Ok(Some(Line::TooLong(length))) => {
                let limit = self.limits.longest_line;
                self.fault(format!("the line has {length} bytes, more than the {limit} that are read; it was skipped"));
            }
            Ok(None) => self.ended = true,
            Err(error) => {
                self.fault(error.to_string());
                self.ended = true;
            }
        }
    }

    fn fault(&mut self, reason: String) {
        self.waiting
            .push_back(Err(InputFault::of_line(&self.path, self.line, reason)));
    }

    fn read(&mut self, bytes: Vec<u8>) {
        if bytes.trim_ascii().is_empty() {
            return;
        }
        let decoded = decode(bytes);
        match document(&decoded.text) {
            Ok(mut document) => {
                if document.id.is_empty() {
                    document.id = format!("{}:{}", self.name, self.line);
                }
                if let Some(reason) = parts::shorten(&mut document, self.limits.longest_field) {
                    self.fault(reason);
                }
                if decoded.damaged {
                    self.fault("bytes that are not UTF-8 were replaced".to_string());
                }
                self.waiting.push_back(Ok(document));
            }
            Err(reason) => self.fault(reason),
        }
    }
}

impl Iterator for JsonLines {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while self.waiting.is_empty() && !self.ended {
            self.advance();
        }
        self.waiting.pop_front()
    }
}

/// The document of a line; its id is empty where the line has none.
fn document(line: &str) -> Result<Document, String> {
    let mut deserializer = serde_json::Deserializer::from_str(line);
    let fields = deserializer
        .deserialize_map(Fields)
        .map_err(|error| complaint(&error))?;
    deserializer.end().map_err(|error| complaint(&error))?;
    let mut document = Document::default();
    let mut text = None;
    for (name, value) in fields {
        match name.as_str() {
            "text" => text = string(&name, &value)?,
            "id" => document.id = id(&value)?,
            "title" => document.title = string(&name, &value)?,
            "publisher" => document.publisher = string(&name, &value)?,
            "url" => document.url = string(&name, &value)?,
            "language" => document.language = string(&name, &value)?.map(|tag| language(&tag)),
            "date" => {
                document.date = string(&name, &value)?
                    .map(|written| day(&written))
                    .transpose()?
                    .flatten()
            }
            _ => document.extra.push((name, value.get().to_string())),
        }
    }
    document.text = text.ok_or("there is no `text`")?;
    Ok(document)
}

/// The value of a field that is a text, or null.
fn string(name: &str, value: &RawValue) -> Result<Option<String>, String> {
    serde_json::from_str(value.get())
        .map_err(|_| format!("`{name}` is not a text: {}", shortened(value.get())))
}

/// An id is a text or a whole number.
fn id(value: &RawValue) -> Result<String, String> {
    let raw = value.get();
    if raw.bytes().all(|byte| byte.is_ascii_digit()) {
        return Ok(raw.to_string());
    }
    string("id", value).map(Option::unwrap_or_default)
}

/// The day of a date; none where it is blank.
///
/// # Errors
///
/// Where it is no day of the calendar, or written in an order in which days and months could be taken for one another.
pub fn day(written: &str) -> Result<Option<String>, String> {
    if written.trim().is_empty() {
        return Ok(None);
    }
    date::normalise(written)
        .map(Some)
        .ok_or_else(|| format!("`date` is no day: {}", shortened(written)))
}

/// The language of a tag: `en` of `en-GB`.
pub fn language(tag: &str) -> String {
    let primary = tag.split(['-', '_']).next().unwrap_or_default();
    if primary.len() == 2 {
        primary.to_ascii_lowercase()
    } else {
        tag.to_string()
    }
}

/// What the parser complains of. Its line is always the first of one, so that only its column helps.
fn complaint(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let end = text.rfind(" at line ").unwrap_or(text.len());
    format!(
        "not a JSON object: {} (column {})",
        &text[..end],
        error.column()
    )
}

/// The first characters of a value, for a message.
fn shortened(value: &str) -> String {
    let mut short: String = value.chars().take(40).collect();
    if short.len() < value.len() {
        short.push('…');
    }
    short
}

/// Takes the fields of an object in their order, values untouched. Of fields with the same name the last one is taken;
/// beyond a number that no document has, further fields are passed over.
struct Fields;

/// How many fields are kept.
const MOST_FIELDS: usize = 1024;

impl<'de> Visitor<'de> for Fields {
    type Value = Vec<(String, Box<RawValue>)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields: Vec<(String, Box<RawValue>)> = Vec::new();
        while let Some(name) = map.next_key::<String>()? {
            if let Some((_, value)) = fields.iter_mut().find(|(known, _)| *known == name) {
                *value = map.next_value()?;
            } else if fields.len() < MOST_FIELDS || name == "text" {
                fields.push((name, map.next_value()?));
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(fields)
    }
}
