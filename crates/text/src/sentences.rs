//! Where sentences end.
//!
//! Tokens and their looks go in; the index after the last token of each sentence comes out. Ends of paragraphs are
//! always ends; within a paragraph rules say what can be no end, and the model decides the rest. Without a model a
//! sentence ends at its stop, where a token follows that can begin one.

use crate::dateline;
use crate::features::{self, Context};
use crate::layout::Gap;
use crate::model::Model;
use crate::shapes::{Look, Shape};
use crate::tokens::Tokens;

/// A sentence has at most so many tokens; one that would be longer is cut where it looks best.
const LONGEST: usize = 400;

/// Such a cut leaves at least so many tokens before it.
const SHORTEST_CUT: usize = 100;

/// One text on its way to sentences.
pub(crate) struct Ender<'a> {
    pub(crate) looks: &'a [Look],
    pub(crate) tokens: &'a Tokens,
    pub(crate) model: Option<&'a Model>,
}

impl Ender<'_> {
    /// The index after the last token of each sentence.
    pub(crate) fn ends(&self) -> Vec<u32> {
        let habit = self.habit();
        let mut ends = Vec::new();
        let mut start = 0;
        while start < self.looks.len() {
            let stop = self.paragraph_end(start);
            self.paragraph(start, stop, habit, &mut ends);
            start = stop;
        }
        ends
    }

    /// The index after the last token of the paragraph that begins at `start`.
    pub(crate) fn paragraph_end(&self, start: usize) -> usize {
        let later = self.tokens.gaps.iter().enumerate().skip(start + 1);
        later
            .take_while(|(_, gap)| **gap != Gap::Break)
            .last()
            .map_or(start + 1, |(index, _)| index + 1)
    }

    fn paragraph(&self, start: usize, stop: usize, habit: u32, ends: &mut Vec<u32>) {
        let mut quoted = false;
        let mut from = start;
        if let Some(end) = dateline::end(&self.looks[start..stop]) {
            from += end;
            ends.push(from as u32);
        }
        while from < stop {
            let end = self.sentence_end(from, (start, stop), habit, quoted);
            quoted = (from..end).fold(quoted, |open, at| quotes(open, self.looks[at].shape));
            ends.push(end as u32);
            from = end;
        }
    }

    /// The end of the sentence that begins at `from`.
    fn sentence_end(
        &self,
        from: usize,
        (start, stop): (usize, usize),
        habit: u32,
        quoted: bool,
    ) -> usize {
        let mut context = Context {
            habit,
            quoted,
            first: self.looks[from],
            ..Context::default()
        };
        let mut best = (f32::MIN, from + LONGEST);
        let limit = stop.min(from + LONGEST + 1);
        for at in from + 1..limit {
            context.take(self.looks[at - 1].shape);
            context.to_go = stop - at;
            let score = self.score(at, (start, stop), &context);
            if score > 0.0 {
                return at;
            }
            if at - from >= SHORTEST_CUT && score > best.0 {
                best = (score, at);
            }
        }
        if stop > from + LONGEST { best.1 } else { stop }
    }

    /// How much speaks for an end before the token `at`: more than 0 is an end.
    fn score(&self, at: usize, paragraph: (usize, usize), context: &Context) -> f32 {
        let (last, next) = (self.looks[at - 1], self.looks[at]);
        let impossible = matches!(last.shape, Shape::Title | Shape::Month)
            || (next.glued
                && (next.shape.is_closing() || matches!(next.shape, Shape::Comma | Shape::Clitic)))
            || (last.shape.is_opening() && next.glued);
        if impossible {
            return f32::MIN;
        }
        if is_plain_end(last, next, context.so_far) {
            return f32::MAX;
        }
        match self.model {
            Some(model) => model.score(&features::features(self.looks, at, paragraph, context)),
            None => self.plain_score(at),
        }
    }

    fn plain_score(&self, at: usize) -> f32 {
        let before = self.looks[..at]
            .iter()
            .rev()
            .take(4)
            .find(|look| !look.shape.is_closing());
        let ended = before.is_some_and(|look| look.shape.is_final());
        let next = self.looks[at];
        if ended && next.shape.may_begin() && !next.glued {
            1.0
        } else {
            -f32::from(next.length)
        }
    }

    /// Whether most stops are followed by a capital: 0 no stop seen, 1 no, 2 yes.
    pub(crate) fn habit(&self) -> u32 {
        let (mut capitals, mut small) = (0, 0);
        for pair in self.looks.windows(2) {
            if pair[0].shape.is_final() {
                match pair[1].shape {
                    Shape::Capital | Shape::Capitals | Shape::Mixed | Shape::Letter => {
                        capitals += 1
                    }
                    Shape::Small => small += 1,
                    _ => {}
                }
            }
        }
        match capitals + small {
            0 => 0,
            _ if capitals > small => 2,
            _ => 1,
        }
    }
}

/// Whether a sentence ends here beyond doubt: at a bullet behind a stop, or where a full stop, which no number or letter
/// of a list can have, stands before white space and a title, initial or month.
fn is_plain_end(last: Look, next: Look, so_far: usize) -> bool {
    let stop = last.shape == Shape::Stop && so_far > 3 && !next.glued;
    (last.shape.is_final() && next.shape == Shape::Bullet)
        || (stop && matches!(next.shape, Shape::Title | Shape::Initial | Shape::Month))
}

/// Whether a quotation is open after this token.
pub(crate) fn quotes(open: bool, shape: Shape) -> bool {
    match shape {
        Shape::OpeningQuote => true,
        Shape::ClosingQuote => false,
        Shape::Quote => !open,
        _ => open,
    }
}

impl Context {
    /// Goes past a token of the sentence.
    pub(crate) fn take(&mut self, shape: Shape) {
        self.so_far += 1;
        self.quoted = quotes(self.quoted, shape);
        match shape {
            Shape::Opening => self.brackets += 1,
            Shape::Closing => self.brackets = self.brackets.saturating_sub(1),
            _ => {}
        }
    }
}
