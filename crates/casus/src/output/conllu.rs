//! Trees as CoNLL-U, for those who look at the syntax alone.

use casus_syntax::{Tree, conllu};
use casus_text::Document;

/// The trees of a document: one block a sentence, with `# newdoc id` before the first.
pub fn trees(document: &Document, trees: &[Tree]) -> String {
    let mut sentences = conllu::from_trees(&document.text, trees);
    let id = one_line(&document.id);
    let texts = trees.iter().filter(|tree| !tree.tokens.is_empty());
    for (number, (sentence, tree)) in sentences.iter_mut().zip(texts).enumerate() {
        if number == 0 {
            sentence.comments.push(format!("# newdoc id = {id}"));
        }
        let text = one_line(tree.span.of(&document.text));
        sentence.comments.push(format!("# sent_id = {id}-{number}"));
        sentence.comments.push(format!("# text = {text}"));
    }
    conllu::write(&sentences)
}

/// A comment ends with its line, so no line may end within it.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
