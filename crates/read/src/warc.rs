//! Web archives (WARC) to the documents of their pages.
//!
//! Bytes go in, packed record by record or not at all; for each stored answer that is a page, a document comes out, with the
//! address, the day of the visit and the byte of the file at which its record begins. A broken record is a fault, and the
//! reading goes on at the next one.

use crate::documents::{Item, Limits};
use crate::fault::InputFault;
use crate::html;
use crate::lines::{self, Line};
use crate::source::Place;
use casus_text::Document;
use flate2::bufread::GzDecoder;
use serde_json::Value;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// The pages of an archive.
pub(crate) struct Warc {
    input: Box<dyn BufRead + Send>,
    /// Where the packed record begins that is being read; none where records are not packed one by one.
    packed: Option<Arc<AtomicU64>>,
    offset: u64,
    place: Place,
    limits: Limits,
    /// Where the next record begins whose first line is read already.
    begun: Option<u64>,
    ended: bool,
    /// The posts of the last page, the next one last.
    posts: Vec<Document>,
}

/// A longer line is no header.
const LONGEST_HEADER: usize = 64 * 1024;
const MOST_HEADERS: usize = 200;

/// Names in small letters, and values.
type Headers = Vec<(String, String)>;

impl Warc {
    pub(crate) fn new(
        mut input: Box<dyn BufRead + Send>,
        place: Place,
        limits: Limits,
    ) -> io::Result<Self> {
        let gzip = input.fill_buf()?.starts_with(&[0x1f, 0x8b]);
        let packed = gzip.then(|| Arc::new(AtomicU64::new(0)));
        if let Some(start) = &packed {
            input = Box::new(BufReader::with_capacity(
                64 * 1024,
                Packed::new(input, start.clone()),
            ));
        }
        Ok(Warc {
            input,
            packed,
            offset: 0,
            place,
            limits,
            begun: None,
            ended: false,
            posts: Vec::new(),
        })
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
            if !is_page || length > self.limits.longest_file as u64 {
                let passed = io::copy(&mut (&mut self.input).take(length), &mut io::sink())?;
                self.offset += passed;
                if is_page {
                    let reason = format!(
                        "a page of {length} bytes, more than the {} that are read; it was skipped",
                        self.limits.longest_file
                    );
                    return Ok(Some(self.fault(at, &reason)));
                }
                continue;
            }
            let mut block = Vec::new();
            let read = (&mut self.input).take(length).read_to_end(&mut block)? as u64;
            self.offset += read;
            if read < length {
                return Ok(Some(self.fault(at, "the archive ends within this record")));
            }
            if !self.ends_well()? {
                return Ok(Some(self.fault(
                    at,
                    "a record that is not as long as it says; reading goes on at the next",
                )));
            }
            if let Some(item) = self.page(&headers, &block, at) {
                return Ok(Some(item));
            }
        }
    }

    /// Reads to the first line of a record, and says where it begins.
    fn find_record(&mut self) -> io::Result<Option<u64>> {
        loop {
            if let Some(at) = self.begun.take() {
                return Ok(Some(at));
            }
            let at = self.here()?;
            match self.line()? {
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
            .map_or(self.offset, |start| start.load(Ordering::Relaxed)))
    }

    /// A line; an overlong one is empty.
    fn line(&mut self) -> io::Result<Option<Vec<u8>>> {
        let line = lines::next(&mut *self.input, LONGEST_HEADER)?;
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
        for _ in 0..4 {
            let at = self.here()?;
            match self.line()? {
                None => return Ok(true),
                Some(line) if line.trim_ascii().is_empty() => {}
                Some(line) => {
                    self.begun = line.starts_with(b"WARC/").then_some(at);
                    return Ok(self.begun.is_some());
                }
            }
        }
        Ok(false)
    }

    /// The document of a stored answer.
    fn page(&mut self, headers: &Headers, block: &[u8], at: u64) -> Option<Item> {
        let end = block.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(block.get(..end)?);
        let mut lines = head.lines();
        let status = lines.next()?.split(' ').nth(1)?;
        let answer: Headers = lines.filter_map(header).collect();
        let kind = field(&answer, "content-type")
            .unwrap_or("text/html")
            .to_ascii_lowercase();
        if status != "200" || !(kind.contains("html") || kind.contains("text/plain")) {
            return None;
        }
        let body = match unpacked(block.get(end + 4..)?, &answer, self.limits.longest_file) {
            Ok(body) => body,
            Err(error) => return Some(self.fault(at, &error.to_string())),
        };
        let charset = kind
            .split("charset=")
            .nth(1)
            .map(|name| name.trim_matches(['"', '\'', ' ', ';']));
        let source = html::decode(&body, charset);
        let id = format!("{}@{at}", self.place.id);
        let mut document = if kind.contains("html") {
            self.posts = html::named(&id, &source);
            self.posts.reverse();
            self.posts.pop()?
        } else {
            Document {
                id,
                text: source,
                ..Document::default()
            }
        };
        let facts = [
            ("address", "warc-target-uri"),
            ("fetched", "warc-date"),
            ("record", "warc-record-id"),
        ];
        for (name, header) in facts {
            if let Some(value) = field(headers, header) {
                document
                    .extra
                    .push((name.to_owned(), Value::from(value).to_string()));
            }
        }
        let target =
            field(headers, "warc-target-uri").map(|uri| uri.trim_matches(['<', '>']).to_owned());
        document.url = document.url.or(target);
        Some(Ok(document))
    }

    fn fault(&self, at: u64, reason: &str) -> Item {
        Err(InputFault::of_file(
            &self.place.path,
            format!("at byte {at}: {reason}"),
        ))
    }
}

impl Iterator for Warc {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        if let Some(post) = self.posts.pop() {
            return Some(Ok(post));
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
                self.ended = true;
                Some(self.fault(self.offset, &error.to_string()))
            }
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

/// The body of an answer, its pieces joined and unpacked where it says so and is so.
fn unpacked(body: &[u8], headers: &Headers, longest: usize) -> io::Result<Vec<u8>> {
    let chunked =
        field(headers, "transfer-encoding").is_some_and(|value| value.contains("chunked"));
    let body = if chunked {
        joined(body).unwrap_or_else(|| body.to_vec())
    } else {
        body.to_vec()
    };
    if !body.starts_with(&[0x1f, 0x8b]) {
        return Ok(body);
    }
    let mut out = Vec::new();
    flate2::read::MultiGzDecoder::new(body.as_slice())
        .take(longest as u64 + 1)
        .read_to_end(&mut out)?;
    if out.len() > longest {
        return Err(io::Error::other(format!(
            "a page that unpacks to more than the {longest} bytes that are read; it was skipped"
        )));
    }
    Ok(out)
}

/// The pieces of a chunked body; none where it is not in pieces.
fn joined(body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut rest = body;
    loop {
        let end = rest
            .windows(2)
            .take(64)
            .position(|window| window == b"\r\n")?;
        let size = std::str::from_utf8(rest.get(..end)?)
            .ok()?
            .split(';')
            .next()?
            .trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = rest.get(end + 2..)?;
        if size == 0 {
            return Some(out);
        }
        out.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size..)?.strip_prefix(b"\r\n")?;
    }
}

/// Unpacks gzip members one after the other, and tells where the one begins that is being read.
struct Packed {
    decoder: Option<GzDecoder<Counted>>,
    start: Arc<AtomicU64>,
}

impl Packed {
    fn new(input: Box<dyn BufRead + Send>, start: Arc<AtomicU64>) -> Self {
        Packed {
            decoder: Some(GzDecoder::new(Counted { input, count: 0 })),
            start,
        }
    }
}

impl Read for Packed {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while let Some(decoder) = &mut self.decoder {
            let length = decoder.read(out)?;
            if length > 0 || out.is_empty() {
                return Ok(length);
            }
            let mut input = self
                .decoder
                .take()
                .map(GzDecoder::into_inner)
                .ok_or(io::ErrorKind::Other)?;
            if input.fill_buf()?.is_empty() {
                return Ok(0);
            }
            self.start.store(input.count, Ordering::Relaxed);
            self.decoder = Some(GzDecoder::new(input));
        }
        Ok(0)
    }
}

/// Counts what is consumed.
struct Counted {
    input: Box<dyn BufRead + Send>,
    count: u64,
}

impl Read for Counted {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let length = self.input.read(out)?;
        self.count += length as u64;
        Ok(length)
    }
}

impl BufRead for Counted {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.input.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        self.count += amount as u64;
        self.input.consume(amount);
    }
}
