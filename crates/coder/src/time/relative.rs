//! Dates that are counted from another: "last week", "the following month", "two years ago", "early next year".
//!
//! A position in a sentence goes in; the last token and the value of the expression that begins there come out.

use super::calendar::Origin;
use super::date::ymd;
use super::scan::{Scanner, Step};
use casus_codebook::language::TimeWord;
use casus_syntax::{Relation, Tag};

impl Scanner<'_, '_, '_> {
    /// "last week", "next Wednesday", "this summer", "this past spring", "the following day", "this morning".
    pub(super) fn relative(&self, i: usize) -> Step {
        let start = self.past_the(i);
        let Some(first) = self
            .word(start, "relative")
            .filter(|_| self.determines(start))
        else {
            return self.with_article(i, start);
        };
        let second = self
            .word(start + 1, "relative")
            .filter(|_| first.value == 0);
        let (word, at) = second.map_or((first, start + 1), |w| (w, start + 2));
        let (origin, step) = (origin_of(word), word.value);
        if let Some(number) = self.weekday(at) {
            let ahead = self.is_ahead(at).unwrap_or(false);
            let plain = self.calendar.weekday_of(origin, number, step, ahead);
            let comma = at + 1 + usize::from(self.form(at + 1) == ",");
            let full = self
                .month_date(comma)
                .filter(|f| f.1.as_deref().is_some_and(|v| v.len() == 10));
            return Some(full.unwrap_or((at, plain)));
        }
        if self.month(at).is_some() {
            return self.relative_month(at, step);
        }
        if let Some(season) = self.word(at, "season") {
            return Some((at, self.season(season, step)));
        }
        if let Some(part) = self.word(at, "part") {
            let day = self.calendar.day_at(origin, step);
            return Some((at, day.map(|d| format!("{d}T{}", part.unit).into())));
        }
        self.relative_unit(start, word, at)
    }

    /// "last week", "the past" and "recent years", "the latest quarter".
    fn relative_unit(&self, start: usize, word: &TimeWord, at: usize) -> Step {
        let at = at + usize::from(self.word_with(at, "modifier", &["NONE"]).is_some());
        let Some(unit) = self.word(at, "unit") else {
            let noun = self.s.tag(start) == Tag::Noun && start > 0 && self.is_the(start - 1);
            return (noun && word.value < 0 && at == start + 1)
                .then(|| (start, Some("PAST_REF".into())));
        };
        if self.is_plural(at) {
            let value = match word.value {
                v if v < 0 => "PAST_REF",
                0 => return None,
                _ => "FUTURE_REF",
            };
            return Some((at, Some(value.into())));
        }
        if &*word.unit == "length" {
            return None;
        }
        let origin = origin_of(word);
        if let Some(part) = self.owned_part(at, word) {
            return Some(part);
        }
        if &*unit.unit == "quarter" && origin == Origin::Told {
            return Some((at, self.calendar.told_quarter(0)));
        }
        Some((
            at,
            self.calendar
                .unit_at(origin, word.value * unit.value, &unit.unit),
        ))
    }

    /// "next year's first quarter".
    fn owned_part(&self, at: usize, word: &TimeWord) -> Step {
        let owns = at + 1 < self.s.len() && self.s.penn(at + 1) == "POS";
        self.word_with(at, "unit", &["year"]).filter(|_| owns)?;
        let number = self.word(at + 2, "ordinal").filter(|w| w.value <= 4)?.value;
        self.word_with(at + 3, "unit", &["quarter"])?;
        let year = self
            .calendar
            .year()?
            .checked_add(i16::try_from(word.value).ok()?)?;
        Some((at + 3, Some(format!("{year:04}-Q{number}").into())))
    }

    /// "last", "next" and their like stand before what they determine; "present" and "same" may be something else.
    fn determines(&self, i: usize) -> bool {
        let named = self.weekday(i + 1).is_some() || self.month(i + 1).is_some();
        let other = matches!(self.s.tag(i), Tag::Verb | Tag::Adp | Tag::Sconj);
        !other && (named || self.s.tag(i) != Tag::Pron)
    }

    /// "last June", "last Oct. 23".
    fn relative_month(&self, at: usize, step: i32) -> Step {
        let month = self.month(at)?;
        let end = self.end(at);
        let day = self.day_number(end + 1);
        let date = self.calendar.date()?;
        let (year, now) = (self.calendar.year()?, date.get(5..7)?.parse::<i32>().ok()?);
        let year = match step {
            s if s < 0 && month >= now => year - 1,
            s if s > 0 && month <= now => year + 1,
            _ => year,
        };
        Some((
            end + usize::from(day.is_some()),
            ymd(Some(year), month, day),
        ))
    }

    /// The season before the document's day (-1), in its year (0) or after it (1).
    fn season(&self, season: &TimeWord, step: i32) -> Option<Box<str>> {
        let date = self.calendar.date()?;
        let (year, now) = (self.calendar.year()?, date.get(5..7)?.parse::<i32>().ok()?);
        let over = now >= season.value + 3;
        let begun = now >= season.value;
        let year = match step {
            s if s < 0 && !over => year - 1,
            s if s > 0 && begun => year + 1,
            _ => year,
        };
        Some(format!("{year:04}-{}", season.unit).into())
    }

    /// "the weekend", "the quarter", "the fiscal year", "the summer of 2024", "the week of March 6".
    fn with_article(&self, i: usize, start: usize) -> Step {
        if let Some(season) = self.word(start, "season") {
            let of = start + 1 + usize::from(self.is_owner(start + 1));
            if let Some(year) = self.year_number(of) {
                return Some((of, Some(format!("{year:04}-{}", season.unit).into())));
            }
            return (start > i).then(|| (start, self.season(season, 0)));
        }
        let fiscal = self.word_with(start, "modifier", &["NONE"]).is_some();
        let at = start + usize::from(fiscal);
        let unit = self
            .word(at, "unit")
            .filter(|_| start > i && !self.is_plural(at))?;
        if &*unit.unit == "week" && self.is_owner(at + 1) {
            let (last, value) = self.month_date(at + 2)?;
            let week = value.and_then(|v| super::calendar::week_of(&v));
            return Some((last, week));
        }
        let stands = self.s.relation(at) == Relation::Obl || self.s.relation(at) == Relation::Nmod;
        match &*unit.unit {
            "quarter" => Some((at, self.calendar.told_quarter(0))),
            "weekend" => Some((at, self.calendar.unit_at(Origin::Speech, -1, "weekend"))),
            "year" if fiscal => Some((at, self.calendar.unit_at(Origin::Speech, 0, "year"))),
            "week" if stands && !self.is_followed(at) => {
                Some((at, self.calendar.unit_at(Origin::Speech, 0, "week")))
            }
            _ => None,
        }
    }

    /// Whether the noun has something of its own after it: "the week of talks".
    fn is_followed(&self, i: usize) -> bool {
        self.s
            .children(i)
            .any(|c| c > i && self.s.tag(c) != Tag::Punct)
    }

    /// What is counted from another date, and from which nothing else is counted.
    pub(super) fn compared(&self, i: usize) -> Step {
        let start = self.past_the(i);
        let before = self.of_year_before(start);
        // "the year-ago results": the article is the noun's.
        let before = before.filter(|(last, _)| start == i || *last > start + 2);
        before.or_else(|| self.distance(i))
    }

    /// "year-ago quarter", "year-earlier third quarter".
    fn of_year_before(&self, i: usize) -> Step {
        let unit = self.word_with(i, "unit", &["year"])?;
        let dash = i + 1;
        let back = self
            .word_with(dash + 1, "direction", &["speech", "other"])
            .filter(|w| self.is_dash(dash) && w.value < 0)?;
        let next = dash + 2;
        let number = self.word(next, "ordinal").filter(|w| w.value <= 4);
        let at = next + usize::from(number.is_some());
        let years = unit.value * back.value;
        let value = self.calendar.told_quarter(years);
        if self.word_with(at, "unit", &["quarter"]).is_none() {
            return Some((dash + 1, value));
        }
        let value = match (number, value) {
            (Some(n), Some(v)) => v.get(..6).map(|year| format!("{year}{}", n.value).into()),
            (_, value) => value,
        };
        Some((at, value))
    }

    /// "early 2024", "late last week", "mid-June", "the end of November", "earlier this year".
    pub(super) fn modified(&self, i: usize) -> Step {
        if let Some(month) = self.glued(i) {
            return Some(month);
        }
        let start = self.past_the(i);
        let edge = self.word_with(start, "modifier", &["START", "MID", "END"]);
        let shift = self.word_with(start, "direction", &["other"]).is_some() && start == i;
        if edge.is_none() && !shift {
            return None;
        }
        let at = self.end(start) + 1;
        let at = at + usize::from(self.is_dash(at));
        if shift
            && self.word(at, "relative").is_none_or(|w| w.value != 0)
            && self.word(at, "day").is_none()
        {
            return None;
        }
        let of = self.is_owner(at);
        if start > i && !of && self.decade(at).is_none() {
            return None;
        }
        let at = at + usize::from(of);
        if let Some(part) = self.word(at, "part").filter(|_| !of && !shift) {
            let day = self
                .date(self.end(at) + 1)
                .filter(|d| d.1.as_deref().is_some_and(|v| v.len() == 10));
            return day.map(|(last, v)| (last, v.map(|v| format!("{v}T{}", part.unit).into())));
        }
        if let Some(unit) = self
            .word(self.past_the(at), "unit")
            .filter(|_| of && self.is_the(at))
        {
            let value = self.calendar.unit_at(Origin::Speech, 0, &unit.unit);
            return (!self.is_plural(at + 1) && unit.value == 1).then_some((at + 1, value));
        }
        self.date(at)
    }

    /// A modifier that is one token with its month: "mid-June".
    fn glued(&self, i: usize) -> Step {
        let (front, month) = self.form(i).split_once('-')?;
        let table = &self.grammar.book.language.time;
        let is_modifier = table
            .get(front.to_lowercase().as_str())
            .is_some_and(|w| &*w.kind == "modifier");
        let month = table
            .get(month.to_lowercase().as_str())
            .filter(|w| is_modifier && &*w.kind == "month")?;
        if let Some(year) = self.year_number(i + 1) {
            return Some((i + 1, ymd(Some(year), month.value, None)));
        }
        let year = self.calendar.year_of_month(month.value, self.is_ahead(i));
        Some((i, ymd(year, month.value, None)))
    }

    /// "two years ago", "a week earlier", "the day before", "several years ago".
    pub(super) fn distance(&self, i: usize) -> Step {
        let whole = self.whole_unit(i);
        let length = self.length(i).map(|l| (l.count, l.last, l.unit));
        let (count, last, unit) = length.or(whole)?;
        let word = self.word_with(last + 1, "direction", &["speech", "other"])?;
        let hangs = matches!(
            self.s.relation(last + 1),
            Relation::Case | Relation::Mark | Relation::Fixed
        );
        let prefix = hangs || matches!(self.s.tag(last + 1), Tag::Adp | Tag::Sconj);
        if prefix
            && (word.value > 0
                || &*word.unit == "other"
                || last + 2 < self.s.len()
                    && hangs
                    && self.s.head(last + 1).is_some_and(|h| h > last))
        {
            return None;
        }
        let end = self.end(last + 1);
        let Some(count) = count else {
            let vague = if word.value < 0 {
                "PAST_REF"
            } else {
                "FUTURE_REF"
            };
            return Some((end, Some(vague.into())));
        };
        let count = count.checked_mul(word.value)?.checked_mul(unit.value)?;
        Some((
            end,
            self.calendar.distance(origin_of(word), count, &unit.unit),
        ))
    }

    /// "the day", "the year", before a direction.
    fn whole_unit(&self, i: usize) -> Option<(Option<i32>, usize, &TimeWord)> {
        let at = i + 1;
        let unit = self
            .word(at, "unit")
            .filter(|_| self.is_the(i) && !self.is_plural(at))?;
        Some((Some(1), at, unit))
    }

    /// "now", "recently", "these days", "the future"; "recent months".
    pub(super) fn now(&self, i: usize) -> Step {
        let start = self.past_the(i);
        let word = self.word(start, "now")?;
        let end = self.end(start);
        let value = Some(word.unit.clone());
        match self.s.tag(start) {
            Tag::Adj if self.word(end + 1, "unit").is_some() && self.is_plural(end + 1) => {
                Some((end + 1, value))
            }
            Tag::Adj => None,
            Tag::Noun => (start > i).then_some((end, value)),
            _ => (start == i).then_some((end, value)),
        }
    }
}

fn origin_of(word: &TimeWord) -> Origin {
    if &*word.unit == "other" {
        Origin::Told
    } else {
        Origin::Speech
    }
}
