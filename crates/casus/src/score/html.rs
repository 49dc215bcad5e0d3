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
//! A page that is missing counts as an empty text. Embedded posts, of which `read` makes documents of their own, stand here in
//! their places, as the gold has them.

use super::{Report, Score, json_lines, share};
use crate::error::Error;
use casus_read::{html, members};
use rayon::prelude::*;
use std::collections::{BTreeMap, HashMap};
use std::fmt::Write;
use std::fs::{self, File};
use std::io;
use std::path::Path;

/// How many words a run has.
const RUN: usize = 4;

#[derive(serde::Deserialize)]
struct Truth {
    id: String,
    text: String,
}

#[derive(serde::Deserialize)]
struct Segments {
    file: String,
    with: Vec<String>,
    without: Vec<String>,
}

/// True and false positives and misses.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Counts {
    hit: f64,
    wrong: f64,
    missed: f64,
}

impl Counts {
    fn f1(self) -> f64 {
        let all = 2.0 * self.hit + self.wrong + self.missed;
        if all == 0.0 {
            0.0
        } else {
            2.0 * self.hit / all
        }
    }

    fn add(self, other: Counts) -> Counts {
        Counts {
            hit: self.hit + other.hit,
            wrong: self.wrong + other.wrong,
            missed: self.missed + other.missed,
        }
    }

    /// With the same weight as any other page.
    fn weighed(self) -> Counts {
        let sum = self.hit + self.wrong + self.missed;
        let part = |count: f64| if sum == 0.0 { 0.0 } else { count / sum };
        Counts {
            hit: part(self.hit),
            wrong: part(self.wrong),
            missed: part(self.missed),
        }
    }
}

/// Scores the reading of pages on a folder of gold.
///
/// # Errors
///
/// Where the folder or a line of it does not have that form.
pub fn score(folder: &Path) -> Result<Report, Error> {
    let texts = texts(&folder.join("html.tar.zst"))?;
    let text = |name: &str| texts.get(name).map_or("", String::as_str);
    let truth = folder.join("ground-truth.jsonl");
    let (measure, judged): (_, Vec<(String, Counts)>) = if truth.exists() {
        let items: Vec<Truth> = gold(&truth)?;
        let judge = |item: Truth| {
            let counts = runs_counts(&item.text, text(&format!("{}.html", item.id)));
            (item.id, counts.weighed())
        };
        ("4-gram", items.into_iter().map(judge).collect())
    } else {
        let items: Vec<Segments> = gold(&folder.join("segments.jsonl"))?;
        let judge = |item: Segments| {
            let counts = segment_counts(&item, text(&item.file));
            (item.file, counts)
        };
        ("segment", items.into_iter().map(judge).collect())
    };
    Ok(report(measure, &judged))
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

/// Our text of each page.
fn texts(path: &Path) -> Result<BTreeMap<String, String>, Error> {
    let file = File::open(path)
        .and_then(members)
        .map_err(|source| failed(path, source))?;
    let pages = file
        .collect::<io::Result<Vec<_>>>()
        .map_err(|source| failed(path, source))?;
    let text = |page: &casus_read::Member| {
        let name = page.name.trim_start_matches("./").to_owned();
        (name, html::article_text(&html::decode(&page.bytes, None)))
    };
    Ok(pages.par_iter().map(text).collect())
}

/// How often each run of words occurs.
fn runs(text: &str) -> HashMap<Vec<&str>, i64> {
    let words: Vec<&str> = text
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty())
        .collect();
    let mut counts = HashMap::new();
    if words.len() < RUN {
        counts.insert(words, 1);
        return counts;
    }
    for run in words.windows(RUN) {
        *counts.entry(run.to_vec()).or_insert(0) += 1;
    }
    counts
}

fn runs_counts(gold: &str, ours: &str) -> Counts {
    let (gold, ours) = (runs(gold), runs(ours));
    let both: i64 = gold
        .iter()
        .map(|(run, count)| *count.min(ours.get(run).unwrap_or(&0)))
        .sum();
    let sum = |runs: &HashMap<Vec<&str>, i64>| runs.values().sum::<i64>();
    Counts {
        hit: both as f64,
        wrong: (sum(&ours) - both) as f64,
        missed: (sum(&gold) - both) as f64,
    }
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
mod tests {
    use super::*;

    #[test]
    fn runs_are_counted_as_often_as_they_occur() {
        let counts = runs_counts("a b c d e", "a b c d. X");
        assert_eq!(
            counts,
            Counts {
                hit: 1.0,
                wrong: 1.0,
                missed: 1.0
            }
        );
        assert_eq!(counts.weighed().hit, 1.0 / 3.0);
        assert_eq!(runs_counts("a b", "a, b").f1(), 1.0);
        assert_eq!(runs_counts("", "").f1(), 1.0);
        assert_eq!(runs_counts("a b c d", "").f1(), 0.0);
    }

    #[test]
    fn segments_are_there_or_not() {
        let item = Segments {
            file: "a".into(),
            with: vec!["two words".into(), "not there".into()],
            without: vec!["menu".into(), "other".into()],
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
}
