//! Tokens to tags, lemmas and trees.
//!
//! The tokens of a sentence go in; a dependency tree by Universal Dependencies comes out, with a lemma and a tag for
//! every token and the network's own probability for every arc. What the words mean is left to `coder`.

mod cache;
pub mod conllu;
mod decode;
mod features;
mod heads;
mod kernel;
mod lemma;
mod lstm;
mod network;
mod numbers;
#[cfg(all(test, feature = "embedded"))]
mod parity;
mod parser;
mod penn;
pub mod score;
mod tree;
mod weights;

pub use parser::{LONGEST, Parser, Sentence, Workspace};
pub use tree::{Relation, Tag, Token, Tree};
pub use weights::{LoadError, Weights};
