//! Verbs that a parser takes for a part of the noun behind them, and what follows once they are read as verbs.

mod support;
use support::{code, events};

#[test]
fn a_gerund_behind_a_charge_is_done_by_the_one_who_is_charged() {
    let tree = "
Israel   Israel   PROPN NNP 2 nsubj
accused  accuse   VERB  VBD 0 root
Iran     Iran     PROPN NNP 2 obj
of       of       ADP   IN  6 case
shipping ship     VERB  VBG 6 compound
missiles missile  NOUN  NNS 3 nmod
to       to       ADP   IN  8 case
Syria    Syria    PROPN NNP 2 obl";
    assert_eq!(
        events(tree),
        [
            "ACCUSE allege: ISR -> IRN (actual)",
            "AID: IRN -> SYR (actual; alleges ISR)"
        ]
    );
}

#[test]
fn a_gerund_behind_an_article_stays_a_part_of_its_noun() {
    let tree = "
Israel   Israel   PROPN NNP 2 nsubj
accused  accuse   VERB  VBD 0 root
Iran     Iran     PROPN NNP 2 obj
of       of       ADP   IN  7 case
a        a        DET   DT  7 det
shipping ship     VERB  VBG 7 compound
fraud    fraud    NOUN  NN  3 nmod";
    let shipped = |e: &String| e.starts_with("AID: IRN");
    assert!(!events(tree).iter().any(shipped));
}

#[test]
fn a_participle_behind_have_is_the_verb() {
    let tree = "
Israel   Israel   PROPN NNP 2 nsubj
said     say      VERB  VBD 0 root
that     that     SCONJ IN  5 mark
Iran     Iran     PROPN NNP 5 nsubj
had      have     VERB  VBD 2 ccomp
attacked attack   VERB  VBN 7 amod
soldiers soldier  NOUN  NNS 5 obj";
    assert_eq!(
        events(tree),
        ["ASSAULT: IRN -> ---.MIL (actual; asserts ISR)"]
    );
}

#[test]
fn what_is_told_in_the_present_after_when_is_still_to_come() {
    let to_come = "
Iran      Iran     PROPN NNP 3 nsubj
will      will     AUX   MD  3 aux
withdraw  withdraw VERB  VB  0 root
when      when     ADV   WRB 6 advmod
Israel    Israel   PROPN NNP 6 nsubj
releases  release  VERB  VBZ 3 advcl
Syria     Syria    PROPN NNP 6 obj";
    let (text, coded) = code(to_come);
    let condition = coded.events[0].condition.map(|c| c.of(&text));
    assert_eq!(condition, Some("when Israel releases Syria"));
    let told: Vec<String> = coded
        .events
        .iter()
        .map(|e| format!("{:?}", e.status))
        .collect();
    assert_eq!(told, ["Hypothetical", "Hypothetical"]);
    let past = "
Iran      Iran     PROPN NNP 2 nsubj
withdrew  withdraw VERB  VBD 0 root
when      when     ADV   WRB 5 advmod
Israel    Israel   PROPN NNP 5 nsubj
released  release  VERB  VBD 2 advcl
Syria     Syria    PROPN NNP 5 obj";
    let told = code(past).1.events;
    assert!(told.iter().all(|e| format!("{:?}", e.status) == "Actual"));
}

#[test]
fn a_threat_has_the_condition_of_what_is_threatened() {
    let tree = "
Iran       Iran     PROPN NNP 2 nsubj
threatened threaten VERB  VBD 0 root
to         to       PART  TO  4 mark
attack     attack   VERB  VB  2 xcomp
Israel     Israel   PROPN NNP 4 obj
if         if       SCONJ IN  8 mark
it         it       PRON  PRP 8 nsubj
refuses    refuse   VERB  VBZ 4 advcl";
    let (text, coded) = code(tree);
    let condition = coded.events[0].condition.map(|c| c.of(&text));
    assert_eq!(events(tree), ["THREATEN violence: IRN -> ISR (actual)"]);
    assert_eq!(condition, Some("if it refuses"));
}

#[test]
fn who_signs_a_paper_does_what_it_does() {
    let tree = "
Iran     Iran     PROPN NNP 2 nsubj
signed   sign     VERB  VBD 0 root
an       a        DET   DT  4 det
order    order    NOUN  NN  2 obj
that     that     PRON  WDT 6 nsubj
lifts    lift     VERB  VBZ 4 acl:relcl
sanctions sanction NOUN NNS 6 obj
on       on       ADP   IN  9 case
Syria    Syria    PROPN NNP 7 nmod";
    let found = events(tree);
    assert_eq!(found[0], "RETREAT: IRN -> SYR (actual)");
}

#[test]
fn the_name_of_a_state_before_the_second_object_is_the_first() {
    let tree = "
Iran     Iran     PROPN NNP 2 nsubj
sent     send     VERB  VBD 0 root
Syria    Syria    PROPN NNP 4 compound
missiles missile  NOUN  NNS 2 obj";
    assert_eq!(events(tree), ["AID: IRN -> SYR (actual)"]);
}

#[test]
fn who_denies_an_accusation_does_not_accuse() {
    let tree = "
Iran     Iran     PROPN NNP 2 nsubj
denied   deny     VERB  VBD 0 root
the      the      DET   DT  4 det
claim    claim    NOUN  NN  2 obj";
    assert!(events(tree).is_empty());
}

#[test]
fn who_denies_a_deed_denies_his_own() {
    let tree = "
Iran     Iran     PROPN NNP 2 nsubj
denied   deny     VERB  VBD 0 root
an       a        DET   DT  4 det
attack   attack   NOUN  NN  2 obj
on       on       ADP   IN  6 case
Syria    Syria    PROPN NNP 4 nmod";
    assert_eq!(events(tree), ["ASSAULT: IRN -> SYR (negated; denies IRN)"]);
}

#[test]
fn behind_a_description_of_the_subject_the_past_form_is_the_verb() {
    let tree = "
Iran     Iran     PROPN NNP 0 root
,        ,        PUNCT ,   5 punct
a        a        DET   DT  5 det
former   former   ADJ   JJ  5 amod
power    power    NOUN  NN  1 appos
,        ,        PUNCT ,   7 punct
accused  accuse   VERB  VBN 1 acl
Israel   Israel   PROPN NNP 7 obj";
    assert_eq!(events(tree), ["ACCUSE allege: IRN -> ISR (actual)"]);
}

#[test]
fn behind_a_relative_clause_the_subject_acts() {
    let tree = "
Iran     Iran     PROPN NNP 7 nsubj:pass
,        ,        PUNCT ,   4 punct
which    which    PRON  WDT 4 nsubj
slept    sleep    VERB  VBD 1 acl:relcl
well     well     ADV   RB  4 advmod
,        ,        PUNCT ,   1 punct
attacked attack   VERB  VBD 0 root
Israel   Israel   PROPN NNP 7 obj";
    assert_eq!(events(tree), ["ASSAULT: IRN -> ISR (actual)"]);
}

#[test]
fn a_participle_beside_its_noun_stays_one() {
    let tree = "
Soldiers soldier  NOUN  NNS 0 root
attacked attack   VERB  VBN 1 acl
by       by       ADP   IN  4 case
Israel   Israel   PROPN NNP 2 obl:agent";
    assert_eq!(events(tree), ["ASSAULT: ISR -> ---.MIL (actual)"]);
}

#[test]
fn who_is_listed_by_name_acts_too() {
    let tree = "
Iranian   Iranian   ADJ   JJ  2 amod
president president NOUN  NN  8 nsubj
Rezaei    Rezaei    PROPN NNP 2 appos
and       and       CCONJ CC  7 cc
Syrian    Syrian    ADJ   JJ  6 amod
president president NOUN  NN  7 nmod:desc
Haddad    Haddad    PROPN NNP 3 conj
met       meet      VERB  VBD 0 root";
    assert_eq!(events(tree), ["CONSULT: IRN.GOV + SYR.GOV (actual)"]);
}

#[test]
fn a_time_that_is_given_to_somebody_is_an_ultimatum() {
    let tree = "
Israel   Israel   PROPN NNP 2 nsubj
gave     give     VERB  VBD 0 root
Syria    Syria    PROPN NNP 2 iobj
a        a        DET   DT  5 det
week     week     NOUN  NN  2 obl:unmarked
to       to       PART  TO  7 mark
withdraw withdraw VERB  VB  2 advcl";
    assert_eq!(events(tree)[0], "THREATEN: ISR -> SYR (actual)");
}

#[test]
fn who_is_charged_with_a_deed_does_it() {
    let tree = "
Iran     Iran     PROPN NNP 2 nsubj
accused  accuse   VERB  VBD 0 root
Israel   Israel   PROPN NNP 2 obj
of       of       ADP   IN  6 case
an       a        DET   DT  6 det
attack   attack   NOUN  NN  2 obl
on       on       ADP   IN  8 case
Syria    Syria    PROPN NNP 6 nmod";
    let all = events(tree);
    assert!(
        all.contains(&"ASSAULT: ISR -> SYR (actual; alleges IRN)".to_owned()),
        "{all:?}"
    );
    let hung = tree.replace(
        "6 case\nan       a        DET   DT  6 det\nattack   attack   NOUN  NN  2 obl",
        "6 case\nan       a        DET   DT  6 det\nattack   attack   NOUN  NN  3 nmod",
    );
    let all = events(&hung);
    assert!(
        all.contains(&"ASSAULT: ISR -> SYR (actual; alleges IRN)".to_owned()),
        "{all:?}"
    );
}

#[test]
fn what_is_owned_by_a_state_is_its_own() {
    let tree = "
Iran     Iran     PROPN NNP 2 nsubj
attacked attack   VERB  VBD 0 root
a        a        DET   DT  6 det
Israeli  Israeli  ADJ   JJ  5 compound
owned    own      VERB  VBN 6 amod
ship     ship     NOUN  NN  2 obj";
    assert_eq!(events(tree), ["ASSAULT: IRN -> ISR (actual)"]);
}

#[test]
fn its_is_of_whom_the_verb_is_about_where_a_person_acts() {
    let tree = "
Israel   Israel   PROPN NNP 2 nsubj
said     say      VERB  VBD 0 root
that     that     SCONJ IN  6 mark
the      the      DET   DT  5 det
minister minister NOUN  NN  6 nsubj
accused  accuse   VERB  VBD 2 ccomp
Iran     Iran     PROPN NNP 6 obj
over     over     ADP   IN  11 case
its      its      PRON  PRP$ 11 nmod:poss
army     army     NOUN  NN  11 compound
attack   attack   NOUN  NN  6 obl
on       on       ADP   IN  13 case
Syria    Syria    PROPN NNP 11 nmod";
    let all = events(tree);
    assert!(
        all.iter()
            .any(|e| e.starts_with("ASSAULT: IRN") && e.contains("-> SYR")),
        "{all:?}"
    );
}
