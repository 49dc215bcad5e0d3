//! The world: how many events each state and each pair has, and where they were.

use super::chosen::Chosen;
use super::{Line, NOBODY, Overview, Tie};
use crate::browse::Choice;
use crate::error::Error;
use crate::store::Reader;
use serde::Serialize;
use std::collections::HashMap;

/// Events counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sum {
    /// How many.
    pub events: u32,
    /// The mean of PLOVER's scale, from -10 (conflict) to 10 (cooperation).
    pub scale: f64,
    /// How many of them are cooperation, by word or deed.
    pub cooperation: u32,
    /// How many of them are conflict, by word or deed.
    pub conflict: u32,
}

impl Sum {
    pub(super) fn add(&mut self, line: &Line) {
        self.events += 1;
        self.scale += f64::from(line.scale);
        match line.quad {
            1 | 2 => self.cooperation += 1,
            _ => self.conflict += 1,
        }
    }

    /// The same with the mean instead of the sum of the scale, in hundredths.
    pub(super) fn mean(mut self) -> Sum {
        let mean = self.scale / f64::from(self.events.max(1));
        self.scale = (mean * 100.0).round() / 100.0;
        self
    }
}

/// The events of one party.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Of {
    /// The code.
    pub code: String,
    /// Its events.
    #[serde(flatten)]
    pub sum: Sum,
}

/// The events between two parties.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Between {
    /// The one, the first by the alphabet.
    pub a: String,
    /// The other.
    pub b: String,
    /// Their events.
    #[serde(flatten)]
    pub sum: Sum,
}

/// The events at a point of the map.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Degrees north.
    pub lat: f32,
    /// Degrees east.
    pub lon: f32,
    /// The key of the newest claim there.
    pub claim: i64,
    /// Its type.
    pub event: String,
    /// Its events.
    pub sum: Sum,
}

/// The world in a stretch of time.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct World {
    /// All who have events, by their codes.
    pub states: Vec<Of>,
    /// The pairs with the most events, the most first.
    pub pairs: Vec<Between>,
    /// The points with the most events, the most first.
    pub points: Vec<Point>,
}

impl Overview {
    /// The events that are wanted, by states, pairs and points; of pairs and points those with the most.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn world(
        &self,
        reader: &Reader,
        choice: &Choice,
        pairs: usize,
        points: usize,
    ) -> Result<World, Error> {
        let chosen = Chosen::of_counts(self, reader, choice)?;
        // Each line is looked at once; below it is met as often as it has parties.
        let wanted: Vec<bool> = (0..)
            .zip(&self.lines)
            .map(|(place, line)| chosen.has(place, line))
            .collect();
        let wanted = wanted.as_slice();
        Ok(std::thread::scope(|scope| {
            let states = scope.spawn(|| self.states(wanted));
            let points = scope.spawn(|| self.points(wanted, points));
            World {
                pairs: self.strongest(wanted, pairs),
                states: states.join().unwrap_or_default(),
                points: points.join().unwrap_or_default(),
            }
        }))
    }

    fn wanted_line(&self, wanted: &[bool], tie: &Tie) -> Option<&Line> {
        let place = tie.line as usize;
        wanted.get(place).filter(|is| **is)?;
        self.lines.get(place)
    }

    fn states(&self, wanted: &[bool]) -> Vec<Of> {
        // For whom a line was counted last: with two others it is met twice.
        let mut counted = vec![u32::MAX; self.lines.len()];
        let mut sums = vec![Sum::default(); self.parties.names.len()];
        for tie in &self.ties {
            let Some(line) = self.wanted_line(wanted, tie) else {
                continue;
            };
            if let (Some(last), Some(sum)) = (
                counted.get_mut(tie.line as usize),
                sums.get_mut(tie.code as usize),
            ) && *last != tie.code
            {
                *last = tie.code;
                sum.add(line);
            }
        }
        let mut states: Vec<Of> = self
            .parties
            .names
            .iter()
            .zip(sums)
            .filter(|(name, sum)| sum.events > 0 && *name != NOBODY)
            .map(|(name, sum)| Of {
                code: name.clone(),
                sum: sum.mean(),
            })
            .collect();
        states.sort_by(|x, y| x.code.cmp(&y.code));
        states
    }

    fn strongest(&self, wanted: &[bool], most: usize) -> Vec<Between> {
        let mut found: Vec<(u32, u32, Sum)> = Vec::new();
        let nobody = self.parties.number(NOBODY);
        for tie in self
            .ties
            .iter()
            .filter(|tie| tie.code < tie.other && Some(tie.code) != nobody)
        {
            let Some(line) = self.wanted_line(wanted, tie) else {
                continue;
            };
            match found.last_mut() {
                Some((code, other, sum)) if (*code, *other) == (tie.code, tie.other) => {
                    sum.add(line)
                }
                _ => {
                    let mut sum = Sum::default();
                    sum.add(line);
                    found.push((tie.code, tie.other, sum));
                }
            }
        }
        let between = |(code, other, sum): (u32, u32, Sum)| {
            let (code, other) = (self.parties.name(code), self.parties.name(other));
            Between {
                a: code.min(other).to_owned(),
                b: code.max(other).to_owned(),
                sum: sum.mean(),
            }
        };
        let mut pairs: Vec<Between> = found.into_iter().map(between).collect();
        pairs.sort_by(|x, y| (y.sum.events, &x.a, &x.b).cmp(&(x.sum.events, &y.a, &y.b)));
        pairs.truncate(most);
        pairs
    }

    fn points(&self, wanted: &[bool], most: usize) -> Vec<Point> {
        let mut found: HashMap<(u32, u32), (Sum, &Line)> = HashMap::new();
        for (line, _) in self.lines.iter().zip(wanted).filter(|(_, is)| **is) {
            let (lat, lon) = line.point;
            if lat.is_nan() || lon.is_nan() {
                continue;
            }
            let (sum, newest) = found
                .entry((lat.to_bits(), lon.to_bits()))
                .or_insert((Sum::default(), line));
            sum.add(line);
            if (line.day, line.key) > (newest.day, newest.key) {
                *newest = line;
            }
        }
        let mut points: Vec<Point> = found
            .into_values()
            .map(|(sum, line)| Point {
                lat: line.point.0,
                lon: line.point.1,
                claim: line.key,
                event: self.events.name(u32::from(line.event)).to_owned(),
                sum: sum.mean(),
            })
            .collect();
        points.sort_by_key(|point| (std::cmp::Reverse(point.sum.events), point.claim));
        points.truncate(most);
        points
    }

    /// Whether an event in this place is wanted; for the events of two.
    pub(super) fn wanted(&self, chosen: &Chosen, tie: &Tie) -> Option<&Line> {
        let line = self.line(tie.line)?;
        chosen.has(tie.line, line).then_some(line)
    }
}
