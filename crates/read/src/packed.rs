//! Packed inputs to what they hold: gzip and Zstandard, known by their first bytes.
//!
//! A reader goes in; a reader of the unpacked bytes comes out, or the same where it is not packed. What unpacks to far more
//! than it holds is an error, not a full disk or an endless run.

use flate2::bufread::MultiGzDecoder;
use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes that are read ahead of what is looked at.
pub(crate) type Bytes = Box<dyn BufRead + Send>;

const BLOCK: usize = 64 * 1024;
const GZIP: &[u8] = &[0x1f, 0x8b];
const ZSTD: &[u8] = &[0x28, 0xb5, 0x2f, 0xfd];
/// Windows of up to 128 MiB are unpacked.
const WINDOW_LOG: u32 = 27;
/// What unpacks to more than this and more than so many times its own size is not read on.
const UNSUSPECTED: u64 = 256 << 20;
const MOST_TIMES: u64 = 200;

/// Unpacks what is packed, once.
pub(crate) fn open(reader: impl Read + Send + 'static) -> io::Result<Bytes> {
    let packed = Arc::new(AtomicU64::new(0));
    let mut reader = BufReader::with_capacity(
        BLOCK,
        Counted {
            reader,
            count: packed.clone(),
        },
    );
    let start = reader.fill_buf()?;
    let unpacked: Box<dyn Read + Send> = if start.starts_with(GZIP) {
        Box::new(MultiGzDecoder::new(reader))
    } else if start.starts_with(ZSTD) {
        let mut decoder = zstd::stream::read::Decoder::with_buffer(reader)?;
        decoder.window_log_max(WINDOW_LOG)?;
        Box::new(decoder)
    } else {
        return Ok(Box::new(reader));
    };
    let bounded = Bounded {
        reader: unpacked,
        packed,
        count: 0,
    };
    Ok(Box::new(BufReader::with_capacity(BLOCK, bounded)))
}

/// Whether so many bytes unpack to too many.
pub(crate) fn is_suspect(packed: u64, unpacked: u64) -> bool {
    unpacked > UNSUSPECTED && unpacked / MOST_TIMES > packed
}

/// What is told of it.
pub(crate) fn too_much(unpacked: u64) -> io::Error {
    io::Error::other(format!(
        "unpacks to more than {MOST_TIMES} times its size; not read on after {unpacked} bytes"
    ))
}

/// Counts what is read.
struct Counted<R> {
    reader: R,
    count: Arc<AtomicU64>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let length = self.reader.read(out)?;
        self.count.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}

/// Ends where far more comes out than was read.
struct Bounded {
    reader: Box<dyn Read + Send>,
    packed: Arc<AtomicU64>,
    count: u64,
}

impl Read for Bounded {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if is_suspect(self.packed.load(Ordering::Relaxed), self.count) {
            return Err(too_much(self.count));
        }
        let length = self.reader.read(out)?;
        self.count += length as u64;
        Ok(length)
    }
}
