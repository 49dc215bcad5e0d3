//! One entry into the tables.
//!
//! An open transaction and an entry go in; rows come out. Whether the document is new, known or a correction is decided
//! here; that all rows of an entry are written or none is the transaction's part.

use super::{Added, newest, reprint, rows};
use crate::claim::{Actor, Entry};
use crate::date;
use casus_text::Document;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::HashMap;

/// The numbers of the actors that are in the ledger, so that they need not be looked up for each mention.
#[derive(Debug, Default)]
pub(super) struct Actors {
    numbers: HashMap<Actor, i64>,
    /// Those that were not met since `numbers` was last full.
    older: HashMap<Actor, i64>,
    /// The actors up to this number have been taken note of.
    last: i64,
}

/// When so many actors are kept in mind, those that were not met for as long are forgotten.
const KEPT: u32 = 200_000;

impl Actors {
    /// Takes note of what other writers have added.
    pub(super) fn refresh(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        let sql = "SELECT actor, code, sector, name, wikidata, office, body FROM actors WHERE actor > ?1 ORDER BY actor DESC LIMIT ?2";
        let mut statement = connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![self.last, KEPT])?;
        while let Some(row) = rows.next()? {
            let number: i64 = row.get(0)?;
            self.last = self.last.max(number);
            self.keep(super::load::actor(row, 1)?, number);
        }
        Ok(())
    }

    fn keep(&mut self, actor: Actor, number: i64) {
        if self.numbers.len() >= KEPT as usize {
            self.older = std::mem::take(&mut self.numbers);
        }
        self.numbers.insert(actor, number);
    }

    /// The number of the actor, who is added where he is new.
    pub(super) fn number(
        &mut self,
        connection: &Connection,
        actor: &Actor,
    ) -> rusqlite::Result<i64> {
        if let Some(&number) = self.numbers.get(actor) {
            return Ok(number);
        }
        if let Some((actor, number)) = self.older.remove_entry(actor) {
            self.keep(actor, number);
            return Ok(number);
        }
        let sectors = actor.sectors.join(";");
        let row = params![
            actor.code,
            sectors,
            actor.name,
            actor.wikidata,
            actor.office,
            actor.body
        ];
        let insert = "INSERT INTO actors (code, sector, name, wikidata, office, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let select = "SELECT actor FROM actors WHERE code = ?1 AND sector = ?2 AND name = ?3 AND wikidata = ?4 AND office = ?5 AND body = ?6";
        let mut select = connection.prepare_cached(select)?;
        let number = match select.query_row(row, |row| row.get(0)).optional()? {
            Some(number) => number,
            None => connection.prepare_cached(insert)?.insert(row)?,
        };
        self.last = self.last.max(number);
        self.keep(actor.clone(), number);
        Ok(number)
    }
}

/// A hash of all that a document's source gives, the same on every machine.
pub(super) fn hash(document: &Document) -> i64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut feed = |text: &str| {
        for byte in text.bytes().chain([0xff]) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3);
        }
    };
    feed(&document.text);
    for field in [
        &document.title,
        &document.date,
        &document.publisher,
        &document.url,
        &document.language,
    ] {
        feed(field.as_deref().unwrap_or("\0"));
    }
    for (name, value) in &document.extra {
        feed(name);
        feed(value);
    }
    hash as i64
}

/// Writes one entry.
pub(super) fn entry(
    connection: &Connection,
    actors: &mut Actors,
    entry: &Entry,
) -> rusqlite::Result<Added> {
    let before = newest(connection, &entry.document.id)?;
    let hash = hash(&entry.document);
    if before.is_some_and(|(_, _, known)| known == hash) {
        return Ok(Added {
            known: 1,
            ..Added::default()
        });
    }
    let known = known(entry);
    let version = before.map_or(1, |(_, version, _)| version + 1);
    let document = document(connection, entry, &known, version, hash)?;
    if let Some((earlier, _, _)) = before {
        // A correction that its source dates before what it corrects would undo what was known: it holds from the
        // day on which it was read.
        let day = later(connection, earlier, &known, &entry.read)?;
        let sql = "INSERT INTO corrections (document, by, known) VALUES (?1, ?2, ?3)";
        connection
            .prepare_cached(sql)?
            .execute(params![earlier, document, day])?;
        mark_underived(connection, earlier)?;
    }
    let reprint = reprint::note(
        connection,
        document,
        before.map(|(key, _, _)| key),
        &known,
        &entry.document.text,
    )?;
    for claim in &entry.claims {
        let days = rows::days(&known, claim, &entry.claims);
        rows::claim(connection, actors, document, days, claim)?;
    }
    Ok(Added {
        documents: usize::from(before.is_none()),
        corrections: usize::from(before.is_some()),
        known: 0,
        reprints: usize::from(reprint),
        claims: entry.claims.len(),
    })
}

/// The day from which the claims of the entry are known.
fn known(entry: &Entry) -> String {
    let published = entry.document.date.as_deref();
    published
        .filter(|text| date::day(text).is_some())
        .map_or_else(|| entry.read.clone(), str::to_owned)
}

/// The day from which a correction holds.
fn later(
    connection: &Connection,
    earlier: i64,
    known: &str,
    read: &str,
) -> rusqlite::Result<String> {
    let sql = "SELECT known FROM documents WHERE document = ?1";
    let before: String = connection
        .prepare_cached(sql)?
        .query_row([earlier], |row| row.get(0))?;
    let day = if known > before.as_str() { known } else { read };
    Ok(day.max(before.as_str()).to_owned())
}

fn document(
    connection: &Connection,
    entry: &Entry,
    known: &str,
    version: i64,
    hash: i64,
) -> rusqlite::Result<i64> {
    let document = &entry.document;
    let sql = "INSERT INTO documents (id, version, hash, known, published, read, publisher, author, url, title, language, parent, fields)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";
    connection.prepare_cached(sql)?.execute(params![
        document.id,
        version,
        hash,
        known,
        document.date,
        entry.read,
        document.publisher,
        field(document, "author"),
        document.url,
        document.title,
        document.language,
        field(document, "parent"),
        fields(document),
    ])?;
    let number = connection.last_insert_rowid();
    let sql = "INSERT INTO texts (document, text) VALUES (?1, ?2)";
    connection
        .prepare_cached(sql)?
        .execute(params![number, document.text])?;
    Ok(number)
}

/// A further field of the document; a JSON string without its marks, anything else as it came.
fn field(document: &Document, name: &str) -> Option<String> {
    let (_, raw) = document.extra.iter().find(|(key, _)| key == name)?;
    match serde_json::from_str(raw) {
        Ok(serde_json::Value::String(text)) => Some(text),
        Ok(serde_json::Value::Null) => None,
        _ => Some(raw.clone()),
    }
}

/// The further fields of the document that have no column.
fn fields(document: &Document) -> Option<String> {
    let mut object = serde_json::Map::new();
    for (name, raw) in &document.extra {
        if name != "author" && name != "parent" {
            let value = serde_json::from_str(raw).unwrap_or_else(|_| raw.as_str().into());
            object.insert(name.clone(), value);
        }
    }
    (!object.is_empty()).then(|| serde_json::Value::Object(object).to_string())
}

/// The cases to which the claims of a corrected document belong must be joined anew.
fn mark_underived(connection: &Connection, document: i64) -> rusqlite::Result<()> {
    let sql = "INSERT OR IGNORE INTO underived (event, day)
               SELECT event, first_day FROM claims WHERE document = ?1 AND kind = 'event'";
    connection.prepare_cached(sql)?.execute([document])?;
    Ok(())
}
