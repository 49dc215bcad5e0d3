//! Trees as CoNLL-U, the format of the treebanks.
//!
//! A file goes in as text and comes out as sentences of tokens and words, with the raw text that they were cut from;
//! parsed trees come out as the same sentences, ready to be written. Features and enhanced edges are left out.

mod read;
mod write;

use std::fmt;
use std::ops::Range;

use casus_text::Span;

use crate::{Tag, Tree};

pub use read::read;
pub use write::write;

/// One word: a node of the tree.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Word {
    /// Its form; in a contraction this may differ from the letters of the text.
    pub form: String,
    /// Its dictionary form, or `_`.
    pub lemma: String,
    /// Its universal part of speech.
    pub upos: String,
    /// Its tag in the treebank's own set.
    pub xpos: String,
    /// The number of its head in the sentence from 1; 0 for the root.
    pub head: usize,
    /// Its relation with subtype.
    pub relation: String,
    /// The network's probability for the head, if one parsed it.
    pub probability: Option<f32>,
}

/// One token as it stands in the text: a word, or a contraction of several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Surface {
    /// Its letters.
    pub form: String,
    /// Its words, as indices into the words of the sentence.
    pub words: Range<usize>,
    /// The white space that follows it in the text.
    pub space: String,
}

impl Surface {
    /// Whether it is written as a range of several words.
    pub fn is_contraction(&self) -> bool {
        self.words.len() > 1
    }
}

/// One sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sentence {
    /// The comment lines, each with its `#`.
    pub comments: Vec<String>,
    /// The tokens, in the order of the text; their words tile `words`.
    pub tokens: Vec<Surface>,
    /// The words, in the order of the tree's numbers.
    pub words: Vec<Word>,
}

/// What is wrong with a CoNLL-U text, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConlluError {
    /// The number of the line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: &'static str,
}

impl fmt::Display for ConlluError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for ConlluError {}

/// The text that the sentences were cut from: tokens with their spaces, and a blank line before each new paragraph.
pub fn raw_text(sentences: &[Sentence]) -> String {
    let mut text = String::new();
    for sentence in sentences {
        if !text.is_empty() && sentence.starts_paragraph() {
            text.truncate(text.trim_end().len());
            text.push_str("\n\n");
        }
        for token in &sentence.tokens {
            text.push_str(&token.form);
            text.push_str(&token.space);
        }
    }
    text.truncate(text.trim_end().len());
    text.push('\n');
    text
}

impl Sentence {
    /// Whether a comment says that a paragraph or document starts here.
    pub fn starts_paragraph(&self) -> bool {
        self.comments.iter().any(|comment| {
            let comment = comment.trim_start_matches(['#', ' ']);
            comment.starts_with("newpar") || comment.starts_with("newdoc")
        })
    }

    /// The words as a text of its own, divided by blanks, with their spans: what to parse where the words are given.
    pub fn given_words(&self) -> (String, Vec<Span>) {
        let mut text = String::new();
        let mut spans = Vec::with_capacity(self.words.len());
        for word in &self.words {
            let start = text.len();
            text.push_str(&word.form);
            spans.push(Span::new(start, text.len()));
            text.push(' ');
        }
        (text, spans)
    }

    /// The sentence of a parsed tree; `next` is where the next sentence starts in the text, or the text's end.
    ///
    /// Words that touch inside a run of letters (`do`, `n't`) are gathered to one token, as the treebanks have them.
    pub fn from_tree(text: &str, tree: &Tree, next: usize) -> Self {
        let mut sentence = Sentence::default();
        for (index, token) in tree.tokens.iter().enumerate() {
            sentence.words.push(Word::from_token(text, token));
            let end = tree
                .tokens
                .get(index + 1)
                .map_or(next, |following| following.span.start as usize);
            let space = text
                .get(token.span.end as usize..end)
                .unwrap_or_default()
                .to_owned();
            let form = token.span.of(text);
            match sentence.tokens.last_mut() {
                Some(last)
                    if last.space.is_empty()
                        && (token.penn == "POS" || grown_together(&last.form, form)) =>
                {
                    last.form.push_str(form);
                    last.words.end = index + 1;
                    last.space = space;
                }
                _ => sentence.tokens.push(Surface {
                    form: form.to_owned(),
                    words: index..index + 1,
                    space,
                }),
            }
        }
        sentence
    }

    /// The sentence with the tree of its given words in place of its own.
    pub fn with_tree(&self, text: &str, tree: &Tree) -> Self {
        let mut sentence = self.clone();
        for (word, token) in sentence.words.iter_mut().zip(&tree.tokens) {
            let form = std::mem::take(&mut word.form);
            *word = Word::from_token(text, token);
            word.form = form;
        }
        sentence
    }
}

/// Whether two pieces that touch are parts of one contraction: letters go on, with or without an apostrophe between.
fn grown_together(left: &str, right: &str) -> bool {
    let is_apostrophe = |character: char| matches!(character, '\'' | '\u{2019}');
    let mut start = right.chars();
    let starts = match start.next() {
        Some(first) if is_apostrophe(first) => start.next().is_some_and(char::is_alphabetic),
        first => first.is_some_and(char::is_alphabetic),
    };
    starts && left.chars().next_back().is_some_and(char::is_alphabetic)
}

impl Word {
    fn from_token(text: &str, token: &crate::Token) -> Self {
        Word {
            form: token.span.of(text).to_owned(),
            lemma: token.lemma.to_string(),
            upos: token.tag.name().to_owned(),
            xpos: token.penn.to_owned(),
            head: token.head.map_or(0, |head| head as usize + 1),
            relation: token.relation.name().to_owned(),
            probability: Some(token.probability),
        }
    }

    /// Its universal part of speech as a value.
    pub fn tag(&self) -> Tag {
        Tag::named(&self.upos)
    }
}

/// The sentences of parsed trees, in the order of the text.
pub fn from_trees(text: &str, trees: &[Tree]) -> Vec<Sentence> {
    let starts = trees
        .iter()
        .skip(1)
        .map(|tree| tree.span.start as usize)
        .chain([text.len()]);
    trees
        .iter()
        .zip(starts)
        .filter(|(tree, _)| !tree.tokens.is_empty())
        .map(|(tree, next)| Sentence::from_tree(text, tree, next))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TREATY: &str = "\
# newdoc id = a
# text = They didn't sign it.
1\tThey\tthey\tPRON\tPRP\t_\t4\tnsubj\t_\t_
2-3\tdidn't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdid\tdo\tAUX\tVBD\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tsign\tsign\tVERB\tVB\t_\t0\troot\t_\t_
4.1\tgap\tgap\tVERB\tVB\t_\t_\t_\t4:conj\t_
5\tit\tit\tPRON\tPRP\t_\t4\tobj\t_\tSpaceAfter=No
6\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

# newpar id = b
1\tWhy\twhy\tADV\tWRB\t_\t0\troot\t_\tSpacesAfter=\\s\\n
2\t?\t?\tPUNCT\t.\t_\t1\tpunct\t_\t_

";

    #[test]
    fn words_and_contractions_are_read() {
        let sentences = read(TREATY).unwrap();
        assert_eq!(sentences.len(), 2);
        let first = &sentences[0];
        let forms: Vec<&str> = first
            .tokens
            .iter()
            .map(|token| token.form.as_str())
            .collect();
        assert_eq!(forms, ["They", "didn't", "sign", "it", "."]);
        assert_eq!(first.tokens[1].words, 1..3);
        assert_eq!(first.words.len(), 6, "the empty node is left out");
        assert_eq!(
            (first.words[2].form.as_str(), first.words[2].head),
            ("n't", 4)
        );
        assert_eq!(first.comments.len(), 2);
    }

    #[test]
    fn raw_text_keeps_spaces_and_divides_paragraphs() {
        let sentences = read(TREATY).unwrap();
        assert_eq!(raw_text(&sentences), "They didn't sign it.\n\nWhy \n?\n");
    }

    #[test]
    fn what_is_written_is_read_again() {
        let sentences = read(TREATY).unwrap();
        assert_eq!(read(&write(&sentences)).unwrap(), sentences);
    }

    #[test]
    fn the_end_of_the_file_ends_the_sentence() {
        let sentences = read(TREATY.trim_end()).unwrap();
        assert_eq!(sentences.len(), 2);
        assert!(read("").unwrap().is_empty());
        assert!(read("\n\n# only a comment\n").unwrap().is_empty());
    }

    #[test]
    fn faults_are_told_with_their_line() {
        let fault = |text: &str| read(text).unwrap_err();
        assert_eq!(fault("1\tword\n").line, 1);
        assert_eq!(fault("# c\n2\tb\tb\tX\tX\t_\t0\troot\t_\t_\n").line, 2);
        assert_eq!(
            fault("1\tb\tb\tX\tX\t_\t7\troot\t_\t_\n\n").message,
            "a head lies outside of the sentence"
        );
        assert_eq!(
            fault("1-2\tab\t_\t_\t_\t_\t_\t_\t_\t_\n").message,
            "the sentence ends inside of a range"
        );
        assert_eq!(
            fault("x\tb\tb\tX\tX\t_\t0\troot\t_\t_\n").message,
            "a number was expected"
        );
    }

    #[test]
    fn parts_of_contractions_grow_together() {
        assert!(
            grown_together("do", "n't")
                && grown_together("can", "not")
                && grown_together("Moscow", "\u{2019}s")
        );
        assert!(
            !grown_together("year", "-")
                && !grown_together("-", "year")
                && !grown_together("it", ".")
        );
        assert!(
            !grown_together("leaders", "'")
                && !grown_together("39", "K")
                && !grown_together("said", "'")
        );
    }
}
