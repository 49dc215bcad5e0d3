//! What changed between two days of knowledge, and what falls without a source.
//!
//! The relations under one view are compared with those under another. Only pairs about which something was said in
//! between, or that rest on the source, are looked at.

use super::Desk;
use crate::error::Error;
use crate::relation::{Relation, Terms};
use crate::store::{Reader, View};
use serde::Serialize;

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
    /// How it stood before, and on how many claims; empty where it is new.
    pub before: String,
    /// How it stands now; empty where it is gone.
    pub now: String,
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
            Ok(self.with(reader(view)?))
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
        let rest = self.with(reader(view)?);
        let all = self.state(code, other, on)?.relations;
        Ok(compare(all, rest.state(code, other, on)?.relations))
    }
}

/// Whether the two are one relation under two views: the same row of the law, or the same kind and step between the same
/// two that rests on a claim of both.
fn same(before: &Relation, after: &Relation) -> bool {
    if !before.proof.law.is_empty() || !after.proof.law.is_empty() {
        return before.id == after.id;
    }
    let told = |one: &Relation, claim: &String| {
        one.proof.claims.contains(claim) || one.proof.denials.contains(claim)
    };
    let mut claims = before.proof.claims.iter().chain(&before.proof.denials);
    before.kind == after.kind
        && before.code == after.code
        && before.other == after.other
        && std::mem::discriminant(&before.terms) == std::mem::discriminant(&after.terms)
        && goods(before) == goods(after)
        && claims.any(|claim| told(after, claim))
}

/// The class of goods of a transfer.
fn goods(relation: &Relation) -> Option<&str> {
    match &relation.terms {
        Terms::Transfer { goods, .. } => Some(goods),
        _ => None,
    }
}

/// How a relation stands, and on how many claims it rests.
fn state(relation: &Relation) -> String {
    let told = relation.proof.claims.len();
    let claims = match told {
        0 => String::new(),
        1 => "; on 1 claim".to_owned(),
        _ => format!("; on {told} claims"),
    };
    format!("{} {}", relation.status, relation.hedge)
        .trim_end()
        .to_owned()
        + &claims
}

fn compare(before: Vec<Relation>, after: Vec<Relation>) -> Vec<Change> {
    let mut earlier: Vec<Option<Relation>> = before.into_iter().map(Some).collect();
    let mut changes = Vec::new();
    for relation in after {
        let place = earlier
            .iter_mut()
            .find(|old| old.as_ref().is_some_and(|old| same(old, &relation)));
        match place.and_then(Option::take) {
            None => changes.push(Change {
                changed: Changed::New,
                before: String::new(),
                now: state(&relation),
                relation,
            }),
            Some(old) if state(&old) != state(&relation) => changes.push(Change {
                changed: Changed::Other,
                before: state(&old),
                now: state(&relation),
                relation,
            }),
            Some(_) => {}
        }
    }
    changes.extend(earlier.into_iter().flatten().map(|relation| Change {
        changed: Changed::Gone,
        before: state(&relation),
        now: String::new(),
        relation,
    }));
    changes
}
