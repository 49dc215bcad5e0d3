//! Whether a claim is a step of a relation.
//!
//! A claim and the steps of `law/relations.table` go in; the first step of the relation that it fits comes out, and
//! whether the claim tells it or denies it.

use crate::claim::{Claim, Kind, Role};
use crate::store::Stored;
use casus_codebook::language::Status;
use casus_codebook::law::Law;
use casus_codebook::law::relation::{RelationKind, Step};

/// How a claim fits a step.
#[derive(Clone, Copy, Debug)]
pub struct Fit<'l> {
    /// The step.
    pub step: &'l Step,
    /// Whether the claim denies it.
    pub denied: bool,
}

/// The first step of the relation that the claim fits.
pub fn fit<'l>(law: &'l Law, kind: RelationKind, claim: &Claim) -> Option<Fit<'l>> {
    if claim.kind != Kind::Event {
        return None;
    }
    let denied = is_denied(claim);
    let mut steps = law.steps.iter().filter(|step| step.relation == Some(kind));
    let step = steps.find(|step| {
        let now = denied
            || step.statuses.is_empty()
            || step.statuses.iter().any(|&s| name(s) == claim.status);
        now && tells(step, claim)
    })?;
    Some(Fit { step, denied })
}

/// Whether a claim says that it is not so.
pub(crate) fn is_denied(claim: &Claim) -> bool {
    claim.status == "negated"
        || claim
            .speakers
            .iter()
            .any(|speaker| speaker.stance == "denies")
}

fn name(status: Status) -> &'static str {
    match status {
        Status::Actual => "actual",
        Status::Future => "future",
        Status::Hypothetical => "hypothetical",
        Status::Negated => "negated",
        Status::Historical => "historical",
    }
}

/// Whether the claim fits in all but its status.
fn tells(step: &Step, claim: &Claim) -> bool {
    let any = |list: &[Box<str>], fits: &dyn Fn(&str) -> bool| {
        list.is_empty() || list.iter().any(|item| fits(item))
    };
    let cameo = claim.cameo.as_deref().unwrap_or_default();
    step.events.iter().any(|event| **event == *claim.event)
        && any(&step.modes, &|mode| {
            claim.modes.iter().any(|own| own == mode)
        })
        && any(&step.cameo, &|code| cameo.starts_with(code))
        && step
            .goods
            .is_none_or(|named| named != claim.goods.is_empty())
        && any(&step.words, &|word| {
            claim.trigger.text.to_lowercase() == word
        })
}

/// From whom to whom a claim goes: every actor with a code to every recipient with another; where there is no recipient,
/// every actor to every other.
pub(crate) fn directions(stored: &Stored) -> Vec<(&str, &str)> {
    let with = |role: Role| {
        let parties = stored
            .claim
            .parties
            .iter()
            .filter(move |party| party.role == role);
        let mut codes: Vec<&str> = parties.map(|party| party.actor.party()).collect();
        codes.retain(|code| !code.is_empty());
        codes.sort_unstable();
        codes.dedup();
        codes
    };
    let (actors, recipients) = (with(Role::Actor), with(Role::Recipient));
    let others = if recipients.is_empty() {
        &actors
    } else {
        &recipients
    };
    let pairs = actors
        .iter()
        .flat_map(|&a| others.iter().map(move |&b| (a, b)));
    pairs.filter(|(a, b)| a != b).collect()
}
