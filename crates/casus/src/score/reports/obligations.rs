//! Gold obligations and found obligations side by side, and how much of them is right.
//!
//! A gold and a found obligation belong together where they stand in the same sentence; of several those of the same
//! kind first, then those with the same parties.

use super::compare::{overlap, same_codes};
use super::mark::{GoldActor, GoldObligation, GoldReport};
use crate::record::status_name;
use crate::score::{Score, share};
use casus_coder::{Actor, Obligation};

/// A gold obligation and the found one that belongs to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bond<'a> {
    gold: &'a GoldObligation,
    found: &'a Obligation,
}

impl Bond<'_> {
    fn kind(&self) -> bool {
        self.gold.kind == *self.found.kind
    }

    fn parties(&self) -> bool {
        self.kind()
            && same_codes(&self.gold.bound, &self.found.bound)
            && same_codes(&self.gold.toward, &self.found.toward)
    }

    fn all(&self) -> bool {
        self.parties() && status_name(self.found.status) == self.gold.circumstance.status
    }
}

/// Pairs the obligations of a report with those found in it, each at most once.
pub(super) fn bonds<'a>(report: &'a GoldReport, found: &'a [Obligation]) -> Vec<Bond<'a>> {
    let mut all = Vec::new();
    for (at, gold) in report.obligations.iter().enumerate() {
        let sentence = report.sentences[gold.circumstance.sentence];
        let here = found.iter().enumerate();
        for (other, found) in here.filter(|(_, o)| overlap(o.trigger, sentence)) {
            let bond = Bond { gold, found };
            all.push(((!bond.kind(), !bond.parties(), at, other), bond));
        }
    }
    all.sort_by_key(|(key, _)| *key);
    let mut taken: Vec<(usize, usize)> = Vec::new();
    all.retain(|((_, _, at, other), _)| {
        let free = taken.iter().all(|(a, o)| a != at && o != other);
        if free {
            taken.push((*at, *other));
        }
        free
    });
    all.into_iter().map(|(_, bond)| bond).collect()
}

/// F1 of the obligations found; with their kind; with their kind and parties; with their status too.
pub(super) fn scores(bonds: &[Bond<'_>], gold: usize, found: usize) -> Vec<Score> {
    let measure = |name: &str, right: fn(&Bond<'_>) -> bool| Score {
        measure: name.to_owned(),
        value: share(2 * bonds.iter().filter(|b| right(b)).count(), gold + found),
        items: gold,
    };
    vec![
        measure("obligation", |_| true),
        measure("obligation kind", |b| b.kind()),
        measure("obligation parties", |b| b.parties()),
        measure("obligation all", |b| b.all()),
    ]
}

/// One item for each sentence in which not all is right.
pub(super) fn misses(report: &GoldReport, found: &[Obligation], bonds: &[Bond<'_>]) -> Vec<String> {
    let text = &report.document.text;
    let mut all = Vec::new();
    for (at, span) in report.sentences.iter().enumerate() {
        let gold = report.obligations.iter();
        let gold: Vec<_> = gold.filter(|o| o.circumstance.sentence == at).collect();
        let here = found.iter().filter(|o| overlap(o.trigger, *span));
        let here: Vec<_> = here.collect();
        let right = |b: &&Bond<'_>| b.gold.circumstance.sentence == at && b.all();
        let good = bonds.iter().filter(right).count();
        if good == gold.len() && good == here.len() {
            continue;
        }
        let mut lines = vec![format!("{}: {}", report.document.id, span.of(text))];
        lines.extend(gold.iter().map(|o| {
            let codes = |all: &[GoldActor]| {
                let codes: Vec<&str> = all.iter().map(|a| a.code.as_str()).collect();
                codes.join(" + ")
            };
            let (bound, toward) = (codes(&o.bound), codes(&o.toward));
            let status = &o.circumstance.status;
            format!("    owed {}: {bound} -> {toward} ({status})", o.kind)
        }));
        lines.extend(here.iter().map(|o| {
            let codes = |all: &[Actor]| {
                let codes: Vec<&str> = all.iter().map(|a| &*a.code).collect();
                codes.join(" + ")
            };
            let (bound, toward) = (codes(&o.bound), codes(&o.toward));
            let (status, trigger) = (status_name(o.status), o.trigger.of(text));
            let kind = &o.kind;
            format!(
                "    told {kind}: {bound} -> {toward} ({status})  `{trigger}` {}",
                o.rule
            )
        }));
        all.push(lines.join("\n"));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::super::mark::{Circumstance, GoldReport};
    use super::*;
    use casus_codebook::language::Status;
    use casus_text::Span;

    fn span(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    fn gold(sentence: usize, kind: &str, code: &str) -> GoldObligation {
        GoldObligation {
            circumstance: Circumstance {
                sentence,
                status: "actual".into(),
                ..Circumstance::default()
            },
            kind: kind.into(),
            bound: vec![GoldActor {
                code: code.into(),
                ..GoldActor::default()
            }],
            toward: vec![],
        }
    }

    fn found(at: u32, kind: &str, code: &str, status: Status) -> Obligation {
        Obligation {
            kind: kind.into(),
            bound: vec![Actor {
                code: code.into(),
                ..Actor::default()
            }],
            toward: vec![],
            condition: None,
            status,
            attribution: vec![],
            treaty: None,
            article: None,
            date: None,
            date_text: None,
            sentence: 0,
            span: span(at, at + 5),
            trigger: span(at, at + 2),
            rule: "test".into(),
        }
    }

    #[test]
    fn they_are_paired_by_sentence_and_best_by_kind_and_parties() {
        let mut report = GoldReport {
            sentences: vec![span(0, 10), span(11, 20)],
            obligations: vec![
                gold(0, "aid", "KEN"),
                gold(0, "trade", "UGA"),
                gold(1, "aid", "KEN"),
            ],
            ..GoldReport::default()
        };
        report.document.text = "x".repeat(20);
        let told = [
            found(1, "trade", "UGA", Status::Actual),
            found(4, "aid", "KEN", Status::Negated),
            found(12, "basing", "KEN", Status::Actual),
            found(15, "arms", "KEN", Status::Actual),
        ];
        let bonds = bonds(&report, &told);
        assert_eq!(bonds.len(), 3);
        let scores = scores(&bonds, 3, told.len());
        let values: Vec<f64> = scores.iter().map(|s| (s.value * 7.0).round()).collect();
        assert_eq!(values, [6.0, 4.0, 4.0, 2.0]);
        assert_eq!(misses(&report, &told, &bonds).len(), 2);
    }
}
