//! Numbers and what they count: people killed, hurt, arrested; money; arms, fuel and goods.
//!
//! A sentence goes in; its measures come out, each with the token of what is counted. Of a range ("20 to 30") the lower
//! end is the value, since so many are told for sure; a word that tells no number ("hundreds") gives no measure. To
//! which event they belong is left to `coding`.

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
        found.extend(finder.measure(&number));
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

    /// The numeral that begins at the token: "10,000", "1.2 billion", "two dozen", "half a million", "20 to 30".
    fn number(&self, i: usize) -> Option<Number> {
        let (mut total, mut current) = (0.0f64, 0.0f64);
        let mut last = None;
        let mut at = i;
        let mut before: Option<f64> = None;
        while let Some((part, end)) = self.numeral(at) {
            // Two figures side by side are two numbers, and so are two small words: "nineteen ninety".
            let scale = part >= 1000.0;
            let times =
                scale || part == 100.0 || part == 12.0 || part == 20.0 && before == Some(3.0);
            match before {
                None => current = part,
                Some(b) if times && b < part => {
                    current *= part;
                    if scale {
                        total += current;
                        current = 0.0;
                    }
                }
                Some(b) if part < b && (b >= 20.0) && (part >= 1.0 || b >= 100.0) => {
                    current += part
                }
                Some(_) => break,
            }
            before = Some(part);
            last = Some(end);
            at = self.next_part(end, part);
        }
        let last = last?;
        let value = total + current;
        // A half alone is a part of something, and "hundreds" are no number.
        let told = value >= 1.0 && value.is_finite() && !self.is_year(i, last);
        told.then(|| Number {
            first: i,
            last: self.upper(last),
            value,
        })
    }

    /// Whether a lone number is a year: four figures that count no plural noun.
    fn is_year(&self, i: usize, last: usize) -> bool {
        let form = self.s.form(i);
        let plain = i == last && form.len() == 4 && form.bytes().all(|b| b.is_ascii_digit());
        let counts = self.s.relation(i) == Relation::Nummod;
        plain && !counts && form.parse().is_ok_and(|y: u32| (1800..2100).contains(&y))
    }

    /// Where the numeral goes on: after a hyphen ("twenty-four"), "and" ("two hundred and fifty") or an article ("half a").
    fn next_part(&self, end: usize, part: f64) -> usize {
        let s = self.s;
        let next = end + 1;
        if next >= s.len() {
            return next;
        }
        let word = |i: usize| i < s.len() && self.is_word(i);
        let hyphen =
            s.form(next) == "-" && (20.0..100.0).contains(&part) && word(next + 1) && word(end);
        let and = s.relation(next) == Relation::Cc && part >= 100.0 && word(next + 1) && word(end);
        let article = s.relation(next) == Relation::Det && part < 1.0;
        next + usize::from(hyphen || and || article)
    }

    fn is_word(&self, i: usize) -> bool {
        let words = &self.grammar.book.language.numbers;
        words.contains_key(self.s.form(i).to_lowercase().as_str())
    }

    /// The last token of a range of numbers: "20 to 30", "12-15", "between 20 and 30".
    fn upper(&self, last: usize) -> usize {
        let s = self.s;
        let (joint, next) = (last + 1, last + 2);
        if next >= s.len() || self.numeral(next).is_none() {
            return last;
        }
        let dash = matches!(s.form(joint), "-" | "–") || s.tag(joint) == Tag::Sym;
        let joined = s.tag(joint) == Tag::Adp && s.tag(next) == Tag::Num
            || s.relation(joint) == Relation::Cc && s.head(next) == Some(last);
        let same = s.relation(last) != Relation::Nummod && s.relation(last) != Relation::Compound
            || s.head(last) == s.head(next)
            || s.head(next) == Some(last);
        if !(dash || joined && same) {
            return last;
        }
        let mut end = next;
        while let Some((_, after)) = self.numeral(end + 1).filter(|n| n.0 >= 100.0) {
            end = after;
        }
        end
    }

    /// The value of one token, and its last token ("a dozen" is one word of the table).
    fn numeral(&self, i: usize) -> Option<(f64, usize)> {
        if i >= self.s.len() {
            return None;
        }
        let form = self.s.form(i);
        let words = &self.grammar.book.language.numbers;
        if let Some(&value) = words.get(form.to_lowercase().as_str()) {
            let counts = matches!(
                self.s.tag(i),
                Tag::Num | Tag::Noun | Tag::Det | Tag::Adj | Tag::X | Tag::Sym
            );
            return (counts && !self.is_letter(i)).then_some((value, i));
        }
        let plain = form.replace(',', "");
        let digits = plain.trim_end_matches(|c: char| c.is_alphabetic());
        if !digits.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let value: f64 = digits.parse().ok()?;
        let suffix = plain.get(digits.len()..).unwrap_or_default();
        if suffix.is_empty() {
            return (self.s.tag(i) == Tag::Num).then_some((value, i));
        }
        words
            .get(suffix.to_lowercase().as_str())
            .map(|scale| (value * scale, i))
    }

    /// Whether a letter that can multiply a figure stands without one: "m" in "5 m" is none by itself.
    fn is_letter(&self, i: usize) -> bool {
        let short =
            self.s.form(i).len() <= 3 && self.s.form(i).bytes().all(|b| b.is_ascii_lowercase());
        let value = self
            .grammar
            .book
            .language
            .numbers
            .get(self.s.form(i))
            .copied();
        let before = i.checked_sub(1).map(|b| self.s.form(b));
        let figure = before.is_some_and(|b| b.starts_with(|c: char| c.is_ascii_digit()));
        short && value.is_some_and(|v| v >= 1000.0) && !figure
    }
}
