//! Quotations: where they begin and end, and who speaks those that have no word of speech of their own.
//!
//! The sentences, the attributions found in them, and the words of speech that found nothing said go in. What is quoted
//! is added to the attribution that it belongs to: the one that governs a part of it, the word of speech beside it or
//! before a colon, the name after a dash, or the speaker before it in the same or the last paragraph.

use super::{Said, starts_paragraph};
use crate::grammar::Grammar;
use crate::sentence::Sentence;
use casus_codebook::language::Stance;
use casus_syntax::Tag;
use casus_text::Span;

/// A quotation with its marks.
struct Quote {
    span: Span,
    /// Sentence and token of the first and the last mark.
    from: (usize, usize),
    to: (usize, usize),
    paragraph: usize,
    /// Whether it begins its paragraph.
    leads: bool,
    /// Whether the quotation before it was left open, so that this one goes on with it.
    continues: bool,
}

/// How many tokens a quotation has at least that can stand for itself.
const SHORTEST: usize = 4;
/// How late in the sentence after a quotation the word of speech may stand that belongs to it.
const LATEST: usize = 4;

pub(super) fn attach(
    grammar: &Grammar<'_>,
    sentences: &[Sentence<'_>],
    found: &mut Vec<Said>,
    open: Vec<Said>,
) {
    let quotes = find(grammar, sentences);
    if quotes.is_empty() {
        return;
    }
    let mut attacher = Attacher {
        grammar,
        sentences,
        by_sentence: vec![vec![]; sentences.len()],
        open: open.into_iter().map(Some).collect(),
        last: None,
        found,
    };
    for (n, said) in attacher.found.iter().enumerate() {
        attacher.by_sentence[said.sentence].push(n);
    }
    for quote in &quotes {
        attacher.place(quote);
    }
}

/// All quotations of a document.
fn find(grammar: &Grammar<'_>, sentences: &[Sentence<'_>]) -> Vec<Quote> {
    let words = &grammar.words;
    let mut quotes = Vec::new();
    let mut open: Option<Quote> = None;
    let mut paragraph = 0;
    let mut end = (0, 0);
    let mut continues = false;
    for (s, sentence) in sentences.iter().enumerate() {
        let begins = starts_paragraph(sentences, s);
        if begins {
            paragraph += 1;
            continues = open.is_some();
            if let Some(quote) = open.take() {
                quotes.extend(closed(sentences, quote, end));
            }
        }
        for i in 0..sentence.len() {
            let form = sentence.form(i);
            let leads = begins && i == 0;
            let opens =
                words.quote_open.contains(form) || leads && words.quote_close.contains(form);
            end = (s, i);
            if open.is_some() && words.quote_close.contains(form) {
                quotes.extend(open.take().and_then(|quote| closed(sentences, quote, end)));
            } else if open.is_none() && opens {
                open = Some(Quote {
                    span: sentence.token(i).span,
                    from: (s, i),
                    to: (s, i),
                    paragraph,
                    leads,
                    continues: continues && leads,
                });
            }
        }
    }
    quotes.extend(open.and_then(|quote| closed(sentences, quote, end)));
    quotes
}

fn closed(sentences: &[Sentence<'_>], mut quote: Quote, to: (usize, usize)) -> Option<Quote> {
    quote.to = to;
    let close = sentences[to.0].token(to.1).span;
    if close.start < quote.span.end {
        return None;
    }
    quote.span = quote.span.join(close);
    Some(quote)
}

struct Attacher<'a, 'doc> {
    grammar: &'a Grammar<'a>,
    sentences: &'a [Sentence<'doc>],
    found: &'a mut Vec<Said>,
    /// The attributions of each sentence, as indices.
    by_sentence: Vec<Vec<usize>>,
    /// Words of speech with nothing said, each until it is used.
    open: Vec<Option<Said>>,
    /// The last attribution with a quotation, and its paragraph.
    last: Option<(usize, usize)>,
}

impl Attacher<'_, '_> {
    fn place(&mut self, quote: &Quote) {
        if let Some(n) = self.labelled(quote) {
            self.last = Some((n, quote.paragraph));
            return;
        }
        let owner = self.owner(quote);
        let whole = self.is_whole(quote);
        let owner = match owner {
            Some(n) => {
                self.widen(n, quote);
                Some(n)
            }
            None if whole => self.speaker(quote).or_else(|| self.inner(quote)),
            None => None,
        };
        if let Some(n) = owner.filter(|&n| whole && self.found[n].direct) {
            self.last = Some((n, quote.paragraph));
        }
    }

    /// The label with which the words of the quotation begin: in a transcript the name stands within the marks.
    fn labelled(&self, quote: &Quote) -> Option<usize> {
        let (s, first) = quote.from;
        let label = |&&n: &&usize| {
            let said = &self.found[n];
            self.sentences[s].form(said.token) == ":"
                && said.token > first
                && said.cue.end <= quote.span.end
        };
        self.by_sentence[s]
            .iter()
            .find(label)
            .filter(|_| quote.leads)
            .copied()
    }

    /// The attribution that has a part of the quotation as its content.
    fn owner(&self, quote: &Quote) -> Option<usize> {
        let near = quote.from.0.saturating_sub(1)..=(quote.to.0 + 1).min(self.sentences.len() - 1);
        let all = near.flat_map(|s| &self.by_sentence[s]).copied();
        let owners = all.filter(|&n| {
            let said = &self.found[n];
            !meet(said.cue, quote.span)
                && !said.hedge
                && said.content.iter().any(|part| meet(*part, quote.span))
        });
        owners.max_by_key(|&n| {
            (
                self.found[n].direct,
                self.found[n]
                    .content
                    .iter()
                    .map(|p| p.end - p.start)
                    .sum::<u32>(),
            )
        })
    }

    /// A part of the content that lies in the quotation reaches to its marks.
    fn widen(&mut self, n: usize, quote: &Quote) {
        let said = &mut self.found[n];
        let (cue, source) = (said.cue, said.source);
        let long = quote.from.0 != quote.to.0;
        for part in &mut said.content {
            let wider = part.join(quote.span);
            let free = !meet(wider, cue) && source.is_none_or(|source| !meet(wider, source));
            if meet(*part, quote.span) && free && (said.direct || !long) {
                *part = wider;
            }
        }
        merge(&mut said.content);
    }

    /// Whether it is speech of its own, rather than some quoted words in a sentence.
    fn is_whole(&self, quote: &Quote) -> bool {
        let sentence = &self.sentences[quote.from.0];
        let opens = quote.from.1 == 0
            || matches!(sentence.form(quote.from.1 - 1), ":" | ",")
            || sentence.tag(quote.from.1 - 1) == Tag::Punct;
        let long = quote.from.0 != quote.to.0 || quote.to.1 - quote.from.1 > SHORTEST;
        opens && long
    }

    /// Who speaks a quotation that no word of speech governs.
    fn speaker(&mut self, quote: &Quote) -> Option<usize> {
        if let Some(k) = self.beside(quote) {
            let mut said = self.open[k].take()?;
            said.content = vec![quote.span];
            return Some(self.add(said));
        }
        if let Some(said) = self.signed(quote) {
            return Some(self.add(said));
        }
        let same = self.before(quote);
        let near = |&(_, paragraph): &(usize, usize)| {
            paragraph == quote.paragraph
                || quote.leads && paragraph + 1 == quote.paragraph
                || quote.continues
        };
        let last = same.or(self.last.filter(near).map(|(n, _)| n))?;
        self.found[last].content.push(quote.span);
        merge(&mut self.found[last].content);
        Some(last)
    }

    /// A quotation of several sentences whose first mark is not closed before its word of speech: "“We know, X said. ... ”".
    fn inner(&mut self, quote: &Quote) -> Option<usize> {
        let (s, first) = quote.from;
        let next = self.sentences.get(s + 1).filter(|_| quote.to.0 > s)?;
        let opening = self.sentences[s].token(first).span;
        let begins = |&&n: &&usize| {
            let said = &self.found[n];
            let start = said.content.first().map_or(u32::MAX, |part| part.start);
            said.direct && start <= opening.end + 1
        };
        let n = self.by_sentence[s].iter().find(begins).copied()?;
        let rest = Span {
            start: next.tree.span.start,
            end: quote.span.end,
        };
        self.found[n].content.push(rest);
        merge(&mut self.found[n].content);
        Some(n)
    }

    /// The last plain speech before the quotation in its paragraph.
    fn before(&self, quote: &Quote) -> Option<usize> {
        let from = quote.from.0;
        let begin = (0..=from)
            .rev()
            .find(|&s| starts_paragraph(self.sentences, s))?;
        let all = (begin..=from).flat_map(|s| &self.by_sentence[s]).copied();
        let fits = |&n: &usize| {
            let said = &self.found[n];
            said.direct && said.cue.end <= quote.span.start
        };
        all.filter(fits).max_by_key(|&n| self.found[n].cue.start)
    }

    fn add(&mut self, said: Said) -> usize {
        self.by_sentence[said.sentence].push(self.found.len());
        self.found.push(said);
        self.found.len() - 1
    }

    /// A word of speech in the sentences of the quotation, before a colon, or right after it.
    fn beside(&self, quote: &Quote) -> Option<usize> {
        let ends_in_colon = |s: usize| {
            let sentence = &self.sentences[s];
            sentence.len() > 0 && sentence.form(sentence.len() - 1) == ":"
        };
        let fits = |said: &Said| {
            let s = said.sentence;
            let inside = s == quote.from.0 || s == quote.to.0;
            let before = s + 1 == quote.from.0 && quote.from.1 == 0 && ends_in_colon(s);
            let after = s == quote.to.0 + 1
                && said.token <= LATEST
                && quote.to.1 + 1 == self.sentences[quote.to.0].len()
                && !starts_paragraph(self.sentences, s);
            !meet(said.cue, quote.span) && (inside || before || after)
        };
        self.open
            .iter()
            .position(|said| said.as_ref().is_some_and(fits))
    }

    /// The name after a dash that follows the quotation.
    fn signed(&self, quote: &Quote) -> Option<Said> {
        let (mut s, mut dash) = (quote.to.0, quote.to.1 + 1);
        if dash >= self.sentences[s].len() {
            (s, dash) = (s + 1, 0);
        }
        let sentence = self.sentences.get(s).filter(|x| x.len() > dash + 1)?;
        let named = |i: usize| sentence.tag(i) == Tag::Propn;
        if !self.grammar.words.dash.contains(sentence.form(dash)) || !named(dash + 1) {
            return None;
        }
        let last = (dash + 1..sentence.len())
            .take_while(|&i| named(i))
            .last()?;
        let cue = sentence.token(dash).span;
        Some(Said {
            sentence: s,
            token: dash,
            word: cue,
            cue,
            speaker: Some(dash + 1),
            source: Some(sentence.span(dash + 1, last)),
            stance: Stance::Asserts,
            content: vec![quote.span],
            hedge: false,
            direct: true,
        })
    }
}

fn meet(a: Span, b: Span) -> bool {
    a.start < b.end && b.start < a.end
}

/// Puts the parts in order and joins those that meet.
fn merge(parts: &mut Vec<Span>) {
    parts.sort();
    let mut joined: Vec<Span> = Vec::with_capacity(parts.len());
    for part in parts.drain(..) {
        match joined.last_mut() {
            Some(last) if part.start <= last.end => *last = last.join(part),
            _ => joined.push(part),
        }
    }
    *parts = joined;
}
