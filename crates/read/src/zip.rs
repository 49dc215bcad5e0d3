//! ZIP archives to their members, by their central directory; stored and deflated ones.
//!
//! A reader that can be asked for any place goes in; names and contents of files come out, in the order of the directory.
//! A member that cannot be read is a fault, and the next is read. Archives beyond 4 GiB are not.

use crate::archive::{Member, content};
use crate::packed;
use flate2::read::DeflateDecoder;
use std::io::{self, Read, Seek, SeekFrom};

/// What can be read from any place.
pub(crate) trait Anywhere: Read + Seek + Send {}
impl<T: Read + Seek + Send> Anywhere for T {}

/// A directory with more bytes is not read.
const LARGEST_DIRECTORY: u64 = 64 << 20;

/// The files of an archive.
pub(crate) struct Zip {
    input: Box<dyn Anywhere>,
    longest: usize,
    entries: std::vec::IntoIter<Entry>,
    /// How many bytes the archive has, and how many were unpacked.
    size: u64,
    unpacked: u64,
}

struct Entry {
    name: String,
    method: u16,
    packed: u64,
    size: u64,
    offset: u64,
    encrypted: bool,
}

impl Zip {
    pub(crate) fn new(mut input: Box<dyn Anywhere>, longest: usize) -> io::Result<Self> {
        let (begin, length) = directory(&mut *input)?;
        input.seek(SeekFrom::Start(begin))?;
        let mut bytes = Vec::new();
        (&mut input).take(length).read_to_end(&mut bytes)?;
        let entries = entries(&bytes).into_iter();
        Ok(Zip {
            size: input.seek(SeekFrom::End(0))?,
            input,
            longest,
            entries,
            unpacked: 0,
        })
    }

    fn member(&mut self, entry: Entry) -> io::Result<Member> {
        let name = entry.name;
        let broken = |reason: &str| io::Error::other(format!("{name}: {reason}"));
        if entry.encrypted {
            return Err(broken("is encrypted"));
        }
        self.input.seek(SeekFrom::Start(entry.offset))?;
        let mut header = [0; 30];
        self.input.read_exact(&mut header)?;
        if header.get(..4) != Some(b"PK\x03\x04") {
            return Err(broken("is not where the directory says"));
        }
        let skipped = u64::from(short(&header, 26)) + u64::from(short(&header, 28));
        self.input.seek(SeekFrom::Current(skipped as i64))?;
        let mut packed = (&mut self.input).take(entry.packed);
        let bytes = match entry.method {
            0 => content(
                &mut packed,
                entry.size.min(entry.packed),
                self.longest,
                &name,
            )??,
            8 => {
                // The size that the directory tells may be a lie: what is read is bounded by what comes out.
                let mut bytes = Vec::new();
                DeflateDecoder::new(packed)
                    .take(self.longest as u64 + 1)
                    .read_to_end(&mut bytes)
                    .map_err(|e| broken(&e.to_string()))?;
                if bytes.len() > self.longest {
                    return Err(broken(&format!(
                        "has more than the {} bytes that are read; it was skipped",
                        self.longest
                    )));
                }
                bytes
            }
            method => {
                return Err(broken(&format!(
                    "is packed by method {method}, which is not read"
                )));
            }
        };
        Ok(Member { name, bytes })
    }
}

impl Iterator for Zip {
    type Item = io::Result<Member>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let entry = self.entries.next()?;
            if entry.name.ends_with('/') {
                continue;
            }
            // Members that overlap can unpack to thousands of times the archive.
            if packed::is_suspect(self.size, self.unpacked) {
                self.entries = Vec::new().into_iter();
                return Some(Err(packed::too_much(self.unpacked)));
            }
            let member = self.member(entry);
            self.unpacked += match &member {
                Ok(member) => member.bytes.len() as u64,
                Err(_) => self.longest as u64,
            };
            return Some(member);
        }
    }
}

/// Where the directory begins, and how long it is: told by a record at the end.
fn directory(input: &mut dyn Anywhere) -> io::Result<(u64, u64)> {
    let end = input.seek(SeekFrom::End(0))?;
    let begin = end.saturating_sub(66_000);
    input.seek(SeekFrom::Start(begin))?;
    let mut tail = Vec::new();
    input.take(66_000).read_to_end(&mut tail)?;
    let at = tail.windows(4).rposition(|window| window == b"PK\x05\x06");
    let record = at.and_then(|at| tail.get(at..at + 22));
    let Some(record) = record else {
        return Err(io::Error::other("no ZIP archive, or one that is cut off"));
    };
    let (length, begin) = (u64::from(long(record, 12)), u64::from(long(record, 16)));
    if begin == u64::from(u32::MAX) || length > LARGEST_DIRECTORY || begin + length > end {
        return Err(io::Error::other(
            "a ZIP archive whose directory is too large or broken",
        ));
    }
    Ok((begin, length))
}

fn entries(bytes: &[u8]) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut rest = bytes;
    while let Some(header) = rest
        .get(..46)
        .filter(|header| header.starts_with(b"PK\x01\x02"))
    {
        let name_length = usize::from(short(header, 28));
        let length =
            46 + name_length + usize::from(short(header, 30)) + usize::from(short(header, 32));
        let name = rest.get(46..46 + name_length).unwrap_or_default();
        entries.push(Entry {
            name: String::from_utf8_lossy(name).into_owned(),
            method: short(header, 10),
            packed: u64::from(long(header, 20)),
            size: u64::from(long(header, 24)),
            offset: u64::from(long(header, 42)),
            encrypted: short(header, 8) & 1 != 0,
        });
        rest = rest.get(length..).unwrap_or_default();
    }
    entries
}

fn short(bytes: &[u8], at: usize) -> u16 {
    let pair = bytes.get(at..at + 2).and_then(|pair| pair.try_into().ok());
    pair.map_or(0, u16::from_le_bytes)
}

fn long(bytes: &[u8], at: usize) -> u32 {
    let four = bytes.get(at..at + 4).and_then(|four| four.try_into().ok());
    four.map_or(0, u32::from_le_bytes)
}
