//! Which types of the codebook are stored, field by field.
//!
//! A field or variant that is added to a type and not here does not compile.

use super::{Reader, Stored, Writer};
use crate::Codebook;
use crate::frame::{
    Condition, Example, Expected, ExpectedActor, Frame, Frames, Light, Meaning, Origin, Owed, Part,
    Role, Slot, Test,
};
use crate::language::{
    Affix, Agent, Language, NameWords, Phrase, Quantity, Reporting, Stance, Status, StatusWord,
    TimeWord,
};
use crate::ontology::{Cameo, EventType, Ontology, TypeId};
use crate::world::{
    Entry, Holder, Named, Office, Organisation, Period, Person, Place, PlaceKind, State, World,
};
use casus_text::{Abbreviation, AbbreviationKind, Before, Clitic, CliticKind, SplitterRules};
use std::sync::Arc;

macro_rules! fields {
    ($($name:ident { $($field:ident),* })*) => {$(
        impl Stored for $name {
            fn put(&self, out: &mut Writer) {
                let $name { $($field),* } = self;
                $($field.put(out);)*
            }

            fn take(from: &mut Reader<'_>) -> Option<Self> {
                Some($name { $($field: Stored::take(from)?),* })
            }
        }
    )*};
}
pub(super) use fields;

macro_rules! variants {
    ($($name:ident { $($number:literal $variant:ident
        $(( $($value:ident),* ))? $({ $($field:ident),* })?),* })*) => {$(
        impl Stored for $name {
            fn put(&self, out: &mut Writer) {
                match self {
                    $($name::$variant $(($($value),*))? $({ $($field),* })? => {
                        u8::put(&$number, out);
                        $($($value.put(out);)*)?
                        $($($field.put(out);)*)?
                    })*
                }
            }

            fn take(from: &mut Reader<'_>) -> Option<Self> {
                Some(match u8::take(from)? {
                    $($number => {
                        $($(let $value = Stored::take(from)?;)*)?
                        $($(let $field = Stored::take(from)?;)*)?
                        $name::$variant $(($($value),*))? $({ $($field),* })?
                    })*
                    _ => return None,
                })
            }
        }
    )*};
}
pub(super) use variants;

fields! {
    Codebook { ontology, frames, obligations, language, world, law }

    Ontology { types, contexts, sectors, groups, bodies, cameo }
    EventType { name, quad, scale, future, recipient, modes }
    Cameo { code, name, event, goldstein }

    Role { choices }
    Origin { path, line }
    Meaning { part, when, actor, recipient, event, modes, contexts, cameo, owed, origin }
    Owed { kind, status }
    Example { text, date, events, negative, owner, origin }
    Expected { event, modes, actors, recipients, status, speaker }
    Light { more, noun, subject, object }

    Language {
        reporting, hedges, status, status_phrases, affixes, agents, longest_agent, contexts,
        quantities, goods, longest_goods, time, numbers, confidence, abbreviations, names, grammar, lemmas, splitter
    }
    Reporting { stance, speaker, content, addressee }
    StatusWord { slot, status, degree, denied }
    Phrase { more, key }
    Affix { text, ends, of, but }
    Agent { sectors, title, body }
    Quantity { kind, unit }
    TimeWord { kind, value, unit }
    Abbreviation { word, kind, before }
    Clitic { word, kind, parts }

    World {
        states, organisations, offices, holders, persons, places, offices_of, holders_of, names,
        entries, beginnings, towns, behind, articles
    }
    Period { from, to }
    State { code, name, period, cow, gw, wikidata, point, geoname, capital }
    Organisation { name, code, sectors, kind, period, members, wikidata }
    Office { key, country, organisation, display, titles, sectors }
    Holder { office, person, period }
    Person { name, wikidata, terms }
    Place { geoname, name, country, region, kind, point, population }
}

variants! {
    Part {
        0 Verb, 1 Noun, 2 Adjective, 3 Adposition, 4 Adverb, 5 Auxiliary, 6 Conjunction, 7 Negation
    }
    Slot { 0 Subject, 1 Object, 2 Indirect, 3 Clause, 4 Owner, 5 Preposition(word) }
    Test {
        0 Word(word), 1 Class(class), 2 Actor, 3 State, 4 Organisation, 5 Person, 6 Place, 7 Event,
        8 Type(id), 9 Sector(code)
    }
    Condition {
        0 Fits { path, any, none, empty }, 1 Filled(path), 2 Empty(path), 3 Near(words),
        4 Passive(is), 5 Governor(words), 6 Sentence(words), 7 Denied(is)
    }
    ExpectedActor { 0 Code(code, sectors), 1 Text(text) }
    Stance {
        0 Asserts, 1 Denies, 2 Doubts, 3 Worries, 4 Alleges, 5 Asks, 6 Wants, 7 Judges, 8 Mentions
    }
    Status { 0 Actual, 1 Future, 2 Hypothetical, 3 Negated, 4 Historical }
    AbbreviationKind { 0 Title, 1 Month, 2 Unit, 3 Organisation, 4 Latin, 5 Other }
    Before { 0 Anything, 1 Number, 2 Name, 3 More }
    PlaceKind { 0 Town, 1 County, 2 Region, 3 Area }
    CliticKind { 0 Ending, 1 Parted, 2 Kept, 3 Prefix, 4 Suffix, 5 Unit, 6 Domain }
    Entry {
        0 State(id), 1 Adjective(id), 2 People(id), 3 Capital(id), 4 Seat(id), 5 Organisation(id),
        6 OrganisationAdjective(id), 7 Person(id), 8 Surname(id), 9 Place(id), 10 Initials(id)
    }
}

impl Stored for TypeId {
    fn put(&self, out: &mut Writer) {
        self.0.put(out);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        u8::take(from).map(TypeId)
    }
}

impl Stored for NameWords {
    fn put(&self, out: &mut Writer) {
        self.0.put(out);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        u32::take(from).map(NameWords)
    }
}

/// Without its weights, which the caller adds.
impl Stored for SplitterRules {
    fn put(&self, out: &mut Writer) {
        self.abbreviations.put(out);
        self.clitics.put(out);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        Some(SplitterRules {
            abbreviations: Stored::take(from)?,
            clitics: Stored::take(from)?,
            ..SplitterRules::default()
        })
    }
}

/// The frames of one row stand side by side: what the row says comes first, then its words.
impl Stored for Frames {
    fn put(&self, out: &mut Writer) {
        let same = |a: &Frame, b: &Frame| Arc::ptr_eq(&a.meaning, &b.meaning);
        self.all.chunk_by(same).count().put(out);
        for frames in self.all.chunk_by(same) {
            frames[0].meaning.put(out);
            frames.len().put(out);
            for Frame { word, more, .. } in frames {
                word.put(out);
                more.put(out);
            }
        }
        self.by_word.put(out);
        self.light.put(out);
        self.classes.put(out);
        self.examples.put(out);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let mut all = Vec::new();
        for _ in 0..from.length()? {
            let meaning: Arc<Meaning> = Stored::take(from)?;
            let words: Vec<(Box<str>, Vec<Box<str>>)> = Stored::take(from)?;
            all.extend(words.into_iter().map(|(word, more)| Frame {
                word,
                more,
                meaning: meaning.clone(),
            }));
        }
        Some(Frames {
            all,
            by_word: Stored::take(from)?,
            light: Stored::take(from)?,
            classes: Stored::take(from)?,
            examples: Stored::take(from)?,
        })
    }
}

impl Stored for Named {
    fn put(&self, out: &mut Writer) {
        self.start.put(out);
        (self.initial - self.start).put(out);
        (self.any - self.start).put(out);
        (self.end - self.start).put(out);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let start = u32::take(from)?;
        let mut place = || u32::take(from)?.checked_add(start);
        Some(Named {
            start,
            initial: place()?,
            any: place()?,
            end: place()?,
        })
    }
}
