//! Acts at home: whom the police of a state arrest, and who marches against them, belongs to that state as a rule.
//!
//! The fillers of a match go in; people without a state on one side get that of the authority on the other. Things that
//! are nobody's do not take part; where they are damaged, it is the state in which they stand that suffers it.

use crate::grammar::{Grammar, Words};
use crate::matching::{Filler, Match};
use crate::mention::{Kind, Mentions};
use crate::sentence::Sentence;
use casus_codebook::ontology::TypeId;
use casus_syntax::Tag;

/// Gives people who face an authority of one state that state.
pub(super) fn share_state(grammar: &Grammar<'_>, matched: &mut Match<'_>) {
    let (actors, recipients) = (&mut matched.actors, &mut matched.recipients);
    if let Some(state) = authority(grammar, actors) {
        give(grammar, recipients, state);
    } else if let Some(state) = authority(grammar, recipients) {
        give(grammar, actors, state);
    }
}

/// Leaves out the actors' own ground, where an event happens on it and not to it: "blocked a bridge in the capital".
pub(super) fn drop_ground(
    grammar: &Grammar<'_>,
    sentence: &Sentence<'_>,
    mentions: &Mentions<'_>,
    matched: &mut Match<'_>,
) {
    let outward = |event: TypeId| grammar.outward & (1 << event.0) != 0;
    if !matched.frame.event.is_some_and(outward) {
        return;
    }
    let words = &grammar.words;
    let actors = &matched.actors;
    matched.recipients.retain(|r| {
        let opened = |by: &Words<'_>| by.iter().any(|p| sentence.has_case(r.token, p));
        let own = |code: &str| actors.iter().any(|a| a.mention.code == code);
        // What has its code only from where it stands.
        let stands = mentions
            .of(sentence.index as usize, r.token)
            .is_some_and(|m| m.code.is_empty());
        let ground = match r.mention.kind {
            Kind::Thing => stands,
            Kind::Place => true,
            Kind::State => opened(&words.place) || opened(&words.motion) || opened(&words.origin),
            _ => false,
        };
        let faced = opened(&words.strong) || r.mention.code.is_empty();
        !ground || faced || !own(r.mention.code)
    });
}

/// Leaves out things that are nobody's: they neither act nor have anything done to them but damage.
pub(super) fn drop_things<'book>(
    grammar: &Grammar<'book>,
    sentence: &Sentence<'_>,
    matched: &mut Match<'book>,
    home: Option<&'book str>,
) {
    let nobody = |f: &Filler<'_>| {
        // A name that no table knows may be anybody's: "Volvo", "the Lindholm group".
        let (first, last) = sentence.extent(f.token);
        let inside = |i: usize| {
            f.mention
                .span
                .range()
                .contains(&(sentence.token(i).span.start as usize))
        };
        let named = (first..=last).any(|i| inside(i) && sentence.tag(i) == Tag::Propn);
        !named && f.mention.kind == Kind::Thing && f.mention.code.is_empty() && !f.mention.acts
    };
    matched.actors.retain(|f| !nobody(f));
    let kind = matched.frame.event;
    if kind.is_none_or(|event| grammar.damage & (1 << event.0) == 0) {
        matched.recipients.retain(|f| !nobody(f));
        return;
    }
    for filler in matched.recipients.iter_mut().filter(|f| nobody(f)) {
        if let Some(state) = home {
            filler.mention.code = state;
            filler.mention.implied = true;
        }
    }
}

/// The state of the fillers, where all are authorities at home: police, courts.
fn authority<'book>(grammar: &Grammar<'_>, fillers: &[Filler<'book>]) -> Option<&'book str> {
    let mut states = fillers.iter().map(|f| {
        let home = f.mention.sectors & grammar.authority != 0;
        let told = home && grammar.states.contains(f.mention.code);
        told.then_some(f.mention.code)
    });
    let first = states.next()??;
    states.all(|other| other == Some(first)).then_some(first)
}

fn give<'book>(grammar: &Grammar<'_>, fillers: &mut [Filler<'book>], state: &'book str) {
    for mention in fillers.iter_mut().map(|f| &mut f.mention) {
        let people = mention.kind == Kind::Agent && mention.code.is_empty() && mention.sectors != 0;
        if people && mention.sectors & !grammar.local == 0 {
            mention.code = state;
            mention.implied = true;
        }
    }
}
