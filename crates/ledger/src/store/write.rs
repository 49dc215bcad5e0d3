//! One entry into the tables.
//!
//! An open transaction and an entry go in; rows come out. Whether the document is new, known or a correction is decided
//! here; that all rows of an entry are written or none is the transaction's part.

use super::{Added, newest, reprint};
use crate::claim::{Actor, Claim, Entry, Kind, Role, Words};
use crate::date;
use casus_text::{Document, Span};
use rusqlite::{Connection, params};
use std::collections::HashMap;

/// The numbers of the actors that are in the ledger, so that they need not be looked up for each mention.
#[derive(Debug, Default)]
pub(super) struct Actors {
    numbers: HashMap<Actor, i64>,
    /// The actors up to this number are in `numbers`.
    last: i64,
}

/// So many actors are kept in mind; beyond, all are forgotten and looked up anew.
const KEPT: u32 = 200_000;

impl Actors {
    /// Takes note of what other writers have added.
    pub(super) fn refresh(&mut self, connection: &Connection) -> rusqlite::Result<()> {
        if self.numbers.len() > KEPT as usize {
            self.numbers.clear();
        }
        let sql = "SELECT actor, code, sector, name, wikidata, office, body FROM actors WHERE actor > ?1 ORDER BY actor DESC LIMIT ?2";
        let mut statement = connection.prepare_cached(sql)?;
        let mut rows = statement.query(params![self.last, KEPT])?;
        while let Some(row) = rows.next()? {
            let number: i64 = row.get(0)?;
            self.last = self.last.max(number);
            self.numbers.insert(super::load::actor(row, 1)?, number);
        }
        Ok(())
    }

    /// The number of the actor, who is added where he is new.
    fn number(&mut self, connection: &Connection, actor: &Actor) -> rusqlite::Result<i64> {
        if let Some(&number) = self.numbers.get(actor) {
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
        let insert = "INSERT OR IGNORE INTO actors (code, sector, name, wikidata, office, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
        let select = "SELECT actor FROM actors WHERE code = ?1 AND sector = ?2 AND name = ?3 AND wikidata = ?4 AND office = ?5 AND body = ?6";
        connection.prepare_cached(insert)?.execute(row)?;
        let number = connection
            .prepare_cached(select)?
            .query_row(row, |row| row.get(0))?;
        self.last = self.last.max(number);
        self.numbers.insert(actor.clone(), number);
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
        let days = days(&known, claim, &entry.claims);
        self::claim(connection, actors, document, days, claim)?;
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

fn claim(
    connection: &Connection,
    actors: &mut Actors,
    document: i64,
    days: (String, String),
    claim: &Claim,
) -> rusqlite::Result<()> {
    let number = claim_row(connection, document, &days, claim)?;
    parties(connection, actors, number, claim)?;
    speakers(connection, actors, number, claim)?;
    measures(connection, number, claim)?;
    let day = days.0;
    pairs(connection, number, &day, claim)?;
    if claim.kind == Kind::Event {
        let sql = "INSERT OR IGNORE INTO underived (event, day) VALUES (?1, ?2)";
        connection
            .prepare_cached(sql)?
            .execute(params![claim.event, day])?;
    }
    Ok(())
}

/// The first and the last day of a claim; where nothing is said of it, those that its sentence names of something else
/// that has happened, or else the day of the document.
fn days(known: &str, claim: &Claim, all: &[Claim]) -> (String, String) {
    let whole = (known.to_owned(), known.to_owned());
    let of = |claim: &Claim| claim.date.as_deref().and_then(date::days);
    let told = of(claim).filter(|days| claim.date_text.is_some() || *days != whole);
    let happened = |claim: &Claim| claim.status == "actual" || claim.status == "negated";
    let beside = |other: &&Claim| {
        other.sentence == claim.sentence && other.date_text.is_some() && happened(other)
    };
    let named = || {
        let mut days = all.iter().filter(beside).filter_map(of);
        let first = days.next().filter(|(_, last)| last.as_str() <= known)?;
        days.all(|other| other == first).then_some(first)
    };
    let day = told.or_else(|| happened(claim).then(named).flatten());
    day.unwrap_or(whole)
}

fn start(words: Option<&Words>) -> Option<u32> {
    words.map(|words| words.span.start)
}

fn end(words: Option<&Words>) -> Option<u32> {
    words.map(|words| words.span.end)
}

fn text(words: Option<&Words>) -> Option<&str> {
    words.map(|words| words.text.as_str())
}

fn claim_row(
    connection: &Connection,
    document: i64,
    days: &(String, String),
    claim: &Claim,
) -> rusqlite::Result<i64> {
    let sql = "INSERT INTO claims (document, kind, number, event, mode, context, status, condition, condition_start,
        condition_end, date, date_text, date_start, date_end, first_day, last_day, place, country, lat, lon, geonameid,
        place_text, place_start, place_end, treaty, treaty_start, treaty_end, cameo, goldstein, quad_code, scale, sentence,
        start, end, trigger, trigger_start, trigger_end, rule, confidence)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22, ?23,
        ?24, ?25, ?26, ?27, ?28, ?29, ?30, ?31, ?32, ?33, ?34, ?35, ?36, ?37, ?38, ?39)";
    let (first, last) = days;
    let place = claim.place.as_ref();
    let (condition, when, treaty) = (
        claim.condition.as_ref(),
        claim.date_text.as_ref(),
        claim.treaty.as_ref(),
    );
    let there = place.map(|place| &place.words);
    let point = place.and_then(|place| place.point);
    connection.prepare_cached(sql)?.execute(params![
        document,
        kind(claim.kind),
        claim.number,
        claim.event,
        claim.modes.join(";"),
        claim.contexts.join(";"),
        claim.status,
        text(condition),
        start(condition),
        end(condition),
        claim.date,
        text(when),
        start(when),
        end(when),
        first,
        last,
        place.map(|place| place.name.as_str()),
        place.map(|place| place.country.as_str()),
        point.map(|point| point.0),
        point.map(|point| point.1),
        place.and_then(|place| place.geoname),
        text(there),
        start(there),
        end(there),
        text(treaty),
        start(treaty),
        end(treaty),
        claim.cameo,
        claim.goldstein,
        claim.quad_code,
        claim.scale,
        claim.sentence,
        claim.span.start,
        claim.span.end,
        claim.trigger.text,
        claim.trigger.span.start,
        claim.trigger.span.end,
        claim.rule,
        claim.confidence,
    ])?;
    Ok(connection.last_insert_rowid())
}

/// The word of the store for a kind.
pub(super) fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Event => "event",
        Kind::Obligation => "obligation",
    }
}

/// The word of the store for a role.
pub(super) fn role(role: Role) -> &'static str {
    match role {
        Role::Actor => "actor",
        Role::Recipient => "recipient",
    }
}

fn parties(
    connection: &Connection,
    actors: &mut Actors,
    claim: i64,
    from: &Claim,
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO parties (claim, role, position, actor, text, start, end) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    for (position, party) in (0_u32..).zip(&from.parties) {
        let actor = actors.number(connection, &party.actor)?;
        let Span { start, end } = party.words.span;
        connection.prepare_cached(sql)?.execute(params![
            claim,
            role(party.role),
            position,
            actor,
            party.words.text,
            start,
            end
        ])?;
    }
    Ok(())
}

fn pairs(connection: &Connection, claim: i64, day: &str, from: &Claim) -> rusqlite::Result<()> {
    let mut codes: Vec<&str> = from
        .parties
        .iter()
        .map(|party| party.actor.party())
        .collect();
    codes.retain(|code| !code.is_empty());
    codes.sort_unstable();
    codes.dedup();
    let sql = "INSERT INTO pairs (code, other, day, claim, event) VALUES (?1, ?2, ?3, ?4, ?5)";
    let mut statement = connection.prepare_cached(sql)?;
    if let [code] = codes[..] {
        statement.execute(params![code, "", day, claim, from.event])?;
    }
    let sql = "INSERT INTO dealings (code, other, day, claim) VALUES (?1, ?2, ?3, ?4)";
    let mut dealing = connection.prepare_cached(sql)?;
    for code in &codes {
        for other in codes.iter().filter(|other| *other != code) {
            statement.execute(params![code, other, day, claim, from.event])?;
            if !from.goods.is_empty() {
                dealing.execute(params![code, other, day, claim])?;
            }
        }
    }
    Ok(())
}

fn speakers(
    connection: &Connection,
    actors: &mut Actors,
    claim: i64,
    from: &Claim,
) -> rusqlite::Result<()> {
    let sql = "INSERT INTO speakers (claim, position, actor, text, start, end, cue, cue_start, cue_end, stance)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    for (position, speaker) in (0_u32..).zip(&from.speakers) {
        let actor = speaker.actor.as_ref();
        let actor = actor
            .map(|actor| actors.number(connection, actor))
            .transpose()?;
        let (words, cue) = (speaker.words.as_ref(), speaker.cue.as_ref());
        connection.prepare_cached(sql)?.execute(params![
            claim,
            position,
            actor,
            text(words),
            start(words),
            end(words),
            text(cue),
            start(cue),
            end(cue),
            speaker.stance
        ])?;
    }
    Ok(())
}

/// Quantities, goods and exchanges.
fn measures(connection: &Connection, claim: i64, from: &Claim) -> rusqlite::Result<()> {
    let sql = "INSERT INTO quantities (claim, position, kind, value, unit, text, start, end) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    for (position, q) in (0_u32..).zip(&from.quantities) {
        let Words { text, span } = &q.words;
        let row = params![
            claim, position, q.kind, q.value, q.unit, text, span.start, span.end
        ];
        connection.prepare_cached(sql)?.execute(row)?;
    }
    let sql = "INSERT INTO goods (claim, position, class, text, start, end) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    for (position, goods) in (0_u32..).zip(&from.goods) {
        let Words { text, span } = &goods.words;
        let row = params![claim, position, goods.class, text, span.start, span.end];
        connection.prepare_cached(sql)?.execute(row)?;
    }
    // Claims of a document are numbered one after the other, so the other's key follows from its number.
    let sql = "INSERT OR IGNORE INTO exchanges (claim, other) VALUES (?1, ?2)";
    for other in &from.exchange {
        let key = claim + i64::from(*other) - i64::from(from.number);
        connection
            .prepare_cached(sql)?
            .execute(params![claim, key])?;
    }
    Ok(())
}
