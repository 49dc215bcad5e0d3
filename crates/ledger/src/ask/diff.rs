//! What changed between two days of knowledge, and what falls without a source.
//!
//! The relations under one view are compared with those under another. Only pairs about which something was said in
//! between, or that rest on the source, are looked at.

use super::Desk;
use crate::error::Error;
use crate::relation::Relation;
use crate::store::{Reader, View};
use serde::Serialize;
use std::collections::BTreeMap;

/// How a relation changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Changed {
    /// It was not there before.
    New,
    /// It is there no more.
    Gone,
    /// Its status or hedge is another.
    Other,
}

/// A relation that changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Change {
    /// How.
    pub changed: Changed,
    /// What it was before: status and hedge; empty where it is new.
    pub before: String,
    /// The relation as it is now, or was where it is gone.
    pub relation: Relation,
}

impl Desk<'_> {
    /// What is known about relations on the second day that was not on the first; of all pairs, or of one.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn diff(
        &self,
        reader: impl Fn(View) -> Result<Reader, Error>,
        from: &str,
        to: &str,
        between: Option<(&str, &str)>,
    ) -> Result<Vec<Change>, Error> {
        let pairs = match between {
            Some((code, other)) => vec![(code.to_owned(), other.to_owned())],
            None => self.reader.pairs_known(from, to)?,
        };
        let desk = |known: &str| -> Result<Desk<'_>, Error> {
            let view = View {
                known: Some(known.to_owned()),
                ..self.reader.view().clone()
            };
            Ok(Desk::new(reader(view)?, self.law, self.world))
        };
        let (before, after) = (desk(from)?, desk(to)?);
        let mut changes = Vec::new();
        for (code, other) in pairs {
            let earlier = before.state(&code, &other, from)?.relations;
            let later = after.state(&code, &other, to)?.relations;
            changes.extend(compare(earlier, later));
        }
        Ok(changes)
    }

    /// What of the state between two falls or changes where some sources are not believed.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn without(
        &self,
        reader: impl Fn(View) -> Result<Reader, Error>,
        sources: &[String],
        code: &str,
        other: &str,
        on: &str,
    ) -> Result<Vec<Change>, Error> {
        let mut view = self.reader.view().clone();
        view.without.extend(sources.iter().cloned());
        let rest = Desk::new(reader(view)?, self.law, self.world);
        let all = self.state(code, other, on)?.relations;
        Ok(compare(all, rest.state(code, other, on)?.relations))
    }
}

/// A relation's name, without the claim that was its first, which can be another under another view.
fn name(relation: &Relation) -> String {
    if !relation.proof.law.is_empty() {
        return relation.id.clone();
    }
    let mut parts = relation.id.splitn(4, '/');
    let front: Vec<&str> = parts.by_ref().take(3).collect();
    format!(
        "{} {}",
        front.join("/"),
        relation.first_day.as_deref().unwrap_or_default()
    )
}

fn compare(before: Vec<Relation>, after: Vec<Relation>) -> Vec<Change> {
    let mut earlier: BTreeMap<String, Relation> =
        before.into_iter().map(|one| (name(&one), one)).collect();
    let mut changes = Vec::new();
    for relation in after {
        let state = |relation: &Relation| {
            format!("{} {}", relation.status, relation.hedge)
                .trim_end()
                .to_owned()
        };
        match earlier.remove(&name(&relation)) {
            None => changes.push(Change {
                changed: Changed::New,
                before: String::new(),
                relation,
            }),
            Some(old) if state(&old) != state(&relation) => changes.push(Change {
                changed: Changed::Other,
                before: state(&old),
                relation,
            }),
            Some(_) => {}
        }
    }
    changes.extend(earlier.into_values().map(|relation| Change {
        changed: Changed::Gone,
        before: String::new(),
        relation,
    }));
    changes
}
