//! The law between states as it is embedded: questions that people ask of it, with the answers beside them.

use casus_codebook::law::treaty::{Duty, Standing};
use casus_codebook::law::{Law, Owed};
use casus_codebook::{Codebook, Source};
use std::sync::LazyLock;

static LAW: LazyLock<Law> = LazyLock::new(|| Codebook::embedded().law);

/// `RUS 4 in force` for an obligation.
fn shown(owed: &Owed<'_>) -> String {
    let article = &owed.obligation.article;
    format!("{} {article} {}", owed.by, owed.standing.name())
}

/// Who owes defence to the attacked, by which article, and how it stands.
fn defenders(attacked: &str, by: &str, day: i32) -> Vec<String> {
    let obliged = LAW.obliged(attacked, Some(by), day);
    let defence = obliged.filter(|owed| owed.obligation.duty == Some(Duty::Defence));
    defence.map(|owed| shown(&owed)).collect()
}

#[test]
fn who_must_defend_north_korea_depends_on_the_day() {
    let on = |day| defenders("PRK", "KOR", day);
    assert_eq!(on(20240618), ["CHN 2 in force"]);
    assert_eq!(on(20240619), ["RUS 4 signed", "CHN 2 in force"]);
    assert_eq!(on(20241110), ["RUS 4 signed", "CHN 2 in force"]);
    assert_eq!(on(20241203), ["RUS 4 ratified", "CHN 2 in force"]);
    assert_eq!(on(20241204), ["RUS 4 in force", "CHN 2 in force"]);
    assert_eq!(on(19900101), ["SUN 1 in force", "CHN 2 in force"]);
    assert_eq!(on(19950101), ["RUS 1 in force", "CHN 2 in force"]);
    assert_eq!(on(20000101), ["CHN 2 in force"]);
}

#[test]
fn what_must_still_be_true_is_told_with_the_duty() {
    let mut owed = LAW.obliged("PRK", Some("KOR"), 20241205);
    let russia = owed.find(|one| one.by == "RUS" && one.obligation.duty == Some(Duty::Defence));
    let obligation = russia.map(|one| one.obligation);
    let conditions = obligation.map_or(&[][..], |obligation| &obligation.conditions);
    assert!(
        conditions.iter().any(|c| c.contains("state of war")),
        "{conditions:?}"
    );
}

#[test]
fn an_ally_that_attacks_owes_nothing_and_others_do() {
    let all = defenders("GRC", "TUR", 20240101);
    assert!(!all.iter().any(|one| one.starts_with("TUR")), "{all:?}");
    assert!(all.contains(&"USA 5 in force".to_owned()), "{all:?}");
    assert!(all.contains(&"FRA 42(7) in force".to_owned()), "{all:?}");
}

#[test]
fn members_of_an_alliance_owe_for_the_time_of_their_membership() {
    let finland = |day| defenders("FIN", "RUS", day).contains(&"USA 5 in force".to_owned());
    assert!(!finland(20230403));
    assert!(finland(20230404));
    let britain = |day| defenders("FRA", "RUS", day).contains(&"GBR 42(7) in force".to_owned());
    assert!(britain(20200131));
    assert!(!britain(20200201));
}

#[test]
fn what_was_suspended_is_told_so() {
    assert_eq!(
        defenders("ARM", "AZE", 20220913)
            .iter()
            .filter(|one| one.contains(" 4 in force"))
            .count(),
        5
    );
    let later = defenders("ARM", "AZE", 20240601);
    assert!(later.contains(&"RUS 4 suspended".to_owned()), "{later:?}");
    let from_usa = |day| {
        let mut owed = LAW.obligations_between("USA", "NZL", day);
        owed.any(|one| &*one.treaty.id == "anzus" && one.obligation.duty == Some(Duty::Defence))
    };
    assert!(from_usa(19860101));
    assert!(!from_usa(19870101));
}

#[test]
fn treaties_between_two_are_those_that_are_not_over() {
    let between = |a: &'static str, b: &'static str, day| -> Vec<String> {
        let found = LAW.treaties_between(a, b, day);
        found
            .map(|(treaty, standing)| format!("{} {}", treaty.id, standing.name()))
            .collect()
    };
    let pyongyang = between("RUS", "PRK", 20240701);
    assert_eq!(
        pyongyang,
        [
            "russia-dprk-2024 signed",
            "russia-dprk-2000 in force",
            "tac in force"
        ]
    );
    assert!(between("USA", "TWN", 20240701).is_empty());
    assert!(between("SAU", "PAK", 20251001).contains(&"saudi-pakistan signed".to_owned()));
}

#[test]
fn arms_for_taiwan_are_owed_by_law_of_one_side() {
    let owed: Vec<String> = LAW
        .obligations_between("USA", "TWN", 20240101)
        .map(|one| shown(&one))
        .collect();
    assert_eq!(owed, ["USA 3(a) in force"]);
}

#[test]
fn every_treaty_has_parties_and_every_date_a_course() {
    for treaty in &LAW.treaties {
        assert!(!treaty.parties.is_empty(), "{}", treaty.id);
        assert!(treaty.course.signed.is_some(), "{}", treaty.id);
        assert!(
            !treaty.source.is_empty()
                || !treaty.note.is_empty()
                || treaty.id.starts_with("budapest"),
            "{}",
            treaty.id
        );
    }
    assert!(LAW.treaties.len() >= 40);
    let defence = LAW.obligations.iter();
    let defence = defence.filter(|one| one.duty == Some(Duty::Defence));
    assert!(defence.count() >= 40);
}

#[test]
fn nobody_owes_the_same_twice() {
    for state in ["USA", "FRA", "RUS", "POL", "TUR", "EGY", "UZB", "TLS"] {
        let owed: Vec<String> = LAW
            .obligations_of(state, 20260101)
            .map(|one| {
                format!(
                    "{}:{} {}",
                    one.obligation.origin.path, one.obligation.origin.line, one.to
                )
            })
            .collect();
        let mut single = owed.clone();
        single.sort_unstable();
        single.dedup();
        assert_eq!(single.len(), owed.len(), "{state}");
    }
}

#[test]
fn a_users_treaty_takes_the_place_of_ours() {
    let source = |(path, text): (&str, &str)| Source {
        path: path.to_owned(),
        text: text.to_owned(),
    };
    let files = [
        (
            "law/treaties.table",
            "id | name | kind | parties | signed | in-force | ended\n\
             china-dprk | Ended | defence-pact | CHN; PRK | 1961-07-11 | 1961-09-10 | 2025\n",
        ),
        (
            "law/obligations.table",
            "treaty | article | kind | owed-by | owed-to | trigger | conditions\n\
             china-dprk | 2 | defence | each | each | armed-attack | mine\n",
        ),
    ];
    let (book, faults) = Codebook::embedded_with(files.map(source).to_vec());
    assert!(faults.is_empty(), "{faults:?}");
    let own = |day| {
        let owed = book.law.obligations_between("CHN", "PRK", day);
        let defence = owed.filter(|one| one.obligation.duty == Some(Duty::Defence));
        defence
            .map(|one| one.obligation.conditions.join(" "))
            .collect::<Vec<_>>()
    };
    assert_eq!(own(20250101), ["mine"]);
    assert!(own(20260101).is_empty());
    let treaty = book
        .law
        .treaty("china-dprk")
        .map(|t| t.standing("CHN", 20260101));
    assert_eq!(treaty, Some(Some(Standing::Ended)));
}
