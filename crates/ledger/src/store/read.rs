//! Reads claims and documents back.
//!
//! A [`Reader`] sees the ledger as it was known on a day, and without the sources that are not to be believed: both are
//! part of its [`View`]. A [`Filter`] names which claims are wanted; they come out as [`Stored`] claims in the order of
//! their days, each with its document's name and origin.

use super::write;
use crate::claim::{Actor, Claim, Goods, Kind, Party, Place, Quantity, Role, Speaker, Words};
use crate::error::Error;
use crate::schema;
use casus_text::{Document, Span};
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// What of the ledger is believed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Only what was known on this day; all, where there is none.
    pub known: Option<String>,
    /// Nothing that rests on the word of these: names or codes of outlets and speakers.
    pub without: Vec<String>,
}

/// Which claims are wanted. What is empty does not matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// A code that is a party.
    pub code: Option<String>,
    /// Another code that is a party beside it.
    pub other: Option<String>,
    /// Events or obligations.
    pub kind: Option<Kind>,
    /// PLOVER's types, or kinds of obligation.
    pub events: Vec<String>,
    /// The first day is not before this one.
    pub from: Option<String>,
    /// The first day is not after this one.
    pub to: Option<String>,
}

/// A claim with its place in the ledger.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stored {
    /// Its key.
    pub key: i64,
    /// Its name: the document's id, `#` or `!`, its number.
    pub id: String,
    /// The key of its document.
    pub document: i64,
    /// The document, or the earliest of those that say the same words.
    pub origin: i64,
    /// Who published the document.
    pub publisher: Option<String>,
    /// The day from which it is known.
    pub known: String,
    /// The first and last day that its date can mean.
    pub first_day: String,
    /// The last day.
    pub last_day: String,
    /// The claim.
    pub claim: Claim,
}

/// A document as it is stored, without its text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredDocument {
    /// Its key.
    pub key: i64,
    /// Its name.
    pub id: String,
    /// 1, or more for a correction.
    pub version: i64,
    /// The day from which it is known.
    pub known: String,
    /// The day of publication.
    pub published: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Where.
    pub url: Option<String>,
    /// The headline.
    pub title: Option<String>,
}

/// A ledger that is open for reading.
#[derive(Debug)]
pub struct Reader {
    connection: Connection,
    path: PathBuf,
    view: View,
}

impl Reader {
    /// Opens the ledger in this file. It is not changed, and others may write to it meanwhile.
    ///
    /// # Errors
    ///
    /// Where there is no ledger, or it is of another version or damaged.
    pub fn open(path: impl AsRef<Path>) -> Result<Reader, Error> {
        let path = path.as_ref();
        Ok(Reader {
            connection: schema::open_to_read(path)?,
            path: path.to_owned(),
            view: View::default(),
        })
    }

    /// The same ledger, as it looks to those who know and believe this.
    pub fn with_view(mut self, view: View) -> Reader {
        self.view = view;
        self
    }

    /// What is known and believed.
    pub fn view(&self) -> &View {
        &self.view
    }

    /// Whether the document is there already, word for word, so that nothing needs to be read in it again.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn has(&self, document: &Document) -> Result<bool, Error> {
        let newest =
            super::newest(&self.connection, &document.id).map_err(|source| self.fault(source))?;
        Ok(newest.is_some_and(|(_, _, hash)| hash == write::hash(document)))
    }

    /// The connection, for questions in SQL. It cannot write.
    pub fn connection(&self) -> &Connection {
        &self.connection
    }

    pub(crate) fn fault(&self, source: rusqlite::Error) -> Error {
        schema::fault(&self.path, source)
    }

    /// The claims that are wanted, by their first day and then in the order in which they were added.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn claims(&self, filter: &Filter) -> Result<Vec<Stored>, Error> {
        let keys = self.keys(filter).map_err(|source| self.fault(source))?;
        self.claims_of(&keys)
    }

    /// The claims with these keys, in the order of the keys.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn claims_of(&self, keys: &[i64]) -> Result<Vec<Stored>, Error> {
        load(&self.connection, keys).map_err(|source| self.fault(source))
    }

    /// The claim of this name in the newest version of its document that is known in this view.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn claim(&self, id: &str) -> Result<Option<Stored>, Error> {
        let Some(at) = id.rfind(['#', '!']) else {
            return Ok(None);
        };
        let (Some(document), Some(number)) = (id.get(..at), id.get(at + 1..)) else {
            return Ok(None);
        };
        let kind = if id.as_bytes().get(at) == Some(&b'#') {
            Kind::Event
        } else {
            Kind::Obligation
        };
        let Ok(number) = number.parse::<u32>() else {
            return Ok(None);
        };
        let keys = self
            .key_of(document, kind, number)
            .map_err(|source| self.fault(source))?;
        Ok(self.claims_of(&keys)?.pop())
    }

    fn key_of(&self, document: &str, kind: Kind, number: u32) -> rusqlite::Result<Vec<i64>> {
        let mut question = Question::default();
        question.add("c.kind = ?", write::kind(kind).to_owned());
        question.add("c.number = ?", i64::from(number));
        question.add("d.id = ?", document.to_owned());
        question.view(&self.view);
        let sql = format!(
            "SELECT c.claim FROM documents d JOIN claims c USING (document) WHERE {}",
            question.sql()
        );
        question.keys(&self.connection, &sql)
    }

    fn keys(&self, filter: &Filter) -> rusqlite::Result<Vec<i64>> {
        let mut question = Question::default();
        let (from, day) = match (&filter.code, &filter.other) {
            (None, _) => ("claims c", "c.first_day"),
            (Some(code), other) => {
                question.add("p.code = ?", code.clone());
                if let Some(other) = other {
                    question.add("p.other = ?", other.clone());
                }
                ("pairs p CROSS JOIN claims c ON c.claim = p.claim", "p.day")
            }
        };
        if let Some(kind) = filter.kind {
            question.add("c.kind = ?", write::kind(kind).to_owned());
        }
        if !filter.events.is_empty() {
            let list = serde_json::Value::from(filter.events.clone()).to_string();
            question.add("c.event IN (SELECT value FROM json_each(?))", list);
        }
        if let Some(first) = &filter.from {
            question.add(&format!("{day} >= ?"), first.clone());
        }
        if let Some(last) = &filter.to {
            question.add(&format!("{day} <= ?"), last.clone());
        }
        question.view(&self.view);
        let sql = format!(
            "SELECT DISTINCT c.claim FROM {from} CROSS JOIN documents d ON d.document = c.document
             WHERE {} ORDER BY c.first_day, c.claim",
            question.sql()
        );
        question.keys(&self.connection, &sql)
    }

    /// The text of a document.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, or has no such document.
    pub fn text(&self, document: i64) -> Result<String, Error> {
        let sql = "SELECT text FROM texts WHERE document = ?1";
        let row = self.connection.query_row(sql, [document], |row| row.get(0));
        row.map_err(|source| self.fault(source))
    }

    /// What is known of a document.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read, or has no such document.
    pub fn document(&self, document: i64) -> Result<StoredDocument, Error> {
        let sql = "SELECT document, id, version, known, published, publisher, url, title FROM documents WHERE document = ?1";
        let row = self.connection.query_row(sql, [document], |row| {
            Ok(StoredDocument {
                key: row.get(0)?,
                id: row.get(1)?,
                version: row.get(2)?,
                known: row.get(3)?,
                published: row.get(4)?,
                publisher: row.get(5)?,
                url: row.get(6)?,
                title: row.get(7)?,
            })
        });
        row.map_err(|source| self.fault(source))
    }

    /// The first day from which anything is known; none for an empty ledger.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn first_known(&self) -> Result<Option<String>, Error> {
        let row = self
            .connection
            .query_row("SELECT min(known) FROM documents", [], |row| row.get(0));
        row.map_err(|source| self.fault(source))
    }

    /// Of how many types and days the claims are not yet joined into cases.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn underived(&self) -> Result<usize, Error> {
        let row = self
            .connection
            .query_row("SELECT count(*) FROM underived", [], |row| {
                row.get::<_, i64>(0)
            });
        Ok(row.map_err(|source| self.fault(source))? as usize)
    }
}

/// The conditions of a question with the values that stand in them.
#[derive(Default)]
struct Question {
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Question {
    fn add(&mut self, condition: &str, value: impl Into<Value>) {
        self.conditions.push(condition.to_owned());
        self.values.push(value.into());
    }

    /// Only what is known and believed in this view.
    fn view(&mut self, view: &View) {
        match &view.known {
            Some(known) => {
                self.add("d.known <= ?", known.clone());
                let corrected = "NOT EXISTS (SELECT 1 FROM corrections x WHERE x.document = d.document AND x.known <= ?)";
                self.add(corrected, known.clone());
            }
            None => self.conditions.push(
                "NOT EXISTS (SELECT 1 FROM corrections x WHERE x.document = d.document)".to_owned(),
            ),
        }
        for source in &view.without {
            self.add(
                "coalesce(d.publisher, '') <> ? COLLATE NOCASE",
                source.clone(),
            );
            let speaker = "NOT EXISTS (SELECT 1 FROM speakers s LEFT JOIN actors a USING (actor) WHERE s.claim = c.claim
                AND ? COLLATE NOCASE IN (a.name, a.code, s.text))";
            self.add(speaker, source.clone());
        }
    }

    fn sql(&self) -> String {
        self.conditions.join(" AND ")
    }

    fn keys(self, connection: &Connection, sql: &str) -> rusqlite::Result<Vec<i64>> {
        let mut statement = connection.prepare_cached(sql)?;
        let rows = statement.query_map(params_from_iter(self.values), |row| row.get(0))?;
        rows.collect()
    }
}

/// An actor from five columns, beginning with this one.
pub(super) fn actor(row: &Row<'_>, at: usize) -> rusqlite::Result<Actor> {
    let sectors: String = row.get(at + 1)?;
    Ok(Actor {
        code: row.get(at)?,
        sectors: list(&sectors),
        name: row.get(at + 2)?,
        wikidata: row.get(at + 3)?,
        office: row.get(at + 4)?,
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

fn load(connection: &Connection, keys: &[i64]) -> rusqlite::Result<Vec<Stored>> {
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
    let is_event = kind == write::kind(Kind::Event);
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
    let sql = "SELECT p.claim, p.role, a.code, a.sector, a.name, a.wikidata, a.office, p.text, p.start, p.end
        FROM json_each(?1) k CROSS JOIN parties p ON p.claim = k.value CROSS JOIN actors a ON a.actor = p.actor
        ORDER BY p.claim, p.position";
    each(connection, sql, list, |row| {
        let role: String = row.get(1)?;
        let is_actor = role == write::role(Role::Actor);
        let party = Party {
            role: if is_actor {
                Role::Actor
            } else {
                Role::Recipient
            },
            actor: actor(row, 2)?,
            words: words(row, 7)?,
        };
        if let Some(stored) = found.get_mut(&row.get(0)?) {
            stored.claim.parties.push(party);
        }
        Ok(())
    })
}

fn speakers(connection: &Connection, list: &str, found: &mut Found) -> rusqlite::Result<()> {
    let sql = "SELECT s.claim, s.stance, s.actor, a.code, a.sector, a.name, a.wikidata, a.office, s.text, s.start, s.end,
        s.cue, s.cue_start, s.cue_end
        FROM json_each(?1) k CROSS JOIN speakers s ON s.claim = k.value LEFT JOIN actors a ON a.actor = s.actor
        ORDER BY s.claim, s.position";
    each(connection, sql, list, |row| {
        let number: Option<i64> = row.get(2)?;
        let speaker = Speaker {
            actor: number.map(|_| actor(row, 3)).transpose()?,
            words: some_words(row, 8)?,
            cue: some_words(row, 11)?,
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
