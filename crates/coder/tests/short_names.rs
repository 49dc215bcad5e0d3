//! Whom last names, initials and names that several bodies share stand for, by what else the report names.

mod support;
use support::{code, events};

fn visit(subject: &str, object: &str) -> String {
    format!(
        "
{subject}   {subject}   PROPN NNP 2 nsubj
visited     visit       VERB  VBD 0 root
{object}    {object}    PROPN NNP 2 obj
"
    )
}

#[test]
fn a_people_of_two_states_is_that_of_the_state_which_the_report_names() {
    assert_eq!(
        events(&visit("Kurds", "Syria")),
        ["CONSULT visit: SYR.CVL -> SYR (actual)"]
    );
    assert_eq!(
        events(&visit("Kurds", "Iran")),
        ["CONSULT visit: IRN.CVL -> IRN (actual)"]
    );
}

#[test]
fn initials_stand_for_a_body_only_where_its_state_is_named() {
    assert_eq!(
        events(&visit("INF", "Iran")),
        ["CONSULT visit: IRN.PTY -> IRN (actual)"]
    );
    let (_, coded) = code(&visit("INF", "Israel"));
    assert!(
        coded
            .events
            .iter()
            .flat_map(|e| &e.actors)
            .all(|a| a.code.is_empty())
    );
}

#[test]
fn the_head_of_a_state_needs_no_more_than_the_last_name() {
    assert_eq!(
        events(&visit("Putin", "Iran")),
        ["CONSULT visit: RUS.GOV -> IRN (actual)"]
    );
}

#[test]
fn a_senator_is_found_by_the_last_name_where_the_state_is_named() {
    let alone = code(&visit("Blackburn", "Iran")).1;
    assert!(
        alone
            .events
            .iter()
            .flat_map(|e| &e.actors)
            .all(|a| a.code.is_empty())
    );
    assert_eq!(
        events(&(visit("Blackburn", "Iran") + &visit("America", "Israel")))[0],
        "CONSULT visit: USA.LEG -> IRN (actual)"
    );
}

#[test]
fn a_last_name_that_many_have_needs_the_full_name_first() {
    let common = code(&(visit("Paul", "Iran") + &visit("America", "Israel"))).1;
    assert!(common.events[0].actors.iter().all(|a| a.code.is_empty()));
    let full = "
Rand     Rand    PROPN NNP 3 nsubj
Paul     Paul    PROPN NNP 1 flat
visited  visit   VERB  VBD 0 root
Israel   Israel  PROPN NNP 3 obj
";
    assert_eq!(
        events(&(full.to_owned() + &visit("Paul", "Iran"))),
        [
            "CONSULT visit: USA.LEG -> ISR (actual)",
            "CONSULT visit: USA.LEG -> IRN (actual)"
        ]
    );
}

#[test]
fn a_title_says_that_the_office_is_held_still() {
    let tree = "
President President PROPN NNP 2 nmod:desc
Obama     Obama     PROPN NNP 3 nsubj
visited   visit     VERB  VBD 0 root
America   America   PROPN NNP 3 obj";
    let (_, coded) = code(tree);
    let sectors = &coded.events[0].actors[0].sectors;
    assert!(sectors.iter().any(|s| &**s == "GOV"), "{sectors:?}");
}

#[test]
fn who_was_no_official_stays_what_he_was() {
    let tree = "
Lev       Lev       PROPN NNP 3 nsubj
Rubin     Rubin     PROPN NNP 1 flat
visited   visit     VERB  VBD 0 root
Iran      Iran      PROPN NNP 3 obj";
    assert_eq!(events(tree), ["CONSULT visit: RUS.CVL -> IRN (actual)"]);
}
