//! Whole claims from the rows of the tables.
//!
//! The keys of claims go in; the claims with their parties, speakers and measures come out, in the order of the keys. All
//! of one table is read at once.

use super::read::Stored;
use super::rows;
use crate::claim::{Actor, Claim, Goods, Kind, Party, Place, Quantity, Role, Speaker, Words};
use casus_text::Span;
use rusqlite::{Connection, Row};
use std::collections::BTreeMap;

/// An actor from six columns, beginning with this one.
pub(super) fn actor(row: &Row<'_>, at: usize) -> rusqlite::Result<Actor> {
    let sectors: String = row.get(at + 1)?;
    Ok(Actor {
        code: row.get(at)?,
        sectors: list(&sectors),
        name: row.get(at + 2)?,
        wikidata: row.get(at + 3)?,
        office: row.get(at + 4)?,
        body: row.get(at + 5)?,
    })
}

fn list(joined: &str) -> Vec<String> {
    joined
        .split(';')
        .filter(|item| !item.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Words from three columns.
fn words(row: &Row<'_>, at: usize) -> rusqlite::Result<Words> {
    let (start, end) = (row.get(at + 1)?, row.get(at + 2)?);
    Ok(Words {
        text: row.get(at)?,
        span: Span { start, end },
    })
}

fn some_words(row: &Row<'_>, at: usize) -> rusqlite::Result<Option<Words>> {
    let there: Option<String> = row.get(at)?;
    there.map(|_| words(row, at)).transpose()
}

/// The claims of these keys.
pub(super) fn load(connection: &Connection, keys: &[i64]) -> rusqlite::Result<Vec<Stored>> {
    let list = format!("{keys:?}");
    let mut found = claims(connection, &list)?;
    parties(connection, &list, &mut found)?;
    speakers(connection, &list, &mut found)?;
    measures(connection, &list, &mut found)?;
    Ok(keys.iter().filter_map(|key| found.remove(key)).collect())
}

type Found = BTreeMap<i64, Stored>;

fn each(
    connection: &Connection,
    sql: &str,
    list: &str,
    mut take: impl FnMut(&Row<'_>) -> rusqlite::Result<()>,
) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([list])?;
    while let Some(row) = rows.next()? {
        take(row)?;
    }
    Ok(())
}

fn claims(connection: &Connection, list: &str) -> rusqlite::Result<Found> {
    let sql = "SELECT c.claim, d.id, c.document, coalesce(r.of, c.document), d.publisher, d.known, c.first_day, c.last_day,
        c.kind, c.number, c.event, c.mode, c.context, c.status, c.condition, c.condition_start, c.condition_end, c.date,
        c.date_text, c.date_start, c.date_end, c.place, c.country, c.lat, c.lon, c.geonameid, c.place_text, c.place_start,
        c.place_end, c.treaty, c.treaty_start, c.treaty_end, c.cameo, c.goldstein, c.quad_code, c.scale, c.sentence, c.start,
        c.end, c.trigger, c.trigger_start, c.trigger_end, c.rule, c.confidence
        FROM json_each(?1) k CROSS JOIN claims c ON c.claim = k.value CROSS JOIN documents d ON d.document = c.document
        LEFT JOIN reprints r ON r.document = c.document";
    let mut found = Found::new();
    each(connection, sql, list, |row| {
        let stored = stored(row)?;
        found.insert(stored.key, stored);
        Ok(())
    })?;
    Ok(found)
}

fn stored(row: &Row<'_>) -> rusqlite::Result<Stored> {
    let claim = claim(row)?;
    let document: String = row.get(1)?;
    let mark = if claim.kind == Kind::Event { '#' } else { '!' };
    Ok(Stored {
        key: row.get(0)?,
        id: format!("{document}{mark}{}", claim.number),
        document: row.get(2)?,
        origin: row.get(3)?,
        publisher: row.get(4)?,
        known: row.get(5)?,
        first_day: row.get(6)?,
        last_day: row.get(7)?,
        claim,
    })
}

fn claim(row: &Row<'_>) -> rusqlite::Result<Claim> {
    let kind: String = row.get(8)?;
    let is_event = kind == rows::kind(Kind::Event);
    let (modes, contexts): (String, String) = (row.get(11)?, row.get(12)?);
    Ok(Claim {
        kind: if is_event {
            Kind::Event
        } else {
            Kind::Obligation
        },
        number: row.get(9)?,
        event: row.get(10)?,
        modes: list(&modes),
        contexts: list(&contexts),
        status: row.get(13)?,
        condition: some_words(row, 14)?,
        date: row.get(17)?,
        date_text: some_words(row, 18)?,
        place: place(row)?,
        treaty: some_words(row, 29)?,
        cameo: row.get(32)?,
        goldstein: row.get(33)?,
        quad_code: row.get(34)?,
        scale: row.get(35)?,
        sentence: row.get(36)?,
        span: Span {
            start: row.get(37)?,
            end: row.get(38)?,
        },
        trigger: words(row, 39)?,
        rule: row.get(42)?,
        confidence: row.get(43)?,
        ..Claim::default()
    })
}

fn place(row: &Row<'_>) -> rusqlite::Result<Option<Place>> {
    let name: Option<String> = row.get(21)?;
    let (lat, lon): (Option<f32>, Option<f32>) = (row.get(23)?, row.get(24)?);
    let Some(name) = name else { return Ok(None) };
    Ok(Some(Place {
        name,
        country: row.get(22)?,
        point: lat.zip(lon),
        geoname: row.get(25)?,
        words: words(row, 26)?,
    }))
}

fn parties(connection: &Connection, list: &str, found: &mut Found) -> rusqlite::Result<()> {
    let sql = "SELECT p.claim, p.role, a.code, a.sector, a.name, a.wikidata, a.office, a.body, p.text, p.start, p.end
        FROM json_each(?1) k CROSS JOIN parties p ON p.claim = k.value CROSS JOIN actors a ON a.actor = p.actor
        ORDER BY p.claim, p.position";
    each(connection, sql, list, |row| {
        let role: String = row.get(1)?;
        let is_actor = role == rows::role(Role::Actor);
        let party = Party {
            role: if is_actor {
                Role::Actor
            } else {
                Role::Recipient
            },
            actor: actor(row, 2)?,
            words: words(row, 8)?,
        };
        if let Some(stored) = found.get_mut(&row.get(0)?) {
            stored.claim.parties.push(party);
        }
        Ok(())
    })
}

fn speakers(connection: &Connection, list: &str, found: &mut Found) -> rusqlite::Result<()> {
    let sql = "SELECT s.claim, s.stance, s.actor, a.code, a.sector, a.name, a.wikidata, a.office, a.body, s.text, s.start, s.end,
        s.cue, s.cue_start, s.cue_end
        FROM json_each(?1) k CROSS JOIN speakers s ON s.claim = k.value LEFT JOIN actors a ON a.actor = s.actor
        ORDER BY s.claim, s.position";
    each(connection, sql, list, |row| {
        let number: Option<i64> = row.get(2)?;
        let speaker = Speaker {
            actor: number.map(|_| actor(row, 3)).transpose()?,
            words: some_words(row, 9)?,
            cue: some_words(row, 12)?,
            stance: row.get(1)?,
        };
        if let Some(stored) = found.get_mut(&row.get(0)?) {
            stored.claim.speakers.push(speaker);
        }
        Ok(())
    })
}

/// Quantities, goods and exchanges.
fn measures(connection: &Connection, list: &str, found: &mut Found) -> rusqlite::Result<()> {
    let sql = "SELECT q.claim, q.kind, q.value, q.unit, q.text, q.start, q.end
        FROM json_each(?1) k CROSS JOIN quantities q ON q.claim = k.value ORDER BY q.claim, q.position";
    each(connection, sql, list, |row| {
        let quantity = Quantity {
            kind: row.get(1)?,
            value: row.get(2)?,
            unit: row.get(3)?,
            words: words(row, 4)?,
        };
        if let Some(stored) = found.get_mut(&row.get(0)?) {
            stored.claim.quantities.push(quantity);
        }
        Ok(())
    })?;
    let sql = "SELECT g.claim, g.class, g.text, g.start, g.end
        FROM json_each(?1) k CROSS JOIN goods g ON g.claim = k.value ORDER BY g.claim, g.position";
    each(connection, sql, list, |row| {
        let goods = Goods {
            class: row.get(1)?,
            words: words(row, 2)?,
        };
        if let Some(stored) = found.get_mut(&row.get(0)?) {
            stored.claim.goods.push(goods);
        }
        Ok(())
    })?;
    let sql = "SELECT x.claim, x.other FROM json_each(?1) k CROSS JOIN exchanges x ON x.claim = k.value ORDER BY 1, 2";
    each(connection, sql, list, |row| {
        let (key, other): (i64, i64) = (row.get(0)?, row.get(1)?);
        if let Some(stored) = found.get_mut(&key) {
            let number = i64::from(stored.claim.number) + other - key;
            stored.claim.exchange.extend(u32::try_from(number));
        }
        Ok(())
    })
}
