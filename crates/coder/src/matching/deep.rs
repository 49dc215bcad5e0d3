//! Recipients that stand far from the word that tells the event.
//!
//! A trigger goes in, and the parties found so far; where none of them is a party, the nearest state, body or place comes
//! out that stands in what is agreed, given, sent or asked for: "agreed to build a hospital *in Peru*".

use super::{Filler, Matcher};
use crate::argument::Trigger;
use casus_codebook::frame::Frame;
use casus_syntax::{Relation, Tag};

/// How many steps down the tree are looked at.
const DEEPEST: usize = 5;

impl<'book> Matcher<'_, 'book, '_> {
    /// Puts the nearest party below the trigger, or below the verb that lends it its arguments, in the recipients' place.
    pub(super) fn look_deeper(
        &self,
        trigger: &Trigger<'book>,
        frame: &Frame,
        actors: &[Filler<'book>],
        recipients: &mut Vec<Filler<'book>>,
    ) {
        if actors.iter().all(|a| a.mention.code.is_empty()) {
            return;
        }
        let s = self.arguments.sentence;
        let mut level = vec![trigger.light.map_or(trigger.at, |(verb, _)| verb)];
        for _ in 0..DEEPEST {
            level = level
                .iter()
                .flat_map(|&i| s.children(i).filter(move |&c| c > i))
                .filter(|&c| self.leads_on(c) && !self.is_turned(frame, c))
                .collect();
            let Some(&found) = level.iter().find(|&&c| self.is_party(c, actors)) else {
                continue;
            };
            if let Some(thing) = recipients.first_mut().filter(|r| self.is_harmed(frame, r)) {
                thing.mention.code = self.mention(found).map_or("", |m| m.code);
                return;
            }
            let all = s.conjuncts(found).into_iter();
            let parties = all.filter(|&c| self.is_party(c, actors));
            *recipients = parties
                .filter_map(|token| {
                    let mention = *self.mention(token)?;
                    Some(Filler { token, mention })
                })
                .collect();
            return;
        }
    }

    /// Whether the word is one against whom friends act.
    fn is_turned(&self, frame: &Frame, i: usize) -> bool {
        let mut words = self.grammar().words.strong.iter();
        words.any(|word| self.is_against(frame, word) && self.arguments.sentence.has_case(i, word))
    }

    /// Whether the way to a recipient may lead over this word: complements and purposes do, times, causes and clauses of
    /// their own do not.
    fn leads_on(&self, i: usize) -> bool {
        let s = self.arguments.sentence;
        let words = &self.grammar().words;
        let opened = || self.arguments.has_any_case(i, &words.deep);
        let infinitive = || {
            s.children_by(i, &[Relation::Mark])
                .any(|m| s.penn(m) == "TO")
        };
        match s.relation(i) {
            Relation::Obj | Relation::Iobj | Relation::Xcomp => true,
            Relation::Obl | Relation::Nmod => opened(),
            Relation::Advcl => infinitive() || s.penn(i) == "VBG" && opened(),
            Relation::Ccomp => infinitive(),
            Relation::Acl => infinitive() || matches!(s.penn(i), "VBG" | "VBN"),
            _ => false,
        }
    }

    /// Whether the word stands for a state, body or place other than those of the actors.
    fn is_party(&self, i: usize, actors: &[Filler<'book>]) -> bool {
        let s = self.arguments.sentence;
        self.mention(i).is_some_and(|m| {
            !m.code.is_empty()
                && !m.pronoun
                && !m.implied
                && s.tag(i) != Tag::Pron
                && actors.iter().all(|a| a.mention.code != m.code)
        })
    }
}
