//! Frames on triggers: which frame of a word fits, and who fills its roles.
//!
//! A trigger goes in; the most specific frame whose conditions hold comes out, with the mentions that fill its roles.

use crate::argument::{Arguments, Trigger};
use crate::grammar::Grammar;
use crate::mention::{Kind, Mention};
use casus_codebook::frame::{Condition, Frame, Part, Path, Role, Slot, Test};
use casus_syntax::{Relation, Tag};

/// A token in a role, and what it stands for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Filler<'book> {
    pub(crate) token: usize,
    pub(crate) mention: Mention<'book>,
}

/// A frame that fits a trigger.
#[derive(Clone, Debug)]
pub(crate) struct Match<'book> {
    pub(crate) frame: &'book Frame,
    pub(crate) actors: Vec<Filler<'book>>,
    pub(crate) recipients: Vec<Filler<'book>>,
}

/// Fits frames to the triggers of one sentence.
#[derive(Clone, Copy)]
pub(crate) struct Matcher<'a, 'book, 'doc> {
    pub(crate) arguments: Arguments<'a, 'book, 'doc>,
}

impl<'book> Matcher<'_, 'book, '_> {
    fn grammar(&self) -> &Grammar<'book> {
        self.arguments.grammar
    }

    /// The first frame of the word that fits. `tried` hears of every frame and of the condition that failed, if any.
    pub(crate) fn decide(
        &self,
        trigger: &Trigger<'book>,
        tried: &mut dyn FnMut(&'book Frame, Option<&Condition>),
    ) -> Option<&'book Frame> {
        let lemma = self.arguments.sentence.lemma(trigger.at);
        for frame in self.grammar().book.frames.of(trigger.part, lemma) {
            if !frame.more.iter().all(|word| self.has_word(trigger, word)) {
                continue;
            }
            let failed = frame
                .when
                .iter()
                .find(|condition| !self.holds(trigger, condition));
            tried(frame, failed);
            if failed.is_none() {
                return Some(frame);
            }
        }
        None
    }

    /// The roles of a frame on a trigger.
    pub(crate) fn fill(&self, trigger: &Trigger<'book>, frame: &'book Frame) -> Match<'book> {
        let actors = self.role(trigger, &frame.actor);
        let mut recipients = self.role_without(trigger, &frame.recipient, &actors);
        if recipients.is_empty()
            && trigger
                .light
                .is_some_and(|(_, light)| light.object.is_some())
        {
            self.add_fillers(trigger, &vec![Slot::Object], &mut recipients);
        }
        let joint = frame.recipient.choices.is_empty() && actors.len() > 1;
        if !joint
            && !recipients
                .iter()
                .any(|r| (r.mention.acts || r.mention.is_actor()) && !self.is_owned(r, &actors))
        {
            self.fall_back(trigger, frame, &actors, &mut recipients);
        }
        recipients.retain(|r| !self.is_same(r, &actors));
        Match {
            frame,
            actors,
            recipients,
        }
    }

    /// Where the frame's own slots hold no actor, the nearest complement that is one is meant: of the word, of its
    /// object, or of the clause that it governs.
    fn fall_back(
        &self,
        trigger: &Trigger<'book>,
        frame: &'book Frame,
        actors: &[Filler<'book>],
        recipients: &mut Vec<Filler<'book>>,
    ) {
        let slots = self.grammar().fallback.iter();
        let near = slots.clone().map(|slot| vec![slot.clone()]);
        let inner = slots.map(|slot| vec![Slot::Clause, slot.clone()]);
        let placed = frame
            .event
            .is_some_and(|e| self.grammar().placed & (1 << e.0) != 0);
        let places = self.grammar().places.iter();
        let here = places.clone().map(|slot| vec![slot.clone()]);
        let there = places.map(|slot| vec![Slot::Clause, slot.clone()]);
        // What states do at home has no recipient for that; what they do elsewhere is done there.
        let known = actors.iter().any(|a| !a.mention.code.is_empty());
        let abroad =
            |f: &Filler<'book>| known && actors.iter().all(|a| a.mention.code != f.mention.code);
        let usual = near.chain(inner).map(|path| (path, false));
        let last = here.chain(there).map(|path| (path, !placed));
        // What the frame has tested for being something else is not the recipient; whose it is may be.
        let tested = |path: &Path| {
            frame.when.iter().any(|c| matches!(c, Condition::Fits { path: tested, any, .. } if tested == path && any.iter().any(is_word_test)))
        };
        for (path, only_abroad) in usual.chain(last) {
            let mut found = vec![];
            if tested(&path) {
                self.add_complements(trigger, &path, &mut found);
            } else {
                self.add_fillers(trigger, &path, &mut found);
            }
            found.retain(|f| {
                f.mention.is_actor()
                    && !self.is_same(f, actors)
                    && !self.is_owned(f, actors)
                    && (!only_abroad || abroad(f))
            });
            if !found.is_empty() {
                *recipients = found;
                return;
            }
        }
    }

    /// Whether the filler is one of these, or names the same by a pronoun.
    fn is_same(&self, filler: &Filler<'book>, others: &[Filler<'book>]) -> bool {
        others.iter().any(|o| {
            o.token == filler.token
                || o.mention.span == filler.mention.span && filler.mention.pronoun
        })
    }

    /// Whether a further word of the frame stands among the dependents.
    fn has_word(&self, trigger: &Trigger<'book>, word: &str) -> bool {
        let s = self.arguments.sentence;
        let at = trigger.at;
        let is = |i: usize| {
            s.lemma(i).eq_ignore_ascii_case(word) || s.form(i).eq_ignore_ascii_case(word)
        };
        if trigger.part == Part::Noun {
            return s.children(at).any(|c| c < at && is(c)) || at > 0 && is(at - 1);
        }
        s.children(at).any(|c| is(c) || s.has_case(c, word))
    }

    fn holds(&self, trigger: &Trigger<'book>, condition: &Condition) -> bool {
        match condition {
            Condition::Fits {
                path,
                any,
                none,
                empty,
            } => {
                let fillers = self.follow(trigger, path);
                if fillers.is_empty() {
                    return *empty || any.is_empty();
                }
                let hits = |tests: &[Test]| {
                    fillers
                        .iter()
                        .any(|&f| tests.iter().any(|t| self.passes(f, t)))
                };
                (any.is_empty() || hits(any)) && !hits(none)
            }
            Condition::Filled(path) => !self.follow(trigger, path).is_empty(),
            Condition::Empty(path) => self.follow(trigger, path).is_empty(),
            Condition::Near(words) => self.is_near(trigger.at, words),
            Condition::Passive(wanted) => self.arguments.is_passive(trigger.at) == *wanted,
        }
    }

    /// Whether one of the words stands in the clause of the token.
    fn is_near(&self, at: usize, words: &[Box<str>]) -> bool {
        let s = self.arguments.sentence;
        let clause = |i: &usize| matches!(s.tag(*i), Tag::Verb) || s.relation(*i) == Relation::Root;
        let top = std::iter::once(at)
            .chain(s.ancestors(at))
            .find(clause)
            .unwrap_or(at);
        let (first, last) = s.extent(top);
        (first..=last).any(|i| words.iter().any(|w| self.is_word(i, w)))
    }

    /// Whether the token is this word, or the last of these words.
    fn is_word(&self, i: usize, word: &str) -> bool {
        let s = self.arguments.sentence;
        let is = |j: usize, part: &str| {
            s.lemma(j).eq_ignore_ascii_case(part) || s.form(j).eq_ignore_ascii_case(part)
        };
        let parts = word.split(' ').count();
        let runs = |first: usize| {
            first + parts <= s.len()
                && word
                    .split(' ')
                    .enumerate()
                    .all(|(n, part)| is(first + n, part))
        };
        // The head stands last in "peace talks", first in "state of emergency".
        (i + 1).checked_sub(parts).is_some_and(runs) || parts > 2 && runs(i)
    }

    /// Whether the token, or the two or three words that end with it, belong to the class.
    fn is_in_class(&self, i: usize, class: &str) -> bool {
        let s = self.arguments.sentence;
        let frames = &self.grammar().book.frames;
        let mut phrase = s.lemma(i).to_owned();
        if frames.class_has(class, &phrase) || frames.class_has(class, s.form(i)) {
            return true;
        }
        for before in (i.saturating_sub(2)..i).rev() {
            phrase = format!("{} {phrase}", s.lemma(before));
            if frames.class_has(class, &phrase) {
                return true;
            }
        }
        // "state of emergency": the head stands first.
        let mut phrase = s.lemma(i).to_owned();
        (i + 1..(i + 4).min(s.len())).any(|after| {
            phrase = format!("{phrase} {}", s.lemma(after));
            frames.class_has(class, &phrase)
        })
    }

    fn passes(&self, i: usize, test: &Test) -> bool {
        let mention = self.mention(i);
        match test {
            Test::Word(word) => self.is_word(i, word),
            Test::Class(class) => self.is_in_class(i, class),
            Test::Actor => mention.is_some_and(|m| m.acts && m.kind != Kind::Place),
            Test::State => mention.is_some_and(|m| m.kind == Kind::State),
            Test::Organisation => mention.is_some_and(|m| m.kind == Kind::Organisation),
            Test::Person => mention.is_some_and(|m| matches!(m.kind, Kind::Person | Kind::Agent)),
            Test::Place => mention.is_some_and(|m| matches!(m.kind, Kind::Place | Kind::State)),
            Test::Event => self.types(i) != 0,
            Test::Type(event) => self.types(i) & (1 << event.0) != 0,
            Test::Sector(name) => {
                let set = self.grammar().sectors([name]);
                mention.is_some_and(|m| m.acts && m.sectors & set != 0)
            }
        }
    }

    /// The event types that a word can tell, also through a light verb's noun.
    pub(crate) fn types(&self, i: usize) -> u32 {
        let s = self.arguments.sentence;
        let lemma = s.lemma(i);
        match s.tag(i) {
            Tag::Verb | Tag::Aux => {
                let light = self.grammar().book.frames.light.contains_key(lemma);
                let noun = s.child_by(i, &[Relation::Obj]).filter(|_| light);
                self.grammar().types_of(Part::Verb, lemma) | noun.map_or(0, |n| self.types(n))
            }
            Tag::Noun | Tag::Propn => self.grammar().types_of(Part::Noun, lemma),
            Tag::Adj => self.grammar().types_of(Part::Adjective, lemma),
            _ => 0,
        }
    }

    fn mention(&self, i: usize) -> Option<&Mention<'book>> {
        self.arguments
            .mentions
            .of(self.arguments.sentence.index as usize, i)
    }

    /// The tokens at the end of a path.
    pub(crate) fn follow(&self, trigger: &Trigger<'book>, path: &Path) -> Vec<usize> {
        let Some((first, rest)) = path.split_first() else {
            return vec![];
        };
        let mut at = self.arguments.fill(trigger, first);
        for slot in rest {
            at = at
                .iter()
                .flat_map(|&i| self.arguments.fill_word(i, slot))
                .collect();
        }
        at
    }

    fn role(&self, trigger: &Trigger<'book>, role: &Role) -> Vec<Filler<'book>> {
        self.role_without(trigger, role, &[])
    }

    /// The first choice that holds an actor with a code, other than the things of those who stand in the other role;
    /// else the first that holds anybody who acts, before a place; else the first that holds anything.
    fn role_without(
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

    fn is_place(&self, path: &Path) -> bool {
        matches!(path.last(), Some(Slot::Preposition(p)) if self.grammar().words.place.contains(&**p))
    }

    fn add_fillers(&self, trigger: &Trigger<'book>, path: &Path, fillers: &mut Vec<Filler<'book>>) {
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
    fn join_titles(&self, fillers: &mut Vec<Filler<'book>>) {
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

    /// The actors in the complements of what fills the path: "held talks with *Peru*".
    fn add_complements(
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
    fn add_owners(
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

    /// A thing may be acted upon; it acts only where it has a name.
    fn is_usable_thing(&self, token: usize, path: &Path) -> bool {
        let s = self.arguments.sentence;
        match path.last() {
            Some(Slot::Subject) => s.tag(token) == Tag::Propn,
            _ => matches!(s.tag(token), Tag::Noun | Tag::Propn),
        }
    }

    /// Whether the token names a time, and no person of that name.
    fn is_time(&self, token: usize) -> bool {
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

    /// A thing without owner takes the code of the actor in its complement, or of the place in which it stands: "a
    /// request from Oslo", "a bill proposed by the Senate", "a camp in Pakistan".
    fn placed(
        &self,
        token: usize,
        mut mention: Mention<'book>,
        path: &Path,
    ) -> (Mention<'book>, Option<usize>) {
        if mention.is_actor() || mention.acts || self.is_place(path) {
            return (mention, None);
        }
        let Some(tied) = self.complement(token, 0) else {
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
    fn complement(&self, token: usize, depth: usize) -> Option<usize> {
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
                .is_some_and(|m| m.is_actor() && !m.code.is_empty())
        };
        let found = nouns.iter().copied().find(usable);
        found.or_else(|| {
            nouns
                .iter()
                .filter(|_| depth < 2)
                .find_map(|&c| self.complement(c, depth + 1))
        })
    }

    /// Whether the filler is a thing that belongs to one of these, or their own people: "withdrew *its troops*".
    fn is_owned(&self, filler: &Filler<'book>, owners: &[Filler<'book>]) -> bool {
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

/// Whether the test asks for certain words, and not for an actor.
fn is_word_test(test: &Test) -> bool {
    matches!(
        test,
        Test::Word(_) | Test::Class(_) | Test::Event | Test::Type(_)
    )
}
