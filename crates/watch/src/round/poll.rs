//! What is new in a source: the items of a feed, the pages of a sitemap.
//!
//! A source is asked; the pages that it names and that nobody has seen wait in the state until they are due.

use super::{LONGEST_WAIT, Watch, back_off};
use crate::Address;
use crate::fetch::{Answer, Refusal, Version};
use crate::plan::{Kind, Source};
use crate::sink::{Log, Note, now};
use crate::state::{Item, Page};
use casus_read::{Documents, Limits, sitemap};
use std::io::Cursor;
use std::time::Instant;

/// So many sitemaps of an index are asked for.
const MOST_MAPS: usize = 50;

impl Watch {
    /// Asks a source what is new.
    pub(super) fn poll(&mut self, source: &Source, address: &Address, log: &mut dyn Log) {
        let begun = Instant::now();
        let known = self
            .state
            .sources
            .get(&address.to_string())
            .cloned()
            .unwrap_or_default();
        let every = source.every.unwrap_or(self.plan.every).max(1);
        let found = self.get(address, &known.version).and_then(|answer| {
            let items = self.items(source, &answer)?;
            Ok((answer, items))
        });
        let mut next = known;
        let text = address.to_string();
        let mut note = Note::of("source", &text, begun);
        match &found {
            Ok((answer, items)) => {
                let new = items
                    .iter()
                    .filter(|(link, item)| self.wait(source, &text, link.as_ref(), item));
                note.count = new.count();
                note.result = if answer.body.is_none() {
                    "same"
                } else {
                    "read"
                };
                self.counts.polls += 1;
                if answer.body.is_some() {
                    next.version = answer.version.clone();
                }
                (next.next, next.failures, next.reason) = (now() + every, 0, None);
            }
            Err(refusal) => {
                self.counts.failures += 1;
                (note.result, note.reason) = ("failed", Some(refusal.reason.as_str()));
                next.failures += 1;
                next.next = now() + back_off(next.failures, refusal).max(every.min(LONGEST_WAIT));
                next.reason = Some(refusal.reason.clone());
            }
        }
        log.note(&note);
        self.state.sources.insert(text, next);
    }

    /// Lets a page wait, or an item whose text is read as it is; whether it is new.
    fn wait(&mut self, source: &Source, name: &str, link: Option<&Address>, item: &Item) -> bool {
        let Some(address) = link else { return false };
        let address = address.to_string();
        if self.state.has_seen(&address) || self.state.pages.contains_key(&address) {
            return false;
        }
        if !source.pages && item.text.is_empty() {
            return false;
        }
        let page = Page {
            source: name.to_owned(),
            item: item.clone(),
            ..Page::default()
        };
        self.state.pages.insert(address, page);
        true
    }

    /// The items of a feed, or the pages of a sitemap, with their addresses.
    fn items(
        &mut self,
        source: &Source,
        answer: &Answer,
    ) -> Result<Vec<(Option<Address>, Item)>, Refusal> {
        let Some(body) = &answer.body else {
            return Ok(Vec::new());
        };
        if source.kind == Kind::Sitemap {
            return self.mapped(source, answer, body);
        }
        let limits = Limits {
            longest_line: self.plan.longest,
            ..Limits::default()
        };
        let documents = Documents::from_reader(Cursor::new(body.clone()), "feed", limits);
        let mut items = Vec::new();
        for document in documents {
            let document =
                document.map_err(|fault| Refusal::for_now(format!("no feed: {}", fault.reason)))?;
            let link = document
                .url
                .as_deref()
                .and_then(|url| answer.address.join(url));
            let item = Item {
                text: document.text,
                title: document.title,
                date: document.date,
                publisher: source.publisher.clone().or(document.publisher),
                language: document.language,
            };
            items.push((link, item));
        }
        items.truncate(source.newest);
        Ok(items)
    }

    /// The newest pages of a sitemap, and of those that it names.
    fn mapped(
        &mut self,
        source: &Source,
        answer: &Answer,
        body: &[u8],
    ) -> Result<Vec<(Option<Address>, Item)>, Refusal> {
        let not_a_map = || Refusal::for_now("no sitemap");
        let map = sitemap::read(body, self.plan.longest).ok_or_else(not_a_map)?;
        let mut pages = map.pages;
        for link in map.maps.iter().take(MOST_MAPS) {
            let Some(address) = answer.address.join(link) else {
                continue;
            };
            // A map that cannot be had does not spoil the others; its pages come with the next poll.
            let Ok(answer) = self.get(&address, &Version::default()) else {
                continue;
            };
            let body = answer.body.unwrap_or_default();
            pages.extend(
                sitemap::read(&body, self.plan.longest)
                    .map(|map| map.pages)
                    .unwrap_or_default(),
            );
        }
        pages.sort_by(|a, b| b.changed.cmp(&a.changed));
        pages.truncate(source.newest);
        let item = |page: sitemap::Page| {
            let item = Item {
                title: page.title,
                date: page.published,
                publisher: source.publisher.clone().or(page.publisher),
                ..Item::default()
            };
            (answer.address.join(&page.address), item)
        };
        Ok(pages.into_iter().map(item).collect())
    }
}
