//! The claims of one day, put together into clusters.
//!
//! Claims go in, clusters come out, the same for any order of the claims: those that tell most come first, and each
//! joins the cluster it is most like, or opens one. Also tells how like two clusters of different days are.

use super::pair::{Likeness, likeness};
use super::rule::{Number, Rule};
use super::told::{Standing, Told};

/// Of a cluster so many claims that differ are compared with a further one.
const COMPARED: usize = 48;

/// Claims of one day that are of one happening.
#[derive(Debug)]
pub(super) struct Cluster {
    pub standing: Standing,
    /// The last day of stretches that are longer than the day.
    pub last_day: Option<String>,
    /// Whether some claim's words name the day.
    pub dated: bool,
    /// By their rank.
    pub claims: Vec<Told>,
    /// Those that are compared: the first of each kind.
    compared: Vec<usize>,
}

impl Cluster {
    fn new(told: Told, day: &str) -> Cluster {
        Cluster {
            standing: told.standing,
            last_day: (told.last_day != day).then(|| told.last_day.clone()),
            dated: told.dated,
            claims: vec![told],
            compared: vec![0],
        }
    }

    /// How like the claim is to what is told here; none where anything here speaks against it.
    fn likeness(&self, rule: &Rule, told: &Told) -> Option<Likeness> {
        let mut best = Likeness::default();
        for at in &self.compared {
            let other = self.claims.get(*at)?;
            let like = likeness(rule, other, told)?;
            if like.weight > best.weight {
                best = like;
            }
        }
        Some(best)
    }

    fn take(&mut self, told: Told) {
        self.dated |= told.dated;
        let mut compared = self.compared.iter().filter_map(|at| self.claims.get(*at));
        let new = !compared.any(|other| other.is_like(&told));
        if new && self.compared.len() < COMPARED {
            self.compared.push(self.claims.len());
        }
        self.claims.push(told);
    }

    fn fits(&self, told: &Told, day: &str) -> bool {
        self.standing == told.standing
            && match &self.last_day {
                Some(last) => *last == told.last_day,
                None => told.last_day == day,
            }
    }

    /// Whether the happening of the earlier day may be the one that is told here, and how like they are.
    pub(super) fn follows(&self, rule: &Rule, earlier: &Cluster) -> Option<f64> {
        let lasting = self.last_day.is_some() || earlier.last_day.is_some();
        if lasting || self.standing != Standing::Held || earlier.standing != Standing::Held {
            return None;
        }
        let has = |document| self.claims.iter().any(|told| told.document == document);
        if earlier.claims.iter().any(|told| has(told.document)) {
            return None;
        }
        let mut best = Likeness::default();
        for told in self.compared.iter().filter_map(|at| self.claims.get(*at)) {
            let like = earlier.likeness(rule, told)?;
            if like.firm && like.weight > best.weight {
                best = like;
            }
        }
        let enough = if self.dated || self.has_less(earlier) {
            Number::LinkDated
        } else {
            Number::Link
        };
        (best.firm && best.weight >= rule.of(enough)).then_some(best.weight)
    }

    /// Whether it counts the same things and comes to less each time.
    fn has_less(&self, earlier: &Cluster) -> bool {
        let numbers = |cluster: &Cluster| -> Vec<(u32, f64)> {
            cluster
                .claims
                .iter()
                .flat_map(|told| told.numbers.iter().copied())
                .collect()
        };
        let (now, before) = (numbers(self), numbers(earlier));
        let mut same = now.iter().flat_map(|one| {
            let of_kind = before.iter().filter(|other| other.0 == one.0);
            of_kind.map(|other| one.1 < other.1)
        });
        same.next().is_some_and(|less| less) && same.all(|less| less)
    }
}

/// The clusters of a day.
pub(super) fn clusters(rule: &Rule, day: &str, mut claims: Vec<Told>) -> Vec<Cluster> {
    // The sort keeps the order of the ranks among those that tell as much.
    claims.sort_by_key(|told| std::cmp::Reverse(told.fullness()));
    let mut clusters: Vec<Cluster> = Vec::new();
    for told in claims {
        let mut best: Option<(usize, f64)> = None;
        for (at, cluster) in clusters.iter().enumerate() {
            if !cluster.fits(&told, day) {
                continue;
            }
            let like = cluster.likeness(rule, &told);
            let enough = like.filter(|like| like.weight >= rule.of(Number::Join));
            if let Some(like) =
                enough.filter(|like| best.is_none_or(|(_, most)| like.weight > most))
            {
                best = Some((at, like.weight));
            }
        }
        match best.and_then(|(at, _)| clusters.get_mut(at)) {
            Some(cluster) => cluster.take(told),
            None => clusters.push(Cluster::new(told, day)),
        }
    }
    clusters
}
