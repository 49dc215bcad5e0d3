//! Whose people those are of whom no state is told: where the sentence or the whole report plays.

mod support;
use support::events;

#[test]
fn people_are_of_the_place_where_the_sentence_has_them_act() {
    let tree = "
Police    police    NOUN NN  2 nsubj
arrested  arrest    VERB VBD 0 root
protesters protester NOUN NNS 2 obj
in        in        ADP  IN  5 case
Aleppo    Aleppo    PROPN NNP 2 obl";
    assert_eq!(events(tree), ["COERCE arrest: SYR.COP -> SYR.CVL (actual)"]);
}

#[test]
fn soldiers_may_be_from_elsewhere() {
    let tree = "
Soldiers  soldier   NOUN NNS 2 nsubj
killed    kill      VERB VBD 0 root
protesters protester NOUN NNS 2 obj
in        in        ADP  IN  5 case
Aleppo    Aleppo    PROPN NNP 2 obl";
    assert_eq!(events(tree), ["ASSAULT: ---.MIL -> SYR.CVL (actual)"]);
}

#[test]
fn whom_the_police_arrest_is_of_their_state() {
    let tree = "
Iranian   Iranian   ADJ  JJ  2 amod
police    police    NOUN NN  3 nsubj
arrested  arrest    VERB VBD 0 root
protesters protester NOUN NNS 3 obj";
    assert_eq!(events(tree), ["COERCE arrest: IRN.COP -> IRN.CVL (actual)"]);
}

/// Iran is told three times, and nothing else; then no state is told.
const IRAN: &str = "
Iran      Iran      PROPN NNP 2 nsubj
accused   accuse    VERB VBD 0 root
protesters protester NOUN NNS 2 obj

Iran      Iran      PROPN NNP 2 nsubj
accused   accuse    VERB VBD 0 root
protesters protester NOUN NNS 2 obj

Iran      Iran      PROPN NNP 2 nsubj
accused   accuse    VERB VBD 0 root
protesters protester NOUN NNS 2 obj

Soldiers  soldier   NOUN NNS 2 nsubj
killed    kill      VERB VBD 0 root
protesters protester NOUN NNS 2 obj";

#[test]
fn a_report_about_one_state_plays_there() {
    assert_eq!(
        events(IRAN).last().map(String::as_str),
        Some("ASSAULT: IRN.MIL -> IRN.CVL (actual)")
    );
}

#[test]
fn a_sentence_that_names_another_state_may_play_elsewhere() {
    let abroad = format!(
        "{IRAN}
in        in        ADP  IN  5 case
Russia    Russia    PROPN NNP 2 obl"
    );
    assert_eq!(
        events(&abroad).last().map(String::as_str),
        Some("ASSAULT: ---.MIL -> RUS.CVL (actual)")
    );
}

#[test]
fn foreign_soldiers_are_not_of_the_state() {
    let foreign = IRAN.replace(
        "Soldiers  soldier   NOUN NNS 2 nsubj
killed    kill      VERB VBD 0 root
protesters protester NOUN NNS 2 obj",
        "Foreign   foreign   ADJ  JJ  2 amod
soldiers  soldier   NOUN NNS 3 nsubj
killed    kill      VERB VBD 0 root
protesters protester NOUN NNS 3 obj",
    );
    assert_eq!(
        events(&foreign).last().map(String::as_str),
        Some("ASSAULT: ---.MIL -> IRN.CVL (actual)")
    );
}

#[test]
fn the_first_sentence_says_where_a_report_plays() {
    let tree = "
Protesters protester NOUN NNS 2 nsubj
attacked  attack    VERB VBD 0 root
Aleppo    Aleppo    PROPN NNP 2 obj

Soldiers  soldier   NOUN NNS 2 nsubj
killed    kill      VERB VBD 0 root
protesters protester NOUN NNS 2 obj";
    assert_eq!(
        events(tree).last().map(String::as_str),
        Some("ASSAULT: SYR.MIL -> SYR.CVL (actual)")
    );
}

#[test]
fn we_are_who_speaks() {
    let tree = "
We        we        PRON PRP 2 nsubj
criticise criticise VERB VBP 6 ccomp
Israel    Israel    PROPN NNP 2 obj
,         ,         PUNCT ,  2 punct
Iran      Iran      PROPN NNP 6 nsubj
said      say       VERB VBD 0 root";
    assert_eq!(
        events(tree),
        ["ACCUSE disapprove: IRN -> ISR (actual; asserts IRN)"]
    );
}

#[test]
fn where_nobody_speaks_nobody_is_we() {
    let tree = "
We        we        PRON PRP 2 nsubj
criticise criticise VERB VBP 0 root
Israel    Israel    PROPN NNP 2 obj";
    assert_eq!(events(tree), ["ACCUSE disapprove:  -> ISR (actual)"]);
}

#[test]
fn both_governments_are_those_of_the_two_states() {
    let tree = "
Iran      Iran      PROPN NNP 2 nsubj
criticised criticise VERB VBD 0 root
Israel    Israel    PROPN NNP 2 obj

The       the       DET  DT  3 det
two       two       NUM  CD  3 nummod
countries country   NOUN NNS 4 nsubj
met       meet      VERB VBD 0 root";
    assert_eq!(
        events(tree).last().map(String::as_str),
        Some("CONSULT: IRN + ISR (actual)")
    );
}

#[test]
fn a_thing_of_nobody_takes_no_part() {
    let tree = "
Iran      Iran      PROPN NNP 2 nsubj
criticised criticise VERB VBD 0 root
the       the       DET  DT  4 det
lease     lease     NOUN NN  2 obj";
    assert_eq!(events(tree), ["ACCUSE disapprove: IRN (actual)"]);
}

#[test]
fn damage_to_a_thing_is_done_to_the_state_where_it_stands() {
    let tree = "
Russia    Russia    PROPN NNP 2 nsubj
attacked  attack    VERB VBD 0 root
a         a         DET  DT  4 det
bridge    bridge    NOUN NN  2 obj
near      near      ADP  IN  6 case
Aleppo    Aleppo    PROPN NNP 2 obl";
    assert_eq!(events(tree), ["ASSAULT: RUS -> SYR (actual)"]);
}

#[test]
fn people_stay_where_the_sentence_before_put_them() {
    let tree = "
Iran      Iran      PROPN NNP 2 nsubj
accused   accuse    VERB VBD 0 root
Israel    Israel    PROPN NNP 2 obj

Israel    Israel    PROPN NNP 2 nsubj
accused   accuse    VERB VBD 0 root
Iran      Iran      PROPN NNP 2 obj

Police    police    NOUN NN  2 nsubj
arrested  arrest    VERB VBD 0 root
protesters protester NOUN NNS 2 obj
in        in        ADP  IN  5 case
Aleppo    Aleppo    PROPN NNP 2 obl

Protesters protester NOUN NNS 2 nsubj
attacked  attack    VERB VBD 0 root
soldiers  soldier   NOUN NNS 2 obj";
    assert_eq!(
        events(tree).last().map(String::as_str),
        Some("ASSAULT: SYR.CVL -> ---.MIL (actual)")
    );
}

#[test]
fn where_another_state_is_told_the_place_before_is_over() {
    let tree = "
Iran      Iran      PROPN NNP 2 nsubj
accused   accuse    VERB VBD 0 root
Israel    Israel    PROPN NNP 2 obj

Israel    Israel    PROPN NNP 2 nsubj
accused   accuse    VERB VBD 0 root
Iran      Iran      PROPN NNP 2 obj

Police    police    NOUN NN  2 nsubj
arrested  arrest    VERB VBD 0 root
protesters protester NOUN NNS 2 obj
in        in        ADP  IN  5 case
Aleppo    Aleppo    PROPN NNP 2 obl

Iran      Iran      PROPN NNP 2 nsubj
accused   accuse    VERB VBD 0 root
Israel    Israel    PROPN NNP 2 obj

Protesters protester NOUN NNS 2 nsubj
attacked  attack    VERB VBD 0 root
soldiers  soldier   NOUN NNS 2 obj";
    assert_eq!(
        events(tree).last().map(String::as_str),
        Some("ASSAULT: ---.CVL -> ---.MIL (actual)")
    );
}
