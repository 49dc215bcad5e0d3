//! The days that a date can mean.
//!
//! A TIMEX3 value goes in (`2024-06-19`, `2024-W25`, `2024-Q2`, `2024-SU`, `202`); its first and last day come out, as
//! text that sorts by time. Values that are no part of a calendar (`PAST_REF`, durations) have none.

use jiff::civil::{Date, ISOWeekDate, Weekday};

/// The first and the last day that the value can mean. None where it is no stretch of the calendar.
pub fn days(value: &str) -> Option<(String, String)> {
    let (first, last) = stretch(value)?;
    Some((first.to_string(), last.to_string()))
}

/// The day, where it is one of the calendar, written in full.
pub fn day(value: &str) -> Option<Date> {
    let written = value.len() == 10 && value.is_ascii();
    written.then(|| value.parse().ok()).flatten()
}

fn stretch(value: &str) -> Option<(Date, Date)> {
    let value = value.split('T').next()?;
    if !value.is_ascii() {
        return None;
    }
    match value.len() {
        2 => years(number(value)? * 100, 99),
        3 => years(number(value)? * 10, 9),
        4 => years(number(value)?, 0),
        7 => month(value),
        8 => part(value),
        10 => day(value).map(|day| (day, day)),
        _ => None,
    }
}

fn number(digits: &str) -> Option<i16> {
    let all = digits.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| digits.parse().ok()).flatten()
}

/// The years from `first` to so many later.
fn years(first: i16, more: i16) -> Option<(Date, Date)> {
    let first = first.max(1);
    Some((
        Date::new(first, 1, 1).ok()?,
        Date::new(first.checked_add(more)?, 12, 31).ok()?,
    ))
}

fn months(year: i16, first: i8, count: i8) -> Option<(Date, Date)> {
    let begin = Date::new(year, first, 1).ok()?;
    let last = first + count - 1;
    let end = match last {
        13.. => Date::new(year.checked_add(1)?, last - 12, 1).ok()?,
        _ => Date::new(year, last, 1).ok()?,
    };
    Some((begin, end.last_of_month()))
}

/// `2024-06`, `2024-Q2`, `2024-H1`, `2024-SU`; the season as on the northern half of the earth.
fn month(value: &str) -> Option<(Date, Date)> {
    let year = number(value.get(..4)?)?;
    match value.get(4..)? {
        "-SP" => months(year, 3, 3),
        "-SU" => months(year, 6, 3),
        "-FA" | "-AU" => months(year, 9, 3),
        "-WI" => months(year, 12, 3),
        "-Q1" => months(year, 1, 3),
        "-Q2" => months(year, 4, 3),
        "-Q3" => months(year, 7, 3),
        "-Q4" => months(year, 10, 3),
        "-H1" => months(year, 1, 6),
        "-H2" => months(year, 7, 6),
        rest => months(year, number(rest.strip_prefix('-')?)? as i8, 1),
    }
}

/// `2024-W25`.
fn part(value: &str) -> Option<(Date, Date)> {
    let year = number(value.get(..4)?)?;
    let week = number(value.get(4..)?.strip_prefix("-W")?)? as i8;
    let monday = ISOWeekDate::new(year, week, Weekday::Monday).ok()?.date();
    let sunday = ISOWeekDate::new(year, week, Weekday::Sunday).ok()?.date();
    Some((monday, sunday))
}

#[cfg(test)]
mod tests {
    use super::days;

    #[test]
    fn values_are_stretches_of_the_calendar() {
        for (value, first, last) in [
            ("2024-06-19", "2024-06-19", "2024-06-19"),
            ("2024-06-19TMO", "2024-06-19", "2024-06-19"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2024", "2024-01-01", "2024-12-31"),
            ("202", "2020-01-01", "2029-12-31"),
            ("19", "1900-01-01", "1999-12-31"),
            ("2024-Q2", "2024-04-01", "2024-06-30"),
            ("2024-WI", "2024-12-01", "2025-02-28"),
            ("2024-W25", "2024-06-17", "2024-06-23"),
        ] {
            let expected = Some((first.to_owned(), last.to_owned()));
            assert_eq!(days(value), expected, "{value}");
        }
    }

    #[test]
    fn what_is_no_date_has_no_days() {
        for value in [
            "",
            "PAST_REF",
            "P3D",
            "2024-13",
            "2024-02-30",
            "XXXX-06-19",
            "2024-W54",
            "20é4",
            "-024",
        ] {
            assert_eq!(days(value), None, "{value}");
        }
    }
}
