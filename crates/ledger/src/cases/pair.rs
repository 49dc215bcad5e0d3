//! How much speaks for two claims being of one happening.
//!
//! Two claims go in; the sum of the weights of what they have in common comes out, or nothing where they cannot be of
//! one happening. Compares what is told and knows neither days nor other claims.

use super::rule::{Number, Rule};
use super::told::{Side, Spot, Told};

/// What speaks for two claims being one.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Likeness {
    /// The sum of the weights.
    pub weight: f64,
    /// Whether they share more than kinds and states: a place, a number, a person, or their very words.
    pub firm: bool,
    /// Whether they name different places.
    apart: bool,
}

impl Likeness {
    fn add(&mut self, weight: f64) {
        self.weight += weight;
    }

    fn elsewhere(&mut self, weight: f64) {
        self.weight -= weight;
        self.apart = true;
    }

    fn add_firm(&mut self, weight: f64) {
        self.weight += weight;
        self.firm = true;
    }
}

/// The likeness of two claims whose types belong together; none where something speaks against it.
pub(super) fn likeness(rule: &Rule, a: &Told, b: &Told) -> Option<Likeness> {
    let mut like = Likeness::default();
    let actors = side(rule, a.mutual && b.mutual, &a.actors, &b.actors, &mut like)?;
    let recipients = match (a.mutual, b.mutual) {
        (true, true) => false,
        (false, false) => side(rule, false, &a.recipients, &b.recipients, &mut like)?,
        _ => false,
    };
    if actors && recipients && a.actors.codes == a.recipients.codes {
        like.add(-rule.of(Number::Domestic));
    }
    let several = a.mutual && a.actors.codes.len().min(b.actors.codes.len()) > 1;
    places(rule, a, b, &mut like)?;
    numbers(rule, a, b, &mut like);
    words(rule, a, b, actors && (recipients || several), &mut like);
    // What is told of another place is of another happening, unless all the rest is the same.
    let kept = !like.apart || like.weight >= rule.of(Number::Join);
    kept.then_some(like)
}

fn share(a: &[u32], b: &[u32]) -> bool {
    a.iter().any(|item| b.contains(item))
}

/// Whether each names something that the other does not.
fn part(a: &[u32], b: &[u32]) -> bool {
    let more = |a: &[u32], b: &[u32]| a.iter().any(|item| !b.contains(item));
    more(a, b) && more(b, a)
}

/// Compares one side; whether both name the same code.
fn side(rule: &Rule, mutual: bool, a: &Side, b: &Side, like: &mut Likeness) -> Option<bool> {
    let known = !a.codes.is_empty() && !b.codes.is_empty();
    if known {
        let (shared, apart) = (share(&a.codes, &b.codes), part(&a.codes, &b.codes));
        if !shared || (mutual && apart) {
            return None;
        }
        let mut weight = rule.of(if apart { Number::Part } else { Number::State });
        // Of those who act together each is a party of the happening.
        if mutual && a.codes.len().min(b.codes.len()) > 1 {
            weight *= 2.0;
        }
        like.add(weight);
    }
    let nobody = |side: &Side| side.codes.is_empty() && side.sectors.is_empty();
    if nobody(a) && nobody(b) && !mutual {
        like.add(rule.of(Number::Alone));
    }
    if !a.sectors.is_empty() && !b.sectors.is_empty() {
        let strangers = a.codes.is_empty() && b.codes.is_empty();
        let weight = rule.of(if strangers {
            Number::Nobody
        } else {
            Number::Sector
        });
        let same = share(&a.sectors, &b.sectors);
        like.add(if same { weight } else { -weight });
    }
    if !a.persons.is_empty() && !b.persons.is_empty() {
        let weight = rule.of(Number::Person);
        if share(&a.persons, &b.persons) {
            like.add_firm(weight);
        } else {
            like.add(-weight);
        }
    }
    Some(known)
}

fn places(rule: &Rule, a: &Told, b: &Told, like: &mut Likeness) -> Option<()> {
    let (near, far) = (rule.of(Number::Near), rule.of(Number::Far));
    if share(&a.places, &b.places) {
        like.add_firm(rule.of(Number::Place));
        return Some(());
    }
    let named = !a.places.is_empty() && !b.places.is_empty();
    let (Some(here), Some(there)) = (&a.spot, &b.spot) else {
        if named {
            like.elsewhere(rule.of(Number::Elsewhere));
        }
        return Some(());
    };
    match distance(here, there) {
        Some(distance) if distance <= near => like.add_firm(rule.of(Number::Place)),
        _ if here.country != there.country => return None,
        Some(distance) if distance > far => like.elsewhere(rule.of(Number::Elsewhere)),
        Some(_) => {}
        None => like.add(rule.of(Number::Country)),
    }
    Some(())
}

/// How far apart on the globe, in kilometres.
fn distance(a: &Spot, b: &Spot) -> Option<f64> {
    const RADIUS: f64 = 6371.0;
    let ((north, east), (other_north, other_east)) = (a.point?, b.point?);
    let (north, other_north) = (north.to_radians(), other_north.to_radians());
    let half = |angle: f64| (angle / 2.0).sin().powi(2);
    let turn = half((other_east - east).to_radians());
    let chord = half(other_north - north) + north.cos() * other_north.cos() * turn;
    Some(2.0 * RADIUS * chord.min(1.0).sqrt().asin())
}

fn numbers(rule: &Rule, a: &Told, b: &Told, like: &mut Likeness) {
    let of = |told: &Told, kind: u32| {
        let same = told.numbers.iter().filter(move |(other, _)| *other == kind);
        same.map(|(_, value)| *value).collect::<Vec<_>>()
    };
    let mut kinds: Vec<u32> = a.numbers.iter().map(|(kind, _)| *kind).collect();
    kinds.dedup();
    for kind in kinds {
        let (these, those) = (of(a, kind), of(b, kind));
        if those.is_empty() {
            continue;
        }
        let same = these.iter().find(|value| those.contains(value));
        match same {
            Some(value) if *value > 2.0 => like.add_firm(rule.of(Number::Quantity)),
            Some(_) => like.add(rule.of(Number::Quantity) / 2.0),
            None => like.add(rule.of(Number::Rival)),
        }
    }
    if share(&a.goods, &b.goods) {
        like.add(rule.of(Number::Goods));
    }
}

/// Type, mode, the word that tells it, and whether one document repeats the other.
fn words(rule: &Rule, a: &Told, b: &Told, both: bool, like: &mut Likeness) {
    if a.event != b.event {
        like.add(-rule.of(Number::Type));
    }
    if !a.modes.is_empty() && !b.modes.is_empty() {
        let weight = rule.of(Number::Mode);
        let same = share(&a.modes, &b.modes);
        like.add(if same { weight } else { -weight });
    }
    if a.trigger == b.trigger {
        like.add(rule.of(Number::Trigger));
        if both && !a.daily && !b.daily {
            like.add_firm(rule.of(Number::Once));
        }
        if a.origin == b.origin && a.document != b.document {
            like.add_firm(rule.of(Number::Reprint));
        }
    }
}
