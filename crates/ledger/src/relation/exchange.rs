//! Exchanges: transfers that are given for one another.
//!
//! The transfers that were derived and their claims go in; each transfer then names those for which it is given, as far
//! as one report tells of both.

use super::{Relation, Terms, add};
use crate::store::Stored;
use casus_codebook::law::Law;
use std::collections::HashMap;

/// Links the transfers whose claims point at each other.
pub(super) fn link(_law: &Law, claims: &[Stored], transfers: &mut [Relation]) {
    // Names of claims to the transfers that rest on them.
    let mut owners: HashMap<String, Vec<usize>> = HashMap::new();
    for (number, transfer) in transfers.iter().enumerate() {
        for claim in transfer.proof.claims.iter().chain(&transfer.proof.denials) {
            owners.entry(claim.clone()).or_default().push(number);
        }
    }
    for stored in claims
        .iter()
        .filter(|stored| !stored.claim.exchange.is_empty())
    {
        let Some((document, _)) = stored.id.rsplit_once('#') else {
            continue;
        };
        for number in &stored.claim.exchange {
            let (own, other) = (
                owners.get(&stored.id),
                owners.get(&format!("{document}#{number}")),
            );
            for (&own, &other) in own
                .into_iter()
                .flatten()
                .flat_map(|own| other.into_iter().flatten().map(move |o| (own, o)))
            {
                tie(transfers, own, other);
            }
        }
    }
}

/// Each of the two is given for the other.
fn tie(transfers: &mut [Relation], own: usize, other: usize) {
    for (one, two) in [(own, other), (other, own)] {
        let Some(id) = transfers.get(two).map(|transfer| transfer.id.clone()) else {
            continue;
        };
        if let Some(Terms::Transfer {
            in_exchange_for, ..
        }) = transfers.get_mut(one).map(|transfer| &mut transfer.terms)
            && one != two
        {
            add(in_exchange_for, id);
        }
    }
}
