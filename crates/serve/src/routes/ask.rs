//! `/api/questions` and `/api/ask/{question}`: the questions of `casus ask`.

use super::claims::coded;
use super::{App, Given, Part, as_json, json, params, part, written};
use crate::format::Format;
use crate::params::{Params, bad, missing};
use crate::problem::Problem;
use crate::shared::Work;
use crate::word;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use casus_ledger::View;
use casus_ledger::ask::{Answer, Asking, Question};
use casus_ledger::browse::Choice;
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// A question that can be asked.
#[derive(Serialize, ToSchema)]
struct Asked {
    /// Its name, at the end of `/api/ask/`.
    name: &'static str,
    /// What it asks.
    about: &'static str,
    /// What it takes, besides `known`, `disbelieve` and `limit`.
    parameters: Vec<Parameter>,
}

/// What a question takes.
#[derive(Serialize, ToSchema)]
struct Parameter {
    /// Its name.
    name: &'static str,
    /// `party`, `day`, `source`, `text` or `number`.
    kind: &'static str,
    /// Whether it must be given.
    required: bool,
    /// How many there must be at least, and may be at most.
    least: usize,
    /// How many there may be.
    most: usize,
    /// Whether it may be given more than once.
    many: bool,
}

/// Name, kind, how many at least and at most.
type Takes = (&'static str, &'static str, usize, usize);

const ON: Takes = ("on", "day", 0, 1);
const TWO: Takes = ("party", "party", 2, 2);
const SOME: Takes = ("party", "party", 1, 2);
const PERHAPS: Takes = ("party", "party", 0, 2);
const FROM: Takes = ("from", "day", 0, 1);
const TO: Takes = ("to", "day", 0, 1);

/// The question that is answered by lists.
const CASES: &str = "cases";

/// The questions, as `casus ask` has them.
const QUESTIONS: &[(&str, &str, &[Takes])] = &[
    (
        "state",
        "Everything that holds between two on a day, and what has happened",
        &[TWO, ON],
    ),
    (
        "obliged",
        "Who must act where a state is attacked, by which clause, and what must still be true",
        &[("attacked", "party", 1, 1), ("by", "party", 0, 1), ON],
    ),
    (
        "breaches",
        "Transfers against measures that were in force",
        &[PERHAPS, ON],
    ),
    (
        "exchanges",
        "What two give each other, and for what",
        &[TWO, ON],
    ),
    ("visits", "Who visited whom, and when", &[SOME, ON]),
    (
        "commitments",
        "What was promised and threatened, and what became of it",
        &[SOME, ON],
    ),
    (
        "said",
        "What a speaker or outlet has said",
        &[("by", "source", 1, 1), ON],
    ),
    (
        "timeline",
        "All that is told of two, by the days",
        &[TWO, FROM, TO, ON],
    ),
    (
        CASES,
        "Happenings, each with all its claims and rival values side by side",
        &[
            PERHAPS,
            ("type", "text", 0, 20),
            ("source", "source", 0, 20),
            FROM,
            TO,
        ],
    ),
    (
        "without",
        "What of the state between two falls where a source is not believed",
        &[TWO, ("source", "source", 1, 20), ON],
    ),
    (
        "diff",
        "What became known about relations between two days, on whose word",
        &[("from", "day", 1, 1), ("to", "day", 1, 1), PERHAPS],
    ),
];

/// The questions that can be asked.
#[utoipa::path(
    get,
    path = "/api/questions",
    responses((status = 200, body = Vec<Asked>), (status = "default", body = crate::problem::ProblemBody, content_type = "application/problem+json"))
)]
pub(super) async fn questions(State(shared): App, uri: Uri, headers: HeaderMap) -> Given {
    params(&uri)?.end()?;
    let parameter = |&(name, kind, least, most): &Takes| Parameter {
        name,
        kind,
        required: least > 0,
        least,
        most,
        many: most > 1,
    };
    let asked = move |(name, about, takes): &(&'static str, &'static str, &[Takes])| Asked {
        name,
        about,
        parameters: takes.iter().map(parameter).collect(),
    };
    json(&shared, (&uri, &headers), View::default(), move |_| {
        Ok(QUESTIONS.iter().map(asked).collect::<Vec<_>>())
    })
    .await
}

/// The answer to a question, as `casus ask` gives it.
#[derive(Serialize, ToSchema)]
struct Answered {
    /// What was asked, in words.
    title: String,
    /// What else is to be said before the rows.
    notes: Vec<String>,
    /// The names of the columns.
    columns: Vec<String>,
    /// The rows.
    rows: Vec<Row>,
}

/// A row of an answer.
#[derive(Serialize, ToSchema)]
struct Row {
    /// Its name, for `/api/why/`; empty where it has no proof of its own.
    id: String,
    /// As many as there are columns.
    cells: Vec<String>,
    /// The claims on which it rests.
    claims: Vec<String>,
    /// How sure it is, and on whose word; null where that makes no sense.
    #[schema(value_type = Option<Object>)]
    hedge: Value,
    /// The row as typed data.
    #[schema(value_type = Object)]
    record: Value,
}

impl From<Answer> for Answered {
    fn from(answer: Answer) -> Answered {
        let row = |row: casus_ledger::ask::Row| Row {
            hedge: hedge(&row.json),
            id: row.id,
            cells: row.cells,
            claims: row.claims,
            record: row.json,
        };
        Answered {
            title: answer.title,
            notes: answer.notes,
            columns: answer.columns,
            rows: answer.rows.into_iter().map(row).collect(),
        }
    }
}

/// The hedge of a row, or that of the relation in it.
fn hedge(record: &Value) -> Value {
    let inner = ["obligation", "transfer", "relation"];
    let within = inner
        .iter()
        .filter_map(|name| record.get(name)?.get("hedge"));
    let own = record.get("hedge").into_iter().chain(within).next();
    own.cloned().unwrap_or_default()
}

/// The answer to a question. Which parameters it takes is told by `/api/questions`.
#[utoipa::path(
    get,
    path = "/api/ask/{question}",
    params(
        ("question" = String, Path, description = "Its name"),
        ("party" = Option<Vec<String>>, Query, description = "States or organisations, by code or name"),
        ("attacked" = Option<String>, Query, description = "Who is attacked (obliged)"),
        ("by" = Option<String>, Query, description = "Who attacks (obliged), who speaks (said)"),
        ("source" = Option<Vec<String>>, Query, description = "Outlets or speakers that are not believed (without); else only claims that these published"),
        ("type" = Option<Vec<String>>, Query, description = "Only claims of these of PLOVER's types"),
        ("status" = Option<Vec<String>>, Query, description = "Only claims told as `actual`, `future`, `hypothetical`, `negated` or `historical`"),
        ("speaker" = Option<Vec<String>>, Query, description = "Only claims on the word of these, by name or code"),
        ("confidence" = Option<f64>, Query, minimum = 0, maximum = 1, description = "Only claims of which the coder is at least so sure, from 0 to 1"),
        ("on" = Option<String>, Query, format = Date, description = "The day that is asked about; today where it is not given"),
        ("from" = Option<String>, Query, format = Date, description = "Not before this day (timeline, cases, diff)"),
        ("to" = Option<String>, Query, format = Date, description = "Not after this day (timeline, cases, diff)"),
        ("format" = inline(Option<word::Format>), Query, description = "How it is written; else what `Accept` says"),
        ("limit" = Option<u32>, Query, minimum = 1, maximum = 2500, description = "Of longer lists of claims, so many of the last, at most 2500"),
        crate::params::Eyes
    ),
    responses((status = 200, content((Answered = "application/json"), (String = "application/x-ndjson"), (String = "text/csv"), (Vec<u8> = "application/vnd.apache.parquet"), (Vec<u8> = "application/vnd.apache.arrow.stream"))), (status = "default", body = crate::problem::ProblemBody, content_type = "application/problem+json"))
)]
pub(super) async fn ask(State(shared): App, name: Part, uri: Uri, headers: HeaderMap) -> Given {
    let name = part(name)?;
    let mut params = params(&uri)?;
    let limit = params.count("limit", 200, 2500)?;
    let known = QUESTIONS.iter().find(|(own, ..)| *own == name);
    let (_, _, takes) = known.ok_or_else(|| Problem::missing("question", &name))?;
    let own: Vec<&str> = takes.iter().map(|(name, ..)| *name).collect();
    let is_choice = name == CASES;
    let view = match is_choice {
        true => params.view()?,
        false => params.narrow_view(&own)?,
    };
    let mut on = None;
    if takes.contains(&ON) {
        on = params.day("on")?;
    }
    let question = match is_choice {
        true => Wanted::Cases(params.choice()?),
        false => Wanted::Other(question(&name, &mut params)?),
    };
    let format = Format::of(&mut params, &headers)?;
    params.end()?;
    let asking = Asking {
        on,
        today: jiff::Zoned::now().date().to_string(),
        limit,
    };
    written(&shared, (&uri, &headers), view, format, move |work| {
        let answer = match question {
            Wanted::Cases(choice) => happenings(work, choice, limit)?,
            Wanted::Other(question) => work
                .desk
                .answer(&question, &asking, |view| work.open(view))?,
        };
        match format {
            Format::Json => as_json(&Answered::from(answer)),
            format => format.answer(&answer),
        }
    })
    .await
}

/// What is asked: happenings, which are looked up by their claims in memory, or another question.
enum Wanted {
    Cases(Choice),
    Other(Question),
}

/// The newest cases, the oldest of them first, as the other questions have it.
fn happenings(work: &Work<'_>, choice: Choice, limit: usize) -> Result<Answer, Problem> {
    let (choice, reader) = (coded(work, choice), &work.desk.reader);
    let (mut numbers, _) = work
        .shared
        .overview()?
        .cases(reader, &choice, None, limit)?;
    numbers.reverse();
    let cases = reader.cases_of(&numbers)?;
    Ok(Answer::of_cases("happenings".to_owned(), &cases))
}

fn question(name: &str, params: &mut Params) -> Result<Question, Problem> {
    Ok(match name {
        "state" => {
            let (one, other) = two(params)?;
            Question::State(one, other)
        }
        "obliged" => Question::Obliged {
            attacked: params.needed("attacked")?,
            by: params.one("by")?,
        },
        "breaches" => Question::Breaches(perhaps_two(params)?),
        "exchanges" => {
            let (one, other) = two(params)?;
            Question::Exchanges(one, other)
        }
        "visits" => {
            let (one, other) = one_or_two(params)?;
            Question::Visits(one, other)
        }
        "commitments" => {
            let (one, other) = one_or_two(params)?;
            Question::Commitments(one, other)
        }
        "said" => Question::Said(params.needed("by")?),
        "timeline" => Question::Timeline {
            pair: two(params)?,
            from: params.day("from")?,
            to: params.day("to")?,
        },
        "without" => Question::Without {
            source: match params.many("source") {
                none if none.is_empty() => return Err(missing("source")),
                some => some,
            },
            pair: two(params)?,
        },
        "diff" => Question::Diff {
            from: params.day("from")?.ok_or_else(|| missing("from"))?,
            to: params.day("to")?.ok_or_else(|| missing("to"))?,
            between: perhaps_two(params)?,
        },
        _ => return Err(Problem::missing("question", name)),
    })
}

fn two(params: &mut Params) -> Result<(String, String), Problem> {
    perhaps_two(params)?.ok_or_else(|| missing("party"))
}

fn perhaps_two(params: &mut Params) -> Result<Option<(String, String)>, Problem> {
    let given = params.many("party");
    match <[String; 2]>::try_from(given) {
        Ok([one, other]) => Ok(Some((one, other))),
        Err(given) if given.is_empty() => Ok(None),
        Err(_) => Err(bad(
            "party",
            "is not given twice",
            "give two parties: party=RUS&party=PRK",
        )),
    }
}

fn one_or_two(params: &mut Params) -> Result<(String, Option<String>), Problem> {
    let mut given = params.many("party").into_iter();
    let (one, other, more) = (given.next(), given.next(), given.next());
    if more.is_some() {
        return Err(bad(
            "party",
            "is given more than twice",
            "give one party or two",
        ));
    }
    Ok((one.ok_or_else(|| missing("party"))?, other))
}
