//! Writes sentences as CoNLL-U, a word a line, so that reading gives the same sentences again.

use std::fmt::Write;

use super::{Sentence, Surface, Word};

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
