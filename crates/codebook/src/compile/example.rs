//! Reads sentences with the events expected of them, in rules and in the pages of the codebook.
//!
//! `ACCUSE allege: IRN -> ISR (actual; worries KOR)` becomes an [`Expected`]; `none` stands for no event.

use super::report::{File, Report};
use super::table::{Cell, lines};
use super::vocabulary;
use super::words::{STANCES, STATUSES, named};
use crate::code;
use crate::frame::{Example, Expected, ExpectedActor, Origin};
use crate::ontology::Ontology;
use std::sync::Arc;

/// What stands for no event.
const NOTHING: &str = "none";

/// Reads `"Sentence."  EVENT; EVENT`, the value of a rule's `yes` or `no`.
pub(crate) fn read_line(
    value: Cell<'_>,
    owner: &str,
    negative: bool,
    ontology: &Ontology,
    report: &mut Report<'_>,
) -> Option<Example> {
    let end = value
        .text
        .strip_prefix('"')
        .and_then(|rest| rest.find('"'))
        .map(|end| end + 1);
    let Some(end) = end else {
        let hint =
            Some("put the sentence between straight quotes; quotes within it are curly".to_owned());
        report.error(
            value.at,
            code::BAD_EXAMPLE,
            "no sentence between quotes".to_owned(),
            hint,
        );
        return None;
    };
    let (sentence, rest) = (value.part(1, end), value.part(end + 1, value.text.len()));
    if rest.is_empty() != negative {
        let message = if negative {
            "a `no` expects no event"
        } else {
            "a `yes` needs the events expected of it"
        };
        let at = if negative { rest.at } else { value.at };
        report.error(at, code::BAD_EXAMPLE, message.to_owned(), None);
        return None;
    }
    let events = if negative {
        Vec::new()
    } else {
        expected(rest, ontology, report)?
    };
    Some(Example {
        text: sentence.text.to_owned(),
        date: None,
        events,
        negative,
        owner: owner.to_owned(),
        origin: origin(value, report),
    })
}

/// Where a cell stands.
pub(crate) fn origin(cell: Cell<'_>, report: &Report<'_>) -> Origin {
    Origin {
        path: Arc::from(report.file(cell.at).map_or("", |f| f.path)),
        line: cell.at.line,
    }
}

/// Reads the examples in the fences of a page.
pub(crate) fn read_page(
    file: File<'_>,
    ontology: &Ontology,
    examples: &mut Vec<Example>,
    report: &mut Report<'_>,
) {
    let mut page = Page {
        ontology,
        owner: page_name(file.path),
        date: None,
        text: Vec::new(),
        events: None,
    };
    let mut open = false;
    for line in lines(file, report) {
        let body = line.part(0, line.text.len());
        if let Some(info) = body.text.strip_prefix("```") {
            examples.extend(page.close(report));
            open = !open && info.split_whitespace().next() == Some("casus");
            if open {
                page.date = date(body, report);
            }
        } else if open {
            examples.extend(page.line(body, report));
        }
    }
    examples.extend(page.close(report));
}

fn page_name(path: &str) -> &str {
    path.trim_start_matches("events/").trim_end_matches(".md")
}

fn date(fence: Cell<'_>, report: &mut Report<'_>) -> Option<String> {
    let at = fence.text.find("casus")? + "casus".len();
    let cell = fence.part(at, fence.text.len());
    if cell.is_empty() {
        return None;
    }
    super::date::date(cell, report)?;
    Some(cell.text.to_owned())
}

/// The example that is being read in a page.
struct Page<'p, 'a> {
    ontology: &'p Ontology,
    owner: &'a str,
    date: Option<String>,
    text: Vec<Cell<'a>>,
    events: Option<Vec<Expected>>,
}

impl<'a> Page<'_, 'a> {
    /// Takes a line within a fence; gives the example that it ends.
    fn line(&mut self, line: Cell<'a>, report: &mut Report<'_>) -> Option<Example> {
        if let Some(rest) = line.text.strip_prefix("=>") {
            let cell = line.part(line.text.len() - rest.len(), line.text.len());
            let events = expected(cell, self.ontology, report).unwrap_or_default();
            self.events.get_or_insert_with(Vec::new).extend(events);
            return None;
        }
        let done = if line.is_empty() || self.events.is_some() {
            self.close(report)
        } else {
            None
        };
        if !line.is_empty() {
            self.text.push(line);
        }
        done
    }

    /// Ends the example, if there is one.
    fn close(&mut self, report: &mut Report<'_>) -> Option<Example> {
        let text = std::mem::take(&mut self.text);
        let events = self.events.take();
        let first = *text.first()?;
        let Some(events) = events else {
            let hint = Some("write `=> EVENT` or `=> none` under it".to_owned());
            report.error(
                first.at,
                code::BAD_EXAMPLE,
                "a sentence without expected events".to_owned(),
                hint,
            );
            return None;
        };
        let text: Vec<&str> = text.iter().map(|cell| cell.text).collect();
        Some(Example {
            text: text.join(" "),
            date: self.date.clone(),
            events,
            negative: false,
            owner: self.owner.to_owned(),
            origin: origin(first, report),
        })
    }
}

/// The events of a cell; none where one is at fault.
fn expected(cell: Cell<'_>, ontology: &Ontology, report: &mut Report<'_>) -> Option<Vec<Expected>> {
    if cell.text == NOTHING {
        return Some(Vec::new());
    }
    let events: Vec<Option<Expected>> = outside(cell, ';')
        .into_iter()
        .map(|event| one(event, ontology, report))
        .collect();
    events.into_iter().collect()
}

/// One event.
fn one(cell: Cell<'_>, ontology: &Ontology, report: &mut Report<'_>) -> Option<Expected> {
    let errors = report.errors();
    let (body, bracket) = match (cell.text.rfind('('), cell.text.ends_with(')')) {
        (Some(at), true) => (cell.part(0, at), cell.part(at + 1, cell.text.len() - 1)),
        _ => (
            cell,
            Cell {
                text: "",
                at: cell.at,
            },
        ),
    };
    let Some((head, roles)) = body.parted(':') else {
        let hint = Some("write `TYPE mode: ACTOR -> RECIPIENT (status)`".to_owned());
        report.error(
            cell.at,
            code::BAD_EXAMPLE,
            format!("no event `{}`", cell.text),
            hint,
        );
        return None;
    };
    let end = head
        .text
        .find(char::is_whitespace)
        .unwrap_or(head.text.len());
    let id = vocabulary::event(head.part(0, end), ontology, report)?;
    let modes = head.part(end, head.text.len());
    let modes = modes
        .split(' ')
        .flat_map(|m| m.items(',').collect::<Vec<_>>());
    let modes = modes
        .filter_map(|m| vocabulary::mode(m, id, ontology, report))
        .map(String::from)
        .collect();
    let (actors, recipients) = match roles.text.find("->") {
        Some(at) => (roles.part(0, at), roles.part(at + 2, roles.text.len())),
        None => (
            roles,
            Cell {
                text: "",
                at: roles.at,
            },
        ),
    };
    let mut event = Expected {
        event: ontology.event_type(id).name.clone(),
        modes,
        actors: actors_of(actors, ontology, report),
        recipients: actors_of(recipients, ontology, report),
        status: "actual".to_owned(),
        speaker: None,
    };
    for item in bracket.items(';') {
        qualify(&mut event, item, ontology, report);
    }
    (report.errors() == errors).then_some(event)
}

/// A status, or a stance with its speaker.
fn qualify(event: &mut Expected, item: Cell<'_>, ontology: &Ontology, report: &mut Report<'_>) {
    match item.parted(' ') {
        None => {
            if named(item, "status", STATUSES, code::UNKNOWN_STATUS, report).is_some() {
                event.status = item.text.to_owned();
            }
        }
        Some((stance, speaker)) => {
            let known = named(stance, "stance", STANCES, code::UNKNOWN_STANCE, report);
            if let (Some(_), Some(speaker)) = (known, actor(speaker, ontology, report)) {
                event.speaker = Some((stance.text.to_owned(), speaker));
            }
        }
    }
}

fn actors_of(cell: Cell<'_>, ontology: &Ontology, report: &mut Report<'_>) -> Vec<ExpectedActor> {
    if cell.is_empty() {
        return Vec::new();
    }
    outside(cell, '+')
        .into_iter()
        .filter_map(|a| actor(a, ontology, report))
        .collect()
}

/// A code with sectors, or words between quotes.
fn actor(cell: Cell<'_>, ontology: &Ontology, report: &mut Report<'_>) -> Option<ExpectedActor> {
    if let Some(text) = cell
        .text
        .strip_prefix('"')
        .and_then(|t| t.strip_suffix('"'))
    {
        return Some(ExpectedActor::Text(text.to_owned()));
    }
    let mut parts = cell.split('.');
    let code = parts.next().unwrap_or(cell);
    let plain = !code.is_empty() && code.text.chars().all(|c| c.is_ascii_uppercase());
    if !plain {
        let hint =
            Some("write a code such as `RUS` or `RUS.MIL`, or the words between quotes".to_owned());
        report.error(
            cell.at,
            code::BAD_EXAMPLE,
            format!("no actor `{}`", cell.text),
            hint,
        );
        return None;
    }
    let sectors = parts
        .filter_map(|name| vocabulary::sector(name, ontology, report))
        .map(str::to_owned)
        .collect();
    Some(ExpectedActor::Code(code.text.to_owned(), sectors))
}

/// The pieces between separators that stand outside quotes and brackets.
fn outside(cell: Cell<'_>, separator: char) -> Vec<Cell<'_>> {
    let mut pieces = Vec::new();
    let (mut from, mut quoted, mut depth) = (0, false, 0usize);
    for (at, c) in cell.text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '(' if !quoted => depth += 1,
            ')' if !quoted => depth = depth.saturating_sub(1),
            c if c == separator && !quoted && depth == 0 => {
                pieces.push(cell.part(from, at));
                from = at + c.len_utf8();
            }
            _ => {}
        }
    }
    pieces.push(cell.part(from, cell.text.len()));
    pieces
}
