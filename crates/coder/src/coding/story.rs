//! Parties that only the story tells: whose "the raid" is that is condemned, whose demand is refused.
//!
//! The fillers of a match go in, with the events told before; where nobody is found to whom it is done, the party comes
//! in that the story leaves no doubt about: who did what a definite noun refers to ("condemned *the raid*"), who accused,
//! threatened or asked those who now answer, or, of things at home, the state of those who act.

use super::{Coding, Draft};
use crate::argument::Trigger;
use crate::matching::{Filler, Match};
use crate::mention::{Kind, Mention};
use casus_codebook::frame::{Part, Slot};
use casus_codebook::language::Stance;
use casus_codebook::ontology::TypeId;
use casus_syntax::{Relation, Tag};

/// How many sentences back a quarrel goes on.
const NEAR: usize = 2;

impl<'book: 'doc, 'doc> Coding<'_, 'book, 'doc> {
    /// Fills the recipients from the story, where the sentence names none.
    pub(super) fn recall(
        &self,
        s: usize,
        trigger: &Trigger<'book>,
        matched: &mut Match<'book>,
        earlier: &[Draft<'book>],
    ) {
        let Some(kind) = matched.frame.event else {
            return;
        };
        self.name_places(&mut matched.actors);
        self.name_places(&mut matched.recipients);
        let sentence = &self.sentences[s];
        let answers = self.grammar.answering & (1 << kind.0) != 0;
        if answers {
            // "demanded that the men be freed" is not asked of the men.
            matched.recipients.retain(|r| {
                !r.mention.code.is_empty()
                    || sentence.relation(r.token) != Relation::NsubjPass
                    || sentence.head(r.token) == Some(trigger.at)
            });
        }
        let open = |r: &Filler<'_>| r.mention.code.is_empty() && r.mention.kind == Kind::Thing;
        if !matched.recipients.iter().all(open) || matched.actors.is_empty() {
            return;
        }
        let told = self.with_speakers(s, trigger, matched);
        let found = Some(())
            .filter(|()| answers)
            .and_then(|()| {
                self.author_of_act(s, trigger, &told, earlier)
                    .or_else(|| self.other_side(s, trigger, &told, earlier))
            })
            .or_else(|| self.at_home(s, trigger, &told, kind))
            .or_else(|| self.adversary(s, trigger, &told, kind));
        if let Some(found) = found {
            matched.recipients = found;
        }
    }

    /// The match with the state of who speaks in the place of "we".
    fn with_speakers(
        &self,
        s: usize,
        trigger: &Trigger<'book>,
        matched: &Match<'book>,
    ) -> Match<'book> {
        let mut told = matched.clone();
        for mention in told.actors.iter_mut().map(|f| &mut f.mention) {
            if mention.speaker {
                let links = self.speakers(s, trigger.at);
                let speaker = links.iter().rev().find_map(|link| link.speaker.as_ref());
                let code = speaker.and_then(|actor| self.grammar.states.get(&*actor.code));
                mention.code = code
                    .copied()
                    .or(self.voice.map(|v| v.code))
                    .unwrap_or_default();
            }
        }
        told
    }

    /// A name that no table of names knows may still be a place of the gazetteer.
    fn name_places(&self, fillers: &mut [Filler<'book>]) {
        for mention in fillers.iter_mut().map(|f| &mut f.mention) {
            if mention.kind != Kind::Thing || !mention.code.is_empty() {
                continue;
            }
            let mut places = self.places.iter();
            let place = places
                .find(|p| p.span.start >= mention.span.start && p.span.end == mention.span.end);
            let code = place.and_then(|p| self.grammar.states.get(&*p.country));
            if let Some(code) = code {
                mention.code = code;
                mention.kind = Kind::Place;
            }
        }
    }

    /// Who did what the definite object refers to: "condemned the raid", "rejects the charge".
    fn author_of_act(
        &self,
        s: usize,
        trigger: &Trigger<'book>,
        matched: &Match<'book>,
        earlier: &[Draft<'book>],
    ) -> Option<Vec<Filler<'book>>> {
        let thing = self
            .things(s, trigger, matched)
            .into_iter()
            .find(|f| self.refers_back(s, f.token))?;
        let domestic = matched.actors.iter().all(|a| {
            let sectors = a.mention.sectors;
            sectors != 0 && sectors & !self.grammar.local == 0
        });
        // The opposition may well mean its own state: "lawmakers criticised the deal".
        let ruling = |m: &Mention<'_>| domestic && m.sectors & !self.grammar.official == 0;
        let same = |m: &Mention<'_>| matched.actors.iter().any(|a| a.mention.code == m.code);
        let own = |m: &Mention<'_>| same(m) && !ruling(m);
        let told = earlier.iter().rev().find(|draft| {
            self.is_told_as(s, thing.token, draft)
                && draft
                    .matched
                    .actors
                    .iter()
                    .any(|a| !a.mention.code.is_empty() && !own(&a.mention))
        })?;
        let authors = told.matched.actors.iter().map(|a| a.mention);
        let authors: Vec<Mention<'book>> =
            authors.filter(|m| !m.code.is_empty() && !own(m)).collect();
        let at_home = authors.iter().any(same);
        let authors = authors.into_iter().filter(|m| !at_home || same(m));
        let mut fillers: Vec<Filler<'book>> = vec![];
        for author in authors {
            if fillers.iter().all(|f| f.mention.code != author.code) {
                fillers.push(owned(thing, &author));
            }
        }
        Some(fillers)
    }

    /// The things in the recipients' place, else what the word has as its object.
    fn things(
        &self,
        s: usize,
        trigger: &Trigger<'book>,
        matched: &Match<'book>,
    ) -> Vec<Filler<'book>> {
        if !matched.recipients.is_empty() {
            return matched.recipients.clone();
        }
        let objects = self.matcher(s).arguments.fill(trigger, &Slot::Object);
        let thing = |token: usize| {
            let mention = *self.mentions.of(s, token)?;
            let open = mention.kind == Kind::Thing && mention.code.is_empty();
            open.then_some(Filler { token, mention })
        };
        objects.into_iter().filter_map(thing).collect()
    }

    /// "the raid", "this theft": what was told before, and nobody's by its own words.
    fn refers_back(&self, s: usize, i: usize) -> bool {
        let sentence = &self.sentences[s];
        let words = &self.grammar.words;
        let definite = sentence
            .children_by(i, &[Relation::Det])
            .any(|c| words.definite.contains(sentence.lemma(c)));
        let owner = sentence.child_by(i, &[Relation::NmodPoss]).is_some();
        definite && !owner && sentence.tag(i) == Tag::Noun
    }

    /// Whether the noun can stand for what the draft tells.
    fn is_told_as(&self, s: usize, noun: usize, draft: &Draft<'book>) -> bool {
        let lemma = self.sentences[s].lemma(noun);
        let same = self.sentences[draft.sentence].lemma(draft.trigger.at) == lemma;
        let types = self.grammar.types_of(Part::Noun, lemma);
        let told = draft.matched.frame.event.map_or(0, |e| 1 << e.0) | 1 << draft.event.event.0;
        same || types & told != 0 || self.grammar.words.act.contains(lemma)
    }

    /// Whom those who answer quarrel with, as told just before: the last who accused, threatened, asked or struck them,
    /// or whom they themselves turned upon.
    fn other_side(
        &self,
        s: usize,
        trigger: &Trigger<'book>,
        matched: &Match<'book>,
        earlier: &[Draft<'book>],
    ) -> Option<Vec<Filler<'book>>> {
        let kind = matched.frame.event?;
        let hostile = |event: TypeId| self.grammar.hostile & (1 << event.0) != 0;
        let own = sole(&matched.actors)?.mention;
        if !hostile(kind) || !self.grammar.states.contains(own.code) {
            return None;
        }
        // What is demanded or threatened may be anything; who criticises a thing may criticise anybody.
        let things = self.things(s, trigger, matched);
        if !self.is_content_word(kind) && !things.iter().all(|f| self.refers_back(s, f.token)) {
            return None;
        }
        let near = earlier.iter().rev().take_while(|d| d.sentence + NEAR >= s);
        let mut others = near.filter(|d| hostile(d.event.event)).filter_map(|d| {
            let actor = sole(&d.matched.actors)?.mention;
            let recipient = sole(&d.matched.recipients)?.mention;
            let other =
                |m: &Mention<'_>| self.grammar.states.contains(m.code) && !is_party(m, &own);
            if is_party(&recipient, &own) {
                Some(actor).filter(other)
            } else if is_party(&actor, &own) {
                Some(recipient).filter(other)
            } else {
                None
            }
        });
        let other = others.next()?;
        Some(vec![Filler {
            token: trigger.at,
            mention: Mention {
                implied: true,
                ..other
            },
        }])
    }

    /// Whether the object of such an event is what is wanted, and not whose act is judged.
    fn is_content_word(&self, kind: TypeId) -> bool {
        let name = self.grammar.book.ontology.event_type(kind).name.as_str();
        let contents = self.grammar.book.language.grammar("content");
        contents.iter().any(|content| **content == *name)
    }

    /// What people at home demand, criticise or refuse, what authorities look into or forbid, is their own state's, where
    /// the sentence names no other.
    fn at_home(
        &self,
        s: usize,
        trigger: &Trigger<'book>,
        matched: &Match<'book>,
        kind: TypeId,
    ) -> Option<Vec<Filler<'book>>> {
        let grammar = self.grammar;
        let own = sole_code(&matched.actors).filter(|code| grammar.states.contains(code))?;
        let is = |set: u32| set & (1 << kind.0) != 0;
        let all = |sectors: u64| {
            let mut actors = matched.actors.iter().map(|a| a.mention.sectors);
            actors.all(|own| own != 0 && own & !sectors == 0)
        };
        let people = grammar.local & !grammar.authority;
        let home = is(grammar.at_home) && all(grammar.official | grammar.authority)
            || is(grammar.answering) && (all(people) || all(grammar.authority));
        let mut named = self
            .mentions
            .in_sentence(s)
            .filter(|(_, m)| grammar.states.contains(m.code));
        if !home || named.any(|(_, m)| m.code != own) {
            return None;
        }
        // "imposed martial law": what authorities impose is not whom it meets.
        let mut thing = if is(grammar.at_home) {
            let given = matched.recipients.first().copied();
            given.or_else(|| self.where_held(s, trigger))?
        } else {
            self.things(s, trigger, matched).into_iter().next()?
        };
        thing.mention.code = own;
        thing.mention.implied = true;
        Some(vec![thing])
    }

    /// Of what is nobody's: who charges the actors with it; else, in a document about the dealings of two states, the
    /// other one. What is damaged is theirs, what is said in a quarrel is said to them.
    fn adversary(
        &self,
        s: usize,
        trigger: &Trigger<'book>,
        matched: &Match<'book>,
        kind: TypeId,
    ) -> Option<Vec<Filler<'book>>> {
        let grammar = self.grammar;
        let is = |set: u32| set & (1 << kind.0) != 0;
        let own = sole_code(&matched.actors).filter(|code| grammar.states.contains(code))?;
        let damaged = matched.recipients.first().filter(|_| is(grammar.damage));
        let quarrel = is(grammar.answering) && is(grammar.hostile);
        if damaged.is_none() && !quarrel && !is(grammar.facing) {
            return None;
        }
        // Where it plays in a known place, what is damaged is of that place; what a court or the police do is done at home.
        let authority = |f: &Filler<'_>| f.mention.sectors & grammar.authority != 0;
        let at_home = damaged.is_some() && self.mentions.home(s).is_some();
        let charged = self.charger(s, trigger);
        // Parliaments, courts and the opposition quarrel at home.
        let apart = |f: &Filler<'_>| f.mention.sectors & !grammar.seat == 0;
        let own_affair = damaged.is_none() && !matched.actors.iter().all(apart);
        if charged.is_none() && (at_home || own_affair || matched.actors.iter().any(authority)) {
            return None;
        }
        let other = charged.or_else(|| self.mentions.rival(own))?;
        let mut named = self.mentions.in_sentence(s);
        let third =
            |m: &Mention<'_>| grammar.states.contains(m.code) && m.code != own && m.code != other;
        if named.any(|(_, m)| third(m)) {
            return None;
        }
        if let Some(&thing) = damaged {
            let mention = Mention {
                code: other,
                implied: true,
                ..thing.mention
            };
            return Some(vec![Filler { mention, ..thing }]);
        }
        let things = self.things(s, trigger, matched);
        let answer = !things.is_empty() && things.iter().all(|f| self.refers_back(s, f.token));
        let about = is(grammar.facing) || charged.is_some() || answer;
        let state = |m: &Mention<'book>| m.code == other && m.kind == Kind::State;
        let mention = (0..=s).rev().find_map(|t| {
            let mut all = self.mentions.in_sentence(t).map(|(_, m)| *m);
            all.find(state)
        });
        let mention = Mention {
            implied: true,
            ..mention.filter(|_| about)?
        };
        Some(vec![Filler {
            token: trigger.at,
            mention,
        }])
    }

    /// The state that charges somebody with what the trigger tells.
    fn charger(&self, s: usize, trigger: &Trigger<'book>) -> Option<&'book str> {
        let links = self.speakers(s, trigger.at);
        let link = links.last().filter(|l| l.stance == Stance::Alleges)?;
        let speaker = link.speaker.as_ref()?;
        self.grammar.states.get(&*speaker.code).copied()
    }

    /// "a curfew *in three districts*"
    fn where_held(&self, s: usize, trigger: &Trigger<'book>) -> Option<Filler<'book>> {
        let matcher = self.matcher(s);
        let sentence = &self.sentences[s];
        let slots = self.grammar.places.iter();
        let mut tokens = slots.flat_map(|slot| matcher.arguments.fill(trigger, slot));
        tokens.find_map(|token| {
            let mention = *self.mentions.of(s, token)?;
            let place = matches!(sentence.tag(token), Tag::Noun | Tag::Propn)
                && !self.grammar.is_time_word(sentence.form(token));
            place.then_some(Filler { token, mention })
        })
    }
}

/// The thing as somebody's.
fn owned<'book>(thing: Filler<'book>, owner: &Mention<'book>) -> Filler<'book> {
    let mention = Mention {
        code: owner.code,
        sectors: owner.sectors,
        implied: true,
        ..thing.mention
    };
    Filler { mention, ..thing }
}

/// The one filler with a code, where no two have different ones.
fn sole<'f, 'book>(fillers: &'f [Filler<'book>]) -> Option<&'f Filler<'book>> {
    let mut coded = fillers.iter().filter(|f| !f.mention.code.is_empty());
    let first = coded.next()?;
    let same =
        coded.all(|f| f.mention.code == first.mention.code) && first.mention.second.is_empty();
    same.then_some(first)
}

/// Whether two are one party: the same state, and not its government and its rebels.
fn is_party(a: &Mention<'_>, b: &Mention<'_>) -> bool {
    let state = |m: &Mention<'_>| m.sectors == 0;
    a.code == b.code && (state(a) || state(b) || a.sectors & b.sectors != 0)
}

fn sole_code<'book>(fillers: &[Filler<'book>]) -> Option<&'book str> {
    sole(fillers).map(|f| f.mention.code)
}
