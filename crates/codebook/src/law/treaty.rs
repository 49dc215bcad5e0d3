//! Treaties, who is party to them from when to when, and what the parties owe one another.
//!
//! Compiled from `law/treaties.table`, `law/parties.table` and `law/obligations.table`. What holds on a day is looked up
//! in [`super::Law`].

use super::Origin;
use crate::world::{Day, Period};

/// How far a treaty has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Signed, and not known to be more.
    Signed,
    /// Ratified, and not known to be in force.
    Ratified,
    /// It binds.
    InForce,
    /// It binds no more for the time being.
    Suspended,
    /// It is over.
    Ended,
}

impl Standing {
    /// Its name: `signed`, `ratified`, `in force`, `suspended`, `ended`.
    pub fn name(self) -> &'static str {
        match self {
            Standing::Signed => "signed",
            Standing::Ratified => "ratified",
            Standing::InForce => "in force",
            Standing::Suspended => "suspended",
            Standing::Ended => "ended",
        }
    }
}

/// The days on which something came to stand as it stands, each as the days that its date can mean.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Course {
    /// When it was signed.
    pub signed: Option<Period>,
    /// When it was ratified.
    pub ratified: Option<Period>,
    /// Since when it binds.
    pub in_force: Option<Period>,
    /// Since when it binds no more for the time being.
    pub suspended: Option<Period>,
    /// Since when it binds again.
    pub resumed: Option<Period>,
    /// The last day on which it held.
    pub ended: Option<Period>,
}

impl Course {
    /// What happened and when, in that order.
    pub fn steps(&self) -> impl DoubleEndedIterator<Item = (Standing, Period)> {
        [
            (Standing::Signed, self.signed),
            (Standing::Ratified, self.ratified),
            (Standing::InForce, self.in_force),
            (Standing::Suspended, self.suspended),
            (Standing::InForce, self.resumed),
            (Standing::Ended, self.ended),
        ]
        .into_iter()
        .filter_map(|(standing, date)| date.map(|date| (standing, date)))
    }

    /// How it stands on a day; none before the first of its days.
    pub fn standing(&self, day: Day) -> Option<Standing> {
        let begun = |&(standing, date): &(Standing, Period)| match standing {
            Standing::Ended => date.to < day,
            _ => date.from <= day,
        };
        let last = self.steps().rfind(begun);
        last.map(|(standing, _)| standing)
    }

    /// From the first of its days to the last.
    pub fn period(&self) -> Period {
        let from = self.steps().map(|(_, date)| date.from).min();
        Period {
            from: from.unwrap_or(Day::MIN),
            to: self.ended.map_or(Day::MAX, |ended| ended.to),
        }
    }
}

/// A treaty, or what stands in the place of one: a law, a pledge, a joint statement.
#[derive(Clone, Debug, Default)]
pub struct Treaty {
    /// Such as `north-atlantic`.
    pub id: Box<str>,
    /// Its name in English.
    pub name: Box<str>,
    /// Such as `alliance`, `defence-pact`, `non-aggression`, `law`, `statement`.
    pub kind: Box<str>,
    /// How far it has come as a whole.
    pub course: Course,
    /// Where it was signed.
    pub place: Box<str>,
    /// Who keeps the original.
    pub depositary: Box<str>,
    /// The organisation whose members are its parties.
    pub members_of: Option<Box<str>>,
    /// Who is party to it, by their codes; a state that left and came back stands twice.
    pub parties: Vec<Party>,
    /// Where its text or its dates can be read.
    pub source: Box<str>,
    /// Its Wikidata id.
    pub wikidata: Option<Box<str>>,
    /// What else is to be said.
    pub note: Box<str>,
    /// Where it stands in the tables.
    pub origin: Origin,
}

/// A party to a treaty.
#[derive(Clone, Debug, Default)]
pub struct Party {
    /// The state's code, or the name of an area that few take for a state.
    pub state: Box<str>,
    /// How far the treaty has come for this party.
    pub course: Course,
    /// What else is to be said.
    pub note: Box<str>,
}

impl Treaty {
    /// How the treaty stands for a state on a day; none where it was no party yet, or never.
    pub fn standing(&self, state: &str, day: Day) -> Option<Standing> {
        let rows = self.parties.iter().filter(|party| &*party.state == state);
        // One who left and came back is judged by the time that goes on; by the last where none does.
        let standings = rows.filter_map(|party| party.course.standing(day));
        let mut last = None;
        for standing in standings {
            if standing != Standing::Ended {
                return Some(standing);
            }
            last = Some(standing);
        }
        last
    }

    /// The parties on a day, whether it binds them yet or not; those for whom it has ended are none.
    pub fn parties_on(&self, day: Day) -> impl Iterator<Item = (&str, Standing)> {
        let of = move |party: &Party| party.course.standing(day);
        let all = self.parties.iter();
        all.filter_map(move |party| Some((&*party.state, of(party)?)))
            .filter(|(_, standing)| *standing != Standing::Ended)
    }
}

/// What an obligation is about, as ATOP has it and beyond.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Duty {
    /// To help one that is attacked.
    Defence,
    /// To help outside of defence.
    Offence,
    /// Not to help its enemy.
    Neutrality,
    /// Not to use force against it.
    NonAggression,
    /// To consult in a crisis.
    Consultation,
    /// To give or sell arms, or not to hold some.
    Arms,
    /// To give other help.
    Aid,
    /// To let it have bases.
    Basing,
    /// To let its forces in.
    Access,
}

/// The duties by their names in the tables.
pub(crate) const DUTIES: &[(&str, Duty)] = &[
    ("defence", Duty::Defence),
    ("offence", Duty::Offence),
    ("neutrality", Duty::Neutrality),
    ("non-aggression", Duty::NonAggression),
    ("consultation", Duty::Consultation),
    ("arms", Duty::Arms),
    ("aid", Duty::Aid),
    ("basing", Duty::Basing),
    ("access", Duty::Access),
];

impl Duty {
    /// Its name in the tables.
    pub fn name(self) -> &'static str {
        let found = DUTIES.iter().find(|(_, duty)| *duty == self);
        found.map_or("", |(name, _)| name)
    }
}

/// What must happen for an obligation to bind to act.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Trigger {
    /// Nothing: it binds always.
    #[default]
    None,
    /// An armed attack.
    ArmedAttack,
    /// A threat of attack, or to independence or territory.
    Threat,
    /// A state of war.
    War,
    /// A crisis of any kind.
    Crisis,
}

/// The triggers by their names in the tables.
pub(crate) const TRIGGERS: &[(&str, Trigger)] = &[
    ("none", Trigger::None),
    ("armed-attack", Trigger::ArmedAttack),
    ("threat", Trigger::Threat),
    ("war", Trigger::War),
    ("crisis", Trigger::Crisis),
];

impl Trigger {
    /// Its name in the tables.
    pub fn name(self) -> &'static str {
        let found = TRIGGERS.iter().find(|(_, trigger)| *trigger == self);
        found.map_or("", |(name, _)| name)
    }
}

/// Who owes, or to whom.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// Each party; the other parties.
    #[default]
    Each,
    /// These alone, by their codes.
    States(Vec<Box<str>>),
}

impl Side {
    /// Whether the state is on it, where it is a party.
    pub fn holds(&self, state: &str) -> bool {
        match self {
            Side::Each => true,
            Side::States(states) => states.iter().any(|one| &**one == state),
        }
    }
}

/// What a clause of a treaty obliges to.
#[derive(Clone, Debug, Default)]
pub struct Obligation {
    /// Index into [`super::Law::treaties`].
    pub treaty: u32,
    /// The article, as text: `5`, `42(7)`; empty where there is none, or none is known for sure.
    pub article: Box<str>,
    /// What it is about.
    pub duty: Option<Duty>,
    /// Who owes.
    pub owed_by: Side,
    /// To whom.
    pub owed_to: Side,
    /// What must happen for it to bind to act.
    pub trigger: Trigger,
    /// The states against which alone it holds; against anyone where empty.
    pub against: Vec<Box<str>>,
    /// The area in which alone it holds, in words; empty: anywhere.
    pub area: Box<str>,
    /// What must be true besides, each a short sentence.
    pub conditions: Vec<Box<str>>,
    /// The time in which the clause holds, within that of the treaty.
    pub period: Period,
    /// What else is to be said.
    pub note: Box<str>,
    /// Where it stands in the tables.
    pub origin: Origin,
}
