//! Reads `law/treaties.table` and `law/parties.table`: treaties, and who is party to them from when to when.

use super::{Builder, Draft, Kinship, day, entries, put, text};
use crate::code;
use crate::compile::Files;
use crate::compile::nearest::suggest;
use crate::compile::report::Report;
use crate::compile::table::{Cell, Column, Row, rows};
use crate::compile::words::listed;
use crate::law::treaty::{Course, Party, Treaty};
use crate::world::{Day, Period};

const TREATIES: &[Column] = &[
    ("id", true),
    ("name", true),
    ("kind", true),
    ("signed", false),
    ("in-force", false),
    ("suspended", false),
    ("resumed", false),
    ("ended", false),
    ("place", false),
    ("depositary", false),
    ("parties", true),
    ("source", false),
    ("wikidata", false),
    ("note", false),
];

const PARTIES: &[Column] = &[
    ("treaty", true),
    ("state", true),
    ("signed", false),
    ("ratified", false),
    ("in-force", false),
    ("suspended", false),
    ("resumed", false),
    ("ended", false),
    ("note", false),
];

/// Kinds of treaties, and of what stands in their place.
const KINDS: &[&str] = &[
    "alliance",
    "defence-pact",
    "guarantee",
    "assurance",
    "neutrality",
    "non-aggression",
    "consultation",
    "friendship",
    "cooperation",
    "arms-control",
    "access",
    "status-of-forces",
    "union",
    "armistice",
    "peace",
    "law",
    "statement",
];

/// What stands before an organisation whose members are the parties.
const MEMBERS: char = '@';

/// A row of the parties: the treaty's number, and the party with the fields that the row fills.
struct PartyRow {
    treaty: u32,
    party: Party,
}

impl Builder<'_> {
    pub(super) fn read_treaties(&mut self, files: &Files<'_>, report: &mut Report<'_>) {
        let mut drafts: Vec<Draft<Treaty>> = Vec::new();
        let kinship = |a: &Treaty, b: &Treaty| match a.id == b.id {
            true => Kinship::Twice,
            false => Kinship::None,
        };
        for file in files.table("law/treaties") {
            rows(file, TREATIES, report, |row, report| {
                if let Some(treaty) = self.read_treaty(row, report) {
                    put(&mut drafts, treaty, row, kinship, report);
                }
            });
        }
        self.law.treaties = entries(drafts);
        for row in self.read_parties(files, report) {
            let treaty = self.law.treaties.get_mut(row.treaty as usize);
            if let Some(treaty) = treaty {
                join(treaty, row.party);
            }
        }
    }

    fn read_treaty(&mut self, row: &Row<'_, '_>, report: &mut Report<'_>) -> Option<Treaty> {
        let errors = report.errors();
        let kind = row.cell(2);
        listed(kind, "kind of treaty", KINDS, code::UNKNOWN_KIND, report);
        let course = Course {
            signed: day(row.cell(3), report),
            ratified: None,
            in_force: day(row.cell(4), report),
            suspended: day(row.cell(5), report),
            resumed: day(row.cell(6), report),
            ended: day(row.cell(7), report),
        };
        check_order(&course, &[3, 4, 5, 6, 7].map(|n| row.cell(n)), report);
        let (members_of, parties) = self.read_list(row.cell(10), &course, report);
        let treaty = Treaty {
            id: Box::from(row.cell(0).text),
            name: text(row.cell(1)),
            kind: Box::from(kind.text),
            course,
            place: text(row.cell(8)),
            depositary: text(row.cell(9)),
            members_of,
            parties,
            source: text(row.cell(11)),
            wikidata: (!row.cell(12).is_empty()).then(|| Box::from(row.cell(12).text)),
            note: text(row.cell(13)),
            origin: self.origin(row.at, report),
        };
        (report.errors() == errors).then_some(treaty)
    }

    /// The parties of a treaty as its own row lists them, or the members of an organisation.
    fn read_list(
        &self,
        cell: Cell<'_>,
        course: &Course,
        report: &mut Report<'_>,
    ) -> (Option<Box<str>>, Vec<Party>) {
        if cell.text.starts_with(MEMBERS) {
            let name = cell.part(MEMBERS.len_utf8(), cell.text.len());
            let found = self.known_organisation(name, report);
            let members = found.map(|(organisation, _)| organisation);
            let parties = members
                .iter()
                .flat_map(|name| self.members_as_parties(name, course));
            let parties = parties.collect();
            return (members, parties);
        }
        let party = |state| Party {
            state,
            course: course.clone(),
            note: Box::default(),
        };
        let states = self.lands(cell, course.period(), report);
        (None, states.into_iter().map(party).collect())
    }

    /// The members of an organisation as parties of a treaty with this course.
    fn members_as_parties<'s>(
        &'s self,
        organisation: &'s str,
        course: &'s Course,
    ) -> impl Iterator<Item = Party> {
        let members = self.law.memberships.iter();
        let own = members.filter(move |one| {
            &*one.organisation == organisation && matches!(&*one.role, "member" | "permanent")
        });
        own.filter_map(|one| {
            Some(Party {
                state: one.state.clone(),
                course: while_member(one.period, course)?,
                note: one.note.clone(),
            })
        })
    }

    fn read_parties(&mut self, files: &Files<'_>, report: &mut Report<'_>) -> Vec<PartyRow> {
        let mut drafts: Vec<Draft<PartyRow>> = Vec::new();
        let kinship = |a: &PartyRow, b: &PartyRow| {
            if a.treaty != b.treaty || a.party.state != b.party.state {
                return Kinship::None;
            }
            let begins = |row: &PartyRow| row.party.course.signed.or(row.party.course.in_force);
            match begins(a) == begins(b) {
                true => Kinship::Twice,
                false => Kinship::Same,
            }
        };
        for file in files.table("law/parties") {
            rows(file, PARTIES, report, |row, report| {
                if let Some(party) = self.read_party(row, report) {
                    put(&mut drafts, party, row, kinship, report);
                }
            });
        }
        entries(drafts)
    }

    fn read_party(&self, row: &Row<'_, '_>, report: &mut Report<'_>) -> Option<PartyRow> {
        let errors = report.errors();
        let treaty = self.treaty(row.cell(0), report);
        let cells = [2, 3, 4, 5, 6, 7].map(|number| row.cell(number));
        let [signed, ratified, in_force, suspended, resumed, ended] =
            cells.map(|cell| day(cell, report));
        let course = Course {
            signed,
            ratified,
            in_force,
            suspended,
            resumed,
            ended,
        };
        check_order(&course, &cells, report);
        let party = Party {
            state: self
                .land(row.cell(1), course.period(), report)
                .unwrap_or_default(),
            course,
            note: text(row.cell(8)),
        };
        (report.errors() == errors).then_some(PartyRow {
            treaty: treaty?,
            party,
        })
    }

    /// The number of a treaty; a fault where there is none of this id.
    pub(super) fn treaty(&self, cell: Cell<'_>, report: &mut Report<'_>) -> Option<u32> {
        let all = &self.law.treaties;
        let found = all.iter().position(|treaty| &*treaty.id == cell.text);
        if found.is_none() {
            let hint = suggest(cell.text, all.iter().map(|treaty| &*treaty.id));
            let message = format!("no treaty `{}`", cell.text);
            report.error(cell.at, code::UNKNOWN_TREATY, message, hint);
        }
        found.and_then(|number| u32::try_from(number).ok())
    }
}

/// The course of a treaty for one who was a member in this time; none where that was over before the treaty began.
fn while_member(period: Period, course: &Course) -> Option<Course> {
    let begun = course.in_force.or(course.signed)?;
    if period.to < begun.from {
        return None;
    }
    let mut own = course.clone();
    if period.from > begun.to {
        let joined = Period {
            from: period.from,
            to: period.from,
        };
        own.signed = None;
        own.in_force = Some(joined);
    }
    let left = Period {
        from: period.to,
        to: period.to,
    };
    let sooner = own.ended.is_none_or(|ended| left.to < ended.to);
    if period.to != Day::MAX && sooner {
        own.ended = Some(left);
    }
    Some(own)
}

/// Adds a party to a treaty. A state that stands in it already takes what the row fills in; of several times of one
/// state, the row is about the last that has begun by then.
fn join(treaty: &mut Treaty, mut party: Party) {
    let row = &mut party.course;
    if row.signed.is_none() && row.in_force.is_none() {
        let states = treaty.parties.iter_mut();
        if let Some(old) = states.rev().find(|old| old.state == party.state) {
            let own = &mut old.course;
            own.ratified = row.ratified.or(own.ratified);
            own.suspended = row.suspended.or(own.suspended);
            own.resumed = row.resumed.or(own.resumed);
            own.ended = row.ended.or(own.ended);
            old.note = party.note;
            return;
        }
        row.signed = treaty.course.signed;
        row.in_force = treaty.course.in_force;
    }
    row.suspended = row.suspended.or(treaty.course.suspended);
    row.resumed = row.resumed.or(treaty.course.resumed);
    row.ended = row.ended.or(treaty.course.ended);
    // What the treaty's own row says of this state is its course as a whole; the state's own row is truer.
    let whole = &treaty.course;
    treaty
        .parties
        .retain(|old| old.state != party.state || old.course != *whole);
    treaty.parties.push(party);
}

/// Reports dates that go backwards; the cells are those of the dates, in the order of the course, without those that the
/// table does not have.
fn check_order(course: &Course, cells: &[Cell<'_>], report: &mut Report<'_>) {
    let filled = cells.iter().filter(|cell| !cell.is_empty());
    let steps: Vec<_> = course.steps().map(|(_, date)| date).zip(filled).collect();
    for pair in steps.windows(2) {
        let [(before, first), (after, second)] = pair else {
            continue;
        };
        if before.from > after.to {
            let message = format!("{} comes before {}", second.text, first.text);
            report.error(second.at, code::BACKWARD_DATES, message, None);
        }
    }
}
