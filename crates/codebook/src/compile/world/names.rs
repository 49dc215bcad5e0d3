//! Gathers all names of the world and puts them where [`World::longest`] finds them.

use crate::names::{Case, Key, is_apostrophe};
use crate::world::{Entry, Named, World, without_article};
use hashbrown::{HashMap, HashSet};

/// A name that was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Added {
    hash: u64,
    case: Case,
    /// A higher layer comes first.
    layer: std::cmp::Reverse<u8>,
    entry: Entry,
}

/// Names in the order in which they were added.
#[derive(Debug, Default)]
pub(crate) struct Names<'l> {
    added: Vec<Added>,
    beginnings: HashSet<u64>,
    /// Words that names leave out where they begin with them.
    articles: &'l [Box<str>],
}

impl<'l> Names<'l> {
    /// No names yet; those that begin with one of the articles are kept without it.
    pub(crate) fn new(articles: &'l [Box<str>]) -> Self {
        Names {
            articles,
            ..Names::default()
        }
    }

    /// Makes room for so many more names.
    pub(crate) fn reserve(&mut self, names: usize) {
        self.added.reserve(names);
        self.beginnings.reserve(names / 2);
    }

    /// Adds a name. Who leaves a kept apostrophe out shall find it too.
    pub(crate) fn add(&mut self, name: &str, entry: Entry, layer: u8) {
        let name = without_article(name, self.articles);
        if self.add_form(name, true, entry, layer) {
            self.add_form(name, false, entry, layer);
        }
    }

    /// Adds a name with the apostrophes that are kept, or without them. Says whether it has an apostrophe.
    fn add_form(&mut self, name: &str, marked: bool, entry: Entry, layer: u8) -> bool {
        let mut key = Key::new();
        let mut apostrophe = false;
        let mut last = None;
        let mut after_letter = false;
        for (at, c) in name.char_indices() {
            let letter = c.is_ascii_alphabetic();
            // Between two plain letters there is no break; most characters stand so.
            if !(letter && after_letter)
                && key.length > 0
                && last.is_some_and(|last| is_break(last, c))
            {
                self.beginnings.insert(key.hash);
            }
            after_letter = letter;
            if letter {
                key.feed_letter(c);
            } else {
                apostrophe |= is_apostrophe(c);
                let rest = name.get(at + c.len_utf8()..).filter(|_| marked);
                key.push(c, rest.unwrap_or_default());
            }
            last = Some(c);
        }
        if key.length > 0 {
            let layer = std::cmp::Reverse(layer);
            self.added.push(Added {
                hash: key.hash,
                case: key.case(),
                layer,
                entry,
            });
        }
        apostrophe
    }

    /// Puts the names into the world.
    pub(crate) fn finish(mut self, world: &mut World) {
        // By hash first, which is fast; few names have more than one entry.
        self.added.sort_unstable_by_key(|added| added.hash);
        let names = self.added.chunk_by_mut(|a, b| a.hash == b.hash);
        names.for_each(<[Added]>::sort_unstable);
        self.added.dedup();
        world.names = HashMap::with_capacity(self.added.len());
        world.entries = Vec::with_capacity(self.added.len());
        for group in self.added.chunk_by(|a, b| a.hash == b.hash) {
            let top = group
                .iter()
                .filter(|a| decides(a.entry))
                .map(|a| a.layer)
                .min();
            let start = world.entries.len() as u32;
            let mut found = Named {
                start,
                initial: start,
                any: start,
                end: start,
            };
            for added in group {
                if decides(added.entry) && Some(added.layer) > top {
                    continue;
                }
                world.entries.push(added.entry);
                found.end += 1;
                found.initial += u32::from(added.case == Case::Capitals);
                found.any += u32::from(added.case != Case::Any);
            }
            find_capital(world, found);
            world.names.insert(group[0].hash, found);
        }
        world.beginnings = self.beginnings;
        world.articles = self.articles.to_vec();
    }
}

/// Where a name is a capital's: finds its place, the largest of that name in the state, else the largest elsewhere (a
/// state that is gone has none of its own).
fn find_capital(world: &mut World, found: Named) {
    for at in found.start..found.end {
        let Some(Entry::Capital(state)) = world.entries.get(at as usize) else {
            continue;
        };
        let Some(code) = world.states.get(*state as usize).map(|s| s.code.clone()) else {
            continue;
        };
        let rank = |place: u32| {
            let place = world.places.get(place as usize);
            place.map(|p| (*p.country == *code, p.population))
        };
        let places = (found.start..found.end).filter_map(|i| match world.entries.get(i as usize) {
            Some(Entry::Place(place)) => Some(*place),
            _ => None,
        });
        let known = world.states.get(*state as usize).and_then(|s| s.capital);
        let best = places
            .chain(known)
            .max_by_key(|&place| (rank(place), std::cmp::Reverse(place)));
        if let Some(state) = world.states.get_mut(*state as usize) {
            state.capital = best;
        }
    }
}

/// Whether a user's entry of this kind takes the name away from ours.
fn decides(entry: Entry) -> bool {
    !matches!(entry, Entry::Place(_) | Entry::Surname(_))
}

/// Whether a text may be split between the two characters.
fn is_break(c: char, next: char) -> bool {
    !c.is_alphanumeric() || !next.is_alphanumeric() || c.is_numeric() != next.is_numeric()
}
