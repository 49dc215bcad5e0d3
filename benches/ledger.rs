//! How fast a ledger takes in an archive, and whether it slows as it grows.
//!
//! Generated documents with two claims each, over several years, by parties of whom few are often told of, go into a
//! ledger in portions of 500, as `casus add` writes them; the rate of each tenth is printed, then how long it takes to
//! join the claims into cases, how long one more day takes, the size of the file and the memory that was used, and last
//! how long each question takes from a warm file, and how many lines its answer has.
//!
//!     cargo bench -p casus-ledger --bench ledger -- [DOCUMENTS] [FILE]
//!
//! Without FILE the ledger is thrown away.

#![allow(clippy::print_stdout, clippy::expect_used)] // A benchmark is there to print, and stops where it cannot go on.

use casus_codebook::Codebook;
use casus_codebook::law::relation::RelationKind;
use casus_ledger::ask::Desk;
use casus_ledger::claim::{
    Actor, Claim, Goods, Kind, Party, Place, Quantity, Role, Speaker, Words,
};
use casus_ledger::{Entry, Error, Ledger, Reader};
use casus_text::{Document, Span};
use std::path::{Path, PathBuf};
use std::sync::LazyLock;
use std::time::{Duration, Instant};

const PORTION: usize = 500;
const STATES: usize = 190;
/// The pair that is asked for is that of which most is told.
const ASKED: [&str; 3] = ["RUS", "PRK", "KOR"];
/// Each question is put so often; the middle time counts.
const TIMES: usize = 5;
const PERSONS: usize = 5_000;
const PLACES: usize = 8_000;
const OUTLETS: usize = 300;
const TYPES: [(&str, u8); 16] = [
    ("CONSULT", 1),
    ("ACCUSE", 3),
    ("ASSAULT", 4),
    ("SUPPORT", 1),
    ("AGREE", 1),
    ("COERCE", 4),
    ("REQUEST", 3),
    ("REJECT", 3),
    ("THREATEN", 3),
    ("COOPERATE", 1),
    ("AID", 2),
    ("PROTEST", 4),
    ("SANCTION", 4),
    ("MOBILIZE", 4),
    ("CONCEDE", 1),
    ("RETREAT", 2),
];

/// A generator of numbers (SplitMix64), the same on every machine.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let value = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        value ^ (value >> 31)
    }

    fn unit(&mut self) -> f64 {
        (self.next() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A number below `count`; small ones are more frequent, as ranks in news are.
    fn rank(&mut self, count: usize) -> usize {
        let count = count as f64;
        (count.powf(self.unit()) - 1.0).min(count - 1.0) as usize
    }

    fn below(&mut self, count: usize) -> usize {
        (self.unit() * count as f64) as usize
    }

    fn chance(&mut self, share: f64) -> bool {
        self.unit() < share
    }
}

/// The codes of the states of today, the same order every time, neighbours in the list far apart in rank.
static CODES: LazyLock<Vec<String>> = LazyLock::new(|| {
    let world = Codebook::embedded().world;
    let mut codes: Vec<String> = world
        .states
        .iter()
        .map(|state| state.code.to_string())
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes.sort_by_key(|code| {
        code.bytes()
            .fold(7_u32, |sum, b| sum.wrapping_mul(31) ^ u32::from(b))
    });
    // Those that the questions are about are often told of.
    codes.retain(|code| !ASKED.contains(&code.as_str()));
    codes.splice(0..0, ASKED.map(str::to_owned));
    codes
});

fn code(number: usize) -> String {
    CODES[number % CODES.len()].clone()
}

fn words(text: &str, start: u32) -> Words {
    Words {
        text: text.into(),
        span: Span {
            start,
            end: start + text.len() as u32,
        },
    }
}

fn actor(chance: &mut Chance) -> Actor {
    let state = chance.rank(STATES);
    let mut actor = Actor {
        code: code(state),
        ..Actor::default()
    };
    if chance.chance(0.5) {
        actor.sectors = vec![["GOV", "MIL", "COP", "OPP", "REB"][chance.rank(5)].into()];
    }
    if chance.chance(0.3) {
        let person = chance.rank(PERSONS);
        actor.code = code(person % STATES);
        actor.name = format!("Person {person}");
        actor.wikidata = format!("Q{person}");
        actor.office = "Minister".into();
    }
    actor
}

fn claim(chance: &mut Chance, day: &str, number: u32) -> Claim {
    let (event, quad_code) = TYPES[chance.rank(TYPES.len())];
    let party = |role, chance: &mut Chance| Party {
        role,
        actor: actor(chance),
        words: words("They", 0),
    };
    let mut parties = vec![party(Role::Actor, chance)];
    if chance.chance(0.8) {
        parties.push(party(Role::Recipient, chance));
    }
    let place = chance.chance(0.25).then(|| {
        let place = chance.rank(PLACES);
        Place {
            name: format!("Town {place}"),
            country: code(place % STATES),
            point: Some(((place % 120) as f32 - 60.0, (place % 360) as f32 - 180.0)),
            geoname: Some(place as u32),
            words: words("there", 40),
        }
    });
    let speaker = |chance: &mut Chance| Speaker {
        actor: Some(actor(chance)),
        words: Some(words("a minister", 20)),
        cue: Some(words("said", 31)),
        stance: if chance.chance(0.9) {
            "asserts"
        } else {
            "denies"
        }
        .into(),
    };
    let quantity = |chance: &mut Chance| Quantity {
        kind: "killed".into(),
        value: (1 + chance.rank(60)) as f64,
        unit: None,
        words: words("12 people", 50),
    };
    let goods = Goods {
        class: "munitions".into(),
        words: words("shells", 60),
    };
    Claim {
        kind: Kind::Event,
        number,
        event: event.into(),
        parties,
        status: if chance.chance(0.85) {
            "actual"
        } else {
            "hypothetical"
        }
        .into(),
        date: Some(day.into()),
        date_text: chance.chance(0.5).then(|| words("on Tuesday", 10)),
        speakers: if chance.chance(0.4) {
            vec![speaker(chance)]
        } else {
            Vec::new()
        },
        place,
        quantities: if chance.chance(0.15) {
            vec![quantity(chance)]
        } else {
            Vec::new()
        },
        goods: if chance.chance(0.05) {
            vec![goods]
        } else {
            Vec::new()
        },
        cameo: Some("190".into()),
        goldstein: Some(-9.0),
        quad_code,
        scale: -9.0,
        sentence: number,
        span: Span { start: 0, end: 80 },
        trigger: words(
            ["met", "struck", "said", "blamed", "sent"][chance.rank(5)],
            5,
        ),
        rule: "frames/verb:1".into(),
        confidence: 0.75,
        ..Claim::default()
    }
}

/// The document of this number; one of twenty repeats the text of one shortly before it.
fn entry(number: usize, days: &[String], count: usize) -> Entry {
    let mut chance = Chance(number as u64);
    let day = &days[number * days.len() / count];
    let repeats = number > 100 && chance.chance(0.05);
    let mut source = Chance(
        if repeats {
            number - 1 - chance.below(50)
        } else {
            number
        } as u64
            ^ 0xfeed,
    );
    let text: Vec<String> = (0..45)
        .map(|_| format!("word{}", source.rank(30_000)))
        .collect();
    Entry {
        document: Document {
            id: format!("doc-{number}"),
            text: text.join(" "),
            title: Some(format!("Headline {number}")),
            date: Some(day.clone()),
            publisher: Some(format!("Outlet {}", chance.rank(OUTLETS))),
            url: Some(format!("https://example.org/{number}")),
            language: Some("en".into()),
            ..Document::default()
        },
        read: day.clone(),
        claims: (0..2).map(|n| claim(&mut chance, day, n)).collect(),
    }
}

/// Three years of days.
fn days() -> Vec<String> {
    let lengths = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut days = Vec::new();
    for year in 2021..2024 {
        for (month, length) in (1..).zip(lengths) {
            days.extend((1..=length).map(|day| format!("{year}-{month:02}-{day:02}")));
        }
    }
    days
}

/// How long this process has kept a processor busy: on a machine with other work it tells more than the clock.
fn processor() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace();
    let ticks: u64 = fields
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<u64>().ok())
        .sum();
    Duration::from_millis(ticks * 10)
}

/// The memory of this process, in MiB, at its most.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM"));
    let number = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
    number.unwrap_or(0) / 1024
}

fn main() {
    let mut args = std::env::args().skip(1).filter(|arg| arg != "--bench");
    let count: usize = args
        .next()
        .and_then(|arg| arg.parse().ok())
        .unwrap_or(100_000);
    let kept = args.next().map(PathBuf::from);
    let path = kept.clone().unwrap_or_else(|| {
        std::env::temp_dir().join(format!("bench-{}.casus", std::process::id()))
    });
    let days = days();
    let mut ledger = Ledger::open(&path).expect("a ledger");
    let tenth = (count / 10).max(1);
    let (mut taken, mut busy) = (Duration::ZERO, Duration::ZERO);
    for begin in (0..count).step_by(PORTION) {
        let entries: Vec<Entry> = (begin..(begin + PORTION).min(count))
            .map(|n| entry(n, &days, count))
            .collect();
        let (start, before) = (Instant::now(), processor());
        ledger.add(&entries).expect("added");
        taken += start.elapsed();
        busy += processor() - before;
        let done = begin + entries.len();
        if done.is_multiple_of(tenth) {
            println!(
                "add     {done:>9} documents: {:>8.0} a second, {:>8.0} a second of a processor",
                tenth as f64 / taken.as_secs_f64(),
                tenth as f64 / busy.as_secs_f64()
            );
            (taken, busy) = (Duration::ZERO, Duration::ZERO);
        }
    }
    let start = Instant::now();
    let derived = ledger.derive().expect("derived");
    println!(
        "derive  {} cases of {} claims in {:.1} s",
        derived.cases,
        derived.claims,
        start.elapsed().as_secs_f64()
    );
    let more: Vec<Entry> = (0..PORTION)
        .map(|n| entry(count + n, &days[days.len() - 1..], count * 2))
        .collect();
    ledger.add(&more).expect("added");
    let start = Instant::now();
    ledger.derive().expect("derived");
    println!(
        "derive  after {PORTION} more documents of the last day: {:.2} s",
        start.elapsed().as_secs_f64()
    );
    let size = std::fs::metadata(&path).map_or(0, |file| file.len());
    println!(
        "file    {:.2} GB; memory {} MiB at most",
        size as f64 / 1e9,
        memory()
    );
    drop(ledger);
    ask(&path, &days[days.len() - 1]).expect("answers");
    if kept.is_none() {
        let _ = std::fs::remove_file(&path);
    }
}

/// Puts the questions about the pair of which most is told.
fn ask(path: &Path, day: &str) -> Result<(), Error> {
    let book = Codebook::embedded();
    let open = |view| Ok(Reader::open(path)?.with_view(view));
    let desk = Desk::new(Reader::open(path)?, &book);
    let [a, b, c] = ASKED;
    let one = |kind| Ok(desk.relations(kind, a, Some(b), None)?.len());
    time("state", || Ok(desk.state(a, b, day)?.relations.len()))?;
    time("obliged", || Ok(desk.obliged(b, Some(c), day)?.len()))?;
    time("breaches of two", || {
        Ok(desk.breaches(Some((a, b)), day)?.len())
    })?;
    time("breaches of all", || Ok(desk.breaches(None, day)?.len()))?;
    time("exchanges", || Ok(desk.exchanges(a, b, None)?.len()))?;
    time("visits", || one(RelationKind::Visit))?;
    time("commitments", || one(RelationKind::Commitment))?;
    time("said", || Ok(desk.said("Outlet 0", None, 1_000)?.len()))?;
    time("timeline", || {
        Ok(desk.timeline(a, b, None, None, 1_000)?.len())
    })?;
    let sources = ["Outlet 0".to_owned()];
    time("without", || {
        Ok(desk.without(open, &sources, a, b, day)?.len())
    })?;
    time("diff of a day", || {
        Ok(desk.diff(open, "2023-06-01", "2023-06-02", None)?.len())
    })
}

fn time(name: &str, question: impl Fn() -> Result<usize, Error>) -> Result<(), Error> {
    let mut lines = question()?;
    let mut times = Vec::with_capacity(TIMES);
    for _ in 0..TIMES {
        let start = Instant::now();
        lines = question()?;
        times.push(start.elapsed());
    }
    times.sort_unstable();
    let middle = times[TIMES / 2].as_secs_f64() * 1e3;
    println!("ask     {name:<16} {middle:>6.0} ms, {lines} lines");
    Ok(())
}
