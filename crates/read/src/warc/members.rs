//! A web archive that is packed record by record: gzip members one after the other, each with the place where it begins.
//!
//! Packed bytes go in; unpacked bytes come out, with an end at each member after which a record begins, so that a record
//! that lies about its length cannot take the next with it. Behind a member that is broken, the next is looked for.

use flate2::bufread::GzDecoder;
use std::io::{self, BufRead, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// What is known of the reading, for who reads the unpacked bytes.
#[derive(Debug, Default)]
pub(super) struct Progress {
    /// Where the member begins that is being read.
    start: AtomicU64,
    /// Whether there is nothing more.
    ended: AtomicBool,
}

impl Progress {
    pub(super) fn start(&self) -> u64 {
        self.start.load(Ordering::Relaxed)
    }

    pub(super) fn has_ended(&self) -> bool {
        self.ended.load(Ordering::Relaxed)
    }
}

/// How a member begins: gzip, deflated.
const MAGIC: [u8; 3] = [0x1f, 0x8b, 0x08];
/// How a record begins.
const RECORD: &[u8] = b"WARC/";

/// The members, unpacked.
pub(super) struct Members {
    state: State,
    /// The first bytes of a member, which were looked at.
    front: Vec<u8>,
    /// Whether what came last was broken and is told already.
    told: bool,
    /// What is wrong with the next member: it is told behind the end of the one before.
    fault: Option<io::Error>,
    progress: Arc<Progress>,
}

enum State {
    Reading(Box<GzDecoder<Counted>>),
    /// The next member is to be looked for.
    Seeking(Counted),
    Ended,
}

impl Members {
    /// The members from the one on that begins at this place or next after it; the input begins there.
    pub(super) fn new(input: Box<dyn BufRead + Send>, from: u64, progress: Arc<Progress>) -> Self {
        Members {
            state: State::Seeking(Counted {
                input,
                front: Vec::new(),
                count: from,
            }),
            front: Vec::new(),
            told: true,
            fault: None,
            progress,
        }
    }

    /// Goes to the next member and looks at its first bytes; whether a record begins there.
    fn begin(&mut self, input: Counted) -> io::Result<bool> {
        let Some(input) = seek(input)? else {
            self.state = State::Ended;
            self.progress.ended.store(true, Ordering::Relaxed);
            return Ok(true);
        };
        self.progress.start.store(input.count, Ordering::Relaxed);
        let mut decoder = Box::new(GzDecoder::new(input));
        let mut front = vec![0; RECORD.len()];
        match crate::tar::read_full(&mut decoder, &mut front) {
            Ok(length) => front.truncate(length),
            Err(error) => {
                self.fault = self.broken(decoder, error).err();
                return Ok(true);
            }
        }
        let begins = front.is_empty() || front == RECORD;
        self.front = front;
        self.told = false;
        self.state = State::Reading(decoder);
        Ok(begins)
    }

    /// Goes on behind a broken member; the first that is broken after a good one is told.
    fn broken(&mut self, decoder: Box<GzDecoder<Counted>>, error: io::Error) -> io::Result<()> {
        use io::ErrorKind::{InvalidData, InvalidInput, UnexpectedEof};
        if !matches!(error.kind(), InvalidData | InvalidInput | UnexpectedEof) {
            return Err(error);
        }
        self.state = State::Seeking(decoder.into_inner());
        if std::mem::replace(&mut self.told, true) {
            return Ok(());
        }
        Err(io::Error::new(InvalidData, error))
    }
}

impl Read for Members {
    /// An end is that of a member, or of the archive: `Progress` tells which.
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if let Some(fault) = self.fault.take() {
            return Err(fault);
        }
        loop {
            if !self.front.is_empty() && !out.is_empty() {
                let length = self.front.as_slice().read(out)?;
                self.front.drain(..length);
                return Ok(length);
            }
            match std::mem::replace(&mut self.state, State::Ended) {
                State::Ended => return Ok(0),
                State::Seeking(input) => {
                    self.begin(input)?;
                    if let Some(fault) = self.fault.take() {
                        return Err(fault);
                    }
                }
                State::Reading(mut decoder) => match decoder.read(out) {
                    Ok(0) if !out.is_empty() => {
                        if self.begin(decoder.into_inner())? {
                            return Ok(0);
                        }
                    }
                    Ok(length) => {
                        self.state = State::Reading(decoder);
                        return Ok(length);
                    }
                    Err(error) => self.broken(decoder, error)?,
                },
            }
        }
    }
}

/// Goes to the next mark of a member; none at the end.
fn seek(mut input: Counted) -> io::Result<Option<Counted>> {
    loop {
        let block = input.fill_buf()?;
        if block.is_empty() {
            return Ok(None);
        }
        let at = block.iter().position(|byte| *byte == MAGIC[0]);
        let passed = at.unwrap_or(block.len());
        input.consume(passed);
        if at.is_none() {
            continue;
        }
        let mut mark = [0; MAGIC.len()];
        let length = crate::tar::read_full(&mut input, &mut mark)?;
        if mark == MAGIC {
            input.put_back(&mark);
            return Ok(Some(input));
        }
        input.put_back(mark.get(1..length).unwrap_or_default());
    }
}

/// Counts what is consumed.
struct Counted {
    input: Box<dyn BufRead + Send>,
    /// Bytes that were looked at and come again.
    front: Vec<u8>,
    count: u64,
}

impl Counted {
    fn put_back(&mut self, bytes: &[u8]) {
        self.front.splice(..0, bytes.iter().copied());
        self.count -= bytes.len() as u64;
    }
}

impl Read for Counted {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let length = self.fill_buf()?.read(out)?;
        self.consume(length);
        Ok(length)
    }
}

impl BufRead for Counted {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.front.is_empty() {
            self.input.fill_buf()
        } else {
            Ok(&self.front)
        }
    }

    fn consume(&mut self, amount: usize) {
        self.count += amount as u64;
        if self.front.is_empty() {
            self.input.consume(amount);
        } else {
            self.front.drain(..amount.min(self.front.len()));
        }
    }
}
