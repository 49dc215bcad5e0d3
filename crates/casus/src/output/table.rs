//! A table for a terminal: a row an event, as wide as the terminal, the sentence cut around the word that tells it.
//!
//! The first rows are held back to see how wide the columns must be; later ones are fitted to them, so that a table of
//! any length streams. Colours only where they are asked for.

use super::excerpt::{around, head, one_line, width};
use crate::engine::Reading;
use crate::record;
use crate::wire::{ActorRecord, AttributionRecord, EventRecord};
use casus_codebook::ontology::Ontology;
use std::io::{self, Write};

/// How many rows are looked at to find the widths.
const SAMPLE: usize = 256;
/// The space between two columns.
const GAP: usize = 2;
/// Headings of the columns; the last is the sentence.
const HEADINGS: [&str; COLUMNS] = [
    "date",
    "event",
    "who → whom",
    "status",
    "on whose word",
    "place",
    "in words",
];
const COLUMNS: usize = 7;
/// No column but the last is wider.
const WIDEST: [usize; COLUMNS] = [10, 22, 30, 12, 26, 14, 0];
/// No column that must be cut is narrower.
const NARROWEST: [usize; COLUMNS] = [10, 9, 12, 7, 8, 6, 24];
/// What goes first where the terminal is too narrow for all: place, speaker, status, sentence.
const DISPENSABLE: [usize; 4] = [5, 4, 3, 6];

/// Turns bold letters on.
const BOLD: &str = "\u{1b}[1m";
/// Turns all off.
const PLAIN: &str = "\u{1b}[0m";

/// An event as it stands in the table.
#[derive(Clone, Debug)]
pub struct Row {
    cells: [String; COLUMNS - 1],
    before: String,
    trigger: String,
    after: String,
    quad: u8,
}

/// The rows of a document's events.
pub fn rows(reading: &Reading, ontology: &Ontology) -> Vec<Row> {
    let text = &reading.document.text;
    let events = record::events(reading, ontology);
    events.iter().map(|event| row(text, event)).collect()
}

fn row(text: &str, event: &EventRecord) -> Row {
    let info = &event.text_info;
    let part = |start: u32, end: u32| {
        let words = text.get(start as usize..end as usize).unwrap_or_default();
        let mut line = one_line(words);
        if words.starts_with(char::is_whitespace) {
            line.insert(0, ' ');
        }
        if words.ends_with(char::is_whitespace) && !line.ends_with(' ') {
            line.push(' ');
        }
        line
    };
    Row {
        cells: [
            event.date.clone().unwrap_or_default(),
            std::iter::once(event.event.as_str())
                .chain(event.mode.iter().map(String::as_str))
                .collect::<Vec<_>>()
                .join(" "),
            parties(event),
            event.status.to_string(),
            event
                .attribution
                .iter()
                .map(link)
                .collect::<Vec<_>>()
                .join("; "),
            event
                .event_loc
                .as_ref()
                .map(|place| place.name.clone())
                .unwrap_or_default(),
        ],
        before: part(info.start, info.trigger.start),
        trigger: part(info.trigger.start, info.trigger.end),
        after: part(info.trigger.end, info.end),
        quad: event.quad_code,
    }
}

fn parties(event: &EventRecord) -> String {
    let side = |actors: &[ActorRecord]| actors.iter().map(actor).collect::<Vec<_>>().join(" + ");
    match (event.actor.is_empty(), event.recipient.is_empty()) {
        (_, true) => side(&event.actor),
        (true, false) => format!("→ {}", side(&event.recipient)),
        (false, false) => format!("{} → {}", side(&event.actor), side(&event.recipient)),
    }
}

/// `RUS.GOV`, or the words in quotes where there is no code.
fn actor(actor: &ActorRecord) -> String {
    let mut shown = match actor.code.as_str() {
        "" => format!("\"{}\"", one_line(&actor.text)),
        code => code.to_owned(),
    };
    for sector in &actor.sector {
        shown.push('.');
        shown.push_str(sector);
    }
    shown
}

fn link(link: &AttributionRecord) -> String {
    let speaker = link.speaker.as_ref();
    let name = speaker.map_or_else(
        || "unnamed".to_owned(),
        |speaker| one_line(speaker.name.as_ref().unwrap_or(&speaker.text)),
    );
    format!("{name} {}", link.stance)
}

/// Writes rows as a table.
#[derive(Debug)]
pub struct TableWriter<W: Write> {
    out: W,
    room: usize,
    colour: bool,
    sample: Vec<Row>,
    widths: Option<[usize; COLUMNS]>,
}

impl<W: Write> TableWriter<W> {
    /// A table that is at most `room` columns of the terminal wide.
    pub fn new(out: W, room: usize, colour: bool) -> Self {
        TableWriter {
            out,
            room,
            colour,
            sample: Vec::new(),
            widths: None,
        }
    }

    /// Writes a row, or holds it back while the widths are being found.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub fn write(&mut self, row: Row) -> io::Result<()> {
        if let Some(widths) = self.widths {
            return self.write_row(&row, &widths);
        }
        self.sample.push(row);
        if self.sample.len() < SAMPLE {
            return Ok(());
        }
        self.begin()
    }

    /// Writes what is held back.
    ///
    /// # Errors
    ///
    /// Where it cannot be written.
    pub fn finish(mut self) -> io::Result<()> {
        if self.widths.is_none() && !self.sample.is_empty() {
            self.begin()?;
        }
        self.out.flush()
    }

    fn begin(&mut self) -> io::Result<()> {
        let widths = fit(&self.sample, self.room);
        self.widths = Some(widths);
        self.write_headings(&widths)?;
        for row in std::mem::take(&mut self.sample) {
            self.write_row(&row, &widths)?;
        }
        Ok(())
    }

    fn write_row(&mut self, row: &Row, widths: &[usize; COLUMNS]) -> io::Result<()> {
        let colour = match row.quad {
            1 | 2 => "\u{1b}[32m",
            3 => "\u{1b}[33m",
            _ => "\u{1b}[31m",
        };
        let sentence = around(&row.before, &row.trigger, &row.after, widths[COLUMNS - 1]);
        let sentence = if self.colour {
            let [before, trigger, after] = sentence;
            format!("{before}{BOLD}{trigger}{PLAIN}{after}")
        } else {
            sentence.concat()
        };
        for (index, (cell, &room)) in row.cells.iter().zip(widths).enumerate() {
            if room > 0 {
                self.write_cell(cell, room, if index == 1 { colour } else { "" })?;
            }
        }
        writeln!(self.out, "{sentence}")
    }

    fn write_headings(&mut self, widths: &[usize; COLUMNS]) -> io::Result<()> {
        let (last, cells) = HEADINGS.split_last().unwrap_or((&"", &[]));
        for (cell, &room) in cells.iter().zip(widths).filter(|(_, room)| **room > 0) {
            self.write_cell(cell, room, BOLD)?;
        }
        let last = head(last, widths[COLUMNS - 1]);
        if self.colour {
            return writeln!(self.out, "{BOLD}{last}{PLAIN}");
        }
        writeln!(self.out, "{last}")
    }

    fn write_cell(&mut self, cell: &str, room: usize, style: &str) -> io::Result<()> {
        let shown = head(cell, room);
        let space = " ".repeat(room - width(&shown) + GAP);
        if self.colour && !style.is_empty() {
            write!(self.out, "{style}{shown}{PLAIN}{space}")
        } else {
            write!(self.out, "{shown}{space}")
        }
    }
}

/// The widths of the columns; a column without content, or for which there is no room, is left out (0).
fn fit(rows: &[Row], room: usize) -> [usize; COLUMNS] {
    let mut widths = [0; COLUMNS];
    for column in 0..COLUMNS - 1 {
        let cells = rows.iter().map(|row| width(&row.cells[column]));
        let widest = cells.max().unwrap_or(0);
        if widest > 0 {
            widths[column] = widest.max(width(HEADINGS[column])).min(WIDEST[column]);
        }
    }
    widths[COLUMNS - 1] = NARROWEST[COLUMNS - 1];
    for column in DISPENSABLE {
        let least = std::array::from_fn(|c| widths[c].min(NARROWEST[c]));
        if total(&least) > room {
            widths[column] = 0;
        }
    }
    shrink(&mut widths, room);
    let left = room.saturating_sub(total(&widths));
    if widths[COLUMNS - 1] > 0 {
        widths[COLUMNS - 1] += left;
    }
    widths
}

/// Takes from the widest column that may be narrower, until all fit or none may.
fn shrink(widths: &mut [usize; COLUMNS], room: usize) {
    while total(widths) > room {
        let spare = |column: &usize| widths[*column].saturating_sub(NARROWEST[*column]);
        match (0..COLUMNS).max_by_key(spare) {
            Some(column) if spare(&column) > 0 => widths[column] -= 1,
            _ => return,
        }
    }
}

fn total(widths: &[usize; COLUMNS]) -> usize {
    let shown = widths.iter().filter(|w| **w > 0);
    shown.map(|w| w + GAP).sum::<usize>().saturating_sub(GAP)
}
