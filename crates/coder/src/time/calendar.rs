//! The date of the document, and reckoning from it and from the date that was told last.
//!
//! Offsets in days, weeks, months and years go in; TIMEX3 values come out. Without a date of the document everything
//! relative to it stays open.

use casus_codebook::world::Day;
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};
use std::cell::Cell;

/// From where a time is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    /// The document's date.
    Speech,
    /// The date that the text told last; the document's date before any.
    Told,
}

/// The date that the text told last, and how fine it was.
#[derive(Clone, Copy, Debug)]
struct Told {
    date: Date,
    quarter: bool,
}

/// The days from which relative times are counted. Reading a document moves only the told one.
#[derive(Clone, Debug)]
pub(crate) struct Calendar {
    date: Option<Date>,
    told: Cell<Option<Told>>,
}

impl Calendar {
    /// The calendar of a document dated `2024-06-19`.
    pub(crate) fn of(date: Option<&str>) -> Self {
        let date = date.and_then(|d| d.get(..10)).and_then(|d| d.parse().ok());
        Calendar {
            date,
            told: Cell::new(None),
        }
    }

    /// The date as the world tables count it; the far future without one, when only what still holds is right.
    pub(crate) fn day(&self) -> Day {
        self.date.map_or(Day::MAX, |d| {
            i32::from(d.year()) * 10_000 + i32::from(d.month()) * 100 + i32::from(d.day())
        })
    }

    /// The date as a value.
    pub(crate) fn date(&self) -> Option<Box<str>> {
        self.date.map(|d| d.to_string().into())
    }

    /// Keeps a value that was told, where it names a day, a month or a quarter, for those that are counted from it.
    pub(crate) fn remember(&self, value: &str) {
        let Some(year) = value.get(..4).and_then(|y| y.parse::<i16>().ok()) else {
            return;
        };
        let number = |range: std::ops::Range<usize>| value.get(range)?.parse::<i8>().ok();
        let quarter = value.get(4..6) == Some("-Q");
        let date = if quarter {
            number(6..7).and_then(|q| Date::new(year, q * 3 - 2, 1).ok())
        } else {
            number(5..7).and_then(|month| Date::new(year, month, number(8..10).unwrap_or(1)).ok())
        };
        if let Some(date) = date {
            self.told.set(Some(Told { date, quarter }));
        }
    }

    fn from(&self, origin: Origin) -> Option<Date> {
        let told = self.told.get().filter(|_| origin == Origin::Told);
        told.map(|t| t.date).or(self.date)
    }

    pub(crate) fn year(&self) -> Option<i16> {
        self.date.map(Date::year)
    }

    /// Whether a value lies more than a year before the document.
    pub(crate) fn is_long_before(&self, value: &str) -> bool {
        let Some(date) = self.date else { return false };
        let Some(year) = value.get(..4).and_then(|y| y.parse::<i16>().ok()) else {
            return false;
        };
        let part =
            |range: std::ops::Range<usize>| value.get(range).and_then(|p| p.parse::<i8>().ok());
        let month = part(5..7)
            .filter(|_| value.as_bytes().get(4) == Some(&b'-'))
            .unwrap_or(12);
        let day = part(8..10).unwrap_or(28).clamp(1, 28);
        let Ok(then) = Date::new(year, month.clamp(1, 12), day) else {
            return false;
        };
        date.checked_sub(1.year()).is_ok_and(|edge| then < edge)
    }

    /// The day so many days away.
    pub(crate) fn day_at(&self, origin: Origin, days: i32) -> Option<Box<str>> {
        let date = self.from(origin)?.checked_add(span_of(days, "day")?).ok()?;
        Some(date.to_string().into())
    }

    /// The weekday (Monday 1) that is nearest: the day itself or before, or after it where `ahead`.
    pub(crate) fn weekday(&self, number: i32, ahead: bool) -> Option<Box<str>> {
        self.weekday_from(self.date?, number, ahead, false)
    }

    /// The weekday of the last (-1), this (0) or next (1) week: never the day itself but for "this".
    pub(crate) fn weekday_of(
        &self,
        origin: Origin,
        number: i32,
        step: i32,
        ahead: bool,
    ) -> Option<Box<str>> {
        let date = self.from(origin)?;
        self.weekday_from(date, number, step > 0 || step == 0 && ahead, step != 0)
    }

    fn weekday_from(&self, date: Date, number: i32, ahead: bool, other: bool) -> Option<Box<str>> {
        let wanted = Weekday::from_monday_one_offset(i8::try_from(number).ok()?).ok()?;
        let back = i64::from(date.weekday().since(wanted));
        let days = match (back, ahead) {
            (0, _) if !other => 0,
            (0, true) => 7,
            (0, false) => -7,
            (_, true) => 7 - back,
            (_, false) => -back,
        };
        Some(date.checked_add(days.days()).ok()?.to_string().into())
    }

    /// The year of a month that is named without one: the nearest within two months, since a clause of the past names
    /// dates to come ("set for", "payable") and the other way round; else before the document or after it where the
    /// tense tells; else the nearest.
    pub(crate) fn year_of_month(&self, month: i32, ahead: Option<bool>) -> Option<i16> {
        let date = self.date?;
        let (year, now) = (date.year(), i32::from(date.month()));
        Some(match (month - now, ahead) {
            (d, Some(true)) if d < -2 => year + 1,
            (d, Some(false)) if d > 2 => year - 1,
            (d, None) if d > 5 => year - 1,
            (d, None) if d < -8 => year + 1,
            _ => year,
        })
    }

    /// The quarter with this number: the nearest that has begun, or the one to come where `ahead`.
    pub(crate) fn quarter(&self, number: i32, ahead: bool) -> Option<Box<str>> {
        let date = self.date?;
        let now = (i32::from(date.month()) - 1) / 3 + 1;
        let year = match number - now {
            d if d > 0 && !ahead => date.year() - 1,
            d if d < -1 && ahead => date.year() + 1,
            _ => date.year(),
        };
        Some(format!("{year:04}-Q{number}").into())
    }

    /// The quarter that the text told last, else the last one that is over; `years` moves it.
    pub(crate) fn told_quarter(&self, years: i32) -> Option<Box<str>> {
        let told = self.told.get().filter(|t| t.quarter).map(|t| t.date);
        let date = told.or_else(|| self.date?.checked_sub(3.months()).ok())?;
        value_of(date.checked_add(span_of(years, "year")?).ok()?, "quarter")
    }

    /// The unit so many units away, as coarse as the unit is: `2024-W25`, `2024-05`, `2023`.
    pub(crate) fn unit_at(&self, origin: Origin, count: i32, unit: &str) -> Option<Box<str>> {
        let date = self.from(origin)?;
        value_of(date.checked_add(span_of(count, unit)?).ok()?, unit)
    }

    /// A distance, "two years ago", as fine as the unit allows. Years from a quarter lead to a quarter.
    pub(crate) fn distance(&self, origin: Origin, count: i32, unit: &str) -> Option<Box<str>> {
        if unit == "year" && self.told.get().is_some_and(|t| t.quarter) {
            return self.told_quarter(count);
        }
        self.unit_at(origin, count, unit)
    }
}

fn value_of(then: Date, unit: &str) -> Option<Box<str>> {
    Some(match unit {
        "week" | "weekend" => {
            let week = then.iso_week_date();
            let weekend = if unit == "weekend" { "-WE" } else { "" };
            format!("{:04}-W{:02}{weekend}", week.year(), week.week()).into()
        }
        "month" => format!("{:04}-{:02}", then.year(), then.month()).into(),
        "quarter" => format!("{:04}-Q{}", then.year(), (then.month() - 1) / 3 + 1).into(),
        "half" => format!("{:04}-H{}", then.year(), (then.month() - 1) / 6 + 1).into(),
        "year" | "season" => format!("{:04}", then.year()).into(),
        "decade" => format!("{:03}", then.year() / 10).into(),
        "century" => format!("{:02}", then.year() / 100).into(),
        "second" | "minute" | "hour" => return None,
        _ => then.to_string().into(),
    })
}

fn span_of(count: i32, unit: &str) -> Option<Span> {
    let n = i64::from(count);
    let span = match unit {
        "second" | "minute" | "hour" => Span::new(),
        "day" => Span::new().try_days(n).ok()?,
        "week" | "weekend" => Span::new().try_weeks(n).ok()?,
        "month" => Span::new().try_months(n).ok()?,
        "quarter" => Span::new().try_months(n.checked_mul(3)?).ok()?,
        "half" => Span::new().try_months(n.checked_mul(6)?).ok()?,
        "year" | "season" => Span::new().try_years(n).ok()?,
        "decade" => Span::new().try_years(n.checked_mul(10)?).ok()?,
        "century" => Span::new().try_years(n.checked_mul(100)?).ok()?,
        _ => return None,
    };
    Some(span)
}

/// The week in which a day lies.
pub(super) fn week_of(day: &str) -> Option<Box<str>> {
    value_of(day.parse().ok()?, "week")
}
