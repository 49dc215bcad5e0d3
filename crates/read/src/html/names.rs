//! What the names that a page gives to its parts tell about them.
//!
//! The value of a `class` or `id` goes in; whether it says "article body" or "no part of the article" comes out. The names
//! stand in `names.table`.

use std::collections::HashMap;
use std::sync::LazyLock;

/// What a name tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// It holds the article's own words.
    Body,
    /// It is no part of the article.
    Never,
}

/// The rows by their first word: the words after it, and what they tell.
type Table = HashMap<&'static str, Vec<(Vec<&'static str>, Part)>>;

static NAMES: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::new();
    for line in include_str!("names.table")
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        let Some((kind, names)) = line.split_once('|') else {
            continue;
        };
        let part = if kind.trim() == "body" {
            Part::Body
        } else {
            Part::Never
        };
        for name in names.split(';') {
            let mut words = name.split_whitespace();
            let Some(first) = words.next() else { continue };
            table
                .entry(first)
                .or_default()
                .push((words.collect(), part));
        }
    }
    table
});

/// How many words of a value are looked at.
const MOST_WORDS: usize = 48;

/// What the names in a value tell; `Never` where they tell both.
pub(crate) fn part(value: &str) -> Option<Part> {
    if value.is_empty() {
        return None;
    }
    let words = words(value);
    let mut told = None;
    for at in 0..words.len() {
        let rows = words.get(at).and_then(|word| NAMES.get(word.as_str()));
        let rest = words.get(at + 1..).unwrap_or_default();
        let fits =
            |more: &[&str]| more.len() <= rest.len() && more.iter().zip(rest).all(|(a, b)| a == b);
        for (_, part) in rows.into_iter().flatten().filter(|(more, _)| fits(more)) {
            if *part == Part::Never {
                return Some(Part::Never);
            }
            told = Some(Part::Body);
        }
    }
    told
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
    use super::{Part, part};

    #[test]
    fn names_tell_what_a_part_is() {
        let cases = [
            ("article-body", Some(Part::Body)),
            ("c-entry entryContent wide", Some(Part::Body)),
            ("articleBody", Some(Part::Body)),
            ("StoryBody__related", Some(Part::Never)),
            ("col-8 share_bar", Some(Part::Never)),
            ("adjective download header", None),
            ("", None),
            ("sign-up", Some(Part::Never)),
            ("sign", None),
        ];
        for (value, told) in cases {
            assert_eq!(part(value), told, "{value}");
        }
    }
}
