//! The documents of HTML files, one JSON object a line: `page FILE...`. The speed goes to standard error.

#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::io::Write;
use std::time::Instant;

fn main() -> std::io::Result<()> {
    let begin = Instant::now();
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut count = 0;
    for path in std::env::args().skip(1) {
        let bytes = std::fs::read(&path)?;
        let document = casus_read::html::documents(&casus_read::html::decode(&bytes, None), None).0;
        let line = serde_json::json!({"id": path, "title": document.title, "date": document.date,
            "publisher": document.publisher, "language": document.language, "url": document.url,
            "extra": document.extra, "text": document.text});
        writeln!(out, "{line}")?;
        count += 1;
    }
    let seconds = begin.elapsed().as_secs_f64();
    eprintln!("{count} pages, {:.0} a second", f64::from(count) / seconds);
    Ok(())
}
