//! The stages as one: documents in, coded documents out.
//!
//! An [`Engine`] holds what is loaded once: the splitter, the network and the codebook with the user's own knowledge.
//! It reads one document, a batch, or a stream of any length ([`Engine::stream`], in `stream.rs`). What it hands out
//! are the inner types; the records to be written are made of them by [`crate::record`].

use crate::error::Error;
use crate::stages::Stages;
use casus_codebook::{Codebook, Diagnostic, Source};
use casus_coder::{Coded, Coder};
use casus_syntax::Tree;
use casus_text::{Document, Sentences};
use std::num::NonZeroUsize;

/// A document with its trees and all that was found in it.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The document.
    pub document: Document,
    /// The trees of its sentences, in the order of the text.
    pub trees: Vec<Tree>,
    /// What the coder found.
    pub coded: Coded,
}

/// What an engine is made of.
#[derive(Debug, Default)]
pub struct Builder {
    sources: Vec<Source>,
    threads: Option<NonZeroUsize>,
}

impl Builder {
    /// Adds knowledge files to those that are built in.
    pub fn knowledge(mut self, sources: impl IntoIterator<Item = Source>) -> Self {
        self.sources.extend(sources);
        self
    }

    /// How many threads a stream may use; all that the machine has, where this is not called.
    pub fn threads(mut self, threads: NonZeroUsize) -> Self {
        self.threads = Some(threads);
        self
    }

    /// Loads the network and compiles the knowledge.
    ///
    /// # Errors
    ///
    /// Where the weights do not fit the program. A fault in a knowledge file is no error here: the entry is left out,
    /// and [`Engine::diagnostics`] tells of it.
    pub fn build(self) -> Result<Engine, Error> {
        let (stages, diagnostics) = Stages::load(self.sources)?;
        let threads = self
            .threads
            .or_else(|| std::thread::available_parallelism().ok())
            .unwrap_or(NonZeroUsize::MIN);
        Ok(Engine {
            stages,
            diagnostics,
            threads: threads.get(),
        })
    }
}

/// Reads documents. Shared by any number of threads; the same bytes for the same document on each of them.
pub struct Engine {
    stages: Stages,
    diagnostics: Vec<Diagnostic>,
    threads: usize,
}

impl std::fmt::Debug for Engine {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Engine")
            .field("threads", &self.threads)
            .finish_non_exhaustive()
    }
}

impl Engine {
    /// An engine to be furnished.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// All that it knows.
    pub fn codebook(&self) -> &Codebook {
        &self.stages.book
    }

    /// The faults of the knowledge files.
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// How many threads a stream uses.
    pub fn threads(&self) -> usize {
        self.threads
    }

    /// Reads one document.
    pub fn read(&self, document: Document) -> Reading {
        let trees = self.stages.trees(std::slice::from_ref(&document)).pop();
        code(&self.coder(), document, trees.unwrap_or_default())
    }

    /// Reads one document and keeps every frame that was tried, to tell why it is coded so.
    pub fn explain(&self, document: Document) -> Reading {
        let trees = self.stages.trees(std::slice::from_ref(&document)).pop();
        code(
            &self.coder().explaining(),
            document,
            trees.unwrap_or_default(),
        )
    }

    /// Reads documents whose sentences go through the network together, which is faster than one by one.
    pub fn read_all(&self, documents: Vec<Document>) -> Vec<Reading> {
        let trees = self.stages.trees(&documents);
        self.code_all(documents, trees)
    }

    /// The sentences and tokens of a text.
    pub fn split(&self, text: &str) -> Sentences {
        self.stages.split(text)
    }

    /// The trees of each text's sentences. All sentences go through the network together.
    pub fn parse(&self, texts: &[(&str, Sentences)]) -> Vec<Vec<Tree>> {
        self.stages.parse(texts)
    }

    /// Codes documents whose sentences are parsed already, each with its trees.
    pub fn code_all(&self, documents: Vec<Document>, trees: Vec<Vec<Tree>>) -> Vec<Reading> {
        let coder = self.coder();
        let pairs = documents.into_iter().zip(trees);
        pairs
            .map(|(document, trees)| code(&coder, document, trees))
            .collect()
    }

    pub(crate) fn coder(&self) -> Coder<'_> {
        Coder::new(&self.stages.book)
    }
}

fn code(coder: &Coder<'_>, document: Document, trees: Vec<Tree>) -> Reading {
    let coded = coder.code(&document, &trees);
    Reading {
        document,
        trees,
        coded,
    }
}
