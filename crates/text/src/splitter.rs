//! Raw text to sentences and tokens.
//!
//! `SplitterRules` make a `Splitter`; a text goes in, and its `Sentences` come out, as spans. The same text gives the
//! same spans always. Any text will do: there are no errors.

use crate::classes::floor;
use crate::features::{self, Context};
use crate::lexicon::Lexicon;
use crate::model::{Model, WeightsFault, spread};
use crate::rules::SplitterRules;
use crate::sentences::Ender;
use crate::shapes::looks;
use crate::span::Span;
use crate::tokens::Cutter;

/// Cuts texts into sentences and tokens. Made once, and shared by all threads.
#[derive(Clone, Debug)]
pub struct Splitter {
    lexicon: Lexicon,
    model: Option<Model>,
}

/// The sentences of a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentences {
    tokens: Vec<Span>,
    /// The index after the last token of each sentence.
    ends: Vec<u32>,
}

/// One sentence: its tokens, at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence<'a> {
    /// From its first token to its last.
    pub span: Span,
    /// Its tokens in order.
    pub tokens: &'a [Span],
}

/// For the trainer: the places of a text at which a sentence could end.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The hashed features of each place, `Places::WIDTH` of them a place.
    pub features: Vec<u32>,
    /// Whether a sentence ends there.
    pub labels: Vec<bool>,
}

impl Places {
    /// The number of features of a place.
    pub const WIDTH: usize = features::COUNT;
}

impl Splitter {
    /// Compiles the rules. Faulty weights are an error; none at all are not, but cost accuracy.
    pub fn new(rules: &SplitterRules) -> Result<Self, WeightsFault> {
        Ok(Splitter {
            lexicon: Lexicon::new(rules),
            model: Model::new(rules.weights.clone())?,
        })
    }

    /// The sentences and tokens of the text. Texts of 4 GiB and more are read up to there.
    pub fn split(&self, text: &str) -> Sentences {
        let text = &text[..floor(text, u32::MAX as usize)];
        let tokens = Cutter::new(text, &self.lexicon).cut();
        let looks = looks(text, &tokens);
        let ender = Ender {
            looks: &looks,
            tokens: &tokens,
            model: self.model.as_ref(),
        };
        let ends = ender.ends();
        Sentences {
            tokens: tokens.spans,
            ends,
        }
    }

    /// For the trainer: the features of every place within the paragraphs of the text, where sentences are known to end
    /// at the byte offsets `ends`, sorted.
    pub fn places(&self, text: &str, ends: &[u32]) -> Places {
        let tokens = Cutter::new(text, &self.lexicon).cut();
        let looks = looks(text, &tokens);
        let ender = Ender {
            looks: &looks,
            tokens: &tokens,
            model: None,
        };
        let habit = ender.habit();
        let mut places = Places::default();
        let mut start = 0;
        while start < looks.len() {
            let stop = ender.paragraph_end(start);
            let mut context = Context {
                habit,
                first: looks[start],
                ..Context::default()
            };
            for at in start + 1..stop {
                context.take(looks[at - 1].shape);
                context.to_go = stop - at;
                let hashes = features::features(&looks, at, (start, stop), &context);
                places.features.extend(hashes.map(spread));
                let (from, to) = (tokens.spans[at - 1].end, tokens.spans[at].start);
                let label = ends
                    .get(ends.partition_point(|end| *end < from))
                    .is_some_and(|end| *end <= to);
                places.labels.push(label);
                if label {
                    let quoted = context.quoted;
                    context = Context {
                        habit,
                        quoted,
                        first: looks[at],
                        ..Context::default()
                    };
                }
            }
            start = stop;
        }
        places
    }
}

impl Sentences {
    /// How many sentences there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether the text has no token.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// All tokens of the text, in order.
    pub fn tokens(&self) -> &[Span] {
        &self.tokens
    }

    /// The sentence at `index`, counted from 0.
    pub fn get(&self, index: usize) -> Option<Sentence<'_>> {
        let end = *self.ends.get(index)? as usize;
        let start = index
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .map_or(0, |end| *end as usize);
        let tokens = self.tokens.get(start..end)?;
        let span = tokens.first()?.join(*tokens.last()?);
        Some(Sentence { span, tokens })
    }

    /// The sentences in order.
    pub fn iter(&self) -> impl Iterator<Item = Sentence<'_>> {
        (0..self.len()).filter_map(|index| self.get(index))
    }
}
