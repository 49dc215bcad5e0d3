//! Mentions as they are handed out: actors with name, office and codes; all actors and places.

use super::Coding;
use crate::event::Actor;
use crate::matching::Filler;
use crate::mention::{Kind, Mention};
use casus_codebook::world::Entry;
use casus_syntax::Relation;

impl<'book: 'doc, 'doc> Coding<'_, 'book, 'doc> {
    pub(super) fn actors_of(&self, fillers: &[Filler<'book>]) -> Vec<Actor> {
        let one = fillers.iter().flat_map(|f| {
            let mention = &f.mention;
            let second = Mention {
                code: mention.second,
                ..*mention
            };
            let second = Some(second).filter(|m| !m.code.is_empty());
            [Some(self.actor(mention)), second.map(|m| self.actor(&m))]
        });
        one.flatten().collect()
    }

    pub(super) fn actor(&self, mention: &Mention<'book>) -> Actor {
        let world = &self.grammar.book.world;
        let (name, wikidata) = match mention.entry {
            Some(Entry::State(n) | Entry::Adjective(n) | Entry::Capital(n) | Entry::Seat(n))
                if mention.acts =>
            {
                world
                    .states
                    .get(n as usize)
                    .map_or((None, None), |s| (Some(s.name.clone()), s.wikidata.clone()))
            }
            Some(Entry::Organisation(n) | Entry::OrganisationAdjective(n) | Entry::Initials(n)) => {
                world
                    .organisations
                    .get(n as usize)
                    .map_or((None, None), |o| (Some(o.name.clone()), o.wikidata.clone()))
            }
            Some(Entry::Person(n) | Entry::Surname(n)) => world
                .persons
                .get(n as usize)
                .map_or((None, None), |p| (Some(p.name.clone()), p.wikidata.clone())),
            Some(Entry::Place(n)) => (world.places.get(n as usize).map(|p| p.name.clone()), None),
            _ => (None, None),
        };
        let text = self.sentences.first().map_or("", |s| s.text);
        let office = mention
            .office
            .filter(|_| mention.acts)
            .and_then(|o| world.offices.get(o as usize));
        Actor {
            span: mention.span,
            name: name.or_else(|| mention.name.map(|n| n.of(text).into())),
            code: mention.code.into(),
            sectors: self.grammar.sector_names(mention.sectors),
            wikidata,
            office: office.map(|o| o.display.clone()),
        }
    }

    pub(super) fn all_actors(&self) -> Vec<Actor> {
        let rows = (0..self.sentences.len())
            .flat_map(|s| self.mentions.in_sentence(s).map(move |(i, m)| (s, i, m)));
        let acting = rows.filter(|(s, i, m)| {
            m.acts
                && !m.pronoun
                && m.kind != Kind::Place
                && self.sentences[*s].relation(*i) != Relation::Flat
        });
        acting.map(|(_, _, m)| self.actor(m)).collect()
    }
}
