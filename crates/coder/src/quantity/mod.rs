//! Numbers and what they count: people killed, hurt, arrested; money; arms, fuel and goods.
//!
//! A sentence goes in; its measures come out, each with the token of what is counted. Of a range ("20 to 30") the lower
//! end is the value, since so many are told for sure; a word that tells no number ("hundreds") gives no measure. To
//! which event they belong is left to `coding`.

mod number;

use crate::event::Measure;
use crate::grammar::Grammar;
use crate::sentence::Sentence;
use casus_codebook::frame::Part;
use casus_codebook::language::Quantity;
use casus_syntax::{Relation, Tag};

/// A measure with the token of what is counted.
#[derive(Clone, Debug)]
pub(crate) struct Counted {
    pub(crate) token: usize,
    pub(crate) measure: Measure,
}

/// The greatest number of words in a unit: "unmanned aerial vehicle".
const LONGEST: usize = 3;

/// All measures of a sentence.
pub(crate) fn find_quantities(grammar: &Grammar<'_>, sentence: &Sentence<'_>) -> Vec<Counted> {
    let finder = Finder {
        grammar,
        s: sentence,
    };
    let mut found = Vec::new();
    let mut at = 0;
    while at < sentence.len() {
        let Some(number) = finder.number(at) else {
            at += 1;
            continue;
        };
        if !finder.is_in_name(&number) {
            found.extend(finder.measure(&number));
        }
        at = number.last + 1;
    }
    found
}

/// A numeral of one or more tokens.
struct Number {
    first: usize,
    last: usize,
    value: f64,
}

/// What a number counts: the entry, the token, and the tokens of the words that say so.
struct Thing<'a> {
    entry: &'a Quantity,
    token: usize,
    first: usize,
    last: usize,
}

struct Finder<'a, 'book, 'doc> {
    grammar: &'a Grammar<'book>,
    s: &'a Sentence<'doc>,
}

impl Finder<'_, '_, '_> {
    fn measure(&self, number: &Number) -> Option<Counted> {
        let thing = self.thing(number)?;
        let (first, last) = (thing.first.min(number.first), thing.last.max(number.last));
        let measure = Measure {
            span: self.s.span(first, last),
            kind: thing.entry.kind.clone(),
            value: number.value,
            unit: thing.entry.unit.clone(),
        };
        Some(Counted {
            token: thing.token,
            measure,
        })
    }

    /// Whether a number is part of a name and counts nothing: "Su-35", "Leopard 2".
    fn is_in_name(&self, number: &Number) -> bool {
        let s = self.s;
        let Some(before) = number
            .first
            .checked_sub(1)
            .filter(|_| number.first == number.last)
        else {
            return false;
        };
        let glued = |i: usize| s.token(i).span.end == s.token(i + 1).span.start;
        let word = |i: usize| s.form(i).chars().all(char::is_alphabetic);
        let goods = &self.grammar.book.language;
        match before.checked_sub(1) {
            Some(start) if s.form(before) == "-" => glued(start) && glued(before) && word(start),
            _ => s.tag(before) == Tag::Propn && goods.goods(Part::Noun, s.lemma(before)).is_some(),
        }
    }

    /// What is counted: by the unit of money, by what happened to it, or by the noun.
    fn thing(&self, number: &Number) -> Option<Thing<'_>> {
        if let Some(money) = self.money(number) {
            return Some(money);
        }
        let counted = self.counted(number);
        let noun = self.noun(counted, number);
        let measured =
            |t: &Thing<'_>| matches!(&*t.entry.kind, "duration" | "distance" | "area" | "share");
        if noun.as_ref().is_some_and(measured) {
            return noun;
        }
        let happened = self.happened(counted, number).map(|entry| Thing {
            entry,
            token: counted,
            first: counted,
            last: noun.as_ref().map_or(counted, |n| n.last.max(counted)),
        });
        happened.or(noun)
    }

    /// The noun of a number, or the number itself where it stands for one.
    fn counted(&self, number: &Number) -> usize {
        let s = self.s;
        let inside = |i: usize| (number.first..=number.last).contains(&i);
        let top = (number.first..=number.last)
            .rev()
            .find(|&i| s.head(i).is_none_or(|h| !inside(h)));
        let top = top.unwrap_or(number.last);
        let head = s.head(top);
        match s.relation(top) {
            Relation::Nummod | Relation::Compound => head.unwrap_or(top),
            // "24 dead": the number stands at the word of what happened.
            Relation::OblUnmarked
            | Relation::Det
            | Relation::Amod
            | Relation::Advmod
            | Relation::NmodUnmarked => head.filter(|&h| h > top).unwrap_or(top),
            // "between 20 and 30 soldiers": the noun that follows.
            _ => {
                let next = (number.last + 1 < s.len()).then_some(number.last + 1);
                next.filter(|&n| s.tag(n) == Tag::Noun && s.tag(top) == Tag::Num)
                    .unwrap_or(top)
            }
        }
    }

    /// "$1.2 billion", "50 million Canadian dollars".
    fn money(&self, number: &Number) -> Option<Thing<'_>> {
        let is_money = |q: &&Quantity| &*q.kind == "money";
        if let Some(sign) = number.first.checked_sub(1)
            && self.s.tag(sign) == Tag::Sym
            && let Some(entry) = self.entry(sign, None).filter(is_money)
        {
            return Some(Thing {
                entry,
                token: sign,
                first: sign,
                last: sign,
            });
        }
        let start = number.last + 1;
        let ends = (start..self.s.len().min(start + LONGEST)).rev();
        ends.into_iter().find_map(|last| {
            let entry = self.phrase(start, last, None).filter(is_money)?;
            Some(Thing {
                entry,
                token: last,
                first: start,
                last,
            })
        })
    }

    /// What happened to it, by a verb, an adjective or a noun above: "killed 24", "24 dead", "the killing of 24".
    fn happened(&self, counted: usize, number: &Number) -> Option<&Quantity> {
        let s = self.s;
        let fate = |q: &&Quantity| q.unit.is_none() && &*q.kind != "share";
        let first = s.first_conjunct(counted);
        let below = [Relation::Amod, Relation::Acl];
        let state = s.children_by(counted, &below).find_map(|c| {
            let part = if s.tag(c) == Tag::Verb {
                Part::Verb
            } else {
                Part::Adjective
            };
            self.entry(c, Some(part)).filter(fate)
        });
        let own = || {
            let verbal = matches!(s.tag(counted), Tag::Verb | Tag::Adj) && counted > number.last;
            let part = if s.tag(counted) == Tag::Verb {
                Part::Verb
            } else {
                Part::Adjective
            };
            self.entry(counted, Some(part))
                .filter(|_| verbal)
                .filter(fate)
        };
        state.or_else(own).or_else(|| {
            let above = s.head(first)?;
            match s.tag(above) {
                Tag::Verb => self.by_verb(first, above).filter(fate),
                Tag::Adj => self.entry(above, Some(Part::Adjective)).filter(fate),
                Tag::Noun if s.relation(first) == Relation::Nmod => {
                    let owned = self
                        .grammar
                        .words
                        .owner
                        .iter()
                        .any(|p| s.has_case(first, p));
                    self.entry(above, Some(Part::Noun))
                        .filter(|_| owned)
                        .filter(fate)
                }
                _ => None,
            }
        })
    }

    /// "killed 24 soldiers", "24 died", "left 24 dead", "the death toll rose to 24".
    fn by_verb(&self, counted: usize, verb: usize) -> Option<&Quantity> {
        let s = self.s;
        if self.is_undergoer(counted, verb) {
            let state = s
                .children_by(verb, &[Relation::Xcomp])
                .find_map(|c| self.entry(c, Some(Part::Adjective)));
            return state.or_else(|| self.entry(verb, Some(Part::Verb)));
        }
        let alone = s.tag(counted) == Tag::Num && s.relation(counted) != Relation::Nsubj;
        let subject = s.child_by(verb, &[Relation::Nsubj, Relation::NsubjPass])?;
        self.entry(subject, Some(Part::Noun)).filter(|_| alone)
    }

    fn is_undergoer(&self, i: usize, verb: usize) -> bool {
        let s = self.s;
        match s.relation(i) {
            Relation::Obj | Relation::NsubjPass => true,
            Relation::Nsubj => s.child_by(verb, &[Relation::Obj]).is_none(),
            _ => false,
        }
    }

    /// The noun by itself, with the words that belong to the unit: "10,000 barrels of oil", "155 howitzer shells".
    fn noun(&self, counted: usize, number: &Number) -> Option<Thing<'_>> {
        let s = self.s;
        let inside = (number.first..=number.last).contains(&counted);
        let counted = if inside {
            s.children_by(counted, &[Relation::Nmod])
                .find(|&c| c > counted)?
        } else {
            counted
        };
        let starts = counted.saturating_sub(LONGEST - 1).max(number.last + 1)..=counted;
        let ends = (counted..s.len().min(counted + LONGEST)).rev();
        ends.flat_map(|last| starts.clone().map(move |first| (first, last)))
            .find_map(|(first, last)| {
                let entry = self.phrase(first, last, Some(Part::Noun))?;
                Some(Thing {
                    entry,
                    token: counted,
                    first,
                    last,
                })
            })
    }

    fn phrase(&self, first: usize, last: usize, part: Option<Part>) -> Option<&Quantity> {
        if first == last {
            return self.entry(first, part);
        }
        let words: Vec<&str> = (first..=last).map(|i| self.s.lemma(i)).collect();
        self.named(&words.join(" "), part)
    }

    /// The entry of a token, with its particle where it has one: "gun down".
    fn entry(&self, i: usize, part: Option<Part>) -> Option<&Quantity> {
        let lemma = self.s.lemma(i);
        let more = [Relation::CompoundPrt, Relation::Xcomp, Relation::Compound];
        let longer = self.s.children_by(i, &more).find_map(|c| {
            let other = self.s.lemma(c);
            let phrase = if c > i {
                format!("{lemma} {other}")
            } else {
                format!("{other} {lemma}")
            };
            self.named(&phrase, part)
        });
        let form = self.s.form(i).to_lowercase();
        longer
            .or_else(|| self.named(lemma, part))
            .or_else(|| self.named(&form, part))
    }

    fn named(&self, word: &str, part: Option<Part>) -> Option<&Quantity> {
        let entries = self.grammar.book.language.quantities.get(word)?;
        let fits = |p: Option<Part>| part.is_none() || p.is_none() || p == part;
        entries.iter().find(|(p, _)| fits(*p)).map(|(_, q)| q)
    }
}
