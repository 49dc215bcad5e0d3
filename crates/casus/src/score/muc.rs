//! Which stories tell of one incident (the stories and keys of the Fourth Message Understanding Conference).
//!
//! The archives of the set go in, unpacked: stories in capital letters, and keys with a template for each attack. Two
//! stories are one in gold where a template of each has the same type, the same single day, the same place below the
//! state, and no organisation as perpetrator where the other names only others. We join them where some case has claims
//! of both. Precision, recall and F1 are counted over pairs of stories that both have a template: the keys say nothing of
//! the others. They say little of attacks between armed forces either, so that precision is measured too low.

use super::cases::finish;
use super::{Report, read_each, share};
use crate::engine::Engine;
use crate::entry::entry;
use crate::error::Error;
use casus_ledger::cases::{Rule, gather};
use casus_text::Document;
use std::collections::{BTreeMap, BTreeSet};

/// The months as the keys and the heads of the stories write them.
const MONTHS: [&str; 12] = [
    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC",
];
/// So long are the blocks of an archive.
const BLOCK: usize = 512;

/// What of a template tells which incident it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Incident {
    kind: String,
    day: String,
    place: String,
    by: BTreeSet<String>,
}

impl Incident {
    fn is(&self, other: &Incident) -> bool {
        let known = !self.by.is_empty() && !other.by.is_empty();
        self.kind == other.kind
            && self.day == other.day
            && self.place == other.place
            && !(known && self.by.is_disjoint(&other.by))
    }
}

/// Scores the joining of claims on these archives.
///
/// # Errors
///
/// Where the engine's threads or the memory fail; what is no story or no key is passed over.
pub fn score(engine: &Engine, archives: &[Vec<u8>], rule: &Rule) -> Result<Report, Error> {
    let mut stories = BTreeMap::new();
    let mut keys: BTreeMap<String, Vec<Incident>> = BTreeMap::new();
    for (name, text) in archives.iter().flat_map(|bytes| files(bytes)) {
        if name.contains("key") {
            read_keys(&text, &mut keys);
        } else {
            read_stories(&text, &mut stories);
        }
    }
    keys.retain(|id, _| stories.contains_key(id));
    let documents = stories.into_iter().filter(|(id, _)| keys.contains_key(id));
    let entries = read_each(engine, documents.map(|(_, story)| story), |reading| {
        let read = reading.document.date.clone().unwrap_or_default();
        entry(&reading, &engine.codebook().ontology, &read)
    })?;
    let cases = gather(&entries, rule)?;
    Ok(report(&gold(&keys), &ours(&cases)))
}

/// Pairs of names, the smaller first.
type Pairs = BTreeSet<(String, String)>;

fn gold(keys: &BTreeMap<String, Vec<Incident>>) -> Pairs {
    let mut pairs = Pairs::new();
    let keys: Vec<_> = keys.iter().collect();
    for (at, (id, incidents)) in keys.iter().enumerate() {
        for (other, others) in keys.iter().skip(at + 1) {
            if incidents.iter().any(|a| others.iter().any(|b| a.is(b))) {
                pairs.insert(((*id).clone(), (*other).clone()));
            }
        }
    }
    pairs
}

fn ours(cases: &[Vec<String>]) -> Pairs {
    let mut pairs = Pairs::new();
    for case in cases {
        let stories = case.iter().filter_map(|name| name.rsplit_once('#'));
        let stories: BTreeSet<&str> = stories.map(|(story, _)| story).collect();
        for a in &stories {
            let later = stories.iter().filter(|b| *b > a);
            pairs.extend(later.map(|b| ((*a).to_owned(), (*b).to_owned())));
        }
    }
    pairs
}

fn report(gold: &Pairs, ours: &Pairs) -> Report {
    let both = gold.intersection(ours).count();
    let numbers = [
        ("precision", share(both, ours.len()), ours.len()),
        ("recall", share(both, gold.len()), gold.len()),
        ("F1", share(2 * both, gold.len() + ours.len()), gold.len()),
    ];
    let line = |kind: &'static str| move |(a, b): &(String, String)| format!("{kind}: {a} ~ {b}");
    let apart = gold.difference(ours).map(line("apart"));
    let wrong = ours.difference(gold).map(line("false"));
    finish(&numbers, apart.chain(wrong).collect())
}

/// The files of an archive, each with its name.
fn files(archive: &[u8]) -> Vec<(String, String)> {
    let mut files = Vec::new();
    let mut rest = archive;
    while let Some((head, body)) = rest.split_at_checked(BLOCK) {
        let field = |from: usize, to: usize| {
            let bytes = head.get(from..to).unwrap_or_default();
            let text = String::from_utf8_lossy(bytes);
            text.trim_matches([' ', '\0']).to_owned()
        };
        let Ok(size) = usize::from_str_radix(&field(124, 136), 8) else {
            break;
        };
        let name = field(0, 100);
        let hidden = name
            .rsplit('/')
            .next()
            .is_none_or(|name| name.starts_with('.'));
        if let Some(bytes) = body
            .get(..size)
            .filter(|_| !hidden && field(156, 157) != "5")
        {
            files.push((name, String::from_utf8_lossy(bytes).into_owned()));
        }
        rest = body.get(size.div_ceil(BLOCK) * BLOCK..).unwrap_or_default();
    }
    files
}

/// The name of a story at the beginning of a line, such as `DEV-MUC3-0001 (NOSC)`.
fn name(line: &str) -> Option<&str> {
    let first = line.split_whitespace().next()?;
    first.contains("-MUC").then_some(first)
}

fn read_stories(text: &str, stories: &mut BTreeMap<String, Document>) {
    let mut id = None;
    for line in text.lines() {
        if let Some(name) = name(line) {
            id = Some(name.to_owned());
            continue;
        }
        let Some(id) = &id else { continue };
        let story = stories.entry(id.clone()).or_insert_with(|| Document {
            id: id.clone(),
            ..Document::default()
        });
        if story.date.is_none() {
            story.date = day_in(line);
        }
        story.text.push_str(line);
        story.text.push('\n');
    }
}

/// The first day that is written out in a line, such as `3 JAN 90`.
fn day_in(line: &str) -> Option<String> {
    let words: Vec<&str> = line.split(|c: char| !c.is_ascii_alphanumeric()).collect();
    words.windows(3).find_map(day)
}

fn day(words: &[&str]) -> Option<String> {
    let [day, month, year] = words else {
        return None;
    };
    let month = MONTHS.iter().position(|name| name == month)? + 1;
    let (day, year): (u8, u8) = (day.parse().ok()?, year.parse().ok()?);
    Some(format!("19{year:02}-{month:02}-{day:02}"))
}

/// Reads the keys: lines such as `2.  INCIDENT: DATE    03 JAN 90`, and further values below.
fn read_keys(text: &str, keys: &mut BTreeMap<String, Vec<Incident>>) {
    let mut id = String::new();
    let mut slot = "";
    let mut incident = Incident::default();
    for line in text.lines().chain(["0. end"]) {
        let number = line.split_once('.').map(|(number, _)| number.trim());
        if number.is_some_and(|number| number.parse::<u8>().is_ok()) {
            slot = number.unwrap_or_default();
        }
        let value = line.get(36..).unwrap_or_default().trim();
        match slot {
            "0" => {
                let whole = !incident.day.is_empty() && !incident.place.is_empty();
                if whole {
                    keys.entry(id.clone())
                        .or_default()
                        .push(std::mem::take(&mut incident));
                }
                incident = Incident::default();
                id = name(value).unwrap_or_default().to_owned();
            }
            "2" => incident.day = day(&value.split(' ').collect::<Vec<_>>()).unwrap_or_default(),
            "3" => incident.place = place(value, incident.place),
            "4" if !value.is_empty() => incident.kind = value.to_owned(),
            "10" => incident.by.extend(quoted(value)),
            _ => {}
        }
    }
}

/// The last part of a place that lies below the state: `EL SALVADOR: APOPA (CITY)`.
fn place(value: &str, before: String) -> String {
    let parts: Vec<&str> = value.split(':').map(str::trim).collect();
    match parts[..] {
        [_, .., last] if before.is_empty() => last.to_owned(),
        _ => before,
    }
}

fn quoted(value: &str) -> impl Iterator<Item = String> {
    value.split('"').skip(1).step_by(2).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::{BLOCK, Incident, day_in, files, read_keys, read_stories};
    use std::collections::BTreeMap;

    const KEYS: &str = "\
0.  MESSAGE: ID                     DEV-MUC3-9001 (X)
2.  INCIDENT: DATE                  03 JAN 90
3.  INCIDENT: LOCATION              FREEDONIA: NORTHTOWN (CITY)
4.  INCIDENT: TYPE                  BOMBING
10. PERP: ORGANIZATION ID           \"RED\" / \"THE RED\"
                                    \"BLUE\"

0.  MESSAGE: ID                     DEV-MUC3-9002 (X)
2.  INCIDENT: DATE                  *
";

    #[test]
    fn keys_are_read() {
        let mut keys = BTreeMap::new();
        read_keys(KEYS, &mut keys);
        let incident = Incident {
            kind: "BOMBING".into(),
            day: "1990-01-03".into(),
            place: "NORTHTOWN (CITY)".into(),
            by: ["RED", "THE RED", "BLUE"].map(str::to_owned).into(),
        };
        assert_eq!(
            keys,
            BTreeMap::from([("DEV-MUC3-9001".to_owned(), vec![incident])])
        );
    }

    #[test]
    fn stories_have_days() {
        let mut stories = BTreeMap::new();
        read_stories(
            "DEV-MUC3-9001 (X)\n\n  NORTHTOWN, 3 JAN 90 -- [TEXT] IT\nWAS SO.\n",
            &mut stories,
        );
        let story = &stories["DEV-MUC3-9001"];
        assert_eq!(story.date.as_deref(), Some("1990-01-03"));
        assert!(story.text.ends_with("IT\nWAS SO.\n"));
        assert_eq!(day_in("NO DAY AT ALL"), None);
    }

    #[test]
    fn archives_are_unpacked() {
        let mut head = vec![0_u8; BLOCK];
        head[..5].copy_from_slice(b"d/key");
        head[124..127].copy_from_slice(b"003");
        let mut archive = head;
        archive.extend(b"abc");
        archive.resize(3 * BLOCK, 0);
        assert_eq!(files(&archive), [("d/key".to_owned(), "abc".to_owned())]);
        assert!(files(&archive[..BLOCK + 1]).is_empty());
    }
}
