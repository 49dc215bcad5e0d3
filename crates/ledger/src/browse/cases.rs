//! Cases by their names and by their claims.

use crate::cases::Case;
use crate::error::Error;
use crate::store::Reader;
use rusqlite::OptionalExtension;
use serde::Serialize;

/// To which case a claim belongs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CaseHead {
    /// Its name.
    pub id: String,
    /// How many claims tell of it.
    pub claims: i64,
    /// How many of them are independent.
    pub origins: i64,
}

impl Reader {
    /// The number of the case of a claim, with all claims in it; none where it is in none.
    pub(crate) fn beside(&self, claim: i64) -> Result<Option<(i64, Vec<i64>)>, Error> {
        let sql = "SELECT o.number, o.claim FROM case_claims m JOIN case_claims o ON o.number = m.number WHERE m.claim = ?1";
        let ask = || -> rusqlite::Result<Vec<(i64, i64)>> {
            let mut statement = self.connection().prepare_cached(sql)?;
            let rows = statement.query_map([claim], |row| Ok((row.get(0)?, row.get(1)?)))?;
            rows.collect()
        };
        let rows = ask().map_err(|source| self.fault(source))?;
        let number = rows.first().map(|(number, _)| *number);
        Ok(number.map(|number| (number, rows.into_iter().map(|(_, claim)| claim).collect())))
    }

    /// The case of this name, or that to which the claim of this name belongs.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn case_named(&self, id: &str) -> Result<Option<Case>, Error> {
        let sql = "SELECT number FROM cases WHERE id = ?1";
        let number = self
            .connection()
            .query_row(sql, [id], |row| row.get::<_, i64>(0));
        let mut number = number.optional().map_err(|source| self.fault(source))?;
        if number.is_none()
            && let Some(claim) = self.claim(id)?
        {
            let sql = "SELECT number FROM case_claims WHERE claim = ?1";
            let found = self
                .connection()
                .query_row(sql, [claim.key], |row| row.get(0));
            number = found.optional().map_err(|source| self.fault(source))?;
        }
        match number {
            Some(number) => Ok(self.cases_of(&[number])?.pop()),
            None => Ok(None),
        }
    }

    /// The case to which a claim belongs.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn case_of(&self, claim: i64) -> Result<Option<CaseHead>, Error> {
        let sql = "SELECT k.id, k.claims, k.origins FROM case_claims m JOIN cases k USING (number) WHERE m.claim = ?1";
        let ask = || -> rusqlite::Result<Option<CaseHead>> {
            let mut statement = self.connection().prepare_cached(sql)?;
            let row = |row: &rusqlite::Row<'_>| {
                Ok(CaseHead {
                    id: row.get(0)?,
                    claims: row.get(1)?,
                    origins: row.get(2)?,
                })
            };
            statement.query_row([claim], row).optional()
        };
        ask().map_err(|source| self.fault(source))
    }
}
