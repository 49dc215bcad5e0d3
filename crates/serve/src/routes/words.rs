//! Marked words: what of a text is trigger, actor, speaker, and where.

use casus_ledger::ask::{Evidence, Mark};
use serde::Serialize;
use utoipa::ToSchema;

/// A piece of a text and what it is.
#[derive(Clone, Serialize, ToSchema)]
pub(crate) struct Marked {
    /// `trigger`, `actor`, `recipient`, `speaker`, `cue`, `date`, `place`, `goods`, `quantity`, `condition` or `treaty`.
    what: &'static str,
    /// The words.
    text: String,
    /// Where they begin: in bytes, or in units of UTF-16 where that was asked for.
    start: u32,
    /// Where they end.
    end: u32,
}

/// A claim with the words on which it rests.
#[derive(Serialize, ToSchema)]
pub(crate) struct Proven {
    /// The claim.
    id: String,
    /// Its document.
    document: String,
    /// Who published it.
    publisher: Option<String>,
    /// The day from which it is known.
    known: String,
    /// Where it was published.
    url: Option<String>,
    /// The rule that coded it.
    rule: String,
    /// How sure the coder is.
    confidence: f32,
    /// Type, status and the chain of speakers, in words.
    says: String,
    /// The sentence.
    sentence: String,
    /// Where the sentence begins in the document.
    start: u32,
    /// The marked words; their places are those in the document.
    marks: Vec<Marked>,
    /// Whether it denies what is asked about.
    denies: bool,
}

/// The document of a claim.
pub(crate) fn document_of(claim: &str) -> String {
    let cut = claim.rsplit_once(['#', '!']);
    cut.map_or(claim, |(document, _)| document).to_owned()
}

pub(crate) fn marked(mark: &Mark) -> Marked {
    Marked {
        what: mark.what,
        text: mark.text.clone(),
        start: mark.start,
        end: mark.end,
    }
}

impl From<&Evidence> for Proven {
    fn from(evidence: &Evidence) -> Proven {
        Proven {
            document: document_of(&evidence.id),
            id: evidence.id.clone(),
            publisher: evidence.publisher.clone(),
            known: evidence.known.clone(),
            url: evidence.url.clone(),
            rule: evidence.rule.clone(),
            confidence: evidence.confidence,
            says: evidence.says.clone(),
            sentence: evidence.sentence.clone(),
            start: evidence.start,
            marks: evidence.marks.iter().map(marked).collect(),
            denies: evidence.denies,
        }
    }
}

/// Places in bytes to places in units of UTF-16, as browsers count.
pub(crate) struct Units<'t> {
    text: &'t str,
    /// Byte and unit of some places, in their order, so that no look-up goes far.
    steps: Vec<(usize, u32)>,
}

impl<'t> Units<'t> {
    pub(crate) fn new(text: &'t str) -> Units<'t> {
        const STEP: usize = 256;
        let (mut steps, mut units) = (vec![(0, 0)], 0);
        for (at, c) in text.char_indices() {
            if at >= steps.len() * STEP {
                steps.push((at, units));
            }
            units += c.len_utf16() as u32;
        }
        Units { text, steps }
    }

    pub(crate) fn of(&self, byte: u32) -> u32 {
        let byte = byte as usize;
        let step = self.steps.partition_point(|(at, _)| *at <= byte);
        let (at, units) = self
            .steps
            .get(step.saturating_sub(1))
            .copied()
            .unwrap_or((0, 0));
        let between = self.text.get(at..byte).unwrap_or_default();
        units + between.chars().map(|c| c.len_utf16() as u32).sum::<u32>()
    }

    pub(crate) fn shift(&self, mark: &mut Marked) {
        (mark.start, mark.end) = (self.of(mark.start), self.of(mark.end));
    }
}

#[cfg(test)]
mod tests {
    use super::Units;

    #[test]
    fn bytes_become_units_of_utf16() {
        let text = format!("{}é日😀x", "ä".repeat(400));
        let units = Units::new(&text);
        for (at, _) in text.char_indices() {
            let expected = text.get(..at).unwrap_or_default().encode_utf16().count();
            assert_eq!(units.of(at as u32) as usize, expected, "at byte {at}");
        }
        assert_eq!(units.of(text.len() as u32), 400 + 1 + 1 + 2 + 1);
    }
}
