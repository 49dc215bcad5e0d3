//! The rule by which claims are joined, read from a table.
//!
//! The text of a table like `rule.table` goes in, a [`Rule`] or what is wrong with the table comes out. The table that
//! is built in holds where a ledger has none of its own.

use crate::error::Error;

const BUILT_IN: &str = include_str!("rule.table");

/// Weights, tolerances and types that belong together; each is explained in `rule.table`.
#[derive(Clone, Debug, PartialEq)]
pub struct Rule {
    numbers: [f64; NAMES.len()],
    together: Vec<Vec<String>>,
    alike: Vec<Vec<String>>,
    daily: Vec<String>,
    mutual: Vec<String>,
    uncounted: Vec<String>,
}

/// A number of the rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(usize)]
pub(super) enum Number {
    State,
    Part,
    Sector,
    Nobody,
    Alone,
    Person,
    Place,
    Country,
    Elsewhere,
    Quantity,
    Rival,
    Goods,
    Trigger,
    Once,
    Mode,
    Type,
    Domestic,
    Reprint,
    Join,
    Link,
    LinkDated,
    Near,
    Far,
}

/// The names of the numbers in the table, in the order of [`Number`].
const NAMES: [&str; 23] = [
    "state",
    "part",
    "sector",
    "nobody",
    "alone",
    "person",
    "place",
    "country",
    "elsewhere",
    "quantity",
    "rival",
    "goods",
    "trigger",
    "once",
    "mode",
    "type",
    "domestic",
    "reprint",
    "join",
    "link",
    "link-dated",
    "near",
    "far",
];

impl Rule {
    /// The rule that is built in.
    pub fn built_in() -> Rule {
        // That the table is whole is held by a test.
        Rule::parse(BUILT_IN).unwrap_or_else(|_| Rule::empty())
    }

    fn empty() -> Rule {
        Rule {
            numbers: [0.0; NAMES.len()],
            together: Vec::new(),
            alike: Vec::new(),
            daily: Vec::new(),
            mutual: Vec::new(),
            uncounted: Vec::new(),
        }
    }

    /// Reads a table. All keys of the built-in table must be there.
    ///
    /// # Errors
    ///
    /// [`Error::Rule`] with the line that is wrong, or the key that is missing.
    pub fn parse(text: &str) -> Result<Rule, Error> {
        let mut rule = Rule::empty();
        let mut found = [false; NAMES.len()];
        let lines = text.lines().zip(1..);
        let rows = lines.filter(|(line, _)| !line.trim().is_empty() && !line.starts_with('#'));
        for (line, number) in rows.skip(1) {
            let wrong = |reason: &str| Error::Rule(format!("line {number}: {reason}"));
            let mut cells = line.split('|').map(str::trim);
            let (key, value) = (cells.next().unwrap_or(""), cells.next().unwrap_or(""));
            if let Some(at) = NAMES.iter().position(|name| *name == key) {
                let read = value
                    .parse()
                    .ok()
                    .filter(|n: &f64| n.is_finite() && *n >= 0.0);
                rule.numbers[at] = read.ok_or_else(|| wrong("not a number of 0 or more"))?;
                found[at] = true;
                continue;
            }
            let list = list(value);
            match key {
                "together" => rule.together.push(list),
                "alike" => rule.alike.push(list),
                "daily" => rule.daily.extend(list),
                "mutual" => rule.mutual.extend(list),
                "uncounted" => rule.uncounted.extend(list),
                _ => return Err(wrong(&format!("there is no key `{key}`"))),
            }
        }
        match found.iter().zip(NAMES).find(|(found, _)| !**found) {
            Some((_, name)) => Err(Error::Rule(format!("the key `{name}` is missing"))),
            None => Ok(rule),
        }
    }

    pub(super) fn of(&self, number: Number) -> f64 {
        self.numbers[number as usize]
    }

    /// The types that are joined with this one, itself among them.
    pub(super) fn group(&self, event: &str) -> Vec<String> {
        let group = self
            .together
            .iter()
            .find(|group| group.iter().any(|other| other == event));
        group.map_or_else(|| vec![event.to_owned()], Vec::clone)
    }

    /// Whether the parties of this type act together.
    pub(super) fn is_mutual(&self, event: &str) -> bool {
        self.mutual.iter().any(|other| other == event)
    }

    /// Whether the same parties do this day after day.
    pub(super) fn is_daily(&self, event: &str) -> bool {
        self.daily.iter().any(|other| other == event)
    }

    /// The sector that stands for those that are not told apart.
    pub(super) fn sector<'a>(&'a self, sector: &'a str) -> &'a str {
        let same = |group: &&Vec<String>| group.iter().any(|other| other == sector);
        let first = self.alike.iter().find(same).and_then(|group| group.first());
        first.map_or(sector, String::as_str)
    }

    /// Whether the number of these things helps to tell happenings apart.
    pub(super) fn counts(&self, kind: &str) -> bool {
        !self.uncounted.iter().any(|other| other == kind)
    }
}

impl Default for Rule {
    fn default() -> Rule {
        Rule::built_in()
    }
}

fn list(cell: &str) -> Vec<String> {
    let items = cell.split(';').map(str::trim);
    items
        .filter(|item| !item.is_empty())
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{BUILT_IN, Number, Rule};

    #[test]
    fn the_built_in_rule_is_whole() {
        let rule = Rule::parse(BUILT_IN).unwrap();
        assert_eq!(rule, Rule::built_in());
        assert!(rule.of(Number::Join) > rule.of(Number::State));
        assert!(rule.of(Number::Far) > rule.of(Number::Near));
        assert_eq!(rule.group("ASSAULT"), rule.group("COERCE"));
        assert_eq!(rule.group("UNHEARD"), ["UNHEARD"]);
    }

    #[test]
    fn faults_of_a_rule_are_told() {
        for (from, to, told) in [
            ("join         | 3.25", "join | many", "line"),
            ("join         | 3.25", "joins | 3", "`joins`"),
            ("near         | 30", "# gone", "`near`"),
        ] {
            let error = Rule::parse(&BUILT_IN.replace(from, to)).unwrap_err();
            assert!(error.to_string().contains(told), "{error}");
        }
    }
}
