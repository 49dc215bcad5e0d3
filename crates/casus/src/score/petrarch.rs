//! Coded records of single sentences (the unit records of PETRARCH).
//!
//! The set has sources, targets and event codes, so our events are put into that form:
//!
//! - An actor is its code with its sectors behind it, compared as three-letter pieces in any order after the first;
//!   `---` stands for a missing code. An event without both a source and a target makes no record, nor does one in
//!   which both are the same.
//! - An event makes a record for each pair of actor and recipient. A two-way event (several actors and no recipient, or
//!   a meeting) makes one that is met in either direction: PLOVER gives it none, and the gold now one, now both.
//! - PETRARCH writes no record of an actor without a state or body, but for those of the gold; so such a record of ours
//!   counts only where the gold has it.
//! - What is told as background (status historical) counts only where the gold has it.
//! - Of a two-way event of several actors the record does not say who stood on which side: a pair of two of them that the
//!   gold does not have is no fault where it has both with a third.
//! - Where CAMEO's code of an actor is not PLOVER's (`MOP` is `OPP`), the same table says so.
//! - Its event codes are numbers of several schemes (WEIS, CAMEO, and some invented for a single test), told apart by a
//!   dictionary of verbs that is no part of the set. So of a code only the root is looked at, its first two digits, and
//!   a table says which PLOVER types a root may be; a root that the table does not list may be any. Without a table the
//!   root of our CAMEO code must be the same.
//! - Records of the roots 01 and 02 are left out: PLOVER has no statements, and its requests count only where the gold
//!   has them. Items whose gold is
//!   an error of the input are left out.
//!
//! An item is all right where each record of the gold is met by one of ours, and each of ours meets one of the gold.

use super::{Report, Score, json_lines, read_each, share};
use crate::engine::Engine;
use crate::error::Error;
use crate::record;
use crate::wire::{ActorRecord, EventRecord};
use casus_text::Document;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The roots that PLOVER does not have.
const DROPPED: [&str; 2] = ["01", "02"];
/// Stands for what is not known.
const UNKNOWN: &str = "---";
/// PLOVER's type of meetings, whose CAMEO records always come in pairs.
const TWO_WAY: &str = "CONSULT";

#[derive(serde::Deserialize)]
struct Item {
    id: String,
    date: String,
    text: String,
    events: Vec<GoldEvent>,
}

#[derive(serde::Deserialize)]
struct GoldEvent {
    #[serde(default)]
    sourcecode: String,
    #[serde(default)]
    targetcode: String,
    #[serde(default)]
    eventcode: String,
    error: Option<String>,
}

/// A record of the gold.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Wanted {
    pair: Pair,
    root: String,
}

/// A record of ours.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Found {
    pair: Pair,
    root: String,
    kind: String,
    two_way: bool,
    background: bool,
}

/// Source and target.
type Pair = (String, String);

/// Which PLOVER types a root of the event code may be, and which codes of actors are other ones in PLOVER.
#[derive(Clone, Debug, Default)]
pub struct Roots(BTreeMap<String, Vec<String>>);

impl Roots {
    /// Reads a table of `root | types`: `#` begins a comment, the first other line names the columns, `;` parts types.
    pub fn read(text: &str) -> Self {
        let lines = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        let row = |line: &str| {
            let (root, types) = line.split_once('|')?;
            let types = types.split(';').map(|name| name.trim().to_owned());
            Some((root.trim().to_owned(), types.collect()))
        };
        Roots(lines.skip(1).filter_map(row).collect())
    }

    /// An actor's code of the gold in PLOVER's pieces.
    fn translate(&self, code: &str) -> String {
        let codes = self
            .0
            .iter()
            .filter(|(key, _)| key.chars().all(char::is_alphabetic));
        let mut code = code.to_owned();
        for (theirs, ours) in codes {
            let piece = code.find(theirs.as_str()).filter(|at| at % 3 == 0);
            if let (Some(at), Some(ours)) = (piece, ours.first()) {
                code.replace_range(at..at + theirs.len(), ours);
            }
        }
        code
    }

    /// Whether our record is what the gold wants.
    fn meets(&self, wanted: &Wanted, found: &Found) -> bool {
        let kind = match self.0.get(&wanted.root) {
            Some(types) => types.contains(&found.kind),
            None if self.0.is_empty() => found.root == wanted.root,
            None => true,
        };
        let (source, target) = &found.pair;
        let turned = found.two_way && (&wanted.pair.1, &wanted.pair.0) == (source, target);
        kind && (wanted.pair == found.pair || turned)
    }
}

/// Scores the engine on a file of such records.
///
/// # Errors
///
/// A line that is no item of the set.
pub fn score(engine: &Engine, path: &str, gold: &str, roots: &Roots) -> Result<Report, Error> {
    let mut items: Vec<Item> = json_lines(path, gold)?;
    items.retain(|item| item.events.iter().all(|event| event.error.is_none()));
    let documents = items.iter().map(|item| Document {
        id: item.id.clone(),
        text: item.text.clone(),
        date: dashed(&item.date),
        ..Document::default()
    });
    let ontology = &engine.codebook().ontology;
    let ours = read_each(engine, documents, |reading| {
        let events = record::events(&reading, ontology);
        events.iter().flat_map(found).collect::<BTreeSet<_>>()
    })?;
    let pairs = items.iter().zip(ours);
    let judged = pairs.map(|(item, found)| Judged::new(item, found, roots));
    Ok(report(&judged.collect::<Vec<_>>()))
}

/// An item with the records of both sides, and how many of each are met.
struct Judged<'a> {
    item: &'a Item,
    wanted: BTreeSet<Wanted>,
    found: BTreeSet<Found>,
    met: usize,
    meeting: usize,
}

impl<'a> Judged<'a> {
    fn new(item: &'a Item, found: BTreeSet<Found>, roots: &Roots) -> Self {
        let wanted = wanted(&item.events, roots);
        let mut found = found;
        let vague = |found: &Found| {
            [&found.pair.0, &found.pair.1]
                .iter()
                .any(|code| code.starts_with(UNKNOWN))
        };
        let met: Vec<Pair> = found
            .iter()
            .filter(|f| wanted.iter().any(|w| roots.meets(w, f)))
            .map(|f| f.pair.clone())
            .collect();
        let linked = |code: &String| met.iter().any(|pair| pair.0 == *code || pair.1 == *code);
        let same_side = |f: &Found| f.two_way && linked(&f.pair.0) && linked(&f.pair.1);
        let dropped = |found: &Found| {
            vague(found)
                || found.background
                || same_side(found)
                || DROPPED.contains(&found.root.as_str())
        };
        found.retain(|f| !dropped(f) || wanted.iter().any(|w| roots.meets(w, f)));
        let met = wanted
            .iter()
            .filter(|w| found.iter().any(|f| roots.meets(w, f)));
        let meeting = found
            .iter()
            .filter(|f| wanted.iter().any(|w| roots.meets(w, f)));
        let (met, meeting) = (met.count(), meeting.count());
        Judged {
            item,
            wanted,
            found,
            met,
            meeting,
        }
    }

    fn all_right(&self) -> bool {
        self.met == self.wanted.len() && self.meeting == self.found.len()
    }

    fn pairs_right(&self) -> bool {
        let wanted: BTreeSet<&Pair> = self.wanted.iter().map(|w| &w.pair).collect();
        let turned = |found: &Found| (found.pair.1.clone(), found.pair.0.clone());
        let has = |found: &Found| {
            wanted.contains(&found.pair) || found.two_way && wanted.contains(&turned(found))
        };
        let is = |pair: &Pair| {
            self.found
                .iter()
                .any(|f| f.pair == *pair || f.two_way && turned(f) == *pair)
        };
        self.found.iter().all(has) && wanted.iter().all(|pair| is(pair))
    }

    fn miss(&self) -> String {
        let wanted = self
            .wanted
            .iter()
            .map(|w| format!("{} {} {}", w.pair.0, w.root, w.pair.1));
        let found = self
            .found
            .iter()
            .map(|f| format!("{} {} {}", f.pair.0, f.kind, f.pair.1));
        let Item { id, text, .. } = self.item;
        format!(
            "{id}\tgold {}\tours {}\t{text}",
            listed(wanted),
            listed(found)
        )
    }
}

fn listed(records: impl Iterator<Item = String>) -> String {
    let records: Vec<String> = records.collect();
    if records.is_empty() {
        "none".to_owned()
    } else {
        records.join(", ")
    }
}

/// `19950104` as `1995-01-04`.
fn dashed(date: &str) -> Option<String> {
    Some(format!(
        "{}-{}-{}",
        date.get(..4)?,
        date.get(4..6)?,
        date.get(6..8)?
    ))
}

fn wanted(events: &[GoldEvent], roots: &Roots) -> BTreeSet<Wanted> {
    let coded = events.iter().filter(|event| !event.eventcode.is_empty());
    let records = coded.map(|event| Wanted {
        pair: (
            pieces(&roots.translate(&event.sourcecode)),
            pieces(&roots.translate(&event.targetcode)),
        ),
        root: root(&event.eventcode),
    });
    records
        .filter(|record| !DROPPED.contains(&record.root.as_str()))
        .collect()
}

/// The code's three-letter pieces, the first in its place and the others sorted.
fn pieces(code: &str) -> String {
    let letters: Vec<char> = code.chars().collect();
    let mut pieces: Vec<String> = letters
        .chunks(3)
        .map(|piece| piece.iter().collect())
        .collect();
    if pieces.is_empty() {
        return UNKNOWN.to_owned();
    }
    pieces[1..].sort();
    pieces.concat()
}

fn root(code: &str) -> String {
    code.chars().take(2).collect()
}

/// An event as records of the set.
fn found(event: &EventRecord) -> Vec<Found> {
    let root = root(event.cameo.as_deref().unwrap_or_default());
    let alone = event.recipient.is_empty();
    let two_way = alone || event.event == TWO_WAY;
    let others = if alone {
        &event.actor
    } else {
        &event.recipient
    };
    let mut pairs = Vec::new();
    for source in event.actor.iter().filter_map(code) {
        for target in others
            .iter()
            .filter_map(code)
            .filter(|target| *target != source)
        {
            let turned = (target.clone(), source.clone());
            if !two_way || !pairs.contains(&turned) {
                pairs.push((source.clone(), target));
            }
        }
    }
    let record = |pair| Found {
        pair,
        root: root.clone(),
        kind: event.event.clone(),
        two_way,
        background: event.status == "historical",
    };
    pairs.into_iter().map(record).collect()
}

/// Code and sectors in one; none where neither is known.
fn code(actor: &ActorRecord) -> Option<String> {
    let code = if actor.code.is_empty() {
        UNKNOWN
    } else {
        &actor.code
    };
    let all = code.to_owned() + &actor.sector.concat();
    (all != UNKNOWN).then(|| pieces(&all))
}

fn report(items: &[Judged<'_>]) -> Report {
    let count = items.len();
    let number =
        |of: fn(&Judged<'_>) -> bool| share(items.iter().filter(|item| of(item)).count(), count);
    let sum = |of: fn(&Judged<'_>) -> usize| items.iter().map(of).sum::<usize>();
    let records = sum(|item| item.wanted.len());
    let f1 = share(
        sum(|item| item.met + item.meeting),
        records + sum(|item| item.found.len()),
    );
    let scores = [
        ("all right", number(|item| item.all_right()), count),
        ("pairs right", number(|item| item.pairs_right()), count),
        ("record F1", f1, records),
    ];
    let mut report = Report::default();
    for (measure, value, items) in scores {
        // Writing into a string cannot fail.
        let _ = writeln!(report.text, "{measure:<12} {value:.4}  n {items}");
        report.scores.push(Score {
            measure: measure.to_owned(),
            value,
            items,
        });
    }
    let wrong = items.iter().filter(|item| !item.all_right());
    report.misses = wrong.map(Judged::miss).collect();
    report
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wire::{TextInfo, Words};

    fn actor(code: &str, sectors: &[&str]) -> ActorRecord {
        ActorRecord {
            text: String::new(),
            start: 0,
            end: 0,
            name: None,
            code: code.into(),
            sector: sectors.iter().map(ToString::to_string).collect(),
            wikidata: None,
            office: None,
        }
    }

    fn event(
        kind: &str,
        cameo: &str,
        actor: Vec<ActorRecord>,
        recipient: Vec<ActorRecord>,
    ) -> EventRecord {
        let none = Words {
            text: String::new(),
            start: 0,
            end: 0,
        };
        EventRecord {
            id: String::new(),
            document: String::new(),
            date: None,
            date_text: None,
            event: kind.into(),
            mode: Vec::new(),
            context: Vec::new(),
            actor,
            recipient,
            status: "actual",
            condition: None,
            attribution: Vec::new(),
            event_loc: None,
            quantities: Vec::new(),
            exchange: None,
            cameo: Some(cameo.into()),
            goldstein: None,
            quad_code: 1,
            event_scale: 0.0,
            text_info: TextInfo {
                sentence: 0,
                start: 0,
                end: 0,
                trigger: none,
            },
            rule: String::new(),
            confidence: 1.0,
            publisher: None,
            document_fields: Default::default(),
        }
    }

    fn shown(event: &EventRecord) -> String {
        let all: BTreeSet<Found> = found(event).into_iter().collect();
        listed(
            all.iter()
                .map(|f| format!("{} {} {}", f.pair.0, f.root, f.pair.1)),
        )
    }

    #[test]
    fn one_sided_events_make_a_record_a_pair() {
        let recipients = vec![actor("FRA", &[]), actor("", &["EDU"]), actor("", &[])];
        let event = event(
            "ACCUSE",
            "112",
            vec![actor("PHL", &["MIL", "GOV"])],
            recipients,
        );
        assert_eq!(shown(&event), "PHLGOVMIL 11 ---EDU, PHLGOVMIL 11 FRA");
    }

    #[test]
    fn two_way_events_make_one_record_that_is_met_in_either_direction() {
        let two = vec![actor("PHL", &[]), actor("FRA", &[])];
        assert_eq!(shown(&event("AGREE", "030", two, vec![])), "PHL 03 FRA");
        let visit = event(
            "CONSULT",
            "042",
            vec![actor("PHL", &[])],
            vec![actor("FRA", &[])],
        );
        assert_eq!(shown(&visit), "PHL 04 FRA");
    }

    #[test]
    fn one_actor_alone_makes_no_record() {
        assert_eq!(
            shown(&event("PROTEST", "141", vec![actor("PHL", &[])], vec![])),
            "none"
        );
        let same = event(
            "ACCUSE",
            "112",
            vec![actor("PHL", &[])],
            vec![actor("PHL", &[])],
        );
        assert_eq!(shown(&same), "none");
    }

    #[test]
    fn gold_statements_are_left_out() {
        let gold = |json: &str| {
            let item: Item = serde_json::from_str(json).expect("an item");
            listed(
                wanted(&item.events, &Roots::default())
                    .iter()
                    .map(|w| format!("{} {} {}", w.pair.0, w.root, w.pair.1)),
            )
        };
        let item = |events: &str| {
            format!("{{\"id\":\"a\",\"date\":\"19950104\",\"text\":\"\",\"events\":[{events}]}}")
        };
        assert_eq!(
            gold(&item(
                r#"{"sourcecode":"BREGOV","targetcode":"---","eventcode":"023"}"#
            )),
            "none"
        );
        assert_eq!(gold(&item(r#"{"noevents":"True"}"#)), "none");
        assert_eq!(
            gold(&item(
                r#"{"sourcecode":"NGOARN","targetcode":"GON","eventcode":"064"}"#
            )),
            "NGOARN 06 GON"
        );
        assert_eq!(dashed("19950104").as_deref(), Some("1995-01-04"));
    }

    #[test]
    fn a_root_may_be_the_types_that_the_table_says() {
        let roots = Roots::read("# WEIS and CAMEO\nroot | types\n12 | ACCUSE; REJECT\n");
        let wanted = |root: &str| Wanted {
            pair: ("ARN".into(), "GON".into()),
            root: root.into(),
        };
        let found = Found {
            pair: ("ARN".into(), "GON".into()),
            root: "11".into(),
            kind: "ACCUSE".into(),
            two_way: false,
            background: false,
        };
        assert!(roots.meets(&wanted("12"), &found));
        assert!(roots.meets(&wanted("90"), &found), "not listed");
        assert!(!Roots::read("root | types\n12 | AID").meets(&wanted("12"), &found));
        assert!(Roots::default().meets(&wanted("11"), &found));
        assert!(!Roots::default().meets(&wanted("12"), &found));
        let other = Found {
            pair: ("GON".into(), "ARN".into()),
            ..found
        };
        assert!(!roots.meets(&wanted("12"), &other));
        let both = Found {
            two_way: true,
            ..other
        };
        assert!(roots.meets(&wanted("12"), &both));
    }
}
