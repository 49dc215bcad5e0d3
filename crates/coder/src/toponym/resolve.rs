//! Which of the places of a name is meant, by what the document says of it and by its other places.
//!
//! Every name has one meaning in a document. A place gains by what contains it ("Paris, Texas"), and by places of other
//! names that lie near it or around it, the more the surer these are; two rounds let the sure ones help the others.

use super::Toponym;
use super::option::{Choice, What};
use crate::event::Location;
use casus_codebook::world::World;

/// What a place gains where the next name contains it.
const CONTAINED: f32 = 10.0;
/// What it gains at most by the other places of the document.
const MOST: f32 = 16.0;
/// What a small town gains at most that has the name of a state or region.
const LITTLE: f32 = 5.0;
/// What a place gains at most by lying in the state of the others.
const HOME: f32 = 3.5;
/// Rounds of weighing.
const ROUNDS: usize = 3;
/// So many names are weighed against each other.
const NAMES: usize = 80;

/// How much less likely than the likeliest a place is that speaks for others with a third of its voice.
const DOUBT: f32 = 2.5;

/// A name with its choices and their scores.
struct Group {
    key: String,
    choices: Vec<Choice>,
    /// Weight, and what is said beside the name.
    own: Vec<f32>,
    scores: Vec<f32>,
    mentions: usize,
}

/// The place of every toponym. A name of which nothing is known comes out without a point.
pub(super) fn resolve(toponyms: Vec<Toponym>, world: &World, text: &str) -> Vec<Location> {
    let (mut groups, of) = group(&toponyms);
    contain(&toponyms, &of, &mut groups);
    for _ in 0..ROUNDS {
        let gains: Vec<Vec<f32>> = (0..groups.len()).map(|g| gains(&groups, g)).collect();
        for (group, gains) in groups.iter_mut().zip(gains) {
            let wide = group.choices.iter().any(|c| c.wide && c.sure);
            let most = |c: &Choice| if wide && !c.known { LITTLE } else { MOST };
            let parts = group.choices.iter().zip(&group.own).zip(&gains);
            let sums = parts.map(|((choice, own), gain)| own + gain.min(most(choice)));
            group.scores = sums.collect();
        }
    }
    let located = toponyms.iter().zip(&of).map(|(toponym, &g)| {
        let group = &groups[g];
        let best = (0..group.choices.len()).max_by(|&a, &b| {
            // The first of equals, which is the likelier by itself.
            group.scores[a].total_cmp(&group.scores[b]).then(b.cmp(&a))
        });
        location(toponym, best.map(|b| &group.choices[b]), world, text)
    });
    located.collect()
}

/// One group for each name, and the group of each toponym.
fn group(toponyms: &[Toponym]) -> (Vec<Group>, Vec<usize>) {
    let mut groups: Vec<Group> = Vec::new();
    let mut of = Vec::with_capacity(toponyms.len());
    for toponym in toponyms {
        let g = groups
            .iter()
            .position(|g| g.key == toponym.key)
            .unwrap_or_else(|| {
                let own: Vec<f32> = toponym.choices.iter().map(|c| c.weight).collect();
                groups.push(Group {
                    key: toponym.key.clone(),
                    choices: toponym.choices.clone(),
                    scores: own.clone(),
                    own,
                    mentions: 0,
                });
                groups.len() - 1
            });
        groups[g].mentions += 1;
        of.push(g);
    }
    (groups, of)
}

/// Adds what is said beside the names: "Paris, Texas".
fn contain(toponyms: &[Toponym], of: &[usize], groups: &mut [Group]) {
    let mut told: Vec<(usize, usize)> = Vec::new();
    for i in 1..toponyms.len() {
        let pair = (of[i - 1], of[i]);
        if toponyms[i - 1].followed && pair.0 != pair.1 && !told.contains(&pair) {
            told.push(pair);
        }
    }
    for (inner, outer) in told {
        let mut inner_gain = vec![0.0f32; groups[inner].choices.len()];
        let mut outer_gain = vec![0.0f32; groups[outer].choices.len()];
        for (i, a) in groups[inner].choices.iter().enumerate() {
            for (j, b) in groups[outer].choices.iter().enumerate() {
                if holds(b, a) {
                    inner_gain[i] = CONTAINED;
                    outer_gain[j] = CONTAINED / 2.0;
                }
            }
        }
        for (own, gain) in groups[inner].own.iter_mut().zip(inner_gain) {
            *own += gain;
        }
        for (own, gain) in groups[outer].own.iter_mut().zip(outer_gain) {
            *own += gain;
        }
    }
    for group in groups {
        group.scores.clone_from(&group.own);
    }
}

/// Whether one place lies in the other.
fn holds(outer: &Choice, inner: &Choice) -> bool {
    if !outer.wide || outer.what == inner.what {
        return false;
    }
    match outer.what {
        What::State(_) => outer.country == inner.country && !matches!(inner.what, What::State(_)),
        What::Place(_) => {
            outer.country == inner.country
                && outer.region == inner.region
                && !(inner.wide && outer.weight <= inner.weight)
        }
    }
}

/// What each choice of a group gains by the other groups.
fn gains(groups: &[Group], g: usize) -> Vec<f32> {
    let mut gains = vec![0.0f32; groups[g].choices.len()];
    if gains.len() < 2 {
        return gains;
    }
    add_home(groups, g, &mut gains);
    let others = groups.iter().take(NAMES);
    for other in others.filter(|o| o.key != groups[g].key && !o.choices.is_empty()) {
        let most = other.scores.iter().fold(f32::MIN, |m, s| m.max(*s));
        let often = 1.0 + (other.mentions as f32).ln() * 0.3;
        for (gain, choice) in gains.iter_mut().zip(&groups[g].choices) {
            let near = other.choices.iter().zip(&other.scores).map(|(b, score)| {
                let trust = ((score - most) / DOUBT).exp();
                if trust < 0.1 {
                    0.0
                } else {
                    trust * nearness(choice, b)
                }
            });
            *gain += often * near.fold(0.0f32, f32::max);
        }
    }
    gains
}

/// What a place gains that lies in the state in which most of the other places lie.
fn add_home(groups: &[Group], g: usize, gains: &mut [f32]) {
    let others = groups.iter().take(NAMES).filter(|o| o.key != groups[g].key);
    let mut countries: Vec<(&str, f32)> = Vec::new();
    let mut all = 0.0f32;
    for other in others {
        let best =
            (0..other.choices.len()).max_by(|&a, &b| other.scores[a].total_cmp(&other.scores[b]));
        let Some(choice) = best
            .map(|b| &other.choices[b])
            .filter(|c| !c.country.is_empty())
        else {
            continue;
        };
        all += 1.0;
        match countries
            .iter_mut()
            .find(|(country, _)| *country == &*choice.country)
        {
            Some((_, sum)) => *sum += 1.0,
            None => countries.push((&choice.country, 1.0)),
        }
    }
    for (gain, choice) in gains.iter_mut().zip(&groups[g].choices) {
        let own = countries
            .iter()
            .find(|(country, _)| *country == &*choice.country);
        *gain += own.map_or(0.0, |(_, sum)| HOME * sum / (all + 1.0));
    }
}

/// How much one place speaks for the other.
fn nearness(a: &Choice, b: &Choice) -> f32 {
    if holds(b, a) || holds(a, b) {
        let state = matches!(b.what, What::State(_)) || matches!(a.what, What::State(_));
        return if state { 0.8 } else { 3.0 };
    }
    let mut near: f32 = match kilometres(a.point, b.point) {
        km if km < 50.0 => 3.0,
        km if km < 120.0 => 2.0,
        km if km < 250.0 => 1.0,
        _ => 0.0,
    };
    if a.country == b.country && a.region == b.region && !a.region.is_empty() {
        near += 1.5;
    }
    near
}

/// The distance as on a plane, which is near enough for places near each other.
fn kilometres(a: (f32, f32), b: (f32, f32)) -> f32 {
    let along = ((a.0 + b.0) / 2.0).to_radians().cos();
    let (y, x) = (a.0 - b.0, (a.1 - b.1) * along);
    111.2 * (x * x + y * y).sqrt()
}

fn location(toponym: &Toponym, choice: Option<&Choice>, world: &World, text: &str) -> Location {
    let (name, geoname) = match choice.map(|c| c.what) {
        Some(What::State(n)) => world
            .states
            .get(n as usize)
            .map(|s| (s.name.clone(), s.geoname.unwrap_or(0))),
        Some(What::Place(n)) => world
            .places
            .get(n as usize)
            .map(|p| (p.name.clone(), p.geoname)),
        None => None,
    }
    .unwrap_or_else(|| (toponym.span.of(text).into(), 0));
    Location {
        span: toponym.span,
        name,
        country: choice.map_or_else(|| "".into(), |c| Box::from(&*c.country)),
        point: choice.map(|c| c.point),
        geoname: Some(geoname).filter(|&g| g != 0),
    }
}
