//! Puts frames in the order in which they decide, and finds those that clash or never decide.
//!
//! More conditions and words come first; then a user's frames, rules, and the more special of two (`@state` before
//! `@actor`, a word before `any`); then the order of the files.

use super::classes::Classes;
use super::frames::Draft;
use super::report::Report;
use crate::code;
use crate::frame::{Condition, Frame, Frames, Test};
use std::cmp::Reverse;

/// Where a new frame belongs among those of its word that come before it.
enum Place {
    /// Behind them all.
    Last,
    /// Before one that covers it.
    Before(usize),
    /// Nowhere: it is left out.
    Nowhere,
}

/// Puts the frames in order; leaves out and reports those that clash or never decide.
pub(crate) fn sort(drafts: Vec<Draft>, classes: &Classes, report: &mut Report<'_>) -> Frames {
    let mut order: Vec<u32> = (0..drafts.len() as u32).collect();
    order.sort_by_cached_key(|&id| {
        let draft = &drafts[id as usize];
        (Reverse((draft.weight(), draft.layer, draft.rule)), draft.at)
    });
    let mut frames = Frames::default();
    let mut kept = vec![false; drafts.len()];
    for id in order {
        let draft = &drafts[id as usize];
        let rivals = frames.entry(draft.frame.part, &draft.frame.word);
        match place(rivals, &drafts, draft, classes, report) {
            Place::Last => rivals.push(id),
            Place::Before(at) => rivals.insert(at, id),
            Place::Nowhere => continue,
        }
        kept[id as usize] = true;
    }
    // The numbers of the frames close up where some were left out.
    let mut numbers = vec![0; drafts.len()];
    for (id, draft) in drafts.into_iter().enumerate() {
        numbers[id] = frames.all.len() as u32;
        if kept[id] {
            frames.all.push(draft.frame);
        }
    }
    let lists = frames.by_word.values_mut();
    lists.flatten().for_each(|id| *id = numbers[*id as usize]);
    frames
}

fn place(
    rivals: &[u32],
    drafts: &[Draft],
    draft: &Draft,
    classes: &Classes,
    report: &mut Report<'_>,
) -> Place {
    let mut place = Place::Last;
    for (at, &rival) in rivals.iter().enumerate() {
        let rival = &drafts[rival as usize];
        // One with more conditions covers this one only where it says a thing twice.
        if rival.weight() != draft.weight() || !covers(&rival.frame, &draft.frame, classes) {
            continue;
        }
        let same = covers(&draft.frame, &rival.frame, classes);
        if rival.layer > draft.layer {
            // What a user says of the same case takes the place of ours; what is only more general stands beside it.
            return if same { Place::Nowhere } else { place };
        }
        if !same && rival.rule == draft.rule {
            if matches!(place, Place::Last) {
                place = Place::Before(at);
            }
            continue;
        }
        report_never(rival, draft, same, report);
        return Place::Nowhere;
    }
    place
}

/// Reports a frame that never decides, for the rival always does.
fn report_never(rival: &Draft, draft: &Draft, same: bool, report: &mut Report<'_>) {
    let words: Vec<&str> = draft.frame.words().collect();
    let (words, place) = (words.join(" "), report.place(rival.at));
    if same && rival.rule == draft.rule && !has_same_outcome(&rival.frame, &draft.frame) {
        let message = format!("`{words}` has the same conditions and another outcome at {place}");
        let hint = Some("add a condition to one of them, or drop one".to_owned());
        report.error(draft.at, code::CLASHING_FRAMES, message, hint);
        return;
    }
    let message =
        format!("this frame of `{words}` never decides: the one at {place} always comes first");
    report.warn(draft.at, code::UNREACHABLE_FRAME, message, None);
}

fn has_same_outcome(a: &Frame, b: &Frame) -> bool {
    (
        a.event,
        &a.modes,
        &a.contexts,
        &a.cameo,
        &a.owed,
        &a.actor,
        &a.recipient,
    ) == (
        b.event,
        &b.modes,
        &b.contexts,
        &b.cameo,
        &b.owed,
        &b.actor,
        &b.recipient,
    )
}

/// Whether `general` fits wherever `special` does.
fn covers(general: &Frame, special: &Frame, classes: &Classes) -> bool {
    general.more.iter().all(|word| special.more.contains(word))
        && general.when.iter().all(|wanted| {
            special
                .when
                .iter()
                .any(|given| implies(given, wanted, classes))
        })
}

/// Whether `wanted` holds wherever `given` does.
fn implies(given: &Condition, wanted: &Condition, classes: &Classes) -> bool {
    match (given, wanted) {
        (
            Condition::Fits {
                path, empty: false, ..
            },
            Condition::Filled(other),
        ) => path == other,
        (
            Condition::Empty(path),
            Condition::Fits {
                path: other,
                empty: true,
                ..
            },
        ) => path == other,
        (
            Condition::Fits {
                path,
                any,
                none,
                empty,
            },
            Condition::Fits {
                path: other,
                any: wanted_any,
                none: wanted_none,
                empty: wanted_empty,
            },
        ) => {
            path == other
                && (*wanted_empty || !empty)
                && (wanted_any.is_empty()
                    || (!any.is_empty()
                        && any.iter().all(|test| is_among(test, wanted_any, classes))))
                && wanted_none
                    .iter()
                    .all(|test| none.binary_search(test).is_ok())
        }
        (Condition::Near(given), Condition::Near(wanted))
        | (Condition::Governor(given), Condition::Governor(wanted))
        | (Condition::Sentence(given), Condition::Sentence(wanted)) => {
            given.iter().all(|word| wanted.binary_search(word).is_ok())
        }
        _ => given == wanted,
    }
}

/// Whether what passes the test passes one of these, which are sorted.
fn is_among(test: &Test, wider: &[Test], classes: &Classes) -> bool {
    if wider.binary_search(test).is_ok() {
        return true;
    }
    // Words stand first in the order of tests, and cover nothing but themselves.
    let rest = wider.partition_point(|other| matches!(other, Test::Word(_)));
    wider[rest..].iter().any(|other| match (test, other) {
        (Test::State | Test::Organisation | Test::Person | Test::Sector(_), Test::Actor) => true,
        (Test::Type(_), Test::Event) => true,
        (Test::Word(word), Test::Class(class)) => {
            classes.get(class).is_some_and(|words| words.contains(word))
        }
        (Test::Class(inner), Test::Class(outer)) => {
            match (classes.get(inner), classes.get(outer)) {
                (Some(inner), Some(outer)) => inner.is_subset(outer),
                _ => false,
            }
        }
        _ => false,
    })
}
