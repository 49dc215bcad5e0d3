//! Long documents to parts, and long fields to none: what keeps memory bounded whatever an input holds.
//!
//! A document goes in; out come parts whose texts are no longer than the limit, cut at paragraph ends. The first keeps the
//! id; the id of a later one says at which byte of the text it begins. All carry what the source says of the whole.

use casus_text::Document;

/// The parts of a document that are still to come.
#[derive(Debug, Default)]
pub(crate) struct Parts {
    whole: Document,
    /// At which byte of the text the next part begins; none where there is none.
    next: Option<usize>,
}

impl Parts {
    /// The first part, and what gives the others.
    pub(crate) fn of(document: Document, longest: usize) -> (Document, Self) {
        let longest = longest.max(4);
        if document.text.len() <= longest {
            return (document, Parts::default());
        }
        let mut parts = Parts {
            whole: document,
            next: Some(0),
        };
        let first = parts.take(longest).unwrap_or_default();
        (first, parts)
    }

    /// The next part, if there is one.
    pub(crate) fn take(&mut self, longest: usize) -> Option<Document> {
        let longest = longest.max(4);
        let begin = self.next?;
        let rest = self.whole.text.get(begin..)?;
        let end = if rest.len() > longest {
            cut(rest.as_bytes(), longest)
        } else {
            rest.len()
        };
        self.next = Some(begin + end).filter(|_| end < rest.len());
        let id = if begin == 0 {
            self.whole.id.clone()
        } else {
            format!("{}@{begin}", self.whole.id)
        };
        let text = rest.get(..end).unwrap_or_default().to_owned();
        let whole = Document {
            text: String::new(),
            ..without_text(&self.whole)
        };
        Some(Document { id, text, ..whole })
    }
}

/// All of a document but its text, which may be large.
fn without_text(document: &Document) -> Document {
    Document {
        id: String::new(),
        text: String::new(),
        title: document.title.clone(),
        date: document.date.clone(),
        publisher: document.publisher.clone(),
        url: document.url.clone(),
        language: document.language.clone(),
        extra: document.extra.clone(),
    }
}

/// Where a piece of at most `longest` bytes ends best: after a blank line, a line, a space, a character.
pub(crate) fn cut(bytes: &[u8], longest: usize) -> usize {
    let bytes = bytes.get(..longest).unwrap_or(bytes);
    let after = |pattern: &[u8], least: usize| {
        let found = bytes
            .windows(pattern.len())
            .rposition(|window| window == pattern);
        found
            .map(|at| at + pattern.len())
            .filter(|end| *end > least)
    };
    let half = longest / 2;
    let ends = [
        (&b"\n\n"[..], half),
        (b"\n\r\n", half),
        (b"\n", half),
        (b" ", 0),
    ];
    ends.into_iter()
        .find_map(|(pattern, least)| after(pattern, least))
        .unwrap_or_else(|| character_end(bytes))
}

/// The end of the last whole character, where the bytes are UTF-8.
fn character_end(bytes: &[u8]) -> usize {
    let back = bytes
        .iter()
        .rev()
        .take(3)
        .take_while(|byte| **byte & 0xc0 == 0x80)
        .count();
    let last = bytes.len() - back;
    match bytes.get(last.wrapping_sub(1)) {
        Some(&lead @ 0xc0..) if last > 1 && width(lead) > back + 1 => last - 1,
        _ => bytes.len(),
    }
}

/// How many bytes a character has that begins so.
fn width(lead: u8) -> usize {
    match lead {
        0xf0.. => 4,
        0xe0.. => 3,
        _ => 2,
    }
}

/// Takes away what the source says of the document at more length than is kept, and names it.
pub(crate) fn shorten(document: &mut Document, longest: usize) -> Option<String> {
    let mut gone = Vec::new();
    if document.id.len() > longest {
        let end = (0..=longest).rfind(|end| document.id.is_char_boundary(*end));
        document.id.truncate(end.unwrap_or(0));
        gone.push("id".to_owned());
    }
    let fields = [
        ("title", &mut document.title),
        ("publisher", &mut document.publisher),
        ("url", &mut document.url),
        ("language", &mut document.language),
    ];
    for (name, field) in fields {
        if field.as_ref().is_some_and(|value| value.len() > longest) {
            *field = None;
            gone.push(name.to_owned());
        }
    }
    let mut room = longest;
    document.extra.retain(|(name, value)| {
        let size = name.len() + value.len();
        let kept = size <= room;
        if kept {
            room -= size;
        } else if gone.len() < NAMED {
            gone.push(name.chars().take(40).collect());
        }
        kept
    });
    (!gone.is_empty()).then(|| too_long(&gone, longest))
}

/// How many fields a complaint names.
const NAMED: usize = 8;

fn too_long(names: &[String], longest: usize) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    format!(
        "fields with more than the {longest} bytes that are kept were left out: {}",
        names.join(", ")
    )
}
