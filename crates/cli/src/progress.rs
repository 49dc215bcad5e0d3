//! How far a run is, on standard error where that is a terminal.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::{IsTerminal, Write};
use std::time::Duration;

/// Counts what has been read, and shows it while it grows.
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    documents: u64,
    events: u64,
    bytes: u64,
}

impl Progress {
    /// Shown only where `wanted` and standard error is a terminal.
    pub(crate) fn new(wanted: bool) -> Self {
        let shown = wanted && std::io::stderr().is_terminal();
        Progress {
            bar: shown.then(bar),
            documents: 0,
            events: 0,
            bytes: 0,
        }
    }

    /// One more document, of so many bytes, with so many events.
    pub(crate) fn add(&mut self, bytes: usize, events: usize) {
        self.documents += 1;
        self.events += events as u64;
        self.bytes += bytes as u64;
        if let Some(bar) = &self.bar {
            bar.set_position(self.bytes);
            bar.set_message(format!(
                "{} documents, {} events",
                self.documents, self.events
            ));
        }
    }

    /// Says something on standard error, above the bar.
    pub(crate) fn complain(&self, message: &str) {
        let say = || {
            // Where standard error is closed there is nobody to tell.
            let _ = writeln!(std::io::stderr(), "{message}");
        };
        match &self.bar {
            Some(bar) => bar.suspend(say),
            None => say(),
        }
    }

    /// Takes the bar away.
    pub(crate) fn finish(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}

fn bar() -> ProgressBar {
    let bar = ProgressBar::new_spinner();
    if let Ok(style) =
        ProgressStyle::with_template("{spinner} {msg}  {bytes} in {elapsed}, {bytes_per_sec}")
    {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}
