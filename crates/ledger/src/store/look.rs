//! Further ways to look for claims: counted by type, by speaker, by goods, by the days on which they became known.

use super::question::Question;
use super::read::{Filter, Reader, Stored};
use crate::error::Error;
use rusqlite::Row;

/// How many claims there are of a type.
#[derive(Clone, Debug, PartialEq, serde::Serialize)]
pub struct Count {
    /// PLOVER's type.
    pub event: String,
    /// How many claims tell of it.
    pub claims: usize,
    /// The first day.
    pub first_day: String,
    /// The last day.
    pub last_day: String,
    /// The mean of PLOVER's scale.
    pub scale: f64,
}

impl Reader {
    /// How many claims of each type are wanted, by the names of the types.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn counts(&self, filter: &Filter) -> Result<Vec<Count>, Error> {
        let (from, question) = self.question(filter);
        let sql = format!(
            "SELECT c.event, count(*), min(c.first_day), max(c.first_day), avg(c.scale) FROM {from}
             CROSS JOIN documents d ON d.document = c.document WHERE {} GROUP BY 1 ORDER BY 1",
            question.sql()
        );
        let count = |row: &Row<'_>| {
            Ok(Count {
                event: row.get(0)?,
                claims: row.get::<_, i64>(1)? as usize,
                first_day: row.get(2)?,
                last_day: row.get(3)?,
                scale: row.get(4)?,
            })
        };
        question
            .rows(&self.connection, &sql, count)
            .map_err(|source| self.fault(source))
    }

    /// The claims that name goods and have one of these parties beside another, by a day; of more than so many the last.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn dealings(&self, codes: &[&str], to: &str, last: usize) -> Result<Vec<Stored>, Error> {
        let mut question = Question::default();
        let list = serde_json::Value::from(codes).to_string();
        question.add("p.code IN (SELECT value FROM json_each(?))", list);
        question.add("p.day <= ?", to.to_owned());
        question.view(&self.view);
        let sql = format!(
            "SELECT DISTINCT p.day, c.claim FROM dealings p CROSS JOIN claims c ON c.claim = p.claim
             CROSS JOIN documents d ON d.document = c.document
             WHERE {} ORDER BY 1 DESC, 2 DESC LIMIT {last}",
            question.sql()
        );
        let keys = question.rows(&self.connection, &sql, |row| row.get(1));
        let mut keys: Vec<i64> = keys.map_err(|source| self.fault(source))?;
        keys.reverse();
        self.claims_of(&keys)
    }

    /// The keys of the claims that rest on the word of a speaker or outlet, by name or code, by the days on which they
    /// were said; of more than so many the last.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn said_by(&self, by: &str, last: usize) -> Result<Vec<i64>, Error> {
        let own =
            "c.claim IN (SELECT s.claim FROM actors a CROSS JOIN speakers s ON s.actor = a.actor
            WHERE ? COLLATE NOCASE IN (a.name, a.code) OR a.name LIKE ?)";
        let mut spoken = Question::default();
        spoken.add(own, by.to_owned());
        // The last name is enough.
        let ending = format!("% {}", by.replace(['%', '_'], " "));
        spoken.values.push(ending.into());
        let mut printed = Question::default();
        printed.add("d.publisher = ? COLLATE NOCASE", by.to_owned());
        let mut all = Vec::new();
        for (mut question, from) in [
            (
                spoken,
                "claims c CROSS JOIN documents d ON d.document = c.document",
            ),
            (
                printed,
                "documents d CROSS JOIN claims c ON c.document = d.document",
            ),
        ] {
            question.view(&self.view);
            let sql = format!(
                "SELECT d.known, c.claim FROM {from} WHERE {} ORDER BY d.known DESC LIMIT {last}",
                question.sql()
            );
            let row = |row: &Row<'_>| Ok((row.get::<_, String>(0)?, row.get::<_, i64>(1)?));
            let rows = question.rows(&self.connection, &sql, row);
            all.extend(rows.map_err(|source| self.fault(source))?);
        }
        all.sort();
        all.dedup();
        let first = all.len().saturating_sub(last);
        Ok(all.into_iter().skip(first).map(|(_, key)| key).collect())
    }

    /// The claims that became known after the first day and by the second.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn known_between(&self, after: &str, by: &str) -> Result<Vec<Stored>, Error> {
        let mut question = Question::default();
        question.add("d.known > ?", after.to_owned());
        question.add("d.known <= ?", by.to_owned());
        question.view(&self.view);
        let sql = format!(
            "SELECT c.claim FROM documents d CROSS JOIN claims c ON c.document = d.document WHERE {} ORDER BY c.claim",
            question.sql()
        );
        let keys = question.keys(&self.connection, &sql);
        self.claims_of(&keys.map_err(|source| self.fault(source))?)
    }

    /// Whether any document was corrected after the first day and by the second.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn corrected_between(&self, after: &str, by: &str) -> Result<bool, Error> {
        let sql = "SELECT EXISTS (SELECT 1 FROM corrections WHERE known > ?1 AND known <= ?2)";
        let row = self
            .connection
            .query_row(sql, [after, by], |row| row.get(0));
        row.map_err(|source| self.fault(source))
    }
}
