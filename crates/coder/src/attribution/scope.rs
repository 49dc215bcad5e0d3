//! Which of two attributions of one sentence stands outside.
//!
//! The attributions of a sentence go in; where the parser hangs a second word of speech into what the first one says
//! ("said that ..., adding that ...", "said ..., and experts say ..."), the content of the first ends before it.

use super::{Reader, Said};
use casus_syntax::Relation;
use casus_text::Span;

impl Reader<'_, '_, '_> {
    /// Parts what belongs to a later word of speech from the content of an earlier one.
    pub(super) fn part(&self, found: &mut [Said]) {
        for n in 0..found.len() {
            if self.sentence().relation(found[n].token) == Relation::Case {
                self.part_phrase(n, found);
            } else {
                self.part_clause(n, found);
            }
        }
    }

    /// A participle, or a further clause, that goes on with the sentence and not with what is said in it.
    fn part_clause(&self, n: usize, found: &mut [Said]) {
        let s = self.sentence();
        let at = found[n].token;
        let Some(end) = self.opens_anew(&found[n]) else {
            return;
        };
        let (cue, content) = (found[n].cue, found[n].content.clone());
        let participle = self.is_participle(at);
        let joined =
            s.relation(at) == Relation::Conj && s.child_by(at, &[Relation::Nsubj]).is_none();
        let holds = |said: &Said| {
            let goes_on = if joined && !participle {
                said.direct && s.penn(said.token) == s.penn(at)
            } else {
                found[n].direct || !said.direct
            };
            said.token < at && said.covers(cue) && !said.hedge && goes_on
        };
        let Some(outer) = (0..n).rev().find(|&m| holds(&found[m])) else {
            return;
        };
        cut(&mut found[outer].content, end, &content);
        if participle || joined {
            (found[n].speaker, found[n].source) = (found[outer].speaker, found[outer].source);
        }
    }

    /// "..., according to X" at the end of a clause is no part of what others say in it.
    fn part_phrase(&self, n: usize, found: &mut [Said]) {
        let Some(end) = self.end_before(found[n].token) else {
            return;
        };
        let phrase = found[n].clone();
        for (m, said) in found.iter_mut().enumerate() {
            if m == n || !phrase.covers(said.cue) {
                continue;
            }
            for part in &mut said.content {
                if part.start < end && phrase.cue.end <= part.end {
                    part.end = end;
                }
            }
        }
    }

    /// Where the sentence ends before a participle, or before a clause with its own speaker, that goes on with it.
    fn opens_anew(&self, said: &Said) -> Option<u32> {
        let s = self.sentence();
        let at = said.token;
        let (first, _) = s.extent(at);
        let comma = |i: usize| i > 0 && s.form(i - 1) == ",";
        match s.relation(at) {
            Relation::Advcl | Relation::Acl | Relation::Conj | Relation::Xcomp
                if self.is_participle(at) =>
            {
                if comma(at) {
                    return self.end_before(at);
                }
                let opens = comma(first) || s.form(first) == ",";
                if opens { self.end_before(first) } else { None }
            }
            Relation::Conj if said.direct => {
                let joint = s.child_by(at, &[Relation::Cc])?;
                let alone = s.child_by(at, &[Relation::Nsubj]).is_none();
                if alone || comma(joint) {
                    self.end_before(joint)
                } else {
                    None
                }
            }
            _ => None,
        }
    }

    /// The end of the last word before the token, without a comma.
    fn end_before(&self, i: usize) -> Option<u32> {
        let s = self.sentence();
        let before = i.checked_sub(1)?;
        let word = match before.checked_sub(1) {
            Some(earlier) if s.form(before) == "," => earlier,
            _ => before,
        };
        Some(s.token(word).span.end)
    }

    /// A participle without a subject of its own.
    fn is_participle(&self, at: usize) -> bool {
        let s = self.sentence();
        let own = [
            Relation::Nsubj,
            Relation::NsubjPass,
            Relation::Aux,
            Relation::Mark,
        ];
        s.penn(at) == "VBG" && s.child_by(at, &own).is_none()
    }
}

/// Ends the content there, where something is left of it and the inner content lies behind.
fn cut(content: &mut Vec<Span>, end: u32, inner: &[Span]) {
    if inner.iter().any(|own| own.start < end) {
        return;
    }
    if let Some(part) = content.iter_mut().find(|p| p.start < end && end < p.end) {
        part.end = end;
        content.retain(|part| part.start < end);
    }
}
