//! What is denied, on hand-written trees: the words that deny, and how far each denial reaches.

mod support;
use casus_coder::Coder;
use support::{book, document};

/// The denials of a tree, each as `cue: scope`.
fn negations(tree: &str) -> Vec<String> {
    let (document, trees) = document(tree);
    let book = book();
    let found = Coder::new(&book).negations(&document.text, &trees[0]);
    let words = |spans: &[casus_text::Span]| {
        let words: Vec<&str> = spans.iter().map(|s| s.of(&document.text)).collect();
        words.join(" ")
    };
    found
        .iter()
        .map(|n| format!("{}: {}", words(&n.cue), words(&n.scope)))
        .collect()
}

#[test]
fn not_denies_its_clause_without_what_comments_on_it() {
    let tree = "
However   however ADV   RB  6 advmod
,         ,       PUNCT ,   1 punct
Iran      Iran    PROPN NNP 6 nsubj
did       do      AUX   VBD 6 aux
not       not     PART  RB  6 advmod
attack    attack  VERB  VB  0 root
Syria     Syria   PROPN NNP 6 obj
because   because SCONJ IN  10 mark
Israel    Israel  PROPN NNP 10 nsubj
left      leave   VERB  VBD 6 advcl
.         .       PUNCT .   6 punct";
    assert_eq!(negations(tree), ["not: Iran did attack Syria"]);
}

#[test]
fn a_clause_that_is_set_against_it_is_left_out() {
    let tree = "
Iran      Iran    PROPN NNP 4 nsubj
did       do      AUX   VBD 4 aux
not       not     PART  RB  4 advmod
attack    attack  VERB  VB  0 root
but       but     CCONJ CC  6 cc
left      leave   VERB  VBD 4 conj";
    assert_eq!(negations(tree), ["not: Iran did attack"]);
}

#[test]
fn a_conjunct_shares_the_subject() {
    let tree = "
Iran      Iran    PROPN NNP 2 nsubj
left      leave   VERB  VBD 0 root
and       and     CCONJ CC  6 cc
did       do      AUX   VBD 6 aux
not       not     PART  RB  6 advmod
attack    attack  VERB  VB  2 conj";
    assert_eq!(negations(tree), ["not: Iran did attack"]);
}

#[test]
fn no_denies_the_clause_of_its_noun() {
    let tree = "
Iran      Iran    PROPN NNP 2 nsubj
signed    sign    VERB  VBD 0 root
no        no      DET   DT  4 det
treaty    treaty  NOUN  NN  2 obj";
    assert_eq!(negations(tree), ["no: Iran signed treaty"]);
}

#[test]
fn phrases_that_deny_nothing_are_no_cues() {
    let tree = "
Iran      Iran    PROPN NNP 4 nsubj
no        no      DET   DT  3 det
doubt     doubt   NOUN  NN  4 obl:unmarked
attacked  attack  VERB  VBD 0 root
Syria     Syria   PROPN NNP 4 obj";
    assert_eq!(negations(tree), [""; 0]);
}

#[test]
fn neither_and_nor_are_one_cue() {
    let tree = "
Iran      Iran    PROPN NNP 3 nsubj
neither   neither CCONJ CC  3 cc:preconj
attacked  attack  VERB  VBD 0 root
nor       nor     CCONJ CC  5 cc
left      leave   VERB  VBD 3 conj";
    assert_eq!(negations(tree), ["neither nor: Iran attacked"]);
}

#[test]
fn a_part_of_a_word_denies_the_rest() {
    let tree = "
It        it      PRON  PRP 3 nsubj
is        be      AUX   VBZ 3 cop
impossible impossible ADJ JJ 0 root
.         .       PUNCT .   3 punct";
    assert_eq!(negations(tree), ["im: It is possible"]);
    let tree = "
Iran      Iran    PROPN NNP 2 nsubj
left      leave   VERB  VBD 0 root
an        an      DET   DT  5 det
unarmed   unarmed ADJ   JJ  5 amod
town      town    NOUN  NN  2 obj";
    assert_eq!(negations(tree), ["un: an armed town"]);
    let tree = "
The       the     DET   DT  3 det
united    united  ADJ   JJ  3 amod
state     state   NOUN  NN  4 nsubj
left      leave   VERB  VBD 0 root";
    assert_eq!(negations(tree), [""; 0]);
}
