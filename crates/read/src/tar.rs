//! TAR archives to their members: the old format, `ustar`, and the long names of GNU and POSIX.
//!
//! Bytes go in; names and contents of files come out, in order. What is no file is passed over, and behind a broken header
//! the next is looked for.

use crate::archive::{Member, content};
use crate::packed::Bytes;
use std::io::{self, Read};

const BLOCK: usize = 512;

/// The files of an archive.
pub(crate) struct Tar {
    input: Bytes,
    longest: usize,
    ended: bool,
    offset: u64,
    /// A header that was found behind a broken one.
    found: Option<[u8; BLOCK]>,
}

impl Tar {
    pub(crate) fn new(input: Bytes, longest: usize) -> Self {
        Tar {
            input,
            longest,
            ended: false,
            offset: 0,
            found: None,
        }
    }

    /// The next file; a fault of it, or of what stands where a header should.
    fn advance(&mut self) -> io::Result<Option<io::Result<Member>>> {
        let mut long_name = None;
        loop {
            let Some(block) = self.block()? else {
                return Ok(None);
            };
            let Some(header) = Header::read(&block) else {
                return self.resynchronise().map(|error| Some(Err(error)));
            };
            let padding = header.size.next_multiple_of(BLOCK as u64) - header.size;
            self.offset += BLOCK as u64 + header.size + padding;
            let name = long_name.take().unwrap_or(header.name);
            let bytes = content(&mut *self.input, header.size, self.longest, &name)?;
            io::copy(&mut (&mut self.input).take(padding), &mut io::sink())?;
            match (header.kind, bytes) {
                (b'0' | 0, bytes) => return Ok(Some(bytes.map(|bytes| Member { name, bytes }))),
                (b'L', Ok(bytes)) => long_name = Some(text(&bytes)),
                (b'x', Ok(bytes)) => long_name = path(&bytes),
                _ => {}
            }
        }
    }

    /// The next block; none at the end, which is also told by a block of NULs.
    fn block(&mut self) -> io::Result<Option<[u8; BLOCK]>> {
        if let Some(block) = self.found.take() {
            return Ok(Some(block));
        }
        let mut block = [0; BLOCK];
        let length = read_full(&mut *self.input, &mut block)?;
        if length == 0 || block.iter().all(|byte| *byte == 0) {
            return Ok(None);
        }
        if length < BLOCK {
            let reason = format!("at byte {}: the archive ends within a header", self.offset);
            return Err(io::Error::other(reason));
        }
        Ok(Some(block))
    }

    /// Goes on to the next block that is a header without doubt; what is to be told of it.
    fn resynchronise(&mut self) -> io::Result<io::Error> {
        let begin = self.offset;
        let mut block = [0; BLOCK];
        while self.found.is_none() {
            self.offset += BLOCK as u64;
            if read_full(&mut *self.input, &mut block)? < BLOCK {
                self.ended = true;
                let reason = format!("at byte {begin}: no TAR header, and none after it");
                return Ok(io::Error::other(reason));
            }
            let good = block.get(257..262) == Some(b"ustar") && Header::read(&block).is_some();
            self.found = good.then_some(block);
        }
        let reason = format!(
            "at byte {begin}: no TAR header; reading goes on at byte {}",
            self.offset
        );
        Ok(io::Error::other(reason))
    }
}

impl Iterator for Tar {
    type Item = io::Result<Member>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.ended {
            return None;
        }
        match self.advance() {
            Ok(Some(member)) => Some(member),
            Ok(None) => {
                self.ended = true;
                None
            }
            Err(error) => {
                self.ended = true;
                Some(Err(error))
            }
        }
    }
}

struct Header {
    name: String,
    size: u64,
    kind: u8,
}

impl Header {
    /// A header whose sum is right.
    fn read(bytes: &[u8; BLOCK]) -> Option<Self> {
        let sum: u64 = bytes
            .iter()
            .enumerate()
            .map(|(at, byte)| {
                if (148..156).contains(&at) {
                    32
                } else {
                    u64::from(*byte)
                }
            })
            .sum();
        if octal(bytes.get(148..156)?)? != sum {
            return None;
        }
        let prefix = if bytes.get(257..262)? == b"ustar" {
            text(bytes.get(345..500)?)
        } else {
            String::new()
        };
        let name = text(bytes.get(..100)?);
        let name = if prefix.is_empty() {
            name
        } else {
            format!("{prefix}/{name}")
        };
        Some(Header {
            name,
            size: octal(bytes.get(124..136)?)?,
            kind: *bytes.get(156)?,
        })
    }
}

/// A number in octal digits, or in the binary form of large sizes.
fn octal(bytes: &[u8]) -> Option<u64> {
    if bytes.first()? & 0x80 != 0 {
        let low = bytes.get(bytes.len().checked_sub(8)?..)?;
        return Some(u64::from_be_bytes(low.try_into().ok()?)).filter(|size| *size < 1 << 48);
    }
    let digits: String = bytes
        .iter()
        .map(|byte| *byte as char)
        .filter(char::is_ascii_digit)
        .collect();
    u64::from_str_radix(if digits.is_empty() { "0" } else { &digits }, 8).ok()
}

/// The text before the first NUL.
fn text(bytes: &[u8]) -> String {
    let end = bytes
        .iter()
        .position(|byte| *byte == 0)
        .unwrap_or(bytes.len());
    String::from_utf8_lossy(bytes.get(..end).unwrap_or_default()).into_owned()
}

/// The path in an extended header: lines of `length key=value`.
fn path(bytes: &[u8]) -> Option<String> {
    let text = String::from_utf8_lossy(bytes);
    text.lines()
        .find_map(|line| line.split_once(" path="))
        .map(|(_, path)| path.to_owned())
}

/// Fills the bytes as far as the input goes.
pub(crate) fn read_full(input: &mut dyn Read, out: &mut [u8]) -> io::Result<usize> {
    let mut length = 0;
    while length < out.len() {
        match input.read(out.get_mut(length..).unwrap_or_default()) {
            Ok(0) => break,
            Ok(count) => length += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(length)
}
