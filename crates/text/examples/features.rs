//! Writes the features of every place at which a sentence could end, for the trainer of the sentence weights.
//!
//! A JSONL-like file comes in: for each document a line with its sentence ends as byte offsets parted by spaces, a line
//! with the length of its text in bytes, then the text and a line end. Out goes, for each place, its hashed features as
//! little-endian u32, then one u32 that is 1 where a sentence ends.

#[path = "../tests/support/mod.rs"]
mod support;

use casus_text::{Places, Splitter};
use std::io::{BufRead, BufReader, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let path = std::env::args()
        .nth(1)
        .ok_or("usage: features FILE > FEATURES")?;
    let mut file = BufReader::new(std::fs::File::open(path)?);
    let splitter = Splitter::new(&support::english())?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut line = String::new();
    while file.read_line(&mut line)? > 0 {
        let ends = line
            .split_whitespace()
            .map(str::parse)
            .collect::<Result<Vec<u32>, _>>()?;
        line.clear();
        file.read_line(&mut line)?;
        let mut text = vec![0; line.trim().parse::<usize>()? + 1];
        std::io::Read::read_exact(&mut file, &mut text)?;
        line.clear();
        write(
            &splitter.places(std::str::from_utf8(&text)?, &ends),
            &mut out,
        )?;
    }
    out.flush()?;
    Ok(())
}

fn write(places: &Places, out: &mut impl Write) -> std::io::Result<()> {
    for (features, label) in places.features.chunks(Places::WIDTH).zip(&places.labels) {
        for feature in features {
            out.write_all(&feature.to_le_bytes())?;
        }
        out.write_all(&u32::from(*label).to_le_bytes())?;
    }
    Ok(())
}
