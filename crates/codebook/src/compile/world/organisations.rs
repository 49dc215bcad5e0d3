//! Reads `world/organisations.table`: organisations, groups, companies and areas.

use super::{Builder, optional, report_twice};
use crate::code;
use crate::compile::Files;
use crate::compile::date;
use crate::compile::report::Report;
use crate::compile::table::{Cell, Column, Row, rows};
use crate::compile::vocabulary::sectors;
use crate::compile::words::listed;
use crate::world::{Entry, Organisation, Period};
use hashbrown::HashMap;

const COLUMNS: &[Column] = &[
    ("name", true),
    ("code", true),
    ("sector", false),
    ("kind", false),
    ("from", false),
    ("to", false),
    ("aliases", false),
    ("adjectives", false),
    ("members", false),
    ("wikidata", false),
];

/// Kinds of organisations.
const KINDS: &[&str] = &[
    "",
    "igo",
    "alliance",
    "court",
    "armed-group",
    "agency",
    "party",
    "company",
    "media",
    "ngo",
    "area",
];

/// A row that was read, before a user's rows replace ours.
struct Draft<'a> {
    organisation: Organisation,
    layer: u8,
    name: Cell<'a>,
    aliases: Cell<'a>,
    adjectives: Cell<'a>,
    /// Whether a row of a higher layer took its place.
    replaced: bool,
}

impl<'a> Builder<'a, '_> {
    pub(super) fn read_organisations(&mut self, files: &Files<'a>, report: &mut Report<'_>) {
        let mut drafts: Vec<Draft<'a>> = Vec::new();
        let mut named: HashMap<&'a str, Vec<usize>> = HashMap::new();
        for file in files.table("world/organisations") {
            rows(file, COLUMNS, report, |row, report| {
                if let Some(draft) = self.read_organisation(row, report) {
                    let rivals = named.entry(draft.name.text).or_default();
                    put(draft, &mut drafts, rivals, report);
                }
            });
        }
        for draft in drafts.into_iter().filter(|draft| !draft.replaced) {
            let id = self.world.organisations.len() as u32;
            for name in std::iter::once(draft.name).chain(draft.aliases.items(';')) {
                let (text, entry) = supported(name.text, Entry::Organisation(id), id);
                self.names.add(text, entry, draft.layer);
                self.organisations.entry(text).or_insert(id);
            }
            for adjective in draft.adjectives.items(';') {
                let (text, entry) = supported(adjective.text, Entry::OrganisationAdjective(id), id);
                self.names.add(text, entry, draft.layer);
            }
            self.world.organisations.push(draft.organisation);
        }
    }

    fn read_organisation(&self, row: &Row<'a, '_>, report: &mut Report<'_>) -> Option<Draft<'a>> {
        let errors = report.errors();
        let code = row.cell(1);
        self.is_code(code, report);
        listed(
            row.cell(3),
            "kind of organisation",
            KINDS,
            code::UNKNOWN_KIND,
            report,
        );
        let period = date::period(row.cell(4), row.cell(5), report);
        let members = row.cell(8).items(';').filter(|member| {
            let known = self.codes.contains_key(member.text);
            if !known {
                self.report_country(*member, report);
            }
            known
        });
        let members = members.map(|member| Box::from(member.text)).collect();
        let organisation = Organisation {
            name: Box::from(row.cell(0).text),
            code: Box::from(code.text),
            sectors: sectors(row.cell(2), self.ontology, report),
            kind: Box::from(row.cell(3).text),
            period: period.map_or_else(Period::default, date::Span::period),
            members,
            wikidata: optional(row.cell(9)),
        };
        (report.errors() == errors).then_some(Draft {
            organisation,
            layer: row.layer,
            name: row.cell(0),
            aliases: row.cell(6),
            adjectives: row.cell(7),
            replaced: false,
        })
    }
}

/// What stands before a name that needs support: the body or its state must be named in the document.
const SUPPORT: char = '~';

/// The name without its mark, and what it stands for.
fn supported(name: &str, entry: Entry, id: u32) -> (&str, Entry) {
    match name.strip_prefix(SUPPORT) {
        Some(name) => (name, Entry::Initials(id)),
        None => (name, entry),
    }
}

/// Adds a row; it replaces those of the same name, the rivals, of a lower layer. Within a layer the same name may stand
/// for bodies of several states, or at several times.
fn put<'a>(
    draft: Draft<'a>,
    drafts: &mut Vec<Draft<'a>>,
    rivals: &mut Vec<usize>,
    report: &mut Report<'_>,
) {
    let same = |&&rival: &&usize| {
        let (a, b) = (&drafts[rival].organisation, &draft.organisation);
        drafts[rival].layer == draft.layer
            && a.code == b.code
            && a.period.from <= b.period.to
            && b.period.from <= a.period.to
    };
    if let Some(&rival) = rivals.iter().find(same) {
        report_twice(draft.name, drafts[rival].name.at, report);
        return;
    }
    for &rival in &*rivals {
        drafts[rival].replaced |= drafts[rival].layer != draft.layer;
    }
    rivals.push(drafts.len());
    drafts.push(draft);
}
