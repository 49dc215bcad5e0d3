//! The roles of a frame: which of its choices counts, and the mentions in it.
//!
//! A trigger and a role go in, the tokens that fill it and what they stand for come out.

use super::{Filler, Matcher};
use crate::argument::Trigger;
use crate::mention::Kind;
use casus_codebook::frame::{Path, Role, Slot};
use casus_syntax::{Relation, Tag};

impl<'book> Matcher<'_, 'book, '_> {
    pub(super) fn role(&self, trigger: &Trigger<'book>, role: &Role) -> Vec<Filler<'book>> {
        self.role_without(trigger, role, &[])
    }

    /// The first choice that holds an actor with a code, other than the things of those who stand in the other role;
    /// else the first that holds anybody who acts, before a place; else the first that holds anything.
    pub(super) fn role_without(
        &self,
        trigger: &Trigger<'book>,
        role: &Role,
        others: &[Filler<'book>],
    ) -> Vec<Filler<'book>> {
        let mut nameless = vec![];
        let mut things = vec![];
        for choice in &role.choices {
            let mut fillers: Vec<Filler<'book>> = vec![];
            for path in choice {
                self.add_fillers(trigger, path, &mut fillers);
            }
            let place = choice.iter().all(|path| self.is_place(path));
            if fillers.iter().any(|f| {
                f.mention.is_actor() && !f.mention.code.is_empty() && !self.is_owned(f, others)
            }) && (!place || nameless.is_empty())
            {
                return fillers;
            }
            if nameless.is_empty()
                && fillers
                    .iter()
                    .any(|f| f.mention.acts && !self.is_owned(f, others))
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
        fillers: &mut Vec<Filler<'book>>,
    ) {
        for token in self.follow(trigger, path) {
            let Some(mention) = self.mention(token).copied() else {
                continue;
            };
            let usable = mention.is_actor() || self.is_usable_thing(token, path);
            if usable && !self.is_time(token) && fillers.iter().all(|f| f.token != token) {
                let (mention, tied) = self.placed(token, mention, path);
                fillers.push(Filler { token, mention });
                self.add_owners(token, tied, mention, fillers);
            }
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
    pub(super) fn is_usable_thing(&self, token: usize, path: &Path) -> bool {
        let s = self.arguments.sentence;
        match path.last() {
            Some(Slot::Subject) => s.tag(token) == Tag::Propn,
            _ => matches!(s.tag(token), Tag::Noun | Tag::Propn),
        }
    }

    /// Whether the token names a time, and no person of that name.
    pub(super) fn is_time(&self, token: usize) -> bool {
        const KINDS: [&str; 7] = [
            "month", "weekday", "unit", "day", "part", "season", "holiday",
        ];
        let s = self.arguments.sentence;
        let time = &self.grammar().book.language.time;
        let word = time
            .get(s.form(token).to_lowercase().as_str())
            .filter(|w| KINDS.contains(&&*w.kind));
        word.is_some()
            && self
                .mention(token)
                .is_none_or(|m| m.entry.is_none() && m.kind == Kind::Thing)
    }

    /// Whether the filler is a thing that belongs to one of these, or their own people: "withdrew *its troops*".
    pub(super) fn is_owned(&self, filler: &Filler<'book>, owners: &[Filler<'book>]) -> bool {
        let s = self.arguments.sentence;
        let mention = &filler.mention;
        let theirs = owners
            .iter()
            .any(|o| o.mention.code == mention.code && !mention.code.is_empty());
        let mut possessors = s.children_by(filler.token, &[Relation::NmodPoss]);
        let by_pronoun = possessors.any(|c| s.tag(c) == Tag::Pron);
        theirs && (mention.kind == Kind::Thing || by_pronoun)
    }
}
