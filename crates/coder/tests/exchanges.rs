//! Exchanges: both legs are events, and each points at the other.

mod support;
use support::{code, events};

const NORTH: &str = "
North      North      PROPN NNP 2 compound
Korea      Korea      PROPN NNP 4 nsubj
reportedly reportedly ADV   RB  4 advmod
ships      ship       VERB  VBZ 0 root
shells     shell      NOUN  NNS 4 obj
to         to         ADP   IN  7 case
Russia     Russia     PROPN NNP 4 obl
";

/// For each event, the numbers of those for which it is given.
fn links(trees: &str) -> Vec<Vec<u32>> {
    code(trees)
        .1
        .events
        .into_iter()
        .map(|e| e.exchange)
        .collect()
}

#[test]
fn a_thing_in_return_is_an_event_the_other_way_round() {
    // The thing may hang on "exchange", on the verb, or on what is given.
    for (exchange, fuel) in [
        ("4 obl", "9 nmod"),
        ("4 obl", "4 obl"),
        ("5 nmod", "9 nmod"),
        ("11 case", "4 obl"),
    ] {
        let tree = format!(
            "{NORTH}in in ADP IN 9 case
exchange exchange NOUN NN {exchange}
for for ADP IN 11 case
fuel fuel NOUN NN {fuel}"
        );
        let lines = events(&tree);
        assert_eq!(lines.len(), 2, "{lines:?}");
        assert!(lines[0].starts_with("AID: PRK -> RUS (actual"), "{lines:?}");
        assert!(lines[1].starts_with("AID: RUS -> PRK (actual"), "{lines:?}");
        assert_eq!(links(&tree), [[1], [0]]);
        let coded = code(&tree).1;
        assert_eq!(coded.events[0].attribution, coded.events[1].attribution);
    }
}

#[test]
fn fixed_words_open_the_other_leg_too() {
    let tree = format!(
        "{NORTH}in in ADP IN 11 case
return return NOUN NN 8 fixed
for for ADP IN 8 fixed
oil oil NOUN NN 4 obl"
    );
    assert_eq!(links(&tree), [[1], [0]]);
}

#[test]
fn the_other_leg_may_be_an_event_of_its_own() {
    let tree = "
Russia    Russia   PROPN NNP 2 nsubj
gave      give     VERB  VBD 0 root
shells    shell    NOUN  NNS 2 obj
to        to       ADP   IN  5 case
Iran      Iran     PROPN NNP 2 obl
in        in       ADP   IN  7 case
exchange  exchange NOUN  NN  2 obl
for       for      SCONJ IN  9 mark
lifting   lift     VERB  VBG 7 acl
sanctions sanction NOUN  NNS 9 obj
on        on       ADP   IN  12 case
Russia    Russia   PROPN NNP 10 nmod";
    let lines = events(tree);
    assert!(lines[0].starts_with("AID: RUS -> IRN"), "{lines:?}");
    assert!(lines[1].starts_with("RETREAT"), "{lines:?}");
    assert_eq!(links(tree)[..2], [[1], [0]]);
}

#[test]
fn a_swap_has_two_legs() {
    let tree = "
Russia   Russia PROPN NNP 2 nsubj
swapped  swap   VERB  VBD 0 root
shells   shell  NOUN  NNS 2 obj
with     with   ADP   IN  5 case
Iran     Iran   PROPN NNP 2 obl
for      for    ADP   IN  7 case
oil      oil    NOUN  NN  2 obl";
    assert_eq!(
        events(tree),
        [
            "RETREAT release: RUS -> IRN (actual)",
            "RETREAT release: IRN -> RUS (actual)"
        ]
    );
    assert_eq!(links(tree), [[1], [0]]);
}

#[test]
fn nobody_attacks_back_in_exchange() {
    let tree = "
Russia   Russia   PROPN NNP 2 nsubj
attacked attack   VERB  VBD 0 root
Iran     Iran     PROPN NNP 2 obj
in       in       ADP   IN  5 case
exchange exchange NOUN  NN  2 obl
for      for      ADP   IN  7 case
oil      oil      NOUN  NN  5 nmod";
    assert_eq!(events(tree), ["ASSAULT: RUS -> IRN (actual)"]);
    assert_eq!(links(tree), [[0u32; 0]]);
}

#[test]
fn what_is_sold_and_what_is_paid_are_two_legs() {
    let tree = "
Russia  Russia PROPN NNP 2 nsubj
sold    sell   VERB  VBD 0 root
shells  shell  NOUN  NNS 2 obj
to      to     ADP   IN  5 case
Iran    Iran   PROPN NNP 2 obl
for     for    ADP   IN  8 case
5       5      NUM   CD  8 nummod
dollars dollar NOUN  NNS 2 obl";
    let lines = events(tree);
    assert!(lines[0].starts_with("COOPERATE: RUS -> IRN"), "{lines:?}");
    assert!(lines[1].starts_with("COOPERATE: IRN -> RUS"), "{lines:?}");
    assert_eq!(links(tree), [[1], [0]]);
    let coded = code(tree).1;
    let classes: Vec<&str> = coded.events.iter().map(|e| &*e.goods[0].class).collect();
    assert_eq!(classes, ["munitions", "money"]);
}

#[test]
fn a_verb_without_a_frame_may_be_a_leg() {
    let tree = "
Russia   Russia PROPN NNP 2 nsubj
gave     give   VERB  VBD 0 root
Iran     Iran   PROPN NNP 2 iobj
shells   shell  NOUN  NNS 2 obj
and      and    CCONJ CC  7 cc
Iran     Iran   PROPN NNP 7 nsubj
stored   store  VERB  VBD 2 conj
fuel     fuel   NOUN  NN  7 obj
for      for    ADP   IN  10 case
Russia   Russia PROPN NNP 7 obl
in       in     ADP   IN  12 case
return   return NOUN  NN  7 obl";
    let lines = events(tree);
    assert!(lines[0].starts_with("AID: RUS -> IRN"), "{lines:?}");
    assert!(lines[1].starts_with("AID: IRN -> RUS"), "{lines:?}");
    assert_eq!(links(tree), [[1], [0]]);
}

#[test]
fn what_a_condition_asks_is_given_for_what_is_done_under_it() {
    let tree = "
Iran      Iran     PROPN NNP 3 nsubj
will      will     AUX   MD  3 aux
give      give     VERB  VB  0 root
Russia    Russia   PROPN NNP 3 iobj
shells    shell    NOUN  NNS 3 obj
if        if       SCONJ IN  8 mark
Russia    Russia   PROPN NNP 8 nsubj
VERB
Syria     Syria    PROPN NNP 8 iobj
fuel      fuel     NOUN  NN  8 obj";
    assert_eq!(
        links(&tree.replace("VERB\n", "gives give VERB VBZ 3 advcl\n")),
        [[1], [0]]
    );
}
