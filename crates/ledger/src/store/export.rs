//! The events of a ledger in the order in which they were added, a portion at a time.

use super::{Reader, Stored};
use crate::error::Error;
use rusqlite::{OptionalExtension, params};

/// An event with what else is known of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Event {
    /// The claim.
    pub stored: Stored,
    /// The further fields of its document, as JSON.
    pub fields: Option<String>,
    /// Where its document was published.
    pub url: Option<String>,
    /// How many claims its case has; 1 where it is in none.
    pub claims: i64,
    /// How many independent origins its case has.
    pub origins: i64,
}

impl Reader {
    /// The events of this view among the next `count` claims after that with the key `last`, and the key of the last
    /// claim that was looked at; none at the end.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn events_after(
        &self,
        last: i64,
        count: usize,
    ) -> Result<(Vec<Event>, Option<i64>), Error> {
        let keys = self
            .keys_after(last, count)
            .map_err(|source| self.fault(source))?;
        let until = keys.last().map(|(key, _)| *key);
        let events = keys.into_iter().filter(|(_, is_event)| *is_event);
        let keys: Vec<i64> = events.map(|(key, _)| key).collect();
        let stored = self.claims_of(&self.believed(&keys)?)?;
        let events = stored
            .into_iter()
            .map(|stored| self.event(stored))
            .collect();
        let events: rusqlite::Result<Vec<Event>> = events;
        Ok((events.map_err(|source| self.fault(source))?, until))
    }

    fn keys_after(&self, last: i64, count: usize) -> rusqlite::Result<Vec<(i64, bool)>> {
        let sql =
            "SELECT claim, kind = 'event' FROM claims WHERE claim > ?1 ORDER BY claim LIMIT ?2";
        let mut statement = self.connection().prepare_cached(sql)?;
        let rows = statement.query_map(params![last, count as i64], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?;
        rows.collect()
    }

    fn event(&self, stored: Stored) -> rusqlite::Result<Event> {
        let sql = "SELECT fields, url FROM documents WHERE document = ?1";
        let mut statement = self.connection().prepare_cached(sql)?;
        let (fields, url) =
            statement.query_row([stored.document], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let sql =
            "SELECT claims, origins FROM case_claims JOIN cases USING (number) WHERE claim = ?1";
        let mut statement = self.connection().prepare_cached(sql)?;
        let case = statement
            .query_row([stored.key], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let (claims, origins) = case.unwrap_or((1, 1));
        Ok(Event {
            stored,
            fields,
            url,
            claims,
            origins,
        })
    }
}
