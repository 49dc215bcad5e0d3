//! Codes documents from given trees: CoNLL-U with `# doc = ID` and `span=START:END` goes in, with the documents as
//! JSONL; one event a line comes out, in the few fields that scoring needs. For work on the coder without the network.

use casus_codebook::Codebook;
use casus_coder::{Actor, Coder};
use casus_syntax::{Relation, Tag, Token, Tree};
use casus_text::{Document, Span};
use serde_json::{Value, json};
use std::collections::HashMap;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let (trees, documents) = (
        arguments.next().ok_or("TREES")?,
        arguments.next().ok_or("DOCUMENTS")?,
    );
    let trees = read_trees(&std::fs::read_to_string(trees)?);
    let book = Codebook::embedded();
    let coder = Coder::new(&book);
    for line in std::fs::read_to_string(documents)?.lines() {
        let value: Value = serde_json::from_str(line)?;
        let text = |key: &str| value[key].as_str().map(String::from);
        let document = Document {
            id: text("id").unwrap_or_default(),
            text: text("text").unwrap_or_default(),
            date: text("date").or(Some("2018-01-01".into())),
            ..Document::default()
        };
        let coded = coder.code(
            &document,
            trees.get(&document.id).map_or(&[][..], Vec::as_slice),
        );
        for e in coded.events {
            let actor = |a: &Actor| json!({"text": a.span.of(&document.text), "start": a.span.start, "end": a.span.end, "code": a.code, "sector": a.sectors, "name": a.name});
            let record = json!({
                "document": document.id, "event": book.ontology.event_type(e.event).name, "mode": e.modes,
                "actor": e.actors.iter().map(actor).collect::<Vec<_>>(),
                "recipient": e.recipients.iter().map(actor).collect::<Vec<_>>(),
                "status": format!("{:?}", e.status), "cameo": e.cameo, "rule": e.rule, "confidence": e.confidence,
                "trigger": e.trigger.of(&document.text),
                "attribution": e.attribution.iter().map(|a| format!("{:?} {} {}", a.stance, a.speaker.as_ref().map_or("", |s| s.span.of(&document.text)), a.cue.map_or("", |c| c.of(&document.text)))).collect::<Vec<_>>(),
                "date": e.date, "place": e.location.map(|l| l.name), "quantities": e.quantities.iter().map(|q| format!("{} {} {:?}", q.kind, q.value, q.unit)).collect::<Vec<_>>(),
                "exchange": e.exchange, "contexts": e.contexts,
            });
            println!("{record}");
        }
    }
    Ok(())
}

fn read_trees(text: &str) -> HashMap<String, Vec<Tree>> {
    let mut all: HashMap<String, Vec<Tree>> = HashMap::new();
    for block in text.split("\n\n").filter(|b| !b.trim().is_empty()) {
        let mut id = String::new();
        let mut tokens = Vec::new();
        for line in block.lines() {
            if let Some(name) = line.strip_prefix("# doc = ") {
                id = name.into();
                continue;
            }
            let f: Vec<&str> = line.split('\t').collect();
            let head: u32 = f[6].parse().unwrap_or(0);
            let (a, b) = f[9]
                .trim_start_matches("span=")
                .split_once(':')
                .unwrap_or(("0", "0"));
            tokens.push(Token {
                span: Span::new(a.parse().unwrap_or(0), b.parse().unwrap_or(0)),
                lemma: f[2].into(),
                tag: Tag::named(f[3]),
                penn: Box::leak(f[4].to_owned().into_boxed_str()),
                head: head.checked_sub(1),
                relation: Relation::named(f[7]),
                probability: 0.9,
            });
        }
        let span = tokens.first().map_or(Span::default(), |t| {
            t.span.join(tokens[tokens.len() - 1].span)
        });
        all.entry(id).or_default().push(Tree { span, tokens });
    }
    all
}
