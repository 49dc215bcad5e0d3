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
    let dash = paragraph.get(..reach)?.iter().position(is_parting_dash)?;
    let line = &paragraph[..dash];
    let named = matches!(
        line.first()?.shape,
        Shape::Capitals | Shape::Capital | Shape::Opening
    );
    let body = dash + 1 < paragraph.len() && paragraph[dash + 1].shape != Shape::Small;
    (named && body && line.iter().all(may_stand) && is_marked(line)).then_some(dash + 1)
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
    let opening = line.iter().position(|look| look.shape == Shape::Opening);
    let bracket = line.last().is_some_and(|look| look.shape == Shape::Closing)
        && opening.is_some_and(|at| (2..=5).contains(&(line.len() - at - 1)));
    let capitals = line
        .iter()
        .take_while(|look| look.shape == Shape::Capitals)
        .count();
    let comma = line
        .get(capitals)
        .is_none_or(|look| matches!(look.shape, Shape::Comma | Shape::Opening));
    bracket && line.len() > 2 || (capitals > 0 && comma)
}
