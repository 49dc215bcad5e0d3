//! Who stands to whom how on a day, over all states: alliances, sanctions, arms, conflicts.
//!
//! A day and a layer go in, [`Link`]s come out, each with the name by which its proof is asked for. Alliances, sanctions
//! and conflicts are those of the law's tables; arms are those of which the claims of the year up to that day tell.

use super::Desk;
use crate::error::Error;
use crate::relation::law::{self, number, text};
use crate::store::Question;
use casus_codebook::law::treaty::{Duty, Standing};
use casus_codebook::world::Day;
use serde::Serialize;
use std::collections::BTreeMap;

/// One kind of links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// Who must help whom where that one is attacked.
    Alliance,
    /// Who has measures in force against whom.
    Sanction,
    /// Who gives or sells arms to whom.
    Arms,
    /// Who fights whom.
    Conflict,
}

impl Layer {
    /// All of them.
    pub const ALL: [Layer; 4] = [
        Layer::Alliance,
        Layer::Sanction,
        Layer::Arms,
        Layer::Conflict,
    ];

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Layer::Alliance => "alliance",
            Layer::Sanction => "sanction",
            Layer::Arms => Duty::Arms.name(),
            Layer::Conflict => "conflict",
        }
    }
}

/// A line from one to another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Link {
    /// From whom.
    pub a: String,
    /// To whom.
    pub b: String,
    /// `alliance`, `sanction`, `arms` or `conflict`.
    pub layer: &'static str,
    /// The name by which its proof is asked for.
    pub id: String,
    /// What it is, in words: the treaty, the regime, the goods.
    pub words: String,
    /// How it stands.
    pub status: String,
}

impl Desk<'_> {
    /// The links of a layer on a day.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn network(&self, layer: Layer, on: &str) -> Result<Vec<Link>, Error> {
        let day = self.law_day(on);
        let mut links = match layer {
            Layer::Alliance => self.alliances(day),
            Layer::Sanction => self.sanctions(day),
            Layer::Conflict => self.wars(day),
            Layer::Arms => self.arms(on)?,
        };
        links.sort();
        Ok(links)
    }

    /// Of those who owe each other alike one line is drawn.
    fn alliances(&self, day: Day) -> Vec<Link> {
        let mut found: BTreeMap<(String, String), Link> = BTreeMap::new();
        for state in &self.world.states {
            for owed in self.law.obligations_of(&state.code, day) {
                let binds = owed.standing == Standing::InForce;
                if !binds || owed.obligation.duty != Some(Duty::Defence) {
                    continue;
                }
                let relation = law::obligation(&owed);
                let (a, b) = (owed.by.min(owed.to), owed.by.max(owed.to));
                let link = found.entry((a.to_owned(), b.to_owned())).or_insert(Link {
                    a: owed.by.to_owned(),
                    b: owed.to.to_owned(),
                    layer: Layer::Alliance.name(),
                    id: relation.id,
                    words: String::new(),
                    status: relation.status,
                });
                let name = &owed.treaty.name;
                if !link.words.split("; ").any(|own| own == &**name) {
                    let part = if link.words.is_empty() { "" } else { "; " };
                    link.words.push_str(part);
                    link.words.push_str(name);
                }
            }
        }
        found.into_values().collect()
    }

    /// One line for each regime that has a measure in force.
    fn sanctions(&self, day: Day) -> Vec<Link> {
        let mut links: Vec<Link> = Vec::new();
        let mut targets: Vec<&str> = self
            .law
            .regimes
            .iter()
            .map(|one| one.target.text())
            .collect();
        targets.sort_unstable();
        targets.dedup();
        for target in targets {
            for (regime, measure) in self.law.measures_against(target, day) {
                let sender = regime.sender.text();
                let same = |link: &Link| {
                    link.a == sender && link.b == target && *link.words == *regime.name
                };
                if links.iter().any(same) {
                    continue;
                }
                let relation = law::measure(self.law, regime, measure, day);
                links.push(Link {
                    a: sender.to_owned(),
                    b: target.to_owned(),
                    layer: Layer::Sanction.name(),
                    id: relation.id,
                    words: regime.name.to_string(),
                    status: relation.status,
                });
            }
        }
        links
    }

    fn wars(&self, day: Day) -> Vec<Link> {
        let mut links = Vec::new();
        let going_on = self
            .law
            .conflicts
            .iter()
            .filter(|war| war.period.holds(day));
        for war in going_on {
            for a in war.a.iter().chain(&war.with_a) {
                for b in war.b.iter().chain(&war.with_b) {
                    let relations = law::conflicts(self.law, a, b, day);
                    links.extend(relations.into_iter().map(|relation| Link {
                        a: a.to_string(),
                        b: b.to_string(),
                        layer: Layer::Conflict.name(),
                        id: relation.id,
                        words: format!("{}, {}", war.kind, war.intensity),
                        status: relation.status,
                    }));
                }
            }
        }
        links.sort();
        links.dedup_by(|x, y| x.id == y.id);
        links
    }

    /// What the claims of the year tell as having happened.
    fn arms(&self, on: &str) -> Result<Vec<Link>, Error> {
        let goods = &self.law.goods;
        let Some(arms) = goods.class(Duty::Arms.name()) else {
            return Ok(Vec::new());
        };
        let own = (0..)
            .zip(&goods.classes)
            .filter(|(id, _)| goods.is_a(*id, arms));
        let classes: Vec<&str> = own.map(|(_, class)| &*class.id).collect();
        let mut question = Question::default();
        question.add(
            "g.class IN (SELECT value FROM json_each(?))",
            serde_json::Value::from(classes).to_string(),
        );
        question.add("c.first_day <= ?", on.to_owned());
        let year_before = text(number(on) - 10_000).unwrap_or_default();
        question.add("c.first_day > ?", year_before);
        question.always("c.status = 'actual' AND c.kind = 'event' AND c.quad_code = 2");
        question.view(self.reader.view());
        let sql = format!(
            "SELECT x.code, y.code, count(DISTINCT c.claim), max(c.claim), group_concat(DISTINCT g.class)
             FROM goods g CROSS JOIN claims c ON c.claim = g.claim CROSS JOIN documents d ON d.document = c.document
             CROSS JOIN parties p ON p.claim = c.claim AND p.role = 'actor' CROSS JOIN actors x ON x.actor = p.actor
             CROSS JOIN parties q ON q.claim = c.claim AND q.role = 'recipient' CROSS JOIN actors y ON y.actor = q.actor
             WHERE x.code <> '' AND y.code <> '' AND x.code <> y.code AND {} GROUP BY 1, 2",
            question.sql()
        );
        type Row = (String, String, i64, i64, String);
        let rows = question.rows(self.reader.connection(), &sql, |row| {
            Ok((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
            ))
        });
        let rows: Vec<Row> = rows.map_err(|source| self.reader.fault(source))?;
        let keys: Vec<i64> = rows.iter().map(|row| row.3).collect();
        let newest: BTreeMap<i64, String> = self
            .reader
            .claims_of(&keys)?
            .into_iter()
            .map(|stored| (stored.key, stored.id))
            .collect();
        let link = |(a, b, claims, key, classes): Row| {
            let mut classes: Vec<&str> = classes.split(',').collect();
            classes.sort_unstable();
            Link {
                a,
                b,
                layer: Layer::Arms.name(),
                id: newest.get(&key).cloned().unwrap_or_default(),
                words: classes.join(", "),
                status: format!("{claims} claims"),
            }
        };
        Ok(rows.into_iter().map(link).collect())
    }
}
