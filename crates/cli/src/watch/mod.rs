//! `casus watch`: feeds and sitemaps of a plan, polled until it is stopped; new documents go to a file or into a ledger.
//!
//! Lines are those of `casus read --emit documents`, so that `casus read` and `casus add` take the file; what a ledger
//! gets is what `casus add` would give it.

mod sink;

use crate::args::WatchArgs;
use crate::{Outcome, Result, complain, stdout};
use casus_events::{Error, output};
use casus_watch::{Counts, Log, Note, Plan, Watch};
use indicatif::{ProgressBar, ProgressStyle};
use sink::{Archive, Places};
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

/// Watches until it is stopped, or for one round.
pub(crate) fn run(args: &WatchArgs) -> Result<Outcome> {
    let path = args.plan.display().to_string();
    let text = fs::read_to_string(&args.plan).map_err(|error| failed(&args.plan, error))?;
    let plan = match Plan::read(&path, &text) {
        Ok(plan) => plan,
        Err(error) => {
            complain(&error.to_string());
            return Ok(Outcome::Usage);
        }
    };
    let mut watch = Watch::new(plan, state_path(args)).map_err(of_watch)?;
    if args.failures {
        return list(&watch);
    }
    if args.to.is_none() && args.ledger.is_none() {
        complain("say where the documents go: --ledger FILE, --to FILE or both");
        return Ok(Outcome::Usage);
    }
    let ledger = args.ledger.as_deref();
    let mut sink = Places {
        lines: args.to.as_deref().map(append).transpose()?,
        archive: ledger
            .map(|path| Archive::open(path, &args.knowledge))
            .transpose()?,
    };
    let mut status = Status::new(args.log.as_deref())?;
    loop {
        let rest = watch.round(&mut sink, &mut status).map_err(of_watch)?;
        status.show(&watch.counts);
        if args.once {
            break;
        }
        sleep(rest);
    }
    status.finish(&watch.counts);
    let failures = watch.state().failures().len();
    if failures > 0 {
        complain(&format!(
            "{failures} addresses could not be read; --failures lists them"
        ));
    }
    Ok(if watch.counts.failures == 0 {
        Outcome::Good
    } else {
        Outcome::Faults
    })
}

/// Where the state is kept: beside the plan, if nothing else is said.
fn state_path(args: &WatchArgs) -> PathBuf {
    args.state
        .clone()
        .unwrap_or_else(|| args.plan.with_extension("state.json"))
}

/// Lists what failed, one JSON object a line.
fn list(watch: &Watch) -> Result<Outcome> {
    let mut out = stdout();
    out.write_all(&output::lines(&watch.state().failures()))?;
    out.flush()?;
    Ok(Outcome::Good)
}

fn append(path: &Path) -> Result<BufWriter<File>> {
    let file = OpenOptions::new().append(true).create(true).open(path);
    Ok(BufWriter::new(file.map_err(|error| failed(path, error))?))
}

fn failed(path: &Path, source: io::Error) -> Error {
    Error::File {
        path: path.display().to_string(),
        source,
    }
}

fn of_watch(error: casus_watch::Error) -> Error {
    match error {
        casus_watch::Error::File { path, source } => Error::File { path, source },
        other => Error::Io(io::Error::other(other.to_string())),
    }
}

/// A line that tells how it stands, and a log of every request.
struct Status {
    bar: Option<ProgressBar>,
    log: Option<BufWriter<File>>,
}

impl Status {
    fn new(log: Option<&Path>) -> Result<Self> {
        let bar = io::stderr().is_terminal().then(|| {
            let bar = ProgressBar::new_spinner();
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}  {elapsed}") {
                bar.set_style(style);
            }
            bar.enable_steady_tick(Duration::from_millis(250));
            bar
        });
        let log = log.map(append).transpose()?;
        Ok(Status { bar, log })
    }

    fn show(&mut self, counts: &Counts) {
        if let Some(bar) = &self.bar {
            bar.set_message(line(counts));
        }
        if let Some(log) = &mut self.log {
            // A log that cannot be written stops no watch.
            let _ = log.flush();
        }
    }

    fn finish(self, counts: &Counts) {
        match self.bar {
            Some(bar) => bar.finish_with_message(line(counts)),
            None => complain(&line(counts)),
        }
    }
}

fn line(counts: &Counts) -> String {
    let Counts {
        polls,
        pages,
        documents,
        failures,
    } = counts;
    format!("{polls} polls, {pages} pages, {documents} documents, {failures} failures")
}

impl Log for Status {
    fn note(&mut self, note: &Note<'_>) {
        if let Some(bar) = &self.bar {
            bar.set_message(format!("{} {}", note.address, note.result));
        }
        if let Some(log) = &mut self.log {
            // A log that cannot be written stops no watch.
            let _ = log.write_all(&output::lines(&[*note]));
        }
    }
}
