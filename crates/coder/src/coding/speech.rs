//! Who says it: the speakers of an event, and quotations that run over several sentences.

use super::{Coding, Draft};
use crate::argument::Arguments;
use crate::attribution::{Link, read_attribution};
use crate::event::{Actor, Attribution};
use crate::sentence::Sentence;
use casus_codebook::language::Stance;
use casus_syntax::Tag;
use casus_text::Span;

impl<'book: 'doc, 'doc> Coding<'_, 'book, 'doc> {
    pub(super) fn speakers(&self, s: usize, at: usize) -> Vec<Attribution> {
        let arguments = Arguments {
            grammar: self.grammar,
            sentence: &self.sentences[s],
            mentions: &self.mentions,
        };
        let links = read_attribution(&arguments, at);
        links
            .into_iter()
            .map(|link| self.attribution(s, link))
            .collect()
    }

    pub(super) fn attribution(&self, s: usize, link: Link) -> Attribution {
        let mention = link.speaker.and_then(|i| self.mentions.of(s, i));
        let unnamed = |i: usize| Actor {
            span: self.sentences[s].token(i).span,
            ..Actor::default()
        };
        let speaker = mention
            .map(|m| self.actor(m))
            .or_else(|| link.speaker.map(unnamed));
        Attribution {
            speaker,
            cue: Some(link.cue),
            stance: link.stance,
            content: link.content,
        }
    }

    /// A sentence inside a quotation that began in the one before has its speaker.
    pub(super) fn carry_quotes(&self, drafts: &mut [Draft<'book>]) {
        let mut carried: Option<Attribution> = None;
        let mut open = false;
        let mut began = vec![None; self.sentences.len()];
        for (s, sentence) in self.sentences.iter().enumerate() {
            if s > 0 && self.is_new_paragraph(s) {
                open = false;
            }
            if open {
                began[s] = carried.clone();
            }
            let (opens, closes) = self.quotes(sentence);
            let links = self.outer_speaker(s);
            if links.is_some() {
                carried = links;
            } else if !open && opens == 0 {
                carried = None;
            }
            open = if open {
                opens >= closes
            } else {
                opens > closes
            };
        }
        for draft in drafts {
            if draft.event.attribution.is_empty()
                && let Some(link) = &began[draft.sentence]
            {
                draft.event.attribution.push(link.clone());
            }
        }
    }

    /// Whether a blank line stands before the sentence: a quotation goes on over it only with a mark of its own.
    pub(super) fn is_new_paragraph(&self, s: usize) -> bool {
        let (before, now) = (&self.sentences[s - 1], &self.sentences[s]);
        let between = Span {
            start: before.tree.span.end,
            end: now.tree.span.start,
        };
        between.of(now.text).bytes().filter(|b| *b == b'\n').count() > 1
    }

    pub(super) fn quotes(&self, sentence: &Sentence<'_>) -> (usize, usize) {
        let words = &self.grammar.words;
        let (mut opens, mut closes) = (0, 0);
        let mut inside = false;
        for i in 0..sentence.len() {
            let form = sentence.form(i);
            let (o, c) = (
                words.quote_open.contains(form),
                words.quote_close.contains(form),
            );
            if o && (!c || !inside) {
                opens += 1;
                inside = true;
            } else if c {
                closes += 1;
                inside = false;
            }
        }
        (opens, closes)
    }

    /// The speaker of the sentence as a whole.
    pub(super) fn outer_speaker(&self, s: usize) -> Option<Attribution> {
        let sentence = &self.sentences[s];
        let heads = (0..sentence.len()).filter(|&i| sentence.tag(i) == Tag::Verb);
        let mut found = heads.filter_map(|i| self.speakers(s, i).into_iter().next());
        found.find(|a| a.speaker.is_some() && a.stance == Stance::Asserts)
    }
}
