//! The shapes of time expressions: "19 June 2024", "last Wednesday", "two years ago", "for six months", "every week".
//!
//! A position in a sentence goes in; the longest expression that begins there comes out, with its TIMEX3 type and value.

use super::Calendar;
use crate::grammar::Grammar;
use crate::sentence::Sentence;
use casus_codebook::frame::Part;
use casus_codebook::language::{Status, TimeWord};
use casus_syntax::{Relation, Tag};

/// An expression: its tokens, type and value.
#[derive(Clone, Debug)]
pub(crate) struct Found {
    pub(crate) first: usize,
    pub(crate) last: usize,
    pub(crate) kind: &'static str,
    pub(crate) value: Option<Box<str>>,
}

/// Looks for expressions in one sentence.
pub(crate) struct Scanner<'a, 'book, 'doc> {
    grammar: &'a Grammar<'book>,
    s: &'a Sentence<'doc>,
    calendar: &'a Calendar,
    /// The time word of each token.
    words: Vec<Option<&'book TimeWord>>,
}

type Step = Option<(usize, Option<Box<str>>)>;

impl<'a, 'book, 'doc> Scanner<'a, 'book, 'doc> {
    pub(crate) fn new(
        grammar: &'a Grammar<'book>,
        s: &'a Sentence<'doc>,
        calendar: &'a Calendar,
    ) -> Self {
        let table = &grammar.book.language.time;
        let words = (0..s.len())
            .map(|i| table.get(s.form(i).to_lowercase().as_str()))
            .collect();
        Scanner {
            grammar,
            s,
            calendar,
            words,
        }
    }

    /// The expression that begins at the token.
    pub(crate) fn at(&self, i: usize) -> Option<Found> {
        let found = |kind| {
            move |(last, value): (usize, Option<Box<str>>)| Found {
                first: i,
                last,
                kind,
                value,
            }
        };
        let date = self.date(i).map(|step| self.with_part(step));
        let date = date.or_else(|| self.modified(i)).map(|(last, value)| {
            let kind = if value.as_deref().is_some_and(|v| v.contains('T')) {
                "TIME"
            } else {
                "DATE"
            };
            Found {
                first: i,
                last,
                kind,
                value,
            }
        });
        date.or_else(|| self.distance(i).map(found("DATE")))
            .or_else(|| self.repeated(i).map(found("SET")))
            .or_else(|| self.duration(i).map(found("DURATION")))
            .or_else(|| self.clock(i).map(found("TIME")))
            .or_else(|| self.now(i).map(found("DATE")))
    }

    fn word(&self, i: usize, kind: &str) -> Option<&'book TimeWord> {
        self.words
            .get(i)
            .copied()
            .flatten()
            .filter(|w| &*w.kind == kind)
    }

    fn form(&self, i: usize) -> &str {
        if i < self.s.len() { self.s.form(i) } else { "" }
    }

    /// A month, written as a name: "May" the month, not "may" the verb or "May" the person.
    fn month(&self, i: usize) -> Option<i32> {
        let month = self.word(i, "month")?;
        let named = self.form(i).starts_with(char::is_uppercase)
            && matches!(self.s.tag(i), Tag::Propn | Tag::Noun | Tag::Num | Tag::X);
        let flat = self.s.relation(i) == Relation::Flat
            || self
                .s
                .children_by(i, &[Relation::Flat])
                .any(|c| self.s.tag(c) == Tag::Propn);
        (named && !flat).then_some(month.value)
    }

    fn weekday(&self, i: usize) -> Option<i32> {
        self.word(i, "weekday")
            .filter(|_| self.form(i).starts_with(char::is_uppercase))
            .map(|w| w.value)
    }

    fn date(&self, i: usize) -> Step {
        self.iso(i)
            .or_else(|| self.weekday_date(i))
            .or_else(|| self.month_date(i))
            .or_else(|| self.day_month(i))
            .or_else(|| self.relative(i))
            .or_else(|| self.day_word(i))
            .or_else(|| self.year(i))
            .or_else(|| self.holiday(i))
    }

    fn iso(&self, i: usize) -> Step {
        let form = self.form(i);
        let bytes = form.as_bytes();
        let shape = bytes.len() == 10
            && bytes.iter().enumerate().all(|(k, b)| {
                if k == 4 || k == 7 {
                    *b == b'-'
                } else {
                    b.is_ascii_digit()
                }
            });
        shape.then(|| (i, Some(form.into())))
    }

    /// "Wednesday", "Wednesday, June 19".
    fn weekday_date(&self, i: usize) -> Step {
        let number = self.weekday(i)?;
        let next = if self.form(i + 1) == "," {
            i + 2
        } else {
            i + 1
        };
        if let Some(full) = self
            .month_date(next)
            .filter(|(last, _)| *last > next)
            .or_else(|| self.day_month(next))
        {
            return Some(full);
        }
        Some((i, self.calendar.weekday(number, self.is_ahead(i))))
    }

    /// "June", "June 2024", "June 19", "June 19, 2024".
    fn month_date(&self, i: usize) -> Step {
        let month = self.month(i)?;
        if let Some(day) = self.day_number(i + 1) {
            let comma = usize::from(self.form(i + 2) == ",");
            if let Some(year) = self.year_number(i + 2 + comma) {
                return Some((i + 2 + comma, ymd(Some(year), month, Some(day))));
            }
            return Some((
                i + 1,
                ymd(
                    self.calendar.year_of_month(month, self.is_ahead(i)),
                    month,
                    Some(day),
                ),
            ));
        }
        let comma = usize::from(self.form(i + 1) == ",");
        if let Some(year) = self.year_number(i + 1 + comma) {
            return Some((i + 1 + comma, ymd(Some(year), month, None)));
        }
        Some((
            i,
            ymd(
                self.calendar.year_of_month(month, self.is_ahead(i)),
                month,
                None,
            ),
        ))
    }

    /// "19 June 2024", "the 19th of June".
    fn day_month(&self, i: usize) -> Step {
        let start = if self
            .grammar
            .words
            .the
            .contains(self.form(i).to_lowercase().as_str())
        {
            i + 1
        } else {
            i
        };
        let day = self.day_number(start)?;
        let of = usize::from(self.grammar.words.owner.contains(self.form(start + 1)));
        let at = start + 1 + of;
        let month = self.month(at)?;
        let comma = usize::from(self.form(at + 1) == ",");
        if let Some(year) = self.year_number(at + 1 + comma) {
            return Some((at + 1 + comma, ymd(Some(year), month, Some(day))));
        }
        Some((
            at,
            ymd(
                self.calendar.year_of_month(month, self.is_ahead(at)),
                month,
                Some(day),
            ),
        ))
    }

    fn day_number(&self, i: usize) -> Option<i32> {
        if let Some(word) = self.word(i, "ordinal") {
            return Some(word.value);
        }
        let form = self.form(i);
        let plain = form.len() <= 2 && form.bytes().all(|b| b.is_ascii_digit());
        form.parse().ok().filter(|d| plain && (1..=31).contains(d))
    }

    fn year_number(&self, i: usize) -> Option<i16> {
        let form = self.form(i);
        let plain = form.len() == 4 && form.bytes().all(|b| b.is_ascii_digit());
        form.parse()
            .ok()
            .filter(|y| plain && (1500..=2100).contains(y))
    }

    /// "2014", "the 1990s"; not "2000 soldiers".
    fn year(&self, i: usize) -> Step {
        let form = self.form(i);
        if let Some(decade) = form
            .strip_suffix('s')
            .filter(|d| d.len() == 4 && d.ends_with('0'))
        {
            return decade
                .parse::<i16>()
                .ok()
                .map(|d| (i, Some(format!("{:03}", d / 10).into())));
        }
        let year = self.year_number(i)?;
        let counts = self.s.relation(i) == Relation::Nummod
            && self.s.head(i).is_some_and(|h| self.s.penn(h) == "NNS");
        let money = i > 0 && self.s.tag(i - 1) == Tag::Sym;
        let unit = self
            .words
            .get(i + 1)
            .copied()
            .flatten()
            .is_some_and(|w| &*w.kind == "unit");
        (!counts && !money && !unit && year >= 1800).then(|| (i, Some(form.into())))
    }

    /// "last week", "next Wednesday", "this summer", "last June", "this morning".
    fn relative(&self, i: usize) -> Step {
        let start = if self
            .grammar
            .words
            .the
            .contains(self.form(i).to_lowercase().as_str())
        {
            i + 1
        } else {
            i
        };
        let step = self.word(start, "relative")?.value;
        let at = start + 1;
        if let Some(number) = self.weekday(at) {
            return Some((at, self.calendar.weekday_of(number, step)));
        }
        if let Some(month) = self.month(at) {
            return Some((at, self.month_of(month, step)));
        }
        if let Some(season) = self.word(at, "season") {
            let year = self.calendar.unit_at(step.min(0), "year");
            return Some((at, year.map(|y| format!("{y}-{}", season.unit).into())));
        }
        if let Some(part) = self.word(at, "part") {
            return Some((
                at,
                self.calendar
                    .day_at(step)
                    .map(|d| format!("{d}T{}", part.unit).into()),
            ));
        }
        let unit = self.word(at, "unit")?;
        if self.s.form(at).ends_with('s') && start == i + 1 {
            return None;
        }
        Some((at, self.calendar.unit_at(step * unit.value, &unit.unit)))
    }

    fn month_of(&self, month: i32, step: i32) -> Option<Box<str>> {
        let (year, now) = (self.calendar.year()?, i32::from(self.calendar.month()?));
        let year = match step {
            s if s < 0 && month >= now => year - 1,
            s if s > 0 && month <= now => year + 1,
            _ => year,
        };
        ymd(Some(year), month, None)
    }

    fn day_word(&self, i: usize) -> Step {
        let word = self.word(i, "day")?;
        let day = self.calendar.day_at(word.value);
        let part = (word.unit.len() == 2).then_some(&word.unit);
        Some((
            i,
            day.map(|d| part.map_or_else(|| d.clone(), |p| format!("{d}T{p}").into())),
        ))
    }

    fn holiday(&self, i: usize) -> Step {
        let word = self
            .word(i, "holiday")
            .filter(|_| self.form(i).starts_with(char::is_uppercase))?;
        let (month, day) = (word.value / 100, word.value % 100);
        let year = self
            .year_number(i + 1)
            .or_else(|| self.calendar.year_of_month(month, false));
        Some((
            i + usize::from(self.year_number(i + 1).is_some()),
            ymd(year, month, Some(day)),
        ))
    }

    /// "Wednesday morning", "June 19 evening".
    fn with_part(&self, (last, value): (usize, Option<Box<str>>)) -> (usize, Option<Box<str>>) {
        let Some(part) = self.word(last + 1, "part") else {
            return (last, value);
        };
        (
            last + 1,
            value.map(|v| {
                if v.len() == 10 {
                    format!("{v}T{}", part.unit).into()
                } else {
                    v
                }
            }),
        )
    }

    /// "early 2024", "late last year", "mid-June".
    fn modified(&self, i: usize) -> Step {
        self.word(i, "modifier")
            .filter(|w| matches!(&*w.unit, "START" | "MID" | "END"))?;
        let next = if self.form(i + 1) == "-" {
            i + 2
        } else {
            i + 1
        };
        let next = if self.grammar.words.owner.contains(self.form(next)) {
            next + 1
        } else {
            next
        };
        self.date(next)
    }

    /// "two years ago", "a week earlier", "three days later".
    fn distance(&self, i: usize) -> Step {
        let (count, last, unit) = self.length(i)?;
        let direction = self
            .word(last + 1, "direction")
            .filter(|d| matches!(&*d.unit, "speech" | "other"))?;
        if direction.value > 0 && &*direction.unit == "speech" && self.s.tag(last + 1) == Tag::Adp {
            return None;
        }
        let count = count? * direction.value;
        Some((
            last + 1,
            self.calendar.distance(count * unit.value, &unit.unit),
        ))
    }

    /// A number and a unit: count (open for "several"), last token, unit.
    fn length(&self, i: usize) -> Option<(Option<i32>, usize, &'book TimeWord)> {
        if let Some(unit) = self.word(i + 1, "unit") {
            let form = self.form(i).to_lowercase();
            let numbers = &self.grammar.book.language.numbers;
            let digits = form.replace(',', "").parse::<f64>().ok();
            let article =
                (self.s.relation(i) == Relation::Det && form.starts_with('a')).then_some(1.0);
            let count = digits
                .or_else(|| numbers.get(form.as_str()).copied())
                .or(article);
            let vague =
                matches!(self.s.tag(i), Tag::Adj | Tag::Det) && self.s.penn(i + 1).ends_with('S');
            if count.is_some()
                || vague
                    && self.word(i, "relative").is_none()
                    && self.s.relation(i) == Relation::Amod
            {
                return Some((count.map(|c| c as i32), i + 1, unit));
            }
        }
        None
    }

    /// "for six months", "a two-week".
    fn duration(&self, i: usize) -> Step {
        if let Some(word) = self.word(i, "duration") {
            return Some((i, Some(period(word.value, &word.unit))));
        }
        let numeral = self.s.tag(i) == Tag::Num;
        if numeral && self.form(i + 1) == "-" {
            let unit = self.word(i + 2, "unit")?;
            let count = self.count(i)?;
            return Some((i + 2, Some(period(count * unit.value, &unit.unit))));
        }
        let (count, last, unit) = self.length(i)?;
        Some((
            last,
            Some(count.map_or_else(
                || format!("P{}", letters(&unit.unit, "X")).into(),
                |c| period(c * unit.value, &unit.unit),
            )),
        ))
    }

    fn count(&self, i: usize) -> Option<i32> {
        let form = self.form(i).to_lowercase();
        let value = form.parse::<f64>().ok().or_else(|| {
            self.grammar
                .book
                .language
                .numbers
                .get(form.as_str())
                .copied()
        })?;
        Some(value as i32)
    }

    /// "daily", "every week".
    fn repeated(&self, i: usize) -> Step {
        let word = self.word(i, "set")?;
        if word.value > 0 {
            return Some((i, Some(word.unit.clone())));
        }
        if self.s.relation(i) != Relation::Det || self.form(i).len() < 3 {
            return None;
        }
        if self.weekday(i + 1).is_some() {
            return Some((i + 1, Some("P1W".into())));
        }
        let unit = self.word(i + 1, "unit")?;
        Some((i + 1, Some(period(unit.value, &unit.unit))))
    }

    /// "10:30", "6 a.m.".
    fn clock(&self, i: usize) -> Step {
        let form = self.form(i);
        let (hour, minute) = match form.split_once(':') {
            Some((h, m)) if m.len() == 2 => (h.parse::<i32>().ok()?, m.parse::<i32>().ok()?),
            _ => (form.parse::<i32>().ok().filter(|_| form.len() <= 2)?, 0),
        };
        if !(0..24).contains(&hour) || !(0..60).contains(&minute) {
            return None;
        }
        let clock = self.word(i + 1, "clock").filter(|w| &*w.unit == "hour");
        if clock.is_none() && !form.contains(':') {
            return None;
        }
        let shift = clock.map_or(0, |w| {
            if hour < 12 {
                w.value
            } else if w.value == 0 {
                -12
            } else {
                0
            }
        });
        let value = self
            .calendar
            .date()
            .map(|d| format!("{d}T{:02}:{minute:02}", hour + shift).into());
        Some((i + usize::from(clock.is_some()), value))
    }

    fn now(&self, i: usize) -> Step {
        let word = self.word(i, "now")?;
        (self.s.relation(i) == Relation::Advmod).then(|| (i, Some(word.unit.clone())))
    }

    /// Whether the clause around the token lies in the future.
    fn is_ahead(&self, i: usize) -> bool {
        let s = self.s;
        let verbs = s
            .ancestors(i)
            .filter(|&a| matches!(s.tag(a), Tag::Verb | Tag::Noun | Tag::Adj))
            .take(2);
        let language = &self.grammar.book.language;
        verbs.into_iter().any(|v| {
            s.children_by(v, &[Relation::Aux]).any(|c| {
                let words = language.status(Part::Auxiliary, &s.lemma(c));
                words.iter().any(|w| w.status == Status::Future)
            }) || s.relation(v) == Relation::Xcomp
                && s.head(v).is_some_and(|h| {
                    let words = language.status(Part::Verb, s.lemma(h));
                    words.iter().any(|w| w.status == Status::Future)
                })
        })
    }
}

fn ymd(year: Option<i16>, month: i32, day: Option<i32>) -> Option<Box<str>> {
    let year = year.map_or_else(|| String::from("XXXX"), |y| format!("{y:04}"));
    Some(match day {
        Some(day) => format!("{year}-{month:02}-{day:02}").into(),
        None => format!("{year}-{month:02}").into(),
    })
}

/// A TIMEX3 period such as `P2W` or `PT6H`.
fn period(count: i32, unit: &str) -> Box<str> {
    format!("P{}", letters(unit, &count.to_string())).into()
}

fn letters(unit: &str, count: &str) -> String {
    match unit {
        "second" => format!("T{count}S"),
        "minute" => format!("T{count}M"),
        "hour" => format!("T{count}H"),
        "day" => format!("{count}D"),
        "week" => format!("{count}W"),
        "weekend" => format!("{count}WE"),
        "month" => format!("{count}M"),
        "quarter" => format!("{count}Q"),
        "decade" => format!("{count}DE"),
        "century" => format!("{count}CE"),
        _ => format!("{count}Y"),
    }
}
