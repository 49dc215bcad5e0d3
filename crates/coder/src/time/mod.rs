//! Time expressions, resolved against the date of the document.
//!
//! A sentence goes in; its dates, times, durations and repeated times come out as TIMEX3 values, each with the token on
//! which it hangs. Sentences are to be asked in the order of the text, since some times are counted from the one before.
//! Which event happened then is left to `coding`.

mod calendar;
mod date;
mod length;
mod relative;
mod scan;

pub(crate) use calendar::Calendar;

use crate::event::Time;
use crate::grammar::Grammar;
use crate::sentence::Sentence;
use scan::{Found, Scanner};

/// All time expressions of a sentence, with the token that depends on a word outside.
pub(crate) fn find_times(
    grammar: &Grammar<'_>,
    sentence: &Sentence<'_>,
    calendar: &Calendar,
) -> Vec<(usize, Time)> {
    let scanner = Scanner::new(grammar, sentence, calendar);
    let mut times = Vec::new();
    let mut at = 0;
    while at < sentence.len() {
        let Some(found) = scanner.at(at) else {
            at += 1;
            continue;
        };
        let more = scanner.other_end(&found);
        at = found.last + 1;
        for Found {
            first,
            last,
            kind,
            value,
            anchors,
        } in std::iter::once(found).chain(more)
        {
            if let Some(value) = value.as_deref().filter(|_| anchors && kind == "DATE") {
                calendar.remember(value);
            }
            let span = sentence.span(first, last);
            times.push((head_of(sentence, first, last), Time { span, kind, value }));
            at = last + 1;
        }
    }
    times
}

fn head_of(sentence: &Sentence<'_>, first: usize, last: usize) -> usize {
    let outside = |i: &usize| sentence.head(*i).is_none_or(|h| h < first || h > last);
    (first..=last).rev().find(outside).unwrap_or(last)
}
