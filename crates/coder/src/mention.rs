//! Mentions: which state, body, person or kind of people a word stands for.
//!
//! The sentences of a document go in; for every noun, name, pronoun and nationality comes out what it stands for at the
//! date of the document, with title, office, apposition, possession and earlier mentions taken into account. Which of
//! them act is left to `role`.

use crate::grammar::{Grammar, Sectors};
use crate::name::{Name, find_names};
use crate::sentence::Sentence;
use casus_codebook::world::{Day, Entry};
use casus_syntax::{Relation, Tag};
use casus_text::Span;

/// What sort of thing a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A state, by name, adjective, capital or seat of government.
    State,
    /// An organisation.
    Organisation,
    /// A person, known or not.
    Person,
    /// People or a body by a common noun.
    Agent,
    /// A town or region.
    Place,
    /// Anything else; its code, if any, is its owner's.
    Thing,
}

/// A word and what it stands for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mention<'book> {
    pub(crate) kind: Kind,
    /// The words: the noun with what stands before it, without article.
    pub(crate) span: Span,
    /// PLOVER's code, or empty.
    pub(crate) code: &'book str,
    pub(crate) sectors: Sectors,
    /// The entry of the world tables.
    pub(crate) entry: Option<Entry>,
    /// The office held that day, as an index into the codebook's offices.
    pub(crate) office: Option<u32>,
    /// The place of the same name, as an index into the codebook's places.
    pub(crate) place: Option<u32>,
    /// The name of a person of whom nothing is known.
    pub(crate) name: Option<Span>,
    /// Whether the noun itself says that it acts (a state, body or people), rather than its owner.
    pub(crate) acts: bool,
    pub(crate) plural: bool,
    /// Whether this is a pronoun that was traced back.
    pub(crate) pronoun: bool,
}

impl<'book> Mention<'book> {
    fn new(kind: Kind, span: Span) -> Self {
        Mention {
            kind,
            span,
            code: "",
            sectors: 0,
            entry: None,
            office: None,
            place: None,
            name: None,
            acts: kind != Kind::Thing,
            plural: false,
            pronoun: false,
        }
    }

    /// The same identity in other words.
    fn at(self, span: Span) -> Self {
        Mention { span, ..self }
    }

    /// Whether it stands for somebody who can act.
    pub(crate) fn is_actor(&self) -> bool {
        self.acts && self.kind != Kind::Place || !self.code.is_empty()
    }
}

/// All mentions of a document.
#[derive(Debug)]
pub(crate) struct Mentions<'book> {
    /// By sentence and token.
    found: Vec<Vec<Option<Mention<'book>>>>,
}

impl<'book> Mentions<'book> {
    /// Finds the mentions of all sentences, on the day of the document.
    pub(crate) fn find(grammar: &Grammar<'book>, sentences: &[Sentence<'_>], day: Day) -> Self {
        let mut finder = Finder {
            grammar,
            sentences,
            day,
            names: vec![],
            found: vec![],
            open: vec![],
            known: vec![],
        };
        for (s, sentence) in sentences.iter().enumerate() {
            finder.names.push(find_names(grammar.book, sentence));
            finder.found.push(vec![None; sentence.len()]);
            finder.open.push(vec![false; sentence.len()]);
            for i in 0..sentence.len() {
                finder.resolve(s, i);
            }
        }
        Mentions {
            found: finder.found,
        }
    }

    /// The mention whose head is this token.
    pub(crate) fn of(&self, sentence: usize, token: usize) -> Option<&Mention<'book>> {
        self.found.get(sentence)?.get(token)?.as_ref()
    }

    /// All mentions of a sentence with their head tokens.
    pub(crate) fn in_sentence(
        &self,
        sentence: usize,
    ) -> impl Iterator<Item = (usize, &Mention<'book>)> {
        let row = self.found.get(sentence).into_iter().flatten().enumerate();
        row.filter_map(|(i, m)| Some((i, m.as_ref()?)))
    }
}

/// What was named in full, so that a short form later in the document leads back to it.
struct Known<'book> {
    /// The last word of the name, or the noun of the office.
    word: Box<str>,
    mention: Mention<'book>,
}

struct Finder<'g, 'book, 'doc> {
    grammar: &'g Grammar<'book>,
    sentences: &'g [Sentence<'doc>],
    day: Day,
    names: Vec<Vec<Name<'book>>>,
    found: Vec<Vec<Option<Mention<'book>>>>,
    /// Tokens that have been looked at, so that cycles of owners end.
    open: Vec<Vec<bool>>,
    known: Vec<Known<'book>>,
}

impl<'book> Finder<'_, 'book, '_> {
    fn resolve(&mut self, s: usize, i: usize) -> Option<Mention<'book>> {
        if self.open[s][i] {
            return self.found[s][i];
        }
        self.open[s][i] = true;
        let mention = self.identify(s, i);
        self.found[s][i] = mention;
        if let Some(mention) = mention {
            self.remember(s, i, mention);
        }
        mention
    }

    fn identify(&mut self, s: usize, i: usize) -> Option<Mention<'book>> {
        let sentence = &self.sentences[s];
        if matches!(
            sentence.relation(i),
            Relation::Flat | Relation::Fixed | Relation::Goeswith
        ) {
            return None;
        }
        if let Some(mention) = self.by_name(s, i) {
            return Some(self.with_apposition(s, i, mention));
        }
        match sentence.tag(i) {
            Tag::Pron | Tag::Det => self.by_pronoun(s, i),
            Tag::Noun | Tag::Propn | Tag::Num | Tag::Sym | Tag::X => self.by_noun(s, i),
            Tag::Adj
                if sentence
                    .head(i)
                    .is_none_or(|h| sentence.tag(h) == Tag::Verb) =>
            {
                self.by_noun(s, i)
            }
            _ => None,
        }
    }

    fn by_noun(&mut self, s: usize, i: usize) -> Option<Mention<'book>> {
        let noun = self.agent(s, i).or_else(|| self.unknown_person(s, i));
        let mention = match noun {
            Some(mention) => mention,
            None => self.thing(s, i)?,
        };
        Some(self.with_apposition(s, i, mention))
    }

    /// The words of a noun phrase: the noun and what stands before it or is part of its name, without the article.
    fn words(&self, s: usize, i: usize) -> Span {
        let sentence = &self.sentences[s];
        let leave = |c: usize| {
            let relation = sentence.relation(c);
            let part = matches!(
                relation,
                Relation::Flat | Relation::Compound | Relation::Fixed
            );
            let before = c < i
                && matches!(
                    relation,
                    Relation::Amod
                        | Relation::NmodPoss
                        | Relation::NmodDesc
                        | Relation::Nummod
                        | Relation::Nmod
                );
            let hyphen = c < i && relation == Relation::Punct && sentence.penn(c) == "HYPH";
            let case = relation == Relation::Case
                && sentence.penn(c) == "POS"
                && sentence.head(c) != Some(i);
            !(part || before || hyphen || case)
        };
        let (first, last) = sentence.extent_without(i, &leave);
        sentence.span(first, last)
    }

    fn by_name(&mut self, s: usize, i: usize) -> Option<Mention<'book>> {
        let name = *self.names[s].iter().find(|n| n.head == i)?;
        let sentence = &self.sentences[s];
        let titles: Vec<usize> = self.titles(s, i);
        let entry = name.choose(self.grammar.book, sentence, self.day, !titles.is_empty())?;
        if let Entry::Surname(_) = entry
            && let Some(mention) = self.by_short_name(s, i)
        {
            return Some(mention);
        }
        let span = self.words(s, i);
        let mut mention = self.by_entry(entry, span)?;
        mention.place = name.place(self.grammar.book, mention.code);
        mention.plural = sentence.penn(i).ends_with('S') && matches!(entry, Entry::People(_));
        if mention.kind == Kind::Person && mention.code.is_empty() {
            self.lend_title(s, &titles, &mut mention);
        }
        if mention.kind == Kind::Person && self.is_former(s, i) {
            mention.sectors = self.grammar.former;
            mention.office = None;
        }
        Some(mention)
    }

    fn by_entry(&self, entry: Entry, span: Span) -> Option<Mention<'book>> {
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
            Entry::Organisation(n) | Entry::OrganisationAdjective(n) => {
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
    fn person(&self, n: u32, span: Span) -> Mention<'book> {
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
        if now.is_some() {
            mention.sectors = self.grammar.sectors(&office.sectors);
            mention.office = Some(world.holders[term as usize].office);
        } else {
            mention.sectors = self.grammar.former;
        }
        mention
    }

    /// A person named in full before, by the last word of the name: one that the tables know before one that they do
    /// not.
    fn by_short_name(&self, s: usize, i: usize) -> Option<Mention<'book>> {
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

    /// A noun for people or a body, with the state or body to which it belongs.
    fn agent(&mut self, s: usize, i: usize) -> Option<Mention<'book>> {
        let (words, agent) = self.agent_words(s, i)?;
        let sentence = &self.sentences[s];
        let lemma = words;
        let mut mention = Mention::new(Kind::Agent, self.words(s, i));
        mention.sectors = self.grammar.sectors(&agent.sectors);
        mention.plural = sentence.penn(i).ends_with('S');
        let role = self.grammar.words.role.contains(&*lemma)
            || self.grammar.words.member.contains(&*lemma);
        if let Some(owner) = self.owner(s, i, true) {
            mention.code = owner.code;
            mention.span = with_owner(mention.span, owner);
            if role && owner.sectors != 0 {
                mention.sectors = owner.sectors;
            }
            if agent.sectors.is_empty() {
                mention.entry = owner.entry.filter(|_| owner.kind == Kind::Organisation);
            }
            self.take_office(&lemma, &mut mention);
        } else if let Some(shared) = self.shared_owner(s, i) {
            mention.code = shared;
        } else if self.is_definite(s, i) {
            self.trace_noun(&lemma, &mut mention);
        }
        if self.is_former(s, i) {
            mention.sectors = self.grammar.former;
            mention.office = None;
            mention.entry = None;
        }
        self.name_unknown(s, i, &mut mention);
        Some(mention)
    }

    /// "Danish ministers and officials", "lawmakers and ministers of Peru": the owner of the first noun is that of all.
    fn shared_owner(&mut self, s: usize, i: usize) -> Option<&'book str> {
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
    fn agent_words(
        &self,
        s: usize,
        i: usize,
    ) -> Option<(Box<str>, &'book casus_codebook::language::Agent)> {
        let sentence = &self.sentences[s];
        let agents = &self.grammar.book.language.agents;
        let last = sentence.lemma(i);
        if self.grammar.agent_ends.contains(&*last) {
            let most = self.grammar.book.language.longest_agent.min(i + 1);
            for n in (2..=most).rev() {
                let words = (i + 1 - n..i).map(|j| sentence.lemma(j));
                let phrase = words.collect::<Vec<_>>().join(" ") + " " + &last;
                if let Some((key, agent)) = agents.get_key_value(phrase.as_str()) {
                    return Some((key.clone(), agent));
                }
            }
        }
        let (key, agent) = agents.get_key_value(last)?;
        Some((key.clone(), agent))
    }

    /// Who holds the office that the noun and its state name, on the day.
    fn take_office(&self, lemma: &str, mention: &mut Mention<'book>) {
        if mention.code.is_empty() || mention.plural {
            return;
        }
        let world = &self.grammar.book.world;
        let key = (Box::from(mention.code), Box::from(lemma));
        let Some(offices) = world.offices_of.get(&key) else {
            return;
        };
        for &office in offices {
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
    fn trace_noun(&self, lemma: &str, mention: &mut Mention<'book>) {
        let earlier = self
            .known
            .iter()
            .rev()
            .find(|k| *k.word == *lemma && !k.mention.code.is_empty());
        if let Some(known) = earlier {
            mention.code = known.mention.code;
            mention.entry = known.mention.entry;
            mention.office = known.mention.office;
        }
    }

    /// The name that follows a title: "commander John Smith".
    fn name_unknown(&self, s: usize, i: usize, mention: &mut Mention<'book>) {
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
    fn unknown_person(&mut self, s: usize, i: usize) -> Option<Mention<'book>> {
        let sentence = &self.sentences[s];
        if sentence.tag(i) != Tag::Propn {
            return None;
        }
        let titles = self.titles(s, i);
        let flat = sentence.child_by(i, &[Relation::Flat]).is_some();
        if titles.is_empty() && !flat {
            return self.by_short_name(s, i);
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
    fn titles(&self, s: usize, i: usize) -> Vec<usize> {
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

    fn lend_title(&mut self, s: usize, titles: &[usize], mention: &mut Mention<'book>) {
        for &title in titles {
            if let Some(lent) = self.resolve(s, title) {
                if mention.code.is_empty() {
                    mention.code = lent.code;
                }
                mention.sectors |= lent.sectors;
            }
        }
    }

    /// A thing; its owner's code is its own.
    fn thing(&mut self, s: usize, i: usize) -> Option<Mention<'book>> {
        let mut mention = Mention::new(Kind::Thing, self.words(s, i));
        mention.plural = self.sentences[s].penn(i).ends_with('S');
        if let Some(owner) = self.owner(s, i, false) {
            mention.code = owner.code;
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
    fn owner(&mut self, s: usize, i: usize, people: bool) -> Option<Mention<'book>> {
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
        for c in near {
            if let Some(owner) = self.resolve(s, c).filter(|m| !m.code.is_empty()) {
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
            let ties = words.owner.contains(&*case) || people && words.origin.contains(&*case);
            if !ties {
                continue;
            }
            if let Some(owner) = self.resolve(s, c).filter(|m| m.is_actor()) {
                return Some(owner);
            }
        }
        None
    }

    /// Joins a name and what stands beside it: "Sergey Lavrov, Russia's foreign minister".
    fn with_apposition(
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
        if mention.kind == Kind::Thing {
            mention.kind = other.kind;
            mention.acts = true;
        }
        mention
    }

    fn is_former(&self, s: usize, i: usize) -> bool {
        let sentence = &self.sentences[s];
        let said = |at: usize| {
            let marks = sentence.children_by(at, &[Relation::Amod, Relation::Compound]);
            marks
                .into_iter()
                .any(|c| self.grammar.words.former.contains(sentence.lemma(c)))
        };
        said(i) || self.titles(s, i).into_iter().any(said)
    }

    fn is_definite(&self, s: usize, i: usize) -> bool {
        let sentence = &self.sentences[s];
        let mut articles = sentence.children_by(i, &[Relation::Det]);
        articles.any(|c| self.grammar.words.definite.contains(sentence.lemma(c)))
    }

    /// Keeps what a later short form may mean.
    fn remember(&mut self, s: usize, i: usize, mention: Mention<'book>) {
        let sentence = &self.sentences[s];
        if mention.pronoun {
            return;
        }
        if mention.kind == Kind::Person {
            let last = sentence
                .children_by(i, &[Relation::Flat])
                .last()
                .map_or(i, |f| sentence.extent(f).1);
            self.known.push(Known {
                word: sentence.form(last).into(),
                mention,
            });
        } else if mention.kind == Kind::Agent
            && !mention.code.is_empty()
            && let Some((word, _)) = self.agent_words(s, i)
        {
            self.known.push(Known { word, mention });
        }
    }

    /// What a pronoun stands for.
    fn by_pronoun(&mut self, s: usize, i: usize) -> Option<Mention<'book>> {
        let sentence = &self.sentences[s];
        let lemma = sentence.lemma(i);
        let form = sentence.form(i).to_lowercase();
        let is = |set: &crate::grammar::Words<'_>| set.contains(&*lemma) || set.contains(&*form);
        let words = &self.grammar.words;
        if is(&words.relative) {
            let clause = std::iter::once(i)
                .chain(sentence.ancestors(i))
                .find(|&a| sentence.relation(a) == Relation::AclRelcl)?;
            let mention = self.resolve(s, sentence.head(clause)?)?;
            return Some(Mention {
                pronoun: true,
                ..mention
            });
        }
        let fits: fn(&Mention<'_>) -> bool = if is(&words.he) || is(&words.she) {
            |m| m.kind == Kind::Person || m.kind == Kind::Agent && !m.plural && m.entry.is_some()
        } else if is(&words.it) {
            |m| {
                matches!(m.kind, Kind::State | Kind::Organisation)
                    || m.kind == Kind::Agent && !m.plural
            }
        } else if is(&words.they) {
            |m| m.plural || m.kind == Kind::Organisation
        } else {
            return None;
        };
        let people = is(&words.he) || is(&words.she);
        let found = self.antecedent(s, i, people, fits)?;
        Some(Mention {
            pronoun: true,
            ..found
        })
    }

    /// What a pronoun stands for: the nearest earlier subject, where that fits; for people any earlier mention that does.
    fn antecedent(
        &self,
        s: usize,
        i: usize,
        people: bool,
        fits: fn(&Mention<'_>) -> bool,
    ) -> Option<Mention<'book>> {
        for t in (s.saturating_sub(2)..=s).rev() {
            let sentence = &self.sentences[t];
            let end = if t == s { i } else { sentence.len() };
            let beside = sentence.relation(i.min(sentence.len() - 1)) != Relation::NmodPoss;
            let rival = |j: usize| t == s && sentence.head(j) == sentence.head(i) && beside;
            let subject = |j: &usize| {
                matches!(sentence.relation(*j), Relation::Nsubj | Relation::NsubjPass) && !rival(*j)
            };
            let usable =
                |j: usize| self.found[t][j].filter(|m| m.acts && fits(m) && m.kind != Kind::Thing);
            let subjects = || {
                (0..end)
                    .rev()
                    .filter(subject)
                    .filter(|&j| self.is_named(t, j))
            };
            if let Some(found) = subjects()
                .find_map(|j| usable(j).filter(|_| people || subjects().next() == Some(j)))
            {
                return Some(found);
            }
            let free = |j: &usize| {
                !matches!(
                    sentence.relation(*j),
                    Relation::Compound | Relation::Amod | Relation::NmodDesc
                )
            };
            let any = (0..end)
                .rev()
                .filter(|_| people)
                .filter(free)
                .find_map(|j| usable(j).filter(|_| !rival(j)));
            if any.is_some() || !people && subjects().next().is_some() {
                return any;
            }
        }
        None
    }

    /// Whether the token names or describes something, and is no empty or demonstrative pronoun.
    fn is_named(&self, s: usize, i: usize) -> bool {
        self.sentences[s].tag(i) != Tag::Pron || self.found[s][i].is_some()
    }
}

/// The words with those of an owner that follows them: "leader of Hezbollah".
fn with_owner(words: Span, owner: Mention<'_>) -> Span {
    if owner.pronoun || owner.span.start < words.end {
        words
    } else {
        words.join(owner.span)
    }
}
