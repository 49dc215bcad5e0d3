//! Any text as a page of the codebook: no panic, and every fault points into it.

#![no_main]

use casus_codebook::{Codebook, Source};
use libfuzzer_sys::fuzz_target;

const BASE: &[(&str, &str)] = &[
    ("events/types.table", "name | quad | scale\nACCUSE | 3 | -3\n"),
    ("events/modes.table", "type | mode\nACCUSE | allege\n"),
    ("events/sectors.table", "code | kind\nMIL | state\n"),
    ("en/classes.table", "class | words\nweapon | gun\n"),
];

fuzz_target!(|text: &str| {
    let source = |path: &str, text: &str| Source { path: path.to_owned(), text: text.to_owned() };
    let mut sources: Vec<Source> = BASE.iter().map(|(path, text)| source(path, text)).collect();
    sources.push(source("events/ACCUSE.md", text));
    let (_, faults) = Codebook::load(sources);
    for fault in faults {
        assert!(text.get(fault.span.range()).is_some(), "{fault}");
        assert!(!fault.to_string().is_empty());
    }
});
