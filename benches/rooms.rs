//! Words, sentences and events a second of every room, on one thread and on two, and the peak of memory.
//!
//!     cargo bench -p casus-events --bench rooms -- [PATH...]
//!
//! Reads the documents of PATH (files or folders, as `casus read` takes them); by default the reports of
//! examples/reports, many times over. A word is a token of Universal Dependencies, marks among them. `all` is the whole
//! way of all documents from text to JSON lines, streamed as a run does it; the peak of memory is that of it. Then each
//! room alone is given what the room before it made of the first documents, in memory. Last, how long it takes until an
//! engine is ready, with what is built in and with a user's file on top, and until it has read a first sentence.

#![allow(clippy::print_stdout)] // A benchmark is there to print.

use casus_events::{Document, Documents, Engine, Reading, Sentences, Source, Tree, output, record};
use std::hint::black_box;
use std::num::NonZeroUsize;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

/// A batch has about so many bytes of text, as in a run.
const BATCH_BYTES: usize = 64 * 1024;
/// So many bytes of text are read where no path is given, and given to the rooms alone where one is.
const SAMPLE_BYTES: usize = 4 * 1024 * 1024;

/// How much there is to do.
#[derive(Clone, Copy, Default)]
struct Size {
    words: usize,
    sentences: usize,
    events: usize,
}

type Error = Box<dyn std::error::Error>;

fn main() -> Result<(), Error> {
    println!(
        "{:<8}{:>8}{:>10}{:>12}{:>14}{:>12}{:>12}",
        "room", "threads", "seconds", "words", "words/s", "sentences/s", "events/s"
    );
    for threads in [1, 2] {
        all(threads)?;
    }
    println!("peak memory {} MB", peak_megabytes().unwrap_or(0));
    let engine = engine(1)?;
    let batches = batches(sample());
    let size = size(&engine, &batches);
    for threads in [1, 2] {
        rooms(&engine, &batches, threads, size);
    }
    start("ready", &[])?;
    start("ready with a user's file", &[user_file()])
}

/// Builds engines and lets each read a sentence; prints the median of both times.
fn start(name: &str, files: &[Source]) -> Result<(), Error> {
    let mut took = Vec::new();
    for _ in 0..21 {
        let began = Instant::now();
        let engine = Engine::builder().knowledge(files.to_vec()).build()?;
        let ready = began.elapsed();
        black_box(engine.read(Document {
            text: "Iran blamed Israel for the blast.".into(),
            ..Document::default()
        }));
        took.push((ready, began.elapsed()));
    }
    took.sort_unstable();
    let (ready, read) = took[took.len() / 2];
    println!("{name} after {ready:.1?}, first sentence read after {read:.1?}");
    Ok(())
}

/// A file of knowledge that adds a word.
fn user_file() -> Source {
    Source {
        path: "en/frames/mine.table".to_owned(),
        text: "word | part | actor | event\nprotest | verb | subject | PROTEST\n".to_owned(),
    }
}

fn engine(threads: usize) -> Result<Engine, Error> {
    let threads = NonZeroUsize::new(threads).ok_or("at least one thread")?;
    Ok(Engine::builder().threads(threads).build()?)
}

/// The documents that are named, one after the other, or the reports many times over.
fn documents() -> Box<dyn Iterator<Item = Document>> {
    let arguments = std::env::args()
        .skip(1)
        .filter(|arg| !arg.starts_with("--"));
    let named: Vec<PathBuf> = arguments.map(PathBuf::from).collect();
    if !named.is_empty() {
        return Box::new(read(&named));
    }
    let reports = PathBuf::from(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../../examples/reports"
    ));
    let reports: Vec<Document> = read(&[reports]).collect();
    let bytes: usize = reports.iter().map(|document| document.text.len()).sum();
    let times = SAMPLE_BYTES.div_ceil(bytes.max(1));
    Box::new((0..times).flat_map(move |_| reports.clone()))
}

fn read(paths: &[PathBuf]) -> impl Iterator<Item = Document> + use<> {
    Documents::new(paths).filter_map(Result::ok)
}

/// The first documents.
fn sample() -> Vec<Document> {
    let mut bytes = 0;
    let few = documents().take_while(|document| {
        bytes += document.text.len();
        bytes <= SAMPLE_BYTES
    });
    few.collect()
}

fn batches(documents: Vec<Document>) -> Vec<Vec<Document>> {
    let (mut batches, mut batch, mut bytes) = (Vec::new(), Vec::new(), 0);
    for document in documents {
        bytes += document.text.len();
        batch.push(document);
        if bytes >= BATCH_BYTES {
            batches.push(std::mem::take(&mut batch));
            bytes = 0;
        }
    }
    batches.push(batch);
    batches
}

fn size(engine: &Engine, batches: &[Vec<Document>]) -> Size {
    let readings = batches
        .iter()
        .flat_map(|batch| engine.read_all(batch.clone()));
    readings.fold(Size::default(), |size, reading| size.and(size_of(&reading)))
}

fn size_of(reading: &Reading) -> Size {
    Size {
        words: reading.trees.iter().map(|tree| tree.tokens.len()).sum(),
        sentences: reading.trees.len(),
        events: reading.coded.events.len(),
    }
}

impl Size {
    fn and(self, other: Size) -> Size {
        Size {
            words: self.words + other.words,
            sentences: self.sentences + other.sentences,
            events: self.events + other.events,
        }
    }
}

/// Each room alone, on what the room before it made.
fn rooms(engine: &Engine, batches: &[Vec<Document>], threads: usize, size: Size) {
    let split = |batch: &Vec<Document>| -> Vec<Sentences> {
        batch
            .iter()
            .map(|document| engine.split(&document.text))
            .collect()
    };
    let cut = on_threads(threads, batches, split, |result| {
        report("split", threads, size, result)
    });
    let cut: Vec<Vec<(&str, Sentences)>> = batches
        .iter()
        .zip(cut)
        .map(|(batch, cut)| {
            batch
                .iter()
                .map(|document| document.text.as_str())
                .zip(cut)
                .collect()
        })
        .collect();
    let parse = |texts: &Vec<(&str, Sentences)>| -> Vec<Vec<Tree>> { engine.parse(texts) };
    let trees = on_threads(threads, &cut, parse, |result| {
        report("parse", threads, size, result)
    });
    let parsed: Vec<(Vec<Document>, Vec<Vec<Tree>>)> = batches.iter().cloned().zip(trees).collect();
    let code = |(documents, trees): &(Vec<Document>, Vec<Vec<Tree>>)| {
        engine.code_all(documents.clone(), trees.clone())
    };
    on_threads(threads, &parsed, code, |result| {
        report("code", threads, size, result)
    });
}

/// The whole way, as `casus read` goes it.
fn all(threads: usize) -> Result<(), Error> {
    let engine = engine(threads)?;
    let ontology = &engine.codebook().ontology;
    let documents = documents().map(Ok::<_, std::convert::Infallible>);
    let mut size = Size::default();
    let start = Instant::now();
    let lines = |reading: Reading| {
        (
            output::lines(&record::events(&reading, ontology)),
            size_of(&reading),
        )
    };
    engine.stream(documents, lines, |item| {
        let Ok((lines, one)) = item;
        black_box(&lines);
        size = size.and(one);
        Ok(())
    })?;
    report("all", threads, size, start.elapsed().as_secs_f64());
    Ok(())
}

/// What `work` makes of each batch, in their order; the seconds that it took go to `report`.
fn on_threads<T: Sync, U: Send>(
    threads: usize,
    batches: &[T],
    work: impl Fn(&T) -> U + Sync,
    report: impl Fn(f64),
) -> Vec<U> {
    let next = AtomicUsize::new(0);
    let start = Instant::now();
    let mut done: Vec<(usize, U)> = std::thread::scope(|scope| {
        let run = || {
            let mut done = Vec::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                let Some(batch) = batches.get(number) else {
                    return done;
                };
                done.push((number, work(batch)));
            }
        };
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(run)).collect();
        running
            .into_iter()
            .filter_map(|thread| thread.join().ok())
            .flatten()
            .collect()
    });
    report(start.elapsed().as_secs_f64());
    done.sort_by_key(|(number, _)| *number);
    done.into_iter().map(|(_, result)| result).collect()
}

fn report(room: &str, threads: usize, size: Size, seconds: f64) {
    let rate = |count: usize| (count as f64 / seconds).round();
    // Only the last rooms make events.
    let events = if matches!(room, "code" | "all") {
        rate(size.events).to_string()
    } else {
        String::new()
    };
    println!(
        "{room:<8}{threads:>8}{seconds:>10.2}{:>12}{:>14}{:>12}{events:>12}",
        size.words,
        rate(size.words),
        rate(size.sentences)
    );
}

/// The most memory that this process has had, where the system tells (Linux).
fn peak_megabytes() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kilobytes: u64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kilobytes / 1024)
}
