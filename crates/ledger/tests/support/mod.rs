//! Entries and claims for the tests, made by hand.

#![allow(dead_code, clippy::unwrap_used)] // Each test file uses its own part.

use casus_ledger::Entry;
use casus_ledger::claim::{
    Actor, Claim, Goods, Kind, Party, Place, Quantity, Role, Speaker, Words,
};
use casus_text::{Document, Span};

pub(crate) fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

pub(crate) fn entry(id: &str, date: &str, claims: Vec<Claim>) -> Entry {
    let numbered = claims
        .into_iter()
        .enumerate()
        .map(|(n, claim)| match claim.kind {
            Kind::Event => Claim {
                number: n as u32,
                ..claim
            },
            Kind::Obligation => claim,
        });
    Entry {
        document: Document {
            id: id.into(),
            text: format!("Text of {id}."),
            date: Some(date.into()),
            publisher: Some("Lakeside Wire".into()),
            ..Document::default()
        },
        read: date.into(),
        claims: numbered.collect(),
    }
}

/// An actual event without a date of its own.
pub(crate) fn event(kind: &str, actor: &str, recipient: &str) -> Claim {
    Claim {
        event: kind.into(),
        parties: vec![party(Role::Actor, actor), party(Role::Recipient, recipient)],
        status: "actual".into(),
        quad_code: 4,
        rule: "test".into(),
        confidence: 0.5,
        trigger: words("did", 8),
        span: Span { start: 0, end: 9 },
        ..Claim::default()
    }
}

pub(crate) fn party(role: Role, code: &str) -> Party {
    Party {
        role,
        actor: Actor {
            code: code.into(),
            ..Actor::default()
        },
        words: words(code, 0),
    }
}

pub(crate) fn words(text: &str, start: u32) -> Words {
    let end = start + text.len() as u32;
    Words {
        text: text.into(),
        span: Span { start, end },
    }
}

pub(crate) fn speaker(name: &str, code: &str, stance: &str) -> Speaker {
    Speaker {
        actor: Some(Actor {
            code: code.into(),
            name: name.into(),
            sectors: vec!["JRN".into()],
            ..Actor::default()
        }),
        words: Some(words(name, 3)),
        cue: Some(words("said", 9)),
        stance: stance.into(),
    }
}

/// Three claims that between them use every field.
pub(crate) fn whole() -> Vec<Claim> {
    let mut first = event("AID", "PRK", "RUS");
    first.modes = vec!["military".into()];
    first.contexts = vec!["military".into(), "diplomatic".into()];
    first.condition = Some(words("if it is paid", 20));
    first.date = Some("2024-06".into());
    first.date_text = Some(words("in June", 40));
    first.speakers = vec![
        speaker("KCNA", "PRK", "asserts"),
        Speaker {
            stance: "alleges".into(),
            cue: Some(words("reportedly", 4)),
            ..Speaker::default()
        },
    ];
    first.place = Some(Place {
        name: "Rason".into(),
        country: "PRK".into(),
        point: Some((42.25, 130.25)),
        geoname: Some(2_044_245),
        words: words("Rason", 60),
    });
    first.quantities = vec![Quantity {
        kind: "goods".into(),
        value: 2.5,
        unit: Some("t".into()),
        words: words("2.5 tonnes", 70),
    }];
    first.goods = vec![Goods {
        class: "munitions".into(),
        words: words("shells", 80),
    }];
    first.exchange = vec![1];
    first.cameo = Some("072".into());
    first.goldstein = Some(8.5);
    first.scale = 6.0;
    let mut second = event("AID", "RUS", "PRK");
    second.exchange = vec![0];
    second.number = 1;
    let third = Claim {
        kind: Kind::Obligation,
        number: 0,
        treaty: Some(words("the treaty", 5)),
        sentence: 3,
        ..event("defence", "RUS", "PRK")
    };
    vec![first, second, third]
}

/// Eighty words that depend on the topic.
pub(crate) fn long_text(topic: &str) -> String {
    (0..80)
        .map(|n| format!("word{n} of {topic}{} ", n * 7))
        .collect()
}
