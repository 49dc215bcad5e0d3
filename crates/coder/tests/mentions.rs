//! What names, titles, nouns and pronouns stand for.

mod support;
use support::{code, events};

#[test]
fn a_title_with_nationality_finds_the_holder_of_the_office() {
    let tree = "
The       the       DET  DT  3 det
Russian   Russian   ADJ  JJ  3 amod
president president NOUN NN  4 nsubj
visited   visit     VERB VBD 0 root
Iran      Iran      PROPN NNP 4 obj";
    let (text, coded) = code(tree);
    let actor = &coded.events[0].actors[0];
    assert_eq!(actor.span.of(&text), "Russian president");
    assert_eq!(actor.name.as_deref(), Some("Vladimir Putin"));
    assert_eq!(actor.office.as_deref(), Some("President of Russia"));
    assert_eq!(actor.wikidata.as_deref(), Some("Q7747"));
}

#[test]
fn a_former_president_is_of_the_elite() {
    let tree = "
Barack    Barack    PROPN NNP 3 nsubj
Obama     Obama     PROPN NNP 1 flat
visited   visit     VERB  VBD 0 root
Israel    Israel    PROPN NNP 3 obj";
    assert_eq!(events(tree), ["CONSULT visit: USA.ELI -> ISR (actual)"]);
}

#[test]
fn an_apposition_tells_who_a_name_is() {
    let tree = "
Ali       Ali       PROPN NNP 7 nsubj
Karimi    Karimi    PROPN NNP 1 flat
,         ,         PUNCT ,   6 punct
Iran      Iran      PROPN NNP 6 nmod:poss
's        's        PART  POS 4 case
minister  minister  NOUN  NN  1 appos
visited   visit     VERB  VBD 0 root
Israel    Israel    PROPN NNP 7 obj";
    let (text, coded) = code(tree);
    let actor = &coded.events[0].actors[0];
    assert_eq!(
        (&*actor.code, actor.name.as_deref()),
        ("IRN", Some("Ali Karimi"))
    );
    assert_eq!(actor.span.of(&text), "Ali Karimi");
}

#[test]
fn short_names_and_pronouns_lead_back() {
    let tree = "
Russian   Russian   ADJ   JJ  2 amod
minister  minister  NOUN  NN  3 nmod:desc
Ivan      Ivan      PROPN NNP 5 nsubj
Petrov    Petrov    PROPN NNP 3 flat
visited   visit     VERB  VBD 0 root
Iran      Iran      PROPN NNP 5 obj

Petrov    Petrov    PROPN NNP 2 nsubj
criticised criticise VERB VBD 0 root
Israel    Israel    PROPN NNP 2 obj

He        he        PRON  PRP 2 nsubj
visited   visit     VERB  VBD 0 root
Syria     Syria     PROPN NNP 2 obj";
    assert_eq!(
        events(tree),
        [
            "CONSULT visit: RUS.GOV -> IRN (actual)",
            "ACCUSE disapprove: RUS.GOV -> ISR (actual)",
            "CONSULT visit: RUS.GOV -> SYR (actual)"
        ]
    );
}

#[test]
fn a_capital_acts_for_its_government_and_a_town_is_a_place() {
    let tree = "
Moscow    Moscow    PROPN NNP 2 nsubj
attacked  attack    VERB  VBD 0 root
Aleppo    Aleppo    PROPN NNP 2 obj
on        on        ADP   IN  5 case
Monday    Monday    PROPN NNP 2 obl";
    let (_, coded) = code(tree);
    let event = &coded.events[0];
    assert_eq!(&*event.actors[0].code, "RUS");
    assert_eq!(&*event.recipients[0].code, "SYR");
    assert_eq!(event.date.as_deref(), Some("2024-06-17"));
    assert_eq!(
        event.location.as_ref().map(|l| (&*l.name, l.geoname)),
        Some(("Aleppo", Some(170_063)))
    );
}

#[test]
fn people_of_a_state_have_its_code_and_their_sector() {
    let tree = "
Israeli   Israeli   ADJ   JJ  2 amod
police    police    NOUN  NNS 3 nsubj
arrested  arrest    VERB  VBD 0 root
24        24        NUM   CD  5 nummod
protesters protester NOUN NNS 3 obj";
    assert_eq!(events(tree), ["COERCE arrest: ISR.COP -> ISR.CVL (actual)"]);
}

#[test]
fn every_owner_of_a_noun_is_an_actor() {
    let tree = "
The       the       DET   DT  2 det
soldiers  soldier   NOUN  NNS 7 nsubj
of        of        ADP   IN  4 case
Iran      Iran      PROPN NNP 2 nmod
and       and       CCONJ CC  6 cc
Syria     Syria     PROPN NNP 4 conj
attacked  attack    VERB  VBD 0 root
Israel    Israel    PROPN NNP 7 obj";
    assert_eq!(events(tree), ["ASSAULT: IRN.MIL + SYR.MIL -> ISR (actual)"]);
}

#[test]
fn a_pronoun_that_may_be_a_thing_stands_for_the_last_subject_only() {
    let thing = "
A         a         DET   DT  2 det
storm     storm     NOUN  NN  3 nsubj
reached   reach     VERB  VBD 0 root
Iran      Iran      PROPN NNP 3 obj

It        it        PRON  PRP 2 nsubj
killed    kill      VERB  VBD 0 root
24        24        NUM   CD  4 nummod
soldiers  soldier   NOUN  NNS 2 obj";
    let state = "
Iran      Iran      PROPN NNP 2 nsubj
replied   reply     VERB  VBD 0 root

It        it        PRON  PRP 2 nsubj
attacked  attack    VERB  VBD 0 root
Israel    Israel    PROPN NNP 2 obj";
    assert_eq!(events(thing), ["ASSAULT:  -> ---.MIL (actual)"]);
    assert_eq!(events(state), ["ASSAULT: IRN -> ISR (actual)"]);
}
