//! Compiles the knowledge that is built in, once, so that a program need not do it at every start.
//!
//! The knowledge files go in by way of the crate that checks and compiles them; the bytes of the codebook come out, which
//! `stages.rs` reads.

use casus_codebook::Codebook;
use std::path::PathBuf;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    // What this script is made of, the knowledge among it, makes it run again by itself.
    println!("cargo::rerun-if-changed=build.rs");
    let folder = PathBuf::from(env::var_os("OUT_DIR").unwrap_or_default());
    fs::write(folder.join("codebook.bin"), Codebook::embedded().to_bytes())
}
