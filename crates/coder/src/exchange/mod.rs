//! What is given for what: "ships shells in exchange for fuel", "swapped five prisoners for two".
//!
//! The drafts of a document go in; those that are joined by such words point at each other afterwards. Where the other
//! leg has no event word of its own, it becomes an event in the other direction, with the same speakers.

mod link;

use crate::coding::Draft;
use crate::event::Actor;
use crate::goods::Found;
use crate::grammar::Grammar;
use crate::sentence::Sentence;
use casus_syntax::{Relation, Tag};
use link::{Linker, link_conditions};

/// What is asked of the coding while legs are linked.
pub(crate) struct Legs<'f, 'book> {
    /// The goods that a leg names: sentence and head.
    pub(crate) named: &'f dyn Fn(usize, usize) -> Found,
    /// Who is named with a leg: sentence and head.
    pub(crate) owners: &'f dyn Fn(usize, usize) -> Vec<Actor>,
    /// The event that a verb tells which tells none elsewhere: sentence, verb, and whether something is bought or sold.
    pub(crate) told: &'f dyn Fn(usize, usize, bool) -> Option<Draft<'book>>,
}

/// Links the legs of exchanges.
pub(crate) fn link_exchanges<'book>(
    grammar: &Grammar<'_>,
    sentences: &[Sentence<'_>],
    legs: &Legs<'_, 'book>,
    drafts: &mut Vec<Draft<'book>>,
) {
    let mut pairs = Vec::new();
    for (number, sentence) in sentences.iter().enumerate() {
        let finder = Finder {
            grammar,
            s: sentence,
        };
        for at in 0..sentence.len() {
            pairs.extend(finder.words(at).map(|words| (number, words)));
            pairs.extend(finder.swap(at).map(|words| (number, words)));
        }
    }
    for (number, words) in pairs {
        let linker = Linker {
            grammar,
            sentence: &sentences[number],
            number,
            legs,
        };
        linker.link(&words, drafts);
    }
    link_conditions(grammar, drafts);
}

/// The words of an exchange: where they hang, and the head of what is given in return.
struct Words {
    at: usize,
    leg: Option<usize>,
    /// Whether they follow two legs that are both told: "gave shells and got fuel in return".
    closing: bool,
    /// Whether something is bought or sold: "sold grain for five million".
    sale: bool,
    /// Whether the other leg must be a thing or people: "freed ten for a captain".
    thing: bool,
}

struct Finder<'a, 'book, 'doc> {
    grammar: &'a Grammar<'book>,
    s: &'a Sentence<'doc>,
}

impl Finder<'_, '_, '_> {
    /// "in exchange for" at the token, or "in exchange" alone at the end.
    fn words(&self, i: usize) -> Option<Words> {
        self.grammar
            .book
            .language
            .grammar("exchange")
            .iter()
            .find_map(|phrase| {
                let words: Vec<&str> = phrase.split(' ').collect();
                let holds = |n: usize| {
                    i + n <= self.s.len()
                        && (0..n).all(|k| self.s.form(i + k).eq_ignore_ascii_case(words[k]))
                };
                let n = words.len();
                if holds(n) {
                    let leg = self.leg(i + n - 1, i)?;
                    return Some(Words {
                        at: i,
                        leg: Some(leg),
                        closing: false,
                        sale: false,
                        thing: false,
                    });
                }
                let closing = n > 2 && holds(n - 1);
                closing.then_some(Words {
                    at: i,
                    leg: None,
                    closing,
                    sale: false,
                    thing: false,
                })
            })
    }

    /// What the last word of the phrase introduces: its head, if that follows it, else the next noun or verb.
    fn leg(&self, last: usize, first: usize) -> Option<usize> {
        let s = self.s;
        let head = s.head(last).filter(|&h| h > last);
        // Fixed words hang on the first of them.
        let head = head.or_else(|| {
            s.head(first)
                .filter(|&h| h > last && s.relation(last) == Relation::Fixed)
        });
        let next = || (last + 1..s.len()).find(|&i| s.is_nominal(i) || s.tag(i) == Tag::Verb);
        let leg = head.or_else(next)?;
        // A noun that is only a part of the next one leads to that: "for Russian fuel".
        let whole = s
            .ancestors(leg)
            .take_while(|&a| a > leg && s.is_nominal(a))
            .last();
        Some(
            whole
                .filter(|_| s.relation(leg) == Relation::Compound)
                .unwrap_or(leg),
        )
    }

    /// "swapped X for Y", "sold X for five million".
    fn swap(&self, i: usize) -> Option<Words> {
        let s = self.s;
        let language = &self.grammar.book.language;
        let among = |key: &str| language.grammar(key).iter().any(|v| **v == *s.lemma(i));
        let sale = among("sale-verb");
        let thing = sale || among("handing-verb");
        let verb = s.tag(i) == Tag::Verb && (thing || among("exchange-verb"));
        let object = s.child_by(i, &[Relation::Obj]).filter(|_| verb)?;
        let last = language.grammar("exchange").first()?.rsplit(' ').next()?;
        let near = s.children(i).chain(s.children(object));
        let leg = near
            .filter(|&c| matches!(s.relation(c), Relation::Obl | Relation::Nmod) && c > object)
            .find(|&c| s.has_case(c, last))?;
        Some(Words {
            at: object,
            leg: Some(leg),
            closing: false,
            sale,
            thing,
        })
    }
}
