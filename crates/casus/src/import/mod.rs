//! Event records that were written before, as entries of a ledger.
//!
//! Lines of JSON or Parquet as `casus read` writes them go in; an entry for each document comes out, or what is wrong with a line.
//! The text of the document is not in the records: what they quote of it is put where it stood, so that every span still
//! shows its words, and the rest is left blank.

#[cfg(feature = "parquet")]
pub mod columns;

use crate::entry::claim;
use crate::error::Error;
use crate::wire::EventRecord;
use casus_codebook::ontology::Ontology;
use casus_ledger::Entry;
use casus_ledger::claim::{Claim, Words};
use casus_text::Document;
use std::collections::BTreeMap;
use std::io::BufRead;

/// A text is not longer than this.
const LONGEST: usize = 16 << 20;

/// The records of lines of JSON. What is wrong with a line is told as `FILE:LINE: why`.
pub fn lines<'p>(
    input: impl BufRead + 'p,
    path: &'p str,
) -> impl Iterator<Item = Result<EventRecord, String>> + 'p {
    let record = move |(line, number): (std::io::Result<String>, u64)| {
        let line = match line {
            Ok(line) if line.trim().is_empty() => return None,
            Ok(line) => line,
            Err(error) => return Some(Err(format!("{path}:{number}: {error}"))),
        };
        let record = serde_json::from_str(&line);
        Some(record.map_err(|error| format!("{path}:{number}: no event record: {error}")))
    };
    input.lines().zip(1..).filter_map(record)
}

/// Gives an entry for each document; records of one document stand one after the other. `read` is the day on which they
/// are imported, `published` the day of documents that tell none. What is no record is told and passed over.
///
/// # Errors
///
/// Where what takes the entries says so.
pub fn events(
    records: impl Iterator<Item = Result<EventRecord, String>>,
    read: &str,
    published: Option<&str>,
    ontology: &Ontology,
    mut take: impl FnMut(Result<Entry, String>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut waiting: Vec<EventRecord> = Vec::new();
    for record in records {
        let record = match record {
            Ok(record) => record,
            Err(fault) => {
                take(Err(fault))?;
                continue;
            }
        };
        let other = waiting
            .first()
            .is_some_and(|first| first.document != record.document);
        if other {
            let whole = std::mem::take(&mut waiting);
            take(Ok(entry(whole, read, published, ontology)))?;
        }
        waiting.push(record);
    }
    if waiting.is_empty() {
        return Ok(());
    }
    take(Ok(entry(waiting, read, published, ontology)))
}

fn entry(
    mut records: Vec<EventRecord>,
    read: &str,
    published: Option<&str>,
    ontology: &Ontology,
) -> Entry {
    let numbers: BTreeMap<String, u32> = records
        .iter()
        .map(|record| record.id.clone())
        .zip(0..)
        .collect();
    let first = records.first();
    let mut document = Document {
        id: first
            .map(|record| record.document.clone())
            .unwrap_or_default(),
        publisher: first.and_then(|record| record.publisher.clone()),
        date: published.map(str::to_owned),
        ..Document::default()
    };
    if let Some(first) = records.first_mut() {
        let fields = std::mem::take(&mut first.document_fields.0);
        document.extra = fields
            .into_iter()
            .map(|(name, value)| (name, value.get().to_owned()))
            .collect();
    }
    let exchanges: Vec<Vec<u32>> = records
        .iter()
        .map(|record| {
            record
                .exchange
                .iter()
                .flatten()
                .filter_map(|id| numbers.get(id))
                .copied()
                .collect()
        })
        .collect();
    let claims = (0..)
        .zip(records)
        .zip(exchanges)
        .map(|((number, record), exchange)| Claim {
            exchange,
            ..claim(number, record, ontology)
        });
    let claims: Vec<Claim> = claims.collect();
    document.text = text(&claims);
    Entry {
        document,
        read: read.to_owned(),
        claims,
    }
}

/// The words that claims quote, where they stood.
fn text(claims: &[Claim]) -> String {
    let quoted: Vec<&Words> = claims.iter().flat_map(quoted).collect();
    let ends = quoted.iter().map(|words| words.span.end as usize);
    let ends = ends.chain(claims.iter().map(|claim| claim.span.end as usize));
    let length = ends.filter(|end| *end <= LONGEST).max().unwrap_or(0);
    let mut bytes = vec![b' '; length];
    for words in quoted {
        let span = words.span.start as usize..words.span.end as usize;
        let whole = span.len() == words.text.len();
        if let Some(place) = bytes.get_mut(span).filter(|_| whole) {
            place.copy_from_slice(words.text.as_bytes());
        }
    }
    // Quotes that overlap in the middle of a letter tell of different texts.
    String::from_utf8(bytes).unwrap_or_else(|error| {
        let mut bytes = error.into_bytes();
        bytes
            .iter_mut()
            .filter(|byte| !byte.is_ascii())
            .for_each(|byte| *byte = b' ');
        String::from_utf8_lossy(&bytes).into_owned()
    })
}

fn quoted(claim: &Claim) -> Vec<&Words> {
    let mut words = vec![&claim.trigger];
    words.extend(&claim.condition);
    words.extend(&claim.date_text);
    words.extend(claim.parties.iter().map(|party| &party.words));
    words.extend(claim.place.iter().map(|place| &place.words));
    words.extend(claim.quantities.iter().map(|quantity| &quantity.words));
    words.extend(claim.goods.iter().map(|goods| &goods.words));
    for speaker in &claim.speakers {
        words.extend(speaker.words.iter().chain(&speaker.cue));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::{events, lines};
    use casus_codebook::ontology::Ontology;
    use casus_ledger::Entry;

    const LINE: &str = r#"{"id":"a#0","document":"a","date":null,"date_text":null,"event":"ACCUSE","mode":["allege"],"context":[],"actor":[{"text":"Kyiv","start":0,"end":4,"name":null,"code":"UKR","sector":[],"wikidata":null}],"recipient":[],"status":"actual","condition":null,"attribution":[],"event_loc":null,"quantities":[],"goods":[],"exchange":["a#3"],"cameo":"112","goldstein":-2.0,"quad_code":3,"event_scale":-2.0,"text_info":{"sentence":0,"start":0,"end":20,"trigger":{"text":"accused","start":5,"end":12}},"rule":"r","confidence":0.5,"publisher":"Wire","document_fields":{"desk":"east"}}"#;

    fn read(text: &str) -> Vec<Result<Entry, String>> {
        let mut all = Vec::new();
        let take = |entry| {
            all.push(entry);
            Ok(())
        };
        let none = Ontology::default();
        let records = lines(text.as_bytes(), "f.jsonl");
        events(records, "2024-06-01", None, &none, take).unwrap();
        all
    }

    #[test]
    fn records_become_entries() {
        let third = LINE.replace("a#0", "a#3").replace("[\"a#3\"]", "null");
        let other = LINE.replace("\"a\"", "\"b\"").replace("a#0", "b#0");
        let entries = read(&format!("{LINE}\n{third}\n\nno record\n{other}\n"));
        assert_eq!(entries.len(), 3);
        let told = entries[0].clone().unwrap_err();
        assert!(told.starts_with("f.jsonl:4: "), "{told}");
        let first = entries[1].clone().unwrap();
        assert_eq!((first.document.id.as_str(), first.claims.len()), ("a", 2));
        assert_eq!(first.document.text, "Kyiv accused        ");
        assert_eq!(first.claims[0].exchange, [1], "the second of them");
        assert_eq!(
            first.document.extra,
            [("desk".to_owned(), "\"east\"".to_owned())]
        );
        let second = entries[2].clone().unwrap();
        assert_eq!(second.document.id, "b");
        assert!(
            second.claims[0].exchange.is_empty(),
            "a#3 is not of this document"
        );
    }

    #[test]
    fn spans_that_lie_do_no_harm() {
        let far = LINE.replace("\"end\":20", "\"end\":4000000000");
        assert_eq!(read(&far)[0].clone().unwrap().document.text, "Kyiv accused");
        let odd = LINE.replace(
            "\"text\":\"accused\",\"start\":5,\"end\":12",
            "\"text\":\"\u{e9}\u{e9}\u{e9}\",\"start\":1,\"end\":7",
        );
        assert_eq!(read(&odd)[0].clone().unwrap().document.text.len(), 20);
    }
}
