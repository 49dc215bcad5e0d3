//! The bytes of an archive, read block by block, of which some can be looked at ahead or put back.
//!
//! Bytes go in and come out. What is put back is bounded by what was read, so that an archive of lies takes no longer than
//! its size allows.

use std::io::{self, BufRead, Read};

/// How a record begins, behind the blank line that ends the one before.
const RECORD: &[u8] = b"\r\n\r\nWARC/1.";
/// The blank line of it.
const BLANK: usize = 4;
/// So much may be put back beside four times what was read.
const SPARE: u64 = 64 << 20;

/// A reader with a front that comes first.
pub(super) struct Blocks {
    rest: Box<dyn BufRead + Send>,
    front: Vec<u8>,
    /// How much of the front was read.
    at: usize,
    read: u64,
    put_back: u64,
}

impl Blocks {
    pub(super) fn new(rest: Box<dyn BufRead + Send>) -> Self {
        Blocks {
            rest,
            front: Vec::new(),
            at: 0,
            read: 0,
            put_back: 0,
        }
    }

    /// The next bytes, at least so many where there are so many, without reading them.
    pub(super) fn ahead(&mut self, least: usize) -> io::Result<&[u8]> {
        self.front.drain(..self.at.min(self.front.len()));
        self.at = 0;
        while self.front.len() < least {
            let block = self.rest.fill_buf()?;
            let block = block.get(..least).unwrap_or(block);
            let length = block.len();
            self.front.extend_from_slice(block);
            self.rest.consume(length);
            self.read += length as u64;
            if length == 0 {
                break;
            }
        }
        Ok(&self.front)
    }

    /// Puts bytes back that were read; not where too many were already.
    pub(super) fn put_back(&mut self, bytes: &[u8]) -> bool {
        let length = bytes.len() as u64;
        if self.put_back + length > SPARE + 4 * self.read {
            return false;
        }
        self.put_back += length;
        self.front
            .splice(..self.at.min(self.front.len()), bytes.iter().copied());
        self.at = 0;
        true
    }

    /// Passes over so many bytes, or up to a record that begins among them; how many, and whether one does.
    pub(super) fn pass(&mut self, length: u64) -> io::Result<(u64, bool)> {
        let mut passed = 0;
        let mut last: Vec<u8> = Vec::new();
        while passed < length {
            let block = self.fill_buf()?;
            let most = usize::try_from(length - passed).unwrap_or(usize::MAX);
            let block = block.get(..most).unwrap_or(block);
            if block.is_empty() {
                break;
            }
            // A beginning may lie across the border of two blocks.
            let mut border = last.clone();
            border.extend(block.iter().take(RECORD.len()));
            if let Some(at) = record_within(&border).filter(|at| *at < last.len()) {
                let back = last.split_off(at);
                let good = self.put_back(&back);
                return Ok((passed - if good { back.len() as u64 } else { 0 }, good));
            }
            let found = record_within(&border)
                .and_then(|at| at.checked_sub(last.len()))
                .or_else(|| record_within(block));
            let used = found.unwrap_or(block.len());
            last.extend_from_slice(
                block
                    .get(used.saturating_sub(RECORD.len())..used)
                    .unwrap_or_default(),
            );
            last.drain(..last.len().saturating_sub(RECORD.len()));
            self.consume(used);
            passed += used as u64;
            if found.is_some() {
                return Ok((passed, true));
            }
        }
        Ok((passed, false))
    }
}

/// Where within these bytes a record begins.
pub(super) fn record_within(bytes: &[u8]) -> Option<usize> {
    let mut from = 0;
    // The first byte of the mark is looked for by itself, which is fast.
    while let Some(at) = bytes.get(from..)?.iter().position(|byte| *byte == b'W') {
        let at = from + at;
        let begin = at.checked_sub(BLANK);
        if begin.is_some_and(|begin| bytes.get(begin..begin + RECORD.len()) == Some(RECORD)) {
            return Some(at);
        }
        from = at + 1;
    }
    None
}

impl Read for Blocks {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.read(out)?;
        self.consume(length);
        Ok(length)
    }
}

impl BufRead for Blocks {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at < self.front.len() {
            return Ok(self.front.get(self.at..).unwrap_or_default());
        }
        self.front.clear();
        self.at = 0;
        self.rest.fill_buf()
    }

    fn consume(&mut self, amount: usize) {
        if self.at < self.front.len() {
            self.at += amount;
        } else {
            self.read += amount as u64;
            self.rest.consume(amount);
        }
    }
}

#[cfg(test)]
#[allow(clippy::expect_used)] // What a test needs and does not get fails the test.
mod tests {
    use super::*;
    use std::io::BufReader;

    #[test]
    fn records_are_found_across_blocks() {
        let bytes = b"some words W WARC/1. more\r\n\r\nWARC/1.0 rest of it";
        let begin = 29;
        for size in 1..40 {
            let reader = BufReader::with_capacity(size, &bytes[..]);
            let mut blocks = Blocks::new(Box::new(reader));
            assert_eq!(blocks.pass(45).expect("memory"), (begin, true), "{size}");
            assert_eq!(
                blocks.ahead(8).expect("memory").get(..8),
                Some(&b"WARC/1.0"[..])
            );
            let mut rest = String::new();
            blocks.read_to_string(&mut rest).expect("memory");
            assert_eq!(rest, "WARC/1.0 rest of it");
        }
    }

    #[test]
    fn what_is_put_back_comes_again_and_is_bounded() {
        let mut blocks = Blocks::new(Box::new(&b"cdef"[..]));
        assert!(blocks.put_back(b"ab"));
        let mut two = [0; 3];
        blocks.read_exact(&mut two).expect("memory");
        assert!(blocks.put_back(b"bc"));
        assert!(blocks.ahead(4).expect("memory").starts_with(b"bcde"));
        assert!(!blocks.put_back(&vec![0; 65 << 20]));
    }
}
