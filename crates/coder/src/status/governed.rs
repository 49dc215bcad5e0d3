//! What stands above a predicate: the verbs, nouns and adjectives that govern it, speech, and the kind of its clause.
//!
//! A predicate goes in; what its surroundings hold of it comes out, whatever stands at the word itself.

use super::{DENIED, Held, Reader, fills, is_clausal, is_finite};
use casus_codebook::frame::{Part, Slot};
use casus_codebook::language::{Reporting, Stance, Status, StatusWord};
use casus_syntax::{Relation, Tag};

/// What is left of a noun that is told as none, beside the denial itself.
const NONE: f32 = 2.7;
/// "too weak to attack".
const EXCESS: f32 = -1.5;
/// A relative clause, a participle beside a noun, a clause of time or reason.
const RELATIVE: f32 = 2.6;
/// An infinitive that no word of status governs, and the same where its head is denied.
const INFINITIVE: (f32, f32) = (1.7, -1.0);
/// A purpose.
const PURPOSE: (f32, f32) = (1.8, 0.6);
/// A gerund or participle that depends on a verb.
const PARTICIPLE: (f32, f32) = (2.7, 0.0);
/// A clause with a tense that depends on a verb.
const CLAUSE: (f32, f32) = (2.7, 1.5);
/// What something that is known is at least: "the attack".
const KNOWN: (f32, f32) = (2.8, 1.9);

impl<'book> Reader<'_, 'book, '_> {
    pub(super) fn above(&mut self, at: usize, depth: usize) -> Held {
        let s = self.sentence;
        let Some(head) = s.head(at) else {
            return Held::FACT;
        };
        let head = self.noun_before(at, head).unwrap_or(head);
        if s.relation(at) == Relation::Conj {
            return self.above_conjunct(at, depth);
        }
        let mut held = self.held(head, depth + 1);
        // A clause is not under the condition that it may be itself.
        if s.relation(at) == Relation::Advcl {
            held.condition = None;
        }
        let noun_of_verb = matches!(
            s.relation(at),
            Relation::Obj | Relation::Nsubj | Relation::NsubjPass
        );
        if noun_of_verb && self.denied_noun(at).is_some() {
            return Held {
                future: held.future,
                ..Held::fact(NONE)
            };
        }
        if self.is_excess(at, head) {
            return Held {
                label: Status::Negated,
                ..Held::FACT.under(EXCESS, 0.0)
            };
        }
        let entry = self.governor(at, head);
        let speech = self.speech(at, head);
        match (entry, speech) {
            (Some(entry), None) => self.under_word(head, held, entry),
            (Some(entry), Some(_)) if !self.tells_itself(at, entry) => {
                self.under_word(head, held, entry)
            }
            (_, Some(speech)) => under_speech(s.is_nominal(head), is_clausal(s, at), held, speech),
            (None, None) => self.by_clause(at, head, held),
        }
    }

    /// What is held of the first of several is held of the others. A verb with a tense after an infinitive goes with
    /// the verb above it, whatever the parser says.
    fn above_conjunct(&mut self, at: usize, depth: usize) -> Held {
        let s = self.sentence;
        let first = s.first_conjunct(at);
        let stray =
            is_finite(s, at) && !is_finite(s, first) && matches!(s.penn(first), "VB" | "VBG");
        let above = stray
            .then(|| s.ancestors(first).find(|&a| is_finite(s, a)))
            .flatten();
        let peer = above.unwrap_or(first);
        if s.relation(peer) == Relation::Conj || depth > s.len() {
            return Held::FACT;
        }
        self.above(peer, depth + 1)
    }

    /// "too weak to attack": the measure of the adjective denies the infinitive.
    fn is_excess(&self, at: usize, head: usize) -> bool {
        let s = self.sentence;
        s.penn(at) == "VB"
            && matches!(s.tag(head), Tag::Adj | Tag::Adv)
            && s.children_by(head, &[Relation::Advmod])
                .any(|c| self.grammar.words.excess.contains(s.lemma(c)))
    }

    /// The word of status above, if its slot is where the predicate stands.
    fn governor(&self, at: usize, head: usize) -> Option<&'book StatusWord> {
        let s = self.sentence;
        let parts: &[Part] = match s.tag(head) {
            Tag::Verb | Tag::Aux if matches!(s.penn(head), "VBN" | "VBG") => {
                &[Part::Verb, Part::Adjective]
            }
            Tag::Verb | Tag::Aux => &[Part::Verb],
            Tag::Adj => &[Part::Adjective, Part::Verb],
            _ => &[Part::Noun],
        };
        parts
            .iter()
            .find_map(|&part| self.governor_as(part, at, head))
    }

    fn governor_as(&self, part: Part, at: usize, head: usize) -> Option<&'book StatusWord> {
        let s = self.sentence;
        let lemma = s.lemma(head);
        let fitting = |key: &str| {
            let mut entries = self.entries(part, key).iter();
            entries.find(|e| e.slot.as_ref().is_none_or(|slot| fills(s, at, slot)))
        };
        let language = &self.grammar.book.language;
        let phrases = language.status_phrases(part, lemma).iter();
        let mut whole = phrases.filter(|p| self.has_words(head, &p.more));
        whole
            .find_map(|p| fitting(&p.key))
            .or_else(|| fitting(lemma))
    }

    /// The noun that ends where an infinitive begins and takes one: "made a decision to leave", "the failure of the court
    /// to try him". The parser often hangs such an infinitive on the verb.
    fn noun_before(&self, at: usize, head: usize) -> Option<usize> {
        let s = self.sentence;
        if s.relation(at) != Relation::Advcl || s.penn(at) != "VB" || head > at {
            return None;
        }
        let (first, _) = s.extent(at);
        let nouns = [
            Relation::Obj,
            Relation::Obl,
            Relation::Nsubj,
            Relation::NsubjPass,
        ];
        let before = s
            .children_by(head, &nouns)
            .find(|&c| s.extent(c).1 + 1 == first)?;
        let entries = self.entries(Part::Noun, s.lemma(before));
        let takes = entries.iter().any(|e| e.slot == Some(Slot::Clause));
        takes.then_some(before)
    }

    /// The word of speech above, if what it tells is the predicate.
    fn speech(&self, at: usize, head: usize) -> Option<&'book Reporting> {
        let s = self.sentence;
        let part = match s.tag(head) {
            Tag::Verb | Tag::Aux => Part::Verb,
            // What adjectives make of a clause stands in status.table.
            Tag::Adj => return None,
            _ => Part::Noun,
        };
        let entries = self.grammar.book.language.reporting(part, s.lemma(head));
        entries
            .iter()
            .filter(|e| e.stance.vouches())
            .find(|e| e.content.as_ref().is_some_and(|slot| fills(s, at, slot)))
    }

    /// Whether a clause under a word both of speech and of status has a tense of its own: "suggested that it had left".
    fn tells_itself(&self, at: usize, entry: &StatusWord) -> bool {
        matches!(entry.status, Status::Future | Status::Hypothetical)
            && self.sentence.relation(at) == Relation::Ccomp
            && is_finite(self.sentence, at)
    }

    fn under_word(&mut self, head: usize, held: Held, entry: &StatusWord) -> Held {
        self.ground(head, entry.status);
        let under = held.under(entry.degree, entry.denied);
        let denied = under.plain <= DENIED || held.plain <= DENIED && entry.denied <= DENIED;
        let label = match entry.status {
            Status::Negated if held.plain > 0.0 => Status::Negated,
            Status::Negated => Status::Actual,
            _ if denied => Status::Negated,
            Status::Actual if held.label == Status::Negated => Status::Actual,
            Status::Actual => held.label,
            status => status,
        };
        Held {
            label,
            future: held.future || entry.status == Status::Future,
            ..under
        }
    }

    /// What the kind of the clause or of the noun tells, where no word does.
    fn by_clause(&mut self, at: usize, head: usize, held: Held) -> Held {
        let s = self.sentence;
        let bare = s.penn(at) == "VB" && !is_finite(s, at);
        match s.relation(at) {
            Relation::Xcomp if !matches!(s.tag(at), Tag::Verb | Tag::Aux) => held,
            Relation::Xcomp if bare => possible(held, INFINITIVE),
            Relation::Xcomp => held.under(PARTICIPLE.0, -PARTICIPLE.0),
            Relation::Acl if bare && !self.is_ranked(head) => possible(Held::FACT, INFINITIVE),
            Relation::Csubj | Relation::CsubjPass => Held::fact(RELATIVE),
            Relation::Acl | Relation::AclRelcl | Relation::AdvclRelcl => Held::fact(RELATIVE),
            Relation::Ccomp if !is_finite(s, at) => held.under(1.9, 0.5),
            Relation::Ccomp => Held {
                plain: super::SURE,
                ..held.under(2.5, 2.0)
            },
            Relation::Advcl if bare => possible(held, PURPOSE),
            Relation::Advcl if self.is_past(at) => Held::fact(RELATIVE),
            Relation::Advcl if !is_finite(s, at) => held.under(PARTICIPLE.0, PARTICIPLE.1),
            Relation::Advcl => undenied(held.under(CLAUSE.0, CLAUSE.1)),
            Relation::Parataxis => Held::FACT,
            _ if is_clausal(s, at) && !s.is_nominal(at) => held.under(super::SURE, 0.0),
            _ => self.by_noun(at, head, held),
        }
    }

    /// Whether a clause of time or reason tells what was: it has a past tense, or a preposition of what is known
    /// ("after leaving", "for attacking").
    fn is_past(&self, at: usize) -> bool {
        let s = self.sentence;
        let known = |c: usize| {
            self.grammar
                .words
                .past_clause
                .contains(s.phrase(c).as_str())
        };
        let past = |c: usize| s.penn(c) == "VBD";
        past(at)
            || s.children_by(at, &[Relation::Aux, Relation::AuxPass, Relation::Cop])
                .any(past)
            || !is_finite(s, at)
                && s.children_by(at, &[Relation::Mark, Relation::Case])
                    .any(known)
    }

    /// "the first country to recognise it" did.
    fn is_ranked(&self, noun: usize) -> bool {
        let s = self.sentence;
        let ranks = |i: usize| self.grammar.words.rank.contains(s.lemma(i));
        ranks(noun) || s.children_by(noun, &[Relation::Amod]).any(ranks)
    }

    /// A noun that is known is there, whatever the verb does to it; another is no surer than the verb.
    fn by_noun(&self, at: usize, head: usize, held: Held) -> Held {
        let s = self.sentence;
        let verbal = matches!(s.tag(head), Tag::Verb | Tag::Aux);
        if verbal && self.is_light(at, head) {
            return held;
        }
        let known = s
            .children_by(at, &[Relation::Det])
            .any(|c| self.grammar.words.definite.contains(s.lemma(c)))
            || s.child_by(at, &[Relation::NmodPoss]).is_some();
        let sourced = |(degree, denied)| super::mixed(held.sourced, degree, denied);
        match s.relation(at) {
            Relation::Nsubj | Relation::OblAgent if known => Held::fact(sourced((2.8, 2.2))),
            Relation::Nsubj | Relation::NsubjPass | Relation::OblAgent => {
                Held::fact(sourced((2.8, 0.5)))
            }
            Relation::Obj | Relation::Obl | Relation::Iobj if !known => {
                let adjunct = s.relation(at) == Relation::Obl;
                Held {
                    sourced: sourced((2.8, -0.5)),
                    ..held.under(super::SURE, if adjunct { -0.9 } else { -2.0 })
                }
            }
            _ => Held::fact(sourced(KNOWN)),
        }
    }

    /// Whether the verb only lends its subject and object to the noun: "launched the attack".
    fn is_light(&self, at: usize, head: usize) -> bool {
        let s = self.sentence;
        let rows = self.grammar.book.frames.light.get(s.lemma(head));
        let mut rows = rows.map_or(&[][..], Vec::as_slice).iter();
        rows.any(|l| fills(s, at, &l.noun) && self.has_words(head, &l.more))
    }
}

/// What might be, unless it is already told to come or not to be.
fn possible(held: Held, degrees: (f32, f32)) -> Held {
    let label = match held.label {
        Status::Actual | Status::Historical => Status::Hypothetical,
        label => label,
    };
    Held {
        label,
        ..held.under(degrees.0, degrees.1)
    }
}

/// What explains a denial is not denied with it.
fn undenied(held: Held) -> Held {
    let label = match held.label {
        Status::Negated => Status::Actual,
        label => label,
    };
    Held { label, ..held }
}

/// What is said: whoever says it is believed, the reader is less sure.
fn under_speech(noun: bool, clause: bool, held: Held, speech: &Reporting) -> Held {
    // "denied reports of an attack", "no sign of an attack".
    if noun && held.plain <= DENIED {
        return held;
    }
    let (degree, denied) = trust(speech);
    let (plain, label) = match speech.stance {
        Stance::Denies => (-2.0, Status::Negated),
        // "feared an attack", but "feared that it had attacked".
        Stance::Worries if !clause => (degree, Status::Hypothetical),
        _ => (super::SURE, Status::Actual),
    };
    Held {
        plain,
        sourced: super::mixed(held.sourced, degree, denied),
        label,
        future: false,
        condition: held.condition,
    }
}

/// How far a reader trusts what is said, and what is said not to be said.
fn trust(speech: &Reporting) -> (f32, f32) {
    match (speech.stance, &speech.content) {
        (Stance::Asserts, Some(Slot::Object)) => (2.8, 2.0),
        (Stance::Asserts, _) => (2.6, 1.5),
        (Stance::Alleges, _) => (1.7, 1.7),
        (Stance::Doubts, _) => (1.7, 0.5),
        (Stance::Worries, _) => (0.9, 0.9),
        (Stance::Asks, _) => (0.6, 0.6),
        (Stance::Denies, _) => (-1.8, 1.5),
        // Who wishes, judges or mentions does not vouch; status.table tells what becomes of it.
        (Stance::Wants | Stance::Judges | Stance::Mentions, _) => (3.0, -3.0),
    }
}
