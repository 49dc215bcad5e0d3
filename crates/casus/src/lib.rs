//! Reads news reports and writes who did what to whom, when, where, and on whose word.
//!
//! The library that people add: an [`Engine`] wires the rooms (`read`, `text`, `syntax`, `codebook`, `coder`) and reads
//! one document, a batch or a stream; [`record`] makes of what it finds the records of [`wire`], and [`output`] writes
//! them as lines, as columns or as a table. [`score`] measures the whole against gold. What the words mean is left to
//! `coder`, and what they can mean to `codebook`.
//!
//! ```no_run
//! use casus_events::{Document, Engine, record};
//!
//! let engine = Engine::builder().build()?;
//! let reading = engine.read(Document {
//!     id: "a".into(),
//!     text: "Iran blamed Israel for the blast.".into(),
//!     date: Some("2024-06-19".into()),
//!     ..Document::default()
//! });
//! for event in record::events(&reading, &engine.codebook().ontology) {
//!     println!("{} {:?}", event.event, event.actor);
//! }
//! # Ok::<(), casus_events::Error>(())
//! ```

mod engine;
mod entry;
mod error;
pub mod export;
pub mod import;
pub mod knowledge;
pub mod output;
pub mod record;
pub mod score;
mod stages;
mod stream;
pub mod wire;

pub use casus_codebook::law;
pub use casus_codebook::world::days;
pub use casus_codebook::{Codebook, Diagnostic, Severity, Source};
pub use casus_coder::{Coded, Event, Trial};
pub use casus_ledger as ledger;
pub use casus_read::{
    Documents, Duplicates, InputFault, Limits, Position, bytes_of, language, primary_language,
    published_day,
};
pub use casus_syntax::{Relation, Tag, Token, Tree};
pub use casus_text::{Document, Sentences, Span};
pub use engine::{Builder, Engine, Reading};
pub use entry::entry;
pub use error::Error;
pub use stages::codebook;
