//! Conditions: the clauses under which something would happen, and those that tell what must happen first.
//!
//! A predicate goes in; the words of its condition come out, or whether it is one itself.

use super::Reader;
use super::own::AUXILIARIES;
use casus_codebook::language::Status;
use casus_syntax::{Relation, Tag};
use casus_text::Span;

impl Reader<'_, '_, '_> {
    /// "if attacked", "should it be attacked": the words of the condition.
    pub(super) fn condition(&self, at: usize) -> Option<Span> {
        let s = self.sentence;
        // "as soon as": the clause may hang on the adverb.
        let adverbs = s.children_by(at, &[Relation::Advmod]);
        let below = std::iter::once(at).chain(adverbs);
        let clauses = below.flat_map(|i| s.children_by(i, &[Relation::Advcl]));
        let mut clauses = clauses.filter(|&clause| {
            let mut openers = s.children_by(clause, &[Relation::Mark, Relation::Advmod]);
            let opened = openers.any(|c| {
                let entry = self.opens(c);
                entry.is_some_and(|e| e.status == Status::Hypothetical && e.slot.is_none())
            });
            let told = opened || self.is_inverted(clause) || self.is_awaited(clause);
            told && !self.is_no_matter(clause)
        });
        clauses.next().map(|clause| {
            let (mut first, mut last) = s.extent(clause);
            while first < clause && s.tag(first) == Tag::Punct {
                first += 1;
            }
            while last > clause && s.tag(last) == Tag::Punct {
                last -= 1;
            }
            s.span(first, last)
        })
    }

    /// "enters into force when both sides have signed": what is told in the present after such a word is still to come
    /// where the clause above tells no past.
    pub(super) fn is_awaited(&self, clause: usize) -> bool {
        let s = self.sentence;
        let Some(head) = s
            .head(clause)
            .filter(|_| s.relation(clause) == Relation::Advcl)
        else {
            return false;
        };
        let above = if s.relation(head) == Relation::Advmod {
            s.head(head).unwrap_or(head)
        } else {
            head
        };
        let words = &self.grammar.words.awaited;
        let openers = &[Relation::Mark, Relation::Advmod];
        let mut openers = s.children_by(clause, openers).filter(|&c| c < clause);
        let opened = openers.any(|c| words.contains(&*s.phrase(c)))
            || above != head
                && words
                    .iter()
                    .any(|w| w.split(' ').nth(1) == Some(s.lemma(head)));
        let verbs = s.tag(above) == Tag::Verb && s.penn(clause) != "VBG";
        opened && verbs && self.is_present(clause, false) && self.is_present(above, true)
    }

    /// Whether a verb stands in the present, or, where that will do, in the future.
    fn is_present(&self, at: usize, or_future: bool) -> bool {
        let s = self.sentence;
        let bearers = || std::iter::once(at).chain(s.children_by(at, AUXILIARIES));
        let is = |penn: &[&str]| bearers().any(|i| penn.contains(&s.penn(i)));
        let perfect = |i: usize| self.grammar.words.perfect.contains(s.lemma(i));
        !is(&["VBD"])
            && (is(&["VBZ", "VBP"]) || or_future && is(&["MD"]))
            && !(or_future && s.children_by(at, AUXILIARIES).any(perfect))
    }

    /// Whether the event comes whatever the clause tells: "even if they leave".
    fn is_no_matter(&self, clause: usize) -> bool {
        let s = self.sentence;
        let not = &self.grammar.words.condition_not;
        let (first, _) = s.extent(clause);
        let opened = first + 1 < clause && s.relation(first + 1) == Relation::Mark;
        opened && not.contains(s.form(first).to_lowercase().as_str())
    }

    /// Whether a clause begins with its auxiliary: "should it be attacked", "had they known".
    fn is_inverted(&self, clause: usize) -> bool {
        let s = self.sentence;
        let (first, _) = s.extent(clause);
        s.tag(first) == Tag::Aux
            && s.relation(first) == Relation::Aux
            && s.head(first) == Some(clause)
    }
}
