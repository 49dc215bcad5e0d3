//! How sure it is what claims tell, and on whose word.
//!
//! The claims that tell of one thing and those that deny it go in; a [`Hedge`] comes out. What only one of them says
//! plainly is plain; else the surest voice counts, and all voices are named.

use super::add;
use crate::claim::Speaker;
use crate::store::Stored;
use serde::{Serialize, Serializer};

/// How sure the surest of the claims is, from the least sure on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Certainty {
    /// Somebody asks whether it is so.
    Asked,
    /// Somebody doubts it.
    Doubted,
    /// Somebody fears it.
    Feared,
    /// Somebody alleges it.
    Alleged,
    /// It is reported, without saying by whom.
    Reported,
    /// Somebody says so.
    Said,
    /// The outlet tells it in its own voice.
    #[default]
    Told,
}

/// Who says it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Voice {
    /// The name, or the words for him.
    pub name: String,
    /// The code; empty where it is not known.
    pub code: String,
}

/// How sure it is, and on whose word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hedge {
    /// How sure the surest of the claims is.
    pub certainty: Certainty,
    /// Whether it is only possible: told under a condition, or of the kind of goods only in part.
    pub possible: bool,
    /// Who says so, the first to say it first.
    pub voices: Vec<Voice>,
    /// Who denies it.
    pub denied_by: Vec<String>,
}

impl Hedge {
    /// The hedge of what these claims tell and those deny.
    pub fn of<'s>(
        told: impl IntoIterator<Item = &'s Stored>,
        denied: impl IntoIterator<Item = &'s Stored>,
    ) -> Hedge {
        let mut hedge = Hedge {
            certainty: Certainty::Asked,
            possible: true,
            ..Hedge::default()
        };
        let mut any = false;
        for stored in told {
            any = true;
            hedge.certainty = hedge.certainty.max(certainty(&stored.claim.speakers));
            hedge.possible &= stored.claim.status == "hypothetical";
            if let Some(voice) = stored.claim.speakers.iter().rev().find_map(voice) {
                add(&mut hedge.voices, voice);
            }
        }
        if !any {
            hedge = Hedge::default();
        }
        for stored in denied {
            let voice = stored.claim.speakers.iter().rev().find_map(voice);
            let name = voice
                .map(|voice| voice.name)
                .or_else(|| stored.publisher.clone());
            add(
                &mut hedge.denied_by,
                name.unwrap_or_else(|| stored.id.clone()),
            );
        }
        hedge
    }

    /// The same, where the thing is only possibly so.
    pub fn possibly(mut self) -> Hedge {
        self.possible = true;
        self
    }
}

/// How sure a claim is that comes through these mouths: as sure as the least sure of them.
fn certainty(speakers: &[Speaker]) -> Certainty {
    let of = |speaker: &Speaker| match (speaker.stance.as_str(), &speaker.actor) {
        ("alleges", _) => Certainty::Alleged,
        ("worries", _) => Certainty::Feared,
        ("doubts" | "denies", _) => Certainty::Doubted,
        ("asks", _) => Certainty::Asked,
        (_, None) => Certainty::Reported,
        (_, Some(_)) => Certainty::Said,
    };
    speakers.iter().map(of).min().unwrap_or(Certainty::Told)
}

/// The name of a speaker, where there is any; else his code with the sector, else the words.
pub(crate) fn voice(speaker: &Speaker) -> Option<Voice> {
    let actor = speaker.actor.as_ref()?;
    let name = match (actor.name.as_str(), actor.code.as_str()) {
        ("", "") => speaker.words.as_ref()?.text.clone(),
        ("", code) => [code]
            .into_iter()
            .chain(actor.sectors.iter().map(String::as_str))
            .collect::<Vec<_>>()
            .join("."),
        (name, _) => name.to_owned(),
    };
    Some(Voice {
        name,
        code: actor.code.clone(),
    })
}

/// So many voices are written out.
const SHOWN: usize = 3;

impl std::fmt::Display for Hedge {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut parts: Vec<String> = Vec::new();
        if self.possible {
            parts.push("possible".to_owned());
        }
        let names = names(self.voices.iter().map(|voice| voice.name.as_str()));
        let word = match self.certainty {
            Certainty::Asked => "asked by",
            Certainty::Doubted => "doubted by",
            Certainty::Feared => "feared by",
            Certainty::Alleged => "alleged by",
            Certainty::Said => "says",
            Certainty::Reported | Certainty::Told => "",
        };
        match (self.certainty, names.is_empty()) {
            (Certainty::Told, _) => {}
            (Certainty::Reported, _) => parts.push("reportedly".to_owned()),
            (Certainty::Alleged, true) => parts.push("alleged".to_owned()),
            (_, true) => parts.push("unnamed voices".to_owned()),
            (_, false) => parts.push(format!("{word} {names}")),
        }
        if !self.denied_by.is_empty() {
            let names = self::names(self.denied_by.iter().map(String::as_str));
            parts.push(format!("denied by {names}"));
        }
        f.write_str(&parts.join("; "))
    }
}

/// The first names of a list, and how many more there are.
fn names<'n>(all: impl ExactSizeIterator<Item = &'n str>) -> String {
    let more = all.len().saturating_sub(SHOWN);
    let mut text = all.take(SHOWN).collect::<Vec<_>>().join(", ");
    if more > 0 {
        text.push_str(&format!(" and {more} more"));
    }
    text
}

impl Serialize for Hedge {
    /// The words for it, the voices, and who denies it.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let certainty = match self.certainty {
            Certainty::Asked => "asked",
            Certainty::Doubted => "doubted",
            Certainty::Feared => "feared",
            Certainty::Alleged => "alleged",
            Certainty::Reported => "reported",
            Certainty::Said => "said",
            Certainty::Told => "told",
        };
        let mut fields = serializer.serialize_struct("Hedge", 5)?;
        fields.serialize_field("text", &self.to_string())?;
        fields.serialize_field("certainty", certainty)?;
        fields.serialize_field("possible", &self.possible)?;
        fields.serialize_field("voices", &self.voices)?;
        fields.serialize_field("denied_by", &self.denied_by)?;
        fields.end()
    }
}
