//! `/api/documents`: documents, and one with its text and the words of its claims marked.

use super::claims::coded;
use super::words::{Marked, Units, marked};
use super::{App, Given, List, Part, json, params, part};
use crate::params::{Eyes, Filters, PAGE, Page};
use crate::problem::Problem;
use crate::shared::Work;
use crate::word;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use casus_ledger::Stored;
use casus_ledger::browse::DocumentHead;
use serde::Serialize;
use utoipa::ToSchema;

/// A document with its text and claims.
#[derive(Serialize, ToSchema)]
struct Document {
    #[serde(flatten)]
    head: DocumentHead,
    /// The body.
    text: String,
    /// In what places are counted: `bytes` or `utf16`.
    offsets: &'static str,
    /// What it claims, in the order of the text.
    claims: Vec<Told>,
}

/// A claim of the document.
#[derive(Serialize, ToSchema)]
struct Told {
    /// Its name.
    id: String,
    /// PLOVER's type.
    event: String,
    /// PLOVER's modes.
    mode: Vec<String>,
    /// PLOVER's status.
    status: String,
    /// The day.
    day: String,
    /// Codes or words of those who do it.
    actor: Vec<String>,
    /// To whom.
    recipient: Vec<String>,
    /// The chain of speakers, the outermost first.
    speakers: Vec<Speaker>,
    /// Type, status and the chain of speakers, in words.
    says: String,
    /// The rule that coded it.
    rule: String,
    /// How sure the coder is.
    confidence: f32,
    /// PLOVER's scale, from -10 (conflict) to 10 (cooperation).
    scale: f32,
    /// Where its sentence begins.
    start: u32,
    /// Where its sentence ends.
    end: u32,
    /// The marked words.
    marks: Vec<Marked>,
}

/// A link of the chain of speakers.
#[derive(Serialize, ToSchema)]
struct Speaker {
    /// The name, or the words for him; null where nobody is named.
    name: Option<String>,
    /// The code; empty where it is not known.
    code: String,
    /// `asserts`, `denies`, `doubts`, `worries`, `alleges` or `asks`.
    stance: String,
    /// The word of speech.
    cue: Option<String>,
}

fn told(work: &Work<'_>, stored: &Stored) -> Result<Told, Problem> {
    use casus_ledger::claim::Role;
    let evidence = work.desk.evidence(stored, false)?;
    let claim = &stored.claim;
    let side = |role: Role| {
        let own = claim.parties.iter().filter(move |party| party.role == role);
        let name = |party: &casus_ledger::claim::Party| match party.actor.party() {
            "" => party.words.text.clone(),
            code => code.to_owned(),
        };
        own.map(name).collect()
    };
    let speaker = |speaker: &casus_ledger::claim::Speaker| {
        let actor = speaker.actor.as_ref();
        let name = actor
            .map(|actor| actor.name.clone())
            .filter(|name| !name.is_empty());
        let words = speaker.words.as_ref().map(|words| words.text.clone());
        Speaker {
            name: name.or(words),
            code: actor.map(|actor| actor.code.clone()).unwrap_or_default(),
            stance: speaker.stance.clone(),
            cue: speaker.cue.as_ref().map(|cue| cue.text.clone()),
        }
    };
    Ok(Told {
        id: stored.id.clone(),
        event: claim.event.clone(),
        mode: claim.modes.clone(),
        status: claim.status.clone(),
        day: stored.first_day.clone(),
        actor: side(Role::Actor),
        recipient: side(Role::Recipient),
        speakers: claim.speakers.iter().map(speaker).collect(),
        says: evidence.says,
        rule: evidence.rule,
        confidence: evidence.confidence,
        scale: claim.scale,
        start: claim.span.start,
        end: claim.span.end,
        marks: evidence.marks.iter().map(marked).collect(),
    })
}

/// Documents, the newest first; `from` and `to` are days of the documents.
#[utoipa::path(
    get,
    path = "/api/documents",
    params(Filters, Eyes, Page),
    responses((status = 200, body = List<DocumentHead>), (status = "default", body = crate::problem::ProblemBody, content_type = "application/problem+json"))
)]
pub(super) async fn list(State(shared): App, uri: Uri, headers: HeaderMap) -> Given {
    let mut params = params(&uri)?;
    let (view, choice) = (params.view()?, params.choice()?);
    let (cursor, limit) = params.page(50, PAGE)?;
    params.end()?;
    json(&shared, (&uri, &headers), view, move |work| {
        let choice = coded(work, choice);
        let reader = &work.desk.reader;
        let (keys, next) = if choice.asks_for_claims() {
            work.shared
                .overview()?
                .documents(reader, &choice, cursor.as_ref(), limit)?
        } else {
            reader.documents_behind(&choice, cursor.as_ref(), limit)?
        };
        let items = reader.heads_of(&keys)?;
        Ok(List {
            items,
            next: next.map(|cursor| cursor.to_string()),
        })
    })
    .await
}

/// One document with its text and its claims.
#[utoipa::path(
    get,
    path = "/api/documents/{id}",
    params(
        ("id" = String, Path, description = "Its name, with / as %2F"),
        ("offsets" = inline(Option<word::Offsets>), Query, description = "In what places are counted; bytes where it is not given"),
        Eyes
    ),
    responses((status = 200, body = Document), (status = "default", body = crate::problem::ProblemBody, content_type = "application/problem+json"))
)]
pub(super) async fn one(State(shared): App, id: Part, uri: Uri, headers: HeaderMap) -> Given {
    let id = part(id)?;
    let mut params = params(&uri)?;
    let view = params.view()?;
    let utf16 = params.word("offsets", &[("bytes", false), ("utf16", true)], false)?;
    params.end()?;
    json(&shared, (&uri, &headers), view, move |work| {
        let reader = &work.desk.reader;
        let head = reader
            .head_named(&id)?
            .ok_or_else(|| Problem::missing("document", &id))?;
        let text = reader.text(head.key)?;
        let claims = reader.claims_in(head.key)?;
        let claims = claims.iter().map(|stored| told(work, stored));
        let mut claims = claims.collect::<Result<Vec<Told>, Problem>>()?;
        if utf16 {
            let units = Units::new(&text);
            for claim in &mut claims {
                (claim.start, claim.end) = (units.of(claim.start), units.of(claim.end));
                claim.marks.iter_mut().for_each(|mark| units.shift(mark));
            }
        }
        Ok(Document {
            head,
            text,
            offsets: if utf16 { "utf16" } else { "bytes" },
            claims,
        })
    })
    .await
}
