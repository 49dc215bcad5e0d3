//! Documents that repeat earlier ones, found in the ledger itself.
//!
//! A new document's text goes in; whether it repeats one that is there comes out, and is noted. Two texts are the same
//! where most of their runs of five words are: bands of MinHash values, with fixed seeds, are looked up among the
//! documents of the days around. What a document says twice on the same word counts as one origin.

use rusqlite::{Connection, OptionalExtension, params};

/// How many words a run has.
const RUN: usize = 5;
/// How many values a signature has, and how many of them are one band.
const VALUES: usize = 24;
const BAND: usize = 3;
/// So many bands must be the same. Of texts that share nine runs of ten, five of eight bands are, on average.
const SAME: i64 = 3;
/// A shorter text repeats another only where all its words are the same.
const FEWEST_WORDS: usize = 30;
/// A reprint appears within so many days.
const DAYS: i64 = 10;

/// Notes the bands of a document, and which earlier one it repeats. Whether it repeats one. A correction repeats what
/// the version before it has repeated.
pub(super) fn note(
    connection: &Connection,
    document: i64,
    corrects: Option<i64>,
    known: &str,
    text: &str,
) -> rusqlite::Result<bool> {
    let words = hashes(text);
    if words.is_empty() {
        return Ok(false);
    }
    let (bands, least) = signature(&words);
    let earlier = match corrects {
        Some(corrected) => repeated(connection, corrected)?,
        None => find(connection, known, &bands, least)?,
    };
    if let Some(earlier) = earlier {
        let sql = "INSERT INTO reprints (document, of) VALUES (?1, ?2)";
        connection
            .prepare_cached(sql)?
            .execute(params![document, earlier])?;
        return Ok(true);
    }
    let sql = "INSERT OR IGNORE INTO bands (known, band, document) VALUES (?1, ?2, ?3)";
    let mut statement = connection.prepare_cached(sql)?;
    for band in bands {
        statement.execute(params![known, band, document])?;
    }
    Ok(false)
}

/// What the document repeats.
fn repeated(connection: &Connection, document: i64) -> rusqlite::Result<Option<i64>> {
    let sql = "SELECT of FROM reprints WHERE document = ?1";
    let mut statement = connection.prepare_cached(sql)?;
    statement.query_row([document], |row| row.get(0)).optional()
}

/// The earliest document that shares enough bands.
fn find(
    connection: &Connection,
    known: &str,
    bands: &[i64],
    least: i64,
) -> rusqlite::Result<Option<i64>> {
    let sql = "WITH RECURSIVE days(day, n) AS (
                 SELECT date(?1, ?2), 0 UNION ALL SELECT date(day, '+1 day'), n + 1 FROM days WHERE n < ?3)
               SELECT b.document FROM days CROSS JOIN bands b ON b.known = days.day AND b.band IN (SELECT value FROM json_each(?4))
               GROUP BY b.document HAVING count(*) >= ?5 ORDER BY b.document LIMIT 1";
    let list = format!("{bands:?}");
    let from = format!("-{DAYS} days");
    let mut statement = connection.prepare_cached(sql)?;
    let row = statement.query_row(params![known, from, 2 * DAYS, list, least], |row| {
        row.get(0)
    });
    row.optional()
}

/// The bands, and how many of them another document must share.
fn signature(words: &[u64]) -> (Vec<i64>, i64) {
    if words.len() < FEWEST_WORDS {
        let all = words.iter().fold(SEED, |hash, word| mix(hash ^ word));
        return (vec![all as i64], 1);
    }
    let values = values(words);
    let band = |(number, values): (usize, &[u64])| {
        values
            .iter()
            .fold(mix(number as u64), |hash, value| mix(hash ^ value)) as i64
    };
    (values.chunks(BAND).enumerate().map(band).collect(), SAME)
}

/// For each seed the least hash of any run.
fn values(words: &[u64]) -> [u64; VALUES] {
    let mut values = [u64::MAX; VALUES];
    for run in words.windows(RUN) {
        let hash = run
            .iter()
            .fold(SEED, |hash, word| mix(hash.rotate_left(7) ^ word));
        for (seed, value) in (1_u64..).zip(&mut values) {
            *value = (*value).min(mix(hash ^ seed.wrapping_mul(SEED)));
        }
    }
    values
}

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// A hash whose bits all depend on all bits (the finisher of SplitMix64).
fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(SEED);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// The hashes of the words, marks and the size of letters left away.
fn hashes(text: &str) -> Vec<u64> {
    let words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let hash = |word: &str| {
        let letters = word.chars().flat_map(char::to_lowercase);
        letters.fold(SEED, |hash, letter| mix(hash ^ u64::from(letter as u32)))
    };
    words.map(hash).collect()
}
