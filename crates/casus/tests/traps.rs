//! The traps that the ontology names, each in several constructions, read by the shipped network.
//!
//! In go plain sentences of our own; each says which events must be there, as `TYPE mode: ACTOR -> RECIPIENT (status)`
//! with an empty status for one that does not matter, and which types must not. Rules that can be shown on hand-written
//! trees are tested in the coder.

#![allow(clippy::expect_used)] // What a test needs and does not get fails the test.

use casus_codebook::language::Status;
use casus_coder::{Actor, Event};
use casus_events::{Document, Engine, Reading};
use std::sync::LazyLock;

static ENGINE: LazyLock<Engine> =
    LazyLock::new(|| Engine::builder().build().expect("what is built in loads"));

fn read(text: &str) -> Reading {
    ENGINE.read(Document {
        id: "trap".into(),
        text: text.into(),
        date: Some("2024-06-19".into()),
        ..Document::default()
    })
}

/// An event in one line, without its status.
fn line(event: &Event) -> String {
    let kind = &ENGINE.codebook().ontology.event_type(event.event).name;
    let modes: String = event.modes.iter().map(|m| format!(" {m}")).collect();
    let recipients = if event.recipients.is_empty() {
        String::new()
    } else {
        format!(" -> {}", actors(&event.recipients))
    };
    format!("{kind}{modes}: {}{recipients}", actors(&event.actors))
}

fn actors(actors: &[Actor]) -> String {
    let one = |a: &Actor| {
        let code = if a.code.is_empty() { "---" } else { &a.code };
        std::iter::once(code)
            .chain(a.sectors.iter().map(|s| &**s))
            .collect::<Vec<_>>()
            .join(".")
    };
    actors.iter().map(one).collect::<Vec<_>>().join(" + ")
}

/// The events of a sentence, one a line.
fn events(text: &str) -> Vec<String> {
    read(text).coded.events.iter().map(line).collect()
}

#[track_caller]
fn assert_event(text: &str, wanted: &str) {
    let found = events(text);
    assert!(found.iter().any(|e| e == wanted), "{text}\n{found:#?}");
}

#[track_caller]
fn assert_events(text: &str, wanted: &[&str]) {
    assert_eq!(events(text), wanted, "{text}");
}

#[track_caller]
fn assert_status(text: &str, kind: &str, status: Status) {
    let reading = read(text);
    let mut all = reading.coded.events.iter();
    let found = all.find(|e| ENGINE.codebook().ontology.event_type(e.event).name == kind);
    assert_eq!(found.map(|e| e.status), Some(status), "{text}");
}

#[test]
fn a_future_meeting_is_agreed_not_held() {
    for text in [
        "The presidents of France and Germany will meet in Berlin on Friday.",
        "France and Germany are to hold talks on Monday.",
        "France and Germany plan to meet in Berlin.",
    ] {
        let found = events(text);
        assert!(
            found.iter().any(|e| e.starts_with("AGREE")),
            "{text}\n{found:?}"
        );
        assert!(
            !found.iter().any(|e| e.starts_with("CONSULT")),
            "{text}\n{found:?}"
        );
    }
    assert_event(
        "Vladimir Putin plans to visit India next week.",
        "AGREE: RUS.GOV -> IND",
    );
}

#[test]
fn an_announced_withdrawal_is_conceded_not_done() {
    for text in [
        "Russia announced that it would withdraw its troops from Syria.",
        "Russia will withdraw its troops from Syria next year.",
        "Russia announced the withdrawal of its troops from Syria.",
        "Russia plans to withdraw from Syria.",
    ] {
        assert_events(text, &["CONCEDE: RUS -> SYR"]);
    }
    assert_events(
        "Russia withdrew its troops from Syria.",
        &["RETREAT withdraw: RUS -> SYR"],
    );
}

#[test]
fn the_topic_of_a_protest_is_no_request() {
    for text in [
        "Thousands of people marched in Paris to demand the resignation of the government.",
        "Students rallied in Belgrade calling for the prime minister to resign.",
        "Workers in Athens went on strike to demand higher wages.",
    ] {
        let found = events(text);
        assert!(
            found.iter().any(|e| e.starts_with("PROTEST")),
            "{text}\n{found:?}"
        );
        assert!(
            !found.iter().any(|e| e.starts_with("REQUEST")),
            "{text}\n{found:?}"
        );
    }
}

#[test]
fn who_summons_an_ambassador_disapproves() {
    assert_events(
        "France summoned the Turkish ambassador over the remarks.",
        &["ACCUSE disapprove: FRA -> TUR.GOV"],
    );
    assert_events(
        "The Chinese foreign ministry summoned the Japanese ambassador.",
        &["ACCUSE disapprove: CHN.GOV -> JPN.GOV"],
    );
    let passive = events("The Russian ambassador was summoned to the Foreign Office in London.");
    assert!(
        passive
            .iter()
            .any(|e| e.starts_with("ACCUSE disapprove") && e.ends_with("-> RUS.GOV")),
        "{passive:?}"
    );
}

#[test]
fn captured_fighters_are_abducted_not_arrested() {
    assert_events(
        "Ukraine captured 20 Russian soldiers near Kharkiv.",
        &["ASSAULT abduct: UKR -> RUS.MIL"],
    );
    assert_events(
        "Three Syrian soldiers were captured by rebels.",
        &["ASSAULT abduct: ---.REB -> SYR.MIL"],
    );
    assert_events(
        "Hamas fighters took Israeli soldiers captive.",
        &["ASSAULT abduct: PSE.REB -> ISR.MIL"],
    );
}

#[test]
fn a_prison_sentence_convicts_and_locks_up() {
    assert_events(
        "A court in Moscow sentenced an American journalist to 16 years in prison.",
        &[
            "SANCTION convict: RUS.JUD -> USA.JRN",
            "COERCE arrest: RUS.JUD -> USA.JRN",
        ],
    );
    assert_events(
        "An Iranian court sentenced a British woman to five years in jail.",
        &[
            "SANCTION convict: IRN.JUD -> GBR.CVL",
            "COERCE arrest: IRN.JUD -> GBR.CVL",
        ],
    );
    let convicted = events("A Swiss court convicted a Chinese banker.");
    assert!(
        !convicted.iter().any(|e| e.starts_with("COERCE")),
        "{convicted:?}"
    );
}

#[test]
fn troops_that_move_to_attack_are_told_by_the_attack() {
    for text in [
        "Russia deployed tanks and attacked Ukraine.",
        "Israel sent troops into Gaza and bombed the city.",
    ] {
        let found = events(text);
        assert!(
            found.iter().any(|e| e.starts_with("ASSAULT")),
            "{text}\n{found:?}"
        );
        assert!(
            !found.iter().any(|e| e.starts_with("MOBILIZE")),
            "{text}\n{found:?}"
        );
    }
    assert_event(
        "Russia deployed troops to Belarus.",
        "MOBILIZE troops: RUS -> BLR",
    );
}

#[test]
fn a_meeting_of_two_is_one_record() {
    assert_events(
        "The leaders of Armenia and Azerbaijan met in Brussels.",
        &["CONSULT: ARM.GOV + AZE.GOV"],
    );
    assert_events(
        "Iran held talks with Saudi Arabia in Baghdad.",
        &["CONSULT: IRN + SAU"],
    );
    assert_events(
        "Ethiopia and Eritrea signed a peace treaty.",
        &["SUPPORT: ETH + ERI"],
    );
}

#[test]
fn the_west_is_no_country() {
    for (text, wanted) in [
        (
            "The West condemned Russia.",
            "ACCUSE disapprove: --- -> RUS",
        ),
        (
            "Russia accused the West of lying.",
            "ACCUSE allege: RUS -> ---",
        ),
        (
            "The West has imposed new sanctions on Iran.",
            "SANCTION discontinue: --- -> IRN",
        ),
    ] {
        assert_event(text, wanted);
    }
}

#[test]
fn an_area_that_broke_away_is_the_claimed_state_in_part_recognised() {
    assert_events(
        "Abkhazia criticised Georgia.",
        &["ACCUSE disapprove: GEO.PRE -> GEO"],
    );
    assert_events(
        "Russia recognised South Ossetia.",
        &["SUPPORT: RUS -> GEO.PRE"],
    );
    assert_events(
        "Somaliland signed a treaty with Ethiopia.",
        &["SUPPORT: SOM.PRE + ETH"],
    );
}

#[test]
fn background_is_historical_with_a_date_of_its_own() {
    for (text, kind, date) in [
        (
            "Ukraine criticised the 2014 annexation of Crimea by Russia.",
            "ASSAULT",
            "2014",
        ),
        (
            "Iraq, which the United States invaded in 2003, asked Turkey for aid.",
            "ASSAULT",
            "2003",
        ),
        (
            "The 1995 attack on Bosnia was condemned by France.",
            "ASSAULT",
            "1995",
        ),
    ] {
        assert_status(text, kind, Status::Historical);
        let reading = read(text);
        let dates: Vec<_> = reading
            .coded
            .events
            .iter()
            .map(|e| e.date.as_deref())
            .collect();
        assert!(dates.contains(&Some(date)), "{text}\n{dates:?}");
        assert!(dates.contains(&Some("2024-06-19")), "{text}\n{dates:?}");
    }
}

#[test]
fn what_is_denied_planned_or_doubted_is_told_so() {
    for (text, kind, status) in [
        ("Iran managed to attack Israel.", "ASSAULT", Status::Actual),
        ("Iran did not attack Israel.", "ASSAULT", Status::Negated),
        ("Iran could not attack Israel.", "ASSAULT", Status::Negated),
        ("Iran may attack Israel.", "ASSAULT", Status::Hypothetical),
        (
            "If Israel leaves, Iran will attack Syria.",
            "ASSAULT",
            Status::Hypothetical,
        ),
        ("Nobody attacked Israel.", "ASSAULT", Status::Negated),
    ] {
        assert_status(text, kind, status);
    }
}
