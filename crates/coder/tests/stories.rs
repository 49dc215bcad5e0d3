//! Parties that only the story tells: whose act it is that is condemned, who is meant by "the bloc", "both", "it".

mod support;
use support::events;

/// The last event of the trees.
fn last(trees: &str) -> String {
    events(trees).pop().unwrap_or_default()
}

const RAID: &str = "
Iran      Iran      PROPN NNP 2 nsubj
attacked  attack    VERB VBD 0 root
Israel    Israel    PROPN NNP 2 obj

Syria     Syria     PROPN NNP 2 nsubj
criticised criticise VERB VBD 0 root
";

#[test]
fn an_act_stands_for_who_did_it() {
    let tree = format!(
        "{RAID}the       the       DET  DT  4 det
attack    attack    NOUN NN  2 obj"
    );
    assert!(events(&tree).contains(&"ACCUSE disapprove: SYR -> IRN (actual)".to_owned()));
}

#[test]
fn an_act_by_another_name_stands_for_the_last_who_acted() {
    let tree = format!(
        "{RAID}the       the       DET  DT  4 det
move      move      NOUN NN  2 obj"
    );
    assert!(events(&tree).contains(&"ACCUSE disapprove: SYR -> IRN (actual)".to_owned()));
}

#[test]
fn any_attack_is_not_the_one_told() {
    let tree = format!(
        "{RAID}an        a         DET  DT  4 det
attack    attack    NOUN NN  2 obj"
    );
    assert!(events(&tree).contains(&"ACCUSE disapprove: SYR (actual)".to_owned()));
}

#[test]
fn who_answers_turns_upon_whoever_acted() {
    let tree = "
Iran      Iran      PROPN NNP 2 nsubj
attacked  attack    VERB VBD 0 root
Israel    Israel    PROPN NNP 2 obj

Israel    Israel    PROPN NNP 2 nsubj
urged     urge      VERB VBD 0 root
restraint restraint NOUN NN 2 obj";
    assert_eq!(last(tree), "REQUEST yield: ISR -> IRN (actual)");
}

#[test]
fn who_criticises_any_thing_answers_nobody() {
    let tree = "
Iran      Iran      PROPN NNP 2 nsubj
attacked  attack    VERB VBD 0 root
Israel    Israel    PROPN NNP 2 obj

Israel    Israel    PROPN NNP 2 nsubj
criticised criticise VERB VBD 0 root
a         a         DET  DT  4 det
lease     lease     NOUN NN 2 obj";
    assert_eq!(last(tree), "ACCUSE disapprove: ISR (actual)");
}

#[test]
fn what_bodies_at_home_criticise_is_their_states() {
    let tree = "
Iranian   Iranian   ADJ  JJ  2 amod
parliament parliament NOUN NN 3 nsubj
criticised criticise VERB VBD 0 root
the       the       DET  DT  5 det
election  election  NOUN NN  3 obj";
    assert_eq!(last(tree), "ACCUSE disapprove: IRN.LEG -> IRN (actual)");
}

#[test]
fn a_demand_goes_to_whom_the_verb_beside_it_names() {
    let tree = "
Iran      Iran      PROPN NNP 2 nsubj
accused   accuse    VERB VBD 0 root
Israel    Israel    PROPN NNP 2 obj
and       and       CCONJ CC 5 cc
urged     urge      VERB VBD 2 conj
an        a         DET  DT  7 det
apology   apology   NOUN NN  5 obj";
    assert!(last(tree).contains("IRN -> ISR"), "{}", last(tree));
}

#[test]
fn both_are_the_two_beside_who_speaks_to_them() {
    let tree = "
Iran      Iran      PROPN NNP 2 nsubj
attacked  attack    VERB VBD 0 root
Israel    Israel    PROPN NNP 2 obj

Russia    Russia    PROPN NNP 2 nsubj
criticised criticise VERB VBD 0 root
both      both      DET  DT  4 det
sides     side      NOUN NNS 2 obj";
    assert_eq!(last(tree), "ACCUSE disapprove: RUS -> IRN + ISR (actual)");
}

#[test]
fn the_bloc_is_the_organisation_named_before() {
    let tree = "
NATO      NATO      PROPN NNP 2 nsubj
criticised criticise VERB VBD 0 root
Iran      Iran      PROPN NNP 2 obj

Iran      Iran      PROPN NNP 2 nsubj
criticised criticise VERB VBD 0 root
the       the       DET  DT  4 det
alliance  alliance  NOUN NN  2 obj";
    assert!(last(tree).contains("IRN -> IGO"), "{}", last(tree));
}

#[test]
fn it_is_no_person() {
    let tree = "
Iran      Iran      PROPN NNP 2 nsubj
attacked  attack    VERB VBD 0 root
Israel    Israel    PROPN NNP 2 obj
,         ,         PUNCT ,  7 punct
an        a         DET  DT  6 det
official  official  NOUN NN  7 nsubj
said      say       VERB VBD 2 parataxis

It        it        PRON PRP 2 nsubj
criticised criticise VERB VBD 0 root
Russia    Russia    PROPN NNP 2 obj";
    assert_eq!(last(tree), "ACCUSE disapprove: IRN -> RUS (actual)");
}

#[test]
fn neighbours_are_others() {
    let tree = "
Iran      Iran      PROPN NNP 2 nsubj
criticised criticise VERB VBD 0 root
its       its       PRON PRP$ 4 nmod:poss
neighbours neighbour NOUN NNS 2 obj";
    assert!(!last(tree).contains("-> IRN"), "{}", last(tree));
}

/// Iran is named three times, and Syria beside it.
const URGED: &str = "
Iran      Iran      PROPN NNP 2 nsubj
accused   accuse    VERB VBD 0 root
protesters protester NOUN NNS 2 obj

Iran      Iran      PROPN NNP 2 nsubj
accused   accuse    VERB VBD 0 root
protesters protester NOUN NNS 2 obj

Iran      Iran      PROPN NNP 2 nsubj
accused   accuse    VERB VBD 0 root
protesters protester NOUN NNS 2 obj

Syria     Syria     PROPN NNP 2 nsubj
criticised criticise VERB VBD 0 root
the       the       DET  DT  4 det
president president NOUN NN 2 obj";

#[test]
fn whom_another_state_faces_is_the_reports_own() {
    assert_eq!(last(URGED), "ACCUSE disapprove: SYR -> IRN.GOV (actual)");
}

#[test]
fn of_whom_another_state_speaks_nobody_can_tell() {
    let tree = URGED.replace(
        "Syria     Syria     PROPN NNP 2 nsubj
criticised criticise VERB VBD 0 root
the       the       DET  DT  4 det
president president NOUN NN 2 obj",
        "Syria     Syria     PROPN NNP 2 nsubj
said      say       VERB VBD 0 root
the       the       DET  DT  4 det
police    police    NOUN NN  5 nsubj
attacked  attack    VERB VBD 2 ccomp
Russia    Russia    PROPN NNP 5 obj",
    );
    assert!(last(&tree).contains("---.COP -> RUS"), "{}", last(&tree));
}

#[test]
fn an_army_fights_the_other_of_two_states() {
    let tree = "
Iran      Iran      PROPN NNP 2 nsubj
attacked  attack    VERB VBD 0 root
Israel    Israel    PROPN NNP 2 obj

Iran      Iran      PROPN NNP 2 nsubj
criticised criticise VERB VBD 0 root
Israel    Israel    PROPN NNP 2 obj

The       the       DET  DT  2 det
troops    troop     NOUN NNS 3 nsubj
attacked  attack    VERB VBD 0 root
Israeli   Israeli   ADJ  JJ  5 amod
positions position  NOUN NNS 3 obj";
    assert!(last(tree).contains("IRN.MIL -> ISR"), "{}", last(tree));
}

#[test]
fn a_protest_is_not_done_to_the_ground_on_which_it_stands() {
    let tree = "
Protesters protester NOUN NNS 2 nsubj
protested protest   VERB VBD 0 root
at        at        ADP  IN  5 case
a         a         DET  DT  5 det
bridge    bridge    NOUN NN  2 obl
in        in        ADP  IN  7 case
Aleppo    Aleppo    PROPN NNP 5 nmod";
    assert_eq!(last(tree), "PROTEST demo: SYR.CVL (actual)");
}

#[test]
fn what_is_charged_and_nobodys_belongs_to_who_charges() {
    let tree = "
Israel    Israel    PROPN NNP 2 nsubj
accused   accuse    VERB VBD 0 root
Iran      Iran      PROPN NNP 2 obj
of        of        SCONJ IN 5 mark
attacking attack    VERB VBG 2 advcl
warehouses warehouse NOUN NNS 5 obj";
    assert_eq!(
        events(tree),
        [
            "ACCUSE allege: ISR -> IRN (actual)",
            "ASSAULT: IRN -> ISR (actual; alleges ISR)"
        ]
    );
}
