//! The world according to one speaker, and the timeline of two.

use super::Desk;
use crate::error::Error;
use crate::relation::Hedge;
use crate::store::{Filter, Stored};
use serde::Serialize;

/// A claim in a list.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Told {
    /// Its name.
    pub id: String,
    /// The day of the deed.
    pub day: String,
    /// The day from which it is known.
    pub known: String,
    /// PLOVER's type with its modes.
    pub event: String,
    /// Who does it.
    pub actor: String,
    /// To whom.
    pub recipient: String,
    /// PLOVER's status.
    pub status: String,
    /// How sure it is, and on whose word.
    pub hedge: Hedge,
    /// The document.
    pub document: String,
    /// Who published it.
    pub publisher: Option<String>,
    /// The sentence.
    pub sentence: String,
}

/// What one speaker says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Said {
    /// How the speaker stands to it.
    pub stance: String,
    /// The claim.
    #[serde(flatten)]
    pub told: Told,
}

impl Desk<'_> {
    /// What a speaker or outlet has said by a day, by name or code; of more claims than so many the last.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn said(&self, by: &str, on: Option<&str>, last: usize) -> Result<Vec<Said>, Error> {
        let keys = self.reader.said_by(by, last)?;
        let mut claims = self.reader.claims_of(&keys)?;
        claims.retain(|stored| on.is_none_or(|on| stored.known.as_str() <= on));
        claims
            .iter()
            .map(|stored| {
                Ok(Said {
                    stance: stance(stored, by),
                    told: self.told_line(stored)?,
                })
            })
            .collect()
    }

    /// All claims about the two between two days; of more than so many the last.
    ///
    /// # Errors
    ///
    /// Where the ledger cannot be read.
    pub fn timeline(
        &self,
        code: &str,
        other: &str,
        from: Option<&str>,
        to: Option<&str>,
        last: usize,
    ) -> Result<Vec<Told>, Error> {
        let claims = self.reader.claims(&Filter {
            code: Some(code.to_owned()),
            other: Some(other.to_owned()),
            from: from.map(str::to_owned),
            to: to.map(str::to_owned),
            last: Some(last),
            ..Filter::default()
        })?;
        claims.iter().map(|stored| self.told_line(stored)).collect()
    }

    fn told_line(&self, stored: &Stored) -> Result<Told, Error> {
        use crate::claim::Role;
        let names = |role: Role| {
            let parties = stored
                .claim
                .parties
                .iter()
                .filter(|party| party.role == role);
            let name = |party: &crate::claim::Party| match (
                party.actor.code.as_str(),
                party.actor.name.as_str(),
            ) {
                ("", "") => format!("\"{}\"", party.words.text),
                ("", name) => name.to_owned(),
                (code, _) => code.to_owned(),
            };
            parties.map(name).collect::<Vec<_>>().join(" + ")
        };
        let text = self.reader.text(stored.document)?;
        let sentence = stored.claim.span.of(&text);
        let mut event = vec![stored.claim.event.clone()];
        event.extend(stored.claim.modes.iter().cloned());
        Ok(Told {
            id: stored.id.clone(),
            day: stored.first_day.clone(),
            known: stored.known.clone(),
            event: event.join(" "),
            actor: names(Role::Actor),
            recipient: names(Role::Recipient),
            status: stored.claim.status.clone(),
            hedge: Hedge::of([stored], []),
            document: stored
                .id
                .rsplit_once(['#', '!'])
                .map_or("", |(document, _)| document)
                .to_owned(),
            publisher: stored.publisher.clone(),
            sentence: sentence.split_whitespace().collect::<Vec<_>>().join(" "),
        })
    }
}

/// How the speaker stands to the claim; an outlet tells it.
fn stance(stored: &Stored, by: &str) -> String {
    let is = |text: &str| text.eq_ignore_ascii_case(by);
    let own = stored.claim.speakers.iter().find(|speaker| {
        let actor = speaker.actor.as_ref();
        actor.is_some_and(|actor| {
            is(&actor.name) || is(&actor.code) || actor.name.rsplit(' ').next().is_some_and(is)
        }) || speaker.words.as_ref().is_some_and(|words| is(&words.text))
    });
    own.map_or_else(|| "tells".to_owned(), |speaker| speaker.stance.clone())
}
