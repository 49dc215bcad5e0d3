//! The stream of documents over all inputs.
//!
//! Paths go in; documents and faults come out in the order of the paths, and within a folder by name.

use crate::fault::InputFault;
use crate::folder::{self, Entry, Folder};
use crate::parts::Parts;
use crate::source::{self, Kind, Place, Source};
use casus_text::Document;
use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

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
            limits,
            several: inputs.len() > 1,
            inputs,
            folder: None,
            current: None,
            parts: Parts::default(),
        }
    }

    /// The documents that a reader gives, as if it were standard input. `name` stands in faults and ids.
    pub fn from_reader(reader: impl Read + Send + 'static, name: &str, limits: Limits) -> Self {
        let mut documents = Documents {
            limits,
            inputs: Vec::new(),
            folder: None,
            current: None,
            parts: Parts::default(),
            several: false,
        };
        let place = Place {
            path: name.to_string(),
            id: name.to_string(),
            depth: 0,
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
        let place = Place {
            path: entry.path.display().to_string(),
            id: entry.id,
            depth: 0,
        };
        let fault =
            |error: io::Error| InputFault::of_file(&entry.path.display().to_string(), error);
        let stream = if entry.path == Path::new("-") {
            source::open(
                Source::Stream(Box::new(io::stdin())),
                place,
                Kind::Unknown,
                self.limits,
            )
        } else {
            let kind = Kind::of(&folder::name(&entry.path));
            File::open(&entry.path)
                .and_then(|file| source::open(Source::File(file), place, kind, self.limits))
        };
        self.current = Some(stream.map_err(fault)?);
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

impl Iterator for Documents {
    type Item = Result<Document, InputFault>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(part) = self.parts.take(self.limits.longest_text) {
                return Some(Ok(part));
            }
            if let Some(item) = self.current.as_mut().and_then(Iterator::next) {
                return Some(item.map(|document| self.part(document)));
            }
            self.current = None;
            match self.next_entry()?.and_then(|entry| self.open(entry)) {
                Ok(()) => {}
                Err(fault) => return Some(Err(fault)),
            }
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
