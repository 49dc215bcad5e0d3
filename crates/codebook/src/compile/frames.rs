//! Reads frames from tables and rules, and puts the most specific first.
//!
//! A row or a rule comes in as [`Fields`]: cells by what they mean. Frames come out, one for each word of the row, sorted
//! so that the first that fits decides. Frames that clash, or that can never decide, are reported.

use super::classes::{self, Classes};
use super::example;
use super::light;
use super::nearest::suggest;
use super::ontology;
use super::report::{Report, Spot};
use super::rules;
use super::slot::Slots;
use super::table::{Cell, Column, Row, rows};
use super::words;
use super::{Files, Kind};
use crate::code;
use crate::frame::{Condition, Frame, Frames, Origin, Part, Test};
use crate::ontology::Ontology;

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
}

/// What the reading of frames needs to know.
pub(crate) struct Known<'k, 'a> {
    /// The ontology.
    pub ontology: &'k Ontology,
    /// The classes.
    pub classes: &'k Classes,
    /// The slots.
    pub slots: &'k Slots<'a>,
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
    fn weight(&self) -> usize {
        self.frame.when.len() + self.frame.more.len()
    }
}

/// Reads frames, rules, classes, light verbs and examples.
pub(crate) fn read(
    files: &Files<'_>,
    ontology: &Ontology,
    slots: &Slots<'_>,
    report: &mut Report<'_>,
) -> Frames {
    let classes = classes::read(files, report);
    let known = Known {
        ontology,
        classes: &classes,
        slots,
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
    let light = light::read(files, slots, report);
    let mut frames = sort(drafts, &classes, report);
    frames.light = light;
    frames.classes = classes;
    frames.examples = examples;
    frames
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
    };
    let Some(part) = words::part(row.cell(1), PARTS, report) else {
        return;
    };
    let path = report.file(row.at).map_or("", |f| f.path);
    let stem = path
        .strip_prefix("en/frames")
        .map_or(path, |p| p.trim_start_matches('/'))
        .trim_end_matches(".table");
    for mut frame in fields.frames(part, known, report) {
        let words: Vec<&str> = frame.words().collect();
        frame.name = format!("{stem}/{}:{}", words.join("-"), row.at.line).into_boxed_str();
        frame.origin = Origin {
            path: Box::from(path),
            line: row.at.line,
        };
        drafts.push(Draft {
            frame,
            layer: row.layer,
            rule: false,
            at: fields.word.at,
        });
    }
}

impl Fields<'_> {
    /// The frames, one for each word; none where something is at fault. Their names and origins are left empty.
    pub(crate) fn frames(
        &self,
        part: Part,
        known: &Known<'_, '_>,
        report: &mut Report<'_>,
    ) -> Vec<Frame> {
        let errors = report.errors();
        let mut frame = Frame {
            name: Box::default(),
            word: Box::default(),
            more: Vec::new(),
            part,
            when: self
                .when
                .iter()
                .filter_map(|cell| condition(*cell, known, report))
                .collect(),
            actor: known.slots.role(self.actor, report),
            recipient: known.slots.role(self.recipient, report),
            event: None,
            modes: Vec::new(),
            contexts: ontology::contexts(self.context, known.ontology, report),
            cameo: ontology::cameo(self.cameo, known.ontology, report),
            origin: Origin::default(),
        };
        if self.event.text != NONE {
            frame.event = ontology::event(self.event, known.ontology, report);
        }
        if let Some(id) = frame.event {
            frame.modes = ontology::modes(self.mode, id, known.ontology, report);
        }
        if report.errors() > errors {
            return Vec::new();
        }
        self.word
            .items(';')
            .map(|word| with_word(&frame, word))
            .collect()
    }
}

/// The frame with this word: its head, which is the first word of a verb and else the last, and the others.
fn with_word(frame: &Frame, word: Cell<'_>) -> Frame {
    let mut more: Vec<Box<str>> = word.text.split_whitespace().map(Box::from).collect();
    let head = if frame.part == Part::Verb && !more.is_empty() {
        Some(more.remove(0))
    } else {
        more.pop()
    };
    Frame {
        word: head.unwrap_or_default(),
        more,
        ..frame.clone()
    }
}

/// One condition.
fn condition(cell: Cell<'_>, known: &Known<'_, '_>, report: &mut Report<'_>) -> Option<Condition> {
    let Some((slot, wanted)) = cell.parted(':') else {
        let hint = Some("write `SLOT: WORDS`, such as `object: @actor, none`".to_owned());
        report.error(
            cell.at,
            code::BAD_CONDITION,
            format!("no condition `{}`", cell.text),
            hint,
        );
        return None;
    };
    if wanted.is_empty() {
        report.error(
            cell.at,
            code::BAD_CONDITION,
            "a condition without words".to_owned(),
            None,
        );
        return None;
    }
    match slot.text {
        "passive" => {
            let answers = [("yes", true), ("no", false)];
            words::named(
                wanted,
                "answer but yes or no",
                &answers,
                code::BAD_CONDITION,
                report,
            )
            .map(Condition::Passive)
        }
        "near" => near(wanted, known, report),
        _ => {
            let path = known.slots.path(slot, report);
            let fits = fits(wanted, known, report);
            let (path, fits) = (path?, fits?);
            Some(match fits {
                Fits {
                    any,
                    none,
                    empty: true,
                    filled: false,
                } if any.is_empty() && none.is_empty() => Condition::Empty(path),
                Fits {
                    any,
                    none,
                    empty: false,
                    filled: true,
                } if any.is_empty() && none.is_empty() => Condition::Filled(path),
                // Words that must not stand there do not stand in an empty slot either.
                Fits {
                    any,
                    none,
                    empty,
                    filled,
                } => {
                    let empty = empty || (any.is_empty() && !filled);
                    // `any` beside words makes the words say nothing: whatever fills the slot fits.
                    let any = if filled { Vec::new() } else { any };
                    Condition::Fits {
                        path,
                        any,
                        none,
                        empty,
                    }
                }
            })
        }
    }
}

/// What a condition asks of a slot.
struct Fits {
    any: Vec<Test>,
    none: Vec<Test>,
    empty: bool,
    filled: bool,
}

fn fits(wanted: Cell<'_>, known: &Known<'_, '_>, report: &mut Report<'_>) -> Option<Fits> {
    let mut fits = Fits {
        any: Vec::new(),
        none: Vec::new(),
        empty: false,
        filled: false,
    };
    let errors = report.errors();
    for word in wanted.split(',') {
        match word.text {
            "any" => fits.filled = true,
            "none" => fits.empty = true,
            text => match text.strip_prefix('!') {
                Some(_) => fits
                    .none
                    .extend(test(word.part(1, text.len()), known, report)),
                None => fits.any.extend(test(word, known, report)),
            },
        }
    }
    fits.any.sort();
    fits.none.sort();
    (report.errors() == errors).then_some(fits)
}

/// Special classes by name.
const SPECIAL: &[(&str, Test)] = &[
    ("actor", Test::Actor),
    ("state", Test::State),
    ("organisation", Test::Organisation),
    ("person", Test::Person),
    ("place", Test::Place),
    ("event", Test::Event),
];

fn test(word: Cell<'_>, known: &Known<'_, '_>, report: &mut Report<'_>) -> Option<Test> {
    let Some(name) = word.text.strip_prefix('@') else {
        if word.is_empty() {
            report.error(
                word.at,
                code::BAD_CONDITION,
                "a word is missing".to_owned(),
                None,
            );
            return None;
        }
        return Some(Test::Word(words::phrase(word)));
    };
    if let Some((_, test)) = SPECIAL.iter().find(|(special, _)| *special == name) {
        return Some(test.clone());
    }
    if let Some(id) = known.ontology.type_named(name) {
        return Some(Test::Type(id));
    }
    let codes = known.ontology.sectors.iter().chain(&known.ontology.groups);
    if codes.clone().any(|code| code == name) {
        return Some(Test::Sector(Box::from(name)));
    }
    if known.classes.contains_key(name) {
        return Some(Test::Class(Box::from(name)));
    }
    let mut all: Vec<&str> = known.classes.keys().map(|name| &**name).collect();
    all.sort_unstable();
    all.extend(SPECIAL.iter().map(|(name, _)| *name));
    all.extend(codes.map(String::as_str));
    all.extend(known.ontology.types.iter().map(|t| t.name.as_str()));
    let hint = suggest(name, all).map(|hint| hint.replacen('`', "`@", 1));
    report.error(
        word.at,
        code::UNKNOWN_CLASS,
        format!("no class `@{name}`"),
        hint,
    );
    None
}

fn near(wanted: Cell<'_>, known: &Known<'_, '_>, report: &mut Report<'_>) -> Option<Condition> {
    let errors = report.errors();
    let mut near: Vec<Box<str>> = Vec::new();
    for word in wanted.split(',') {
        match test(word, known, report) {
            Some(Test::Word(word)) => near.push(word),
            Some(Test::Class(class)) => {
                near.extend(known.classes.get(&class).into_iter().flatten().cloned())
            }
            Some(_) => {
                let hint = Some("`near` takes words and classes of words".to_owned());
                report.error(
                    word.at,
                    code::BAD_CONDITION,
                    format!("`{}` is no word", word.text),
                    hint,
                );
            }
            None => {}
        }
    }
    near.sort();
    near.dedup();
    (report.errors() == errors).then_some(Condition::Near(near))
}

/// Puts the most specific first, leaves out what is overridden, and reports what clashes or can never decide.
fn sort(mut drafts: Vec<Draft>, classes: &Classes, report: &mut Report<'_>) -> Frames {
    drafts.sort_by_key(|d| (std::cmp::Reverse((d.weight(), d.layer, d.rule)), d.at));
    let mut frames = Frames::default();
    let mut kept: Vec<Draft> = Vec::new();
    for draft in drafts {
        let key = (draft.frame.part, draft.frame.word.clone());
        let rivals = frames.by_word.entry(key).or_insert_with(Vec::new);
        let decided = rivals
            .iter()
            .filter_map(|&i| kept.get(i as usize))
            .find(|rival| covers(&rival.frame, &draft.frame, classes));
        if decided.is_none_or(|rival| !is_left_out(rival, &draft, report)) {
            rivals.push(kept.len() as u32);
            kept.push(draft);
        }
    }
    frames.all = kept.into_iter().map(|draft| draft.frame).collect();
    frames
}

/// Reports a frame that never decides, for the rival always does. Says whether it is left out.
fn is_left_out(rival: &Draft, draft: &Draft, report: &mut Report<'_>) -> bool {
    if rival.layer > draft.layer {
        return rival.weight() == draft.weight();
    }
    let words: Vec<&str> = draft.frame.words().collect();
    let (words, place) = (words.join(" "), report.place(rival.at));
    let same =
        rival.weight() == draft.weight() && covers(&draft.frame, &rival.frame, &Classes::default());
    if same && !has_same_outcome(&rival.frame, &draft.frame) && rival.rule == draft.rule {
        let message = format!("`{words}` has the same conditions and another outcome at {place}");
        let hint = Some("add a condition to one of them, or drop one".to_owned());
        report.error(draft.at, code::CLASHING_FRAMES, message, hint);
        return true;
    }
    let message =
        format!("this frame of `{words}` never decides: the one at {place} always comes first");
    report.warn(draft.at, code::UNREACHABLE_FRAME, message, None);
    true
}

fn has_same_outcome(a: &Frame, b: &Frame) -> bool {
    (
        a.event,
        &a.modes,
        &a.contexts,
        &a.cameo,
        &a.actor,
        &a.recipient,
    ) == (
        b.event,
        &b.modes,
        &b.contexts,
        &b.cameo,
        &b.actor,
        &b.recipient,
    )
}

/// Whether `general` fits wherever `special` does.
fn covers(general: &Frame, special: &Frame, classes: &Classes) -> bool {
    general.more.iter().all(|word| special.more.contains(word))
        && general.when.iter().all(|wanted| {
            special
                .when
                .iter()
                .any(|given| implies(given, wanted, classes))
        })
}

/// Whether `wanted` holds wherever `given` does.
fn implies(given: &Condition, wanted: &Condition, classes: &Classes) -> bool {
    match (given, wanted) {
        _ if given == wanted => true,
        (
            Condition::Fits {
                path, empty: false, ..
            },
            Condition::Filled(other),
        ) => path == other,
        (
            Condition::Empty(path),
            Condition::Fits {
                path: other,
                empty: true,
                ..
            },
        ) => path == other,
        (
            Condition::Fits {
                path,
                any,
                none,
                empty,
            },
            Condition::Fits {
                path: other,
                any: wanted_any,
                none: wanted_none,
                empty: wanted_empty,
            },
        ) => {
            path == other
                && (*wanted_empty || !empty)
                && (wanted_any.is_empty()
                    || (!any.is_empty()
                        && any.iter().all(|test| is_among(test, wanted_any, classes))))
                && wanted_none.iter().all(|test| none.contains(test))
        }
        (Condition::Near(given), Condition::Near(wanted)) => {
            given.iter().all(|word| wanted.contains(word))
        }
        _ => false,
    }
}

/// Whether what passes the test passes one of these.
fn is_among(test: &Test, wider: &[Test], classes: &Classes) -> bool {
    wider.iter().any(|other| match (test, other) {
        _ if test == other => true,
        (Test::State | Test::Organisation | Test::Person | Test::Sector(_), Test::Actor) => true,
        (Test::Type(_), Test::Event) => true,
        (Test::Word(word), Test::Class(class)) => {
            classes.get(class).is_some_and(|words| words.contains(word))
        }
        (Test::Class(inner), Test::Class(outer)) => {
            match (classes.get(inner), classes.get(outer)) {
                (Some(inner), Some(outer)) => inner.is_subset(outer),
                _ => false,
            }
        }
        _ => false,
    })
}
