//! Trees as CoNLL-U, for those who look at the syntax alone.

use casus_syntax::{Token, Tree};
use casus_text::Document;
use std::fmt::Write;

/// The trees of a document: one block a sentence, with `# newdoc id` before the first, the bytes of every token in
/// the last column, and `SpaceAfter=No` where the next one touches it.
pub fn conllu(document: &Document, trees: &[Tree]) -> String {
    let mut out = String::new();
    for (number, tree) in trees.iter().enumerate() {
        if number == 0 {
            let _ = writeln!(out, "# newdoc id = {}", one_line(&document.id));
        }
        let id = one_line(&document.id);
        let _ = writeln!(out, "# sent_id = {id}-{number}");
        let _ = writeln!(out, "# text = {}", one_line(tree.span.of(&document.text)));
        for (index, token) in tree.tokens.iter().enumerate() {
            let touches = tree
                .tokens
                .get(index + 1)
                .is_some_and(|next| next.span.start == token.span.end);
            write_token(&mut out, &document.text, index, token, touches);
        }
        out.push('\n');
    }
    out
}

fn write_token(out: &mut String, text: &str, index: usize, token: &Token, touches: bool) {
    let form = one_line(token.span.of(text));
    let lemma = one_line(&token.lemma);
    let head = token.head.map_or(0, |head| head + 1);
    // Writing into a string cannot fail.
    let _ = writeln!(
        out,
        "{}\t{form}\t{lemma}\t{}\t{}\t_\t{head}\t{}\t_\t{}Start={}|End={}",
        index + 1,
        token.tag.name(),
        token.penn,
        token.relation.name(),
        if touches { "SpaceAfter=No|" } else { "" },
        token.span.start,
        token.span.end,
    );
}

/// Line ends and tabs part the columns of the format, so none may stand within one.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
