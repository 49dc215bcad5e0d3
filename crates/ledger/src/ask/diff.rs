//! What changed between two days of knowledge, and what falls without a source.
//!
//! The relations under one view are compared with those under another. Only pairs about which something was said in
//! between that can be a step of a relation are looked at, or the pair that is asked about.

use super::Desk;
use super::state::{MOST, joined};
use crate::claim::Kind;
use crate::error::Error;
use crate::relation::law::number;
use crate::relation::{Relation, Terms, day_of, derive, directions, fit};
use crate::store::{Reader, Stored, View};
use casus_codebook::law::relation::KINDS;
use casus_codebook::world::Day;
use serde::Serialize;
use std::collections::HashSet;

/// What changed rests on recent claims: of more than so many about two the last are read.
const RECENT: usize = 120;

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
        let desk = |known: &str| -> Result<Desk<'_>, Error> {
            let view = View {
                known: Some(known.to_owned()),
                ..self.reader.view().clone()
            };
            Ok(self.with(reader(view)?))
        };
        let (before, after) = (desk(from)?, desk(to)?);
        let pairs = match between {
            Some((code, other)) => vec![(code.to_owned(), other.to_owned())],
            None => self.moved(from, to)?,
        };
        let corrected = self.reader.corrected_between(from, to)?;
        let law_moved = self.law_moved(from, to);
        let mut changes = Vec::new();
        for (code, other) in pairs {
            let (later, _) = after.claims_of_two(&code, &other, to, RECENT)?;
            let earlier = if corrected {
                before.claims_of_two(&code, &other, from, RECENT)?.0
            } else {
                let known =
                    |stored: &&Stored| stored.known.as_str() <= from && day_of(stored) <= from;
                later.iter().filter(known).cloned().collect()
            };
            let state = |desk: &Desk<'_>, claims: &[Stored], on: &str| {
                let law = if law_moved {
                    desk.law_state(&code, &other, on)
                } else {
                    Vec::new()
                };
                joined(law, derive::all(self.law, claims, on), &code, &other)
            };
            changes.extend(compare(
                state(&before, &earlier, from),
                state(&after, &later, to),
            ));
        }
        Ok(changes)
    }

    /// The pairs about which something became known that can be a step of a relation.
    fn moved(&self, from: &str, to: &str) -> Result<Vec<(String, String)>, Error> {
        let mut pairs = Vec::new();
        for stored in self.reader.known_between(from, to)? {
            let mut kinds = KINDS.iter();
            if stored.claim.kind == Kind::Event
                && !kinds.any(|&kind| fit(self.law, kind, &stored.claim).is_some())
            {
                continue;
            }
            for (a, b) in directions(&stored) {
                let (a, b) = if a < b { (a, b) } else { (b, a) };
                pairs.push((a.to_owned(), b.to_owned()));
            }
        }
        pairs.sort();
        pairs.dedup();
        Ok(pairs)
    }

    /// Whether anything of the law began or ended between the two days.
    fn law_moved(&self, from: &str, to: &str) -> bool {
        let (law, from, to) = (self.law, number(from), number(to));
        let courses = law.treaties.iter().flat_map(|treaty| {
            let parties = treaty.parties.iter().map(|party| &party.course);
            parties.chain([&treaty.course])
        });
        let steps = courses.flat_map(|course| course.steps().map(|(_, date)| date));
        let clauses = law.obligations.iter().map(|clause| clause.period);
        let measures = law.measures.iter().map(|measure| measure.period);
        let seats = law.memberships.iter().map(|seat| seat.period);
        let ties = law.ties.iter().map(|tie| tie.period);
        let wars = law.conflicts.iter().map(|war| war.period);
        let mut all = steps
            .chain(clauses)
            .chain(measures)
            .chain(seats)
            .chain(ties)
            .chain(wars);
        let within = |day: Day| from < day && day <= to;
        // What ends holds on its last day, and is over on the next.
        all.any(|period| within(period.from) || (from <= period.to && period.to < to))
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
        let rest = reader(view)?;
        // The claims are read once, and those that rest on the sources taken out of them.
        let (claims, fights) = self.claims_of_two(code, other, on, MOST)?;
        let keys: Vec<i64> = claims.iter().map(|stored| stored.key).collect();
        let believed: HashSet<i64> = rest.believed(&keys)?.into_iter().collect();
        let left: Vec<Stored> = claims
            .iter()
            .filter(|stored| believed.contains(&stored.key))
            .cloned()
            .collect();
        let law = self.law_state(code, other, on);
        let stands = |desk: &Desk<'_>, claims: &[Stored]| -> Result<Vec<Relation>, Error> {
            let mut told = derive::all(self.law, claims, on);
            if let Some(fights) = &fights {
                desk.count_fights(fights, &mut told)?;
            }
            Ok(joined(law.clone(), told, code, other))
        };
        Ok(compare(
            stands(self, &claims)?,
            stands(&self.with(rest), &left)?,
        ))
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
