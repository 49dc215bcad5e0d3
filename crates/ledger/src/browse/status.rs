//! How much a ledger holds, and whether it has changed.

use crate::error::Error;
use crate::store::Reader;

/// How much a ledger holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Status {
    /// Documents, each version of a corrected one counted.
    pub documents: i64,
    /// Claims.
    pub claims: i64,
    /// Cases.
    pub cases: i64,
    /// The first day on which anything is known.
    pub first: Option<String>,
    /// The last one.
    pub last: Option<String>,
}

impl Reader {
    /// How much the ledger holds, whatever the view.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn status(&self) -> Result<Status, Error> {
        let sql = "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM claims), (SELECT count(*) FROM cases),
            (SELECT min(known) FROM documents), (SELECT max(known) FROM documents)";
        let row = self.connection().query_row(sql, [], |row| {
            Ok(Status {
                documents: row.get(0)?,
                claims: row.get(1)?,
                cases: row.get(2)?,
                first: row.get(3)?,
                last: row.get(4)?,
            })
        });
        row.map_err(|source| self.fault(source))
    }

    /// Who has published documents, and how many, whatever the view; those with the most first.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn publishers(&self) -> Result<Vec<(String, i64)>, Error> {
        let sql = "SELECT min(publisher), count(*) FROM documents WHERE publisher IS NOT NULL AND publisher <> ''
            GROUP BY publisher COLLATE NOCASE ORDER BY 2 DESC, 1";
        let ask = || -> rusqlite::Result<Vec<(String, i64)>> {
            let mut statement = self.connection().prepare_cached(sql)?;
            let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
            rows.collect()
        };
        ask().map_err(|source| self.fault(source))
    }

    /// Who is named as a speaker, with the code and how many claims are on that word, whatever the view; those with the
    /// most first.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn speakers(&self) -> Result<Vec<(String, String, i64)>, Error> {
        let sql = "SELECT a.name, min(a.code), sum(s.claims)
            FROM (SELECT actor, count(*) AS claims FROM speakers WHERE actor IS NOT NULL GROUP BY actor) s
            CROSS JOIN actors a ON a.actor = s.actor WHERE a.name <> '' GROUP BY a.name ORDER BY 3 DESC, 1";
        let ask = || -> rusqlite::Result<Vec<(String, String, i64)>> {
            let mut statement = self.connection().prepare_cached(sql)?;
            let rows =
                statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
            rows.collect()
        };
        ask().map_err(|source| self.fault(source))
    }

    /// A number that is another one whenever somebody else has written to the file since this reader was asked last.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn change(&self) -> Result<i64, Error> {
        let number = self
            .connection()
            .pragma_query_value(None, "data_version", |row| row.get(0));
        number.map_err(|source| self.fault(source))
    }
}
