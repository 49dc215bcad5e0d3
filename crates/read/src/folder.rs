//! Folders to files: recursive, sorted, one folder listed at a time.
//!
//! A folder goes in; the files in it and below it that we read come out, each with the id of its document: its path below
//! the folder, without its ending. Hidden files, other endings and links to folders are passed over.

use crate::fault::InputFault;
use std::collections::HashMap;
use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

/// A file to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Entry {
    pub(crate) path: PathBuf,
    /// What its document is called.
    pub(crate) id: String,
}

/// The files of a folder, in order.
#[derive(Debug)]
pub(crate) struct Folder {
    /// What is still to be read or listed, the next one last.
    stack: Vec<Node>,
}

#[derive(Debug)]
enum Node {
    File(Entry),
    Below(PathBuf, String),
}

impl Folder {
    /// `prefix` stands before the path below the folder in each id.
    pub(crate) fn new(path: PathBuf, prefix: String) -> Self {
        Folder {
            stack: vec![Node::Below(path, prefix)],
        }
    }

    fn list(&mut self, folder: &Path, prefix: &str) -> std::io::Result<()> {
        let mut entries: Vec<fs::DirEntry> = fs::read_dir(folder)?.collect::<Result<_, _>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        let names: Vec<(PathBuf, bool)> = entries
            .iter()
            .map(|entry| {
                (
                    entry.path(),
                    entry.file_type().is_ok_and(|kind| kind.is_dir()),
                )
            })
            .collect();
        let mut stems = HashMap::new();
        for (path, _) in names.iter().filter(|(path, below)| !below && is_read(path)) {
            *stems.entry(stem(path)).or_insert(0_u32) += 1;
        }
        for (path, below) in names.into_iter().rev() {
            let name = name(&path);
            if name.starts_with('.') {
                continue;
            }
            if below {
                self.stack
                    .push(Node::Below(path, format!("{prefix}{name}/")));
            } else if is_read(&path) && !path.is_dir() {
                let alone = stems.get(&stem(&path)) == Some(&1);
                let id = format!("{prefix}{}", if alone { stem(&path) } else { name });
                self.stack.push(Node::File(Entry { path, id }));
            }
        }
        Ok(())
    }
}

impl Iterator for Folder {
    type Item = Result<Entry, InputFault>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.stack.pop()? {
                Node::File(entry) => return Some(Ok(entry)),
                Node::Below(path, prefix) => {
                    if let Err(error) = self.list(&path, &prefix) {
                        return Some(Err(InputFault::of_file(&path.display().to_string(), error)));
                    }
                }
            }
        }
    }
}

/// How many bytes there are to read in these files and folders; none where that cannot be told, as of standard input.
pub fn bytes_of(paths: &[PathBuf]) -> Option<u64> {
    let mut sum = 0;
    for path in paths {
        let kind = fs::metadata(path).ok()?;
        if kind.is_dir() {
            let files = Folder::new(path.clone(), String::new()).filter_map(Result::ok);
            let sizes = files.filter_map(|entry| Some(fs::metadata(entry.path).ok()?.len()));
            sum += sizes.sum::<u64>();
        } else if kind.is_file() {
            sum += kind.len();
        } else {
            return None;
        }
    }
    (!paths.is_empty()).then_some(sum)
}

/// The file's name.
pub(crate) fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(OsStr::new(""))
        .to_string_lossy()
        .into_owned()
}

/// The file's name without its ending.
pub(crate) fn stem(path: &Path) -> String {
    crate::kind::stem(&name(path)).to_owned()
}

fn is_read(path: &Path) -> bool {
    crate::kind::is_read(&name(path))
}
