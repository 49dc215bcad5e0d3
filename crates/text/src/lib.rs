//! Documents, spans, sentences and tokens.
//!
//! Raw text goes in; sentences and tokens by the conventions of Universal Dependencies come out, each a byte span into
//! the original text. Tokens tile the text: between two of them stands nothing but white space.
//! What an abbreviation is comes from the caller; this crate knows no language's words and no politics.

mod document;
mod rules;
mod span;

pub use document::Document;
pub use rules::{Abbreviation, AbbreviationKind, Before, Clitic, CliticKind, SplitterRules};
pub use span::Span;
