//! The records of the set: those of the gold as it writes them, and our events put into that form.
//!
//! Items and event records go in; pairs of codes with the root of the event code come out, sorted. What counts as a
//! hit is told by the measures.

use super::roots::Roots;
use crate::wire::{ActorRecord, EventRecord};
use std::collections::BTreeSet;

/// The roots that PLOVER does not have.
pub(super) const DROPPED: [&str; 2] = ["01", "02"];
/// Stands for what is not known.
pub(in crate::score) const UNKNOWN: &str = "---";
/// PLOVER's type of meetings, whose CAMEO records always come in pairs.
const TWO_WAY: &str = "CONSULT";

/// A record of the gold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::score) struct Wanted {
    pub(in crate::score) pair: Pair,
    pub(in crate::score) root: String,
}

/// A record of ours.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::score) struct Found {
    pub(in crate::score) pair: Pair,
    pub(in crate::score) root: String,
    pub(in crate::score) kind: String,
    pub(in crate::score) two_way: bool,
    pub(in crate::score) background: bool,
}

/// Source and target.
pub(in crate::score) type Pair = (String, String);

#[derive(serde::Deserialize)]
pub(in crate::score) struct Item {
    pub(in crate::score) id: String,
    pub(in crate::score) date: String,
    pub(in crate::score) text: String,
    pub(in crate::score) events: Vec<GoldEvent>,
}

#[derive(serde::Deserialize)]
pub(in crate::score) struct GoldEvent {
    #[serde(default)]
    pub(in crate::score) sourcecode: String,
    #[serde(default)]
    pub(in crate::score) targetcode: String,
    #[serde(default)]
    pub(in crate::score) eventcode: String,
    pub(in crate::score) error: Option<String>,
}

pub(in crate::score) fn listed(records: impl Iterator<Item = String>) -> String {
    let records: Vec<String> = records.collect();
    if records.is_empty() {
        "none".to_owned()
    } else {
        records.join(", ")
    }
}

/// `19950104` as `1995-01-04`.
pub(in crate::score) fn dashed(date: &str) -> Option<String> {
    Some(format!(
        "{}-{}-{}",
        date.get(..4)?,
        date.get(4..6)?,
        date.get(6..8)?
    ))
}

pub(in crate::score) fn wanted(events: &[GoldEvent], roots: &Roots) -> BTreeSet<Wanted> {
    let coded = events.iter().filter(|event| !event.eventcode.is_empty());
    let records = coded.map(|event| Wanted {
        pair: (
            pieces(&roots.translate(&event.sourcecode)),
            pieces(&roots.translate(&event.targetcode)),
        ),
        root: root(&event.eventcode),
    });
    records
        .filter(|record| !DROPPED.contains(&record.root.as_str()))
        .collect()
}

/// The code's three-letter pieces, the first in its place and the others sorted.
pub(in crate::score) fn pieces(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    let mut pieces: Vec<String> = letters
        .chunks(3)
        .map(|piece| piece.iter().collect())
        .collect();
    if pieces.is_empty() {
        return UNKNOWN.to_owned();
    }
    pieces[1..].sort();
    pieces.concat()
}

pub(in crate::score) fn root(code: &str) -> String {
    code.chars().take(2).collect()
}

/// An event as records of the set.
pub(in crate::score) fn found(event: &EventRecord) -> Vec<Found> {
    let root = root(event.cameo.as_deref().unwrap_or_default());
    let alone = event.recipient.is_empty();
    let two_way = alone || event.event == TWO_WAY;
    let others = if alone {
        &event.actor
    } else {
        &event.recipient
    };
    let mut pairs = Vec::new();
    for source in event.actor.iter().filter_map(code) {
        for target in others
            .iter()
            .filter_map(code)
            .filter(|target| *target != source)
        {
            let turned = (target.clone(), source.clone());
            if !two_way || !pairs.contains(&turned) {
                pairs.push((source.clone(), target));
            }
        }
    }
    let record = |pair| Found {
        pair,
        root: root.clone(),
        kind: event.event.clone(),
        two_way,
        background: event.status == "historical",
    };
    pairs.into_iter().map(record).collect()
}

/// Code and sectors in one; none where neither is known.
fn code(actor: &ActorRecord) -> Option<String> {
    let code = if actor.code.is_empty() {
        UNKNOWN
    } else {
        &actor.code
    };
    let all = code.to_owned() + &actor.sector.concat();
    (all != UNKNOWN).then(|| pieces(&all))
}
