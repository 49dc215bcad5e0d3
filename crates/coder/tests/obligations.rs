//! Obligations: who owes what to whom, under which condition, and how it stands.

mod support;
use support::code;

/// Each obligation as `kind: BOUND -> TOWARD (status) if condition, article, treaty`.
fn obligations(trees: &str) -> Vec<String> {
    let (text, coded) = code(trees);
    let codes = |all: &[casus_coder::Actor]| {
        let codes: Vec<&str> = all.iter().map(|a| &*a.code).collect();
        codes.join(" + ")
    };
    let line = |o: &casus_coder::Obligation| {
        let mut line = format!("{}: {}", o.kind, codes(&o.bound));
        if !o.toward.is_empty() {
            line += &format!(" -> {}", codes(&o.toward));
        }
        line += &format!(" ({})", format!("{:?}", o.status).to_lowercase());
        for more in [o.condition, o.treaty].into_iter().flatten() {
            line += &format!(" {}", more.of(&text));
        }
        line + o.article.as_deref().unwrap_or_default()
    };
    coded.obligations.iter().map(line).collect()
}

const SIGNED: &str = "
Russia  Russia PROPN NNP 4 nsubj
and     and    CCONJ CC  3 cc
Iran    Iran   PROPN NNP 1 conj
signed  sign   VERB  VBD 0 root
a       a      DET   DT  6 det
treaty  treaty NOUN  NN  4 obj
";

#[test]
fn each_of_the_parties_is_bound_if_the_condition_holds() {
    let tree = format!(
        "{SIGNED}that     that   PRON  WDT 8 nsubj
obliges  oblige VERB  VBZ 6 acl:relcl
each     each   DET   DT  8 obj
to       to     PART  TO  11 mark
help     help   VERB  VB  8 xcomp
the      the    DET   DT  13 det
other    other  ADJ   JJ  11 obj
if       if     SCONJ IN  16 mark
it       it     PRON  PRP 16 nsubj
attacked attack VERB  VBD 11 advcl"
    );
    assert_eq!(
        obligations(&tree),
        ["defence: RUS + IRN (actual) if it attacked"]
    );
}

#[test]
fn the_parties_may_stand_in_the_sentence_before() {
    let tree = format!(
        "{SIGNED}
Each     each   DET   DT  3 nsubj
must     must   AUX   MD  3 aux
help     help   VERB  VB  0 root
the      the    DET   DT  5 det
other    other  ADJ   JJ  3 obj
against  against ADP  IN  7 case
attack   attack NOUN  NN  3 obl"
    );
    assert_eq!(obligations(&tree), ["defence: RUS + IRN (actual)"]);
}

#[test]
fn who_is_obliged_no_longer_owes_nothing() {
    let tree = "
Iran     Iran   PROPN NNP 4 nsubj:pass
is       be     AUX   VBZ 4 aux:pass
not      not    PART  RB  4 advmod
obliged  oblige VERB  VBN 0 root
to       to     PART  TO  6 mark
help     help   VERB  VB  4 xcomp
Russia   Russia PROPN NNP 6 obj
if       if     SCONJ IN  9 mark
attacked attack VERB  VBN 6 advcl";
    assert_eq!(
        obligations(tree),
        ["defence: IRN -> RUS (negated) if attacked"]
    );
}

#[test]
fn a_denial_may_be_what_is_owed() {
    let tree = "
Iran      Iran      PROPN NNP 2 nsubj
undertook undertake VERB  VBD 0 root
not       not       PART  RB  5 advmod
to        to        PART  TO  5 mark
attack    attack    VERB  VB  2 xcomp
Israel    Israel    PROPN NNP 5 obj";
    assert_eq!(obligations(tree), ["non-aggression: IRN -> ISR (actual)"]);
    let refused = "
Iran      Iran      PROPN NNP 2 nsubj
undertook undertake VERB  VBD 0 root
to        to        PART  TO  4 mark
attack    attack    VERB  VB  2 xcomp
Israel    Israel    PROPN NNP 4 obj";
    assert!(obligations(refused).is_empty());
}

#[test]
fn a_pact_that_is_quit_is_past() {
    let tree = "
Iran    Iran    PROPN NNP 2 nsubj
VERB    LEMMA   VERB  VBD 0 root
the     the     DET   DT  4 det
pact    pact    NOUN  NN  2 obj
with    with    ADP   IN  6 case
Russia  Russia  PROPN NNP 4 nmod";
    let with = |form: &str, lemma: &str| {
        obligations(&tree.replace("VERB    LEMMA", &format!("{form} {lemma}")))
    };
    assert_eq!(with("signed", "sign"), ["defence: RUS + IRN (actual)"]);
    assert_eq!(with("quit", "quit"), ["defence: RUS + IRN (historical)"]);
    assert!(with("praised", "praise").is_empty());
}

#[test]
fn the_treaty_and_its_article_are_cited() {
    let tree = "
Under    under   ADP   IN  2 case
Article  article PROPN NNP 11 obl
5        5       NUM   CD  2 nummod
of       of      ADP   IN  7 case
the      the     DET   DT  7 det
Atlantic Atlantic PROPN NNP 7 compound
Treaty   treaty  PROPN NNP 2 nmod
,        ,       PUNCT ,   11 punct
Iran     Iran    PROPN NNP 11 nsubj
must     must    AUX   MD  11 aux
help     help    VERB  VB  0 root
Russia   Russia  PROPN NNP 11 obj
if       if      SCONJ IN  14 mark
attacked attack  VERB  VBN 11 advcl";
    assert_eq!(
        obligations(tree),
        ["defence: IRN -> RUS (actual) if attacked Atlantic Treaty5"]
    );
}

#[test]
fn what_nobody_is_bound_to_is_no_obligation() {
    let tree = "
People   people PROPN NNS 3 nsubj
must     must   AUX   MD  3 aux
help     help   VERB  VB  0 root
attacked attack VERB  VBN 5 amod
towns    town   NOUN  NNS 3 obj";
    assert!(obligations(tree).is_empty());
}

#[test]
fn the_parties_may_only_be_named_beside_the_treaty() {
    let tree = "
The      the      DET   DT  2 det
treaty   treaty   NOUN  NN  6 nsubj
of       of       ADP   IN  4 case
Russia   Russia   PROPN NNP 2 nmod
with     with     ADP   IN  7 case
lapsed   lapse    VERB  VBD 0 root
Iran     Iran     PROPN NNP 2 nmod

It       it       PRON  PRP 2 nsubj
obliged  oblige   VERB  VBD 0 root
each     each     DET   DT  4 det
side     side     NOUN  NN  2 obj
to       to       PART  TO  6 mark
help     help     VERB  VB  2 xcomp
the      the      DET   DT  8 det
other    other    ADJ   JJ  6 obj
if       if       SCONJ IN  11 mark
it       it       PRON  PRP 11 nsubj
attacked attack   VERB  VBD 6 advcl";
    assert_eq!(
        obligations(tree),
        ["defence: RUS + IRN (actual) if it attacked"]
    );
}
