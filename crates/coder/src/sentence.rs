//! A tree that can be walked downwards: children, subtrees, prepositions.
//!
//! A `Tree` goes in; the questions that every later step asks of it are answered here, in terms of token indices.

use casus_codebook::language::Language;
use casus_syntax::{Relation, Tag, Token, Tree};
use casus_text::Span;
use std::borrow::Cow;

/// The lemma in lower case; where the treebanks' lemma is not ours ("troops"), ours.
fn lemma_of<'doc>(language: &'doc Language, text: &'doc str, token: &'doc Token) -> Cow<'doc, str> {
    let lower = |word: &'doc str| {
        if word.chars().any(char::is_uppercase) {
            Cow::Owned(word.to_lowercase())
        } else {
            Cow::Borrowed(word)
        }
    };
    let form = lower(token.span.of(text));
    match language.lemmas.get(form.as_ref()) {
        Some((penn, lemma)) if penn.is_empty() || token.penn.starts_with(&**penn) => {
            Cow::Borrowed(lemma)
        }
        _ => lower(&token.lemma),
    }
}

/// A tree with its children listed.
#[derive(Debug)]
pub(crate) struct Sentence<'doc> {
    pub(crate) text: &'doc str,
    pub(crate) tree: &'doc Tree,
    /// The number of the sentence in the document.
    pub(crate) index: u32,
    /// The lemmas in lower case, as the knowledge files write them.
    lemmas: Vec<Cow<'doc, str>>,
    starts: Vec<u32>,
    children: Vec<u32>,
}

impl<'doc> Sentence<'doc> {
    pub(crate) fn new(
        language: &'doc Language,
        text: &'doc str,
        tree: &'doc Tree,
        index: u32,
    ) -> Self {
        let n = tree.tokens.len();
        let lemmas = tree
            .tokens
            .iter()
            .map(|t| lemma_of(language, text, t))
            .collect();
        let mut starts = vec![0u32; n + 2];
        for token in &tree.tokens {
            if let Some(head) = token.head.filter(|&h| (h as usize) < n) {
                starts[head as usize + 2] += 1;
            }
        }
        for i in 1..starts.len() {
            starts[i] += starts[i - 1];
        }
        let mut children = vec![0u32; starts.last().map_or(0, |&c| c as usize)];
        for (i, token) in tree.tokens.iter().enumerate() {
            if let Some(head) = token.head.filter(|&h| (h as usize) < n) {
                let place = &mut starts[head as usize + 1];
                children[*place as usize] = i as u32;
                *place += 1;
            }
        }
        Sentence {
            text,
            tree,
            index,
            lemmas,
            starts,
            children,
        }
    }

    pub(crate) fn len(&self) -> usize {
        self.tree.tokens.len()
    }

    pub(crate) fn token(&self, i: usize) -> &'doc Token {
        &self.tree.tokens[i]
    }

    /// The dictionary form in lower case.
    pub(crate) fn lemma(&self, i: usize) -> &str {
        &self.lemmas[i]
    }

    pub(crate) fn form(&self, i: usize) -> &'doc str {
        self.tree.tokens[i].span.of(self.text)
    }

    pub(crate) fn relation(&self, i: usize) -> Relation {
        self.tree.tokens[i].relation
    }

    pub(crate) fn tag(&self, i: usize) -> Tag {
        self.tree.tokens[i].tag
    }

    pub(crate) fn penn(&self, i: usize) -> &'static str {
        self.tree.tokens[i].penn
    }

    pub(crate) fn head(&self, i: usize) -> Option<usize> {
        self.tree.tokens[i]
            .head
            .map(|h| h as usize)
            .filter(|&h| h < self.len() && h != i)
    }

    /// The dependents of `i`, in the order of the text.
    pub(crate) fn children(&self, i: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        let range = self.starts[i] as usize..self.starts[i + 1] as usize;
        self.children[range].iter().map(|&c| c as usize)
    }

    /// The dependents of `i` by one of these relations.
    pub(crate) fn children_by<'s>(
        &'s self,
        i: usize,
        relations: &'s [Relation],
    ) -> impl DoubleEndedIterator<Item = usize> + 's {
        self.children(i)
            .filter(move |&c| relations.contains(&self.relation(c)))
    }

    /// The first dependent of `i` by one of these relations.
    pub(crate) fn child_by(&self, i: usize, relations: &[Relation]) -> Option<usize> {
        self.children(i)
            .find(|&c| relations.contains(&self.relation(c)))
    }

    /// The tokens after `i`, in the order of the text.
    pub(crate) fn tokens_after(&self, i: usize) -> impl Iterator<Item = usize> + use<> {
        i + 1..self.len()
    }

    /// `i` and the tokens coordinated with it.
    pub(crate) fn conjuncts(&self, i: usize) -> Vec<usize> {
        let mut all = vec![i];
        let mut at = 0;
        while at < all.len() {
            all.extend(self.children_by(all[at], &[Relation::Conj]));
            at += 1;
        }
        all
    }

    /// The first of the tokens with which `i` is coordinated.
    pub(crate) fn first_conjunct(&self, mut i: usize) -> usize {
        let mut steps = 0;
        while self.relation(i) == Relation::Conj && steps < self.len() {
            let Some(head) = self.head(i) else { break };
            i = head;
            steps += 1;
        }
        i
    }

    /// The tokens from `i` up to the root, without `i`.
    pub(crate) fn ancestors(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        let mut at = Some(i);
        let mut steps = 0;
        std::iter::from_fn(move || {
            at = self.head(at?);
            steps += 1;
            at.filter(|_| steps <= self.len())
        })
    }

    /// The first and the last token of the subtree of `i`.
    pub(crate) fn extent(&self, i: usize) -> (usize, usize) {
        self.extent_without(i, &|_| false)
    }

    /// The same, without the subtrees of dependents for which `leave` holds.
    pub(crate) fn extent_without(&self, i: usize, leave: &dyn Fn(usize) -> bool) -> (usize, usize) {
        let (mut first, mut last) = (i, i);
        let mut open = vec![i];
        let mut steps = 0;
        while let Some(at) = open.pop() {
            first = first.min(at);
            last = last.max(at);
            steps += 1;
            if steps <= self.len() {
                open.extend(self.children(at).filter(|&c| !leave(c)));
            }
        }
        (first, last)
    }

    /// The bytes from the first to the last of these tokens.
    pub(crate) fn span(&self, first: usize, last: usize) -> Span {
        self.token(first).span.join(self.token(last).span)
    }

    /// The words that open `i`: prepositions and conjunctions. Those of a name may hang on its last word, those of a name
    /// with a title on the title; the preposition of "at least" opens nothing.
    fn openers(&self, i: usize) -> impl Iterator<Item = usize> + '_ {
        const OPENERS: &[Relation] = &[Relation::Case, Relation::Mark];
        const PARTS: &[Relation] = &[Relation::Flat, Relation::NmodDesc, Relation::Compound];
        let parts = self.children_by(i, PARTS).filter(move |&p| {
            self.relation(p) == Relation::Flat || p < i && self.tag(i) == Tag::Propn
        });
        let inner = parts.flat_map(|p| self.children_by(p, &[Relation::Case]));
        self.children_by(i, OPENERS)
            .chain(inner)
            .filter(|&c| !(c + 1 < self.len() && matches!(self.penn(c + 1), "JJS" | "RBS")))
    }

    /// The preposition of `i` in lower case, with its fixed continuation: `because of`.
    pub(crate) fn case(&self, i: usize) -> Option<String> {
        let marker = self.openers(i).find(|&c| {
            matches!(
                self.tag(c),
                Tag::Adp | Tag::Sconj | Tag::Verb | Tag::Adv | Tag::Adj
            )
        })?;
        Some(self.phrase(marker))
    }

    /// `i` with the words fixed to it, in lower case.
    pub(crate) fn phrase(&self, i: usize) -> String {
        let mut phrase = self.form(i).to_lowercase();
        for part in self.children_by(i, &[Relation::Fixed]) {
            phrase.push(' ');
            phrase += &self.form(part).to_lowercase();
        }
        phrase
    }

    /// Whether a preposition opens `i`.
    pub(crate) fn has_any_case(&self, i: usize) -> bool {
        self.openers(i).next().is_some()
    }

    /// Whether two prepositions open `i`, one behind the other: "out of the city".
    pub(crate) fn is_double_case(&self, i: usize) -> bool {
        self.openers(i)
            .any(|c| c + 1 < self.len() && self.tag(c + 1) == Tag::Adp)
    }

    /// Whether one of the prepositions of `i` is this one, or the word that opens it as a clause ("when police fired").
    pub(crate) fn has_case(&self, i: usize, preposition: &str) -> bool {
        let clause = self.relation(i) == Relation::Advcl;
        let adverbs = self.children_by(i, &[Relation::Advmod]);
        let adverbs = adverbs.filter(|_| clause);
        self.openers(i).chain(adverbs).any(|c| {
            let form = self.form(c);
            match preposition.split_once(' ') {
                None => form.eq_ignore_ascii_case(preposition),
                Some((first, _)) => {
                    form.eq_ignore_ascii_case(first) && self.phrase(c) == preposition
                }
            }
        })
    }

    /// Whether `i` is a noun, a name, a pronoun or a number.
    pub(crate) fn is_nominal(&self, i: usize) -> bool {
        matches!(
            self.tag(i),
            Tag::Noun | Tag::Propn | Tag::Pron | Tag::Num | Tag::Sym
        )
    }

    /// Whether `below` lies in the subtree of `above`.
    pub(crate) fn is_under(&self, below: usize, above: usize) -> bool {
        below == above || self.ancestors(below).any(|a| a == above)
    }
}
