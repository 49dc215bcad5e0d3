//! Words of speech: which row of the tables a word fits, and how far the cue reaches.
//!
//! A token goes in; the attributions that it opens come out, without content where the sentence holds none.

use super::{Reader, Said};
use crate::argument::Trigger;
use crate::speech::Report;
use casus_codebook::frame::{Part, Slot};
use casus_codebook::language::{Stance, Status};
use casus_syntax::{Relation, Tag};
use casus_text::Span;

impl<'book> Reader<'_, 'book, '_> {
    /// What the word at `at` opens.
    pub(super) fn at(&self, at: usize) -> Option<Said> {
        let s = self.sentence();
        if let Some(said) = self.adposition(at) {
            return Some(said);
        }
        match s.tag(at) {
            Tag::Verb => self.word(at, Part::Verb, s.lemma(at)),
            Tag::Adj => self.adjective(at),
            Tag::Noun | Tag::Propn => self.word(at, Part::Noun, s.lemma(at)),
            Tag::Adv => self.hedge(at),
            _ => None,
        }
        .or_else(|| self.participle(at))
    }

    /// A participle may be tagged as the verb that it comes from, but be described as an adjective: "is worried".
    fn participle(&self, at: usize) -> Option<Said> {
        let s = self.sentence();
        let fits = s.tag(at) == Tag::Verb && matches!(s.penn(at), "VBN" | "VBD");
        if !fits {
            return None;
        }
        self.word(at, Part::Adjective, &s.form(at).to_lowercase())
    }

    fn adjective(&self, at: usize) -> Option<Said> {
        let s = self.sentence();
        if s.relation(at) == Relation::Amod
            && let Some(said) = self.hedge(at)
        {
            return Some(said);
        }
        let verb = || self.word(at, Part::Verb, s.lemma(at));
        self.word(at, Part::Adjective, s.lemma(at)).or_else(|| {
            if s.penn(at).starts_with("VB") {
                verb()
            } else {
                None
            }
        })
    }

    /// The first row of a word that finds its content; a word of speech may go without.
    fn word(&self, at: usize, part: Part, lemma: &str) -> Option<Said> {
        let rows = self.arguments.grammar.speech.of(part, lemma);
        if rows.is_empty() {
            return None;
        }
        let fitting = || rows.iter().filter(|row| self.has_words(at, row));
        let filled = |row: &Report<'book>| {
            let content = self.content(at, part, row);
            let said = (!content.is_empty()).then(|| self.said(at, part, row, content))?;
            (!self.is_idle(&said)).then_some(said)
        };
        fitting().find_map(filled).or_else(|| {
            let direct = |row: &&Report<'_>| part == Part::Verb && is_direct(row);
            let row = fitting().find(direct)?;
            Some(self.said(at, part, row, vec![]))
        })
    }

    /// Whether nobody in particular wishes or judges: a participle beside its noun ("a man called Ali"), an order to the
    /// reader, the writer himself.
    fn is_idle(&self, said: &Said) -> bool {
        let s = self.sentence();
        let at = said.token;
        let vouches = said.stance.vouches();
        if let Some(speaker) = said.speaker {
            return !vouches
                && self
                    .arguments
                    .grammar
                    .words
                    .writer
                    .contains(s.lemma(speaker));
        }
        let beside = matches!(
            s.relation(at),
            Relation::Acl | Relation::AclRelcl | Relation::Amod
        );
        let order = s.relation(at) == Relation::Root && s.penn(at) == "VB";
        order || !vouches && beside && s.penn(at) == "VBN"
    }

    /// Whether the further words of a phrase stand beside its head.
    fn has_words(&self, at: usize, row: &Report<'_>) -> bool {
        let s = self.sentence();
        row.more.iter().all(|word| {
            s.children(at)
                .any(|c| s.lemma(c) == *word || s.has_case(c, word))
        })
    }

    fn said(&self, at: usize, part: Part, row: &Report<'book>, content: Vec<Span>) -> Said {
        let s = self.sentence();
        let speaker = self.speaker(at, part, row, &content);
        Said {
            sentence: s.index as usize,
            token: at,
            word: s.token(at).span,
            cue: self.cue(at, row),
            speaker,
            source: speaker.and_then(|head| self.source(at, head)),
            stance: self.stance(at, row),
            content,
            hedge: row.hedge,
            direct: is_direct(row),
        }
    }

    /// To assert something in the negative is to leave it open.
    fn stance(&self, at: usize, row: &Report<'_>) -> Stance {
        let s = self.sentence();
        let language = &self.arguments.grammar.book.language;
        let negation = |c: usize| {
            let entries = language.status(Part::Negation, s.lemma(c));
            entries.iter().any(|e| e.status == Status::Negated)
        };
        let relations = [Relation::Advmod, Relation::Det];
        if row.stance == Stance::Asserts && s.children_by(at, &relations).any(negation) {
            return Stance::Doubts;
        }
        row.stance
    }

    /// The word with the auxiliaries and adverbs before it, its particle, and the preposition of its content.
    fn cue(&self, at: usize, row: &Report<'_>) -> Span {
        let s = self.sentence();
        let before = [
            Relation::Aux,
            Relation::AuxPass,
            Relation::Advmod,
            Relation::Cop,
        ];
        let own = |i: usize, relations: &[Relation]| {
            s.head(i) == Some(at) && relations.contains(&s.relation(i))
        };
        let mut first = at;
        while first > 0 && own(first - 1, &before) {
            first -= 1;
        }
        let mut last = at;
        while last + 1 < s.len() && own(last + 1, &[Relation::CompoundPrt]) {
            last += 1;
        }
        if let Some(Slot::Preposition(word)) = row.content
            && last + 1 < s.len()
            && s.form(last + 1).eq_ignore_ascii_case(word)
        {
            last += 1;
        }
        s.span(first, last)
    }

    /// "According to X": a preposition whose noun is the speaker.
    fn adposition(&self, marker: usize) -> Option<Said> {
        let s = self.sentence();
        if s.relation(marker) != Relation::Case {
            return None;
        }
        let noun = s.head(marker)?;
        let rows = self
            .arguments
            .grammar
            .speech
            .of(Part::Adposition, &s.phrase(marker));
        let row = rows.first()?;
        let (first, last) = s.extent_without(marker, &|i| s.relation(i) != Relation::Fixed);
        let clause = self.clause_above(noun)?;
        Some(Said {
            sentence: s.index as usize,
            token: marker,
            word: s.span(first, last),
            cue: s.span(first, last),
            speaker: Some(noun),
            source: self.source(marker, noun),
            stance: row.stance,
            content: self.around(clause, noun),
            hedge: false,
            direct: false,
        })
    }

    /// "Reportedly", "alleged": a word that reports for nobody in particular.
    fn hedge(&self, at: usize) -> Option<Said> {
        let s = self.sentence();
        if !matches!(s.relation(at), Relation::Advmod | Relation::Amod) {
            return None;
        }
        let row = self
            .arguments
            .grammar
            .speech
            .of(Part::Adverb, s.lemma(at))
            .first()?;
        let head = s.head(at)?;
        let content = self.around(head, at);
        Some(self.said(at, Part::Adverb, row, content))
    }

    /// The heads of what fills a slot of the word.
    pub(super) fn fill(&self, at: usize, part: Part, slot: &Slot) -> Vec<usize> {
        let trigger = Trigger {
            at,
            part,
            light: None,
        };
        self.arguments.fill(&trigger, slot)
    }
}

/// Whether a row is one of plain speech, whose very words may stand beside it.
fn is_direct(row: &Report<'_>) -> bool {
    matches!(row.content, None | Some(&Slot::Clause))
        && row.speaker == Some(&Slot::Subject)
        && !row.hedge
        && row.stance.vouches()
}
