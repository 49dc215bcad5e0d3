//! Web archives (WARC) to the documents of their pages.
//!
//! Bytes go in, packed record by record or not at all; for each stored answer that is a page, a document comes out, with the
//! address, the day of the visit, and the archive and the byte of it at which the record begins: there the reading can be
//! taken up again. A broken record is a fault, and the reading goes on at the next one, also where the broken one says that
//! it is longer than it is.

mod answer;
mod block;
mod members;

use crate::documents::{Item, Limits};
use crate::fault::InputFault;
use crate::html;
use crate::lines::{self, Line};
use crate::source::Place;
use answer::Answer;
use block::Blocks;
use casus_text::Document;
use members::{Members, Progress};
use serde_json::Value;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;

/// The pages of an archive.
pub(crate) struct Warc {
    input: Blocks,
    /// How far the packed records are read; none where records are not packed one by one.
    packed: Option<Arc<Progress>>,
    offset: u64,
    place: Place,
    limits: Limits,
    ended: bool,
    /// What a record gave, the next one last.
    waiting: Vec<Item>,
}

/// A longer line is no header.
const LONGEST_HEADER: usize = 64 * 1024;
const MOST_HEADERS: usize = 200;
/// The fields that say where a record begins.
pub(crate) const ARCHIVE: &str = "archive";
pub(crate) const OFFSET: &str = "offset";

/// Names in small letters, and values.
type Headers = Vec<(String, String)>;

impl Warc {
    /// The pages from the first record on that begins at the byte `from` or after it; the input begins there. `gzip` tells
    /// whether the records are packed one by one.
    pub(crate) fn new(
        input: Box<dyn BufRead + Send>,
        place: Place,
        limits: Limits,
        from: u64,
        gzip: bool,
    ) -> Self {
        let packed = gzip.then(Arc::<Progress>::default);
        let input: Box<dyn BufRead + Send> = match &packed {
            Some(progress) => {
                let members = Members::new(input, from, progress.clone());
                Box::new(BufReader::with_capacity(64 * 1024, members))
            }
            None => input,
        };
        Warc {
            input: Blocks::new(input),
            packed,
            offset: from,
            place,
            limits,
            ended: false,
            waiting: Vec::new(),
        }
    }

    /// The next record that is a page, or a fault; none at the end.
    fn advance(&mut self) -> io::Result<Option<Item>> {
        loop {
            let Some(at) = self.find_record()? else {
                return Ok(None);
            };
            let headers = self.headers()?;
            let Some(length) =
                field(&headers, "content-length").and_then(|length| length.parse::<u64>().ok())
            else {
                return Ok(Some(self.fault(
                    at,
                    "a record without a length; reading goes on at the next",
                )));
            };
            let is_page = field(&headers, "warc-type").is_none_or(|kind| kind == "response")
                && field(&headers, "content-type").is_none_or(|kind| kind.contains("http"));
            let item = if !is_page || length > self.limits.longest_file as u64 {
                self.pass(length, at, is_page)?
            } else {
                self.block(length, &headers, at)?
            };
            if item.is_some() {
                return Ok(item);
            }
        }
    }

    /// Passes over a record that is no page, or a page that is too large. Such a record may lie about its length: where
    /// another begins within it, it ends there.
    fn pass(&mut self, length: u64, at: u64, is_page: bool) -> io::Result<Option<Item>> {
        let passed = if self.packed.is_some() {
            io::copy(&mut (&mut self.input).take(length), &mut io::sink())?
        } else {
            self.input.pass(length)?.0
        };
        self.offset += passed;
        if passed < length {
            return Ok(Some(self.short(at)?));
        }
        if is_page {
            let reason = format!(
                "a page of {length} bytes, more than the {} that are read; it was skipped",
                self.limits.longest_file
            );
            return Ok(Some(self.fault(at, &reason)));
        }
        Ok(None)
    }

    /// Reads a record and what it gives.
    fn block(&mut self, length: u64, headers: &Headers, at: u64) -> io::Result<Option<Item>> {
        let mut block = Vec::new();
        let read = (&mut self.input).take(length).read_to_end(&mut block)? as u64;
        let begin = self.offset;
        self.offset += read;
        if read == length && self.ends_well()? {
            return Ok(self.page(headers, &block, at));
        }
        // What was taken for this record may hold others.
        if let Some(next) = block::record_within(&block)
            && self.packed.is_none()
            && self.input.put_back(block.get(next..).unwrap_or_default())
        {
            self.offset = begin + next as u64;
        }
        self.short(at).map(Some)
    }

    /// The fault of a record that does not end where it said.
    fn short(&mut self, at: u64) -> io::Result<Item> {
        let at_end = match &self.packed {
            Some(progress) => progress.has_ended(),
            None => self.input.fill_buf()?.is_empty(),
        };
        let reason = if at_end {
            "the archive ends within this record"
        } else {
            "a record that is not as long as it says; reading goes on at the next"
        };
        Ok(self.fault(at, reason))
    }

    /// Reads to the first line of a record, and says where it begins.
    fn find_record(&mut self) -> io::Result<Option<u64>> {
        loop {
            let at = self.here()?;
            match self.line()? {
                // The end of a packed record is not that of the archive.
                None if self
                    .packed
                    .as_ref()
                    .is_some_and(|packed| !packed.has_ended()) => {}
                None => return Ok(None),
                Some(line) if line.starts_with(b"WARC/") => return Ok(Some(at)),
                Some(_) => {}
            }
        }
    }

    /// The place of the next byte; of records that are packed one by one, where the packed record begins.
    fn here(&mut self) -> io::Result<u64> {
        self.input.fill_buf()?;
        Ok(self
            .packed
            .as_ref()
            .map_or(self.offset, |progress| progress.start()))
    }

    /// A line; an overlong one is empty.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let line = lines::next(&mut self.input, LONGEST_HEADER)?;
        Ok(line.map(|line| match line {
            Line::Whole(bytes) => {
                self.offset += bytes.len() as u64 + 1;
                bytes
            }
            Line::TooLong(length) => {
                self.offset += length + 1;
                Vec::new()
            }
        }))
    }

    fn headers(&mut self) -> io::Result<Headers> {
        let mut headers = Headers::new();
        while let Some(line) = self.line()? {
            let line = String::from_utf8_lossy(&line);
            let line = line.trim();
            if line.is_empty() || headers.len() >= MOST_HEADERS {
                break;
            }
            headers.extend(header(line));
        }
        Ok(headers)
    }

    /// Whether a record ends where it said: with blank lines, and then the next or nothing.
    fn ends_well(&mut self) -> io::Result<bool> {
        let ahead = self.input.ahead(16)?;
        let next = ahead.trim_ascii_start();
        Ok(next.is_empty() || (next.len() < ahead.len() && next.starts_with(b"WARC/")))
    }

    /// The first document of a stored answer; the others wait.
    fn page(&mut self, headers: &Headers, block: &[u8], at: u64) -> Option<Item> {
        let answer = Answer::read(block, self.limits.longest_file)?;
        let body = match answer.body {
            Ok(body) => body,
            Err(error) => return Some(self.fault(at, &error.to_string())),
        };
        let source = html::decode(&body, answer.charset.as_deref());
        let id = format!("{}@{at}", self.place.id);
        let target =
            field(headers, "warc-target-uri").map(|uri| uri.trim_matches(['<', '>']).to_owned());
        let mut documents = if answer.is_page {
            html::named(&id, &source, target.as_deref())
        } else {
            vec![Document {
                id,
                text: source,
                ..Document::default()
            }]
        };
        if let Some(page) = documents.first_mut() {
            add_facts(page, headers);
            page.url = page.url.take().or(target);
        }
        for document in &mut documents {
            let archive = Value::from(self.place.path.as_str()).to_string();
            document.extra.push((ARCHIVE.to_owned(), archive));
            document.extra.push((OFFSET.to_owned(), at.to_string()));
        }
        let kept = self.place.keep(&body, &mut documents);
        self.waiting.extend(documents.into_iter().rev().map(Ok));
        if let Err(error) = kept {
            self.waiting.push(self.fault(at, &error.to_string()));
        }
        self.waiting.pop()
    }

    fn fault(&self, at: u64, reason: &str) -> Item {
        Err(InputFault::at_byte(&self.place.path, at, reason))
    }
}

impl Iterator for Warc {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        if let Some(item) = self.waiting.pop() {
            return Some(item);
        }
        if self.ended {
            return None;
        }
        match self.advance() {
            Ok(Some(item)) => Some(item),
            Ok(None) => {
                self.ended = true;
                None
            }
            Err(error) => {
                // Behind a broken member the next is read; behind a broken disk nothing is.
                let goes_on = self.packed.is_some() && error.kind() == io::ErrorKind::InvalidData;
                self.ended = !goes_on;
                let at = match &self.packed {
                    Some(progress) => progress.start(),
                    None => self.offset,
                };
                Some(self.fault(at, &error.to_string()))
            }
        }
    }
}

/// What the record says of the page.
fn add_facts(page: &mut Document, headers: &Headers) {
    let facts = [
        ("address", "warc-target-uri"),
        ("fetched", "warc-date"),
        ("record", "warc-record-id"),
    ];
    for (name, header) in facts {
        if let Some(value) = field(headers, header) {
            let value = Value::from(value).to_string();
            page.extra.push((name.to_owned(), value));
        }
    }
}

fn header(line: &str) -> Option<(String, String)> {
    let (name, value) = line.split_once(':')?;
    Some((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
}

fn field<'a>(headers: &'a Headers, name: &str) -> Option<&'a str> {
    headers
        .iter()
        .find(|(known, _)| known == name)
        .map(|(_, value)| value.as_str())
}
