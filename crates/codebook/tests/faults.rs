//! Every kind of fault, drawn: files go in, and what is shown of their faults is compared with what stands below them.
//!
//! A case is a file `faults/CODE.txt`: sections that begin with `--- PATH` are knowledge files, the section `--- shown`
//! is the expected output. They are read on top of the files of `base.txt`, which have no faults. `UPDATE=1` writes the
//! output into the cases; look at the change before you keep it.
#![allow(clippy::unwrap_used, clippy::expect_used)] // The helpers of tests may panic as the tests do.

use casus_codebook::{Codebook, Source, code};
use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/faults")
}

/// The sections of a case: name and text.
fn sections(case: &str) -> Vec<(String, String)> {
    let mut sections: Vec<(String, String)> = Vec::new();
    for line in case.lines() {
        match line.strip_prefix("--- ") {
            Some(name) => sections.push((name.to_owned(), String::new())),
            None => {
                let (_, text) = sections.last_mut().expect("a case begins with a section");
                writeln!(text, "{line}").unwrap();
            }
        }
    }
    sections
}

fn source((path, text): &(String, String)) -> Source {
    // Characters that an editor would not show are written as escapes.
    let text = text
        .replace("\\u{7}", "\u{7}")
        .replace("\\u{fffd}", "\u{fffd}");
    Source {
        path: path.clone(),
        text,
    }
}

/// What is shown of the faults of a case, with the base below it.
fn shown(case: &[(String, String)]) -> String {
    let base = fs::read_to_string(folder().join("base.txt")).unwrap();
    let files: Vec<_> = case.iter().filter(|(name, _)| name != "shown").collect();
    let own = |path: &str| files.iter().any(|(name, _)| name == path);
    let base = sections(&base).into_iter().filter(|(name, _)| !own(name));
    let sources = base
        .map(|file| source(&file))
        .chain(files.iter().map(|file| source(file)));
    let (_, faults) = Codebook::load(sources.collect());
    let mut shown = String::new();
    for fault in faults {
        writeln!(shown, "{fault}\n").unwrap();
    }
    shown
}

#[test]
fn every_fault_is_shown_as_it_is_drawn() {
    for (code, about) in code::ALL {
        let path = folder().join(format!("{code}.txt"));
        let case =
            fs::read_to_string(&path).unwrap_or_else(|_| panic!("no case for {code}: {about}"));
        let sections = sections(&case);
        let shown = shown(&sections);
        if env::var_os("UPDATE").is_some() {
            let files = case.split("--- shown\n").next().unwrap_or_default();
            fs::write(
                &path,
                format!("{files}--- shown\n{}", shown.trim_end().to_owned() + "\n"),
            )
            .unwrap();
            continue;
        }
        assert!(
            shown.contains(&format!("[{code}]")),
            "{code} is not shown:\n{shown}"
        );
        let expected = sections
            .iter()
            .find(|(name, _)| name == "shown")
            .map_or("", |(_, text)| text);
        assert_eq!(shown.trim_end(), expected.trim_end(), "{code}");
    }
}

#[test]
fn every_case_is_of_a_known_fault() {
    for entry in fs::read_dir(folder()).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        assert!(
            name == "base" || code::ALL.iter().any(|(code, _)| *code == name),
            "{name}"
        );
    }
}

#[test]
fn the_readme_lists_every_fault() {
    let readme = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../knowledge/README.md");
    let readme = fs::read_to_string(readme).unwrap();
    for (code, about) in code::ALL {
        let row = format!("| `{code}` | {about} |");
        assert!(
            readme.contains(&row),
            "knowledge/README.md lacks the row\n{row}"
        );
    }
}
