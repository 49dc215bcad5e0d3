//! Events that are two in one: who is sentenced to prison is convicted and locked up.
//!
//! A draft goes in; where `grammar.table` has a row for its type and mode, and a word for what makes it two stands with
//! it, the other event comes out.

use super::{Coding, Draft};
use casus_codebook::frame::Part;

/// The TIMEX3 type of lengths of time.
const LENGTH: &str = "DURATION";

impl<'book: 'doc, 'doc> Coding<'_, 'book, 'doc> {
    pub(super) fn double(&self, draft: &Draft<'book>) -> Option<Draft<'book>> {
        let event = &draft.event;
        let mut rows = self.grammar.doubled.iter();
        let row =
            rows.find(|d| d.event == event.event && event.modes.iter().any(|m| **m == *d.mode))?;
        if draft.trigger.part != Part::Verb || !self.is_for_a_time(draft) {
            return None;
        }
        let mut double = draft.clone();
        double.event.event = row.other;
        double.event.modes = vec![row.other_mode.into()];
        double.event.cameo = Some(row.cameo.into());
        Some(double)
    }

    /// "jailed", "to life in prison", "to ten years".
    fn is_for_a_time(&self, draft: &Draft<'book>) -> bool {
        let sentence = &self.sentences[draft.sentence];
        let at = draft.trigger.at;
        let below = |i: usize| {
            sentence
                .head(i)
                .is_some_and(|h| h == at || sentence.head(h) == Some(at))
        };
        let near = &self.grammar.words.doubled_near;
        let mut words = (0..sentence.len()).filter(|&i| i == at || below(i));
        words.any(|i| near.contains(sentence.lemma(i)))
            || self.times[draft.sentence]
                .iter()
                .any(|(i, time)| time.kind == LENGTH && below(*i))
    }
}
