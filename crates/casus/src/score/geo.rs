//! Names of places and where they lie: TR-News, LGL, GeoWebNews and sets of their form.
//!
//! Wanted are the toponyms of the gold; where it sorts them (GeoWebNews), those that name a place: literal, metonymic,
//! mixed, coerced and embedded ones, modifiers and demonyms. Common nouns, languages, and what only looks like a place
//! are not wanted. `exact F1` counts the same span, `overlap F1` any overlap, each gold span and each of ours once.
//! `within 161 km` is the share, among the gold toponyms that have coordinates and are found (by overlap), of those whose
//! place lies within 161 km (100 miles) of them on the sphere; a place without coordinates lies nowhere. `same place`
//! counts besides those that have the GeoNames number of the gold, for where the point of a large state or region is set
//! is a matter of taste.

use super::spans::{Counts, Offsets, around, pair};
use super::{Report, Score, json_lines, read_each, share};
use crate::engine::Engine;
use crate::error::Error;
use casus_coder::Location;
use casus_text::{Document, Span};

/// The kinds of GeoWebNews that name a place.
const WANTED: &[&str] = &[
    "Literal",
    "Literal_Modifier",
    "Non_Literal_Modifier",
    "Metonymic",
    "Mixed",
    "Coercion",
    "Demonym",
    "Embedded_Literal",
    "Embedded_Non_Lit",
];
/// 100 miles in kilometres.
const NEAR: f64 = 161.0;

#[derive(serde::Deserialize)]
struct Item {
    id: String,
    text: String,
    #[serde(default)]
    date: Option<String>,
    #[serde(default)]
    domain: Option<String>,
    #[serde(default)]
    toponyms: Vec<Toponym>,
}

#[derive(serde::Deserialize)]
struct Toponym {
    start: usize,
    end: usize,
    #[serde(default)]
    lat: Option<f64>,
    #[serde(default)]
    lon: Option<f64>,
    #[serde(default, alias = "geonamesID")]
    geonameid: Option<String>,
    #[serde(default, rename = "type")]
    kind: Option<String>,
}

/// A toponym of the gold in bytes.
struct Gold {
    span: Span,
    point: Option<(f64, f64)>,
    number: Option<u32>,
}

/// Counts over all documents.
#[derive(Default)]
struct Tally {
    exact: Counts,
    overlap: Counts,
    placed: usize,
    near: usize,
    same: usize,
    misses: Vec<String>,
}

/// Scores the engine on a file of toponyms.
///
/// # Errors
///
/// A line that is no item of such a set.
pub fn score(engine: &Engine, path: &str, gold: &str) -> Result<Report, Error> {
    let items: Vec<Item> = json_lines(path, gold)?;
    let documents = items.iter().map(|item| Document {
        id: item.id.clone(),
        text: item.text.clone(),
        date: item.date.as_deref().and_then(day),
        publisher: item.domain.clone(),
        ..Document::default()
    });
    let found = read_each(engine, documents, |reading| reading.coded.places)?;
    let mut tally = Tally::default();
    for (item, places) in items.iter().zip(&found) {
        count(&mut tally, item, places);
    }
    Ok(report(tally))
}

/// The day with which the date begins, where it is written in figures.
fn day(date: &str) -> Option<String> {
    let day = date.get(..10)?;
    let fits = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    day.bytes().enumerate().all(fits).then(|| day.to_owned())
}

fn count(tally: &mut Tally, item: &Item, places: &[Location]) {
    let gold = wanted(item);
    let spans: Vec<Span> = gold.iter().map(|g| g.span).collect();
    let ours: Vec<Span> = places.iter().map(|p| p.span).collect();
    let pairs = pair(&spans, &ours);
    let same = gold
        .iter()
        .zip(&pairs)
        .filter(|(g, i)| i.is_some_and(|i| ours[i] == g.span));
    let exact = same.count();
    let counts = |right: usize| Counts {
        gold: gold.len(),
        found: ours.len(),
        right,
    };
    add(&mut tally.exact, counts(exact));
    add(&mut tally.overlap, counts(pairs.iter().flatten().count()));
    for (g, found) in gold.iter().zip(&pairs) {
        let line = |what: &str| format!("{what}\t{}\t{}", item.id, around(&item.text, g.span));
        let Some(i) = *found else {
            tally.misses.push(line("missed"));
            continue;
        };
        if ours[i] != g.span {
            let words = ours[i].of(&item.text);
            tally.misses.push(format!("{}\t{words}", line("span")));
        }
        let Some(point) = g.point else { continue };
        tally.placed += 1;
        let place = &places[i];
        let away = place
            .point
            .map(|(y, x)| distance(point, (f64::from(y), f64::from(x))));
        let near = away.is_some_and(|km| km <= NEAR);
        let same = g.number.is_some() && g.number == place.geoname;
        tally.near += usize::from(near);
        tally.same += usize::from(near || same);
        if !near {
            let (name, country) = (&place.name, &place.country);
            let line = line("far");
            tally
                .misses
                .push(format!("{line}\t{name} {country} {away:.0?}\t{point:?}"));
        }
    }
    let taken: Vec<usize> = pairs.iter().flatten().copied().collect();
    let spurious = (0..ours.len()).filter(|i| !taken.contains(i));
    let lines = spurious.map(|i| format!("spurious\t{}\t{}", item.id, around(&item.text, ours[i])));
    tally.misses.extend(lines);
}

fn wanted(item: &Item) -> Vec<Gold> {
    let offsets = Offsets::of(&item.text);
    let names_place = |t: &&Toponym| t.kind.as_deref().is_none_or(|k| WANTED.contains(&k));
    item.toponyms
        .iter()
        .filter(names_place)
        .map(|t| Gold {
            span: offsets.span(t.start, t.end),
            point: t.lat.zip(t.lon),
            number: t.geonameid.as_deref().and_then(|id| id.parse().ok()),
        })
        .collect()
}

fn add(sum: &mut Counts, more: Counts) {
    sum.gold += more.gold;
    sum.found += more.found;
    sum.right += more.right;
}

/// The distance on a sphere of the earth's size, in kilometres.
fn distance(a: (f64, f64), b: (f64, f64)) -> f64 {
    let half = |x: f64, y: f64| ((y - x).to_radians() / 2.0).sin().powi(2);
    let h = half(a.0, b.0) + a.0.to_radians().cos() * b.0.to_radians().cos() * half(a.1, b.1);
    2.0 * 6371.0 * h.min(1.0).sqrt().asin()
}

fn report(tally: Tally) -> Report {
    let near = share(tally.near, tally.placed);
    let same = share(tally.same, tally.placed);
    let placed = |measure: &str, value: f64| Score {
        measure: measure.to_owned(),
        value,
        items: tally.placed,
    };
    let text = format!(
        "{}{}within 161 km  {near:.4}  ({} of {}); same place {same:.4}\n",
        tally.exact.line("exact"),
        tally.overlap.line("overlap"),
        tally.near,
        tally.placed
    );
    Report {
        scores: vec![
            tally.exact.score("exact F1"),
            tally.overlap.score("overlap F1"),
            placed("within 161 km", near),
            placed("same place", same),
        ],
        text,
        misses: tally.misses,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(start: usize, end: usize, point: Option<(f32, f32)>) -> Location {
        Location {
            span: Span::new(start, end),
            name: "".into(),
            country: "".into(),
            point,
            geoname: None,
        }
    }

    fn item(toponyms: &str) -> Item {
        let line =
            format!(r#"{{"id":"a","text":"Oslo, Norway's Oslo fjord","toponyms":{toponyms}}}"#);
        serde_json::from_str(&line).expect("an item")
    }

    #[test]
    fn spans_and_distances_are_counted() {
        let item = item(
            r#"[{"start":0,"end":4,"lat":59.91,"lon":10.75},{"start":6,"end":12,"lat":62.0,"lon":10.0},
                {"start":15,"end":25}]"#,
        );
        let ours = [
            place(0, 4, Some((59.9, 10.7))),
            place(6, 12, Some((40.0, 10.0))),
            place(15, 19, None),
        ];
        let mut tally = Tally::default();
        count(&mut tally, &item, &ours);
        assert_eq!((tally.exact.right, tally.overlap.right), (2, 3));
        assert_eq!((tally.near, tally.placed), (1, 2));
        assert_eq!(tally.misses.len(), 2);
    }

    #[test]
    fn only_kinds_that_name_a_place_are_wanted() {
        let item = item(
            r#"[{"start":0,"end":4,"type":"Homonym"},{"start":6,"end":12,"type":"Demonym"},
                {"start":15,"end":400,"type":"Literal","lat":null,"lon":null}]"#,
        );
        let spans: Vec<Span> = wanted(&item).iter().map(|g| g.span).collect();
        assert_eq!(spans, [Span::new(6, 12), Span::new(15, 25)]);
    }

    #[test]
    fn distances_are_those_of_the_globe() {
        let km = distance((48.8566, 2.3522), (51.5074, -0.1278));
        assert!((km - 344.0).abs() < 2.0, "{km}");
        assert_eq!(day("2009-03-24 08:41:54"), Some("2009-03-24".into()));
        assert_eq!(day("9:55 AM ET, Sun January 4, 2015"), None);
    }
}
