//! Questions to a ledger as Python puts them.
//!
//! The name of a question and what it is about go in; the answer of a desk with the ledger on it comes out. What a
//! question means is left to `casus-events`.

use crate::ledger::Ledger;
use casus_events::law::relation::RelationKind;
use casus_events::ledger::ask::{Answer, Desk};
use casus_events::ledger::{Error, Reader, View};
use pyo3::prelude::*;

/// A question, with what it asks about.
#[derive(Default, FromPyObject)]
#[pyo3(from_item_all)]
pub(crate) struct Question {
    kind: String,
    one: Option<String>,
    other: Option<String>,
    on: Option<String>,
    /// The day that counts where a question must have one.
    today: String,
    from: Option<String>,
    to: Option<String>,
    words: Option<String>,
    sources: Vec<String>,
    known: Option<String>,
    without: Vec<String>,
    limit: usize,
}

impl Ledger {
    fn reader(&self, view: View) -> Result<Reader, Error> {
        Ok(Reader::open(self.path())?.with_view(view))
    }

    pub(crate) fn answer(&self, asked: &Question) -> Result<Answer, Error> {
        let view = View {
            known: asked.known.clone(),
            without: asked.without.clone(),
            ..View::default()
        };
        let desk = Desk::new(self.reader(view)?, self.book());
        let code = |name: &Option<String>| name.as_deref().map(|name| desk.code(name)).transpose();
        let (one, other) = (code(&asked.one)?, code(&asked.other)?);
        let two = one.as_deref().zip(other.as_deref());
        let on = asked.on.as_deref();
        let day = on.unwrap_or(&asked.today);
        let (from, to) = (asked.from.as_deref(), asked.to.as_deref());
        let words = asked.words.as_deref().unwrap_or_default();
        let pair = || two.ok_or_else(|| Error::Question("name two states".to_owned()));
        let first = || {
            let none = || Error::Question("name a state".to_owned());
            one.as_deref().ok_or_else(none)
        };
        Ok(match asked.kind.as_str() {
            "state" => {
                let (one, other) = pair()?;
                Answer::from(&desk.state(one, other, day)?)
            }
            "obliged" => {
                let by = other.as_deref();
                let whom = by.map(|by| format!(" by {by}")).unwrap_or_default();
                let attacked = first()?;
                let title = format!("who must act on {day} if {attacked} is attacked{whom}");
                Answer::of_obliged(title, &desk.obliged(attacked, by, day)?)
            }
            "breaches" => {
                let title = format!("transfers against measures by {day}");
                Answer::of_breaches(title, &desk.breaches(two, day)?)
            }
            "exchanges" => {
                let (one, other) = pair()?;
                let title = format!("what {one} and {other} give each other");
                Answer::of_relations(title, &desk.exchanges(one, other, on)?)
            }
            "visits" => relations(&desk, RelationKind::Visit, first()?, other.as_deref(), on)?,
            "commitments" => relations(
                &desk,
                RelationKind::Commitment,
                first()?,
                other.as_deref(),
                on,
            )?,
            "said" => Answer::of_said(
                format!("what {words} says"),
                &desk.said(words, on, asked.limit)?,
            ),
            "timeline" => {
                let (one, other) = pair()?;
                let told = desk.timeline(one, other, from, to.or(on), asked.limit)?;
                Answer::of_told(format!("{one} and {other} by the days"), &told)
            }
            "cases" => Answer::of_cases("happenings".to_owned(), &desk.cases(words, asked.limit)?),
            "why" => Answer::from(&desk.why(words)?),
            "without" => {
                let (one, other) = pair()?;
                let reader = |view| self.reader(view);
                let changes = desk.without(reader, &asked.sources, one, other, day)?;
                let sources = asked.sources.join(", ");
                let title = format!("{one} and {other} on {day} without {sources}");
                Answer::of_changes(title, &changes)
            }
            "diff" => {
                let (from, to) = (from.unwrap_or(""), to.unwrap_or(day));
                let changes = desk.diff(|view| self.reader(view), from, to, two)?;
                Answer::of_changes(format!("what became known from {from} to {to}"), &changes)
            }
            other => return Err(Error::Question(format!("`{other}` is no question"))),
        })
    }
}

/// The relations of one kind, of one with another or with anybody.
fn relations(
    desk: &Desk<'_>,
    kind: RelationKind,
    one: &str,
    other: Option<&str>,
    on: Option<&str>,
) -> Result<Answer, Error> {
    let what = kind.name();
    let title = match other {
        Some(other) => format!("{what}: {one} and {other}"),
        None => format!("{what}: {one}"),
    };
    Ok(Answer::of_relations(
        title,
        &desk.relations(kind, one, other, on)?,
    ))
}
