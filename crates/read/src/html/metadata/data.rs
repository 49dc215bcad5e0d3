//! What the JSON-LD of a page says of its article.
//!
//! A page goes in; each fact of the first article, posting or page that its data describe is taken.

use super::{Metadata, elements};
use crate::date;
use crate::html::entities;
use crate::html::tree::{Content, Page};
use serde_json::Value;

/// A longer piece of JSON-LD is not looked at.
const LONGEST_DATA: usize = 512 * 1024;
/// So many objects of a page's JSON-LD are looked at.
const MOST_OBJECTS: usize = 500;

impl Metadata {
    /// The facts of the page's JSON-LD.
    pub(super) fn take_data(&mut self, page: &Page<'_>) {
        for id in elements(page, "script") {
            let kind = page.attribute(id, "type").unwrap_or_default();
            if !kind.trim().eq_ignore_ascii_case("application/ld+json") {
                continue;
            }
            let text = page
                .children(id)
                .find_map(|child| match page.content(child) {
                    Some(Content::Text(text)) => Some(text),
                    _ => None,
                });
            let Some(text) = text.filter(|text| text.len() <= LONGEST_DATA) else {
                continue;
            };
            if let Ok(value) = serde_json::from_str::<Value>(text.trim().trim_end_matches(';')) {
                self.take_objects(&value);
            }
        }
    }

    fn take_objects(&mut self, value: &Value) {
        let mut waiting = vec![value];
        let mut count = 0;
        while let Some(value) = waiting.pop() {
            count += 1;
            if count > MOST_OBJECTS {
                return;
            }
            match value {
                Value::Array(items) => waiting.extend(items.iter().rev()),
                Value::Object(fields) => {
                    if is_article(fields.get("@type")) {
                        self.take_article(value);
                    }
                    waiting.extend(fields.get("@graph"));
                    waiting.extend(fields.get("mainEntity"));
                }
                _ => {}
            }
        }
    }

    fn take_article(&mut self, article: &Value) {
        let text = |name: &str| string(article.get(name));
        let dated = |name: &str| text(name).filter(|value| date::of_web(value).is_some());
        self.title = self.title.take().or_else(|| text("headline"));
        self.published = self.published.take().or_else(|| dated("datePublished"));
        self.modified = self.modified.take().or_else(|| dated("dateModified"));
        self.publisher = self
            .publisher
            .take()
            .or_else(|| names(article.get("publisher")).into_iter().next());
        self.language = self.language.take().or_else(|| text("inLanguage"));
        self.url = self.url.take().or_else(|| text("url"));
        if self.authors.is_empty() {
            self.authors = names(article.get("author"));
        }
    }
}

/// Whether the type, or one of the types, is some kind of article.
fn is_article(kind: Option<&Value>) -> bool {
    let is = |kind: &Value| {
        kind.as_str().is_some_and(|kind| {
            kind.ends_with("Article")
                || kind.ends_with("Posting")
                || matches!(kind, "Report" | "WebPage")
        })
    };
    match kind {
        Some(Value::Array(kinds)) => kinds.iter().any(is),
        Some(kind) => is(kind),
        None => false,
    }
}

/// A text of JSON-LD, white space made one space and references replaced, since some pages write them there.
fn string(value: Option<&Value>) -> Option<String> {
    let text = entities::decode(value?.as_str()?)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    Some(text).filter(|text| !text.is_empty())
}

/// The names of persons or bodies, however they are written.
fn names(value: Option<&Value>) -> Vec<String> {
    let one = |value: &Value| match value {
        Value::Object(fields) => match fields.get("name") {
            Some(Value::Array(all)) => string(all.first()),
            name => string(name),
        },
        _ => string(Some(value)),
    };
    let all: Vec<String> = match value {
        Some(Value::Array(all)) => all.iter().filter_map(one).collect(),
        Some(value) => one(value).into_iter().collect(),
        None => Vec::new(),
    };
    all.into_iter()
        .filter(|name| !name.contains("://") && name.len() < 200)
        .take(20)
        .collect()
}
