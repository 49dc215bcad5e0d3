//! From coded documents to the entries of a ledger.
//!
//! A reading goes in; an [`Entry`] with its document and a claim for every event and every obligation comes out. What is
//! written into the ledger is what is written as a record: no more is known and no less.

use crate::engine::Reading;
use crate::record;
use crate::wire::{
    ActorRecord, AttributionRecord, EventRecord, GoodsRecord, ObligationLine, PlaceRecord,
    QuantityRecord, Words as WordsRecord,
};
use casus_codebook::ontology::Ontology;
use casus_ledger::Entry;
use casus_ledger::claim::{
    Actor, Claim, Goods, Kind, Party, Place, Quantity, Role, Speaker, Words,
};
use casus_text::Span;

/// The document of a reading with its claims. `read` is the day on which it was read, as `2024-06-19`.
pub fn entry(reading: &Reading, ontology: &Ontology, read: &str) -> Entry {
    let events = (0..).zip(record::events(reading, ontology));
    let owed = (0..).zip(record::obligations(reading));
    let events = events.map(|(number, event)| claim(number, event, ontology));
    let owed = owed.map(|(number, owed)| told_of_body(obligation(number, owed), ontology));
    Entry {
        document: reading.document.clone(),
        read: read.to_owned(),
        claims: events.chain(owed).collect(),
    }
}

/// The organisation whose name must tell it from others of its code; empty where the code does.
fn body(actor: &mut Actor, ontology: &Ontology) {
    let shared = ontology.groups.contains(&actor.code) && !ontology.bodies.contains(&actor.code);
    if shared {
        actor.body.clone_from(&actor.name);
    }
}

/// The claim that an event record makes. `number` is its place among the events of the document, from 0.
pub(crate) fn claim(number: u32, event: EventRecord, ontology: &Ontology) -> Claim {
    told_of_body(plain_claim(number, event), ontology)
}

/// The claim with the names of those whose code says too little.
fn told_of_body(mut claim: Claim, ontology: &Ontology) -> Claim {
    for party in &mut claim.parties {
        body(&mut party.actor, ontology);
    }
    for actor in claim
        .speakers
        .iter_mut()
        .filter_map(|speaker| speaker.actor.as_mut())
    {
        body(actor, ontology);
    }
    claim
}

fn plain_claim(number: u32, event: EventRecord) -> Claim {
    let actors = event
        .actor
        .into_iter()
        .map(|actor| party(Role::Actor, actor));
    let recipients = event
        .recipient
        .into_iter()
        .map(|actor| party(Role::Recipient, actor));
    Claim {
        kind: Kind::Event,
        number,
        event: event.event,
        modes: event.mode,
        contexts: event.context,
        parties: actors.chain(recipients).collect(),
        status: event.status.into_owned(),
        condition: event.condition.map(words),
        date: event.date,
        date_text: event.date_text.map(words),
        speakers: event.attribution.into_iter().map(speaker).collect(),
        place: event.event_loc.map(place),
        quantities: event.quantities.into_iter().map(quantity).collect(),
        goods: event.goods.into_iter().map(goods).collect(),
        exchange: numbers(event.exchange),
        treaty: None,
        cameo: event.cameo,
        goldstein: event.goldstein,
        quad_code: event.quad_code,
        scale: event.event_scale,
        sentence: event.text_info.sentence,
        span: Span {
            start: event.text_info.start,
            end: event.text_info.end,
        },
        trigger: words(event.text_info.trigger),
        rule: event.rule,
        confidence: event.confidence,
    }
}

/// The claim that somebody owes something. `number` is its place among the obligations of the document, from 0.
fn obligation(number: u32, owed: ObligationLine) -> Claim {
    let bound = owed
        .bound
        .into_iter()
        .map(|actor| party(Role::Actor, actor));
    let toward = owed
        .toward
        .into_iter()
        .map(|actor| party(Role::Recipient, actor));
    Claim {
        kind: Kind::Obligation,
        number,
        event: owed.kind,
        parties: bound.chain(toward).collect(),
        status: owed.status.to_owned(),
        condition: owed.condition.map(words),
        date: owed.date,
        date_text: owed.date_text.map(words),
        speakers: owed.attribution.into_iter().map(speaker).collect(),
        treaty: owed.treaty.map(words),
        sentence: owed.text_info.sentence,
        span: Span {
            start: owed.text_info.start,
            end: owed.text_info.end,
        },
        trigger: words(owed.text_info.trigger),
        rule: owed.rule,
        ..Claim::default()
    }
}

/// The numbers at the end of the ids of events.
fn numbers(ids: Option<Vec<String>>) -> Vec<u32> {
    let number = |id: String| id.rsplit('#').next()?.parse().ok();
    ids.into_iter().flatten().filter_map(number).collect()
}

fn words(words: WordsRecord) -> Words {
    Words {
        text: words.text,
        span: Span {
            start: words.start,
            end: words.end,
        },
    }
}

fn party(role: Role, record: ActorRecord) -> Party {
    let (actor, words) = actor(record);
    Party { role, actor, words }
}

fn actor(record: ActorRecord) -> (Actor, Words) {
    let words = Words {
        text: record.text,
        span: Span {
            start: record.start,
            end: record.end,
        },
    };
    let actor = Actor {
        code: record.code,
        sectors: record.sector,
        name: record.name.unwrap_or_default(),
        wikidata: record.wikidata.unwrap_or_default(),
        office: record.office.unwrap_or_default(),
        body: String::new(),
    };
    (actor, words)
}

fn speaker(record: AttributionRecord) -> Speaker {
    let (actor, words) = record.speaker.map(actor).unzip();
    Speaker {
        actor,
        words,
        cue: record.cue.map(self::words),
        stance: record.stance.into_owned(),
    }
}

fn place(record: PlaceRecord) -> Place {
    Place {
        name: record.name,
        country: record.country,
        point: record.lat.zip(record.lon),
        geoname: record.geonameid,
        words: Words {
            text: record.text,
            span: Span {
                start: record.start,
                end: record.end,
            },
        },
    }
}

fn quantity(record: QuantityRecord) -> Quantity {
    Quantity {
        kind: record.kind,
        value: record.value.0,
        unit: record.unit,
        words: Words {
            text: record.text,
            span: Span {
                start: record.start,
                end: record.end,
            },
        },
    }
}

fn goods(record: GoodsRecord) -> Goods {
    Goods {
        class: record.class,
        words: Words {
            text: record.text,
            span: Span {
                start: record.start,
                end: record.end,
            },
        },
    }
}
