//! The date of the document, and reckoning from it.
//!
//! Offsets in days, weeks, months and years go in; TIMEX3 values come out. Without a date of the document everything
//! relative stays open.

use casus_codebook::world::Day;
use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

/// The day from which relative times are counted.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Calendar {
    date: Option<Date>,
}

impl Calendar {
    /// The calendar of a document dated `2024-06-19`.
    pub(crate) fn of(date: Option<&str>) -> Self {
        let date = date.and_then(|d| d.get(..10)).and_then(|d| d.parse().ok());
        Calendar { date }
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

    pub(crate) fn year(&self) -> Option<i16> {
        self.date.map(Date::year)
    }

    pub(crate) fn month(&self) -> Option<i8> {
        self.date.map(Date::month)
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
    pub(crate) fn day_at(&self, days: i32) -> Option<Box<str>> {
        Some(
            self.date?
                .checked_add(i64::from(days).days())
                .ok()?
                .to_string()
                .into(),
        )
    }

    /// The nearest weekday (Monday 1): not after the document, or after it where `ahead`.
    pub(crate) fn weekday(&self, number: i32, ahead: bool) -> Option<Box<str>> {
        let date = self.date?;
        let wanted = Weekday::from_monday_one_offset(i8::try_from(number).ok()?).ok()?;
        let back = i64::from(date.weekday().since(wanted));
        let days = if back == 0 {
            0
        } else if ahead {
            7 - back
        } else {
            -back
        };
        Some(date.checked_add(days.days()).ok()?.to_string().into())
    }

    /// The weekday of the last (-1), this (0) or next (1) week.
    pub(crate) fn weekday_of(&self, number: i32, step: i32) -> Option<Box<str>> {
        if step == 0 {
            return self.weekday(number, false).filter(|_| step == 0);
        }
        let near = self.weekday(number, step > 0)?;
        let same = self.date().is_some_and(|d| d == near);
        if !same {
            return Some(near);
        }
        self.day_at(7 * step)
    }

    /// The year of a month that is named without one: the nearest not after the document, or after it where `ahead`.
    pub(crate) fn year_of_month(&self, month: i32, ahead: bool) -> Option<i16> {
        let (year, now) = (self.year()?, i32::from(self.month()?));
        // Half a year decides: in January, "December" is the last one; in November, "January" is the next.
        Some(match month - now {
            d if ahead && d < 0 => year + 1,
            d if !ahead && d > 5 => year - 1,
            d if d < -9 => year + 1,
            _ => year,
        })
    }

    /// The unit so many units away, as coarse as the unit is: `2024-W25`, `2024-05`, `2023`.
    pub(crate) fn unit_at(&self, count: i32, unit: &str) -> Option<Box<str>> {
        let date = self.date?;
        let then = date.checked_add(span_of(count, unit)?).ok()?;
        Some(match unit {
            "week" | "weekend" => {
                let week = then.iso_week_date();
                let weekend = if unit == "weekend" { "-WE" } else { "" };
                format!("{:04}-W{:02}{weekend}", week.year(), week.week()).into()
            }
            "month" => format!("{:04}-{:02}", then.year(), then.month()).into(),
            "quarter" => format!("{:04}-Q{}", then.year(), (then.month() - 1) / 3 + 1).into(),
            "year" | "season" => format!("{:04}", then.year()).into(),
            "decade" => format!("{:03}", then.year() / 10).into(),
            "century" => format!("{:02}", then.year() / 100).into(),
            _ => then.to_string().into(),
        })
    }

    /// A distance from the document's date, "two years ago", as fine as the unit allows.
    pub(crate) fn distance(&self, count: i32, unit: &str) -> Option<Box<str>> {
        self.unit_at(count, unit)
    }
}

fn span_of(count: i32, unit: &str) -> Option<Span> {
    let n = i64::from(count);
    let span = match unit {
        "second" | "minute" | "hour" => Span::new(),
        "day" => Span::new().try_days(n).ok()?,
        "week" | "weekend" => Span::new().try_weeks(n).ok()?,
        "month" => Span::new().try_months(n).ok()?,
        "quarter" => Span::new().try_months(n.checked_mul(3)?).ok()?,
        "year" | "season" => Span::new().try_years(n).ok()?,
        "decade" => Span::new().try_years(n.checked_mul(10)?).ok()?,
        "century" => Span::new().try_years(n.checked_mul(100)?).ok()?,
        _ => return None,
    };
    Some(span)
}
