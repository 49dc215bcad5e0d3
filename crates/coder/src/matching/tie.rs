//! What things and kinds of people owe their codes to: owners, complements, places.
//!
//! A filler goes in; it comes out with the code of what it is tied to, or once for each of its owners.

use super::{Filler, Matcher};
use crate::argument::Trigger;
use crate::mention::{Kind, Mention};
use casus_codebook::frame::{Part, Path, Slot};
use casus_syntax::Relation;

impl<'book> Matcher<'_, 'book, '_> {
    /// "A bombing *by the militia* killed five", "missiles fired *by the army* struck": who stands behind a thing that is
    /// said to act.
    pub(super) fn add_doers(&self, token: usize, fillers: &mut Vec<Filler<'book>>) {
        let s = self.arguments.sentence;
        let mut doers = if self.types(token) == 0 {
            vec![]
        } else {
            self.arguments.fill_word(token, &Slot::Subject)
        };
        let verbs = s.children_by(token, &[Relation::Acl]);
        for verb in verbs
            .filter(|&v| doers.is_empty() && self.arguments.is_passive(v))
            .collect::<Vec<_>>()
        {
            doers.extend(self.arguments.fill_word(verb, &Slot::Subject));
        }
        // "signed a law that ratifies it": who signs it does what it does.
        if doers.is_empty() && self.grammar().words.legal_act.contains(s.lemma(token)) {
            doers = self.arguments.author(token, 0);
        }
        for token in doers {
            if let Some(mention) = self
                .mention(token)
                .filter(|m| m.acts && m.kind != Kind::Place)
            {
                fillers.push(Filler {
                    token,
                    mention: *mention,
                });
            }
        }
    }

    /// "Four were killed in Russian shelling": who does it stands before the event noun beside a passive.
    pub(super) fn add_authors(&self, trigger: &Trigger<'book>, fillers: &mut Vec<Filler<'book>>) {
        let s = self.arguments.sentence;
        if trigger.part != Part::Verb || !self.arguments.is_passive(trigger.at) {
            return;
        }
        let told = self.types(trigger.at);
        let engaged = &self.grammar().words.engaged;
        for noun in s.children_by(trigger.at, &[Relation::Obl]) {
            if self.types(noun) & told != 0 && self.arguments.has_any_case(noun, engaged) {
                self.add_doers(noun, fillers);
            }
        }
    }

    /// The actors in the complements of what fills the path: "held talks with *Peru*".
    pub(super) fn add_complements(
        &self,
        trigger: &Trigger<'book>,
        path: &Path,
        fillers: &mut Vec<Filler<'book>>,
    ) {
        for token in self
            .follow(trigger, path)
            .into_iter()
            .filter_map(|t| self.complement(t, 0))
        {
            for token in self.arguments.sentence.conjuncts(token) {
                if let Some(mention) = self.mention(token).filter(|m| m.is_actor()) {
                    fillers.push(Filler {
                        token,
                        mention: *mention,
                    });
                }
            }
        }
    }

    /// "the armies of Oman and Qatar", "Czech and Slovak officials": one for each owner. `tied` is the complement to
    /// which a thing owes its code.
    pub(super) fn add_owners(
        &self,
        token: usize,
        tied: Option<usize>,
        mention: Mention<'book>,
        fillers: &mut Vec<Filler<'book>>,
    ) {
        if !matches!(mention.kind, Kind::Agent | Kind::Thing) || mention.code.is_empty() {
            return;
        }
        let s = self.arguments.sentence;
        let ties = [
            Relation::Nmod,
            Relation::NmodPoss,
            Relation::Amod,
            Relation::Compound,
        ];
        // "envoys of Oman, Qatar and Kuwait": the parser often takes the second for an apposition.
        let state = |i: &usize| self.mention(*i).is_some_and(|m| m.kind == Kind::State);
        let listed = s
            .children_by(token, &[Relation::Appos])
            .filter(state)
            .flat_map(|i| s.conjuncts(i));
        // "ministers and envoys of Oman and Qatar": the owners stand with the first.
        let bearer = if s.child_by(token, &ties).is_some() {
            token
        } else {
            s.first_conjunct(token)
        };
        let owners = s.children_by(bearer, &ties).chain(tied);
        let others: Vec<usize> = owners
            .flat_map(|owner| s.conjuncts(owner).into_iter().skip(1))
            .chain(listed)
            .collect();
        for other in others {
            let own = self
                .mention(other)
                .filter(|m| m.acts && !m.code.is_empty() && m.code != mention.code);
            let Some(own) = own.filter(|m| {
                fillers
                    .iter()
                    .all(|f| f.mention.span != m.span || f.mention.sectors != mention.sectors)
            }) else {
                continue;
            };
            let entry = own.entry.filter(|_| own.kind == mention.kind);
            let filled = Mention {
                code: own.code,
                span: own.span,
                entry,
                office: None,
                ..mention
            };
            fillers.push(Filler {
                token: other,
                mention: filled,
            });
        }
    }

    /// A thing without owner takes the code of the actor in its complement, or of the place in which it stands: "a
    /// request from Oslo", "a bill proposed by the Senate", "a camp in Pakistan".
    pub(super) fn placed(
        &self,
        token: usize,
        mut mention: Mention<'book>,
        path: &Path,
    ) -> (Mention<'book>, Option<usize>) {
        if mention.is_actor() || mention.acts || self.is_place(path) {
            return (mention, None);
        }
        let coded = |i: &usize| self.mention(*i).is_some_and(|m| !m.code.is_empty());
        let Some(tied) = self.complement(token, 0).filter(coded) else {
            return (mention, None);
        };
        if let Some(inner) = self.mention(tied) {
            mention.code = inner.code;
            mention.sectors = inner.sectors;
            mention.entry = inner.entry.filter(|_| inner.acts);
            mention.office = inner.office;
            mention.span = mention.span.join(inner.span);
        }
        (mention, Some(tied))
    }

    /// The first actor or place among the complements of a thing.
    pub(super) fn complement(&self, token: usize, depth: usize) -> Option<usize> {
        let s = self.arguments.sentence;
        let after: Vec<usize> = s
            .children_by(token, &[Relation::Nmod, Relation::Acl])
            .filter(|&c| c > token)
            .collect();
        // The complement of a hostile act is its victim, not its author, unless it says "by".
        let hostile = self.types(token) & self.grammar().hostile != 0;
        let by = |c: usize| self.grammar().words.agent.iter().any(|p| s.has_case(c, p));
        let direct = after
            .iter()
            .filter(|&&c| s.relation(c) == Relation::Nmod && (!hostile || by(c)));
        let mut nouns: Vec<usize> = direct.copied().collect();
        for &verb in after.iter().filter(|&&c| s.relation(c) == Relation::Acl) {
            if self.arguments.is_passive(verb) {
                nouns.extend(self.arguments.fill_word(verb, &Slot::Subject));
            } else {
                nouns.extend(s.children_by(verb, &[Relation::Obl, Relation::Obj]));
            }
        }
        let usable = |c: &usize| {
            self.mention(*c)
                .is_some_and(|m| m.is_actor() && (!m.code.is_empty() || m.acts && by(*c)))
        };
        let found = nouns.iter().copied().find(usable);
        found.or_else(|| {
            nouns
                .iter()
                .filter(|_| depth < 2)
                .find_map(|&c| self.complement(c, depth + 1))
        })
    }
}
