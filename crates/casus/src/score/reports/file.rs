//! Reads an annotated report, as `gold/reports/GUIDE.md` lays it down.
//!
//! The text of a file goes in; the report's text and its annotations with offsets come out, and every fault with its
//! line. An annotation with a fault is left out.

use super::mark::{Circumstance, GoldEvent, GoldObligation, GoldReport};
use casus_codebook::ontology::Ontology;
use casus_text::{Document, Span};

/// How an event may stand.
const STATUSES: [&str; 5] = ["actual", "future", "hypothetical", "negated", "historical"];
/// What states may owe each other.
const OBLIGATIONS: [&str; 10] = [
    "defence",
    "offence",
    "neutrality",
    "non-aggression",
    "consultation",
    "arms",
    "aid",
    "trade",
    "basing",
    "access",
];
/// What opens the annotation of an obligation.
const OBLIGATION: &str = "OBLIGATION";

/// A fault in a file.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub reason: String,
}

/// An annotation as it is written: its head and its fields, each with its line.
#[derive(Debug, Default)]
struct Block<'a> {
    line: usize,
    sentence: usize,
    head: &'a str,
    fields: Vec<(usize, &'a str, &'a str)>,
}

/// Reads a report.
pub fn read(text: &str, ontology: &Ontology) -> (GoldReport, Vec<Fault>) {
    let mut reader = Reader {
        ontology,
        report: GoldReport::default(),
        faults: Vec::new(),
    };
    let blocks = reader.text(text);
    for block in &blocks {
        reader.annotation(block);
    }
    reader.exchanges();
    (reader.report, reader.faults)
}

/// A report that is being read.
pub(super) struct Reader<'o> {
    pub(super) ontology: &'o Ontology,
    pub(super) report: GoldReport,
    faults: Vec<Fault>,
}

impl Reader<'_> {
    pub(super) fn fault(&mut self, line: usize, reason: impl Into<String>) {
        let reason = reason.into();
        self.faults.push(Fault { line, reason });
    }

    /// The head, the sentences and the annotations as they are written.
    fn text<'a>(&mut self, text: &'a str) -> Vec<Block<'a>> {
        let mut lines = text
            .lines()
            .enumerate()
            .map(|(at, line)| (at + 1, line.trim_end()));
        for (at, line) in lines.by_ref().take_while(|(_, line)| !line.is_empty()) {
            self.head(at, line);
        }
        let mut blocks: Vec<Block<'a>> = Vec::new();
        let mut paragraph = false;
        let mut open = None;
        for (at, line) in lines {
            if let Some(head) = line.strip_prefix("=>") {
                self.open(at, head.trim(), &mut blocks);
                open = None;
            } else if line.starts_with(' ') {
                match blocks.last_mut() {
                    Some(block) => block.fields.push(field(at, line)),
                    None => self.fault(at, "a field before any annotation"),
                }
            } else if line.is_empty() {
                paragraph = true;
            } else {
                self.unmarked(open.replace(at));
                self.sentence(line, std::mem::take(&mut paragraph));
            }
        }
        self.unmarked(open);
        blocks.retain(|block| block.head != "none");
        blocks
    }

    fn unmarked(&mut self, line: Option<usize>) {
        if let Some(line) = line {
            self.fault(
                line,
                "a sentence without annotations: write `=> none` under it",
            );
        }
    }

    fn open<'a>(&mut self, line: usize, head: &'a str, blocks: &mut Vec<Block<'a>>) {
        let Some(sentence) = self.report.sentences.len().checked_sub(1) else {
            return self.fault(line, "an annotation before any sentence");
        };
        blocks.push(Block {
            line,
            sentence,
            head,
            fields: Vec::new(),
        });
    }

    fn head(&mut self, line: usize, text: &str) {
        let (name, value) = text.split_once(' ').unwrap_or((text, ""));
        let value = Some(value.trim().to_owned());
        let document = &mut self.report.document;
        match name {
            "title" => document.title = value,
            "date" => document.date = value,
            "publisher" => document.publisher = value,
            _ => self.fault(line, format!("no field `{name}` in the head")),
        }
    }

    fn sentence(&mut self, sentence: &str, paragraph: bool) {
        let Document { text, .. } = &mut self.report.document;
        if !text.is_empty() {
            text.push_str(if paragraph { "\n\n" } else { " " });
        }
        let start = text.len() as u32;
        text.push_str(sentence);
        let end = text.len() as u32;
        self.report.sentences.push(Span { start, end });
    }

    fn annotation(&mut self, block: &Block<'_>) {
        let faults = self.faults.len();
        let mut words = block.head.split_whitespace();
        let kind = words.next().unwrap_or_default();
        if kind == OBLIGATION {
            let kind = words.next().unwrap_or_default();
            let obligation = self.obligation(block, kind);
            if self.faults.len() == faults {
                self.report.obligations.push(obligation);
            }
            return;
        }
        let event = self.event(block, kind, words.map(str::to_owned).collect());
        if self.faults.len() == faults {
            self.report.events.push(event);
        }
    }

    fn event(&mut self, block: &Block<'_>, kind: &str, modes: Vec<String>) -> GoldEvent {
        self.kind(block.line, kind, &modes);
        let mut event = GoldEvent {
            circumstance: self.circumstance(block),
            kind: kind.to_owned(),
            modes,
            ..GoldEvent::default()
        };
        for &(line, name, value) in &block.fields {
            let at = block.sentence;
            match name {
                "context" => event.contexts = self.contexts(line, value),
                "actor" => event.actors.extend(self.actor(line, at, value)),
                "recipient" => event.recipients.extend(self.actor(line, at, value)),
                "date" => event.date = self.date(line, at, value),
                "place" => event.place = self.place(line, at, value),
                "quantity" => event.quantities.extend(self.quantity(line, at, value)),
                "exchange" => event.exchange = self.words(line, at, value),
                _ => self.common(line, name),
            }
        }
        event
    }

    fn obligation(&mut self, block: &Block<'_>, kind: &str) -> GoldObligation {
        if !OBLIGATIONS.contains(&kind) {
            self.fault(block.line, format!("no obligation `{kind}`"));
        }
        let mut obligation = GoldObligation {
            circumstance: self.circumstance(block),
            kind: kind.to_owned(),
            ..GoldObligation::default()
        };
        for &(line, name, value) in &block.fields {
            match name {
                "bound" => obligation
                    .bound
                    .extend(self.actor(line, block.sentence, value)),
                "toward" => obligation
                    .toward
                    .extend(self.actor(line, block.sentence, value)),
                _ => self.common(line, name),
            }
        }
        if obligation.bound.is_empty() {
            self.fault(block.line, "an obligation that binds nobody");
        }
        obligation
    }

    /// The fields that `circumstance` reads are no fault; others are.
    fn common(&mut self, line: usize, name: &str) {
        if !["trigger", "status", "condition", "said"].contains(&name) {
            self.fault(line, format!("no field `{name}`"));
        }
    }

    fn circumstance(&mut self, block: &Block<'_>) -> Circumstance {
        let mut all = Circumstance {
            line: block.line,
            sentence: block.sentence,
            status: STATUSES[0].to_owned(),
            ..Circumstance::default()
        };
        let mut trigger = None;
        for &(line, name, value) in &block.fields {
            match name {
                "trigger" => trigger = self.words(line, block.sentence, value),
                "status" => {
                    all.status = value.to_owned();
                    self.one_of(line, "status", value, &STATUSES);
                }
                "condition" => all.condition = self.words(line, block.sentence, value),
                "said" => all.said.push(self.speaker(line, block.sentence, value)),
                _ => {}
            }
        }
        match trigger {
            Some(span) => all.trigger = span,
            None => self.fault(block.line, "an annotation without a trigger"),
        }
        all
    }

    fn kind(&mut self, line: usize, kind: &str, modes: &[String]) {
        let Some(id) = self.ontology.type_named(kind) else {
            return self.fault(line, format!("no type `{kind}`"));
        };
        let known = &self.ontology.event_type(id).modes;
        for mode in modes
            .iter()
            .filter(|mode| known.iter().all(|(k, _)| k != *mode))
        {
            self.fault(line, format!("{kind} has no mode `{mode}`"));
        }
    }

    pub(super) fn one_of(&mut self, line: usize, what: &str, value: &str, known: &[&str]) {
        if !known.contains(&value) {
            self.fault(line, format!("no {what} `{value}`"));
        }
    }

    /// An exchange must name the trigger of another event of its sentence.
    fn exchanges(&mut self) {
        let events = &self.report.events;
        let lonely: Vec<usize> = events
            .iter()
            .filter(|event| {
                event.exchange.is_some_and(|other| {
                    let is = |e: &GoldEvent| e.circumstance.trigger == other && *e != **event;
                    !events.iter().any(is)
                })
            })
            .map(|event| event.circumstance.line)
            .collect();
        for line in lonely {
            self.fault(line, "the exchange is no trigger of another event");
        }
    }
}

/// The name and the value of a field.
fn field(at: usize, line: &str) -> (usize, &str, &str) {
    let line = line.trim();
    let (name, value) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
    (at, name, value.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use casus_codebook::Codebook;

    const REPORT: &str = "\
title      Ferry talks reopen
date       2019-03-12

NAIROBI (LW) - Kenya told Kenya Airways that Kenya agreed on Monday to ship maize to Uganda if the border reopens, officials said.
=> AGREE
   trigger    agreed
   context    economic; diplomatic
   actor      Kenya#3 = KEN
   recipient  Uganda = UGA.GOV
   status     future
   condition  if the border reopens
   date       on Monday = 2019-03-11
   said       asserts | ^President Obi = KEN.GOV | said
   quantity   goods = 1,200 t | maize

President Obi spoke.
=> none
He must help.
=> OBLIGATION aid
   trigger    help
   bound      He = KEN.GOV
";

    fn read_it(text: &str) -> (GoldReport, Vec<Fault>) {
        read(text, &Codebook::embedded().ontology)
    }

    #[test]
    fn annotations_have_the_spans_of_their_words() {
        let (report, faults) = read_it(REPORT);
        assert_eq!(faults, []);
        let text = &report.document.text;
        assert!(text.ends_with("officials said.\n\nPresident Obi spoke. He must help."));
        let event = &report.events[0];
        assert_eq!(event.actors[0].span.of(text), "Kenya");
        assert_eq!(
            event.actors[0].span.start as usize,
            text.rfind("Kenya").unwrap()
        );
        assert_eq!(event.recipients[0].sectors, ["GOV"]);
        assert_eq!(event.date.as_deref(), Some("2019-03-11"));
        let condition = event.circumstance.condition.unwrap();
        assert_eq!(condition.of(text), "if the border reopens");
        let speaker = event.circumstance.said[0].speaker.as_ref().unwrap();
        assert_eq!(speaker.span.of(text), "President Obi");
        assert_eq!(event.quantities[0].value, 1200.0);
        assert_eq!(report.obligations[0].kind, "aid");
    }

    #[test]
    fn every_fault_is_told_with_its_line() {
        let text = "date 2019-03-12\nplace X\n\nKenya met Uganda.\n=> CONSULTS\n   trigger  meets\n   actor  Kenya = Kenya\n\
                    They left.\nThey came.\n=> none\n";
        let (report, faults) = read_it(text);
        let told: Vec<String> = faults
            .iter()
            .map(|f| format!("{}: {}", f.line, f.reason))
            .collect();
        assert_eq!(
            told,
            [
                "2: no field `place` in the head",
                "8: a sentence without annotations: write `=> none` under it",
                "5: no type `CONSULTS`",
                "6: `meets` does not stand there",
                "5: an annotation without a trigger",
                "7: no code `Kenya`",
            ]
        );
        assert!(report.events.is_empty());
    }
}
