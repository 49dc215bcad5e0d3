//! One input to the stream of its documents: what it holds, and who reads it.
//!
//! A file, bytes of an archive or a pipe goes in. Its ending tells what it holds, or else its first bytes; packed inputs are
//! unpacked on the way.

use crate::archive::Archive;
use crate::documents::{Item, Limits};
use crate::encoding::{self, Input};
use crate::fault::InputFault;
use crate::html;
use crate::json_feed;
use crate::jsonl::JsonLines;
use crate::kept;
use crate::kind::Kind;
use crate::markdown::Markdown;
use crate::packed::{self, Bytes};
use crate::plain::Plain;
use crate::table::Table;
use crate::tar::Tar;
use crate::tracked::Tracked;
use crate::warc::Warc;
use crate::wiki::Wiki;
use crate::zip::Zip;
use casus_text::Document;
use serde_json::Value;
use std::io::{self, BufRead, Cursor, Read};
use std::path::Path;
use std::sync::Arc;

/// The documents of an input, one at a time.
pub(crate) type Stream = Box<dyn Iterator<Item = Item> + Send>;

/// What is read from.
pub(crate) enum Source {
    File(Tracked),
    Bytes(Cursor<Vec<u8>>),
    Stream(Box<dyn Read + Send>),
}

/// What an input is called.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// In faults.
    pub(crate) path: String,
    /// At the start of the ids of its documents.
    pub(crate) id: String,
    /// In how many archives it stands.
    pub(crate) depth: u8,
    /// The folder in which raw pages are kept, where they are.
    pub(crate) kept: Option<Arc<Path>>,
}

/// The documents of a source.
pub(crate) fn open(source: Source, place: Place, kind: Kind, limits: Limits) -> io::Result<Stream> {
    open_from(source, place, kind, limits, 0)
}

/// The documents of a source; of a web archive those whose records begin at this byte or after it.
pub(crate) fn open_from(
    source: Source,
    place: Place,
    kind: Kind,
    limits: Limits,
    from: u64,
) -> io::Result<Stream> {
    let (source, start) = looked_at(source)?;
    let member = limits.longest_line;
    if kind == Kind::Zip || (kind == Kind::Unknown && Kind::by_bytes(&start) == Kind::Zip) {
        let members = match source {
            Source::File(file) => Zip::new(Box::new(file), member)?,
            Source::Bytes(bytes) => Zip::new(Box::new(bytes), member)?,
            Source::Stream(stream) => {
                Zip::new(Box::new(Cursor::new(whole(stream, ZIP_IN_PIPE)?)), member)?
            }
        };
        return Ok(Box::new(Archive::new(Box::new(members), place, limits)));
    }
    let gzip = start.starts_with(&[0x1f, 0x8b]);
    let is_warc = kind == Kind::Warc || (kind == Kind::Unknown && begins_warc(&start));
    // What is packed as a whole is read up to the byte.
    let sought = is_warc && (gzip || begins_warc(&start) || from == 0);
    let reader: Box<dyn Read + Send> = match source {
        Source::File(mut file) => {
            if sought && from > 0 {
                io::Seek::seek(&mut file, io::SeekFrom::Start(from))?;
            }
            Box::new(file)
        }
        Source::Bytes(bytes) => Box::new(bytes),
        Source::Stream(stream) => stream,
    };
    if is_warc && gzip {
        let input = io::BufReader::with_capacity(64 * 1024, reader);
        return Ok(Box::new(Warc::new(
            Box::new(input),
            place,
            limits,
            from,
            true,
        )));
    }
    let mut input = if sought && from > 0 {
        Box::new(io::BufReader::with_capacity(64 * 1024, reader))
    } else {
        packed::open(reader)?
    };
    let unknown = kind == Kind::Unknown;
    let kind = match unknown {
        true if is_warc => Kind::Warc,
        true => Kind::by_bytes(input.fill_buf()?),
        false => kind,
    };
    if from > 0 && kind != Kind::Warc {
        let reason = "only a web archive is read from a byte on";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, reason));
    }
    if from > 0 && !sought {
        io::copy(&mut (&mut input).take(from), &mut io::sink())?;
    }
    Ok(match kind {
        Kind::Tar => Box::new(Archive::new(
            Box::new(Tar::new(input, member)),
            place,
            limits,
        )),
        Kind::Warc => Box::new(Warc::new(input, place, limits, from, false)),
        Kind::Html => Box::new(html_page(input, place, limits)),
        _ => {
            let mut input = encoding::open(input)?;
            // What was UTF-16 can be told only now.
            let kind = if unknown {
                Kind::by_bytes(input.fill_buf()?)
            } else {
                kind
            };
            text_documents(input, place, kind, limits)
        }
    })
}

/// Whether these are the first bytes of a web archive that is not packed.
fn begins_warc(start: &[u8]) -> bool {
    start.starts_with(b"WARC/1.")
}

/// A ZIP archive has its directory at its end: one from a pipe is held, up to so many bytes.
const ZIP_IN_PIPE: usize = 64 << 20;

/// The first bytes of a source, which is left as it was.
fn looked_at(source: Source) -> io::Result<(Source, Vec<u8>)> {
    let mut start = vec![0; 512];
    Ok(match source {
        Source::File(mut file) => {
            // A pipe that has the name of a file cannot be turned back.
            let length = crate::tar::read_full(&mut file, &mut start)?;
            start.truncate(length);
            match io::Seek::rewind(&mut file) {
                Ok(()) => (Source::File(file), start),
                Err(_) => (
                    Source::Stream(Box::new(Cursor::new(start.clone()).chain(file))),
                    start,
                ),
            }
        }
        Source::Bytes(bytes) => {
            let start = bytes.get_ref().iter().copied().take(512).collect();
            (Source::Bytes(bytes), start)
        }
        // What comes through a pipe is looked at as it comes: a slow one is not waited for.
        Source::Stream(mut stream) => {
            let length = stream.read(&mut start)?;
            start.truncate(length);
            (
                Source::Stream(Box::new(Cursor::new(start.clone()).chain(stream))),
                start,
            )
        }
    })
}

fn text_documents(mut input: Input, place: Place, kind: Kind, limits: Limits) -> Stream {
    let Place { path, id, .. } = place.clone();
    // A feed may have the ending of any JSON, or none.
    if kind == Kind::JsonLines && json_feed::is_feed(&start_of(&mut input)) {
        return Box::new(feed_documents(input, place, limits, json_feed::documents));
    }
    match kind {
        Kind::Html => Box::new(html_page(input, place, limits)),
        Kind::JsonLines => Box::new(JsonLines::new(input, path, id, limits)),
        Kind::Table => Box::new(Table::new(input, place, limits)),
        Kind::Xml if start_of(&mut input).contains("<mediawiki") => {
            Box::new(Wiki::new(input, place, limits))
        }
        Kind::Xml => Box::new(feed_documents(input, place, limits, crate::feed::documents)),
        Kind::Markdown => Box::new(Markdown::new(input, path, id, limits)),
        _ => Box::new(Plain::new(input, path, id, limits.longest_text)),
    }
}

/// The first characters, as far as the first block has them.
fn start_of(input: &mut Input) -> String {
    let block = input.fill_buf().unwrap_or_default();
    String::from_utf8_lossy(block.get(..2048).unwrap_or(block)).into_owned()
}

/// All bytes of a reader, if they are no more than the limit.
pub(crate) fn whole(reader: impl Read, longest: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(longest as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > longest {
        return Err(io::Error::other(format!(
            "has more than the {longest} bytes that are read as one; it was skipped"
        )));
    }
    Ok(bytes)
}

/// What makes documents of a text, given the start of their ids.
type Reading = fn(&str, &str) -> Result<Vec<Document>, String>;

/// The documents of a feed or of news that is read as one.
fn feed_documents(
    input: Input,
    place: Place,
    limits: Limits,
    reading: Reading,
) -> impl Iterator<Item = Item> {
    let read = whole(input, limits.longest_line).map_err(|error| error.to_string());
    let documents = read.and_then(|bytes| {
        let source = html::decode_xml(&bytes);
        if source.trim().is_empty() {
            Ok(Vec::new())
        } else {
            reading(&source, &place.id)
        }
    });
    let mut items = Vec::new();
    match documents {
        Err(reason) => items.push(Err(InputFault::of_file(&place.path, reason))),
        Ok(documents) => {
            for mut document in documents {
                let gone = crate::parts::shorten(&mut document, limits.longest_field);
                items.extend(gone.map(|reason| Err(InputFault::of_file(&place.path, reason))));
                items.push(Ok(document));
            }
        }
    }
    items.into_iter()
}

/// The document of a page, with the faults of its fields before it.
fn html_page(input: Bytes, place: Place, limits: Limits) -> impl Iterator<Item = Item> {
    let mut items = Vec::new();
    match whole(input, limits.longest_file) {
        Err(error) => items.push(Err(InputFault::of_file(&place.path, error))),
        Ok(bytes) if bytes.trim_ascii().is_empty() => {}
        Ok(bytes) => {
            let mut documents = html::named(&place.id, &html::decode(&bytes, None), None);
            if let Err(error) = place.keep(&bytes, &mut documents) {
                items.push(Err(InputFault::of_file(&place.path, error)));
            }
            for mut document in documents {
                let gone = crate::parts::shorten(&mut document, limits.longest_field);
                items.extend(gone.map(|reason| Err(InputFault::of_file(&place.path, reason))));
                items.push(Ok(document));
            }
        }
    }
    items.into_iter()
}

impl Place {
    /// Keeps a raw page where pages are kept; its documents then name it.
    pub(crate) fn keep(&self, page: &[u8], documents: &mut [Document]) -> io::Result<()> {
        let Some(folder) = &self.kept else {
            return Ok(());
        };
        let hash = kept::keep(folder, page).map_err(|error| {
            io::Error::new(error.kind(), format!("the page cannot be kept: {error}"))
        })?;
        for document in documents {
            let hash = Value::from(hash.as_str()).to_string();
            document.extra.push((kept::PAGE.to_owned(), hash));
        }
        Ok(())
    }
}
