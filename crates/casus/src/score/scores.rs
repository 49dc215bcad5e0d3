//! The file of all scores, `gold/scores.csv`: read, added to, and asked what was best known last.
//!
//! Columns: date, set, measure, value, items, note. Of one set and measure the last row is the newest; a day has one row,
//! that of its last measurement, and rows of earlier days are never edited.

use super::Score;
use std::fmt::Write;

/// The first line of the file.
const HEADER: &str = "date,set,measure,value,items,note";
/// A value is a drop where it is lower by more than the file can show.
const TOLERANCE: f64 = 0.000_05;
/// How a measure ends that is the better the smaller it is.
const ERROR: &str = "error";

/// The text of such a file.
#[derive(Clone, Debug, Default)]
pub struct ScoreFile {
    text: String,
}

impl ScoreFile {
    /// A file that is there already; empty for a new one.
    pub fn new(text: String) -> Self {
        let text = if text.trim().is_empty() {
            format!("{HEADER}\n")
        } else {
            text
        };
        ScoreFile { text }
    }

    /// Appends the scores of a set on a day, in place of those that the day has already.
    pub fn append(&mut self, date: &str, set: &str, scores: &[Score], note: &str) {
        let replaced = |line: &str| {
            scores.iter().any(|score| {
                let key = format!("{date},{},{},", cell(set), cell(&score.measure));
                line.starts_with(&key)
            })
        };
        let kept = self.text.lines().filter(|line| !replaced(line));
        self.text = kept.flat_map(|line| [line, "\n"]).collect();
        for Score {
            measure,
            value,
            items,
        } in scores
        {
            let (set, measure, note) = (cell(set), cell(measure), cell(note));
            // Writing into a string cannot fail.
            let _ = writeln!(
                self.text,
                "{date},{set},{measure},{value:.4},{items},{note}"
            );
        }
    }

    /// The newest value of a measure.
    pub fn newest(&self, set: &str, measure: &str) -> Option<f64> {
        let (set, measure) = (cell(set), cell(measure));
        let value = |line: &str| {
            let mut cells = line.split(',').skip(1);
            let fits = cells.next()? == set && cells.next()? == measure;
            if fits {
                cells.next()?.parse().ok()
            } else {
                None
            }
        };
        self.text.lines().rev().find_map(value)
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// A cell without what parts cells and lines.
fn cell(text: &str) -> String {
    text.replace(['\n', '\r', '"'], " ").replace(',', ";")
}

/// The scores that are worse than the newest of the file, each as a sentence.
pub fn drops(file: &ScoreFile, set: &str, scores: &[Score]) -> Vec<String> {
    let drop = |score: &Score| {
        let before = file.newest(set, &score.measure)?;
        let worse = if score.measure.ends_with(ERROR) {
            score.value - before
        } else {
            before - score.value
        };
        let dropped = worse > TOLERANCE;
        let verb = if score.value < before { "fell" } else { "rose" };
        dropped.then(|| {
            format!(
                "{set}: {} {verb} from {before:.4} to {:.4}",
                score.measure, score.value
            )
        })
    };
    scores.iter().filter_map(drop).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(measure: &str, value: f64) -> Score {
        Score {
            measure: measure.into(),
            value,
            items: 10,
        }
    }

    #[test]
    fn rows_are_appended_and_the_last_is_the_newest() {
        let mut file = ScoreFile::new(String::new());
        file.append(
            "2026-01-01",
            "ewt, raw",
            &[score("LAS", 0.8), score("UAS", 0.9)],
            "first",
        );
        file.append("2026-01-02", "ewt, raw", &[score("LAS", 0.81234)], "");
        assert_eq!(
            file.text(),
            "date,set,measure,value,items,note\n2026-01-01,ewt; raw,LAS,0.8000,10,first\n\
             2026-01-01,ewt; raw,UAS,0.9000,10,first\n2026-01-02,ewt; raw,LAS,0.8123,10,\n"
        );
        assert_eq!(file.newest("ewt, raw", "LAS"), Some(0.8123));
        assert_eq!(file.newest("gum", "LAS"), None);
    }

    #[test]
    fn a_day_has_one_row_of_a_measure() {
        let mut file = ScoreFile::new(String::new());
        file.append("2026-01-01", "plv", &[score("root", 0.5)], "");
        file.append(
            "2026-01-02",
            "plv",
            &[score("root", 0.6), score("quad", 0.7)],
            "",
        );
        file.append("2026-01-02", "plv", &[score("root", 0.8)], "again");
        assert_eq!(
            file.text(),
            "date,set,measure,value,items,note\n2026-01-01,plv,root,0.5000,10,\n\
             2026-01-02,plv,quad,0.7000,10,\n2026-01-02,plv,root,0.8000,10,again\n"
        );
    }

    #[test]
    fn only_a_lower_value_is_a_drop() {
        let mut file = ScoreFile::new(String::new());
        file.append("2026-01-01", "plv", &[score("root", 0.61234)], "");
        assert!(drops(&file, "plv", &[score("root", 0.61234)]).is_empty());
        assert!(drops(&file, "plv", &[score("new", 0.1)]).is_empty());
        assert_eq!(
            drops(&file, "plv", &[score("root", 0.6)]),
            ["plv: root fell from 0.6123 to 0.6000"]
        );
        file.append("2026-01-01", "uw", &[score("mean absolute error", 0.5)], "");
        assert!(drops(&file, "uw", &[score("mean absolute error", 0.4)]).is_empty());
        assert_eq!(
            drops(&file, "uw", &[score("mean absolute error", 0.6)]),
            ["uw: mean absolute error rose from 0.5000 to 0.6000"]
        );
    }
}
