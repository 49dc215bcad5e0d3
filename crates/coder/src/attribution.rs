//! On whose word: the chain of speakers of an event.
//!
//! The token of an event goes in; the speakers come out from the outermost inwards, each with the word of speech, the
//! stance, and the words that are said.

use crate::argument::{Arguments, Trigger};
use crate::sentence::Sentence;
use crate::status::fills;
use casus_codebook::frame::{Part, Slot};
use casus_codebook::language::{Reporting, Stance, Status};
use casus_syntax::{Relation, Tag};
use casus_text::Span;

/// A link of the chain, with tokens instead of actors.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Link {
    /// The head of the speaker.
    pub(crate) speaker: Option<usize>,
    pub(crate) cue: Span,
    pub(crate) cue_token: usize,
    pub(crate) stance: Stance,
    pub(crate) content: Span,
}

/// The links above the event of token `at`, from the outermost inwards.
pub(crate) fn read_attribution(arguments: &Arguments<'_, '_, '_>, at: usize) -> Vec<Link> {
    let reader = Reader { arguments };
    let mut links = Vec::new();
    reader.beside(at, &mut links);
    let mut child = at;
    for head in arguments.sentence.ancestors(at) {
        reader.above(child, head, &mut links);
        reader.beside(head, &mut links);
        child = head;
    }
    links.reverse();
    links
}

struct Reader<'r, 'a, 'book, 'doc> {
    arguments: &'r Arguments<'a, 'book, 'doc>,
}

impl Reader<'_, '_, '_, '_> {
    fn sentence(&self) -> &Sentence<'_> {
        self.arguments.sentence
    }

    /// A word of speech that governs the child: "said that ...", "accused X of ...", "the claim that ...".
    fn above(&self, child: usize, head: usize, links: &mut Vec<Link>) {
        let s = self.sentence();
        let part = if matches!(s.tag(head), Tag::Verb | Tag::Aux) {
            Part::Verb
        } else {
            Part::Noun
        };
        let direct =
            part == Part::Verb && s.relation(child) == Relation::Parataxis && self.is_quoted(child);
        let entry = self.entries(part, head).iter().find(|e| {
            e.content
                .as_ref()
                .is_some_and(|slot| fills(s, child, slot) || direct && *slot == Slot::Clause)
        });
        if let Some(entry) = entry {
            let (first, last) = s.extent(child);
            self.push(head, part, entry, s.span(first, last), links);
        }
    }

    /// What stands beside a clause: ", X said", "according to X", "reportedly".
    fn beside(&self, clause: usize, links: &mut Vec<Link>) {
        let s = self.sentence();
        for c in s.children(clause) {
            match s.relation(c) {
                Relation::Parataxis => self.parenthesis(clause, c, links),
                Relation::Obl | Relation::Nmod => self.adposition(clause, c, links),
                Relation::Advmod | Relation::Amod => self.hedge(clause, c, links),
                Relation::Advcl => self.parenthesis(clause, c, links),
                _ => {}
            }
        }
    }

    /// A clause of speech without content of its own, thrown into another: ", officials said,".
    fn parenthesis(&self, clause: usize, c: usize, links: &mut Vec<Link>) {
        let s = self.sentence();
        if s.tag(c) != Tag::Verb
            || s.child_by(c, &[Relation::Ccomp, Relation::Obj, Relation::Xcomp])
                .is_some()
        {
            return;
        }
        let takes_clause = |e: &&Reporting| e.content == Some(Slot::Clause);
        let Some(entry) = self.entries(Part::Verb, c).iter().find(takes_clause) else {
            return;
        };
        let content = self.without(clause, c);
        self.push(c, Part::Verb, entry, content, links);
    }

    fn adposition(&self, clause: usize, c: usize, links: &mut Vec<Link>) {
        let s = self.sentence();
        let Some(case) = s.case(c) else { return };
        let entries = self
            .arguments
            .grammar
            .book
            .language
            .reporting(Part::Adposition, &case);
        let Some(entry) = entries.first() else { return };
        let Some(marker) = s.child_by(c, &[Relation::Case]) else {
            return;
        };
        let (first, last) = s.extent_without(marker, &|i| s.relation(i) != Relation::Fixed);
        let content = self.without(clause, c);
        let cue = s.span(first, last);
        links.push(Link {
            speaker: Some(c),
            cue,
            cue_token: marker,
            stance: entry.stance,
            content,
        });
    }

    fn hedge(&self, clause: usize, c: usize, links: &mut Vec<Link>) {
        let s = self.sentence();
        let lemma = s.lemma(c);
        let Some(&stance) = self.arguments.grammar.book.language.hedges.get(lemma) else {
            return;
        };
        let content = self.without(clause, c);
        links.push(Link {
            speaker: None,
            cue: s.token(c).span,
            cue_token: c,
            stance,
            content,
        });
    }

    fn push(
        &self,
        cue: usize,
        part: Part,
        entry: &Reporting,
        content: Span,
        links: &mut Vec<Link>,
    ) {
        let s = self.sentence();
        let trigger = Trigger {
            at: cue,
            part,
            light: None,
        };
        let speaker = entry
            .speaker
            .as_ref()
            .and_then(|slot| self.arguments.fill(&trigger, slot).first().copied());
        let denied = entry.stance == Stance::Asserts && self.is_negated(cue);
        let stance = if denied { Stance::Doubts } else { entry.stance };
        links.push(Link {
            speaker,
            cue: s.token(cue).span,
            cue_token: cue,
            stance,
            content,
        });
    }

    fn is_negated(&self, i: usize) -> bool {
        let s = self.sentence();
        let language = &self.arguments.grammar.book.language;
        s.children_by(i, &[Relation::Advmod, Relation::Det])
            .any(|c| {
                let entries = language.status(Part::Negation, s.lemma(c));
                entries.iter().any(|e| e.status == Status::Negated)
            })
    }

    fn is_quoted(&self, i: usize) -> bool {
        let s = self.sentence();
        let words = &self.arguments.grammar.words;
        let (first, last) = s.extent(i);
        (first.saturating_sub(1)..=last).any(|j| words.quote_open.contains(s.form(j)))
    }

    /// The longer of the two pieces of a clause around one of its dependents.
    fn without(&self, clause: usize, c: usize) -> Span {
        let s = self.sentence();
        let (first, last) = s.extent(clause);
        let (from, to) = s.extent(c);
        if from <= first && to < last {
            return s.span(to + 1, last);
        }
        if to >= last && from > first {
            return s.span(first, from - 1);
        }
        s.span(first, last)
    }

    fn entries(&self, part: Part, i: usize) -> &[Reporting] {
        let lemma = self.sentence().lemma(i).to_lowercase();
        self.arguments.grammar.book.language.reporting(part, &lemma)
    }
}
