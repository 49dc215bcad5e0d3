//! The line of place, day and agency before the first sentence of a report: `LIMA, May 3 (AP) -`.
//!
//! The looks of a paragraph go in; the number of tokens of its dateline comes out. It is a sentence of its own, so that
//! the first real sentence is parsed without it. No place or agency is known here: the pattern is enough.

use crate::shapes::{Look, Shape};

/// A dateline has at most so many tokens.
const LONGEST: usize = 20;

/// The number of tokens of the dateline with which the paragraph begins, if it does.
pub(crate) fn end(paragraph: &[Look]) -> Option<usize> {
    let reach = &paragraph[..paragraph.len().min(LONGEST + 1)];
    let begins = matches!(
        reach.first()?.shape,
        Shape::Capitals | Shape::Capital | Shape::Opening
    );
    let end = parted(reach).or_else(|| day_and_bracket(reach))?;
    let body = paragraph
        .get(end)
        .is_some_and(|look| look.shape != Shape::Small);
    (begins && body).then_some(end)
}

/// The number of tokens up to the dash or colon, if what stands before it is a dateline.
fn parted(reach: &[Look]) -> Option<usize> {
    let parting = reach.iter().position(is_parting)?;
    let line = &reach[..parting];
    let marked = match reach[parting].shape {
        Shape::Dash => {
            is_agency(line) || is_marked(line) || is_day_and_agency(line) || is_place_and_land(line)
        }
        _ => is_bracketed(line) || is_place(line),
    };
    (marked && line.iter().all(may_stand)).then_some(parting + 1)
}

/// A dash with white space before it, or a colon.
fn is_parting(look: &Look) -> bool {
    is_parting_dash(look) || look.shape == Shape::Colon
}

/// "Lima, May 3, EFE": ends in an agency in capitals after a day.
fn is_day_and_agency(line: &[Look]) -> bool {
    let agency = line
        .last()
        .is_some_and(|look| look.shape == Shape::Capitals);
    agency && line.windows(2).any(is_day)
}

/// "May 3", "Feb. 3": a month, or what could be one, and a number.
fn is_day(pair: &[Look]) -> bool {
    matches!(pair, [month, day] if matches!(month.shape, Shape::Capital | Shape::Month) && day.shape == Shape::Number)
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
    let day = line.windows(2).any(is_day);
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

/// "OSLO": a word in capitals that is too long for the initials of a speaker.
fn is_place(line: &[Look]) -> bool {
    matches!(line, [word] if word.shape == Shape::Capitals && word.length > 3)
}

/// "(Reuters)": a bracket with one to three words, and no more.
fn is_agency(line: &[Look]) -> bool {
    let opens = line
        .first()
        .is_some_and(|look| look.shape == Shape::Opening);
    let closes = line.iter().position(|look| look.shape == Shape::Closing);
    opens && (3..=5).contains(&line.len()) && closes == Some(line.len() - 1)
}

/// Ends in a bracket with one to three words, with something before it.
fn is_bracketed(line: &[Look]) -> bool {
    let opening = line.iter().position(|look| look.shape == Shape::Opening);
    let closed = line.last().is_some_and(|look| look.shape == Shape::Closing);
    closed && opening.is_some_and(|at| at > 0 && (2..=5).contains(&(line.len() - at - 1)))
}
