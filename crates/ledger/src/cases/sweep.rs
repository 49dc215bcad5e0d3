//! The cases of one group of types, day by day.
//!
//! A day goes in; the cases that begin on it come out. A case begins with a cluster of claims of its day, and takes in
//! clusters of the next two days that tell of the same happening on strong evidence: most reports name no day, and tell
//! on one day what happened on the day before. A cluster joins only one that joins no other itself, so what happens on
//! a day depends on few days around it, and days may be derived in any order.

use super::day::{Cluster, clusters};
use super::rule::Rule;
use super::told::{Names, Told, load};
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use rusqlite::Connection;
use std::collections::BTreeMap;

/// A cluster may tell of what happened so many days before.
const BACK: i64 = 2;
/// The cases that begin on a day depend on the claims of so many days before and after it.
const BEFORE: i64 = 2 * BACK;
const AFTER: i64 = BACK;

/// The days on which a case may begin to be another one when claims of this day are added or fall away.
pub(super) fn touched(day: Date) -> impl Iterator<Item = Date> {
    (-AFTER..=BEFORE).filter_map(move |n| at(day, n))
}

fn at(day: Date, days: i64) -> Option<Date> {
    let span: Span = days.days();
    day.checked_add(span).ok()
}

/// Where a cluster stands.
type Place = (Date, usize);

struct Day {
    clusters: Vec<Cluster>,
    /// For each cluster those of the days before that it may belong to, with how like they are.
    before: Option<Vec<Vec<(Place, f64)>>>,
}

/// The days of one group of types that have been read.
pub(super) struct Sweep<'a> {
    connection: &'a Connection,
    rule: &'a Rule,
    events: Vec<String>,
    names: Names,
    days: BTreeMap<Date, Day>,
}

impl<'a> Sweep<'a> {
    pub(super) fn new(
        connection: &'a Connection,
        rule: &'a Rule,
        events: Vec<String>,
    ) -> Sweep<'a> {
        Sweep {
            connection,
            rule,
            events,
            names: Names::default(),
            days: BTreeMap::new(),
        }
    }

    /// The cases that begin on this day, each with its claims by their rank, by the rank of the first.
    pub(super) fn cases(&mut self, day: Date) -> rusqlite::Result<Vec<Vec<&Told>>> {
        for n in -BACK..=BACK {
            at(day, n).map_or(Ok(()), |day| self.look_back(day))?;
        }
        let oldest = at(day, -2 * BEFORE);
        self.days
            .retain(|day, _| oldest.is_none_or(|oldest| *day >= oldest));
        let mut members: BTreeMap<Place, Vec<Place>> = BTreeMap::new();
        for day in (0..=BACK).filter_map(|n| at(day, n)) {
            for cluster in 0..self.days.get(&day).map_or(0, |day| day.clusters.len()) {
                let begin = self.beginning((day, cluster));
                members.entry(begin).or_default().push((day, cluster));
            }
        }
        let own = members.into_iter().filter(|((begin, _), _)| *begin == day);
        let mut cases: Vec<Vec<&Told>> = own.map(|(_, places)| self.claims(&places)).collect();
        cases.sort_by(|a, b| rank(a).cmp(&rank(b)));
        Ok(cases)
    }

    fn claims(&self, places: &[Place]) -> Vec<&Told> {
        let clusters = places.iter().filter_map(|place| self.cluster(*place));
        let mut claims: Vec<&Told> = clusters.flat_map(|cluster| &cluster.claims).collect();
        claims.sort_by(|a, b| a.rank.cmp(&b.rank));
        claims
    }

    fn cluster(&self, (day, cluster): Place) -> Option<&Cluster> {
        self.days.get(&day)?.clusters.get(cluster)
    }

    /// What a cluster may belong to.
    fn before(&self, (day, cluster): Place) -> &[(Place, f64)] {
        let before = self.days.get(&day).and_then(|day| day.before.as_ref());
        before
            .and_then(|before| before.get(cluster))
            .map_or(&[], Vec::as_slice)
    }

    /// The cluster with which the case of this one begins.
    fn beginning(&self, place: Place) -> Place {
        let free = |(other, _): &&(Place, f64)| self.before(*other).is_empty();
        let mut best: Option<(Place, f64)> = None;
        for (other, weight) in self.before(place).iter().filter(free) {
            if best.is_none_or(|(_, most)| *weight > most) {
                best = Some((*other, *weight));
            }
        }
        best.map_or(place, |(other, _)| other)
    }

    /// Reads a day, where that has not been done.
    fn read(&mut self, day: Date) -> rusqlite::Result<()> {
        if self.days.contains_key(&day) {
            return Ok(());
        }
        let text = day.to_string();
        let told = load(
            self.connection,
            &mut self.names,
            self.rule,
            &self.events,
            &text,
        )?;
        let clusters = clusters(self.rule, &text, told);
        self.days.insert(
            day,
            Day {
                clusters,
                before: None,
            },
        );
        Ok(())
    }

    /// Finds what the clusters of a day may belong to: nearer days first.
    fn look_back(&mut self, day: Date) -> rusqlite::Result<()> {
        for day in (0..=BACK).filter_map(|n| at(day, -n)) {
            self.read(day)?;
        }
        let known = |day: &Day| day.before.is_some();
        if self.days.get(&day).is_none_or(known) {
            return Ok(());
        }
        let mut all = Vec::new();
        for cluster in self
            .days
            .get(&day)
            .into_iter()
            .flat_map(|day| &day.clusters)
        {
            let mut found = Vec::new();
            for earlier in (1..=BACK).filter_map(|n| at(day, -n)) {
                let others = self
                    .days
                    .get(&earlier)
                    .into_iter()
                    .flat_map(|day| &day.clusters);
                for (number, other) in others.enumerate() {
                    let like = cluster.follows(self.rule, other);
                    found.extend(like.map(|weight| ((earlier, number), weight)));
                }
            }
            all.push(found);
        }
        if let Some(day) = self.days.get_mut(&day) {
            day.before = Some(all);
        }
        Ok(())
    }
}

/// The rank of the first claim of a case.
fn rank<'a>(case: &[&'a Told]) -> Option<&'a (String, String, u32)> {
    case.first().map(|told| &told.rank)
}
