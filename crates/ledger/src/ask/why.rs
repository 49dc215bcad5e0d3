//! What an answer rests on: the rule, the law, the claims, and the words.

use super::Desk;
use crate::claim::{Role, Words};
use crate::error::Error;
use crate::relation::{Proof, Relation};
use crate::store::Stored;
use casus_text::Span;
use serde::Serialize;

/// A piece of a sentence and what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// `trigger`, `actor`, `recipient`, `speaker`, `cue`, `date`, `place`, `goods`, `quantity` or `condition`.
    pub what: &'static str,
    /// The words.
    pub text: String,
    /// Where they stand in the document, in bytes.
    pub start: u32,
    /// The offset after the last byte.
    pub end: u32,
}

/// A claim with the words on which it rests.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Evidence {
    /// Its name.
    pub id: String,
    /// Who published the document.
    pub publisher: Option<String>,
    /// The day from which it is known.
    pub known: String,
    /// Where it was published.
    pub url: Option<String>,
    /// The rule that coded it.
    pub rule: String,
    /// How sure the coder is.
    pub confidence: f32,
    /// PLOVER's type, status and the chain of speakers, in words.
    pub says: String,
    /// The sentence.
    pub sentence: String,
    /// The offset of the sentence in the document, in bytes.
    pub start: u32,
    /// Its words, in the order of the text; those that stand in other sentences too.
    pub marks: Vec<Mark>,
    /// Whether it denies what is asked about.
    pub denies: bool,
}

/// What an answer rests on.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Why {
    /// What was asked about.
    pub id: String,
    /// The relation, where it is one.
    pub relation: Option<Relation>,
    /// The rules and the law.
    pub proof: Proof,
    /// The claims.
    pub evidence: Vec<Evidence>,
}

impl Desk<'_> {
    /// The proof of an answer or a claim, by its name.
    ///
    /// # Errors
    ///
    /// Where nothing in this view has that name, or the ledger cannot be read.
    pub fn why(&self, id: &str) -> Result<Why, Error> {
        if let Some(stored) = self.reader.claim(id)? {
            let evidence = vec![self.evidence(&stored, false)?];
            return Ok(Why {
                id: id.to_owned(),
                relation: None,
                proof: Proof::default(),
                evidence,
            });
        }
        let unknown = || {
            Error::Question(format!(
                "no claim or answer `{id}` in this ledger; the first column of an answer has its name"
            ))
        };
        let relation = self.relation(id)?.ok_or_else(unknown)?;
        let mut evidence = Vec::new();
        for (names, denies) in [
            (&relation.proof.claims, false),
            (&relation.proof.denials, true),
        ] {
            for name in names {
                if let Some(stored) = self.reader.claim(name)? {
                    evidence.push(self.evidence(&stored, denies)?);
                }
            }
        }
        Ok(Why {
            id: id.to_owned(),
            proof: relation.proof.clone(),
            relation: Some(relation),
            evidence,
        })
    }

    /// The relation of this name: that of the two who stand in it.
    fn relation(&self, id: &str) -> Result<Option<Relation>, Error> {
        if let Some(rest) = id.strip_prefix("breach/") {
            // Its name goes on with that of the transfer.
            let transfer = rest.split_once('/').map_or("", |(_, transfer)| transfer);
            let found = self.relation(transfer)?;
            let Some((code, other)) = found
                .as_ref()
                .map(|one| (one.code.clone(), one.other.clone()))
            else {
                return Ok(None);
            };
            let breaches = self.breaches(Some((&code, &other)), END)?;
            let breach = breaches.into_iter().find(|breach| breach.id == id);
            return Ok(breach.map(|breach| {
                let mut relation = breach.transfer;
                relation.proof.law.extend(breach.measure.proof.law);
                relation
            }));
        }
        let pair = id.split('/').nth(1).and_then(|pair| pair.split_once('-'));
        let party = |slug: &str| super::party::of_slug(self.world, slug);
        let Some((code, other)) = pair.and_then(|(a, b)| Some((party(a)?, party(b)?))) else {
            return Ok(None);
        };
        let (code, other) = (code.as_str(), other.as_str());
        let day = self
            .reader
            .view()
            .known
            .clone()
            .unwrap_or_else(|| END.to_owned());
        let state = self.state(code, other, &day)?;
        if let Some(found) = state.relations.into_iter().find(|one| one.id == id) {
            return Ok(Some(found));
        }
        self.past(id, code, other)
    }

    /// What held by law between the two on any day on which something began.
    fn past(&self, id: &str, code: &str, other: &str) -> Result<Option<Relation>, Error> {
        for day in self.law_days(code, other) {
            let found = self
                .law_state(code, other, &day)
                .into_iter()
                .find(|one| one.id == id);
            if found.is_some() {
                return Ok(found);
            }
        }
        Ok(None)
    }

    /// The days on which something of the law between the two began.
    fn law_days(&self, code: &str, other: &str) -> Vec<String> {
        let law = self.law;
        let treaties = law
            .treaties
            .iter()
            .flat_map(|treaty| treaty.course.steps().map(|(_, date)| date.from));
        let about = |body: &str| body == code || body == other;
        let measures = law.measures.iter().filter(|measure| {
            let regime = law.regimes.get(measure.regime as usize);
            regime.is_some_and(|regime| about(regime.target.text()))
        });
        let seats = law.memberships.iter().filter(|seat| about(&seat.state));
        let wars = law.conflicts.iter().filter(|war| war.side(code).is_some());
        let ties = law
            .ties
            .iter()
            .filter(|tie| about(&tie.a) && about(tie.b.text()));
        let mut days: Vec<_> = treaties
            .chain(measures.map(|measure| measure.period.from))
            .chain(seats.map(|seat| seat.period.from))
            .chain(ties.map(|tie| tie.period.from))
            .chain(wars.map(|war| war.period.from))
            .collect();
        days.sort_unstable();
        days.dedup();
        days.into_iter()
            .filter_map(crate::relation::law::text)
            .collect()
    }

    /// A claim with the words on which it rests.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn evidence(&self, stored: &Stored, denies: bool) -> Result<Evidence, Error> {
        let text = self.reader.text(stored.document)?;
        let document = self.reader.document(stored.document)?;
        Ok(Evidence {
            id: stored.id.clone(),
            publisher: document.publisher,
            known: document.known,
            url: document.url,
            rule: stored.claim.rule.clone(),
            confidence: stored.claim.confidence,
            says: says(stored),
            sentence: stored.claim.span.of(&text).to_owned(),
            start: stored.claim.span.start,
            marks: marks(stored),
            denies,
        })
    }
}

/// After every day of which anything can be known.
pub(super) const END: &str = "9999-12-31";

/// Type, status and speakers, in words.
fn says(stored: &Stored) -> String {
    let claim = &stored.claim;
    let mut parts = vec![
        format!(
            "{} {}, {}",
            claim.event,
            claim.modes.join(" "),
            claim.status
        )
        .replace(" ,", ","),
    ];
    for speaker in &claim.speakers {
        let name = speaker
            .words
            .as_ref()
            .map_or("somebody unnamed", |words| &words.text);
        parts.push(format!("{name} {}", speaker.stance));
    }
    parts.join("; ")
}

/// All words of a claim, in the order of the text.
fn marks(stored: &Stored) -> Vec<Mark> {
    let claim = &stored.claim;
    let mut marks = Vec::new();
    let mut mark = |what: &'static str, words: &Words| {
        let Span { start, end } = words.span;
        marks.push(Mark {
            what,
            text: words.text.clone(),
            start,
            end,
        });
    };
    mark("trigger", &claim.trigger);
    for party in &claim.parties {
        mark(
            if party.role == Role::Actor {
                "actor"
            } else {
                "recipient"
            },
            &party.words,
        );
    }
    for speaker in &claim.speakers {
        speaker
            .words
            .iter()
            .for_each(|words| mark("speaker", words));
        speaker.cue.iter().for_each(|words| mark("cue", words));
    }
    claim.date_text.iter().for_each(|words| mark("date", words));
    claim
        .condition
        .iter()
        .for_each(|words| mark("condition", words));
    claim
        .place
        .iter()
        .for_each(|place| mark("place", &place.words));
    claim
        .goods
        .iter()
        .for_each(|goods| mark("goods", &goods.words));
    claim
        .quantities
        .iter()
        .for_each(|quantity| mark("quantity", &quantity.words));
    claim.treaty.iter().for_each(|words| mark("treaty", words));
    marks.sort_by_key(|mark| (mark.start, mark.end));
    marks
}
