//! Whose words: the speaker of a word of speech, and the words for him.
//!
//! A word of speech and its row go in; the head of the speaker and the whole phrase come out.

use super::Reader;
use crate::speech::Report;
use casus_codebook::frame::{Part, Slot};
use casus_codebook::language::Stance;
use casus_syntax::{Relation, Tag};
use casus_text::Span;

impl<'book> Reader<'_, 'book, '_> {
    pub(super) fn speaker(
        &self,
        at: usize,
        part: Part,
        row: &Report<'book>,
        content: &[Span],
    ) -> Option<usize> {
        let slot = row.speaker?;
        let s = self.sentence();
        let outside = |&i: &usize| {
            !content
                .iter()
                .any(|part| part.start <= s.token(i).span.start && s.token(i).span.end <= part.end)
        };
        let own = self.fill(at, part, slot).into_iter().find(outside);
        own.or_else(|| match part {
            Part::Verb => self.inverted(at, row).filter(outside),
            Part::Noun => self.lender(at).filter(outside),
            _ => None,
        })
    }

    /// "..., asked Lavrov": the parser may take the speaker after the verb for an object.
    fn inverted(&self, at: usize, row: &Report<'_>) -> Option<usize> {
        let s = self.sentence();
        if row.content != Some(&Slot::Clause) || self.arguments.is_passive(at) {
            return None;
        }
        let after = s.children_by(at, &[Relation::Obj]).find(|&c| c > at)?;
        let acts = self.arguments.mentions.of(s.index as usize, after)?.acts;
        acts.then_some(after)
    }

    /// "Officials made the claim that ...": whose a noun is, its verb may say; but who denies a report has not given it.
    fn lender(&self, at: usize) -> Option<usize> {
        let s = self.sentence();
        let object = matches!(s.relation(at), Relation::Obj | Relation::Obl);
        let verb = s.head(at).filter(|&v| object && s.tag(v) == Tag::Verb)?;
        let mut rows = self
            .arguments
            .grammar
            .speech
            .of(Part::Verb, s.lemma(verb))
            .iter();
        if rows.any(|row| matches!(row.stance, Stance::Denies | Stance::Doubts)) {
            return None;
        }
        self.fill(verb, Part::Verb, &Slot::Subject)
            .into_iter()
            .next()
    }

    /// The whole phrase of which `head` is the head, seen from the word of speech `at`.
    pub(super) fn source(&self, at: usize, head: usize) -> Option<Span> {
        let s = self.sentence();
        if s.is_under(at, head) && s.relation(at) != Relation::Case {
            // "officials who say": the pronoun stands for the source.
            let clause = std::iter::once(at)
                .chain(s.ancestors(at))
                .find(|&a| s.head(a) == Some(head))?;
            let subjects = [Relation::Nsubj, Relation::NsubjPass];
            let pronoun = s
                .child_by(at, &subjects)
                .or_else(|| s.child_by(clause, &subjects));
            if s.relation(clause) == Relation::AclRelcl
                && let Some(pronoun) = pronoun
            {
                return Some(s.token(pronoun).span);
            }
        }
        let apart = |c: usize| {
            s.is_under(at, c) && s.relation(at) != Relation::Case
                || matches!(
                    s.relation(c),
                    Relation::Parataxis
                        | Relation::Cop
                        | Relation::Aux
                        | Relation::Mark
                        | Relation::Punct
                ) && s.head(c) == Some(head)
                || s.relation(c) == Relation::Case && s.head(c) == Some(head) && c < head
                || s.head(c) == Some(head)
                    && matches!(
                        s.relation(c),
                        Relation::Nsubj | Relation::Ccomp | Relation::Advcl
                    )
        };
        let (first, last) = s.extent_without(head, &apart);
        Some(s.span(first, last))
    }
}
