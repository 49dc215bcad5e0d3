//! What a watch knows from one run to the next: what was seen, what waits, what failed.
//!
//! A file goes in and comes out, as a whole or not at all. A run that was cut off goes on where it was; at worst the last
//! few documents are written again, under the same ids.

use crate::Error;
use crate::fetch::Version;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

/// So many addresses and texts that were seen are remembered, and so many failures.
const MOST_SEEN: usize = 500_000;
const MOST_FAILED: usize = 10_000;

/// What is known.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct State {
    /// Of each source, by its address.
    pub(crate) sources: BTreeMap<String, Known>,
    /// The pages that wait, by their address.
    pub(crate) pages: BTreeMap<String, Page>,
    /// Hashes of the addresses and texts that were seen.
    seen: BTreeSet<u64>,
    /// The same, the oldest first.
    order: Vec<u64>,
    failed: Vec<Failure>,
}

/// What is known of a source.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Known {
    pub(crate) version: Version,
    /// When it is asked next, in seconds since 1970.
    pub(crate) next: u64,
    /// How often it failed since it last did not.
    pub(crate) failures: u32,
    /// Why, the last time.
    pub(crate) reason: Option<String>,
}

/// A page that waits.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Page {
    /// The address of the source that named it.
    pub(crate) source: String,
    pub(crate) next: u64,
    pub(crate) failures: u32,
    pub(crate) reason: Option<String>,
    /// What the feed says of it.
    pub(crate) item: Item,
}

/// What a feed says of an item.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Item {
    pub(crate) text: String,
    pub(crate) title: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) language: Option<String>,
}

/// What could not be read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Failure {
    /// The address of the source or page.
    pub address: String,
    /// Why, the last time.
    pub reason: String,
    /// How often it was tried.
    pub tries: u32,
    /// When it is tried again, in seconds since 1970; none where it is given up.
    pub again: Option<u64>,
}

impl State {
    /// The state that a file holds; an empty one where there is no file.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read or is no state.
    pub fn load(path: &Path) -> Result<Self, Error> {
        match fs::read_to_string(path) {
            Ok(text) => {
                serde_json::from_str(&text).map_err(|error| failed(path, io::Error::other(error)))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(State::default()),
            Err(error) => Err(failed(path, error)),
        }
    }

    /// Writes it to a file.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written.
    pub fn save(&self, path: &Path) -> Result<(), Error> {
        let text =
            serde_json::to_vec(self).map_err(|error| failed(path, io::Error::other(error)))?;
        let mut unfinished = path.as_os_str().to_owned();
        unfinished.push(".new");
        fs::write(&unfinished, text)
            .and_then(|()| fs::rename(&unfinished, path))
            .map_err(|error| failed(path, error))
    }

    /// What failed: sources and pages that are tried again, and pages that are given up.
    pub fn failures(&self) -> Vec<Failure> {
        let sources = self
            .sources
            .iter()
            .map(|(a, s)| (a, &s.reason, s.failures, s.next));
        let pages = self
            .pages
            .iter()
            .map(|(a, p)| (a, &p.reason, p.failures, p.next));
        let waiting = sources
            .chain(pages)
            .filter_map(|(address, reason, tries, next)| {
                Some(Failure {
                    address: address.clone(),
                    reason: reason.clone()?,
                    tries,
                    again: Some(next),
                })
            });
        waiting.chain(self.failed.iter().cloned()).collect()
    }

    pub(crate) fn give_up(&mut self, failure: Failure) {
        let extra = (self.failed.len() + 1).saturating_sub(MOST_FAILED);
        self.failed.drain(..extra);
        self.failed.push(failure);
    }

    pub(crate) fn has_seen(&self, what: &str) -> bool {
        self.seen.contains(&hash(what))
    }

    /// Whether this is new; it is seen from now on.
    pub(crate) fn see(&mut self, what: &str) -> bool {
        let hash = hash(what);
        let new = self.seen.insert(hash);
        if new {
            self.order.push(hash);
        }
        if self.order.len() > MOST_SEEN {
            // A tenth at once, so that it is not done for each.
            for old in self.order.drain(..MOST_SEEN / 10) {
                self.seen.remove(&old);
            }
        }
        new
    }
}

/// The same on every machine (FNV-1a).
fn hash(what: &str) -> u64 {
    what.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

fn failed(path: &Path, source: io::Error) -> Error {
    Error::File {
        path: path.display().to_string(),
        source,
    }
}
