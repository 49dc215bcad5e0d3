//! What of a claim tells which happening it is of.
//!
//! A type of events and a day go in; the claims of that day come out as [`Told`]s: parties, place, numbers, words, with
//! every string as a number so that they are quick to compare. Claims of corrected documents are left out.

use super::origin::{self, Source};
use super::rule::Rule;
use rusqlite::{Connection, Row, params};
use std::collections::{BTreeMap, HashMap};

/// Strings as numbers. The numbers depend on what was asked before, so they are compared for being the same and never
/// put in order.
#[derive(Debug, Default)]
pub(super) struct Names(HashMap<String, u32>);

impl Names {
    fn of(&mut self, text: &str) -> u32 {
        if let Some(&number) = self.0.get(text) {
            return number;
        }
        let number = self.0.len() as u32;
        self.0.insert(text.to_owned(), number);
        number
    }

    fn list(&mut self, joined: &str) -> Vec<u32> {
        let items = joined.split(';').filter(|item| !item.is_empty());
        items.map(|item| self.of(item)).collect()
    }
}

/// The parties on one side.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Side {
    /// Their codes, as far as they are known.
    pub codes: Vec<u32>,
    /// Their sectors.
    pub sectors: Vec<u32>,
    /// Persons and bodies that have an id of their own, by code.
    pub persons: Vec<u32>,
}

impl Side {
    fn add(&mut self, other: &Side) {
        let merge = |to: &mut Vec<u32>, from: &[u32]| {
            for item in from {
                if !to.contains(item) {
                    to.push(*item);
                }
            }
        };
        merge(&mut self.codes, &other.codes);
        merge(&mut self.sectors, &other.sectors);
        merge(&mut self.persons, &other.persons);
    }
}

/// Where it is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Spot {
    pub name: u32,
    pub country: u32,
    pub point: Option<(f64, f64)>,
}

/// In what way it is told: what is so, what was so at some time, what may be so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Standing {
    Held,
    Past,
    Open,
}

/// A claim as it is compared.
#[derive(Clone, Debug)]
pub(super) struct Told {
    pub key: i64,
    /// The day from which it is known, its document's name and its number there: an order that does not depend on the
    /// order in which documents were added.
    pub rank: (String, String, u32),
    pub document: i64,
    pub sentence: u32,
    pub origin: i64,
    pub event: String,
    pub last_day: String,
    pub standing: Standing,
    /// Whether its words name the day.
    pub dated: bool,
    pub mutual: bool,
    /// Whether the same parties do such things day after day.
    pub daily: bool,
    pub modes: Vec<u32>,
    pub trigger: String,
    pub actors: Side,
    pub recipients: Side,
    pub spot: Option<Spot>,
    /// Names of places: where it is, and towns that are named for the people in them.
    pub places: Vec<u32>,
    /// Kind with unit, and how many.
    pub numbers: Vec<(u32, f64)>,
    pub goods: Vec<u32>,
    /// On whose word.
    pub source: Source,
}

impl Told {
    /// The name of the claim.
    pub(super) fn id(&self) -> String {
        format!("{}#{}", self.rank.1, self.rank.2)
    }

    /// How much is known: those that tell most come first, so that the others find their place among them.
    pub(super) fn fullness(&self) -> usize {
        let side = |side: &Side| {
            2 * usize::from(!side.codes.is_empty())
                + usize::from(!side.sectors.is_empty())
                + usize::from(!side.persons.is_empty())
        };
        let spot = self.spot.as_ref();
        side(&self.actors)
            + side(&self.recipients)
            + spot.map_or(0, |spot| 2 + usize::from(spot.point.is_some()))
            + usize::from(!self.numbers.is_empty())
            + usize::from(!self.goods.is_empty())
    }

    /// Whether the other claim tells the very same, in so far as it is compared.
    pub(super) fn is_like(&self, other: &Told) -> bool {
        self.origin == other.origin
            && self.event == other.event
            && self.modes == other.modes
            && self.trigger == other.trigger
            && self.actors == other.actors
            && self.recipients == other.recipients
            && self.spot == other.spot
            && self.places == other.places
            && self.numbers == other.numbers
            && self.goods == other.goods
    }
}

const FROM: &str = "FROM claims c CROSS JOIN documents d ON d.document = c.document
    WHERE c.event = ?1 AND c.first_day = ?2 AND c.kind = 'event'
      AND NOT EXISTS (SELECT 1 FROM corrections x WHERE x.document = c.document)";

/// The claims of these types that begin on this day.
pub(super) fn load(
    connection: &Connection,
    names: &mut Names,
    rule: &Rule,
    events: &[String],
    day: &str,
) -> rusqlite::Result<Vec<Told>> {
    let mut found = BTreeMap::new();
    for event in events {
        claims(connection, names, rule, event, day, &mut found)?;
        parties(connection, names, rule, event, day, &mut found)?;
        measures(connection, names, rule, event, day, &mut found)?;
        speakers(connection, event, day, &mut found)?;
    }
    let mut told: Vec<Told> = found.into_values().collect();
    lend_places(&mut told);
    told.sort_by(|a, b| a.rank.cmp(&b.rank));
    Ok(told)
}

/// What is told beside something else in one sentence is in the same place, where only one is named.
fn lend_places(told: &mut [Told]) {
    type Where = (Vec<u32>, Option<Spot>);
    let mut named: BTreeMap<(i64, u32), Option<Where>> = BTreeMap::new();
    for one in told.iter().filter(|one| !one.places.is_empty()) {
        let own = (one.places.clone(), one.spot.clone());
        let entry = named.entry((one.document, one.sentence));
        entry
            .and_modify(|known| {
                if known.as_ref().is_some_and(|(places, _)| *places != own.0) {
                    *known = None;
                }
            })
            .or_insert_with(|| Some(own.clone()));
    }
    for one in told.iter_mut().filter(|one| one.places.is_empty()) {
        if let Some(Some((places, spot))) = named.get(&(one.document, one.sentence)) {
            one.places.clone_from(places);
            one.spot.clone_from(spot);
        }
    }
}

type Found = BTreeMap<i64, Told>;

fn each(
    connection: &Connection,
    sql: &str,
    event: &str,
    day: &str,
    mut take: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query(params![event, day])?;
    while let Some(row) = rows.next()? {
        take(row)?;
    }
    Ok(())
}

fn claims(
    connection: &Connection,
    names: &mut Names,
    rule: &Rule,
    event: &str,
    day: &str,
    found: &mut Found,
) -> rusqlite::Result<()> {
    let sql = format!(
        "SELECT c.claim, d.known, d.id, c.number, c.document,
         coalesce((SELECT r.of FROM reprints r WHERE r.document = c.document), c.document), c.last_day, c.status,
         c.date_text IS NOT NULL OR c.first_day <> d.known OR c.last_day <> d.known, c.mode, c.trigger, c.place, c.country, c.lat, c.lon, d.publisher, c.sentence {FROM}"
    );
    each(connection, &sql, event, day, |row| {
        let (status, modes, trigger): (String, String, String) =
            (row.get(7)?, row.get(9)?, row.get(10)?);
        let dated = row.get(8)?;
        let publisher: Option<String> = row.get(15)?;
        let spot = spot(row, names)?;
        let told = Told {
            key: row.get(0)?,
            rank: (row.get(1)?, row.get(2)?, row.get(3)?),
            document: row.get(4)?,
            sentence: row.get(16)?,
            origin: row.get(5)?,
            event: event.to_owned(),
            last_day: row.get(6)?,
            standing: standing(&status, dated),
            dated,
            mutual: rule.is_mutual(event),
            daily: rule.is_daily(event),
            modes: names.list(&modes),
            trigger: trigger.to_lowercase(),
            actors: Side::default(),
            recipients: Side::default(),
            places: spot.iter().map(|spot| spot.name).collect(),
            spot,
            numbers: Vec::new(),
            goods: Vec::new(),
            source: Source {
                speaker: None,
                publisher: publisher.map(|name| name.to_lowercase()),
                document: row.get(5)?,
            },
        };
        found.insert(told.key, told);
        Ok(())
    })
}

/// A plan without a day may be of any day; so may what is told of the past without one.
fn standing(status: &str, dated: bool) -> Standing {
    match (status, dated) {
        ("hypothetical", _) | ("future", false) => Standing::Open,
        ("historical", false) => Standing::Past,
        _ => Standing::Held,
    }
}

fn spot(row: &Row<'_>, names: &mut Names) -> rusqlite::Result<Option<Spot>> {
    let name: Option<String> = row.get(11)?;
    let Some(name) = name else { return Ok(None) };
    let country: String = row.get(12)?;
    let (north, east): (Option<f64>, Option<f64>) = (row.get(13)?, row.get(14)?);
    Ok(Some(Spot {
        name: names.of(&name),
        country: names.of(&country),
        point: north.zip(east),
    }))
}

fn parties(
    connection: &Connection,
    names: &mut Names,
    rule: &Rule,
    event: &str,
    day: &str,
    found: &mut Found,
) -> rusqlite::Result<()> {
    let sql = "SELECT c.claim, p.role, coalesce(nullif(a.body, ''), a.code), a.sector, a.wikidata, a.name, a.office
        FROM claims c CROSS JOIN parties p ON p.claim = c.claim CROSS JOIN actors a ON a.actor = p.actor
        WHERE c.event = ?1 AND c.first_day = ?2 ORDER BY c.claim, p.position";
    each(connection, sql, event, day, |row| {
        let Some(told) = found.get_mut(&row.get(0)?) else {
            return Ok(());
        };
        let text = |at: usize| row.get::<_, String>(at);
        let (role, code, sector) = (text(1)?, text(2)?, text(3)?);
        let (wikidata, name, office) = (text(4)?, text(5)?, text(6)?);
        let is_person =
            !name.is_empty() && (code.is_empty() || !sector.is_empty() || !office.is_empty());
        let mut one = Side {
            codes: names.list(&code),
            sectors: sectors(names, rule, &sector),
            persons: Vec::new(),
        };
        if is_person {
            one.persons.push(names.of(&name));
        } else if !name.is_empty() && wikidata.is_empty() && name != code {
            // Neither a person nor a state: a town that stands for its people, or a body.
            let name = names.of(&name);
            if !told.places.contains(&name) {
                told.places.push(name);
            }
        }
        let actors = role == "actor" || told.mutual;
        let side = if actors {
            &mut told.actors
        } else {
            &mut told.recipients
        };
        side.add(&one);
        Ok(())
    })
}

fn sectors(names: &mut Names, rule: &Rule, joined: &str) -> Vec<u32> {
    let items = joined.split(';').filter(|item| !item.is_empty());
    items.map(|item| names.of(rule.sector(item))).collect()
}

/// Quantities and goods.
fn measures(
    connection: &Connection,
    names: &mut Names,
    rule: &Rule,
    event: &str,
    day: &str,
    found: &mut Found,
) -> rusqlite::Result<()> {
    let sql = "SELECT c.claim, q.kind, coalesce(q.unit, ''), q.value
        FROM claims c CROSS JOIN quantities q ON q.claim = c.claim
        WHERE c.event = ?1 AND c.first_day = ?2 ORDER BY c.claim, q.position";
    each(connection, sql, event, day, |row| {
        let (kind, unit): (String, String) = (row.get(1)?, row.get(2)?);
        if let Some(told) = found.get_mut(&row.get(0)?).filter(|_| rule.counts(&kind)) {
            told.numbers
                .push((names.of(&format!("{kind} {unit}")), row.get(3)?));
        }
        Ok(())
    })?;
    let sql = "SELECT c.claim, g.class FROM claims c CROSS JOIN goods g ON g.claim = c.claim
        WHERE c.event = ?1 AND c.first_day = ?2 ORDER BY c.claim, g.position";
    each(connection, sql, event, day, |row| {
        let class: String = row.get(1)?;
        if let Some(told) = found.get_mut(&row.get(0)?) {
            told.goods.push(names.of(&class));
        }
        Ok(())
    })
}

fn speakers(
    connection: &Connection,
    event: &str,
    day: &str,
    found: &mut Found,
) -> rusqlite::Result<()> {
    let sql = "SELECT c.claim, a.name, a.code, a.sector
        FROM claims c CROSS JOIN speakers s ON s.claim = c.claim CROSS JOIN actors a ON a.actor = s.actor
        WHERE c.event = ?1 AND c.first_day = ?2 ORDER BY c.claim, s.position";
    each(connection, sql, event, day, |row| {
        let (name, code, sector): (String, String, String) =
            (row.get(1)?, row.get(2)?, row.get(3)?);
        // The innermost comes last.
        let speaker = origin::speaker(&name, &code, &sector);
        if let Some(told) = found.get_mut(&row.get(0)?).filter(|_| speaker.is_some()) {
            told.source.speaker = speaker;
        }
        Ok(())
    })
}
