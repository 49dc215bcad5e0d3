//! One claim into the tables.
//!
//! An open transaction, the number of the document and a claim go in; a row of `claims` and those of its parties, pairs,
//! speakers and measures are written.

use super::write::Actors;
use crate::claim::{Claim, Kind, Role, Words};
use crate::date;
use casus_text::Span;
use rusqlite::{Connection, params};

pub(super) fn claim(
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
/// that has happened, or else the day of the document. When something was promised or said does not tell when a deed was
/// done.
pub(super) fn days(known: &str, claim: &Claim, all: &[Claim]) -> (String, String) {
    let whole = (known.to_owned(), known.to_owned());
    let of = |claim: &Claim| claim.date.as_deref().and_then(date::days);
    let told = of(claim).filter(|days| claim.date_text.is_some() || *days != whole);
    let happened = |claim: &Claim| claim.status == "actual" || claim.status == "negated";
    let deed = |claim: &Claim| claim.quad_code == 2 || claim.quad_code == 4;
    let beside = |other: &&Claim| {
        let alike = deed(other) || !deed(claim);
        other.sentence == claim.sentence && other.date_text.is_some() && happened(other) && alike
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
