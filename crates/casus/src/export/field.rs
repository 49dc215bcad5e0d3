//! What the law says and what the ledger tells of transfers, as tables in the columns that the field knows.
//!
//! The codebook and a ledger's [`Desk`] go in; plain [`Answer`]s come out: obligations by pair as ATOP lists them,
//! sanctions by sender and target as the Global Sanctions Data Base does, transfers as SIPRI's register of arms transfers.
//! Columns of theirs that nobody has filled (success, depth) are left out rather than left empty.

use casus_codebook::Codebook;
use casus_codebook::law::Owed;
use casus_codebook::law::regime::{Direction, Measure, Regime};
use casus_codebook::law::treaty::Duty;
use casus_codebook::world::Day;
use casus_ledger::Error;
use casus_ledger::ask::{Answer, Desk, Row};
use casus_ledger::relation::{Relation, Terms, law};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Duties that have a column of their own, under ATOP's names, and those beyond ATOP.
const DUTIES: [(&str, Duty); 9] = [
    ("defense", Duty::Defence),
    ("offense", Duty::Offence),
    ("neutral", Duty::Neutrality),
    ("nonagg", Duty::NonAggression),
    ("consul", Duty::Consultation),
    ("arms", Duty::Arms),
    ("aid", Duty::Aid),
    ("basing", Duty::Basing),
    ("access", Duty::Access),
];

/// GSDB's types of sanctions with our types of measures.
const TYPES: [(&str, &[&str]); 6] = [
    (
        "trade",
        &[
            "trade-embargo",
            "export-ban",
            "import-ban",
            "price-cap",
            "cap",
            "technology",
            "services",
        ],
    ),
    ("arms", &["arms-embargo"]),
    ("military", &["training"]),
    ("financial", &["financial", "asset-freeze", "investment"]),
    ("travel", &["travel-ban"]),
    (
        "other",
        &[
            "flights",
            "shipping",
            "inspection",
            "diplomatic",
            "labour",
            "other",
        ],
    ),
];

/// Who owes what to whom on a day: a row for each state, each other and each treaty, with a 1 for each duty.
pub fn obligations(book: &Codebook, day: Day) -> Answer {
    let codes = book.world.states.iter().map(|state| &*state.code);
    let mut pairs: BTreeMap<(&str, &str, &str), Vec<Owed<'_>>> = BTreeMap::new();
    let mut seen: Vec<&str> = Vec::new();
    for code in codes {
        if seen.contains(&code) {
            continue;
        }
        seen.push(code);
        for owed in book.law.obligations_of(code, day) {
            let key = (&*owed.treaty.id, owed.by, owed.to);
            pairs.entry(key).or_default().push(owed);
        }
    }
    table(pairs.into_values().filter_map(|owed| duty_row(&owed, day)))
}

fn duty_row(owed: &[Owed<'_>], day: Day) -> Option<Vec<(&'static str, Value)>> {
    let first = owed.first()?;
    let period = first.treaty.course.period();
    let mut row: Vec<(&str, Value)> = vec![
        ("treaty", (*first.treaty.id).into()),
        ("name", (*first.treaty.name).into()),
        ("state", first.by.into()),
        ("other", first.to.into()),
        ("on", law::text(day).into()),
    ];
    let begun = law::since(first.treaty, [first.by, first.to], first.standing);
    row.extend(date(
        ["begyr", "begmo", "begday"],
        begun.unwrap_or(period.from),
    ));
    row.extend(date(["endyr", "endmo", "endday"], period.to));
    for (name, duty) in DUTIES {
        let owes = owed.iter().any(|one| one.obligation.duty == Some(duty));
        row.push((name, i32::from(owes).into()));
    }
    let conditional = owed.iter().any(|one| !one.obligation.conditions.is_empty());
    let mut articles: Vec<&str> = owed.iter().map(|one| &*one.obligation.article).collect();
    articles.retain(|article| !article.is_empty());
    articles.dedup();
    row.push(("conditional", i32::from(conditional).into()));
    row.push(("status", first.standing.name().into()));
    row.push(("articles", articles.join("; ").into()));
    row.push(("source", (*first.treaty.source).into()));
    Some(row)
}

/// Who limits relations with whom: a row for each regime, with a 1 for each type of measure that it has had.
pub fn sanctions(book: &Codebook) -> Answer {
    let of = |at: usize| {
        let own = move |m: &&Measure| m.regime as usize == at;
        book.law.measures.iter().filter(own).collect::<Vec<_>>()
    };
    let all = book.law.regimes.iter().enumerate();
    table(all.map(|(at, regime)| regime_row(regime, &of(at))))
}

fn regime_row(regime: &Regime, measures: &[&Measure]) -> Vec<(&'static str, Value)> {
    let mut row: Vec<(&str, Value)> = vec![
        ("case_id", (*regime.id).into()),
        ("sanctioned_state", regime.target.text().into()),
        ("sanctioning_state", regime.sender.text().into()),
        ("begin", year(regime.period.from)),
        ("end", year(regime.period.to)),
        ("first_day", law::text(regime.period.from).into()),
        ("last_day", law::text(regime.period.to).into()),
    ];
    for (name, kinds) in TYPES {
        let has = measures.iter().any(|m| kinds.contains(&&*m.kind));
        row.push((name, i32::from(has).into()));
        if name == "trade" {
            row.push(("descr_trade", trade(measures).into()));
        }
    }
    row.push(("objective", objectives(regime).into()));
    row.push(("act", (*regime.act).into()));
    row.push(("source", (*regime.source).into()));
    row
}

/// Exports or imports of the target, all of them or some, in GSDB's words.
fn trade(measures: &[&Measure]) -> Option<String> {
    let mut words: Vec<String> = Vec::new();
    for measure in measures.iter().filter(|m| TYPES[0].1.contains(&&*m.kind)) {
        let extent = if measure.classes.is_empty() && !measure.partial {
            "compl"
        } else {
            "part"
        };
        let ways: &[&str] = match measure.direction {
            Direction::To => &["imp"],
            Direction::From => &["exp"],
            Direction::Both => &["exp", "imp"],
        };
        for way in ways {
            let word = format!("{way}_{extent}");
            if !words.contains(&word) {
                words.push(word);
            }
        }
    }
    words.sort();
    (!words.is_empty()).then(|| words.join(","))
}

fn objectives(regime: &Regime) -> String {
    let words: Vec<String> = regime
        .objectives
        .iter()
        .map(|o| o.replace(' ', "_"))
        .collect();
    words.join(",")
}

/// What was given, sent or sold by whom to whom, as far as the ledger tells by a day.
///
/// # Errors
///
/// Where the ledger cannot be read.
pub fn transfers(desk: &Desk<'_>, on: Option<&str>) -> Result<Answer, Error> {
    let all = desk.transfers(on)?;
    Ok(table(all.iter().flat_map(transfer_rows)))
}

fn transfer_rows(relation: &Relation) -> Vec<Vec<(&'static str, Value)>> {
    let Terms::Transfer {
        goods,
        words,
        quantities,
        in_exchange_for,
    } = &relation.terms
    else {
        return Vec::new();
    };
    let figures: Vec<_> = if quantities.is_empty() {
        vec![None]
    } else {
        quantities.iter().map(Some).collect()
    };
    let row = |figure: Option<&casus_ledger::relation::Figure>| {
        vec![
            ("recipient", relation.other.as_str().into()),
            ("supplier", relation.code.as_str().into()),
            ("designation", words.join("; ").into()),
            ("description", goods.as_str().into()),
            ("number", figure.map(|f| f.value).into()),
            ("unit", figure.and_then(|f| f.unit.clone()).into()),
            (
                "number_said_by",
                figure.map(|f| f.said_by.join("; ")).into(),
            ),
            ("first_day", relation.first_day.clone().into()),
            ("last_day", relation.last_day.clone().into()),
            ("status", relation.status.as_str().into()),
            ("in_exchange_for", in_exchange_for.join("; ").into()),
            ("hedge", relation.hedge.to_string().into()),
            ("relation", relation.id.as_str().into()),
            ("claims", relation.proof.claims.join("; ").into()),
        ]
    };
    figures.into_iter().map(row).collect()
}

fn date(names: [&'static str; 3], day: Day) -> [(&'static str, Value); 3] {
    let known = law::text(day).is_some();
    let parts = [day / 10_000, day / 100 % 100, day % 100];
    let mut at = 0;
    names.map(|name| {
        let part = parts[at];
        at += 1;
        (name, known.then_some(part).into())
    })
}

fn year(day: Day) -> Value {
    law::text(day).map(|_| day / 10_000).into()
}

/// Rows with the same columns each.
fn table(rows: impl Iterator<Item = Vec<(&'static str, Value)>>) -> Answer {
    let mut answer = Answer {
        plain: true,
        ..Answer::default()
    };
    for row in rows {
        if answer.columns.is_empty() {
            answer.columns = row.iter().map(|(name, _)| (*name).to_owned()).collect();
        }
        let cell = |value: &Value| match value {
            Value::Null => String::new(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let named = row
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()));
        answer.rows.push(Row {
            cells: row.iter().map(|(_, value)| cell(value)).collect(),
            json: Value::Object(named.collect::<Map<_, _>>()),
            ..Row::default()
        });
    }
    answer
}
