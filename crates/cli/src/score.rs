//! `casus score`: our results against gold, printed, kept, and held against what was kept before.

use crate::args::{GoldSet, ScoreArgs};
use crate::{Outcome, Result, complain, knowledge, stdout};
use casus_events::ledger::cases::Rule;
use casus_events::score::{
    Report, ScoreFile, cases, drops, fact, geo, gsr, html, manual, muc, names, negation, petrarch,
    plv, police, polnear, reports, times, treebank,
};
use casus_events::{Engine, Error};
use flate2::read::MultiGzDecoder;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

/// The ending of an annotated report.
const REPORT: &str = "report";
/// The ending of a set of reports with their happenings marked.
const CASES: &str = "cases";
/// The first bytes of a packed file.
const GZIP: [u8; 2] = [0x1f, 0x8b];

/// Scores a gold file.
pub(crate) fn run(args: &ScoreArgs) -> Result<Outcome> {
    let engine = knowledge::engine(&args.knowledge, None)?;
    let report = report(args, &engine)?;
    let mut out = stdout();
    if args.misses {
        for miss in &report.misses {
            writeln!(out, "{miss}")?;
        }
    }
    out.write_all(report.text.as_bytes())?;
    out.flush()?;
    let good = check(args, &report)?;
    record(args, &report)?;
    Ok(if good { Outcome::Good } else { Outcome::Faults })
}

/// The numbers of the set that is asked for.
fn report(args: &ScoreArgs, engine: &Engine) -> Result<Report> {
    let path = args.file.display().to_string();
    let gold = || text(&args.file);
    Ok(match args.set {
        GoldSet::Fact => fact::score(engine, &path, &gold()?)?,
        GoldSet::Negation => negation::score(engine, &path, &gold()?)?,
        GoldSet::Reports => reports::score(engine, &files(&args.file, REPORT)?)?,
        GoldSet::Cases => cases::score(engine, &files(&args.file, CASES)?, &rule(args)?)?,
        GoldSet::Muc => muc::score(engine, &archives(&args.file)?, &rule(args)?)?,
        GoldSet::Treebank => treebank::score(engine, &path, &gold()?, args.documents.as_deref())?,
        GoldSet::Plv => plv::score(engine, &path, &gold()?)?,
        GoldSet::Html => html::score(&args.file)?,
        GoldSet::Gsr => gsr::score(engine, &path, &gold()?)?,
        GoldSet::Police => police::score(engine, &path, &gold()?)?,
        GoldSet::Manual => manual::score(engine, &path, &gold()?)?,
        GoldSet::Geo => geo::score(engine, &path, &gold()?)?,
        GoldSet::Names => names::score(engine, &path, &gold()?)?,
        GoldSet::Times => times::score(engine, &path, &gold()?)?,
        GoldSet::Petrarch => petrarch::score(engine, &path, &gold()?, &roots(args)?)?,
        GoldSet::Polnear => polnear::score(engine, &path, &gold()?)?,
    })
}

/// A file, or the files of a folder with that ending in the order of their names, each with its text.
fn files(path: &Path, ending: &str) -> Result<Vec<(String, String)>> {
    let read = |path: &Path| Ok((path.display().to_string(), text(path)?));
    if !path.is_dir() {
        return Ok(vec![read(path)?]);
    }
    let entries = fs::read_dir(path).map_err(|source| failed(path, source))?;
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.extension().is_some_and(|found| found == ending));
    paths.sort();
    paths.iter().map(|path| read(path)).collect()
}

/// The table of roots, where there is one.
fn roots(args: &ScoreArgs) -> Result<petrarch::Roots> {
    let Some(path) = &args.roots else {
        return Ok(petrarch::Roots::default());
    };
    Ok(petrarch::Roots::read(&text(path)?))
}

/// The rule by which claims are joined.
fn rule(args: &ScoreArgs) -> Result<Rule> {
    let rule = args
        .rule
        .as_ref()
        .map(|path| Ok::<_, Error>(Rule::parse(&text(path)?)?));
    rule.unwrap_or_else(|| Ok(Rule::built_in()))
}

/// The archives of a folder in the order of their names, unpacked.
fn archives(folder: &Path) -> Result<Vec<Vec<u8>>> {
    let entries = fs::read_dir(folder).map_err(|source| failed(folder, source))?;
    let mut paths: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    paths.retain(|path| path.to_string_lossy().ends_with(".tar.gz"));
    paths.sort();
    let unpack = |path: &PathBuf| {
        let bytes = fs::read(path).map_err(|source| failed(path, source))?;
        let mut unpacked = Vec::new();
        let read = MultiGzDecoder::new(bytes.as_slice()).read_to_end(&mut unpacked);
        read.map_err(|source| failed(path, source))?;
        Ok(unpacked)
    };
    paths.iter().map(unpack).collect()
}

/// The text of a file, unpacked where it is packed.
fn text(path: &Path) -> Result<String> {
    let failed = |source| failed(path, source);
    let bytes = fs::read(path).map_err(failed)?;
    if !bytes.starts_with(&GZIP) {
        return String::from_utf8(bytes).map_err(|e| failed(std::io::Error::other(e)));
    }
    let mut text = String::new();
    MultiGzDecoder::new(bytes.as_slice())
        .read_to_string(&mut text)
        .map_err(failed)?;
    Ok(text)
}

fn failed(path: &Path, source: std::io::Error) -> Error {
    Error::File {
        path: path.display().to_string(),
        source,
    }
}

/// The name of the set: the one given, else the file's.
fn set_name(args: &ScoreArgs) -> String {
    let stem = args.file.file_name().unwrap_or_default();
    let stem = stem.to_string_lossy();
    let stem = stem
        .trim_end_matches(".gz")
        .rsplit_once('.')
        .map_or(&*stem, |(stem, _)| stem);
    args.name.clone().unwrap_or_else(|| stem.to_owned())
}

/// Whether no score is below the newest of the file.
fn check(args: &ScoreArgs, report: &Report) -> Result<bool> {
    let Some(path) = &args.check else {
        return Ok(true);
    };
    let file = ScoreFile::new(fs::read_to_string(path).map_err(|source| failed(path, source))?);
    let drops = drops(&file, &set_name(args), &report.scores);
    drops.iter().for_each(|drop| complain(drop));
    Ok(drops.is_empty())
}

/// Appends the scores to the file that is asked for.
fn record(args: &ScoreArgs, report: &Report) -> Result<()> {
    let Some(path) = &args.record else {
        return Ok(());
    };
    let known = fs::read_to_string(path).unwrap_or_default();
    let mut file = ScoreFile::new(known);
    let today = || {
        jiff::Timestamp::now()
            .to_zoned(jiff::tz::TimeZone::UTC)
            .date()
            .to_string()
    };
    let date = args.date.clone().unwrap_or_else(today);
    file.append(&date, &set_name(args), &report.scores, &args.note);
    fs::write(path, file.text()).map_err(|source| failed(path, source))
}
