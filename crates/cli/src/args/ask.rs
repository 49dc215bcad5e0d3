//! What can be asked of a ledger on the command line.

use super::{Format, date};
use clap::Subcommand;
use std::path::PathBuf;

/// `casus ask`
#[derive(Debug, clap::Args)]
pub(crate) struct AskArgs {
    #[command(subcommand)]
    pub(crate) question: Question,
    #[command(flatten)]
    pub(crate) common: CommonArgs,
}

/// What every question takes.
#[derive(Debug, clap::Args)]
pub(crate) struct CommonArgs {
    /// The ledger.
    #[arg(
        long,
        global = true,
        value_name = "FILE",
        env = "CASUS_LEDGER",
        default_value = "ledger.casus"
    )]
    pub(crate) ledger: PathBuf,
    /// The day that is asked about; today by default.
    #[arg(long, global = true, value_name = "DATE", value_parser = date)]
    pub(crate) on: Option<String>,
    /// Only what was known on this day.
    #[arg(long, global = true, value_name = "DATE", value_parser = date)]
    pub(crate) known: Option<String>,
    /// Nothing that rests on the word of this outlet or speaker, by name or code; can be given more than once.
    #[arg(long, global = true, value_name = "NAME")]
    pub(crate) disbelieve: Vec<String>,
    /// Only claims of this `type`, `status`, `speaker` or `source`, or from this `confidence` on, such as
    /// `status=actual`; can be given more than once.
    #[arg(long, global = true, value_name = "FIELD=VALUE", value_parser = condition)]
    pub(crate) only: Vec<Condition>,
    /// Of longer lists of claims, so many of the last.
    #[arg(long, global = true, value_name = "N", default_value_t = 1000)]
    pub(crate) limit: usize,
    /// How to write; by default by the ending of `--output`, a table to a terminal, else JSONL.
    #[arg(long, global = true, value_enum)]
    pub(crate) format: Option<Format>,
    /// Where to write; standard output by default.
    #[arg(long, short, global = true, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// A folder of your own knowledge, added to ours; can be given more than once.
    #[arg(long, global = true, value_name = "DIR")]
    pub(crate) knowledge: Vec<PathBuf>,
}

/// What a claim must be.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Condition {
    Type(String),
    Status(String),
    Speaker(String),
    Source(String),
    Confidence(f64),
}

fn condition(text: &str) -> Result<Condition, String> {
    let known = "write type=, status=, speaker=, source= or confidence= and a value";
    let (field, value) = text.split_once('=').ok_or(known)?;
    let value = value.trim();
    if value.is_empty() {
        return Err(known.to_owned());
    }
    let word = value.to_owned();
    Ok(match field.trim() {
        "type" => Condition::Type(word),
        "status" => Condition::Status(word),
        "speaker" => Condition::Speaker(word),
        "source" => Condition::Source(word),
        "confidence" => {
            let least = value.parse::<f64>().ok();
            let least = least.filter(|least| (0.0..=1.0).contains(least));
            Condition::Confidence(least.ok_or("give a confidence from 0 to 1, such as 0.8")?)
        }
        _ => return Err(known.to_owned()),
    })
}

/// The questions.
#[derive(Debug, Subcommand)]
pub(crate) enum Question {
    /// Everything that holds between two on a day, and what has happened.
    State(Pair),
    /// Who must act where a state is attacked, by which clause, and what must still be true.
    Obliged {
        /// Who is attacked.
        #[arg(long)]
        attacked: String,
        /// By whom.
        #[arg(long)]
        by: Option<String>,
    },
    /// Transfers against measures that were in force.
    Breaches {
        /// Only between these two.
        #[arg(long, num_args = 2, value_names = ["A", "B"])]
        between: Option<Vec<String>>,
    },
    /// What two give each other, and for what.
    Exchanges(Pair),
    /// Who visited whom, and when.
    Visits(OneOrTwo),
    /// What was promised and threatened, and what became of it.
    Commitments(OneOrTwo),
    /// What a speaker or outlet has said.
    Said {
        /// The name or code.
        #[arg(long)]
        by: String,
    },
    /// All that is told of two, by the days.
    Timeline {
        #[command(flatten)]
        pair: Pair,
        /// Not before this day.
        #[arg(long, value_parser = date)]
        from: Option<String>,
        /// Not after this day.
        #[arg(long, value_parser = date)]
        to: Option<String>,
    },
    /// Happenings, each with all its claims and rival values side by side.
    Cases {
        /// A condition in SQL on the columns of the view `events`, such as "event = 'ASSAULT' and country = 'UKR'".
        #[arg(long = "where", value_name = "SQL", default_value = "")]
        condition: String,
    },
    /// What an answer or claim rests on, by its name.
    Why {
        /// The name, as the answers give it.
        id: String,
    },
    /// What of the state between two falls where a source is not believed.
    Without {
        /// The outlet or speaker, by name or code; can be given more than once.
        #[arg(long, required = true)]
        source: Vec<String>,
        #[command(subcommand)]
        question: Fallible,
    },
    /// What became known about relations between two days, on whose word.
    Diff {
        /// The earlier day.
        #[arg(long, value_parser = date)]
        from: String,
        /// The later day.
        #[arg(long, value_parser = date)]
        to: String,
        /// Only between these two.
        #[arg(long, num_args = 2, value_names = ["A", "B"])]
        between: Option<Vec<String>>,
    },
}

/// Questions whose answer can be compared with that without a source.
#[derive(Debug, Subcommand)]
pub(crate) enum Fallible {
    /// Everything that holds between two.
    State(Pair),
}

/// Two states or organisations.
#[derive(Debug, clap::Args)]
pub(crate) struct Pair {
    /// The one, by code or name.
    pub(crate) one: String,
    /// The other.
    pub(crate) other: String,
}

/// A state or organisation, and perhaps another.
#[derive(Debug, clap::Args)]
pub(crate) struct OneOrTwo {
    /// The one, by code or name.
    pub(crate) one: String,
    /// The other; anybody by default.
    pub(crate) other: Option<String>,
}

/// `casus sql`
#[derive(Debug, clap::Args)]
pub(crate) struct SqlArgs {
    /// One SELECT; docs/ledger.md tells the tables.
    pub(crate) query: String,
    /// The ledger.
    #[arg(
        long,
        value_name = "FILE",
        env = "CASUS_LEDGER",
        default_value = "ledger.casus"
    )]
    pub(crate) ledger: PathBuf,
    /// How to write; by default by the ending of `--output`, a table to a terminal, else JSONL.
    #[arg(long, value_enum)]
    pub(crate) format: Option<Format>,
    /// Where to write; standard output by default.
    #[arg(long, short, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}
