//! Days, and the time from one to another.

/// A day as `year * 10000 + month * 100 + day`; comparisons are all that is needed of it.
pub type Day = i32;

/// From the first day to the last, both within; the far past and future where open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
}

/// The first and last day that a date can mean: `2024`, `2024-06` or `2024-06-19`. None where it is no date.
pub fn days(date: &str) -> Option<Period> {
    crate::compile::days(date).map(|(from, to)| Period { from, to })
}

impl Default for Period {
    fn default() -> Self {
        Period {
            from: Day::MIN,
            to: Day::MAX,
        }
    }
}

impl Period {
    /// Whether the day lies within.
    pub fn holds(self, day: Day) -> bool {
        self.from <= day && day <= self.to
    }
}
