//! Lengths of time, repeated times and clock times: "for two weeks", "a 12-year rift", "every Friday", "5 p.m. Tuesday".
//!
//! A position in a sentence goes in; the last token and the value of the expression that begins there come out.

use super::scan::{Scanner, Step};
use casus_codebook::language::TimeWord;
use casus_syntax::{Relation, Tag};

/// A number with a unit of time.
pub(super) struct Length<'book> {
    /// How many; open for "several".
    pub(super) count: Option<i32>,
    /// The last token.
    pub(super) last: usize,
    pub(super) unit: &'book TimeWord,
    /// Whether its only number is the article.
    article: bool,
}

/// Units of the modifiers that say how a length or number is meant.
const BOUNDS: &[&str] = &[
    "APPROX",
    "LESS_THAN",
    "MORE_THAN",
    "EQUAL_OR_LESS",
    "EQUAL_OR_MORE",
];

impl<'book> Scanner<'_, 'book, '_> {
    /// "two weeks", "about 12-year", "a week", "several months", "two to three weeks".
    pub(super) fn length(&self, i: usize) -> Option<Length<'book>> {
        let bound = self.is_bound(i);
        let start = if bound { self.end(i) + 1 } else { i };
        let open = bound && self.word(start, "unit").is_some() && self.is_plural(start);
        let (count, at, article) = if open {
            (None, start, false)
        } else {
            self.counted(start)?
        };
        let at = at + usize::from(self.is_owner(at) && self.word(at + 1, "unit").is_some());
        let (count, at) = match self.upper(at) {
            Some((upper, next)) => (count.filter(|c| *c == upper), next),
            None => (count, at),
        };
        let at = at + usize::from(self.is_dash(at));
        let unit = self.word(at, "unit").filter(|u| &*u.unit != "half")?;
        let aged = at + 1 + usize::from(self.is_dash(at + 1));
        if self.word_with(aged, "direction", &["age"]).is_some() {
            return None;
        }
        Some(Length {
            count,
            last: at,
            unit,
            article,
        })
    }

    /// Whether a word that says how a number is meant stands here, and none of "over the past year".
    fn is_bound(&self, i: usize) -> bool {
        let after = self.end(i) + 1;
        self.word_with(i, "modifier", BOUNDS).is_some()
            && !self.is_the(after)
            && self.word(after, "relative").is_none()
    }

    /// A number, or a word that counts without one; the token after it.
    fn counted(&self, i: usize) -> Option<(Option<i32>, usize, bool)> {
        if let Some(word) = self.word_with(i, "duration", &[""]) {
            let next = self.end(i) + 1;
            // "a few", "a dozen"
            if word.value == 1
                && let Some(inner) = self.counted(next)
            {
                // "a hundred" and "a few" are one number; "a 12-year rift" is not.
                let figures = self.form(next).starts_with(|c: char| c.is_ascii_digit());
                return inner.0.is_none_or(|n| n >= 12 && !figures).then_some(inner);
            }
            return Some((
                (word.value > 0).then_some(word.value),
                next,
                word.value == 1,
            ));
        }
        if self.year_number(i).is_some() || i > 0 && self.s.tag(i - 1) == Tag::Sym {
            return None;
        }
        self.number(i).map(|(n, next)| (Some(n), next, false))
    }

    /// The upper end of a range of numbers: "to three".
    fn upper(&self, at: usize) -> Option<(i32, usize)> {
        let joins = self.is_until(at) || self.s.len() > at && self.s.relation(at) == Relation::Cc;
        self.number(at + 1).filter(|_| joins)
    }

    /// "two weeks", "the last three years", "the first nine months", "the past decade", "day-long".
    pub(super) fn duration(&self, i: usize) -> Step {
        if let Some(word) = self.word(i, "duration").filter(|w| !w.unit.is_empty()) {
            return Some((self.end(i), Some(period(word.value, &word.unit))));
        }
        let bound = self.is_bound(i);
        let after = if bound { self.end(i) + 1 } else { i };
        let mut start = self.past_the(after);
        let relative = self.word(start, "relative");
        let leads = relative.is_some() || self.word(start, "ordinal").is_some_and(|w| w.value == 1);
        start += usize::from(leads);
        if let Some(past) = relative.filter(|w| &*w.unit == "length" && w.value < 0) {
            let unit = self.word(start, "unit").filter(|_| !self.is_plural(start));
            if let Some(unit) = unit {
                return Some((
                    start,
                    Some(period(past.value.abs() * unit.value, &unit.unit)),
                ));
            }
        }
        let length = self.length(if start > after { start } else { i })?;
        if length.article && !bound && (leads || self.is_rate(length.last)) {
            return None;
        }
        let adjective = self.is_dash(length.last - 1) || !self.is_plural(length.last);
        if start > after && !leads && adjective {
            return None;
        }
        let value = match length.count {
            Some(count) => period(count.checked_mul(length.unit.value)?, &length.unit.unit),
            None => open(&length.unit.unit),
        };
        Some((length.last, Some(value)))
    }

    /// "$1.76 a year", "four flights a week": a rate, no length.
    fn is_rate(&self, unit: usize) -> bool {
        let s = self.s;
        let before = unit.checked_sub(2);
        s.relation(unit) == Relation::NmodUnmarked
            || before.is_some_and(|b| {
                matches!(s.tag(b), Tag::Num | Tag::Noun | Tag::Sym)
                    && s.relation(unit) != Relation::Obl
            })
    }

    /// "for weeks", "within months".
    pub(super) fn bare_unit(&self, i: usize) -> Step {
        let unit = self.word(i, "unit").filter(|_| self.s.penn(i) == "NNS")?;
        let alone = self.s.children(i).all(|c| {
            matches!(
                self.s.relation(c),
                Relation::Case | Relation::Punct | Relation::Advmod
            )
        });
        let hangs = matches!(self.s.relation(i), Relation::Obl | Relation::Nmod);
        (alone && hangs && unit.value == 1).then(|| (i, Some(open(&unit.unit))))
    }

    /// "daily", "every week", "each Thursday", "every July".
    pub(super) fn repeated(&self, i: usize) -> Step {
        let word = self.word(i, "set")?;
        if word.value > 0 {
            let short = matches!(&*word.unit, "P1D" | "PT1H");
            // "annual" and "quarterly" before a noun name a kind of thing.
            let kind = self.s.tag(i) == Tag::Adj && !short || self.s.tag(i) == Tag::Noun;
            return (!kind).then(|| (self.end(i), Some(word.unit.clone())));
        }
        if self.s.relation(i) != Relation::Det {
            return None;
        }
        if let Some(number) = self.weekday(i + 1) {
            return Some((i + 1, Some(format!("XXXX-WXX-{number}").into())));
        }
        if let Some(month) = self.month(i + 1) {
            return Some((i + 1, Some(format!("XXXX-{month:02}").into())));
        }
        let (count, at) = self.number(i + 1).unwrap_or((1, i + 1));
        let unit = self.word(at, "unit")?;
        Some((at, Some(period(count.checked_mul(unit.value)?, &unit.unit))))
    }

    /// "10:30", "6 a.m.", "5 p.m. EST Nov. 9", "noon Saturday", "0735 GMT".
    pub(super) fn clock(&self, i: usize) -> Step {
        let (clock, last) = self.hours(i)?;
        let zone = |at: usize| self.word_with(at, "clock", &["zone"]).is_some();
        let mut last = last;
        if zone(last + 1) {
            last = self.end(last + 1);
        }
        let comma = usize::from(self.form(last + 1) == ",");
        let day = self.date(last + 1 + comma).or_else(|| self.date(last + 1));
        let day = day.filter(|d| d.1.as_deref().is_some_and(|v| v.len() == 10));
        let (last, date) = day.unwrap_or_else(|| (last, self.calendar.date()));
        Some((last, date.map(|d| format!("{d}T{clock}").into())))
    }

    /// Hour and minute, and the last token of the time.
    fn hours(&self, i: usize) -> Option<(String, usize)> {
        if let Some(word) = self.word_with(i, "clock", &["alone"]) {
            return Some((format!("{:02}:00", word.value), self.end(i)));
        }
        let form = self.form(i);
        let half = self.word_with(i + 1, "clock", &["hour"]);
        let zone = self.word_with(i + 1, "clock", &["zone"]).is_some();
        let parts = form.split_once([':', '.']);
        let (hour, minute) = match parts {
            Some((h, m)) if m.len() == 2 && (form.contains(':') || half.is_some()) => (h, m),
            None if form.len() <= 2 && half.is_some() => (form, "0"),
            None if form.len() == 4 && zone => (form.get(..2)?, form.get(2..)?),
            _ => return None,
        };
        let (hour, minute) = (hour.parse::<i32>().ok()?, minute.parse::<i32>().ok()?);
        if !(0..24).contains(&hour) || !(0..60).contains(&minute) {
            return None;
        }
        let hour = match half {
            Some(w) if hour < 12 => hour + w.value,
            Some(w) if w.value == 0 && hour == 12 => 0,
            _ => hour,
        };
        let last = if half.is_some() { self.end(i + 1) } else { i };
        Some((format!("{hour:02}:{minute:02}"), last))
    }
}

/// A TIMEX3 period such as `P2W` or `PT6H`.
fn period(count: i32, unit: &str) -> Box<str> {
    let (count, unit) = match unit {
        "decade" => (count.saturating_mul(10), "year"),
        "century" => (count.saturating_mul(100), "year"),
        "quarter" => (count.saturating_mul(3), "month"),
        _ => (count, unit),
    };
    format!("P{}", letters(unit, &count.to_string())).into()
}

/// A period of unknown length, such as `PXM`.
fn open(unit: &str) -> Box<str> {
    format!("P{}", letters(unit, "X")).into()
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
