//! Files, folders and standard input to documents.
//!
//! Paths go in: plain text, Markdown, JSON lines, folders of them, `-` for standard input. Out comes a stream of
//! documents and faults, one at a time: memory holds one document, however large the archive. A fault never stops the
//! stream. What the words of a document mean is left to the other rooms.

mod date;
mod documents;
mod encoding;
mod fault;
mod folder;
mod front_matter;
mod inline;
mod jsonl;
mod lines;
mod markdown;
mod parts;
mod plain;

pub use date::normalise as normalise_date;
pub use documents::{Documents, Limits};
pub use fault::InputFault;
