//! Trees as CoNLL-U, the format of the treebanks.
//!
//! A file goes in as text and comes out as sentences of tokens and words, with the raw text that they were cut from;
//! parsed trees come out as the same sentences, ready to be written. Features and enhanced edges are left out.

use std::fmt::{self, Write};
use std::ops::Range;

use casus_text::Span;

use crate::{Tag, Tree};

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

/// Reads the sentences of a CoNLL-U text. Empty nodes (`1.1`) are passed over.
///
/// # Errors
///
/// A line with other than ten columns, a number that is none or out of order, or a head outside of the sentence.
pub fn read(text: &str) -> Result<Vec<Sentence>, ConlluError> {
    let mut sentences = Vec::new();
    let mut reader = Reader::default();
    for (index, line) in text.lines().enumerate() {
        let failed = |message| ConlluError {
            line: index + 1,
            message,
        };
        if line.trim().is_empty() {
            sentences.extend(reader.finish().map_err(failed)?);
        } else if line.starts_with('#') {
            reader.sentence.comments.push(line.to_owned());
        } else {
            reader.add(line).map_err(failed)?;
        }
    }
    let end = text.lines().count();
    let failed = |message| ConlluError { line: end, message };
    sentences.extend(reader.finish().map_err(failed)?);
    Ok(sentences)
}

/// A sentence in the reading.
#[derive(Default)]
struct Reader {
    sentence: Sentence,
    /// How many words the last contraction still lacks.
    open: usize,
}

impl Reader {
    fn add(&mut self, line: &str) -> Result<(), &'static str> {
        let columns: Vec<&str> = line.split('\t').collect();
        if columns.len() != 10 {
            return Err("a word needs ten columns, divided by tabs");
        }
        if columns[0].contains('.') {
            return Ok(());
        }
        let next = self.sentence.words.len();
        let Some((first, last)) = columns[0].split_once('-') else {
            return self.add_word(&columns, next);
        };
        let (first, last) = (number(first)?, number(last)?);
        if self.open > 0 || first != next + 1 || last < first {
            return Err("a range must start at the next word and hold no other range");
        }
        self.open = last - next;
        self.sentence.tokens.push(surface(&columns, next..last));
        Ok(())
    }

    fn add_word(&mut self, columns: &[&str], next: usize) -> Result<(), &'static str> {
        if number(columns[0])? != next + 1 {
            return Err("words must be numbered from 1 without gaps");
        }
        match self.open {
            0 => self.sentence.tokens.push(surface(columns, next..next + 1)),
            _ => self.open -= 1,
        }
        self.sentence.words.push(Word {
            form: columns[1].to_owned(),
            lemma: columns[2].to_owned(),
            upos: columns[3].to_owned(),
            xpos: columns[4].to_owned(),
            head: number(columns[6])?,
            relation: columns[7].to_owned(),
            probability: None,
        });
        Ok(())
    }

    fn finish(&mut self) -> Result<Option<Sentence>, &'static str> {
        if self.sentence.words.is_empty() && self.sentence.tokens.is_empty() {
            return Ok(None);
        }
        if self.open > 0 {
            return Err("the sentence ends inside of a range");
        }
        let words = self.sentence.words.len();
        if self.sentence.words.iter().any(|word| word.head > words) {
            return Err("a head lies outside of the sentence");
        }
        Ok(Some(std::mem::take(&mut self.sentence)))
    }
}

fn number(digits: &str) -> Result<usize, &'static str> {
    digits.parse().map_err(|_| "a number was expected")
}

fn surface(columns: &[&str], words: Range<usize>) -> Surface {
    Surface {
        form: columns[1].to_owned(),
        words,
        space: space_of(columns[9]),
    }
}

/// The white space after a token, as its last column tells it: one blank if it tells nothing.
fn space_of(column: &str) -> String {
    for item in column.split('|') {
        match item.split_once('=') {
            Some(("SpaceAfter", "No")) => return String::new(),
            Some(("SpacesAfter", spaces)) => return unescaped(spaces),
            _ => {}
        }
    }
    " ".to_owned()
}

fn unescaped(spaces: &str) -> String {
    let (mut out, mut characters) = (String::new(), spaces.chars());
    while let Some(character) = characters.next() {
        match (
            character,
            if character == '\\' {
                characters.next()
            } else {
                None
            },
        ) {
            (_, Some('s')) => out.push(' '),
            (_, Some('t')) => out.push('\t'),
            (_, Some('n')) => out.push('\n'),
            (_, Some('r')) => out.push('\r'),
            (_, Some('p')) => out.push('|'),
            (_, Some(other)) => out.push(other),
            (plain, None) => out.push(plain),
        }
    }
    out
}

fn escaped(space: &str) -> String {
    let mut out = String::new();
    for character in space.chars() {
        match character {
            ' ' => out.push_str("\\s"),
            '\t' => out.push_str("\\t"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '|' => out.push_str("\\p"),
            '\\' => out.push_str("\\\\"),
            other => out.push(other),
        }
    }
    out
}

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

/// Writes sentences as CoNLL-U. A head's probability goes into the last column, as `Probability=0.98`.
pub fn write(sentences: &[Sentence]) -> String {
    let mut out = String::new();
    for sentence in sentences {
        for comment in &sentence.comments {
            out.push_str(comment);
            out.push('\n');
        }
        for token in &sentence.tokens {
            write_token(&mut out, token, &sentence.words);
        }
        out.push('\n');
    }
    out
}

fn write_token(out: &mut String, token: &Surface, words: &[Word]) {
    let space = match token.space.as_str() {
        "" => Some("SpaceAfter=No".to_owned()),
        " " => None,
        other => Some(format!("SpacesAfter={}", escaped(other))),
    };
    if token.is_contraction() {
        let column = space.as_deref().unwrap_or("_");
        let form = field(&token.form);
        let (first, last) = (token.words.start + 1, token.words.end);
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{first}-{last}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{column}");
    }
    for number in token.words.clone() {
        let Some(word) = words.get(number) else {
            continue;
        };
        let own_space = if token.is_contraction() {
            None
        } else {
            space.clone()
        };
        let probability = word
            .probability
            .map(|value| format!("Probability={value:.3}"));
        let mut column = own_space
            .into_iter()
            .chain(probability)
            .collect::<Vec<_>>()
            .join("|");
        if column.is_empty() {
            column.push('_');
        }
        let (form, lemma) = (field(&word.form), field(&word.lemma));
        let Word {
            upos,
            xpos,
            head,
            relation,
            ..
        } = word;
        let _ = writeln!(
            out,
            "{}\t{form}\t{lemma}\t{upos}\t{xpos}\t_\t{head}\t{relation}\t_\t{column}",
            number + 1
        );
    }
}

/// A column must neither be empty nor hold what divides columns and lines.
fn field(text: &str) -> String {
    if text.is_empty() {
        return "_".to_owned();
    }
    text.replace(['\t', '\n', '\r'], " ")
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
