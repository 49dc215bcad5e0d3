//! What is denied: the words that deny, and how far each denial reaches.
//!
//! A sentence goes in; every denial in it comes out, be it a word ("not", "nobody"), a phrase ("by no means") or a part
//! of a word ("impossible"), with the words of its scope. Whether an event happened is told by `status`, which asks for
//! more than denials; this is for those who ask for the denials themselves.

mod scope;

use crate::grammar::Grammar;
use crate::sentence::Sentence;
use casus_codebook::frame::Part;
use casus_codebook::language::{Affix, Status};
use casus_syntax::{Relation, Tag};
use casus_text::Span;
use scope::Scope;

/// A denial.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Negation {
    /// The words that deny, or the part of a word.
    pub cue: Vec<Span>,
    /// What is denied, word by word, in the order of the text; of a word that denies itself the rest.
    pub scope: Vec<Span>,
}

/// A cue, as tokens; of a word that denies itself the bytes of the part that does.
struct Cue {
    tokens: Vec<usize>,
    part: Option<Span>,
}

/// Finds the denials of a sentence, in the order of the text.
pub(crate) fn find_negations(grammar: &Grammar<'_>, sentence: &Sentence<'_>) -> Vec<Negation> {
    let finder = Finder { grammar, sentence };
    let cues = finder.cues();
    cues.iter().map(|cue| finder.negation(cue)).collect()
}

struct Finder<'a, 'book, 'doc> {
    grammar: &'a Grammar<'book>,
    sentence: &'a Sentence<'doc>,
}

impl Finder<'_, '_, '_> {
    fn negation(&self, cue: &Cue) -> Negation {
        let s = self.sentence;
        let scope = Scope {
            grammar: self.grammar,
            sentence: s,
        };
        let at = cue.tokens.first().copied().unwrap_or_default();
        let tokens = match cue.part {
            Some(_) => scope.of_word(at),
            None => scope.of_cue(at, &cue.tokens),
        };
        let spans = tokens.iter().map(|&i| match cue.part {
            Some(part) if i == at => rest(s.token(i).span, part),
            _ => s.token(i).span,
        });
        let scope = spans.collect();
        let cue = match cue.part {
            Some(part) => vec![part],
            None => cue.tokens.iter().map(|&i| s.token(i).span).collect(),
        };
        Negation { cue, scope }
    }

    fn cues(&self) -> Vec<Cue> {
        let s = self.sentence;
        let mut cues: Vec<Cue> = Vec::new();
        let mut at = 0;
        while at < s.len() {
            let length = self.phrase_length(at, &self.grammar.words.cue_phrase);
            if length > 0 {
                let tokens = (at..at + length).collect();
                cues.push(Cue { tokens, part: None });
                at += length;
                continue;
            }
            if self.denies(at) {
                self.add(at, &mut cues);
            } else if let Some(part) = self.denying_part(at) {
                let part = Some(part);
                let tokens = vec![at];
                cues.push(Cue { tokens, part });
            }
            at += 1;
        }
        cues
    }

    /// The second half of "neither ... nor" belongs to the first.
    fn add(&self, at: usize, cues: &mut Vec<Cue>) {
        let s = self.sentence;
        let half = |i: usize| self.grammar.words.other_half.contains(s.lemma(i));
        let open = |cue: &&mut Cue| {
            cue.part.is_none()
                && cue.tokens.len() == 1
                && matches!(
                    s.relation(cue.tokens[0]),
                    Relation::CcPreconj | Relation::Cc
                )
        };
        match cues.last_mut().filter(open) {
            Some(before) if half(at) && !half(before.tokens[0]) => before.tokens.push(at),
            _ => cues.push(Cue {
                tokens: vec![at],
                part: None,
            }),
        }
    }

    /// Whether the word denies outright: "hardly" does not.
    fn denies(&self, at: usize) -> bool {
        let s = self.sentence;
        let outright = Status::Negated.degrees().0;
        let entries = self
            .grammar
            .book
            .language
            .status(Part::Negation, s.lemma(at));
        entries.iter().any(|e| e.degree <= outright)
            && self.phrase_length(at, &self.grammar.words.no_cue) == 0
            && !self.is_tag_question(at)
    }

    /// How many tokens from here make one of these phrases; a noun that is an object is no phrase ("has no doubt").
    fn phrase_length(&self, at: usize, phrases: &crate::grammar::Words<'_>) -> usize {
        let s = self.sentence;
        let mut phrase = s.form(at).to_lowercase();
        for length in 2..=4 {
            let last = at + length - 1;
            if last >= s.len() {
                break;
            }
            phrase.push(' ');
            phrase += &s.form(last).to_lowercase();
            if phrases.contains(phrase.as_str()) {
                let verb = s.tag(last) == Tag::Noun
                    && matches!(s.relation(last), Relation::Obj | Relation::Nsubj)
                    && (last + 1 >= s.len() || !matches!(s.tag(last + 1), Tag::Verb | Tag::Aux));
                let counted = phrase.ends_with(s.form(last))
                    && matches!(s.tag(last), Tag::Adj | Tag::Adv)
                    && last + 1 < s.len()
                    && s.head(last) == Some(last + 1)
                    && s.is_nominal(last + 1);
                return if verb || counted { 0 } else { length };
            }
        }
        0
    }

    /// "is he not?": a question that only asks for consent.
    fn is_tag_question(&self, at: usize) -> bool {
        let s = self.sentence;
        let inverted =
            at >= 2 && s.tag(at - 1) == Tag::Pron && matches!(s.tag(at - 2), Tag::Aux | Tag::Verb);
        let ends = s
            .tokens_after(at)
            .next()
            .is_none_or(|i| s.tag(i) == Tag::Punct);
        let asks = s.tokens_after(at).any(|i| s.form(i) == "?");
        inverted && ends && asks
    }

    /// The bytes of the part of a word that denies the rest of it.
    fn denying_part(&self, at: usize) -> Option<Span> {
        let s = self.sentence;
        let participle = s.penn(at) == "VBN" || s.penn(at) == "VBD";
        let open = matches!(s.tag(at), Tag::Adj | Tag::Adv) || participle;
        if !open && !matches!(s.tag(at), Tag::Noun | Tag::Verb) {
            return None;
        }
        let form = s.form(at);
        let lower = form.to_lowercase();
        if lower.len() != form.len() {
            return None;
        }
        let affixes = &self.grammar.book.language.affixes;
        let affix = affixes.iter().find(|a| is_denied_by(&lower, a, open))?;
        let whole = s.token(at).span;
        let length = affix.text.len();
        Some(if affix.ends {
            Span::new(whole.end as usize - length, whole.end as usize)
        } else {
            Span::new(whole.start as usize, whole.start as usize + length)
        })
    }
}

/// The shortest word of which a part may deny the rest, without the part.
const SHORTEST: usize = 3;

fn is_denied_by(word: &str, affix: &Affix, open: bool) -> bool {
    let rest = if affix.ends {
        word.strip_suffix(&*affix.text)
    } else {
        word.strip_prefix(&*affix.text)
    };
    let Some(rest) = rest.filter(|r| r.len() >= SHORTEST) else {
        return false;
    };
    if affix.of.is_empty() {
        return open && !affix.but.contains(word);
    }
    affix.of.contains(rest) && !affix.but.contains(word)
}

/// What is left of a word beside a part of it.
fn rest(whole: Span, part: Span) -> Span {
    if part.start == whole.start {
        Span {
            start: part.end,
            end: whole.end,
        }
    } else {
        Span {
            start: whole.start,
            end: part.start,
        }
    }
}
