//! Questions on claims made by hand and on the law that is built in: what holds, on whose word, and why.

#![allow(clippy::unwrap_used)] // What a test needs and does not get fails the test.

mod support;

use casus_codebook::Codebook;
use casus_codebook::law::relation::RelationKind;
use casus_ledger::ask::{Changed, Desk};
use casus_ledger::claim::{Actor, Claim, Goods, Kind, Role, Speaker};
use casus_ledger::relation::Terms;
use casus_ledger::{Entry, Error, Ledger, Reader, View};
use std::sync::LazyLock;
use support::{entry, event, folder, speaker, words};

static BOOK: LazyLock<Codebook> = LazyLock::new(Codebook::embedded);

struct Room {
    folder: tempfile::TempDir,
}

impl Room {
    fn new(entries: &[Entry]) -> Room {
        let folder = folder();
        Ledger::open(folder.path().join("l"))
            .unwrap()
            .add(entries)
            .unwrap();
        Room { folder }
    }

    fn reader(&self, view: View) -> Result<Reader, Error> {
        Ok(Reader::open(self.folder.path().join("l"))?.with_view(view))
    }

    fn desk(&self) -> Desk<'static> {
        Desk::new(self.reader(View::default()).unwrap(), &BOOK)
    }

    fn known(&self, day: &str) -> Desk<'static> {
        let view = View {
            known: Some(day.into()),
            ..View::default()
        };
        Desk::new(self.reader(view).unwrap(), &BOOK)
    }
}

fn goods(mut claim: Claim, class: &str, text: &str) -> Claim {
    claim.goods = vec![Goods {
        class: class.into(),
        words: words(text, 20),
    }];
    claim
}

fn said(mut claim: Claim, name: &str, code: &str, stance: &str) -> Claim {
    claim.speakers.push(speaker(name, code, stance));
    claim
}

fn shells(name: &str, code: &str, stance: &str) -> Claim {
    said(
        goods(event("AID", "PRK", "RUS"), "munitions", "shells"),
        name,
        code,
        stance,
    )
}

#[test]
fn a_transfer_has_its_voices_and_denials() {
    let mut denied = shells("Kremlin", "RUS", "denies");
    denied.status = "negated".into();
    let room = Room::new(&[
        entry("a", "2024-01-05", vec![shells("Yonhap", "KOR", "asserts")]),
        entry(
            "b",
            "2024-01-07",
            vec![shells("White House", "USA", "alleges")],
        ),
        entry("c", "2024-01-08", vec![denied]),
        entry("d", "2024-06-08", vec![shells("Yonhap", "KOR", "asserts")]),
    ]);
    let transfers = room
        .desk()
        .relations(RelationKind::Transfer, "RUS", Some("PRK"), None)
        .unwrap();
    let lines: Vec<String> = transfers
        .iter()
        .map(|t| {
            format!(
                "{} {} {} [{}]",
                t.id,
                t.status,
                t.proof.claims.join(","),
                t.hedge
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            "transfer/PRK-RUS/munitions/a#0/delivered delivered a#0,b#0 [says Yonhap, White House; denied by Kremlin]",
            "transfer/PRK-RUS/munitions/d#0/delivered delivered d#0 [says Yonhap; denied by Kremlin]",
        ]
    );
}

#[test]
fn hedges_go_from_plain_to_doubtful() {
    let unnamed = Speaker {
        stance: "asserts".into(),
        ..Speaker::default()
    };
    let mut reported = goods(event("AID", "PRK", "RUS"), "munitions", "shells");
    reported.speakers = vec![unnamed];
    let mut possible = goods(event("AID", "PRK", "RUS"), "munitions", "shells");
    possible.status = "hypothetical".into();
    let hedge = |claim: Claim| {
        let room = Room::new(&[entry("a", "2024-01-05", vec![claim])]);
        let transfers = room
            .desk()
            .relations(RelationKind::Transfer, "PRK", Some("RUS"), None)
            .unwrap();
        transfers[0].hedge.to_string()
    };
    assert_eq!(
        hedge(goods(event("AID", "PRK", "RUS"), "munitions", "shells")),
        ""
    );
    assert_eq!(hedge(reported), "reportedly");
    assert_eq!(hedge(shells("Kyiv", "UKR", "alleges")), "alleged by Kyiv");
    assert_eq!(hedge(shells("Seoul", "KOR", "worries")), "feared by Seoul");
    assert_eq!(hedge(possible), "possible");
    let through = said(shells("Kyiv", "UKR", "alleges"), "Yonhap", "KOR", "asserts");
    assert_eq!(
        hedge(through),
        "alleged by Yonhap",
        "as sure as the least sure of the chain"
    );
}

#[test]
fn a_number_counts_the_goods_whose_words_it_stands_with() {
    let mut claim = goods(event("AID", "RUS", "PRK"), "drones", "attack drones");
    claim.goods.push(Goods {
        class: "small-arms".into(),
        words: words("a vest", 50),
    });
    claim.quantities = vec![
        quantity("goods", 5.0, "five attack drones", 15),
        quantity("duration", 2.0, "two days", 70),
    ];
    let room = Room::new(&[entry("a", "2024-01-05", vec![claim])]);
    let transfers = room.desk().exchanges("RUS", "PRK", None).unwrap();
    let numbers: Vec<_> = transfers
        .iter()
        .map(|one| match &one.terms {
            Terms::Transfer {
                goods, quantities, ..
            } => (goods.as_str(), quantities.iter().map(|f| f.value).collect()),
            _ => ("", Vec::new()),
        })
        .collect();
    assert_eq!(numbers, [("drones", vec![5.0]), ("small-arms", vec![])]);
}

fn quantity(kind: &str, value: f64, text: &str, start: u32) -> casus_ledger::claim::Quantity {
    casus_ledger::claim::Quantity {
        kind: kind.into(),
        value,
        unit: None,
        words: words(text, start),
    }
}

#[test]
fn legs_of_an_exchange_point_at_each_other() {
    let mut first = shells("Seoul", "KOR", "worries");
    let mut second = goods(event("AID", "RUS", "PRK"), "refined-oil", "fuel");
    first.exchange = vec![1];
    second.exchange = vec![0];
    let room = Room::new(&[entry("a", "2024-01-05", vec![first, second])]);
    let legs = room.desk().exchanges("RUS", "PRK", None).unwrap();
    let other = |at: usize| match &legs[at].terms {
        Terms::Transfer {
            in_exchange_for, ..
        } => in_exchange_for.clone(),
        _ => Vec::new(),
    };
    assert_eq!(other(0), [legs[1].id.clone()]);
    assert_eq!(other(1), [legs[0].id.clone()]);
}

#[test]
fn transfers_stand_against_the_measures_of_their_day() {
    let oil = goods(event("AID", "RUS", "PRK"), "refined-oil", "petrol");
    let early = goods(event("AID", "PRK", "RUS"), "textiles", "cloth");
    let room = Room::new(&[
        entry(
            "a",
            "2024-01-05",
            vec![shells("Kyiv", "UKR", "alleges"), oil],
        ),
        entry("b", "2016-01-05", vec![early]),
        entry(
            "c",
            "2024-01-05",
            vec![goods(event("AID", "DEU", "POL"), "munitions", "shells")],
        ),
    ]);
    let breaches = room.desk().breaches(None, "2024-12-31").unwrap();
    let found: Vec<String> = breaches
        .iter()
        .map(|b| {
            format!(
                "{} {} capped {} [{}]",
                b.id.split('/').nth(1).unwrap(),
                b.transfer.proof.claims[0],
                b.capped,
                b.transfer.hedge
            )
        })
        .collect();
    assert!(
        found.contains(&"un-prk:arms-from a#0 capped false [alleged by Kyiv]".to_owned()),
        "{found:#?}"
    );
    assert!(
        found.contains(&"un-prk:refined-oil a#1 capped true [possible]".to_owned()),
        "{found:#?}"
    );
    assert!(
        found
            .iter()
            .all(|line| !line.contains("b#0") && !line.contains("c#0")),
        "{found:#?}"
    );
    let two = room
        .desk()
        .breaches(Some(("RUS", "PRK")), "2024-12-31")
        .unwrap();
    assert_eq!(two.len(), breaches.len());
    let proof = room.desk().why(&breaches[0].id).unwrap();
    assert!(!proof.proof.law.is_empty() && !proof.evidence.is_empty());
}

#[test]
fn who_is_obliged_depends_on_the_day() {
    let room = Room::new(&[entry(
        "a",
        "2024-06-01",
        vec![event("CONSULT", "RUS", "PRK")],
    )]);
    let lines = |on: &str| {
        let obliged = room.desk().obliged("PRK", Some("KOR"), on).unwrap();
        let defence = obliged.into_iter().filter(|one| matches!(&one.obligation.terms, Terms::Obligation { duty, .. } if duty == "defence"));
        defence
            .map(|one| {
                format!(
                    "{} {} {}",
                    one.obligation.code, one.obligation.status, one.binds
                )
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(lines("2024-06-18"), ["CHN in force true"]);
    assert_eq!(
        lines("2024-07-01"),
        ["CHN in force true", "RUS signed false"]
    );
    assert_eq!(
        lines("2024-12-31"),
        ["CHN in force true", "RUS in force true"]
    );
    let obliged = room
        .desk()
        .obliged("PRK", Some("KOR"), "2024-07-01")
        .unwrap();
    let russia = obliged
        .iter()
        .find(|one| one.obligation.code == "RUS" && !one.binds)
        .unwrap();
    assert!(
        russia
            .open
            .iter()
            .any(|text| text.contains("enters into force")),
        "{:?}",
        russia.open
    );
    assert!(obliged.iter().all(|one| one.obligation.code != "KOR"));
    let after = room
        .known("2024-06-18")
        .obliged("PRK", Some("KOR"), "2024-12-31")
        .unwrap();
    assert!(
        after
            .iter()
            .all(|one| !one.obligation.id.contains("russia-dprk-2024")),
        "not yet known"
    );
}

#[test]
fn an_obligation_in_reports_backs_the_law_or_stands_alone() {
    let duty = |from: &str, to: &str, kind: &str| Claim {
        kind: Kind::Obligation,
        ..said(event(kind, from, to), "TASS", "RUS", "asserts")
    };
    let room = Room::new(&[
        entry("a", "2024-06-19", vec![duty("RUS", "PRK", "defence")]),
        entry("b", "2024-06-19", vec![duty("CUB", "PRK", "defence")]),
    ]);
    let obliged = room
        .desk()
        .obliged("PRK", Some("KOR"), "2024-07-01")
        .unwrap();
    let russia = obliged
        .iter()
        .find(|one| one.obligation.id.contains("russia-dprk-2024:4"))
        .unwrap();
    assert_eq!(russia.obligation.proof.claims, ["a!0"]);
    let cuba = obliged
        .iter()
        .find(|one| one.obligation.code == "CUB")
        .unwrap();
    assert!(!cuba.binds);
    assert_eq!(
        (
            cuba.obligation.status.as_str(),
            cuba.obligation.hedge.to_string().as_str()
        ),
        ("told", "says TASS")
    );
}

#[test]
fn visits_know_the_one_before() {
    let visit = |name: &str| {
        let mut claim = event("CONSULT", "RUS", "PRK");
        claim.modes = vec!["visit".into()];
        claim.parties[0].actor = Actor {
            code: "RUS".into(),
            name: name.into(),
            ..Actor::default()
        };
        claim
    };
    let room = Room::new(&[
        entry("a", "2019-04-01", vec![visit("Vladimir Putin")]),
        entry("b", "2023-07-01", vec![visit("Sergei Shoigu")]),
        entry("c", "2024-06-19", vec![visit("Vladimir Putin")]),
        entry("d", "2024-06-20", vec![visit("Vladimir Putin")]),
    ]);
    let visits = room
        .desk()
        .relations(RelationKind::Visit, "PRK", None, None)
        .unwrap();
    let lines: Vec<_> = visits
        .iter()
        .map(|v| match &v.terms {
            Terms::Visit {
                visitors, before, ..
            } => format!(
                "{} {} after {before:?} by {}",
                visitors.join(","),
                v.first_day.clone().unwrap(),
                v.proof.claims.join(",")
            ),
            _ => String::new(),
        })
        .collect();
    assert_eq!(
        lines,
        [
            "Vladimir Putin 2019-04-01 after None by a#0",
            "Sergei Shoigu 2023-07-01 after None by b#0",
            "Vladimir Putin 2024-06-19 after Some(\"2019-04-01\") by c#0,d#0",
        ]
    );
}

#[test]
fn promises_are_kept_or_lapse() {
    let promise = |to: &str, due: Option<&str>| {
        let mut claim = goods(event("AGREE", "DEU", to), "armour", "tanks");
        claim.status = "future".into();
        claim.date = due.map(str::to_owned);
        claim
    };
    let room = Room::new(&[
        entry(
            "a",
            "2023-01-25",
            vec![
                promise("UKR", Some("2023-03")),
                promise("POL", Some("2023-03")),
                promise("LTU", None),
            ],
        ),
        entry(
            "b",
            "2023-03-27",
            vec![goods(event("AID", "DEU", "UKR"), "armour", "Leopard tanks")],
        ),
        entry(
            "c",
            "2023-05-01",
            vec![goods(event("AID", "DEU", "POL"), "medicine", "bandages")],
        ),
    ]);
    let all = room
        .desk()
        .relations(RelationKind::Commitment, "DEU", None, None)
        .unwrap();
    let lines: Vec<_> = all
        .iter()
        .map(|one| {
            format!(
                "{} {} {}",
                one.other,
                one.status,
                one.proof.claims.join(",")
            )
        })
        .collect();
    assert_eq!(
        lines,
        [
            "LTU promised, open a#2",
            "UKR promised, kept a#0,b#0",
            "POL promised, lapsed a#1"
        ]
    );
}

#[test]
fn a_promise_is_broken_by_the_deed_that_its_step_names_and_lapses_on_its_day() {
    let truce = Claim {
        cameo: Some("0356".into()),
        status: "future".into(),
        ..event("AGREE", "AZE", "ARM")
    };
    let leave = Claim {
        date: Some("2023-09-30".into()),
        status: "future".into(),
        ..event("AGREE", "AZE", "GEO")
    };
    let room = Room::new(&[
        entry("a", "2023-09-01", vec![truce, leave]),
        entry("b", "2023-09-19", vec![event("ASSAULT", "AZE", "ARM")]),
    ]);
    let lines = |on: &str| -> Vec<String> {
        let desk = room.desk();
        let kind = RelationKind::Commitment;
        let all = desk.relations(kind, "AZE", None, Some(on)).unwrap();
        let line = |one: &casus_ledger::relation::Relation| format!("{} {}", one.other, one.status);
        all.iter().map(line).collect()
    };
    assert_eq!(
        lines("2023-09-10"),
        ["ARM promised, open", "GEO promised, open"]
    );
    assert_eq!(
        lines("2023-09-20"),
        ["ARM promised, broken", "GEO promised, open"]
    );
    assert_eq!(
        lines("2023-10-01"),
        ["ARM promised, broken", "GEO promised, lapsed"]
    );
}

#[test]
fn when_a_promise_was_given_does_not_date_the_deed() {
    let deed = Claim {
        quad_code: 2,
        ..event("AID", "DEU", "UKR")
    };
    let promise = Claim {
        date: Some("2023-01".into()),
        date_text: Some(words("January", 5)),
        quad_code: 1,
        ..event("AGREE", "DEU", "UKR")
    };
    let room = Room::new(&[entry("a", "2023-03-27", vec![deed, promise])]);
    let told = room.desk().timeline("DEU", "UKR", None, None, 10).unwrap();
    let days: Vec<_> = told.iter().map(|told| told.day.as_str()).collect();
    assert_eq!(days, ["2023-01-01", "2023-03-27"]);
}

#[test]
fn a_duty_is_in_force_since_the_later_of_the_two_is_bound() {
    let room = Room::new(&[]);
    let since = |a: &str, b: &str| {
        let state = room.desk().state(a, b, "2024-12-31").unwrap();
        let mut duties = state.relations.into_iter().filter(
            |one| matches!(&one.terms, Terms::Obligation { duty, .. } if duty == "defence"),
        );
        duties.next().and_then(|one| one.first_day).unwrap()
    };
    assert_eq!(since("RUS", "PRK"), "2024-12-04");
    assert_eq!(since("NOR", "FIN"), "2023-04-04");
    assert_eq!(since("NOR", "USA"), "1949-08-24");
}

#[test]
fn fighting_ends_in_a_truce() {
    let mut truce = event("RETREAT", "ISR", "LBN");
    truce.modes = vec!["ceasefire".into()];
    let mut private = event("ASSAULT", "ISR", "CYP");
    private.parties[0].actor.sectors = vec!["CRM".into()];
    let room = Room::new(&[
        entry(
            "a",
            "2024-09-27",
            vec![event("ASSAULT", "ISR", "LBN"), private],
        ),
        entry("b", "2024-11-27", vec![truce]),
    ]);
    let state = |on: &str| {
        let all = room
            .desk()
            .relations(RelationKind::Conflict, "ISR", None, Some(on))
            .unwrap();
        all.iter()
            .map(|one| format!("{}-{} {}", one.code, one.other, one.status))
            .collect::<Vec<_>>()
    };
    assert_eq!(state("2024-10-01"), ["ISR-LBN fighting"]);
    assert_eq!(state("2024-12-01"), ["ISR-LBN truce"]);
}

#[test]
fn what_changed_and_what_falls() {
    let room = Room::new(&[
        entry("a", "2024-01-05", vec![shells("Yonhap", "KOR", "asserts")]),
        entry(
            "b",
            "2024-01-09",
            vec![goods(event("AID", "RUS", "PRK"), "refined-oil", "fuel")],
        ),
    ]);
    let diff = room
        .desk()
        .diff(|view| room.reader(view), "2024-01-05", "2024-01-10", None)
        .unwrap();
    let lines: Vec<_> = diff
        .iter()
        .map(|change| (change.changed, change.relation.id.as_str()))
        .collect();
    assert_eq!(
        lines,
        [(Changed::New, "transfer/RUS-PRK/refined-oil/b#0/delivered")]
    );
    let falls = room
        .desk()
        .without(
            |view| room.reader(view),
            &["Yonhap".into()],
            "RUS",
            "PRK",
            "2024-02-01",
        )
        .unwrap();
    let lines: Vec<_> = falls
        .iter()
        .map(|change| (change.changed, change.relation.id.as_str()))
        .collect();
    assert_eq!(
        lines,
        [(Changed::Gone, "transfer/PRK-RUS/munitions/a#0/delivered")]
    );
}

#[test]
fn every_line_of_a_state_can_be_asked_why() {
    let room = Room::new(&[entry(
        "a",
        "2024-06-19",
        vec![
            shells("Yonhap", "KOR", "asserts"),
            event("ASSAULT", "RUS", "PRK"),
        ],
    )]);
    let state = room.desk().state("RUS", "PRK", "2024-06-20").unwrap();
    assert!(state.relations.len() > 10);
    for relation in &state.relations {
        let why = room.desk().why(&relation.id).unwrap();
        let proof = &why.proof;
        assert!(
            !proof.law.is_empty() || !why.evidence.is_empty(),
            "{}",
            relation.id
        );
        assert!(
            proof.law.is_empty() != proof.claims.is_empty() || relation.kind == "obligation",
            "{}",
            relation.id
        );
    }
    let told = room
        .desk()
        .why("transfer/PRK-RUS/munitions/a#0/delivered")
        .unwrap();
    let marks: Vec<_> = told.evidence[0]
        .marks
        .iter()
        .map(|mark| (mark.what, mark.text.as_str()))
        .collect();
    assert!(
        marks.contains(&("speaker", "Yonhap")) && marks.contains(&("goods", "shells")),
        "{marks:?}"
    );
    assert_eq!(told.evidence[0].says, "AID, actual; Yonhap asserts");
    assert!(matches!(
        room.desk().why("transfer/PRK-RUS/none"),
        Err(Error::Question(_))
    ));
    assert!(matches!(
        room.desk().why("nonsense"),
        Err(Error::Question(_))
    ));
}

#[test]
fn a_speaker_and_a_timeline() {
    let mut claim = shells("Yonhap", "KOR", "asserts");
    claim.parties[0].role = Role::Actor;
    let room = Room::new(&[
        entry("a", "2024-01-05", vec![claim]),
        entry("b", "2024-01-06", vec![event("CONSULT", "RUS", "PRK")]),
    ]);
    let said = room.desk().said("yonhap", None, 9).unwrap();
    assert_eq!(said.len(), 1);
    assert_eq!(
        (
            said[0].stance.as_str(),
            said[0].told.actor.as_str(),
            said[0].told.recipient.as_str()
        ),
        ("asserts", "PRK", "RUS")
    );
    assert_eq!(
        room.desk().said("Lakeside Wire", None, 9).unwrap().len(),
        2,
        "an outlet tells"
    );
    let days = room
        .desk()
        .timeline("RUS", "PRK", Some("2024-01-06"), None, 9)
        .unwrap();
    assert_eq!(days.len(), 1);
    assert_eq!(days[0].sentence, "Text of b");
}

#[test]
fn names_are_codes_and_slips_get_a_hint() {
    let room = Room::new(&[]);
    let desk = room.desk();
    for (name, code) in [
        ("RUS", "RUS"),
        ("rus", "RUS"),
        ("Russia", "RUS"),
        ("North Korea", "PRK"),
        ("EUR", "EUR"),
        ("European Union", "EUR"),
    ] {
        assert_eq!(desk.code(name).unwrap(), code, "{name}");
    }
    for (slip, hint) in [("Rusia", "RUS (Russia)"), ("Atlantis", "RUS, or a name")] {
        let error = desk.code(slip).unwrap_err().to_string();
        assert!(error.contains(slip), "{error}");
        assert!(error.contains(hint) || error.contains("is it"), "{error}");
    }
}

#[test]
fn cases_have_rival_values_side_by_side() {
    let killed = |name: &str, code: &str, number: f64| {
        let mut claim = said(event("ASSAULT", "RUS", "UKR"), name, code, "asserts");
        claim.quantities = vec![quantity("killed", number, "people", 30)];
        claim
    };
    let room = Room::new(&[
        entry("a", "2024-01-05", vec![killed("Kyiv", "UKR", 12.0)]),
        entry(
            "b",
            "2024-01-05",
            vec![
                killed("Moscow", "RUS", 40.0),
                event("CONSULT", "RUS", "PRK"),
            ],
        ),
    ]);
    Ledger::open(room.folder.path().join("l"))
        .unwrap()
        .derive()
        .unwrap();
    let cases = room
        .desk()
        .cases("event = 'ASSAULT' and recipient = 'UKR'", 9)
        .unwrap();
    assert_eq!(cases.len(), 1);
    let values: Vec<_> = cases[0]
        .values
        .iter()
        .map(|value| (value.value, value.said_by.join(",")))
        .collect();
    assert_eq!(
        values,
        [(12.0, "Kyiv".to_owned()), (40.0, "Moscow".to_owned())]
    );
    assert_eq!((cases[0].claims.len(), cases[0].origins), (2, 2));
    assert_eq!(room.desk().cases("", 9).unwrap().len(), 2);
    assert_eq!(room.desk().cases("", 1).unwrap()[0].event, "CONSULT");
    for bad in ["nobody = 1", "1); DELETE FROM claims; --", "event ="] {
        assert!(
            matches!(room.desk().cases(bad, 9), Err(Error::Question(_))),
            "{bad}"
        );
    }
}

#[test]
fn sql_reads_and_never_writes() {
    let room = Room::new(&[entry(
        "a",
        "2024-01-05",
        vec![event("ASSAULT", "RUS", "UKR")],
    )]);
    let reader = room.reader(View::default()).unwrap();
    let answer = reader
        .select("SELECT actor, recipient, event FROM events")
        .unwrap();
    assert_eq!(answer.columns, ["actor", "recipient", "event"]);
    assert_eq!(answer.rows[0].cells, ["RUS", "UKR", "ASSAULT"]);
    for bad in [
        "DELETE FROM claims",
        "SELECT 1; DELETE FROM claims",
        "SELEC 1",
        "",
        "PRAGMA user_version = 5",
        "ATTACH 'x' AS y",
    ] {
        let error = reader.select(bad).err().unwrap_or_else(|| panic!("{bad}"));
        assert!(matches!(error, Error::Question(_)), "{bad}: {error}");
    }
    assert_eq!(
        reader.select("SELECT count(*) FROM claims").unwrap().rows[0].cells,
        ["1"]
    );
}
