//! `casus why`: a sentence, and all on which its events rest.
//!
//! Shown in the order of the work: tokens with their tags, the tree, what the mentions stand for, the frames and rules
//! that were tried on each word with what failed, and the events.

use crate::args::WhyArgs;
use crate::{Outcome, Result, knowledge, stdout};
use casus_events::wire::{ActorRecord, EventRecord, Words};
use casus_events::{Document, Engine, Reading, Span, Tree, record};
use std::io::Write;

/// No condition is shown with more characters.
const LONGEST: usize = 100;

/// Explains a sentence, or several.
pub(crate) fn run(args: &WhyArgs) -> Result<Outcome> {
    let engine = knowledge::engine(&args.knowledge, None)?;
    let document = Document {
        id: "why".into(),
        text: args.sentence.clone(),
        date: args.date.clone(),
        ..Document::default()
    };
    let reading = engine.explain(document);
    let mut out = stdout();
    explain(&mut out, &engine, &reading)?;
    out.flush()?;
    Ok(Outcome::Good)
}

fn explain(out: &mut impl Write, engine: &Engine, reading: &Reading) -> Result<()> {
    for tree in &reading.trees {
        writeln!(out, "{}\n", tree.span.of(&reading.document.text))?;
        write_tokens(out, &reading.document.text, tree)?;
        writeln!(out)?;
        write_tree(out, &reading.document.text, tree)?;
        writeln!(out)?;
    }
    write_mentions(out, reading)?;
    write_trials(out, reading)?;
    let events = record::events(reading, &engine.codebook().ontology);
    heading(out, "events")?;
    if events.is_empty() {
        writeln!(out, "  none")?;
    }
    events.iter().try_for_each(|event| write_event(out, event))
}

fn heading(out: &mut impl Write, name: &str) -> Result<()> {
    Ok(writeln!(out, "{name}")?)
}

fn write_tokens(out: &mut impl Write, text: &str, tree: &Tree) -> Result<()> {
    heading(out, "tokens")?;
    let longest =
        |of: &dyn Fn(&casus_events::Token) -> usize| tree.tokens.iter().map(of).max().unwrap_or(0);
    let form = longest(&|token| token.span.of(text).chars().count());
    let lemma = longest(&|token| token.lemma.chars().count());
    for (number, token) in tree.tokens.iter().enumerate() {
        let head = token.head.map_or(0, |head| head + 1);
        writeln!(
            out,
            "  {:>3}  {:<form$}  {:<lemma$}  {:<5}  {:<5}  {:>3} {:<12} {:.2}",
            number + 1,
            token.span.of(text),
            token.lemma,
            token.tag.name(),
            token.penn,
            head,
            token.relation.name(),
            token.probability,
        )?;
    }
    Ok(())
}

fn write_tree(out: &mut impl Write, text: &str, tree: &Tree) -> Result<()> {
    heading(out, "tree")?;
    let mut children = vec![Vec::new(); tree.tokens.len()];
    let mut roots = Vec::new();
    for (index, token) in tree.tokens.iter().enumerate() {
        match token.head.and_then(|head| children.get_mut(head as usize)) {
            Some(children) => children.push(index),
            None => roots.push(index),
        }
    }
    // A stack instead of recursion: a tree may be as deep as the sentence is long.
    let mut stack: Vec<(usize, String, &str, &str)> = roots
        .iter()
        .rev()
        .map(|&r| (r, "  ".to_owned(), "", ""))
        .collect();
    while let Some((index, indent, branch, below)) = stack.pop() {
        let token = &tree.tokens[index];
        writeln!(
            out,
            "{indent}{branch}{} ({})",
            token.span.of(text),
            token.relation.name()
        )?;
        let indent = indent + below;
        for (place, &child) in children[index].iter().enumerate().rev() {
            let last = place + 1 == children[index].len();
            let (branch, below) = if last {
                ("└─ ", "   ")
            } else {
                ("├─ ", "│  ")
            };
            stack.push((child, indent.clone(), branch, below));
        }
    }
    Ok(())
}

fn write_mentions(out: &mut impl Write, reading: &Reading) -> Result<()> {
    heading(out, "mentions")?;
    for line in record::actor_mentions(reading) {
        writeln!(out, "  actor   {}", shown_actor(&line.actor))?;
    }
    for place in record::places(reading) {
        let place = place.place;
        writeln!(
            out,
            "  place   \"{}\"  {}, {}",
            place.text, place.name, place.country
        )?;
    }
    for time in record::times(reading) {
        let value = time.value.as_deref().unwrap_or("unknown");
        writeln!(out, "  time    \"{}\"  {} {value}", time.text, time.kind)?;
    }
    for line in record::attributions(reading) {
        let speaker = line
            .speaker
            .as_ref()
            .map_or_else(|| "unnamed".to_owned(), shown_actor);
        writeln!(
            out,
            "  speech  {speaker} {}: \"{}\"",
            line.stance,
            shown_content(&line.content)
        )?;
    }
    Ok(writeln!(out)?)
}

/// The parts of what is said.
fn shown_content(parts: &[Words]) -> String {
    let parts: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
    parts.join(" ... ")
}

/// `"Putin"  Vladimir Putin, RUS.GOV, President of Russia`
fn shown_actor(actor: &ActorRecord) -> String {
    let code: Vec<&str> = std::iter::once(actor.code.as_str())
        .chain(actor.sector.iter().map(String::as_str))
        .filter(|part| !part.is_empty())
        .collect();
    let code = if code.is_empty() {
        "no code".to_owned()
    } else {
        code.join(".")
    };
    let known = [
        actor.name.clone(),
        Some(code),
        actor.office.clone(),
        actor.wikidata.clone(),
    ];
    let known: Vec<String> = known.into_iter().flatten().collect();
    format!("\"{}\"  {}", actor.text, known.join(", "))
}

fn write_trials(out: &mut impl Write, reading: &Reading) -> Result<()> {
    heading(out, "frames and rules tried")?;
    let mut last = None;
    for trial in &reading.coded.trials {
        if last != Some(trial.trigger) {
            writeln!(out, "  {}", quoted(reading, trial.trigger))?;
            last = Some(trial.trigger);
        }
        let verdict = match (trial.chosen, trial.failed.is_empty()) {
            (true, _) => "decides".to_owned(),
            (false, true) => "fits, but another decides".to_owned(),
            (false, false) => format!("fails at {}", shortened(&trial.failed)),
        };
        writeln!(out, "    {}  {verdict}", trial.rule)?;
    }
    if reading.coded.trials.is_empty() {
        writeln!(out, "  none")?;
    }
    Ok(writeln!(out)?)
}

/// The beginning of a condition: a class spelled out can be long.
fn shortened(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}\u{2026}", &text[..end]),
        None => text.to_owned(),
    }
}

fn quoted(reading: &Reading, span: Span) -> String {
    format!("\"{}\"", span.of(&reading.document.text))
}

fn write_event(out: &mut impl Write, event: &EventRecord) -> Result<()> {
    let words: Vec<&str> = std::iter::once(&event.event)
        .chain(&event.mode)
        .map(String::as_str)
        .collect();
    writeln!(
        out,
        "  {}  by {} ({:.2})",
        words.join(" "),
        event.rule,
        event.confidence
    )?;
    let mut field = |name: &str, value: String| {
        if value.is_empty() {
            Ok(())
        } else {
            writeln!(out, "    {name:<12}{value}")
        }
    };
    for actor in &event.actor {
        field("actor", shown_actor(actor))?;
    }
    for actor in &event.recipient {
        field("recipient", shown_actor(actor))?;
    }
    field("status", event.status.to_string())?;
    field(
        "condition",
        event
            .condition
            .as_ref()
            .map(|w| w.text.clone())
            .unwrap_or_default(),
    )?;
    for link in &event.attribution {
        let speaker = link
            .speaker
            .as_ref()
            .map_or_else(|| "unnamed".to_owned(), shown_actor);
        field("said by", format!("{speaker} {}", link.stance))?;
    }
    let time = event
        .date_text
        .as_ref()
        .map(|w| format!("  \"{}\"", w.text));
    field(
        "date",
        event.date.clone().unwrap_or_default() + &time.unwrap_or_default(),
    )?;
    field(
        "place",
        event
            .event_loc
            .as_ref()
            .map(|p| format!("{}, {}", p.name, p.country))
            .unwrap_or_default(),
    )?;
    for q in &event.quantities {
        field(
            "quantity",
            format!(
                "{} {} {}  \"{}\"",
                q.kind,
                q.value,
                q.unit.as_deref().unwrap_or_default(),
                q.text
            ),
        )?;
    }
    for good in &event.goods {
        field("goods", format!("{}  \"{}\"", good.class, good.text))?;
    }
    field("context", event.context.join(", "))?;
    field("cameo", event.cameo.clone().unwrap_or_default())?;
    field(
        "exchange",
        event.exchange.clone().unwrap_or_default().join(", "),
    )?;
    Ok(())
}
