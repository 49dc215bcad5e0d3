//! Who stands to whom how on a day, over all states: alliances, sanctions, arms, conflicts.
//!
//! A day and a layer go in, [`Link`]s come out, each with the name by which its proof is asked for. Alliances, sanctions
//! and conflicts are those of the law's tables; arms and fighting are also told by the claims of the year up to that day
//! (`network_told`). Only those stand in a network who exist on the day.

use super::Desk;
use crate::error::Error;
use crate::relation::law;
use casus_codebook::law::conflict::Conflict;
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
    /// How it stands; `told` where only claims tell it.
    pub status: String,
    /// How many claims of the year up to the day tell it.
    pub claims: usize,
    /// How many outlets and speakers they rest on, reprints aside.
    pub origins: usize,
}

impl Link {
    /// The status of a link that claims alone tell.
    pub const TOLD: &str = "told";
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
            Layer::Conflict => {
                let wars = self.wars(day);
                self.with_told_fights(wars, on)?
            }
            Layer::Arms => self.told_arms(on)?,
        };
        links.retain(|link| self.exists(&link.a, day) && self.exists(&link.b, day));
        links.sort();
        Ok(links)
    }

    /// Whether it is a state or organisation that is known, and there on the day.
    fn exists(&self, party: &str, day: Day) -> bool {
        let mut bodies = self.world.organisations.iter();
        let mut states = self.world.states.iter();
        match states.any(|state| *state.code == *party) {
            true => self
                .world
                .states
                .iter()
                .any(|state| *state.code == *party && state.period.holds(day)),
            false => bodies.any(|body| {
                let own = !self.shared.iter().any(|code| code == party);
                own && *body.code == *party || *body.name == *party
            }),
        }
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
                    claims: 0,
                    origins: 0,
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
                    claims: 0,
                    origins: 0,
                });
            }
        }
        links
    }

    /// One line for each spell of fighting. Those who stand beside one side of another's war do not thereby fight those
    /// beside the other: one of the two must be a main party.
    fn wars(&self, day: Day) -> Vec<Link> {
        let mut links = Vec::new();
        let going_on = self
            .law
            .conflicts
            .iter()
            .filter(|war| war.period.holds(day));
        for war in going_on {
            for (a, b) in enemies(war) {
                let relations = law::conflicts(self.law, a, b, day);
                let suffix = format!("law:{}", war.id);
                let own = relations
                    .into_iter()
                    .filter(|relation| relation.id.ends_with(&suffix));
                links.extend(own.map(|relation| Link {
                    a: a.to_owned(),
                    b: b.to_owned(),
                    layer: Layer::Conflict.name(),
                    id: relation.id,
                    words: format!("{}, {}", war.kind, war.intensity),
                    status: relation.status,
                    claims: 0,
                    origins: 0,
                }));
            }
        }
        links
    }
}

/// Who fights whom: each main party all of the other side.
fn enemies(war: &Conflict) -> Vec<(&str, &str)> {
    let mut found: Vec<(&str, &str)> = Vec::new();
    for a in war.a.iter().chain(&war.with_a) {
        for b in war.b.iter().chain(&war.with_b) {
            if war.a.contains(a) || war.b.contains(b) {
                found.push((a, b));
            }
        }
    }
    found
}
