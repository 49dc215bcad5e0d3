//! Frames and rules: which words tell an event, where its roles stand, and which event it is.
//!
//! Compiled from `en/frames/*.table`, `en/classes.table`, `en/light.table` and `rules/**/*.rule`.

use crate::language::Status;
use crate::ontology::TypeId;
use hashbrown::hash_map::EntryRef;
use hashbrown::{HashMap, HashSet};
use std::sync::Arc;

/// A part of speech that can carry a frame.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Part {
    /// A verb.
    Verb,
    /// A noun.
    Noun,
    /// An adjective.
    Adjective,
    /// A preposition or a fixed phrase like one.
    Adposition,
    /// An adverb.
    Adverb,
    /// An auxiliary.
    Auxiliary,
    /// A subordinating conjunction.
    Conjunction,
    /// A negation.
    Negation,
}

/// One step from a word to what fills a role.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Slot {
    /// The logical subject.
    Subject,
    /// The logical object.
    Object,
    /// The first of two objects.
    Indirect,
    /// The head of the clause that it governs.
    Clause,
    /// The possessor, nationality or `of`-phrase.
    Owner,
    /// A complement with this preposition.
    Preposition(Box<str>),
}

/// Steps from the trigger, outermost first: `object.owner` is `[Object, Owner]`.
pub type Path = Vec<Slot>;

/// Where the fillers of a role stand.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Role {
    /// Alternatives, the first that is filled counts; each is a group of paths that are taken together.
    pub choices: Vec<Vec<Path>>,
}

/// What a word must be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Test {
    /// Is this lemma. Phrases of several words are joined by single spaces.
    Word(Box<str>),
    /// Is a lemma of this class; its words stand in [`Frames::classes`] (see [`Frames::class_has`]).
    Class(Box<str>),
    /// Resolves to an actor of any kind.
    Actor,
    /// Resolves to a state.
    State,
    /// Resolves to an organisation.
    Organisation,
    /// Is a person.
    Person,
    /// Resolves to a place.
    Place,
    /// Is a noun, or a clause, that has a frame itself.
    Event,
    /// Is a noun, or a clause, with a frame of this type.
    Type(TypeId),
    /// Resolves to an actor of this sector, or with this code that is no state's (`IGO`).
    Sector(Box<str>),
}

/// A condition on a trigger.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Condition {
    /// What fills the path must pass one of the tests, and none of the negated ones. `empty` allows that nothing fills it.
    Fits {
        /// Where to look.
        path: Path,
        /// One of these must hold, where there are any.
        any: Vec<Test>,
        /// None of these may hold.
        none: Vec<Test>,
        /// Whether the slot may be empty.
        empty: bool,
    },
    /// The path must be filled.
    Filled(Path),
    /// The path must not be filled.
    Empty(Path),
    /// One of these lemmas must stand in the clause of the trigger.
    Near(Vec<Box<str>>),
    /// The trigger must be, or must not be, passive.
    Passive(bool),
    /// One of these lemmas must govern the trigger, or be its auxiliary.
    Governor(Vec<Box<str>>),
    /// One of these lemmas must stand in the sentence.
    Sentence(Vec<Box<str>>),
    /// The trigger must be, or must not be, denied or forbidden.
    Denied(bool),
}

/// Where an entry stands in the knowledge files.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The file.
    pub path: Arc<str>,
    /// The line, from 1.
    pub line: u32,
}

/// One frame or rule: a word, and what its row says of it.
#[derive(Clone, Debug)]
pub struct Frame {
    /// The lemma of the trigger's head.
    pub word: Box<str>,
    /// Further lemmas that must stand among the dependents of the head (particles, parts of a compound, prepositions).
    pub more: Vec<Box<str>>,
    /// What the row says, shared by its words. A frame shows it as its own: `frame.event`.
    pub meaning: Arc<Meaning>,
}

/// What a row or a rule says of its words.
#[derive(Clone, Debug)]
pub struct Meaning {
    /// What part of speech the head is.
    pub part: Part,
    /// The conditions, all of which must hold.
    pub when: Vec<Condition>,
    /// Where the actors stand; shared by all rows that say the same.
    pub actor: Arc<Role>,
    /// Where the recipients stand.
    pub recipient: Arc<Role>,
    /// The event type; `None` blocks: the word tells no event here.
    pub event: Option<TypeId>,
    /// PLOVER's modes.
    pub modes: Vec<Box<str>>,
    /// PLOVER's contexts.
    pub contexts: Vec<Box<str>>,
    /// CAMEO's code, where there is one.
    pub cameo: Option<Box<str>>,
    /// What is owed, where the row tells no event but an obligation: by the actors, to the recipients.
    pub owed: Option<Owed>,
    /// Where it stands.
    pub origin: Origin,
}

/// What a row of `obligations.table` says beside its words and roles.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owed {
    /// Such as `defence`.
    pub kind: Box<str>,
    /// How it stands, where the row itself says so.
    pub status: Option<Status>,
}

impl std::ops::Deref for Frame {
    type Target = Meaning;

    fn deref(&self) -> &Meaning {
        &self.meaning
    }
}

impl Frame {
    /// The name by which records cite it: the path of a rule without its ending (`accuse/blame-for`), or file, word and
    /// line of a table's row (`conflict/attack:12`).
    pub fn name(&self) -> String {
        let path = &*self.origin.path;
        if let Some(rule) = path.strip_suffix(".rule") {
            return rule.trim_start_matches("rules/").to_owned();
        }
        let file = path.trim_end_matches(".table");
        let file = ["en/frames", "en/"]
            .iter()
            .find_map(|folder| file.strip_prefix(folder))
            .unwrap_or(file);
        let words: Vec<&str> = self.words().collect();
        let (file, words) = (file.trim_start_matches('/'), words.join("-"));
        format!("{file}/{words}:{}", self.origin.line)
    }

    /// All its lemmas in the order in which the table gives them.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let verb = self.part == Part::Verb;
        let first = verb.then_some(&*self.word);
        let last = (!verb).then_some(&*self.word);
        let more = self.more.iter().map(|word| &**word);
        first.into_iter().chain(more).chain(last)
    }
}

/// A sentence of a rule or a page, with the events expected of it.
#[derive(Clone, Debug)]
pub struct Example {
    /// The sentence.
    pub text: String,
    /// The document's date.
    pub date: Option<String>,
    /// The events, as they are written; empty means none (of this rule).
    pub events: Vec<Expected>,
    /// Whether this is a `no` of a rule: the rule must not fire.
    pub negative: bool,
    /// The rule or page to which it belongs.
    pub owner: String,
    /// Where it stands.
    pub origin: Origin,
}

/// An actor as an example writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExpectedActor {
    /// A code and, where given, sectors.
    Code(String, Vec<String>),
    /// The words of the text.
    Text(String),
}

/// An event as an example writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Expected {
    /// The type.
    pub event: String,
    /// Modes, where given.
    pub modes: Vec<String>,
    /// Actors.
    pub actors: Vec<ExpectedActor>,
    /// Recipients.
    pub recipients: Vec<ExpectedActor>,
    /// The status; `actual` where it is not given.
    pub status: String,
    /// Stance and speaker, where given.
    pub speaker: Option<(String, ExpectedActor)>,
}

/// A light verb: it lends its arguments to the event noun in one of its slots.
#[derive(Clone, Debug)]
pub struct Light {
    /// Further lemmas that must stand among the verb's dependents ("carry *out*").
    pub more: Vec<Box<str>>,
    /// Where the event noun stands.
    pub noun: Slot,
    /// Which slot of the verb is the noun's subject.
    pub subject: Option<Slot>,
    /// Which slot of the verb is the noun's object.
    pub object: Option<Slot>,
}

/// All frames, by the lemma of their head.
#[derive(Debug, Default)]
pub struct Frames {
    /// Every frame, in the order of the files.
    pub all: Vec<Frame>,
    /// Indices into `all` by part and head lemma, most specific first.
    pub by_word: HashMap<(Part, Box<str>), Vec<u32>>,
    /// Light verbs by the lemma of their first word.
    pub light: HashMap<Box<str>, Vec<Light>>,
    /// The words of each class, spelled out.
    pub classes: HashMap<Box<str>, HashSet<Box<str>>>,
    /// The examples of the rules, then of the pages.
    pub examples: Vec<Example>,
}

impl Frames {
    /// The frames of a word, most specific first. Looks up without allocating.
    pub fn of(&self, part: Part, lemma: &str) -> impl Iterator<Item = &Frame> {
        self.indices(part, lemma)
            .iter()
            .filter_map(|&i| self.all.get(i as usize))
    }

    /// Whether a lemma, or a phrase joined by single spaces, belongs to a class.
    pub fn class_has(&self, class: &str, lemma: &str) -> bool {
        self.classes
            .get(class)
            .is_some_and(|words| words.contains(lemma))
    }

    /// The indices of the frames of a word, to add to them.
    pub(crate) fn entry(&mut self, part: Part, lemma: &str) -> &mut Vec<u32> {
        match self.by_word.entry_ref(&WordKey(part, lemma)) {
            EntryRef::Occupied(list) => list.into_mut(),
            EntryRef::Vacant(place) => place.insert_with_key((part, Box::from(lemma)), Vec::new()),
        }
    }

    fn indices(&self, part: Part, lemma: &str) -> &[u32] {
        self.by_word
            .get(&WordKey(part, lemma))
            .map_or(&[], Vec::as_slice)
    }
}

/// A borrowed key of the tables by part and word; hashes as the owned one does.
#[derive(Hash)]
pub(crate) struct WordKey<'w>(pub(crate) Part, pub(crate) &'w str);

impl hashbrown::Equivalent<(Part, Box<str>)> for WordKey<'_> {
    fn equivalent(&self, key: &(Part, Box<str>)) -> bool {
        self.0 == key.0 && self.1 == &*key.1
    }
}
