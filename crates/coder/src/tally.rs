//! How often a document names each state, and which bodies it names in full.
//!
//! The known names of all sentences go in; what a name with several meanings, a last name or initials may stand for in
//! this document is judged by it. Names that could be of several states do not count.

use crate::grammar::Grammar;
use crate::name::Name;
use crate::sentence::Sentence;
use casus_codebook::world::{Entry, World};
use hashbrown::{HashMap, HashSet};

/// The states and bodies of a document.
#[derive(Debug, Default)]
pub(crate) struct Tally<'book> {
    counts: HashMap<&'book str, u32>,
    bodies: HashSet<u32>,
}

impl<'book> Tally<'book> {
    pub(crate) fn new(
        grammar: &Grammar<'book>,
        sentences: &[Sentence<'_>],
        names: &[Vec<Name<'book>>],
    ) -> Self {
        let world = &grammar.book.world;
        let mut tally = Tally::default();
        for (sentence, names) in sentences.iter().zip(names) {
            for name in names {
                for entry in name.entries() {
                    if let Entry::Organisation(n) = entry {
                        tally.bodies.insert(*n);
                    }
                }
                // Of a name that many people have nobody knows whose it is.
                let known = !grammar
                    .words
                    .common_surname
                    .contains(sentence.form(name.last));
                if let Some(code) = sole_code(world, name.entries()).filter(|_| known) {
                    *tally.counts.entry(code).or_default() += 1;
                }
            }
        }
        tally
    }

    /// How often the state of this code was named.
    pub(crate) fn of(&self, code: &str) -> u32 {
        self.counts.get(code).copied().unwrap_or_default()
    }

    /// Whether the body was named by a name that no other has.
    pub(crate) fn has_body(&self, body: u32) -> bool {
        self.bodies.contains(&body)
    }
}

/// The code that all readings of a name share; places count only where nothing else has the name.
fn sole_code<'book>(world: &'book World, entries: &[Entry]) -> Option<&'book str> {
    let mut codes = entries
        .iter()
        .filter(|e| !matches!(e, Entry::Place(_) | Entry::Surname(_) | Entry::Initials(_)))
        .filter_map(|e| code_of(world, *e));
    let first = codes.next();
    let Some(first) = first else {
        let places = entries.iter().filter(|e| matches!(e, Entry::Place(_)));
        let mut codes = places.filter_map(|e| code_of(world, *e));
        let first = codes.next()?;
        return codes.all(|c| c == first).then_some(first);
    };
    codes.all(|c| c == first).then_some(first)
}

/// The code of an entry; of a person that of the last office.
pub(crate) fn code_of(world: &World, entry: Entry) -> Option<&str> {
    let code = match entry {
        Entry::State(n)
        | Entry::Adjective(n)
        | Entry::People(n)
        | Entry::Capital(n)
        | Entry::Seat(n) => &*world.states.get(n as usize)?.code,
        Entry::Organisation(n) | Entry::OrganisationAdjective(n) | Entry::Initials(n) => {
            &*world.organisations.get(n as usize)?.code
        }
        Entry::Person(n) | Entry::Surname(n) => {
            let term = *world.persons.get(n as usize)?.terms.last()?;
            let office = world.holders.get(term as usize)?.office;
            &*world.offices.get(office as usize)?.country
        }
        Entry::Place(n) => &*world.places.get(n as usize)?.country,
    };
    Some(code)
}
