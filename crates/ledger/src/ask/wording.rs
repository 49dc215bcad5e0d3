//! Relations and sentences in a few words, for tables.
//!
//! What a relation is about, how sure it is, and the sentence of a claim with its words marked; each as one line.

use super::Evidence;
use crate::relation::{Figure, Relation, Terms};

/// How sure a relation is; of a measure, who holds it void.
pub(super) fn hedge(relation: &Relation) -> String {
    match &relation.terms {
        Terms::Measure { void_for, .. } if !void_for.is_empty() => {
            format!("held void by {}", void_for.join(", "))
        }
        _ => relation.hedge.to_string(),
    }
}

/// What a relation is about, in a few words.
pub fn what(relation: &Relation) -> String {
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
            broken_by,
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
            let broken = broken_by
                .first()
                .map(|claim| format!(", broken by {claim}"))
                .unwrap_or_default();
            format!(
                "{}{condition}{kept}{broken}",
                joined(&format!("{event}: {}", words.join(", ")), goods)
            )
        }
    }
}

pub(super) fn of_article(article: Option<&str>) -> String {
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

/// The sentence on one line, each of its words as `[what: words]`.
pub(super) fn marked(evidence: &Evidence) -> String {
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
