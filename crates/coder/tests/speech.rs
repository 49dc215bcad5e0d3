//! Every attribution of a text: cue, source, content, stance and nesting, a test for each construction.

mod support;
use support::{events, said};

#[test]
fn the_source_is_the_whole_phrase_and_the_cue_has_its_auxiliaries() {
    let tree = "
The        the        DET   DT  2 det
minister   minister   NOUN  NN  6 nsubj
of         of         ADP   IN  4 case
Peru       Peru       PROPN NNP 2 nmod
has        have       AUX   VBZ 6 aux
said       say        VERB  VBN 0 root
that       that       SCONJ IN  9 mark
Iran       Iran       PROPN NNP 9 nsubj
lied       lie        VERB  VBD 6 ccomp
.          .          PUNCT .   6 punct";
    assert_eq!(
        said(tree),
        ["asserts <The minister of Peru> [has said] that Iran lied"]
    );
}

#[test]
fn content_before_and_around_the_cue() {
    let before = "
Iran       Iran       PROPN NNP 2 nsubj
lied       lie        VERB  VBD 0 root
,          ,          PUNCT ,   5 punct
officials  official   NOUN  NNS 5 nsubj
said       say        VERB  VBD 2 parataxis";
    assert_eq!(said(before), ["asserts <officials> [said] Iran lied"]);
    let around = "
Iran       Iran       PROPN NNP 6 nsubj
,          ,          PUNCT ,   4 punct
officials  official   NOUN  NNS 4 nsubj
said       say        VERB  VBD 6 parataxis
,          ,          PUNCT ,   4 punct
lied       lie        VERB  VBD 0 root";
    assert_eq!(said(around), ["asserts <officials> [said] Iran / lied"]);
}

#[test]
fn an_addressee_is_no_content() {
    let tree = "
Putin      Putin      PROPN NNP 2 nsubj
told       tell       VERB  VBD 0 root
reporters  reporter   NOUN  NNS 2 obj
that       that       SCONJ IN  6 mark
Iran       Iran       PROPN NNP 6 nsubj
lied       lie        VERB  VBD 2 ccomp";
    assert_eq!(said(tree), ["asserts <Putin> [told] that Iran lied"]);
}

#[test]
fn a_relative_pronoun_stands_for_the_source() {
    let tree = "
officials  official   NOUN  NNS 6 nsubj
who        who        PRON  WP  3 nsubj
say        say        VERB  VBP 1 acl:relcl
Iran       Iran       PROPN NNP 5 nsubj
lied       lie        VERB  VBD 3 ccomp
left       leave      VERB  VBD 0 root";
    assert_eq!(said(tree), ["asserts <who> [say] Iran lied"]);
}

#[test]
fn a_passive_has_the_subject_for_a_part_and_no_source() {
    let tree = "
Iran       Iran       PROPN NNP 3 nsubj:pass
is         be         AUX   VBZ 3 aux:pass
expected   expect     VERB  VBN 0 root
to         to         PART  TO  5 mark
attack     attack     VERB  VB  3 xcomp
Israel     Israel     PROPN NNP 5 obj";
    assert_eq!(
        said(tree),
        ["doubts <> [is expected] Iran / to attack Israel"]
    );
}

#[test]
fn what_seems_has_no_source() {
    let tree = "
Iran       Iran       PROPN NNP 2 nsubj
seems      seem       VERB  VBZ 0 root
to         to         PART  TO  4 mark
lie        lie        VERB  VB  2 xcomp";
    assert_eq!(said(tree), ["doubts <> [seems] Iran / to lie"]);
}

#[test]
fn nouns_and_adjectives_of_speech() {
    let noun = "
Iran       Iran       PROPN NNP 3 nmod:poss
's         's         PART  POS 1 case
claim      claim      NOUN  NN  8 nsubj
that       that       SCONJ IN  6 mark
Israel     Israel     PROPN NNP 6 nsubj
lied       lie        VERB  VBD 3 acl
is         be         AUX   VBZ 8 cop
wrong      wrong      ADJ   JJ  0 root";
    assert_eq!(said(noun), ["asserts <Iran 's> [claim] that Israel lied"]);
    let lent = "
Iran       Iran       PROPN NNP 2 nsubj
voiced     voice      VERB  VBD 0 root
support    support    NOUN  NN  2 obj
for        for        ADP   IN  5 case
Syria      Syria      PROPN NNP 3 nmod";
    assert_eq!(said(lent), ["judges <Iran> [support for] Syria"]);
    let adjective = "
Iran       Iran       PROPN NNP 3 nsubj
is         be         AUX   VBZ 3 cop
worried    worried    ADJ   JJ  0 root
that       that       SCONJ IN  6 mark
Israel     Israel     PROPN NNP 6 nsubj
lied       lie        VERB  VBD 3 ccomp";
    assert_eq!(
        said(adjective),
        ["worries <Iran> [is worried] that Israel lied"]
    );
}

#[test]
fn words_of_several_parts() {
    let tree = "
Iran       Iran       PROPN NNP 2 nsubj
pointed    point      VERB  VBD 0 root
out        out        ADP   RP  2 compound:prt
that       that       SCONJ IN  6 mark
Israel     Israel     PROPN NNP 6 nsubj
lied       lie        VERB  VBD 2 ccomp";
    assert_eq!(
        said(tree),
        ["asserts <Iran> [pointed out] that Israel lied"]
    );
}

#[test]
fn wishes_and_judgements_are_listed_and_stand_for_no_event() {
    let tree = "
Russia     Russia     PROPN NNP 2 nsubj
wants      want       VERB  VBZ 0 root
Iran       Iran       PROPN NNP 2 obj
to         to         PART  TO  5 mark
attack     attack     VERB  VB  2 xcomp
Israel     Israel     PROPN NNP 5 obj";
    assert_eq!(said(tree), ["wants <Russia> [wants] to attack Israel"]);
    assert!(events(tree).iter().all(|event| !event.contains(';')));
    let called = "
Russia     Russia     PROPN NNP 2 nsubj
called     call       VERB  VBD 0 root
Iran       Iran       PROPN NNP 2 obj
a          a          DET   DT  5 det
liar       liar       NOUN  NN  2 xcomp";
    assert_eq!(said(called), ["judges <Russia> [called] Iran a liar"]);
}

#[test]
fn a_chain_is_nested() {
    let tree = "
Russia     Russia     PROPN NNP 2 nsubj
says       say        VERB  VBZ 0 root
that       that       SCONJ IN  6 mark
Iran       Iran       PROPN NNP 6 nsubj
reportedly reportedly ADV   RB  6 advmod
attacked   attack     VERB  VBD 2 ccomp
Israel     Israel     PROPN NNP 6 obj";
    assert_eq!(
        said(tree),
        [
            "asserts <Russia> [says] that Iran reportedly attacked Israel",
            "asserts <> [reportedly] that Iran / attacked Israel (in 0)"
        ]
    );
    assert_eq!(
        events(tree),
        ["ASSAULT: IRN -> ISR (actual; asserts RUS; asserts -)"]
    );
}

#[test]
fn a_source_behind_a_comma_holds_for_the_whole_sentence() {
    let tree = "
Russia     Russia     PROPN NNP 2 nsubj
says       say        VERB  VBZ 0 root
Iran       Iran       PROPN NNP 4 nsubj
attacked   attack     VERB  VBD 2 ccomp
Israel     Israel     PROPN NNP 4 obj
,          ,          PUNCT ,   9 punct
according  accord     VERB  VBG 9 case
to         to         ADP   IN  7 fixed
NATO       NATO       PROPN NNP 4 obl";
    assert_eq!(
        said(tree),
        [
            "asserts <Russia> [says] Iran attacked Israel (in 1)",
            "asserts <NATO> [according to] Russia says Iran attacked Israel"
        ]
    );
    assert_eq!(
        events(tree),
        ["ASSAULT: IRN -> ISR (actual; asserts IGO.MIL; asserts RUS)"]
    );
}

#[test]
fn a_participle_of_speech_goes_on_with_the_same_speaker() {
    let tree = "
Russia     Russia     PROPN NNP 2 nsubj
said       say        VERB  VBD 0 root
Iran       Iran       PROPN NNP 4 nsubj
lied       lie        VERB  VBD 2 ccomp
,          ,          PUNCT ,   6 punct
adding     add        VERB  VBG 4 advcl
that       that       SCONJ IN  9 mark
Syria      Syria      PROPN NNP 9 nsubj
left       leave      VERB  VBD 6 ccomp";
    assert_eq!(
        said(tree),
        [
            "asserts <Russia> [said] Iran lied",
            "asserts <Russia> [adding] that Syria left"
        ]
    );
}

#[test]
fn an_inverted_question_has_its_speaker() {
    let tree = "
“          “          PUNCT ``  4 punct
Did        do         AUX   VBD 4 aux
Iran       Iran       PROPN NNP 4 nsubj
attack     attack     VERB  VB  8 ccomp
Israel     Israel     PROPN NNP 4 obj
?          ?          PUNCT .   4 punct
”          ”          PUNCT ''  4 punct
asked      ask        VERB  VBD 0 root
Putin      Putin      PROPN NNP 8 obj";
    assert_eq!(
        said(tree),
        ["asks <Putin> [asked] “ Did Iran attack Israel ? ”"]
    );
}

#[test]
fn a_quotation_after_a_colon_or_after_its_speaker_is_his() {
    let colon = "
Russia     Russia     PROPN NNP 2 nsubj
said       say        VERB  VBD 0 root
:          :          PUNCT :   2 punct

“          “          PUNCT ``  3 punct
Iran       Iran       PROPN NNP 3 nsubj
attacked   attack     VERB  VBD 0 root
Israel     Israel     PROPN NNP 3 obj
.          .          PUNCT .   3 punct
”          ”          PUNCT ''  3 punct";
    assert_eq!(
        said(colon),
        ["asserts <Russia> [said] “ Iran attacked Israel . ”"]
    );
    assert_eq!(events(colon), ["ASSAULT: IRN -> ISR (actual; asserts RUS)"]);
    let running = "
“          “          PUNCT ``  3 punct
Iran       Iran       PROPN NNP 3 nsubj
lied       lie        VERB  VBD 7 ccomp
,          ,          PUNCT ,   3 punct
”          ”          PUNCT ''  3 punct
Russia     Russia     PROPN NNP 7 nsubj
said       say        VERB  VBD 0 root
.          .          PUNCT .   7 punct

“          “          PUNCT ``  3 punct
It         it         PRON  PRP 3 nsubj
attacked   attack     VERB  VBD 0 root
Israel     Israel     PROPN NNP 3 obj
.          .          PUNCT .   3 punct
”          ”          PUNCT ''  3 punct";
    assert_eq!(
        said(running),
        ["asserts <Russia> [said] “ Iran lied , ” / “ It attacked Israel . ”"]
    );
}

#[test]
fn quoted_words_of_a_sentence_are_no_speech_of_their_own() {
    let tree = "
Russia     Russia     PROPN NNP 2 nsubj
left       leave      VERB  VBD 0 root
the        the        DET   DT  5 det
“          “          PUNCT ``  5 punct
circus     circus     NOUN  NN  2 obj
”          ”          PUNCT ''  5 punct
.          .          PUNCT .   2 punct";
    assert!(said(tree).is_empty());
}

#[test]
fn names_before_a_colon_and_after_a_dash() {
    let colon = "
Putin      Putin      PROPN NNP 4 nsubj
:          :          PUNCT :   4 punct
Iran       Iran       PROPN NNP 4 nsubj
lied       lie        VERB  VBD 0 root
.          .          PUNCT .   4 punct";
    assert_eq!(said(colon), ["asserts <Putin> [:] Iran lied"]);
    let dash = "
“          “          PUNCT ``  4 punct
We         we         PRON  PRP 4 nsubj
never      never      ADV   RB  4 advmod
lied       lie        VERB  VBD 0 root
.          .          PUNCT .   4 punct
”          ”          PUNCT ''  4 punct
―          ―          PUNCT :   8 punct
Vladimir   Vladimir   PROPN NNP 4 parataxis
Putin      Putin      PROPN NNP 8 flat";
    assert_eq!(
        said(dash),
        ["asserts <Vladimir Putin> [―] “ We never lied . ”"]
    );
}

#[test]
fn the_writer_is_no_source() {
    let tree = "
We         we         PRON  PRP 2 nsubj
criticize  criticize  VERB  VBP 0 root
Iran       Iran       PROPN NNP 2 obj";
    assert!(said(tree).is_empty());
}

#[test]
fn where_the_parser_lost_the_clause_it_is_found_by_its_marks() {
    let tree = "
Russia     Russia     PROPN NNP 2 nsubj
said       say        VERB  VBD 0 root
that       that       SCONJ IN  5 mark
Iran       Iran       PROPN NNP 5 nsubj
lied       lie        VERB  VBD 2 dep
.          .          PUNCT .   2 punct";
    assert_eq!(said(tree), ["asserts <Russia> [said] that Iran lied"]);
}
