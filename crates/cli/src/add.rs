//! `casus add`: documents in, what they tell into a ledger.
//!
//! Documents are coded as by `casus read` and appended in portions, each of them as a whole or not at all. What the
//! ledger has already is not read again, so that a run that was cut off goes on where it was. Documents in languages
//! that are not coded are kept without claims. At the end the claims that are new are joined into cases.

use crate::args::AddArgs;
use crate::progress::Progress;
use crate::{Outcome, Result, complain, knowledge};
use casus_events::language::{self, CODED};
use casus_events::ledger::{Added, Entry, Ledger, Reader};
use casus_events::{Document, Documents, InputFault, bytes_of, entry};
use std::io::{self, IsTerminal};

/// So many bytes of text are one portion, if not so many documents as `--portion` says.
const BYTES: usize = 2 * 1024 * 1024;

/// What is not coded.
enum Pass {
    Fault(InputFault),
    /// Is in the ledger already.
    Known,
    /// Is in another language.
    Uncoded(Box<Document>),
}

/// Adds everything that is named.
pub(crate) fn run(args: &AddArgs) -> Result<Outcome> {
    if args.files.is_empty() && io::stdin().is_terminal() {
        complain("name a file or a folder, or give the text on standard input");
        return Ok(Outcome::Usage);
    }
    let ledger = Ledger::open(&args.ledger)?;
    let engine = knowledge::engine(&args.knowledge, args.threads)?;
    let (mut faults, _) = knowledge::count(engine.diagnostics());
    let known = ledger.reader()?;
    let read = args.read.clone().unwrap_or_else(today);
    let documents = Documents::new(&args.files);
    let mut progress = Progress::new(true, || (bytes_of(&args.files), documents.bytes_read()));
    let mut portion = Portion::new(ledger, args.portion);
    let documents = documents.map(|item| sort(item, args, &known));
    let map = |reading| entry(&reading, &engine.codebook().ontology, &read);
    engine.stream(documents, map, |result| {
        match result {
            Ok(entry) => {
                progress.add(entry.claims.len());
                portion.take(entry)?;
            }
            Err(Pass::Known) => portion.added.known += 1,
            Err(Pass::Uncoded(document)) => portion.keep(*document, &read)?,
            Err(Pass::Fault(fault)) => {
                faults += 1;
                progress.complain(&fault.to_string());
            }
        }
        Ok(())
    })?;
    portion.write()?;
    portion.ledger.derive()?;
    progress.finish();
    portion.tell();
    std::mem::forget(engine);
    Ok(if faults == 0 {
        Outcome::Good
    } else {
        Outcome::Faults
    })
}

pub(crate) fn today() -> String {
    jiff::Zoned::now().date().to_string()
}

/// What is to be coded, with the date of the command line where it has none; the rest passes by.
fn sort(
    item: std::result::Result<Document, InputFault>,
    args: &AddArgs,
    known: &Reader,
) -> std::result::Result<Document, Pass> {
    let mut document = item.map_err(Pass::Fault)?;
    if document.date.is_none() {
        document.date.clone_from(&args.date);
    }
    document.language = language::of(&document);
    // Where the ledger cannot be read now, adding to it will tell.
    if known.has(&document).unwrap_or(false) {
        return Err(Pass::Known);
    }
    match document.language.as_deref() {
        Some(tag) if tag != CODED => Err(Pass::Uncoded(Box::new(document))),
        _ => Ok(document),
    }
}

/// Entries that are written together.
struct Portion {
    ledger: Ledger,
    entries: Vec<Entry>,
    bytes: usize,
    documents: usize,
    added: Added,
    uncoded: usize,
}

impl Portion {
    fn new(ledger: Ledger, documents: usize) -> Self {
        Portion {
            ledger,
            entries: Vec::new(),
            bytes: 0,
            documents,
            added: Added::default(),
            uncoded: 0,
        }
    }

    fn take(&mut self, entry: Entry) -> Result<()> {
        self.bytes += entry.document.text.len();
        self.entries.push(entry);
        if self.entries.len() >= self.documents || self.bytes >= BYTES {
            self.write()?;
        }
        Ok(())
    }

    /// Keeps a document without claims.
    fn keep(&mut self, document: Document, read: &str) -> Result<()> {
        self.uncoded += 1;
        self.take(Entry {
            document,
            read: read.to_owned(),
            claims: Vec::new(),
        })
    }

    fn write(&mut self) -> Result<()> {
        self.added += self.ledger.add(&self.entries)?;
        self.entries.clear();
        self.bytes = 0;
        Ok(())
    }

    /// What came of it, in one line.
    fn tell(&self) {
        let Added {
            documents,
            corrections,
            known,
            reprints,
            claims,
        } = self.added;
        let mut line = format!("{claims} claims from {documents} new documents");
        for (count, what) in [
            (corrections, "corrected"),
            (known, "known already"),
            (reprints, "that repeat others"),
            (self.uncoded, "in other languages, kept and not coded"),
        ] {
            if count > 0 {
                line.push_str(&format!(", {count} {what}"));
            }
        }
        complain(&line);
    }
}
