//! Answers as lines of text: a table for people, the same for columns.
//!
//! Typed answers go in; an [`Answer`] comes out: the names of the columns, and a row of cells for each line with the name
//! by which its proof is asked for and the claims it rests on. JSON is written from the typed answers themselves.

use super::{Breach, Change, Changed, Evidence, Obliged, Said, State, Told, Why};
use crate::relation::{Figure, Relation, Terms};
use serde_json::Value;

/// A line of an answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// Its name, by which its proof is asked for.
    pub id: String,
    /// As many as there are columns.
    pub cells: Vec<String>,
    /// The claims on which it rests.
    pub claims: Vec<String>,
    /// The same as JSON.
    pub json: Value,
}

/// An answer.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// What was asked, in words.
    pub title: String,
    /// What else is to be said before the lines.
    pub notes: Vec<String>,
    /// What else is to be said, as JSON; null where there is nothing.
    pub head: Value,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The lines.
    pub rows: Vec<Row>,
}

const RELATIONS: &[&str] = &[
    "kind", "from", "to", "what", "status", "since", "until", "hedge",
];
const OBLIGED: &[&str] = &[
    "who",
    "binds",
    "duty",
    "by",
    "what must still be true",
    "clashes",
    "hedge",
];
const BREACHES: &[&str] = &[
    "from", "to", "goods", "when", "measure", "act", "allows", "hedge",
];
const TOLD: &[&str] = &[
    "day",
    "event",
    "actor",
    "recipient",
    "status",
    "said",
    "sentence",
];
const CHANGES: &[&str] = &["change", "kind", "from", "to", "what", "now", "before"];
const EVIDENCE: &[&str] = &["claim", "published", "by", "says", "sentence"];

fn named(columns: &[&str]) -> Vec<String> {
    columns.iter().map(|&name| name.to_owned()).collect()
}

fn json(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

fn relation_row(relation: &Relation) -> Row {
    Row {
        id: relation.id.clone(),
        cells: vec![
            relation.kind.to_owned(),
            relation.code.clone(),
            relation.other.clone(),
            what(relation),
            relation.status.clone(),
            relation.first_day.clone().unwrap_or_default(),
            relation
                .last_day
                .clone()
                .filter(|last| Some(last) != relation.first_day.as_ref())
                .unwrap_or_default(),
            hedge(relation),
        ],
        claims: relation
            .proof
            .claims
            .iter()
            .chain(&relation.proof.denials)
            .cloned()
            .collect(),
        json: json(relation),
    }
}

/// How sure a relation is; of a measure, who holds it void.
fn hedge(relation: &Relation) -> String {
    match &relation.terms {
        Terms::Measure { void_for, .. } if !void_for.is_empty() => {
            format!("held void by {}", void_for.join(", "))
        }
        _ => relation.hedge.to_string(),
    }
}

/// What a relation is about, in a few words.
fn what(relation: &Relation) -> String {
    match &relation.terms {
        Terms::Obligation {
            treaty,
            article,
            duty,
            conditions,
            ..
        } => {
            let by = treaty
                .as_deref()
                .map(|treaty| format!(" by {treaty}{}", of_article(article.as_deref())));
            let conditions = match (&by, conditions.is_empty()) {
                (None, false) => format!(" ({})", conditions.join("; ")),
                _ => String::new(),
            };
            format!("{duty}{}{conditions}", by.unwrap_or_default())
        }
        Terms::Measure {
            measure,
            goods,
            cap,
            act,
            paragraph,
            ..
        } => {
            let cap = cap
                .as_deref()
                .map(|cap| format!(" up to {cap}"))
                .unwrap_or_default();
            let paragraph = paragraph
                .as_deref()
                .map(|text| format!(", {text}"))
                .unwrap_or_default();
            format!("{}{cap} ({act}{paragraph})", joined(measure, goods))
        }
        Terms::Sanction { words, goods } => joined(&words.join(", "), goods),
        Terms::Transfer {
            goods,
            words,
            quantities,
            in_exchange_for,
        } => {
            let exchange = if in_exchange_for.is_empty() {
                ""
            } else {
                ", in exchange"
            };
            let named = if words.is_empty() {
                goods.clone()
            } else {
                format!("{goods}: {}", words.join(", "))
            };
            format!("{named}{}{exchange}", figures(quantities))
        }
        Terms::Treaty { name, what, .. } => format!("{name} ({what})"),
        Terms::Conflict { claims, killed } => format!("{claims} reports{}", figures(killed)),
        Terms::War {
            what,
            over,
            intensity,
        } => format!("{what}, over {over} ({intensity})"),
        Terms::Membership { organisation, .. } => organisation.clone(),
        Terms::Tie { tie, note } => note
            .as_deref()
            .map_or_else(|| tie.clone(), |note| format!("{tie}: {note}")),
        Terms::Visit {
            visitors,
            place,
            before,
        } => {
            let place = place
                .as_deref()
                .map(|place| format!(" in {place}"))
                .unwrap_or_default();
            let before = before
                .as_deref()
                .map(|day| format!(", last on {day}"))
                .unwrap_or_default();
            format!("{}{place}{before}", visitors.join(", "))
        }
        Terms::Commitment {
            event,
            words,
            goods,
            condition,
            kept_by,
            ..
        } => {
            let condition = condition
                .as_deref()
                .map(|words| format!(", {words}"))
                .unwrap_or_default();
            let kept = kept_by
                .first()
                .map(|claim| format!(", kept by {claim}"))
                .unwrap_or_default();
            format!(
                "{}{condition}{kept}",
                joined(&format!("{event}: {}", words.join(", ")), goods)
            )
        }
    }
}

fn of_article(article: Option<&str>) -> String {
    article
        .map(|article| format!(", article {article}"))
        .unwrap_or_default()
}

fn joined(text: &str, goods: &[String]) -> String {
    if goods.is_empty() {
        return text.to_owned();
    }
    format!("{text}: {}", goods.join(", "))
}

/// Rival values, each with those who say so.
fn figures(figures: &[Figure]) -> String {
    let one = |figure: &Figure| {
        let unit = figure
            .unit
            .as_deref()
            .map(|unit| format!(" {unit}"))
            .unwrap_or_default();
        format!("{}{unit} (by {})", figure.value, figure.said_by.join(", "))
    };
    let all: Vec<String> = figures.iter().map(one).collect();
    if all.is_empty() {
        String::new()
    } else {
        format!("; {}", all.join(" / "))
    }
}

impl From<&State> for Answer {
    /// What holds, then what has happened.
    fn from(state: &State) -> Answer {
        let mut rows: Vec<Row> = state.relations.iter().map(relation_row).collect();
        rows.extend(state.events.iter().map(|count| Row {
            id: format!("timeline/{}-{}/{}", state.code, state.other, count.event),
            cells: vec![
                "events".to_owned(),
                state.code.clone(),
                state.other.clone(),
                format!(
                    "{}: {} claims, mean scale {:.1}",
                    count.event, count.claims, count.scale
                ),
                String::new(),
                count.first_day.clone(),
                if count.last_day == count.first_day {
                    String::new()
                } else {
                    count.last_day.clone()
                },
                String::new(),
            ],
            claims: Vec::new(),
            json: json(count),
        }));
        Answer {
            title: format!("{} and {} on {}", state.code, state.other, state.on),
            notes: Vec::new(),
            head: Value::Null,
            columns: named(RELATIONS),
            rows,
        }
    }
}

impl Answer {
    /// Relations of any kind.
    pub fn of_relations(title: String, relations: &[Relation]) -> Answer {
        Answer {
            title,
            notes: Vec::new(),
            head: Value::Null,
            columns: named(RELATIONS),
            rows: relations.iter().map(relation_row).collect(),
        }
    }

    /// Who is obliged.
    pub fn of_obliged(title: String, obliged: &[Obliged]) -> Answer {
        let row = |one: &Obliged| {
            let relation = &one.obligation;
            let clash =
                |clash: &super::Clash| format!("{} to {} by {}", clash.duty, clash.to, clash.by);
            let Terms::Obligation {
                treaty,
                article,
                duty,
                ..
            } = &relation.terms
            else {
                return Row::default();
            };
            let by = treaty
                .as_deref()
                .map(|treaty| format!("{treaty}{}", of_article(article.as_deref())));
            Row {
                id: relation.id.clone(),
                cells: vec![
                    relation.code.clone(),
                    if one.binds {
                        "binds".to_owned()
                    } else {
                        relation.status.clone()
                    },
                    duty.clone(),
                    by.unwrap_or_else(|| "reports".to_owned()),
                    one.open.join("; "),
                    one.clashes.iter().map(clash).collect::<Vec<_>>().join("; "),
                    relation.hedge.to_string(),
                ],
                claims: relation
                    .proof
                    .claims
                    .iter()
                    .chain(&relation.proof.denials)
                    .cloned()
                    .collect(),
                json: json(one),
            }
        };
        Answer {
            title,
            notes: Vec::new(),
            head: Value::Null,
            columns: named(OBLIGED),
            rows: obliged.iter().map(row).collect(),
        }
    }

    /// Possible breaches.
    pub fn of_breaches(title: String, breaches: &[Breach]) -> Answer {
        Answer {
            title,
            notes: Vec::new(),
            head: Value::Null,
            columns: named(BREACHES),
            rows: breaches.iter().map(breach_row).collect(),
        }
    }

    /// Claims of a timeline.
    pub fn of_told(title: String, told: &[Told]) -> Answer {
        Answer {
            title,
            notes: Vec::new(),
            head: Value::Null,
            columns: named(TOLD),
            rows: told
                .iter()
                .map(|told| told_row(told, &told.hedge.to_string(), json(told)))
                .collect(),
        }
    }

    /// What a speaker says.
    pub fn of_said(title: String, said: &[Said]) -> Answer {
        Answer {
            title,
            notes: Vec::new(),
            head: Value::Null,
            columns: named(TOLD),
            rows: said
                .iter()
                .map(|said| told_row(&said.told, &said.stance, json(said)))
                .collect(),
        }
    }

    /// What changed.
    pub fn of_changes(title: String, changes: &[Change]) -> Answer {
        let row = |change: &Change| {
            let relation = &change.relation;
            let mark = match change.changed {
                Changed::New => "new",
                Changed::Gone => "gone",
                Changed::Other => "other",
            };
            Row {
                id: relation.id.clone(),
                cells: vec![
                    mark.to_owned(),
                    relation.kind.to_owned(),
                    relation.code.clone(),
                    relation.other.clone(),
                    what(relation),
                    change.now.clone(),
                    change.before.clone(),
                ],
                claims: relation
                    .proof
                    .claims
                    .iter()
                    .chain(&relation.proof.denials)
                    .cloned()
                    .collect(),
                json: json(change),
            }
        };
        Answer {
            title,
            notes: Vec::new(),
            head: Value::Null,
            columns: named(CHANGES),
            rows: changes.iter().map(row).collect(),
        }
    }
}

fn breach_row(breach: &Breach) -> Row {
    let (transfer, measure) = (&breach.transfer, &breach.measure);
    let Terms::Measure {
        regime,
        measure: kind,
        cap,
        exemptions,
        act,
        paragraph,
        void_for,
        ..
    } = &measure.terms
    else {
        return Row::default();
    };
    let mut allows = Vec::new();
    if let Some(cap) = cap {
        allows.push(format!("up to {cap}"));
    }
    allows.extend(exemptions.iter().cloned());
    if !void_for.is_empty() {
        allows.push(format!("held void by {}", void_for.join(", ")));
    }
    Row {
        id: breach.id.clone(),
        cells: vec![
            transfer.code.clone(),
            transfer.other.clone(),
            what(transfer),
            transfer.first_day.clone().unwrap_or_default(),
            format!("{regime}: {kind}"),
            paragraph
                .as_deref()
                .map_or_else(|| act.clone(), |paragraph| format!("{act}, {paragraph}")),
            allows.join("; "),
            format!("{} {}", transfer.status, transfer.hedge)
                .trim_end()
                .to_owned(),
        ],
        claims: transfer
            .proof
            .claims
            .iter()
            .chain(&transfer.proof.denials)
            .cloned()
            .collect(),
        json: json(breach),
    }
}

fn told_row(told: &Told, said: &str, json: Value) -> Row {
    Row {
        id: told.id.clone(),
        cells: vec![
            told.day.clone(),
            told.event.clone(),
            told.actor.clone(),
            told.recipient.clone(),
            told.status.clone(),
            said.to_owned(),
            told.sentence.clone(),
        ],
        claims: vec![told.id.clone()],
        json,
    }
}

impl From<&Why> for Answer {
    /// What it rests on: rules and law before the lines, then the sentences with their words marked.
    fn from(why: &Why) -> Answer {
        let row = |evidence: &Evidence| Row {
            id: String::new(),
            cells: vec![
                evidence.id.clone(),
                evidence.known.clone(),
                evidence.publisher.clone().unwrap_or_default(),
                format!(
                    "{}{}",
                    if evidence.denies { "denies: " } else { "" },
                    evidence.says
                ),
                marked(evidence),
            ],
            claims: vec![evidence.id.clone()],
            json: json(evidence),
        };
        let mut notes = Vec::new();
        if let Some(relation) = &why.relation {
            let since = relation
                .first_day
                .as_deref()
                .map(|day| format!(" since {day}"))
                .unwrap_or_default();
            let line = format!(
                "{} {} {}: {}; {}{since} {}",
                relation.kind,
                relation.code,
                relation.other,
                what(relation),
                relation.status,
                hedge(relation)
            );
            notes.push(line.trim_end().to_owned());
        }
        notes.extend(why.proof.rules.iter().map(|rule| format!("rule {rule}")));
        notes.extend(why.proof.law.iter().map(|law| format!("law {law}")));
        Answer {
            title: why.id.clone(),
            notes,
            head: serde_json::json!({ "id": why.id, "relation": why.relation, "proof": why.proof }),
            columns: named(EVIDENCE),
            rows: why.evidence.iter().map(row).collect(),
        }
    }
}

/// The sentence on one line, each of its words as `[what: words]`.
fn marked(evidence: &Evidence) -> String {
    let mut out = String::new();
    let mut at = 0;
    for mark in &evidence.marks {
        let (Some(start), Some(end)) = (
            mark.start.checked_sub(evidence.start),
            mark.end.checked_sub(evidence.start),
        ) else {
            continue;
        };
        let (start, end) = (start as usize, end as usize);
        // Words that stand within others are marked with them.
        let (Some(before), Some(words)) = (
            evidence.sentence.get(at..start),
            evidence.sentence.get(start..end),
        ) else {
            continue;
        };
        out.push_str(before);
        out.push_str(&format!("[{}: {words}]", mark.what));
        at = end;
    }
    out.push_str(evidence.sentence.get(at..).unwrap_or_default());
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}
