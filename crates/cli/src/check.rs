//! `casus check`: every fault of a folder of knowledge, in one run.

use crate::args::CheckArgs;
use crate::knowledge::{count, located, sources};
use crate::{Outcome, Result, stdout};
use casus_events::Engine;
use std::io::Write;

/// Prints every fault with its line and a caret, then how many there are.
pub(crate) fn run(args: &CheckArgs) -> Result<Outcome> {
    let sources = sources(&args.folder)?;
    let files = sources.len();
    let engine = Engine::builder().knowledge(sources).build()?;
    let diagnostics = located(engine.diagnostics(), std::slice::from_ref(&args.folder));
    let mut out = stdout();
    for diagnostic in &diagnostics {
        writeln!(out, "{diagnostic}")?;
    }
    let (errors, warnings) = count(&diagnostics);
    writeln!(
        out,
        "{}, {}, {}",
        counted(files, "file"),
        counted(errors, "error"),
        counted(warnings, "warning")
    )?;
    out.flush()?;
    Ok(if errors == 0 {
        Outcome::Good
    } else {
        Outcome::Faults
    })
}

fn counted(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}
