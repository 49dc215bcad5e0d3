//! Names of persons, organisations and places, and which place a name means.

mod support;
use casus_coder::NameKind;
use support::code;

/// The names of the trees with a letter for their kind.
fn names(trees: &str) -> Vec<String> {
    let (text, coded) = code(trees);
    let letter = |kind| match kind {
        NameKind::Person => 'P',
        NameKind::Organisation => 'O',
        NameKind::Place => 'L',
    };
    let line = |n: &casus_coder::Named| format!("{} {}", letter(n.kind), n.span.of(&text));
    coded.names.iter().map(line).collect()
}

/// The places of the trees: the words, and the point.
fn places(trees: &str) -> Vec<(String, Option<(f32, f32)>)> {
    let (text, coded) = code(trees);
    let place = |p: &casus_coder::Location| (p.span.of(&text).to_owned(), p.point);
    coded.places.iter().map(place).collect()
}

#[test]
fn a_firm_is_one_name_through_its_and() {
    let tree = "
Northern  Northern  PROPN NNP 2 compound
Telephone Telephone PROPN NNP 0 root
and       and       CCONJ CC  4 cc
Telegraph Telegraph PROPN NNP 2 conj
Co        Co        PROPN NNP 4 flat";
    assert_eq!(names(tree), ["O Northern Telephone and Telegraph Co"]);
}

#[test]
fn a_title_is_no_part_of_a_name_and_the_last_name_alone_is_the_person() {
    let tree = "
Minister minister PROPN NNP 2 nmod:desc
Anna     Anna     PROPN NNP 4 nsubj
Berg     Berg     PROPN NNP 2 flat
left     leave    VERB  VBD 0 root

Nobody   nobody   PRON  NN  2 nsubj
saw      see      VERB  VBD 0 root
Berg     Berg     PROPN NNP 2 obj";
    assert_eq!(names(tree), ["P Anna Berg", "P Berg"]);
}

#[test]
fn a_nationality_and_an_event_are_no_names() {
    let tree = "
Omar     Omar     PROPN NNP 3 nsubj
Said     Said     PROPN NNP 1 flat
won      win      VERB  VBD 0 root
the      the      DET   DT  6 det
Russian  Russian  ADJ   JJ  6 amod
Cup      cup      PROPN NNP 3 obj";
    assert_eq!(names(tree), ["P Omar Said"]);
}

#[test]
fn a_well_known_town_is_meant_where_nothing_speaks_against_it() {
    let tree = "
Omar   Omar   PROPN NNP 2 nsubj
lives  live   VERB  VBZ 0 root
in     in     ADP   IN  4 case
Aleppo Aleppo PROPN NNP 2 obl";
    assert_eq!(places(tree), [("Aleppo".into(), Some((36.2, 37.16)))]);
}

#[test]
fn the_region_behind_the_comma_tells_the_town_all_over_the_document() {
    let tree = "
He     he     PRON  PRP 2 nsubj
left   leave  VERB  VBD 0 root
Aleppo Aleppo PROPN NNP 2 obj

She    she    PRON  PRP 2 nsubj
lives  live   VERB  VBZ 0 root
in     in     ADP   IN  4 case
Aleppo Aleppo PROPN NNP 2 obl
,      ,      PUNCT ,   6 punct
O.     O.     PROPN NNP 4 appos
.      .      PUNCT .   2 punct";
    let small = Some((40.0, -83.0));
    assert_eq!(
        places(tree),
        [
            ("Aleppo".into(), small),
            ("Aleppo".into(), small),
            ("O.".into(), Some((40.2, -82.9)))
        ]
    );
}

#[test]
fn places_within_names_of_bodies_and_nationalities_are_places() {
    let tree = "
African  African  ADJ   JJ  2 amod
envoys   envoy    NOUN  NNS 3 nsubj
met      meet     VERB  VBD 0 root
Licking  Licking  PROPN NNP 6 compound
County   County   PROPN NNP 6 compound
Police   police   PROPN NNP 3 obj
.        .        PUNCT .   3 punct";
    let found: Vec<String> = places(tree).into_iter().map(|(words, _)| words).collect();
    assert_eq!(found, ["African", "Licking County"]);
    assert_eq!(names(tree), ["O Licking County Police"]);
}

#[test]
fn a_common_last_name_stands_for_no_head_of_state_of_whom_nothing_is_said() {
    let alone = "
Fox      Fox     PROPN NNP 2 nsubj
visited  visit   VERB  VBD 0 root
Iran     Iran    PROPN NNP 2 obj";
    let actor = |trees: &str| code(trees).1.events[0].actors[0].clone();
    assert_eq!(actor(alone).name, None);
    let told = format!(
        "
Syria    Syria   PROPN NNP 2 nsubj
waited   wait    VERB  VBD 0 root
{alone}"
    );
    assert_eq!(actor(&told).name.as_deref(), Some("Samir Fox"));
}
