//! Transfers: goods that go from one to the other.
//!
//! Claims go in; a relation for each giver, receiver, class of goods and step comes out, with all that is said of how
//! much, side by side.

use super::derive::{Group, groups, status};
use super::hedge::voice;
use super::{Figure, Relation, Terms, add};
use crate::claim::{Claim, Goods, Quantity};
use crate::store::Stored;
use casus_codebook::law::Law;
use casus_codebook::law::relation::RelationKind;

/// The class of what is given where nothing is said of it.
const GOODS: &str = "goods";

pub(super) fn derive(law: &Law, claims: &[Stored]) -> Vec<Relation> {
    let groups = groups(law, claims, RelationKind::Transfer, classes);
    groups.into_iter().map(relation).collect()
}

/// The classes of goods of a claim, each once.
fn classes(claim: &Claim) -> Vec<String> {
    let mut classes = Vec::new();
    for goods in &claim.goods {
        add(&mut classes, goods.class.clone());
    }
    if classes.is_empty() {
        classes.push(GOODS.to_owned());
    }
    classes
}

fn relation(group: Group<'_, '_>) -> Relation {
    let kind = RelationKind::Transfer.name();
    let (first_day, last_day) = group.days();
    let mut words = Vec::new();
    for stored in group.told.iter().chain(&group.denied) {
        for goods in stored
            .claim
            .goods
            .iter()
            .filter(|goods| goods.class == group.key)
        {
            add(&mut words, goods.words.text.clone());
        }
    }
    Relation {
        id: format!("{}/{}", group.id(kind), group.step.step.replace(' ', "-")),
        kind,
        code: group.from.to_owned(),
        other: group.to.to_owned(),
        status: status(&group),
        first_day,
        last_day,
        hedge: group.hedge(),
        terms: Terms::Transfer {
            goods: group.key.clone(),
            words,
            quantities: figures(&group.told, |stored, quantity| {
                is_of(&stored.claim, quantity, &group.key)
            }),
            in_exchange_for: Vec::new(),
        },
        proof: group.proof(),
    }
}

/// Kinds of quantities that count no goods.
const PEOPLE: &[&str] = &[
    "killed",
    "wounded",
    "arrested",
    "released",
    "displaced",
    "duration",
];

/// Whether a quantity is one of the goods of this class: where its words name goods, of those; else of all.
fn is_of(claim: &Claim, quantity: &Quantity, class: &str) -> bool {
    let own = |goods: &&Goods| quantity.words.span.overlaps(goods.words.span);
    let mut named = claim.goods.iter().filter(own).peekable();
    let of_all = named.peek().is_none();
    !PEOPLE.contains(&quantity.kind.as_str()) && (of_all || named.any(|goods| goods.class == class))
}

/// The numbers of the claims whose kind is wanted, each once, with those on whose word they rest.
pub(super) fn figures(
    claims: &[&Stored],
    wanted: impl Fn(&Stored, &Quantity) -> bool,
) -> Vec<Figure> {
    let mut figures: Vec<Figure> = Vec::new();
    for stored in claims {
        let speaker = stored
            .claim
            .speakers
            .iter()
            .rev()
            .find_map(voice)
            .map(|voice| voice.name);
        let Some(name) = speaker
            .or_else(|| stored.publisher.clone())
            .or_else(|| Some(stored.id.clone()))
        else {
            continue;
        };
        for quantity in stored
            .claim
            .quantities
            .iter()
            .filter(|quantity| wanted(stored, quantity))
        {
            let same = |figure: &&mut Figure| {
                figure.value == quantity.value && figure.unit == quantity.unit
            };
            match figures.iter_mut().find(same) {
                Some(figure) => add(&mut figure.said_by, name.clone()),
                None => figures.push(Figure {
                    value: quantity.value,
                    unit: quantity.unit.clone(),
                    said_by: vec![name.clone()],
                }),
            }
        }
    }
    figures
}
