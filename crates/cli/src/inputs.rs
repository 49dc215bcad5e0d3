//! The documents that a run reads, from the place on where it is to begin.
//!
//! What the command line names goes in; a stream of documents and faults comes out, each noted for a run that may be
//! interrupted.

use crate::args::{Emit, ReadArgs};
use crate::progress::Progress;
use crate::resume::Resume;
use casus_events::{Document, Documents, InputFault, Position, bytes_of};
use std::cell::RefCell;

/// What is read.
pub(crate) type Item = Result<Document, InputFault>;

/// The documents of a run.
pub(crate) struct Inputs {
    documents: Documents,
    /// What came before this place is read, but not given: an earlier run has written it.
    passing: Option<Position>,
}

impl Inputs {
    /// The documents that are named. Where repeats are told or left out, those of an earlier run are read again, since
    /// they may be repeated.
    pub(crate) fn new(args: &ReadArgs, resume: Option<&Resume>) -> Self {
        let mut documents = Documents::new(&args.files);
        if let Some(folder) = &args.keep_pages {
            documents = documents.keeping_pages(folder);
        }
        let earlier = resume
            .map(Resume::position)
            .filter(|place| !place.file.is_empty());
        let passing = earlier.filter(|_| args.once || args.emit == Emit::Documents);
        if let Some(place) = passing {
            return Inputs {
                documents,
                passing: Some(place.clone()),
            };
        }
        let start = match (args.from, args.files.as_slice()) {
            (Some(offset), [file]) => Position {
                file: file.display().to_string(),
                offset,
                items: 0,
            },
            _ => earlier.cloned().unwrap_or_default(),
        };
        Inputs {
            documents: documents.from_position(start),
            passing: None,
        }
    }

    /// Shows how far the reading is, where that is wanted.
    pub(crate) fn progress(&self, args: &ReadArgs, wanted: bool) -> Progress {
        Progress::new(wanted, || {
            (bytes_of(&args.files), self.documents.bytes_read())
        })
    }

    /// The next of those that `choose` leaves in.
    pub(crate) fn next(
        &mut self,
        resume: &RefCell<Option<Resume>>,
        choose: impl Fn(Item) -> Option<Item>,
    ) -> Option<Item> {
        loop {
            let chosen = choose(self.documents.next()?);
            if let Some(place) = &self.passing {
                if place == self.documents.position() {
                    self.passing = None;
                }
                continue;
            }
            if let Some(item) = chosen {
                if let Some(resume) = resume.borrow_mut().as_mut() {
                    resume.read(self.documents.position());
                }
                return Some(item);
            }
        }
    }
}
