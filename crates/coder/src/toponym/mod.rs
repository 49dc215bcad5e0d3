//! Toponyms: every name of a place in a document, with the place that it means there.
//!
//! The names of the document go in; locations come out. A name can mean many places ("Paris", "Springfield"): which one
//! is decided by how well known each is, by what is said beside it ("Paris, Texas"), and by the other places of the
//! document (`resolve`). Names of places within names of bodies ("Springfield Police Department") and nationalities count
//! too; those within names of persons do not.

mod option;
mod resolve;

use crate::event::{Location, NameKind};
use crate::grammar::Grammar;
use crate::naming::Candidate;
use crate::sentence::Sentence;
use casus_codebook::language::NameWord;
use casus_codebook::world::{Day, Entry, World};
use casus_text::Span;
use hashbrown::HashSet;
use option::{Choice, choices};

/// A name of a place with all that it can mean.
#[derive(Debug)]
struct Toponym {
    span: Span,
    /// The name in small letters.
    key: String,
    choices: Vec<Choice>,
    /// Whether the next toponym tells in what it lies: only a comma or bracket is between them.
    followed: bool,
}

/// The places that the document names.
pub(crate) fn find_places(
    grammar: &Grammar<'_>,
    sentences: &[Sentence<'_>],
    candidates: &[Candidate],
    day: Day,
) -> Vec<Location> {
    let mut finder = Finder {
        grammar,
        sentences,
        day,
        places: HashSet::new(),
        found: Vec::new(),
    };
    for candidate in candidates
        .iter()
        .filter(|c| c.kind == Some(NameKind::Place))
    {
        let text = finder
            .text(candidate.sentence, candidate.first, candidate.last)
            .to_lowercase();
        finder.places.insert(text);
    }
    for candidate in candidates {
        finder.take(candidate);
    }
    let mut toponyms = finder.found;
    toponyms.sort_by_key(|t| (t.span.start, t.span.end));
    toponyms.dedup_by(|later, earlier| later.span.overlaps(earlier.span));
    let text = sentences.first().map_or("", |s| s.text);
    link(&mut toponyms, text);
    resolve::resolve(toponyms, &grammar.book.world, text)
}

/// Marks the toponyms that the next one contains: "Lebanon, Pa.", "Cambridge (England)".
fn link(toponyms: &mut [Toponym], text: &str) {
    for i in 1..toponyms.len() {
        let gap = Span {
            start: toponyms[i - 1].span.end,
            end: toponyms[i].span.start,
        };
        let between = gap.of(text).trim();
        toponyms[i - 1].followed = gap.len() < 4 && matches!(between, "," | "(" | ", ");
    }
}

struct Finder<'f, 'book, 'doc> {
    grammar: &'f Grammar<'book>,
    sentences: &'f [Sentence<'doc>],
    day: Day,
    /// The names that stand for a place somewhere in the document, in small letters.
    places: HashSet<String>,
    found: Vec<Toponym>,
}

impl<'doc> Finder<'_, '_, 'doc> {
    fn world(&self) -> &World {
        &self.grammar.book.world
    }

    fn text(&self, sentence: usize, first: usize, last: usize) -> &'doc str {
        self.sentences[sentence]
            .span(first, last)
            .of(self.sentences[sentence].text)
    }

    fn take(&mut self, candidate: &Candidate) {
        let (s, first, last) = (candidate.sentence, candidate.first, candidate.last);
        match candidate.kind {
            Some(NameKind::Person) => {}
            Some(NameKind::Place) => self.take_place(s, first, last),
            _ => self.take_within(s, first, last),
        }
        self.take_behind(s, last);
    }

    /// A name that is a place's as a whole.
    fn take_place(&mut self, s: usize, first: usize, last: usize) {
        let mut first = first;
        let mut all = self.choices(s, first, last);
        // "Far North Queensland" is Queensland; "North Carolina" is itself.
        while all.is_empty() && first < last && self.has(s, first, NameWord::Direction) {
            first += 1;
            all = self.choices(s, first, last);
        }
        if all.is_empty() && self.take_first(s, first, last) {
            return;
        }
        if all.is_empty() && self.is_common(s, first, last) {
            return;
        }
        let words = self.text(s, first, last);
        self.push(s, first, last, words.to_lowercase(), all);
    }

    /// "City Hall", "the Kremlin": words of kinds and directions alone, or a seat of government.
    fn is_common(&self, s: usize, first: usize, last: usize) -> bool {
        let seat = self
            .entries(s, first, last)
            .iter()
            .any(|e| matches!(e, Entry::Seat(_)));
        seat || (first..=last).all(|i| self.is_kind(s, i))
    }

    /// Whether a word tells the kind of a place or body, or a direction.
    fn is_kind(&self, s: usize, token: usize) -> bool {
        let kinds = [
            NameWord::Body,
            NameWord::PlaceEnd,
            NameWord::Thing,
            NameWord::Direction,
            NameWord::Honorific,
        ];
        kinds.iter().any(|&kind| self.has(s, token, kind))
    }

    /// "Dublin Veterans Park": of a building or park that no table knows, the town before its name. Whether there is one.
    fn take_first(&mut self, s: usize, first: usize, last: usize) -> bool {
        for end in (first..=last.saturating_sub(2)).rev() {
            let all = self.choices(s, first, end);
            let words = self.text(s, first, end).to_lowercase();
            if all.iter().any(|c| c.known) || !all.is_empty() && self.places.contains(&words) {
                self.push(s, first, end, words, all);
                return true;
            }
        }
        false
    }

    fn has(&self, s: usize, token: usize, word: NameWord) -> bool {
        let form = self.sentences[s].form(token);
        self.grammar.book.language.in_names(form).has(word)
    }

    /// Names of places within the name of something else.
    fn take_within(&mut self, s: usize, first: usize, last: usize) {
        let mut at = first;
        while at <= last {
            let longest = (at..=last.min(at + 4)).rev().find_map(|end| {
                let all = self.choices(s, at, end);
                // "Kentucky State Police": the state is Kentucky.
                if end > at && self.has(s, end, NameWord::PlaceEnd) {
                    let shorter = self.choices(s, at, end - 1);
                    if all
                        .iter()
                        .any(|a| a.wide && shorter.iter().any(|b| a.what == b.what))
                    {
                        return None;
                    }
                }
                let words = self.text(s, at, end).to_lowercase();
                let kept = self.is_kept(s, at, end, first, last, &words, &all);
                (kept && !all.is_empty()).then_some((end, words, all))
            });
            match longest {
                Some((end, words, all)) => {
                    self.push(s, at, end, words, all);
                    at = end + 1;
                }
                None => at += 1,
            }
        }
    }

    /// Whether words within another name are taken for the name of a place.
    #[allow(clippy::too_many_arguments)] // All are needed to tell where the words stand.
    fn is_kept(
        &self,
        s: usize,
        at: usize,
        end: usize,
        first: usize,
        last: usize,
        words: &str,
        all: &[Choice],
    ) -> bool {
        if !self.text(s, at, end).starts_with(char::is_uppercase) {
            return false;
        }
        if self.places.contains(words) || all.iter().any(|c| c.sure) {
            return true;
        }
        let sentence = &self.sentences[s];
        let words = &self.grammar.words;
        let before = at
            .checked_sub(1)
            .filter(|_| at > first)
            .map(|i| sentence.form(i));
        let after = before.is_some_and(|form| {
            words.place.contains(form.to_lowercase().as_str()) || words.owner.contains(form)
        });
        let whole = at == first && end == last;
        // "Elkton Senior Center": a body of a small town.
        if at == first && end < last && !all.is_empty() {
            let civic = [NameWord::Body, NameWord::PlaceEnd];
            let rest = (end + 1..=last).any(|i| civic.iter().any(|&w| self.has(s, i, w)));
            let person = self.has(s, at, NameWord::Given) || self.has(s, at, NameWord::Surname);
            if rest && !person {
                return true;
            }
        }
        (at == first && end < last || after || whole) && all.iter().any(|c| c.known)
    }

    /// A short form behind the comma: "Lebanon, Pa.", or with full stops in it: "W.Va.".
    fn take_behind(&mut self, s: usize, last: usize) {
        let sentence = &self.sentences[s];
        if last + 2 >= sentence.len() || !matches!(sentence.form(last + 1), "," | "(") {
            return;
        }
        let words = self.text(s, last + 2, last + 2);
        let all: Vec<Choice> = self
            .world()
            .behind(words)
            .filter_map(|n| Choice::place(self.world(), n))
            .collect();
        if !all.is_empty() && words.starts_with(char::is_uppercase) {
            let key = words.to_lowercase();
            self.push(s, last + 2, last + 2, key, all);
        }
    }

    /// All that a range of tokens can mean as a place.
    fn choices(&self, s: usize, first: usize, last: usize) -> Vec<Choice> {
        let words = self.text(s, first, last);
        let mut all = choices(self.world(), self.entries(s, first, last), words, self.day);
        if first == last && self.is_kind(s, first) {
            all.retain(|c| c.sure);
        }
        if all.is_empty() && words.contains('.') && words.len() > 3 {
            all.extend(
                self.world()
                    .behind(words)
                    .filter_map(|n| Choice::place(self.world(), n)),
            );
        }
        all
    }

    /// What the tables know by the name.
    fn entries(&self, s: usize, first: usize, last: usize) -> &[Entry] {
        let sentence = &self.sentences[s];
        let spans: Vec<Span> = (first..=last).map(|i| sentence.token(i).span).collect();
        let whole = self.world().longest(sentence.text, &spans, 0);
        let entries = whole
            .filter(|(n, _)| *n == spans.len())
            .map_or(&[][..], |(_, entries)| entries);
        if !entries.is_empty() || first < last || !sentence.penn(last).ends_with('S') {
            return entries;
        }
        let plural = self.world().named(&sentence.token(last).lemma);
        if plural.iter().any(|e| matches!(e, Entry::People(_))) {
            plural
        } else {
            &[]
        }
    }

    fn push(&mut self, s: usize, first: usize, last: usize, key: String, choices: Vec<Choice>) {
        let span = self.sentences[s].span(first, last);
        self.found.push(Toponym {
            span,
            key,
            choices,
            followed: false,
        });
    }
}
