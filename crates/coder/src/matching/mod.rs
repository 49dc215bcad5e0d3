//! Frames on triggers: which frame of a word fits, and who fills its roles.
//!
//! A trigger goes in; the most specific frame whose conditions hold comes out, with the mentions that fill its roles.

mod above;
mod condition;
mod deep;
mod role;
mod tie;

use crate::argument::{Arguments, Trigger};
use crate::grammar::Grammar;
use crate::mention::Mention;
use crate::sentence::Sentence;
use casus_codebook::frame::{Condition, Frame, Frames, Part, Path, Slot, Test};
use casus_syntax::Relation;

/// A token in a role, and what it stands for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Filler<'book> {
    pub(crate) token: usize,
    pub(crate) mention: Mention<'book>,
}

/// A frame that fits a trigger.
#[derive(Clone, Debug)]
pub(crate) struct Match<'book> {
    pub(crate) frame: &'book Frame,
    pub(crate) actors: Vec<Filler<'book>>,
    pub(crate) recipients: Vec<Filler<'book>>,
}

/// Fits frames to the triggers of one sentence.
#[derive(Clone, Copy)]
pub(crate) struct Matcher<'a, 'book, 'doc> {
    pub(crate) arguments: Arguments<'a, 'book, 'doc>,
    /// The sentence before.
    pub(crate) before: Option<&'a Sentence<'doc>>,
}

impl<'book> Matcher<'_, 'book, '_> {
    fn grammar(&self) -> &Grammar<'book> {
        self.arguments.grammar
    }

    /// The first frame of the word that fits. `tried` hears of every frame and of the condition that failed, if any.
    pub(crate) fn decide(
        &self,
        frames: &'book Frames,
        trigger: &Trigger<'book>,
        tried: &mut dyn FnMut(&'book Frame, Option<&Condition>),
    ) -> Option<&'book Frame> {
        let lemma = self.arguments.sentence.lemma(trigger.at);
        for frame in frames.of(trigger.part, lemma) {
            let alone = frame.more.len() == 1;
            if !frame
                .more
                .iter()
                .all(|word| self.has_word(trigger, frame, word, alone))
            {
                continue;
            }
            let failed = frame
                .when
                .iter()
                .find(|condition| !self.holds(trigger, condition));
            tried(frame, failed);
            if failed.is_none() {
                return Some(frame);
            }
        }
        None
    }

    /// The roles of a frame on a trigger.
    pub(crate) fn fill(&self, trigger: &Trigger<'book>, frame: &'book Frame) -> Match<'book> {
        let harmful = self.grammar().harmful;
        let harms = frame.event.is_some_and(|e| harmful & (1 << e.0) != 0);
        let actors = self.role(trigger, &frame.actor);
        let mut recipients = self.role_without(trigger, &frame.recipient, &actors, harms);
        if recipients.is_empty()
            && trigger
                .light
                .is_some_and(|(_, light)| light.object.is_some())
        {
            self.add_fillers(trigger, &vec![Slot::Object], false, &mut recipients);
        }
        let several = actors.len() > 1 || actors.iter().any(|a| !a.mention.second.is_empty());
        let joint = frame.recipient.choices.is_empty() && several;
        let party = |r: &Filler<'book>| self.is_somebody(r) && !self.is_owned(r, &actors, harms);
        if !joint && !recipients.iter().any(party) {
            self.fall_back(trigger, frame, &actors, harms, &mut recipients);
            if !recipients.iter().any(party) {
                self.look_deeper(trigger, frame, &actors, &mut recipients);
            }
        }
        recipients.retain(|r| !self.is_same(r, &actors));
        Match {
            frame,
            actors,
            recipients,
        }
    }

    /// The same from the slots of the frame alone: where they hold nobody, nobody is looked for elsewhere.
    pub(crate) fn fill_strictly(
        &self,
        trigger: &Trigger<'book>,
        frame: &'book Frame,
    ) -> Match<'book> {
        let actors = self.role(trigger, &frame.actor);
        let mut recipients = self.role_without(trigger, &frame.recipient, &actors, false);
        recipients.retain(|r| !self.is_same(r, &actors));
        Match {
            frame,
            actors,
            recipients,
        }
    }

    /// Where the frame's own slots hold no actor, the nearest complement that is one is meant: of the word, of its
    /// object, or of the clause that it governs.
    fn fall_back(
        &self,
        trigger: &Trigger<'book>,
        frame: &'book Frame,
        actors: &[Filler<'book>],
        harms: bool,
        recipients: &mut Vec<Filler<'book>>,
    ) {
        let slots = self.grammar().fallback.iter();
        let near = slots.clone().map(|slot| vec![slot.clone()]);
        let inner = slots.map(|slot| vec![Slot::Clause, slot.clone()]);
        let placed = frame
            .event
            .is_some_and(|e| self.grammar().placed & (1 << e.0) != 0);
        let places = self.grammar().places.iter();
        let here = places.clone().map(|slot| vec![slot.clone()]);
        let there = places.map(|slot| vec![Slot::Clause, slot.clone()]);
        // What states do at home has no recipient for that; what they do elsewhere is done there.
        let known = actors.iter().any(|a| !a.mention.code.is_empty());
        let abroad =
            |f: &Filler<'book>| known && actors.iter().all(|a| a.mention.code != f.mention.code);
        let usual = near.chain(inner).map(|path| (path, false));
        let last = here.chain(there).map(|path| (path, !placed));
        // What the frame has tested for being something else is not the recipient; whose it is may be.
        let tested = |path: &Path| {
            frame.when.iter().any(|c| matches!(c, Condition::Fits { path: tested, any, .. } if tested == path && any.iter().any(is_word_test)))
        };
        let apart = |path: &Path| matches!(path.last(), Some(Slot::Preposition(word)) if self.is_against(frame, word));
        for (path, only_abroad) in usual.chain(last) {
            if apart(&path) {
                continue;
            }
            let mut found = vec![];
            if tested(&path) {
                // Who gave the weapon is not struck with it.
                if !self.is_striking(frame) {
                    self.add_complements(trigger, &path, &mut found);
                }
            } else {
                self.add_fillers(trigger, &path, false, &mut found);
            }
            let words = &self.grammar().words;
            let strong =
                matches!(path.last(), Some(Slot::Preposition(p)) if words.strong.contains(&**p));
            let direct = harms && (strong || matches!(path[..], [Slot::Object | Slot::Indirect]));
            let own = |f: &Filler<'book>| {
                let lemma = self.arguments.sentence.lemma(f.token);
                frame.more.iter().any(|word| **word == *lemma)
            };
            found.retain(|f| {
                !own(f)
                    && (f.mention.is_actor() || strong && self.is_somebody(f))
                    && !self.is_same(f, actors)
                    && !self.is_owned(f, actors, direct)
                    && (!only_abroad || abroad(f))
            });
            if found.is_empty() {
                continue;
            }
            // "attacked a camp in Mali": the thing is what it is done to, and the place says whose it is.
            let here = path.iter().any(|slot| self.grammar().places.contains(slot));
            match recipients
                .first_mut()
                .filter(|r| here && self.is_harmed(frame, r))
            {
                Some(thing) => thing.mention.code = found[0].mention.code,
                None => *recipients = found,
            }
            return;
        }
    }

    /// Whether the event does bodily harm, and the filler is a thing of nobody's to which it is done.
    fn is_harmed(&self, frame: &Frame, filler: &Filler<'book>) -> bool {
        self.is_striking(frame) && filler.mention.code.is_empty() && self.types(filler.token) == 0
    }

    /// Whether the frame tells of bodily harm.
    fn is_striking(&self, frame: &Frame) -> bool {
        let striking = self.grammar().striking;
        frame.event.is_some_and(|e| striking & (1 << e.0) != 0)
    }

    /// Whether whoever stands behind the preposition is left out of an event of friends: "backed Oslo *against* Lima".
    fn is_against(&self, frame: &Frame, word: &str) -> bool {
        let friendly = frame
            .event
            .is_some_and(|e| self.grammar().friendly & (1 << e.0) != 0);
        friendly && self.grammar().words.strong.contains(word)
    }

    /// Whether the filler is one of these, or names the same by a pronoun.
    fn is_same(&self, filler: &Filler<'book>, others: &[Filler<'book>]) -> bool {
        others.iter().any(|o| {
            o.token == filler.token
                || o.mention.span == filler.mention.span && filler.mention.pronoun
        })
    }

    /// Whether a further word of the frame stands among the dependents.
    fn has_word(&self, trigger: &Trigger<'book>, frame: &Frame, word: &str, alone: bool) -> bool {
        let s = self.arguments.sentence;
        let at = trigger.at;
        let is = |i: usize| {
            s.lemma(i).eq_ignore_ascii_case(word) || s.form(i).eq_ignore_ascii_case(word)
        };
        if trigger.part == Part::Noun {
            return s.children(at).any(|c| c < at && is(c)) || at > 0 && is(at - 1);
        }
        // "gives customers access in Lima" is not "gives in": the particle stands before the object.
        let object = s
            .child_by(at, &[Relation::Obj])
            .filter(|_| alone && s.child_by(at, &[Relation::CompoundPrt]).is_none());
        // Nor is it where a second preposition follows, as in "pushed them out of the city".
        let stands = |c: usize| object.is_none_or(|o| c < o) || s.is_double_case(c);
        // "gave the *green* light": what tells more of a noun of the phrase hangs on that noun.
        let within = |c: usize| {
            let inside = frame.more.iter().any(|more| **more == *s.lemma(c));
            inside && s.children(c).any(|d| d < c && is(d))
        };
        s.children(at)
            .any(|c| is(c) || s.has_case(c, word) && stands(c) || within(c))
    }

    fn mention(&self, i: usize) -> Option<&Mention<'book>> {
        self.arguments
            .mentions
            .of(self.arguments.sentence.index as usize, i)
    }

    /// The tokens at the end of a path.
    pub(crate) fn follow(&self, trigger: &Trigger<'book>, path: &Path) -> Vec<usize> {
        let Some((first, rest)) = path.split_first() else {
            return vec![];
        };
        let mut at = self.arguments.fill(trigger, first);
        for slot in rest {
            at = at
                .iter()
                .flat_map(|&i| self.arguments.fill_word(i, slot))
                .collect();
        }
        at
    }
}

/// Whether the test asks for certain words, and not for an actor.
fn is_word_test(test: &Test) -> bool {
    matches!(
        test,
        Test::Word(_) | Test::Class(_) | Test::Event | Test::Type(_)
    )
}
