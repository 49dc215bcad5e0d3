//! From files to the [`Codebook`]: each table is read in the order in which the others need it.
//!
//! Files with their layers go in (the layer of a user's files lies above ours); the codebook and every fault come out.
//! No file can stop the others from being read.

mod classes;
mod conditions;
mod date;
mod example;
mod frames;
mod language;
mod law;
mod light;
mod nearest;
mod obligations;
mod ontology;
mod rank;
mod report;
mod rules;
mod slot;
mod table;
mod vocabulary;
mod words;
mod world;

pub(crate) use date::days;

use crate::code;
use crate::{Codebook, Diagnostic};
use casus_text::Span;
use report::{File, Report, Spot};

/// The tables by their place, and the folders of rules and pages. A table can be parted into files of a folder of its
/// name: `en/frames/*.table`.
const TABLES: &[&str] = &[
    "en/abbreviations",
    "en/affixes",
    "en/agents",
    "en/classes",
    "en/clitics",
    "en/confidence",
    "en/contexts",
    "en/frames",
    "en/goods",
    "en/grammar",
    "en/hedges",
    "en/lemmas",
    "en/light",
    "en/names",
    "en/numbers",
    "en/obligations",
    "en/prepositions",
    "en/quantities",
    "en/reporting",
    "en/status",
    "en/templates",
    "en/time",
    "events/cameo",
    "events/contexts",
    "events/modes",
    "events/sectors",
    "events/types",
    "law/conflicts",
    "law/goods",
    "law/measures",
    "law/members",
    "law/obligations",
    "law/parties",
    "law/regimes",
    "law/relations",
    "law/ties",
    "law/treaties",
    "world/holders",
    "world/offices",
    "world/organisations",
    "world/places",
    "world/states",
    "world/towns",
];

/// What a file is, by its path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A table, by its number in `TABLES`.
    Table(usize),
    /// A rule.
    Rule,
    /// A page of the codebook.
    Page,
    /// Text about the folder, for people only.
    Prose,
    /// None of these.
    Unknown,
}

/// What a file is, by its path.
fn kind(path: &str) -> Kind {
    if path.starts_with("rules/") && path.ends_with(".rule") {
        return Kind::Rule;
    }
    if path.ends_with(".md") {
        let page = path.starts_with("events/") && path != "events/README.md";
        return if page { Kind::Page } else { Kind::Prose };
    }
    let Some(stem) = path.strip_suffix(".table") else {
        return Kind::Unknown;
    };
    TABLES
        .iter()
        .position(|table| {
            stem.strip_prefix(table)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        })
        .map_or(Kind::Unknown, Kind::Table)
}

/// The files by what they are.
#[derive(Debug)]
pub(crate) struct Files<'a> {
    all: Vec<(Kind, File<'a>)>,
}

impl<'a> Files<'a> {
    /// The files of a table, lower layers first.
    pub(crate) fn table(&self, name: &str) -> impl Iterator<Item = File<'a>> {
        let number = TABLES.iter().position(|t| *t == name).unwrap_or(usize::MAX);
        self.of(Kind::Table(number))
    }

    /// The files of a kind, lower layers first.
    pub(crate) fn of(&self, kind: Kind) -> impl Iterator<Item = File<'a>> {
        self.all
            .iter()
            .filter(move |(k, _)| *k == kind)
            .map(|(_, file)| *file)
    }
}

/// Compiles files of path, text and layer, sorted by layer and path. The faults are those of `layer` and above.
pub(crate) fn compile(files: Vec<(&str, &str, u8)>, layer: u8) -> (Codebook, Vec<Diagnostic>) {
    let files: Vec<File<'_>> = files
        .into_iter()
        .enumerate()
        .map(|(id, (path, text, layer))| File {
            id: id as u32,
            path,
            text,
            layer,
        })
        .collect();
    let mut report = Report::new(files.clone());
    let files = Files {
        all: files.into_iter().map(|f| (kind(f.path), f)).collect(),
    };
    report_unknown(&files, &mut report);
    let codebook = read(&files, &mut report);
    (codebook, report.finish(layer))
}

fn read(files: &Files<'_>, report: &mut Report<'_>) -> Codebook {
    let ontology = ontology::read(files, report);
    let slots = slot::Slots::read(files, report);
    let mut language = language::read(files, &ontology, &slots, report);
    // Frames and world do not know each other, and are about as large: they are read side by side.
    let mut beside = report.beside();
    let (world, (frames, obligations)) = std::thread::scope(|scope| {
        let read_world = || world::read(files, &ontology, &language, &mut beside);
        let started = std::thread::Builder::new().spawn_scoped(scope, read_world);
        let frames = frames::read(files, &ontology, &slots, report);
        (started.ok().and_then(|thread| thread.join().ok()), frames)
    });
    // Where no thread can be had, one after the other will do.
    let world = world.unwrap_or_else(|| {
        beside = report.beside();
        world::read(files, &ontology, &language, &mut beside)
    });
    report.join(beside);
    let law = law::read(files, &ontology, &world, report);
    language::read_goods(files, &law.goods, &mut language, report);
    Codebook {
        ontology,
        frames,
        obligations,
        language,
        world,
        law,
    }
}

/// Reports the files that no one reads.
fn report_unknown(files: &Files<'_>, report: &mut Report<'_>) {
    let known: Vec<String> = TABLES.iter().map(|t| format!("{t}.table")).collect();
    for file in files.of(Kind::Unknown) {
        let hint = nearest::suggest(file.path, known.iter().map(String::as_str))
            .or_else(|| Some("the README of the knowledge folder names all files".to_owned()));
        let at = Spot {
            file: file.id,
            line: 1,
            span: Span::default(),
        };
        report.warn(
            at,
            code::UNKNOWN_FILE,
            format!("no knowledge file is called `{}`", file.path),
            hint,
        );
    }
}
