//! Any bytes as an input of any kind (pages, feeds, web archives, TAR, ZIP, tables, lines): no panic, and an end.

#![no_main]

use casus_read::{Documents, Limits};
use libfuzzer_sys::fuzz_target;
use std::io::Cursor;

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { longest_line: 1 << 16, longest_file: 1 << 16, longest_text: 1 << 12, longest_field: 1 << 8 };
    for item in Documents::from_reader(Cursor::new(bytes.to_vec()), "in", limits) {
        if let Ok(document) = item {
            assert!(document.text.len() <= 1 << 12);
            assert!(document.title.is_none_or(|title| title.len() <= 1 << 8));
        }
    }
});
