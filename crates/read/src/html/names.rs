//! What the names that a page gives to its parts tell about them.
//!
//! The value of a `class` or `id` goes in; whether it says "article body", "no part of the article", "a date" or "an author"
//! comes out. The names stand in `names.table`, and beside them the few words that lead to an author or a change.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a name tells of a part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Part {
    /// It holds the article's own words.
    Body,
    /// It is no part of the article, but may tell of it.
    About,
    /// It is no part of the article.
    Never,
}

/// All that a value tells.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Told {
    /// The strongest that it says of the part itself.
    pub(crate) part: Option<Part>,
    /// Whether a day of publishing stands there.
    pub(crate) date: bool,
    /// Whether the day of a change stands there.
    pub(crate) changed: bool,
    /// Whether an author stands there.
    pub(crate) author: bool,
    /// Whether it is of others: comments, other articles.
    pub(crate) others: bool,
}

impl Told {
    /// What two values tell together.
    pub(crate) fn and(self, other: Told) -> Told {
        Told {
            part: self.part.max(other.part),
            date: self.date || other.date,
            changed: self.changed || other.changed,
            author: self.author || other.author,
            others: self.others || other.others,
        }
    }
}

/// The rows of parts by their first word (the words after it, and what they tell), and the words that lead in.
#[derive(Default)]
struct Table {
    parts: HashMap<&'static str, Vec<(Vec<&'static str>, Told)>>,
    by: Vec<&'static str>,
    since: Vec<&'static str>,
    on: Vec<&'static str>,
    post: Vec<&'static str>,
}

static NAMES: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::default();
    let rows = include_str!("names.table").lines();
    for (kind, names) in rows
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| line.split_once('|'))
    {
        let names = names.split(';').map(str::trim);
        let mut told = Told::default();
        match kind.trim() {
            "body" => told.part = Some(Part::Body),
            "about" => told.part = Some(Part::About),
            "never" => told.part = Some(Part::Never),
            "date" => told.date = true,
            "changed" => told.changed = true,
            "author" => told.author = true,
            "others" => told.others = true,
            "by" => table.by = names.clone().collect(),
            "since" => table.since = names.clone().collect(),
            "on" => table.on = names.clone().collect(),
            _ => table.post = names.clone().collect(),
        }
        if told == Told::default() {
            continue;
        }
        for name in names {
            let mut words = name.split_whitespace();
            let Some(first) = words.next() else { continue };
            let rows = table.parts.entry(first).or_default();
            rows.push((words.collect(), told));
        }
    }
    table
});

/// What is left of a text behind the words that lead to an author; none where it does not begin so.
pub(crate) fn after_by(text: &str) -> Option<&str> {
    NAMES
        .by
        .iter()
        .filter_map(|by| after(text, by))
        .min_by_key(|rest| rest.len())
}

/// Whether a text ends with words that lead to the day of a change.
pub(crate) fn leads_to_change(text: &str) -> bool {
    ends(text, &NAMES.since)
}

/// Whether a text ends with words that lead to the day of publishing.
pub(crate) fn leads_to_day(text: &str) -> bool {
    ends(text, &NAMES.on)
}

fn ends(text: &str, leads: &[&str]) -> bool {
    let text = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    // No lead has more than so many characters.
    let last: Vec<char> = text.chars().rev().take(40).collect();
    let text = last.iter().rev().collect::<String>().to_lowercase();
    leads.iter().any(|lead| {
        text.strip_suffix(lead)
            .is_some_and(|before| !before.ends_with(char::is_alphanumeric))
    })
}

/// The last words of a text that lead from a post to its author: what stands before them, and behind them.
pub(crate) fn around_post(text: &str) -> Option<(&str, &str)> {
    // Only letters of ASCII are made small, so that the places stay the same.
    let small = text.to_ascii_lowercase();
    let found = NAMES
        .post
        .iter()
        .filter_map(|lead| Some((small.rfind(lead)?, lead.len())));
    let (at, length) = found.max()?;
    let alone = text.get(..at)?.ends_with(|c: char| !c.is_alphanumeric());
    let behind = text.get(at + length..)?.strip_prefix(char::is_whitespace)?;
    alone.then_some((text.get(..at)?, behind))
}

/// What stands behind these words at the start of a text, in letters of any size.
fn after<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    let begins = words.chars().all(|c| {
        rest.next()
            .is_some_and(|other| other == c || other.to_lowercase().eq(c.to_lowercase()))
    });
    let rest = rest.as_str();
    let ends = !rest.starts_with(char::is_alphanumeric);
    (begins && ends).then(|| rest.trim_start_matches(|c: char| c.is_whitespace() || c == ':'))
}

/// How many words of a value are looked at.
const MOST_WORDS: usize = 48;

/// What the names in a value tell.
pub(crate) fn told(value: &str) -> Told {
    let words = words(value);
    let mut all = Told::default();
    for at in 0..words.len() {
        let rows = words
            .get(at)
            .and_then(|word| NAMES.parts.get(word.as_str()));
        let rest = words.get(at + 1..).unwrap_or_default();
        let fits =
            |more: &[&str]| more.len() <= rest.len() && more.iter().zip(rest).all(|(a, b)| a == b);
        for (_, told) in rows.into_iter().flatten().filter(|(more, _)| fits(more)) {
            all = all.and(*told);
        }
    }
    all
}

/// The words of a value: `postBody-wrap` is `post body wrap`.
fn words(value: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut small = false;
    for c in value.chars().take(1000) {
        if !c.is_alphanumeric() || (small && c.is_uppercase()) {
            if !word.is_empty() {
                words.push(std::mem::take(&mut word));
            }
            if words.len() >= MOST_WORDS {
                return words;
            }
        }
        if c.is_alphanumeric() {
            word.extend(c.to_lowercase());
        }
        small = c.is_lowercase();
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{Part, Told, after_by, leads_to_change, leads_to_day, told};

    #[test]
    fn names_tell_what_a_part_is() {
        let cases = [
            ("article-body", Some(Part::Body)),
            ("c-entry entryContent wide", Some(Part::Body)),
            ("articleBody", Some(Part::Body)),
            ("StoryBody__related", Some(Part::Never)),
            ("col-8 share_bar", Some(Part::Never)),
            ("storyBody byline", Some(Part::About)),
            ("adjective download header", None),
            ("", None),
            ("sign-up", Some(Part::Never)),
            ("sign", None),
        ];
        for (value, part) in cases {
            assert_eq!(told(value).part, part, "{value}");
        }
    }

    #[test]
    fn names_tell_where_days_and_authors_stand() {
        let of = |date, changed, author| Told {
            part: None,
            date,
            changed,
            author,
            others: false,
        };
        assert_eq!(told("node__date"), of(true, false, false));
        assert_eq!(told("last-modified"), of(false, true, false));
        assert_eq!(told("c-author-name"), of(false, false, true));
        assert_eq!(told("updates"), of(false, false, false));
    }

    #[test]
    fn words_lead_to_authors_and_changes() {
        assert_eq!(after_by("By Ida Holm"), Some("Ida Holm"));
        assert_eq!(after_by("Written by: Ida Holm"), Some("Ida Holm"));
        assert_eq!(after_by("Bygone days"), None);
        assert!(leads_to_change("Oslo – Last updated: ") && !leads_to_change("They updated it"));
        assert!(leads_to_day("Posted on") && !leads_to_day("Imposted on"));
    }
}
