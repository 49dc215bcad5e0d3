//! What is said: the words that a word of speech governs.
//!
//! A word of speech and one of its rows go in; the parts of the content come out, none where the row does not fit.

use super::Reader;
use crate::coding::clause_head;
use crate::speech::Report;
use casus_codebook::frame::{Part, Slot};
use casus_syntax::{Relation, Tag};
use casus_text::Span;

/// What may follow the head of a content and still belong to it.
const TAIL: &[Relation] = &[
    Relation::Obl,
    Relation::Xcomp,
    Relation::Ccomp,
    Relation::Advcl,
    Relation::Obj,
    Relation::Nmod,
    Relation::Acl,
];

impl<'book> Reader<'_, 'book, '_> {
    /// The parts of the content of a row, in the order of the text.
    pub(super) fn content(&self, at: usize, part: Part, row: &Report<'book>) -> Vec<Span> {
        match row.content {
            None => self.beside(at),
            Some(Slot::Clause) => self.clause(at, part, row),
            Some(slot) => self.governed(at, part, row, slot),
        }
    }

    fn clause(&self, at: usize, part: Part, row: &Report<'book>) -> Vec<Span> {
        let s = self.sentence();
        let inner: &[Relation] = match part {
            Part::Noun => &[Relation::Acl, Relation::Ccomp],
            _ => &[Relation::Ccomp, Relation::Xcomp, Relation::Csubj],
        };
        let fits = |&c: &usize| {
            if part == Part::Noun {
                self.is_told(c)
            } else {
                !self.is_predicate(at, c)
            }
        };
        let told: Vec<usize> = s.children_by(at, inner).filter(fits).collect();
        let clauses = || told.iter().filter(|&&c| s.relation(c) == Relation::Ccomp);
        if clauses().count() > 1 {
            return clauses().flat_map(|&c| self.pieces(at, c)).collect();
        }
        if let Some(&c) = clauses().next().or(told.last()) {
            return self.with_subject(at, c, row);
        }
        if let Some(c) = s
            .children_by(at, &[Relation::Advcl])
            .find(|&c| c > at && self.is_infinitive(c))
        {
            return self.with_subject(at, c, row);
        }
        if part != Part::Verb || !row.stance.vouches() {
            return vec![];
        }
        self.beside(at)
    }

    /// Speech that no relation of the tree gives to the word, but that stands beside it.
    fn beside(&self, at: usize) -> Vec<Span> {
        let s = self.sentence();
        if let Some(clause) = self.interrupted(at) {
            return self.quoted(self.around(clause, at));
        }
        let direct = |&c: &usize| self.is_direct_speech(at, c);
        match s.children_by(at, &[Relation::Parataxis]).find(direct) {
            Some(c) => vec![self.tree(c)],
            None => self.flat(at),
        }
    }

    /// Where the parser did not see the clause: what stands before the comma, or after "that".
    fn flat(&self, at: usize) -> Vec<Span> {
        let s = self.sentence();
        let words = &self.arguments.grammar.words;
        let speaker = s.child_by(at, &[Relation::Nsubj, Relation::Obj]);
        if s.relation(at) != Relation::Root || speaker.is_none() {
            return vec![];
        }
        if let Some(that) = (at + 1..s.len())
            .find(|&i| words.that.contains(s.lemma(i)) && s.head(i).is_none_or(|h| h > i))
            && that + 2 < s.len()
        {
            return vec![self.trimmed(that, s.len() - 1)];
        }
        let before = |i: usize| i < at && s.tag(i) == Tag::Punct && s.form(i) != ":";
        let Some(mark) = (0..at).rev().find(|&i| before(i)).filter(|&i| i > 1) else {
            return vec![];
        };
        // Only the speaker, its auxiliaries and adverbs may stand between the mark and the word.
        let own = |i: usize| {
            speaker.is_some_and(|head| s.is_under(i, head))
                || s.head(i) == Some(at)
                    && matches!(s.relation(i), Relation::Aux | Relation::Advmod)
        };
        let closes = words.quote_close.contains(s.form(mark)) || s.form(mark) == ",";
        if closes && (mark + 1..at).all(own) && (at + 1 < s.len()) {
            return vec![self.trimmed(0, mark)];
        }
        vec![]
    }

    /// Where one part of what is said is quoted, the parts without quotation marks are not said: "asked about it, he said".
    fn quoted(&self, mut parts: Vec<Span>) -> Vec<Span> {
        let words = &self.arguments.grammar.words;
        let s = self.sentence();
        let text = s.text;
        let opens = |part: &Span| {
            let first = part.of(text);
            words.quote_open.iter().any(|mark| first.starts_with(mark))
        };
        if parts.iter().any(opens) {
            let marked = |part: &Span| {
                let marks = words.quote_open.iter().chain(&words.quote_close);
                marks.into_iter().any(|mark| part.of(text).contains(mark))
            };
            parts.retain(marked);
        }
        parts
    }

    /// The clause into which the word of speech is thrown: ", officials said,", "as officials say".
    fn interrupted(&self, at: usize) -> Option<usize> {
        let s = self.sentence();
        let head = s.head(at)?;
        let thrown = match s.relation(at) {
            Relation::Parataxis => true,
            Relation::Advcl => self.is_aside(at),
            _ => false,
        };
        let object = s.child_by(at, &[Relation::Obj]);
        let speaks = s.child_by(at, &[Relation::Nsubj]).or(object).is_some()
            || s.relation(at) == Relation::Advcl;
        (thrown && speaks && object.is_none_or(|o| self.acts(o))).then_some(head)
    }

    /// Whether the clause is opened by a word such as "as", or by none and has its own subject.
    fn is_aside(&self, at: usize) -> bool {
        let s = self.sentence();
        let words = &self.arguments.grammar.words.thrown;
        let marks = [Relation::Mark, Relation::Advmod];
        let mut openers = s
            .children_by(at, &marks)
            .filter(|&m| m < at && s.tag(m) != Tag::Adv)
            .peekable();
        match openers.peek() {
            Some(_) => openers.any(|m| words.contains(s.lemma(m))),
            None => s.child_by(at, &[Relation::Nsubj]).is_some(),
        }
    }

    /// A clause before the word, or one after a colon or an opening quotation mark.
    fn is_direct_speech(&self, at: usize, c: usize) -> bool {
        let s = self.sentence();
        if c < at {
            return true;
        }
        let words = &self.arguments.grammar.words;
        let (first, _) = s.extent(c);
        let from = first.saturating_sub(1).max(at + 1);
        (from..=first).any(|j| {
            let form = s.form(j);
            form == ":" || form == "," || words.quote_open.contains(form)
        })
    }

    /// Objects and complements with a preposition, with what belongs to them.
    fn governed(&self, at: usize, part: Part, row: &Report<'book>, slot: &Slot) -> Vec<Span> {
        let s = self.sentence();
        let fillers = self.fill(at, part, slot);
        let Some(&head) = fillers.first().filter(|&&h| h != at) else {
            return vec![];
        };
        if s.is_under(at, head) {
            return self.antecedent(at, head);
        }
        let (mut first, mut last) = s.extent(head);
        if first <= at && at <= last {
            return vec![];
        }
        if matches!(slot, Slot::Preposition(_)) {
            first = self.after_case(head, first);
        }
        if head < at {
            let tail = self.tail(at, at, row);
            let own = s.span(first, last);
            return std::iter::once(own)
                .chain(tail.map(|(f, l)| s.span(f, l)))
                .collect();
        }
        if let Some((_, end)) = self.tail(at, last, row) {
            last = end;
        }
        vec![s.span(first, last)]
    }

    /// "what officials call a coup": the noun before the clause, and what follows in it.
    fn antecedent(&self, at: usize, head: usize) -> Vec<Span> {
        let s = self.sentence();
        let leave = |c: usize| s.is_under(at, c);
        let (first, last) = s.extent_without(head, &leave);
        let complement = s
            .children_by(at, &[Relation::Xcomp, Relation::Obl])
            .find(|&c| c > at);
        let rest = complement.map(|c| self.tree(c));
        std::iter::once(s.span(first, last)).chain(rest).collect()
    }

    /// What follows `after` among the dependents of the word, without a comma between.
    fn tail(&self, at: usize, after: usize, row: &Report<'book>) -> Option<(usize, usize)> {
        let s = self.sentence();
        let mut reach: Option<(usize, usize)> = None;
        for c in s.children_by(at, TAIL).filter(|&c| c > after) {
            let (first, last) = s.extent(c);
            let expected = reach.map_or(after, |(_, l)| l) + 1;
            if first != expected
                || self.is_agent(c)
                || self.is_addressee(at, c, row)
                || self.is_time(c)
            {
                break;
            }
            reach = Some((reach.map_or(first, |(f, _)| f), last));
        }
        reach
    }

    fn is_agent(&self, c: usize) -> bool {
        let s = self.sentence();
        s.relation(c) == Relation::OblAgent
    }

    fn is_addressee(&self, at: usize, c: usize, row: &Report<'book>) -> bool {
        row.addressee
            .is_some_and(|slot| self.fill(at, Part::Verb, slot).contains(&c))
    }

    /// "on Tuesday": when it was said is no part of what was said.
    fn is_time(&self, c: usize) -> bool {
        let language = &self.arguments.grammar.book.language;
        language.time.contains_key(self.sentence().lemma(c))
    }

    /// A clause that a word governs, with the subject that it shares where that stands on the other side: "X is said to ...".
    fn with_subject(&self, at: usize, c: usize, row: &Report<'book>) -> Vec<Span> {
        let s = self.sentence();
        let own = self.pieces(at, c);
        let raised = s.relation(c) == Relation::Xcomp
            && (self.arguments.is_passive(at) || row.speaker.is_none());
        let subject = [Relation::Nsubj, Relation::NsubjPass];
        match s.child_by(at, &subject).filter(|&i| raised && i < at) {
            Some(i) => std::iter::once(self.tree(i)).chain(own).collect(),
            None => own,
        }
    }

    /// "called him a liar": what is said of an object is no clause of its own.
    fn is_predicate(&self, at: usize, c: usize) -> bool {
        let s = self.sentence();
        let verbal = matches!(s.tag(c), Tag::Verb | Tag::Aux)
            || s.child_by(c, &[Relation::Cop, Relation::Mark]).is_some();
        !verbal && s.child_by(at, &[Relation::Obj]).is_some()
    }

    /// "that ..." or "to ..." after a noun, rather than a participle.
    fn is_told(&self, c: usize) -> bool {
        let s = self.sentence();
        s.child_by(c, &[Relation::Mark])
            .is_some_and(|m| s.tag(m) != Tag::Adp || s.penn(c) != "VBG")
    }

    fn is_infinitive(&self, c: usize) -> bool {
        let s = self.sentence();
        s.children_by(c, &[Relation::Mark])
            .any(|m| s.penn(m) == "TO")
    }

    fn acts(&self, i: usize) -> bool {
        let mention = self
            .arguments
            .mentions
            .of(self.sentence().index as usize, i);
        mention.is_some_and(|m| m.acts)
    }

    /// The clause to which an adjunct belongs.
    pub(super) fn clause_above(&self, noun: usize) -> Option<usize> {
        let s = self.sentence();
        let head = s.head(noun)?;
        let clause = clause_head(s, head);
        let (first, _) = s.extent(noun);
        let loose = first == 0 || s.form(first - 1) == "," || s.form(first) == ",";
        if !loose {
            return Some(clause);
        }
        // Behind a comma it holds for the whole sentence, whatever clause the parser hangs it on.
        let inner = |i: usize| {
            matches!(
                s.relation(i),
                Relation::Ccomp | Relation::Xcomp | Relation::Advcl | Relation::Acl
            )
        };
        let outer = |i: usize| clause_head(s, s.head(i).unwrap_or(i));
        let mut top = clause;
        for _ in 0..s.len() {
            if !inner(top) {
                break;
            }
            top = outer(top);
        }
        Some(top)
    }

    /// The words of a clause; where the word of speech stands among them ("that officials say may ..."), those around it.
    fn pieces(&self, at: usize, c: usize) -> Vec<Span> {
        let s = self.sentence();
        let (first, last) = s.extent(c);
        if at < first || last < at {
            return vec![self.trimmed(first, last)];
        }
        let own = |i: usize| s.is_under(i, c);
        let mut parts = Vec::new();
        let mut i = first;
        while i <= last {
            let end = (i..=last).take_while(|&j| own(j)).last();
            if let Some(end) = end.filter(|&end| (i..=end).any(|j| s.tag(j) != Tag::Punct)) {
                parts.push(self.trimmed(i, end));
            }
            i = end.unwrap_or(i) + 1;
        }
        parts
    }

    fn tree(&self, i: usize) -> Span {
        let s = self.sentence();
        let (first, last) = s.extent(i);
        self.trimmed(first, last)
    }

    /// The words between two tokens without marks at the ends, but for those of quotations.
    fn trimmed(&self, mut first: usize, mut last: usize) -> Span {
        let s = self.sentence();
        let words = &self.arguments.grammar.words;
        let loose = |i: usize| {
            let form = s.form(i);
            s.tag(i) == Tag::Punct
                && !words.quote_open.contains(form)
                && !words.quote_close.contains(form)
        };
        while first < last && loose(first) {
            first += 1;
        }
        while last > first && loose(last) {
            last -= 1;
        }
        s.span(first, last)
    }

    fn after_case(&self, head: usize, first: usize) -> usize {
        let s = self.sentence();
        let marker = s
            .children_by(head, &[Relation::Case, Relation::Mark])
            .find(|&m| m == first);
        marker.map_or(first, |_| (first + 1).min(head))
    }

    /// A clause without one of its dependents: the pieces before and after.
    pub(super) fn around(&self, clause: usize, without: usize) -> Vec<Span> {
        let s = self.sentence();
        let (first, last) = s.extent(clause);
        let (from, to) = s.extent(without);
        let mut parts = Vec::with_capacity(2);
        if first < from {
            parts.push((first, from.min(last + 1) - 1));
        }
        if to < last {
            parts.push((to + 1, last));
        }
        let worded = parts
            .into_iter()
            .filter(|&(f, l)| (f..=l).any(|i| s.tag(i) != Tag::Punct));
        worded.map(|(f, l)| self.trimmed(f, l)).collect()
    }
}
