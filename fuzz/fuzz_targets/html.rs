//! Any text as a web page: no panic, and parts whose size is bounded by the page's.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|source: &str| {
    let (page, posts) = casus_read::html::documents(source, None);
    assert!(page.text.len() <= 4 * source.len() + 4096);
    assert!(posts.iter().all(|post| !post.text.is_empty()));
});
