//! Reads CoNLL-U: lines of ten columns in, sentences out, or the first line that is at fault.

use std::ops::Range;

use super::{ConlluError, Sentence, Surface, Word};

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
