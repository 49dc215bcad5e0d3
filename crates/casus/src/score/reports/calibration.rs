//! Whether the events that are said to be so sure are right so often.

use super::Score;
use super::compare::{Pair, Part};
use casus_coder::Event;

/// How many steps of confidence are told apart.
const STEPS: usize = 10;

/// The events of one step of confidence.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Step {
    /// Their mean confidence.
    pub sure: f64,
    /// How many there are.
    pub events: usize,
    /// The share of them with the right type and the right codes on both sides.
    pub right: f64,
}

/// The steps that have events, from the least sure to the surest.
pub fn steps(found: &[&Event], pairs: &[Pair<'_>]) -> Vec<Step> {
    let mut sums = [(0.0, 0_usize, 0_usize); STEPS];
    for event in found {
        let right = pairs
            .iter()
            .any(|pair| std::ptr::eq(pair.found, *event) && pair.right(Part::Both));
        let sure = f64::from(event.confidence);
        let at = ((sure * STEPS as f64) as usize).min(STEPS - 1);
        let (sum, events, good) = &mut sums[at];
        *sum += sure;
        *events += 1;
        *good += usize::from(right);
    }
    let filled = sums.iter().filter(|(_, events, _)| *events > 0);
    filled
        .map(|&(sum, events, right)| Step {
            sure: sum / events as f64,
            events,
            right: right as f64 / events as f64,
        })
        .collect()
}

/// One less the mean distance between sure and right, each step by its events.
pub(super) fn score(steps: &[Step]) -> Score {
    let events: usize = steps.iter().map(|step| step.events).sum();
    let distance: f64 = steps
        .iter()
        .map(|step| (step.sure - step.right).abs() * step.events as f64)
        .sum();
    Score {
        measure: "calibration".to_owned(),
        value: if events == 0 {
            0.0
        } else {
            1.0 - distance / events as f64
        },
        items: events,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_distance_is_weighed_by_events() {
        let steps = [
            Step {
                sure: 0.9,
                events: 30,
                right: 0.8,
            },
            Step {
                sure: 0.5,
                events: 10,
                right: 0.5,
            },
        ];
        let score = score(&steps);
        assert!((score.value - 0.925).abs() < 1e-9);
        assert_eq!(score.items, 40);
    }
}
