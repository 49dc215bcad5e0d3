//! The conditions of a question in SQL, with the values that stand in them.

use super::read::{Only, View};
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};
use serde_json::Value as Json;

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
        self.only(&view.only);
    }

    /// Only claims of this kind.
    fn only(&mut self, only: &Only) {
        let lists = [
            ("c.event IN (SELECT value FROM json_each(?))", &only.types),
            (
                "c.status IN (SELECT value FROM json_each(?))",
                &only.statuses,
            ),
            (
                "EXISTS (SELECT 1 FROM json_each(?) j WHERE j.value = d.publisher COLLATE NOCASE)",
                &only.sources,
            ),
            (
                "EXISTS (SELECT 1 FROM speakers s LEFT JOIN actors a USING (actor) CROSS JOIN json_each(?) j
                WHERE s.claim = c.claim AND j.value COLLATE NOCASE IN (a.name, a.code, s.text))",
                &only.speakers,
            ),
        ];
        for (condition, list) in lists {
            if !list.is_empty() {
                self.add(condition, Json::from(list.clone()).to_string());
            }
        }
        if let Some(least) = only.confidence {
            // As exact as it was when it was stored.
            self.add("c.confidence >= ?", f64::from(least as f32));
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
