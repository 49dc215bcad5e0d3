//! Names of the world tables in a sentence.
//!
//! A sentence goes in; the longest known names in it come out, each with its head and all that it may stand for.
//! [`Name::choose`] picks one by syntax and date.

use crate::grammar::Grammar;
use crate::sentence::Sentence;
use crate::tally::{Tally, code_of};
use casus_codebook::Codebook;
use casus_codebook::world::{Day, Entry, World};
use casus_syntax::{Relation, Tag};
use casus_text::Span;

/// A known name in a sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Name<'book> {
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// The token on which the others depend.
    pub(crate) head: usize,
    entries: &'book [Entry],
}

/// The known names of a sentence, in its order; they do not overlap.
pub(crate) fn find_names<'book>(
    book: &'book Codebook,
    sentence: &Sentence<'_>,
) -> Vec<Name<'book>> {
    let spans: Vec<Span> = sentence.tree.tokens.iter().map(|t| t.span).collect();
    let mut names = Vec::new();
    let mut at = 0;
    while at < spans.len() {
        match book.world.longest(sentence.text, &spans, at) {
            Some((length, entries)) if length > 0 => {
                let last = at + length - 1;
                names.push(Name {
                    first: at,
                    last,
                    head: head_of(sentence, at, last),
                    entries,
                });
                at += length;
            }
            _ => {
                names.extend(plural_people(book, sentence, at));
                at += 1;
            }
        }
    }
    names
}

/// "Nigerians": one of a people in the plural, by its dictionary form.
fn plural_people<'book>(
    book: &'book Codebook,
    sentence: &Sentence<'_>,
    at: usize,
) -> Option<Name<'book>> {
    let token = sentence.token(at);
    if !matches!(token.penn, "NNS" | "NNPS") || !sentence.form(at).starts_with(char::is_uppercase) {
        return None;
    }
    let entries = book.world.named(&token.lemma);
    let people = entries.iter().any(|e| matches!(e, Entry::People(_)));
    people.then_some(Name {
        first: at,
        last: at,
        head: at,
        entries,
    })
}

/// The token of the range whose own head lies outside.
fn head_of(sentence: &Sentence<'_>, first: usize, last: usize) -> usize {
    let outside = |i: &usize| sentence.head(*i).is_none_or(|h| h < first || h > last);
    let mut heads = (first..=last)
        .filter(outside)
        .filter(|&i| sentence.relation(i) != Relation::Punct);
    heads.next_back().unwrap_or(last)
}

/// The document in which a name stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Around<'t, 'book> {
    pub(crate) grammar: &'t Grammar<'book>,
    pub(crate) tally: &'t Tally<'book>,
    pub(crate) day: Day,
}

impl<'book> Name<'book> {
    /// All that it may stand for.
    pub(crate) fn entries(&self) -> &'book [Entry] {
        self.entries
    }

    /// What the name stands for here; `None` where it is part of a longer name that is not known. `titled`: a title
    /// stands before it.
    pub(crate) fn choose(
        &self,
        around: Around<'_, '_>,
        sentence: &Sentence<'_>,
        titled: bool,
    ) -> Option<Entry> {
        if self.is_part_of_longer(sentence) {
            return None;
        }
        let book = around.grammar.book;
        let day = around.day;
        let modifier = matches!(sentence.relation(self.head), Relation::Amod)
            || matches!(sentence.tag(self.head), Tag::Adj);
        let rank = |entry: &Entry| {
            let kind = match entry {
                Entry::Person(_) | Entry::Surname(_) if titled => 0,
                Entry::Adjective(_) | Entry::OrganisationAdjective(_) if modifier => 1,
                Entry::State(_) => 2,
                Entry::Organisation(_) | Entry::Initials(_) => 3,
                Entry::Person(_) => 4,
                // The capital of a state that is gone is a town of the one that took its place.
                Entry::Capital(_) if !holds(&book.world, *entry, day) => 10,
                Entry::Seat(_) => 5,
                Entry::Capital(_) => 6,
                Entry::People(_) => 7,
                Entry::Adjective(_) | Entry::OrganisationAdjective(_) => 8,
                Entry::Place(_) => 9,
                Entry::Surname(_) => 11,
            };
            let code = code_of(&book.world, *entry).unwrap_or_default();
            (
                kind,
                !holds(&book.world, *entry, day),
                u32::MAX - around.tally.of(code),
                u32::MAX - population(&book.world, *entry),
            )
        };
        let last = sentence.form(self.last);
        // A body called by its seat is not where something happens.
        let capital = self.entries.iter().any(|e| matches!(e, Entry::Capital(_)));
        let there = capital && around.is_place(sentence, self.head);
        let seat = |entry: &Entry| there && matches!(entry, Entry::Organisation(_));
        let fits = |entry: &Entry| around.supports(*entry, last) && !seat(entry);
        let best = self.entries.iter().copied().filter(fits).min_by_key(rank)?;
        let Entry::Surname(_) = best else {
            return Some(match best {
                Entry::Initials(n) => Entry::Organisation(n),
                other => other,
            });
        };
        // "Friday" is a day before it is a person.
        let word = sentence.form(self.head).to_lowercase();
        if book.language.time.contains_key(word.as_str()) {
            return None;
        }
        around.by_surname(self.entries, sentence.form(self.head), titled)
    }

    /// The most populous place of the name in the state.
    pub(crate) fn place(&self, book: &Codebook, code: &str) -> Option<u32> {
        let places = self.entries.iter().filter_map(|e| {
            if let Entry::Place(n) = e {
                Some(*n)
            } else {
                None
            }
        });
        let inside = places.filter(|&n| {
            book.world
                .places
                .get(n as usize)
                .is_some_and(|p| *p.country == *code)
        });
        inside.max_by_key(|&n| {
            book.world
                .places
                .get(n as usize)
                .map_or(0, |p| p.population)
        })
    }

    /// Whether a first or last name beside it makes it another, unknown name.
    fn is_part_of_longer(&self, sentence: &Sentence<'_>) -> bool {
        let outside = |i: usize| i < self.first || i > self.last;
        let name_beside = |i: usize| {
            sentence
                .children_by(i, &[Relation::Flat])
                .any(|c| outside(c) && sentence.tag(c) == Tag::Propn)
        };
        sentence.relation(self.head) == Relation::Flat
            && sentence.head(self.head).is_some_and(outside)
            || (self.first..=self.last).any(name_beside)
    }
}

impl Around<'_, '_> {
    /// Whether something is said to be in, or to come to or from, what the token names.
    fn is_place(&self, sentence: &Sentence<'_>, i: usize) -> bool {
        let words = &self.grammar.words;
        let mut cases = words.place.iter().chain(&words.motion);
        cases.any(|p| sentence.has_case(i, p)) || sentence.relation(i) == Relation::Root
    }

    /// Whether the report allows this reading: initials need the body or its state, and so does a person out of office
    /// whose last name many people have.
    fn supports(&self, entry: Entry, last: &str) -> bool {
        let world = &self.grammar.book.world;
        let named = || self.tally.of(code_of(world, entry).unwrap_or_default()) > 0;
        match entry {
            Entry::Initials(n) => self.tally.has_body(n) || named(),
            Entry::Person(_) if self.grammar.words.common_surname.contains(last) => {
                holds(world, entry, self.day) || named()
            }
            _ => true,
        }
    }

    /// The one person who may be meant by the last name alone: a head of state or government in office; another who is
    /// in office, or a former head, where the document names the state. A last name that many people have needs more.
    fn by_surname(&self, entries: &[Entry], word: &str, titled: bool) -> Option<Entry> {
        let world = &self.grammar.book.world;
        let common = self.grammar.words.common_surname.contains(word);
        let grade = |entry: &Entry| {
            let named = self.tally.of(code_of(world, *entry)?);
            let (now, head) = (
                holds(world, *entry, self.day),
                self.is_head(*entry, Some(self.day)),
            );
            let alone = match (now, head) {
                (true, true) => !common || named > 0,
                (true, false) => named > 0 && (!common || titled),
                // "President X" led a state once, and is meant though nothing names it.
                (false, _) => (titled || named > 0 && !common) && self.is_head(*entry, None),
            };
            alone.then_some((now, head, named))
        };
        let graded = entries
            .iter()
            .filter(|e| matches!(e, Entry::Surname(_)))
            .filter_map(|e| Some((grade(e)?, *e)));
        let mut best: Option<((bool, bool, u32), Entry)> = None;
        let mut tied = false;
        for (grade, entry) in graded {
            match best {
                Some((top, _)) if grade < top => {}
                Some((top, other)) if grade == top => {
                    // Of two who led the same state one is as good as the other for whose he is.
                    tied = !titled || code_of(world, other) != code_of(world, entry);
                }
                _ => {
                    best = Some((grade, entry));
                    tied = false;
                }
            }
        }
        best.filter(|_| !tied).map(|(_, entry)| entry)
    }

    /// Whether the person leads a state, on the day or at any time.
    fn is_head(&self, entry: Entry, day: Option<Day>) -> bool {
        let (Entry::Person(n) | Entry::Surname(n)) = entry else {
            return false;
        };
        let world = &self.grammar.book.world;
        let terms = world.persons.get(n as usize).map_or(&[][..], |p| &p.terms);
        terms.iter().any(|&t| {
            let Some(term) = world.holders.get(t as usize) else {
                return false;
            };
            let office = world.offices.get(term.office as usize);
            let leads = office.is_some_and(|o| {
                o.titles
                    .iter()
                    .any(|t| self.grammar.words.head.contains(&**t))
            });
            leads && day.is_none_or(|day| term.period.holds(day))
        })
    }
}

/// Whether the entry existed, or held an office, on the day.
fn holds(world: &World, entry: Entry, day: Day) -> bool {
    match entry {
        Entry::State(n)
        | Entry::Adjective(n)
        | Entry::People(n)
        | Entry::Capital(n)
        | Entry::Seat(n) => world
            .states
            .get(n as usize)
            .is_some_and(|s| s.period.holds(day)),
        Entry::Organisation(n) | Entry::OrganisationAdjective(n) | Entry::Initials(n) => world
            .organisations
            .get(n as usize)
            .is_some_and(|o| o.period.holds(day)),
        Entry::Person(n) | Entry::Surname(n) => world.persons.get(n as usize).is_some_and(|p| {
            p.terms.iter().any(|&t| {
                world
                    .holders
                    .get(t as usize)
                    .is_some_and(|h| h.period.holds(day))
            })
        }),
        Entry::Place(_) => true,
    }
}

fn population(world: &World, entry: Entry) -> u32 {
    match entry {
        Entry::Place(n) => world.places.get(n as usize).map_or(0, |p| p.population),
        _ => 0,
    }
}
