//! The roles of a frame: which of its choices counts, and the mentions in it.
//!
//! A trigger and a role go in, the tokens that fill it and what they stand for come out.

use super::{Filler, Matcher};
use crate::argument::Trigger;
use crate::mention::Kind;
use casus_codebook::frame::{Part, Path, Role, Slot};
use casus_syntax::{Relation, Tag};

impl<'book> Matcher<'_, 'book, '_> {
    pub(super) fn role(&self, trigger: &Trigger<'book>, role: &Role) -> Vec<Filler<'book>> {
        let found = self.choose(trigger, role, &[], false, true);
        if found.is_empty() {
            self.speaker_above(trigger)
        } else {
            found
        }
    }

    /// "The ministry said the pact was void and accused Oslo": the parser may take a second verb for a part of what is
    /// said. Where it has nobody to do it there, the speaker does it.
    fn speaker_above(&self, trigger: &Trigger<'book>) -> Vec<Filler<'book>> {
        let s = self.arguments.sentence;
        let first = s.first_conjunct(trigger.at);
        let speech = s.head(first).filter(|&verb| {
            let words = &self.grammar().book.language;
            first != trigger.at
                && trigger.part == Part::Verb
                && s.relation(first) == Relation::Ccomp
                && matches!(s.penn(trigger.at), "VBD" | "VBZ" | "VBP")
                && !words.reporting(Part::Verb, s.lemma(verb)).is_empty()
        });
        let mut fillers = vec![];
        if let Some(verb) = speech {
            let above = Trigger {
                at: verb,
                part: Part::Verb,
                light: None,
            };
            self.add_fillers(&above, &vec![Slot::Subject], true, &mut fillers);
        }
        fillers.retain(|f| f.mention.acts);
        fillers
    }

    /// The recipients: a role in which things may stand, and those of the others are passed over.
    pub(super) fn role_without(
        &self,
        trigger: &Trigger<'book>,
        role: &Role,
        others: &[Filler<'book>],
        harms: bool,
    ) -> Vec<Filler<'book>> {
        self.choose(trigger, role, others, harms, false)
    }

    /// The first choice that holds an actor with a code, other than the things of those who stand in the other role;
    /// else the first that holds anybody who acts, before a place; else the first that holds anything.
    fn choose(
        &self,
        trigger: &Trigger<'book>,
        role: &Role,
        others: &[Filler<'book>],
        harms: bool,
        acting: bool,
    ) -> Vec<Filler<'book>> {
        let mut nameless = vec![];
        let mut things = vec![];
        for choice in &role.choices {
            let mut fillers: Vec<Filler<'book>> = vec![];
            for path in choice {
                self.add_fillers(trigger, path, acting, &mut fillers);
            }
            let place = choice.iter().all(|path| self.is_place(path));
            let only_things = fillers.iter().all(|f| f.mention.kind == Kind::Thing);
            let coded = |f: &Filler<'book>| {
                f.mention.is_actor()
                    && !f.mention.code.is_empty()
                    && !f.mention.implied
                    && !self.is_owned(f, others, harms)
                    && (!place || harms || !self.is_at_home(f, others))
            };
            if fillers.iter().any(coded) && (!place && !only_things || nameless.is_empty()) {
                // "left for Lima for talks"
                fillers.retain(|f| self.is_somebody(f) || self.types(f.token) == 0);
                return fillers;
            }
            if nameless.is_empty()
                && !place
                && fillers
                    .iter()
                    .any(|f| self.is_somebody(f) && !self.is_owned(f, others, harms))
            {
                nameless = fillers;
            } else if things.is_empty() {
                things = fillers;
            }
        }
        if nameless.is_empty() {
            things
        } else {
            nameless
        }
    }

    pub(super) fn is_place(&self, path: &Path) -> bool {
        matches!(path.last(), Some(Slot::Preposition(p)) if self.grammar().words.place.contains(&**p))
    }

    pub(super) fn add_fillers(
        &self,
        trigger: &Trigger<'book>,
        path: &Path,
        acting: bool,
        fillers: &mut Vec<Filler<'book>>,
    ) {
        for token in self.follow(trigger, path) {
            let Some(mention) = self.mention(token).copied().filter(|_| token != trigger.at) else {
                continue;
            };
            let usable = mention.is_actor() || self.is_usable_thing(token, path, acting);
            if usable && !self.is_time(token) && fillers.iter().all(|f| f.token != token) {
                let (mention, tied) = self.placed(token, mention, path);
                fillers.push(Filler { token, mention });
                self.add_owners(token, tied, mention, fillers);
            } else if !usable && matches!(path[..], [Slot::Subject]) {
                self.add_doers(token, fillers);
            }
        }
        if fillers.is_empty() && matches!(path[..], [Slot::Subject]) {
            self.add_authors(trigger, fillers);
        }
        self.join_titles(fillers);
    }

    /// "Defence Secretary John Smith": where the parser parts title and name, they are one all the same.
    pub(super) fn join_titles(&self, fillers: &mut Vec<Filler<'book>>) {
        let mut at = 1;
        while at < fillers.len() {
            let (title, name) = (fillers[at - 1].mention, fillers[at].mention);
            let text = self.arguments.sentence.text;
            let between = text.get(title.span.end as usize..name.span.start as usize);
            let beside = between.is_some_and(|gap| gap.trim().is_empty());
            if beside
                && title.kind == Kind::Agent
                && matches!(name.kind, Kind::Person | Kind::Thing)
            {
                let joined = &mut fillers[at].mention;
                joined.span = title.span.join(name.span);
                joined.name = name.name.or(Some(name.span));
                joined.kind = Kind::Person;
                joined.acts = true;
                joined.sectors |= title.sectors;
                joined.entry = name.entry.or(title.entry);
                joined.office = name.office.or(title.office);
                if joined.code.is_empty() {
                    joined.code = title.code;
                }
                fillers.remove(at - 1);
            } else {
                at += 1;
            }
        }
    }

    /// A thing may be acted upon; it acts only where it has a name.
    pub(super) fn is_usable_thing(&self, token: usize, path: &Path, acting: bool) -> bool {
        let s = self.arguments.sentence;
        match path.last() {
            Some(Slot::Subject) if acting => s.tag(token) == Tag::Propn,
            // "stole the three million that the fund had spent"
            Some(Slot::Object) => matches!(s.tag(token), Tag::Noun | Tag::Propn | Tag::Sym),
            _ => matches!(s.tag(token), Tag::Noun | Tag::Propn),
        }
    }

    /// Whether the token names a time, and no person of that name.
    pub(super) fn is_time(&self, token: usize) -> bool {
        let s = self.arguments.sentence;
        self.grammar().is_time_word(s.form(token))
            && self
                .mention(token)
                .is_none_or(|m| m.entry.is_none() && m.kind == Kind::Thing)
    }

    /// Whether the filler acts, or has a name that no table knows and may be anybody's.
    pub(super) fn is_somebody(&self, filler: &Filler<'book>) -> bool {
        let mention = &filler.mention;
        let named = self.arguments.sentence.tag(filler.token) == Tag::Propn;
        mention.acts || mention.is_actor() || named && mention.kind == Kind::Thing
    }

    /// Whether the filler is the place where one of these is at home, and no harm is done there: "hosts a meeting *in
    /// Paris*".
    fn is_at_home(&self, filler: &Filler<'book>, others: &[Filler<'book>]) -> bool {
        let code = filler.mention.code;
        others.iter().any(|o| o.mention.code == code)
    }

    /// Whether the filler is a thing that belongs to one of these, or their own people: "withdrew *its troops*". What
    /// harm is done to is theirs only where a pronoun says so: rebels and army may have one state.
    pub(super) fn is_owned(
        &self,
        filler: &Filler<'book>,
        owners: &[Filler<'book>],
        harms: bool,
    ) -> bool {
        let s = self.arguments.sentence;
        let mention = &filler.mention;
        let theirs = owners
            .iter()
            .any(|o| o.mention.code == mention.code && !mention.code.is_empty());
        let mut possessors = s.children_by(filler.token, &[Relation::NmodPoss]);
        let by_pronoun = possessors.any(|c| s.tag(c) == Tag::Pron);
        let named = self
            .mention(filler.token)
            .is_some_and(|m| !m.code.is_empty());
        theirs && (mention.kind == Kind::Thing && !(harms && named) || by_pronoun)
    }
}
