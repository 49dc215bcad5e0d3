//! Whether it happened: negation, auxiliaries, plans, conditions, speech.
//!
//! The token of a predicate goes in, be it an event or not; out come its status, how sure it is, the words of its
//! condition and the words on which all this rests. A status is told at the word itself (`own`) and by what stands
//! above it (`governed`); both are put together here. Dates that make an event historical are left to `coding`.

mod condition;
mod governed;
mod own;

use crate::grammar::Grammar;
use crate::sentence::Sentence;
use casus_codebook::frame::{Part, Slot};
use casus_codebook::language::{Status, StatusWord};
use casus_syntax::{Relation, Tag};
use casus_text::Span;

/// Below this it did not happen.
const DENIED: f32 = -1.0;
/// It happened, without any doubt.
pub(crate) const SURE: f32 = 3.0;

/// The status of an event, as far as the words tell it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Told {
    pub(crate) status: Status,
    /// Whether it is refused: "will not leave".
    pub(crate) refused: bool,
    /// Whether a word puts it into the future, under whatever condition.
    pub(crate) future: bool,
    pub(crate) condition: Option<Span>,
}

/// Whether a predicate of a sentence happened, as the text has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The status, whoever says it.
    pub status: Status,
    /// How sure it is, from 3 (it happened) to -3 (it did not); what others only say, believe or fear is less sure.
    pub degree: f32,
    /// The words of the condition under which it would.
    pub condition: Option<Span>,
    /// The words on which this rests, from the outermost inwards.
    pub grounds: Vec<Ground>,
}

/// A word on which a status rests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ground {
    /// The word.
    pub span: Span,
    /// What it makes of what it governs.
    pub status: Status,
}

/// Reads the status of the event that the token `at` tells, whatever conditions it is under.
pub(crate) fn read_status(grammar: &Grammar<'_>, sentence: &Sentence<'_>, at: usize) -> Told {
    let mut reader = Reader::new(grammar, sentence);
    reader.unconditional = true;
    let held = reader.held(at, 0);
    Told {
        status: held.status(),
        refused: held.status() == Status::Negated && held.future,
        future: held.future,
        condition: held.condition,
    }
}

/// Reads how the predicate `at` stands, with the words on which that rests.
pub(crate) fn read_standing(grammar: &Grammar<'_>, sentence: &Sentence<'_>, at: usize) -> Standing {
    let mut reader = Reader::new(grammar, sentence);
    reader.explain = true;
    let held = reader.held(at, 0);
    Standing {
        status: held.status(),
        degree: held.sourced.clamp(-SURE, SURE),
        condition: held.condition,
        grounds: reader.grounds,
    }
}

/// What is held of a predicate.
#[derive(Clone, Copy, Debug)]
struct Held {
    /// How sure it is, if whoever speaks is believed.
    plain: f32,
    /// How sure it is, for the reader.
    sourced: f32,
    label: Status,
    /// Whether a word puts it into the future.
    future: bool,
    condition: Option<Span>,
}

impl Held {
    const FACT: Held = Held {
        plain: SURE,
        sourced: SURE,
        label: Status::Actual,
        future: false,
        condition: None,
    };

    /// A fact of which one is not quite sure.
    fn fact(sourced: f32) -> Self {
        Held {
            sourced,
            ..Held::FACT
        }
    }

    /// What holds under a word of these degrees that is itself held so.
    fn under(self, degree: f32, denied: f32) -> Self {
        Held {
            plain: mixed(self.plain, degree, denied),
            sourced: mixed(self.sourced, degree, denied),
            ..self
        }
    }

    fn status(&self) -> Status {
        self.label
    }
}

/// The degree of what a word governs: between that of the word affirmed and that of the word denied.
fn mixed(held: f32, degree: f32, denied: f32) -> f32 {
    let share = (held.clamp(-SURE, SURE) + SURE) / (2.0 * SURE);
    share * degree + (1.0 - share) * denied
}

struct Reader<'a, 'book, 'doc> {
    grammar: &'a Grammar<'book>,
    sentence: &'a Sentence<'doc>,
    explain: bool,
    /// Whether conditions make nothing doubtful: they are told all the same.
    unconditional: bool,
    grounds: Vec<Ground>,
}

impl<'a, 'book, 'doc> Reader<'a, 'book, 'doc> {
    fn new(grammar: &'a Grammar<'book>, sentence: &'a Sentence<'doc>) -> Self {
        Reader {
            grammar,
            sentence,
            explain: false,
            unconditional: false,
            grounds: vec![],
        }
    }

    /// What stands above a predicate and what stands at it, together.
    fn held(&mut self, at: usize, depth: usize) -> Held {
        // A tree has no cycles, but a broken one must not hang us.
        if depth > self.sentence.len() {
            return Held::FACT;
        }
        let above = self.above(at, depth);
        let own = self.own(at);
        let share = own.degree / SURE;
        let (plain, sourced) = (above.plain * share, above.sourced * share);
        let mut label = match (own.label, above.label) {
            (Status::Actual, above) => above,
            (Status::Negated, _) if above.plain <= DENIED => Status::Actual,
            (own, _) if plain <= DENIED && own != Status::Historical => Status::Negated,
            (own, _) => own,
        };
        // "plans, if attacked, to strike": the doubt is greater than the plan.
        if label == Status::Future && own.condition.is_some() && !self.unconditional {
            label = Status::Hypothetical;
        }
        Held {
            plain,
            sourced,
            label,
            future: own.future || above.future,
            condition: own.condition.or(above.condition),
        }
    }

    fn ground(&mut self, i: usize, status: Status) {
        if self.explain {
            let span = self.sentence.token(i).span;
            self.grounds.push(Ground { span, status });
        }
    }

    fn entries(&self, part: Part, lemma: &str) -> &'book [StatusWord] {
        self.grammar.book.language.status(part, lemma)
    }

    /// The first entry of a word that stands alone.
    fn word(&self, part: Part, lemma: &str) -> Option<&'book StatusWord> {
        self.entries(part, lemma).first()
    }

    /// Whether the words of a phrase stand at its head `at`, or at what depends on it.
    fn has_words(&self, at: usize, more: &[Box<str>]) -> bool {
        let s = self.sentence;
        more.iter().all(|word| {
            s.children(at).any(|c| {
                s.lemma(c) == &**word
                    || s.form(c).eq_ignore_ascii_case(word)
                    || s.has_case(c, word)
                    || s.children_by(c, &[Relation::Amod, Relation::Compound])
                        .any(|k| s.lemma(k) == &**word)
            })
        })
    }

    /// Whether the word says that what it stands at is not so.
    fn denial(&self, i: usize) -> Option<&'book StatusWord> {
        self.word(Part::Negation, self.sentence.lemma(i))
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
            ) && !is_opened_by_preposition(sentence, child)
        }
        Slot::Object => matches!(relation, Relation::Obj | Relation::NsubjPass),
        Slot::Subject => matches!(relation, Relation::Nsubj | Relation::Csubj),
        Slot::Indirect => relation == Relation::Iobj,
        Slot::Owner => relation == Relation::NmodPoss,
        Slot::Preposition(word) => sentence.has_case(child, word),
    }
}

/// Whether a clause is opened by a preposition ("of bombing") and not by a conjunction ("that", "to").
fn is_opened_by_preposition(sentence: &Sentence<'_>, clause: usize) -> bool {
    sentence.penn(clause) == "VBG"
        && sentence
            .children_by(clause, &[Relation::Mark, Relation::Case])
            .any(|c| sentence.penn(c) == "IN")
}

/// Whether the verb of a clause has a tense, itself or by an auxiliary.
fn is_finite(sentence: &Sentence<'_>, i: usize) -> bool {
    let has_tense = |c: usize| matches!(sentence.penn(c), "VBD" | "VBZ" | "VBP" | "MD");
    has_tense(i)
        || sentence
            .children_by(i, &[Relation::Aux, Relation::AuxPass, Relation::Cop])
            .any(has_tense)
}

/// Whether a word is a verb or heads a clause.
fn is_clausal(sentence: &Sentence<'_>, i: usize) -> bool {
    matches!(sentence.tag(i), Tag::Verb | Tag::Aux)
        || sentence.child_by(i, &[Relation::Cop]).is_some()
}
