//! What can be said on the command line.

mod ask;
mod score;

pub(crate) use ask::{AskArgs, CommonArgs, Condition, Fallible, OneOrTwo, Pair, Question, SqlArgs};
pub(crate) use score::{GoldSet, ScoreArgs};

use clap::{Parser, Subcommand, ValueEnum};
use std::num::NonZeroUsize;
use std::path::PathBuf;

/// Reads news reports and writes who did what to whom, when, where, and on whose word.
#[derive(Debug, Parser)]
#[command(name = "casus", version, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read reports and write their events.
    Read(ReadArgs),
    /// Read reports and add what they tell to a ledger.
    Add(AddArgs),
    /// Join the claims of a ledger into cases.
    Derive(DeriveArgs),
    /// Write what a ledger holds into a file that others read.
    Export(ExportArgs),
    /// Add event records to a ledger.
    Import(ImportArgs),
    /// Ask a ledger about the relations of states.
    Ask(AskArgs),
    /// Ask a ledger in SQL.
    Sql(SqlArgs),
    /// Answer over HTTP, and show the page.
    Serve(ServeArgs),
    /// Poll feeds and sitemaps, and append new documents to a file.
    Watch(WatchArgs),
    /// Tell why a sentence is coded as it is.
    Why(WhyArgs),
    /// Check a folder of knowledge files.
    Check(CheckArgs),
    /// Measure against gold.
    Score(ScoreArgs),
}

/// `casus read`
#[derive(Debug, clap::Args)]
pub(crate) struct ReadArgs {
    /// Plain text, Markdown, JSONL, web pages, feeds, WARC, TAR or ZIP; files or folders; `-` is standard input.
    pub(crate) files: Vec<PathBuf>,
    /// The date of documents that have none of their own, such as 2024-06-19.
    #[arg(long, value_parser = date)]
    pub(crate) date: Option<String>,
    /// How to write; by default by the ending of `--output`, a table to a terminal, else JSONL.
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,
    /// What to write.
    #[arg(long, value_enum, default_value_t = Emit::Events)]
    pub(crate) emit: Emit,
    /// A folder of your own knowledge, added to ours; can be given more than once.
    #[arg(long, value_name = "DIR")]
    pub(crate) knowledge: Vec<PathBuf>,
    /// Leave out documents that repeat an earlier one, word for word or nearly.
    #[arg(long)]
    pub(crate) once: bool,
    /// Go on where an interrupted run over the same inputs stopped; the place is kept in a file beside the output.
    #[arg(long)]
    pub(crate) resume: bool,
    /// Begin a web archive with the record that begins at this byte, or the next after it.
    #[arg(long, value_name = "OFFSET")]
    pub(crate) from: Option<u64>,
    /// Keep the raw bytes of each web page in this folder, in files that are named by their hash.
    #[arg(long, value_name = "DIR")]
    pub(crate) keep_pages: Option<PathBuf>,
    /// How many threads to use; all by default.
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
    /// Where to write; standard output by default.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// `casus add`
#[derive(Debug, clap::Args)]
pub(crate) struct AddArgs {
    /// Plain text, Markdown, JSONL, web pages, feeds, WARC, TAR or ZIP; files or folders; `-` is standard input.
    pub(crate) files: Vec<PathBuf>,
    /// The ledger; made where there is none.
    #[arg(
        long,
        value_name = "FILE",
        env = "CASUS_LEDGER",
        default_value = "ledger.casus"
    )]
    pub(crate) ledger: PathBuf,
    /// The date of documents that have none of their own, such as 2024-06-19.
    #[arg(long, value_parser = date)]
    pub(crate) date: Option<String>,
    /// The day on which they are read; today by default.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) read: Option<String>,
    /// A folder of your own knowledge, added to ours; can be given more than once.
    #[arg(long, value_name = "DIR")]
    pub(crate) knowledge: Vec<PathBuf>,
    /// How many threads to use; all by default.
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<NonZeroUsize>,
    /// How many documents are written together.
    #[arg(long, value_name = "N", default_value_t = 500, hide = true)]
    pub(crate) portion: usize,
}

/// `casus derive`
#[derive(Debug, clap::Args)]
pub(crate) struct DeriveArgs {
    /// The ledger.
    #[arg(
        long,
        value_name = "FILE",
        env = "CASUS_LEDGER",
        default_value = "ledger.casus"
    )]
    pub(crate) ledger: PathBuf,
    /// Throw all cases away and make them again.
    #[arg(long)]
    pub(crate) all: bool,
    /// Join by this table from now on, in this ledger; makes all cases again.
    #[arg(long, value_name = "FILE")]
    pub(crate) rule: Option<PathBuf>,
    /// Join by the table that is built in from now on; makes all cases again.
    #[arg(long, conflicts_with = "rule")]
    pub(crate) built_in_rule: bool,
}

/// `casus export`
#[derive(Debug, clap::Args)]
pub(crate) struct ExportArgs {
    /// The ledger.
    #[arg(
        long,
        value_name = "FILE",
        env = "CASUS_LEDGER",
        default_value = "ledger.casus"
    )]
    pub(crate) ledger: PathBuf,
    /// What to write.
    #[arg(long, value_enum, default_value_t = Table::Events)]
    pub(crate) what: Table,
    /// How to write; by default by the ending of `--output`, else JSONL. GDELT's rows are parted by tabs.
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,
    /// Where to write; standard output by default.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// The day for obligations, and the last one for transfers; today by default.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) on: Option<String>,
    /// Only what was known on this day (events, gdelt, transfers).
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) known: Option<String>,
    /// Nothing that rests on the word of this outlet or speaker (events, gdelt, transfers).
    #[arg(long, value_name = "NAME")]
    pub(crate) disbelieve: Vec<String>,
}

/// What can be written from a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Table {
    /// Event records, as `casus read` writes them.
    Events,
    /// Events and obligations, one flat row each, with the case they belong to.
    Claims,
    /// Counts of actual events by actor, recipient and day, with the numbers of COW and Gleditsch and Ward.
    DyadDays,
    /// Actual events by pair, in the columns of GDELT 2.0.
    Gdelt,
    /// Who owes what to whom by treaty on a day, by pair, as ATOP lists obligations.
    Obligations,
    /// Sanctions regimes by sender and target, as the Global Sanctions Data Base lists them.
    Sanctions,
    /// Goods by giver and receiver, as SIPRI's register of arms transfers lists them.
    Transfers,
}

/// `casus import`
#[derive(Debug, clap::Args)]
pub(crate) struct ImportArgs {
    /// Event records as lines of JSON or as Parquet, as `casus read` writes them; `-` is standard input, for lines.
    #[arg(required = true)]
    pub(crate) files: Vec<PathBuf>,
    /// The ledger; made where there is none.
    #[arg(
        long,
        value_name = "FILE",
        env = "CASUS_LEDGER",
        default_value = "ledger.casus"
    )]
    pub(crate) ledger: PathBuf,
    /// The day on which the documents were published, such as 2024-06-19; records do not tell it.
    #[arg(long, value_parser = date)]
    pub(crate) date: Option<String>,
    /// The day on which they are imported; today by default.
    #[arg(long, value_name = "DATE", value_parser = date)]
    pub(crate) read: Option<String>,
}

/// `casus serve`
#[derive(Debug, clap::Args)]
pub(crate) struct ServeArgs {
    /// The ledger.
    #[arg(
        long,
        value_name = "FILE",
        env = "CASUS_LEDGER",
        default_value = "ledger.casus"
    )]
    pub(crate) ledger: PathBuf,
    /// The port; 0 takes any that is free.
    #[arg(long, default_value_t = 8719)]
    pub(crate) port: u16,
    /// The address; others than the machine's own need a token.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1")]
    pub(crate) bind: std::net::IpAddr,
    /// What those who ask must send; best given in the environment, where others do not see it.
    #[arg(long, env = "CASUS_TOKEN", hide_env_values = true)]
    pub(crate) token: Option<String>,
    /// So many requests a second from one address, where others can reach the server.
    #[arg(long, value_name = "N", default_value_t = 50.0)]
    pub(crate) rate: f64,
    /// So many connections at a time; of more those go that have been idle for longest.
    #[arg(long, value_name = "N", default_value_t = 512)]
    pub(crate) connections: usize,
    /// A folder of your own knowledge, added to ours; can be given more than once.
    #[arg(long, value_name = "DIR")]
    pub(crate) knowledge: Vec<PathBuf>,
}

/// `casus watch`
#[derive(Debug, clap::Args)]
pub(crate) struct WatchArgs {
    /// The plan: which feeds and sitemaps, how often, how politely (TOML).
    pub(crate) plan: PathBuf,
    /// The file to which new documents are appended, one JSON object a line.
    #[arg(long, value_name = "FILE")]
    pub(crate) to: Option<PathBuf>,
    /// The ledger to which new documents are added; made where there is none.
    #[arg(long, value_name = "FILE", env = "CASUS_LEDGER")]
    pub(crate) ledger: Option<PathBuf>,
    /// A folder of your own knowledge, added to ours; can be given more than once.
    #[arg(long, value_name = "DIR")]
    pub(crate) knowledge: Vec<PathBuf>,
    /// Where it is kept what was seen; beside the plan by default.
    #[arg(long, value_name = "FILE")]
    pub(crate) state: Option<PathBuf>,
    /// A file to which every request is appended, one JSON object a line.
    #[arg(long, value_name = "FILE")]
    pub(crate) log: Option<PathBuf>,
    /// Do what is due, and end.
    #[arg(long)]
    pub(crate) once: bool,
    /// List what could not be read, and end.
    #[arg(long)]
    pub(crate) failures: bool,
}

/// `casus why`
#[derive(Debug, clap::Args)]
pub(crate) struct WhyArgs {
    /// The sentence, or several.
    pub(crate) sentence: String,
    /// The date of the report, such as 2024-06-19.
    #[arg(long, value_parser = date)]
    pub(crate) date: Option<String>,
    /// A folder of your own knowledge, added to ours; can be given more than once.
    #[arg(long, value_name = "DIR")]
    pub(crate) knowledge: Vec<PathBuf>,
}

/// `casus check`
#[derive(Debug, clap::Args)]
pub(crate) struct CheckArgs {
    /// The folder.
    pub(crate) folder: PathBuf,
}

/// How to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A table, as wide as the terminal.
    Table,
    /// One JSON object a line.
    Jsonl,
    /// One row an event, lists joined by semicolons.
    Csv,
    /// Nested columns.
    #[cfg(feature = "parquet")]
    Parquet,
}

/// What to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Emit {
    /// Who did what to whom.
    Events,
    /// The trees, as CoNLL-U.
    Tree,
    /// Who says what.
    Attributions,
    /// What states owe each other.
    Obligations,
    /// Times with their values.
    Times,
    /// Places with their coordinates.
    Places,
    /// Actors with their codes.
    Actors,
    /// The documents themselves, before anything is coded.
    Documents,
    /// Named persons, organisations and places.
    Names,
}

fn date(text: &str) -> Result<String, String> {
    let date: jiff::civil::Date = text.parse().map_err(|_| "no day such as 2024-06-19")?;
    Ok(date.to_string())
}
