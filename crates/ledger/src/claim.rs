//! What goes into the ledger: a document with the claims that were found in it.
//!
//! Plain data, of the ledger's own: an event as the wire has it, without what can be looked up again. Spans are byte
//! offsets into the document's text. What the fields of an event mean is told in `schema/event-1.schema.json`.

use casus_text::{Document, Span};

/// A document with its claims, added to a ledger as one: all of it or nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// The document.
    pub document: Document,
    /// The day on which it was read, as `2024-06-19`. It counts as the day on which the claims were known where the
    /// document has no date of its own.
    pub read: String,
    /// The events and obligations that it tells, in the order of the text.
    pub claims: Vec<Claim>,
}

/// What kind of claim it is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Somebody does something.
    #[default]
    Event,
    /// Somebody is bound to do something.
    Obligation,
}

/// An event or an obligation, as one document tells it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Claim {
    /// Event or obligation.
    pub kind: Kind,
    /// Its number among those of its kind in the document, from 0.
    pub number: u32,
    /// PLOVER's type; of an obligation its kind, such as `defence`.
    pub event: String,
    /// PLOVER's modes.
    pub modes: Vec<String>,
    /// PLOVER's contexts.
    pub contexts: Vec<String>,
    /// Who does it or is bound, and to whom.
    pub parties: Vec<Party>,
    /// `actual`, `future`, `hypothetical`, `negated` or `historical`.
    pub status: String,
    /// The words of the condition.
    pub condition: Option<Words>,
    /// When it is, as a TIMEX3 value.
    pub date: Option<String>,
    /// The words that say when.
    pub date_text: Option<Words>,
    /// The speakers, from the outermost inwards; the outlet itself is not among them.
    pub speakers: Vec<Speaker>,
    /// Where it is.
    pub place: Option<Place>,
    /// How many and how much.
    pub quantities: Vec<Quantity>,
    /// What is given, sold, promised or banned.
    pub goods: Vec<Goods>,
    /// The numbers of the events of the document for which this one is given.
    pub exchange: Vec<u32>,
    /// The treaty that an obligation names.
    pub treaty: Option<Words>,
    /// CAMEO's code.
    pub cameo: Option<String>,
    /// Goldstein's scale of that code.
    pub goldstein: Option<f32>,
    /// 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict; 0 for an obligation.
    pub quad_code: u8,
    /// PLOVER's scale.
    pub scale: f32,
    /// The number of the sentence, from 0.
    pub sentence: u32,
    /// The sentence.
    pub span: Span,
    /// The word that tells it.
    pub trigger: Words,
    /// The frame or rule that decided.
    pub rule: String,
    /// How sure, from 0 to 1.
    pub confidence: f32,
}

/// A piece of the document's text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Words {
    /// The words.
    pub text: String,
    /// Where they stand.
    pub span: Span,
}

/// What part somebody has in a claim.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// Who does it, or is bound.
    #[default]
    Actor,
    /// To whom it is done, or owed.
    Recipient,
}

/// Somebody in a claim.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Party {
    /// His part.
    pub role: Role,
    /// Who he is.
    pub actor: Actor,
    /// The words of the mention.
    pub words: Words,
}

/// Who is meant by a mention.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Actor {
    /// PLOVER's code; empty where it is not known.
    pub code: String,
    /// PLOVER's sectors.
    pub sectors: Vec<String>,
    /// The name; empty where there is none.
    pub name: String,
    /// The Wikidata id; empty where there is none.
    pub wikidata: String,
    /// The office held that day; empty where there is none.
    pub office: String,
    /// The name of the organisation where its code is shared by many (`IGO`); else empty.
    pub body: String,
}

impl Actor {
    /// As which party to relations he counts: the code, or the name of the organisation that shares its code with
    /// others. Empty where neither is known.
    pub fn party(&self) -> &str {
        if self.body.is_empty() {
            &self.code
        } else {
            &self.body
        }
    }
}

/// One link of the chain of speakers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Speaker {
    /// Who says it; none where nobody is named.
    pub actor: Option<Actor>,
    /// The words of the mention.
    pub words: Option<Words>,
    /// The word of speech.
    pub cue: Option<Words>,
    /// `asserts`, `denies`, `doubts`, `worries`, `alleges` or `asks`.
    pub stance: String,
}

/// A place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Place {
    /// Its name.
    pub name: String,
    /// Code of the state.
    pub country: String,
    /// Degrees north and east.
    pub point: Option<(f32, f32)>,
    /// The GeoNames id.
    pub geoname: Option<u32>,
    /// The words.
    pub words: Words,
}

/// A number with what it counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quantity {
    /// Such as `killed` or `money`.
    pub kind: String,
    /// How many.
    pub value: f64,
    /// The unit, such as `USD`.
    pub unit: Option<String>,
    /// The words.
    pub words: Words,
}

/// Goods of a class.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Goods {
    /// A class of `law/goods.table`, such as `munitions`.
    pub class: String,
    /// The words.
    pub words: Words,
}
