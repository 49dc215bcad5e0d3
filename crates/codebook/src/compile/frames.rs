//! Reads frames from tables and rules, and puts the most specific first.
//!
//! A row or a rule comes in as [`Fields`]: cells by what they mean. Frames come out, one for each word of the row, sorted
//! so that the first that fits decides. Frames that clash, or that can never decide, are reported.

use super::classes::{self, Classes};
use super::conditions::condition;
use super::example;
use super::light;
use super::obligations;
use super::rank;
use super::report::{Report, Spot};
use super::rules;
use super::slot::Slots;
use super::table::{Cell, Column, Row, rows};
use super::vocabulary;
use super::words;
use super::{Files, Kind};
use crate::frame::{Frame, Frames, Meaning, Owed, Part, Role};
use crate::ontology::Ontology;
use hashbrown::HashMap;
use std::cell::RefCell;
use std::sync::Arc;

const COLUMNS: &[Column] = &[
    ("word", true),
    ("part", true),
    ("actor", false),
    ("recipient", false),
    ("when", false),
    ("event", true),
    ("mode", false),
    ("context", false),
    ("cameo", false),
];

/// The parts of speech that can carry a frame.
const PARTS: &[Part] = &[Part::Verb, Part::Noun, Part::Adjective];

/// The event of a frame that blocks.
const NONE: &str = "NONE";

/// What a row of a table or a rule says, by meaning.
#[derive(Debug, Default)]
pub(crate) struct Fields<'a> {
    /// One or more words.
    pub word: Cell<'a>,
    /// The role of the actor.
    pub actor: Cell<'a>,
    /// The role of the recipient.
    pub recipient: Cell<'a>,
    /// The conditions.
    pub when: Vec<Cell<'a>>,
    /// The type.
    pub event: Cell<'a>,
    /// Its modes.
    pub mode: Cell<'a>,
    /// Its contexts.
    pub context: Cell<'a>,
    /// The CAMEO code.
    pub cameo: Cell<'a>,
    /// What is owed, in the place of an event.
    pub owed: Option<Owed>,
}

/// What the reading of frames needs to know.
pub(crate) struct Known<'k, 'a> {
    /// The ontology.
    pub ontology: &'k Ontology,
    /// The classes.
    pub classes: &'k Classes,
    /// The slots.
    pub slots: &'k Slots<'a>,
    /// The roles that were read so far without a fault, by their text.
    roles: RefCell<HashMap<Box<str>, Arc<Role>>>,
}

impl Known<'_, '_> {
    /// A role; most rows say what others have said.
    fn role(&self, cell: Cell<'_>, report: &mut Report<'_>) -> Arc<Role> {
        if let Some(role) = self.roles.borrow().get(cell.text) {
            return role.clone();
        }
        let errors = report.errors();
        let role = Arc::new(self.slots.role(cell, report));
        if report.errors() == errors {
            let mut roles = self.roles.borrow_mut();
            roles.insert(Box::from(cell.text), role.clone());
        }
        role
    }
}

/// A frame before the frames are sorted.
#[derive(Debug)]
pub(crate) struct Draft {
    /// The frame.
    pub frame: Frame,
    /// The layer of its file.
    pub layer: u8,
    /// Whether it comes from a rule.
    pub rule: bool,
    /// Where it stands.
    pub at: Spot,
}

impl Draft {
    /// How much it asks: its conditions and its further words.
    pub(crate) fn weight(&self) -> usize {
        self.frame.when.len() + self.frame.more.len()
    }
}

/// Reads frames, rules, classes, light verbs and examples; and the frames of obligations.
pub(crate) fn read(
    files: &Files<'_>,
    ontology: &Ontology,
    slots: &Slots<'_>,
    report: &mut Report<'_>,
) -> (Frames, Frames) {
    let classes = classes::read(files, report);
    let known = Known {
        ontology,
        classes: &classes,
        slots,
        roles: RefCell::default(),
    };
    let mut drafts = Vec::new();
    let mut examples = Vec::new();
    for file in files.table("en/frames") {
        rows(file, COLUMNS, report, |row, report| {
            read_row(row, &known, &mut drafts, report)
        });
    }
    for file in files.of(Kind::Rule) {
        rules::read(file, &known, &mut drafts, &mut examples, report);
    }
    for file in files.of(Kind::Page) {
        example::read_page(file, ontology, &mut examples, report);
    }
    let owed = rank::sort(obligations::read(files, &known, report), &classes, report);
    let light = light::read(files, slots, report);
    let mut frames = rank::sort(drafts, &classes, report);
    frames.light = light;
    frames.classes = classes;
    frames.examples = examples;
    (frames, owed)
}

fn read_row(
    row: &Row<'_, '_>,
    known: &Known<'_, '_>,
    drafts: &mut Vec<Draft>,
    report: &mut Report<'_>,
) {
    let fields = Fields {
        word: row.cell(0),
        actor: row.cell(2),
        recipient: row.cell(3),
        when: row.cell(4).items(';').collect(),
        event: row.cell(5),
        mode: row.cell(6),
        context: row.cell(7),
        cameo: row.cell(8),
        owed: None,
    };
    let Some(part) = words::part(row.cell(1), PARTS, report) else {
        return;
    };
    let frames = fields.frames(part, known, report);
    drafts.extend(frames.map(|(frame, at)| Draft {
        frame,
        layer: row.layer,
        rule: false,
        at,
    }));
}

impl<'a> Fields<'a> {
    /// The frames, one for each word with its place; none where something is at fault.
    pub(crate) fn frames<'s>(
        &'s self,
        part: Part,
        known: &Known<'_, '_>,
        report: &mut Report<'_>,
    ) -> impl Iterator<Item = (Frame, Spot)> + use<'s, 'a> {
        let meaning = self.meaning(part, known, report).map(Arc::new);
        let words = meaning.map(|meaning| {
            let all = self.word.items(';');
            all.flat_map(move |word| {
                let parted = self.parted(word, meaning.part);
                let parted = parted.map(|parted| frame(&parted, meaning.clone()));
                let whole = frame(word.text, meaning.clone());
                std::iter::once(whole)
                    .chain(parted)
                    .map(move |frame| (frame, word.at))
            })
        });
        words.into_iter().flatten()
    }

    /// The word with its hyphens parted as the splitter parts them, where the row does not write it so itself. Of a verb the
    /// first word is the head, so it would be the wrong one.
    fn parted(&self, word: Cell<'_>, part: Part) -> Option<Box<str>> {
        let parted = words::parted(word.text).filter(|_| part != Part::Verb)?;
        let mut others = self.word.items(';');
        others.all(|other| *other.text != *parted).then_some(parted)
    }

    /// What is said of all words; none where something is at fault.
    fn meaning(
        &self,
        part: Part,
        known: &Known<'_, '_>,
        report: &mut Report<'_>,
    ) -> Option<Meaning> {
        let errors = report.errors();
        let mut meaning = Meaning {
            part,
            when: self
                .when
                .iter()
                .filter_map(|cell| condition(*cell, known, report))
                .collect(),
            actor: known.role(self.actor, report),
            recipient: known.role(self.recipient, report),
            event: None,
            modes: Vec::new(),
            contexts: vocabulary::contexts(self.context, known.ontology, report),
            cameo: vocabulary::cameo(self.cameo, known.ontology, report),
            owed: self.owed.clone(),
            origin: example::origin(self.word, report),
        };
        if self.event.text != NONE && self.owed.is_none() {
            meaning.event = vocabulary::event(self.event, known.ontology, report);
        }
        if let Some(id) = meaning.event {
            meaning.modes = vocabulary::modes(self.mode, id, known.ontology, report);
        }
        (report.errors() == errors).then_some(meaning)
    }
}

/// The frame of a word or of several: its head, which is the first word of a verb and else the last, and the others.
fn frame(words: &str, meaning: Arc<Meaning>) -> Frame {
    let mut more = words.split_whitespace();
    let head = match meaning.part {
        Part::Verb => more.next(),
        _ => more.next_back(),
    };
    Frame {
        word: Box::from(head.unwrap_or_default()),
        more: more.map(Box::from).collect(),
        meaning,
    }
}
