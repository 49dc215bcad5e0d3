//! Knowledge files, checked and compiled.
//!
//! The text of the files in `knowledge/`, or in a user's own folder, goes in; tables that the coder looks things up in
//! come out, with every fault as a diagnostic of file, line, column and caret. The only reader of our formats, which
//! `knowledge/README.md` describes. How the tables are used on a tree is left to `coder`.

pub mod code;
mod compile;
mod diagnostic;
pub mod frame;
pub mod language;
pub mod law;
mod names;
pub mod ontology;
mod period;
mod store;
pub mod world;

pub use diagnostic::{Diagnostic, Severity};

/// A knowledge file: its path below the knowledge folder, and its text.
#[derive(Clone, Debug)]
pub struct Source {
    /// Such as `en/frames/conflict.table`.
    pub path: String,
    /// The whole text.
    pub text: String,
}

/// All that is known, ready to be looked up.
#[derive(Debug, Default)]
pub struct Codebook {
    /// PLOVER's and CAMEO's types, modes, contexts, sectors and scales.
    pub ontology: ontology::Ontology,
    /// Frames and rules.
    pub frames: frame::Frames,
    /// The words that tell what states owe each other, as frames: the actors owe it to the recipients.
    pub obligations: frame::Frames,
    /// The other words of the language.
    pub language: language::Language,
    /// States, organisations, offices, persons and places.
    pub world: world::World,
    /// Treaties, sanctions, goods, memberships and ties.
    pub law: law::Law,
}

impl Codebook {
    /// Compiles these files alone. Faulty entries are left out; every fault of every file is in the list, in the order of
    /// the files' paths and their lines.
    pub fn load(sources: Vec<Source>) -> (Codebook, Vec<Diagnostic>) {
        compile::compile(files(&sources, 0), 0)
    }

    /// What the language tells the splitter of sentences and tokens; its weights are left to the caller.
    pub fn splitter_rules(&self) -> &casus_text::SplitterRules {
        &self.language.splitter
    }

    /// What is known out of the box.
    pub fn embedded() -> Codebook {
        compile::compile(embedded_files(), 1).0
    }

    /// What is known out of the box with a user's files on top: they add to ours, and win where they tell something else
    /// about the same state, organisation, person, office or word. The faults are those of the user's files.
    pub fn embedded_with(extra: Vec<Source>) -> (Codebook, Vec<Diagnostic>) {
        let mut all = embedded_files();
        all.extend(files(&extra, 1));
        compile::compile(all, 1)
    }
}

fn files(sources: &[Source], layer: u8) -> Vec<(&str, &str, u8)> {
    let mut files: Vec<_> = sources
        .iter()
        .map(|s| (s.path.as_str(), s.text.as_str(), layer))
        .collect();
    files.sort_by_key(|&(path, _, _)| path);
    files
}

fn embedded_files() -> Vec<(&'static str, &'static str, u8)> {
    casus_knowledge::FILES
        .iter()
        .map(|&(path, text)| (path, text, 0))
        .collect()
}
