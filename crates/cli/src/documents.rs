//! `casus read --emit documents`: what was read, one document a line, before anything is coded.

use crate::args::ReadArgs;
use crate::inputs::{Inputs, Item};
use crate::resume::Resume;
use crate::{Outcome, Result, stdout};
use casus_events::{Document, Duplicates, Error, language, output, record};
use std::cell::RefCell;
use std::fs::File;
use std::io::{BufWriter, Write};

/// Writes the documents of everything that is named.
pub(crate) fn run(args: &ReadArgs) -> Result<Outcome> {
    let resume = RefCell::new(Resume::open(args)?);
    let mut inputs = Inputs::new(args, resume.borrow().as_ref());
    let mut out = open(args, resume.borrow().as_ref())?;
    let mut written = resume.borrow().as_ref().map_or(0, Resume::written);
    let mut progress = inputs.progress(args, args.output.is_some());
    let known = RefCell::new(Duplicates::default());
    let repeats = |item: &Item| known.borrow_mut().check(item.as_ref().ok()?);
    let mut outcome = Outcome::Good;
    let earlier = RefCell::new(None);
    let choose = |item: Item| {
        let repeated = repeats(&item);
        let left_out = args.once && repeated.is_some();
        earlier.replace(repeated);
        (!left_out).then_some(item)
    };
    while let Some(item) = inputs.next(&resume, choose) {
        match item {
            Ok(document) => {
                progress.add(0);
                let line = record::document(finished(document, args), earlier.take());
                let lines = output::lines(&[line]);
                out.write_all(&lines)?;
                written += lines.len() as u64;
            }
            Err(fault) => {
                outcome = Outcome::Faults;
                progress.complain(&fault.to_string());
            }
        }
        if let Some(resume) = resume.borrow_mut().as_mut() {
            resume.handed_on();
            if resume.is_due() {
                out.flush()?;
                resume.note(written)?;
            }
        }
    }
    out.flush()?;
    if let Some(resume) = resume.into_inner() {
        resume.finish()?;
    }
    progress.finish();
    Ok(outcome)
}

fn open(args: &ReadArgs, resume: Option<&Resume>) -> Result<Box<dyn Write>> {
    let Some(path) = &args.output else {
        return Ok(Box::new(stdout()));
    };
    let file = match resume {
        Some(resume) => resume.output(path),
        None => File::create(path).map_err(|source| {
            let path = path.display().to_string();
            Error::File { path, source }
        }),
    };
    Ok(Box::new(BufWriter::new(file?)))
}

/// The document with its language, and with the date of the command line where it has none.
fn finished(mut document: Document, args: &ReadArgs) -> Document {
    document.language = language::of(&document);
    if document.date.is_none() {
        document.date.clone_from(&args.date);
    }
    document
}
