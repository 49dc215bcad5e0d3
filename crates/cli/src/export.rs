//! `casus export` and `casus import`: a ledger into the files that others read, and event records into a ledger.

use crate::args::{Common, ExportArgs, ExportFormat, ImportArgs, Table};
use crate::{Outcome, Result, complain};
use casus_events::ledger::{Added, Entry, Ledger, Reader, View};
use casus_events::{Error, codebook, export, import, output};
use std::fs::File;
use std::io::{self, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};

/// So many documents are one portion.
const PORTION: usize = 500;

/// Writes what is asked for.
pub(crate) fn run(args: &ExportArgs) -> Result<Outcome> {
    let view = View {
        known: args.known.clone(),
        without: args.without.clone(),
    };
    let reader = Reader::open(&args.ledger)?.with_view(view);
    let mut out = open(args.output.as_ref())?;
    match args.what {
        Table::Events => events(&reader, args.format(), &mut out)?,
        Table::Gdelt => {
            let names = output::GDELT.map(str::to_owned).to_vec();
            out.write_all(&output::gdelt_lines([names]))?;
            export::gdelt(&reader, |rows| Ok(out.write_all(&output::gdelt_lines(rows))?))?;
        }
        what => rows(&reader, what, args.format(), &mut out)?,
    }
    out.flush()?;
    Ok(Outcome::Good)
}
