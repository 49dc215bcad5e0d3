//! The line of place, day and agency before the first sentence of a report: `LIMA, May 3 (AP) -`.
//!
//! The looks of a paragraph go in; the number of tokens of its dateline comes out. It is a sentence of its own, so that
//! the first real sentence is parsed without it. No place or agency is known here: the pattern is enough.

use crate::shapes::{Look, Shape};

/// A dateline has at most so many tokens.
const LONGEST: usize = 20;

/// The number of tokens of the dateline with which the paragraph begins, if it does.
pub(crate) fn end(paragraph: &[Look]) -> Option<usize> {
    let reach = paragraph.len().min(LONGEST + 1);
    let named = matches!(
        paragraph.first()?.shape,
        Shape::Capitals | Shape::Capital | Shape::Opening
    );
    let parting = paragraph[..reach].iter().position(is_parting)?;
    let line = &paragraph[..parting];
    let body = |at: usize| {
        paragraph
            .get(at)
            .is_some_and(|look| look.shape != Shape::Small)
    };
    let marked = match paragraph[parting].shape {
        Shape::Dash => is_marked(line) || is_day_and_agency(line) || is_place_and_land(line),
        _ => is_bracketed(line) || line.len() == 1 && line[0].shape == Shape::Capitals,
    };
    if named && line.iter().all(may_stand) && marked && body(parting + 1) {
        return Some(parting + 1);
    }
    day_and_bracket(&paragraph[..reach]).filter(|&end| named && body(end))
}

/// A dash with white space before it, or a colon.
fn is_parting(look: &Look) -> bool {
    is_parting_dash(look) || look.shape == Shape::Colon
}

/// "Lima, May 3, EFE": ends in an agency in capitals after a day.
fn is_day_and_agency(line: &[Look]) -> bool {
    let month = line.iter().any(|look| look.shape == Shape::Month);
    month
        && line
            .last()
            .is_some_and(|look| look.shape == Shape::Capitals)
}

/// "Harare, Zimbabwe": two short names with a comma between them and nothing else.
fn is_place_and_land(line: &[Look]) -> bool {
    let name = |look: &Look| matches!(look.shape, Shape::Capital | Shape::Capitals);
    let commas = line
        .iter()
        .filter(|look| look.shape == Shape::Comma)
        .count();
    let ends = line.first().is_some_and(name) && line.last().is_some_and(name);
    let only = line
        .iter()
        .all(|look| name(look) || look.shape == Shape::Comma);
    commas == 1 && ends && only && line.len() <= 5
}

/// "Lima, May 3 (EFE) The talks ...": a bracket after a day, and no dash. Gives the number of its tokens.
fn day_and_bracket(paragraph: &[Look]) -> Option<usize> {
    let closing = paragraph
        .iter()
        .position(|look| look.shape == Shape::Closing)?;
    let line = &paragraph[..=closing];
    let month = line.iter().position(|look| look.shape == Shape::Month)?;
    let day = line
        .get(month + 1)
        .is_some_and(|look| look.shape == Shape::Number);
    (day && line.iter().all(may_stand) && is_bracketed(line)).then_some(closing + 1)
}

/// A dash with white space before it.
fn is_parting_dash(look: &Look) -> bool {
    look.shape == Shape::Dash && !look.glued
}

/// Names, numbers, brackets, commas: what datelines are made of.
fn may_stand(look: &Look) -> bool {
    match look.shape {
        Shape::Small => look.length <= 3,
        Shape::Dash => look.glued,
        shape => matches!(
            shape,
            Shape::Capital
                | Shape::Capitals
                | Shape::Letter
                | Shape::Mixed
                | Shape::Number
                | Shape::Ordinal
                | Shape::Comma
                | Shape::Opening
                | Shape::Closing
                | Shape::Month
                | Shape::Abbreviation
                | Shape::Other
                | Shape::Initial
                | Shape::Stop
                | Shape::Address
        ),
    }
}

/// Ends in a bracket with one to three words, or begins with a place in capitals (and a day).
fn is_marked(line: &[Look]) -> bool {
    let capitals = line
        .iter()
        .take_while(|look| look.shape == Shape::Capitals)
        .count();
    let comma = line
        .get(capitals)
        .is_none_or(|look| matches!(look.shape, Shape::Comma | Shape::Opening));
    is_bracketed(line) || (capitals > 0 && comma)
}

/// Ends in a bracket with one to three words, with something before it.
fn is_bracketed(line: &[Look]) -> bool {
    let opening = line.iter().position(|look| look.shape == Shape::Opening);
    let closed = line.last().is_some_and(|look| look.shape == Shape::Closing);
    closed && opening.is_some_and(|at| at > 0 && (2..=5).contains(&(line.len() - at - 1)))
}
