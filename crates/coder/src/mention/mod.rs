//! Mentions: which state, body, person or kind of people a word stands for.
//!
//! The sentences of a document go in; for every noun, name, pronoun and nationality comes out what it stands for at the
//! date of the document, with title, office, apposition, possession and earlier mentions taken into account. Which of
//! them act is left to `role`.

mod body;
mod census;
mod owner;
mod people;
mod person;
mod pronoun;
mod scene;
mod setting;
mod voice;

pub(crate) use voice::{Voice, voice_of};

use crate::grammar::{Grammar, Sectors};
use crate::name::{Around, Name, find_names};
use crate::sentence::Sentence;
use crate::tally::Tally;
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
    /// The code of the other state, where two are meant: "both governments".
    pub(crate) second: &'book str,
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
    /// Whether the noun names a collective.
    pub(crate) body: bool,
    /// Whether this is a pronoun that was traced back.
    pub(crate) pronoun: bool,
    /// Whether this is a pronoun for who speaks.
    pub(crate) speaker: bool,
    /// Whether the state is not told beside the word, but is where the report or the sentence plays.
    pub(crate) implied: bool,
}

impl<'book> Mention<'book> {
    /// Whether it names a town, be it for the state whose capital it is.
    pub(crate) fn is_town(&self) -> bool {
        self.kind == Kind::Place || matches!(self.entry, Some(Entry::Capital(_)))
    }

    fn new(kind: Kind, span: Span) -> Self {
        Mention {
            kind,
            span,
            code: "",
            second: "",
            sectors: 0,
            entry: None,
            office: None,
            place: None,
            name: None,
            acts: kind != Kind::Thing,
            plural: false,
            body: false,
            pronoun: false,
            speaker: false,
            implied: false,
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
    /// By sentence: the state in which it plays.
    homes: Vec<Option<&'book str>>,
    /// The two states whose dealings the document tells.
    rivals: Option<(&'book str, &'book str)>,
}

impl<'book> Mentions<'book> {
    /// Finds the mentions of all sentences, on the day of the document. `voice`: the state for which the text speaks.
    pub(crate) fn find(
        grammar: &Grammar<'book>,
        sentences: &[Sentence<'_>],
        day: Day,
        voice: Option<&'book str>,
    ) -> Self {
        let find = |sentence| find_names(grammar.book, sentence);
        let names: Vec<_> = sentences.iter().map(find).collect();
        let tally = Tally::new(grammar, sentences, &names);
        let mut finder = Finder {
            grammar,
            sentences,
            day,
            names,
            tally,
            found: vec![],
            open: vec![],
            known: vec![],
            bodies: vec![],
            states: vec![],
        };
        for (s, sentence) in sentences.iter().enumerate() {
            finder.found.push(vec![None; sentence.len()]);
            finder.open.push(vec![false; sentence.len()]);
            for i in 0..sentence.len() {
                finder.resolve(s, i);
            }
        }
        let mut settled = setting::settle(grammar, sentences, &mut finder.found, voice);
        if finder.look_again() {
            settled = setting::settle(grammar, sentences, &mut finder.found, voice);
        }
        let (homes, rivals) = settled;
        Mentions {
            found: finder.found,
            homes,
            rivals,
        }
    }

    /// The mention whose head is this token.
    pub(crate) fn of(&self, sentence: usize, token: usize) -> Option<&Mention<'book>> {
        self.found.get(sentence)?.get(token)?.as_ref()
    }

    /// The state in which a sentence plays, where the text makes it certain enough.
    pub(crate) fn home(&self, sentence: usize) -> Option<&'book str> {
        *self.homes.get(sentence)?
    }

    /// In a document that tells of the dealings of two states, the other one.
    pub(crate) fn rival(&self, state: &str) -> Option<&'book str> {
        let (first, second) = self.rivals?;
        match state {
            _ if state == first => Some(second),
            _ if state == second => Some(first),
            _ => None,
        }
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
    tally: Tally<'book>,
    found: Vec<Vec<Option<Mention<'book>>>>,
    /// Tokens that have been looked at, so that cycles of owners end.
    open: Vec<Vec<bool>>,
    known: Vec<Known<'book>>,
    /// The organisations named so far, the last one last.
    bodies: Vec<Mention<'book>>,
    /// The states named so far, the last one last.
    states: Vec<u32>,
}

impl<'book> Finder<'_, 'book, '_> {
    fn around(&self) -> Around<'_, 'book> {
        Around {
            grammar: self.grammar,
            tally: &self.tally,
            day: self.day,
        }
    }

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

    /// Once people have the state of the report, whose they are, and who is meant by what leads back to them, can be told
    /// of others. Hands out whether there was anything to look at.
    fn look_again(&mut self) -> bool {
        let implied = |m: &Option<Mention<'_>>| m.is_some_and(|m| m.implied);
        if !self.found.iter().flatten().any(implied) {
            return false;
        }
        self.known.clear();
        self.bodies.clear();
        self.states.clear();
        for s in 0..self.sentences.len() {
            for i in 0..self.sentences[s].len() {
                if self.may_lead_back(s, i) {
                    self.open[s][i] = false;
                    self.found[s][i] = None;
                }
            }
            for i in 0..self.sentences[s].len() {
                match self.found[s][i] {
                    Some(mention) if self.open[s][i] => self.remember(s, i, mention),
                    _ => {
                        self.resolve(s, i);
                    }
                }
            }
        }
        true
    }

    /// Whether the token stands for nobody known, but may owe its code to another.
    fn may_lead_back(&self, s: usize, i: usize) -> bool {
        let sentence = &self.sentences[s];
        let owners = [
            Relation::NmodPoss,
            Relation::Nmod,
            Relation::Appos,
            Relation::Det,
        ];
        match self.found[s][i] {
            None => sentence.tag(i) == Tag::Pron,
            Some(m) if !m.code.is_empty() => false,
            Some(m) => m.kind != Kind::Thing || sentence.child_by(i, &owners).is_some(),
        }
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
        let noun = self
            .agent(s, i)
            .or_else(|| self.earlier_body(s, i))
            .or_else(|| self.sibling_state(s, i))
            .or_else(|| self.unknown_person(s, i));
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
            // "at least 24 soldiers" are 24 soldiers.
            let phrase =
                relation != Relation::NmodPoss && sentence.child_by(c, &[Relation::Case]).is_some();
            let before = c < i
                && !phrase
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

    /// Keeps what a later short form may mean.
    fn remember(&mut self, s: usize, i: usize, mention: Mention<'book>) {
        if mention.pronoun {
            return;
        }
        if let Some(Entry::State(n) | Entry::Adjective(n) | Entry::Capital(n) | Entry::Seat(n)) =
            mention.entry
            && self.states.last() != Some(&n)
        {
            self.states.push(n);
        }
        if mention.kind == Kind::Organisation {
            self.bodies.push(mention);
        }
        if mention.kind == Kind::Person {
            self.remember_titles(s, i, mention);
            let sentence = &self.sentences[s];
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
}
