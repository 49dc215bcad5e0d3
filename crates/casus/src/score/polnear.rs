//! Who says what: attributions of news articles with cue, source and content (PolNeAR).
//!
//! The engine sees the bare article. Compared are sets of words (runs of letters and digits, and every other mark by
//! itself): a span matches exactly where it has the same words, and overlapping where it shares at least one. Matches are
//! one to one, as many as there can be in each article. Precision is the share of our spans that match, recall that of
//! the gold's, F1 their harmonic mean; for cues, sources and contents by themselves (an attribution without a source has
//! none to find), and for whole attributions, which match where all three parts do; a part that both lack matches.
//! In the gold no attribution stands in the content of another, so of ours only the outermost are compared.

use super::{Report, Score, json_lines, read_each, share};
use crate::engine::{Engine, Reading};
use crate::error::Error;
use casus_text::{Document, Span};
use std::fmt::Write;

#[derive(serde::Deserialize)]
struct Item {
    id: String,
    text: String,
    attributions: Vec<Gold>,
}

/// Spans are pairs of offsets in characters.
#[derive(serde::Deserialize)]
struct Gold {
    #[serde(default)]
    cue: Vec<(usize, usize)>,
    #[serde(default)]
    source: Vec<(usize, usize)>,
    #[serde(default)]
    content: Vec<(usize, usize)>,
}

/// The numbers of the words of cue, source and content.
type Parts = [Vec<usize>; 3];

/// What is measured: the names of the parts, then whole attributions.
const MEASURES: [&str; 4] = ["cue", "source", "content", "whole"];
/// The ways of matching.
const WAYS: [&str; 2] = ["overlapping", "exact"];

/// Matches, spans found, and spans of the gold.
#[derive(Clone, Copy, Default)]
struct Tally {
    hit: usize,
    found: usize,
    gold: usize,
}

/// Scores the engine on a PolNeAR file.
///
/// # Errors
///
/// A line that is no article of the set.
pub fn score(engine: &Engine, path: &str, gold: &str) -> Result<Report, Error> {
    let items: Vec<Item> = json_lines(path, gold)?;
    let documents = items.iter().map(|item| Document {
        id: item.id.clone(),
        text: item.text.clone(),
        ..Document::default()
    });
    let found = read_each(engine, documents, |reading| outermost(&reading))?;
    let mut tallies = [[Tally::default(); MEASURES.len()]; WAYS.len()];
    let mut misses = Vec::new();
    for (item, found) in items.iter().zip(&found) {
        let gold = gold_parts(item);
        count(&gold, found, &mut tallies);
        misses.extend(missed(item, &gold, found));
    }
    Ok(report(&tallies, misses))
}

/// Our attributions that stand in the content of no other.
fn outermost(reading: &Reading) -> Vec<Parts> {
    let words = words(&reading.document.text);
    let spans = |spans: &[Span]| {
        let pairs = spans.iter().map(|s| (s.start as usize, s.end as usize));
        numbers(&words, &pairs.collect::<Vec<_>>())
    };
    let all = reading.coded.attributions.iter();
    let outer = all.filter(|said| said.inside.is_none());
    outer
        .map(|said| {
            [
                spans(said.cue.as_slice()),
                spans(said.source.as_slice()),
                spans(&said.content),
            ]
        })
        .collect()
}

fn gold_parts(item: &Item) -> Vec<Parts> {
    let words = words(&item.text);
    let offsets: Vec<usize> = item.text.char_indices().map(|(at, _)| at).collect();
    let byte = |n: usize| offsets.get(n).copied().unwrap_or(item.text.len());
    let part = |spans: &[(usize, usize)]| {
        let pairs = spans.iter().map(|&(a, b)| (byte(a), byte(b)));
        numbers(&words, &pairs.collect::<Vec<_>>())
    };
    let all = item.attributions.iter();
    all.map(|g| [part(&g.cue), part(&g.source), part(&g.content)])
        .collect()
}

/// The bytes of each word: a run of letters and digits, or another mark.
fn words(text: &str) -> Vec<(usize, usize)> {
    let mut words: Vec<(usize, usize)> = Vec::new();
    let mut running = false;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        let letter = c.is_alphanumeric() || c == '_';
        match words.last_mut() {
            Some(last) if running && letter => last.1 = end,
            _ if !c.is_whitespace() => words.push((at, end)),
            _ => {}
        }
        running = letter;
    }
    words
}

/// The numbers of the words that the spans touch.
fn numbers(words: &[(usize, usize)], spans: &[(usize, usize)]) -> Vec<usize> {
    let mut all: Vec<usize> = Vec::new();
    for &(start, end) in spans {
        let first = words.partition_point(|word| word.1 <= start);
        let touched = words[first..]
            .iter()
            .take_while(|word| word.0 < end)
            .count();
        all.extend(first..first + touched);
    }
    all.sort_unstable();
    all.dedup();
    all
}

fn count(gold: &[Parts], found: &[Parts], tallies: &mut [[Tally; MEASURES.len()]; WAYS.len()]) {
    for (exact, row) in tallies.iter_mut().enumerate() {
        for (measure, tally) in row.iter_mut().enumerate() {
            let fits = |g: &Parts, p: &Parts| fit(g, p, measure, exact == 1);
            tally.hit += pairs(gold, found, &fits).iter().flatten().count();
            tally.gold += gold.iter().filter(|g| counts(g, measure)).count();
            tally.found += found.iter().filter(|p| counts(p, measure)).count();
        }
    }
}

/// Whether there is anything to be found.
fn counts(parts: &Parts, measure: usize) -> bool {
    parts.get(measure).is_none_or(|part| !part.is_empty())
}

fn fit(gold: &Parts, found: &Parts, measure: usize, exact: bool) -> bool {
    let same = |g: &[usize], p: &[usize]| {
        if exact { g == p } else { shares(g, p) }
    };
    match (gold.get(measure), found.get(measure)) {
        (Some(g), Some(p)) => !g.is_empty() && same(g, p),
        _ => gold
            .iter()
            .zip(found)
            .all(|(g, p)| same(g, p) || g.is_empty() && p.is_empty()),
    }
}

/// Whether two sorted lists have a number in common.
fn shares(a: &[usize], b: &[usize]) -> bool {
    let (mut i, mut j) = (0, 0);
    while i < a.len() && j < b.len() {
        match a[i].cmp(&b[j]) {
            std::cmp::Ordering::Equal => return true,
            std::cmp::Ordering::Less => i += 1,
            std::cmp::Ordering::Greater => j += 1,
        }
    }
    false
}

/// For each of ours the gold with which it is paired, in a largest set of pairs (augmenting paths).
fn pairs(
    gold: &[Parts],
    found: &[Parts],
    fits: &dyn Fn(&Parts, &Parts) -> bool,
) -> Vec<Option<usize>> {
    let near = |g: &Parts| (0..found.len()).filter(|&n| fits(g, &found[n])).collect();
    let edges: Vec<Vec<usize>> = gold.iter().map(near).collect();
    let mut taken = vec![None; found.len()];
    for g in 0..gold.len() {
        let mut seen = vec![false; found.len()];
        augment(g, &edges, &mut taken, &mut seen);
    }
    taken
}

fn augment(g: usize, edges: &[Vec<usize>], taken: &mut [Option<usize>], seen: &mut [bool]) -> bool {
    for &n in &edges[g] {
        if std::mem::replace(&mut seen[n], true) {
            continue;
        }
        let free = taken[n].is_none_or(|other| augment(other, edges, taken, seen));
        if free {
            taken[n] = Some(g);
            return true;
        }
    }
    false
}

/// Whole attributions without a match, of the gold and of ours.
fn missed(item: &Item, gold: &[Parts], found: &[Parts]) -> Vec<String> {
    let words = words(&item.text);
    let taken = pairs(gold, found, &|g, p| fit(g, p, MEASURES.len(), false));
    let shown = |sign: &str, parts: &Parts| {
        let [cue, source, content] = parts.each_ref().map(|part| shown(&item.text, &words, part));
        format!("{}\t{sign}\t{cue}\t{source}\t{content}", item.id)
    };
    let matched: Vec<usize> = taken.iter().flatten().copied().collect();
    let lost = (0..gold.len()).filter(|g| !matched.contains(g));
    let lost = lost.map(|g| shown("missed", &gold[g]));
    let false_ones = found.iter().zip(&taken).filter(|(_, pair)| pair.is_none());
    lost.chain(false_ones.map(|(parts, _)| shown("false", parts)))
        .collect()
}

/// From the first to the last of the words, on one line.
fn shown(text: &str, words: &[(usize, usize)], part: &[usize]) -> String {
    let (Some(&first), Some(&last)) = (part.first(), part.last()) else {
        return "-".to_owned();
    };
    let bytes = words[first].0..words[last].1;
    let text = text.get(bytes).unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn report(tallies: &[[Tally; MEASURES.len()]; WAYS.len()], misses: Vec<String>) -> Report {
    let mut report = Report {
        misses,
        ..Report::default()
    };
    for (way, row) in WAYS.iter().zip(tallies) {
        for (measure, tally) in MEASURES.iter().zip(row) {
            let values = [
                ("precision", share(tally.hit, tally.found)),
                ("recall", share(tally.hit, tally.gold)),
                ("F1", share(2 * tally.hit, tally.found + tally.gold)),
            ];
            // Writing into a string cannot fail.
            let _ = write!(report.text, "{way:<12}{measure:<8}");
            for (name, value) in values {
                let _ = write!(report.text, "  {name} {value:.4}");
                report.scores.push(Score {
                    measure: format!("{measure} {way} {name}"),
                    value,
                    items: tally.gold,
                });
            }
            let _ = writeln!(report.text, "  n {}", tally.gold);
        }
    }
    report
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "“Zürich ist’s,” sagt Ada. Er kam, sagt sie.";

    fn item(attributions: &str) -> Item {
        let line = serde_json::json!({"id": "a", "text": TEXT, "attributions":
            serde_json::from_str::<serde_json::Value>(attributions).expect("JSON")});
        serde_json::from_value(line).expect("an item")
    }

    #[test]
    fn offsets_count_characters_and_words_are_runs() {
        let item = item(r#"[{"cue": [[16, 20]], "source": [[21, 24]], "content": [[0, 15]]}]"#);
        let gold = gold_parts(&item);
        let words = words(TEXT);
        assert_eq!(shown(TEXT, &words, &gold[0][0]), "sagt");
        assert_eq!(shown(TEXT, &words, &gold[0][1]), "Ada");
        assert_eq!(shown(TEXT, &words, &gold[0][2]), "“Zürich ist’s,”");
        assert_eq!(gold[0][2], [0, 1, 2, 3, 4, 5, 6]);
    }

    #[test]
    fn offsets_beyond_the_text_and_lacking_parts_do_no_harm() {
        let item = item(r#"[{"cue": [[16, 20]], "content": [[900, 990], [30, 2]]}]"#);
        assert!(gold_parts(&item)[0][1..].iter().all(Vec::is_empty));
    }

    #[test]
    fn matches_are_one_to_one_and_as_many_as_can_be() {
        // The first of the gold could take either, the second only the first of ours.
        let gold = [[vec![1, 2], vec![], vec![]], [vec![1], vec![], vec![]]];
        let found = [[vec![1], vec![], vec![]], [vec![2], vec![], vec![]]];
        let mut tallies = Default::default();
        count(&gold, &found, &mut tallies);
        assert_eq!(tallies[0][0].hit, 2);
        assert_eq!(tallies[1][0].hit, 1);
        // Nobody has a source: none to find, and no bar to a whole match.
        assert_eq!((tallies[0][1].gold, tallies[0][1].found), (0, 0));
        assert_eq!(tallies[0][3].hit, 2);
    }

    #[test]
    fn whole_attributions_match_in_every_part() {
        let gold = [[vec![4], vec![5], vec![0, 1, 2]]];
        let mut tallies = Default::default();
        count(&gold, &[[vec![4], vec![], vec![2, 3]]], &mut tallies);
        let hits = tallies[0].map(|t: Tally| t.hit);
        assert_eq!(hits, [1, 0, 1, 0]);
        let mut tallies = Default::default();
        count(&gold, &[[vec![3, 4], vec![5], vec![2, 3]]], &mut tallies);
        assert_eq!(tallies[0].map(|t: Tally| t.hit), [1, 1, 1, 1]);
        assert_eq!(tallies[1].map(|t: Tally| t.hit), [0, 1, 0, 0]);
    }

    #[test]
    fn the_report_has_precision_recall_and_f1() {
        let mut tallies = [[Tally::default(); 4]; 2];
        tallies[0][0] = Tally {
            hit: 1,
            found: 2,
            gold: 4,
        };
        let report = report(&tallies, vec![]);
        let value = |name: &str| {
            report
                .scores
                .iter()
                .find(|s| s.measure == name)
                .expect(name)
                .value
        };
        assert_eq!(value("cue overlapping precision"), 0.5);
        assert_eq!(value("cue overlapping recall"), 0.25);
        assert!((value("cue overlapping F1") - 1.0 / 3.0).abs() < 1e-9);
        assert_eq!(value("whole exact F1"), 0.0);
    }
}
