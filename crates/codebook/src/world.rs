//! States, organisations, offices, persons and places, found by their names.
//!
//! Compiled from the tables in `world/`. A name is found by [`World::longest`], which walks over the words of a text;
//! what an entry was on a day is told by its dates.

use hashbrown::{HashMap, HashSet};

/// A day as `year * 10000 + month * 100 + day`; comparisons are all that is needed of it.
pub type Day = i32;

/// From the first day to the last, both within; the far past and future where open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}

impl Default for Period {
    fn default() -> Self {
        Period {
            from: Day::MIN,
            to: Day::MAX,
        }
    }
}

impl Period {
    /// Whether the day lies within.
    pub fn holds(self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }
}

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
    /// Code of the state or organisation.
    pub country: Box<str>,
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

/// A town, region or other place.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// Its GeoNames id.
    pub geoname: u32,
    /// Its name.
    pub name: Box<str>,
    /// Code of the state in which it lies.
    pub country: Box<str>,
    /// The first-order region in which it lies.
    pub region: Box<str>,
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
    /// Offices by country code and title: `("RUS", "president")`.
    pub offices_of: HashMap<(Box<str>, Box<str>), Vec<u32>>,
    /// The holders of each office, by their dates.
    pub holders_of: Vec<Vec<u32>>,
    /// Every entry by its normalised name.
    pub names: HashMap<Box<str>, Vec<Entry>>,
    /// Hashes of every beginning of a name that ends at the end of one of its words but is no whole name's end.
    pub beginnings: HashSet<u64>,
}
