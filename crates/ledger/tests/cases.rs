//! Claims are joined into cases by what they tell, the same whatever the order in which they came.

#![allow(clippy::unwrap_used)] // What a test needs and does not get fails the test.

mod support;

use casus_ledger::claim::{Claim, Place, Quantity};
use casus_ledger::{Case, Entry, Filter, Ledger, View};
use proptest::prelude::*;
use support::{entry, event, folder, speaker, words};

fn killed(claim: Claim, value: f64) -> Claim {
    let quantity = Quantity {
        kind: "killed".into(),
        value,
        unit: None,
        words: words("12", 30),
    };
    Claim {
        quantities: vec![quantity],
        ..claim
    }
}

fn at(claim: Claim, name: &str, point: (f32, f32)) -> Claim {
    let place = Place {
        name: name.into(),
        country: "UKR".into(),
        point: Some(point),
        geoname: None,
        words: words(name, 60),
    };
    Claim {
        place: Some(place),
        ..claim
    }
}

fn on(claim: Claim, day: &str) -> Claim {
    Claim {
        date: Some(day.into()),
        date_text: Some(words("on Tuesday", 12)),
        ..claim
    }
}

fn by(publisher: &str, entry: Entry) -> Entry {
    let mut entry = entry;
    entry.document.publisher = Some(publisher.into());
    entry
}

fn strike() -> Claim {
    event("ASSAULT", "RUS", "UKR")
}

const KHARKIV: (f32, f32) = (49.98, 36.25);
const ODESA: (f32, f32) = (46.48, 30.73);

/// The names of the claims of each case.
fn joined(entries: &[Entry]) -> Vec<Vec<String>> {
    let folder = folder();
    let mut ledger = Ledger::open(folder.path().join("a")).unwrap();
    ledger.add(entries).unwrap();
    ledger.derive().unwrap();
    names(&cases(&ledger))
}

fn cases(ledger: &Ledger) -> Vec<Case> {
    ledger.reader().unwrap().cases(&Filter::default()).unwrap()
}

fn names(cases: &[Case]) -> Vec<Vec<String>> {
    let ids = |case: &Case| case.claims.iter().map(|stored| stored.id.clone()).collect();
    cases.iter().map(ids).collect()
}

fn one(id: &str, day: &str, claim: Claim) -> Entry {
    entry(id, day, vec![claim])
}

#[test]
fn reports_of_one_happening_are_one_case() {
    let joined = joined(&[
        one(
            "a",
            "2024-05-07",
            killed(at(strike(), "Kharkiv", KHARKIV), 12.0),
        ),
        one("b", "2024-05-07", killed(strike(), 40.0)),
        one("c", "2024-05-07", at(strike(), "Odesa", ODESA)),
        one("d", "2024-05-07", event("ASSAULT", "ISR", "LBN")),
        one("e", "2024-05-07", event("CONSULT", "RUS", "UKR")),
    ]);
    assert_eq!(
        joined,
        [vec!["a#0", "b#0"], vec!["c#0"], vec!["d#0"], vec!["e#0"]]
    );
}

#[test]
fn what_happened_the_day_before_is_joined_where_more_than_the_parties_is_the_same() {
    let first = killed(at(strike(), "Kharkiv", KHARKIV), 12.0);
    let joined = joined(&[
        one("a", "2024-05-07", first.clone()),
        one("b", "2024-05-08", first.clone()),
        one("c", "2024-05-08", at(strike(), "Odesa", ODESA)),
        one("e", "2024-05-08", on(first, "2024-05-07")),
        one(
            "f",
            "2024-05-20",
            killed(at(strike(), "Kharkiv", KHARKIV), 12.0),
        ),
    ]);
    assert_eq!(
        joined,
        [vec!["a#0", "e#0", "b#0"], vec!["c#0"], vec!["f#0"]]
    );
}

#[test]
fn plans_stretches_and_corrected_reports_stay_apart() {
    let plan = Claim {
        status: "hypothetical".into(),
        ..strike()
    };
    let month = Claim {
        date: Some("2024-05".into()),
        ..strike()
    };
    let mut corrected = one("a", "2024-05-01", killed(strike(), 9.0));
    corrected.document.text.push_str(" Corrected.");
    let joined = joined(&[
        one("a", "2024-05-01", strike()),
        one("b", "2024-05-01", plan),
        one("c", "2024-05-01", month.clone()),
        one("d", "2024-05-03", month),
        corrected,
    ]);
    assert_eq!(joined, [vec!["a#0"], vec!["b#0"], vec!["c#0", "d#0"]]);
}

#[test]
fn meetings_are_of_those_who_meet() {
    let meeting = |codes: &[&str]| {
        let mut claim = event("CONSULT", codes[0], codes[1]);
        let more = codes.iter().skip(2);
        claim
            .parties
            .extend(more.map(|code| support::party(casus_ledger::claim::Role::Recipient, code)));
        claim
    };
    let joined = joined(&[
        one("a", "2024-05-07", meeting(&["USA", "CHN"])),
        one("b", "2024-05-07", meeting(&["CHN", "USA"])),
        one("c", "2024-05-07", meeting(&["CHN", "FRA"])),
        one("d", "2024-05-07", meeting(&["USA", "CHN", "JPN"])),
    ]);
    assert_eq!(joined, [vec!["a#0", "b#0", "d#0"], vec!["c#0"]]);
}

#[test]
fn origins_values_and_denials_stand_side_by_side() {
    let folder = folder();
    let mut ledger = Ledger::open(folder.path().join("a")).unwrap();
    let said = |claim: Claim, name: &str, code: &str, stance: &str| Claim {
        speakers: vec![speaker(name, code, stance)],
        ..claim
    };
    let twelve = killed(at(strike(), "Kharkiv", KHARKIV), 12.0);
    let forty = killed(at(strike(), "Kharkiv", KHARKIV), 40.0);
    ledger
        .add(&[
            by(
                "Wire",
                one(
                    "a",
                    "2024-05-07",
                    said(twelve.clone(), "Kyiv Mayor", "UKR", "asserts"),
                ),
            ),
            by(
                "Post",
                one(
                    "b",
                    "2024-05-07",
                    said(twelve, "Kyiv Mayor", "UKR", "asserts"),
                ),
            ),
            by("Herald", one("c", "2024-05-08", on(forty, "2024-05-07"))),
            by(
                "Herald",
                one(
                    "d",
                    "2024-05-07",
                    said(at(strike(), "Kharkiv", KHARKIV), "Moscow", "RUS", "denies"),
                ),
            ),
        ])
        .unwrap();
    ledger.derive().unwrap();
    let case = cases(&ledger).pop().unwrap();
    assert_eq!((case.claims.len(), case.origins), (4, 3));
    assert_eq!(
        (case.id.as_str(), case.first_day.as_str()),
        ("a#0", "2024-05-07")
    );
    assert_eq!(
        (case.actors, case.recipients),
        (vec!["RUS".to_owned()], vec!["UKR".to_owned()])
    );
    assert_eq!(case.denied_by, ["Moscow"]);
    let values: Vec<_> = case
        .values
        .iter()
        .map(|value| (value.value, value.said_by.join(", ")))
        .collect();
    assert_eq!(
        values,
        [(12.0, "Kyiv Mayor".to_owned()), (40.0, "Herald".to_owned())]
    );
    let before = View {
        known: Some("2024-05-07".into()),
        without: vec!["Kyiv Mayor".into()],
        ..View::default()
    };
    let reader = ledger.reader().unwrap().with_view(before);
    let seen = reader.cases_of(&[case.number]).unwrap();
    assert_eq!(
        (names(&seen), seen[0].origins),
        (vec![vec!["d#0".to_owned()]], 1)
    );
    assert!(reader.cases_of(&[99]).unwrap().is_empty());
}

#[test]
fn numbers_stay_when_a_case_grows() {
    let folder = folder();
    let mut ledger = Ledger::open(folder.path().join("a")).unwrap();
    ledger
        .add(&[
            one("b", "2024-05-07", strike()),
            one("x", "2024-05-07", event("ASSAULT", "ISR", "LBN")),
        ])
        .unwrap();
    ledger.derive().unwrap();
    let before: Vec<_> = cases(&ledger)
        .into_iter()
        .map(|case| (case.id, case.number))
        .collect();
    ledger
        .add(&[
            one("c", "2024-05-07", strike()),
            one("d", "2024-05-07", event("ASSAULT", "USA", "YEM")),
        ])
        .unwrap();
    assert_eq!(ledger.reader().unwrap().underived().unwrap(), 1);
    ledger.derive().unwrap();
    assert_eq!(ledger.reader().unwrap().underived().unwrap(), 0);
    let after: Vec<_> = cases(&ledger)
        .into_iter()
        .map(|case| (case.id, case.number))
        .collect();
    assert!(
        before.iter().all(|case| after.contains(case)),
        "{before:?} {after:?}"
    );
}

#[test]
fn a_corrected_report_may_tell_something_of_another_type() {
    let folder = folder();
    let mut ledger = Ledger::open(folder.path().join("a.casus")).unwrap();
    let meeting = event("CONSULT", "RUS", "POL");
    ledger.add(&[one("a", "2022-11-16", meeting)]).unwrap();
    ledger.derive().unwrap();
    let mut corrected = one("a", "2022-11-17", strike());
    corrected.document.text = "Another text.".into();
    ledger.add(&[corrected]).unwrap();
    ledger.derive().unwrap();
    let events: Vec<String> = cases(&ledger).into_iter().map(|case| case.event).collect();
    assert_eq!(events, ["ASSAULT"]);
}

#[test]
fn a_rule_of_ones_own_is_kept_in_the_ledger() {
    let folder = folder();
    let path = folder.path().join("a");
    let mut ledger = Ledger::open(&path).unwrap();
    let entries = [
        one("a", "2024-05-07", strike()),
        one("b", "2024-05-07", strike()),
    ];
    ledger.add(&entries).unwrap();
    ledger.derive().unwrap();
    assert_eq!(cases(&ledger).len(), 1);
    let strict =
        include_str!("../src/cases/rule.table").replace("join         | 3.25", "join | 99");
    ledger.set_rule(Some(&strict)).unwrap();
    drop(ledger);
    let mut ledger = Ledger::open(&path).unwrap();
    ledger.derive_all().unwrap();
    assert_eq!(cases(&ledger).len(), 2);
    assert!(ledger.set_rule(Some("join | 1")).is_err());
    ledger.set_rule(None).unwrap();
    ledger.derive_all().unwrap();
    assert_eq!(cases(&ledger).len(), 1);
}

/// Claims that are near enough to each other to be joined in many ways.
fn some_claim() -> impl Strategy<Value = Claim> {
    let codes = prop::sample::select(vec!["RUS", "UKR", "POL", ""]);
    let events = prop::sample::select(vec!["ASSAULT", "COERCE", "CONSULT"]);
    let date = prop::option::of((1_u8..9).prop_map(|day| format!("2024-05-0{day}")));
    let place = prop::sample::select(vec![0_u8, 1, 2]);
    let status = prop::sample::select(vec!["actual", "actual", "negated", "hypothetical"]);
    (
        events,
        codes.clone(),
        codes,
        date,
        place,
        prop::option::of(3_u8..6),
        status,
    )
        .prop_map(|(kind, actor, recipient, date, place, value, status)| {
            let mut claim = event(kind, actor, recipient);
            claim.status = status.into();
            claim = match place {
                1 => at(claim, "Kharkiv", KHARKIV),
                2 => at(claim, "Odesa", ODESA),
                _ => claim,
            };
            if let Some(value) = value {
                claim = killed(claim, f64::from(value));
            }
            match date {
                Some(day) => on(claim, &day),
                None => claim,
            }
        })
}

fn some_entries() -> impl Strategy<Value = Vec<Entry>> {
    let one = (1_u8..9, prop::collection::vec(some_claim(), 1..4));
    prop::collection::vec(one, 1..25).prop_map(|list| {
        let entries = list.into_iter().enumerate().map(|(n, (day, claims))| {
            let publisher = ["Wire", "Post", "Herald"][n % 3];
            by(
                publisher,
                entry(&format!("d{n}"), &format!("2024-05-0{day}"), claims),
            )
        });
        entries.collect()
    })
}

/// Cases without their numbers and keys, which depend on the order.
fn told(ledger: &Ledger) -> Vec<(String, String, Vec<String>, usize)> {
    let mut told: Vec<_> = cases(ledger)
        .into_iter()
        .map(|case| {
            (
                case.id.clone(),
                case.event.clone(),
                names(std::slice::from_ref(&case)).remove(0),
                case.origins,
            )
        })
        .collect();
    told.sort();
    told
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn any_order_and_any_portions_give_the_same_cases(
        entries in some_entries(),
        order in any::<prop::sample::Index>(),
        portion in 1_usize..9,
    ) {
        let folder = folder();
        let mut all = Ledger::open(folder.path().join("all")).unwrap();
        all.add(&entries).unwrap();
        all.derive().unwrap();
        let mut shuffled = entries.clone();
        let turn = order.index(entries.len());
        shuffled.rotate_left(turn);
        if turn % 2 == 1 {
            shuffled.reverse();
        }
        let mut parts = Ledger::open(folder.path().join("parts")).unwrap();
        for part in shuffled.chunks(portion) {
            parts.add(part).unwrap();
            parts.derive().unwrap();
        }
        prop_assert_eq!(told(&all), told(&parts));
        parts.derive_all().unwrap();
        prop_assert_eq!(told(&all), told(&parts));
        let claims: usize = entries.iter().map(|entry| entry.claims.len()).sum();
        prop_assert_eq!(cases(&all).iter().map(|case| case.claims.len()).sum::<usize>(), claims);
    }
}
