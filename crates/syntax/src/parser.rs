//! The parser: sentences of tokens in, trees out.
//!
//! Sentences of any number of texts are sorted by length and go through the network in batches; what comes out for a
//! sentence does not depend on its neighbours. A sentence too long for one tree is parsed in parts that are hung on
//! the first.

use std::ops::Range;
use std::sync::Arc;

use casus_text::Span;

use crate::cache::{CAPACITY, FormCache};
use crate::heads::{Choice, HeadScratch};
use crate::kernel::Level;
use crate::lemma::Lemmas;
use crate::lstm::{Activations, Layout, LstmScratch};
use crate::network::{FormScratch, Network};
use crate::penn;
use crate::weights::{LoadError, Weights};
use crate::{Relation, Tag, Token, Tree};

/// The most tokens that are made into one tree by the network.
pub const LONGEST: usize = 200;
/// How many sentences go through the network together.
const SENTENCES: usize = 48;

/// A sentence to parse: the text that it stands in, and the spans of its tokens there.
pub type Sentence<'a> = (&'a str, &'a [Span]);

/// A network with its tables. It may be shared between threads.
pub struct Parser {
    network: Network,
    lemmas: Lemmas,
    tags: Vec<(Tag, &'static str)>,
    relations: Vec<Relation>,
    /// The number of the root's relation.
    root: usize,
    /// Tells workspaces whether what they keep was made by this parser.
    mark: Arc<()>,
}

/// What a parser keeps from call to call, one for each thread: buffers, and what it made of frequent words.
#[derive(Default)]
pub struct Workspace {
    /// The parser whose words are kept.
    owner: Option<Arc<()>>,
    cache: FormCache,
    slots: Vec<u32>,
    new: Vec<u32>,
    layout: Layout,
    forms: FormScratch,
    lstm: LstmScratch,
    states: Activations,
    heads: HeadScratch,
    choices: Vec<Choice>,
}

/// Part of a sentence, short enough for the network.
struct Part<'a> {
    text: &'a str,
    spans: &'a [Span],
    sentence: usize,
}

impl Parser {
    /// The parser with the weights that this library carries.
    ///
    /// # Errors
    ///
    /// Never with weights that pass the tests.
    #[cfg(feature = "embedded")]
    pub fn embedded() -> Result<Self, LoadError> {
        Parser::from_bytes(&Weights::embedded())
    }

    /// The parser with other weights.
    ///
    /// # Errors
    ///
    /// Where a file is not what the trainer writes, or the files do not belong together.
    pub fn from_bytes(weights: &Weights) -> Result<Self, LoadError> {
        Parser::at_level(weights, Level::best())
    }

    pub(crate) fn at_level(weights: &Weights, level: Level) -> Result<Self, LoadError> {
        let names: Vec<&str> = weights.tags.lines().collect();
        let labels: Vec<&str> = weights.labels.lines().collect();
        let root = labels.iter().position(|&label| label == "root");
        let root = root.ok_or_else(|| LoadError::new("no label is called `root`"))?;
        let number = |name: &str| {
            names
                .iter()
                .position(|&known| known == name)
                .map(|tag| tag as u16)
        };
        let broken = |line| {
            LoadError::new(format!(
                "line {line} of the lemmas is neither a word nor a rule"
            ))
        };
        let tag = |name: &&str| match name.split_once('|') {
            Some((tag, penn)) => (Tag::named(tag), penn::named(penn)),
            None => (Tag::named(name), penn::named("")),
        };
        Ok(Parser {
            network: Network::read(weights, level, names.len(), labels.len())?,
            lemmas: Lemmas::read(&weights.lemmas, number).map_err(broken)?,
            tags: names.iter().map(tag).collect(),
            relations: labels.iter().map(|label| Relation::named(label)).collect(),
            root,
            mark: Arc::new(()),
        })
    }

    /// Parses the sentences of one text, each the spans of its tokens.
    pub fn parse(&self, text: &str, sentences: &[Vec<Span>]) -> Vec<Tree> {
        let sentences: Vec<Sentence> = sentences
            .iter()
            .map(|spans| (text, spans.as_slice()))
            .collect();
        self.parse_batch(&mut Workspace::default(), &sentences)
    }

    /// Parses sentences of any texts: the more at once, the faster. A tree comes back for each, in the same order; a
    /// sentence without tokens has a tree without.
    pub fn parse_batch(&self, workspace: &mut Workspace, sentences: &[Sentence]) -> Vec<Tree> {
        self.prepare(workspace);
        let mut parts = Vec::with_capacity(sentences.len());
        for (sentence, &(text, spans)) in sentences.iter().enumerate() {
            let cut = |part: Range<usize>| Part {
                text,
                spans: &spans[part],
                sentence,
            };
            parts.extend(cut_up(text, spans).into_iter().map(cut));
        }
        let mut order: Vec<usize> = (0..parts.len()).collect();
        order.sort_by_key(|&part| std::cmp::Reverse(parts[part].spans.len()));
        let mut done: Vec<Vec<Token>> = parts.iter().map(|_| Vec::new()).collect();
        let mut rest = order.as_slice();
        while let Some(&longest) = rest.first() {
            let fitting = (CAPACITY / parts[longest].spans.len().max(1)).clamp(1, SENTENCES);
            let (batch, later) = rest.split_at(fitting.min(rest.len()));
            self.run(workspace, &parts, batch, &mut done);
            rest = later;
        }
        join(sentences.len(), &parts, done)
    }

    /// Empties a workspace that served another parser.
    fn prepare(&self, workspace: &mut Workspace) {
        if !workspace
            .owner
            .as_ref()
            .is_some_and(|owner| Arc::ptr_eq(owner, &self.mark))
        {
            workspace.cache.reset(self.network.products());
            workspace.owner = Some(self.mark.clone());
        }
    }

    /// Takes one batch of parts, longest first, through the network.
    fn run(
        &self,
        workspace: &mut Workspace,
        parts: &[Part],
        batch: &[usize],
        done: &mut [Vec<Token>],
    ) {
        workspace
            .layout
            .fill(batch.iter().map(|&part| parts[part].spans.len()));
        self.take_slots(workspace, parts, batch);
        let Workspace {
            cache,
            new,
            forms,
            layout,
            slots,
            lstm,
            states,
            heads,
            ..
        } = workspace;
        self.network.first_products(cache, new, forms);
        self.network.encode(layout, cache, slots, lstm, states);
        self.network.sides(states, layout.rows(), heads);
        for (sentence, &part) in batch.iter().enumerate() {
            workspace.choices.clear();
            self.network.choose(
                &workspace.layout,
                sentence,
                self.root,
                &mut workspace.heads,
                &mut workspace.choices,
            );
            done[part] = self.tokens(workspace, parts[part].spans, sentence);
        }
    }

    /// Finds the forms of a batch in the cache, row by row.
    fn take_slots(&self, workspace: &mut Workspace, parts: &[Part], batch: &[usize]) {
        workspace.cache.begin();
        workspace.slots.clear();
        workspace.new.clear();
        for (step, &(_, active)) in workspace.layout.steps.iter().enumerate() {
            for &part in &batch[..active] {
                let (slot, is_new) = workspace
                    .cache
                    .slot(parts[part].spans[step].of(parts[part].text));
                workspace.slots.push(slot);
                if is_new {
                    workspace.new.push(slot);
                }
            }
        }
    }

    /// The tokens of a part, as the network chose.
    fn tokens(&self, workspace: &mut Workspace, spans: &[Span], sentence: usize) -> Vec<Token> {
        let (layout, slots, cache) = (&workspace.layout, &workspace.slots, &mut workspace.cache);
        let token = |(word, (choice, &span)): (usize, (&Choice, &Span))| {
            let (tag, penn) = self.tags[choice.tag as usize];
            let slot = slots[layout.row(sentence, word)];
            Token {
                span,
                lemma: cache.lemma(slot, choice.tag, |form| self.lemmas.lemma(form, choice.tag)),
                tag,
                penn,
                head: choice.head.checked_sub(1),
                relation: self.relations[choice.label as usize],
                probability: choice.probability,
            }
        };
        workspace
            .choices
            .iter()
            .zip(spans)
            .enumerate()
            .map(token)
            .collect()
    }
}

/// Cuts a sentence into parts of at most `LONGEST` tokens: after the last token without a letter or digit in the
/// second half of a part, else anywhere.
fn cut_up(text: &str, spans: &[Span]) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let mut start = 0;
    while spans.len() - start > LONGEST {
        let divides = |&place: &usize| !spans[place].of(text).contains(char::is_alphanumeric);
        let cut = (start + LONGEST / 2..start + LONGEST).rev().find(divides);
        let end = cut.map_or(start + LONGEST, |place| place + 1);
        parts.push(start..end);
        start = end;
    }
    if start < spans.len() {
        parts.push(start..spans.len());
    }
    parts
}

/// Makes a tree of the parts of each sentence. The root of a later part hangs on that of the first, without a
/// probability, for the network said nothing about it.
fn join(sentences: usize, parts: &[Part], done: Vec<Vec<Token>>) -> Vec<Tree> {
    let mut trees = vec![Tree::default(); sentences];
    for (part, mut tokens) in parts.iter().zip(done) {
        let tree = &mut trees[part.sentence];
        let Some((first, last)) = tokens.first().zip(tokens.last()) else {
            continue;
        };
        let span = Span {
            start: first.span.start,
            end: last.span.end,
        };
        if tree.tokens.is_empty() {
            (tree.span, tree.tokens) = (span, tokens);
            continue;
        }
        tree.span = tree.span.join(span);
        let offset = tree.tokens.len() as u32;
        let root = tree.tokens.iter().position(|token| token.head.is_none());
        for token in &mut tokens {
            token.head = token.head.map(|head| head + offset);
            if token.head.is_none() {
                token.head = root.map(|root| root as u32);
                token.relation = Relation::Parataxis;
                token.probability = 0.0;
            }
        }
        tree.tokens.extend(tokens);
    }
    trees
}

/// What the tests of parity look at.
#[cfg(test)]
impl Parser {
    pub(crate) fn network(&self) -> &Network {
        &self.network
    }

    /// For the first word of a sentence: the scores of tags, of heads, and of relations to its head.
    pub(crate) fn scores(&self, text: &str, spans: &[Span]) -> (Vec<f32>, Vec<f32>, Vec<f32>) {
        let mut workspace = Workspace::default();
        self.prepare(&mut workspace);
        let part = Part {
            text,
            spans,
            sentence: 0,
        };
        self.run(&mut workspace, &[part], &[0], &mut [Vec::new()]);
        let (words, heads) = (spans.len(), &mut workspace.heads);
        self.network.score_arcs(&workspace.layout, 0, heads);
        let arcs = heads.arcs[..=words].to_vec();
        let chosen: Vec<usize> = workspace
            .choices
            .iter()
            .map(|choice| choice.head as usize)
            .collect();
        self.network
            .score_labels(&workspace.layout, 0, &chosen, heads);
        let labels = heads.label_scores[..self.relations.len()].to_vec();
        let first = workspace.states.rows(0, 1, 0);
        let tags = self.network.tag_scores(first, heads)[..self.tags.len()].to_vec();
        (tags, arcs, labels)
    }
}
