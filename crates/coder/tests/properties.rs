//! Properties of the coder on any tree: no panic, spans inside the text on character boundaries, the same twice.

mod support;

use casus_coder::{Coded, Coder};
use casus_syntax::{Relation, Tag, Token, Tree};
use casus_text::{Document, Span};
use proptest::prelude::*;
use std::sync::LazyLock;

static BOOK: LazyLock<casus_codebook::Codebook> = LazyLock::new(support::book);

/// Words that begin something in some part of the coder, and some that mean nothing or are more than one byte a letter.
const WORDS: &[&str] = &[
    "Russia",
    "Iran",
    "North",
    "Korea",
    "Moscow",
    "soldiers",
    "shells",
    "sanctions",
    "visit",
    "attacked",
    "attack",
    "said",
    "denied",
    "will",
    "would",
    "if",
    "not",
    "in",
    "exchange",
    "for",
    "return",
    "swap",
    "killed",
    "24",
    "$",
    "€",
    "1.2bn",
    "10,000",
    "half",
    "a",
    "million",
    "dozen",
    "twenty",
    "-",
    "–",
    "and",
    "to",
    "of",
    "the",
    "June",
    "19",
    "2024",
    "Friday",
    "last",
    "next",
    "week",
    "years",
    "ago",
    "later",
    "before",
    "until",
    "since",
    "mid-June",
    "1990s",
    "90s",
    "10:30",
    "p.m.",
    "noon",
    "GMT",
    "every",
    "quarter",
    "third",
    "'s",
    "who",
    "which",
    "he",
    "they",
    "“",
    "”",
    "\"",
    ",",
    ".",
    "naïve",
    "Ünlü",
    "北京",
    "👩‍🚀",
    "İ",
    "x",
];
const PENN: &[&str] = &[
    "NN", "NNS", "NNP", "VB", "VBD", "VBN", "VBG", "VBZ", "MD", "CD", "POS", "HYPH", "IN", "TO",
];

/// A word, tag, Penn tag and relation by number, and where the head lies.
type Cell = (usize, usize, usize, usize, usize);

fn cells() -> impl Strategy<Value = Vec<Cell>> {
    let cell = (
        0..WORDS.len(),
        0..Tag::ALL.len(),
        0..PENN.len(),
        0..Relation::ALL.len(),
        any::<usize>(),
    );
    prop::collection::vec(cell, 1..24)
}

/// A tree over the cells: every token but the root hangs on one that is nearer to the root in a shuffled order.
fn tree(cells: &[Cell], text: &mut String) -> Tree {
    let n = cells.len();
    let root = cells[0].4 % n;
    let tokens: Vec<Token> = (0..n)
        .map(|i| {
            let (word, tag, penn, relation, head) = cells[i];
            if !text.is_empty() {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(WORDS[word]);
            // Seen from the root round the sentence, a head always comes before.
            let rank = (i + n - root) % n;
            let above = (rank > 0).then(|| (root + head % rank.max(1)) % n);
            Token {
                span: Span::new(start, text.len()),
                lemma: WORDS[word].to_lowercase().into(),
                tag: Tag::ALL[tag],
                penn: PENN[penn],
                head: above.map(|h| h as u32),
                relation: if above.is_some() {
                    Relation::ALL[relation]
                } else {
                    Relation::Root
                },
                probability: 0.5,
            }
        })
        .collect();
    let span = tokens[0].span.join(tokens[n - 1].span);
    Tree { span, tokens }
}

fn spans(coded: &Coded) -> Vec<Span> {
    let mut all: Vec<Span> = Vec::new();
    for event in &coded.events {
        all.extend([event.span, event.trigger]);
        all.extend(event.actors.iter().chain(&event.recipients).map(|a| a.span));
        all.extend(event.condition.iter().chain(&event.date_text));
        all.extend(event.location.iter().map(|l| l.span));
        all.extend(event.quantities.iter().map(|q| q.span));
        all.extend(event.attribution.iter().flat_map(|a| &a.content));
    }
    all.extend(coded.actors.iter().map(|a| a.span));
    all.extend(coded.attributions.iter().flat_map(|a| &a.content));
    all.extend(coded.attributions.iter().filter_map(|a| a.source));
    all.extend(coded.attributions.iter().filter_map(|a| a.cue));
    all.extend(coded.times.iter().map(|t| t.span));
    all.extend(coded.places.iter().map(|p| p.span));
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn any_tree_is_coded(sentences in prop::collection::vec(cells(), 1..4), dated in any::<bool>()) {
        let mut text = String::new();
        let trees: Vec<Tree> = sentences.iter().map(|c| tree(c, &mut text)).collect();
        let date = dated.then(|| "2024-02-29".to_owned());
        let document = Document { text, date, ..Document::default() };
        let coder = Coder::new(&BOOK);
        let coded = coder.code(&document, &trees);
        for span in spans(&coded) {
            prop_assert!(span.start <= span.end, "{span:?}");
            prop_assert!(document.text.get(span.range()).is_some(), "{span:?}");
        }
        for event in &coded.events {
            for &other in &event.exchange {
                prop_assert!((other as usize) < coded.events.len());
            }
        }
        prop_assert_eq!(&coded, &coder.code(&document, &trees));
    }
}
