//! The questions as data, for those who are told by name what is asked: a command line, an address.
//!
//! A [`Question`] goes in; the [`Answer`] with its title comes out.

use super::{Answer, Desk};
use crate::error::Error;
use crate::store::{Reader, View};
use casus_codebook::law::relation::RelationKind;

/// What can be asked. Parties are given by code or name.
#[derive(Clone, Debug, PartialEq)]
pub enum Question {
    /// Everything that holds between two on a day, and what has happened.
    State(String, String),
    /// Who must act where a state is attacked.
    Obliged {
        /// Who is attacked.
        attacked: String,
        /// By whom.
        by: Option<String>,
    },
    /// Transfers against measures that were in force.
    Breaches(Option<(String, String)>),
    /// What two give each other, and for what.
    Exchanges(String, String),
    /// Who visited whom, and when.
    Visits(String, Option<String>),
    /// What was promised and threatened, and what became of it.
    Commitments(String, Option<String>),
    /// What a speaker or outlet has said.
    Said(String),
    /// All that is told of two, by the days.
    Timeline {
        /// The two.
        pair: (String, String),
        /// Not before this day.
        from: Option<String>,
        /// Not after this day.
        to: Option<String>,
    },
    /// What of the state between two falls where a source is not believed.
    Without {
        /// Outlets or speakers.
        source: Vec<String>,
        /// The two.
        pair: (String, String),
    },
    /// What became known about relations between two days.
    Diff {
        /// The earlier day.
        from: String,
        /// The later day.
        to: String,
        /// Only between these two.
        between: Option<(String, String)>,
    },
}

/// When and how much is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Asking {
    /// The day that is asked about.
    pub on: Option<String>,
    /// The day that is asked about where none is given.
    pub today: String,
    /// Of longer lists of claims, so many of the last.
    pub limit: usize,
}

impl Desk<'_> {
    /// The answer to a question. `open` opens the same ledger as others see it, for questions that compare two views.
    ///
    /// # Errors
    ///
    /// Where nobody has a name that is asked about, or the ledger cannot be read.
    pub fn answer(
        &self,
        question: &Question,
        asking: &Asking,
        open: impl Fn(View) -> Result<Reader, Error>,
    ) -> Result<Answer, Error> {
        let asked = asking.on.as_deref();
        let on = asked.unwrap_or(&asking.today);
        Ok(match question {
            Question::State(one, other) => {
                Answer::from(&self.state(&self.code(one)?, &self.code(other)?, on)?)
            }
            Question::Obliged { attacked, by } => {
                self.answer_obliged(attacked, by.as_deref(), on)?
            }
            Question::Breaches(two) => {
                let two = self.codes(two.as_ref())?;
                let title = format!("transfers against measures by {on}");
                Answer::of_breaches(title, &self.breaches(borrowed(&two), on)?)
            }
            Question::Exchanges(one, other) => {
                let (one, other) = (self.code(one)?, self.code(other)?);
                let title = format!("what {one} and {other} give each other");
                Answer::of_relations(title, &self.exchanges(&one, &other, asked)?)
            }
            Question::Visits(one, other) => {
                self.answer_of_kind(RelationKind::Visit, "visits", (one, other), asked)?
            }
            Question::Commitments(one, other) => {
                let what = "promises and threats";
                self.answer_of_kind(RelationKind::Commitment, what, (one, other), asked)?
            }
            Question::Said(by) => Answer::of_said(
                format!("what {by} says"),
                &self.said(by, asked, asking.limit)?,
            ),
            Question::Timeline { pair, from, to } => {
                let (one, other) = (self.code(&pair.0)?, self.code(&pair.1)?);
                let (from, to) = (from.as_deref(), to.as_deref().or(asked));
                let told = self.timeline(&one, &other, from, to, asking.limit)?;
                Answer::of_told(format!("{one} and {other} by the days"), &told)
            }
            Question::Without { source, pair } => {
                let (one, other) = (self.code(&pair.0)?, self.code(&pair.1)?);
                let changes = self.without(open, source, &one, &other, on)?;
                let title = format!("{one} and {other} on {on} without {}", source.join(", "));
                Answer::of_changes(title, &changes)
            }
            Question::Diff { from, to, between } => {
                let two = self.codes(between.as_ref())?;
                let changes = self.diff(open, from, to, borrowed(&two))?;
                Answer::of_changes(format!("what became known from {from} to {to}"), &changes)
            }
        })
    }

    fn codes(&self, two: Option<&(String, String)>) -> Result<Option<(String, String)>, Error> {
        two.map(|(one, other)| Ok((self.code(one)?, self.code(other)?)))
            .transpose()
    }

    fn answer_obliged(&self, attacked: &str, by: Option<&str>, on: &str) -> Result<Answer, Error> {
        let attacked = self.code(attacked)?;
        let by = by.map(|by| self.code(by)).transpose()?;
        let whom = by.as_deref().map(|by| format!(" by {by}"));
        let whom = whom.unwrap_or_default();
        let title = format!("who must act on {on} if {attacked} is attacked{whom}");
        let obliged = self.obliged(&attacked, by.as_deref(), on)?;
        Ok(Answer::of_obliged(title, &obliged))
    }

    /// The relations of one kind, of one with another or with anybody.
    fn answer_of_kind(
        &self,
        kind: RelationKind,
        what: &str,
        (one, other): (&str, &Option<String>),
        on: Option<&str>,
    ) -> Result<Answer, Error> {
        let one = self.code(one)?;
        let other = other.as_deref().map(|other| self.code(other)).transpose()?;
        let title = match &other {
            Some(other) => format!("{what} between {one} and {other}"),
            None => format!("{what} of {one}"),
        };
        let relations = self.relations(kind, &one, other.as_deref(), on)?;
        Ok(Answer::of_relations(title, &relations))
    }
}

fn borrowed(two: &Option<(String, String)>) -> Option<(&str, &str)> {
    two.as_ref()
        .map(|(one, other)| (one.as_str(), other.as_str()))
}
