//! The words of the language beside the frames: speech, hedges, status, agents, contexts, quantities, time, numerals.
//!
//! Compiled from the tables in `en/`. Phrases of several words are keyed by their lemmas joined with single spaces.

use crate::frame::{Part, Slot, WordKey};
use crate::names::key_of;
use casus_text::SplitterRules;
use hashbrown::{HashMap, HashSet};

/// How a speaker stands to what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stance {
    /// Says that it is so.
    Asserts,
    /// Says that it is not so.
    Denies,
    /// Is not sure of it.
    Doubts,
    /// Fears it.
    Worries,
    /// Charges another with it.
    Alleges,
    /// Asks whether it is so.
    Asks,
    /// Wishes, plans, demands or offers that it be so.
    Wants,
    /// Approves or disapproves of it.
    Judges,
    /// Speaks of it without saying whether it is so.
    Mentions,
}

impl Stance {
    /// Whether the speaker says something on whether it is so, as far as a doubt, a denial or a question.
    pub fn vouches(self) -> bool {
        !matches!(self, Stance::Wants | Stance::Judges | Stance::Mentions)
    }

    /// Whether somebody's word is passed on, rather than a doubt of one's own.
    pub fn reports(self) -> bool {
        matches!(self, Stance::Asserts | Stance::Alleges)
    }
}

/// Whether it happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// It did, says the speaker.
    Actual,
    /// It is to come.
    Future,
    /// It would, could or might.
    Hypothetical,
    /// It did not.
    Negated,
    /// It did long ago, and is told as background.
    Historical,
}

impl Status {
    /// How sure it is that it happened, from 3 (it did) to -3 (it did not), where a word of this status governs it; and
    /// the same where that word is itself denied. What a row of `status.table` tells of its own goes before.
    pub fn degrees(self) -> (f32, f32) {
        match self {
            Status::Actual => (3.0, -2.5),
            Status::Future => (2.0, -1.0),
            Status::Hypothetical => (1.5, -0.5),
            Status::Negated => (-2.0, 2.0),
            Status::Historical => (3.0, -3.0),
        }
    }
}

/// A word of speech.
#[derive(Clone, Debug)]
pub struct Reporting {
    /// How the speaker stands to the content.
    pub stance: Stance,
    /// Where the speaker stands.
    pub speaker: Option<Slot>,
    /// Where the content stands.
    pub content: Option<Slot>,
    /// Where the one who is spoken to stands.
    pub addressee: Option<Slot>,
}

/// A word that sets the status of what it governs.
#[derive(Clone, Debug)]
pub struct StatusWord {
    /// What it governs, for verbs, nouns and adjectives.
    pub slot: Option<Slot>,
    /// What it makes of it.
    pub status: Status,
    /// How sure it then is, from 3 (it happened) to -3 (it did not).
    pub degree: f32,
    /// The same where the word itself is denied: "did not manage to".
    pub denied: f32,
}

/// A part of a word that denies the rest of it: the `im` of "impossible".
#[derive(Clone, Debug, Default)]
pub struct Affix {
    /// The part, in lower case.
    pub text: Box<str>,
    /// Whether it ends the word; else it begins it.
    pub ends: bool,
    /// The words that are left without it; of any word where there are none.
    pub of: HashSet<Box<str>>,
    /// Whole words that only look so.
    pub but: HashSet<Box<str>>,
}

/// A word of several lemmas.
#[derive(Clone, Debug, PartialEq)]
pub struct Phrase {
    /// The lemmas after the first.
    pub more: Vec<Box<str>>,
    /// All of them, joined with single spaces.
    pub key: Box<str>,
}

/// A noun for people or a body.
#[derive(Clone, Debug, Default)]
pub struct Agent {
    /// PLOVER's sectors.
    pub sectors: Vec<Box<str>>,
    /// Whether it stands before names.
    pub title: bool,
    /// Whether it names a collective.
    pub body: bool,
}

/// A word that says what is counted, or in what unit.
#[derive(Clone, Debug)]
pub struct Quantity {
    /// Such as `killed`, `money`, `fuel`.
    pub kind: Box<str>,
    /// The unit, such as `USD` or `barrel`.
    pub unit: Option<Box<str>>,
}

/// An entry of `time.table`.
#[derive(Clone, Debug, PartialEq)]
pub struct TimeWord {
    /// What the word is: `month`, `weekday`, `unit`, `day` (a day relative to today), `ordinal`, `direction`, `part`, ...
    pub kind: Box<str>,
    /// Its number: the month's or weekday's (Monday 1), the unit's length, the offset in days.
    pub value: i32,
    /// The unit: `day`, `week`, `month`, `year`.
    pub unit: Box<str>,
}

/// What a word tells about the name in which it stands; `names.table` explains each.
#[allow(missing_docs)] // The names in the table are the documentation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum NameWord {
    Body,
    Firm,
    Paper,
    PlaceEnd,
    PlaceBegin,
    Thing,
    Possessor,
    Particle,
    Honorific,
    After,
    Side,
    Away,
    Speech,
    Inside,
    Direction,
    Given,
    Surname,
    Team,
    Sport,
    Link,
    And,
}

impl NameWord {
    /// Every kind by its name in the table.
    pub const ALL: &[(&'static str, NameWord)] = &[
        ("body", NameWord::Body),
        ("firm", NameWord::Firm),
        ("paper", NameWord::Paper),
        ("place-end", NameWord::PlaceEnd),
        ("place-begin", NameWord::PlaceBegin),
        ("thing", NameWord::Thing),
        ("possessor", NameWord::Possessor),
        ("particle", NameWord::Particle),
        ("honorific", NameWord::Honorific),
        ("after", NameWord::After),
        ("side", NameWord::Side),
        ("away", NameWord::Away),
        ("speech", NameWord::Speech),
        ("inside", NameWord::Inside),
        ("direction", NameWord::Direction),
        ("given", NameWord::Given),
        ("surname", NameWord::Surname),
        ("team", NameWord::Team),
        ("sport", NameWord::Sport),
        ("link", NameWord::Link),
        ("and", NameWord::And),
    ];
}

/// All that a word tells about a name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NameWords(pub(crate) u32);

impl NameWords {
    /// Whether it tells this.
    pub fn has(self, word: NameWord) -> bool {
        self.0 & (1 << word as u8) != 0
    }

    /// Whether it tells one of these.
    pub fn any(self, words: &[NameWord]) -> bool {
        words.iter().any(|&word| self.has(word))
    }
}

impl std::ops::BitOrAssign<NameWord> for NameWords {
    fn bitor_assign(&mut self, word: NameWord) {
        self.0 |= 1 << word as u8;
    }
}

/// The words of the language.
#[derive(Debug, Default)]
pub struct Language {
    /// Words of speech by part and lemma.
    pub reporting: HashMap<(Part, Box<str>), Vec<Reporting>>,
    /// Words that report without a speaker.
    pub hedges: HashMap<Box<str>, Stance>,
    /// Words that set a status, by part and lemma.
    pub status: HashMap<(Part, Box<str>), Vec<StatusWord>>,
    /// The words of status that are phrases, by part and first lemma: the lemmas that must follow or depend on it, and
    /// the key in `status`; longer ones first.
    pub status_phrases: HashMap<(Part, Box<str>), Vec<Phrase>>,
    /// Parts of words that deny the rest.
    pub affixes: Vec<Affix>,
    /// Nouns for people and bodies.
    pub agents: HashMap<Box<str>, Agent>,
    /// The greatest number of words in a key of `agents`.
    pub longest_agent: usize,
    /// Context words by lemma: part, where it matters, and index into the ontology's contexts.
    pub contexts: HashMap<Box<str>, Vec<(Option<Part>, u8)>>,
    /// Words of counting, by lemma.
    pub quantities: HashMap<Box<str>, Vec<(Option<Part>, Quantity)>>,
    /// Words for goods, by lemma: the part of speech and the class.
    pub goods: HashMap<Box<str>, Vec<(Part, Box<str>)>>,
    /// The greatest number of tokens in a key of `goods`.
    pub longest_goods: usize,
    /// Words of time, by lower-case form.
    pub time: HashMap<Box<str>, TimeWord>,
    /// Numerals in words.
    pub numbers: HashMap<Box<str>, f64>,
    /// How many events are right of those that look so sure, as pairs from 0 to 1, by the first.
    pub confidence: Vec<(f32, f32)>,
    /// Abbreviations that end in a full stop, in lower case with the stop, and their kind.
    pub abbreviations: HashMap<Box<str>, Box<str>>,
    /// What words tell about the names in which they stand, by the key of the word.
    pub(crate) names: HashMap<u64, NameWords>,
    /// Words of grammar by key (`grammar.table`), such as the pronouns, or the preposition of the agent.
    pub grammar: HashMap<Box<str>, Vec<Box<str>>>,
    /// Dictionary forms that differ from the treebanks', by lower-case form: the beginning of the Penn tag for which they
    /// hold (empty for all) and the form.
    pub lemmas: HashMap<Box<str>, (Box<str>, Box<str>)>,
    /// Abbreviations and clitics as the splitter takes them, without its weights.
    pub splitter: SplitterRules,
}

impl Language {
    /// The entries of a word of speech. Looks up without allocating.
    pub fn reporting(&self, part: Part, lemma: &str) -> &[Reporting] {
        self.reporting
            .get(&WordKey(part, lemma))
            .map_or(&[], Vec::as_slice)
    }

    /// The entries of a word that sets a status. Looks up without allocating.
    pub fn status(&self, part: Part, lemma: &str) -> &[StatusWord] {
        self.status
            .get(&WordKey(part, lemma))
            .map_or(&[], Vec::as_slice)
    }

    /// The class of goods of a word, or of words joined by single spaces. Looks up without allocating.
    pub fn goods(&self, part: Part, words: &str) -> Option<&str> {
        let classes = self.goods.get(words)?;
        let class = classes.iter().find(|(other, _)| *other == part);
        class.map(|(_, class)| &**class)
    }

    /// How many events in one are right of those that look so sure, both from 0 to 1: between two rows of
    /// `confidence.table` in proportion, beyond them as in the nearest. Without the table, as they look.
    pub fn calibrate(&self, looks: f32) -> f32 {
        let rows = &self.confidence;
        let after = rows.partition_point(|(at, _)| *at <= looks);
        let next = rows.get(after);
        match (after.checked_sub(1).map(|before| rows[before]), next) {
            (Some((at, right)), Some((end, last))) => {
                right + (last - right) * (looks - at) / (end - at)
            }
            (Some((_, right)), None) | (None, Some(&(_, right))) => right,
            (None, None) => looks,
        }
    }

    /// What a word tells about the name in which it stands, however it is written. Looks up without allocating.
    pub fn in_names(&self, word: &str) -> NameWords {
        self.names.get(&key_of(word)).copied().unwrap_or_default()
    }

    /// The phrases that begin with this lemma and set a status. Looks up without allocating.
    pub fn status_phrases(&self, part: Part, lemma: &str) -> &[Phrase] {
        self.status_phrases
            .get(&WordKey(part, lemma))
            .map_or(&[], Vec::as_slice)
    }

    /// The words of grammar under a key of `grammar.table`; none for an unknown key.
    pub fn grammar(&self, key: &str) -> &[Box<str>] {
        self.grammar.get(key).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn confidence_lies_between_its_neighbours() {
        let language = Language {
            confidence: vec![(0.4, 0.1), (0.8, 0.5)],
            ..Language::default()
        };
        let near = |looks: f32, right: f32| (language.calibrate(looks) - right).abs() < 1e-6;
        assert!(near(0.2, 0.1) && near(0.4, 0.1) && near(0.6, 0.3) && near(0.9, 0.5));
        assert_eq!(Language::default().calibrate(0.7), 0.7);
    }
}
