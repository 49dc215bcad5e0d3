//! The leg of an exchange whose verb tells no event elsewhere: "will *store* fuel in return for".
//!
//! A verb goes in; an event of giving comes out, where somebody is known who gives, and what is given. The frame is one of
//! those that `grammar.table` names for it, whose words stand in no text.

use super::{Coding, Draft};
use crate::argument::Trigger;
use crate::event::Actor;
use casus_codebook::frame::Part;
use casus_syntax::Tag;

impl<'book: 'doc, 'doc> Coding<'_, 'book, 'doc> {
    /// Whose the leg is: the first party that is named in its words.
    pub(super) fn owners(&self, s: usize, leg: usize) -> Vec<Actor> {
        let (first, last) = self.sentences[s].extent(leg);
        let mut named = self.mentions.in_sentence(s).filter(|(i, m)| {
            (first..=last).contains(i) && m.acts && !m.code.is_empty() && *i != leg
        });
        let first = named.next().map(|(_, mention)| self.actor(mention));
        first.into_iter().collect()
    }

    /// The event of giving, or of buying and selling, that the verb tells as a leg of an exchange.
    pub(super) fn leg(&self, s: usize, verb: usize, sale: bool) -> Option<Draft<'book>> {
        let book = self.grammar.book;
        let key = if sale { "sale-frame" } else { "leg-frame" };
        let word = book.language.grammar(key).first()?;
        let frame = book.frames.of(Part::Verb, word).next()?;
        if self.sentences[s].tag(verb) != Tag::Verb {
            return None;
        }
        let trigger = Trigger {
            at: verb,
            part: Part::Verb,
            light: None,
        };
        let matched = self.matcher(s).fill(&trigger, frame);
        let known = matched.actors.iter().any(|f| !f.mention.code.is_empty());
        let draft = self.draft(s, trigger, matched, &[]).filter(|_| known)?;
        (!draft.event.goods.is_empty()).then_some(draft)
    }
}
