//! The tables into memory.
//!
//! A reader goes in. All of it is read by as many threads as there are cores: claims in stretches of their keys, pairs by
//! their first party; what is new later by one.

use super::{Line, NEVER, NOBODY, Names, Overview, Tie};
use crate::error::Error;
use crate::store::Reader;
use rusqlite::{Connection, Row};
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

/// What a row says of a party: its code, or the name of the organisation that shares its code with others.
const PARTY: &str = "CASE a.body WHEN '' THEN a.code ELSE a.body END";

/// A day such as 2024-06-19 as a number such as 20240619.
fn number(day: &str) -> i32 {
    let digits = day.bytes().filter(u8::is_ascii_digit).take(8);
    digits.fold(0, |number, digit| number * 10 + i32::from(digit - b'0'))
}

/// So many claims are read at a time.
const STRETCH: i64 = 100_000;
/// Of fewer claims one thread reads all.
const FEW: i64 = 50_000;

/// What one thread reads at a time.
enum Job<'n> {
    /// The claims behind this key.
    Lines(i64),
    /// The pairs of this party.
    Ties(&'n str),
}

/// What came of it.
enum Part {
    Lines(Box<Lines>),
    Ties(Vec<(u32, i64)>),
}

/// Lines with the names that their numbers mean.
#[derive(Default)]
struct Lines {
    lines: Vec<Line>,
    publishers: Names,
    events: Names,
    statuses: Names,
    /// The publisher that was met last, as he is written.
    last: (String, u32),
}

/// All of it.
pub(super) fn all(overview: &mut Overview, reader: &Reader) -> Result<(), Error> {
    let ends = || -> rusqlite::Result<(i64, Vec<String>)> {
        let connection = reader.connection();
        let last =
            connection.query_row("SELECT coalesce(max(claim), 0) FROM claims", [], |row| {
                row.get(0)
            })?;
        Ok((last, codes(connection)?))
    };
    let (last, codes) = ends().map_err(|source| reader.fault(source))?;
    // By the alphabet, as the table has them, so that its rows come in the order of the numbers.
    for code in &codes {
        overview.parties.add(code);
    }
    let stretches = (0..last).step_by(STRETCH as usize).map(Job::Lines);
    let jobs: Vec<Job<'_>> = stretches
        .chain(codes.iter().map(|code| Job::Ties(code)))
        .collect();
    let parts = work(&jobs, reader, &overview.parties.numbers, last)?;
    for (job, part) in jobs.iter().zip(parts) {
        match (job, part) {
            (Job::Lines(_), Some(Part::Lines(part))) => append(overview, *part),
            (Job::Ties(code), Some(Part::Ties(ties))) => {
                let code = overview.parties.add(code);
                let own = ties.into_iter().filter_map(|(other, claim)| {
                    let line = overview.place_of(claim)?;
                    Some(Tie { code, other, line })
                });
                // Claims are in the order of their places.
                let own: Vec<Tie> = own.collect();
                overview.ties.extend(own);
            }
            _ => {}
        }
    }
    sort(overview);
    corrections(overview, reader.connection()).map_err(|source| reader.fault(source))
}

/// The parties of the pairs, by the alphabet: each is looked up behind the one before.
fn codes(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let sql = "WITH RECURSIVE own(code) AS (SELECT min(code) FROM pairs
        UNION ALL SELECT (SELECT min(code) FROM pairs WHERE code > own.code) FROM own WHERE own.code IS NOT NULL)
        SELECT code FROM own WHERE code IS NOT NULL";
    let mut statement = connection.prepare(sql)?;
    let rows = statement.query_map([], |row| row.get(0))?;
    rows.collect()
}

/// What comes of each job, in their order.
fn work(
    jobs: &[Job<'_>],
    reader: &Reader,
    parties: &HashMap<String, u32>,
    last: i64,
) -> Result<Vec<Option<Part>>, Error> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = if last < FEW { 1 } else { cores.min(8) };
    let next = AtomicUsize::new(0);
    let run = |reader: &Reader| -> Result<Vec<(usize, Part)>, Error> {
        let mut done = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(job) = jobs.get(at) else {
                return Ok(done);
            };
            let part = match job {
                Job::Lines(from) => lines(reader.connection(), *from, last.min(from + STRETCH))
                    .map(|own| Part::Lines(Box::new(own))),
                Job::Ties(code) => ties(reader.connection(), code, parties).map(Part::Ties),
            };
            done.push((at, part.map_err(|source| reader.fault(source))?));
        }
    };
    let mut parts: Vec<Option<Part>> = jobs.iter().map(|_| None).collect();
    let mut put = |done: Vec<(usize, Part)>| {
        for (at, part) in done {
            if let Some(place) = parts.get_mut(at) {
                *place = Some(part);
            }
        }
    };
    let lost = || Error::Question("a thread that read the claims has ended".to_owned());
    let own: Vec<Reader> = (1..threads)
        .map(|_| reader.again())
        .collect::<Result<_, Error>>()?;
    let run = &run;
    std::thread::scope(|scope| -> Result<(), Error> {
        let others: Vec<_> = own
            .into_iter()
            .map(|own| scope.spawn(move || run(&own)))
            .collect();
        put(run(reader)?);
        for other in others {
            put(other.join().map_err(|_| lost())??);
        }
        Ok(())
    })?;
    Ok(parts)
}

/// What came behind the last claim.
pub(super) fn newer(overview: &mut Overview, reader: &Reader) -> Result<(), Error> {
    let connection = reader.connection();
    let last = overview.lines.last().map_or(0, |line| line.key);
    let read = |overview: &mut Overview| -> rusqlite::Result<()> {
        append(overview, lines(connection, last, i64::MAX)?);
        sort(overview);
        newer_ties(overview, connection, last)?;
        corrections(overview, connection)
    };
    read(overview).map_err(|source| reader.fault(source))
}

/// Puts lines behind the others, under the numbers that their names have there.
fn append(overview: &mut Overview, part: Lines) {
    let numbers = |own: &mut Names, new: &Names| -> Vec<u32> {
        new.names.iter().map(|name| own.add(name)).collect()
    };
    let publishers = numbers(&mut overview.publishers, &part.publishers);
    let events = numbers(&mut overview.events, &part.events);
    let statuses = numbers(&mut overview.statuses, &part.statuses);
    let number = |numbers: &[u32], at: usize| numbers.get(at).copied().unwrap_or_default();
    overview.lines.reserve(part.lines.len());
    for mut line in part.lines {
        line.publisher = number(&publishers, line.publisher as usize);
        line.event = number(&events, usize::from(line.event)).min(u32::from(u16::MAX)) as u16;
        line.status = number(&statuses, usize::from(line.status)).min(u32::from(u8::MAX)) as u8;
        overview.lines.push(line);
    }
}

/// So many days apart may be counted into places instead of sorted.
const APART: i64 = 4_000_000;

/// Puts the places of the lines into the order of their days; lines themselves are in the order of their keys.
fn sort(overview: &mut Overview) {
    let Overview { order, lines, .. } = overview;
    let days = || lines.iter().map(|line| i64::from(line.day));
    let (Some(first), Some(last)) = (days().min(), days().max()) else {
        return;
    };
    if last - first > APART {
        *order = (0..).take(lines.len()).collect();
        order.sort_by_key(|place| lines.get(*place as usize).map(|line| line.day));
        return;
    }
    // Where the lines of each day begin.
    let mut begins = vec![0_u32; (last - first + 2) as usize];
    for day in days() {
        if let Some(next) = begins.get_mut((day - first + 1) as usize) {
            *next += 1;
        }
    }
    let mut sum = 0;
    for begin in &mut begins {
        sum += *begin;
        *begin = sum;
    }
    *order = vec![0; lines.len()];
    for (place, day) in (0..).zip(days()) {
        if let Some(begin) = begins.get_mut((day - first) as usize) {
            if let Some(own) = order.get_mut(*begin as usize) {
                *own = place;
            }
            *begin += 1;
        }
    }
}

fn lines(connection: &Connection, after: i64, last: i64) -> rusqlite::Result<Lines> {
    let sql = "SELECT c.claim, c.first_day, d.known, c.scale, c.confidence, c.lat, c.lon, d.publisher, c.event,
        c.status, c.quad_code, c.kind = 'event', c.document
        FROM claims c CROSS JOIN documents d ON d.document = c.document WHERE c.claim > ?1 AND c.claim <= ?2 ORDER BY c.claim";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([after, last])?;
    let mut part = Lines::default();
    while let Some(row) = rows.next()? {
        let line = part.line(row)?;
        part.lines.push(line);
    }
    Ok(part)
}

impl Lines {
    fn line(&mut self, row: &Row<'_>) -> rusqlite::Result<Line> {
        let text =
            |at: usize| Ok::<_, rusqlite::Error>(row.get_ref(at)?.as_str().unwrap_or_default());
        let part = |at: usize| {
            Ok::<_, rusqlite::Error>(row.get::<_, Option<f32>>(at)?.unwrap_or(f32::NAN))
        };
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
            publisher: self.publisher(text(7)?),
            event: self.events.add(text(8)?).min(u32::from(u16::MAX)) as u16,
            status: self.statuses.add(text(9)?).min(u32::from(u8::MAX)) as u8,
            quad: if is_event { quad.clamp(1, 4) as u8 } else { 0 },
        })
    }

    /// Claims of one document follow each other.
    fn publisher(&mut self, name: &str) -> u32 {
        if self.publishers.names.is_empty() || self.last.0 != name {
            self.last = (name.to_owned(), self.publishers.add(&name.to_lowercase()));
        }
        self.last.1
    }
}

/// The pairs of a party: the number of the other and the claim, in the order of both. What has come since the parties
/// were numbered is left to the next reading.
fn ties(
    connection: &Connection,
    code: &str,
    parties: &HashMap<String, u32>,
) -> rusqlite::Result<Vec<(u32, i64)>> {
    let sql = "SELECT other, claim FROM pairs WHERE code = ?1 ORDER BY other, day, claim";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([code])?;
    let mut ties = Vec::new();
    // The same names follow each other.
    let mut last: (String, Option<u32>) = (NOBODY.to_owned(), parties.get(NOBODY).copied());
    while let Some(row) = rows.next()? {
        let other = row.get_ref(0)?.as_str().unwrap_or_default();
        if other != last.0 {
            last = (other.to_owned(), parties.get(other).copied());
        }
        if let Some(other) = last.1 {
            ties.push((other, row.get(1)?));
        }
    }
    ties.sort_unstable();
    Ok(ties)
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
