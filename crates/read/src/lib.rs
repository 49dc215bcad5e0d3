//! Files, folders and standard input to documents.
//!
//! Paths go in: plain text, Markdown, JSON lines, web pages, feeds, web archives, TAR and ZIP of them, folders, `-` for
//! standard input. Out comes a stream of documents and faults, one at a time: memory holds one document, however large the
//! archive. A fault never stops the stream. What the words of a document mean is left to the other rooms.

mod archive;
mod date;
mod documents;
mod duplicates;
mod encoding;
mod fault;
mod feed;
mod folder;
mod front_matter;
pub mod html;
mod inline;
mod json_feed;
mod jsonl;
mod kept;
mod kind;
pub mod language;
mod lines;
mod markdown;
mod packed;
mod parts;
mod plain;
pub mod sitemap;
mod source;
mod table;
mod tar;
mod tracked;
mod warc;
mod wiki;
mod xml;
mod zip;

pub use archive::{Member, members};
pub use date::normalise as normalise_date;
pub use documents::{Documents, Limits, Position};
pub use duplicates::Duplicates;
pub use fault::InputFault;
pub use folder::bytes_of;
pub use jsonl::{day as published_day, language as primary_language};
