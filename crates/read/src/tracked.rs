//! Files whose reading can be watched from elsewhere.
//!
//! A file goes in; it is read and sought as before, and how many bytes were read stands in a counter that others hold.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// A file and the counter of the bytes that were read of it.
pub(crate) struct Tracked {
    file: File,
    count: Arc<AtomicU64>,
}

impl Tracked {
    pub(crate) fn new(file: File, count: Arc<AtomicU64>) -> Self {
        Tracked { file, count }
    }
}

impl Read for Tracked {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let length = self.file.read(out)?;
        self.count.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}

impl Seek for Tracked {
    fn seek(&mut self, place: SeekFrom) -> io::Result<u64> {
        self.file.seek(place)
    }
}
