//! What the coder hands out: events, and the actors, speakers, times, places and numbers in them.
//!
//! All spans are byte offsets into the document. These types are the inner ones; the record that is written out, with
//! its version, is made of them by the crate `casus`.

use casus_codebook::language::{Stance, Status};
use casus_codebook::ontology::TypeId;
use casus_text::Span;

/// A mention of an actor, resolved as far as it can be at the date of the document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Actor {
    /// The words of the mention.
    pub span: Span,
    /// The name of the state, organisation or person for which it stands.
    pub name: Option<Box<str>>,
    /// PLOVER's code of the state or kind of organisation; empty where it is not known.
    pub code: Box<str>,
    /// PLOVER's sectors.
    pub sectors: Vec<Box<str>>,
    /// The Wikidata id.
    pub wikidata: Option<Box<str>>,
    /// The office held that day, such as `President of Russia`.
    pub office: Option<Box<str>>,
}

/// One link of the chain of speakers.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Who says it; `None` where nobody is named ("reportedly").
    pub speaker: Option<Actor>,
    /// The whole phrase for the speaker.
    pub source: Option<Span>,
    /// The word of speech.
    pub cue: Option<Span>,
    /// How the speaker stands to it.
    pub stance: Stance,
    /// The words that are said, in as many parts as they have.
    pub content: Vec<Span>,
    /// In the list of all: the number of the attribution in whose content this one stands.
    pub inside: Option<u32>,
}

/// A time expression, resolved against the date of the document.
#[derive(Clone, Debug, PartialEq)]
pub struct Time {
    /// The words.
    pub span: Span,
    /// The TIMEX3 type: `DATE`, `TIME`, `DURATION` or `SET`.
    pub kind: &'static str,
    /// The TIMEX3 value, such as `2024-06-19`, `2024-06`, `2024`, `P2W`; `None` where it cannot be told.
    pub value: Option<Box<str>>,
}

/// A place, found in the gazetteer.
#[derive(Clone, Debug, PartialEq)]
pub struct Location {
    /// The words.
    pub span: Span,
    /// Its name in the gazetteer.
    pub name: Box<str>,
    /// Code of the state.
    pub country: Box<str>,
    /// Latitude and longitude.
    pub point: Option<(f32, f32)>,
    /// The GeoNames id.
    pub geoname: Option<u32>,
}

/// What a name is the name of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum NameKind {
    /// A person.
    Person,
    /// An organisation: a body, firm, party, team, newspaper.
    Organisation,
    /// A place: a state, region, town, water, street or building.
    Place,
}

/// A person, organisation or place by its name, known or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Named {
    /// The words, without title and article.
    pub span: Span,
    /// What it is.
    pub kind: NameKind,
}

/// A number with what it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// The words.
    pub span: Span,
    /// Such as `killed`, `money`, `fuel`.
    pub kind: Box<str>,
    /// How many.
    pub value: f64,
    /// The unit, such as `USD`.
    pub unit: Option<Box<str>>,
}

/// What is given, sold, lent, sent, banned or seized.
#[derive(Clone, Debug, PartialEq)]
pub struct Good {
    /// The words, without article and number.
    pub span: Span,
    /// The class, such as `artillery` or `crude-oil`.
    pub class: Box<str>,
}

/// A coded event.
#[derive(Clone, Debug, PartialEq)]
pub struct Event {
    /// PLOVER's type.
    pub event: TypeId,
    /// PLOVER's modes.
    pub modes: Vec<Box<str>>,
    /// PLOVER's contexts.
    pub contexts: Vec<Box<str>>,
    /// Who does it.
    pub actors: Vec<Actor>,
    /// To whom it is done.
    pub recipients: Vec<Actor>,
    /// Whether it happened.
    pub status: Status,
    /// The words of the condition under which it would.
    pub condition: Option<Span>,
    /// The speakers, from the outermost inwards.
    pub attribution: Vec<Attribution>,
    /// When: the TIMEX3 value of the time that belongs to it, else the document's date.
    pub date: Option<Box<str>>,
    /// The words of the time.
    pub date_text: Option<Span>,
    /// Where.
    pub location: Option<Location>,
    /// How many and how much.
    pub quantities: Vec<Measure>,
    /// What is given, sold, lent, sent, banned or seized.
    pub goods: Vec<Good>,
    /// Indices, in the same document, of the events for which this one is given.
    pub exchange: Vec<u32>,
    /// CAMEO's code.
    pub cameo: Option<Box<str>>,
    /// The number of the sentence in the document.
    pub sentence: u32,
    /// The sentence.
    pub span: Span,
    /// The word that tells it.
    pub trigger: Span,
    /// The frame or rule that decided.
    pub rule: Box<str>,
    /// How sure, 0 to 1.
    pub confidence: f32,
}

/// What states owe each other, as the text has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Obligation {
    /// Such as `defence` or `basing`.
    pub kind: Box<str>,
    /// Who owes it.
    pub bound: Vec<Actor>,
    /// To whom; nobody where those who are bound owe it to each other.
    pub toward: Vec<Actor>,
    /// The words of the condition under which it binds.
    pub condition: Option<Span>,
    /// Actual where it holds, future where it is only planned, negated where it is denied or suspended, historical where
    /// it has ended, hypothetical where it is only thought of.
    pub status: Status,
    /// The speakers, from the outermost inwards.
    pub attribution: Vec<Attribution>,
    /// The name of the treaty.
    pub treaty: Option<Span>,
    /// The article, such as `5` or `42(7)`.
    pub article: Option<Box<str>>,
    /// When: the TIMEX3 value of the time that belongs to it, else the document's date.
    pub date: Option<Box<str>>,
    /// The words of the time.
    pub date_text: Option<Span>,
    /// The number of the sentence in the document.
    pub sentence: u32,
    /// The sentence.
    pub span: Span,
    /// The word that tells it.
    pub trigger: Span,
    /// The row that decided.
    pub rule: Box<str>,
}

/// A frame that was tried on a word, for those who ask why.
#[derive(Clone, Debug, PartialEq)]
pub struct Trial {
    /// The word.
    pub trigger: Span,
    /// The frame's name.
    pub rule: Box<str>,
    /// Empty where it fitted; else the condition that failed, in words of the format (`object: @actor`).
    pub failed: Box<str>,
    /// Whether it decided.
    pub chosen: bool,
}

/// All that the coder finds in a document.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Coded {
    /// The events, in the order of the text.
    pub events: Vec<Event>,
    /// What states owe each other, in the order of the text.
    pub obligations: Vec<Obligation>,
    /// Every actor mention.
    pub actors: Vec<Actor>,
    /// Every attribution.
    pub attributions: Vec<Attribution>,
    /// Every time expression.
    pub times: Vec<Time>,
    /// Every place.
    pub places: Vec<Location>,
    /// Every named person, organisation and place.
    pub names: Vec<Named>,
    /// Frames tried; filled only where it is asked for.
    pub trials: Vec<Trial>,
}
