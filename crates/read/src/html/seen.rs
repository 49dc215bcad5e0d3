//! What a reader sees of when and by whom a page was written.
//!
//! A page and its title go in; the day and the author that stand nearest to the main headline come out, where something
//! says that they are of the article: the name of their element, words such as "by" or "updated", or that they stand alone
//! beside the headline. Menus and footers are believed only close to it, comments and lists of other articles never.

use super::lines::{Line, Lines};
use super::names;
use super::tree::Page;
use crate::date::{self, Order};

/// What was seen.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Seen {
    pub(crate) published: Option<String>,
    /// Whether something says that it is the day of publishing, beside that it stands there.
    pub(crate) told: bool,
    pub(crate) modified: Option<String>,
    pub(crate) author: Option<String>,
}

/// A longer line is a paragraph.
const LONGEST: usize = 200;
/// So far from the headline a named part is looked for, in characters; other lines nearer.
const FARTHEST: usize = 60_000;
const NEAR: usize = 800;
/// What stands aside counts as so much farther.
const ASIDE: usize = 200;
const LONGEST_NAME: usize = 60;

impl Seen {
    pub(crate) fn of(page: &Page<'_>, title: Option<&str>, order: Order) -> Self {
        let lines = Lines::of(page).lines;
        let headline = headline(&lines, title);
        let (mut published, mut modified): (Option<Day>, Option<Day>) = (None, None);
        let mut author: Option<(usize, String)> = None;
        for line in &lines {
            let far = distance(line, headline);
            if let Some(day) = day(line, far, order) {
                let best = if day.changed {
                    &mut modified
                } else {
                    &mut published
                };
                if best.as_ref().is_none_or(|best| day.cost < best.cost) {
                    *best = Some(day);
                }
            }
            let name = name(line, far);
            author = match (author, name) {
                (Some(best), Some(name)) if name.0 >= best.0 => Some(best),
                (best, name) => name.or(best),
            };
        }
        Seen {
            told: published.as_ref().is_some_and(|day| day.named),
            published: published.map(|day| day.written),
            modified: modified.map(|day| day.written),
            author: author.map(|(_, name)| name),
        }
    }
}

/// How far a line is from the headline. What stands before it, or aside, is less often of the article.
fn distance(line: &Line, headline: usize) -> usize {
    let far = if line.at < headline {
        2 * (headline - line.at)
    } else {
        line.at - headline
    };
    if line.aside { 4 * far + ASIDE } else { far }
}

/// Where the headline stands: the main heading that is the title, or another line that is, or the first main heading, or
/// the first paragraph.
fn headline(lines: &[Line], title: Option<&str>) -> usize {
    let title = title.unwrap_or_default();
    let titled = |line: &&Line| line.heading && !line.text.is_empty() && title.contains(&line.text);
    let same = |line: &&Line| line.text == title;
    let found = lines
        .iter()
        .find(titled)
        .or_else(|| lines.iter().find(|line| same(line) && !line.aside))
        .or_else(|| lines.iter().find(|line| line.heading))
        .or_else(|| lines.iter().find(same))
        .or_else(|| lines.iter().find(|line| line.text.len() > LONGEST));
    found.map_or(0, |line| line.at)
}

/// A day that a line gives.
struct Day {
    /// How far it is to be sought: the nearest counts.
    cost: usize,
    written: String,
    /// Whether it is that of a change.
    changed: bool,
    /// Whether a name or words say what it is.
    named: bool,
}

/// The day that a line gives.
fn day(line: &Line, far: usize, order: Order) -> Option<Day> {
    let changed = line.told.changed && !line.told.date;
    let of = |written: String, named: bool, changed: bool| {
        let (cost, farthest) = if named {
            (far / 8, FARTHEST)
        } else {
            (far, NEAR)
        };
        (far <= farthest).then_some(Day {
            cost,
            written,
            changed,
            named,
        })
    };
    if let Some(value) = &line.value {
        return of(value.clone(), true, changed);
    }
    if line.text.len() <= LONGEST {
        let (written, place) = date::find(&line.text, order)?;
        let before = line.text.get(..place.start)?;
        let (since, on) = (names::leads_to_change(before), names::leads_to_day(before));
        let named = line.told.date || line.told.changed || since || on;
        return of(written, named, since || (changed && !on));
    }
    // A paragraph that begins with a day and a dash is dated by it.
    let start: String = line.text.chars().take(60).collect();
    let (written, place) = date::find(&start, order)?;
    let dash = start.get(place.end..)?.trim_start();
    let first = place.start < 4 && dash.starts_with(['-', '–', '—', ':']);
    (first || dash.starts_with('|')).then(|| of(written, false, false))?
}

/// The author that a line names.
fn name(line: &Line, far: usize) -> Option<(usize, String)> {
    let behind = names::after_by(&line.text);
    if line.text.len() > LONGEST || (behind.is_none() && !line.told.author) {
        return None;
    }
    let cost = match (line.told.author, behind.is_some()) {
        (true, true) => far / 16,
        (true, false) => far / 8,
        _ => far,
    };
    if far > if line.told.author { FARTHEST } else { NEAR } {
        return None;
    }
    let rest = behind.unwrap_or(&line.text);
    let stops = |c: char| {
        c.is_ascii_digit()
            || matches!(
                c,
                '|' | '•' | '·' | '–' | '—' | ',' | '(' | '/' | ':' | '»' | '\n'
            )
    };
    let end = rest.find(stops).unwrap_or(rest.len());
    let name = rest
        .get(..end)?
        .trim()
        .trim_end_matches(['-', '.'])
        .trim_end();
    let words: Vec<&str> = name.split_whitespace().collect();
    let large = |word: &&str| word.starts_with(char::is_uppercase);
    let whole = (1..=6).contains(&words.len())
        && (2..=LONGEST_NAME).contains(&name.len())
        && !names::leads_to_day(name)
        && !names::leads_to_change(name)
        && (line.told.author || words.len() > 1)
        && (line.told.author
            || (words.first().is_some_and(large) && words.last().is_some_and(large)));
    whole.then(|| (cost, name.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Day of publishing, day of the change, author.
    fn seen(source: &str) -> [String; 3] {
        let seen = Seen::of(&Page::read(source), Some("Talks in Oslo"), Order::DayFirst);
        [seen.published, seen.modified, seen.author].map(Option::unwrap_or_default)
    }

    #[test]
    fn days_and_authors_stand_near_the_headline() {
        let cases = [
            (
                "<h1>Talks in Oslo</h1><p>By Ida Holm</p><p>19 June 2024</p>",
                ["2024-06-19", "", "Ida Holm"],
            ),
            (
                "<h1>Talks in Oslo</h1><p class=byline>Von Ida Holm und Ole Dahl | 19.06.2024, 8.30 Uhr</p>",
                ["2024-06-19", "", "Ida Holm und Ole Dahl"],
            ),
            (
                "<div class=date>19/06/2024</div><h1>Talks in Oslo</h1><p>Last updated: 20/06/2024</p>",
                ["2024-06-19", "2024-06-20", ""],
            ),
            (
                "<h1>Talks in Oslo</h1><time datetime='2024-06-19T08:30+02:00'>today</time> <a rel=author href=x>Ida Holm</a>",
                ["2024-06-19T08:30+02:00", "", "Ida Holm"],
            ),
            (
                "<h1>Talks in Oslo</h1><p>2024-06-19 | Iran and Norway held talks in Oslo on Wednesday, the ministry said, and they will go on with them in the autumn, when the delegations have told their governments of what they have reached so far.</p>",
                ["2024-06-19", "", ""],
            ),
        ];
        for (source, expected) in cases {
            assert_eq!(seen(source), expected, "{source}");
        }
    }

    #[test]
    fn other_articles_and_comments_are_not_believed() {
        let far = "<p>They will go on with the talks in the autumn.</p>".repeat(30);
        let page = format!(
            "<ul class=related><li>18 June 2024 Other</li></ul>{far}<h1>Talks in Oslo</h1>{far}\
             <p>A treaty was signed on 1 May 2019 in town.</p><div class=comment><p class=author>Ole</p><p class=date>21 June 2024</p></div>"
        );
        assert_eq!(seen(&page), ["", "", ""]);
        let near = "<h1>Talks in Oslo</h1><footer class=meta><span class=date>19 June 2024</span></footer>";
        assert_eq!(seen(near), ["2024-06-19", "", ""]);
        assert_eq!(seen(""), ["", "", ""]);
    }

    #[test]
    fn a_name_is_no_sentence() {
        for line in [
            "By the way, they said that all of it would go on as it was",
            "by and by",
            "By 2024",
            "By",
        ] {
            assert_eq!(
                seen(&format!("<h1>Talks in Oslo</h1><p>{line}</p>"))[2],
                "",
                "{line}"
            );
        }
    }
}
