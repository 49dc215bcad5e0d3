//! Documents through the engine while other threads of Python go on.
//!
//! Documents go in, and what is wanted of each reading comes out in their order. Documents in languages that are not
//! coded pass by and are counted; from time to time the interpreter is asked whether the user has interrupted the run,
//! and is told how far it is.

use crate::documents::{TABLE, row_of};
use crate::errors;
use crate::offsets::{Characters, change};
use casus_events::language::{self, CODED};
use casus_events::wire::EventRecord;
use casus_events::{Document, Documents, Engine, Error, InputFault, Reading, record};
use pyo3::prelude::*;
use std::collections::BTreeMap;
use std::io;
use std::time::{Duration, Instant};

/// So often the interpreter is asked and told.
const PACE: Duration = Duration::from_millis(100);
/// So many faults are kept with their words.
const SHOWN: usize = 10;

/// What passed by without being coded.
#[derive(Default, IntoPyObject)]
pub(crate) struct Notes {
    /// The first faults, in words.
    pub(crate) faults: Vec<String>,
    pub(crate) fault_count: u64,
    /// How many documents were in other languages, by their codes.
    pub(crate) languages: BTreeMap<String, u64>,
    pub(crate) documents: u64,
    pub(crate) events: u64,
}

/// What is not coded.
pub(crate) enum Pass {
    Fault(InputFault),
    /// In another language.
    Uncoded(Box<Document>),
    /// Known already.
    Known,
}

/// The document where it is in a language that is coded.
pub(crate) fn sorted(item: Result<Document, InputFault>) -> Result<Document, Pass> {
    let mut document = item.map_err(Pass::Fault)?;
    document.language = language::of(&document);
    match document.language.as_deref() {
        Some(tag) if tag != CODED => Err(Pass::Uncoded(Box::new(document))),
        _ => Ok(document),
    }
}

/// Watches a run: counts, asks for interrupts, tells of progress.
pub(crate) struct Watch {
    pub(crate) notes: Notes,
    progress: Option<Py<PyAny>>,
    /// Whether the first row that is no document ends the run.
    strict: bool,
    last: Instant,
    raised: Option<PyErr>,
}

impl Watch {
    pub(crate) fn new(progress: Option<Py<PyAny>>, strict: bool) -> Self {
        Watch {
            notes: Notes::default(),
            progress,
            strict,
            last: Instant::now(),
            raised: None,
        }
    }

    /// Counts a document with its events.
    pub(crate) fn count(&mut self, events: usize) -> Result<(), Error> {
        self.notes.documents += 1;
        self.notes.events += events as u64;
        if self.last.elapsed() < PACE {
            return Ok(());
        }
        self.last = Instant::now();
        self.tell()
    }

    /// Notes what passes by; a row that is no document may end the run.
    pub(crate) fn pass(&mut self, pass: Pass) -> Result<(), Error> {
        match pass {
            Pass::Uncoded(document) => {
                let tag = document.language.unwrap_or_default();
                *self.notes.languages.entry(tag).or_default() += 1;
            }
            Pass::Fault(fault) => {
                if fault.path == TABLE {
                    return Err(self.raise(errors::other(fault.to_string())));
                }
                let row = row_of(&fault);
                if self.strict && row.is_some() {
                    return Err(self.raise(errors::document(fault.to_string(), row)));
                }
                self.notes.fault_count += 1;
                if self.notes.faults.len() < SHOWN {
                    self.notes.faults.push(fault.to_string());
                }
            }
            Pass::Known => {}
        }
        self.count(0)
    }

    /// Keeps an exception that is to end the run.
    fn raise(&mut self, error: PyErr) -> Error {
        self.raised = Some(error);
        Error::Io(io::ErrorKind::Interrupted.into())
    }

    fn tell(&mut self) -> Result<(), Error> {
        let Notes {
            documents, events, ..
        } = self.notes;
        let asked = Python::attach(|py| {
            py.check_signals()?;
            if let Some(progress) = &self.progress {
                progress.call1(py, (documents, events))?;
            }
            Ok(())
        });
        asked.map_err(|error| self.raise(error))
    }

    /// What came of a run: its notes, or what ended it.
    pub(crate) fn finish(mut self, result: Result<(), Error>) -> PyResult<Notes> {
        let result = result.and_then(|()| self.tell());
        match (self.raised, result) {
            (Some(error), _) => Err(error),
            (None, Err(error)) => Err(errors::run(error)),
            (None, Ok(())) => Ok(self.notes),
        }
    }
}

/// The records of a document, or of a part of a long one.
struct Piece {
    id: String,
    bytes: usize,
    characters: u32,
    records: Vec<EventRecord>,
}

impl Piece {
    fn of(engine: &Engine, reading: &Reading, wanted: bool) -> Self {
        let mut records = record::events(reading, &engine.codebook().ontology);
        let text = &reading.document.text;
        let mut count = 0;
        if wanted {
            let characters = Characters::of(text);
            let new = |byte| characters.before(byte);
            records.iter_mut().for_each(|record| change(record, &new));
            count = characters.count;
        }
        Piece {
            id: reading.document.id.clone(),
            bytes: text.len(),
            characters: count,
            records,
        }
    }
}

/// How much of a long document has come in parts.
#[derive(Default)]
struct Whole {
    id: String,
    bytes: usize,
    characters: u32,
}

impl Whole {
    /// How many characters of the whole stand before this part of it.
    fn before(&mut self, id: &str, bytes: usize, characters: u32) -> u32 {
        let is_next = id
            .strip_prefix(&self.id)
            .and_then(|rest| rest.strip_prefix('@')?.parse().ok())
            == Some(self.bytes);
        if !is_next || self.bytes == 0 {
            *self = Whole {
                id: id.to_owned(),
                ..Whole::default()
            };
        }
        let before = self.characters;
        self.bytes += bytes;
        self.characters = before.saturating_add(characters);
        before
    }
}

/// Codes documents and hands on the records of each. With `characters`, offsets count the characters of the whole text;
/// else they are those that `casus read` writes.
pub(crate) fn records(
    engine: &Engine,
    documents: Documents,
    characters: bool,
    watch: &mut Watch,
    mut each: impl FnMut(Vec<EventRecord>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut whole = Whole::default();
    let map = |reading: Reading| Piece::of(engine, &reading, characters);
    engine.stream(documents.map(sorted), map, |result| {
        let mut piece = match result {
            Ok(piece) => piece,
            Err(pass) => {
                if let (Pass::Uncoded(document), true) = (&pass, characters) {
                    let count = Characters::of(&document.text).count;
                    whole.before(&document.id, document.text.len(), count);
                }
                return watch.pass(pass);
            }
        };
        if characters {
            let before = whole.before(&piece.id, piece.bytes, piece.characters);
            if before > 0 {
                let new = |character: u32| before.saturating_add(character);
                let records = piece.records.iter_mut();
                records.for_each(|record| change(record, &new));
            }
        }
        watch.count(piece.records.len())?;
        each(piece.records)
    })
}
