//! Writes cases into the ledger.
//!
//! What the table `underived` names goes in: types and days whose claims are new or have fallen away. The cases of these
//! days and of those around them are made anew and the table is emptied, one group of types in one transaction. What
//! comes out is the same for all orders in which documents were added, and for many small steps or one great one.

use super::origin;
use super::rule::Rule;
use super::sweep::{Sweep, touched};
use super::told::Told;
use crate::claim::Entry;
use crate::date;
use crate::error::Error;
use crate::store::Ledger;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params};
use std::collections::{BTreeMap, BTreeSet};

/// What came of deriving.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Derived {
    /// Types and days whose claims were new or had fallen away.
    pub days: usize,
    /// Cases that were written, new ones and those that were there before.
    pub cases: usize,
    /// The claims in them.
    pub claims: usize,
}

impl Ledger {
    /// Joins the claims that are new since the last time into cases.
    ///
    /// # Errors
    ///
    /// Where the file cannot be written, or another process writes to it for long. What is not derived then is derived
    /// the next time.
    pub fn derive(&mut self) -> Result<Derived, Error> {
        let outcome = rule(&self.connection).map_err(|source| self.fault(source))?;
        let rule = outcome.map_or_else(|| Ok(Rule::built_in()), |text| Rule::parse(&text))?;
        derive(&mut self.connection, &rule).map_err(|source| self.fault(source))
    }

    /// Throws all cases away and makes them again.
    ///
    /// # Errors
    ///
    /// As [`Ledger::derive`].
    pub fn derive_all(&mut self) -> Result<Derived, Error> {
        throw_away(&mut self.connection).map_err(|source| self.fault(source))?;
        self.derive()
    }

    /// Joins claims by this rule from now on; none: by the rule that is built in. The cases that are there are made
    /// again with the next call of [`Ledger::derive_all`].
    ///
    /// # Errors
    ///
    /// Where the text is no rule, or the file cannot be written.
    pub fn set_rule(&mut self, text: Option<&str>) -> Result<(), Error> {
        text.map_or(Ok(()), |text| Rule::parse(text).map(|_| ()))?;
        let outcome = match text {
            Some(text) => self.connection.execute(
                "INSERT OR REPLACE INTO settings (name, value) VALUES ('cases', ?1)",
                [text],
            ),
            None => self
                .connection
                .execute("DELETE FROM settings WHERE name = 'cases'", []),
        };
        outcome.map(|_| ()).map_err(|source| self.fault(source))
    }
}

/// Joins the claims of these entries without a file: for each case the names of its claims.
///
/// # Errors
///
/// Where there is not memory enough.
pub fn gather(entries: &[Entry], rule: &Rule) -> Result<Vec<Vec<String>>, Error> {
    let mut ledger = Ledger::in_memory()?;
    ledger.add(entries)?;
    let gathered = derive(&mut ledger.connection, rule).and_then(|_| names(&ledger.connection));
    gathered.map_err(|source| ledger.fault(source))
}

/// The names of the claims of each case.
fn names(connection: &Connection) -> rusqlite::Result<Vec<Vec<String>>> {
    let sql =
        "SELECT k.number, d.id || '#' || c.number FROM case_claims k JOIN claims c USING (claim)
        JOIN documents d USING (document) ORDER BY k.number, c.claim";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    let mut cases: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    while let Some(row) = rows.next()? {
        cases.entry(row.get(0)?).or_default().push(row.get(1)?);
    }
    Ok(cases.into_values().collect())
}

/// The ledger's own rule.
fn rule(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let sql = "SELECT value FROM settings WHERE name = 'cases'";
    connection.query_row(sql, [], |row| row.get(0)).optional()
}

fn throw_away(connection: &mut Connection) -> rusqlite::Result<()> {
    let transaction = Transaction::new(connection, TransactionBehavior::Immediate)?;
    transaction.execute_batch(
        "DELETE FROM case_claims; DELETE FROM cases;
         INSERT OR IGNORE INTO underived (event, day) SELECT DISTINCT event, first_day FROM claims WHERE kind = 'event'",
    )?;
    transaction.commit()
}

fn derive(connection: &mut Connection, rule: &Rule) -> rusqlite::Result<Derived> {
    let mut derived = Derived::default();
    let mut done: BTreeSet<String> = BTreeSet::new();
    for event in underived(connection)? {
        let events = rule.group(&event);
        if done.insert(event) {
            derive_group(connection, rule, &events, &mut derived)?;
            done.extend(events);
        }
    }
    Ok(derived)
}

/// The types of which claims are underived.
fn underived(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement =
        connection.prepare("SELECT DISTINCT event FROM underived ORDER BY event")?;
    let rows = statement.query_map([], |row| row.get(0))?;
    rows.collect()
}

fn derive_group(
    connection: &mut Connection,
    rule: &Rule,
    events: &[String],
    derived: &mut Derived,
) -> rusqlite::Result<()> {
    let transaction = Transaction::new(connection, TransactionBehavior::Immediate)?;
    let days = take_days(&transaction, events)?;
    derived.days += days.len();
    let touched: BTreeSet<Date> = days.into_iter().flat_map(touched).collect();
    let mut numbers = Numbers::new(&transaction)?;
    for day in &touched {
        remove(&transaction, events, *day, &mut numbers)?;
    }
    let mut sweep = Sweep::new(&transaction, rule, events.to_vec());
    for day in touched {
        for case in sweep.cases(day)? {
            write(&transaction, day, &case, &mut numbers)?;
            derived.cases += 1;
            derived.claims += case.len();
        }
    }
    transaction.commit()
}

/// The numbers of cases: one that has the same first claim as before keeps its number.
struct Numbers {
    had: BTreeMap<String, i64>,
    last: i64,
}

impl Numbers {
    fn new(connection: &Connection) -> rusqlite::Result<Numbers> {
        let sql = "SELECT coalesce(max(number), 0) FROM cases";
        Ok(Numbers {
            had: BTreeMap::new(),
            last: connection.query_row(sql, [], |row| row.get(0))?,
        })
    }

    fn of(&mut self, id: &str) -> i64 {
        self.had.get(id).copied().unwrap_or_else(|| {
            self.last += 1;
            self.last
        })
    }
}

/// The days of the group that are underived; they are so no longer.
fn take_days(connection: &Connection, events: &[String]) -> rusqlite::Result<BTreeSet<Date>> {
    let mut days = BTreeSet::new();
    let mut statement =
        connection.prepare("DELETE FROM underived WHERE event = ?1 RETURNING day")?;
    for event in events {
        let mut rows = statement.query([event])?;
        while let Some(row) = rows.next()? {
            let day: String = row.get(0)?;
            days.extend(date::day(&day));
        }
    }
    Ok(days)
}

/// Removes the cases that begin on this day, and keeps in mind which numbers they had.
fn remove(
    connection: &Connection,
    events: &[String],
    day: Date,
    numbers: &mut Numbers,
) -> rusqlite::Result<()> {
    let day = day.to_string();
    let mut cases = connection
        .prepare_cached("SELECT number, id FROM cases WHERE event = ?1 AND first_day = ?2")?;
    let mut claims = connection.prepare_cached("DELETE FROM case_claims WHERE number = ?1")?;
    let mut case = connection.prepare_cached("DELETE FROM cases WHERE number = ?1")?;
    for event in events {
        let mut rows = cases.query(params![event, day])?;
        let mut found: Vec<(i64, String)> = Vec::new();
        while let Some(row) = rows.next()? {
            found.push((row.get(0)?, row.get(1)?));
        }
        for (number, id) in found {
            claims.execute([number])?;
            case.execute([number])?;
            numbers.had.insert(id, number);
        }
    }
    Ok(())
}

/// Writes a case under the number that it had before, where there was one.
fn write(
    connection: &Connection,
    day: Date,
    claims: &[&Told],
    numbers: &mut Numbers,
) -> rusqlite::Result<()> {
    let Some(first) = claims.first() else {
        return Ok(());
    };
    let id = first.id();
    let last = claims.iter().map(|told| told.last_day.as_str()).max();
    let origins = origin::count(claims.iter().map(|told| &told.source));
    let sql = "INSERT INTO cases (number, id, event, first_day, last_day, claims, origins) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    let number = numbers.of(&id);
    drop_namesake(connection, &id)?;
    connection.prepare_cached(sql)?.execute(params![
        number,
        id,
        first.event,
        day.to_string(),
        last,
        claims.len() as i64,
        origins as i64
    ])?;
    let mut statement =
        connection.prepare_cached("INSERT INTO case_claims (claim, number) VALUES (?1, ?2)")?;
    for told in claims {
        statement.execute(params![told.key, number])?;
    }
    Ok(())
}

/// Removes a case of this name that is left of a text that was corrected: what told it was of another type, whose turn
/// is still to come.
fn drop_namesake(connection: &Connection, id: &str) -> rusqlite::Result<()> {
    let sql = "DELETE FROM case_claims WHERE number = (SELECT number FROM cases WHERE id = ?1)";
    connection.prepare_cached(sql)?.execute([id])?;
    let sql = "DELETE FROM cases WHERE id = ?1";
    connection.prepare_cached(sql)?.execute([id])?;
    Ok(())
}
