//! Documents, spans, sentences and tokens.
//!
//! Raw text goes in; sentences and tokens by the conventions of Universal Dependencies come out, each a byte span into
//! the original text. Tokens tile the text: between two of them stands nothing but white space.
//! What an abbreviation is comes from the caller; this crate knows no language's words and no politics.

mod classes;
mod dateline;
mod document;
mod features;
mod layout;
mod lexicon;
mod lines;
mod marks;
mod model;
mod rules;
mod sentences;
mod shapes;
mod span;
mod splitter;
mod tokens;
mod web;
mod words;

pub use document::Document;
pub use lines::{LineColumn, LineIndex};
pub use model::{SENTENCE_WEIGHTS, WeightsFault};
pub use rules::{Abbreviation, AbbreviationKind, Before, Clitic, CliticKind, SplitterRules};
pub use span::Span;
pub use splitter::{Places, Sentence, Sentences, Splitter};
