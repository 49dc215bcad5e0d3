//! Feeds and sitemaps, polled politely, to documents.
//!
//! A [`Plan`] of sources and a [`State`] of an earlier run go in; documents go to a [`Sink`], what happens to a [`Log`].
//! This is the only room that speaks to the network, and it refuses addresses that are not public. What a page says is read
//! by `read`; what becomes of the documents is left to the sink.

mod address;
mod fetch;
mod plan;
mod robots;
mod round;
mod sink;
mod state;

pub use address::{Address, is_public};
pub use plan::{Kind, Plan, Private, Source};
pub use round::Watch;
pub use sink::{Counts, Log, Note, Sink};
pub use state::{Failure, State};

/// What stops a watch.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// A file cannot be read or written.
    #[error("{path}: {source}")]
    File {
        /// The file.
        path: String,
        /// Why.
        source: std::io::Error,
    },
    /// The plan is not understood.
    #[error("{0}")]
    Plan(String),
    /// The sink does not take a document.
    #[error("{0}")]
    Sink(Box<dyn std::error::Error + Send + Sync>),
}
