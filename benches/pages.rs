//! Pages, words and events a second, and the share of time in each room, on one thread.
//!
//!     cargo bench -p casus-events --bench pages -- [PATH...]
//!
//! Reads the pages of PATH (HTML files, TAR archives of them, packed or not; by default the page in examples/reports, many
//! times over) into memory and takes them room by room: encoding, article with its metadata and posts, language,
//! sentences, trees, events and their JSON lines. Only documents in English are coded, as in a run.

#![allow(clippy::print_stdout)] // A benchmark is there to print.

use casus_events::{Document, Engine, Sentences, language, output, record};
use casus_read::{html, members};
use std::fs::{self, File};
use std::hint::black_box;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};
use std::time::Instant;

type Error = Box<dyn std::error::Error>;

/// So many pages are read where no path is given.
const PAGES: usize = 2_000;
/// The language that is coded.
const CODED: &str = "en";

fn main() -> Result<(), Error> {
    let pages = pages()?;
    let bytes: usize = pages.iter().map(Vec::len).sum();
    let mut rooms: Vec<(&str, f64)> = Vec::new();
    let begun = Instant::now();
    let sources: Vec<String> = pages.iter().map(|page| html::decode(page, None)).collect();
    rooms.push(("encoding", begun.elapsed().as_secs_f64()));
    let begun = Instant::now();
    let read: Vec<_> = sources
        .iter()
        .map(|page| html::documents(page, None))
        .collect();
    rooms.push(("article", begun.elapsed().as_secs_f64()));
    let of_pages = rooms.iter().map(|(_, seconds)| seconds).sum::<f64>();
    let mut documents: Vec<Document> = read
        .into_iter()
        .flat_map(|(page, posts)| std::iter::once(page).chain(posts))
        .collect();
    let begun = Instant::now();
    for document in &mut documents {
        document.language = language::of(document);
    }
    rooms.push(("language", begun.elapsed().as_secs_f64()));
    documents.retain(|document| document.language.as_deref().is_none_or(|tag| tag == CODED));
    let (coded, words, events) = code(documents, &mut rooms)?;
    let all = rooms.iter().map(|(_, seconds)| seconds).sum::<f64>();
    for (room, seconds) in &rooms {
        println!("{room:<10}{seconds:>9.2} s{:>7.1} %", 100.0 * seconds / all);
    }
    let count = pages.len() as f64;
    println!(
        "{} pages of {:.0} KB, {coded} documents coded",
        pages.len(),
        bytes as f64 / count / 1e3
    );
    println!(
        "bytes to documents  {:>9.0} pages/s {:>8.1} MB/s",
        count / of_pages,
        bytes as f64 / of_pages / 1e6
    );
    println!(
        "bytes to events     {:>9.0} pages/s {:>8.0} words/s {:>6.0} events/s",
        count / all,
        words as f64 / all,
        events as f64 / all
    );
    Ok(())
}

/// Codes documents room by room; how many there were, of how many words, and how many events.
fn code(
    documents: Vec<Document>,
    rooms: &mut Vec<(&'static str, f64)>,
) -> Result<(usize, usize, usize), Error> {
    let one = NonZeroUsize::new(1).ok_or("one is not zero")?;
    let engine = Engine::builder().threads(one).build()?;
    let coded = documents.len();
    let (mut split, mut parse, mut code, mut write) = (0.0, 0.0, 0.0, 0.0);
    let (mut words, mut events) = (0, 0);
    for batch in documents.chunks(16) {
        let begun = Instant::now();
        let cut: Vec<(&str, Sentences)> = batch
            .iter()
            .map(|document| (document.text.as_str(), engine.split(&document.text)))
            .collect();
        split += begun.elapsed().as_secs_f64();
        let begun = Instant::now();
        let trees = engine.parse(&cut);
        parse += begun.elapsed().as_secs_f64();
        words += trees
            .iter()
            .flatten()
            .map(|tree| tree.tokens.len())
            .sum::<usize>();
        let begun = Instant::now();
        let readings = engine.code_all(batch.to_vec(), trees);
        code += begun.elapsed().as_secs_f64();
        let begun = Instant::now();
        for reading in &readings {
            events += reading.coded.events.len();
            black_box(output::lines(&record::events(
                reading,
                &engine.codebook().ontology,
            )));
        }
        write += begun.elapsed().as_secs_f64();
    }
    rooms.extend([
        ("sentences", split),
        ("trees", parse),
        ("events", code),
        ("lines", write),
    ]);
    Ok((coded, words, events))
}

/// The pages that are named, or the example's many times over.
fn pages() -> Result<Vec<Vec<u8>>, Error> {
    let arguments = std::env::args()
        .skip(1)
        .filter(|arg| !arg.starts_with("--"));
    let named: Vec<PathBuf> = arguments
        .map(PathBuf::from)
        .filter(|path| path.is_file())
        .collect();
    let mut pages = Vec::new();
    for path in &named {
        if path.extension().is_some_and(|ending| ending == "html") {
            pages.push(fs::read(path)?);
            continue;
        }
        for member in members(File::open(path)?)? {
            pages.push(member?.bytes);
        }
    }
    if pages.is_empty() {
        let reports = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/reports");
        let page = fs::read(reports.join("2024-03-07-sweden-nato.html"))?;
        pages = vec![page; PAGES];
    }
    Ok(pages)
}
