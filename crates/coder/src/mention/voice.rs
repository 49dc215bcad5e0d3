//! For whom a text speaks: a statement of a ministry says "we" for its state.
//!
//! The name of the publisher goes in; the state comes out, with its sectors, where the name is that of an official body of
//! a state.

use crate::grammar::{Grammar, Sectors};
use crate::tally::code_of;
use casus_codebook::world::Entry;
use casus_text::Span;

/// The official body of a state that publishes a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Voice<'book> {
    pub(crate) code: &'book str,
    pub(crate) sectors: Sectors,
}

/// The voice of a publisher: "Ministry of Foreign Affairs of Peru", "Peruvian Government".
pub(crate) fn voice_of<'book>(grammar: &Grammar<'book>, publisher: &str) -> Option<Voice<'book>> {
    let book = grammar.book;
    let mut words: Vec<Span> = vec![];
    for word in publisher.split_whitespace() {
        let start = word.as_ptr() as usize - publisher.as_ptr() as usize;
        words.push(Span::new(start, start + word.len()));
    }
    let mut sectors = 0;
    for word in &words {
        let lemma = word.of(publisher).to_lowercase();
        if let Some(agent) = book.language.agents.get(lemma.as_str()) {
            sectors |= grammar.sectors(&agent.sectors) & grammar.official;
        }
    }
    if sectors == 0 {
        return None;
    }
    let state = |entry: &Entry| matches!(entry, Entry::State(_) | Entry::Adjective(_));
    let named = (0..words.len()).find_map(|at| {
        let (_, entries) = book.world.longest(publisher, &words, at)?;
        entries.iter().copied().find(state)
    })?;
    let code = code_of(&book.world, named)?;
    Some(Voice { code, sectors })
}
