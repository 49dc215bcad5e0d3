//! Checks a folder of knowledge files and prints every fault, as `casus check` does.
//!
//!     cargo run -p casus-codebook --example check [DIR] [PREFIX]
//!
//! DIR is the knowledge folder (`knowledge` where it is left out); a folder without the tables of the codebook is checked
//! as an addition to what is embedded. With PREFIX, only faults of files whose path begins so are shown.
#![allow(clippy::print_stdout)] // It prints to the terminal.
#![allow(clippy::disallowed_methods)] // It reads files from the disk.

use casus_codebook::{Codebook, Severity, Source};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

fn main() -> io::Result<ExitCode> {
    let root = env::args().nth(1).unwrap_or_else(|| "knowledge".to_owned());
    let prefix = env::args().nth(2).unwrap_or_default();
    let mut sources = Vec::new();
    collect(Path::new(&root), Path::new(&root), &mut sources)?;
    let whole = sources.iter().any(|s| s.path.starts_with("events/types"));
    let (codebook, faults) = if whole {
        Codebook::load(sources)
    } else {
        Codebook::embedded_with(sources)
    };
    let shown: Vec<_> = faults
        .iter()
        .filter(|f| f.path.starts_with(&prefix))
        .collect();
    for fault in &shown {
        println!("{fault}\n");
    }
    let errors = shown
        .iter()
        .filter(|f| f.severity == Severity::Error)
        .count();
    println!(
        "{} frames, {} examples, {} states, {} organisations, {} offices, {} terms, {} places: {errors} errors, {} warnings",
        codebook.frames.all.len(),
        codebook.frames.examples.len(),
        codebook.world.states.len(),
        codebook.world.organisations.len(),
        codebook.world.offices.len(),
        codebook.world.holders.len(),
        codebook.world.places.len(),
        shown.len() - errors,
    );
    Ok(if errors == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn collect(root: &Path, folder: &Path, sources: &mut Vec<Source>) -> io::Result<()> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|e| e.map(|e| e.path()))
        .collect::<Result<_, _>>()?;
    entries.sort();
    for path in entries {
        let extension = path.extension().unwrap_or_default();
        if path.is_dir() {
            collect(root, &path, sources)?;
        } else if ["table", "rule", "md"].iter().any(|e| extension == *e) {
            let name = path
                .strip_prefix(root)
                .unwrap_or(&path)
                .display()
                .to_string();
            let text = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
            sources.push(Source {
                path: name.replace('\\', "/"),
                text,
            });
        }
    }
    Ok(())
}
