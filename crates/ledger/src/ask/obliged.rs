//! Who must act where a state is attacked.

use super::Desk;
use super::state::corroborates;
use crate::claim::Kind;
use crate::error::Error;
use crate::relation::{Relation, Terms, derive, law};
use crate::store::Filter;
use casus_codebook::law::Owed;
use casus_codebook::law::treaty::{Duty, Standing};
use serde::Serialize;

/// A duty that stands against another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Clash {
    /// To whom it is owed.
    pub to: String,
    /// What is owed: `non-aggression`.
    pub duty: String,
    /// By which treaty and article.
    pub by: String,
}

/// Somebody who must act, or would have to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Obliged {
    /// The obligation.
    pub obligation: Relation,
    /// Whether it binds on that day; else it is signed only, suspended, or told without being certain.
    pub binds: bool,
    /// What must still be true.
    pub open: Vec<String>,
    /// Duties to the attacker that stand against it.
    pub clashes: Vec<Clash>,
}

impl Desk<'_> {
    /// Who is obliged to act on a day where a state is attacked, by which clause, and what must still be true.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn obliged(
        &self,
        attacked: &str,
        by: Option<&str>,
        on: &str,
    ) -> Result<Vec<Obliged>, Error> {
        let day = self.law_day(on);
        let owed: Vec<Owed<'_>> = self.law.obliged(attacked, by, day).collect();
        let mut relations: Vec<Relation> = owed.iter().map(law::obligation).collect();
        let told = self.told(attacked, by, on)?;
        let more: Vec<Relation> = told
            .into_iter()
            .filter(|told| !corroborates(&mut relations, told))
            .collect();
        relations.extend(more);
        let in_force = Standing::InForce.name();
        let mut obliged: Vec<Obliged> = relations
            .into_iter()
            .map(|obligation| Obliged {
                binds: obligation.status == in_force,
                open: open(&obligation),
                clashes: by
                    .map(|by| self.clashes(&obligation.code, by, on))
                    .unwrap_or_default(),
                obligation,
            })
            .collect();
        // Who is bound comes first, then defence before lesser duties; what is alike stays in the order of the law.
        obliged.sort_by_key(|one| {
            (
                !one.binds,
                weight(&one.obligation),
                one.obligation.code.clone(),
            )
        });
        Ok(obliged)
    }

    /// The obligations to the attacked state of which reports tell.
    fn told(&self, attacked: &str, by: Option<&str>, on: &str) -> Result<Vec<Relation>, Error> {
        let filter = Filter {
            code: Some(attacked.to_owned()),
            kind: Some(Kind::Obligation),
            ..Filter::default()
        };
        let claims = self.until(&filter, Some(on))?;
        let mut told = derive::all(self.law, &claims, on);
        told.retain(|one| {
            one.other == attacked && by != Some(one.code.as_str()) && weight(one) < LEAST
        });
        Ok(told)
    }

    /// What a state owes to the attacker that stands against helping its victim. Not to attack it is none: who helps the
    /// attacked defends.
    fn clashes(&self, state: &str, attacker: &str, on: &str) -> Vec<Clash> {
        let owed = self
            .law
            .obligations_between(state, attacker, self.law_day(on));
        let against = owed.filter(|owed| {
            let duty = owed.obligation.duty;
            let meant = matches!(duty, Some(Duty::Neutrality | Duty::Defence | Duty::Offence));
            meant && owed.standing == Standing::InForce
        });
        against
            .map(|owed| Clash {
                to: owed.to.to_owned(),
                duty: owed.obligation.duty.map_or("", Duty::name).to_owned(),
                by: format!("{} {}", owed.treaty.name, owed.obligation.article)
                    .trim_end()
                    .to_owned(),
            })
            .collect()
    }
}

/// Duties that do not ask to act have this weight.
const LEAST: usize = 9;

/// Defence first.
fn weight(relation: &Relation) -> usize {
    let Terms::Obligation { duty, .. } = &relation.terms else {
        return LEAST;
    };
    let order = [
        "defence",
        "offence",
        "consultation",
        "neutrality",
        "aid",
        "arms",
    ];
    order
        .iter()
        .position(|known| known == duty)
        .unwrap_or(LEAST)
}

/// What must still be true for it to bind to act.
fn open(relation: &Relation) -> Vec<String> {
    let Terms::Obligation {
        trigger,
        against,
        area,
        conditions,
        ..
    } = &relation.terms
    else {
        return Vec::new();
    };
    let mut open = Vec::new();
    if !trigger.is_empty() && trigger != "none" {
        open.push(format!("trigger: {}", trigger.replace('-', " ")));
    }
    if !against.is_empty() {
        open.push(format!("it comes from {}", against.join(" or ")));
    }
    if let Some(area) = area {
        open.push(format!("it is in {area}"));
    }
    open.extend(conditions.iter().cloned());
    match relation.status.as_str() {
        "signed" | "ratified" => open.push("the treaty enters into force".to_owned()),
        "suspended" => open.push("the treaty is resumed".to_owned()),
        _ => {}
    }
    open
}
