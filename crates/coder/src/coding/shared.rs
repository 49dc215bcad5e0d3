//! Parties that stand once for several events: "summoned the envoy and demanded that ...".
//!
//! The drafts of a sentence go in; of those told of the same actors by verbs side by side, the ones against nobody take
//! the recipients of the other.

use super::{Coding, Draft};
use crate::matching::Filler;
use crate::mention::Mention;

impl<'book: 'doc, 'doc> Coding<'_, 'book, 'doc> {
    /// Fills the recipients of words of conflict from those beside them.
    pub(super) fn share_recipients(&self, drafts: &mut [Draft<'book>]) {
        for at in 0..drafts.len() {
            let given = (0..drafts.len())
                .find(|&from| self.shares(&drafts[at], &drafts[from]))
                .map(|from| drafts[from].matched.recipients.clone());
            let Some(given) = given else {
                continue;
            };
            let given: Vec<Filler<'book>> = given
                .into_iter()
                .map(|f| Filler {
                    mention: Mention {
                        implied: true,
                        ..f.mention
                    },
                    ..f
                })
                .collect();
            let draft = &mut drafts[at];
            draft.event.recipients = self.actors_of(&given);
            draft.matched.recipients = given;
        }
    }

    /// Whether `bare` lacks a recipient, and `full`, a word of conflict beside it of the same actors, has one.
    fn shares(&self, bare: &Draft<'book>, full: &Draft<'book>) -> bool {
        let grammar = self.grammar;
        let words = |draft: &Draft<'_>| {
            let bit = 1 << draft.event.event.0;
            grammar.answering & grammar.hostile & bit != 0
        };
        let sentence = &self.sentences[bare.sentence];
        let verb = |draft: &Draft<'_>| {
            draft
                .trigger
                .light
                .map_or(draft.trigger.at, |(verb, _)| verb)
        };
        let beside = sentence.first_conjunct(verb(bare)) == sentence.first_conjunct(verb(full));
        let doers = |draft: &Draft<'_>| -> Vec<usize> {
            draft.matched.actors.iter().map(|f| f.token).collect()
        };
        // Who is asked for help against another is not the other.
        let coded = |f: &Filler<'_>| grammar.states.contains(f.mention.code);
        words(bare)
            && grammar.hostile & (1 << full.event.event.0) != 0
            && beside
            && bare.matched.recipients.is_empty()
            && full.matched.recipients.iter().any(coded)
            && !bare.matched.actors.is_empty()
            && doers(bare) == doers(full)
    }
}
