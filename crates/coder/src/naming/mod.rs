//! Names: every person, organisation and place that a document names, known to the tables or not.
//!
//! The sentences of a document go in; spans with their kinds come out. Each sentence is cut into pieces that may be a
//! name (`run`), each piece gets points for every kind (`evidence`), the points of all mentions of a name are added up
//! (`memory`), and the kind with the most decides. Who a name stands for is left to `mention`, where a place lies to
//! `toponym`.

mod evidence;
mod front;
mod game;
mod memory;
mod run;
mod unit;

use crate::event::{NameKind, Named};
use crate::grammar::Grammar;
use crate::sentence::Sentence;
use casus_codebook::language::NameWord;
use casus_text::Span;
use evidence::Points;
use memory::Memory;
use run::{Cutter, Piece};
use unit::{Casing, Unit, casing, units};

/// From so many points on, a person in a headline is one.
const SURE: f32 = 5.0;
/// A document with so many sides and words of games is a report on sport.
const GAMES: usize = 3;

/// A piece of a sentence that may be a name, and what it was found to be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    /// The number of the sentence.
    pub(crate) sentence: usize,
    /// Its first and last token.
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// Its kind; none where it is a nationality, an event or anything else.
    pub(crate) kind: Option<NameKind>,
    span: Span,
}

/// A sentence with its words.
struct Line<'s, 'doc> {
    sentence: &'s Sentence<'doc>,
    units: Vec<Unit>,
    casing: Casing,
    spans: Vec<Span>,
}

/// All candidates of a document, in the order of the text.
pub(crate) fn find_candidates(grammar: &Grammar<'_>, sentences: &[Sentence<'_>]) -> Vec<Candidate> {
    let lines: Vec<Line<'_, '_>> = sentences.iter().map(|s| line(grammar, s)).collect();
    let mut memory = Memory::default();
    let mut drafts: Vec<(usize, Piece, Span, Points)> = Vec::new();
    for (s, line) in lines.iter().enumerate() {
        let cutter = cutter(grammar, line);
        for piece in cutter.pieces() {
            let span = line.units[piece.first]
                .span
                .join(line.units[piece.last].span);
            let points = cutter.judge(&piece);
            let sure = line.casing == Casing::Capitals && points.person >= SURE;
            if line.casing == Casing::Plain || sure {
                memory.keep(span.of(line.sentence.text), points);
            }
            drafts.push((s, piece, span, points));
        }
    }
    let games = |(s, piece, _, _): &&(usize, Piece, Span, Points)| {
        cutter(grammar, &lines[*s]).by_game(piece).body > 0.0
    };
    let words = lines.iter().flat_map(|l| &l.units);
    let sport = words.filter(|u| u.words.has(NameWord::Sport)).count();
    let sporting = sport + drafts.iter().filter(games).count() >= GAMES;
    let mut candidates = Vec::with_capacity(drafts.len());
    for (s, piece, span, own) in drafts {
        let line = &lines[s];
        let name = span.of(line.sentence.text);
        let sure = line.casing == Casing::Capitals && own.person >= SURE;
        let kept = if line.casing == Casing::Plain || sure {
            own
        } else {
            Points::default()
        };
        let mut points = own;
        points.add(memory.recall(name, kept), 1.0);
        if sporting {
            points.add(cutter(grammar, line).by_sport(&piece), 1.0);
        }
        if line.casing != Casing::Plain && !memory.knows(name) {
            points.none += 1.0;
        }
        candidates.push(Candidate {
            sentence: s,
            first: line.units[piece.first].first,
            last: line.units[piece.last].last,
            kind: best(points),
            span,
        });
    }
    candidates
}

/// The names among the candidates.
pub(crate) fn names(candidates: &[Candidate]) -> Vec<Named> {
    let named = |c: &Candidate| {
        Some(Named {
            span: c.span,
            kind: c.kind?,
        })
    };
    candidates.iter().filter_map(named).collect()
}

fn line<'s, 'doc>(grammar: &Grammar<'_>, sentence: &'s Sentence<'doc>) -> Line<'s, 'doc> {
    let spans: Vec<Span> = sentence.tree.tokens.iter().map(|t| t.span).collect();
    let units = units(grammar.book, sentence, &spans);
    Line {
        sentence,
        casing: casing(&units),
        units,
        spans,
    }
}

fn cutter<'c, 'book, 'doc>(
    grammar: &'c Grammar<'book>,
    line: &'c Line<'_, 'doc>,
) -> Cutter<'c, 'book, 'doc> {
    Cutter {
        grammar,
        sentence: line.sentence,
        units: &line.units,
        casing: line.casing,
        spans: &line.spans,
    }
}

/// The kind with the most points; none where there are hardly any.
fn best(points: Points) -> Option<NameKind> {
    let kinds = [
        (points.person, NameKind::Person),
        (points.body, NameKind::Organisation),
        (points.place, NameKind::Place),
    ];
    let most = kinds.iter().fold(0.0f32, |most, (p, _)| most.max(*p));
    if most < 0.5 || most <= points.none {
        return None;
    }
    kinds
        .iter()
        .find(|(p, _)| *p >= most)
        .map(|(_, kind)| *kind)
}
