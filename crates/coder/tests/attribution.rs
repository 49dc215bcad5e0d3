//! On whose word, and whether it happened.

mod support;
use support::{code, events};

#[test]
fn speech_that_governs_the_event() {
    let tree = "
Russia    Russia  PROPN NNP 2 nsubj
said      say     VERB  VBD 0 root
that      that    SCONJ IN  5 mark
Iran      Iran    PROPN NNP 5 nsubj
attacked  attack  VERB  VBD 2 ccomp
Israel    Israel  PROPN NNP 5 obj";
    assert_eq!(events(tree), ["ASSAULT: IRN -> ISR (actual; asserts RUS)"]);
}

#[test]
fn speech_that_follows_the_event() {
    let tree = "
Iran      Iran    PROPN NNP 2 nsubj
attacked  attack  VERB  VBD 0 root
Israel    Israel  PROPN NNP 2 obj
,         ,       PUNCT ,   7 punct
Russian   Russian ADJ   JJ  6 amod
officials official NOUN NNS 7 nsubj
said      say     VERB  VBD 2 parataxis";
    assert_eq!(
        events(tree),
        ["ASSAULT: IRN -> ISR (actual; asserts RUS.GOV)"]
    );
}

#[test]
fn according_to_and_reportedly() {
    let tree = "
Iran      Iran    PROPN NNP 3 nsubj
reportedly reportedly ADV RB 3 advmod
attacked  attack  VERB  VBD 0 root
Israel    Israel  PROPN NNP 3 obj
according accord  VERB  VBG 7 case
to        to      ADP   IN  5 fixed
NATO      NATO    PROPN NNP 3 obl";
    assert_eq!(
        events(tree),
        ["ASSAULT: IRN -> ISR (actual; asserts IGO.MIL; asserts -)"]
    );
}

#[test]
fn an_accusation_is_an_event_and_a_claim_of_another() {
    let tree = "
Israel    Israel  PROPN NNP 2 nsubj
accused   accuse  VERB  VBD 0 root
Iran      Iran    PROPN NNP 2 obj
of        of      SCONJ IN  5 mark
attacking attack  VERB  VBG 2 advcl
Syria     Syria   PROPN NNP 5 obj";
    let found = events(tree);
    assert_eq!(found[0], "ACCUSE allege: ISR -> IRN (actual)");
}

#[test]
fn status_of_negation_future_and_plans() {
    let tree = |auxiliary: &str, lemma: &str, tag: &str| {
        format!(
            "
Iran     Iran    PROPN NNP 3 nsubj
{auxiliary} {lemma} {tag} 3 {}
attack   attack  VERB  VB  0 root
Israel   Israel  PROPN NNP 3 obj",
            if tag.starts_with("PART") || tag.starts_with("ADV") {
                "advmod"
            } else {
                "aux"
            }
        )
    };
    assert_eq!(
        events(&tree("will", "will", "AUX MD")),
        ["ASSAULT: IRN -> ISR (future)"]
    );
    assert_eq!(
        events(&tree("may", "may", "AUX MD")),
        ["ASSAULT: IRN -> ISR (hypothetical)"]
    );
    assert_eq!(
        events(&tree("never", "never", "ADV RB")),
        ["ASSAULT: IRN -> ISR (negated)"]
    );
}

#[test]
fn a_future_visit_is_an_agreement() {
    let tree = "
Putin    Putin   PROPN NNP 3 nsubj
will     will    AUX   MD  3 aux
visit    visit   VERB  VB  0 root
North    North   ADJ   NNP 5 amod
Korea    Korea   PROPN NNP 3 obj";
    assert_eq!(events(tree), ["AGREE: RUS.GOV -> PRK (future)"]);
}

#[test]
fn a_condition_is_kept_with_its_words() {
    let tree = "
Iran     Iran    PROPN NNP 3 nsubj
would    would   AUX   MD  3 aux
attack   attack  VERB  VB  0 root
Israel   Israel  PROPN NNP 3 obj
if       if      SCONJ IN  7 mark
it       it      PRON  PRP 7 nsubj:pass
attacked attack  VERB  VBN 3 advcl";
    let (text, coded) = code(tree);
    assert_eq!(
        coded.events[0].condition.map(|c| c.of(&text)),
        Some("if it attacked")
    );
}

#[test]
fn a_quotation_over_two_sentences_has_one_speaker() {
    let tree = "
“         “       PUNCT ``  4 punct
We        we      PRON  PRP 4 nsubj
will      will    AUX   MD  4 aux
reply     reply   VERB  VB  6 ccomp
Russia    Russia  PROPN NNP 6 nsubj
said      say     VERB  VBD 0 root
:         :       PUNCT :   6 punct

Iran      Iran    PROPN NNP 2 nsubj
attacked  attack  VERB  VBD 0 root
Israel    Israel  PROPN NNP 2 obj
”         ”       PUNCT ''  2 punct

Iran      Iran    PROPN NNP 2 nsubj
attacked  attack  VERB  VBD 0 root
Syria     Syria   PROPN NNP 2 obj";
    assert_eq!(
        events(tree),
        [
            "ASSAULT: IRN -> ISR (actual; asserts RUS)",
            "ASSAULT: IRN -> SYR (actual)"
        ]
    );
}

#[test]
fn who_denies_a_claim_has_not_made_it() {
    let tree = "
Iran      Iran    PROPN NNP 2 nsubj
denied    deny    VERB  VBD 0 root
claims    claim   NOUN  NNS 2 obj
that      that    SCONJ IN  6 mark
Israel    Israel  PROPN NNP 6 nsubj
attacked  attack  VERB  VBD 3 acl
Syria     Syria   PROPN NNP 6 obj";
    assert_eq!(
        events(tree),
        ["ASSAULT: ISR -> SYR (negated; denies IRN; asserts -)"]
    );
}
