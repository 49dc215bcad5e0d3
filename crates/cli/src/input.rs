//! Files, folders and standard input to documents.

use casus_events::Document;
use std::fmt;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// What could not be read: where and why.
#[derive(Debug)]
pub(crate) struct InputFault {
    file: String,
    line: usize,
    reason: String,
}

impl fmt::Display for InputFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.reason)
    }
}

/// The documents of the files, in their order.
pub(crate) fn documents(files: &[PathBuf]) -> impl Iterator<Item = Result<Document, InputFault>> {
    let files = if files.is_empty() {
        vec![PathBuf::from("-")]
    } else {
        files.to_vec()
    };
    let mut paths = Vec::new();
    for file in files {
        expand(&file, &mut paths);
    }
    paths.into_iter().map(|path| document(&path))
}

fn expand(path: &Path, paths: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(path) else {
        return paths.push(path.to_owned());
    };
    let mut below: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    below.sort();
    below.iter().for_each(|path| expand(path, paths));
}

fn document(path: &Path) -> Result<Document, InputFault> {
    let name = path.display().to_string();
    let fault = |error: std::io::Error| InputFault {
        file: name.clone(),
        line: 1,
        reason: error.to_string(),
    };
    let mut bytes = Vec::new();
    if name == "-" {
        std::io::stdin().read_to_end(&mut bytes).map_err(fault)?;
    } else {
        bytes = fs::read(path).map_err(fault)?;
    }
    Ok(Document {
        id: path
            .file_stem()
            .map_or(name.clone(), |stem| stem.to_string_lossy().into_owned()),
        text: String::from_utf8_lossy(&bytes).into_owned(),
        ..Document::default()
    })
}
