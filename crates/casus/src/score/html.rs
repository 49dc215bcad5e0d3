//! The text of web pages against what people took for their article.
//!
//! A folder goes in that holds `html.tar.zst` (the pages) and one of two files of gold:
//!
//! - `ground-truth.jsonl` (scrapinghub's article extraction benchmark: `id`, `text`): runs of four words of our text against
//!   those of the gold's, counted as often as they occur. True and false positives and misses of a page are divided by
//!   their sum, so that each page weighs the same; F1 is taken of the sums over pages. Words are runs of letters, digits and
//!   underscores; a text of fewer than four words is one run.
//! - `segments.jsonl` (trafilatura's evaluation: `file`, `with`, `without`): a segment of `with` that our text has is a hit,
//!   else a miss; a segment of `without` that it has is false. F1 over all segments of all pages; white space is compared
//!   as one space.
//!
//! Where an item of `segments.jsonl` has a `date` that is a day of the calendar, "dates right" is the share of these pages
//! whose document has this very day; where it has an `author`, "authors right" is the share of which one of the names that
//! the gold gives (parted by commas and semicolons) stands in the document's author, in letters of any size. The page is
//! read as if fetched from the address that the gold gives.
//!
//! A page that is missing counts as an empty text. Embedded posts, of which `read` makes documents of their own, stand here in
//! their places, as the gold has them.

use super::counts::{Counts, runs_counts};
use super::{Report, Score, json_lines, share};
use crate::error::Error;
use casus_read::{html, members, normalise_date};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::fs::{self, File};
use std::io;
use std::path::Path;

#[derive(serde::Deserialize)]
struct Truth {
    id: String,
    text: String,
}

#[derive(Default, serde::Deserialize)]
struct Segments {
    file: String,
    with: Vec<String>,
    without: Vec<String>,
    #[serde(default, deserialize_with = "words")]
    id: Option<String>,
    #[serde(default, deserialize_with = "words")]
    date: Option<String>,
    #[serde(default, deserialize_with = "words")]
    author: Option<String>,
}

/// A text, or the texts of a list joined by semicolons; what is neither is none.
fn words<'de, D: serde::Deserializer<'de>>(source: D) -> Result<Option<String>, D::Error> {
    let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    let value: serde_json::Value = serde::Deserialize::deserialize(source)?;
    Ok(match value.as_array() {
        Some(all) => Some(all.iter().filter_map(text).collect::<Vec<_>>().join("; ")),
        None => text(&value),
    })
}

/// What we make of a page.
#[derive(Default)]
struct Ours {
    text: String,
    date: Option<String>,
    author: String,
}

/// How many pages are right of those of which the gold tells it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Right {
    right: usize,
    all: usize,
}

impl Right {
    fn count(&mut self, right: bool) {
        self.right += usize::from(right);
        self.all += 1;
    }
}

/// Scores the reading of pages on a folder of gold.
///
/// # Errors
///
/// Where the folder or a line of it does not have that form.
pub fn score(folder: &Path) -> Result<Report, Error> {
    let pages = folder.join("html.tar.zst");
    let truth = folder.join("ground-truth.jsonl");
    if truth.exists() {
        let items: Vec<Truth> = gold(&truth)?;
        let ours = pages_read(&pages, &HashMap::new())?;
        let judge = |item: Truth| {
            let ours = ours.get(&format!("{}.html", item.id));
            let counts = runs_counts(&item.text, ours.map_or("", |ours| &ours.text));
            (item.id, counts.weighed())
        };
        let judged: Vec<_> = items.into_iter().map(judge).collect();
        return Ok(report("4-gram", &judged));
    }
    let items: Vec<Segments> = gold(&folder.join("segments.jsonl"))?;
    let addresses = items
        .iter()
        .filter_map(|item| Some((item.file.as_str(), item.id.as_deref()?)))
        .filter(|(_, address)| address.starts_with("http"));
    let ours = pages_read(&pages, &addresses.collect())?;
    let nothing = Ours::default();
    let ours = |item: &Segments| ours.get(&item.file).unwrap_or(&nothing);
    let judge = |item: &Segments| (item.file.clone(), segment_counts(item, &ours(item).text));
    let judged: Vec<_> = items.iter().map(judge).collect();
    let mut report = report("segment", &judged);
    facts(&items, ours, &mut report);
    Ok(report)
}

/// Adds how often the day and the author are right.
fn facts<'o>(items: &[Segments], ours: impl Fn(&Segments) -> &'o Ours, report: &mut Report) {
    let (mut dates, mut authors) = (Right::default(), Right::default());
    for item in items {
        let found = ours(item);
        if let Some(day) = item.date.as_deref().and_then(normalise_date) {
            dates.count(found.date.as_ref() == Some(&day));
            if found.date.as_ref() != Some(&day) {
                let ours = found.date.as_deref().unwrap_or("none");
                report
                    .misses
                    .push(format!("date\tgold {day}\tours {ours}\t{}", item.file));
            }
        }
        if let Some(author) = item
            .author
            .as_deref()
            .filter(|author| !author.trim().is_empty())
        {
            let author = author.to_lowercase();
            let names = author.split([',', ';']).map(str::trim);
            let right = names
                .filter(|name| !name.is_empty())
                .any(|name| found.author.contains(name));
            authors.count(right);
            if !right {
                let line = format!(
                    "author\tgold {author}\tours {}\t{}",
                    found.author, item.file
                );
                report.misses.push(line);
            }
        }
    }
    add_right("dates right", dates, report);
    add_right("authors right", authors, report);
}

fn add_right(measure: &str, Right { right, all }: Right, report: &mut Report) {
    if all == 0 {
        return;
    }
    let value = share(right, all);
    // Writing into a string cannot fail.
    let _ = writeln!(report.text, "{measure:<18} {value:.4}  n {all}");
    report.scores.push(Score {
        measure: measure.to_owned(),
        value,
        items: all,
    });
}

/// The items of a file of gold.
fn gold<T: serde::de::DeserializeOwned>(path: &Path) -> Result<Vec<T>, Error> {
    let text = fs::read_to_string(path).map_err(|source| failed(path, source))?;
    json_lines(&path.display().to_string(), &text)
}

fn failed(path: &Path, source: io::Error) -> Error {
    Error::File {
        path: path.display().to_string(),
        source,
    }
}

/// What we make of each page; some are read as if fetched from an address.
fn pages_read(
    path: &Path,
    addresses: &HashMap<&str, &str>,
) -> Result<BTreeMap<String, Ours>, Error> {
    let file = File::open(path)
        .and_then(members)
        .map_err(|source| failed(path, source))?;
    let pages = file
        .collect::<io::Result<Vec<_>>>()
        .map_err(|source| failed(path, source))?;
    let read = |page: &casus_read::Member| {
        let name = page.name.trim_start_matches("./").to_owned();
        let source = html::decode(&page.bytes, None);
        let (document, _) = html::documents(&source, addresses.get(name.as_str()).copied());
        let author = document.extra.iter().find(|(field, _)| field == "author");
        let ours = Ours {
            text: html::article_text(&source),
            date: document.date,
            author: author
                .map(|(_, value)| value.to_lowercase())
                .unwrap_or_default(),
        };
        (name, ours)
    };
    Ok(pages.par_iter().map(read).collect())
}

fn segment_counts(item: &Segments, ours: &str) -> Counts {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let ours = plain(ours);
    let found = |segments: &[String]| {
        segments
            .iter()
            .filter(|segment| ours.contains(&plain(segment)))
            .count()
    };
    let hit = found(&item.with);
    Counts {
        hit: hit as f64,
        wrong: found(&item.without) as f64,
        missed: (item.with.len() - hit) as f64,
    }
}

fn report(measure: &str, judged: &[(String, Counts)]) -> Report {
    let sum = judged
        .iter()
        .fold(Counts::default(), |sum, (_, counts)| sum.add(*counts));
    let rate = |part: f64, other: f64| {
        if part + other == 0.0 {
            share(0, 0)
        } else {
            part / (part + other)
        }
    };
    let scores = [
        ("F1", sum.f1()),
        ("precision", rate(sum.hit, sum.wrong)),
        ("recall", rate(sum.hit, sum.missed)),
    ];
    let mut report = Report::default();
    for (name, value) in scores {
        let (measure, items) = (format!("{measure} {name}"), judged.len());
        // Writing into a string cannot fail.
        let _ = writeln!(report.text, "{measure:<18} {value:.4}  n {items}");
        report.scores.push(Score {
            measure,
            value,
            items,
        });
    }
    let wrong = judged
        .iter()
        .filter(|(_, counts)| counts.wrong + counts.missed > 0.0);
    let mut wrong: Vec<_> = wrong.collect();
    wrong.sort_by(|a, b| a.1.f1().total_cmp(&b.1.f1()).then_with(|| a.0.cmp(&b.0)));
    report.misses = wrong
        .iter()
        .map(|(name, c)| {
            format!(
                "{:.3}\thit {:.2}\twrong {:.2}\tmissed {:.2}\t{name}",
                c.f1(),
                c.hit,
                c.wrong,
                c.missed
            )
        })
        .collect();
    report
}

#[cfg(test)]
#[allow(clippy::expect_used)] // What a test needs and does not get fails the test.
mod tests {
    use super::*;

    #[test]
    fn segments_are_there_or_not() {
        let item = Segments {
            file: "a".into(),
            with: vec!["two words".into(), "not there".into()],
            without: vec!["menu".into(), "other".into()],
            ..Segments::default()
        };
        let counts = segment_counts(&item, "here are two\n words and a menu");
        assert_eq!(
            counts,
            Counts {
                hit: 1.0,
                wrong: 1.0,
                missed: 1.0
            }
        );
        let report = report("segment", &[("a".into(), counts)]);
        assert_eq!(report.scores[0].value, 0.5);
        assert_eq!(report.misses.len(), 1);
    }

    #[test]
    fn days_and_authors_are_right_where_the_gold_tells_them() {
        let item = |date: &str, author: &str| Segments {
            date: Some(date.into()),
            author: Some(author.into()),
            ..Segments::default()
        };
        let ours = Ours {
            date: Some("2024-06-19".into()),
            author: "\"ida holm\"".into(),
            ..Ours::default()
        };
        let items = [
            item("2024-06-19", "Ida Holm, Ole Dahl"),
            item("2024-06-20", ""),
            item("2024-31-12", " "),
        ];
        let listed: Segments = serde_json::from_str(
            r#"{"file":"a","with":[],"without":[],"id":7,"author":["Ole","Ida"]}"#,
        )
        .expect("an item");
        assert_eq!(
            (listed.id, listed.author.as_deref()),
            (None, Some("Ole; Ida"))
        );
        let mut report = Report::default();
        facts(&items, |_| &ours, &mut report);
        let scores: Vec<(f64, usize)> = report.scores.iter().map(|s| (s.value, s.items)).collect();
        assert_eq!(scores, [(0.5, 2), (1.0, 1)]);
        assert_eq!(report.misses, ["date\tgold 2024-06-20\tours 2024-06-19\t"]);
    }
}
