//! Reads `world/holders.table`: who held which office from when to when.
//!
//! A person may stand in several rows; they are one where they share the Wikidata id, or the name where a row has none.
//! A user's term takes its days from ours.

use super::{Builder, optional};
use crate::code;
use crate::compile::Files;
use crate::compile::date::{self, Span};
use crate::compile::nearest::suggest;
use crate::compile::report::{Report, Spot};
use crate::compile::table::{Cell, Column, Row, rows};
use crate::world::{Day, Entry, Holder, Period, Person};
use hashbrown::HashMap;

const COLUMNS: &[Column] = &[
    ("office", true),
    ("person", true),
    ("from", false),
    ("to", false),
    ("aliases", false),
    ("wikidata", false),
    ("source", false),
];

/// A term of office that was read.
#[derive(Clone, Copy, Debug)]
struct Term {
    office: u32,
    person: u32,
    span: Span,
    layer: u8,
    at: Spot,
}

/// Persons by Wikidata id and by name.
#[derive(Default)]
struct People<'a> {
    by_id: HashMap<&'a str, u32>,
    by_name: HashMap<&'a str, u32>,
}

impl<'a> Builder<'a, '_> {
    pub(super) fn read_holders(&mut self, files: &Files<'a>, report: &mut Report<'_>) {
        let keys: Vec<Box<str>> = self
            .world
            .offices
            .iter()
            .map(|office| office.key.clone())
            .collect();
        let offices: HashMap<&str, u32> =
            keys.iter().zip(0..).map(|(key, id)| (&**key, id)).collect();
        let mut people = People::default();
        let mut terms = Vec::new();
        for file in files.table("world/holders") {
            rows(file, COLUMNS, report, |row, report| {
                let Some(&office) = offices.get(row.cell(0).text) else {
                    let hint = suggest(row.cell(0).text, keys.iter().map(|key| &**key));
                    let message = format!("no office `{}`", row.cell(0).text);
                    report.error(row.cell(0).at, code::UNKNOWN_OFFICE, message, hint);
                    return;
                };
                let Some(span) = date::period(row.cell(2), row.cell(3), report) else {
                    return;
                };
                let person = self.person(row, &mut people);
                terms.push(Term {
                    office,
                    person,
                    span,
                    layer: row.layer,
                    at: row.cell(1).at,
                });
            });
        }
        terms.sort_by_key(|t| (t.office, t.span.from, t.span.to, t.at));
        for office in terms.chunk_by(|a, b| a.office == b.office) {
            self.fill_office(office, report);
        }
        let holders = &self.world.holders;
        for person in &mut self.world.persons {
            person.terms.sort_by_key(|&term| {
                let period = holders
                    .get(term as usize)
                    .map(|h| (h.period.from, h.period.to));
                (period, term)
            });
        }
    }

    /// The person of a row: the number of one who was there before, or a new one.
    fn person(&mut self, row: &Row<'a, '_>, people: &mut People<'a>) -> u32 {
        let (name, id) = (row.cell(1), row.cell(5));
        let named = people.by_name.get(name.text).copied().filter(|&person| {
            let known = self
                .world
                .persons
                .get(person as usize)
                .and_then(|p| p.wikidata.as_deref());
            id.is_empty() || known.is_none_or(|known| known == id.text)
        });
        let found = people.by_id.get(id.text).copied().or(named);
        let person = found.unwrap_or(self.world.persons.len() as u32);
        if found.is_none() {
            self.world.persons.push(Person {
                name: Box::from(name.text),
                ..Person::default()
            });
        }
        people.by_name.entry(name.text).or_insert(person);
        if !id.is_empty() {
            people.by_id.insert(id.text, person);
            if let Some(entry) = self.world.persons.get_mut(person as usize) {
                entry.wikidata = optional(id);
            }
        }
        self.add_names(person, name, row.cell(4), row.layer);
        person
    }

    /// The full name, the aliases, and the words by which the person is found alone.
    fn add_names(&mut self, person: u32, name: Cell<'a>, aliases: Cell<'a>, layer: u8) {
        self.names.add(name.text, Entry::Person(person), layer);
        if let Some(surname) = surname(name.text) {
            self.names.add(surname, Entry::Surname(person), layer);
        }
        for alias in aliases.items(';') {
            let several = alias.text.contains(' ');
            let entry = if several {
                Entry::Person(person)
            } else {
                Entry::Surname(person)
            };
            self.names.add(alias.text, entry, layer);
        }
    }

    /// Puts the terms of one office in, sorted by their beginning; reports those that share days.
    fn fill_office(&mut self, terms: &[Term], report: &mut Report<'_>) {
        let mut kept: Vec<Term> = Vec::new();
        for term in terms {
            let several = self.several.contains(&term.office);
            let rival = kept.iter().find(|old| {
                let one = !several || old.person == term.person;
                one && old.layer == term.layer && share_days(old, term)
            });
            match rival {
                None => kept.push(*term),
                Some(rival) if rival.person == term.person => {
                    let message =
                        format!("the same person and days as at {}", report.place(rival.at));
                    report.warn(term.at, code::DUPLICATE_ROW, message, None);
                }
                Some(rival) => {
                    let first = rival.at.min(term.at);
                    let last = rival.at.max(term.at);
                    let message = format!(
                        "another holds this office on the same days, at {}",
                        report.place(first)
                    );
                    report.error(last, code::DOUBLE_HOLDER, message, None);
                }
            }
        }
        let mut pieces: Vec<(Period, Term)> = Vec::new();
        for term in &kept {
            let several = self.several.contains(&term.office);
            let above = kept.iter().filter(|other| {
                other.layer > term.layer && (!several || other.person == term.person)
            });
            let mut left = vec![term.span.period()];
            for other in above {
                left = left
                    .into_iter()
                    .flat_map(|period| without(period, other.span.period()))
                    .collect();
            }
            pieces.extend(left.into_iter().map(|period| (period, *term)));
        }
        pieces.sort_by_key(|(period, term)| (period.from, period.to, term.at));
        for (period, term) in pieces {
            let id = self.world.holders.len() as u32;
            self.world.holders.push(Holder {
                office: term.office,
                person: term.person,
                period,
            });
            if let Some(list) = self.world.holders_of.get_mut(term.office as usize) {
                list.push(id);
            }
            if let Some(person) = self.world.persons.get_mut(term.person as usize) {
                person.terms.push(id);
            }
        }
    }
}

/// Whether two terms must share more than a day of handing over, whatever days their dates mean.
fn share_days(a: &Term, b: &Term) -> bool {
    let last_start = |term: &Term| term.span.from.1;
    let first_end = |term: &Term| term.span.to.0;
    a.span == b.span || (last_start(a) < first_end(b) && last_start(b) < first_end(a))
}

/// The pieces of a period that lie outside another. The days before and after are counted as numbers, for only
/// comparisons are made with them.
fn without(period: Period, other: Period) -> impl Iterator<Item = Period> {
    let apart = other.to < period.from || period.to < other.from;
    let whole = apart.then_some(period);
    let piece = |from: Day, to: Day| (!apart && from <= to).then_some(Period { from, to });
    let before = piece(period.from, period.to.min(other.from.saturating_sub(1)));
    let after = piece(period.from.max(other.to.saturating_add(1)), period.to);
    let after = after.filter(|_| other.to < Day::MAX);
    let before = before.filter(|_| other.from > Day::MIN);
    whole.into_iter().chain(before).chain(after)
}

/// The last word of a name of several, leaving out what follows the surname ("Jr.", "III").
fn surname(name: &str) -> Option<&str> {
    let mut words = name.split_whitespace();
    let first = words.next()?;
    let last = words.rfind(|word| {
        let numeral = word.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
        !numeral && !word.ends_with('.')
    });
    let numbered = name.split_whitespace().nth(1).is_some();
    last.or_else(|| numbered.then_some(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_surname_is_the_last_word_that_is_no_number() {
        assert_eq!(surname("Vladimir Putin"), Some("Putin"));
        assert_eq!(surname("Abdullah II"), Some("Abdullah"));
        assert_eq!(surname("Ferdinand Marcos Jr."), Some("Marcos"));
        assert_eq!(surname("Suharto"), None);
        assert_eq!(surname(""), None);
    }

    #[test]
    fn a_period_loses_the_days_of_another() {
        let period = |from, to| Period { from, to };
        let rest = |a, b| without(a, b).collect::<Vec<_>>();
        let whole = period(20200101, 20231231);
        assert_eq!(
            rest(whole, period(20210101, 20211231)),
            [period(20200101, 20210100), period(20211232, 20231231)]
        );
        assert_eq!(rest(whole, period(20190101, 20241231)), []);
        assert_eq!(
            rest(whole, period(20220101, Day::MAX)),
            [period(20200101, 20220100)]
        );
        assert_eq!(rest(whole, period(20240101, 20241231)), [whole]);
    }
}
