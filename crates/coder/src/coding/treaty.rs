//! What a sentence cites: the name of a treaty, and the article.

use super::Coding;
use casus_syntax::Tag;
use casus_text::Span;

impl<'book: 'doc, 'doc> Coding<'_, 'book, 'doc> {
    /// The name of a treaty in the sentence: "the North Atlantic Treaty", "the Treaty of Friendship".
    pub(super) fn treaty(&self, s: usize) -> Option<Span> {
        let sentence = &self.sentences[s];
        let frames = &self.grammar.book.frames;
        let capital = |i: usize| sentence.form(i).starts_with(char::is_uppercase);
        let named = |i: &usize| capital(*i) && frames.class_has("agreement", sentence.lemma(*i));
        let at = (0..sentence.len()).find(named)?;
        let part = |i: usize| capital(i) || sentence.form(i) == "-";
        let mut first = at;
        while first > 0 && part(first - 1) && sentence.tag(first - 1) != Tag::Det {
            first -= 1;
        }
        let mut last = at;
        while let Some(next) = self.name_goes_on(s, last) {
            last = next;
        }
        (first < last).then(|| sentence.span(first, last))
    }

    /// Where the name of a treaty goes on behind a token: at a word with a capital, over "of", "on", "and" and the like.
    fn name_goes_on(&self, s: usize, last: usize) -> Option<usize> {
        let sentence = &self.sentences[s];
        let capital =
            |i: usize| i < sentence.len() && sentence.form(i).starts_with(char::is_uppercase);
        let joint = |i: usize| {
            i < sentence.len()
                && matches!(sentence.tag(i), Tag::Adp | Tag::Cconj | Tag::Det)
                && sentence.form(i).starts_with(char::is_lowercase)
        };
        let mut next = last + 1;
        while joint(next) && next < last + 4 {
            next += 1;
        }
        capital(next).then_some(next)
    }

    /// The article that the sentence cites: `5` of "Article 5", `42(7)`.
    pub(super) fn article(&self, s: usize) -> Option<Box<str>> {
        let sentence = &self.sentences[s];
        let words = &self.grammar.words.article;
        let digit = |i: usize| sentence.form(i).starts_with(|c: char| c.is_ascii_digit());
        let cites = |i: &usize| {
            words.contains(sentence.lemma(*i)) && i + 1 < sentence.len() && digit(i + 1)
        };
        let first = (0..sentence.len()).find(cites)? + 1;
        let mut last = first;
        let glued = |i: usize| sentence.token(i).span.end == sentence.token(i + 1).span.start;
        let part = |i: usize| {
            let form = sentence.form(i);
            matches!(form, "(" | ")") || form.chars().all(char::is_alphanumeric)
        };
        while last + 1 < sentence.len() && glued(last) && part(last + 1) {
            last += 1;
        }
        Some(sentence.span(first, last).of(sentence.text).into())
    }
}
