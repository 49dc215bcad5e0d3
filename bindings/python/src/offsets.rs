//! Offsets in bytes to offsets in characters, as Python counts them, and back.
//!
//! Records with offsets of the one kind and their text go in; the same records with offsets of the other kind come out.

use casus_events::wire::{ActorRecord, EventRecord, Words};

/// So many bytes stand between two marks.
const STEP: usize = 64;

/// The characters of a text, counted before every mark.
pub(crate) struct Characters<'t> {
    text: &'t str,
    /// Empty where every character is one byte.
    marks: Vec<u32>,
    /// How many characters there are.
    pub(crate) count: u32,
}

impl<'t> Characters<'t> {
    pub(crate) fn of(text: &'t str) -> Self {
        if text.is_ascii() {
            let count = text.len() as u32;
            return Characters {
                text,
                marks: Vec::new(),
                count,
            };
        }
        let mut count = 0;
        let pieces = text.as_bytes().chunks(STEP);
        let marks = pieces.map(|piece| {
            let before = count;
            count += starts(piece);
            before
        });
        let marks = marks.collect();
        Characters { text, marks, count }
    }

    /// How many characters stand before a byte.
    pub(crate) fn before(&self, byte: u32) -> u32 {
        let byte = byte as usize;
        let Some(mark) = self.marks.get(byte / STEP) else {
            return self.count.min(byte as u32);
        };
        let first = byte / STEP * STEP;
        let piece = self.text.as_bytes().get(first..byte).unwrap_or_default();
        mark + starts(piece)
    }
}

/// How many characters begin in these bytes.
fn starts(bytes: &[u8]) -> u32 {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count() as u32
}

/// Changes every offset of a record.
pub(crate) fn change(record: &mut EventRecord, new: &impl Fn(u32) -> u32) {
    let words = |words: &mut Words| {
        words.start = new(words.start);
        words.end = new(words.end);
    };
    let actor = |actor: &mut ActorRecord| {
        actor.start = new(actor.start);
        actor.end = new(actor.end);
    };
    record.date_text.iter_mut().for_each(words);
    record.condition.iter_mut().for_each(words);
    record.actor.iter_mut().for_each(actor);
    record.recipient.iter_mut().for_each(actor);
    for link in &mut record.attribution {
        link.speaker.iter_mut().for_each(actor);
        link.cue.iter_mut().for_each(words);
    }
    if let Some(place) = &mut record.event_loc {
        place.start = new(place.start);
        place.end = new(place.end);
    }
    for quantity in &mut record.quantities {
        quantity.start = new(quantity.start);
        quantity.end = new(quantity.end);
    }
    for goods in &mut record.goods {
        goods.start = new(goods.start);
        goods.end = new(goods.end);
    }
    record.text_info.start = new(record.text_info.start);
    record.text_info.end = new(record.text_info.end);
    words(&mut record.text_info.trigger);
}

/// Gives the records of one document offsets in bytes, where they have them in characters. The text is not at hand: the
/// words that the records quote are put where they stood, and everything else counts one byte a character.
pub(crate) fn to_bytes(records: &mut [EventRecord]) {
    let mut quotes = Vec::new();
    for record in records.iter() {
        quoted(record, &mut |text, start, end| {
            if !text.is_ascii() {
                quotes.push((start, end, text.to_owned()));
            }
        });
    }
    let in_characters = |(start, end, text): &(u32, u32, String)| {
        let length = end.saturating_sub(*start) as usize;
        length != text.len() && length == text.chars().count()
    };
    if quotes.is_empty() || !quotes.iter().all(in_characters) {
        return;
    }
    // At which characters further bytes are needed, and how many.
    let mut wide: Vec<(u32, u32)> = Vec::new();
    for (start, _, text) in &quotes {
        let characters = (*start..).zip(text.chars());
        let more = characters.map(|(at, character)| (at, character.len_utf8() as u32 - 1));
        wide.extend(more.filter(|(_, more)| *more > 0));
    }
    wide.sort_unstable();
    wide.dedup_by_key(|(at, _)| *at);
    let mut sum = 0;
    for (_, more) in &mut wide {
        sum += *more;
        *more = sum;
    }
    let new = |character: u32| {
        let before = wide.partition_point(|(at, _)| *at < character);
        let more = before.checked_sub(1).and_then(|last| wide.get(last));
        character.saturating_add(more.map_or(0, |(_, sum)| *sum))
    };
    records.iter_mut().for_each(|record| change(record, &new));
}

/// Shows every quote of a record with its offsets.
fn quoted(record: &EventRecord, show: &mut impl FnMut(&str, u32, u32)) {
    let words = [&record.date_text, &record.condition];
    let words = words.into_iter().flatten();
    for one in words.chain([&record.text_info.trigger]) {
        show(&one.text, one.start, one.end);
    }
    for one in record.actor.iter().chain(&record.recipient) {
        show(&one.text, one.start, one.end);
    }
    for link in &record.attribution {
        if let Some(one) = &link.speaker {
            show(&one.text, one.start, one.end);
        }
        if let Some(one) = &link.cue {
            show(&one.text, one.start, one.end);
        }
    }
    if let Some(one) = &record.event_loc {
        show(&one.text, one.start, one.end);
    }
    for one in &record.quantities {
        show(&one.text, one.start, one.end);
    }
    for one in &record.goods {
        show(&one.text, one.start, one.end);
    }
}
