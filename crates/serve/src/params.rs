//! The part of an address behind the question mark, checked: every parameter is known, and has a value that it can have.

use crate::problem::Problem;
use casus_ledger::browse::{Choice, Cursor};
use casus_ledger::{Only, View};
use utoipa::IntoParams;

/// So many parameters one request may have.
const MOST: usize = 64;
/// No value is longer, in bytes.
const LONGEST: usize = 1024;
/// So many items one page may have.
pub(crate) const PAGE: usize = 500;

/// The parameters of a request.
#[derive(Debug)]
pub(crate) struct Params {
    given: Vec<(String, String)>,
    known: Vec<&'static str>,
}

impl Params {
    pub(crate) fn new(query: Option<&str>) -> Result<Params, Problem> {
        let pairs = form_urlencoded::parse(query.unwrap_or_default().as_bytes());
        let given: Vec<(String, String)> = pairs
            .take(MOST + 1)
            .map(|(name, value)| (name.into_owned(), value.into_owned()))
            .collect();
        if given.len() > MOST {
            return Err(Problem::asked(
                "too-many-parameters",
                format!("there are more than {MOST} parameters"),
                "ask for less at once",
            ));
        }
        for (name, value) in &given {
            if value.len() > LONGEST || name.len() > LONGEST || value.contains('\0') {
                return Err(bad(name, "is too long or is no text", "give a shorter one"));
            }
        }
        Ok(Params {
            given,
            known: Vec::new(),
        })
    }

    /// All values of a parameter that may be repeated, without those that are empty.
    pub(crate) fn many(&mut self, name: &'static str) -> Vec<String> {
        self.known.push(name);
        let own = self
            .given
            .iter()
            .filter(|(own, value)| own == name && !value.is_empty());
        own.map(|(_, value)| value.clone()).collect()
    }

    /// The value of a parameter that may not.
    pub(crate) fn one(&mut self, name: &'static str) -> Result<Option<String>, Problem> {
        let mut values = self.many(name);
        match values.len() {
            0 | 1 => Ok(values.pop()),
            _ => Err(bad(name, "is given more than once", "give it once")),
        }
    }

    /// The same where nothing is no value: a day, a number, a word of a few.
    fn given(&mut self, name: &'static str) -> Result<Option<String>, Problem> {
        let mut own = self.given.iter().filter(|(own, _)| own == name);
        if own.any(|(_, value)| value.is_empty()) {
            return Err(bad(name, "is empty", "leave it out or give a value"));
        }
        self.one(name)
    }

    pub(crate) fn needed(&mut self, name: &'static str) -> Result<String, Problem> {
        self.one(name)?.ok_or_else(|| missing(name))
    }

    /// A day.
    pub(crate) fn day(&mut self, name: &'static str) -> Result<Option<String>, Problem> {
        self.given(name)?
            .map(|day| checked_day(name, &day))
            .transpose()
    }

    /// A whole number from 1 to the most, or what holds where none is given.
    pub(crate) fn count(
        &mut self,
        name: &'static str,
        usual: usize,
        most: usize,
    ) -> Result<usize, Problem> {
        let Some(text) = self.given(name)? else {
            return Ok(usual);
        };
        let number = text
            .parse()
            .ok()
            .filter(|number| (1..=most).contains(number));
        number.ok_or_else(|| {
            bad(
                name,
                "is no such number",
                &format!("give one from 1 to {most}"),
            )
        })
    }

    /// One of these words.
    pub(crate) fn word<T: Copy>(
        &mut self,
        name: &'static str,
        words: &[(&str, T)],
        usual: T,
    ) -> Result<T, Problem> {
        let Some(text) = self.given(name)? else {
            return Ok(usual);
        };
        let found = words.iter().find(|(word, _)| *word == text);
        let all = || {
            words
                .iter()
                .map(|(word, _)| *word)
                .collect::<Vec<_>>()
                .join(", ")
        };
        found.map(|(_, value)| *value).ok_or_else(|| {
            bad(
                name,
                "is no word that is known here",
                &format!("give one of {}", all()),
            )
        })
    }

    /// Whose view of the ledger it is.
    pub(crate) fn view(&mut self) -> Result<View, Problem> {
        Ok(View {
            known: self.day("known")?,
            without: self.many("disbelieve"),
            ..View::default()
        })
    }

    /// Whose view of the ledger it is, of claims of some kind alone. Names that the question itself asks for mean
    /// something else there.
    pub(crate) fn narrow_view(&mut self, own: &[&str]) -> Result<View, Problem> {
        let is_free = |name: &str| !own.contains(&name);
        let mut many = |name: &'static str| match is_free(name) {
            true => self.many(name),
            false => Vec::new(),
        };
        let only = Only {
            types: many("type"),
            statuses: many("status"),
            speakers: many("speaker"),
            sources: many("source"),
            confidence: self.confidence()?,
        };
        Ok(View {
            only,
            ..self.view()?
        })
    }

    fn confidence(&mut self) -> Result<Option<f64>, Problem> {
        let Some(text) = self.given("confidence")? else {
            return Ok(None);
        };
        let number = text.parse::<f64>().ok().filter(|n| (0.0..=1.0).contains(n));
        let hint = "give one from 0 to 1, such as 0.8";
        number
            .map(Some)
            .ok_or_else(|| bad("confidence", "is no such number", hint))
    }

    /// Which claims are wanted.
    pub(crate) fn choice(&mut self) -> Result<Choice, Problem> {
        Ok(Choice {
            types: self.many("type"),
            statuses: self.many("status"),
            speakers: self.many("speaker"),
            sources: self.many("source"),
            confidence: self.confidence()?,
            from: self.day("from")?,
            to: self.day("to")?,
            actors: self.many("actor"),
            recipients: self.many("recipient"),
            parties: self.many("party"),
        })
    }

    /// Where the page begins and how long it is.
    pub(crate) fn page(
        &mut self,
        usual: usize,
        most: usize,
    ) -> Result<(Option<Cursor>, usize), Problem> {
        let cursor = self.given("cursor")?.map(|text| text.parse::<Cursor>());
        let cursor = cursor.transpose().map_err(|()| {
            Problem::asked(
                "bad-cursor",
                "the cursor is none that a page has given",
                "take it from `next` of the page before, or leave it out",
            )
        })?;
        Ok((cursor, self.count("limit", usual, most)?))
    }

    /// Nothing is left that nobody asked for.
    pub(crate) fn end(self) -> Result<(), Problem> {
        let odd = self
            .given
            .iter()
            .find(|(name, _)| !self.known.contains(&name.as_str()));
        match odd {
            None => Ok(()),
            Some((name, _)) => Err(Problem::asked(
                "unknown-parameter",
                format!("there is no parameter `{}` here", shown(name)),
                format!("there are: {}", self.known.join(", ")),
            )),
        }
    }
}

pub(crate) fn missing(name: &str) -> Problem {
    Problem::asked(
        "missing-parameter",
        format!("`{name}` is missing"),
        "see /api/questions and /api/openapi.json for what each address takes",
    )
}

pub(crate) fn bad(name: &str, what: &str, hint: &str) -> Problem {
    let detail = format!("`{}` {what}", shown(name));
    Problem::asked("bad-parameter", detail, hint)
}

fn shown(name: &str) -> String {
    name.chars().take(40).collect()
}

/// A day of the calendar.
pub(crate) fn checked_day(name: &str, text: &str) -> Result<String, Problem> {
    let day: Option<jiff::civil::Date> = (text.len() == 10).then(|| text.parse().ok()).flatten();
    let day = day.filter(|day| day.year() > 0);
    day.map(|day| day.to_string())
        .ok_or_else(|| bad(name, "is no day", "give one such as 2024-06-19"))
}

/// Which claims are wanted; each may be repeated, and then any of its values will do.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)] // Read by the description of the API alone; `Params::choice` reads the values.
pub(crate) struct Filters {
    /// PLOVER's types, such as `ASSAULT`; of obligations their kinds.
    r#type: Option<Vec<String>>,
    /// `actual`, `future`, `hypothetical`, `negated` or `historical`.
    status: Option<Vec<String>>,
    /// On whose word it rests: names or codes.
    speaker: Option<Vec<String>>,
    /// Who published it.
    source: Option<Vec<String>>,
    /// How sure the coder must be at least, from 0 to 1.
    #[param(minimum = 0, maximum = 1)]
    confidence: Option<f64>,
    /// Not before this day.
    #[param(format = Date)]
    from: Option<String>,
    /// Not after this day.
    #[param(format = Date)]
    to: Option<String>,
    /// Who does it: codes or names.
    actor: Option<Vec<String>>,
    /// To whom it is done.
    recipient: Option<Vec<String>>,
    /// Who has a part in it, on whichever side; of several all must have.
    party: Option<Vec<String>>,
}

/// Which claims are looked at; each may be repeated, and then any of its values will do.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)]
pub(crate) struct Narrow {
    /// PLOVER's types, such as `ASSAULT`; of obligations their kinds.
    r#type: Option<Vec<String>>,
    /// `actual`, `future`, `hypothetical`, `negated` or `historical`.
    status: Option<Vec<String>>,
    /// On whose word it rests: names or codes.
    speaker: Option<Vec<String>>,
    /// Who published it.
    source: Option<Vec<String>>,
    /// How sure the coder must be at least, from 0 to 1.
    #[param(minimum = 0, maximum = 1)]
    confidence: Option<f64>,
}

/// Whose view of the ledger it is.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)]
pub(crate) struct Eyes {
    /// Only what was known on this day.
    #[param(format = Date)]
    known: Option<String>,
    /// Nothing that rests on the word of these outlets or speakers.
    disbelieve: Option<Vec<String>>,
}

/// Which page of a list.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[allow(dead_code)]
pub(crate) struct Page {
    /// How many items, at most 500.
    #[param(minimum = 1, maximum = 500)]
    limit: Option<u32>,
    /// `next` of the page before.
    #[param(pattern = r"^\d{4}-\d{2}-\d{2}\.\d{1,18}$")]
    cursor: Option<String>,
}
