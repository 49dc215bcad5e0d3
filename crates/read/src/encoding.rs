//! Bytes to text: UTF-8, UTF-16, or else Windows-1252.
//!
//! A reader of bytes goes in. What is UTF-16, by its mark or by its NULs, comes out as UTF-8; all else comes out as it is,
//! without its mark, and each piece is then decoded by `decode`.

use encoding_rs::{CoderResult, Decoder, Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::io::{self, BufRead, BufReader, Read};

/// How much is read at a time, in bytes.
const BLOCK: usize = 64 * 1024;

/// What reads bytes that are UTF-8, or of an old encoding of one byte a character.
pub(crate) type Input = Box<dyn BufRead + Send>;

/// Looks at the first bytes, and makes UTF-8 of UTF-16.
pub(crate) fn open(reader: impl Read + Send + 'static) -> io::Result<Input> {
    let mut reader = BufReader::with_capacity(BLOCK, reader);
    let start = fill(&mut reader)?;
    let (encoding, mark) = detect(&start);
    let rest = io::Cursor::new(start.get(mark..).unwrap_or_default().to_vec()).chain(reader);
    Ok(match encoding {
        Some(encoding) => Box::new(BufReader::with_capacity(
            BLOCK,
            Transcoder::new(rest, encoding),
        )),
        None => Box::new(BufReader::with_capacity(BLOCK, rest)),
    })
}

/// The first bytes: what a first read gives, so that a slow pipe is not waited for; at least four, if there are four.
fn fill(reader: &mut impl Read) -> io::Result<Vec<u8>> {
    let mut start = vec![0; 4096];
    let mut length = 0;
    while length < 4 {
        match reader.read(start.get_mut(length..).unwrap_or_default()) {
            Ok(0) => break,
            Ok(count) => length += count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    start.truncate(length);
    Ok(start)
}

/// UTF-16 of either order, if it is that, and the length of the mark at the start.
fn detect(start: &[u8]) -> (Option<&'static Encoding>, usize) {
    if let Some((encoding, length)) = Encoding::for_bom(start) {
        let wide = encoding == UTF_16LE || encoding == UTF_16BE;
        return (wide.then_some(encoding), length);
    }
    (by_nuls(start), 0)
}

/// In UTF-16 most texts have a NUL in every other byte; no other text has.
fn by_nuls(start: &[u8]) -> Option<&'static Encoding> {
    let pairs = start.len() / 2;
    let nuls = |first: usize| {
        start
            .iter()
            .skip(first)
            .step_by(2)
            .take(pairs)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (nuls(0), nuls(1));
    match pairs {
        0 => None,
        _ if odd * 10 >= pairs * 4 && even * 20 <= pairs => Some(UTF_16LE),
        _ if even * 10 >= pairs * 4 && odd * 20 <= pairs => Some(UTF_16BE),
        _ => None,
    }
}

/// Reads one encoding and gives UTF-8, block by block.
struct Transcoder<R> {
    reader: R,
    decoder: Decoder,
    source: Vec<u8>,
    /// What of `source` is not decoded yet.
    pending: std::ops::Range<usize>,
    ended: bool,
    /// Whether the decoder has given its last character; it must not be asked again.
    finished: bool,
}

impl<R: Read> Transcoder<R> {
    fn new(reader: R, encoding: &'static Encoding) -> Self {
        let decoder = encoding.new_decoder_without_bom_handling();
        Transcoder {
            reader,
            decoder,
            source: vec![0; BLOCK],
            pending: 0..0,
            ended: false,
            finished: false,
        }
    }
}

impl<R: Read> Read for Transcoder<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while !self.finished {
            if self.pending.is_empty() && !self.ended {
                let count = self.reader.read(&mut self.source)?;
                self.ended = count == 0;
                self.pending = 0..count;
            }
            let source = self.source.get(self.pending.clone()).unwrap_or_default();
            let (result, read, written, _) = self.decoder.decode_to_utf8(source, out, self.ended);
            self.pending.start += read;
            self.finished = self.ended && result == CoderResult::InputEmpty;
            let stuck = result == CoderResult::OutputFull && written == 0;
            if written > 0 || stuck {
                return Ok(written);
            }
        }
        Ok(0)
    }
}

/// A piece of text, and whether bytes of it were in no encoding and are now U+FFFD.
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) damaged: bool,
}

/// UTF-8 as it is. What is not is Windows-1252, unless most of its bytes beyond ASCII are good UTF-8: then it is damaged
/// UTF-8.
pub(crate) fn decode(bytes: Vec<u8>) -> Decoded {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => {
            return Decoded {
                text,
                damaged: false,
            };
        }
        Err(error) => error.into_bytes(),
    };
    let (mut good, mut bad) = (0, 0);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += chunk.invalid().len();
    }
    if good > bad {
        return Decoded {
            text: String::from_utf8_lossy(&bytes).into_owned(),
            damaged: true,
        };
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(&bytes);
    Decoded {
        text: text.into_owned(),
        damaged: false,
    }
}
