//! The slots of a noun: who does what an event noun tells, whose it is, and what a light verb lends it.
//!
//! A noun and a slot go in, the heads of what fills it come out.

use super::{Arguments, BEFORE, OBLIQUES, SUBJECTS, Trigger};
use casus_codebook::frame::{Part, Slot};
use casus_syntax::{Relation, Tag};

impl<'book> Arguments<'_, 'book, '_> {
    pub(super) fn of_noun(&self, trigger: &Trigger<'book>, slot: &Slot) -> Vec<usize> {
        let at = trigger.at;
        let lent = |slot: Option<&Slot>| match (trigger.light, slot) {
            (Some((verb, _)), Some(slot)) => self.of_verb(verb, slot),
            _ => vec![],
        };
        match slot {
            Slot::Subject => {
                let own = self.noun_subject(at);
                let light = || lent(trigger.light.and_then(|(_, l)| l.subject.as_ref()));
                if !own.is_empty() {
                    // "rebels launched a sniper attack": what sort of attack it is tells nobody who acts.
                    let acting = |i: &usize| self.acts(*i);
                    let sort = own.iter().all(|&i| self.is_sort(i));
                    return if sort { Some(light()) } else { None }
                        .filter(|found| found.iter().any(acting))
                        .unwrap_or(own);
                }
                let light = light();
                if !light.is_empty() {
                    return light;
                }
                let copula = self.copula_subject(at);
                if !copula.is_empty() {
                    return copula;
                }
                let engaged = self.engaged_subject(at);
                if engaged.is_empty() {
                    self.charged_subject(at)
                } else {
                    engaged
                }
            }
            Slot::Object => lent(trigger.light.and_then(|(_, l)| l.object.as_ref())),
            Slot::Indirect => lent(trigger.light.map(|_| &Slot::Indirect)),
            Slot::Clause => {
                let inner = [Relation::Acl, Relation::Ccomp, Relation::Xcomp];
                self.sentence
                    .children_by(at, &inner)
                    .filter(|&c| self.is_clause(c) && !self.is_description(c))
                    .collect()
            }
            Slot::Owner => self.owner(at),
            Slot::Preposition(word) => {
                let own = self.prepositional(at, word);
                if own.is_empty() && trigger.light.is_some() {
                    lent(Some(slot))
                } else {
                    own
                }
            }
        }
    }

    /// Whether the word stands as a common noun before another and is nobody's: "a *sniper* attack".
    fn is_sort(&self, i: usize) -> bool {
        let s = self.sentence;
        let mention = self.mentions.of(s.index as usize, i);
        s.relation(i) == Relation::Compound
            && s.tag(i) == Tag::Noun
            && mention.is_some_and(|m| m.code.is_empty() || m.implied)
    }

    /// Whether the clause is a passive participle: it describes the noun ("an attack *ascribed to* X") and is not what the
    /// noun is about ("a threat to attack X").
    fn is_description(&self, clause: usize) -> bool {
        self.sentence.penn(clause) == "VBN"
            && self.sentence.relation(clause) == Relation::Acl
            && !self.is_infinitive(clause)
            && !self.lends(clause)
    }

    /// Whether the verb lends its subject to the event noun that is its object.
    fn lends(&self, verb: usize) -> bool {
        let table = &self.grammar.book.frames.light;
        let mut rows = table.get(self.sentence.lemma(verb)).into_iter().flatten();
        rows.any(|l| l.noun == Slot::Object && l.subject == Some(Slot::Subject))
    }

    /// "The strike was a Russian attack": what a predicate noun is said of, where that is an actor.
    pub(super) fn copula_subject(&self, at: usize) -> Vec<usize> {
        let s = self.sentence;
        if s.child_by(at, &[Relation::Cop]).is_none() {
            return vec![];
        }
        let subjects = s.children_by(at, SUBJECTS);
        subjects
            .filter(|&i| {
                self.mentions
                    .of(s.index as usize, i)
                    .is_some_and(|m| m.acts)
            })
            .collect()
    }

    /// "sanctions imposed *by Oslo*", "an *Oslo*-led raid": who acts in the passive of a verb that lends its subject to its object.
    fn launcher(&self, at: usize) -> Vec<usize> {
        let s = self.sentence;
        let verbs = s.children_by(at, &[Relation::Acl]);
        let passive = verbs.filter(|&v| self.lends(v) && self.is_passive(v));
        let after: Vec<usize> = passive.flat_map(|v| self.subject(v, 0)).collect();
        if !after.is_empty() {
            return after;
        }
        // "a Peruvian-led raid"
        let before = s.children_by(at, &[Relation::Amod]);
        let before = before.filter(|&v| s.penn(v) == "VBN" && self.lends(v));
        before
            .flat_map(|v| s.children(v).filter(move |&c| c < v))
            .filter(|&c| self.acts(c))
            .collect()
    }

    /// "killed dozens in two raids", "arrived on a visit": who does what the verb tells does what the noun tells, unless
    /// the noun is a hostile act and the verb none of the same kind.
    fn engaged_subject(&self, at: usize) -> Vec<usize> {
        let s = self.sentence;
        let verb = s.head(at).filter(|&v| {
            s.relation(at) == Relation::Obl
                && s.tag(v) == Tag::Verb
                && self.has_any_case(at, &self.grammar.words.engaged)
        });
        let Some(verb) = verb else {
            return vec![];
        };
        let noun = self.grammar.types_of(Part::Noun, s.lemma(at));
        let told = self.grammar.types_of(Part::Verb, s.lemma(verb));
        if self.grammar.is_time_word(s.form(at)) {
            return vec![];
        }
        let harm = noun & self.grammar.hostile;
        if harm != 0 && (harm & told == 0 || s.child_by(verb, &[Relation::Obj]).is_none()) {
            return vec![];
        }
        self.subject(verb, 0)
            .into_iter()
            .filter(|&i| self.acts(i))
            .collect()
    }

    /// "accused Oslo of an attack on Lima": who is charged with the deed does it. A deed to nobody is only what the charge is
    /// about.
    fn charged_subject(&self, at: usize) -> Vec<usize> {
        let s = self.sentence;
        let verb = s
            .head(at)
            .filter(|&v| s.relation(at) == Relation::Obl && s.tag(v) == Tag::Verb);
        let (Some(verb), Some(case)) = (verb, s.case(at)) else {
            return vec![];
        };
        let controls = self.grammar.words.object_control.contains(&*case);
        let whom = s.child_by(at, &[Relation::Nmod, Relation::NmodPoss]);
        if !controls || whom.is_none() || !self.grammar.charges(s.lemma(verb), &case) {
            return vec![];
        }
        let charged = self.object(verb, 0).into_iter();
        charged.filter(|&i| self.acts(i)).collect()
    }

    /// Who does what an event noun tells: "by X", "X's", or a nationality or name before it.
    pub(super) fn noun_subject(&self, at: usize) -> Vec<usize> {
        let s = self.sentence;
        let agent = |i: &usize| self.has_any_case(*i, &self.grammar.words.agent);
        let by: Vec<usize> = s.children_by(at, OBLIQUES).filter(agent).collect();
        if !by.is_empty() {
            return by;
        }
        // "the easing of sanctions on Peru by Oslo": the parser may hang the agent on what stands before it.
        let inner = s.children_by(at, &[Relation::Nmod]).filter(|&c| c > at);
        let inner =
            inner.flat_map(|c| std::iter::once(c).chain(s.children_by(c, &[Relation::Nmod])));
        let by: Vec<usize> = inner
            .flat_map(|c| s.children_by(c, &[Relation::Nmod]))
            .filter(|c| agent(c) && self.acts(*c))
            .collect();
        if !by.is_empty() {
            return by;
        }
        let poss: Vec<usize> = s.children_by(at, &[Relation::NmodPoss]).collect();
        if !poss.is_empty() {
            return poss;
        }
        let launched = self.launcher(at);
        if !launched.is_empty() {
            return launched;
        }
        // "the Geneva talks", "a Kabul bombing": a town before an event is where it happens.
        let acts = |c: &usize| {
            let mention = self.mentions.of(s.index as usize, *c);
            *c < at && mention.is_some_and(|m| m.acts && !m.is_town())
        };
        let near: Vec<usize> = s.children_by(at, BEFORE).filter(acts).collect();
        if !near.is_empty() {
            return near;
        }
        // "Israeli tank shelling": the nationality may hang on the word between.
        let between = s.children_by(at, &[Relation::Compound]).filter(|&c| c < at);
        between
            .flat_map(|c| s.children_by(c, BEFORE))
            .filter(|c| acts(c) && s.tag(*c) == Tag::Adj)
            .filter(|&c| {
                self.mentions
                    .of(s.index as usize, c)
                    .is_some_and(|m| !m.code.is_empty())
            })
            .collect()
    }

    /// The possessor, nationality or complement with "of".
    pub(super) fn owner(&self, at: usize) -> Vec<usize> {
        let s = self.sentence;
        let poss: Vec<usize> = s.children_by(at, &[Relation::NmodPoss]).collect();
        if !poss.is_empty() {
            return poss;
        }
        let named = |c: &usize| {
            self.mentions
                .of(s.index as usize, *c)
                .is_some_and(|m| !m.code.is_empty())
        };
        // "the Ottawa Convention" is not Canada's.
        let signed = s.tag(at) == Tag::Propn && self.grammar.words.signed_at.contains(s.lemma(at));
        let town = |c: usize| {
            let mention = self.mentions.of(s.index as usize, c);
            mention.is_some_and(|m| m.is_town())
        };
        let part = |c: usize| signed && s.tag(c) == Tag::Propn && town(c);
        let near: Vec<usize> = s
            .children_by(at, BEFORE)
            .filter(|&c| c < at && !part(c))
            .filter(named)
            .collect();
        if !near.is_empty() {
            return near;
        }
        let of = |i: &usize| self.has_any_case(*i, &self.grammar.words.owner);
        s.children_by(at, &[Relation::Nmod]).filter(of).collect()
    }
}
