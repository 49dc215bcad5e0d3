//! What tells at the word itself whether it happened: auxiliaries, negations, adverbs, adjectives, conditions.
//!
//! A predicate goes in; how sure it is in itself comes out, whatever stands above it.

use super::{Reader, SURE, is_finite};
use casus_codebook::frame::{Part, Slot};
use casus_codebook::language::{Stance, Status, StatusWord};
use casus_syntax::{Relation, Tag};
use casus_text::Span;

/// How much a denial leaves of what it denies.
const DENIAL: f32 = -0.9;
/// The most that a perfect leaves of a possibility: "could have attacked".
const PERFECT: f32 = 1.2;
/// The most that a condition leaves.
const CONDITIONED: f32 = 1.6;
/// The most that a question leaves.
const ASKED: f32 = 0.8;
/// What is left of a verb whose object is none: "made no attempt".
const OBJECT_DENIED: f32 = 0.9;

/// What is told at the word.
pub(super) struct Own {
    pub(super) degree: f32,
    pub(super) label: Status,
    pub(super) future: bool,
    pub(super) condition: Option<Span>,
    denials: u32,
}

impl Own {
    fn limit(&mut self, degree: f32) {
        if self.degree > 0.0 {
            self.degree = self.degree.min(degree);
        }
    }

    /// The first word that tells anything names the status.
    fn name(&mut self, status: Status) {
        if self.label == Status::Actual {
            self.label = status;
        }
        self.future |= status == Status::Future;
    }
}

pub(super) const AUXILIARIES: &[Relation] = &[Relation::Aux, Relation::AuxPass, Relation::Cop];
const SUBJECTS: &[Relation] = &[Relation::Nsubj, Relation::NsubjPass];

impl<'book> Reader<'_, 'book, '_> {
    pub(super) fn own(&mut self, at: usize) -> Own {
        let mut own = Own {
            degree: SURE,
            label: Status::Actual,
            future: false,
            condition: None,
            denials: 0,
        };
        let bearer = self.bearer(at);
        let modal = self.auxiliaries(bearer, &mut own);
        self.modifiers(at, &mut own);
        if bearer != at {
            self.shared_denials(at, bearer, &mut own);
        }
        self.none_at_all(at, &mut own);
        own.condition = self.condition(at);
        if own.condition.is_some() && !self.unconditional {
            own.limit(CONDITIONED);
            own.label = Status::Hypothetical;
        }
        if self.is_awaited(at) {
            own.limit(CONDITIONED);
            own.name(Status::Hypothetical);
        }
        if self.is_asked(at) {
            own.limit(ASKED);
            own.name(Status::Hypothetical);
        }
        if own.denials % 2 == 1 {
            deny(&mut own, modal);
        }
        own
    }

    /// The word at which the auxiliaries of a predicate stand: a conjunct without any shares those before it.
    fn bearer(&self, at: usize) -> usize {
        let s = self.sentence;
        let alone = s.relation(at) == Relation::Conj
            && matches!(s.penn(at), "VB" | "VBN" | "VBG")
            && s.child_by(at, AUXILIARIES).is_none()
            && s.child_by(at, SUBJECTS).is_none();
        if !alone {
            return at;
        }
        let mut before = s.conjuncts(s.first_conjunct(at));
        before.retain(|&c| c < at);
        before.sort_unstable();
        for &c in before.iter().rev() {
            if s.child_by(c, &[Relation::Aux, Relation::AuxPass]).is_some() {
                return c;
            }
            if is_finite(s, c) {
                break;
            }
        }
        at
    }

    /// The modal verb; "said it would leave" is future, seen from then.
    fn auxiliaries(&mut self, at: usize, own: &mut Own) -> Option<&'book StatusWord> {
        let s = self.sentence;
        let mut modal = None;
        for c in s.children_by(at, AUXILIARIES) {
            let form = s.form(c).to_lowercase();
            let entry = self.word(Part::Auxiliary, &form);
            let entry = entry.or_else(|| self.destined(at, c));
            let Some(entry) = entry.or_else(|| self.word(Part::Auxiliary, s.lemma(c))) else {
                continue;
            };
            own.limit(entry.degree);
            let status = if self.is_future_in_past(at, s.lemma(c)) {
                Status::Future
            } else {
                entry.status
            };
            own.name(status);
            own.future |= self.grammar.words.future_in_past.contains(s.lemma(c));
            self.ground(c, status);
            modal = Some(entry);
            break;
        }
        let perfect = s
            .children_by(at, AUXILIARIES)
            .any(|c| self.grammar.words.perfect.contains(s.lemma(c)));
        if perfect && modal.is_some() && own.label == Status::Hypothetical {
            own.limit(PERFECT);
        }
        modal
    }

    /// "is to leave": a copula or auxiliary before an infinitive with its particle.
    fn destined(&self, at: usize, c: usize) -> Option<&'book StatusWord> {
        let s = self.sentence;
        let particle = s
            .children_by(at, &[Relation::Mark])
            .find(|&k| k > c && s.penn(k) == "TO")?;
        self.word(
            Part::Auxiliary,
            &format!("{} {}", s.lemma(c), s.lemma(particle)),
        )
    }

    /// "said it would leave", "the announcement that it would leave".
    fn is_future_in_past(&self, at: usize, lemma: &str) -> bool {
        let s = self.sentence;
        let part = match s.relation(at) {
            Relation::Ccomp => Part::Verb,
            Relation::Acl => Part::Noun,
            _ => return false,
        };
        let stated = |h: usize| {
            let rows = self.grammar.book.language.reporting(part, s.lemma(h));
            rows.iter().any(|row| row.stance == Stance::Asserts)
        };
        let openers = &[Relation::Mark, Relation::Advmod];
        self.grammar.words.future_in_past.contains(lemma)
            && s.head(at).is_some_and(stated)
            && !s.children_by(at, openers).any(|c| self.opens(c).is_some())
            && s.child_by(at, &[Relation::Advcl]).is_none()
    }

    /// Negations, adverbs, adjectives and conjunctions that hang on the word.
    fn modifiers(&mut self, at: usize, own: &mut Own) {
        let s = self.sentence;
        for c in s.children(at) {
            match s.relation(c) {
                Relation::Advmod
                | Relation::Det
                | Relation::Cc
                | Relation::CcPreconj
                | Relation::Discourse
                | Relation::Case
                | Relation::Mark
                | Relation::Obl
                | Relation::OblUnmarked => self.modifier(at, c, own),
                Relation::Amod => self.adjective(c, own),
                _ => {}
            }
        }
    }

    fn modifier(&mut self, at: usize, c: usize, own: &mut Own) {
        let s = self.sentence;
        let adjunct = matches!(s.relation(c), Relation::Obl | Relation::OblUnmarked);
        let word = self
            .denial(c)
            .filter(|_| !adjunct && !self.is_denied_in_part(c));
        if let Some(entry) = word.or_else(|| self.denying_phrase(c)) {
            self.count_denial(c, entry, own);
        } else if let Some(entry) = self.opens(c).filter(|_| !adjunct) {
            own.degree = own.degree.min(entry.degree);
            own.name(entry.status);
            self.ground(c, entry.status);
        } else if s.relation(c) == Relation::Advmod {
            self.adverb(at, c, own);
        }
    }

    fn count_denial(&mut self, c: usize, entry: &StatusWord, own: &mut Own) {
        own.denials += 1;
        // "hardly attacked" is not as sure as "did not attack".
        let usual = entry.status.degrees().0;
        if entry.degree > usual {
            own.limit(-entry.degree);
        }
        self.ground(c, Status::Negated);
    }

    /// "no longer", "by no means", "at no time": a phrase that hangs on the verb as a whole.
    fn denying_phrase(&self, c: usize) -> Option<&'book StatusWord> {
        let s = self.sentence;
        let (first, last) = s.extent(c);
        if first == last || last - first > 3 {
            return None;
        }
        let phrase: Vec<String> = (first..=last).map(|i| s.form(i).to_lowercase()).collect();
        self.word(Part::Negation, &phrase.join(" "))
    }

    /// "not only": what follows is denied in part alone.
    fn is_denied_in_part(&self, c: usize) -> bool {
        let s = self.sentence;
        c + 1 < s.len() && self.grammar.words.only.contains(s.lemma(c + 1))
    }

    /// A conjunction or preposition that sets the status of its own clause: "if", "instead of".
    pub(super) fn opens(&self, c: usize) -> Option<&'book StatusWord> {
        self.word(Part::Conjunction, &self.sentence.phrase(c))
    }

    fn adverb(&mut self, at: usize, c: usize, own: &mut Own) {
        let s = self.sentence;
        let language = &self.grammar.book.language;
        if let Some(stance) = language.hedges.get(s.lemma(c)) {
            own.limit(doubt(*stance));
        }
        let Some(entry) = self.word(Part::Adverb, s.lemma(c)) else {
            return;
        };
        // "soon arrived" is past.
        if s.penn(at) == "VBD"
            && entry.status != Status::Negated
            && entry.status != Status::Historical
        {
            return;
        }
        if entry.status != Status::Historical {
            own.degree = own.degree.min(entry.degree);
        }
        own.name(entry.status);
        self.ground(c, entry.status);
    }

    /// "a possible attack", "a planned visit", "the cancelled talks": of a participle the verb's row for its object.
    fn adjective(&mut self, c: usize, own: &mut Own) {
        let s = self.sentence;
        let bare = |e: &&StatusWord| e.slot.is_none();
        let form = s.form(c).to_lowercase();
        let plain = self.entries(Part::Adjective, s.lemma(c)).iter().find(bare);
        let plain = plain.or_else(|| self.entries(Part::Adjective, &form).iter().find(bare));
        let undergone = || {
            let objects = |e: &&StatusWord| e.slot == Some(Slot::Object);
            let verb = self.entries(Part::Verb, s.lemma(c)).iter().find(objects);
            verb.filter(|_| s.penn(c) == "VBN")
        };
        if let Some(entry) = plain.or_else(undergone) {
            own.degree = own.degree.min(entry.degree);
            own.name(entry.status);
            self.ground(c, entry.status);
        } else if let Some(stance) = self.grammar.book.language.hedges.get(s.lemma(c)) {
            own.limit(doubt(*stance));
        }
    }

    /// "did not attack or threaten": the denial is shared with the auxiliary, but not over "but".
    fn shared_denials(&mut self, at: usize, bearer: usize, own: &mut Own) {
        let s = self.sentence;
        let opposed = s
            .children_by(at, &[Relation::Cc])
            .any(|c| self.grammar.words.contrast.contains(s.lemma(c)));
        if opposed {
            return;
        }
        let first = s.children_by(bearer, AUXILIARIES).next();
        for c in s.children_by(bearer, &[Relation::Advmod]) {
            if let Some(entry) = self.denial(c).filter(|_| c < bearer && first < Some(c)) {
                self.count_denial(c, entry, own);
            }
        }
    }

    /// "nobody attacked", "no troops left" did not happen; "signed no treaty" hardly did.
    fn none_at_all(&mut self, at: usize, own: &mut Own) {
        let s = self.sentence;
        for c in s.children_by(at, &[Relation::Nsubj, Relation::NsubjPass, Relation::Obj]) {
            let Some(entry) = self.denied_noun(c) else {
                continue;
            };
            if s.relation(c) == Relation::Obj {
                own.limit(OBJECT_DENIED);
                own.name(Status::Negated);
                self.ground(c, Status::Negated);
            } else {
                self.count_denial(c, entry, own);
            }
        }
    }

    /// The word that makes a noun none: "no troops", "neither side", "nobody".
    pub(super) fn denied_noun(&self, c: usize) -> Option<&'book StatusWord> {
        let s = self.sentence;
        let before = s
            .children_by(c, &[Relation::Det, Relation::CcPreconj])
            .find_map(|k| self.denial(k));
        let alone = || {
            let clause = s.child_by(c, &[Relation::AclRelcl]).is_some();
            let itself = matches!(s.tag(c), Tag::Pron | Tag::Noun) && !clause;
            self.denial(c).filter(|_| itself)
        };
        before.or_else(alone)
    }

    /// Whether the sentence asks if it is so; a question of who, when or why takes it for granted.
    fn is_asked(&self, at: usize) -> bool {
        let s = self.sentence;
        let last = s.len().saturating_sub(1);
        s.form(last) == "?" && !s.children(at).any(|c| s.penn(c).starts_with('W'))
    }
}

/// Turns what is told into its contrary.
fn deny(own: &mut Own, modal: Option<&StatusWord>) {
    own.degree = match modal {
        // "may not" leaves it open, "cannot" does not.
        Some(entry) if own.degree > 0.0 => -own.degree.min(-entry.denied),
        _ => own.degree * DENIAL,
    };
    let open = modal.is_some() && own.label == Status::Hypothetical && own.degree > super::DENIED;
    if !open {
        own.label = Status::Negated;
    }
}

/// The most that a hedge leaves.
fn doubt(stance: Stance) -> f32 {
    match stance {
        Stance::Asserts => 2.2,
        Stance::Alleges => 1.5,
        Stance::Doubts => 1.2,
        Stance::Worries => 0.9,
        Stance::Asks => 0.6,
        Stance::Denies => -2.0,
        Stance::Wants | Stance::Judges | Stance::Mentions => 3.0,
    }
}
