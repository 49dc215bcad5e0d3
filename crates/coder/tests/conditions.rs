//! Conditions: an event under "if" is hypothetical, and so is what depends on it, with the words of the condition.

mod support;
use support::code;

const TREE: &str = "
Iran      Iran     PROPN NNP 3 nsubj
will      will     AUX   MD  3 aux
attack    attack   VERB  VB  0 root
Israel    Israel   PROPN NNP 3 obj
if        if       SCONJ IN  7 mark
Israel    Israel   PROPN NNP 7 nsubj
attacks   attack   VERB  VBZ 3 advcl
Syria     Syria    PROPN NNP 7 obj";

#[test]
fn the_condition_is_told_with_what_depends_on_it() {
    let (text, coded) = code(TREE);
    let lines: Vec<String> = coded
        .events
        .iter()
        .map(|e| {
            let condition = e.condition.map_or("-", |c| c.of(&text));
            format!("{:?}: {condition}", e.status)
        })
        .collect();
    assert_eq!(
        lines,
        ["Hypothetical: if Israel attacks Syria", "Hypothetical: -",]
    );
}
