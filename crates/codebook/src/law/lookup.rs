//! What the law says of a day: obligations between states, measures against a transfer, memberships and ties.
//!
//! States come in by their codes, days as numbers. Answers keep the order of the tables, and borrow from [`Law`].

use super::Law;
use super::conflict::Conflict;
use super::goods::{ClassId, Cover};
use super::regime::{Aim, Binds, Body, Direction, Measure, Regime};
use super::tie::{Membership, Tie};
use super::treaty::{Duty, Obligation, Standing, Treaty, Trigger};
use crate::world::Day;

/// An obligation between two states, as it stands on a day.
#[derive(Clone, Copy, Debug)]
pub struct Owed<'l> {
    /// The treaty.
    pub treaty: &'l Treaty,
    /// Its clause.
    pub obligation: &'l Obligation,
    /// Who owes.
    pub by: &'l str,
    /// To whom.
    pub to: &'l str,
    /// How the treaty stands between the two: it binds only in force.
    pub standing: Standing,
}

/// Goods that go from one state to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Transfer<'t> {
    /// Who gives, by its code; a group or area by its name in `world/organisations.table`.
    pub from: &'t str,
    /// Who gets, likewise.
    pub to: &'t str,
    /// What.
    pub class: ClassId,
}

/// A measure that stands against a transfer on a day.
#[derive(Clone, Debug)]
pub struct Applied<'l, 't> {
    /// The regime.
    pub regime: &'l Regime,
    /// Its measure.
    pub measure: &'l Measure,
    /// Whether it is about all goods of the class and all of the target, or some: then it is possible at most that the
    /// transfer is meant.
    pub cover: Cover,
    /// Which of the two states it binds; none where it only asks.
    pub bound: Vec<&'t str>,
    /// Who holds the regime void on that day, of all states.
    pub void_for: Vec<&'l str>,
}

impl Law {
    /// The treaty of this id.
    pub fn treaty(&self, id: &str) -> Option<&Treaty> {
        self.treaties.iter().find(|treaty| &*treaty.id == id)
    }

    /// The regime of this id.
    pub fn regime(&self, id: &str) -> Option<&Regime> {
        self.regimes.iter().find(|regime| &*regime.id == id)
    }

    /// The treaties to which both states are party on a day, with how each stands between them. Those that are over are
    /// left out.
    pub fn treaties_between<'l>(
        &'l self,
        a: &'l str,
        b: &'l str,
        day: Day,
    ) -> impl Iterator<Item = (&'l Treaty, Standing)> {
        let all = self.treaties.iter();
        all.filter_map(move |treaty| Some((treaty, between(treaty, a, b, day)?)))
    }

    /// What a state owes to others on a day.
    pub fn obligations_of<'l>(
        &'l self,
        state: &'l str,
        day: Day,
    ) -> impl Iterator<Item = Owed<'l>> {
        self.owed(Some(state), None, day)
    }

    /// What others owe to a state on a day.
    pub fn obligations_to<'l>(
        &'l self,
        state: &'l str,
        day: Day,
    ) -> impl Iterator<Item = Owed<'l>> {
        self.owed(None, Some(state), day)
    }

    /// What a state owes to another on a day.
    pub fn obligations_between<'l>(
        &'l self,
        by: &'l str,
        to: &'l str,
        day: Day,
    ) -> impl Iterator<Item = Owed<'l>> {
        self.owed(Some(by), Some(to), day)
    }

    /// Who must act, and to what it is obliged, where a state is attacked by another or by someone unknown: help,
    /// consult, or keep from helping the attacker. The attacker itself is left out. Obligations that are signed but not in
    /// force, or suspended, are told with their standing.
    pub fn obliged<'l>(
        &'l self,
        attacked: &'l str,
        by: Option<&'l str>,
        day: Day,
    ) -> impl Iterator<Item = Owed<'l>> {
        self.obligations_to(attacked, day).filter(move |owed| {
            let obligation = owed.obligation;
            let against = &obligation.against;
            let meant = against.is_empty()
                || by.is_none_or(|by| against.iter().any(|state| &**state == by));
            let acts =
                obligation.trigger != Trigger::None || obligation.duty == Some(Duty::Neutrality);
            acts && meant && by != Some(owed.by)
        })
    }

    /// Every obligation of one state, or of all, to one state, or to all, on a day. There are very many between all, so
    /// that who is not wanted is left out before anything is looked up.
    fn owed<'l>(
        &'l self,
        by: Option<&'l str>,
        to: Option<&'l str>,
        day: Day,
    ) -> impl Iterator<Item = Owed<'l>> {
        let holding = self.obligations.iter().filter(move |o| o.period.holds(day));
        holding.flat_map(move |obligation| {
            let treaty = self.treaties.get(obligation.treaty as usize);
            treaty
                .into_iter()
                .flat_map(move |treaty| pairs(treaty, obligation, (by, to), day))
        })
    }

    /// The measures that stand against a transfer on a day, for one of the two states at least or as a mere request. Some
    /// are caps, or have exemptions: whether the transfer breaks them is left to the caller.
    pub fn measures_on<'l, 't>(&'l self, transfer: Transfer<'t>, day: Day) -> Vec<Applied<'l, 't>> {
        let mut applied = Vec::new();
        for (regime, measure) in self.measures_in_force(day) {
            let cover = self.cover(measure, transfer.class);
            let Some(cover) = cover.filter(|_| goes(regime, measure, transfer)) else {
                continue;
            };
            let mut bound = vec![transfer.from, transfer.to];
            bound.retain(|state| self.binds(regime, measure, state, day));
            if bound.is_empty() && measure.binds == Binds::Sender {
                continue;
            }
            applied.push(Applied {
                regime,
                measure,
                cover,
                bound,
                void_for: regime.void_for(day).collect(),
            });
        }
        applied
    }

    /// The measures in force against a state, group or area on a day, also those that are not about goods.
    pub fn measures_against<'l>(
        &'l self,
        state: &'l str,
        day: Day,
    ) -> impl Iterator<Item = (&'l Regime, &'l Measure)> {
        self.measures_in_force(day)
            .filter(move |(regime, _)| regime.target.text() == state)
    }

    /// All measures in force on a day, each with its regime.
    pub fn measures_in_force(&self, day: Day) -> impl Iterator<Item = (&Regime, &Measure)> {
        let of = |measure: &Measure| self.regimes.get(measure.regime as usize);
        let all = self.measures.iter().filter(move |m| m.period.holds(day));
        all.filter_map(move |measure| Some((of(measure)?, measure)))
            .filter(move |(regime, _)| regime.period.holds(day))
    }

    /// Whether a measure binds a state on a day.
    pub fn binds(&self, regime: &Regime, measure: &Measure, state: &str, day: Day) -> bool {
        match measure.binds {
            Binds::All => true,
            Binds::Nobody => false,
            Binds::Sender => {
                regime.sender.is_code(state) || self.is_member(regime.sender.text(), state, day)
            }
        }
    }

    /// How much of a class a measure is about, by the best of its classes; of all goods only some where it names but some
    /// of them, or is aimed at a part of the target.
    fn cover(&self, measure: &Measure, class: ClassId) -> Option<Cover> {
        let of = measure.classes.iter();
        let best = of.filter_map(|&of| self.goods.cover(class, of)).max()?;
        let some = measure.partial || measure.aim != Aim::Whole;
        Some(if some { Cover::Part } else { best })
    }

    /// Whether a state is a member of an organisation on a day, by the organisation's name or its code (`EUR`). One that is
    /// suspended is; an observer is not.
    pub fn is_member(&self, organisation: &str, state: &str, day: Day) -> bool {
        self.memberships_of(state, day).any(|one| {
            let meant = &*one.organisation == organisation || &*one.code == organisation;
            meant && matches!(&*one.role, "member" | "permanent" | "elected")
        })
    }

    /// In which organisations a state has a standing on a day.
    pub fn memberships_of<'l>(
        &'l self,
        state: &'l str,
        day: Day,
    ) -> impl Iterator<Item = &'l Membership> {
        let own = self.memberships.iter().filter(move |m| &*m.state == state);
        own.filter(move |membership| membership.period.holds(day))
    }

    /// How recognition and diplomatic relations stand between two states on a day, in both directions.
    pub fn ties_between<'l>(
        &'l self,
        a: &'l str,
        b: &'l str,
        day: Day,
    ) -> impl Iterator<Item = &'l Tie> {
        let joins = move |tie: &&Tie| {
            let to = |code: &str, body: &Body| body.text() == code;
            (&*tie.a == a && to(b, &tie.b)) || (&*tie.a == b && to(a, &tie.b))
        };
        let all = self.ties.iter().filter(joins);
        all.filter(move |tie| tie.period.holds(day))
    }

    /// In which armed conflicts a state fights on a day.
    pub fn conflicts_of<'l>(
        &'l self,
        state: &'l str,
        day: Day,
    ) -> impl Iterator<Item = &'l Conflict> {
        let all = self.conflicts.iter().filter(move |c| c.period.holds(day));
        all.filter(move |conflict| conflict.side(state).is_some())
    }

    /// The armed conflicts in which two states stand on different sides on a day.
    pub fn conflicts_between<'l>(
        &'l self,
        a: &'l str,
        b: &'l str,
        day: Day,
    ) -> impl Iterator<Item = &'l Conflict> {
        let own = self.conflicts_of(a, day);
        own.filter(move |one| one.side(b).is_some_and(|side| one.side(a) != Some(side)))
    }
}

/// How a treaty stands between two states on a day; none where one of them is no party, or no more.
fn between(treaty: &Treaty, a: &str, b: &str, day: Day) -> Option<Standing> {
    let (a, b) = (treaty.standing(a, day)?, treaty.standing(b, day)?);
    weaker(a, b)
}

/// How a treaty stands between two for whom it stands so; none where it is over for one of them.
fn weaker(a: Standing, b: Standing) -> Option<Standing> {
    let over = |standing| standing == Standing::Ended;
    let suspended = |standing| standing == Standing::Suspended;
    if over(a) || over(b) {
        None
    } else if suspended(a) || suspended(b) {
        Some(Standing::Suspended)
    } else {
        Some(a.min(b))
    }
}

/// Every two of the wanted states between which an obligation holds on a day. One that is owed to states that are no parties, as a
/// guarantee can be, stands as it does for who owes it.
fn pairs<'l>(
    treaty: &'l Treaty,
    obligation: &'l Obligation,
    (by, to): (Option<&'l str>, Option<&'l str>),
    day: Day,
) -> impl Iterator<Item = Owed<'l>> {
    let wanted = |state: &str, name: Option<&str>| name.is_none_or(|name| name == state);
    let parties = move |name: Option<&'l str>| {
        let named = treaty
            .parties
            .iter()
            .filter(move |party| wanted(&party.state, name));
        named
            .filter_map(move |party| Some((&*party.state, party.course.standing(day)?)))
            .filter(|(_, standing)| *standing != Standing::Ended)
    };
    let owing = parties(by).filter(|(state, _)| obligation.owed_by.holds(state));
    owing.flat_map(move |(by, standing)| {
        let beside = beneficiaries(treaty, obligation).filter(move |state| wanted(state, to));
        let beside = beside.map(move |to| (to, standing));
        let parties = parties(to).filter(|(state, _)| obligation.owed_to.holds(state));
        parties
            .chain(beside)
            .filter(move |(to, _)| *to != by)
            .filter_map(move |(to, other)| {
                Some(Owed {
                    treaty,
                    obligation,
                    by,
                    to,
                    standing: weaker(standing, other)?,
                })
            })
    })
}

/// The states to which an obligation is owed though they are no parties.
fn beneficiaries<'l>(
    treaty: &'l Treaty,
    obligation: &'l Obligation,
) -> impl Iterator<Item = &'l str> {
    let listed = match &obligation.owed_to {
        super::treaty::Side::States(states) => states.as_slice(),
        super::treaty::Side::Each => &[],
    };
    let party = |state: &str| treaty.parties.iter().any(|party| &*party.state == state);
    let states = listed.iter().map(|state| &**state);
    states.filter(move |state| !party(state))
}

/// Whether the transfer goes the way that the measure is about.
fn goes(regime: &Regime, measure: &Measure, transfer: Transfer<'_>) -> bool {
    let to = regime.target.text() == transfer.to;
    let from = regime.target.text() == transfer.from;
    match measure.direction {
        Direction::To => to,
        Direction::From => from,
        Direction::Both => to || from,
    }
}
