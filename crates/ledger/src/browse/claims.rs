//! Claims that meet a choice, the newest days first.

use super::{Choice, Cursor, after, page};
use crate::error::Error;
use crate::store::{Question, Reader, Stored};

impl Reader {
    /// So many claims behind the cursor, and the cursor of the next page.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn browse_claims(
        &self,
        choice: &Choice,
        cursor: Option<&Cursor>,
        limit: usize,
    ) -> Result<(Vec<Stored>, Option<Cursor>), Error> {
        let mut question = Question::default();
        let (from, day, key, event) = match choice.keys() {
            (None, _) => ("claims c", "c.first_day", "c.claim", "c.event"),
            (Some(code), other) => {
                question.add("p.code = ?", code.clone());
                let from = match other {
                    Some(other) => {
                        question.add("p.other = ?", other.clone());
                        "pairs p CROSS JOIN claims c ON c.claim = p.claim"
                    }
                    None => "pairs p INDEXED BY pairs_day CROSS JOIN claims c ON c.claim = p.claim",
                };
                (from, "p.day", "p.claim", "p.event")
            }
        };
        after(&mut question, cursor, day, key);
        choice.conditions(&mut question, day, event);
        question.view(self.view());
        let sql = format!(
            "SELECT DISTINCT {day}, {key} FROM {from} CROSS JOIN documents d ON d.document = c.document
             WHERE {} ORDER BY {day} DESC, {key} DESC LIMIT {}",
            question.sql(),
            limit + 1
        );
        let rows = question.rows(self.connection(), &sql, |row| {
            Ok((row.get(0)?, row.get(1)?))
        });
        let (keys, next) = page(rows.map_err(|source| self.fault(source))?, limit);
        Ok((self.claims_of(&keys)?, next))
    }
}
