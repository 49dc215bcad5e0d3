//! Whether it happened: negation, auxiliaries, plans, conditions.
//!
//! The token of an event goes in; its status and the words of its condition come out. Dates that make an event
//! historical are left to `coding`.

use crate::grammar::Grammar;
use crate::sentence::Sentence;
use casus_codebook::frame::{Part, Slot};
use casus_codebook::language::Status;
use casus_syntax::{Relation, Tag};
use casus_text::Span;

/// The status of an event, as far as the words tell it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Told {
    pub(crate) status: Status,
    /// Whether it is refused: "will not leave".
    pub(crate) refused: bool,
    pub(crate) condition: Option<Span>,
}

/// Reads the status of the event that the token `at` tells.
pub(crate) fn read_status(grammar: &Grammar<'_>, sentence: &Sentence<'_>, at: usize) -> Told {
    let mut reader = Reader {
        grammar,
        sentence,
        told: Told {
            status: Status::Actual,
            refused: false,
            condition: None,
        },
    };
    reader.climb(at);
    reader.told
}

struct Reader<'a, 'book, 'doc> {
    grammar: &'a Grammar<'book>,
    sentence: &'a Sentence<'doc>,
    told: Told,
}

impl Reader<'_, '_, '_> {
    fn climb(&mut self, at: usize) {
        let mut child = at;
        self.look_at(child, true);
        let heads: Vec<usize> = self.sentence.ancestors(at).collect();
        for head in heads {
            if !self.step(child, head) {
                break;
            }
            child = head;
        }
    }

    /// Takes in what governs `child`; says whether to go on upwards.
    fn step(&mut self, child: usize, head: usize) -> bool {
        let s = self.sentence;
        let relation = s.relation(child);
        if relation == Relation::Conj {
            let alone = s
                .child_by(
                    child,
                    &[Relation::Nsubj, Relation::NsubjPass, Relation::Aux],
                )
                .is_none();
            if alone {
                self.look_at(head, false);
            }
            return alone;
        }
        let governed = self.govern(child, head);
        match relation {
            Relation::Xcomp => self.look_at(head, true),
            Relation::Acl if s.child_by(child, &[Relation::Mark]).is_some() => {
                self.look_at(head, true)
            }
            Relation::Advcl
            | Relation::Obj
            | Relation::NsubjPass
            | Relation::Obl
            | Relation::Nmod
                if governed =>
            {
                self.look_at(head, true);
            }
            // "did not announce plans to leave"
            Relation::Obj | Relation::NsubjPass => {
                self.look_at(head, self.told.status != Status::Actual)
            }
            Relation::Ccomp if governed => self.look_at(head, true),
            _ => return governed,
        }
        true
    }

    /// What stands at the word itself: auxiliaries, negations, conditions.
    fn look_at(&mut self, i: usize, negations: bool) {
        let s = self.sentence;
        for c in s.children(i) {
            let lemma = s.lemma(c);
            match s.relation(c) {
                Relation::Aux | Relation::AuxPass | Relation::Cop => self.auxiliary(i, lemma),
                Relation::Advmod
                | Relation::Det
                | Relation::Cc
                | Relation::CcPreconj
                | Relation::Discourse => {
                    if negations {
                        self.take(Part::Negation, lemma);
                    }
                    // "soon arrived" is past.
                    if s.relation(c) == Relation::Advmod && s.penn(i) != "VBD" {
                        self.take(Part::Adverb, lemma);
                    }
                }
                Relation::Case if negations => self.take(Part::Negation, lemma),
                Relation::Mark => self.take(Part::Conjunction, &s.phrase(c)),
                Relation::Amod => self.take(Part::Adjective, lemma),
                Relation::Advcl => self.condition(c),
                _ => {}
            }
        }
    }

    /// "said it would leave" is future, seen from then.
    fn auxiliary(&mut self, i: usize, lemma: &str) {
        let s = self.sentence;
        let speech = s
            .head(i)
            .filter(|&h| s.relation(i) == Relation::Ccomp && s.penn(h).starts_with("VB"));
        let told = speech.is_some_and(|h| {
            !self
                .grammar
                .book
                .language
                .reporting(Part::Verb, s.lemma(h))
                .is_empty()
        });
        if told
            && self.grammar.words.future_in_past.contains(lemma)
            && s.child_by(i, &[Relation::Advcl]).is_none()
        {
            self.set(Status::Future);
        } else {
            self.take(Part::Auxiliary, lemma);
        }
    }

    /// "if attacked", "should it be attacked": the words of the condition.
    fn condition(&mut self, clause: usize) {
        let s = self.sentence;
        let opens = |c: usize| {
            let entry = self.entries(Part::Conjunction, &s.phrase(c));
            entry.iter().any(|e| e.status == Status::Hypothetical)
        };
        let opened = s
            .children_by(clause, &[Relation::Mark, Relation::Advmod])
            .any(opens);
        let (first, last) = s.extent(clause);
        let inverted = s.tag(first) == Tag::Aux
            && s.relation(first) == Relation::Aux
            && s.head(first) == Some(clause);
        if opened || inverted {
            self.told.condition = self.told.condition.or(Some(s.span(first, last)));
            self.set(Status::Hypothetical);
        }
    }

    /// A verb, noun or adjective that governs the word: "plan to", "refuse to", "ready to".
    fn govern(&mut self, child: usize, head: usize) -> bool {
        let s = self.sentence;
        let part = match s.tag(head) {
            Tag::Verb | Tag::Aux => Part::Verb,
            Tag::Adj => Part::Adjective,
            _ => Part::Noun,
        };
        let entries = self.entries(part, s.lemma(head));
        let found = entries
            .iter()
            .find(|e| e.slot.as_ref().is_none_or(|slot| fills(s, child, slot)));
        let Some(status) = found.map(|e| e.status) else {
            return false;
        };
        self.set(status);
        true
    }

    fn entries(&self, part: Part, lemma: &str) -> &[casus_codebook::language::StatusWord] {
        self.grammar.book.language.status(part, lemma)
    }

    fn take(&mut self, part: Part, lemma: &str) {
        if let Some(status) = self.entries(part, lemma).first().map(|e| e.status) {
            self.set(status);
        }
    }

    /// The word nearest to the event decides, but a double negation is undone and a doubt beats a denial.
    fn set(&mut self, status: Status) {
        self.told.status = match (self.told.status, status) {
            (Status::Actual, new) => new,
            (Status::Negated, Status::Negated) => Status::Actual,
            (Status::Future, Status::Negated) | (Status::Negated, Status::Future) => {
                self.told.refused = true;
                Status::Negated
            }
            (Status::Future, Status::Hypothetical) => Status::Hypothetical,
            (old, _) => old,
        };
    }
}

/// Whether the child stands in this slot of its head.
pub(crate) fn fills(sentence: &Sentence<'_>, child: usize, slot: &Slot) -> bool {
    let relation = sentence.relation(child);
    match slot {
        Slot::Clause => {
            matches!(
                relation,
                Relation::Xcomp
                    | Relation::Ccomp
                    | Relation::Acl
                    | Relation::Advcl
                    | Relation::Parataxis
                    | Relation::Csubj
            ) && sentence
                .case(child)
                .is_none_or(|c| !is_plain_preposition(sentence, child, &c))
        }
        Slot::Object => matches!(relation, Relation::Obj | Relation::NsubjPass),
        Slot::Subject => matches!(relation, Relation::Nsubj | Relation::Csubj),
        Slot::Indirect => relation == Relation::Iobj,
        Slot::Owner => relation == Relation::NmodPoss,
        Slot::Preposition(word) => sentence.has_case(child, word),
    }
}

/// Whether a clause is opened by a preposition ("of bombing") and not by a conjunction ("that", "to").
fn is_plain_preposition(sentence: &Sentence<'_>, clause: usize, _case: &str) -> bool {
    sentence.penn(clause) == "VBG"
        && sentence
            .children_by(clause, &[Relation::Mark, Relation::Case])
            .any(|c| sentence.penn(c) == "IN")
}
