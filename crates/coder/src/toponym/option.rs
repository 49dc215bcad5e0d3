//! What a name of a place can mean: states, regions, counties, towns and parts of the world, each with how likely it is
//! meant where nothing else is known.

use casus_codebook::world::{Day, Entry, PlaceKind, World};
use std::sync::Arc;

/// A place that a name can mean.
#[derive(Clone, Debug)]
pub(super) struct Choice {
    pub(super) what: What,
    pub(super) point: (f32, f32),
    /// The state's code.
    pub(super) country: Arc<str>,
    /// The first-order region.
    pub(super) region: Arc<str>,
    /// How likely it is meant, as a logarithm.
    pub(super) weight: f32,
    /// Whether other places lie within it.
    pub(super) wide: bool,
    /// Whether it is a state, or known as well as one.
    pub(super) sure: bool,
    /// Whether it is more than a small town.
    pub(super) known: bool,
}

/// The entry of the world tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    State(u32),
    Place(u32),
}

/// Weights of what has no number of people; that of a town is the logarithm of its own.
const STATE: f32 = 14.5;
const AREA: f32 = 13.0;
const REGION: f32 = 13.0;
const COUNTY: f32 = 6.0;
const UNCOUNTED: f32 = 8.0;
/// How much of the logarithm of the number of people counts.
const SLOPE: f32 = 0.6;
/// What a capital has more than another town.
const CAPITAL: f32 = 2.0;
/// From this number of people on a town is known.
const KNOWN: u32 = 15_000;

impl Choice {
    /// A place of the tables.
    pub(super) fn place(world: &World, n: u32) -> Option<Self> {
        let place = world.places.get(n as usize)?;
        let (weight, wide) = match place.kind {
            PlaceKind::Area => (AREA, true),
            PlaceKind::Region => (REGION, true),
            PlaceKind::County => (COUNTY, true),
            PlaceKind::Town if place.population == 0 => (UNCOUNTED, false),
            PlaceKind::Town => (SLOPE * (place.population as f32).ln(), false),
        };
        Some(Choice {
            what: What::Place(n),
            point: place.point,
            country: place.country.clone(),
            region: place.region.clone(),
            weight,
            wide,
            sure: matches!(
                place.kind,
                PlaceKind::Area | PlaceKind::Region | PlaceKind::County
            ),
            known: place.population >= KNOWN || place.kind != PlaceKind::Town,
        })
    }

    fn state(world: &World, n: u32) -> Option<Self> {
        let state = world.states.get(n as usize)?;
        Some(Choice {
            what: What::State(n),
            point: state.point?,
            country: Arc::from(&*state.code),
            region: "".into(),
            weight: STATE,
            wide: true,
            sure: true,
            known: true,
        })
    }
}

/// All that a name can mean, the likeliest first.
pub(super) fn choices(world: &World, entries: &[Entry], words: &str, day: Day) -> Vec<Choice> {
    let mut all: Vec<Choice> = Vec::new();
    let mut push = |choice: Option<Choice>| {
        if let Some(choice) = choice
            && all.iter().all(|c| c.what != choice.what)
        {
            all.push(choice);
        }
    };
    let named = |e: &&Entry| matches!(e, Entry::State(_) | Entry::Adjective(_) | Entry::People(_));
    let states: Vec<Entry> = entries.iter().filter(named).copied().collect();
    let state = world.resolve_state(&states, day);
    let index = state.and_then(|s| world.states.iter().position(|other| std::ptr::eq(other, s)));
    push(index.and_then(|n| Choice::state(world, n as u32)));
    for entry in entries {
        match entry {
            Entry::Place(n) => push(Choice::place(world, *n)),
            Entry::Organisation(n) | Entry::OrganisationAdjective(n) => {
                let area = world
                    .organisations
                    .get(*n as usize)
                    .filter(|o| &*o.kind == "area");
                let named = area.and_then(|o| world.towns(&o.name).next());
                push(named.and_then(|n| Choice::place(world, n)));
            }
            _ => {}
        }
    }
    for n in world.towns(words) {
        push(Choice::place(world, n));
    }
    raise_capitals(world, entries, &mut all);
    yield_to_seats(&mut all);
    all.sort_by(|a, b| b.weight.total_cmp(&a.weight));
    all.truncate(MOST);
    all
}

/// So many places are weighed for one name.
const MOST: usize = 24;

/// A region gives way to a great town or capital of its state that has its name: "New York", "Washington".
fn yield_to_seats(all: &mut [Choice]) {
    let great = |region: &Choice, town: &Choice| {
        !town.wide
            && !town.country.is_empty()
            && town.country == region.country
            && town.weight > GREAT
    };
    for i in 0..all.len() {
        if let What::Place(_) = all[i].what
            && all[i].wide
            && let Some(town) = all
                .iter()
                .filter(|t| great(&all[i], t))
                .map(|t| t.weight)
                .reduce(f32::max)
        {
            all[i].weight = all[i].weight.min(town - 0.3);
        }
    }
}

/// The weight of a town of a million people.
const GREAT: f32 = 8.2;

/// A capital is likelier than another town of its size; where the tables have no town of its name, its state's stands in.
fn raise_capitals(world: &World, entries: &[Entry], all: &mut Vec<Choice>) {
    let states = entries.iter().filter_map(|e| match e {
        Entry::Capital(n) => world.states.get(*n as usize),
        _ => None,
    });
    for state in states {
        let own = all
            .iter_mut()
            .filter(|c| !c.wide && *c.country == *state.code);
        match own.max_by(|a, b| a.weight.total_cmp(&b.weight)) {
            Some(capital) if capital.sure => {}
            Some(capital) => {
                capital.sure = true;
                capital.weight += CAPITAL;
            }
            None => all.extend(state.capital.and_then(|n| Choice::place(world, n))),
        }
    }
}
