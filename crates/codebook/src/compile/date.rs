//! Reads dates and periods: `2024`, `2024-06` or `2024-06-19`.

use super::report::Report;
use super::table::Cell;
use crate::code;
use crate::world::{Day, Period};

/// The first and the last day that a date can mean.
pub(crate) fn days(text: &str) -> Option<(Day, Day)> {
    let mut parts = text.split('-');
    let year = digits(parts.next()?, 4)?;
    let month = parts.next().map(|part| digits(part, 2));
    let day = parts.next().map(|part| digits(part, 2));
    if parts.next().is_some() {
        return None;
    }
    match (month, day) {
        (None, _) => Some((year * 10000 + 101, year * 10000 + 1231)),
        (Some(month), None) => {
            let start = year * 10000 + month? * 100;
            Some((start + 1, start + length(year, month?)?))
        }
        (Some(month), Some(day)) => {
            let (month, day) = (month?, day?);
            let whole = year * 10000 + month * 100 + day;
            (1..=length(year, month)?)
                .contains(&day)
                .then_some((whole, whole))
        }
    }
}

fn digits(text: &str, length: usize) -> Option<i32> {
    let plain = text.len() == length && text.bytes().all(|b| b.is_ascii_digit());
    if plain { text.parse().ok() } else { None }
}

/// How many days a month has.
fn length(year: i32, month: i32) -> Option<i32> {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => Some(29),
        2 => Some(28),
        _ => None,
    }
}

/// The first and the last day that the date of a cell can mean.
pub(crate) fn date(cell: Cell<'_>, report: &mut Report<'_>) -> Option<(Day, Day)> {
    let found = days(cell.text);
    if found.is_none() {
        let hint = Some("write `2024`, `2024-06` or `2024-06-19`".to_owned());
        report.error(
            cell.at,
            code::BAD_DATE,
            format!("no date `{}`", cell.text),
            hint,
        );
    }
    found
}

/// A period as it is written: what its two ends can mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Span {
    /// First and last day that the beginning can mean.
    pub from: (Day, Day),
    /// First and last day that the end can mean.
    pub to: (Day, Day),
}

impl Span {
    /// From the first day that it can mean to the last.
    pub(crate) fn period(self) -> Period {
        Period {
            from: self.from.0,
            to: self.to.1,
        }
    }
}

/// The period between two cells, open where a cell is empty.
pub(crate) fn period(from: Cell<'_>, to: Cell<'_>, report: &mut Report<'_>) -> Option<Span> {
    let first = if from.is_empty() {
        Some((Day::MIN, Day::MIN))
    } else {
        date(from, report)
    };
    let last = if to.is_empty() {
        Some((Day::MAX, Day::MAX))
    } else {
        date(to, report)
    };
    let (first, last) = (first?, last?);
    if first.0 > last.1 {
        let message = format!(
            "the period ends on {} before it begins on {}",
            to.text, from.text
        );
        report.error(to.at, code::BACKWARD_DATES, message, None);
        return None;
    }
    Some(Span {
        from: first,
        to: last,
    })
}

#[cfg(test)]
mod tests {
    use super::days;

    #[test]
    fn a_date_means_all_days_that_it_does_not_tell_apart() {
        assert_eq!(days("2024"), Some((20240101, 20241231)));
        assert_eq!(days("2024-02"), Some((20240201, 20240229)));
        assert_eq!(days("2023-02"), Some((20230201, 20230228)));
        assert_eq!(days("1900-02"), Some((19000201, 19000228)));
        assert_eq!(days("2024-06-19"), Some((20240619, 20240619)));
    }

    #[test]
    fn what_is_no_day_is_no_date() {
        for text in [
            "",
            "24",
            "2024-13",
            "2024-00",
            "2023-02-29",
            "2024-6",
            "2024-06-19-1",
            "20240619",
            "+024",
            "２０２４",
        ] {
            assert_eq!(days(text), None, "{text}");
        }
    }
}
