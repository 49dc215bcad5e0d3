//! The law between states as it is embedded: questions that people ask of it, with the answers beside them.

use casus_codebook::law::goods::Cover;
use casus_codebook::law::regime::{Binds, Measure};
use casus_codebook::law::treaty::{Duty, Standing};
use casus_codebook::law::{Law, Owed, Transfer};
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
    assert_eq!(on(20240620), ["RUS 4 signed", "CHN 2 in force"]);
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

/// `REGIME ID: BOUND` for each measure on a transfer, `?` behind it where only a part of the goods is meant, and who
/// holds the regime void.
fn measures(from: &str, to: &str, class: &str, day: i32) -> Vec<String> {
    let class = LAW.goods.class(class).unwrap_or_default();
    let transfer = Transfer { from, to, class };
    let applied = LAW.measures_on(transfer, day);
    let shown = applied.iter().map(|one| {
        let part = if one.cover == Cover::Part { "?" } else { "" };
        let void = one.void_for.join(" ");
        let void = if void.is_empty() {
            void
        } else {
            format!(" (void: {void})")
        };
        format!(
            "{} {}{part}: {}{void}",
            one.regime.id,
            one.measure.id,
            one.bound.join(" ")
        )
    });
    shown.collect()
}

#[test]
fn shells_from_north_korea_to_russia_meet_the_arms_export_ban() {
    let on = |day| measures("PRK", "RUS", "munitions", day);
    assert!(on(20060101).is_empty());
    assert!(on(20080101).is_empty());
    assert_eq!(on(20241231), ["un-prk arms-from: PRK RUS"]);
}

#[test]
fn a_limousine_to_north_korea_meets_two_measures() {
    let luxury = measures("RUS", "PRK", "luxury", 20240220);
    assert_eq!(luxury, ["un-prk luxury: RUS PRK"]);
    let vehicles = measures("RUS", "PRK", "vehicles", 20240220);
    assert_eq!(vehicles, ["un-prk industry: RUS PRK"]);
}

#[test]
fn refined_oil_to_north_korea_has_a_cap_that_was_lowered() {
    let cap = |day| {
        let class = LAW.goods.class("refined-oil").unwrap_or_default();
        let (from, to) = ("RUS", "PRK");
        let applied = LAW.measures_on(Transfer { from, to, class }, day);
        applied
            .iter()
            .find_map(|one| one.measure.cap.clone())
            .map(|cap| format!("{} {} {}", cap.value, cap.unit, cap.per))
    };
    assert_eq!(cap(20170901), None);
    assert_eq!(cap(20171101).as_deref(), Some("500000 barrel "));
    assert_eq!(cap(20180101).as_deref(), Some("500000 barrel year"));
}

#[test]
fn fuel_is_in_part_what_is_capped() {
    let fuel = measures("RUS", "PRK", "fuel", 20241231);
    assert!(
        fuel.contains(&"un-prk refined-oil?: RUS PRK".to_owned()),
        "{fuel:?}"
    );
    assert!(
        fuel.contains(&"un-prk crude-oil?: RUS PRK".to_owned()),
        "{fuel:?}"
    );
}

#[test]
fn the_snapback_is_void_for_some() {
    let arms = |day| measures("IRN", "RUS", "missiles", day);
    assert!(arms(20240101).is_empty());
    let after = [
        "un-irn-2025 programmes-from?: IRN RUS (void: RUS CHN IRN)",
        "un-irn-2025 arms-from: IRN RUS (void: RUS CHN IRN)",
    ];
    assert_eq!(arms(20251001), after);
    assert_eq!(
        arms(20190101),
        [
            "un-irn-2231 arms-from: IRN RUS",
            "un-irn-2231 missiles?: IRN RUS"
        ]
    );
}

#[test]
fn a_states_own_measures_bind_it_alone() {
    let oil = |from: &str, to: &str| measures(from, to, "crude-oil", 20240101);
    assert_eq!(oil("RUS", "IND"), Vec::<String>::new());
    assert_eq!(
        oil("RUS", "DEU"),
        ["eu-rus crude-oil: DEU", "eu-rus crude-cap: DEU"]
    );
    assert_eq!(
        oil("RUS", "USA"),
        ["us-rus energy: USA", "us-rus crude-cap: USA"]
    );
    assert!(measures("GBR", "RUS", "arms", 20190101).contains(&"eu-rus arms: GBR".to_owned()));
    assert_eq!(
        measures("GBR", "RUS", "arms", 20230101),
        ["uk-rus arms: GBR"]
    );
}

#[test]
fn every_measure_lies_in_its_regime_and_every_regime_has_measures() {
    for regime in &LAW.regimes {
        let mut own = LAW.measures.iter();
        let regime_of = |measure: &Measure| &LAW.regimes[measure.regime as usize];
        assert!(own.any(|m| regime_of(m).id == regime.id), "{}", regime.id);
        assert!(!regime.source.is_empty(), "{}", regime.id);
        assert!(!regime.objectives.is_empty(), "{}", regime.id);
    }
}

#[test]
fn measures_of_the_security_council_bind_all_or_ask() {
    for measure in &LAW.measures {
        let regime = &LAW.regimes[measure.regime as usize];
        let council = regime.sender.is_code("UNO");
        assert_eq!(
            council,
            measure.binds != Binds::Sender,
            "{} {}",
            regime.id,
            measure.id
        );
        assert_eq!(
            council,
            measure.act.starts_with("Resolution"),
            "{} {}",
            regime.id,
            measure.id
        );
    }
}

#[test]
fn who_sat_in_the_security_council() {
    let seated = |state, role: &str, day| {
        let mut seats = LAW.memberships_of(state, day);
        seats.any(|seat| {
            &*seat.organisation == "United Nations Security Council" && &*seat.role == role
        })
    };
    assert!(seated("RUS", "permanent", 20240619));
    assert!(seated("SUN", "permanent", 19900101));
    assert!(!seated("CHN", "permanent", 19710101));
    assert!(seated("KOR", "elected", 20240619));
    assert!(!seated("KOR", "elected", 20260101));
}

#[test]
fn what_holds_for_a_class_holds_for_its_parts() {
    let class = |id| LAW.goods.class(id).unwrap_or(u16::MAX);
    assert!(LAW.goods.is_a(class("ballistic-missiles"), class("arms")));
    assert!(LAW.goods.is_a(class("chips"), class("goods")));
    assert!(!LAW.goods.is_a(class("arms"), class("missiles")));
    assert!(!LAW.goods.is_a(class("luxury"), class("vehicles")));
}

#[test]
fn ties_that_were_broken_are_told_for_their_time() {
    let ties = |a: &'static str, b: &'static str, day| -> Vec<String> {
        let found = LAW.ties_between(a, b, day);
        found
            .map(|tie| format!("{} {}", tie.kind, tie.state))
            .collect()
    };
    assert_eq!(
        ties("IRN", "SAU", 20200101),
        ["diplomatic-relations broken"]
    );
    assert_eq!(
        ties("IRN", "SAU", 20240101),
        ["diplomatic-relations restored"]
    );
    assert_eq!(ties("GBR", "PSE", 20250920), ["recognition refused"]);
    assert_eq!(ties("GBR", "PSE", 20250921), ["recognition recognised"]);
    assert_eq!(
        ties("RUS", "Abkhazia", 20200101),
        ["recognition recognised"]
    );
    assert!(ties("FRA", "DEU", 20240101).is_empty());
}

#[test]
fn who_fights_whom_on_a_day() {
    let between = |a: &'static str, b: &'static str, day| -> Vec<String> {
        let found = LAW.conflicts_between(a, b, day);
        found
            .map(|one| format!("{} {}", one.id, one.kind))
            .collect()
    };
    assert_eq!(
        between("PRK", "UKR", 20241201),
        ["ucdp-13243-2022 interstate"]
    );
    assert!(between("PRK", "RUS", 20241201).is_empty());
    assert_eq!(
        between("TUR", "RUS", 20200301),
        ["ucdp-299-2011 internationalised"]
    );
    assert!(between("IND", "PAK", 20220101).is_empty());
    assert_eq!(between("IND", "PAK", 20250508), ["ind-pak-2025 interstate"]);
}
