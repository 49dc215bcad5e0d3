//! Coded records of single sentences (the unit records of PETRARCH).
//!
//! The set has sources, targets and event codes, so our events are put into that form:
//!
//! - An actor is its code with its sectors behind it, compared as three-letter pieces in any order after the first;
//!   `---` stands for a missing code. An event without both a source and a target makes no record, nor does one in
//!   which both are the same.
//! - An event makes a record for each pair of actor and recipient. A two-way event (several actors and no recipient, or
//!   a meeting) makes one that is met in either direction: PLOVER gives it none, and the gold now one, now both.
//! - PETRARCH writes no record of an actor without a state or body, but for those of the gold; so such a record of ours
//!   counts only where the gold has it.
//! - What is told as background (status historical) counts only where the gold has it.
//! - Of a two-way event of several actors the record does not say who stood on which side: a pair of two of them that the
//!   gold does not have is no fault where it has both with a third.
//! - Where CAMEO's code of an actor is not PLOVER's (`MOP` is `OPP`), the same table says so.
//! - Its event codes are numbers of several schemes (WEIS, CAMEO, and some invented for a single test), told apart by a
//!   dictionary of verbs that is no part of the set. So of a code only the root is looked at, its first two digits, and
//!   a table says which PLOVER types a root may be; a root that the table does not list may be any. Without a table the
//!   root of our CAMEO code must be the same.
//! - Records of the roots 01 and 02 are left out: PLOVER has no statements, and its requests count only where the gold
//!   has them. Items whose gold is an error of the input are left out.
//!
//! An item is all right where each record of the gold is met by one of ours, and each of ours meets one of the gold.
//!
//! The strict measures forgive nothing of that: of an item, the set of our (source, target, root) must equal the gold's,
//! in its direction, none missing and none beyond, roots 01 and 02 and background among them, and the root is that of
//! our CAMEO code. What is translated is only the name of an actor's code, and a two-way event is a record in each
//! direction, as CAMEO writes it.

pub(super) mod records;
mod roots;
pub(super) mod strict;
#[cfg(test)]
mod tests;

pub use roots::Roots;

use super::{Report, Score, json_lines, read_each, share};
use crate::engine::Engine;
use crate::error::Error;
use crate::record;
use casus_text::Document;
use records::{DROPPED, Found, Item, Pair, UNKNOWN, Wanted, dashed, found, listed, wanted};
use std::collections::BTreeSet;
use std::fmt::Write;
use strict::Strict;

/// Scores the engine on a file of such records.
///
/// # Errors
///
/// A line that is no item of the set.
pub fn score(engine: &Engine, path: &str, gold: &str, roots: &Roots) -> Result<Report, Error> {
    let mut items: Vec<Item> = json_lines(path, gold)?;
    items.retain(|item| item.events.iter().all(|event| event.error.is_none()));
    let documents = items.iter().map(|item| Document {
        id: item.id.clone(),
        text: item.text.clone(),
        date: dashed(&item.date),
        ..Document::default()
    });
    let ontology = &engine.codebook().ontology;
    let ours = read_each(engine, documents, |reading| {
        let events = record::events(&reading, ontology);
        let lenient: BTreeSet<Found> = events.iter().flat_map(found).collect();
        (lenient, strict::ours(&events))
    })?;
    let pairs = items.iter().zip(ours);
    let judge = |(item, (lenient, strict))| {
        let strict = Strict::new(strict::gold(item, roots), strict);
        (Judged::new(item, lenient, roots), strict)
    };
    let (judged, strict): (Vec<_>, Vec<_>) = pairs.map(judge).unzip();
    Ok(report(&judged, &strict))
}

/// An item with the records of both sides, and how many of each are met.
struct Judged<'a> {
    item: &'a Item,
    wanted: BTreeSet<Wanted>,
    found: BTreeSet<Found>,
    met: usize,
    meeting: usize,
}

impl<'a> Judged<'a> {
    fn new(item: &'a Item, found: BTreeSet<Found>, roots: &Roots) -> Self {
        let wanted = wanted(&item.events, roots);
        let mut found = found;
        let vague = |found: &Found| {
            [&found.pair.0, &found.pair.1]
                .iter()
                .any(|code| code.starts_with(UNKNOWN))
        };
        let met: Vec<Pair> = found
            .iter()
            .filter(|f| wanted.iter().any(|w| roots.meets(w, f)))
            .map(|f| f.pair.clone())
            .collect();
        let linked = |code: &String| met.iter().any(|pair| pair.0 == *code || pair.1 == *code);
        let same_side = |f: &Found| f.two_way && linked(&f.pair.0) && linked(&f.pair.1);
        let dropped = |found: &Found| {
            vague(found)
                || found.background
                || same_side(found)
                || DROPPED.contains(&found.root.as_str())
        };
        found.retain(|f| !dropped(f) || wanted.iter().any(|w| roots.meets(w, f)));
        let met = wanted
            .iter()
            .filter(|w| found.iter().any(|f| roots.meets(w, f)));
        let meeting = found
            .iter()
            .filter(|f| wanted.iter().any(|w| roots.meets(w, f)));
        let (met, meeting) = (met.count(), meeting.count());
        Judged {
            item,
            wanted,
            found,
            met,
            meeting,
        }
    }

    fn all_right(&self) -> bool {
        self.met == self.wanted.len() && self.meeting == self.found.len()
    }

    fn pairs_right(&self) -> bool {
        let wanted: BTreeSet<&Pair> = self.wanted.iter().map(|w| &w.pair).collect();
        let turned = |found: &Found| (found.pair.1.clone(), found.pair.0.clone());
        let has = |found: &Found| {
            wanted.contains(&found.pair) || found.two_way && wanted.contains(&turned(found))
        };
        let is = |pair: &Pair| {
            self.found
                .iter()
                .any(|f| f.pair == *pair || f.two_way && turned(f) == *pair)
        };
        self.found.iter().all(has) && wanted.iter().all(|pair| is(pair))
    }

    fn miss(&self) -> String {
        let wanted = self
            .wanted
            .iter()
            .map(|w| format!("{} {} {}", w.pair.0, w.root, w.pair.1));
        let found = self
            .found
            .iter()
            .map(|f| format!("{} {} {}", f.pair.0, f.kind, f.pair.1));
        let Item { id, text, .. } = self.item;
        format!(
            "{id}\tgold {}\tours {}\t{text}",
            listed(wanted),
            listed(found)
        )
    }
}

fn report(items: &[Judged<'_>], strict: &[Strict]) -> Report {
    let count = items.len();
    let number =
        |of: fn(&Judged<'_>) -> bool| share(items.iter().filter(|item| of(item)).count(), count);
    let sum = |of: fn(&Judged<'_>) -> usize| items.iter().map(of).sum::<usize>();
    let records = sum(|item| item.wanted.len());
    let f1 = share(
        sum(|item| item.met + item.meeting),
        records + sum(|item| item.found.len()),
    );
    let scores = [
        ("all right", number(|item| item.all_right()), count),
        ("pairs right", number(|item| item.pairs_right()), count),
        ("record F1", f1, records),
        ("all right, strict", strict::all_right(strict), count),
        ("pairs right, strict", strict::pairs_right(strict), count),
        (
            "record F1, strict",
            strict::f1(strict),
            strict::wanted(strict),
        ),
    ];
    let mut report = Report::default();
    for (measure, value, items) in scores {
        // Writing into a string cannot fail.
        let _ = writeln!(report.text, "{measure:<20} {value:.4}  n {items}");
        report.scores.push(Score {
            measure: measure.to_owned(),
            value,
            items,
        });
    }
    let wrong = items.iter().filter(|item| !item.all_right());
    report.misses = wrong.map(Judged::miss).collect();
    report
}
