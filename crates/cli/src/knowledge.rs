//! Folders of knowledge to an engine, with their faults told.

use crate::Result;
use casus_events::{Diagnostic, Engine, Error, Severity, Source};
use std::fs;
use std::io::Write;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

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

/// The knowledge files below a folder, sorted by their paths below it.
pub(crate) fn sources(folder: &Path) -> Result<Vec<Source>> {
    let mut paths = Vec::new();
    collect(folder, &mut paths)?;
    paths.sort();
    let source = |path: &PathBuf| {
        let text = fs::read(path).map_err(|error| failed(path, error))?;
        let below = path.strip_prefix(folder).unwrap_or(path);
        Ok(Source {
            path: below.display().to_string().replace('\\', "/"),
            text: String::from_utf8_lossy(&text).into_owned(),
        })
    };
    paths.iter().map(source).collect()
}

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder).map_err(|error| failed(folder, error))? {
        let path = entry.map_err(|error| failed(folder, error))?.path();
        let ending = path.extension().and_then(|e| e.to_str());
        if path.is_dir() {
            collect(&path, paths)?;
        } else if matches!(ending, Some("table" | "rule" | "md")) {
            paths.push(path);
        }
    }
    Ok(())
}

fn failed(path: &Path, source: std::io::Error) -> Error {
    Error::File {
        path: path.display().to_string(),
        source,
    }
}

/// The diagnostics with the paths of their files as the user can open them.
pub(crate) fn located(diagnostics: &[Diagnostic], folders: &[PathBuf]) -> Vec<Diagnostic> {
    let locate = |diagnostic: &Diagnostic| {
        let mut diagnostic = diagnostic.clone();
        let paths = folders.iter().map(|folder| folder.join(&diagnostic.path));
        if let Some(path) = paths.into_iter().find(|path| path.is_file()) {
            diagnostic.path = path.display().to_string();
        }
        diagnostic
    };
    diagnostics.iter().map(locate).collect()
}

/// How many of each severity: errors, warnings.
pub(crate) fn count(diagnostics: &[Diagnostic]) -> (usize, usize) {
    let errors = diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
        .count();
    (errors, diagnostics.len() - errors)
}
