//! The rooms below, wired: text to sentences and tokens, these to trees.
//!
//! The only place that knows how the splitter, the network and the codebook are loaded and called.

use crate::error::Error;
use casus_codebook::{Codebook, Diagnostic, Source};
use casus_syntax::{Parser, Tree, Workspace};
use casus_text::{Document, SENTENCE_WEIGHTS, Sentences, Splitter};
use std::sync::Mutex;

/// The codebook of the knowledge that is built in, compiled when this crate was built.
const CODEBOOK: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/codebook.bin"));

/// The codebook of what is built in, with the user's own knowledge files on top. Only these must be compiled anew, and
/// ours with them.
pub fn codebook(sources: Vec<Source>) -> (Codebook, Vec<Diagnostic>) {
    let compiled = Some(CODEBOOK).filter(|_| sources.is_empty());
    match compiled.and_then(Codebook::from_bytes) {
        Some(book) => (book, Vec::new()),
        None => Codebook::embedded_with(sources),
    }
}

/// What is loaded once and shared by all threads.
pub(crate) struct Stages {
    pub(crate) book: Codebook,
    splitter: Splitter,
    parser: Parser,
    /// Workspaces of the parser that no thread uses at the moment.
    idle: Mutex<Vec<Workspace>>,
}

impl Stages {
    /// Loads what is built in, with the user's own knowledge files added.
    pub(crate) fn load(sources: Vec<Source>) -> Result<(Self, Vec<Diagnostic>), Error> {
        let (book, diagnostics) = codebook(sources);
        let mut rules = book.language.splitter.clone();
        rules.weights = SENTENCE_WEIGHTS.into();
        let stages = Stages {
            book,
            splitter: Splitter::new(&rules).map_err(|e| Error::Network(e.to_string()))?,
            parser: Parser::embedded().map_err(|e| Error::Network(e.to_string()))?,
            idle: Mutex::default(),
        };
        Ok((stages, diagnostics))
    }

    /// The sentences and tokens of a text.
    pub(crate) fn split(&self, text: &str) -> Sentences {
        self.splitter.split(text)
    }

    /// The trees of each text's sentences. All sentences go through the network together.
    pub(crate) fn parse(&self, texts: &[(&str, Sentences)]) -> Vec<Vec<Tree>> {
        let mut all = Vec::new();
        for (text, sentences) in texts {
            all.extend(sentences.iter().map(|sentence| (*text, sentence.tokens)));
        }
        let mut workspace = self.workspace();
        let mut trees = self.parser.parse_batch(&mut workspace, &all).into_iter();
        self.give_back(workspace);
        let of_text =
            |(_, sentences): &(&str, Sentences)| trees.by_ref().take(sentences.len()).collect();
        texts.iter().map(of_text).collect()
    }

    /// The trees of each document's sentences.
    pub(crate) fn trees(&self, documents: &[Document]) -> Vec<Vec<Tree>> {
        let mut texts = Vec::with_capacity(documents.len());
        for Document { text, .. } in documents {
            texts.push((text.as_str(), self.split(text)));
        }
        self.parse(&texts)
    }

    /// A workspace of its own for this thread; what it keeps makes the next sentences faster and changes nothing in them.
    ///
    /// Nobody waits for the list: where another thread has it just now, or had it when this process was forked, a new
    /// workspace does as well.
    fn workspace(&self) -> Workspace {
        let kept = self.idle.try_lock().ok().and_then(|mut idle| idle.pop());
        kept.unwrap_or_default()
    }

    fn give_back(&self, workspace: Workspace) {
        if let Ok(mut idle) = self.idle.try_lock() {
            idle.push(workspace);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_compiled_at_build_time_is_what_would_be_compiled_now() {
        assert!(Codebook::embedded().to_bytes() == CODEBOOK);
        let (book, faults) = codebook(Vec::new());
        assert!(book.to_bytes() == CODEBOOK && faults.is_empty());
    }

    #[test]
    fn a_file_of_the_users_is_compiled_on_top() {
        let path = "en/frames/mine.table".to_owned();
        let text =
            "word | part | event\nblorb | verb | ACCUSE\nblorb | verb | NOTHING\n".to_owned();
        let (book, faults) = codebook(vec![Source { path, text }]);
        let frames = |book: &Codebook| book.frames.all.len();
        assert_eq!(frames(&book), frames(&Codebook::embedded()) + 1);
        assert_eq!((faults.len(), faults[0].line), (1, 3));
    }
}
