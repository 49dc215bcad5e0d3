//! Who gets what a watch finds, and who is told of its requests.

use casus_text::Document;
use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// Where documents go.
pub trait Sink {
    /// Takes a document.
    ///
    /// # Errors
    ///
    /// Where it cannot; then the watch stops.
    fn take(&mut self, document: Document) -> Result<(), Box<dyn std::error::Error + Send + Sync>>;

    /// Makes sure that what was taken is kept; the state is saved behind it.
    ///
    /// # Errors
    ///
    /// Where it cannot; then the watch stops.
    fn flush(&mut self) -> Result<(), Box<dyn std::error::Error + Send + Sync>>;
}

/// Who is told of each request.
pub trait Log {
    /// A request is done.
    fn note(&mut self, note: &Note<'_>);
}

/// What became of a request.
#[derive(Clone, Copy, Debug, serde::Serialize)]
pub struct Note<'n> {
    /// When, in seconds since 1970.
    pub time: u64,
    /// `source`, `page` or `robots`.
    pub what: &'static str,
    /// What was asked for.
    pub address: &'n str,
    /// `read`, `same`, `repeats`, `empty`, `failed` or `given up`.
    pub result: &'static str,
    /// Why it failed.
    pub reason: Option<&'n str>,
    /// New pages of a source, or documents of a page.
    pub count: usize,
    /// How long it took.
    pub milliseconds: u64,
}

/// What a watch has done so far.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Requests for sources that were answered.
    pub polls: u64,
    /// Pages read.
    pub pages: u64,
    /// Documents handed on.
    pub documents: u64,
    /// Requests that failed.
    pub failures: u64,
}

impl<'n> Note<'n> {
    /// A note of what was begun then and is read now.
    pub(crate) fn of(what: &'static str, address: &'n str, begun: Instant) -> Self {
        Note {
            time: now(),
            what,
            address,
            result: "read",
            reason: None,
            count: 0,
            milliseconds: begun.elapsed().as_millis() as u64,
        }
    }
}

/// The seconds since 1970.
pub(crate) fn now() -> u64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}
