//! Quantities: what is counted, how many, and in what words.

#![allow(clippy::expect_used)] // A broken tree may stop a test.

mod support;
use support::code;

/// The quantities of all events, each as `kind value unit: words`, without repetition.
fn quantities(trees: &str) -> Vec<String> {
    let (text, coded) = code(trees);
    let mut lines: Vec<String> = Vec::new();
    for q in coded.events.iter().flat_map(|e| &e.quantities) {
        let unit = q.unit.as_deref().unwrap_or("-");
        let line = format!("{} {} {unit}: {}", q.kind, q.value, q.span.of(&text));
        if !lines.contains(&line) {
            lines.push(line);
        }
    }
    lines
}

/// "Iran killed ..." with the object's words, each `form/TAG/head`: heads count from the first of them, 0 is the verb.
fn killed(words: &str) -> Vec<String> {
    let mut tree = String::from("Iran Iran PROPN NNP 2 nsubj\nkilled kill VERB VBD 0 root\n");
    for word in words.split(' ') {
        let cells: Vec<&str> = word.split('/').collect();
        let [form, tag, head, relation] = cells[..] else {
            panic!("four parts: {word}")
        };
        let head: usize = head.parse().expect("a number");
        let lemma = form.to_lowercase();
        let lemma = lemma.strip_suffix('s').unwrap_or(&lemma);
        tree += &format!("{form} {lemma} {tag} {tag} {} {relation}\n", head + 2);
    }
    quantities(&tree)
}

#[test]
fn a_number_counts_what_the_verb_does_to_it_and_only_once() {
    assert_eq!(
        killed("24/NUM/2/nummod soldiers/NOUN/0/obj"),
        ["killed 24 -: 24 soldiers"]
    );
    assert_eq!(killed("24/NUM/0/obj"), ["killed 24 -: 24"]);
    assert_eq!(
        killed(
            "24/NUM/2/nummod soldiers/NOUN/0/obj and/CCONJ/5/cc three/NUM/5/nummod civilians/NOUN/2/conj"
        ),
        ["killed 24 -: 24 soldiers", "killed 3 -: three civilians"]
    );
}

#[test]
fn numerals_have_their_value() {
    for (words, expected) in [
        (
            "10,000/NUM/2/nummod soldiers/NOUN/0/obj",
            "killed 10000 -: 10,000 soldiers",
        ),
        (
            "two/NUM/2/nummod dozen/NUM/3/nummod soldiers/NOUN/0/obj",
            "killed 24 -: two dozen soldiers",
        ),
        (
            "half/DET/4/det a/DET/3/det million/NUM/4/nummod soldiers/NOUN/0/obj",
            "killed 500000 -: half a million soldiers",
        ),
        (
            "1.2/NUM/2/compound million/NUM/3/nummod soldiers/NOUN/0/obj",
            "killed 1200000 -: 1.2 million soldiers",
        ),
        (
            "twenty/NUM/4/nummod -/PUNCT/3/punct four/NUM/4/nummod soldiers/NOUN/0/obj",
            "killed 24 -: twenty - four soldiers",
        ),
        (
            "two/NUM/2/compound hundred/NUM/5/nummod and/CCONJ/4/cc fifty/NUM/2/conj soldiers/NOUN/0/obj",
            "killed 250 -: two hundred and fifty soldiers",
        ),
        (
            "20/NUM/4/nummod to/ADP/3/case 30/NUM/1/nmod soldiers/NOUN/0/obj",
            "killed 20 -: 20 to 30 soldiers",
        ),
        (
            "two/NUM/0/obj of/ADP/3/case them/PRON/1/nmod",
            "killed 2 -: two",
        ),
    ] {
        assert_eq!(killed(words), [expected], "{words}");
    }
    // "Hundreds" tells no number.
    let hundreds = "
Iran     Iran    PROPN NNP 2 nsubj
killed   kill    VERB  VBD 0 root
hundreds hundred NOUN  NNS 2 obj";
    assert!(quantities(hundreds).is_empty());
}

#[test]
fn the_killed_and_the_wounded_are_told_apart() {
    let tree = "
Israel   Israel  PROPN NNP 2 nsubj
killed   kill    VERB  VBD 0 root
24       24      NUM   CD  4 nummod
people   people  NOUN  NNS 2 obj
and      and     CCONJ CC  6 cc
wounded  wound   VERB  VBD 2 conj
30       30      NUM   CD  8 nummod
others   other   NOUN  NNS 6 obj";
    assert_eq!(
        quantities(tree),
        ["killed 24 -: 24 people", "wounded 30 -: 30 others"]
    );
}

#[test]
fn money_arms_and_fuel_have_their_units() {
    let tree = "
Russia  Russia  PROPN NNP 2 nsubj
sent    send    VERB  VBD 0 root
Iran    Iran    PROPN NNP 2 iobj
$       $       SYM   $   2 obj
1.2     1.2     NUM   CD  6 compound
billion billion NUM   CD  4 nummod
,       ,       PUNCT ,   8 punct
€       €       SYM   $   4 conj
3       3       NUM   CD  10 compound
bn      billion NUM   CD  8 nummod
,       ,       PUNCT ,   13 punct
500     500     NUM   CD  13 nummod
tanks   tank    NOUN  NNS 4 conj
and     and     CCONJ CC  16 cc
10,000  10000   NUM   CD  16 nummod
barrels barrel  NOUN  NNS 4 conj
of      of      ADP   IN  18 case
oil     oil     NOUN  NN  16 nmod";
    assert_eq!(
        quantities(tree),
        [
            "money 1200000000 USD: $ 1.2 billion",
            "money 3000000000 EUR: € 3 bn",
            "arms 500 tank: 500 tanks",
            "fuel 10000 barrel: 10,000 barrels of oil",
        ]
    );
}
