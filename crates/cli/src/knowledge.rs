//! Folders of knowledge to an engine, with their faults told.

use crate::Result;
pub(crate) use casus_events::knowledge::{located, sources};
use casus_events::{Diagnostic, Engine, Severity};
use std::io::Write;
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// An engine with the knowledge of these folders; their faults are told on standard error.
pub(crate) fn engine(folders: &[PathBuf], threads: Option<NonZeroUsize>) -> Result<Engine> {
    let mut builder = Engine::builder();
    for folder in folders {
        builder = builder.knowledge(sources(folder)?);
    }
    if let Some(threads) = threads {
        builder = builder.threads(threads);
    }
    let engine = builder.build()?;
    for diagnostic in located(engine.diagnostics(), folders) {
        // Where standard error is closed there is nobody to tell.
        let _ = writeln!(std::io::stderr(), "{diagnostic}");
    }
    Ok(engine)
}

/// How many of each severity: errors, warnings.
pub(crate) fn count(diagnostics: &[Diagnostic]) -> (usize, usize) {
    let errors = diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .count();
    (errors, diagnostics.len() - errors)
}
