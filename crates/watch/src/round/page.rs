//! A page that is due: asked for, read, handed on, or noted as failed.

use super::{Watch, back_off};
use crate::fetch::{Answer, Refusal, Version};
use crate::sink::{Log, Note, Sink, now};
use crate::state::{Failure, Item, Page};
use crate::{Address, Error};
use casus_read::html;
use casus_text::Document;
use std::time::Instant;

/// A page is given up after so many tries.
const MOST_TRIES: u32 = 6;

impl Watch {
    /// Reads a page and hands its documents on.
    pub(super) fn page(
        &mut self,
        address: &Address,
        page: Page,
        sink: &mut dyn Sink,
        log: &mut dyn Log,
    ) -> Result<(), Error> {
        let begun = Instant::now();
        let name = address.to_string();
        let source = self.plan.sources.iter().find(|source| {
            Address::read(&source.url).is_some_and(|address| address.to_string() == page.source)
        });
        let wanted = source.is_none_or(|source| source.pages);
        let answer = if wanted {
            self.get(address, &Version::default()).map(Some)
        } else {
            Ok(None)
        };
        let mut note = Note::of("page", &name, begun);
        match &answer {
            Err(refusal) => {
                self.counts.failures += 1;
                note.reason = Some(&refusal.reason);
                note.result = if self.failed(&name, page, refusal) {
                    "failed"
                } else {
                    "given up"
                };
            }
            Ok(answer) => {
                self.state.pages.remove(&name);
                let known = !self.state.see(&name);
                let target = answer.as_ref().map_or(address, |answer| &answer.address);
                let moved = target != address && !self.state.see(&target.to_string());
                let documents = documents(address, answer.as_ref(), &page.item);
                self.counts.pages += 1;
                note.count = documents.len();
                note.result = match documents.first() {
                    _ if known || moved => "repeats",
                    None => "empty",
                    // The same words under another address are not news.
                    Some(first) if !self.state.see(&words(&first.text)) => "repeats",
                    Some(_) => "read",
                };
                if note.result == "read" {
                    self.counts.documents += documents.len() as u64;
                    for document in documents {
                        sink.take(document).map_err(Error::Sink)?;
                    }
                }
            }
        }
        log.note(&note);
        Ok(())
    }

    /// Notes that a page could not be had; whether it is tried again.
    fn failed(&mut self, address: &str, mut page: Page, refusal: &Refusal) -> bool {
        page.failures += 1;
        let again = refusal.for_now && page.failures < MOST_TRIES;
        if again {
            page.next = now() + back_off(page.failures, refusal);
            page.reason = Some(refusal.reason.clone());
            self.state.pages.insert(address.to_owned(), page);
        } else {
            self.state.pages.remove(address);
            self.state.see(address);
            self.state.give_up(Failure {
                address: address.to_owned(),
                reason: refusal.reason.clone(),
                tries: page.failures,
                again: None,
            });
        }
        again
    }
}

/// The words of a text, so that white space makes no difference.
fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The documents of a page with what its feed says where the page does not; none where neither has a text.
fn documents(address: &Address, answer: Option<&Answer>, item: &Item) -> Vec<Document> {
    let mut documents = match answer {
        Some(answer) => {
            let body = answer.body.as_deref().unwrap_or_default();
            let charset = answer.kind.split("charset=").nth(1);
            let charset = charset.map(|name| name.trim_matches(['"', '\'', ' ', ';']));
            html::page(
                &address.to_string(),
                body,
                charset,
                &answer.address.to_string(),
            )
        }
        None => vec![Document {
            id: address.to_string(),
            ..Document::default()
        }],
    };
    let Some(page) = documents.first_mut() else {
        return documents;
    };
    if page.text.is_empty() {
        page.text.clone_from(&item.text);
    }
    if page.text.is_empty() {
        return Vec::new();
    }
    for (field, known) in [
        (&mut page.title, &item.title),
        (&mut page.date, &item.date),
        (&mut page.publisher, &item.publisher),
        (&mut page.language, &item.language),
    ] {
        if field.is_none() {
            field.clone_from(known);
        }
    }
    if page.url.is_none() {
        page.url = Some(answer.map_or(address, |answer| &answer.address).to_string());
    }
    documents
}
