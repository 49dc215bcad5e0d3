//! States, organisations, offices, persons and places, found by their names.
//!
//! Compiled from the tables in `world/`. A name is found by [`World::longest`], which walks over the words of a text;
//! what an entry was on a day is told by its dates.

use crate::names::{Key, key_of};
pub use crate::period::{Day, Period, days};
use casus_text::Span;
use hashbrown::{Equivalent, HashMap, HashSet};
use std::sync::Arc;

/// A state, for the time in which its codes hold.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// ISO 3166 alpha-3.
    pub code: Box<str>,
    /// Its name in English.
    pub name: Box<str>,
    /// When it was a member of the state system.
    pub period: Period,
    /// Its number in Correlates of War.
    pub cow: Option<u16>,
    /// Its number by Gleditsch and Ward.
    pub gw: Option<u16>,
    /// Its Wikidata id.
    pub wikidata: Option<Box<str>>,
    /// Latitude and longitude of a point inside.
    pub point: Option<(f32, f32)>,
    /// Its GeoNames id.
    pub geoname: Option<u32>,
    /// Its capital, as an index into [`World::places`].
    pub capital: Option<u32>,
}

/// An organisation, group, company or area.
#[derive(Clone, Debug, Default)]
pub struct Organisation {
    /// Its name in English.
    pub name: Box<str>,
    /// PLOVER's code.
    pub code: Box<str>,
    /// PLOVER's sectors.
    pub sectors: Vec<Box<str>>,
    /// Such as `alliance`, `court`, `armed-group`.
    pub kind: Box<str>,
    /// When it existed.
    pub period: Period,
    /// Codes of its member states.
    pub members: Vec<Box<str>>,
    /// Its Wikidata id.
    pub wikidata: Option<Box<str>>,
}

/// An office.
#[derive(Clone, Debug, Default)]
pub struct Office {
    /// Such as `RUS president`.
    pub key: Box<str>,
    /// Code of the state, or of the organisation.
    pub country: Box<str>,
    /// The organisation whose office it is, as an index into [`World::organisations`].
    pub organisation: Option<u32>,
    /// How it is written out: `President of Russia`.
    pub display: Box<str>,
    /// The nouns by which it is called.
    pub titles: Vec<Box<str>>,
    /// PLOVER's sectors.
    pub sectors: Vec<Box<str>>,
}

/// Who held an office from when to when.
#[derive(Clone, Debug, Default)]
pub struct Holder {
    /// Index into [`World::offices`].
    pub office: u32,
    /// Index into [`World::persons`].
    pub person: u32,
    /// When.
    pub period: Period,
}

/// A person.
#[derive(Clone, Debug, Default)]
pub struct Person {
    /// The full name.
    pub name: Box<str>,
    /// The Wikidata id.
    pub wikidata: Option<Box<str>>,
    /// Indices into [`World::holders`], by their dates.
    pub terms: Vec<u32>,
}

/// What sort of place it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PlaceKind {
    /// A town, or anything not told apart from one.
    #[default]
    Town,
    /// A county.
    County,
    /// A first-order region: a state of a federation, a province.
    Region,
    /// A part of the world, or a land within a state.
    Area,
}

/// A town, region or other place.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// Its GeoNames id.
    pub geoname: u32,
    /// Its name.
    pub name: Box<str>,
    /// Code of the state in which it lies, shared by all places there.
    pub country: Arc<str>,
    /// The first-order region in which it lies, shared likewise.
    pub region: Arc<str>,
    /// What sort of place it is.
    pub kind: PlaceKind,
    /// Latitude and longitude.
    pub point: (f32, f32),
    /// How many live there.
    pub population: u32,
}

/// What a name can stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Entry {
    /// A state by its name. Index into [`World::states`].
    State(u32),
    /// A state by its adjective ("Russian").
    Adjective(u32),
    /// One of its people ("Russian", "Iraqi", "Swede").
    People(u32),
    /// The state's capital, which stands for its government where it acts.
    Capital(u32),
    /// A seat of government or other metonym ("the Kremlin").
    Seat(u32),
    /// Index into [`World::organisations`].
    Organisation(u32),
    /// An organisation by its adjective.
    OrganisationAdjective(u32),
    /// An organisation by initials or a name that others share: only where the document names it or its state.
    Initials(u32),
    /// A person by the full name or an alias. Index into [`World::persons`].
    Person(u32),
    /// A person by the last word of the name only.
    Surname(u32),
    /// Index into [`World::places`].
    Place(u32),
}

/// States, organisations, offices, persons and places.
#[derive(Debug, Default)]
pub struct World {
    /// States, each once for every span in which its codes hold.
    pub states: Vec<State>,
    /// Organisations.
    pub organisations: Vec<Organisation>,
    /// Offices.
    pub offices: Vec<Office>,
    /// Terms of office.
    pub holders: Vec<Holder>,
    /// Persons.
    pub persons: Vec<Person>,
    /// Places.
    pub places: Vec<Place>,
    /// Offices by country code and title, `("RUS", "president")`, those of organisations by their name and title.
    pub offices_of: HashMap<(Box<str>, Box<str>), Vec<u32>>,
    /// The holders of each office, by their dates.
    pub holders_of: Vec<Vec<u32>>,
    /// What each name can stand for, by the key of the name.
    pub(crate) names: HashMap<u64, Named>,
    /// The entries of all names, those of one name side by side.
    pub(crate) entries: Vec<Entry>,
    /// Keys of every beginning of a name that ends where a word of the name ends.
    pub(crate) beginnings: HashSet<u64>,
    /// Names of `towns.table` by their keys, sorted: they are looked up only where a place is meant.
    pub(crate) towns: Vec<(u64, u32)>,
    /// Names that count only behind the comma that follows a place, by their keys, sorted.
    pub(crate) behind: Vec<(u64, u32)>,
    /// Words that names leave out where they begin with them.
    pub(crate) articles: Vec<Box<str>>,
}

/// Where the entries of a name stand in [`World::entries`]: first those that need a text in capitals, then those that
/// need an initial capital, then the others.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Named {
    pub(crate) start: u32,
    pub(crate) initial: u32,
    pub(crate) any: u32,
    pub(crate) end: u32,
}

/// A borrowed key of [`World::offices_of`]; hashes as the owned one does.
#[derive(Hash)]
struct TitleKey<'k>(&'k str, &'k str);

impl Equivalent<(Box<str>, Box<str>)> for TitleKey<'_> {
    fn equivalent(&self, key: &(Box<str>, Box<str>)) -> bool {
        self.0 == &*key.0 && self.1 == &*key.1
    }
}

impl World {
    /// The longest run of tokens from `at` that is a known name: how many tokens, and all that it can stand for.
    ///
    /// How the name is split into tokens does not matter, nor do accents, hyphens and full stops. A name that is written
    /// with a capital in the tables must begin with one in the text; one of up to four letters, all capitals ("US"), must
    /// be in capitals, and then stands only for what is so written.
    pub fn longest(&self, text: &str, tokens: &[Span], at: usize) -> Option<(usize, &[Entry])> {
        let mut key = Key::new();
        let mut best = None;
        for (n, token) in tokens.get(at..)?.iter().enumerate() {
            let before = key.length;
            // "#Iran" in a post is Iran.
            let word = token.of(text);
            key.push_word(word.strip_prefix(['#', '@']).unwrap_or(word));
            if key.length == before {
                // A full stop or a hyphen: it can stand within a name, but neither begin nor end it.
                if n == 0 {
                    return None;
                }
                continue;
            }
            let entries = self.fitting(&key);
            if !entries.is_empty() {
                best = Some((n + 1, entries));
            }
            if !self.beginnings.contains(&key.hash) {
                break;
            }
        }
        best
    }

    /// All that a name can stand for, however it is written.
    pub fn named(&self, name: &str) -> &[Entry] {
        let mut key = Key::new();
        key.push_word(without_article(name, &self.articles));
        let Some(found) = self.names.get(&key.hash) else {
            return &[];
        };
        self.slice(found.start, found.end)
    }

    /// The places that a name can mean beside those of [`World::longest`], where it is known to be a place's.
    pub fn towns(&self, name: &str) -> impl Iterator<Item = u32> {
        under(&self.towns, key_of(name))
    }

    /// The regions that a short form behind a place can mean: "Pa." in "Lebanon, Pa.".
    pub fn behind(&self, name: &str) -> impl Iterator<Item = u32> {
        under(&self.behind, key_of(name))
    }

    /// What a name can stand for that is written like this.
    fn fitting(&self, key: &Key) -> &[Entry] {
        let Some(found) = self.names.get(&key.hash) else {
            return &[];
        };
        if key.is_capitals() && found.start < found.initial {
            return self.slice(found.start, found.initial);
        }
        let from = if key.begins_small() {
            found.any
        } else {
            found.initial
        };
        self.slice(from, found.end)
    }

    fn slice(&self, from: u32, to: u32) -> &[Entry] {
        self.entries
            .get(from as usize..to as usize)
            .unwrap_or_default()
    }

    /// The state that one of the entries stands for, as it was on the day; if there was none, as it was last.
    pub fn resolve_state(&self, entries: &[Entry], day: Day) -> Option<&State> {
        let states = entries.iter().filter_map(|entry| match entry {
            Entry::State(n)
            | Entry::Adjective(n)
            | Entry::People(n)
            | Entry::Capital(n)
            | Entry::Seat(n) => self.states.get(*n as usize),
            _ => None,
        });
        latest(states, day, |state| state.period)
    }

    /// The state of a code as it was on the day; if there was none, as it was last.
    pub fn state_on(&self, code: &str, day: Day) -> Option<&State> {
        let states = self.states.iter().filter(|state| &*state.code == code);
        latest(states, day, |state| state.period)
    }

    /// The office that a person held on the day; of several, the one that was taken last.
    pub fn office_on(&self, person: u32, day: Day) -> Option<&Office> {
        let terms = self.persons.get(person as usize)?.terms.iter().rev();
        let mut held = terms.filter_map(|&term| self.holders.get(term as usize));
        let term = held.find(|term| term.period.holds(day))?;
        self.offices.get(term.office as usize)
    }

    /// The offices of a state or organisation that are called by this title.
    pub fn offices_titled(&self, country: &str, title: &str) -> &[u32] {
        self.offices_of
            .get(&TitleKey(country, title))
            .map_or(&[], Vec::as_slice)
    }

    /// Who held the office of this title on the day; where two did, on the day of handing over, the new one.
    pub fn holder_on(&self, country: &str, title: &str, day: Day) -> Option<&Holder> {
        let mut offices = self.offices_titled(country, title).iter();
        offices.find_map(|&office| {
            self.holders_of(office)
                .rev()
                .find(|term| term.period.holds(day))
        })
    }

    /// The terms of an office, by their dates.
    pub fn holders_of(&self, office: u32) -> impl DoubleEndedIterator<Item = &Holder> {
        let terms = self
            .holders_of
            .get(office as usize)
            .map_or(&[][..], Vec::as_slice);
        terms
            .iter()
            .filter_map(|&term| self.holders.get(term as usize))
    }

    /// The capital of a state as a place.
    pub fn capital_place(&self, state: u32) -> Option<&Place> {
        let capital = self.states.get(state as usize)?.capital?;
        self.places.get(capital as usize)
    }
}

/// The places under a key of a sorted list.
fn under(list: &[(u64, u32)], key: u64) -> impl Iterator<Item = u32> {
    let start = list.partition_point(|(k, _)| *k < key);
    let rest = list.get(start..).unwrap_or_default();
    rest.iter()
        .take_while(move |(k, _)| *k == key)
        .map(|(_, n)| *n)
}

/// The name without an article at its beginning.
pub(crate) fn without_article<'n>(name: &'n str, articles: &[Box<str>]) -> &'n str {
    let rest = |article: &str| {
        let (first, rest) = name.split_at_checked(article.len())?;
        let rest = rest.strip_prefix(' ')?;
        first.eq_ignore_ascii_case(article).then_some(rest)
    };
    let found = articles.iter().find_map(|article| rest(article));
    found.map_or(name, str::trim_start)
}

/// The one whose period holds the day, else the one that began last.
fn latest<'w, T>(
    all: impl Iterator<Item = &'w T>,
    day: Day,
    period: impl Fn(&T) -> Period,
) -> Option<&'w T> {
    all.max_by_key(|one| (period(one).holds(day), period(one).from, period(one).to))
}
