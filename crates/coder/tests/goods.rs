//! Goods: what is given, lent, sent or banned, by its class, with the number that counts it.

mod support;
use support::code;

/// The goods of each event as `class: words`, and its quantities as `value unit`.
fn goods(trees: &str) -> Vec<String> {
    let (text, coded) = code(trees);
    let line = |e: &casus_coder::Event| {
        let goods = e.goods.iter();
        let goods = goods.map(|g| format!("{}: {}", g.class, g.span.of(&text)));
        let counted = e.quantities.iter();
        let counted = counted.map(|q| format!("{} {}", q.value, q.unit.as_deref().unwrap_or("-")));
        goods.chain(counted).collect::<Vec<_>>().join("; ")
    };
    coded.events.iter().map(line).collect()
}

/// "Iran VERB Israel" with more words, whose heads are counted from the first word of the sentence.
fn iran(verb: &str, lemma: &str, words: &str) -> Vec<String> {
    let iran = "Iran Iran PROPN NNP 2 nsubj";
    let israel = "Israel Israel PROPN NNP 2 iobj";
    goods(&format!(
        "{iran}\n{verb} {lemma} VERB VBD 0 root\n{israel}\n{words}"
    ))
}

#[test]
fn the_object_is_what_is_given_with_its_number() {
    let tanks = "20 20 NUM CD 5 nummod
tanks tank NOUN NNS 2 obj";
    assert_eq!(iran("gave", "give", tanks), ["armour: tanks; 20 tank"]);
}

#[test]
fn a_measure_leads_to_what_it_measures() {
    let barrels = "500 500 NUM CD 5 nummod
barrels barrel NOUN NNS 2 obj
of of ADP IN 7 case
oil oil NOUN NN 5 nmod";
    assert_eq!(
        iran("sent", "send", barrels),
        ["crude-oil: oil; 500 barrel"]
    );
}

#[test]
fn the_number_of_a_name_counts_nothing() {
    let leopards = "18 18 NUM CD 7 nummod
Leopard Leopard PROPN NNP 7 compound
2 2 NUM CD 5 nummod
tanks tank NOUN NNS 2 obj";
    assert_eq!(
        iran("gave", "give", leopards),
        ["armour: Leopard 2 tanks; 18 tank"]
    );
}

#[test]
fn a_sum_of_money_is_what_the_verb_makes_of_it() {
    let sum = "$ $ SYM $ 2 obj
3 3 NUM CD 4 nummod";
    assert_eq!(iran("lent", "lend", sum), ["credit: $ 3; 3 USD"]);
    assert_eq!(iran("gave", "give", sum), ["money: $ 3; 3 USD"]);
    let aid = format!("{sum}\nin in ADP IN 7 case\naid aid NOUN NN 4 nmod");
    assert_eq!(iran("gave", "give", &aid), ["money: $ 3; 3 USD"]);
}

#[test]
fn goods_before_a_noun_are_told_by_it() {
    let tree = "
Iran    Iran   PROPN NNP 2 nsubj
imposed impose VERB  VBD 0 root
a       a      DET   DT  4 det
ban     ban    NOUN  NN  2 obj
on      on     ADP   IN  8 case
Israeli israeli ADJ  JJ  8 amod
coal    coal   NOUN  NN  8 compound
exports export NOUN  NNS 4 nmod";
    assert_eq!(goods(tree), ["coal: coal"]);
}

#[test]
fn who_is_trained_is_not_given() {
    let tree = "
Iran     Iran    PROPN NNP 2 nsubj
trained  train   VERB  VBD 0 root
Israeli  israeli ADJ   JJ  4 amod
soldiers soldier NOUN  NNS 2 obj";
    assert_eq!(goods(tree), ["training: trained"]);
}

#[test]
fn each_leg_of_an_exchange_has_its_own_goods_and_numbers() {
    let tree = "5 5 NUM CD 5 nummod
tanks tank NOUN NNS 2 obj
in in ADP IN 7 case
exchange exchange NOUN NN 2 obl
for for ADP IN 10 case
9 9 NUM CD 10 nummod
barrels barrel NOUN NNS 7 nmod
of of ADP IN 12 case
oil oil NOUN NN 10 nmod";
    let found = iran("gave", "give", tree);
    assert_eq!(found, ["armour: tanks; 5 tank", "crude-oil: oil; 9 barrel"]);
}

#[test]
fn an_event_of_words_alone_has_no_goods() {
    let tree = "
Iran   Iran   PROPN NNP 2 nsubj
killed kill   VERB  VBD 0 root
two    two    NUM   CD  4 nummod
soldiers soldier NOUN NNS 2 obj";
    assert_eq!(goods(tree), ["2 -"]);
}
