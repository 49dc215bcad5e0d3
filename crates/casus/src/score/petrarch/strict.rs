//! The strict comparison: sets of (source, target, root), nothing forgiven.
//!
//! The records of one item on both sides go in; whether they are the same set comes out, and how many are.

use super::records::{Found, Item, found, pieces, root};
use super::roots::Roots;
use crate::score::share;
use crate::wire::EventRecord;
use std::collections::BTreeSet;

/// Source, target and the root of the event code.
pub(in crate::score) type Triple = (String, String, String);

/// The records of one item.
pub(in crate::score) struct Strict {
    wanted: BTreeSet<Triple>,
    found: BTreeSet<Triple>,
    met: usize,
}

impl Strict {
    pub(in crate::score) fn new(wanted: BTreeSet<Triple>, found: BTreeSet<Triple>) -> Self {
        let met = wanted.intersection(&found).count();
        Strict { wanted, found, met }
    }

    pub(in crate::score) fn is_right(&self) -> bool {
        self.wanted == self.found
    }

    /// Whether the same pairs are there, whatever is told of them.
    fn has_right_pairs(&self) -> bool {
        let pairs = |side: &BTreeSet<Triple>| -> BTreeSet<(String, String)> {
            side.iter()
                .map(|(s, t, _)| (s.clone(), t.clone()))
                .collect()
        };
        pairs(&self.wanted) == pairs(&self.found)
    }

    /// Both sides, for a person to read.
    pub(in crate::score) fn shown(&self) -> String {
        let side = |triples: &BTreeSet<Triple>| {
            super::records::listed(triples.iter().map(|(s, t, root)| format!("{s} {root} {t}")))
        };
        format!("gold {}\tours {}", side(&self.wanted), side(&self.found))
    }
}

/// Every coded record of an item's gold.
pub(super) fn gold(item: &Item, roots: &Roots) -> BTreeSet<Triple> {
    let coded = item.events.iter().filter(|e| !e.eventcode.is_empty());
    let code = |code: &str| pieces(&roots.translate(code));
    coded
        .map(|e| (code(&e.sourcecode), code(&e.targetcode), root(&e.eventcode)))
        .collect()
}

/// All of our records of an item. What has no recipient is done by each to the other.
pub(in crate::score) fn ours(events: &[EventRecord]) -> BTreeSet<Triple> {
    let mut all = BTreeSet::new();
    for event in events {
        for Found { pair, root, .. } in found(event) {
            let (source, target) = pair;
            if event.recipient.is_empty() {
                all.insert((target.clone(), source.clone(), root.clone()));
            }
            all.insert((source, target, root));
        }
    }
    all
}

/// The share of items whose sets are the same.
pub(in crate::score) fn all_right(items: &[Strict]) -> f64 {
    share(
        items.iter().filter(|item| item.is_right()).count(),
        items.len(),
    )
}

/// The share of items whose pairs are the same, in their directions.
pub(super) fn pairs_right(items: &[Strict]) -> f64 {
    let right = items.iter().filter(|item| item.has_right_pairs());
    share(right.count(), items.len())
}

/// The number of gold records.
pub(in crate::score) fn wanted(items: &[Strict]) -> usize {
    items.iter().map(|item| item.wanted.len()).sum()
}

fn met(items: &[Strict]) -> usize {
    items.iter().map(|item| item.met).sum()
}

fn all_found(items: &[Strict]) -> usize {
    items.iter().map(|item| item.found.len()).sum()
}

/// The share of our records that the gold has.
pub(in crate::score) fn precision(items: &[Strict]) -> f64 {
    share(met(items), all_found(items))
}

/// The share of the gold's records that are ours.
pub(in crate::score) fn recall(items: &[Strict]) -> f64 {
    share(met(items), wanted(items))
}

/// Over the records of all items.
pub(in crate::score) fn f1(items: &[Strict]) -> f64 {
    share(2 * met(items), wanted(items) + all_found(items))
}
