//! The tables into memory.

use super::{Line, NEVER, NOBODY, Overview, Tie};
use crate::error::Error;
use crate::store::Reader;
use rusqlite::{Connection, Row};

/// What a row says of a party: its code, or the name of the organisation that shares its code with others.
const PARTY: &str = "CASE a.body WHEN '' THEN a.code ELSE a.body END";

/// A day such as 2024-06-19 as a number such as 20240619.
fn number(day: &str) -> i32 {
    let digits = day.bytes().filter(u8::is_ascii_digit).take(8);
    digits.fold(0, |number, digit| number * 10 + i32::from(digit - b'0'))
}

/// All of it.
pub(super) fn all(overview: &mut Overview, reader: &Reader) -> Result<(), Error> {
    let connection = reader.connection();
    let read = |overview: &mut Overview| -> rusqlite::Result<()> {
        lines(overview, connection, 0)?;
        ties(overview, connection)?;
        corrections(overview, connection)
    };
    read(overview).map_err(|source| reader.fault(source))
}

/// What came behind the last claim.
pub(super) fn newer(overview: &mut Overview, reader: &Reader) -> Result<(), Error> {
    let connection = reader.connection();
    let last = overview.lines.last().map_or(0, |line| line.key);
    let read = |overview: &mut Overview| -> rusqlite::Result<()> {
        lines(overview, connection, last)?;
        newer_ties(overview, connection, last)?;
        corrections(overview, connection)
    };
    read(overview).map_err(|source| reader.fault(source))
}

fn lines(overview: &mut Overview, connection: &Connection, last: i64) -> rusqlite::Result<()> {
    let sql = "SELECT c.claim, c.first_day, d.known, c.scale, c.confidence, c.lat, c.lon, coalesce(d.publisher, ''), c.event,
        c.status, c.quad_code, c.kind = 'event', c.document
        FROM claims c CROSS JOIN documents d ON d.document = c.document WHERE c.claim > ?1 ORDER BY c.claim";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([last])?;
    while let Some(row) = rows.next()? {
        let line = line(overview, row)?;
        overview.order.push(overview.lines.len() as u32);
        overview.lines.push(line);
    }
    let Overview { order, lines, .. } = overview;
    let rank = |place: &u32| lines.get(*place as usize).map(|line| (line.day, line.key));
    order.sort_by_key(rank);
    Ok(())
}

fn line(overview: &mut Overview, row: &Row<'_>) -> rusqlite::Result<Line> {
    let text = |at: usize| Ok::<_, rusqlite::Error>(row.get_ref(at)?.as_str().unwrap_or_default());
    let part =
        |at: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<f32>>(at)?.unwrap_or(f32::NAN));
    let is_event: bool = row.get(11)?;
    let quad: i64 = row.get(10)?;
    Ok(Line {
        key: row.get(0)?,
        document: row.get(12)?,
        day: number(text(1)?),
        known: number(text(2)?),
        corrected: NEVER,
        scale: part(3)?,
        confidence: part(4)?,
        point: (part(5)?, part(6)?),
        publisher: overview.publishers.add(&text(7)?.to_lowercase()),
        event: overview.events.add(text(8)?).min(u32::from(u16::MAX)) as u16,
        status: overview.statuses.add(text(9)?).min(u32::from(u8::MAX)) as u8,
        quad: if is_event { quad.clamp(1, 4) as u8 } else { 0 },
    })
}

fn ties(overview: &mut Overview, connection: &Connection) -> rusqlite::Result<()> {
    let sql = "SELECT code, other, claim FROM pairs ORDER BY code, other, day, claim";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    // The same names follow each other.
    let mut last = [(String::new(), 0), (String::new(), 0)];
    while let Some(row) = rows.next()? {
        for (at, known) in last.iter_mut().enumerate() {
            let name = row.get_ref(at)?.as_str().unwrap_or_default();
            if name != known.0 {
                *known = (name.to_owned(), overview.parties.add(name));
            }
        }
        let [(_, code), (_, other)] = last;
        if let Some(line) = overview.place_of(row.get(2)?) {
            overview.ties.push(Tie { code, other, line });
        }
    }
    overview.ties.sort();
    Ok(())
}

/// As they are written into `pairs`, but looked up by the claims.
fn newer_ties(overview: &mut Overview, connection: &Connection, last: i64) -> rusqlite::Result<()> {
    let sql = format!(
        "SELECT DISTINCT q.claim, {PARTY} FROM parties q CROSS JOIN actors a ON a.actor = q.actor
         WHERE q.claim > ?1 AND {PARTY} <> '' ORDER BY q.claim"
    );
    let mut statement = connection.prepare(&sql)?;
    let mut rows = statement.query([last])?;
    let (mut claim, mut codes) = (0_i64, Vec::new());
    while let Some(row) = rows.next()? {
        let key: i64 = row.get(0)?;
        if key != claim {
            tie(overview, claim, &codes);
            (claim, codes) = (key, Vec::new());
        }
        codes.push(
            overview
                .parties
                .add(row.get_ref(1)?.as_str().unwrap_or_default()),
        );
    }
    tie(overview, claim, &codes);
    overview.ties.sort();
    Ok(())
}

fn tie(overview: &mut Overview, claim: i64, codes: &[u32]) {
    let nobody = overview.parties.add(NOBODY);
    let Some(line) = overview.place_of(claim) else {
        return;
    };
    if let [code] = *codes {
        overview.ties.push(Tie {
            code,
            other: nobody,
            line,
        });
    }
    for &code in codes {
        let others = codes.iter().filter(|&&other| other != code);
        overview
            .ties
            .extend(others.map(|&other| Tie { code, other, line }));
    }
}

fn corrections(overview: &mut Overview, connection: &Connection) -> rusqlite::Result<()> {
    let sql =
        "SELECT c.claim, x.known FROM corrections x CROSS JOIN claims c ON c.document = x.document";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (place, day) = (
            overview.place_of(row.get(0)?),
            number(row.get_ref(1)?.as_str().unwrap_or_default()),
        );
        if let Some(line) = place.and_then(|place| overview.lines.get_mut(place as usize)) {
            line.corrected = day;
        }
    }
    Ok(())
}
