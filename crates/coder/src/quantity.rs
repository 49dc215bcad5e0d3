//! Numbers and what they count: people killed, hurt, arrested; money; arms, fuel and goods.
//!
//! A sentence goes in; its measures come out, each with the token of the number. To which event they belong is left to
//! `coding`.

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

/// All measures of a sentence.
pub(crate) fn find_quantities(grammar: &Grammar<'_>, sentence: &Sentence<'_>) -> Vec<Counted> {
    let finder = Finder {
        grammar,
        s: sentence,
    };
    (0..sentence.len()).filter_map(|i| finder.at(i)).collect()
}

struct Finder<'a, 'book, 'doc> {
    grammar: &'a Grammar<'book>,
    s: &'a Sentence<'doc>,
}

impl Finder<'_, '_, '_> {
    fn at(&self, i: usize) -> Option<Counted> {
        if !matches!(self.s.tag(i), Tag::Num | Tag::Noun)
            || self.s.relation(i) == Relation::Compound
        {
            return None;
        }
        let value = self.number(i)?;
        let counted = if self.s.relation(i) == Relation::Nummod {
            self.s.head(i)?
        } else {
            i
        };
        let (kind, first, last) = self.kind(i, counted)?;
        let span = self.s.span(first.min(i), last.max(i));
        let measure = Measure {
            span,
            kind: kind.kind.clone(),
            value,
            unit: kind.unit.clone(),
        };
        Some(Counted {
            token: counted,
            measure,
        })
    }

    /// What is counted: by the unit, by the noun, or by the verb of which it is the object or subject.
    fn kind(&self, i: usize, counted: usize) -> Option<(&Quantity, usize, usize)> {
        let s = self.s;
        let around = i.saturating_sub(1)..=(i + 1).min(s.len() - 1);
        for j in around.chain(s.children(i)).filter(|&j| j != i) {
            if let Some(unit) = self.entry(j, None).filter(|q| &*q.kind == "money") {
                return Some((unit, j.min(i), j.max(i)));
            }
        }
        let verb = s
            .head(counted)
            .filter(|&v| s.tag(v) == Tag::Verb && self.is_undergoer(counted));
        if let Some(kind) = verb.and_then(|v| self.entry(v, Some(Part::Verb))) {
            return Some((kind, counted.min(i), counted.max(i)));
        }
        let state = s
            .children_by(counted, &[Relation::Amod, Relation::Acl])
            .find_map(|c| self.entry(c, None));
        let state = state.or_else(|| {
            s.head(counted)
                .filter(|&h| s.tag(h) == Tag::Adj)
                .and_then(|h| self.entry(h, None))
        });
        if let Some(kind) = state {
            return Some((kind, counted.min(i), counted.max(i)));
        }
        if counted == i {
            let of = s.children_by(i, &[Relation::Nmod]).next()?;
            return Some((self.entry(of, Some(Part::Noun))?, i, of));
        }
        Some((self.entry(counted, Some(Part::Noun))?, i, counted))
    }

    fn is_undergoer(&self, i: usize) -> bool {
        let s = self.s;
        match s.relation(i) {
            Relation::Obj | Relation::NsubjPass => true,
            Relation::Nsubj => s
                .head(i)
                .is_some_and(|v| s.child_by(v, &[Relation::Obj]).is_none()),
            _ => false,
        }
    }

    fn entry(&self, i: usize, part: Option<Part>) -> Option<&Quantity> {
        let table = &self.grammar.book.language.quantities;
        let form = self.s.form(i);
        let lemma = self.s.lemma(i);
        let entries = table
            .get(lemma)
            .or_else(|| table.get(form))
            .or_else(|| table.get(form.to_lowercase().as_str()))?;
        entries
            .iter()
            .find(|(p, _)| part.is_none() || p.is_none() || *p == part)
            .map(|(_, q)| q)
    }

    /// The value of a number with the numerals that multiply it: "1.2 billion", "two dozen", "10,000".
    fn number(&self, i: usize) -> Option<f64> {
        let s = self.s;
        let own = self.numeral(i)?;
        let inner: Vec<usize> = s
            .children_by(i, &[Relation::Compound, Relation::Nummod, Relation::Flat])
            .collect();
        let mut value = own;
        for c in inner {
            if let Some(part) = self.numeral(c) {
                value = if part >= 100.0 || own >= 100.0 || own == 12.0 {
                    value * part
                } else {
                    value + part
                };
            }
        }
        Some(value)
    }

    fn numeral(&self, i: usize) -> Option<f64> {
        let form = self.s.form(i);
        let words = &self.grammar.book.language.numbers;
        if let Some(&value) = words
            .get(form.to_lowercase().as_str())
            .or_else(|| words.get(self.s.lemma(i)))
        {
            return Some(value);
        }
        if self.s.tag(i) != Tag::Num {
            return None;
        }
        form.replace(',', "")
            .parse()
            .ok()
            .filter(|v: &f64| v.is_finite())
    }
}
