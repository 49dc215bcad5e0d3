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

    /// What stands inside a quotation that began in the sentence before has its speaker.
    pub(super) fn carry_quotes(&self, drafts: &mut [Draft<'book>]) {
        let mut carried: Option<Attribution> = None;
        let mut open = false;
        let mut began: Vec<Option<(Attribution, usize)>> = vec![None; self.sentences.len()];
        for (s, sentence) in self.sentences.iter().enumerate() {
            open &= s == 0 || !self.is_new_paragraph(s);
            let marks = self.marks(sentence, open);
            if open {
                let until = marks.first().copied().unwrap_or(sentence.len());
                began[s] = carried.clone().map(|link| (link, until));
            } else if marks.is_empty() {
                carried = None;
            }
            if !marks.is_empty() {
                carried = self.outer_speaker(s).or(carried);
            }
            open ^= marks.len() % 2 == 1;
        }
        for draft in drafts.iter_mut().filter(|d| d.event.attribution.is_empty()) {
            if let Some((link, until)) = &began[draft.sentence]
                && draft.trigger.at < *until
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

    /// The tokens that close or open a quotation, by turns, where one is open before the sentence or not.
    fn marks(&self, sentence: &Sentence<'_>, open: bool) -> Vec<usize> {
        let words = &self.grammar.words;
        let mut inside = open;
        let mut marks = Vec::new();
        for i in 0..sentence.len() {
            let form = sentence.form(i);
            let turns = if inside {
                words.quote_close.contains(form)
            } else {
                words.quote_open.contains(form)
            };
            if turns {
                inside = !inside;
                marks.push(i);
            }
        }
        marks
    }

    /// The speaker of the sentence as a whole.
    pub(super) fn outer_speaker(&self, s: usize) -> Option<Attribution> {
        let sentence = &self.sentences[s];
        let heads = (0..sentence.len()).filter(|&i| sentence.tag(i) == Tag::Verb);
        let mut found = heads.filter_map(|i| self.speakers(s, i).into_iter().next());
        found.find(|a| a.speaker.is_some() && a.stance == Stance::Asserts)
    }
}
