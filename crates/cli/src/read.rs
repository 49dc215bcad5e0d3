//! `casus read`: documents in, events (or trees, speakers, times, places, actors) out.

use crate::args::{Emit, Format, ReadArgs};
use crate::choice::Choice;
use crate::inputs::Inputs;
use crate::resume::{self, Resume};
use crate::{Outcome, Result, complain, documents, knowledge};
#[cfg(feature = "parquet")]
use casus_events::output::ColumnWriter;
use casus_events::output::{self, Row, TableWriter};
#[cfg(feature = "parquet")]
use casus_events::wire::EventRecord;
use casus_events::{Engine, Error, Reading, record};
use std::cell::RefCell;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::iter;

/// What one document comes to.
struct Piece {
    events: usize,
    content: Content,
}

enum Content {
    Bytes(Vec<u8>),
    Rows(Vec<Row>),
    #[cfg(feature = "parquet")]
    Records(Vec<EventRecord>),
}

/// Reads everything that is named, and writes what is asked for.
pub(crate) fn run(args: &ReadArgs) -> Result<Outcome> {
    if args.files.is_empty() && io::stdin().is_terminal() {
        complain("name a file or a folder, or give the text on standard input");
        return Ok(Outcome::Usage);
    }
    let format = format(args);
    if args.emit != Emit::Events && format != Format::Jsonl {
        complain("only events are written as a table, CSV or Parquet");
        return Ok(Outcome::Usage);
    }
    let appends = matches!(format, Format::Jsonl | Format::Csv);
    if let Some(outcome) = resume::check(args, appends) {
        return Ok(outcome);
    }
    if args.emit == Emit::Documents {
        return documents::run(args);
    }
    let engine = knowledge::engine(&args.knowledge, args.threads)?;
    let to_terminal = args.output.is_none() && io::stdout().is_terminal();
    let resume = RefCell::new(Resume::open(args)?);
    let mut inputs = Inputs::new(args, resume.borrow().as_ref());
    let mut progress = inputs.progress(args, !to_terminal);
    let mut sink = Sink::open(args, format, resume.borrow().as_ref())?;
    let (mut faults, _) = knowledge::count(engine.diagnostics());
    let choice = Choice::default();
    let documents = iter::from_fn(|| inputs.next(&resume, |item| choice.take(item, args)));
    let map = |reading: Reading| piece(&engine, &reading, args.emit, format);
    engine.stream(documents, map, |result| {
        match result {
            Ok(piece) => {
                progress.add(piece.events);
                sink.write(piece.content)?;
            }
            Err(fault) => {
                faults += 1;
                progress.complain(&fault.to_string());
            }
        }
        sink.note(&resume)
    })?;
    sink.finish()?;
    if let Some(resume) = resume.into_inner() {
        resume.finish()?;
    }
    progress.finish();
    choice.tell();
    // The program ends here: the system takes its memory back at once, piece by piece it would take longer.
    std::mem::forget(engine);
    Ok(if faults == 0 {
        Outcome::Good
    } else {
        Outcome::Faults
    })
}

/// The format that is asked for, or else the one that fits where it goes.
fn format(args: &ReadArgs) -> Format {
    if let Some(format) = args.format {
        return format;
    }
    let ending = args
        .output
        .as_ref()
        .and_then(|path| path.extension()?.to_str());
    match ending {
        #[cfg(feature = "parquet")]
        Some("parquet") => Format::Parquet,
        Some("csv") => Format::Csv,
        None if args.output.is_none()
            && args.emit == Emit::Events
            && io::stdout().is_terminal() =>
        {
            Format::Table
        }
        _ => Format::Jsonl,
    }
}

fn piece(engine: &Engine, reading: &Reading, emit: Emit, format: Format) -> Piece {
    let ontology = &engine.codebook().ontology;
    let content = match (emit, format) {
        (Emit::Events, Format::Table) => Content::Rows(output::rows(reading, ontology)),
        #[cfg(feature = "parquet")]
        (Emit::Events, Format::Parquet) => Content::Records(record::events(reading, ontology)),
        (Emit::Events, Format::Csv) => {
            Content::Bytes(output::csv_rows(&record::events(reading, ontology)))
        }
        (Emit::Events, Format::Jsonl) => {
            Content::Bytes(output::lines(&record::events(reading, ontology)))
        }
        (Emit::Tree, _) => {
            Content::Bytes(output::trees(&reading.document, &reading.trees).into_bytes())
        }
        (Emit::Attributions, _) => Content::Bytes(output::lines(&record::attributions(reading))),
        (Emit::Obligations, _) => Content::Bytes(output::lines(&record::obligations(reading))),
        (Emit::Times, _) => Content::Bytes(output::lines(&record::times(reading))),
        (Emit::Places, _) => Content::Bytes(output::lines(&record::places(reading))),
        // Documents are written without being read by the engine.
        (Emit::Documents, _) => Content::Bytes(Vec::new()),
        (Emit::Actors, _) => Content::Bytes(output::lines(&record::actor_mentions(reading))),
        (Emit::Names, _) => Content::Bytes(output::lines(&record::names(reading))),
    };
    Piece {
        events: reading.coded.events.len(),
        content,
    }
}

type Out = Box<dyn Write + Send>;

/// Where the results go.
enum Sink {
    /// Bytes, and how many there are.
    Bytes(Out, u64),
    Table(TableWriter<Out>),
    #[cfg(feature = "parquet")]
    Columns(Box<ColumnWriter<Out>>),
}

impl Sink {
    fn open(args: &ReadArgs, format: Format, resume: Option<&Resume>) -> Result<Self> {
        let mut out: Out = match &args.output {
            Some(path) => {
                let file = match resume {
                    Some(resume) => resume.output(path),
                    None => File::create(path).map_err(|source| Error::File {
                        path: path.display().to_string(),
                        source,
                    }),
                };
                Box::new(BufWriter::new(file?))
            }
            None => Box::new(BufWriter::with_capacity(64 * 1024, io::stdout())),
        };
        let written = resume.map_or(0, Resume::written);
        Ok(match format {
            Format::Jsonl => Sink::Bytes(out, written),
            Format::Csv if written > 0 => Sink::Bytes(out, written),
            Format::Csv => {
                let header = output::csv_header();
                out.write_all(&header)?;
                Sink::Bytes(out, header.len() as u64)
            }
            #[cfg(feature = "parquet")]
            Format::Parquet => Sink::Columns(Box::new(ColumnWriter::new(out)?)),
            Format::Table => {
                let to_terminal = args.output.is_none() && io::stdout().is_terminal();
                Sink::Table(TableWriter::new(
                    out,
                    terminal_width(),
                    to_terminal && console::colors_enabled(),
                ))
            }
        })
    }

    fn write(&mut self, content: Content) -> Result<()> {
        match (self, content) {
            (Sink::Bytes(out, written), Content::Bytes(bytes)) => {
                out.write_all(&bytes)?;
                *written += bytes.len() as u64;
            }
            (Sink::Table(table), Content::Rows(rows)) => {
                for row in rows {
                    table.write(row)?;
                }
            }
            #[cfg(feature = "parquet")]
            (Sink::Columns(columns), Content::Records(records)) => columns.write(records)?,
            // The same format chooses both.
            _ => {}
        }
        Ok(())
    }

    /// Notes from time to time how far the run is, where it may have to go on.
    fn note(&mut self, resume: &RefCell<Option<Resume>>) -> Result<()> {
        if let (Sink::Bytes(out, written), Some(resume)) = (self, resume.borrow_mut().as_mut()) {
            resume.handed_on();
            if resume.is_due() {
                out.flush()?;
                resume.note(*written)?;
            }
        }
        Ok(())
    }

    fn finish(self) -> Result<()> {
        match self {
            Sink::Bytes(mut out, _) => out.flush()?,
            Sink::Table(table) => table.finish()?,
            #[cfg(feature = "parquet")]
            Sink::Columns(columns) => columns.finish()?,
        }
        Ok(())
    }
}

/// The width of the terminal; where there is none what the environment tells, or else a wide page.
pub(crate) fn terminal_width() -> usize {
    let told = || std::env::var("COLUMNS").ok()?.parse().ok();
    let terminal = console::Term::stdout().size_checked();
    terminal.map_or_else(
        || told().unwrap_or(160),
        |(_, columns)| usize::from(columns),
    )
}
