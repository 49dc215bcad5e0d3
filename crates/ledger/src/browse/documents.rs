//! Documents that tell of a claim that meets a choice, the newest first; and one document with its claims.

use super::{Choice, Cursor, after, page};
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
    /// So many documents behind the cursor, and the cursor of the next page. The days of the choice are those of the
    /// documents; what it says of claims one of their claims must meet.
    ///
    /// # Errors
    ///
    /// Where the file cannot be read.
    pub fn browse_documents(
        &self,
        choice: &Choice,
        cursor: Option<&Cursor>,
        limit: usize,
    ) -> Result<(Vec<DocumentHead>, Option<Cursor>), Error> {
        let mut question = Question::default();
        after(&mut question, cursor, "d.known", "d.document");
        if let Some(from) = &choice.from {
            question.add("d.known >= ?", from.clone());
        }
        if let Some(to) = &choice.to {
            question.add("d.known <= ?", to.clone());
        }
        choice.sources(&mut question);
        if choice.asks_for_claims() {
            let of_claims = Choice {
                from: None,
                to: None,
                sources: Vec::new(),
                ..choice.clone()
            };
            let mut inner = Question::default();
            of_claims.conditions(&mut inner, "c.first_day", "c.event");
            let sql = inner.sql();
            question.always(&format!(
                "EXISTS (SELECT 1 FROM claims c WHERE c.document = d.document AND {sql})"
            ));
            question.values.extend(inner.values);
        }
        question.documents(self.view());
        let sql = format!(
            "SELECT d.known, d.document FROM documents d WHERE {} ORDER BY d.known DESC, d.document DESC LIMIT {}",
            question.sql(),
            limit + 1
        );
        let rows = question.rows(self.connection(), &sql, |row| {
            Ok((row.get(0)?, row.get(1)?))
        });
        let (keys, next) = page(rows.map_err(|source| self.fault(source))?, limit);
        Ok((self.heads_of(&keys)?, next))
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
