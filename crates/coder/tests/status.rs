//! Whether it happened, on hand-written trees: what each construction makes of the word under it.
//!
//! The tested predicate is the word in the third cell of a line with a star before it.

#![allow(clippy::expect_used)] // What a test needs and does not get fails the test.

mod support;
use casus_codebook::language::Status::{self, Actual, Future, Hypothetical, Negated};
use casus_coder::{Coder, Standing};
use support::{book, document};

/// How the starred token of a tree stands.
fn standing(tree: &str) -> Standing {
    let starred = tree.lines().filter(|l| !l.trim().is_empty());
    let starred: Vec<bool> = starred.map(|l| l.starts_with('*')).collect();
    let (document, trees) = document(&tree.replace('*', ""));
    let at = starred.iter().position(|&s| s).expect("a starred token");
    let book = book();
    let coder = Coder::new(&book);
    coder
        .standing(&document.text, &trees[0], at)
        .expect("a token")
}

#[track_caller]
fn assert_status(tree: &str, status: Status) {
    let found = standing(tree);
    assert_eq!(found.status, status, "{found:?}");
}

#[test]
fn a_word_that_denies_is_undone_by_a_denial() {
    assert_status(
        "
Iran     Iran    PROPN NNP 2 nsubj
refused  refuse  VERB  VBD 0 root
to       to      PART  TO  4 mark
*leave   leave   VERB  VB  2 xcomp",
        Negated,
    );
    assert_status(
        "
Iran     Iran    PROPN NNP 4 nsubj
did      do      AUX   VBD 4 aux
not      not     PART  RB  4 advmod
fail     fail    VERB  VB  0 root
to       to      PART  TO  6 mark
*leave   leave   VERB  VB  4 xcomp",
        Actual,
    );
}

#[test]
fn a_word_that_keeps_the_fact_loses_it_when_denied() {
    let managed = standing(
        "
Iran     Iran    PROPN NNP 2 nsubj
managed  manage  VERB  VBD 0 root
to       to      PART  TO  4 mark
*leave   leave   VERB  VB  2 xcomp",
    );
    assert_eq!(managed.status, Actual);
    assert!(managed.degree > 2.9, "{managed:?}");
    assert_status(
        "
Iran     Iran    PROPN NNP 4 nsubj
did      do      AUX   VBD 4 aux
not      not     PART  RB  4 advmod
manage   manage  VERB  VB  0 root
to       to      PART  TO  6 mark
*leave   leave   VERB  VB  4 xcomp",
        Negated,
    );
}

#[test]
fn a_denied_plan_is_no_future() {
    assert_status(
        "
Iran     Iran    PROPN NNP 4 nsubj
does     do      AUX   VBZ 4 aux
not      not     PART  RB  4 advmod
plan     plan    VERB  VB  0 root
to       to      PART  TO  6 mark
*leave   leave   VERB  VB  4 xcomp",
        Negated,
    );
}

#[test]
fn modal_verbs_are_told_apart_when_denied() {
    let denied = |modal: &str, lemma: &str| {
        format!(
            "
Iran     Iran    PROPN NNP 4 nsubj
{modal}  {lemma} AUX   MD  4 aux
not      not     PART  RB  4 advmod
*leave   leave   VERB  VB  0 root"
        )
    };
    assert_status(&denied("will", "will"), Negated);
    assert_status(&denied("could", "could"), Negated);
    assert_status(&denied("may", "may"), Hypothetical);
}

#[test]
fn a_conjunct_with_an_auxiliary_of_its_own_keeps_clear_of_the_first() {
    let tree = |star: usize| {
        let rows = [
            "party     party   NOUN  NN  4 nsubj",
            "has       have    AUX   VBZ 4 aux",
            "not       not     PART  RB  4 advmod",
            "conceded  concede VERB  VBN 0 root",
            "has       have    AUX   VBZ 6 aux",
            "claimed   claim   VERB  VBN 4 conj",
            "and       and     CCONJ CC  8 cc",
            "made      make    VERB  VBN 4 conj",
            "claims    claim   NOUN  NNS 8 obj",
        ];
        let rows = rows.iter().enumerate();
        rows.map(|(i, row)| format!("{}{row}\n", if i == star { "*" } else { "" }))
            .collect::<String>()
    };
    assert_status(&tree(3), Negated);
    assert_status(&tree(5), Actual);
    assert_status(&tree(7), Actual);
}

#[test]
fn a_denial_is_shared_with_the_auxiliary_but_not_over_but() {
    let tree = |joint: &str| {
        format!(
            "
Iran     Iran    PROPN NNP 4 nsubj
did      do      AUX   VBD 4 aux
not      not     PART  RB  4 advmod
leave    leave   VERB  VB  0 root
{joint}  {joint} CCONJ CC  6 cc
*attack  attack  VERB  VB  4 conj"
        )
    };
    assert_status(&tree("or"), Negated);
    assert_status(&tree("but"), Actual);
}

#[test]
fn nobody_and_no_one_deny_the_verb() {
    assert_status(
        "
No       no      DET   DT  2 det
troops   troop   NOUN  NNS 3 nsubj
*left    leave   VERB  VBD 0 root
Iran     Iran    PROPN NNP 3 obj",
        Negated,
    );
    assert_status(
        "
Iran     Iran    PROPN NNP 2 nsubj
*signed  sign    VERB  VBD 0 root
no       no      DET   DT  4 det
treaty   treaty  NOUN  NN  2 obj",
        Negated,
    );
}

#[test]
fn not_only_does_not_deny() {
    assert_status(
        "
Iran     Iran    PROPN NNP 4 nsubj
not      not     PART  RB  4 advmod
only     only    ADV   RB  4 advmod
*left    leave   VERB  VBD 0 root",
        Actual,
    );
}

#[test]
fn without_and_instead_of_deny_the_gerund() {
    assert_status(
        "
Iran     Iran    PROPN NNP 2 nsubj
left     leave   VERB  VBD 0 root
without  without SCONJ IN  4 mark
*meeting meet    VERB  VBG 2 advcl
NATO     NATO    PROPN NNP 4 obj",
        Negated,
    );
    assert_status(
        "
Iran     Iran    PROPN NNP 2 nsubj
left     leave   VERB  VBD 0 root
instead  instead SCONJ IN  5 mark
of       of      ADP   IN  3 fixed
*meeting meet    VERB  VBG 2 advcl
NATO     NATO    PROPN NNP 5 obj",
        Negated,
    );
}

#[test]
fn too_weak_to_attack() {
    assert_status(
        "
Iran     Iran    PROPN NNP 4 nsubj
is       be      AUX   VBZ 4 cop
too      too     ADV   RB  4 advmod
weak     weak    ADJ   JJ  0 root
to       to      PART  TO  6 mark
*attack  attack  VERB  VB  4 xcomp
Syria    Syria   PROPN NNP 6 obj",
        Negated,
    );
}

#[test]
fn a_purpose_might_be_and_the_first_to_do_it_did() {
    assert_status(
        "
Iran     Iran    PROPN NNP 2 nsubj
left     leave   VERB  VBD 0 root
to       to      PART  TO  4 mark
*attack  attack  VERB  VB  2 advcl
Syria    Syria   PROPN NNP 4 obj",
        Hypothetical,
    );
    assert_status(
        "
Iran     Iran    PROPN NNP 5 nsubj
was      be      AUX   VBD 5 cop
the      the     DET   DT  5 det
first    first   ADJ   JJ  5 amod
state    state   NOUN  NN  0 root
to       to      PART  TO  7 mark
*attack  attack  VERB  VB  5 acl
Syria    Syria   PROPN NNP 7 obj",
        Actual,
    );
}

#[test]
fn what_is_known_stays_a_fact_under_a_plan() {
    let tree = |article: &str| {
        format!(
            "
Iran     Iran    PROPN NNP 3 nsubj
will     will    AUX   MD  3 aux
discuss  discuss VERB  VB  0 root
{article} {article} DET DT 5 det
*attack  attack  NOUN  NN  3 obj"
        )
    };
    assert_status(&tree("the"), Actual);
    assert_status(&tree("an"), Future);
}

#[test]
fn a_light_verb_lends_its_time() {
    assert_status(
        "
Iran     Iran    PROPN NNP 3 nsubj
will     will    AUX   MD  3 aux
launch   launch  VERB  VB  0 root
the      the     DET   DT  5 det
*attack  attack  NOUN  NN  3 obj",
        Future,
    );
}

#[test]
fn a_verb_with_a_tense_does_not_hang_on_an_infinitive() {
    assert_status(
        "
Iran     Iran    PROPN NNP 2 nsubj
refused  refuse  VERB  VBD 0 root
to       to      PART  TO  4 mark
leave    leave   VERB  VB  2 xcomp
and      and     CCONJ CC  6 cc
*attacked attack VERB  VBD 4 conj
Syria    Syria   PROPN NNP 6 obj",
        Actual,
    );
}

#[test]
fn a_condition_makes_both_clauses_doubtful_but_until_only_its_own() {
    let tree = |star: usize, opener: &str| {
        let rows = [
            "Iran     Iran    PROPN NNP 2 nsubj".to_owned(),
            "attacked attack  VERB  VBD 0 root".to_owned(),
            "Syria    Syria   PROPN NNP 2 obj".to_owned(),
            format!("{opener} {opener} SCONJ IN 6 mark"),
            "Israel   Israel  PROPN NNP 6 nsubj".to_owned(),
            "leaves   leave   VERB  VBZ 2 advcl".to_owned(),
        ];
        let rows = rows.iter().enumerate();
        rows.map(|(i, row)| format!("{}{row}\n", if i == star { "*" } else { "" }))
            .collect::<String>()
    };
    assert_status(&tree(1, "if"), Hypothetical);
    assert_status(&tree(5, "if"), Hypothetical);
    assert_status(&tree(1, "until"), Actual);
    assert_status(&tree(5, "until"), Hypothetical);
}

#[test]
fn a_participle_before_a_noun_tells_of_it() {
    assert_status(
        "
Iran     Iran    PROPN NNP 2 nsubj
left     leave   VERB  VBD 0 root
after    after   ADP   IN  6 case
the      the     DET   DT  6 det
planned  plan    VERB  VBN 6 amod
*visit   visit   NOUN  NN  2 obl",
        Future,
    );
}

#[test]
fn is_to_leave_is_to_come() {
    assert_status(
        "
Iran     Iran    PROPN NNP 4 nsubj
is       be      AUX   VBZ 4 cop
to       to      PART  TO  4 mark
*leave   leave   VERB  VB  0 root",
        Future,
    );
}

#[test]
fn an_infinitive_after_a_noun_that_takes_one_hangs_on_the_noun() {
    assert_status(
        "
Iran     Iran    PROPN NNP 4 nsubj
has      have    AUX   VBZ 4 aux
not      not     PART  RB  4 advmod
made     make    VERB  VBN 0 root
a        a       DET   DT  6 det
decision decision NOUN NN  4 obj
to       to      PART  TO  8 mark
*attack  attack  VERB  VB  4 advcl
Syria    Syria   PROPN NNP 8 obj",
        Negated,
    );
}

#[test]
fn a_past_clause_beside_a_plan_is_a_fact() {
    assert_status(
        "
Iran     Iran    PROPN NNP 3 nsubj
will     will    AUX   MD  3 aux
leave    leave   VERB  VB  0 root
because  because SCONJ IN  6 mark
Israel   Israel  PROPN NNP 6 nsubj
*attacked attack VERB  VBD 3 advcl
Syria    Syria   PROPN NNP 6 obj",
        Actual,
    );
}

#[test]
fn speech_takes_something_away_but_leaves_the_status() {
    let said = standing(
        "
Russia   Russia  PROPN NNP 2 nsubj
said     say     VERB  VBD 0 root
Iran     Iran    PROPN NNP 4 nsubj
*left    leave   VERB  VBD 2 ccomp",
    );
    assert_eq!(said.status, Actual);
    assert!(said.degree > 2.0 && said.degree < 3.0, "{said:?}");
}

#[test]
fn the_grounds_are_told_from_the_outermost_inwards() {
    let tree = "
Iran     Iran    PROPN NNP 3 nsubj
will     will    AUX   MD  3 aux
refuse   refuse  VERB  VB  0 root
to       to      PART  TO  5 mark
*leave   leave   VERB  VB  3 xcomp";
    let found = standing(tree);
    let (document, _) = document(&tree.replace('*', ""));
    let grounds: Vec<(&str, Status)> = found
        .grounds
        .iter()
        .map(|g| (g.span.of(&document.text), g.status))
        .collect();
    assert_eq!(grounds, [("will", Future), ("refuse", Negated)]);
    assert_eq!(found.status, Negated);
}

#[test]
fn a_number_that_is_no_token_has_no_standing() {
    let (document, trees) = document("left leave VERB VBD 0 root");
    let book = book();
    assert!(
        Coder::new(&book)
            .standing(&document.text, &trees[0], 1)
            .is_none()
    );
}

#[test]
fn what_a_protest_demands_is_no_event() {
    let tree = "
Syria     Syria   NOUN  NNS 2 nsubj
attacked  attack  VERB  VBD 0 root
Israel    Israel  PROPN NNP 2 obj
to        to      PART  TO  5 mark
urge      urge    VERB  VB  2 advcl
Iran      Iran    PROPN NNP 5 obj";
    // No protest: the demand stays.
    let found = support::events(tree);
    assert!(found.iter().any(|e| e.starts_with("REQUEST")), "{found:?}");
    let protest = tree.replace("attacked  attack", "protested protest");
    let found = support::events(&protest.replace(
        "Israel    Israel  PROPN NNP 2 obj",
        "loudly    loudly  ADV   RB  2 advmod",
    ));
    assert!(found.iter().any(|e| e.starts_with("PROTEST")), "{found:?}");
    assert!(!found.iter().any(|e| e.starts_with("REQUEST")), "{found:?}");
}

#[test]
fn a_sentence_for_a_time_is_two_events() {
    let tree = "
Iran      Iran     PROPN NNP 2 nsubj
sentenced sentence VERB  VBD 0 root
Israel    Israel   PROPN NNP 2 obj
to        to       ADP   IN  5 case
prison    prison   NOUN  NN  2 obl";
    assert_eq!(
        support::events(tree),
        [
            "SANCTION convict: IRN -> ISR (actual)",
            "COERCE arrest: IRN -> ISR (actual)"
        ]
    );
    let fined = tree.replace(
        "to        to       ADP   IN  5 case\nprison    prison   NOUN  NN  2 obl",
        "twice     twice    ADV   RB  2 advmod",
    );
    assert_eq!(
        support::events(&fined),
        ["SANCTION convict: IRN -> ISR (actual)"]
    );
}
