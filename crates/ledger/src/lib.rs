//! Sourced claims, the cases that they tell of, and the relations that follow from them.
//!
//! Documents and the events coded in them go in as [`Entry`]s and are appended to one SQLite file, the ledger; nothing
//! in it is overwritten. Out come answers to questions on the relations of states, each line with its hedge and with
//! the claims and words it rests on. The only room that reads and writes the store. How events are found in a text is
//! unknown here: `coder` is no part of it; what treaties and sanctions say comes from `codebook`.

pub mod ask;
pub mod browse;
pub mod cases;
pub mod claim;
pub mod date;
mod error;
pub mod overview;
pub mod relation;
mod schema;
mod store;

pub use cases::{Case, Derived};
pub use claim::Entry;
pub use error::Error;
pub use store::{
    Added, Count, Event, Filter, Interrupt, Ledger, Only, Reader, Stored, StoredDocument, View,
};

/// What a function of the ledger gives.
pub type Result<T> = std::result::Result<T, Error>;
