//! Lists by pages: which claims, cases and documents come next, the newest days first.
//!
//! A choice and a cursor go in; keys come out, by which the tables give the rest. Nothing is sorted that does not change:
//! the places of the lines are kept in the order of their days.

use super::chosen::Chosen;
use super::{Line, Overview};
use crate::browse::{Choice, Cursor};
use crate::error::Error;
use crate::relation::law::{number, text};
use crate::store::Reader;
use std::collections::{BTreeMap, BTreeSet};

/// A page: the keys, and the cursor of the next one.
type Page = (Vec<i64>, Option<Cursor>);

impl Overview {
    /// The keys of so many claims behind the cursor.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn claims(
        &self,
        reader: &Reader,
        choice: &Choice,
        cursor: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page, Error> {
        let chosen = Chosen::of_lists(self, reader, choice)?;
        let mut found = self.behind(choice, cursor, &chosen);
        let lines: Vec<&Line> = found.by_ref().take(limit + 1).collect();
        Ok(page(
            lines.iter().map(|line| (line.day, line.key)).collect(),
            limit,
        ))
    }

    /// The numbers of so many cases that have such a claim; a case stands where the newest of these claims does.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn cases(
        &self,
        reader: &Reader,
        choice: &Choice,
        cursor: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page, Error> {
        let chosen = Chosen::of_lists(self, reader, choice)?;
        let mut numbers = Vec::new();
        let mut last = None;
        for line in self.behind(choice, cursor, &chosen) {
            let Some((number, claims)) = reader.beside(line.key)? else {
                continue;
            };
            let newer = claims
                .iter()
                .filter_map(|key| self.place_of(*key))
                .any(|place| {
                    let own = self.line(place);
                    own.is_some_and(|own| {
                        (own.day, own.key) > (line.day, line.key) && chosen.has(place, own)
                    })
                });
            if newer {
                continue;
            }
            if numbers.len() == limit {
                return Ok((numbers, last));
            }
            numbers.push(number);
            last = Some(cursor_at(line.day, line.key));
        }
        Ok((numbers, None))
    }

    /// The keys of so many documents that make such a claim; the days of the choice are those of the documents.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn documents(
        &self,
        reader: &Reader,
        choice: &Choice,
        cursor: Option<&Cursor>,
        limit: usize,
    ) -> Result<Page, Error> {
        let of_claims = Choice {
            from: None,
            to: None,
            ..choice.clone()
        };
        let chosen = Chosen::of_lists(self, reader, &of_claims)?;
        let day = |day: &Option<String>, open: i32| day.as_deref().map_or(open, number);
        let (from, to) = (day(&choice.from, i32::MIN), day(&choice.to, i32::MAX));
        let end = cursor.map(|cursor| (number(&cursor.day), cursor.key));
        let found: BTreeSet<(i32, i64)> = (0..)
            .zip(&self.lines)
            .filter(|(place, line)| {
                from <= line.known && line.known <= to && chosen.has(*place, line)
            })
            .map(|(_, line)| (line.known, line.document))
            .filter(|at| end.is_none_or(|end| *at < end))
            .collect();
        let rows = found.into_iter().rev().take(limit + 1).collect();
        Ok(page(rows, limit))
    }

    /// The wanted lines behind the cursor, the newest first.
    fn behind<'o>(
        &'o self,
        choice: &Choice,
        cursor: Option<&Cursor>,
        chosen: &'o Chosen,
    ) -> impl Iterator<Item = &'o Line> {
        let end = cursor.map(|cursor| (number(&cursor.day), cursor.key));
        let own = self.of_party(choice, end);
        let rank = |place: &u32| self.line(*place).map(|line| (line.day, line.key));
        let all = end.map_or(self.order.len(), |end| {
            self.order.partition_point(|place| rank(place) < Some(end))
        });
        let all = self.order.get(..all).filter(|_| own.is_none());
        let all = all.unwrap_or_default().iter().rev().copied();
        let places = own.into_iter().flat_map(BTreeMap::into_values).chain(all);
        places.filter_map(move |place| {
            let line = self.line(place)?;
            chosen.has(place, line).then_some(line)
        })
    }

    /// The places of the claims of a party, where one must be in the claim, by their days.
    fn of_party(
        &self,
        choice: &Choice,
        end: Option<(i32, i64)>,
    ) -> Option<BTreeMap<std::cmp::Reverse<(i32, i64)>, u32>> {
        let lone = |side: &Vec<String>| (side.len() == 1).then(|| side.first().cloned()).flatten();
        let party = choice.parties.first().cloned();
        let party = party
            .or_else(|| lone(&choice.actors))
            .or_else(|| lone(&choice.recipients))?;
        let code = self.parties.number(&party);
        let ties = code.map_or(&[][..], |code| self.ties_of(code));
        let other = choice
            .parties
            .get(1)
            .and_then(|other| self.parties.number(other));
        let ties = match (code, other) {
            (Some(code), Some(other)) => self.ties_between(code, other),
            _ => ties,
        };
        let at = |place: u32| self.line(place).map(|line| (line.day, line.key));
        let places = ties
            .iter()
            .filter_map(|tie| Some((at(tie.line)?, tie.line)));
        let behind = places.filter(|(at, _)| end.is_none_or(|end| *at < end));
        Some(
            behind
                .map(|(at, place)| (std::cmp::Reverse(at), place))
                .collect(),
        )
    }
}

fn cursor_at(day: i32, key: i64) -> Cursor {
    Cursor {
        day: text(day).unwrap_or_default(),
        key,
    }
}

/// Takes the item too many away and makes the cursor of the next page of the last that stays.
fn page(mut rows: Vec<(i32, i64)>, limit: usize) -> Page {
    let more = rows.len() > limit;
    rows.truncate(limit);
    let last = rows.last().filter(|_| more);
    let next = last.map(|(day, key)| cursor_at(*day, *key));
    (rows.into_iter().map(|(_, key)| key).collect(), next)
}
