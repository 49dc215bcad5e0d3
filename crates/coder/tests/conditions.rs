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

/// The status and the condition of each event.
fn conditions(trees: &str) -> Vec<String> {
    let (text, coded) = code(trees);
    let line = |e: &casus_coder::Event| {
        let condition = e.condition.map_or("-", |c| c.of(&text));
        format!("{:?}: {condition}", e.status)
    };
    coded.events.iter().map(line).collect()
}

#[test]
fn a_threat_has_the_condition_of_what_is_threatened_and_stays_actual() {
    let tree = "
Iran       Iran     PROPN NNP 2 nsubj
threatened threaten VERB  VBD 0 root
to         to       PART  TO  4 mark
attack     attack   VERB  VB  2 xcomp
Israel     Israel   PROPN NNP 4 obj
unless     unless   SCONJ IN  9 mark
the        the      DET   DT  8 det
talks      talk     NOUN  NNS 9 nsubj
resume     resume   VERB  VBP 4 advcl";
    assert_eq!(conditions(tree), ["Actual: unless the talks resume"]);
}

#[test]
fn a_condition_may_be_a_phrase() {
    let tree = "
In      in     ADP   IN  3 case
the     the    DET   DT  3 det
event   event  NOUN  NN  8 obl
of      of     ADP   IN  5 case
war     war    NOUN  NN  3 nmod
Iran    Iran   PROPN NNP 8 nsubj
will    will   AUX   MD  8 aux
attack  attack VERB  VB  0 root
Israel  Israel PROPN NNP 8 obj";
    assert_eq!(conditions(tree), ["Hypothetical: In the event of war"]);
}

#[test]
fn where_the_parser_takes_an_inverted_condition_for_the_subject_the_comma_ends_it() {
    let tree = "
Should   should AUX   MD  8 aux
the      the    DET   DT  4 det
shooting shooting NOUN NN 4 compound
resume   resume NOUN  NN  8 nsubj
,        ,      PUNCT ,   4 punct
Iran     Iran   PROPN NNP 8 nsubj
would    would  AUX   MD  8 aux
attack   attack VERB  VB  0 root
Israel   Israel PROPN NNP 8 obj";
    assert_eq!(
        conditions(tree),
        ["Hypothetical: Should the shooting resume"]
    );
}

#[test]
fn what_is_to_come_may_wait_for_as_long_as_and_what_was_may_not() {
    let tree = "
Iran     Iran   PROPN NNP 3 nsubj
AUX
attack   attack VERB  VB  0 root
Israel   Israel PROPN NNP 3 obj
as       as     ADV   RB  6 advmod
long     long   ADV   RB  3 advmod
as       as     SCONJ IN  9 mark
troops   troop  NOUN  NNS 9 nsubj
stay     stay   VERB  VBP 6 advcl";
    let will = tree.replace("AUX", "will will AUX MD 3 aux");
    assert_eq!(conditions(&will), ["Hypothetical: as long as troops stay"]);
    let did = tree.replace("AUX", "did do AUX VBD 3 aux");
    assert_eq!(conditions(&did), ["Actual: -"]);
}

#[test]
fn what_is_asked_and_what_would_not_change_it_is_no_condition() {
    let asked = "
Iran    Iran   PROPN NNP 2 nsubj
asked   ask    VERB  VBD 0 root
if      if     SCONJ IN  5 mark
Israel  Israel PROPN NNP 5 nsubj
attacked attack VERB VBD 2 ccomp
Syria   Syria  PROPN NNP 5 obj";
    assert!(conditions(asked).iter().all(|line| line.ends_with(": -")));
    let even = TREE
        .replace(
            "if        if       SCONJ IN  7 mark",
            "even even ADV RB 8 advmod
if        if       SCONJ IN  8 mark",
        )
        .replace(
            "Israel    Israel   PROPN NNP 7 nsubj",
            "Israel    Israel   PROPN NNP 8 nsubj",
        )
        .replace(
            "Syria     Syria    PROPN NNP 7 obj",
            "Syria     Syria    PROPN NNP 8 obj",
        );
    let told = conditions(&even);
    assert!(told.iter().all(|line| line.ends_with(": -")), "{told:?}");
}
