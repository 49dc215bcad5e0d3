//! Reads a sentence as words of time: which words those are, what numbers stand there, and whether the clause lies ahead.
//!
//! A position goes in; the longest time expression that begins there comes out. Its shapes are in `date`, `relative` and
//! `length`.

use super::Calendar;
use crate::grammar::Grammar;
use crate::sentence::Sentence;
use casus_codebook::frame::Part;
use casus_codebook::language::{Status, TimeWord};
use casus_syntax::{Relation, Tag};

/// The greatest number of tokens in a word of the table: "new year 's eve".
const LONGEST: usize = 4;

/// An expression: its tokens, TIMEX3 type and value.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) kind: &'static str,
    pub(crate) value: Option<Box<str>>,
    /// Whether others may be counted from it.
    pub(crate) anchors: bool,
}

/// The last token of an expression and its value.
pub(super) type Step = Option<(usize, Option<Box<str>>)>;

/// Looks for expressions in one sentence.
pub(crate) struct Scanner<'a, 'book, 'doc> {
    pub(super) grammar: &'a Grammar<'book>,
    pub(super) s: &'a Sentence<'doc>,
    pub(super) calendar: &'a Calendar,
    /// The time word that begins at each token, and its last token.
    words: Vec<Option<(&'book TimeWord, usize)>>,
}

impl<'a, 'book, 'doc> Scanner<'a, 'book, 'doc> {
    pub(crate) fn new(
        grammar: &'a Grammar<'book>,
        s: &'a Sentence<'doc>,
        calendar: &'a Calendar,
    ) -> Self {
        let forms: Vec<String> = (0..s.len()).map(|i| s.form(i).to_lowercase()).collect();
        let table = &grammar.book.language.time;
        let longest = |i: usize| {
            let ends = (i..forms.len().min(i + LONGEST)).rev();
            ends.into_iter()
                .find_map(|last| Some((table.get(forms[i..=last].join(" ").as_str())?, last)))
        };
        Scanner {
            grammar,
            s,
            calendar,
            words: (0..forms.len()).map(longest).collect(),
        }
    }

    /// The expression that begins at the token.
    pub(crate) fn at(&self, i: usize) -> Option<Found> {
        let found = |kind, step: Step| {
            step.map(|(last, value)| Found {
                first: i,
                last,
                kind,
                value,
                anchors: true,
            })
        };
        let day = || {
            let step = self.modified(i).or_else(|| self.date(i))?;
            let time = step.1.as_deref().is_some_and(|v| v.contains('T'));
            found(if time { "TIME" } else { "DATE" }, Some(step))
        };
        found("TIME", self.clock(i))
            .or_else(|| {
                found("DATE", self.compared(i)).map(|f| Found {
                    anchors: false,
                    ..f
                })
            })
            .or_else(day)
            .or_else(|| found("SET", self.repeated(i)))
            .or_else(|| found("DURATION", self.duration(i)))
            .or_else(|| found("DATE", self.now(i)))
            .or_else(|| found("DURATION", self.bare_unit(i)))
    }

    /// The word of this kind that begins at the token.
    pub(super) fn word(&self, i: usize, kind: &str) -> Option<&'book TimeWord> {
        let (word, _) = self.words.get(i).copied().flatten()?;
        (&*word.kind == kind).then_some(word)
    }

    /// The word of this kind whose unit passes.
    pub(super) fn word_with(
        &self,
        i: usize,
        kind: &str,
        units: &[&str],
    ) -> Option<&'book TimeWord> {
        self.word(i, kind).filter(|w| units.contains(&&*w.unit))
    }

    /// The last token of the time word that begins at the token.
    pub(super) fn end(&self, i: usize) -> usize {
        self.words
            .get(i)
            .copied()
            .flatten()
            .map_or(i, |(_, last)| last)
    }

    pub(super) fn form(&self, i: usize) -> &'doc str {
        if i < self.s.len() { self.s.form(i) } else { "" }
    }

    pub(super) fn is_the(&self, i: usize) -> bool {
        let form = self.form(i);
        let words = &self.grammar.words;
        !form.is_empty() && words.the.contains(form.to_lowercase().as_str())
    }

    /// The token, or the one after it where it is the article.
    pub(super) fn past_the(&self, i: usize) -> usize {
        i + usize::from(self.is_the(i))
    }

    pub(super) fn is_owner(&self, i: usize) -> bool {
        self.grammar.words.owner.contains(self.form(i))
    }

    pub(super) fn is_dash(&self, i: usize) -> bool {
        matches!(self.form(i), "-" | "–" | "—")
    }

    /// Whether what stands here goes on to the other end of a range.
    pub(super) fn is_until(&self, i: usize) -> bool {
        self.is_dash(i) || self.word_with(i, "direction", &["until"]).is_some()
    }

    /// Whether the unit stands in the plural.
    pub(super) fn is_plural(&self, i: usize) -> bool {
        i < self.s.len() && self.s.penn(i).ends_with('S') || self.form(i).ends_with('s')
    }

    /// A month, written as a name: "May" the month, not "may" the verb or "May" the person.
    pub(super) fn month(&self, i: usize) -> Option<i32> {
        let month = self.word(i, "month")?;
        let s = self.s;
        let named = self.form(i).starts_with(char::is_uppercase)
            && matches!(s.tag(i), Tag::Propn | Tag::Noun | Tag::Num | Tag::X);
        let name = |c: usize| s.tag(c) == Tag::Propn && !self.is_time_word(c);
        let flat = s.relation(i) == Relation::Flat && s.head(i).is_some_and(name)
            || s.children_by(i, &[Relation::Flat]).any(name);
        (named && !flat).then_some(month.value)
    }

    fn is_time_word(&self, i: usize) -> bool {
        self.words.get(i).copied().flatten().is_some()
    }

    pub(super) fn weekday(&self, i: usize) -> Option<i32> {
        self.word(i, "weekday")
            .filter(|_| self.form(i).starts_with(char::is_uppercase))
            .map(|w| w.value)
    }

    pub(super) fn day_number(&self, i: usize) -> Option<i32> {
        if let Some(word) = self.word(i, "ordinal") {
            return Some(word.value);
        }
        let form = self.form(i);
        let plain = form.len() <= 2 && form.bytes().all(|b| b.is_ascii_digit());
        form.parse().ok().filter(|d| plain && (1..=31).contains(d))
    }

    pub(super) fn year_number(&self, i: usize) -> Option<i16> {
        let form = self.form(i);
        let plain = form.len() == 4 && form.bytes().all(|b| b.is_ascii_digit());
        form.parse()
            .ok()
            .filter(|y| plain && (1500..=2100).contains(y))
    }

    /// A number in figures or words, and the token after it: "12", "twenty four", "twenty-four", "a hundred".
    pub(super) fn number(&self, i: usize) -> Option<(i32, usize)> {
        let figure = self.form(i).replace(',', "");
        if figure.starts_with(|c: char| c.is_ascii_digit()) {
            let value: f64 = figure.parse().ok()?;
            let whole = value.fract() == 0.0 && (0.0..1e6).contains(&value);
            return whole.then_some((value as i32, i + 1));
        }
        let numbers = &self.grammar.book.language.numbers;
        let (mut at, mut value) = (i, 0.0f64);
        while at < self.s.len() {
            let next = if at > i && self.is_dash(at) {
                at + 1
            } else {
                at
            };
            let word = self.form(next).to_lowercase();
            let Some(&part) = numbers.get(word.as_str()).filter(|v| **v >= 1.0) else {
                break;
            };
            match value {
                0.0 => value = part,
                v if part >= 100.0 => value = v * part,
                v if part < v && (part < 10.0 || v >= 100.0) => value = v + part,
                _ => break,
            }
            at = next + 1;
        }
        (at > i && value < 1e6).then_some((value as i32, at))
    }

    /// Whether the clause around the token lies in the future (true) or not; open where no verb tells.
    pub(super) fn is_ahead(&self, i: usize) -> Option<bool> {
        let s = self.s;
        if i > 0 && self.word_with(i - 1, "direction", &["since"]).is_some() {
            return Some(false);
        }
        if (i.saturating_sub(2)..i).any(|b| self.word_with(b, "direction", &["until"]).is_some()) {
            return Some(true);
        }
        let verb = s.ancestors(i).find(|&a| {
            s.tag(a) == Tag::Verb || s.children_by(a, &[Relation::Cop]).next().is_some()
        })?;
        Some(self.is_to_come(verb) || self.is_meant(verb))
    }

    /// Whether the verb stands in the future or present, or as an infinitive.
    fn is_to_come(&self, verb: usize) -> bool {
        let s = self.s;
        let helpers = [Relation::Aux, Relation::AuxPass, Relation::Cop];
        let first = s.child_by(verb, &helpers);
        let language = &self.grammar.book.language;
        let future = s.children_by(verb, &[Relation::Aux]).any(|c| {
            let words = language.status(Part::Auxiliary, s.lemma(c));
            words.iter().any(|w| w.status == Status::Future) || s.penn(c) == "MD"
        });
        let infinitive = s
            .children_by(verb, &[Relation::Mark])
            .any(|c| s.penn(c) == "TO");
        let perfect = s.penn(verb) == "VBN" && s.child_by(verb, &[Relation::AuxPass]).is_none()
            || s.children_by(verb, &[Relation::Aux]).count() > 0
                && s.child_by(verb, &[Relation::AuxPass]).is_some();
        let finite = s.penn(first.unwrap_or(verb));
        future || infinitive || matches!(finite, "VBZ" | "VBP") && !perfect
    }

    /// Whether a word above makes it something to come: "plans to meet".
    fn is_meant(&self, verb: usize) -> bool {
        let s = self.s;
        let Some(above) = s.head(verb).filter(|_| s.relation(verb) == Relation::Xcomp) else {
            return false;
        };
        let words = self
            .grammar
            .book
            .language
            .status(Part::Verb, s.lemma(above));
        words.iter().any(|w| w.status == Status::Future)
    }
}
