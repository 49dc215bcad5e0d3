//! Tests that the parser gives what the trainer's reference gives: features, scores to the last bit, and choices.

#![allow(clippy::unwrap_used)] // All of it is tests.

use std::sync::LazyLock;

use casus_text::Span;
use proptest::prelude::*;
use serde_json::Value;

use crate::features::{normalised, piece_rows, shape};
use crate::kernel::Level;
use crate::parser::{LONGEST, Parser, Workspace};
use crate::{Tree, Weights, conllu};

/// Made once: reading the weights is most of the work of a short test.
static PARSER: LazyLock<Parser> = LazyLock::new(|| Parser::embedded().unwrap());

fn lines() -> Vec<Value> {
    let text = include_str!("../tests/data/parity.jsonl");
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn strings(value: &Value) -> Vec<&str> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item.as_str().unwrap())
        .collect()
}

fn floats(value: &Value) -> Vec<f32> {
    value
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item.as_f64().unwrap() as f32)
        .collect()
}

/// The forms as a text, and their spans in it.
fn joined(forms: &[&str]) -> (String, Vec<Span>) {
    let mut text = String::new();
    let spans = forms.iter().map(|form| {
        let start = text.len();
        text.push_str(form);
        text.push('\n');
        Span::new(start, start + form.len())
    });
    let spans = spans.collect();
    (text, spans)
}

/// A line of tag, head, relation and lemma for each word.
fn drawn(tree: &Tree) -> Vec<String> {
    let line = |token: &crate::Token| {
        let head = token.head.map_or(0, |head| head + 1);
        format!(
            "{}|{} {head} {} {}",
            token.tag.name(),
            token.penn,
            token.relation.name(),
            token.lemma
        )
    };
    tree.tokens.iter().map(line).collect()
}

fn expected(line: &Value) -> Vec<String> {
    let (tags, labels, lemmas) = (
        strings(&line["tags"]),
        strings(&line["labels"]),
        strings(&line["lemmas"]),
    );
    let heads = line["heads"].as_array().unwrap();
    (0..tags.len())
        .map(|i| format!("{} {} {} {}", tags[i], heads[i], labels[i], lemmas[i]))
        .collect()
}

#[test]
fn forms_have_the_features_of_the_reference() {
    let parser = &*PARSER;
    for sample in lines()[0]["features"].as_array().unwrap() {
        let form = sample["form"].as_str().unwrap();
        let norm = normalised(form);
        assert_eq!(norm, sample["norm"].as_str().unwrap());
        assert_eq!(shape(form), sample["shape"].as_str().unwrap());
        assert_eq!(
            parser.network().word_row(form),
            sample["word"].as_u64().unwrap() as usize,
            "{form}"
        );
        let pieces: Vec<u64> = piece_rows(form, &norm, 32768)
            .iter()
            .map(|&row| row as u64)
            .collect();
        let right: Vec<u64> = sample["pieces"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row.as_u64().unwrap())
            .collect();
        assert_eq!(pieces, right, "{form}");
    }
}

#[test]
fn trees_are_those_of_the_reference() {
    let lines = lines();
    let texts: Vec<(String, Vec<Span>)> = lines[1..]
        .iter()
        .map(|line| joined(&strings(&line["forms"])))
        .collect();
    let sentences: Vec<_> = texts
        .iter()
        .map(|(text, spans)| (text.as_str(), spans.as_slice()))
        .collect();
    for level in Level::available() {
        let parser = Parser::at_level(&Weights::embedded(), level).unwrap();
        let trees = parser.parse_batch(&mut Workspace::default(), &sentences);
        for (tree, line) in trees.iter().zip(&lines[1..]) {
            assert_eq!(drawn(tree), expected(line), "{level:?} {}", line["forms"]);
        }
    }
}

#[test]
fn scores_are_those_of_the_reference_to_the_bit() {
    for level in Level::available() {
        let parser = Parser::at_level(&Weights::embedded(), level).unwrap();
        for line in &lines()[1..] {
            let (text, spans) = joined(&strings(&line["forms"]));
            let (tags, arcs, labels) = parser.scores(&text, &spans);
            assert_eq!(
                tags,
                floats(&line["tag_scores"]),
                "{level:?} {}",
                line["forms"]
            );
            assert_eq!(
                arcs,
                floats(&line["arc_scores"]),
                "{level:?} {}",
                line["forms"]
            );
            assert_eq!(
                labels,
                floats(&line["label_scores"]),
                "{level:?} {}",
                line["forms"]
            );
        }
    }
}

/// The model with another number in a tensor of one.
fn with_number(name: &str, number: f32) -> Weights {
    let weights = Weights::embedded();
    let mut model = weights.model.to_vec();
    let (header, metadata) = safetensors::SafeTensors::read_metadata(&model).unwrap();
    let start = header + 8 + metadata.info(name).unwrap().data_offsets.0;
    model[start..start + 4].copy_from_slice(&number.to_le_bytes());
    Weights {
        model: model.into(),
        ..weights
    }
}

#[test]
fn states_of_8_and_of_16_bits_agree() {
    let texts: Vec<(String, Vec<Span>)> = lines()[1..]
        .iter()
        .map(|line| joined(&strings(&line["forms"])))
        .collect();
    let sentences: Vec<_> = texts
        .iter()
        .map(|(text, spans)| (text.as_str(), spans.as_slice()))
        .collect();
    let parse = |level| {
        let parser = Parser::at_level(&with_number("mul.state", 127.0), level).unwrap();
        parser.parse_batch(&mut Workspace::default(), &sentences)
    };
    let expected = parse(Level::PORTABLE);
    for level in Level::available() {
        assert_eq!(parse(level), expected, "{level:?}");
    }
}

#[test]
fn nothing_gives_nothing() {
    let parser = &*PARSER;
    assert!(parser.parse("", &[]).is_empty());
    let trees = parser.parse(
        "Talks failed",
        &[vec![], vec![Span::new(0, 5), Span::new(6, 12)], vec![]],
    );
    assert_eq!(
        trees
            .iter()
            .map(|tree| tree.tokens.len())
            .collect::<Vec<_>>(),
        [0, 2, 0]
    );
    assert_eq!(trees[1].span, Span::new(0, 12));
}

#[test]
fn a_workspace_may_serve_another_parser() {
    let (one, other) = (&*PARSER, Parser::embedded().unwrap());
    let (text, spans) = joined(&["Envoys", "met", "in", "Geneva", "."]);
    let mut workspace = Workspace::default();
    let first = one.parse_batch(&mut workspace, &[(&text, &spans)]);
    assert_eq!(other.parse_batch(&mut workspace, &[(&text, &spans)]), first);
}

#[test]
fn weights_that_do_not_fit_are_refused() {
    let whole = Weights::embedded();
    let refused = |weights: Weights| {
        Parser::from_bytes(&weights)
            .err()
            .map(|error| error.to_string())
    };
    assert!(
        refused(Weights {
            model: b"broken".as_slice().into(),
            ..whole.clone()
        })
        .is_some()
    );
    assert!(
        refused(Weights {
            model: whole.model[..whole.model.len() / 2].to_owned().into(),
            ..whole.clone()
        })
        .is_some()
    );
    assert!(
        refused(Weights {
            tags: "NOUN|NN\n".into(),
            ..whole.clone()
        })
        .is_some()
    );
    assert!(
        refused(Weights {
            labels: "obj\n".into(),
            ..whole.clone()
        })
        .unwrap()
        .contains("root")
    );
    assert!(
        refused(Weights {
            vocabulary: "treaty\n".into(),
            ..whole.clone()
        })
        .unwrap()
        .contains("vocabulary")
    );
    assert!(
        refused(Weights {
            lemmas: "W\ta\n".into(),
            ..whole
        })
        .unwrap()
        .contains("line 1")
    );
}

/// Every word hangs together with one root.
fn is_tree(tree: &Tree) -> bool {
    let heads: Vec<usize> = tree
        .tokens
        .iter()
        .map(|token| token.head.map_or(0, |head| head as usize + 1))
        .collect();
    tree.tokens.is_empty() || crate::decode::is_tree(&heads)
}

#[test]
fn a_long_sentence_is_one_tree() {
    let parser = &*PARSER;
    for (word, count) in [
        ("peace", 1000),
        (",", 650),
        ("peace", LONGEST),
        ("peace", LONGEST + 1),
    ] {
        let (text, spans) = joined(&vec![word; count]);
        let trees = parser.parse(&text, &[spans]);
        assert_eq!(trees[0].tokens.len(), count);
        assert!(is_tree(&trees[0]), "{word} {count}");
    }
    let mut words = vec!["peace"; 300];
    words[150] = ";";
    let (text, spans) = joined(&words);
    let tree = &parser.parse(&text, std::slice::from_ref(&spans))[0];
    let alone = &parser.parse(&text, &[spans[..151].to_vec()])[0];
    assert_eq!(
        tree.tokens[..151],
        alone.tokens,
        "the first part ends at the semicolon"
    );
}

fn sentences() -> impl Strategy<Value = Vec<Vec<String>>> {
    let word = prop_oneof![
        prop::sample::select(vec![
            "Kyiv", "said", "it", "would", "not", "sign", "the", "treaty", ",", ".", "2,000",
            "troops"
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
    ];
    prop::collection::vec(prop::collection::vec(word, 0..30), 0..70)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]
    #[test]
    fn company_changes_nothing(sentences in sentences()) {
        let parser = &*PARSER;
        let forms: Vec<Vec<&str>> = sentences.iter().map(|words| words.iter().map(String::as_str).collect()).collect();
        let texts: Vec<(String, Vec<Span>)> = forms.iter().map(|forms| joined(forms)).collect();
        let all: Vec<_> = texts.iter().map(|(text, spans)| (text.as_str(), spans.as_slice())).collect();
        let mut workspace = Workspace::default();
        let together = parser.parse_batch(&mut workspace, &all);
        prop_assert!(together.iter().all(is_tree));
        for (&sentence, tree) in all.iter().zip(&together) {
            prop_assert_eq!(&parser.parse_batch(&mut workspace, &[sentence])[0], tree);
        }
        let written = conllu::write(&conllu::from_trees(&texts.first().cloned().unwrap_or_default().0, &together[..together.len().min(1)]));
        prop_assert!(conllu::read(&written).is_ok(), "{}", written);
    }
}
