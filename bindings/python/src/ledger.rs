//! A ledger as Python sees it: a path, to which documents and events are added and questions are put.
//!
//! The file is opened for each call and closed after it, so that nothing of it is shared between threads or carried into
//! a forked process. What is added and what the answers mean is left to `casus-events`.

use crate::answer::Parts;
use crate::engine::{Engine, of_table};
use crate::errors;
use crate::events::{self, Fault};
use crate::offsets::to_bytes;
use crate::question::Question;
use crate::run::{Notes, Pass, Watch, sorted};
use casus_events::ledger::{Added, Entry, Reader};
use casus_events::wire::EventRecord;
use casus_events::{Codebook, Document, Documents, Error, Source, codebook, entry, import};
use pyo3::prelude::*;
use pyo3_arrow::input::AnyRecordBatch;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// So many bytes of text are written together.
const BYTES: usize = 2 << 20;
/// So many documents are.
const DOCUMENTS: usize = 500;

/// A ledger in a file.
#[pyclass(frozen, module = "casus._casus")]
pub(crate) struct Ledger {
    path: PathBuf,
    book: Codebook,
}

/// What came of adding.
#[derive(IntoPyObject)]
pub(crate) struct Sum {
    documents: usize,
    corrections: usize,
    known: usize,
    reprints: usize,
    claims: usize,
}

#[pymethods]
impl Ledger {
    /// Opens the ledger in this file, or makes one.
    #[new]
    fn new(py: Python<'_>, path: PathBuf, sources: Vec<(String, String)>) -> PyResult<Self> {
        let sources = sources.into_iter();
        let sources = sources.map(|(path, text)| Source { path, text });
        let made = py.detach(|| {
            let (book, _) = codebook(sources.collect());
            casus_events::ledger::Ledger::open(&path)?;
            Ok(Ledger { path, book })
        });
        made.map_err(|error| errors::of_ledger(&error))
    }

    /// Codes the documents of a table.
    #[pyo3(signature = (engine, table, columns, read, day=None, strict=true, progress=None))]
    #[allow(clippy::too_many_arguments)] // The Python half calls it, by names.
    fn add_documents(
        &self,
        py: Python<'_>,
        engine: &Engine,
        table: AnyRecordBatch,
        columns: HashMap<String, String>,
        read: &str,
        day: Option<String>,
        strict: bool,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<(Sum, Notes)> {
        let documents = of_table(table, &columns, day)?;
        let watch = Watch::new(progress, strict);
        self.add(py, engine, documents, read, None, watch)
    }

    /// Adds the events of a table, as they are.
    #[pyo3(signature = (table, read, published=None))]
    fn add_events(
        &self,
        py: Python<'_>,
        table: AnyRecordBatch,
        read: &str,
        published: Option<&str>,
    ) -> PyResult<Sum> {
        let mut reader = table.into_reader()?;
        let mut joined = Joined::default();
        let shown = py.detach(|| {
            events::each(&mut *reader, |record| {
                joined.add(record);
                Ok(())
            })
        });
        shown.map_err(|fault: Fault| fault.raised())?;
        let added = py.detach(|| self.take(joined.finish(), read, published));
        added.map(Sum::from).map_err(errors::run)
    }

    /// Adds events that are given as lines of JSON.
    #[pyo3(signature = (lines, read, published=None))]
    fn add_records(
        &self,
        py: Python<'_>,
        lines: &str,
        read: &str,
        published: Option<&str>,
    ) -> PyResult<Sum> {
        let mut joined = Joined::default();
        for (line, row) in lines.lines().zip(0..) {
            let record = serde_json::from_str(line);
            joined.add(record.map_err(|error| events::fault(row, &error))?);
        }
        let added = py.detach(|| self.take(joined.finish(), read, published));
        added.map(Sum::from).map_err(errors::run)
    }

    /// Codes the documents in files and folders.
    #[pyo3(signature = (engine, paths, read, day=None, progress=None))]
    fn add_files(
        &self,
        py: Python<'_>,
        engine: &Engine,
        paths: Vec<PathBuf>,
        read: &str,
        day: Option<String>,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<(Sum, Notes)> {
        let documents = Documents::new(&paths);
        self.add(
            py,
            engine,
            documents,
            read,
            day,
            Watch::new(progress, false),
        )
    }

    /// Answers a question.
    fn ask(&self, py: Python<'_>, question: Question) -> PyResult<Parts> {
        let answer = py.detach(|| self.answer(&question));
        answer
            .map(Parts::from)
            .map_err(|error| errors::of_ledger(&error))
    }

    /// Answers a question in SQL.
    fn select(&self, py: Python<'_>, query: &str) -> PyResult<Parts> {
        let answer = py.detach(|| Reader::open(&self.path)?.select(query));
        answer
            .map(Parts::from)
            .map_err(|error| errors::of_ledger(&error))
    }
}

impl Ledger {
    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn book(&self) -> &Codebook {
        &self.book
    }

    fn add(
        &self,
        py: Python<'_>,
        engine: &Engine,
        documents: Documents,
        read: &str,
        day: Option<String>,
        mut watch: Watch,
    ) -> PyResult<(Sum, Notes)> {
        let result = py.detach(|| self.code(engine, documents, read, day, &mut watch));
        let (added, result) = match result {
            Ok(added) => (added, Ok(())),
            Err(error) => (Added::default(), Err(error)),
        };
        Ok((Sum::from(added), watch.finish(result)?))
    }

    fn code(
        &self,
        engine: &Engine,
        documents: Documents,
        read: &str,
        day: Option<String>,
        watch: &mut Watch,
    ) -> Result<Added, Error> {
        let mut portion = Portion::open(&self.path)?;
        let known = Reader::open(&self.path)?;
        let ontology = &engine.inner.codebook().ontology;
        let documents = documents.map(|item| unknown(item, &day, &known));
        let map = |reading| entry(&reading, ontology, read);
        engine.inner.stream(documents, map, |result| match result {
            Ok(entry) => {
                watch.count(entry.claims.len())?;
                portion.take(entry)
            }
            Err(pass) => {
                match &pass {
                    Pass::Known => portion.added.known += 1,
                    Pass::Uncoded(document) => portion.take(bare(document, read))?,
                    Pass::Fault(_) => {}
                }
                watch.pass(pass)
            }
        })?;
        portion.finish()
    }

    /// Adds records, whose offsets are in bytes.
    fn take(
        &self,
        records: Vec<EventRecord>,
        read: &str,
        published: Option<&str>,
    ) -> Result<Added, Error> {
        let mut portion = Portion::open(&self.path)?;
        let records = records.into_iter().map(Ok);
        import::events(records, read, published, &self.book.ontology, |entry| {
            portion.take(entry.map_err(Error::Columns)?)
        })?;
        portion.finish()
    }
}

/// The document where it is to be coded: it is not in the ledger yet, and in a language that is.
fn unknown(
    item: Result<Document, casus_events::InputFault>,
    day: &Option<String>,
    known: &Reader,
) -> Result<Document, Pass> {
    let item = item.map(|mut document| {
        if document.date.is_none() {
            document.date.clone_from(day);
        }
        document
    });
    let sorted = sorted(item);
    let document = match &sorted {
        Ok(document) => document,
        Err(Pass::Uncoded(document)) => document,
        Err(_) => return sorted,
    };
    // Where the ledger cannot be read now, adding to it will tell.
    if known.has(document).unwrap_or(false) {
        return Err(Pass::Known);
    }
    sorted
}

/// A document without claims.
fn bare(document: &Document, read: &str) -> Entry {
    Entry {
        document: document.clone(),
        read: read.to_owned(),
        claims: Vec::new(),
    }
}

/// Records, those of one document with offsets of one kind.
#[derive(Default)]
struct Joined {
    records: Vec<EventRecord>,
    waiting: Vec<EventRecord>,
}

impl Joined {
    fn add(&mut self, record: EventRecord) {
        let first = self.waiting.first();
        if first.is_some_and(|first| first.document != record.document) {
            self.close();
        }
        self.waiting.push(record);
    }

    fn close(&mut self) {
        to_bytes(&mut self.waiting);
        self.records.append(&mut self.waiting);
    }

    fn finish(mut self) -> Vec<EventRecord> {
        self.close();
        self.records
    }
}

/// Entries that are written together.
struct Portion {
    ledger: casus_events::ledger::Ledger,
    entries: Vec<Entry>,
    bytes: usize,
    added: Added,
}

impl Portion {
    fn open(path: &Path) -> Result<Self, Error> {
        Ok(Portion {
            ledger: casus_events::ledger::Ledger::open(path)?,
            entries: Vec::new(),
            bytes: 0,
            added: Added::default(),
        })
    }

    fn take(&mut self, entry: Entry) -> Result<(), Error> {
        self.bytes += entry.document.text.len();
        self.entries.push(entry);
        if self.entries.len() >= DOCUMENTS || self.bytes >= BYTES {
            self.write()?;
        }
        Ok(())
    }

    fn write(&mut self) -> Result<(), Error> {
        self.added += self.ledger.add(&self.entries)?;
        self.entries.clear();
        self.bytes = 0;
        Ok(())
    }

    /// Writes what is left and joins what is new into cases.
    fn finish(mut self) -> Result<Added, Error> {
        self.write()?;
        self.ledger.derive()?;
        Ok(self.added)
    }
}

impl From<Added> for Sum {
    fn from(added: Added) -> Self {
        Sum {
            documents: added.documents,
            corrections: added.corrections,
            known: added.known,
            reprints: added.reprints,
            claims: added.claims,
        }
    }
}
