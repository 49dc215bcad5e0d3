//! The `casus` command: reads reports, says why, checks knowledge, scores against gold.
//!
//! Only this crate speaks to the terminal. Results go to standard output; what could not be read and how far the run
//! is go to standard error. The exit code is 0 where all was read, 1 where some input was bad, 2 for wrong usage.

mod add;
mod args;
mod ask;
mod check;
mod choice;
mod derive;
mod documents;
mod export;
mod inputs;
mod knowledge;
mod progress;
mod read;
mod resume;
mod score;
mod serve;
mod watch;
mod why;

use args::{Args, Command};
use casus_events::Error;
use clap::Parser;
use std::io::Write;
use std::process::ExitCode;

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// All was read.
    Good,
    /// Some input was bad.
    Faults,
    /// The command was used wrongly.
    Usage,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Good => ExitCode::SUCCESS,
            Outcome::Faults => ExitCode::from(1),
            Outcome::Usage => ExitCode::from(2),
        }
    }
}

fn main() -> ExitCode {
    let args = Args::parse();
    let result = match &args.command {
        Command::Read(args) => read::run(args),
        Command::Add(args) => add::run(args),
        Command::Derive(args) => derive::run(args),
        Command::Export(args) => export::run(args),
        Command::Import(args) => export::import(args),
        Command::Ask(args) => ask::run(args),
        Command::Sql(args) => ask::sql(args),
        Command::Serve(args) => serve::run(args),
        Command::Watch(args) => watch::run(args),
        Command::Why(args) => why::run(args),
        Command::Check(args) => check::run(args),
        Command::Score(args) => score::run(args),
    };
    match result {
        Ok(outcome) => outcome.into(),
        Err(error) if error.is_closed_pipe() => Outcome::Good.into(),
        Err(error) => {
            complain(&error.to_string());
            Outcome::Faults.into()
        }
    }
}

/// Tells the user on standard error. Where even that is closed there is nobody to tell.
fn complain(message: &str) {
    let _ = writeln!(std::io::stderr(), "casus: {message}");
}

/// Standard output, gathered into larger writes.
fn stdout() -> std::io::BufWriter<std::io::StdoutLock<'static>> {
    std::io::BufWriter::with_capacity(64 * 1024, std::io::stdout().lock())
}

type Result<T> = std::result::Result<T, Error>;
