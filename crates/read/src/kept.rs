//! Raw pages kept beside the documents, each under the hash of its bytes.
//!
//! Bytes go in; a file `DIR/ab/abcd....html` holds them, and their hash comes out, for the document to name. The same bytes
//! are one file, however often they come.

use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

/// The field of a document that names its page.
pub(crate) const PAGE: &str = "page";

/// Keeps the bytes, and says what they are called: `sha256:` and the hash in hexadecimal.
pub(crate) fn keep(folder: &Path, bytes: &[u8]) -> io::Result<String> {
    let mut hash = String::with_capacity(64);
    for byte in Sha256::digest(bytes) {
        // Writing into a string cannot fail.
        let _ = write!(hash, "{byte:02x}");
    }
    let path = path(folder, &hash);
    if !path.exists() {
        write(&path, bytes)?;
    }
    Ok(format!("sha256:{hash}"))
}

fn path(folder: &Path, hash: &str) -> PathBuf {
    let first = hash.get(..2).unwrap_or_default();
    folder.join(first).join(format!("{hash}.html"))
}

/// Writes a file that is there as a whole or not at all.
fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let number = COUNT.fetch_add(1, Ordering::Relaxed);
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let unfinished = folder.join(format!(".{}-{number}", std::process::id()));
    fs::write(&unfinished, bytes)?;
    fs::rename(&unfinished, path)
}
