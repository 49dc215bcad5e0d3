//! What can be held against gold on the command line.

use super::date;
use clap::ValueEnum;
use std::path::PathBuf;

/// `casus score`
#[derive(Debug, clap::Args)]
pub(crate) struct ScoreArgs {
    /// Which kind of gold it is.
    #[arg(value_enum)]
    pub(crate) set: GoldSet,
    /// The gold file; may be packed (.gz).
    pub(crate) file: PathBuf,
    /// A folder of your own knowledge, added to ours; can be given more than once.
    #[arg(long, value_name = "DIR")]
    pub(crate) knowledge: Vec<PathBuf>,
    /// Only documents whose id begins so (treebank).
    #[arg(long, value_name = "PREFIX")]
    pub(crate) documents: Option<String>,
    /// A table of which PLOVER types a root of the event code may be (petrarch).
    #[arg(long, value_name = "FILE")]
    pub(crate) roots: Option<PathBuf>,
    /// A table of how claims are joined, instead of the one built in (cases, muc).
    #[arg(long, value_name = "FILE")]
    pub(crate) rule: Option<PathBuf>,
    /// Show what was wrong, one item a line.
    #[arg(long)]
    pub(crate) misses: bool,
    /// Fail where a score is below the newest in this file.
    #[arg(long, value_name = "FILE")]
    pub(crate) check: Option<PathBuf>,
    /// Append the scores to this file.
    #[arg(long, value_name = "FILE")]
    pub(crate) record: Option<PathBuf>,
    /// The name of the set in that file; the file's own name by default.
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// The day of the record; today by default.
    #[arg(long, value_parser = date)]
    pub(crate) date: Option<String>,
    /// A remark for the record.
    #[arg(long, default_value = "")]
    pub(crate) note: String,
}

/// Kinds of gold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum GoldSet {
    /// Trees, as CoNLL-U: words, sentences, tags, lemmas and arcs from raw text.
    Treebank,
    /// Sentences with a marked pair and its PLOVER type.
    Plv,
    /// Sentences with CAMEO records.
    Petrarch,
    /// Our own annotated reports: a file or a folder of them.
    Reports,
    /// Sentences of real news with CAMEO records, by country.
    Gsr,
    /// Web pages with the text of their article: a folder.
    Html,
    /// Stories whose sentences are marked where the police kill or arrest.
    Police,
    /// Sentences with one CAMEO code each.
    Manual,
    /// Names of places with their coordinates.
    Geo,
    /// Names of persons, organisations and places, as tagged tokens.
    Names,
    /// Time expressions with their values.
    Times,
    /// Sentences with predicates and how sure it is that they happened.
    Fact,
    /// Sentences with the words that deny and what they deny.
    Negation,
    /// Articles with every attribution: cue, source, content.
    Polnear,
    /// Our own reports with the happenings marked that several of them tell: a file or a folder of them.
    Cases,
    /// Stories of attacks with templates, which ones tell of the same incident: a folder of archives.
    Muc,
}
