//! Relations that the law's own tables tell of.
//!
//! The law and a day go in; treaties, obligations, measures, memberships and ties that hold on that day come out as
//! relations, each with the row on which it rests.

use super::{Hedge, Proof, Relation, Terms};
use casus_codebook::law::regime::{Measure, Regime};
use casus_codebook::law::treaty::{Standing, Treaty};
use casus_codebook::law::{Law, Origin, Owed};
use casus_codebook::world::{Day, Period};

/// A day such as `2024-06-19` as the law counts it.
pub fn number(day: &str) -> Day {
    let digits: String = day.chars().filter(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(Day::MAX)
}

/// A day as text; none for the ends of time.
pub fn text(day: Day) -> Option<String> {
    let known = (10_101..99_991_231).contains(&day);
    known.then(|| {
        format!(
            "{:04}-{:02}-{:02}",
            day / 10_000,
            day / 100 % 100,
            day % 100
        )
    })
}

fn some(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

fn strings(list: &[Box<str>]) -> Vec<String> {
    list.iter().map(ToString::to_string).collect()
}

fn proof(origin: &Origin, source: &str) -> Proof {
    let place = format!("{}:{}", origin.path, origin.line);
    let law = if source.is_empty() {
        place
    } else {
        format!("{place} ({source})")
    };
    Proof {
        rules: Vec::new(),
        law: vec![law],
        claims: Vec::new(),
        denials: Vec::new(),
    }
}

/// The treaties to which both are party on a day.
pub fn treaties(law: &Law, a: &str, b: &str, day: Day) -> Vec<Relation> {
    let all = law.treaties_between(a, b, day);
    all.map(|(treaty, standing)| Relation {
        id: super::name("treaty", a, b, &treaty.id),
        kind: "treaty",
        code: a.to_owned(),
        other: b.to_owned(),
        status: standing.name().to_owned(),
        first_day: since(treaty, [a, b], standing).and_then(text),
        last_day: text(treaty.course.period().to)
            .filter(|_| treaty.course.ended.is_some_and(|ended| ended.from <= day)),
        hedge: Hedge::default(),
        terms: Terms::Treaty {
            name: treaty.name.to_string(),
            what: treaty.kind.to_string(),
            steps: steps(treaty, day),
        },
        proof: proof(&treaty.origin, &treaty.source),
    })
    .collect()
}

/// The day from which a treaty stands so between two: that of the later of them.
pub fn since(treaty: &Treaty, two: [&str; 2], standing: Standing) -> Option<Day> {
    let party = |state: &str| {
        treaty
            .parties
            .iter()
            .rfind(move |party| *party.state == *state)
    };
    let courses = two.into_iter().filter_map(party).map(|party| &party.course);
    let all = courses.chain([&treaty.course]);
    let begun = all.filter_map(|course| {
        let mut steps = course.steps().filter(|(step, _)| *step == standing);
        steps.next_back().map(|(_, date)| date.from)
    });
    let first = treaty.course.steps().next().map(|(_, date)| date.from);
    begun.max().or(first)
}

/// What happened to a treaty up to a day: `signed 2024-06-19`.
fn steps(treaty: &Treaty, day: Day) -> Vec<String> {
    let past = treaty.course.steps().filter(|(_, date)| date.from <= day);
    past.map(|(standing, date)| format!("{} {}", standing.name(), exact(date)))
        .collect()
}

/// A date as exactly as it is known.
fn exact(date: Period) -> String {
    let Some(first) = text(date.from) else {
        return String::new();
    };
    if date.from == date.to {
        return first;
    }
    let length = if date.from / 100 == date.to / 100 {
        7
    } else {
        4
    };
    first.get(..length).unwrap_or_default().to_owned()
}

/// An obligation as it stands between two.
pub fn obligation(owed: &Owed<'_>) -> Relation {
    let (treaty, clause) = (owed.treaty, owed.obligation);
    let duty = clause.duty.map_or("", |duty| duty.name());
    Relation {
        id: super::name(
            "obligation",
            owed.by,
            owed.to,
            &format!("{duty}/law:{}:{}", treaty.id, clause.article),
        ),
        kind: "obligation",
        code: owed.by.to_owned(),
        other: owed.to.to_owned(),
        status: owed.standing.name().to_owned(),
        first_day: since(treaty, [owed.by, owed.to], owed.standing).and_then(text),
        last_day: None,
        hedge: Hedge::default(),
        terms: Terms::Obligation {
            treaty: Some(treaty.name.to_string()),
            article: some(&clause.article),
            duty: duty.to_owned(),
            trigger: clause.trigger.name().to_owned(),
            against: strings(&clause.against),
            area: some(&clause.area),
            conditions: strings(&clause.conditions),
            note: some(&clause.note),
        },
        proof: proof(&clause.origin, &treaty.source),
    }
}

/// A measure in force on a day.
pub fn measure(law: &Law, regime: &Regime, measure: &Measure, day: Day) -> Relation {
    let class = |id: &u16| law.goods.get(*id).map(|class| class.id.to_string());
    let cap = measure.cap.as_ref().map(|cap| {
        let per = if cap.per.is_empty() {
            String::new()
        } else {
            format!(" a {}", cap.per)
        };
        format!("{} {}{per}", cap.value, cap.unit)
    });
    Relation {
        id: super::name(
            "measure",
            regime.sender.text(),
            regime.target.text(),
            &format!("{}:{}", regime.id, measure.id),
        ),
        kind: "sanction",
        code: regime.sender.text().to_owned(),
        other: regime.target.text().to_owned(),
        status: "in force".to_owned(),
        first_day: text(measure.period.from.max(regime.period.from)),
        last_day: None,
        hedge: Hedge::default(),
        terms: Terms::Measure {
            regime: regime.name.to_string(),
            measure: measure.kind.to_string(),
            direction: measure.direction.name().to_owned(),
            goods: measure.classes.iter().filter_map(class).collect(),
            cap,
            exemptions: strings(&measure.exemptions),
            act: measure.act.to_string(),
            paragraph: some(&measure.paragraph),
            void_for: regime.void_for(day).map(str::to_owned).collect(),
            note: some(&measure.note),
        },
        proof: proof(&measure.origin, &measure.source),
    }
}

/// The measures of the one, or of a body to which it belongs, against the other, and those that bind all.
pub fn measures(law: &Law, a: &str, b: &str, day: Day) -> Vec<Relation> {
    let against = law.measures_against(b, day);
    let own = against.filter(|(regime, measure)| {
        regime.sender.text() == a || law.binds(regime, measure, a, day)
    });
    own.map(|(regime, measure)| self::measure(law, regime, measure, day))
        .collect()
}

/// The organisations in which both have a seat on a day.
pub fn memberships(law: &Law, a: &str, b: &str, day: Day) -> Vec<Relation> {
    let both = law.memberships_of(a, day).filter_map(|own| {
        let other = law
            .memberships_of(b, day)
            .find(|other| other.organisation == own.organisation)?;
        Some((own, other))
    });
    both.map(|(own, other)| Relation {
        id: super::name("membership", a, b, &super::slug(&own.organisation)),
        kind: "membership",
        code: a.to_owned(),
        other: b.to_owned(),
        status: format!("{} and {}", own.role, other.role),
        first_day: text(own.period.from.max(other.period.from)),
        last_day: None,
        hedge: Hedge::default(),
        terms: Terms::Membership {
            organisation: own.organisation.to_string(),
            role: own.role.to_string(),
        },
        proof: proof(&own.origin, ""),
    })
    .collect()
}

/// Recognition and diplomatic relations between the two on a day.
pub fn ties(law: &Law, a: &str, b: &str, day: Day) -> Vec<Relation> {
    let ties = law.ties_between(a, b, day);
    ties.map(|tie| Relation {
        id: super::name("recognition", &tie.a, tie.b.text(), &tie.kind),
        kind: "recognition",
        code: tie.a.to_string(),
        other: tie.b.text().to_owned(),
        status: tie.state.to_string(),
        first_day: text(tie.period.from),
        last_day: None,
        hedge: Hedge::default(),
        terms: Terms::Tie {
            tie: tie.kind.to_string(),
            note: some(&tie.note),
        },
        proof: proof(&tie.origin, &tie.source),
    })
    .collect()
}

/// The armed conflicts in which the two stand on different sides on a day.
pub fn conflicts(law: &Law, a: &str, b: &str, day: Day) -> Vec<Relation> {
    let all = law.conflicts_between(a, b, day);
    all.map(|war| Relation {
        id: super::name("conflict", a, b, &format!("law:{}", war.id)),
        kind: "conflict",
        code: a.to_owned(),
        other: b.to_owned(),
        status: "fighting".to_owned(),
        first_day: text(war.period.from),
        last_day: None,
        hedge: Hedge::default(),
        terms: Terms::War {
            what: war.kind.to_string(),
            over: war.over.to_string(),
            intensity: war.intensity.to_string(),
        },
        proof: proof(&war.origin, &war.source),
    })
    .collect()
}
