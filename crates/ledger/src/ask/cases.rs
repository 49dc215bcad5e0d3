//! Happenings with all that is claimed of them.
//!
//! A condition in SQL on the view `events` goes in; the cases of the claims that meet it come out, with rival values side
//! by side.

use super::Desk;
use crate::cases::Case;
use crate::error::Error;

impl Desk<'_> {
    /// The cases that have a claim such as this: `condition` is an SQL condition on the columns of the view `events`;
    /// empty, all of them. Of more cases than so many the last, by their days.
    ///
    /// # Errors
    ///
    /// Where the condition is none, or the ledger cannot be read.
    pub fn cases(&self, condition: &str, last: usize) -> Result<Vec<Case>, Error> {
        let condition = if condition.trim().is_empty() {
            "1"
        } else {
            condition
        };
        let query = format!(
            "SELECT case_number FROM events WHERE case_number IS NOT NULL AND ({condition}\n)
             GROUP BY case_number ORDER BY max(first_day) DESC, case_number DESC LIMIT {last}"
        );
        let answer = self.reader.select(&query)?;
        let cell = |row: &super::Row| row.cells.first()?.parse().ok();
        let mut numbers: Vec<i64> = answer.rows.iter().filter_map(cell).collect();
        numbers.reverse();
        self.reader.cases_of(&numbers)
    }
}
