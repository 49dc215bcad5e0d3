//! True and false positives and misses of a text against gold, by its runs of four words.
//!
//! Two texts go in; their counts come out, as scrapinghub's benchmark of article extraction counts them.

use std::collections::HashMap;

/// How many words a run has.
const RUN: usize = 4;

/// True and false positives and misses.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Counts {
    pub(super) hit: f64,
    pub(super) wrong: f64,
    pub(super) missed: f64,
}

impl Counts {
    pub(super) fn f1(self) -> f64 {
        let all = 2.0 * self.hit + self.wrong + self.missed;
        if all == 0.0 {
            0.0
        } else {
            2.0 * self.hit / all
        }
    }

    pub(super) fn add(self, other: Counts) -> Counts {
        Counts {
            hit: self.hit + other.hit,
            wrong: self.wrong + other.wrong,
            missed: self.missed + other.missed,
        }
    }

    /// With the same weight as any other page.
    pub(super) fn weighed(self) -> Counts {
        let sum = self.hit + self.wrong + self.missed;
        let part = |count: f64| if sum == 0.0 { 0.0 } else { count / sum };
        Counts {
            hit: part(self.hit),
            wrong: part(self.wrong),
            missed: part(self.missed),
        }
    }
}
/// How often each run of words occurs.
fn runs(text: &str) -> HashMap<Vec<&str>, i64> {
    let words: Vec<&str> = text
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty())
        .collect();
    let mut counts = HashMap::new();
    if words.len() < RUN {
        counts.insert(words, 1);
        return counts;
    }
    for run in words.windows(RUN) {
        *counts.entry(run.to_vec()).or_insert(0) += 1;
    }
    counts
}

/// How many runs of four words both texts have, and each alone.
pub(super) fn runs_counts(gold: &str, ours: &str) -> Counts {
    let (gold, ours) = (runs(gold), runs(ours));
    let both: i64 = gold
        .iter()
        .map(|(run, count)| *count.min(ours.get(run).unwrap_or(&0)))
        .sum();
    let sum = |runs: &HashMap<Vec<&str>, i64>| runs.values().sum::<i64>();
    Counts {
        hit: both as f64,
        wrong: (sum(&ours) - both) as f64,
        missed: (sum(&gold) - both) as f64,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_counted_as_often_as_they_occur() {
        let counts = runs_counts("a b c d e", "a b c d. X");
        assert_eq!(
            counts,
            Counts {
                hit: 1.0,
                wrong: 1.0,
                missed: 1.0
            }
        );
        assert_eq!(counts.weighed().hit, 1.0 / 3.0);
        assert_eq!(runs_counts("a b", "a, b").f1(), 1.0);
        assert_eq!(runs_counts("", "").f1(), 1.0);
        assert_eq!(runs_counts("a b c d", "").f1(), 0.0);
    }
}
