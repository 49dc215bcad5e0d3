//! The stream of documents over all inputs.
//!
//! Paths go in; documents and faults come out in the order of the paths, and within a folder by name.

use crate::fault::InputFault;
use crate::folder::{self, Entry, Folder};
use crate::kind::Kind;
use crate::parts::{self, Parts};
use crate::source::{self, Place, Source};
use crate::tracked::Tracked;
use crate::warc::{ARCHIVE, OFFSET};
use casus_text::Document;
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;

/// What the stream is made of.
pub(crate) type Item = Result<Document, InputFault>;

/// How much is read into one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// A line of JSON with more bytes is reported, and skipped without being held.
    pub longest_line: usize,
    /// A Markdown file with more bytes is reported, and not read.
    pub longest_file: usize,
    /// A text with more bytes is cut into several documents at paragraph ends.
    pub longest_text: usize,
    /// A name, title or other field of a document with more bytes is reported, and left out; so are the fields that we do
    /// not know beyond so many bytes in all.
    pub longest_field: usize,
}

impl Default for Limits {
    /// Lines of 16 MiB, files that are read whole of 4 MiB, texts of 1 MiB, fields of 16 KiB: with them reading stays under 500 MB whatever comes, since the
    /// trees and events of a text take some fifty times its bytes.
    fn default() -> Self {
        Limits {
            longest_line: 16 << 20,
            longest_file: 4 << 20,
            longest_text: 1 << 20,
            longest_field: 16 << 10,
        }
    }
}

/// Where a run has got to: behind so many documents and faults of a file, or of the record of a web archive that begins at
/// a byte of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Position {
    /// The file, as it is named in faults; empty before the first.
    pub file: String,
    /// The byte at which the record begins; 0 in other files.
    pub offset: u64,
    /// How many documents and faults have come from there on.
    pub items: u64,
}

/// The documents of files, folders and standard input, one at a time.
///
/// What a file holds is told by its ending (`.txt`, `.md`, `.jsonl`, `.html`, `.warc`, `.tar`, `.zip` and others, each of
/// them also packed as `.gz` or `.zst`). Of standard input and files with other endings it is told by their first bytes.
pub struct Documents {
    limits: Limits,
    /// What is still to be opened, the next one last.
    inputs: Vec<Entry>,
    folder: Option<Folder>,
    current: Option<source::Stream>,
    /// What is still to come of a long document.
    parts: Parts,
    /// Whether ids of documents in folders begin with the folder's path.
    several: bool,
    /// Where raw pages are kept, if they are.
    kept: Option<Arc<Path>>,
    /// How many bytes of files were read.
    read: Arc<AtomicU64>,
    position: Position,
    /// Where to begin; gone as soon as the file is found.
    start: Option<Position>,
    /// How many items are still to be passed over.
    passing: u64,
}

impl Documents {
    /// The documents of these paths. `-` is standard input; so are no paths at all.
    pub fn new(paths: &[PathBuf]) -> Self {
        Self::with_limits(paths, Limits::default())
    }

    /// The same, with other limits.
    pub fn with_limits(paths: &[PathBuf], limits: Limits) -> Self {
        let mut inputs = entries(paths);
        if inputs.is_empty() {
            inputs.push(Entry {
                path: PathBuf::from("-"),
                id: STANDARD_INPUT.to_string(),
            });
        }
        inputs.reverse();
        Documents {
            several: inputs.len() > 1,
            inputs,
            ..Documents::empty(limits)
        }
    }

    fn empty(limits: Limits) -> Self {
        Documents {
            limits,
            inputs: Vec::new(),
            folder: None,
            current: None,
            parts: Parts::default(),
            several: false,
            kept: None,
            read: Arc::default(),
            position: Position::default(),
            start: None,
            passing: 0,
        }
    }

    /// Keeps the raw bytes of each page in this folder, under their hash, which the documents of the page then name.
    pub fn keeping_pages(mut self, folder: &Path) -> Self {
        self.kept = Some(folder.into());
        self
    }

    /// Begins behind a position of an earlier run over the same inputs.
    pub fn from_position(mut self, position: Position) -> Self {
        self.start = Some(position).filter(|position| !position.file.is_empty());
        self
    }

    /// Where the reading is: behind what was given last.
    pub fn position(&self) -> &Position {
        &self.position
    }

    /// How many bytes of files have been read, for who watches from elsewhere.
    pub fn bytes_read(&self) -> Arc<AtomicU64> {
        self.read.clone()
    }

    /// The documents that a reader gives, as if it were standard input. `name` stands in faults and ids.
    pub fn from_reader(reader: impl Read + Send + 'static, name: &str, limits: Limits) -> Self {
        let mut documents = Documents::empty(limits);
        documents.position.file = name.to_string();
        let place = Place {
            path: name.to_string(),
            id: name.to_string(),
            depth: 0,
            kept: None,
        };
        let stream = source::open(
            Source::Stream(Box::new(reader)),
            place,
            Kind::Unknown,
            limits,
        );
        documents.current = Some(stream.unwrap_or_else(|error| {
            Box::new(std::iter::once(Err(InputFault::of_file(name, error))))
        }));
        documents
    }

    /// Documents that a program has made, as if they had been read: long texts come out in parts, long fields are left
    /// out. `name` stands in faults.
    pub fn from_documents(
        documents: impl Iterator<Item = Item> + Send + 'static,
        name: &str,
        limits: Limits,
    ) -> Self {
        let place = name.to_string();
        let shortened = documents.flat_map(move |item| {
            let mut item = item;
            let gone = item
                .as_mut()
                .ok()
                .and_then(|document| parts::shorten(document, limits.longest_field));
            let fault = gone.map(|reason| Err(InputFault::of_file(&place, reason)));
            fault.into_iter().chain([item])
        });
        let mut all = Documents::empty(limits);
        all.position.file = name.to_string();
        all.current = Some(Box::new(shortened));
        all
    }

    /// Opens the next input: a folder, a file, or standard input.
    fn open(&mut self, entry: Entry) -> Result<(), InputFault> {
        if entry.path.is_dir() {
            let path = entry.path.display().to_string();
            let prefix = if self.several {
                format!("{}/", path.trim_end_matches('/'))
            } else {
                String::new()
            };
            self.folder = Some(Folder::new(entry.path, prefix));
            return Ok(());
        }
        let path = entry.path.display().to_string();
        let mut from = 0;
        if let Some(start) = self.start.take() {
            if start.file != path {
                self.start = Some(start);
                return Ok(());
            }
            (from, self.passing) = (start.offset, start.items);
        }
        self.position = Position {
            file: path.clone(),
            offset: from,
            items: 0,
        };
        let place = Place {
            path: path.clone(),
            id: entry.id,
            depth: 0,
            kept: self.kept.clone(),
        };
        let (source, kind) = if entry.path == Path::new("-") {
            (Ok(Source::Stream(Box::new(io::stdin()))), Kind::Unknown)
        } else {
            let file = File::open(&entry.path);
            let tracked = |file| Source::File(Tracked::new(file, self.read.clone()));
            (file.map(tracked), Kind::of(&folder::name(&entry.path)))
        };
        let stream =
            source.and_then(|source| source::open_from(source, place, kind, self.limits, from));
        self.current = Some(stream.map_err(|error| InputFault::of_file(&path, error))?);
        Ok(())
    }

    /// The document, or the first part of a long one.
    fn part(&mut self, document: Document) -> Document {
        let (first, parts) = Parts::of(document, self.limits.longest_text);
        self.parts = parts;
        first
    }

    /// The next file, from the folder that is open or from the inputs.
    fn next_entry(&mut self) -> Option<Result<Entry, InputFault>> {
        match self.folder.as_mut().and_then(Iterator::next) {
            Some(entry) => Some(entry),
            None => {
                self.folder = None;
                self.inputs.pop().map(Ok)
            }
        }
    }
}

impl Documents {
    /// The next document or fault, as if nothing were passed over.
    fn advance(&mut self) -> Option<Item> {
        loop {
            if let Some(part) = self.parts.take(self.limits.longest_text) {
                return Some(Ok(part));
            }
            if let Some(item) = self.current.as_mut().and_then(Iterator::next) {
                self.note(&item);
                return Some(item.map(|document| self.part(document)));
            }
            self.current = None;
            match self.next_entry() {
                Some(Ok(entry)) => {
                    if let Err(fault) = self.open(entry) {
                        return Some(Err(fault));
                    }
                }
                Some(Err(fault)) => return Some(Err(fault)),
                None => {
                    let start = self.start.take()?;
                    let reason = "the run was to go on in this file, which is not among the inputs";
                    return Some(Err(InputFault::of_file(&start.file, reason)));
                }
            }
        }
    }

    /// Notes in which record of the file an item stands.
    fn note(&mut self, item: &Item) {
        let at = match item {
            Ok(document) => offset(document, &self.position.file),
            Err(fault) => fault.offset.filter(|_| fault.path == self.position.file),
        };
        if let Some(at) = at.filter(|at| *at != self.position.offset) {
            (self.position.offset, self.position.items) = (at, 0);
        }
    }
}

/// Where the record of a document begins, where it is one of this file.
fn offset(document: &Document, file: &str) -> Option<u64> {
    let field = |wanted: &str| {
        let mut fields = document.extra.iter().rev();
        Some(fields.find(|(name, _)| name == wanted)?.1.as_str())
    };
    let archive: String = serde_json::from_str(field(ARCHIVE)?).ok()?;
    (archive == file).then(|| field(OFFSET)?.parse().ok())?
}

impl Iterator for Documents {
    type Item = Result<Document, InputFault>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let item = self.advance()?;
            self.position.items += 1;
            if self.passing == 0 {
                return Some(item);
            }
            self.passing -= 1;
        }
    }
}

/// What documents of standard input are called.
const STANDARD_INPUT: &str = "stdin";

/// The inputs with their ids: the file's name without its ending, or its path where two have that name.
fn entries(paths: &[PathBuf]) -> Vec<Entry> {
    let mut names = HashMap::new();
    for path in paths {
        *names.entry(folder::stem(path)).or_insert(0_u32) += 1;
    }
    let entry = |path: &PathBuf| {
        let stem = folder::stem(path);
        let id = match names.get(&stem) {
            _ if path == Path::new("-") => STANDARD_INPUT.to_string(),
            Some(1) => stem,
            _ => path.display().to_string(),
        };
        Entry {
            path: path.clone(),
            id,
        }
    };
    paths.iter().map(entry).collect()
}
