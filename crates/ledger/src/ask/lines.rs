//! Answers as lines of text: a table for people, the same for columns.
//!
//! Typed answers go in; an [`Answer`] comes out: the names of the columns, and a row of cells for each line with the name
//! by which its proof is asked for and the claims it rests on. JSON is written from the typed answers themselves.

use super::wording::{hedge, marked, of_article, what};
use super::{Breach, Change, Changed, Evidence, Obliged, Said, State, Told, Why};
use crate::relation::{Relation, Terms};
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
    /// Whether the lines are those of a table, without names and claims of their own.
    pub plain: bool,
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

pub(super) fn named(columns: &[&str]) -> Vec<String> {
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
        Answer::lined(
            format!("{} and {} on {}", state.code, state.other, state.on),
            RELATIONS,
            rows,
        )
    }
}

impl Answer {
    /// Lines that have names and claims of their own.
    pub(super) fn lined(title: String, columns: &[&str], rows: Vec<Row>) -> Answer {
        Answer {
            title,
            columns: named(columns),
            rows,
            ..Answer::default()
        }
    }

    /// Relations of any kind.
    pub fn of_relations(title: String, relations: &[Relation]) -> Answer {
        Answer::lined(
            title,
            RELATIONS,
            relations.iter().map(relation_row).collect(),
        )
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
        Answer::lined(title, OBLIGED, obliged.iter().map(row).collect())
    }

    /// Possible breaches.
    pub fn of_breaches(title: String, breaches: &[Breach]) -> Answer {
        Answer::lined(title, BREACHES, breaches.iter().map(breach_row).collect())
    }

    /// Claims of a timeline.
    pub fn of_told(title: String, told: &[Told]) -> Answer {
        Answer::lined(
            title,
            TOLD,
            told.iter()
                .map(|told| told_row(told, &told.hedge.to_string(), json(told)))
                .collect(),
        )
    }

    /// What a speaker says.
    pub fn of_said(title: String, said: &[Said]) -> Answer {
        Answer::lined(
            title,
            TOLD,
            said.iter()
                .map(|said| told_row(&said.told, &said.stance, json(said)))
                .collect(),
        )
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
        Answer::lined(title, CHANGES, changes.iter().map(row).collect())
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
    if breach.bound.is_empty() {
        allows.push("asks, and binds nobody".to_owned());
    }
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
            plain: false,
        }
    }
}
