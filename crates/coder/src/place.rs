//! Where: mentions as places of the gazetteer.

use crate::event::Location;
use crate::grammar::Grammar;
use crate::mention::Mention;
use casus_codebook::world::Entry;

/// The place for which a mention stands, where it is one by name.
pub(crate) fn location(grammar: &Grammar<'_>, mention: &Mention<'_>) -> Option<Location> {
    let world = &grammar.book.world;
    let town = mention
        .place
        .filter(|_| !matches!(mention.entry, Some(Entry::State(_) | Entry::Adjective(_))));
    if let Some(place) = town.and_then(|n| world.places.get(n as usize)) {
        return Some(Location {
            span: mention.span,
            name: place.name.clone(),
            country: Box::from(&*place.country),
            point: Some(place.point),
            geoname: Some(place.geoname).filter(|&g| g != 0),
        });
    }
    match mention.entry? {
        Entry::State(n) | Entry::Capital(n) if mention.acts => {
            let state = world.states.get(n as usize)?;
            Some(Location {
                span: mention.span,
                name: state.name.clone(),
                country: state.code.clone(),
                point: state.point,
                geoname: state.geoname.filter(|&g| g != 0),
            })
        }
        _ => None,
    }
}
