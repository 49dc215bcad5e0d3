//! Who says it: the chain of speakers of an event, and the list of all attributions.
//!
//! What the document's attributions cover goes in; for an event the speakers come out from the outermost inwards, for
//! the list every attribution with the one in whose content it stands.

use super::Coding;
use crate::attribution::Said;
use crate::event::{Actor, Attribution};
use casus_text::Span;

impl<'book: 'doc, 'doc> Coding<'_, 'book, 'doc> {
    /// The speakers who stand for the event that the token `at` tells, from the outermost inwards.
    pub(super) fn speakers(&self, s: usize, at: usize) -> Vec<Attribution> {
        let words = self.sentences[s].token(at).span;
        let own = |said: &&Said| {
            said.stance.vouches() && said.covers(words) && (said.sentence, said.token) != (s, at)
        };
        let mut chain: Vec<&Said> = self.said.iter().filter(own).collect();
        // Stable: of two that do not contain each other, the later stands outside.
        chain.reverse();
        let depths = chain
            .iter()
            .map(|said| depth(said, &chain))
            .collect::<Vec<_>>();
        let mut order: Vec<usize> = (0..chain.len()).collect();
        order.sort_by_key(|&n| depths[n]);
        let mut links: Vec<Attribution> = Vec::with_capacity(order.len());
        for n in order {
            let mut link = self.attribution(chain[n], chain[n].word);
            // "I think", says X: the inner speaker is the outer one.
            let outer = links.iter().rev().find_map(|outer| outer.speaker.as_ref());
            if let (true, Some(outer), Some(own)) =
                (self.is_first_person(chain[n]), outer, &link.speaker)
            {
                link.speaker = Some(Actor {
                    span: own.span,
                    ..outer.clone()
                });
            }
            links.push(link);
        }
        links
    }

    fn is_first_person(&self, said: &Said) -> bool {
        let words = &self.grammar.words.we;
        said.speaker
            .is_some_and(|i| words.contains(self.sentences[said.sentence].lemma(i)))
    }

    fn attribution(&self, said: &Said, cue: Span) -> Attribution {
        let s = said.sentence;
        let speaker = said.speaker.map(|i| {
            let unnamed = || Actor {
                span: self.sentences[s].token(i).span,
                ..Actor::default()
            };
            self.mentions
                .of(s, i)
                .map_or_else(unnamed, |m| self.actor(m))
        });
        Attribution {
            speaker,
            source: said.source,
            cue: Some(cue),
            stance: said.stance,
            content: said.content.clone(),
            inside: None,
        }
    }

    fn is_writer(&self, said: &Said) -> bool {
        let words = &self.grammar.words.writer;
        said.speaker
            .is_some_and(|i| words.contains(self.sentences[said.sentence].lemma(i)))
    }

    /// Every attribution, in the order of the text. What the writer thinks or doubts himself is none.
    pub(super) fn all_attributions(&self) -> Vec<Attribution> {
        let all: Vec<&Said> = self
            .said
            .iter()
            .filter(|said| !said.hedge || said.stance.reports())
            .filter(|said| !self.is_writer(said))
            .collect();
        let line = |said: &&Said| {
            let size = |n: &usize| all[*n].content.iter().map(|p| p.end - p.start).sum::<u32>();
            let holders = (0..all.len()).filter(|&n| all[n].holds(said));
            Attribution {
                inside: holders.min_by_key(size).map(|n| n as u32),
                ..self.attribution(said, said.cue)
            }
        };
        all.iter().map(line).collect()
    }
}

/// In how many of the others it stands.
fn depth(said: &Said, chain: &[&Said]) -> usize {
    chain.iter().filter(|other| other.holds(said)).count()
}
