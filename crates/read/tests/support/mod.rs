//! Reads bytes as if they were standard input, and writes folders of files for the time of a test.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]
#![allow(dead_code, reason = "each test file uses a part of it")]

pub(crate) mod archives;

use casus_read::{Documents, InputFault, Limits};
use casus_text::Document;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};

pub(crate) type Items = Vec<Result<Document, InputFault>>;

/// What the bytes give.
pub(crate) fn read(bytes: &[u8]) -> Items {
    read_within(bytes, Limits::default())
}

/// What the bytes give within other limits.
pub(crate) fn read_within(bytes: &[u8], limits: Limits) -> Items {
    Documents::from_reader(Cursor::new(bytes.to_vec()), "in", limits).collect()
}

/// The texts of all documents; each fault as it is written out.
pub(crate) fn drawn(items: &Items) -> Vec<String> {
    let draw = |item: &Result<Document, InputFault>| match item {
        Ok(document) => format!("{}: {}", document.id, document.text),
        Err(fault) => format!("! {fault}"),
    };
    items.iter().map(draw).collect()
}

/// A folder that is gone after the test.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    /// Writes the files: path below the folder, and content.
    pub(crate) fn new(files: &[(&str, &[u8])]) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let root = std::env::temp_dir().join(format!("casus-read-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&root).expect("the folder can be made");
        for (name, content) in files {
            let path = root.join(name);
            std::fs::create_dir_all(path.parent().expect("it has a parent"))
                .expect("the folder can be made");
            std::fs::write(path, content).expect("the file can be written");
        }
        Folder(root)
    }

    /// A path below the folder.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// What these paths below the folder give, its own path left out of faults and ids.
    pub(crate) fn read(&self, names: &[&str]) -> Vec<String> {
        let paths: Vec<PathBuf> = names.iter().map(|name| self.path(name)).collect();
        let items: Items = Documents::new(&paths).collect();
        let root = format!("{}/", Path::new(&self.0).display());
        drawn(&items)
            .iter()
            .map(|line| line.replace(&root, ""))
            .collect()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left behind in the folder for temporary files does no harm.
        let _ = std::fs::remove_dir_all(&self.0);
    }
}
