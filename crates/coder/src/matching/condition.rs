//! The conditions of a frame: whether what stands in its slots is what it asks for.
//!
//! A trigger and a condition go in, yes or no comes out; also the event types that a word can tell.

use super::Matcher;
use crate::argument::Trigger;
use crate::mention::Kind;
use crate::sentence::Sentence;
use casus_codebook::frame::{Condition, Part, Test};
use casus_syntax::{Relation, Tag};

impl<'book> Matcher<'_, 'book, '_> {
    pub(super) fn holds(&self, trigger: &Trigger<'book>, condition: &Condition) -> bool {
        match condition {
            Condition::Fits {
                path,
                any,
                none,
                empty,
            } => {
                let mut fillers = self.follow(trigger, path);
                if fillers.is_empty() {
                    return *empty || any.is_empty();
                }
                fillers.extend(fillers.clone().iter().filter_map(|&f| self.whole(f)));
                let hits = |tests: &[Test]| {
                    fillers
                        .iter()
                        .any(|&f| tests.iter().any(|t| self.passes(f, t)))
                };
                (any.is_empty() || hits(any)) && !hits(none)
            }
            Condition::Filled(path) => !self.follow(trigger, path).is_empty(),
            Condition::Empty(path) => self.follow(trigger, path).is_empty(),
            Condition::Near(words) => self.is_near(trigger.at, words),
            Condition::Governor(words) => self.governor(trigger.at, words).is_some(),
            Condition::Sentence(words) => self.is_beside(words),
            Condition::Denied(wanted) => self.is_denied(trigger.at) == *wanted,
            Condition::Passive(wanted) => self.arguments.is_passive(trigger.at) == *wanted,
        }
    }

    /// "eased some of its sanctions": of what the token names a part.
    fn whole(&self, token: usize) -> Option<usize> {
        let s = self.arguments.sentence;
        let words = &self.grammar().words;
        let mut of = s.children_by(token, &[Relation::Nmod]).filter(|_| {
            let lemma = s.lemma(token);
            words.part.contains(lemma) || words.measure.contains(lemma)
        });
        of.find(|&c| self.arguments.has_any_case(c, &words.owner))
    }

    /// Whether one of the words stands in the clause of the token, or below it, but not in a relative clause there.
    pub(super) fn is_near(&self, at: usize, words: &[Box<str>]) -> bool {
        let s = self.arguments.sentence;
        let clause = |i: &usize| matches!(s.tag(*i), Tag::Verb) || s.relation(*i) == Relation::Root;
        let top = std::iter::once(at)
            .chain(s.ancestors(at))
            .find(clause)
            .unwrap_or(at);
        let aside = |i: usize| {
            let mut up = std::iter::once(i).chain(s.ancestors(i));
            up.by_ref()
                .take_while(|&a| a != top)
                .any(|a| s.relation(a) == Relation::AclRelcl && !s.is_under(at, a))
        };
        let (first, last) = s.extent(top);
        (first..=last).any(|i| words.iter().any(|w| self.is_word(i, w)) && !aside(i))
    }

    /// Whether the token is this word, or the last of these words.
    pub(super) fn is_word(&self, i: usize, word: &str) -> bool {
        is_word(self.arguments.sentence, i, word)
    }

    /// Whether the token, or the two or three words that end with it, belong to the class.
    pub(super) fn is_in_class(&self, i: usize, class: &str) -> bool {
        let s = self.arguments.sentence;
        let frames = &self.grammar().book.frames;
        let mut phrase = s.lemma(i).to_owned();
        if frames.class_has(class, &phrase) || frames.class_has(class, s.form(i)) {
            return true;
        }
        // A hyphen is a word of its own: "a cease-fire agreement".
        let hyphen = (1..4).any(|n| i >= n && s.form(i - n) == "-");
        let reach = if hyphen { 4 } else { 2 };
        for before in (i.saturating_sub(reach)..i).rev() {
            phrase = format!("{} {phrase}", s.lemma(before));
            if frames.class_has(class, &phrase) {
                return true;
            }
        }
        // "state of emergency": the head stands first.
        let mut phrase = s.lemma(i).to_owned();
        (i + 1..(i + 4).min(s.len())).any(|after| {
            phrase = format!("{phrase} {}", s.lemma(after));
            frames.class_has(class, &phrase)
        })
    }

    pub(super) fn passes(&self, i: usize, test: &Test) -> bool {
        let mention = self.mention(i);
        match test {
            Test::Word(word) => self.is_word(i, word),
            Test::Class(class) => self.is_in_class(i, class),
            Test::Actor => mention.is_some_and(|m| m.acts && m.kind != Kind::Place),
            Test::State => mention.is_some_and(|m| m.kind == Kind::State),
            Test::Organisation => mention.is_some_and(|m| m.kind == Kind::Organisation),
            Test::Person => mention.is_some_and(|m| matches!(m.kind, Kind::Person | Kind::Agent)),
            Test::Place => mention.is_some_and(|m| matches!(m.kind, Kind::Place | Kind::State)),
            Test::Event => self.types(i) != 0,
            Test::Type(event) => self.types(i) & (1 << event.0) != 0,
            Test::Sector(name) => {
                let set = self.grammar().sectors([name]);
                mention.is_some_and(|m| m.acts && m.sectors & set != 0)
            }
        }
    }

    /// The event types that a word can tell, also through a light verb's noun.
    pub(crate) fn types(&self, i: usize) -> u32 {
        let s = self.arguments.sentence;
        let lemma = s.lemma(i);
        match s.tag(i) {
            Tag::Verb | Tag::Aux => {
                let light = self.grammar().book.frames.light.contains_key(lemma);
                let noun = s.child_by(i, &[Relation::Obj]).filter(|_| light);
                self.grammar().types_of(Part::Verb, lemma) | noun.map_or(0, |n| self.types(n))
            }
            Tag::Noun | Tag::Propn => self.grammar().types_of(Part::Noun, lemma),
            Tag::Adj => self.grammar().types_of(Part::Adjective, lemma),
            _ => 0,
        }
    }
}

/// Whether a token of the sentence is this word, or the last of these words.
pub(super) fn is_word(s: &Sentence<'_>, i: usize, word: &str) -> bool {
    let is = |j: usize, part: &str| {
        s.lemma(j).eq_ignore_ascii_case(part) || s.form(j).eq_ignore_ascii_case(part)
    };
    let parts = word.split(' ').count();
    let runs = |first: usize| {
        first + parts <= s.len()
            && word
                .split(' ')
                .enumerate()
                .all(|(n, part)| is(first + n, part))
    };
    // The head stands last in "peace talks", first in "state of emergency".
    (i + 1).checked_sub(parts).is_some_and(runs) || parts > 2 && runs(i)
}
