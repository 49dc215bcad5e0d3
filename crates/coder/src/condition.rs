//! The words of conditions: "if ...", "unless ...", "in the event of ...", "should X ...".
//!
//! A sentence goes in; every condition in it comes out with its span and the word on which it hangs. Which events it
//! governs is left to `coding`.

use crate::grammar::Grammar;
use crate::sentence::Sentence;
use casus_syntax::{Relation, Tag};
use casus_text::Span;

/// The greatest number of words that open a condition: "in the event of".
const LONGEST: usize = 4;
/// How many words of its own clause may stand before its opening: ", but only if".
const BEFORE: usize = 3;
/// How a condition hangs on what it governs.
const HANGS: &[Relation] = &[
    Relation::Advcl,
    Relation::Obl,
    Relation::OblUnmarked,
    Relation::Acl,
    Relation::AclRelcl,
    Relation::Nmod,
    Relation::Xcomp,
    Relation::Parataxis,
    Relation::Conj,
];

/// To which events the opening words make a condition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Opening {
    /// To all: "if".
    Plain,
    /// To what is to come: "once the truce is signed, they will".
    Ahead,
    /// To what is refused: "will not sign until".
    Denied,
}

/// A condition in a sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Clause {
    pub(crate) span: Span,
    /// Its first and last token.
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// The word on which it hangs; none where the tree does not tell.
    pub(crate) head: Option<usize>,
    pub(crate) opening: Opening,
}

/// All conditions of a sentence, in the order of the text.
pub(crate) fn find_conditions(grammar: &Grammar<'_>, sentence: &Sentence<'_>) -> Vec<Clause> {
    let finder = Finder {
        grammar,
        s: sentence,
    };
    let mut all: Vec<Clause> = Vec::new();
    for at in 0..sentence.len() {
        if all.last().is_some_and(|clause| clause.last >= at) {
            continue;
        }
        let found = finder.opened(at).or_else(|| finder.inverted(at));
        all.extend(found);
    }
    all
}

struct Finder<'a, 'book, 'doc> {
    grammar: &'a Grammar<'book>,
    s: &'a Sentence<'doc>,
}

impl Finder<'_, '_, '_> {
    /// A condition whose opening words begin at the token.
    fn opened(&self, at: usize) -> Option<Clause> {
        let (opening, end) = self.opening(at)?;
        let top = self.top(at, at).or_else(|| self.top(at, end))?;
        let (_, last) = self.s.extent(top);
        let head = self.s.head(top);
        // "as long as they stay": the clause hangs on its own opening.
        let head = head.map(|h| {
            if (at..=end).contains(&h) {
                self.s.head(h)
            } else {
                Some(h)
            }
        });
        self.clause(at, last, head.flatten(), opening)
    }

    /// What the words that begin at the token open, and the last of these words.
    fn opening(&self, at: usize) -> Option<(Opening, usize)> {
        let words = &self.grammar.words;
        let s = self.s;
        let before = at.checked_sub(1).map(|b| s.form(b).to_lowercase());
        if before.is_some_and(|b| words.condition_not.contains(b.as_str())) {
            return None;
        }
        let mut phrase = String::new();
        let mut found = None;
        for i in at..s.len().min(at + LONGEST) {
            if i > at {
                phrase.push(' ');
            }
            phrase.push_str(&s.form(i).to_lowercase());
            if words.condition_idle.contains(phrase.as_str()) {
                return None;
            }
            let marks = i > at || s.relation(at) == Relation::Mark;
            let opening = if words.condition_mark.contains(phrase.as_str()) && marks {
                Some(Opening::Ahead)
            } else if words.condition.contains(phrase.as_str()) {
                Some(Opening::Plain)
            } else if words.condition_ahead.contains(phrase.as_str()) {
                Some(Opening::Ahead)
            } else if words.condition_denied.contains(phrase.as_str()) {
                Some(Opening::Denied)
            } else {
                None
            };
            found = opening.map(|opening| (opening, i)).or(found);
        }
        found
    }

    /// The word that heads the condition: the first above a word of its opening that hangs on something as a condition
    /// does.
    fn top(&self, at: usize, from: usize) -> Option<usize> {
        let s = self.s;
        let mut up = std::iter::once(from).chain(s.ancestors(from));
        let top = up.find(|&i| {
            let relation = s.relation(i);
            HANGS.contains(&relation) || matches!(relation, Relation::Ccomp | Relation::Root)
        })?;
        // "asked if": what is asked is no condition.
        (HANGS.contains(&s.relation(top)) && s.extent(top).0 + BEFORE >= at).then_some(top)
    }

    /// "Should the shooting resume, ...", "Were Russia to attack, ...": the auxiliary stands first.
    fn inverted(&self, at: usize) -> Option<Clause> {
        let s = self.s;
        let auxiliary = s.tag(at) == Tag::Aux && self.grammar.words.inverted.contains(s.lemma(at))
            || self
                .grammar
                .words
                .inverted
                .contains(s.form(at).to_lowercase().as_str());
        let asks = s.len() > 0 && s.form(s.len() - 1) == "?";
        if !auxiliary || asks {
            return None;
        }
        let next = at + 1;
        let begins = |i: usize| {
            let others = [Tag::Verb, Tag::Punct, Tag::Aux, Tag::Adv, Tag::Part];
            !others.contains(&s.tag(i))
        };
        if next >= s.len() || !begins(next) {
            return None;
        }
        let clause = s.head(at).filter(|&c| s.relation(c) == Relation::Advcl);
        if let Some(clause) = clause.filter(|&c| s.extent(c).0 == at && c > at + 1) {
            let (_, last) = s.extent(clause);
            return self.clause(at, last, s.head(clause), Opening::Plain);
        }
        // The parser often takes the whole for one clause; then the comma parts them.
        let opens = at == 0 || matches!(s.tag(at - 1), Tag::Punct);
        if !opens {
            return None;
        }
        let comma = s.tokens_after(at).find(|&i| s.form(i) == ",")?;
        let verb = |i: &usize| matches!(s.tag(*i), Tag::Verb | Tag::Aux);
        s.tokens_after(comma).find(verb)?;
        self.clause(at, comma - 1, None, Opening::Plain)
    }

    fn clause(
        &self,
        first: usize,
        last: usize,
        head: Option<usize>,
        opening: Opening,
    ) -> Option<Clause> {
        let s = self.s;
        let mut last = last;
        while last > first && s.tag(last) == Tag::Punct {
            last -= 1;
        }
        (last > first).then(|| Clause {
            span: s.span(first, last),
            first,
            last,
            head,
            opening,
        })
    }
}
