//! Puts the page into the program, where it was built: every file below `crates/cli/web/dist` with its address, its kind
//! and its bytes. Where there is none, the list is empty and the API says so.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR").unwrap_or_default());
    let folder = here.join("../cli/web/dist");
    let mut files = Vec::new();
    collect(&folder, &mut files)?;
    files.sort();
    // A folder that is not there counts as changed, so its parent is watched then.
    let watched = if folder.is_dir() { &folder } else { &here };
    println!("cargo::rerun-if-changed={}", watched.display());
    let mut out = String::from("&[\n");
    for file in &files {
        let below = file.strip_prefix(&folder).unwrap_or(file);
        let address = below.display().to_string().replace('\\', "/");
        let path = fs::canonicalize(file)?.display().to_string();
        let _ = writeln!(
            out,
            "({address:?}, {:?}, include_bytes!({path:?})),",
            kind(below)
        );
    }
    out.push(']');
    let target = PathBuf::from(env::var("OUT_DIR").unwrap_or_default());
    fs::write(target.join("page.rs"), out)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Ok(());
    };
    for entry in entries {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn kind(path: &Path) -> &'static str {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json" | "map") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt") => "text/plain; charset=utf-8",
        Some("webmanifest") => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
