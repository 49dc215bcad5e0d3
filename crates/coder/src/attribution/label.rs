//! "Name: words", as in headlines and transcripts.
//!
//! The sentences of a document go in; an attribution is added for each paragraph that a name, or a noun for people or
//! papers, opens with a colon. What is said reaches to the end of the paragraph.

use super::{Said, starts_paragraph};
use crate::grammar::Grammar;
use crate::mention::Mentions;
use crate::sentence::Sentence;
use casus_codebook::language::Stance;
use casus_syntax::Tag;
use casus_text::Span;

/// How many tokens a label has at most.
const LONGEST: usize = 9;

pub(super) fn find(
    grammar: &Grammar<'_>,
    sentences: &[Sentence<'_>],
    mentions: &Mentions<'_>,
    found: &mut Vec<Said>,
) {
    for (s, sentence) in sentences.iter().enumerate() {
        if !starts_paragraph(sentences, s) {
            continue;
        }
        let Some((head, first, colon)) = label(grammar, sentence, mentions) else {
            continue;
        };
        let Some(content) = rest_of_paragraph(sentences, s, colon) else {
            continue;
        };
        // What the parser made of the words after the colon is no speech of its own.
        found.retain(|said| {
            said.sentence != s || said.token > colon || said.speaker.is_none_or(|i| i > colon)
        });
        let cue = sentence.token(colon).span;
        found.push(Said {
            sentence: s,
            token: colon,
            word: cue,
            cue,
            speaker: Some(head),
            source: Some(sentence.span(first, colon - 1)),
            stance: Stance::Asserts,
            content: vec![content],
            hedge: false,
            direct: true,
        });
    }
}

/// The head of the label, its first token, and the colon.
fn label(
    grammar: &Grammar<'_>,
    sentence: &Sentence<'_>,
    mentions: &Mentions<'_>,
) -> Option<(usize, usize, usize)> {
    let first =
        (0..sentence.len()).find(|&i| !grammar.words.quote_open.contains(sentence.form(i)))?;
    let until = sentence.len().min(first + LONGEST);
    let colon = (first + 1..until).find(|&i| sentence.form(i) == ":")?;
    let named = |i: usize| matches!(sentence.tag(i), Tag::Noun | Tag::Propn | Tag::Pron);
    if (first..colon).any(|i| matches!(sentence.tag(i), Tag::Verb | Tag::Aux)) {
        return None;
    }
    let outside = |i: usize| sentence.head(i).is_none_or(|h| h < first || h >= colon);
    let mut heads = (first..colon).filter(|&i| outside(i) && sentence.tag(i) != Tag::Punct);
    let head = heads.next().filter(|&i| named(i))?;
    let speaks = mentions
        .of(sentence.index as usize, head)
        .is_some_and(|m| m.acts)
        || grammar.words.label.contains(sentence.lemma(head))
        || (first..colon).all(|i| sentence.tag(i) == Tag::Propn);
    (heads.next().is_none() && speaks).then_some((head, first, colon))
}

/// From the token after the colon to the last word of the paragraph.
fn rest_of_paragraph(sentences: &[Sentence<'_>], s: usize, colon: usize) -> Option<Span> {
    // A label that fills its paragraph belongs to the next.
    let alone = colon + 1 == sentences[s].len()
        && sentences
            .get(s + 1)
            .is_none_or(|_| starts_paragraph(sentences, s + 1));
    let end = (s + 1 + usize::from(alone)..sentences.len())
        .find(|&n| starts_paragraph(sentences, n))
        .unwrap_or(sentences.len());
    let last = sentences.get(end - 1)?;
    let stop = last.len().checked_sub(1)?;
    let stop = if stop > 0 && last.form(stop) == "." {
        stop - 1
    } else {
        stop
    };
    let begin = if colon + 1 < sentences[s].len() {
        sentences[s].token(colon + 1).span
    } else if end > s + 1 {
        sentences[s + 1].token(0).span
    } else {
        return None;
    };
    let close = last.token(stop).span;
    (begin.start < close.end).then(|| begin.join(close))
}
