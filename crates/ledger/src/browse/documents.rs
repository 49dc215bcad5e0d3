//! Documents, the newest first; and one document with its claims.

use super::{Choice, Cursor, list};
use crate::error::Error;
use crate::store::{Question, Reader, Stored};
use rusqlite::Row;
use serde::Serialize;

/// What a list says of a document.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DocumentHead {
    /// Its key in this ledger.
    #[serde(skip)]
    pub key: i64,
    /// Its name.
    pub id: String,
    /// 1, or more for a correction.
    pub version: i64,
    /// The headline.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// Who wrote it.
    pub author: Option<String>,
    /// The day of publication.
    pub date: Option<String>,
    /// The day from which its claims count as known.
    pub known: String,
    /// Where it was published.
    pub url: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// How many claims it makes.
    #[serde(rename = "claim_count")]
    pub claims: i64,
    /// The earlier document whose words it repeats.
    pub repeats: Option<String>,
}

const HEAD: &str = "SELECT d.document, d.id, d.version, d.title, d.publisher, d.author, d.published, d.known, d.url, d.language,
    (SELECT count(*) FROM claims n WHERE n.document = d.document),
    (SELECT o.id FROM reprints r JOIN documents o ON o.document = r.of WHERE r.document = d.document)";

fn head(row: &Row<'_>) -> rusqlite::Result<DocumentHead> {
    Ok(DocumentHead {
        key: row.get(0)?,
        id: row.get(1)?,
        version: row.get(2)?,
        title: row.get(3)?,
        publisher: row.get(4)?,
        author: row.get(5)?,
        date: row.get(6)?,
        known: row.get(7)?,
        url: row.get(8)?,
        language: row.get(9)?,
        claims: row.get(10)?,
        repeats: row.get(11)?,
    })
}

impl Reader {
    /// The keys of so many documents behind the cursor, and the cursor of the next page; of the choice only what is asked
    /// of documents.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn documents_behind(
        &self,
        choice: &Choice,
        cursor: Option<&Cursor>,
        limit: usize,
    ) -> Result<(Vec<i64>, Option<Cursor>), Error> {
        let mut question = Question::default();
        if let Some(cursor) = cursor {
            question.add("(d.known, d.document) < (?, ?)", cursor.day.clone());
            question.values.push(cursor.key.into());
        }
        if let Some(from) = &choice.from {
            question.add("d.known >= ?", from.clone());
        }
        if let Some(to) = &choice.to {
            question.add("d.known <= ?", to.clone());
        }
        if !choice.sources.is_empty() {
            let one =
                "EXISTS (SELECT 1 FROM json_each(?) j WHERE j.value = d.publisher COLLATE NOCASE)";
            question.add(one, list(&choice.sources));
        }
        question.documents(self.view());
        let sql = format!(
            "SELECT d.known, d.document FROM documents d WHERE {} ORDER BY d.known DESC, d.document DESC LIMIT {}",
            question.sql(),
            limit + 1
        );
        let row = |row: &Row<'_>| {
            Ok(Cursor {
                day: row.get(0)?,
                key: row.get(1)?,
            })
        };
        let rows = question.rows(self.connection(), &sql, row);
        let mut rows = rows.map_err(|source| self.fault(source))?;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).cloned();
        Ok((rows.into_iter().map(|row| row.key).collect(), next))
    }

    /// What is known of these documents, in the order of the keys.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn heads_of(&self, keys: &[i64]) -> Result<Vec<DocumentHead>, Error> {
        let sql = format!(
            "{HEAD} FROM json_each(?) k CROSS JOIN documents d ON d.document = k.value ORDER BY k.key"
        );
        let ask = || -> rusqlite::Result<Vec<DocumentHead>> {
            let mut statement = self.connection().prepare_cached(&sql)?;
            let rows = statement.query_map([format!("{keys:?}")], head)?;
            rows.collect()
        };
        ask().map_err(|source| self.fault(source))
    }

    /// The newest version of a document that is known in this view.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn head_named(&self, id: &str) -> Result<Option<DocumentHead>, Error> {
        let mut question = Question::default();
        question.add("d.id = ?", id.to_owned());
        question.documents(self.view());
        let sql = format!(
            "{HEAD} FROM documents d WHERE {} ORDER BY d.version DESC LIMIT 1",
            question.sql()
        );
        let rows = question.rows(self.connection(), &sql, head);
        Ok(rows.map_err(|source| self.fault(source))?.pop())
    }

    /// The claims of a document in the order of the text, as far as they are believed.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn claims_in(&self, document: i64) -> Result<Vec<Stored>, Error> {
        let mut question = Question::default();
        question.add("c.document = ?", document);
        question.view(self.view());
        let sql = format!(
            "SELECT c.claim FROM claims c CROSS JOIN documents d ON d.document = c.document WHERE {} ORDER BY c.claim",
            question.sql()
        );
        let keys = question.keys(self.connection(), &sql);
        self.claims_of(&keys.map_err(|source| self.fault(source))?)
    }
}
