//! The engine as Python sees it: one document to lines of JSON, a table of documents to a table of events.
//!
//! Knowledge files go in when it is made; afterwards it does not change, and threads and forked processes share it.

use crate::documents::{KEPT, Layout, Rows};
use crate::offsets::{Characters, change};
use crate::run::{self, Notes, Watch, sorted};
use crate::{errors, events};
use arrow_array::{ArrayRef, LargeStringArray, RecordBatch, StringArray};
use casus_events::output::{lines, trees};
use casus_events::wire::EventRecord;
use casus_events::{
    Document, Documents, InputFault, Limits, Reading, Source, knowledge, primary_language, record,
};
use pyo3::exceptions::{PyRuntimeError, PyTypeError};
use pyo3::prelude::*;
use pyo3_arrow::PyTable;
use pyo3_arrow::input::AnyRecordBatch;
use std::collections::HashMap;
use std::iter;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Reads documents. It is loaded once and does not change.
#[pyclass(frozen, module = "casus._casus")]
pub(crate) struct Engine {
    pub(crate) inner: casus_events::Engine,
}

/// A fault of a knowledge file: severity, kind, message, hint, file, line, column, and how it is shown.
type Fault = (
    String,
    String,
    String,
    Option<String>,
    String,
    u32,
    u32,
    String,
);

/// A document as Python gives it.
#[derive(FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Given {
    text: String,
    id: String,
    title: Option<String>,
    date: Option<String>,
    publisher: Option<String>,
    url: Option<String>,
    language: Option<String>,
}

impl Given {
    fn parts(self) -> Documents {
        let document = Document {
            id: self.id,
            text: self.text,
            title: self.title,
            date: self.date,
            publisher: self.publisher,
            url: self.url,
            language: self.language.as_deref().map(primary_language),
            extra: Vec::new(),
        };
        Documents::from_documents(iter::once(Ok(document)), DOCUMENTS, Limits::default())
    }
}

/// What faults of documents that are given by a program are told of.
pub(crate) const DOCUMENTS: &str = "documents";
/// A text of more bytes comes in parts, which are worth more than one thread.
const SHORT: usize = 1 << 20;

#[pymethods]
impl Engine {
    /// Loads the network and the knowledge, with these files on top: their paths and texts.
    #[new]
    #[pyo3(signature = (sources, threads=None))]
    fn new(
        py: Python<'_>,
        sources: Vec<(String, String)>,
        threads: Option<NonZeroUsize>,
    ) -> PyResult<Self> {
        let sources = sources.into_iter();
        let sources = sources.map(|(path, text)| Source { path, text });
        let mut builder = casus_events::Engine::builder().knowledge(sources);
        if let Some(threads) = threads {
            builder = builder.threads(threads);
        }
        let inner = py.detach(|| builder.build()).map_err(errors::run)?;
        Ok(Engine { inner })
    }

    /// How many threads a table is read with.
    #[getter]
    fn threads(&self) -> usize {
        self.inner.threads()
    }

    /// The faults of the knowledge files, which were in these folders.
    fn faults(&self, folders: Vec<PathBuf>) -> Vec<Fault> {
        let all = knowledge::located(self.inner.diagnostics(), &folders);
        let fault = |one: &casus_events::Diagnostic| {
            (
                one.severity.to_string(),
                one.code.to_owned(),
                one.message.clone(),
                one.hint.clone(),
                one.path.clone(),
                one.line,
                one.column,
                one.to_string(),
            )
        };
        all.iter().map(fault).collect()
    }

    /// The events of one document as lines of JSON, with offsets in characters; and what passed by.
    fn read(&self, py: Python<'_>, document: Given) -> PyResult<(String, Notes)> {
        let is_short = document.text.len() <= SHORT;
        let parts = document.parts();
        let mut watch = Watch::new(None, true);
        let mut all = Vec::new();
        let result = py.detach(|| {
            let each = |records| {
                all.extend(records);
                Ok(())
            };
            if is_short {
                self.read_here(parts, &mut watch, each)
            } else {
                run::records(&self.inner, parts, true, &mut watch, each)
            }
        });
        let notes = watch.finish(result)?;
        Ok((text_of(&all), notes))
    }

    /// Why an event of a document is coded so: the sentence, its tree as CoNLL-U, and the frames that were tried on its
    /// word, each with the condition that failed and whether it decided.
    #[allow(clippy::type_complexity)] // A tuple for one caller, which gives its parts names.
    fn explain(
        &self,
        py: Python<'_>,
        document: Given,
        id: &str,
    ) -> PyResult<Option<(String, String, Vec<(String, String, bool)>)>> {
        let (name, number) = id.rsplit_once('#').unwrap_or((id, ""));
        let mut parts = document.parts();
        let found = py.detach(|| {
            let part = parts.find_map(|part| part.ok().filter(|part| part.id == name))?;
            let mut reading = self.inner.explain(part);
            let event = number.parse().ok().and_then(|number: usize| {
                let event = reading.coded.events.get(number)?;
                Some((event.span, event.trigger))
            });
            let (span, trigger) = event?;
            let trials = reading.coded.trials.iter();
            let trials = trials.filter(|trial| trial.trigger == trigger);
            let trials = trials
                .map(|one| (one.rule.to_string(), one.failed.to_string(), one.chosen))
                .collect();
            reading.trees.retain(|tree| tree.span == span);
            let sentence = span.of(&reading.document.text).to_owned();
            Some((sentence, trees(&reading.document, &reading.trees), trials))
        });
        Ok(found)
    }

    /// The events of a table of documents as a table, and what passed by.
    #[pyo3(signature = (table, columns, day=None, characters=true, strict=true, progress=None))]
    #[allow(clippy::too_many_arguments)] // The Python half calls it, by names.
    fn read_table(
        &self,
        py: Python<'_>,
        table: AnyRecordBatch,
        columns: HashMap<String, String>,
        day: Option<String>,
        characters: bool,
        strict: bool,
        progress: Option<Py<PyAny>>,
    ) -> PyResult<(PyTable, Notes)> {
        let documents = of_table(table, &columns, day)?;
        let mut watch = Watch::new(progress, strict);
        let mut found = events::Columns::default();
        let result = py.detach(|| {
            let each = |records| found.add(records);
            run::records(&self.inner, documents, characters, &mut watch, each)
        });
        let notes = watch.finish(result)?;
        let (batches, schema) = found.finish(characters).map_err(errors::run)?;
        Ok((PyTable::try_new(batches, schema)?, notes))
    }
}

impl Engine {
    /// Reads documents on the thread that asks.
    fn read_here(
        &self,
        documents: Documents,
        watch: &mut Watch,
        mut each: impl FnMut(Vec<EventRecord>) -> Result<(), casus_events::Error>,
    ) -> Result<(), casus_events::Error> {
        for item in documents {
            match sorted(item) {
                Err(pass) => watch.pass(pass)?,
                Ok(document) => {
                    let reading: Reading = self.inner.read(document);
                    let mut records = record::events(&reading, &self.inner.codebook().ontology);
                    let characters = Characters::of(&reading.document.text);
                    let new = |byte| characters.before(byte);
                    records.iter_mut().for_each(|record| change(record, &new));
                    watch.count(records.len())?;
                    each(records)?;
                }
            }
        }
        Ok(())
    }
}

/// The documents of a table.
pub(crate) fn of_table(
    table: AnyRecordBatch,
    columns: &HashMap<String, String>,
    day: Option<String>,
) -> PyResult<Documents> {
    let reader = table.into_reader()?;
    let layout = Layout::of(&reader.schema(), columns);
    let layout = layout.map_err(|reason| errors::document(reason, None))?;
    let rows = Rows::new(reader, layout, day);
    Ok(Documents::from_documents(
        rows,
        DOCUMENTS,
        Limits::default(),
    ))
}

fn text_of(records: &[EventRecord]) -> String {
    String::from_utf8(lines(records)).unwrap_or_default()
}

/// The knowledge files below these folders: their paths and texts.
#[pyfunction]
pub(crate) fn sources(folders: Vec<PathBuf>) -> PyResult<Vec<(String, String)>> {
    let mut all = Vec::new();
    for folder in &folders {
        let found = knowledge::sources(folder).map_err(errors::run)?;
        all.extend(found.into_iter().map(|source| (source.path, source.text)));
    }
    Ok(all)
}

/// The documents in files and folders as a table, and what could not be read.
#[pyfunction]
pub(crate) fn documents(py: Python<'_>, paths: Vec<PathBuf>) -> PyResult<(PyTable, Vec<String>)> {
    if paths.is_empty() || paths.iter().any(|path| path == Path::new("-")) {
        return Err(PyTypeError::new_err("name at least one file or folder"));
    }
    let (documents, faults) = py.detach(|| {
        let (mut documents, mut faults) = (Vec::new(), Vec::new());
        Documents::new(&paths).for_each(|item: Result<Document, InputFault>| match item {
            Ok(document) => documents.push(document),
            Err(fault) => faults.push(fault.to_string()),
        });
        (documents, faults)
    });
    let batch =
        document_columns(&documents).map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
    let schema = batch.schema();
    Ok((PyTable::try_new(vec![batch], schema)?, faults))
}

fn document_columns(documents: &[Document]) -> Result<RecordBatch, arrow_schema::ArrowError> {
    let text = |of: &dyn Fn(&Document) -> Option<String>| -> ArrayRef {
        Arc::new(documents.iter().map(of).collect::<StringArray>())
    };
    let fields = |document: &Document| {
        let members = document.extra.iter();
        let members = members.map(|(name, value)| {
            let name = serde_json::Value::from(name.as_str());
            format!("{name}:{value}")
        });
        let members: Vec<String> = members.collect();
        (!members.is_empty()).then(|| format!("{{{}}}", members.join(",")))
    };
    // Together they can be longer than the offsets of short texts reach.
    let texts = documents.iter().map(|d| Some(d.text.as_str()));
    RecordBatch::try_from_iter_with_nullable([
        ("id", text(&|d| Some(d.id.clone())), false),
        ("text", Arc::new(texts.collect::<LargeStringArray>()), false),
        ("title", text(&|d| d.title.clone()), true),
        ("date", text(&|d| d.date.clone()), true),
        ("publisher", text(&|d| d.publisher.clone()), true),
        ("url", text(&|d| d.url.clone()), true),
        ("language", text(&|d| d.language.clone()), true),
        (KEPT, text(&fields), true),
    ])
}
