//! Folders of a user's knowledge as sources of a codebook.
//!
//! Paths of folders go in; the files below them with their paths and texts come out, and faults are told with the paths
//! that a user can open. What the files mean is left to `codebook`.

use crate::error::Error;
use casus_codebook::{Diagnostic, Source};
use std::fs;
use std::path::{Path, PathBuf};

/// The knowledge files below a folder, sorted by their paths below it.
///
/// # Errors
///
/// Where the folder or a file in it cannot be read.
pub fn sources(folder: &Path) -> Result<Vec<Source>, Error> {
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

fn collect(folder: &Path, paths: &mut Vec<PathBuf>) -> Result<(), Error> {
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
pub fn located(diagnostics: &[Diagnostic], folders: &[PathBuf]) -> Vec<Diagnostic> {
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
