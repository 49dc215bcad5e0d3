//! Where the documents of a watch go: to a file as lines, into a ledger, or both.
//!
//! Documents come in as they are found. Lines are written at once; for the ledger a portion is coded and added when the
//! watch is about to note that it has seen them, so that a watch that is killed finds again what it has not kept.

use crate::{Result, knowledge};
use casus_events::language::{self, CODED};
use casus_events::ledger::{Entry, Ledger};
use casus_events::{Document, Engine, Error, entry, output, record};
use casus_watch::Sink;
use std::convert::Infallible;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

type Taken = std::result::Result<(), Box<dyn std::error::Error + Send + Sync>>;

/// Both places, either of which may be absent.
pub(super) struct Places {
    pub(super) lines: Option<BufWriter<File>>,
    pub(super) archive: Option<Archive>,
}

impl Sink for Places {
    fn take(&mut self, mut document: Document) -> Taken {
        document.language = language::of(&document);
        if let Some(archive) = &mut self.archive {
            archive.waiting.push(document.clone());
        }
        if let Some(lines) = &mut self.lines {
            lines.write_all(&output::lines(&[record::document(document, None)]))?;
        }
        Ok(())
    }

    fn flush(&mut self) -> Taken {
        if let Some(lines) = &mut self.lines {
            lines.flush()?;
            lines.get_ref().sync_data()?;
        }
        if let Some(archive) = &mut self.archive {
            archive.keep()?;
        }
        Ok(())
    }
}

/// A ledger, with the engine that codes for it.
pub(super) struct Archive {
    engine: Engine,
    ledger: Ledger,
    waiting: Vec<Document>,
}

impl Archive {
    pub(super) fn open(ledger: &Path, folders: &[PathBuf]) -> Result<Archive> {
        Ok(Archive {
            ledger: Ledger::open(ledger)?,
            engine: knowledge::engine(folders, None)?,
            waiting: Vec::new(),
        })
    }

    /// Codes what waits, adds it and joins its claims into cases.
    fn keep(&mut self) -> std::result::Result<(), Error> {
        if self.waiting.is_empty() {
            return Ok(());
        }
        let read = crate::add::today();
        let coded = |document: &Document| document.language.as_deref().is_none_or(|l| l == CODED);
        let (ours, others): (Vec<_>, Vec<_>) = self.waiting.drain(..).partition(coded);
        let ontology = &self.engine.codebook().ontology;
        let mut entries: Vec<Entry> = Vec::with_capacity(ours.len() + others.len());
        self.engine.stream(
            ours.into_iter().map(Ok::<_, Infallible>),
            |reading| entry(&reading, ontology, &read),
            |result| {
                entries.extend(result.ok());
                Ok(())
            },
        )?;
        entries.extend(others.into_iter().map(|document| Entry {
            document,
            read: read.clone(),
            claims: Vec::new(),
        }));
        self.ledger.add(&entries)?;
        self.ledger.derive()?;
        Ok(())
    }
}
