//! Who does it and to whom, through every construction: passive, participles, relative clauses, control, light verbs.

mod support;
use support::events;

#[test]
fn active_and_passive_give_the_same_roles() {
    let active = "
Iran     Iran    PROPN NNP 2 nsubj
attacked attack  VERB  VBD 0 root
Israel   Israel  PROPN NNP 2 obj";
    let passive = "
Israel   Israel  PROPN NNP 3 nsubj:pass
was      be      AUX   VBD 3 aux:pass
attacked attack  VERB  VBN 0 root
by       by      ADP   IN  5 case
Iran     Iran    PROPN NNP 3 obl:agent";
    assert_eq!(events(active), ["ASSAULT: IRN -> ISR (actual)"]);
    assert_eq!(events(passive), ["ASSAULT: IRN -> ISR (actual)"]);
}

#[test]
fn both_sides_are_coordinated() {
    let tree = "
Russia    Russia    PROPN NNP 4 nsubj
and       and       CCONJ CC  3 cc
Iran      Iran      PROPN NNP 1 conj
criticised criticise VERB  VBD 0 root
Israel    Israel    PROPN NNP 4 obj
and       and       CCONJ CC  7 cc
Syria     Syria     PROPN NNP 5 conj";
    assert_eq!(
        events(tree),
        ["ACCUSE disapprove: RUS + IRN -> ISR + SYR (actual)"]
    );
}

#[test]
fn relative_clauses_lead_back_to_their_noun() {
    let subject = "
The      the     DET   DT  2 det
soldiers soldier NOUN  NNS 6 nsubj
who      who     PRON  WP  4 nsubj
attacked attack  VERB  VBD 2 acl:relcl
Israel   Israel  PROPN NNP 4 obj
left     leave   VERB  VBD 0 root";
    let object = "
Israel   Israel  PROPN NNP 6 nsubj
which    which   PRON  WDT 4 obj
Iran     Iran    PROPN NNP 4 nsubj
attacked attack  VERB  VBD 1 acl:relcl
,        ,       PUNCT ,   4 punct
replied  reply   VERB  VBD 0 root";
    assert_eq!(events(subject), ["ASSAULT: ---.MIL -> ISR (actual)"]);
    assert_eq!(events(object), ["ASSAULT: IRN -> ISR (actual)"]);
}

#[test]
fn control_finds_the_subject_of_infinitives() {
    let subject = "
Iran     Iran    PROPN NNP 2 nsubj
wants    want    VERB  VBZ 0 root
to       to      PART  TO  4 mark
attack   attack  VERB  VB  2 xcomp
Israel   Israel  PROPN NNP 4 obj";
    assert_eq!(events(subject), ["ASSAULT: IRN -> ISR (hypothetical)"]);
}

#[test]
fn participles_take_the_subject_of_their_clause() {
    let tree = "
Iran      Iran      PROPN NNP 2 nsubj
criticised criticise VERB VBD 0 root
Russia    Russia    PROPN NNP 2 obj
before    before    SCONJ IN  5 mark
attacking attack    VERB  VBG 2 advcl
Israel    Israel    PROPN NNP 5 obj";
    assert_eq!(
        events(tree),
        [
            "ACCUSE disapprove: IRN -> RUS (actual)",
            "ASSAULT: IRN -> ISR (actual)"
        ]
    );
}

#[test]
fn an_event_noun_takes_its_roles_from_its_neighbours() {
    let tree = "
The      the     DET   DT  3 det
Iranian  Iranian ADJ   JJ  3 amod
attack   attack  NOUN  NN  6 nsubj
on       on      ADP   IN  5 case
Israel   Israel  PROPN NNP 3 nmod
failed   fail    VERB  VBD 0 root";
    assert_eq!(events(tree), ["ASSAULT: IRN -> ISR (actual)"]);
}

#[test]
fn light_verbs_lend_their_arguments() {
    let launched = "
Iran     Iran    PROPN NNP 2 nsubj
launched launch  VERB  VBD 0 root
an       a       DET   DT  4 det
attack   attack  NOUN  NN  2 obj
on       on      ADP   IN  6 case
Israel   Israel  PROPN NNP 2 obl";
    let under = "
Israel   Israel  PROPN NNP 2 nsubj
came     come    VERB  VBD 0 root
under    under   ADP   IN  4 case
attack   attack  NOUN  NN  2 obl
from     from    ADP   IN  6 case
Iran     Iran    PROPN NNP 2 obl";
    assert_eq!(events(launched), ["ASSAULT: IRN -> ISR (actual)"]);
    assert_eq!(events(under), ["ASSAULT: IRN -> ISR (actual)"]);
}

#[test]
fn two_way_events_are_one_record_with_several_actors() {
    let tree = "
Russia   Russia  PROPN NNP 2 nsubj
signed   sign    VERB  VBD 0 root
a        a       DET   DT  4 det
treaty   treaty  NOUN  NN  2 obj
with     with    ADP   IN  7 case
North    North   ADJ   NNP 7 amod
Korea    Korea   PROPN NNP 4 nmod";
    assert_eq!(events(tree), ["SUPPORT: RUS + PRK (actual)"]);
}

#[test]
fn a_thing_passes_the_role_to_its_owner() {
    let tree = "
Israel    Israel   PROPN NNP 2 nsubj
attacked  attack   VERB  VBD 0 root
Syrian    Syrian   ADJ   JJ  4 amod
positions position NOUN  NNS 2 obj";
    assert_eq!(events(tree), ["ASSAULT: ISR -> SYR (actual)"]);
}

#[test]
fn conditions_tell_senses_apart() {
    let tree = "
Iran     Iran    PROPN NNP 2 nsubj
released release VERB  VBD 0 root
a        a       DET   DT  4 det
report   report  NOUN  NN  2 obj
on       on      ADP   IN  6 case
Israel   Israel  PROPN NNP 4 nmod";
    assert_eq!(events(tree), Vec::<String>::new());
}

#[test]
fn the_content_of_a_threat_is_no_event_of_its_own() {
    let tree = "
Iran       Iran     PROPN NNP 2 nsubj
threatened threaten VERB  VBD 0 root
to         to       PART  TO  4 mark
attack     attack   VERB  VB  2 xcomp
Israel     Israel   PROPN NNP 4 obj";
    assert_eq!(events(tree), ["THREATEN violence: IRN -> ISR (actual)"]);
}

#[test]
fn a_refused_visit_is_a_rejection() {
    let tree = "
Putin    Putin   PROPN NNP 4 nsubj
will     will    AUX   MD  4 aux
not      not     PART  RB  4 advmod
visit    visit   VERB  VB  0 root
Iran     Iran    PROPN NNP 4 obj";
    assert_eq!(events(tree), ["REJECT meet: RUS.GOV -> IRN (actual)"]);
}

#[test]
fn an_event_years_back_is_background() {
    let tree = "
Iran      Iran      PROPN NNP 2 nsubj
criticised criticise VERB VBD 0 root
Russia    Russia    PROPN NNP 2 obj
five      five      NUM   CD  5 nummod
years     year      NOUN  NNS 8 obl:unmarked
after     after     SCONJ IN  8 mark
Israel    Israel    PROPN NNP 8 nsubj
attacked  attack    VERB  VBD 2 advcl
Syria     Syria     PROPN NNP 8 obj";
    assert_eq!(
        events(tree),
        [
            "ACCUSE disapprove: IRN -> RUS (actual)",
            "ASSAULT: ISR -> SYR (historical)"
        ]
    );
}

#[test]
fn a_complement_that_the_frame_does_not_name_is_the_recipient() {
    let tree = "
Iran      Iran      PROPN NNP 2 nsubj
released  release   VERB  VBD 0 root
soldiers  soldier   NOUN  NNS 2 obj
to        to        ADP   IN  5 case
Russia    Russia    PROPN NNP 2 obl";
    assert_eq!(events(tree), ["RETREAT release: IRN -> ---.MIL (actual)"]);
    let thing = "
Iran      Iran      PROPN NNP 2 nsubj
attacked  attack    VERB  VBD 0 root
camps     camp      NOUN  NNS 2 obj
in        in        ADP   IN  5 case
Syria     Syria     PROPN NNP 3 nmod";
    assert_eq!(events(thing), ["ASSAULT: IRN -> SYR (actual)"]);
}

#[test]
fn a_word_of_a_phrase_may_hang_on_its_noun() {
    let within = "
Iran    Iran   PROPN NNP 2 nsubj
gave    give   VERB  VBD 0 root
Israel  Israel PROPN NNP 2 iobj
the     the    DET   DT  6 det
green   green  ADJ   JJ  6 amod
light   light  NOUN  NN  2 obj
to      to     ADP   IN  8 case
Syria   Syria  PROPN NNP 2 obl";
    assert_eq!(events(within), ["AGREE: IRN -> SYR (actual)"]);
    let apart = within.replace("6 amod", "8 amod");
    assert_ne!(events(&apart), ["AGREE: IRN -> SYR (actual)"]);
}

#[test]
fn who_is_denied_in_a_list_does_not_act() {
    let tree = "
Soldiers soldier  NOUN  NNS 3 nsubj:pass
were     be       AUX   VBD 3 aux:pass
attacked attack   VERB  VBN 0 root
not      not      PART  RB  6 advmod
by       by       ADP   IN  6 case
Iran     Iran     PROPN NNP 3 obl:agent
but      but      CCONJ CC  9 cc
by       by       ADP   IN  9 case
Israel   Israel   PROPN NNP 6 conj";
    assert_eq!(events(tree), ["ASSAULT: ISR -> ---.MIL (actual)"]);
}

#[test]
fn what_sort_of_attack_it_is_tells_nobody_who_acts() {
    let tree = "
Iran     Iran     PROPN NNP 2 nsubj
launched launch   VERB  VBD 0 root
a        a        DET   DT  5 det
soldier  soldier  NOUN  NN  5 compound
attack   attack   NOUN  NN  2 obj
on       on       ADP   IN  7 case
Israel   Israel   PROPN NNP 5 nmod";
    assert_eq!(events(tree), ["ASSAULT: IRN -> ISR (actual)"]);
}
