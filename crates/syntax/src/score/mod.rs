//! How well parsed text matches a treebank, by the measure of the CoNLL 2018 shared task.
//!
//! Gold and system sentences of the same text go in; precision, recall and F1 of tokens, sentences, words, tags, lemmas
//! and attachments come out. Words are aligned by their characters, those of contractions by their forms; subtypes of
//! relations are ignored.

mod align;

use std::fmt;

use crate::conllu::{Sentence, Surface};
use align::align;

/// One count of the measure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Measure {
    /// How many the treebank has.
    pub gold: usize,
    /// How many the system has.
    pub system: usize,
    /// How many of them are right.
    pub correct: usize,
}

impl Measure {
    /// The share of the system's that is right, 0 to 1.
    pub fn precision(&self) -> f64 {
        ratio(self.correct, self.system)
    }

    /// The share of the treebank's that is found, 0 to 1.
    pub fn recall(&self) -> f64 {
        ratio(self.correct, self.gold)
    }

    /// The harmonic mean of the two, 0 to 1.
    pub fn f1(&self) -> f64 {
        ratio(2 * self.correct, self.gold + self.system)
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        0.0
    } else {
        part as f64 / whole as f64
    }
}

/// The measures of a system's output.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Scores {
    /// Tokens with the right bounds.
    pub tokens: Measure,
    /// Sentences with the right bounds.
    pub sentences: Measure,
    /// Words that could be aligned.
    pub words: Measure,
    /// Words with the right universal part of speech.
    pub upos: Measure,
    /// Words with the right tag of the treebank's own set.
    pub xpos: Measure,
    /// Words with the right lemma.
    pub lemmas: Measure,
    /// Words with the right head.
    pub uas: Measure,
    /// Words with the right head and relation.
    pub las: Measure,
}

impl Scores {
    /// The measures with their names, in the order of the shared task.
    pub fn named(&self) -> [(&'static str, Measure); 8] {
        [
            ("Tokens", self.tokens),
            ("Sentences", self.sentences),
            ("Words", self.words),
            ("UPOS", self.upos),
            ("XPOS", self.xpos),
            ("Lemmas", self.lemmas),
            ("UAS", self.uas),
            ("LAS", self.las),
        ]
    }
}

impl fmt::Display for Scores {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            out,
            "{:<10} {:>9} {:>9} {:>9}",
            "measure", "precision", "recall", "F1"
        )?;
        for (name, measure) in self.named() {
            let [precision, recall, f1] =
                [measure.precision(), measure.recall(), measure.f1()].map(|share| share * 100.0);
            writeln!(out, "{name:<10} {precision:>9.2} {recall:>9.2} {f1:>9.2}")?;
        }
        Ok(())
    }
}

/// The two sides are not the same text: what follows the characters that they share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ScoreError {
    /// The next characters of the treebank.
    pub gold: String,
    /// The next characters of the system.
    pub system: String,
}

impl fmt::Display for ScoreError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            out,
            "the texts differ: `{}` in the treebank, `{}` in the system's",
            self.gold, self.system
        )
    }
}

impl std::error::Error for ScoreError {}

/// Scores a system's sentences against those of a treebank.
///
/// # Errors
///
/// Where the characters of the two, white space left out, are not the same.
pub fn score(gold: &[Sentence], system: &[Sentence]) -> Result<Scores, ScoreError> {
    let (gold, system) = (Side::new(gold), Side::new(system));
    if gold.characters != system.characters {
        return Err(difference(&gold.characters, &system.characters));
    }
    let pairs = align(&gold.words, &system.words);
    let mut partner = vec![None; system.words.len()];
    for &(g, s) in &pairs {
        partner[s] = Some(g);
    }
    let measure = |right: &dyn Fn(&Node, &Node) -> bool| Measure {
        gold: gold.words.len(),
        system: system.words.len(),
        correct: pairs
            .iter()
            .filter(|&&(g, s)| right(&gold.words[g], &system.words[s]))
            .count(),
    };
    let attached = |g: &Node, s: &Node| match (g.parent, s.parent) {
        (None, None) => true,
        (Some(head), Some(other)) => partner[other] == Some(head),
        _ => false,
    };
    Ok(Scores {
        tokens: matching(&gold.tokens, &system.tokens),
        sentences: matching(&gold.sentences, &system.sentences),
        words: measure(&|_, _| true),
        upos: measure(&|g, s| g.word.upos == s.word.upos),
        xpos: measure(&|g, s| g.word.xpos == s.word.xpos),
        lemmas: measure(&|g, s| g.word.lemma == "_" || g.word.lemma == s.word.lemma),
        uas: measure(&attached),
        las: measure(&|g, s| attached(g, s) && g.relation() == s.relation()),
    })
}

/// A range of characters, white space not counted.
type Range = (usize, usize);

/// A word, with the place of its token in the characters.
struct Node<'a> {
    word: &'a crate::conllu::Word,
    /// Its form in lower case.
    form: String,
    span: Range,
    /// Whether it is part of a contraction; its span is then that of the whole.
    contracted: bool,
    /// The index of its head among all words.
    parent: Option<usize>,
}

impl Node<'_> {
    fn relation(&self) -> &str {
        self.word.relation.split(':').next().unwrap_or_default()
    }
}

/// One side of the comparison.
struct Side<'a> {
    characters: Vec<char>,
    tokens: Vec<Range>,
    sentences: Vec<Range>,
    words: Vec<Node<'a>>,
}

impl<'a> Side<'a> {
    fn new(sentences: &'a [Sentence]) -> Self {
        let mut side = Side {
            characters: Vec::new(),
            tokens: Vec::new(),
            sentences: Vec::new(),
            words: Vec::new(),
        };
        for sentence in sentences {
            let (start, first) = (side.characters.len(), side.words.len());
            for token in &sentence.tokens {
                side.add_token(sentence, token, first);
            }
            side.sentences.push((start, side.characters.len()));
        }
        side
    }

    fn add_token(&mut self, sentence: &'a Sentence, token: &Surface, first: usize) {
        let start = self.characters.len();
        self.characters.extend(
            token
                .form
                .chars()
                .filter(|character| !character.is_whitespace()),
        );
        let span = (start, self.characters.len());
        self.tokens.push(span);
        for word in sentence.words.get(token.words.clone()).unwrap_or_default() {
            self.words.push(Node {
                word,
                form: word.form.to_lowercase(),
                span,
                contracted: token.is_contraction(),
                parent: word.head.checked_sub(1).map(|head| first + head),
            });
        }
    }
}

fn difference(gold: &[char], system: &[char]) -> ScoreError {
    let same = gold.iter().zip(system).take_while(|(g, s)| g == s).count();
    let next = |characters: &[char]| characters.iter().skip(same).take(20).collect();
    ScoreError {
        gold: next(gold),
        system: next(system),
    }
}

/// How many ranges are on both sides.
fn matching(gold: &[Range], system: &[Range]) -> Measure {
    let (mut correct, mut g, mut s) = (0, 0, 0);
    while let (Some(one), Some(other)) = (gold.get(g), system.get(s)) {
        correct += usize::from(one == other);
        g += usize::from(one.0 <= other.0);
        s += usize::from(other.0 <= one.0);
    }
    Measure {
        gold: gold.len(),
        system: system.len(),
        correct,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::conllu;

    /// A sentence from tokens like `didn't:did+n't`, a contraction with its words, or plain words. Each word hangs on
    /// the one before it.
    fn sentence(tokens: &str) -> String {
        let (mut out, mut number) = (String::new(), 0);
        for token in tokens.split(' ') {
            let parts: Vec<&str> = token
                .split_once(':')
                .map_or(vec![token], |(_, parts)| parts.split('+').collect());
            if let Some((form, _)) = token.split_once(':') {
                let (first, last) = (number + 1, number + parts.len());
                out.push_str(&format!("{first}-{last}\t{form}\t_\t_\t_\t_\t_\t_\t_\t_\n"));
            }
            for part in parts {
                out.push_str(&format!(
                    "{}\t{part}\t_\t_\t_\t_\t{number}\tdep\t_\t_\n",
                    number + 1
                ));
                number += 1;
            }
        }
        out + "\n"
    }

    fn scored(gold: &str, system: &str) -> Result<Scores, ScoreError> {
        score(&conllu::read(gold).unwrap(), &conllu::read(system).unwrap())
    }

    fn aligned(gold: &str, system: &str) -> usize {
        scored(&sentence(gold), &sentence(system))
            .unwrap()
            .words
            .correct
    }

    #[test]
    fn the_same_is_all_right() {
        let scores = scored(&sentence("a b c"), &sentence("a b c")).unwrap();
        for (name, measure) in scores.named() {
            assert_eq!(measure.f1(), 1.0, "{name}");
        }
    }

    #[test]
    fn other_texts_are_refused() {
        let fault = scored(&sentence("same one"), &sentence("same two")).unwrap_err();
        assert_eq!((fault.gold.as_str(), fault.system.as_str()), ("one", "two"));
    }

    #[test]
    fn words_are_aligned_by_their_characters() {
        assert_eq!(aligned("wxyz", "w x y z"), 0);
        assert_eq!(aligned("wxy z", "w x y z"), 1);
        assert_eq!(aligned("w xy z", "w x y z"), 2);
    }

    #[test]
    fn words_of_contractions_are_aligned_by_their_forms() {
        assert_eq!(aligned("didn't:did+n't", "did n't"), 2);
        assert_eq!(aligned("he'd:he+had gone", "he 'd gone"), 2);
        assert_eq!(aligned("uvw:u+v+w xy:x+y", "u vwx:v+w+x y"), 5);
        assert_eq!(aligned("u vw:v+w x", "u v wx"), 2);
        assert_eq!(aligned("uv:U+V wx:W+u", "u vw:v+w x"), 3);
    }

    #[test]
    fn heads_and_relations_are_compared_by_aligned_words() {
        let gold = "1\tRebels\trebel\tNOUN\tNNS\t_\t2\tnsubj:outer\t_\t_
2\tleft\tleave\tVERB\tVBD\t_\t0\troot\t_\t_
3\tAleppo\tAleppo\tPROPN\tNNP\t_\t2\tobj\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_\n\n";
        let system = gold
            .replace("nsubj:outer", "nsubj")
            .replace("2\tobj", "1\tobj")
            .replace("VBD", "VBN");
        let scores = scored(gold, &system).unwrap();
        assert_eq!(
            (
                scores.las.correct,
                scores.uas.correct,
                scores.xpos.correct,
                scores.upos.correct
            ),
            (3, 3, 3, 4)
        );
        let relabelled = scored(gold, &gold.replace("\tobj\t", "\tobl\t")).unwrap();
        assert_eq!((relabelled.las.correct, relabelled.uas.correct), (3, 4));
    }

    #[test]
    fn sentences_count_by_their_bounds() {
        let whole = sentence("one two three");
        let split = sentence("one two") + &sentence("three");
        let scores = scored(&(whole.clone() + &whole), &(split + &whole)).unwrap();
        assert_eq!(
            scores.sentences,
            Measure {
                gold: 2,
                system: 3,
                correct: 1
            }
        );
        assert_eq!(scores.tokens.correct, 6);
    }
}
