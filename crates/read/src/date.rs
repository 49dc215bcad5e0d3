//! Dates as sources write them to `2024-06-19`.
//!
//! A date or an ISO 8601 timestamp goes in; the day that it names, as written there, comes out. Time zones are not
//! converted: the day is the one that the source printed. `written.rs` finds days in texts.

mod written;

pub(crate) use written::{Order, find};

/// The day of a date (`2024-06-19`, `20240619`, `2024/06/19`) or a timestamp (`2024-06-19T08:30:00Z`), as `2024-06-19`.
/// None where it is no day of the calendar.
pub fn normalise(written: &str) -> Option<String> {
    let written = written.trim();
    let (date, time) = match written.find(['T', 't', ' ']) {
        Some(at) => (written.get(..at)?, Some(written.get(at + 1..)?)),
        None => (written, None),
    };
    let [year, month, day] = parts(date)?;
    of_parts(year, month, day).filter(|_| time.is_none_or(is_time))
}

/// A day of the calendar as `2024-06-19`.
fn of_parts(year: u32, month: u32, day: u32) -> Option<String> {
    let known = (1..=12).contains(&month) && (1..=length(year, month)).contains(&day);
    known.then(|| format!("{year:04}-{month:02}-{day:02}"))
}

/// Year, month and day.
fn parts(date: &str) -> Option<[u32; 3]> {
    let pieces: Vec<&str> = match date.len() {
        8 => vec![date.get(..4)?, date.get(4..6)?, date.get(6..)?],
        10 => date.split(['-', '/']).collect(),
        _ => return None,
    };
    let [year, month, day] = pieces.try_into().ok()?;
    (year.len() == 4).then_some([number(year)?, number(month)?, number(day)?])
}

fn number(digits: &str) -> Option<u32> {
    let all = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| digits.parse().ok()).flatten()
}

/// Whether two days, as `2024-06-19`, follow each other.
pub(crate) fn are_neighbours(one: &str, other: &str) -> bool {
    let (early, late) = if one < other {
        (one, other)
    } else {
        (other, one)
    };
    let Some([year, month, day]) = parts(early) else {
        return false;
    };
    let next = of_parts(year, month, day + 1)
        .or_else(|| of_parts(year, month + 1, 1))
        .or_else(|| of_parts(year + 1, 1, 1));
    next.as_deref() == Some(late)
}

/// How many days the month has.
fn length(year: u32, month: u32) -> u32 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => {
            29
        }
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Whether it is a time of the day, with or without seconds, fractions and zone: `08:30`, `08:30:00.5+02:00`, `0830Z`.
fn is_time(time: &str) -> bool {
    let time = time.trim();
    let end = time.find(|c: char| !(c.is_ascii_digit() || matches!(c, ':' | '.' | ',')));
    let (clock, zone) = time.split_at(end.unwrap_or(time.len()));
    is_clock(clock) && is_zone(zone.trim())
}

fn is_clock(clock: &str) -> bool {
    let whole = clock.split(['.', ',']).next().unwrap_or_default();
    let digits: String = whole.chars().filter(|c| *c != ':').collect();
    let pairs = matches!(digits.len(), 2 | 4 | 6) && (whole.len() - digits.len()) < 3;
    let pair = |at: usize| digits.get(at..at + 2).and_then(number).unwrap_or(0);
    pairs && pair(0) <= 24 && pair(2) < 60 && pair(4) <= 60
}

fn is_zone(zone: &str) -> bool {
    match zone.strip_prefix(['+', '-']) {
        Some(offset) => (2..=5).contains(&offset.len()) && is_clock(offset),
        None => zone.len() <= 5 && zone.bytes().all(|byte| byte.is_ascii_alphabetic()),
    }
}

/// The day of a date as pages and feeds write it: as [`normalise`] takes it, or with the month in letters, as in
/// `Wed, 19 Jun 2024 08:30:00 GMT` and `June 19, 2024 at 8:30 am`.
pub(crate) fn of_web(written: &str) -> Option<String> {
    of_web_in(written, Order::Either)
}

/// The same, where it is known in which order numbers parted by strokes are written.
pub(crate) fn of_web_in(written: &str, order: Order) -> Option<String> {
    let written = written.trim();
    if let Some(day) = normalise(written) {
        return Some(day);
    }
    // A timestamp with more behind it than we know, such as `2024-06-19T08:30:00.000+02:00[Europe/Oslo]`.
    let front = written.get(..10).and_then(normalise);
    if front.is_some()
        && written
            .as_bytes()
            .get(10)
            .is_none_or(|b| !b.is_ascii_digit())
    {
        return front;
    }
    find(written, order).map(|(day, _)| day)
}

#[cfg(test)]
mod tests {
    use super::{normalise, of_web};

    #[test]
    fn dates_of_pages_and_feeds_give_the_day() {
        for written in [
            "Wed, 19 Jun 2024 08:30:00 GMT",
            "19 June 2024",
            "June 19, 2024 at 8:30 am",
            "Jun. 19th, 2024",
            "2024-06-19T08:30:00.000+02:00[Europe/Oslo]",
            "2024-06-19T08:30:00.1234567Z",
        ] {
            assert_eq!(of_web(written).as_deref(), Some("2024-06-19"), "{written}");
        }
        for written in [
            "",
            "June",
            "June 2024",
            "31 June 2024",
            "2024-06-191",
            "marching 3 2024",
            "é",
        ] {
            assert_eq!(of_web(written), None, "{written}");
        }
    }

    #[test]
    fn days_and_timestamps_give_the_day() {
        for written in [
            "2024-06-19",
            "20240619",
            "2024/06/19",
            " 2024-06-19 ",
            "2024-06-19T08:30",
            "2024-06-19T08:30:00Z",
            "2024-06-19T23:59:60.123+05:30",
            "2024-06-19 08:30:00 UTC",
            "2024-06-19T0830-0300",
            "2024-06-19t08",
        ] {
            assert_eq!(
                normalise(written).as_deref(),
                Some("2024-06-19"),
                "{written}"
            );
        }
    }

    #[test]
    fn what_is_no_day_is_refused() {
        for written in [
            "",
            "2024",
            "2024-06",
            "2024-13-01",
            "2024-06-31",
            "2023-02-29",
            "1900-02-29",
            "yesterday",
            "19 June 2024",
            "2024-6-19",
            "2024-06-19T25:00",
            "2024-06-19Tnoon",
            "2024-06-19T08:30+99:99",
            "-024-06-19",
            "2024-06-1９",
            "२०२४-०६-१९",
            "2024-06-00",
            "+2024061",
        ] {
            assert_eq!(normalise(written), None, "{written}");
        }
    }

    #[test]
    fn days_follow_each_other() {
        for (one, other, right) in [
            ("2024-06-19", "2024-06-20", true),
            ("2024-03-01", "2024-02-29", true),
            ("2023-12-31", "2024-01-01", true),
            ("2024-06-19", "2024-06-19", false),
            ("2024-06-19", "2024-06-21", false),
        ] {
            assert_eq!(super::are_neighbours(one, other), right, "{one} {other}");
        }
    }

    #[test]
    fn leap_days_are_days() {
        assert_eq!(normalise("2024-02-29").as_deref(), Some("2024-02-29"));
        assert_eq!(normalise("2000-02-29").as_deref(), Some("2000-02-29"));
    }
}
