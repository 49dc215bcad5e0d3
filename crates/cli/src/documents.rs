//! `casus read --emit documents`: what was read, one document a line, before anything is coded.

use crate::args::ReadArgs;
use crate::progress::Progress;
use crate::{Outcome, Result, stdout};
use casus_events::{Document, Documents, Duplicates, Error, language, output, record};
use std::fs::File;
use std::io::{BufWriter, Write};

/// Writes the documents of everything that is named.
pub(crate) fn run(args: &ReadArgs) -> Result<Outcome> {
    let mut out: Box<dyn Write> = match &args.output {
        Some(path) => Box::new(BufWriter::new(File::create(path).map_err(|source| {
            let path = path.display().to_string();
            Error::File { path, source }
        })?)),
        None => Box::new(stdout()),
    };
    let mut progress = Progress::new(args.output.is_some());
    let mut known = Duplicates::default();
    let mut outcome = Outcome::Good;
    for item in Documents::new(&args.files) {
        match item {
            Ok(document) => {
                let repeats = known.check(&document);
                if args.once && repeats.is_some() {
                    continue;
                }
                progress.add(document.text.len(), 0);
                let line = record::document(finished(document, args), repeats);
                out.write_all(&output::lines(&[line]))?;
            }
            Err(fault) => {
                outcome = Outcome::Faults;
                progress.complain(&fault.to_string());
            }
        }
    }
    out.flush()?;
    progress.finish();
    Ok(outcome)
}

/// The document with its language, and with the date of the command line where it has none.
fn finished(mut document: Document, args: &ReadArgs) -> Document {
    document.language = language::of(&document);
    if document.date.is_none() {
        document.date.clone_from(&args.date);
    }
    document
}
