//! `casus ask` and `casus sql`: questions to a ledger, answered as a table, JSON lines, CSV or Parquet.
//!
//! The ledger is opened for reading alone. What is asked is told by the arguments; what it means is left to the library.

use crate::args::{
    AskArgs, CommonArgs, Condition, Fallible, Format, OneOrTwo, Pair, Question, SqlArgs,
};
use crate::{Outcome, Result, complain, knowledge};
use casus_events::law::relation::RelationKind;
use casus_events::ledger::ask::{Answer, Desk};
use casus_events::ledger::{Only, Reader, View};
use casus_events::{Error, codebook, output};
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// Answers a question.
pub(crate) fn run(args: &AskArgs) -> Result<Outcome> {
    let common = &args.common;
    let mut sources = Vec::new();
    for folder in &common.knowledge {
        sources.extend(knowledge::sources(folder)?);
    }
    let (book, diagnostics) = codebook(sources);
    for diagnostic in knowledge::located(&diagnostics, &common.knowledge) {
        complain(&diagnostic.to_string());
    }
    let reader = open(common, view(common))?;
    tell_of_gaps(&reader, common)?;
    let desk = Desk::new(reader, &book);
    let answer = answer(&desk, &args.question, common)?;
    write(&answer, common.format, common.output.as_ref())?;
    Ok(Outcome::Good)
}

fn view(common: &CommonArgs) -> View {
    View {
        known: common.known.clone(),
        without: common.disbelieve.clone(),
        only: only(&common.only),
    }
}

fn only(conditions: &[Condition]) -> Only {
    let mut only = Only::default();
    for condition in conditions.iter().cloned() {
        match condition {
            Condition::Type(name) => only.types.push(name),
            Condition::Status(name) => only.statuses.push(name),
            Condition::Speaker(name) => only.speakers.push(name),
            Condition::Source(name) => only.sources.push(name),
            Condition::Confidence(least) => only.confidence = Some(least),
        }
    }
    only
}

fn open(common: &CommonArgs, view: View) -> Result<Reader> {
    Ok(Reader::open(&common.ledger)?.with_view(view))
}

/// Says where an answer must be empty or is not whole.
fn tell_of_gaps(reader: &Reader, common: &CommonArgs) -> Result<()> {
    if let (Some(known), Some(first)) = (&common.known, reader.first_known()?)
        && *known < first
    {
        complain(&format!(
            "nothing was known on {known}: the first document is of {first}"
        ));
    }
    Ok(())
}

fn answer(desk: &Desk<'_>, question: &Question, common: &CommonArgs) -> Result<Answer> {
    let on = common.on.clone().unwrap_or_else(crate::add::today);
    let asked = common.on.as_deref();
    let pair = |pair: &Pair| -> Result<(String, String)> {
        Ok((desk.code(&pair.one)?, desk.code(&pair.other)?))
    };
    let between = |names: &Option<Vec<String>>| -> Result<Option<(String, String)>> {
        match names.as_deref() {
            Some([one, other]) => Ok(Some((desk.code(one)?, desk.code(other)?))),
            _ => Ok(None),
        }
    };
    Ok(match question {
        Question::State(names) => {
            let (one, other) = pair(names)?;
            Answer::from(&desk.state(&one, &other, &on)?)
        }
        Question::Obliged { attacked, by } => {
            let attacked = desk.code(attacked)?;
            let by = by.as_deref().map(|by| desk.code(by)).transpose()?;
            let whom = by
                .as_deref()
                .map(|by| format!(" by {by}"))
                .unwrap_or_default();
            let title = format!("who must act on {on} if {attacked} is attacked{whom}");
            Answer::of_obliged(title, &desk.obliged(&attacked, by.as_deref(), &on)?)
        }
        Question::Breaches { between: names } => {
            let two = between(names)?;
            let two = two
                .as_ref()
                .map(|(one, other)| (one.as_str(), other.as_str()));
            Answer::of_breaches(
                format!("transfers against measures by {on}"),
                &desk.breaches(two, &on)?,
            )
        }
        Question::Exchanges(names) => {
            let (one, other) = pair(names)?;
            Answer::of_relations(
                format!("what {one} and {other} give each other"),
                &desk.exchanges(&one, &other, asked)?,
            )
        }
        Question::Visits(names) => one_kind(desk, RelationKind::Visit, "visits", names, asked)?,
        Question::Commitments(names) => one_kind(
            desk,
            RelationKind::Commitment,
            "promises and threats",
            names,
            asked,
        )?,
        Question::Said { by } => Answer::of_said(
            format!("what {by} says"),
            &desk.said(by, asked, common.limit)?,
        ),
        Question::Timeline {
            pair: names,
            from,
            to,
        } => {
            let (one, other) = pair(names)?;
            let to = to.as_deref().or(asked);
            Answer::of_told(
                format!("{one} and {other} by the days"),
                &desk.timeline(&one, &other, from.as_deref(), to, common.limit)?,
            )
        }
        Question::Cases { condition } => Answer::of_cases(
            "happenings".to_owned(),
            &desk.cases(condition, common.limit)?,
        ),
        Question::Why { id } => Answer::from(&desk.why(id)?),
        Question::Without {
            source,
            question: Fallible::State(names),
        } => {
            let (one, other) = pair(names)?;
            let changes = desk.without(|view| reader(common, view), source, &one, &other, &on)?;
            Answer::of_changes(
                format!("{one} and {other} on {on} without {}", source.join(", ")),
                &changes,
            )
        }
        Question::Diff {
            from,
            to,
            between: names,
        } => {
            let two = between(names)?;
            let two = two
                .as_ref()
                .map(|(one, other)| (one.as_str(), other.as_str()));
            let changes = desk.diff(|view| reader(common, view), from, to, two)?;
            Answer::of_changes(format!("what became known from {from} to {to}"), &changes)
        }
    })
}

fn reader(
    common: &CommonArgs,
    view: View,
) -> std::result::Result<Reader, casus_events::ledger::Error> {
    Ok(Reader::open(&common.ledger)?.with_view(view))
}

/// The relations of one kind, of one with another or with anybody.
fn one_kind(
    desk: &Desk<'_>,
    kind: RelationKind,
    what: &str,
    names: &OneOrTwo,
    on: Option<&str>,
) -> Result<Answer> {
    let one = desk.code(&names.one)?;
    let other = names
        .other
        .as_deref()
        .map(|other| desk.code(other))
        .transpose()?;
    let title = match &other {
        Some(other) => format!("{what} between {one} and {other}"),
        None => format!("{what} of {one}"),
    };
    Ok(Answer::of_relations(
        title,
        &desk.relations(kind, &one, other.as_deref(), on)?,
    ))
}

/// Answers a question in SQL.
pub(crate) fn sql(args: &SqlArgs) -> Result<Outcome> {
    let answer = Reader::open(&args.ledger)?.select(&args.query)?;
    write(&answer, args.format, args.output.as_ref())?;
    Ok(Outcome::Good)
}

fn write(answer: &Answer, format: Option<Format>, path: Option<&PathBuf>) -> Result<()> {
    let path = path.map(PathBuf::as_path);
    let mut out = open_to_write(path)?;
    write_as(answer, self::format(format, path), &mut out)?;
    Ok(out.flush()?)
}

/// How to write: as is asked, or by the ending of the file, a table to a terminal, else JSON lines.
pub(crate) fn format(asked: Option<Format>, path: Option<&Path>) -> Format {
    let ending = path.and_then(|path| path.extension()?.to_str());
    asked.unwrap_or(match ending {
        #[cfg(feature = "parquet")]
        Some("parquet") => Format::Parquet,
        Some("csv") => Format::Csv,
        None if path.is_none() && io::stdout().is_terminal() => Format::Table,
        _ => Format::Jsonl,
    })
}

/// The file, or standard output.
pub(crate) fn open_to_write(path: Option<&Path>) -> Result<Box<dyn Write + Send>> {
    Ok(match path {
        Some(path) => Box::new(BufWriter::new(File::create(path).map_err(|source| {
            Error::File {
                path: path.display().to_string(),
                source,
            }
        })?)),
        None => Box::new(BufWriter::new(io::stdout())),
    })
}

/// Writes an answer.
pub(crate) fn write_as(
    answer: &Answer,
    format: Format,
    mut out: &mut Box<dyn Write + Send>,
) -> Result<()> {
    match format {
        Format::Table => {
            out.write_all(output::answer_table(answer, crate::read::terminal_width()).as_bytes())?
        }
        Format::Jsonl => out.write_all(&output::answer_lines(answer))?,
        Format::Csv => out.write_all(&output::answer_csv(answer))?,
        #[cfg(feature = "parquet")]
        Format::Parquet => output::answer_columns(answer, &mut out)?,
    }
    Ok(())
}
