//! Spans of gold against spans of ours: characters to bytes, pairs that fit, precision, recall and F1.
//!
//! Gold lists give offsets in characters; ours are in bytes. What makes a pair right is left to each set.

use super::{Score, share};
use casus_text::Span;

/// The byte offset of every character of a text, and of its end.
pub(super) struct Offsets(Vec<usize>);

impl Offsets {
    pub(super) fn of(text: &str) -> Self {
        let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        bytes.push(text.len());
        Offsets(bytes)
    }

    /// The span from one character to another; what lies beyond the text ends with it.
    pub(super) fn span(&self, start: usize, end: usize) -> Span {
        let last = self.0.len().saturating_sub(1);
        let at = |n: usize| self.0.get(n.min(last)).copied().unwrap_or_default();
        Span::new(at(start), at(end.max(start)))
    }
}

/// Pairs each gold span with one of ours that overlaps it, the same span before others; each of ours is taken once.
pub(super) fn pair(gold: &[Span], ours: &[Span]) -> Vec<Option<usize>> {
    let mut taken = vec![false; ours.len()];
    let mut pairs: Vec<Option<usize>> = vec![None; gold.len()];
    for exact in [true, false] {
        for (span, found) in gold.iter().zip(&mut pairs) {
            let fits = |i: &usize| {
                let same = ours[*i] == *span;
                !taken[*i]
                    && if exact {
                        same
                    } else {
                        ours[*i].overlaps(*span)
                    }
            };
            if found.is_none()
                && let Some(i) = (0..ours.len()).find(fits)
            {
                taken[i] = true;
                *found = Some(i);
            }
        }
    }
    pairs
}

/// What was wanted, what was found, and how much of it was right.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub(super) gold: usize,
    pub(super) found: usize,
    pub(super) right: usize,
}

impl Counts {
    pub(super) fn f1(self) -> f64 {
        share(2 * self.right, self.gold + self.found)
    }

    /// The counts as a line to read.
    pub(super) fn line(self, name: &str) -> String {
        format!(
            "{name:<14} P {:.4}  R {:.4}  F1 {:.4}  ({} of {}, {} found)\n",
            share(self.right, self.found),
            share(self.right, self.gold),
            self.f1(),
            self.right,
            self.gold,
            self.found
        )
    }

    pub(super) fn score(self, measure: &str) -> Score {
        Score {
            measure: measure.to_owned(),
            value: self.f1(),
            items: self.gold,
        }
    }
}

/// The words around a span, with the span in brackets, on one line.
pub(super) fn around(text: &str, span: Span) -> String {
    let (start, end) = (span.start as usize, span.end as usize);
    let from = (0..=start.saturating_sub(45))
        .rev()
        .find(|&i| text.is_char_boundary(i))
        .unwrap_or(0);
    let to = (end.saturating_add(45).min(text.len())..=text.len())
        .find(|&i| text.is_char_boundary(i))
        .unwrap_or(text.len());
    let piece = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    let line = format!(
        "{}[{}]{}",
        piece(from, start),
        span.of(text),
        piece(end, to)
    );
    line.replace(['\n', '\t'], " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_become_bytes() {
        let offsets = Offsets::of("In Łódź.");
        assert_eq!(offsets.span(3, 7).of("In Łódź."), "Łódź");
        assert_eq!(offsets.span(7, 99).of("In Łódź."), ".");
        assert_eq!(offsets.span(99, 3), Span::new(11, 11));
    }

    #[test]
    fn the_same_span_is_paired_before_an_overlap() {
        let gold = [Span::new(0, 9), Span::new(0, 4), Span::new(20, 22)];
        let ours = [Span::new(0, 4), Span::new(5, 9)];
        assert_eq!(pair(&gold, &ours), [Some(1), Some(0), None]);
    }
}
