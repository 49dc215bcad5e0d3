//! Whatever claims are added, every question has an answer, the same one each time, and no answer names a claim that is
//! not there.

#![allow(clippy::unwrap_used)] // What a test needs and does not get fails the test.

mod support;

use casus_codebook::Codebook;
use casus_codebook::law::relation::RelationKind;
use casus_ledger::ask::Desk;
use casus_ledger::claim::{Actor, Claim, Goods, Kind, Party, Quantity, Role, Speaker};
use casus_ledger::{Entry, Ledger, Reader};
use proptest::prelude::*;
use std::sync::LazyLock;
use support::{folder, words};

static BOOK: LazyLock<Codebook> = LazyLock::new(Codebook::embedded);

const DAYS: [&str; 4] = ["2024-01-05", "2024-01-06", "2024-03-01", "2025-01-01"];

fn one_of(list: &'static [&'static str]) -> impl Strategy<Value = String> {
    proptest::sample::select(list).prop_map(str::to_owned)
}

fn actor() -> impl Strategy<Value = Actor> {
    let codes = one_of(&["RUS", "PRK", "USA", "IGO", "", "日本", "a-b/c%_'\""]);
    (codes, one_of(&["", "Kim", "A \"b\" 'c'"]), any::<bool>()).prop_map(|(code, name, body)| {
        Actor {
            body: if body { name.clone() } else { String::new() },
            code,
            name,
            ..Actor::default()
        }
    })
}

fn party() -> impl Strategy<Value = Party> {
    (any::<bool>(), actor(), 0..200_u32).prop_map(|(first, actor, at)| Party {
        role: if first { Role::Actor } else { Role::Recipient },
        actor,
        words: words("who", at),
    })
}

fn speaker() -> impl Strategy<Value = Speaker> {
    (
        proptest::option::of(actor()),
        one_of(&["asserts", "denies", "alleges", "odd"]),
    )
        .prop_map(|(actor, stance)| Speaker {
            actor,
            stance,
            ..Speaker::default()
        })
}

fn claim() -> impl Strategy<Value = Claim> {
    let what = (
        one_of(&[
            "AID", "AGREE", "ASSAULT", "CONSULT", "THREATEN", "RETREAT", "defence", "odd",
        ]),
        one_of(&["visit", "ceasefire", "violence", ""]),
        one_of(&["actual", "future", "hypothetical", "negated", "odd"]),
        proptest::option::of(one_of(&[
            "2024-01-06",
            "2024-02",
            "2026",
            "XXXX",
            "日本",
            "",
        ])),
    );
    let who = (
        proptest::collection::vec(party(), 0..4),
        proptest::collection::vec(speaker(), 0..3),
    );
    let how = (
        proptest::collection::vec(one_of(&["munitions", "armour", "odd"]), 0..3),
        proptest::option::of(any::<f64>()),
        any::<bool>(),
        0..4_u32,
    );
    (what, who, how).prop_map(
        |((event, mode, status, date), (parties, speakers), (goods, number, event_kind, other))| {
            Claim {
                kind: if event_kind {
                    Kind::Event
                } else {
                    Kind::Obligation
                },
                event,
                modes: vec![mode],
                status,
                date,
                parties,
                speakers,
                goods: goods
                    .into_iter()
                    .map(|class| Goods {
                        class,
                        words: words("goods", 5),
                    })
                    .collect(),
                quantities: number
                    .into_iter()
                    .map(|value| Quantity {
                        kind: "goods".into(),
                        value,
                        ..Quantity::default()
                    })
                    .collect(),
                exchange: vec![other],
                trigger: words("did", 3),
                ..Claim::default()
            }
        },
    )
}

fn entries() -> impl Strategy<Value = Vec<Entry>> {
    let entry = (proptest::collection::vec(claim(), 0..4), 0..DAYS.len());
    proptest::collection::vec(entry, 0..5).prop_map(|all| {
        let numbered = all.into_iter().enumerate();
        numbered
            .map(|(n, (claims, day))| support::entry(&format!("d{n}"), DAYS[day], claims))
            .collect()
    })
}

/// All answers, as JSON; the names of their claims must be in the ledger.
fn answers(entries: &[Entry]) -> Vec<String> {
    let folder = folder();
    let path = folder.path().join("l");
    let mut ledger = Ledger::open(&path).unwrap();
    entries.iter().for_each(|entry| {
        ledger.add(std::slice::from_ref(entry)).unwrap();
    });
    let desk = Desk::new(Reader::open(&path).unwrap(), &BOOK);
    let state = desk.state("RUS", "PRK", "2025-06-01").unwrap();
    for relation in &state.relations {
        for claim in relation.proof.claims.iter().chain(&relation.proof.denials) {
            assert!(desk.reader.claim(claim).unwrap().is_some(), "{claim}");
        }
    }
    let mut answers = vec![serde_json::to_string(&state).unwrap()];
    answers.push(
        serde_json::to_string(&desk.obliged("PRK", Some("USA"), "2025-06-01").unwrap()).unwrap(),
    );
    answers.push(serde_json::to_string(&desk.breaches(None, "2025-06-01").unwrap()).unwrap());
    answers.push(serde_json::to_string(&desk.said("Kim", None, 50).unwrap()).unwrap());
    answers.push(
        serde_json::to_string(&desk.timeline("RUS", "USA", None, None, 50).unwrap()).unwrap(),
    );
    for kind in [
        RelationKind::Visit,
        RelationKind::Commitment,
        RelationKind::Transfer,
    ] {
        answers.push(
            serde_json::to_string(&desk.relations(kind, "RUS", None, None).unwrap()).unwrap(),
        );
    }
    let reader = |view| Ok(Reader::open(&path)?.with_view(view));
    answers.push(
        serde_json::to_string(&desk.diff(reader, "2024-01-05", "2024-01-06", None).unwrap())
            .unwrap(),
    );
    answers
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn every_question_has_an_answer(entries in entries()) {
        let first = answers(&entries);
        prop_assert_eq!(answers(&entries), first, "the same twice");
    }
}
