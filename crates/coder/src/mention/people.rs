//! Nouns for people and bodies, with their state, office and holder: "Russian soldiers", "the French president".

use super::owner::with_owner;
use super::{Finder, Kind, Mention};
use casus_codebook::language::Agent;
use casus_codebook::world::Entry;
use casus_syntax::Relation;

impl<'book> Finder<'_, 'book, '_> {
    /// A noun for people or a body, with the state or body to which it belongs.
    pub(super) fn agent(&mut self, s: usize, i: usize) -> Option<Mention<'book>> {
        let (words, agent) = self.agent_words(s, i)?;
        if let Some(body) = self.named_body(s, i) {
            return Some(body);
        }
        let sentence = &self.sentences[s];
        let lemma = words;
        let mut mention = Mention::new(Kind::Agent, self.words(s, i));
        mention.sectors = self.grammar.sectors(&agent.sectors);
        mention.plural = sentence.penn(i).ends_with('S');
        mention.body = agent.body;
        let role = self.grammar.words.role.contains(&*lemma)
            || self.grammar.words.member.contains(&*lemma);
        if let Some(owner) = self.owner(s, i, true) {
            mention.code = owner.code;
            mention.second = owner.second;
            mention.implied = owner.implied;
            mention.span = with_owner(mention.span, owner);
            // "Kurdish fighters" are no civilians.
            if role && owner.sectors & !self.grammar.civil != 0 {
                mention.sectors = owner.sectors;
            }
            if agent.sectors.is_empty() {
                mention.entry = owner.entry.filter(|_| owner.kind == Kind::Organisation);
            }
            self.take_office(&lemma, owner, &mut mention);
        } else if let Some(shared) = self.shared_owner(s, i) {
            mention.code = shared;
        } else if self.is_definite(s, i) {
            if let Some(body) = self.earlier_body(s, i) {
                mention = body;
            } else {
                self.trace_noun(&lemma, &mut mention);
            }
        }
        if self.is_former(s, i) {
            self.make_former(&mut mention);
            mention.entry = None;
        }
        self.name_unknown(s, i, &mut mention);
        Some(mention)
    }

    /// "Danish ministers and officials", "lawmakers and ministers of Peru": the owner of the first noun is that of all.
    pub(super) fn shared_owner(&mut self, s: usize, i: usize) -> Option<&'book str> {
        let sentence = &self.sentences[s];
        let first = sentence
            .head(i)
            .filter(|_| sentence.relation(i) == Relation::Conj)?;
        let bare = sentence.children(i).all(|c| {
            !matches!(
                sentence.relation(c),
                Relation::Det | Relation::Amod | Relation::NmodPoss
            )
        });
        let mention = self
            .resolve(s, first)
            .filter(|m| bare && m.kind == Kind::Agent)?;
        Some(mention.code).filter(|code| !code.is_empty())
    }

    /// The longest agent noun that ends at `i`: its words and its entry.
    pub(super) fn agent_words(&self, s: usize, i: usize) -> Option<(Box<str>, &'book Agent)> {
        let sentence = &self.sentences[s];
        let agents = &self.grammar.book.language.agents;
        let last = sentence.lemma(i);
        if self.grammar.agent_ends.contains(last) {
            let most = self.grammar.book.language.longest_agent.min(i + 1);
            for n in (2..=most).rev() {
                let before = i + 1 - n..i;
                let lemmas: Vec<&str> = before.clone().map(|j| sentence.lemma(j)).collect();
                let phrase = lemmas.join(" ") + " " + last;
                // "a human rights group": within a name for people a word may stand in the plural.
                let written = || {
                    let forms: Vec<String> =
                        before.map(|j| sentence.form(j).to_lowercase()).collect();
                    forms.join(" ") + " " + last
                };
                let found = agents
                    .get_key_value(phrase.as_str())
                    .or_else(|| agents.get_key_value(written().as_str()));
                if let Some((key, agent)) = found {
                    return Some((key.clone(), agent));
                }
            }
        }
        let (key, agent) = agents.get_key_value(last)?;
        Some((key.clone(), agent))
    }

    /// Who holds the office that the noun and its state name, on the day.
    pub(super) fn take_office(
        &self,
        lemma: &str,
        owner: Mention<'book>,
        mention: &mut Mention<'book>,
    ) {
        if mention.code.is_empty() || mention.plural {
            return;
        }
        let world = &self.grammar.book.world;
        // The offices of a body stand under its name, those of a state under its code.
        let body = match owner.entry {
            Some(Entry::Organisation(n) | Entry::OrganisationAdjective(n)) => {
                world.organisations.get(n as usize)
            }
            _ => None,
        };
        let country = body.map_or(mention.code, |b| &b.name);
        for &office in world.offices_titled(country, lemma) {
            let holders = world
                .holders_of
                .get(office as usize)
                .map_or(&[][..], Vec::as_slice);
            let now = holders
                .iter()
                .rev()
                .find(|&&h| world.holders[h as usize].period.holds(self.day));
            if let Some(&holder) = now {
                mention.office = Some(office);
                mention.entry = Some(Entry::Person(world.holders[holder as usize].person));
                return;
            }
        }
    }

    /// A definite noun without owner goes back to the last of its kind that had one.
    pub(super) fn trace_noun(&self, lemma: &str, mention: &mut Mention<'book>) {
        let earlier = self
            .known
            .iter()
            .rev()
            .find(|k| *k.word == *lemma && !k.mention.code.is_empty());
        if let Some(known) = earlier {
            mention.code = known.mention.code;
            mention.second = known.mention.second;
            mention.implied = known.mention.implied;
            mention.entry = known.mention.entry;
            mention.office = known.mention.office;
        }
    }

    pub(super) fn is_former(&self, s: usize, i: usize) -> bool {
        let sentence = &self.sentences[s];
        let said = |at: usize| {
            let marks = sentence.children_by(at, &[Relation::Amod, Relation::Compound]);
            marks
                .into_iter()
                .any(|c| self.grammar.words.former.contains(sentence.lemma(c)))
        };
        said(i) || self.titles(s, i).into_iter().any(said)
    }

    pub(super) fn is_definite(&self, s: usize, i: usize) -> bool {
        let sentence = &self.sentences[s];
        let mut articles = sentence.children_by(i, &[Relation::Det]);
        articles.any(|c| self.grammar.words.definite.contains(sentence.lemma(c)))
    }
}
