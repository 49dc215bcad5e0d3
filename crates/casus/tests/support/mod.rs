//! A coded document made by hand, so that the writers are tested without the rooms below.

#![allow(dead_code)] // Each test takes of this what it needs.

pub(crate) mod schema;

use casus_codebook::language::{Stance, Status};
use casus_codebook::ontology::{Cameo, EventType, Ontology, TypeId};
use casus_coder::{Actor, Attribution, Coded, Event, Good, Location, Measure, Obligation};
use casus_events::{Document, Reading, Span};

/// The text of the document; every span of [`reading`] is found in it by its words.
pub(crate) const TEXT: &str = "Zwölf Uhr. President Putin visited North Korea on Wednesday, state media said.\n\
If Seoul agrees, Minsk will send 24 trucks; \"no\", said Kyiv.";

/// The span of the words in [`TEXT`].
pub(crate) fn span(words: &str) -> Span {
    let start = TEXT.find(words).expect("the words are in the text");
    Span::new(start, start + words.len())
}

/// Two types with their scales, and one CAMEO code.
pub(crate) fn ontology() -> Ontology {
    let consult = EventType {
        name: "CONSULT".into(),
        quad: 1,
        scale: 2.5,
        modes: vec![("visit".into(), Some(4.0)), ("odd".into(), None)],
        ..EventType::default()
    };
    let aid = EventType {
        name: "AID".into(),
        quad: 2,
        scale: 10.0,
        ..EventType::default()
    };
    let visit = Cameo {
        code: "042".into(),
        name: "visit".into(),
        goldstein: Some(1.9),
        ..Cameo::default()
    };
    Ontology {
        types: vec![consult, aid],
        cameo: vec![visit],
        ..Ontology::default()
    }
}

fn actor(words: &str, name: &str, code: &str) -> Actor {
    Actor {
        span: span(words),
        name: Some(name.into()),
        code: code.into(),
        ..Actor::default()
    }
}

fn visit() -> Event {
    let putin = Actor {
        sectors: vec!["GOV".into(), "ELI".into()],
        wikidata: Some("Q7747".into()),
        office: Some("President of Russia".into()),
        ..actor("President Putin", "Vladimir Putin", "RUS")
    };
    Event {
        event: TypeId(0),
        modes: vec!["odd".into(), "visit".into()],
        contexts: vec!["diplomatic".into()],
        actors: vec![putin],
        recipients: vec![actor("North Korea", "North Korea", "PRK")],
        status: Status::Actual,
        condition: None,
        attribution: vec![Attribution {
            speaker: Some(Actor {
                span: span("state media"),
                ..Actor::default()
            }),
            source: Some(span("state media")),
            cue: Some(span("said.")),
            stance: Stance::Asserts,
            content: vec![span("President Putin visited North Korea on Wednesday")],
            inside: None,
        }],
        date: Some("2024-06-19".into()),
        date_text: Some(span("on Wednesday")),
        location: Some(Location {
            span: span("North Korea"),
            name: "North Korea".into(),
            country: "PRK".into(),
            point: Some((39.03, 125.75)),
            geoname: Some(1_873_107),
        }),
        quantities: Vec::new(),
        goods: Vec::new(),
        exchange: Vec::new(),
        cameo: Some("042".into()),
        sentence: 1,
        span: span("President Putin visited North Korea on Wednesday, state media said."),
        trigger: span("visited"),
        rule: "consult/visit".into(),
        confidence: 0.912_345,
    }
}

fn trucks() -> Event {
    Event {
        event: TypeId(1),
        modes: Vec::new(),
        contexts: Vec::new(),
        actors: vec![actor("Minsk", "Belarus", "BLR")],
        recipients: Vec::new(),
        status: Status::Hypothetical,
        condition: Some(span("If Seoul agrees")),
        attribution: vec![Attribution {
            speaker: None,
            source: None,
            cue: None,
            stance: Stance::Doubts,
            content: vec![span("Minsk will send 24 trucks")],
            inside: None,
        }],
        date: None,
        date_text: None,
        location: None,
        quantities: vec![Measure {
            span: span("24 trucks"),
            kind: "goods".into(),
            value: 24.0,
            unit: Some("truck".into()),
        }],
        goods: vec![Good {
            span: span("trucks"),
            class: "vehicles".into(),
        }],
        exchange: vec![0],
        cameo: None,
        sentence: 2,
        span: span("If Seoul agrees, Minsk will send 24 trucks; \"no\", said Kyiv."),
        trigger: span("send"),
        rule: "aid/send:7".into(),
        confidence: 0.5,
    }
}

fn promise() -> Obligation {
    let told = trucks();
    Obligation {
        kind: "aid".into(),
        bound: told.actors,
        toward: Vec::new(),
        condition: told.condition,
        status: told.status,
        attribution: Vec::new(),
        treaty: None,
        article: Some("42(7)".into()),
        date: None,
        date_text: None,
        sentence: told.sentence,
        span: told.span,
        trigger: told.trigger,
        rule: "obligations/send:3".into(),
    }
}

/// Two events: one with nearly every field filled, one with nearly every field empty.
pub(crate) fn reading() -> Reading {
    let document = Document {
        id: "k-1".into(),
        text: TEXT.into(),
        date: Some("2024-06-20".into()),
        publisher: Some("Examples; \"daily\"".into()),
        extra: vec![
            ("wire".into(), "{\"n\":12345678901234567890}".into()),
            ("broken".into(), "{".into()),
        ],
        ..Document::default()
    };
    Reading {
        document,
        trees: Vec::new(),
        coded: Coded {
            events: vec![visit(), trucks()],
            obligations: vec![promise()],
            ..Coded::default()
        },
    }
}
