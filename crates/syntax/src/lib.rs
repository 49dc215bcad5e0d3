//! Tokens to tags, lemmas and trees.
//!
//! The tokens of a sentence go in; a dependency tree by Universal Dependencies comes out, with a lemma and a tag for
//! every token and the network's own probability for every arc. What the words mean is left to `coder`.

pub mod conllu;
#[allow(dead_code)]
mod decode;
pub mod score;
mod tree;

pub use tree::{Relation, Tag, Token, Tree};
