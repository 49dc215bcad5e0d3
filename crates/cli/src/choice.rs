//! Which documents are coded: those in a language that is, and of repeats only the first where that is asked for.
//!
//! Documents go in as they are read; those to be coded come out, the others are counted and told of in one line at the end.

use crate::args::ReadArgs;
use crate::complain;
use casus_events::language::{self, CODED};
use casus_events::{Document, Duplicates, InputFault};
use std::cell::RefCell;
use std::collections::BTreeMap;

/// What was left out so far.
#[derive(Default)]
pub(crate) struct Choice {
    counts: RefCell<Counts>,
}

#[derive(Default)]
struct Counts {
    languages: BTreeMap<String, u64>,
    known: Duplicates,
    repeats: u64,
}

impl Choice {
    /// The document, with the date of the command line where it has none; none where it is left out.
    pub(crate) fn take(
        &self,
        item: Result<Document, InputFault>,
        args: &ReadArgs,
    ) -> Option<Result<Document, InputFault>> {
        let mut document = match item {
            Ok(document) => document,
            Err(fault) => return Some(Err(fault)),
        };
        let mut counts = self.counts.borrow_mut();
        if document.date.is_none() {
            document.date.clone_from(&args.date);
        }
        document.language = language::of(&document);
        if let Some(other) = document.language.as_deref().filter(|tag| *tag != CODED) {
            *counts.languages.entry(other.to_owned()).or_insert(0) += 1;
            return None;
        }
        if args.once && counts.known.check(&document).is_some() {
            counts.repeats += 1;
            return None;
        }
        Some(Ok(document))
    }

    /// One line about what was left out, if anything was.
    pub(crate) fn tell(&self) {
        let counts = self.counts.borrow();
        let all: u64 = counts.languages.values().sum();
        if all > 0 {
            let each: Vec<String> = counts
                .languages
                .iter()
                .map(|(tag, count)| format!("{tag} {count}"))
                .collect();
            complain(&format!(
                "{all} documents in other languages were not coded: {}",
                each.join(", ")
            ));
        }
        if counts.repeats > 0 {
            complain(&format!(
                "{} documents that repeat others were not coded",
                counts.repeats
            ));
        }
    }
}
