//! Acts that are told though the tree or the words hide them: particles taken for prepositions, infinitives that hang
//! elsewhere, event nouns as subjects, refusals, and events of which nobody is named.

mod support;
use support::events;

#[test]
fn a_particle_taken_for_a_preposition_leaves_the_object() {
    let tree = "
Iran      Iran     PROPN NNP 2 nsubj
shut      shut     VERB  VBD 0 root
down      down     ADP   IN  5 case
the       the      DET   DT  5 det
parliament parliament NOUN NN 2 obl";
    assert_eq!(events(tree), ["COERCE censor: IRN -> ---.LEG (actual)"]);
}

#[test]
fn the_infinitive_may_hang_on_what_stands_between() {
    let tree = "
Iran      Iran      PROPN NNP 2 nsubj
threatened threaten VERB  VBD 0 root
on        on        ADP   IN  4 case
Monday    Monday    PROPN NNP 2 obl
to        to        PART  TO  6 mark
attack    attack    VERB  VB  4 acl
Israel    Israel    PROPN NNP 6 obj";
    assert_eq!(events(tree), ["THREATEN violence: IRN -> ISR (actual)"]);
}

#[test]
fn an_event_that_is_the_subject_finds_its_victim_behind_the_verb() {
    let tree = "
Attacks  attack   NOUN  NNS 2 nsubj
raged    rage     VERB  VBD 0 root
against  against  ADP   IN  4 case
Israel   Israel   PROPN NNP 2 obl";
    assert_eq!(events(tree), ["ASSAULT:  -> ISR (actual)"]);
}

#[test]
fn who_would_not_do_it_refuses() {
    let tree = "
Iran      Iran     PROPN NNP 4 nsubj
would     would    AUX   MD  4 aux
never     never    ADV   RB  4 advmod
meet      meet     VERB  VB  0 root
Israel    Israel   PROPN NNP 4 obj";
    assert_eq!(events(tree), ["REJECT meet: IRN -> ISR (actual)"]);
}

#[test]
fn a_report_of_much_else_has_events_of_nobody() {
    let raid = "
Iran     Iran     PROPN NNP 2 nsubj
attacked attack   VERB  VBD 0 root
Israel   Israel   PROPN NNP 2 obj
";
    let lone = "
The      the      DET   DT  2 det
visit    visit    NOUN  NN  3 nsubj
ended    end      VERB  VBD 0 root
";
    let idle = "
It       it       PRON  PRP 2 nsubj
rained   rain     VERB  VBD 0 root
";
    assert_eq!(
        events(&format!("{raid}{lone}")),
        ["ASSAULT: IRN -> ISR (actual)", "CONSULT visit:  (actual)"]
    );
    assert_eq!(
        events(&format!("{raid}{lone}{idle}{idle}")),
        ["ASSAULT: IRN -> ISR (actual)"]
    );
}

#[test]
fn what_an_actor_announces_under_a_condition_is_a_threat() {
    let tree = "
If       if       SCONJ IN  3 mark
they     they     PRON  PRP 3 nsubj
visit    visit    VERB  VBP 7 advcl
Syria    Syria    PROPN NNP 3 obj
Iran     Iran     PROPN NNP 7 nsubj
will     will     AUX   MD  7 aux
attack   attack   VERB  VB  11 ccomp
Israel   Israel   PROPN NNP 7 obj
,        ,        PUNCT ,   11 punct
Iran     Iran     PROPN NNP 11 nsubj
said     say      VERB  VBD 0 root";
    assert!(events(tree).contains(&"THREATEN violence: IRN -> ISR (actual; asserts IRN)".into()));
}

#[test]
fn what_stands_beside_a_demand_is_told_too() {
    let tree = "
After    after    ADP   IN  3 case
the      the      DET   DT  3 det
attack   attack   NOUN  NN  7 obl
on       on       ADP   IN  5 case
Syria    Syria    PROPN NNP 3 nmod
Iran     Iran     PROPN NNP 7 nsubj
urged    urge     VERB  VBD 0 root
Israel   Israel   PROPN NNP 7 obj
to       to       PART  TO  10 mark
withdraw withdraw VERB  VB  7 xcomp";
    assert_eq!(
        events(tree),
        [
            "ASSAULT:  -> SYR (actual)",
            "REQUEST yield: IRN -> ISR (actual)"
        ]
    );
}

#[test]
fn who_fires_stands_before_the_firing() {
    let tree = "
Five     five     NUM   CD  2 nummod
people   person   NOUN  NNS 3 nsubj
died     die      VERB  VBD 0 root
in       in       SCONJ IN  6 mark
police   police   NOUN  NN  3 obl
attacking attack  VERB  VBG 3 advcl
Israel   Israel   PROPN NNP 6 obj";
    assert_eq!(events(tree), ["ASSAULT: ---.COP -> ISR (actual)"]);
}
