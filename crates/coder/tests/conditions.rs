//! Conditions: an event under "if" is hypothetical, and so is what depends on it, with the words of the condition.

mod support;
use support::{code, events};

const TREE: &str = "
Iran      Iran     PROPN NNP 3 nsubj
will      will     AUX   MD  3 aux
attack    attack   VERB  VB  0 root
Israel    Israel   PROPN NNP 3 obj
if        if       SCONJ IN  7 mark
Israel    Israel   PROPN NNP 7 nsubj
attacks   attack   VERB  VBZ 3 advcl
Syria     Syria    PROPN NNP 7 obj";

#[test]
fn the_condition_is_told_with_what_depends_on_it() {
    let (text, coded) = code(TREE);
    let lines: Vec<String> = coded
        .events
        .iter()
        .map(|e| {
            let condition = e.condition.map_or("-", |c| c.of(&text));
            format!("{:?}: {condition}", e.status)
        })
        .collect();
    assert_eq!(
        lines,
        ["Hypothetical: if Israel attacks Syria", "Hypothetical: -",]
    );
}

#[test]
fn a_word_nearby_counts_in_its_own_clause_and_not_in_a_relative_one() {
    let match_of = "
Iran      Iran     PROPN NNP 2 nsubj
wounded   wound    VERB  VBD 0 root
soldiers  soldier  NOUN  NNS 2 obj
in        in       ADP   IN  6 case
the       the      DET   DT  6 det
match     match    NOUN  NN  2 obl";
    assert!(events(match_of).is_empty());
    let who_left = "
Iran      Iran     PROPN NNP 2 nsubj
wounded   wound    VERB  VBD 0 root
soldiers  soldier  NOUN  NNS 2 obj
who       who      PRON  WP  5 nsubj
left      leave    VERB  VBD 3 acl:relcl
the       the      DET   DT  7 det
match     match    NOUN  NN  5 obj";
    assert_eq!(events(who_left), ["ASSAULT: IRN -> ---.MIL (actual)"]);
}
