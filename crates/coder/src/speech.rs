//! The words of speech, found by their heads.
//!
//! The tables of reporting words and hedges go in; for a part of speech and a lemma come out the rows whose head it is,
//! those of several words first ("point out" before "point").

use casus_codebook::Codebook;
use casus_codebook::frame::{Part, Slot};
use casus_codebook::language::{Reporting, Stance};
use hashbrown::HashMap;

/// What a word that reports without a speaker governs.
static CLAUSE: Slot = Slot::Clause;

/// One way in which a word reports.
#[derive(Clone, Debug)]
pub(crate) struct Report<'book> {
    /// Lemmas that must stand among the dependents.
    pub(crate) more: Vec<&'book str>,
    pub(crate) stance: Stance,
    pub(crate) speaker: Option<&'book Slot>,
    pub(crate) content: Option<&'book Slot>,
    pub(crate) addressee: Option<&'book Slot>,
    /// Whether it is a hedge: it reports, but nobody in particular does.
    pub(crate) hedge: bool,
}

/// All words of speech.
#[derive(Debug, Default)]
pub(crate) struct Speech<'book> {
    rows: HashMap<Part, HashMap<&'book str, Vec<Report<'book>>>>,
}

impl<'book> Speech<'book> {
    pub(crate) fn new(book: &'book Codebook) -> Self {
        let mut speech = Speech::default();
        let entries = book.language.reporting.iter();
        entries.for_each(|((part, phrase), entries)| {
            entries
                .iter()
                .for_each(|entry| speech.add(*part, phrase, entry));
        });
        let hedges = book.language.hedges.iter();
        hedges.for_each(|(phrase, &stance)| speech.add_hedge(phrase, stance));
        // The tables are walked in no order of their own.
        speech
            .rows
            .values_mut()
            .flat_map(HashMap::values_mut)
            .for_each(|rows| {
                rows.sort_by(|a, b| {
                    b.more
                        .len()
                        .cmp(&a.more.len())
                        .then_with(|| a.more.cmp(&b.more))
                });
            });
        speech
    }

    /// The rows of a word. Looks up without allocating.
    pub(crate) fn of(&self, part: Part, word: &str) -> &[Report<'book>] {
        let rows = self.rows.get(&part).and_then(|rows| rows.get(word));
        rows.map_or(&[], Vec::as_slice)
    }

    fn add(&mut self, part: Part, phrase: &'book str, entry: &'book Reporting) {
        let (head, more) = parted(part, phrase);
        let report = Report {
            more,
            stance: entry.stance,
            speaker: entry.speaker.as_ref(),
            content: entry.content.as_ref(),
            addressee: entry.addressee.as_ref(),
            hedge: false,
        };
        self.push(part, head, report);
    }

    fn add_hedge(&mut self, phrase: &'book str, stance: Stance) {
        let (head, more) = parted(Part::Adverb, phrase);
        let report = Report {
            more,
            stance,
            speaker: None,
            content: Some(&CLAUSE),
            addressee: None,
            hedge: true,
        };
        self.push(Part::Adverb, head, report);
    }

    fn push(&mut self, part: Part, head: &'book str, report: Report<'book>) {
        let rows = self.rows.entry(part).or_default();
        rows.entry(head).or_default().push(report);
    }
}

/// The head of a phrase and its other words: of a noun the last is the head, of other words the first; a preposition is
/// one whatever its length.
fn parted(part: Part, phrase: &str) -> (&str, Vec<&str>) {
    let split = match part {
        Part::Adposition => None,
        Part::Noun => phrase.rsplit_once(' ').map(|(more, head)| (head, more)),
        _ => phrase.split_once(' '),
    };
    split.map_or((phrase, vec![]), |(head, more)| {
        (head, more.split(' ').collect())
    })
}
