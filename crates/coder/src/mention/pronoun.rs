//! Pronouns, back to what they stand for.

use super::{Finder, Kind, Mention};
use casus_syntax::{Relation, Tag};

impl<'book> Finder<'_, 'book, '_> {
    /// What a pronoun stands for.
    pub(super) fn by_pronoun(&mut self, s: usize, i: usize) -> Option<Mention<'book>> {
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
        if is(&words.we) {
            return Some(Mention {
                pronoun: true,
                speaker: true,
                ..Mention::new(Kind::Agent, sentence.token(i).span)
            });
        }
        if is(&words.both) && sentence.relation(i) != Relation::Det {
            return Some(Mention {
                pronoun: true,
                plural: true,
                ..Mention::new(Kind::Agent, sentence.token(i).span)
            });
        }
        let fits: fn(&Mention<'_>) -> bool = if is(&words.he) || is(&words.she) {
            |m| m.kind == Kind::Person || m.kind == Kind::Agent && !m.plural && !m.body
        } else if is(&words.it) {
            |m| {
                matches!(m.kind, Kind::State | Kind::Organisation)
                    || m.kind == Kind::Agent && !m.plural && m.body
            }
        } else if is(&words.they) {
            |m| m.plural || m.body || matches!(m.kind, Kind::State | Kind::Organisation)
        } else {
            return None;
        };
        let people = is(&words.he) || is(&words.she);
        let found = self
            .antecedent(s, i, people, fits)
            .or_else(|| self.state_of_speaker(s, i).filter(|_| is(&words.it)))?;
        Some(Mention {
            pronoun: true,
            ..found
        })
    }

    /// "Peru's president said *it* would stay": where only an official can be meant, the state.
    fn state_of_speaker(&self, s: usize, i: usize) -> Option<Mention<'book>> {
        let sentence = &self.sentences[s];
        let verb = sentence
            .ancestors(i)
            .find(|&a| sentence.relation(a) == Relation::Ccomp)?;
        let speech = sentence.head(verb)?;
        let subject = sentence.child_by(speech, &[Relation::Nsubj])?;
        let speaker = self.found[s][subject].filter(|_| subject < i)?;
        let official = speaker.sectors & self.grammar.official != 0;
        if !official || !self.grammar.states.contains(speaker.code) {
            return None;
        }
        Some(Mention {
            code: speaker.code,
            implied: speaker.implied,
            ..Mention::new(Kind::State, sentence.token(i).span)
        })
    }

    /// What a pronoun stands for: the nearest earlier subject, where that fits; for people any earlier mention that does.
    pub(super) fn antecedent(
        &self,
        s: usize,
        i: usize,
        people: bool,
        fits: fn(&Mention<'_>) -> bool,
    ) -> Option<Mention<'book>> {
        // Things have no positions, leaders and fighters of their own.
        let words = &self.grammar.words;
        let own = &self.sentences[s];
        let owns =
            own.relation(i) == Relation::NmodPoss && words.they.contains(own.lemma(i)) && !people;
        for t in (s.saturating_sub(2)..=s).rev() {
            let sentence = &self.sentences[t];
            let end = if t == s { i } else { sentence.len() };
            let beside = sentence.relation(i.min(sentence.len() - 1)) != Relation::NmodPoss;
            let rival = |j: usize| t == s && sentence.head(j) == sentence.head(i) && beside;
            let subject = |j: &usize| {
                matches!(sentence.relation(*j), Relation::Nsubj | Relation::NsubjPass)
                    && !rival(*j)
                    && !self.differs(s, i, t, *j)
            };
            let usable = |j: usize| {
                self.found[t][j].filter(|m| {
                    m.acts && fits(m) && m.kind != Kind::Thing && !self.has_owners(t, j)
                })
            };
            let subjects = || {
                (0..end)
                    .rev()
                    .filter(subject)
                    .filter(|&j| self.is_named(t, j) && !(owns && self.is_idle(t, j)))
            };
            if t == s
                && !beside
                && !people
                && let Some(found) = self.object_meant(s, i).and_then(usable)
            {
                return Some(found);
            }
            if let Some(found) = subjects()
                .find_map(|j| usable(j).filter(|_| people || subjects().next() == Some(j)))
            {
                return Some(found);
            }
            // A name that no table knows may be anybody's.
            let unknown = |j: usize| {
                let thing = self.found[t][j].filter(|m| m.kind == Kind::Thing)?;
                let name = sentence.penn(j) == "NNP" && thing.code.is_empty();
                name.then_some(Mention {
                    kind: Kind::Person,
                    acts: true,
                    ..thing
                })
            };
            if let Some(found) = subjects().filter(|_| people).find_map(unknown) {
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
                .find_map(|j| {
                    // Far from the subject only who is known well can be meant.
                    let official = self.grammar.official;
                    let known = |m: &Mention<'_>| {
                        let holder = m.sectors & official != 0 && !m.code.is_empty();
                        m.kind == Kind::Person || m.entry.is_some() || holder
                    };
                    usable(j).filter(known).filter(|_| !rival(j))
                });
            if any.is_some() || !people && subjects().next().is_some() {
                return any;
            }
        }
        None
    }

    /// "the minister thanked Oslo for *its* help": where the nearest subject cannot be meant, the object of its verb.
    fn object_meant(&self, s: usize, i: usize) -> Option<usize> {
        let sentence = &self.sentences[s];
        let subjects = [Relation::Nsubj, Relation::NsubjPass];
        let nearest = (0..i)
            .rev()
            .find(|&j| subjects.contains(&sentence.relation(j)))?;
        let verb = sentence
            .head(nearest)
            .filter(|_| self.differs(s, i, s, nearest))?;
        let mut objects = sentence.children_by(verb, &[Relation::Obj]);
        objects.find(|&o| nearest < o && o < i)
    }

    /// Whether the token names a thing that does nothing.
    fn is_idle(&self, t: usize, j: usize) -> bool {
        self.found[t][j].is_none_or(|m| m.kind == Kind::Thing && !m.acts)
            && self.sentences[t].tag(j) != Tag::Pron
    }

    /// "the envoys of Oman and Peru": of more than one state.
    fn has_owners(&self, s: usize, i: usize) -> bool {
        let sentence = &self.sentences[s];
        let ties = [
            Relation::Nmod,
            Relation::NmodPoss,
            Relation::Amod,
            Relation::Compound,
        ];
        let coded = |c: usize| self.found[s][c].is_some_and(|m| !m.code.is_empty());
        let mut owners = sentence.children_by(i, &ties).filter(|&c| coded(c));
        owners.any(|c| sentence.child_by(c, &[Relation::Conj]).is_some_and(coded))
    }

    /// Whether the pronoun cannot stand for the other word: a thing for a person, one for several, "he" for "she".
    fn differs(&self, s: usize, i: usize, t: usize, j: usize) -> bool {
        let words = &self.grammar.words;
        let lemma = self.sentences[s].lemma(i);
        let other = self.sentences[t].lemma(j);
        let person = self.found[t][j].is_some_and(|m| {
            m.kind == Kind::Person || m.kind == Kind::Agent && !m.body && !m.plural
        });
        let plural = self.found[t][j].is_some_and(|m| m.plural);
        if words.he.contains(lemma) {
            words.she.contains(other) || words.it.contains(other)
        } else if words.she.contains(lemma) {
            words.he.contains(other) || words.it.contains(other)
        } else if words.it.contains(lemma) {
            // "crowds burned its embassy": whose it is stays open where several stand nearer.
            person || plural && self.sentences[s].relation(i) != Relation::NmodPoss
        } else {
            words.they.contains(lemma) && person
        }
    }

    /// Whether the token names or describes something, and is no empty or demonstrative pronoun.
    pub(super) fn is_named(&self, s: usize, i: usize) -> bool {
        self.sentences[s].tag(i) != Tag::Pron || self.found[s][i].is_some()
    }
}
