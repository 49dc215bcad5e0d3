//! What is given, sold, lent, sent, banned or seized: the goods of an event, each with its class.
//!
//! A trigger with its event type, or the head of a leg of an exchange, goes in; the words for goods come out, and the
//! tokens on the way to them, so that their numbers can be told to belong to the event. Which slots hold goods, and
//! which words are goods, is told by `grammar.table` and `goods.table`.

use crate::argument::{Arguments, Trigger};
use crate::event::Good;
use crate::grammar::{Grammar, Words};
use crate::mention::Kind;
use crate::quantity::Counted;
use casus_codebook::Codebook;
use casus_codebook::frame::{Part, Slot};
use casus_codebook::ontology::TypeId;
use casus_syntax::{Relation, Tag};

/// How many steps down the tree goods are looked for.
const DEEPEST: usize = 6;
/// How the complement of a noun hangs on it.
const COMPLEMENTS: &[Relation] = &[Relation::Nmod, Relation::Obl];
/// What stands before a noun and tells more of it.
const MODIFIERS: &[Relation] = &[Relation::Compound, Relation::Amod, Relation::NmodDesc];

/// Where goods stand, by event type.
#[derive(Debug)]
pub(crate) struct GoodsRules<'book> {
    slots: Vec<(TypeId, Vec<Slot>)>,
    /// Types, and their modes where that matters, by which people are sent.
    sent: Vec<(TypeId, Option<&'book str>)>,
    /// Prepositions inside a noun phrase behind which its goods stand.
    inside: Vec<&'book str>,
    /// The same where the noun is a word for goods itself.
    of: Vec<&'book str>,
    /// The class of everything.
    broadest: &'book str,
    broad: Words<'book>,
    people: Words<'book>,
    money: &'book str,
}

impl<'book> GoodsRules<'book> {
    pub(crate) fn new(book: &'book Codebook) -> Self {
        let rows = |key: &str| book.language.grammar(key).iter();
        let slots = rows("goods").filter_map(|row| {
            let mut words = row.split(' ');
            let event = book.ontology.type_named(words.next()?)?;
            Some((event, words.map(slot).collect()))
        });
        let sent = rows("goods-sent").filter_map(|row| {
            let mut words = row.split(' ');
            Some((book.ontology.type_named(words.next()?)?, words.next()))
        });
        GoodsRules {
            slots: slots.collect(),
            sent: sent.collect(),
            inside: rows("goods-inside").map(|w| &**w).collect(),
            of: rows("goods-of").map(|w| &**w).collect(),
            broadest: rows("goods-broad").next().map_or("", |w| &**w),
            broad: rows("goods-broad").map(|w| &**w).collect(),
            people: rows("goods-people").map(|w| &**w).collect(),
            money: rows("goods-money").next().map_or("", |w| &**w),
        }
    }

    /// Whether an event of this type and these modes sends people.
    pub(crate) fn sends(&self, event: TypeId, modes: &[Box<str>]) -> bool {
        self.sent.iter().any(|(e, mode)| {
            *e == event && mode.is_none_or(|m| modes.iter().any(|own| **own == *m))
        })
    }

    fn slots(&self, event: TypeId) -> Option<&[Slot]> {
        let row = self.slots.iter().find(|(e, _)| *e == event)?;
        Some(&row.1)
    }
}

fn slot(word: &str) -> Slot {
    match word {
        "object" => Slot::Object,
        "clause" => Slot::Clause,
        preposition => Slot::Preposition(preposition.into()),
    }
}

/// The goods that were found, and the tokens on the way to them.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) goods: Vec<Good>,
    pub(crate) tokens: Vec<usize>,
}

/// Looks for goods in one sentence.
#[derive(Clone, Copy)]
pub(crate) struct GoodsFinder<'a, 'book, 'doc> {
    pub(crate) arguments: Arguments<'a, 'book, 'doc>,
    pub(crate) quantities: &'a [Counted],
    /// Whether people may be what is sent.
    pub(crate) people: bool,
}

impl<'book> GoodsFinder<'_, 'book, '_> {
    fn grammar(&self) -> &Grammar<'book> {
        self.arguments.grammar
    }

    /// The goods of an event of this type that the trigger tells.
    pub(crate) fn of_event(&self, trigger: &Trigger<'book>, event: TypeId) -> Found {
        let mut found = Found::default();
        let Some(slots) = self.grammar().goods.slots(event) else {
            return found;
        };
        if trigger.part == Part::Noun {
            self.own(trigger.at, &mut found);
        }
        for slot in slots {
            for token in self.arguments.fill(trigger, slot) {
                self.visit(token, 0, &mut found);
            }
        }
        if trigger.part == Part::Verb {
            self.by_verb(trigger.at, &mut found);
        }
        self.sharpen(&mut found);
        found
    }

    /// The goods that the leg of an exchange names.
    pub(crate) fn of_leg(&self, leg: usize) -> Found {
        let mut found = Found::default();
        for token in self.arguments.sentence.conjuncts(leg) {
            self.visit(token, 0, &mut found);
        }
        self.sharpen(&mut found);
        found
    }

    /// What a noun tells by itself and by what stands before it.
    fn own(&self, at: usize, found: &mut Found) -> bool {
        if self.name(at, found) {
            return true;
        }
        let s = self.arguments.sentence;
        let before = s.children_by(at, MODIFIERS).filter(|&c| c < at);
        let mut any = false;
        for part in before {
            any |= !self.acts(part) && self.name(part, found);
        }
        any
    }

    fn visit(&self, at: usize, depth: usize, found: &mut Found) {
        let s = self.arguments.sentence;
        if depth > DEEPEST || found.tokens.contains(&at) {
            return;
        }
        found.tokens.push(at);
        if matches!(s.tag(at), Tag::Verb | Tag::Aux) {
            return self.visit_clause(at, depth, found);
        }
        let before = found.goods.len();
        let named = self.own(at, found);
        let money = self.money(at, found);
        if self.acts(at) && !named {
            return;
        }
        let rules = &self.grammar().goods;
        let slots = if named || money {
            &rules.of
        } else {
            &rules.inside
        };
        let after = found.goods.len();
        let opened = |c: usize| slots.iter().any(|word| s.has_case(c, word));
        for part in s.children_by(at, COMPLEMENTS).filter(|&c| opened(c)) {
            for below in s.conjuncts(part) {
                self.visit(below, depth + 1, found);
            }
        }
        // "a battery of missiles", "30 million euros of aid": what is told more exactly takes the place of the rest.
        let broad = |good: &Good| rules.broad.contains(&*good.class);
        if found.goods[after..].iter().any(|good| !broad(good)) {
            found.goods.drain(before..after);
        } else if after > before {
            found.goods.truncate(after);
        }
    }

    /// "agreed to deliver tanks": the goods of the verb inside.
    fn visit_clause(&self, at: usize, depth: usize, found: &mut Found) {
        let of = self.grammar().goods.of.iter();
        let inner = [Slot::Object, Slot::Clause].into_iter();
        for slot in inner.chain(of.map(|word| Slot::Preposition((*word).into()))) {
            for below in self.arguments.fill_word(at, &slot) {
                self.visit(below, depth + 1, found);
            }
        }
        self.by_verb(at, found);
    }

    /// "lent three billion", "trained soldiers": the verb tells the goods where nothing more exact is found.
    fn by_verb(&self, at: usize, found: &mut Found) {
        let s = self.arguments.sentence;
        let rules = &self.grammar().goods;
        let language = &self.grammar().book.language;
        let Some(class) = language.goods(Part::Verb, s.lemma(at)) else {
            return;
        };
        let vague = |class: &str| rules.broad.contains(class) || rules.people.contains(class);
        if found.goods.iter().any(|good| !vague(&good.class)) {
            return;
        }
        let money = found.goods.iter_mut().find(|g| *g.class == *rules.money);
        match money {
            Some(good) => good.class = class.into(),
            None => {
                let span = s.token(at).span;
                let class = class.into();
                found.goods = vec![Good { span, class }];
            }
        }
    }

    /// Where something is told exactly, what is only told broadly is the same: "a billion in aid".
    fn sharpen(&self, found: &mut Found) {
        let broadest = |good: &Good| *good.class == *self.grammar().goods.broadest;
        if !found.goods.iter().all(broadest) {
            found.goods.retain(|good| !broadest(good));
        }
        found.goods.sort_by_key(|good| good.span.start);
        found.goods.dedup();
    }

    /// Adds the goods that the words ending with the token name.
    fn name(&self, at: usize, found: &mut Found) -> bool {
        let Some((first, class)) = self.class(at) else {
            return false;
        };
        let people = self.grammar().goods.people.contains(class);
        if people && !self.people {
            return false;
        }
        let (first, last) = (self.first(at).min(first), self.last(at));
        let span = self.arguments.sentence.span(first, last);
        let class = class.into();
        found.goods.push(Good { span, class });
        true
    }

    /// The class of the longest phrase that ends with the token, or with the last token of the name that begins with it,
    /// and the first token of that phrase.
    fn class(&self, at: usize) -> Option<(usize, &'book str)> {
        let s = self.arguments.sentence;
        let noun = matches!(
            s.tag(at),
            Tag::Noun | Tag::Propn | Tag::Adj | Tag::X | Tag::Sym
        );
        let name = self.last(at);
        let whole = (name > at).then(|| self.phrase(name)).flatten();
        whole.or_else(|| self.phrase(at)).filter(|_| noun)
    }

    /// The longest phrase of `goods.table` that ends with the token: its first token and its class.
    fn phrase(&self, last: usize) -> Option<(usize, &'book str)> {
        let s = self.arguments.sentence;
        let language = &self.grammar().book.language;
        let earliest = (last + 1).saturating_sub(language.longest_goods);
        let form = s.form(last).to_lowercase();
        (earliest..=last).find_map(|first| {
            let mut words = String::new();
            for i in first..last {
                words.push_str(s.lemma(i));
                words.push(' ');
            }
            let length = words.len();
            [s.lemma(last), &form].into_iter().find_map(|word| {
                words.truncate(length);
                words.push_str(word);
                Some((first, language.goods(Part::Noun, &words)?))
            })
        })
    }

    /// The first token of the words that tell more of a noun; articles and numbers are none of them.
    fn first(&self, at: usize) -> usize {
        let s = self.arguments.sentence;
        let tells = |i: usize| {
            let part = s.head(i) == Some(at) && MODIFIERS.contains(&s.relation(i));
            let inner = s.head(i).is_some_and(|h| h != at) && s.relation(i) != Relation::Det;
            let told = part && !self.is_party(i) || inner || s.form(i) == "-";
            told && s.is_under(i, at)
        };
        let mut first = at;
        while first > 0 && tells(first - 1) {
            first -= 1;
        }
        first
    }

    /// The last token of a name that goes on behind its head: "Leopard 2".
    fn last(&self, at: usize) -> usize {
        let s = self.arguments.sentence;
        let parts = [Relation::Flat, Relation::Nummod];
        let goes_on =
            |i: usize| s.form(i) == "-" || s.head(i) == Some(at) && parts.contains(&s.relation(i));
        let named = s.tag(at) == Tag::Propn;
        let mut last = at;
        while named && last + 1 < s.len() && s.is_under(last + 1, at) && goes_on(last + 1) {
            last += 1;
        }
        last
    }

    /// Adds a sum of money whose unit is the token.
    fn money(&self, at: usize, found: &mut Found) -> bool {
        let class = self.grammar().goods.money;
        let sums = self.quantities.iter();
        let mut sums = sums.filter(|c| c.token == at && *c.measure.kind == *class);
        let Some(sum) = sums.next() else {
            return false;
        };
        let (span, class) = (sum.measure.span, class.into());
        found.goods.push(Good { span, class });
        true
    }

    /// Whether the word before the goods says whose they are: "Chinese missiles".
    fn is_party(&self, i: usize) -> bool {
        let s = self.arguments.sentence;
        let mention = self.arguments.mentions.of(s.index as usize, i);
        mention.is_some_and(|m| !m.code.is_empty())
    }

    fn acts(&self, at: usize) -> bool {
        let s = self.arguments.sentence;
        let mention = self.arguments.mentions.of(s.index as usize, at);
        mention.is_some_and(|m| m.acts && m.kind != Kind::Thing)
    }
}
