//! Measures how long it takes until everything that is embedded can be looked up: compiled from its text, as it is
//! where a user adds knowledge, or read from the bytes of what was compiled before.
//!
//!     cargo run --release -p casus-codebook --example start [TIMES]
#![allow(clippy::print_stdout)] // It prints to the terminal.

use casus_codebook::Codebook;
use std::env;
use std::time::Instant;

fn main() {
    let times = env::args()
        .nth(1)
        .and_then(|n| n.parse().ok())
        .unwrap_or(10_u32);
    let bytes = Codebook::embedded().to_bytes();
    measure("compiled", times, Codebook::embedded);
    let read = || Codebook::from_bytes(&bytes).unwrap_or_default();
    measure("read", times, read);
    println!("{} bytes", bytes.len());
}

fn measure(name: &str, times: u32, load: impl Fn() -> Codebook) {
    let mut took: Vec<_> = (0..times.max(1))
        .map(|_| {
            let start = Instant::now();
            let codebook = load();
            (
                start.elapsed(),
                codebook.frames.all.len(),
                codebook.world.places.len(),
            )
        })
        .collect();
    took.sort_unstable();
    let (median, frames, places) = took[took.len() / 2];
    println!(
        "{name}: median {median:?}, best {:?}: {frames} frames, {places} places",
        took[0].0
    );
}
