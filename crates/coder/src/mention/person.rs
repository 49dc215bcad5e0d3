//! Names: states, bodies and persons of the tables, and persons of whom only the text knows.

use super::{Finder, Kind, Mention};
use casus_codebook::world::{Day, Entry};
use casus_syntax::{Relation, Tag};
use casus_text::Span;

impl<'book> Finder<'_, 'book, '_> {
    pub(super) fn by_name(&mut self, s: usize, i: usize) -> Option<Mention<'book>> {
        let name = *self.names[s].iter().find(|n| n.head == i)?;
        let sentence = &self.sentences[s];
        let titles: Vec<usize> = self.titles(s, i);
        let entry = name.choose(self.around(), sentence, !titles.is_empty());
        // Who was named in full comes before a town or firm of that name, unless something is said to be there.
        let there = || {
            let case = sentence.case(i);
            case.is_some_and(|c| self.grammar.words.place.contains(&*c))
        };
        let weaker = match entry {
            Some(Entry::Surname(_)) | None => true,
            Some(Entry::Place(_) | Entry::Organisation(_)) => name.first == name.last && !there(),
            _ => false,
        };
        if weaker && let Some(mention) = self.by_short_name(s, i) {
            return Some(mention);
        }
        let entry = entry?;
        let span = self.words(s, i);
        let mut mention = self.by_entry(entry, span)?;
        mention.place = name.place(self.grammar.book, mention.code);
        mention.plural = sentence.penn(i).ends_with('S') && matches!(entry, Entry::People(_));
        if mention.kind == Kind::Person && mention.code.is_empty() {
            self.lend_title(s, &titles, &mut mention);
        }
        if mention.kind == Kind::Person && self.is_former(s, i) {
            self.make_former(&mut mention);
        } else if mention.kind == Kind::Person && mention.office.is_none() {
            self.take_title(s, &titles, &mut mention);
        }
        Some(mention)
    }

    /// Who once held an office is of the elite; an exiled rebel or former journalist stays what he was.
    pub(super) fn make_former(&self, mention: &mut Mention<'book>) {
        if mention.sectors == 0 || mention.sectors & self.grammar.official != 0 {
            mention.sectors = self.grammar.former;
        }
        mention.office = None;
    }

    /// "President Mugabe": the text says that he holds an office, whatever the tables say of the day.
    fn take_title(&mut self, s: usize, titles: &[usize], mention: &mut Mention<'book>) {
        for &title in titles {
            if let Some((_, agent)) = self.agent_words(s, title) {
                let lent = self.grammar.sectors(&agent.sectors);
                if lent & self.grammar.official != 0 && mention.sectors == self.grammar.former {
                    mention.sectors = lent;
                }
            }
        }
    }

    pub(super) fn by_entry(&self, entry: Entry, span: Span) -> Option<Mention<'book>> {
        let world = &self.grammar.book.world;
        let (kind, code, sectors) = match entry {
            Entry::State(n) | Entry::Adjective(n) | Entry::Capital(n) => {
                (Kind::State, &*world.states.get(n as usize)?.code, 0)
            }
            Entry::Seat(n) => (
                Kind::State,
                &*world.states.get(n as usize)?.code,
                self.grammar.seat,
            ),
            Entry::People(n) => (Kind::Agent, &*world.states.get(n as usize)?.code, 0),
            Entry::Organisation(n) | Entry::OrganisationAdjective(n) | Entry::Initials(n) => {
                let body = world.organisations.get(n as usize)?;
                (
                    Kind::Organisation,
                    &*body.code,
                    self.grammar.sectors(&body.sectors),
                )
            }
            Entry::Place(n) => (Kind::Place, &*world.places.get(n as usize)?.country, 0),
            Entry::Person(n) | Entry::Surname(n) => return Some(self.person(n, span)),
        };
        Some(Mention {
            code,
            sectors,
            entry: Some(entry),
            ..Mention::new(kind, span)
        })
    }

    /// A known person, with the office of the day; without one, as a former holder of the last.
    pub(super) fn person(&self, n: u32, span: Span) -> Mention<'book> {
        let world = &self.grammar.book.world;
        let mut mention = Mention {
            entry: Some(Entry::Person(n)),
            ..Mention::new(Kind::Person, span)
        };
        let terms = world.persons.get(n as usize).map_or(&[][..], |p| &p.terms);
        let term = |t: &&u32| world.holders[**t as usize].period;
        let now = terms.iter().rev().find(|t| term(t).holds(self.day));
        let past = terms.iter().rev().find(|t| term(t).to < self.day);
        let Some(&term) = now.or(past).or(terms.first()) else {
            return mention;
        };
        let Some(office) = world
            .offices
            .get(world.holders[term as usize].office as usize)
        else {
            return mention;
        };
        mention.code = &office.country;
        let sectors = self.grammar.sectors(&office.sectors);
        if now.is_some() {
            mention.sectors = sectors;
            mention.office = Some(world.holders[term as usize].office);
        } else if sectors & self.grammar.official == 0 {
            mention.sectors = sectors;
        } else if self.day != Day::MAX {
            // Without a date of the document nobody can say who is out of office.
            mention.sectors = self.grammar.former;
        }
        mention
    }

    /// "the North", once South Korea has been named: the state whose name begins with this word and ends like one of those.
    pub(super) fn sibling_state(&self, s: usize, i: usize) -> Option<Mention<'book>> {
        let sentence = &self.sentences[s];
        if sentence.tag(i) != Tag::Propn || !self.is_definite(s, i) {
            return None;
        }
        let world = &self.grammar.book.world;
        let span = self.words(s, i);
        let mut states = self.states.iter().rev();
        states.find_map(|&n| {
            let (_, last) = world.states.get(n as usize)?.name.rsplit_once(' ')?;
            let name = format!("{} {last}", sentence.form(i));
            let mut entries = world.named(&name).iter();
            let entry = entries.find(|e| matches!(e, Entry::State(_)))?;
            self.by_entry(*entry, span)
        })
    }

    /// A person named in full before, by the last word of the name: one that the tables know before one that they do
    /// not.
    pub(super) fn by_short_name(&self, s: usize, i: usize) -> Option<Mention<'book>> {
        let form = self.sentences[s].form(i);
        let named = || {
            self.known
                .iter()
                .rev()
                .filter(|k| *k.word == *form && k.mention.kind == Kind::Person)
        };
        let known = named()
            .find(|k| k.mention.entry.is_some())
            .or_else(|| named().next())?;
        Some(known.mention.at(self.words(s, i)))
    }

    /// The name that follows a title: "commander John Smith".
    pub(super) fn name_unknown(&self, s: usize, i: usize, mention: &mut Mention<'book>) {
        let sentence = &self.sentences[s];
        let flats: Vec<usize> = sentence.children_by(i, &[Relation::Flat]).collect();
        if let (Some(&first), Some(&last)) = (flats.first(), flats.last())
            && sentence.tag(first) == Tag::Propn
            && mention.entry.is_none()
        {
            mention.kind = Kind::Person;
            mention.name = Some(sentence.span(first, sentence.extent(last).1));
        }
    }

    /// A proper name that no table knows but that a title, a first name or an earlier mention shows to be a person.
    pub(super) fn unknown_person(&mut self, s: usize, i: usize) -> Option<Mention<'book>> {
        let sentence = &self.sentences[s];
        if sentence.tag(i) != Tag::Propn {
            return None;
        }
        let titles = self.titles(s, i);
        let flat = sentence.child_by(i, &[Relation::Flat]).is_some();
        if titles.is_empty() && !flat {
            return self.by_short_name(s, i);
        }
        // "General Ahmadi", once he was named in full.
        if !flat && let Some(mention) = self.by_short_name(s, i) {
            return Some(mention);
        }
        let mut mention = Mention::new(Kind::Person, self.words(s, i));
        let last = sentence
            .children_by(i, &[Relation::Flat])
            .last()
            .map_or(i, |f| sentence.extent(f).1);
        mention.name = Some(sentence.span(i, last));
        self.lend_title(s, &titles, &mut mention);
        if mention.code.is_empty()
            && let Some(owner) = self.owner(s, i, true)
        {
            mention.code = owner.code;
        }
        Some(mention)
    }

    /// The titles that stand before a name.
    pub(super) fn titles(&self, s: usize, i: usize) -> Vec<usize> {
        let sentence = &self.sentences[s];
        let before = sentence.children_by(
            i,
            &[
                Relation::NmodDesc,
                Relation::Compound,
                Relation::Nmod,
                Relation::Amod,
            ],
        );
        before
            .filter(|&c| {
                c < i
                    && self
                        .agent_words(s, c)
                        .is_some_and(|(_, a)| a.title || sentence.is_nominal(c))
            })
            .collect()
    }

    pub(super) fn lend_title(&mut self, s: usize, titles: &[usize], mention: &mut Mention<'book>) {
        for &title in titles {
            if let Some(lent) = self.resolve(s, title) {
                if mention.code.is_empty() {
                    mention.code = lent.code;
                }
                mention.sectors |= lent.sectors;
            }
        }
    }
}
