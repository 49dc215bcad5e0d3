//! "We" and "I": who speaks them.
//!
//! The drafts of a document go in, with their speakers; a role that a pronoun of the first person fills gets the
//! identity of the innermost speaker, else of the official body that publishes the text. Where nobody speaks, nobody fills
//! it, and an event without a party is dropped.

use super::{Coding, Draft};
use crate::event::Actor;
use crate::matching::Filler;

impl<'book: 'doc, 'doc> Coding<'_, 'book, 'doc> {
    /// Resolves the pronouns of the first person.
    pub(super) fn name_speakers(&self, drafts: &mut Vec<Draft<'book>>) {
        let civil = self.grammar.sector_names(self.grammar.civil);
        let party = |actor: &Actor| {
            !actor.code.is_empty() || actor.sectors.iter().any(|s| !civil.contains(s))
        };
        drafts.retain_mut(|Draft { matched, event, .. }| {
            let spoken = |f: &Filler<'_>| f.mention.speaker;
            if !matched.actors.iter().chain(&matched.recipients).any(spoken) {
                return true;
            }
            let mut links = event.attribution.iter().rev();
            let speaker = links
                .find_map(|link| link.speaker.clone())
                .or_else(|| self.own_voice());
            identify(&mut matched.actors, &mut event.actors, speaker.as_ref());
            identify(
                &mut matched.recipients,
                &mut event.recipients,
                speaker.as_ref(),
            );
            event.actors.iter().chain(&event.recipients).any(party)
        });
    }

    /// The official body that publishes the text, as who speaks where nobody is quoted.
    fn own_voice(&self) -> Option<Actor> {
        let voice = self.voice?;
        Some(Actor {
            code: voice.code.into(),
            sectors: self.grammar.sector_names(voice.sectors),
            ..Actor::default()
        })
    }
}

/// Gives the actors that are spoken of in the first person the speaker's identity, or drops them and their fillers.
pub(super) fn identify(
    fillers: &mut Vec<Filler<'_>>,
    actors: &mut Vec<Actor>,
    speaker: Option<&Actor>,
) {
    actors.retain_mut(|actor| {
        let own = |f: &&Filler<'_>| f.mention.speaker && f.mention.span == actor.span;
        let first = fillers.iter().any(|f| own(&f));
        if let (true, Some(speaker)) = (first, speaker) {
            *actor = Actor {
                span: actor.span,
                ..speaker.clone()
            };
        }
        !first || speaker.is_some()
    });
    fillers.retain(|f| !f.mention.speaker || speaker.is_some());
}
