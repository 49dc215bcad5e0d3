//! The conditions of a question in SQL, with the values that stand in them.

use super::read::View;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};

/// The conditions of a question with the values that stand in them.
#[derive(Default)]
pub(crate) struct Question {
    conditions: Vec<String>,
    pub(crate) values: Vec<Value>,
}

impl Question {
    pub(crate) fn add(&mut self, condition: &str, value: impl Into<Value>) {
        self.conditions.push(condition.to_owned());
        self.values.push(value.into());
    }

    /// Adds a condition without a value.
    pub(crate) fn always(&mut self, condition: &str) {
        self.conditions.push(condition.to_owned());
    }

    /// Only what is known and believed in this view.
    pub(crate) fn view(&mut self, view: &View) {
        self.documents(view);
        for source in &view.without {
            let speaker = "NOT EXISTS (SELECT 1 FROM speakers s LEFT JOIN actors a USING (actor) WHERE s.claim = c.claim
                AND ? COLLATE NOCASE IN (a.name, a.code, s.text))";
            self.add(speaker, source.clone());
        }
    }

    /// Only documents that are known and believed in this view.
    pub(crate) fn documents(&mut self, view: &View) {
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
        }
    }

    pub(crate) fn sql(&self) -> String {
        self.conditions.join(" AND ")
    }

    pub(crate) fn keys(self, connection: &Connection, sql: &str) -> rusqlite::Result<Vec<i64>> {
        self.rows(connection, sql, |row| row.get(0))
    }

    pub(crate) fn rows<T>(
        self,
        connection: &Connection,
        sql: &str,
        take: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Vec<T>> {
        let mut statement = connection.prepare_cached(sql)?;
        let rows = statement.query_map(params_from_iter(self.values), take)?;
        rows.collect()
    }
}
