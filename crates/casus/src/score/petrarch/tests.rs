//! The records and the measures, on events and gold made up for it.

#![allow(clippy::expect_used)] // What a test needs and does not get fails the test.

use super::records::{Found, Item, Wanted, dashed, found, listed, wanted};
use super::roots::Roots;
use super::strict;
use crate::wire::{ActorRecord, EventRecord, TextInfo, Words};
use std::collections::BTreeSet;

fn actor(code: &str, sectors: &[&str]) -> ActorRecord {
    ActorRecord {
        text: String::new(),
        start: 0,
        end: 0,
        name: None,
        code: code.into(),
        sector: sectors.iter().map(ToString::to_string).collect(),
        wikidata: None,
        office: None,
    }
}

fn event(
    kind: &str,
    cameo: &str,
    actor: Vec<ActorRecord>,
    recipient: Vec<ActorRecord>,
) -> EventRecord {
    let none = Words {
        text: String::new(),
        start: 0,
        end: 0,
    };
    EventRecord {
        id: String::new(),
        document: String::new(),
        date: None,
        date_text: None,
        event: kind.into(),
        mode: Vec::new(),
        context: Vec::new(),
        actor,
        recipient,
        status: "actual".into(),
        condition: None,
        attribution: Vec::new(),
        event_loc: None,
        quantities: Vec::new(),
        goods: vec![],
        exchange: None,
        cameo: Some(cameo.into()),
        goldstein: None,
        quad_code: 1,
        event_scale: 0.0,
        text_info: TextInfo {
            sentence: 0,
            start: 0,
            end: 0,
            trigger: none,
        },
        rule: String::new(),
        confidence: 1.0,
        publisher: None,
        document_fields: Default::default(),
    }
}

fn shown(event: &EventRecord) -> String {
    let all: BTreeSet<Found> = found(event).into_iter().collect();
    listed(
        all.iter()
            .map(|f| format!("{} {} {}", f.pair.0, f.root, f.pair.1)),
    )
}

#[test]
fn one_sided_events_make_a_record_a_pair() {
    let recipients = vec![actor("FRA", &[]), actor("", &["EDU"]), actor("", &[])];
    let event = event(
        "ACCUSE",
        "112",
        vec![actor("PHL", &["MIL", "GOV"])],
        recipients,
    );
    assert_eq!(shown(&event), "PHLGOVMIL 11 ---EDU, PHLGOVMIL 11 FRA");
}

#[test]
fn two_way_events_make_one_record_that_is_met_in_either_direction() {
    let two = vec![actor("PHL", &[]), actor("FRA", &[])];
    assert_eq!(shown(&event("AGREE", "030", two, vec![])), "PHL 03 FRA");
    let visit = event(
        "CONSULT",
        "042",
        vec![actor("PHL", &[])],
        vec![actor("FRA", &[])],
    );
    assert_eq!(shown(&visit), "PHL 04 FRA");
}

#[test]
fn one_actor_alone_makes_no_record() {
    assert_eq!(
        shown(&event("PROTEST", "141", vec![actor("PHL", &[])], vec![])),
        "none"
    );
    let same = event(
        "ACCUSE",
        "112",
        vec![actor("PHL", &[])],
        vec![actor("PHL", &[])],
    );
    assert_eq!(shown(&same), "none");
}

#[test]
fn gold_statements_are_left_out() {
    let gold = |json: &str| {
        let item: Item = serde_json::from_str(json).expect("an item");
        listed(
            wanted(&item.events, &Roots::default())
                .iter()
                .map(|w| format!("{} {} {}", w.pair.0, w.root, w.pair.1)),
        )
    };
    let item = |events: &str| {
        format!("{{\"id\":\"a\",\"date\":\"19950104\",\"text\":\"\",\"events\":[{events}]}}")
    };
    assert_eq!(
        gold(&item(
            r#"{"sourcecode":"BREGOV","targetcode":"---","eventcode":"023"}"#
        )),
        "none"
    );
    assert_eq!(gold(&item(r#"{"noevents":"True"}"#)), "none");
    assert_eq!(
        gold(&item(
            r#"{"sourcecode":"NGOARN","targetcode":"GON","eventcode":"064"}"#
        )),
        "NGOARN 06 GON"
    );
    assert_eq!(dashed("19950104").as_deref(), Some("1995-01-04"));
}

#[test]
fn a_root_may_be_the_types_that_the_table_says() {
    let roots = Roots::read("# WEIS and CAMEO\nroot | types\n12 | ACCUSE; REJECT\n");
    let wanted = |root: &str| Wanted {
        pair: ("ARN".into(), "GON".into()),
        root: root.into(),
    };
    let found = Found {
        pair: ("ARN".into(), "GON".into()),
        root: "11".into(),
        kind: "ACCUSE".into(),
        two_way: false,
        background: false,
    };
    assert!(roots.meets(&wanted("12"), &found));
    assert!(roots.meets(&wanted("90"), &found), "not listed");
    assert!(!Roots::read("root | types\n12 | AID").meets(&wanted("12"), &found));
    assert!(Roots::default().meets(&wanted("11"), &found));
    assert!(!Roots::default().meets(&wanted("12"), &found));
    let other = Found {
        pair: ("GON".into(), "ARN".into()),
        ..found
    };
    assert!(!roots.meets(&wanted("12"), &other));
    let both = Found {
        two_way: true,
        ..other
    };
    assert!(roots.meets(&wanted("12"), &both));
}

#[test]
fn strictly_the_sets_must_be_the_same() {
    let item = |events: &str| -> Item {
        let line = format!("{{\"id\":\"a\",\"date\":\"\",\"text\":\"\",\"events\":[{events}]}}");
        serde_json::from_str(&line).expect("an item")
    };
    let pact = r#"{"sourcecode":"PHL","targetcode":"FRA","eventcode":"030"}"#;
    let back = r#"{"sourcecode":"FRA","targetcode":"PHL","eventcode":"030"}"#;
    let said = r#"{"sourcecode":"FRA","targetcode":"PHL","eventcode":"010"}"#;
    let two = vec![actor("PHL", &[]), actor("FRA", &[])];
    let ours = strict::ours(&[event("AGREE", "030", two, vec![])]);
    let judged = |events: &[&str]| {
        let gold = strict::gold(&item(&events.join(",")), &Roots::default());
        strict::Strict::new(gold, ours.clone())
    };
    let (both, one, more) = (
        judged(&[pact, back]),
        judged(&[pact]),
        judged(&[pact, back, said]),
    );
    assert!(both.is_right());
    assert!(!one.is_right(), "ours has one beyond");
    assert!(!more.is_right(), "the gold's statement is missing");
    let all = [both, one, more];
    assert_eq!(
        (strict::wanted(&all), strict::all_right(&all)),
        (6, 1.0 / 3.0)
    );
    assert_eq!(strict::pairs_right(&all), 2.0 / 3.0, "both and more");
    assert!((strict::precision(&all) - 5.0 / 6.0).abs() < 1e-9);
    assert!((strict::f1(&all) - 10.0 / 12.0).abs() < 1e-9);
}

#[test]
fn strictly_a_visit_has_one_direction() {
    let visit = event(
        "CONSULT",
        "042",
        vec![actor("PHL", &[])],
        vec![actor("FRA", &[])],
    );
    let only = ("PHL".to_owned(), "FRA".to_owned(), "04".to_owned());
    assert_eq!(strict::ours(&[visit]), BTreeSet::from([only]));
}
