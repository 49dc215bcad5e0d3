//! What an event is about, what becomes of it while it is only announced, and what a document's topic shuts out.

mod support;
use support::{code, events};

#[test]
fn a_promised_release_is_agreed_to_and_an_announced_withdrawal_conceded() {
    let release = "
Iran      Iran     PROPN NNP 3 nsubj
will      will     AUX   MD  3 aux
release   release  VERB  VB  0 root
soldiers  soldier  NOUN  NNS 3 obj";
    assert_eq!(events(release), ["AGREE: IRN -> ---.MIL (future)"]);
    let withdrawal = "
Iran      Iran     PROPN NNP 3 nsubj
will      will     AUX   MD  3 aux
withdraw  withdraw VERB  VB  0 root
from      from     ADP   IN  5 case
Syria     Syria    PROPN NNP 3 obl";
    assert_eq!(events(withdrawal), ["CONCEDE: IRN -> SYR (future)"]);
}

#[test]
fn people_who_are_only_counted_are_arrested_all_the_same() {
    let tree = "
120       120      NUM   CD  3 nsubj:pass
were      be       AUX   VBD 3 aux:pass
arrested  arrest   VERB  VBN 0 root";
    let (_, coded) = code(tree);
    assert_eq!(coded.events.len(), 1);
    assert_eq!(&*coded.events[0].quantities[0].kind, "arrested");
}

#[test]
fn a_bare_object_behind_a_particle_is_one() {
    let tree = "
Iran      Iran     PROPN NNP 2 nsubj
shut      shut     VERB  VBD 0 root
down      down     ADP   RP  2 compound:prt
the       the      DET   DT  5 det
parliament parliament NOUN NN 2 obl";
    assert_eq!(events(tree), ["COERCE censor: IRN -> ---.LEG (actual)"]);
}

#[test]
fn contexts_come_from_phrases_with_hyphens_and_from_who_takes_part() {
    let tree = "
Iran      Iran     PROPN NNP 2 nsubj
visited   visit    VERB  VBD 0 root
Syria     Syria    PROPN NNP 2 obj
after     after    ADP   IN  8 case
the       the      DET   DT  8 det
cease     cease    NOUN  NN  8 compound
-         -        PUNCT HYPH 6 punct
fire      fire     NOUN  NN  2 obl";
    let contexts = |tree: &str| {
        let (_, coded) = code(tree);
        let event = coded.events.into_iter().next();
        event.map(|e| e.contexts.join(" ")).unwrap_or_default()
    };
    assert_eq!(contexts(tree), "diplomatic military");
    let soldiers = "
Soldiers  soldier  NOUN  NNS 2 nsubj
killed    kill     VERB  VBD 0 root
civilians civilian NOUN  NNS 2 obj";
    assert_eq!(contexts(soldiers), "military");
}

#[test]
fn a_document_full_of_sport_tells_only_what_bodies_of_the_state_do() {
    let sport = "
Iran      Iran     PROPN NNP 2 nsubj
beat      beat     VERB  VBD 0 root
Syria     Syria    PROPN NNP 2 obj
in        in       ADP   IN  6 case
the       the      DET   DT  6 det
match     match    NOUN  NN  2 obl

The       the      DET   DT  2 det
referee   referee  NOUN  NN  3 nsubj
gave      give     VERB  VBD 0 root
the       the      DET   DT  5 det
striker   striker  NOUN  NN  3 iobj
a         a        DET   DT  7 det
goal      goal     NOUN  NN  3 obj

Police    police   NOUN  NN  2 nsubj
arrested  arrest   VERB  VBD 0 root
protesters protester NOUN NNS 2 obj";
    assert_eq!(
        events(sport),
        ["COERCE arrest: ---.COP -> ---.CVL (actual)"]
    );
    let alone = sport.split("\n\n").next().unwrap_or_default();
    assert_eq!(events(alone), ["ASSAULT beat: IRN -> SYR (actual)"]);
}
