//! Cases that have a claim that meets a choice, the newest first.

use super::{Choice, Cursor, after, page};
use crate::cases::Case;
use crate::error::Error;
use crate::store::{Question, Reader};
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
    /// So many cases behind the cursor, and the cursor of the next page.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn browse_cases(
        &self,
        choice: &Choice,
        cursor: Option<&Cursor>,
        limit: usize,
    ) -> Result<(Vec<Case>, Option<Cursor>), Error> {
        let mut question = Question::default();
        after(&mut question, cursor, "k.first_day", "k.number");
        let from = match choice.keys() {
            (Some(code), other) => {
                question.add("p.code = ?", code.clone());
                if let Some(other) = other {
                    question.add("p.other = ?", other.clone());
                }
                "pairs p CROSS JOIN case_claims m ON m.claim = p.claim CROSS JOIN cases k ON k.number = m.number
                 CROSS JOIN claims c ON c.claim = p.claim"
            }
            _ => {
                "cases k CROSS JOIN case_claims m ON m.number = k.number CROSS JOIN claims c ON c.claim = m.claim"
            }
        };
        choice.conditions(&mut question, "c.first_day", "c.event");
        question.view(self.view());
        let sql = format!(
            "SELECT DISTINCT k.first_day, k.number FROM {from} CROSS JOIN documents d ON d.document = c.document
             WHERE {} ORDER BY k.first_day DESC, k.number DESC LIMIT {}",
            question.sql(),
            limit + 1
        );
        let rows = question.rows(self.connection(), &sql, |row| {
            Ok((row.get(0)?, row.get(1)?))
        });
        let (numbers, next) = page(rows.map_err(|source| self.fault(source))?, limit);
        Ok((self.cases_of(&numbers)?, next))
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
