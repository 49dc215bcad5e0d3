//! Days as people write them, found within a text: `June 19, 2024`, `19. Juni 2024`, `19.06.2024`, `2024年6月19日`.
//!
//! A text goes in; the first day that is written out in it comes out, with its place. The names of months stand in
//! `months.table`. Of numbers parted by strokes the order is asked of the caller; where it cannot be told, there is no day.

use super::of_parts;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::LazyLock;

/// In which order numbers parted by strokes are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Order {
    DayFirst,
    MonthFirst,
    /// Not known: what would be a day in both orders is none.
    #[default]
    Either,
}

/// What the table holds.
#[derive(Default)]
struct Names {
    months: BTreeMap<&'static str, u32>,
    between: Vec<&'static str>,
    month_first: Vec<&'static str>,
    either: Vec<&'static str>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let mut names = Names::default();
    let rows = include_str!("months.table").lines();
    for (kind, words) in rows
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('|'))
    {
        let words = words.split(';').map(str::trim);
        match kind.trim() {
            "between" => names.between = words.collect(),
            "month first" => names.month_first = words.collect(),
            "either" => names.either = words.collect(),
            number => {
                let number = number.parse().unwrap_or(0);
                names.months.extend(words.map(|word| (word, number)));
            }
        }
    }
    names
});

impl Order {
    /// The order that is usual in a language, told by its tag, such as `en-GB`.
    pub(crate) fn of_language(tag: Option<&str>) -> Self {
        let tag = tag.map(|tag| tag.trim().to_ascii_lowercase().replace('_', "-"));
        match tag.as_deref() {
            None | Some("") => Order::Either,
            Some(tag) if NAMES.month_first.contains(&tag) => Order::MonthFirst,
            Some(tag) if NAMES.either.contains(&tag) => Order::Either,
            Some(_) => Order::DayFirst,
        }
    }
}

/// A run of digits or of letters.
#[derive(Clone, Copy)]
struct Run<'t> {
    text: &'t str,
    at: usize,
    number: Option<u32>,
}

impl Run<'_> {
    fn end(&self) -> usize {
        self.at + self.text.len()
    }

    /// Whether it may be the number of a day or of a month.
    fn small(&self) -> Option<u32> {
        self.number.filter(|_| self.text.len() <= 2)
    }

    fn year(&self) -> Option<u32> {
        self.number
            .filter(|year| self.text.len() == 4 && (1800..2200).contains(year))
    }
}

/// So many runs of a text are looked at.
const MOST_RUNS: usize = 400;

/// The first day that a text names, as `2024-06-19`, and where it stands.
pub(crate) fn find(text: &str, order: Order) -> Option<(String, Range<usize>)> {
    let runs = runs(text);
    (0..runs.len()).find_map(|at| {
        let rest = runs.get(at..)?;
        let (day, end) = in_numbers(text, rest, order).or_else(|| in_letters(text, rest))?;
        Some((day, rest.first()?.at..end))
    })
}

fn runs(text: &str) -> Vec<Run<'_>> {
    let mut runs: Vec<Run<'_>> = Vec::new();
    let mut begin = None;
    let kind = |c: char| (c.is_ascii_digit(), c.is_alphabetic());
    let mut push = |range: Range<usize>| {
        let text = text.get(range.clone()).unwrap_or_default();
        let number = (text.len() <= 4).then(|| super::number(text)).flatten();
        runs.push(Run {
            text,
            at: range.start,
            number,
        });
        runs.len() < MOST_RUNS
    };
    for (at, c) in text.char_indices() {
        let now = kind(c);
        if let Some((from, known)) = begin
            && known != now
        {
            begin = None;
            if !push(from..at) {
                return runs;
            }
        }
        if begin.is_none() && (now.0 || now.1) {
            begin = Some((at, now));
        }
    }
    if let Some((from, _)) = begin {
        push(from..text.len());
    }
    runs
}

/// What stands between two runs.
fn gap<'t>(text: &'t str, left: &Run<'_>, right: &Run<'_>) -> &'t str {
    text.get(left.end()..right.at).unwrap_or_default()
}

/// Year, month and day or the other way round, parted by the same marks.
fn in_numbers(text: &str, runs: &[Run<'_>], order: Order) -> Option<(String, usize)> {
    // Between the numbers of `2024年6月19日` stand letters.
    if let [year, y, month, m, day, ..] = runs
        && (y.text, m.text) == ("年", "月")
    {
        let found = of_parts(year.year()?, month.small()?, day.small()?)?;
        return Some((found, day.end()));
    }
    let [a, b, c, ..] = runs else { return None };
    let marks = [gap(text, a, b), gap(text, b, c)].map(str::trim_end);
    let mark = Some(marks[0]).filter(|mark| *mark == marks[1])?;
    if !matches!(mark, "." | "/" | "-") {
        return None;
    }
    if let Some(year) = a.year() {
        let day = of_parts(year, b.small()?, c.small()?)?;
        return Some((day, c.end()));
    }
    let (first, second) = (a.small()?, b.small()?);
    let year = match c.small() {
        Some(short) if mark == "." && c.text.len() == 2 && short < 70 => 2000 + short,
        _ => c.year()?,
    };
    let order = if mark == "/" { order } else { Order::DayFirst };
    let (as_day, as_month) = (of_parts(year, second, first), of_parts(year, first, second));
    let day = match (order, as_day, as_month) {
        (Order::DayFirst, Some(day), _) | (Order::MonthFirst, _, Some(day)) => day,
        (Order::Either, Some(one), Some(other)) => Some(one).filter(|one| *one == other)?,
        (_, one, other) => one.or(other)?,
    };
    Some((day, c.end()))
}

/// Day, month and year in either order, the month in letters.
fn in_letters(text: &str, runs: &[Run<'_>]) -> Option<(String, usize)> {
    let first = runs.first()?;
    let near = |left: &Run<'_>, right: &Run<'_>| {
        let between = gap(text, left, right);
        between.chars().count() <= 3 && !between.contains([':', ';', '\n'])
    };
    let joins = |run: &Run<'_>| {
        NAMES
            .between
            .iter()
            .any(|word| word.eq_ignore_ascii_case(run.text))
    };
    // The runs that count: those that only join are passed over.
    let mut rest = Vec::with_capacity(3);
    let mut last = first;
    for run in runs.iter().take(8) {
        if !rest.is_empty() && !near(last, run) {
            break;
        }
        last = run;
        if rest.is_empty() || !joins(run) {
            rest.push(run);
        }
        if rest.len() == 3 {
            break;
        }
    }
    let [a, b, c] = rest.as_slice() else {
        return None;
    };
    let (day, month) = match month(a.text) {
        Some(month) => (b.small()?, month),
        None => (a.small()?, month(b.text)?),
    };
    Some((of_parts(c.year()?, month, day)?, c.end()))
}

/// The number of a month that is written out, or cut short so that only one month begins so.
fn month(word: &str) -> Option<u32> {
    if word.chars().take(3).count() < 3 {
        return None;
    }
    let word = word.to_lowercase();
    if let Some(month) = NAMES.months.get(word.as_str()) {
        return Some(*month);
    }
    let mut begun = NAMES
        .months
        .range(word.as_str()..)
        .take_while(|(name, _)| name.starts_with(&word))
        .map(|(_, month)| *month);
    let first = begun.next()?;
    begun.all(|month| month == first).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::{Order, find};

    #[test]
    fn days_are_found_in_texts() {
        let cases = [
            ("By Ida Holm | June 19, 2024 at 8:30", "2024-06-19"),
            ("Posted on Wednesday, 19th of June 2024", "2024-06-19"),
            ("19. Juni 2024, 8.30 Uhr", "2024-06-19"),
            ("Stand: 19.06.2024", "2024-06-19"),
            ("19. 6. 2024", "2024-06-19"),
            ("19.06.24 08:30", "2024-06-19"),
            ("mercredi 19 juin 2024", "2024-06-19"),
            ("19 de junio de 2024", "2024-06-19"),
            ("le 1er août 2024", "2024-08-01"),
            ("2024年6月19日 08:30", "2024-06-19"),
            ("Опубликовано 19 июня 2024", "2024-06-19"),
            ("26 Jun 2024", "2024-06-26"),
            ("9 Mar. 2024", "2024-03-09"),
            ("06/19/2024", "2024-06-19"),
            ("19/06/2024", "2024-06-19"),
            ("04/04/2024", "2024-04-04"),
            ("Version 1.2.3 of 2024-06-19", "2024-06-19"),
        ];
        for (text, day) in cases {
            let found = find(text, Order::Either).map(|(day, _)| day);
            assert_eq!(found.as_deref(), Some(day), "{text}");
        }
    }

    #[test]
    fn the_order_of_numbers_is_told_by_the_language() {
        let of = |tag| find("03/04/2024", Order::of_language(tag)).map(|(day, _)| day);
        assert_eq!(of(Some("en-US")).as_deref(), Some("2024-03-04"));
        assert_eq!(of(Some("en_GB")).as_deref(), Some("2024-04-03"));
        assert_eq!(of(Some("fr")).as_deref(), Some("2024-04-03"));
        assert_eq!((of(Some("en")), of(None)), (None, None));
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in [
            "",
            "June 2024",
            "31 June 2024",
            "10:30:2024",
            "1.2.3",
            "192.168.1.10",
            "marching 3 2024",
            "é",
            "call 555-12-2024x or 13/13/2024",
            "chapters 3, 4 and 2024",
        ] {
            assert_eq!(find(text, Order::Either), None, "{text}");
        }
        let text = "See June 19, 2024.";
        let place = find(text, Order::Either).and_then(|(_, place)| text.get(place));
        assert_eq!(place, Some("June 19, 2024"));
    }
}
