//! Measures how long it takes until everything that is embedded can be looked up.
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
    let mut took: Vec<_> = (0..times.max(1))
        .map(|_| {
            let start = Instant::now();
            let codebook = Codebook::embedded();
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
        "median {median:?}, best {:?}: {frames} frames, {places} places",
        took[0].0
    );
}
