//! How far a run is, on standard error where that is a terminal: bytes done of bytes known, documents, events, errors, and
//! the time that is left.

use indicatif::{ProgressBar, ProgressStyle};
use std::io::{IsTerminal, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// Counts what has been read, and shows it while it grows.
pub(crate) struct Progress {
    bar: Option<ProgressBar>,
    /// How many bytes of files were read; pipes are not counted here.
    read: Arc<AtomicU64>,
    documents: u64,
    events: u64,
    errors: u64,
}

impl Progress {
    /// Shown only where `wanted` and standard error is a terminal; only then is it asked how many bytes there are to read,
    /// and for the counter of those that were.
    pub(crate) fn new(wanted: bool, bytes: impl FnOnce() -> (Option<u64>, Arc<AtomicU64>)) -> Self {
        let shown = wanted && std::io::stderr().is_terminal();
        let (all, read) = if shown {
            bytes()
        } else {
            (None, Arc::default())
        };
        Progress {
            bar: shown.then(|| bar(all)),
            read,
            documents: 0,
            events: 0,
            errors: 0,
        }
    }

    /// One more document, with so many events.
    pub(crate) fn add(&mut self, events: usize) {
        self.documents += 1;
        self.events += events as u64;
        self.show();
    }

    fn show(&self) {
        if let Some(bar) = &self.bar {
            bar.set_position(self.read.load(Ordering::Relaxed));
            bar.set_message(message(self.documents, self.events, self.errors));
        }
    }

    /// Says what could not be read on standard error, above the bar.
    pub(crate) fn complain(&mut self, message: &str) {
        self.errors += 1;
        let say = || {
            // Where standard error is closed there is nobody to tell.
            let _ = writeln!(std::io::stderr(), "{message}");
        };
        match &self.bar {
            Some(bar) => bar.suspend(say),
            None => say(),
        }
        self.show();
    }

    /// Takes the bar away.
    pub(crate) fn finish(self) {
        if let Some(bar) = self.bar {
            bar.finish_and_clear();
        }
    }
}

fn message(documents: u64, events: u64, errors: u64) -> String {
    let errors = if errors == 0 {
        String::new()
    } else {
        format!(", {errors} errors")
    };
    format!("{documents} documents, {events} events{errors}")
}

/// A bar where it is known how much there is, else a sign that something goes on.
fn bar(all: Option<u64>) -> ProgressBar {
    let (bar, template) = match all {
        Some(all) => (
            ProgressBar::new(all),
            "{bar:24} {bytes} of {total_bytes}  {msg}  {elapsed}, {eta} left",
        ),
        None => (ProgressBar::new_spinner(), "{spinner} {msg}  {elapsed}"),
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

#[cfg(test)]
mod tests {
    use super::message;

    #[test]
    fn errors_are_told_where_there_are_some() {
        assert_eq!(message(3, 7, 0), "3 documents, 7 events");
        assert_eq!(message(3, 7, 1), "3 documents, 7 events, 1 errors");
    }
}
