//! What an annotator marked in a report, with byte offsets into the report's text.

use casus_text::{Document, Span};

/// A report with its annotations, in the order of the text.
#[derive(Clone, Debug, Default)]
pub struct GoldReport {
    /// The text without its annotations.
    pub document: Document,
    /// The span of each sentence.
    pub sentences: Vec<Span>,
    /// The events.
    pub events: Vec<GoldEvent>,
    /// The obligations.
    pub obligations: Vec<GoldObligation>,
}

/// Words with the actor for which they stand.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GoldActor {
    /// The mention.
    pub span: Span,
    /// PLOVER's code; empty where none is known.
    pub code: String,
    /// PLOVER's sectors.
    pub sectors: Vec<String>,
}

/// One link of the chain of speakers.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GoldSpeaker {
    /// Such as `asserts`.
    pub stance: String,
    /// Who speaks; `None` where nobody is named.
    pub speaker: Option<GoldActor>,
    /// The word of speech.
    pub cue: Option<Span>,
}

/// A number with what it counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GoldQuantity {
    /// Such as `killed`.
    pub kind: String,
    /// How many.
    pub value: f64,
    /// The words.
    pub span: Span,
}

/// What events and obligations have in common.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Circumstance {
    /// The line of the file on which the annotation opens, from 1.
    pub line: usize,
    /// The number of the sentence in the report.
    pub sentence: usize,
    /// The words that tell it.
    pub trigger: Span,
    /// Such as `actual`.
    pub status: String,
    /// The words of the condition.
    pub condition: Option<Span>,
    /// The speakers, from the outermost inwards.
    pub said: Vec<GoldSpeaker>,
}

/// An event.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GoldEvent {
    /// Where it stands, how it stands, on whose word.
    pub circumstance: Circumstance,
    /// PLOVER's type.
    pub kind: String,
    /// Its modes.
    pub modes: Vec<String>,
    /// Its contexts.
    pub contexts: Vec<String>,
    /// Who does it.
    pub actors: Vec<GoldActor>,
    /// To whom.
    pub recipients: Vec<GoldActor>,
    /// The day, month or year.
    pub date: Option<String>,
    /// The place and its state.
    pub place: Option<(Span, String)>,
    /// Numbers.
    pub quantities: Vec<GoldQuantity>,
    /// The trigger of the event for which this one is given.
    pub exchange: Option<Span>,
}

/// An obligation between states.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GoldObligation {
    /// Where it stands, how it stands, on whose word.
    pub circumstance: Circumstance,
    /// Such as `defence`.
    pub kind: String,
    /// Who owes it.
    pub bound: Vec<GoldActor>,
    /// To whom it is owed; empty where the bound owe it to each other.
    pub toward: Vec<GoldActor>,
}
