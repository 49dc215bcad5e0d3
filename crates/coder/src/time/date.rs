//! Dates that name their day, month or year: "19 June 2024", "Friday, Oct. 13", "June last year", "the third quarter".
//!
//! A position in a sentence goes in; the last token and the value of the date that begins there come out.

use super::calendar::Origin;
use super::scan::{Found, Scanner, Step};
use casus_syntax::{Relation, Tag};

impl Scanner<'_, '_, '_> {
    pub(super) fn date(&self, i: usize) -> Step {
        let step = self
            .figures(i)
            .or_else(|| self.weekday_date(i))
            .or_else(|| self.month_date(i))
            .or_else(|| self.day_month(i))
            .or_else(|| self.part_of_year(i))
            .or_else(|| self.relative(i))
            .or_else(|| self.day_word(i))
            .or_else(|| self.year(i))
            .or_else(|| self.century(i))
            .or_else(|| self.holiday(i))?;
        Some(self.with_part(step))
    }

    /// "2024-06-19", "6/19/2024" with the month first as in American papers, unless it cannot be one.
    fn figures(&self, i: usize) -> Step {
        let form = self.form(i);
        let digits = |p: &str, n: usize| {
            p.len() <= n && !p.is_empty() && p.bytes().all(|b| b.is_ascii_digit())
        };
        let mark = if form.contains('/') { '/' } else { '-' };
        let parts: Vec<&str> = form.split(mark).collect();
        let &[a, b, c] = &parts[..] else { return None };
        let number = |p: &str| p.parse::<i32>().ok();
        if mark == '-' && a.len() == 4 && digits(a, 4) && digits(b, 2) && digits(c, 2) {
            return Some((i, Some(form.into())));
        }
        if mark != '/' || !digits(a, 2) || !digits(b, 2) || !digits(c, 4) {
            return None;
        }
        let (a, b, c) = (number(a)?, number(b)?, number(c)?);
        let (month, day) = if a > 12 { (b, a) } else { (a, b) };
        let year = match c {
            c if c >= 1000 => c,
            c if c < 40 => 2000 + c,
            c => 1900 + c,
        };
        let good = (1..=12).contains(&month) && (1..=31).contains(&day);
        good.then(|| (i, ymd(i16::try_from(year).ok(), month, Some(day))))
    }

    /// "Wednesday", "Wednesday, June 19".
    fn weekday_date(&self, i: usize) -> Step {
        let number = self.weekday(i)?;
        let end = self.end(i);
        let next = end + 1 + usize::from(self.form(end + 1) == ",");
        let full = self
            .month_date(next)
            .filter(|(_, v)| v.as_deref().is_some_and(|v| v.len() == 10));
        if let Some(full) = full.or_else(|| self.day_month(next)) {
            return Some(full);
        }
        let ahead = self.is_ahead(i).unwrap_or(false);
        Some((end, self.calendar.weekday(number, ahead)))
    }

    /// "June", "June 2024", "June 19", "June 19, 2024", "June last year", "June 19-21".
    pub(super) fn month_date(&self, i: usize) -> Step {
        let month = self.month(i)?;
        let end = self.end(i);
        let Some(day) = self
            .day_number(end + 1)
            .filter(|_| !self.is_counting(i, end + 1))
        else {
            return Some(self.with_year(i, end, month, None));
        };
        let range = self.is_until(end + 2) && self.day_number(end + 3).is_some();
        let (last, value) = self.with_year(i, end + 1 + 2 * usize::from(range), month, Some(day));
        // A range ends where its first day does; `other_end` reads the other.
        Some((if range { end + 1 } else { last }, value))
    }

    /// Adds the year that follows, or finds the year where none does.
    fn with_year(
        &self,
        i: usize,
        last: usize,
        month: i32,
        day: Option<i32>,
    ) -> (usize, Option<Box<str>>) {
        let comma = usize::from(self.form(last + 1) == ",");
        let of = if day.is_none() {
            usize::from(self.is_owner(last + 1))
        } else {
            0
        };
        let at = last + 1 + comma + of;
        if let Some(year) = self.year_number(at) {
            return (at, ymd(Some(year), month, day));
        }
        let step = self
            .word(last + 1, "relative")
            .filter(|_| self.word_with(last + 2, "unit", &["year"]).is_some());
        if let Some(step) = step {
            let year = self
                .calendar
                .year()
                .map(|y| y.saturating_add(step.value as i16));
            return (last + 2, ymd(year, month, day));
        }
        (
            last,
            ymd(
                self.calendar.year_of_month(month, self.is_ahead(i)),
                month,
                day,
            ),
        )
    }

    /// Whether the number counts a thing of its own: "In March 12 soldiers".
    fn is_counting(&self, month: usize, i: usize) -> bool {
        let s = self.s;
        s.child_by(month, &[Relation::Case]).is_some()
            && s.relation(i) == Relation::Nummod
            && s.head(i).is_some_and(|h| h == i + 1 && s.penn(h) == "NNS")
    }

    /// "19 June 2024", "the 19th of June", "19-21 June".
    pub(super) fn day_month(&self, i: usize) -> Step {
        let start = self.past_the(i);
        let day = self.day_number(start)?;
        let range = self.is_until(start + 1) && self.day_number(start + 2).is_some();
        let number = if range { start + 2 } else { start };
        let at = number + 1 + usize::from(self.is_owner(number + 1));
        let month = self.month(at)?;
        let (last, value) = self.with_year(at, self.end(at), month, Some(day));
        Some((if range { start } else { last }, value))
    }

    /// The second date of a range whose first is found: the "21" of "June 19-21".
    pub(crate) fn other_end(&self, found: &Found) -> Option<Found> {
        let value = found.value.as_deref().filter(|v| v.len() == 10)?;
        let day = self
            .day_number(found.last + 2)
            .filter(|_| self.is_until(found.last + 1) && self.day_number(found.last).is_some())?;
        let mut last = found.last + 2;
        let comma = usize::from(self.form(last + 1) == ",");
        if let Some(whole) = self.day_month(last) {
            last = whole.0;
        } else if self.year_number(last + 1 + comma).is_some() {
            last += 1 + comma;
        }
        let value = format!("{}-{day:02}", value.get(..7)?);
        Some(Found {
            first: found.last + 2,
            last,
            kind: "DATE",
            value: Some(value.into()),
            anchors: true,
        })
    }

    /// "the third quarter", "third-quarter", "the first half of 2024", "the fiscal first quarter", "2023's last quarter".
    fn part_of_year(&self, i: usize) -> Step {
        let mut at = self.past_the(i);
        let before = self
            .year_number(at)
            .filter(|_| at > i || i == 0 || !self.is_the(i - 1));
        at += usize::from(before.is_some());
        at += usize::from(self.word_with(at, "modifier", &["NONE"]).is_some());
        let number = self.word(at, "ordinal").filter(|w| w.value <= 4)?.value;
        let unit = at + 1 + usize::from(self.is_dash(at + 1));
        let unit_word = self.word_with(unit, "unit", &["quarter", "half"])?;
        let letter = if &*unit_word.unit == "half" { 'H' } else { 'Q' };
        if letter == 'H' && number > 2 || self.is_plural(unit) {
            return None;
        }
        if let Some(year) = before {
            return Some((unit, Some(format!("{year:04}-{letter}{number}").into())));
        }
        let of = unit + 1 + usize::from(self.is_owner(unit + 1));
        if let Some(year) = self.year_number(of) {
            return Some((of, Some(format!("{year:04}-{letter}{number}").into())));
        }
        if letter == 'H' {
            let year = self.calendar.year();
            return Some((unit, year.map(|y| format!("{y:04}-H{number}").into())));
        }
        let ahead = unit == at + 1 && self.is_ahead(unit) == Some(true);
        Some((unit, self.calendar.quarter(number, ahead)))
    }

    /// "2014", "fiscal 2014", "the 1990s"; not "2000 soldiers".
    fn year(&self, i: usize) -> Step {
        let at = i + usize::from(self.word_with(i, "modifier", &["NONE"]).is_some());
        let start = self.past_the(at);
        if let Some(decade) = self.decade(start) {
            return Some((start, Some(decade)));
        }
        let Some(year) = self.year_number(at) else {
            return self.year_in_words(at);
        };
        let s = self.s;
        let counts = s.relation(at) == Relation::Nummod
            && s.head(at).is_some_and(|h| h > at && s.penn(h) == "NNS");
        let money = at > 0 && s.tag(at - 1) == Tag::Sym;
        let unit = self.word(at + 1, "unit").filter(|u| &*u.unit != "quarter");
        (!counts && !money && unit.is_none() && year >= 1800)
            .then(|| (at, Some(format!("{year:04}").into())))
    }

    /// "nineteen ninety-six".
    fn year_in_words(&self, i: usize) -> Step {
        let (hundreds, next) = self.number(i).filter(|_| self.figure(i).is_none())?;
        let (rest, end) = self.number(next).filter(|_| self.figure(next).is_none())?;
        let good = (18..=20).contains(&hundreds) && (10..100).contains(&rest);
        good.then(|| (end - 1, Some(format!("{hundreds}{rest}").into())))
    }

    fn figure(&self, i: usize) -> Option<char> {
        self.form(i).chars().find(char::is_ascii_digit)
    }

    /// "1990s", "1990's", "90s".
    pub(super) fn decade(&self, i: usize) -> Option<Box<str>> {
        let form = self.form(i).trim_start_matches(['\'', '’']);
        let stem = form.strip_suffix('s')?.trim_end_matches(['\'', '’']);
        let digits = stem.ends_with('0') && stem.bytes().all(|b| b.is_ascii_digit());
        match stem.len() {
            4 if digits => stem.get(..3).map(Box::from),
            2 if digits => Some(format!("19{}", stem.get(..1)?).into()),
            _ => None,
        }
    }

    /// "the 20th century".
    fn century(&self, i: usize) -> Step {
        let start = self.past_the(i);
        let number = self.word(start, "ordinal")?.value;
        let unit = start + 1 + usize::from(self.is_dash(start + 1));
        self.word_with(unit, "unit", &["century"])?;
        Some((unit, Some(format!("{:02}", number - 1).into())))
    }

    fn holiday(&self, i: usize) -> Step {
        let word = self
            .word(i, "holiday")
            .filter(|_| self.form(i).starts_with(char::is_uppercase))?;
        let (month, day) = (word.value / 100, word.value % 100);
        let end = self.end(i);
        let told = self.year_number(end + 1);
        let year = told.or_else(|| self.calendar.year_of_month(month, self.is_ahead(i)));
        Some((
            end + usize::from(told.is_some()),
            ymd(year, month, Some(day)),
        ))
    }

    /// "Wednesday morning", "yesterday at noon" is left to the clock.
    fn with_part(&self, (last, value): (usize, Option<Box<str>>)) -> (usize, Option<Box<str>>) {
        let Some(part) = self.word(last + 1, "part") else {
            return (last, value);
        };
        match value {
            Some(day) if day.len() == 10 => (last + 1, Some(format!("{day}T{}", part.unit).into())),
            other => (last, other),
        }
    }

    /// "today", "tonight", "yesterday".
    fn day_word(&self, i: usize) -> Step {
        let word = self.word(i, "day").filter(|w| &*w.unit != "other")?;
        let day = self.calendar.day_at(Origin::Speech, word.value);
        let part = (word.unit.len() == 2).then_some(&word.unit);
        let value = day.map(|d| part.map_or_else(|| d.clone(), |p| format!("{d}T{p}").into()));
        Some((self.end(i), value))
    }
}

/// `2024-06-19` or `2024-06`, with `XXXX` for an unknown year.
pub(super) fn ymd(year: Option<i16>, month: i32, day: Option<i32>) -> Option<Box<str>> {
    let year = year.map_or_else(|| String::from("XXXX"), |y| format!("{y:04}"));
    Some(match day {
        Some(day) => format!("{year}-{month:02}-{day:02}").into(),
        None => format!("{year}-{month:02}").into(),
    })
}
