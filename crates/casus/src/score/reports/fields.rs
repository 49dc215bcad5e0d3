//! Reads the values of an annotation's fields: words with their place, actors, speakers, days, places, numbers.
//!
//! A value and the sentence under which it stands go in; spans and codes come out. What cannot be read is a fault.

use super::file::Reader;
use super::mark::{GoldActor, GoldQuantity, GoldSpeaker};
use casus_text::Span;

/// How a speaker may stand to what is said.
const STANCES: [&str; 6] = ["asserts", "denies", "doubts", "worries", "alleges", "asks"];
/// What a number may count.
const QUANTITIES: [&str; 10] = [
    "killed",
    "wounded",
    "arrested",
    "released",
    "displaced",
    "money",
    "arms",
    "goods",
    "people",
    "duration",
];

impl Reader<'_> {
    pub(super) fn contexts(&mut self, line: usize, value: &str) -> Vec<String> {
        let all: Vec<String> = value.split(';').map(|c| c.trim().to_owned()).collect();
        for context in &all {
            if !self.ontology.contexts.contains(context) {
                self.fault(line, format!("no context `{context}`"));
            }
        }
        all
    }

    /// `WORDS = CODE`.
    pub(super) fn actor(&mut self, line: usize, sentence: usize, value: &str) -> Option<GoldActor> {
        let (words, code) = value.rsplit_once(" = ").unwrap_or((value, ""));
        let span = self.words(line, sentence, words)?;
        let mut parts = code.trim().split('.');
        let code = parts.next().unwrap_or_default().to_owned();
        if !(code.is_empty() || code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase())) {
            self.fault(line, format!("no code `{code}`"));
        }
        let sectors: Vec<String> = parts.map(str::to_owned).collect();
        for sector in &sectors {
            if !self.ontology.sectors.contains(sector) && !self.ontology.groups.contains(sector) {
                self.fault(line, format!("no sector `{sector}`"));
            }
        }
        Some(GoldActor {
            span,
            code,
            sectors,
        })
    }

    /// `STANCE | WORDS = CODE | CUE`.
    pub(super) fn speaker(&mut self, line: usize, sentence: usize, value: &str) -> GoldSpeaker {
        let mut cells = value.split('|').map(str::trim);
        let stance = cells.next().unwrap_or_default().to_owned();
        self.one_of(line, "stance", &stance, &STANCES);
        let who = cells.next().filter(|cell| !cell.is_empty());
        let cue = cells.next().filter(|cell| !cell.is_empty());
        GoldSpeaker {
            stance,
            speaker: who.and_then(|who| self.actor(line, sentence, who)),
            cue: cue.and_then(|cue| self.words(line, sentence, cue)),
        }
    }

    /// `WORDS = DAY`.
    pub(super) fn date(&mut self, line: usize, sentence: usize, value: &str) -> Option<String> {
        let (words, day) = value.rsplit_once(" = ").unwrap_or((value, ""));
        self.words(line, sentence, words)?;
        let form = day.bytes().all(|b| b.is_ascii_digit() || b == b'-');
        if !form || ![4, 7, 10].contains(&day.len()) {
            self.fault(line, format!("no day `{day}`"));
        }
        Some(day.to_owned())
    }

    /// `WORDS = STATE`.
    pub(super) fn place(
        &mut self,
        line: usize,
        sentence: usize,
        value: &str,
    ) -> Option<(Span, String)> {
        let (words, state) = value.rsplit_once(" = ").unwrap_or((value, ""));
        let state = state.split('.').next().unwrap_or_default();
        Some((self.words(line, sentence, words)?, state.to_owned()))
    }

    /// `kind = NUMBER unit | WORDS`.
    pub(super) fn quantity(
        &mut self,
        line: usize,
        sentence: usize,
        value: &str,
    ) -> Option<GoldQuantity> {
        let (what, words) = value.split_once('|').unwrap_or((value, ""));
        let (kind, number) = what.split_once('=').unwrap_or((what, ""));
        let kind = kind.trim().to_owned();
        self.one_of(line, "quantity", &kind, &QUANTITIES);
        let number = number.split_whitespace().next().unwrap_or_default();
        let Ok(value) = number.replace(',', "").parse() else {
            self.fault(line, format!("no number `{number}`"));
            return None;
        };
        let span = self.words(line, sentence, words.trim())?;
        Some(GoldQuantity { kind, value, span })
    }

    /// The span of words: in the sentence (`Kenya#2`: their second place), or with `^` in the nearest other one.
    pub(super) fn words(&mut self, line: usize, sentence: usize, words: &str) -> Option<Span> {
        let (elsewhere, words) = match words.strip_prefix('^') {
            Some(rest) => (true, rest),
            None => (false, words),
        };
        let (words, number) = numbered(words);
        let found = if elsewhere {
            let before = (0..sentence).rev();
            let mut all = before.chain(sentence + 1..self.report.sentences.len());
            all.find_map(|at| self.find(at, words, number))
        } else {
            self.find(sentence, words, number)
        };
        if found.is_none() {
            self.fault(line, format!("`{words}` does not stand there"));
        }
        found
    }

    pub(super) fn find(&self, sentence: usize, words: &str, number: usize) -> Option<Span> {
        let span = self.report.sentences[sentence];
        let text = span.of(&self.report.document.text);
        if words.is_empty() {
            return None;
        }
        let whole = |at: &usize| {
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let inside = words.chars().next().is_some_and(char::is_alphanumeric);
            let last = words.chars().next_back().is_some_and(char::is_alphanumeric);
            let before = inside && letter(text[..*at].chars().next_back());
            let after = last && letter(text[at + words.len()..].chars().next());
            !before && !after
        };
        let mut places = text.match_indices(words).map(|(at, _)| at).filter(whole);
        let start = span.start + places.nth(number - 1)? as u32;
        Some(Span {
            start,
            end: start + words.len() as u32,
        })
    }
}

/// `Kenya#2` is the second `Kenya`.
fn numbered(words: &str) -> (&str, usize) {
    let number = words
        .rsplit_once('#')
        .and_then(|(words, n)| Some((words, n.parse().ok().filter(|n| *n > 0)?)));
    number.unwrap_or((words, 1))
}
