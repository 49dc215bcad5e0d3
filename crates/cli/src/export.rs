//! `casus export` and `casus import`: a ledger into files that others read, and event records into a ledger.
//!
//! What is written comes from the library a portion at a time; tables that SQL gives are written as answers are.

use crate::args::{ExportArgs, Format, ImportArgs, Table};
use crate::{Outcome, Result, complain};
use casus_events::export::field;
use casus_events::ledger::ask::{Answer, Desk};
use casus_events::ledger::{Added, Entry, Ledger, Reader, View};
use casus_events::wire::EventRecord;
use casus_events::{Error, codebook, export, import, output};
use std::fs::File;
use std::io::{self, BufReader, Write};
use std::path::Path;

/// So many documents are one portion.
const PORTION: usize = 500;
const CLAIMS: &str = "SELECT * FROM events ORDER BY claim";
const DYAD_DAYS: &str = "SELECT * FROM dyad_days ORDER BY day, actor, recipient";

/// Writes what is asked for.
pub(crate) fn run(args: &ExportArgs) -> Result<Outcome> {
    let view = View {
        known: args.known.clone(),
        without: args.disbelieve.clone(),
        ..View::default()
    };
    let whole = view == View::default();
    let reader = Reader::open(&args.ledger)?.with_view(view);
    let format = crate::ask::format(args.format, args.output.as_deref());
    if !whole && !matches!(args.what, Table::Events | Table::Gdelt | Table::Transfers) {
        complain("--known and --disbelieve hold for events, gdelt and transfers alone");
        return Ok(Outcome::Usage);
    }
    let mut out = crate::ask::open_to_write(args.output.as_deref())?;
    match args.what {
        Table::Events => events(&reader, format, &mut out)?,
        Table::Gdelt => {
            let names = output::GDELT.map(str::to_owned).to_vec();
            out.write_all(&output::gdelt_lines([names]))?;
            export::gdelt(&reader, |rows| {
                Ok(out.write_all(&output::gdelt_lines(rows))?)
            })?;
        }
        Table::Claims => crate::ask::write_as(&reader.select(CLAIMS)?, format, &mut out)?,
        what => {
            let table = table(reader, what, args.on.clone())?;
            crate::ask::write_as(&table, format, &mut out)?;
        }
    }
    out.flush()?;
    Ok(Outcome::Good)
}

/// A table of pairs of states, with their numbers on the day of each line.
fn table(reader: Reader, what: Table, on: Option<String>) -> Result<Answer> {
    let book = codebook(Vec::new()).0;
    let on = on.unwrap_or_else(crate::add::today);
    let (mut table, parties, day) = match what {
        Table::Obligations => {
            let day = casus_events::days(&on).map_or(0, |period| period.to);
            (field::obligations(&book, day), ["state", "other"], "on")
        }
        Table::Sanctions => {
            let parties = ["sanctioned_state", "sanctioning_state"];
            (field::sanctions(&book), parties, "first_day")
        }
        Table::Transfers => {
            let transfers = field::transfers(&Desk::new(reader, &book), Some(&on))?;
            (transfers, ["recipient", "supplier"], "first_day")
        }
        _ => (reader.select(DYAD_DAYS)?, ["actor", "recipient"], "day"),
    };
    export::with_numbers(&mut table, &book, &parties, day);
    Ok(table)
}

fn events(reader: &Reader, format: Format, out: &mut (impl Write + Send)) -> Result<()> {
    match format {
        Format::Csv => {
            out.write_all(&output::csv_header())?;
            export::events(reader, |records| {
                Ok(out.write_all(&output::csv_rows(&records))?)
            })
        }
        #[cfg(feature = "parquet")]
        Format::Parquet => {
            let mut columns = output::ColumnWriter::new(out)?;
            export::events(reader, |records| columns.write(records))?;
            columns.finish()
        }
        Format::Table | Format::Jsonl => export::events(reader, |records| {
            Ok(out.write_all(&output::lines(&records))?)
        }),
    }
}

/// Adds event records to a ledger.
pub(crate) fn import(args: &ImportArgs) -> Result<Outcome> {
    let mut ledger = Ledger::open(&args.ledger)?;
    let known = ledger.reader()?;
    let read = args.read.clone().unwrap_or_else(crate::add::today);
    let (mut added, mut faults, mut waiting) = (Added::default(), 0, Vec::new());
    let (book, date) = (codebook(Vec::new()).0, args.date.as_deref());
    for path in &args.files {
        let name = path.display().to_string();
        let records = records(path, &name)?;
        import::events(records, &read, date, &book.ontology, |entry| {
            match entry {
                Ok(entry) if known.has_id(&entry.document.id)? => added.known += 1,
                Ok(entry) => take(&mut ledger, &mut waiting, entry, &mut added)?,
                Err(fault) => {
                    faults += 1;
                    complain(&fault);
                }
            }
            Ok(())
        })?;
    }
    added += ledger.add(&waiting)?;
    ledger.derive()?;
    let (claims, documents) = (added.claims, added.documents);
    complain(&format!(
        "{claims} claims from {documents} new documents, {} known already",
        added.known
    ));
    Ok(if faults == 0 {
        Outcome::Good
    } else {
        Outcome::Faults
    })
}

fn take(
    ledger: &mut Ledger,
    waiting: &mut Vec<Entry>,
    entry: Entry,
    added: &mut Added,
) -> Result<()> {
    waiting.push(entry);
    if waiting.len() >= PORTION {
        *added += ledger.add(waiting)?;
        waiting.clear();
    }
    Ok(())
}

/// The records of a file of lines of JSON or of Parquet, or of standard input.
fn records<'p>(
    path: &Path,
    name: &'p str,
) -> Result<Box<dyn Iterator<Item = std::result::Result<EventRecord, String>> + 'p>> {
    if path == Path::new("-") {
        return Ok(Box::new(import::lines(io::stdin().lock(), name)));
    }
    #[cfg_attr(not(feature = "parquet"), allow(unused_mut))]
    let mut file = File::open(path).map_err(|source| Error::File {
        path: path.display().to_string(),
        source,
    })?;
    #[cfg(feature = "parquet")]
    if import::columns::is_columns(&mut file) {
        return Ok(Box::new(import::columns::records(file, name)?));
    }
    Ok(Box::new(import::lines(BufReader::new(file), name)))
}
