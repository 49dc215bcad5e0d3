//! To whom something belongs, and what stands beside a name.

use super::{Finder, Kind, Mention};
use casus_syntax::{Relation, Tag};
use casus_text::Span;

impl<'book> Finder<'_, 'book, '_> {
    /// A thing; its owner's code is its own.
    pub(super) fn thing(&mut self, s: usize, i: usize) -> Option<Mention<'book>> {
        let mut mention = Mention::new(Kind::Thing, self.words(s, i));
        // "its allies" act, whoever they are.
        let lemma = self.sentences[s].lemma(i);
        if self.grammar.words.counterpart.contains(lemma) {
            mention = Mention::new(Kind::Agent, mention.span);
        }
        mention.plural = self.sentences[s].penn(i).ends_with('S');
        if let Some(owner) = self.owner(s, i, false) {
            mention.code = owner.code;
            mention.second = owner.second;
            mention.implied = owner.implied;
            mention.span = with_owner(mention.span, owner);
            mention.sectors = owner.sectors;
            mention.entry = owner.entry;
            mention.office = owner.office;
            let part = self
                .grammar
                .words
                .part
                .contains(self.sentences[s].lemma(i).to_lowercase().as_str());
            if part && owner.is_actor() {
                mention.kind = owner.kind;
                mention.acts = owner.acts;
                mention.span = mention.span.join(owner.span);
            }
        }
        Some(mention)
    }

    /// To whom the noun belongs: possessor, nationality, or complement with "of"; for people also where they are from.
    pub(super) fn owner(&mut self, s: usize, i: usize, people: bool) -> Option<Mention<'book>> {
        let sentence = &self.sentences[s];
        let before = [
            Relation::NmodPoss,
            Relation::Amod,
            Relation::Compound,
            Relation::NmodDesc,
            Relation::Nmod,
        ];
        let mut near: Vec<usize> = sentence
            .children_by(i, &before)
            .filter(|&c| c < i)
            .collect();
        // "his Greek counterpart" is Greek.
        near.sort_by_key(|&c| sentence.tag(c) == Tag::Pron);
        // "its neighbours" are others.
        let lemma = sentence.lemma(i);
        let others = self.grammar.words.counterpart.contains(lemma);
        let signed = sentence.tag(i) == Tag::Propn && self.grammar.words.signed_at.contains(lemma);
        for c in near {
            if let Some(owner) = self.owned_by(s, c) {
                return Some(owner);
            }
            if others && sentence.relation(c) == Relation::NmodPoss {
                continue;
            }
            let part = |m: &Mention<'_>| signed && sentence.tag(c) == Tag::Propn && m.is_town();
            let owner = self.resolve(s, c).filter(|m| !m.code.is_empty());
            if let Some(owner) = owner.filter(|m| !part(m)) {
                return Some(owner);
            }
        }
        let after: Vec<usize> = sentence
            .children_by(i, &[Relation::Nmod, Relation::NmodPoss])
            .filter(|&c| c > i)
            .collect();
        for c in after {
            let Some(case) = sentence.case(c) else {
                continue;
            };
            let words = &self.grammar.words;
            let from = words.origin.contains(&*case);
            let ties = if others {
                // "his counterparts from Peru and Chile", but not "Peru's allies of old".
                from && !words.owner.contains(&*case)
            } else {
                words.owner.contains(&*case) || people && from
            };
            if !ties {
                continue;
            }
            if let Some(owner) = self.resolve(s, c).filter(|m| m.is_actor()) {
                return Some(owner);
            }
        }
        self.tied_to(s, i).filter(|_| people)
    }

    /// "a *Greek-owned* tanker": whose it is stands before the participle.
    fn owned_by(&mut self, s: usize, verb: usize) -> Option<Mention<'book>> {
        let sentence = &self.sentences[s];
        let words = &self.grammar.words;
        let names = [
            Relation::Compound,
            Relation::Amod,
            Relation::Obl,
            Relation::Nsubj,
        ];
        let owned = sentence.penn(verb) == "VBN" && words.owned_by.contains(sentence.lemma(verb));
        let mut before = sentence
            .children_by(verb, &names)
            .filter(|&c| owned && c < verb);
        let name = before.next()?;
        self.resolve(s, name).filter(|m| !m.code.is_empty())
    }

    /// "a group *linked to* the army of Peru", "pilots *based in* Oman": a participle says whose they are.
    fn tied_to(&mut self, s: usize, i: usize) -> Option<Mention<'book>> {
        let sentence = &self.sentences[s];
        let words = &self.grammar.words;
        let tie = sentence.children_by(i, &[Relation::Acl, Relation::Amod]);
        let mut tie = tie.filter(|&v| v > i && words.belonging.contains(sentence.lemma(v)));
        let verb = tie.next()?;
        let whole = sentence.children_by(verb, &[Relation::Obl, Relation::Nmod]);
        let opened = |c: &usize| {
            let case = sentence.case(*c);
            case.is_some_and(|c| words.motion.contains(&*c) || words.origin.contains(&*c))
        };
        let whole: Vec<usize> = whole.filter(opened).collect();
        let mut owners = whole.into_iter().filter_map(|c| self.resolve(s, c));
        owners.find(|m| !m.code.is_empty())
    }

    /// Joins a name and what stands beside it: "Sergey Lavrov, Russia's foreign minister".
    pub(super) fn with_apposition(
        &mut self,
        s: usize,
        i: usize,
        mut mention: Mention<'book>,
    ) -> Mention<'book> {
        let Some(beside) = self.sentences[s].child_by(i, &[Relation::Appos]) else {
            return mention;
        };
        let Some(other) = self.resolve(s, beside).filter(|o| o.acts) else {
            return mention;
        };
        // "Envoys of Oman, Qatar and Kuwait": what stands beside a kind of people must itself be people or a body.
        let person = |kind: Kind| matches!(kind, Kind::Person | Kind::Agent | Kind::Organisation);
        if matches!(mention.kind, Kind::Place | Kind::State) || !person(other.kind) {
            return mention;
        }
        if mention.code.is_empty() {
            mention.code = other.code;
        }
        if mention.sectors == 0 {
            mention.sectors = other.sectors;
        }
        if mention.entry.is_none() {
            mention.entry = other.entry;
            mention.office = other.office;
            mention.name = mention.name.or(other.name);
        }
        // "the defence minister, Leonid Maltsev": the name belongs to the words, a description after a name does not.
        let described = matches!(mention.kind, Kind::Agent | Kind::Thing);
        if described && other.kind == Kind::Person {
            mention.span = mention.span.join(other.span);
        }
        // "his Iranian counterpart, Ali Rezaei" is no state.
        if mention.kind == Kind::Thing {
            mention.entry = other.entry;
            mention.office = other.office;
            mention.name = other.name;
        }
        if mention.kind == Kind::Thing {
            mention.kind = other.kind;
            mention.acts = true;
        }
        mention
    }
}

/// The words with those of an owner that follows them: "leader of Hezbollah".
pub(super) fn with_owner(words: Span, owner: Mention<'_>) -> Span {
    if owner.pronoun || owner.span.start < words.end {
        words
    } else {
        words.join(owner.span)
    }
}
