//! Reads cases back, as they look to those who know and believe what the reader's view holds.
//!
//! A filter or numbers of cases go in, [`Case`]s come out. Which claims belong together was decided when they were
//! derived, from all claims; a view only takes claims away, and with them origins and values.

use super::origin::{self, Source};
use crate::claim::{Kind, Role};
use crate::error::Error;
use crate::store::{Filter, Reader, Stored};
use rusqlite::Row;
use std::collections::BTreeMap;

/// A happening with all that is claimed of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Case {
    /// Its number in this ledger.
    pub number: i64,
    /// Its name: that of its first claim.
    pub id: String,
    /// The type of its first claim.
    pub event: String,
    /// The first and the last day that its claims name.
    pub first_day: String,
    /// The last day.
    pub last_day: String,
    /// How many independent origins the claims have: reprints count once, and so does all that rests on one word.
    pub origins: usize,
    /// The codes of those who do it and of those to whom it is done, in the order of the alphabet.
    pub actors: Vec<String>,
    /// To whom it is done.
    pub recipients: Vec<String>,
    /// The places that are named.
    pub places: Vec<String>,
    /// What is counted or measured, rival values side by side.
    pub values: Vec<Value>,
    /// Who denies it, or says that it did not happen.
    pub denied_by: Vec<String>,
    /// Its claims, from the first day and by the order in which they became known.
    pub claims: Vec<Stored>,
}

/// One value, and who says so.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Value {
    /// Such as `killed`.
    pub kind: String,
    /// The unit, such as `USD`.
    pub unit: Option<String>,
    /// How many.
    pub value: f64,
    /// Who says it: the innermost speaker, or else the outlet.
    pub said_by: Vec<String>,
}

impl Reader {
    /// The cases that have a claim such as this, by their first day.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn cases(&self, filter: &Filter) -> Result<Vec<Case>, Error> {
        let filter = Filter {
            kind: Some(Kind::Event),
            ..filter.clone()
        };
        let keys: Vec<i64> = self
            .claims(&filter)?
            .iter()
            .map(|stored| stored.key)
            .collect();
        let sql = "SELECT number FROM case_claims JOIN cases USING (number)
            WHERE claim IN (SELECT value FROM json_each(?1)) GROUP BY number ORDER BY first_day, id";
        self.cases_of(&self.numbers(sql, &keys)?)
    }

    /// The cases of these numbers, in their order; those of which nothing is known or believed in this view are left
    /// out.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn cases_of(&self, numbers: &[i64]) -> Result<Vec<Case>, Error> {
        let sql = "SELECT k.claim FROM json_each(?1) n CROSS JOIN case_claims k ON k.number = n.value ORDER BY k.claim";
        let keys = self.believed(&self.numbers(sql, numbers)?)?;
        let numbers_of = self.numbers_of(&keys)?;
        let mut claims: BTreeMap<i64, Vec<Stored>> = BTreeMap::new();
        for stored in self.claims_of(&keys)? {
            if let Some(number) = numbers_of.get(&stored.key) {
                claims.entry(*number).or_default().push(stored);
            }
        }
        let mut heads = self.heads(numbers)?;
        let found = numbers.iter().filter_map(|number| {
            let (id, event) = heads.remove(number)?;
            Some(case(*number, id, event, claims.remove(number)?))
        });
        Ok(found.collect())
    }

    fn numbers(&self, sql: &str, keys: &[i64]) -> Result<Vec<i64>, Error> {
        self.rows(sql, keys, |row| row.get(0))
    }

    /// The number of the case of each claim.
    fn numbers_of(&self, keys: &[i64]) -> Result<BTreeMap<i64, i64>, Error> {
        let sql = "SELECT k.claim, k.number FROM json_each(?1) n CROSS JOIN case_claims k ON k.claim = n.value";
        let rows = self.rows(sql, keys, |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(rows.into_iter().collect())
    }

    /// The names and types of cases.
    fn heads(&self, numbers: &[i64]) -> Result<BTreeMap<i64, (String, String)>, Error> {
        let sql = "SELECT c.number, c.id, c.event FROM json_each(?1) n CROSS JOIN cases c ON c.number = n.value";
        let rows = self.rows(sql, numbers, |row| {
            Ok((row.get(0)?, (row.get(1)?, row.get(2)?)))
        })?;
        Ok(rows.into_iter().collect())
    }

    fn rows<T>(
        &self,
        sql: &str,
        keys: &[i64],
        take: fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<Vec<T>, Error> {
        let ask = || -> rusqlite::Result<Vec<T>> {
            let mut statement = self.connection().prepare_cached(sql)?;
            let rows = statement.query_map([format!("{keys:?}")], take)?;
            rows.collect()
        };
        ask().map_err(|source| self.fault(source))
    }
}

fn case(number: i64, id: String, event: String, mut claims: Vec<Stored>) -> Case {
    let rank = |stored: &Stored| {
        (
            stored.first_day.clone(),
            stored.known.clone(),
            stored.id.clone(),
        )
    };
    claims.sort_by_cached_key(rank);
    let days = |day: fn(&Stored) -> &String| claims.iter().map(day).cloned();
    let sources: Vec<Source> = claims.iter().map(source).collect();
    Case {
        number,
        id,
        event,
        first_day: days(|stored| &stored.first_day).min().unwrap_or_default(),
        last_day: days(|stored| &stored.last_day).max().unwrap_or_default(),
        origins: origin::count(sources.iter()),
        actors: codes(&claims, Role::Actor),
        recipients: codes(&claims, Role::Recipient),
        places: places(&claims),
        values: values(&claims),
        denied_by: sorted(claims.iter().filter(|stored| denies(stored)).map(said_by)),
        claims,
    }
}

fn sorted(items: impl Iterator<Item = String>) -> Vec<String> {
    let mut items: Vec<String> = items.filter(|item| !item.is_empty()).collect();
    items.sort_unstable();
    items.dedup();
    items
}

fn codes(claims: &[Stored], role: Role) -> Vec<String> {
    let parties = claims.iter().flat_map(|stored| &stored.claim.parties);
    sorted(
        parties
            .filter(|party| party.role == role)
            .map(|party| party.actor.party().to_owned()),
    )
}

fn places(claims: &[Stored]) -> Vec<String> {
    let places = claims
        .iter()
        .filter_map(|stored| stored.claim.place.as_ref());
    sorted(places.map(|place| place.name.clone()))
}

/// Whether the claim is that it did not happen.
fn denies(stored: &Stored) -> bool {
    let claim = &stored.claim;
    claim.status == "negated"
        || claim
            .speakers
            .iter()
            .any(|speaker| speaker.stance == "denies")
}

/// The innermost speaker who is named, or else the outlet.
fn said_by(stored: &Stored) -> String {
    let speakers = stored.claim.speakers.iter().rev();
    let mut named = speakers.filter_map(|speaker| {
        let name = speaker.actor.as_ref().map(|actor| &actor.name);
        let words = speaker.words.as_ref().map(|words| &words.text);
        [name, words]
            .into_iter()
            .flatten()
            .find(|text| !text.is_empty())
    });
    let name = named.next().cloned();
    name.or_else(|| stored.publisher.clone())
        .unwrap_or_else(|| stored.id.clone())
}

fn source(stored: &Stored) -> Source {
    let mut known = stored.claim.speakers.iter().rev().filter_map(|speaker| {
        let actor = speaker.actor.as_ref()?;
        origin::speaker(&actor.name, &actor.code, &actor.sectors.join(";"))
    });
    Source {
        speaker: known.next(),
        publisher: stored.publisher.as_ref().map(|name| name.to_lowercase()),
        document: stored.origin,
    }
}

/// Rival values side by side, by kind and value.
fn values(claims: &[Stored]) -> Vec<Value> {
    let mut values: Vec<Value> = Vec::new();
    for stored in claims {
        for quantity in &stored.claim.quantities {
            let name = said_by(stored);
            let same = values.iter_mut().find(|value| {
                value.kind == quantity.kind
                    && value.unit == quantity.unit
                    && value.value == quantity.value
            });
            match same {
                Some(value) => {
                    if !value.said_by.contains(&name) {
                        value.said_by.push(name);
                    }
                }
                None => values.push(Value {
                    kind: quantity.kind.clone(),
                    unit: quantity.unit.clone(),
                    value: quantity.value,
                    said_by: vec![name],
                }),
            }
        }
    }
    let rank = |value: &Value| (value.kind.clone(), value.unit.clone());
    values.sort_by(|a, b| rank(a).cmp(&rank(b)).then(a.value.total_cmp(&b.value)));
    values
}
