//! Actors and recipients that stand far off, behind a thing, or where the parser errs.

mod support;
use support::events;

#[test]
fn each_of_two_subjects_goes_to_its_own_verb() {
    let tree = "
Iran      Iran      PROPN NNP 7 nsubj
attacked  attack    VERB  VBD 7 ccomp
Israel    Israel    PROPN NNP 2 obj
,         ,         PUNCT ,   7 punct
the       the       DET   DT  6 det
police    police    NOUN  NN  7 nsubj
reported  report    VERB  VBD 0 root";
    assert_eq!(events(tree), ["ASSAULT: IRN -> ISR (actual)"]);
}

#[test]
fn a_bare_oblique_is_an_object() {
    let tree = "
Iran      Iran      PROPN NNP 2 nsubj
released  release   VERB  VBD 0 root
at        at        ADP   IN  6 case
least     least     ADJ   JJS 5 advmod
19        19        NUM   CD  6 nummod
soldiers  soldier   NOUN  NNS 2 obl";
    assert_eq!(events(tree), ["RETREAT release: IRN -> ---.MIL (actual)"]);
}

#[test]
fn a_thing_that_is_harmed_is_not_replaced_by_its_place() {
    let tree = "
Iran      Iran      PROPN NNP 2 nsubj
attacked  attack    VERB  VBD 0 root
a         a         DET   DT  4 det
camp      camp      NOUN  NN  2 obj
in        in        ADP   IN  6 case
Syria     Syria     PROPN NNP 2 obl";
    assert_eq!(events(tree), ["ASSAULT: IRN -> SYR (actual)"]);
    let (text, coded) = support::code(tree);
    assert_eq!(coded.events[0].recipients[0].span.of(&text), "camp");
}

#[test]
fn those_who_harm_their_own_state_are_not_its_owners() {
    let tree = "
Syrian    Syrian    ADJ   JJ  2 amod
soldiers  soldier   NOUN  NNS 3 nsubj
attacked  attack    VERB  VBD 0 root
a         a         DET   DT  6 det
Syrian    Syrian    ADJ   JJ  6 amod
base      base      NOUN  NN  3 obj
in        in        ADP   IN  8 case
Aleppo    Aleppo    PROPN NNP 3 obl";
    let (text, coded) = support::code(tree);
    assert_eq!(coded.events[0].recipients[0].span.of(&text), "Syrian base");
}

#[test]
fn who_stands_behind_a_thing_acts() {
    let event = "
An        a         DET   DT  2 det
attack    attack    NOUN  NN  5 nsubj
by        by        ADP   IN  4 case
Iran      Iran      PROPN NNP 2 nmod
killed    kill      VERB  VBD 0 root
soldiers  soldier   NOUN  NNS 5 obj";
    let participle = "
Shells    shell     NOUN  NNS 5 nsubj
fired     fire      VERB  VBN 1 acl
by        by        ADP   IN  4 case
Iran      Iran      PROPN NNP 2 obl
killed    kill      VERB  VBD 0 root
soldiers  soldier   NOUN  NNS 5 obj";
    assert!(events(event).contains(&"ASSAULT: IRN -> ---.MIL (actual)".into()));
    assert_eq!(events(participle), ["ASSAULT: IRN -> ---.MIL (actual)"]);
}

#[test]
fn a_recipient_is_looked_for_in_what_is_promised() {
    let tree = "
Russia    Russia    PROPN NNP 2 nsubj
agreed    agree     VERB  VBD 0 root
to        to        PART  TO  4 mark
build     build     VERB  VB  2 xcomp
a         a         DET   DT  6 det
hospital  hospital  NOUN  NN  4 obj
in        in        ADP   IN  8 case
Syria     Syria     PROPN NNP 6 nmod";
    let later = "
Russia    Russia    PROPN NNP 2 nsubj
agreed    agree     VERB  VBD 0 root
to        to        PART  TO  4 mark
pay       pay       VERB  VB  2 xcomp
after     after     ADP   IN  6 case
talks     talk      NOUN  NNS 4 obl
in        in        ADP   IN  8 case
Syria     Syria     PROPN NNP 6 nmod";
    assert_eq!(events(tree), ["AGREE: RUS -> SYR (actual)"]);
    assert_eq!(events(later), ["AGREE: RUS (actual)"]);
}

#[test]
fn a_preposition_may_hang_on_the_title() {
    let tree = "
Israel    Israel    PROPN NNP 3 nsubj:pass
was       be        AUX   VBD 3 aux:pass
attacked  attack    VERB  VBN 0 root
by        by        ADP   IN  6 case
Iranian   Iranian   ADJ   JJ  6 amod
president president NOUN  NN  7 nmod:desc
Rezaei    Rezaei    PROPN NNP 3 obl";
    assert_eq!(events(tree), ["ASSAULT: IRN.GOV -> ISR (actual)"]);
}

#[test]
fn who_kills_in_an_attack_attacks() {
    let tree = "
Iran      Iran      PROPN NNP 2 nsubj
killed    kill      VERB  VBD 0 root
soldiers  soldier   NOUN  NNS 2 obj
in        in        ADP   IN  5 case
attacks   attack    NOUN  NNS 2 obl
on        on        ADP   IN  7 case
Israel    Israel    PROPN NNP 5 nmod";
    let mourned = "
Iran       Iran      PROPN NNP 2 nsubj
criticised criticise VERB  VBD 0 root
Russia     Russia    PROPN NNP 2 obj
during     during    ADP   IN  5 case
attacks    attack    NOUN  NNS 2 obl
on         on        ADP   IN  7 case
Israel     Israel    PROPN NNP 5 nmod";
    assert_eq!(
        events(tree),
        [
            "ASSAULT: IRN -> ISR.MIL (actual)",
            "ASSAULT: IRN -> ISR (actual)"
        ]
    );
    assert!(!events(mourned).contains(&"ASSAULT: IRN -> ISR (actual)".into()));
}

#[test]
fn who_is_found_guilty_is_the_object() {
    let tree = "
Iran       Iran      PROPN NNP 2 nsubj
attacked   attack    VERB  VBD 0 root
Israel     Israel    PROPN NNP 4 nsubj
guilty     guilty    ADJ   JJ  2 obj";
    assert_eq!(events(tree), ["ASSAULT: IRN -> ISR (actual)"]);
}

#[test]
fn a_particle_stands_before_the_object() {
    let away = "
Iran      Iran      PROPN NNP 2 nsubj
gave      give      VERB  VBD 0 root
away      away      ADV   RB  2 advmod
land      land      NOUN  NN  2 obj
to        to        ADP   IN  6 case
Syria     Syria     PROPN NNP 2 obl";
    let place = "
Iran      Iran      PROPN NNP 2 nsubj
gives     give      VERB  VBZ 0 root
Israel    Israel    PROPN NNP 2 iobj
access    access    NOUN  NN  2 obj
in        in        ADP   IN  6 case
Aleppo    Aleppo    PROPN NNP 2 obl";
    assert_eq!(events(away), ["AID: IRN -> SYR (actual)"]);
    assert_eq!(events(place), ["AID: IRN -> ISR (actual)"]);
}

#[test]
fn a_subject_may_hang_on_the_clause_before() {
    let tree = "
Iran      Iran      PROPN NNP 2 nsubj
has       have      VERB  VBZ 0 root
bases     base      NOUN  NNS 2 obj
in        in        ADP   IN  5 case
Syria     Syria     PROPN NNP 3 nmod
and       and       CCONJ CC  8 cc
Russian   Russian   ADJ   JJ  8 amod
soldiers  soldier   NOUN  NNS 5 conj
attacked  attack    VERB  VBD 2 conj
Israel    Israel    PROPN NNP 9 obj";
    assert_eq!(events(tree), ["ASSAULT: RUS.MIL -> ISR (actual)"]);
}

#[test]
fn who_leads_a_raid_makes_it() {
    let led = "
An        a         DET   DT  5 det
Iranian   Iranian   ADJ   JJ  4 amod
-         -         PUNCT HYPH 2 punct
launched  launch    VERB  VBN 5 amod
attack    attack    NOUN  NN  8 nsubj
on        on        ADP   IN  7 case
Israel    Israel    PROPN NNP 5 nmod
failed    fail      VERB  VBD 0 root";
    let by = "
The       the       DET   DT  2 det
attack    attack    NOUN  NN  8 nsubj
launched  launch    VERB  VBN 2 acl
by        by        ADP   IN  5 case
Iran      Iran      PROPN NNP 3 obl
on        on        ADP   IN  7 case
Israel    Israel    PROPN NNP 2 nmod
failed    fail      VERB  VBD 0 root";
    assert_eq!(events(led), ["ASSAULT: IRN -> ISR (actual)"]);
    assert_eq!(events(by), ["ASSAULT: IRN -> ISR (actual)"]);
}

#[test]
fn a_party_may_be_taken_for_the_subject_of_the_next_clause() {
    let tree = "
Iran      Iran      PROPN NNP 2 nsubj
signed    sign      VERB  VBD 0 root
a         a         DET   DT  4 det
treaty    treaty    NOUN  NN  2 obj
with      with      ADP   IN  6 case
Syria     Syria     PROPN NNP 9 nsubj
hours     hour      NOUN  NNS 9 obl:unmarked
soldiers  soldier   NOUN  NNS 9 nsubj
left      leave     VERB  VBD 2 advcl";
    assert_eq!(events(tree), ["SUPPORT: IRN + SYR (actual)"]);
}

#[test]
fn verb_and_noun_tell_one_event() {
    let tree = "
Iran      Iran      PROPN NNP 2 nsubj
attacked  attack    VERB  VBD 0 root
Israel    Israel    PROPN NNP 2 obj
in        in        ADP   IN  6 case
two       two       NUM   CD  6 nummod
attacks   attack    NOUN  NNS 2 obl";
    assert_eq!(events(tree), ["ASSAULT: IRN -> ISR (actual)"]);
}

#[test]
fn a_participle_does_not_tell_to_whom_a_noun_is_done() {
    let tree = "
Israel     Israel    PROPN NNP 2 nsubj
criticised criticise VERB  VBD 0 root
an         a         DET   DT  4 det
attack     attack    NOUN  NN  2 obj
ascribed   ascribe   VERB  VBN 4 acl
to         to        ADP   IN  7 case
Iran       Iran      PROPN NNP 5 obl";
    let told = events(tree);
    assert!(
        !told
            .iter()
            .any(|event| event.starts_with("ASSAULT") && event.contains("-> IRN")),
        "{told:?}"
    );
}

#[test]
fn the_agent_of_a_passive_may_stand_behind_its_infinitive() {
    let tree = "
Soldiers  soldier   NOUN  NNS 3 nsubj:pass
were      be        AUX   VBD 3 aux:pass
urged     urge      VERB  VBN 0 root
to        to        PART  TO  5 mark
leave     leave     VERB  VB  3 xcomp
by        by        ADP   IN  7 case
Iran      Iran      PROPN NNP 5 obl";
    assert_eq!(events(tree), ["REQUEST yield: IRN -> ---.MIL (actual)"]);
}

#[test]
fn a_lone_indirect_object_beside_an_infinitive_is_the_object() {
    let tree = "
Iran      Iran      PROPN NNP 2 nsubj
urged     urge      VERB  VBD 0 root
Russia    Russia    PROPN NNP 2 iobj
to        to        PART  TO  5 mark
leave     leave     VERB  VB  2 xcomp";
    assert_eq!(events(tree), ["REQUEST yield: IRN -> RUS (actual)"]);
}

#[test]
fn a_part_is_of_what_follows_it() {
    let launched = "
Iran      Iran      PROPN NNP 2 nsubj
launched  launch    VERB  VBD 0 root
a         a         DET   DT  4 det
series    series    NOUN  NN  2 obj
of        of        ADP   IN  6 case
attacks   attack    NOUN  NNS 4 nmod
on        on        ADP   IN  8 case
Israel    Israel    PROPN NNP 6 nmod";
    let signed = "
Iran      Iran      PROPN NNP 2 nsubj
signed    sign      VERB  VBD 0 root
one       one       NUM   CD  2 obj
of        of        ADP   IN  6 case
two       two       NUM   CD  6 nummod
treaties  treaty    NOUN  NNS 3 nmod
with      with      ADP   IN  8 case
Syria     Syria     PROPN NNP 2 obl";
    assert_eq!(events(launched), ["ASSAULT: IRN -> ISR (actual)"]);
    assert_eq!(events(signed), ["SUPPORT: IRN + SYR (actual)"]);
}
