//! What a page says of itself: title, publisher, authors, dates, language, address.
//!
//! A page goes in. Each fact is taken from the first place that has it: JSON-LD, then OpenGraph and other `meta` fields and
//! microdata, then what a reader sees near the headline (`seen.rs`), then the address. What no place says stays unknown.

mod data;

use super::seen::Seen;
use super::tree::{Id, Page};
use crate::date::{self, Order};
use std::collections::BTreeMap;

/// The facts.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Metadata {
    pub(crate) title: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) authors: Vec<String>,
    /// When it was published, as the page writes it.
    pub(crate) published: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) url: Option<String>,
    /// In which order the page writes days as numbers.
    pub(crate) order: Order,
    /// The day that its address names.
    address_day: Option<String>,
}

const TITLES: [&str; 4] = ["og:title", "twitter:title", "dc.title", "headline"];
const PUBLISHERS: [&str; 4] = [
    "og:site_name",
    "application-name",
    "dc.publisher",
    "publisher",
];
const AUTHORS: [&str; 7] = [
    "author",
    "article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "byl",
    "dcterms.creator",
];
/// Where a page names its author's handle, if it does not name the author.
const HANDLES: [&str; 1] = ["twitter:creator"];
const PUBLISHED: [&str; 25] = [
    "article:published_time",
    "datepublished",
    "og:published_time",
    "article:published",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "dc.date.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "ptime",
    "dcterms.date",
    "article_date_original",
    "dcterms.issued",
    "publication_date",
    "citation_publication_date",
    "citation_date",
    "bepress_citation_date",
];
const MODIFIED: [&str; 6] = [
    "article:modified_time",
    "datemodified",
    "og:updated_time",
    "lastmod",
    "dcterms.modified",
    "last-modified",
];

impl Metadata {
    /// The facts of a page that stands at `address`, where that is known.
    pub(crate) fn of(page: &Page<'_>, address: Option<&str>) -> Self {
        let mut found = Metadata::default();
        let fields = fields(page);
        found.take_data(page);
        let first = |names: &[&str]| names.iter().find_map(|name| fields.get(*name)).cloned();
        found.language = language(page)
            .or(found.language)
            .or_else(|| first(&["og:locale", "content-language", "language"]));
        found.order = Order::of_language(found.language.as_deref());
        let first_date = |names: &[&str]| {
            let mut values = names.iter().filter_map(|name| fields.get(*name));
            values
                .find(|value| date::of_web_in(value, found.order).is_some())
                .cloned()
        };
        found.published = found.published.or_else(|| first_date(&PUBLISHED));
        found.modified = found.modified.or_else(|| first_date(&MODIFIED));
        found.title = found
            .title
            .or_else(|| first(&TITLES))
            .or_else(|| heading(page));
        found.publisher = found.publisher.or_else(|| first(&PUBLISHERS));
        if found.authors.is_empty() {
            let is_name = |name: &&String| {
                !name.contains("://") && !name.starts_with('@') && name.len() < 200
            };
            let mut named = AUTHORS.iter().filter_map(|name| fields.get(*name));
            found.authors.extend(named.find(is_name).cloned());
        }
        found.url = canonical(page).or_else(|| first(&["og:url"])).or(found.url);
        let addresses = [found.url.as_deref(), address];
        found.address_day = addresses.into_iter().flatten().find_map(in_address);
        found.take_seen(page);
        if found.authors.is_empty() {
            found.authors.extend(first(&HANDLES));
        }
        found.published = found.published.or_else(|| time(page));
        found
    }

    /// What a reader sees, where no data tell it. The day in the address is surer than one that merely stands there.
    fn take_seen(&mut self, page: &Page<'_>) {
        if self.published.is_some() && !self.authors.is_empty() {
            return;
        }
        let seen = Seen::of(page, self.title.as_deref(), self.order);
        let (told, stands) = if seen.told {
            (seen.published, None)
        } else {
            (None, seen.published)
        };
        let published = self.published.take().or(told);
        self.published = published.or_else(|| self.address_day.clone()).or(stands);
        self.modified = self.modified.take().or(seen.modified);
        if self.authors.is_empty() {
            self.authors.extend(seen.author);
        }
    }

    /// The day of publishing, or else that of the last change. Where the time is told as that of Greenwich and the address
    /// names the day before or after, the address has the day as it was where the page was published.
    pub(crate) fn day(&self) -> Option<String> {
        let day = |written: &Option<String>| date::of_web_in(written.as_deref()?, self.order);
        let published = day(&self.published);
        let written = self.published.as_deref().unwrap_or_default();
        if let (Some(there), Some(local)) = (&published, &self.address_day)
            && ["Z", "+00:00", "+0000", "GMT"]
                .iter()
                .any(|zone| written.ends_with(zone))
            && date::are_neighbours(there, local)
        {
            return Some(local.clone());
        }
        published.or_else(|| day(&self.modified))
    }
}

fn elements<'p>(page: &'p Page<'_>, name: &'p str) -> impl Iterator<Item = Id> + 'p {
    page.below(0).filter(move |id| page.name(*id) == name)
}

/// The `meta` fields: their names in small letters, the first value of each.
fn fields(page: &Page<'_>) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::new();
    for id in page.below(0) {
        let is_meta = page.name(id) == "meta";
        let keys: &[&str] = if is_meta {
            &["property", "name", "itemprop", "http-equiv"]
        } else {
            &["itemprop"]
        };
        if !is_meta && !matches!(page.name(id), "time" | "span" | "abbr" | "div" | "p" | "a") {
            continue;
        }
        for key in keys {
            let Some(name) = page.attribute(id, key) else {
                continue;
            };
            let name = name.trim().to_ascii_lowercase();
            let value = if is_meta {
                page.attribute(id, "content")
            } else if name.starts_with("date") {
                page.attribute(id, "datetime")
                    .or_else(|| page.attribute(id, "content"))
            } else {
                None
            };
            let value = value
                .unwrap_or_default()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ");
            if !value.is_empty() {
                fields.entry(name).or_insert(value);
            }
        }
    }
    fields
}

/// The only main heading, or else the title of the page.
fn heading(page: &Page<'_>) -> Option<String> {
    let words = |id| Some(page.words(id)).filter(|words| !words.is_empty() && words.len() < 400);
    let mut headings = elements(page, "h1").filter_map(words);
    match (headings.next(), headings.next()) {
        (Some(only), None) => Some(only),
        (first, _) => elements(page, "title").find_map(words).or(first),
    }
}

/// The first `time` element with a day.
fn time(page: &Page<'_>) -> Option<String> {
    let times = elements(page, "time").filter_map(|id| page.attribute(id, "datetime"));
    times
        .map(|time| time.trim().to_owned())
        .find(|time| date::of_web(time).is_some())
}

fn canonical(page: &Page<'_>) -> Option<String> {
    let is = |id: &Id| {
        page.attribute(*id, "rel")
            .is_some_and(|rel| rel.trim().eq_ignore_ascii_case("canonical"))
    };
    let link = elements(page, "link").find(is)?;
    let address = page.attribute(link, "href")?.trim().to_owned();
    Some(address).filter(|address| address.starts_with("http"))
}

fn language(page: &Page<'_>) -> Option<String> {
    let tag = elements(page, "html").find_map(|id| {
        page.attribute(id, "lang")
            .or_else(|| page.attribute(id, "xml:lang"))
    })?;
    Some(tag.trim().to_owned()).filter(|tag| !tag.is_empty())
}

/// The day in an address such as `/2024/06/19/` or `/2024-06-19-`.
fn in_address(address: &str) -> Option<String> {
    let digits = |piece: &str, length: usize| {
        piece.len() == length && piece.bytes().all(|b| b.is_ascii_digit())
    };
    let pieces: Vec<&str> = address.split(['/', '-', '_', '.']).collect();
    let day = |window: &[&str]| match window {
        [year, month, day] if digits(year, 4) && digits(month, 2) && digits(day, 2) => {
            date::normalise(&format!("{year}-{month}-{day}"))
        }
        _ => None,
    };
    pieces.windows(3).find_map(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(source: &str) -> Metadata {
        Metadata::of(&Page::read(source), None)
    }

    #[test]
    fn linked_data_comes_first() {
        let page = r#"<html lang="en-GB"><head><meta property="og:title" content="Other">
            <script type="application/ld+json">{"@graph":[{"@type":"Person","name":"x"},{"@type":["NewsArticle"],
            "headline":"Talks &amp; more","datePublished":"2024-06-19T08:30:00+02:00","dateModified":"2024-06-20",
            "author":[{"name":"Ida Holm"},{"name":"Per Dahl"}],"publisher":{"name":"North Wire"}}]}</script>
            <link rel="canonical" href="https://example.org/a"></head>"#;
        let found = of(page);
        assert_eq!(found.title.as_deref(), Some("Talks & more"));
        assert_eq!(
            found.published.as_deref(),
            Some("2024-06-19T08:30:00+02:00")
        );
        assert_eq!(found.modified.as_deref(), Some("2024-06-20"));
        assert_eq!(found.authors, ["Ida Holm", "Per Dahl"]);
        assert_eq!(found.publisher.as_deref(), Some("North Wire"));
        assert_eq!(
            (found.language.as_deref(), found.url.as_deref()),
            (Some("en-GB"), Some("https://example.org/a"))
        );
    }

    #[test]
    fn meta_fields_times_and_addresses_follow() {
        let found = of(
            r#"<title>A - Wire</title><meta name="Author" content="Ida Holm"><meta property="og:site_name" content="Wire">
            <meta name="date" content="soon"><h1> Talks  go on</h1><time datetime="2024-06-19T10:00Z">today</time>"#,
        );
        assert_eq!(found.title.as_deref(), Some("Talks go on"));
        assert_eq!(
            (found.authors.len(), found.publisher.as_deref()),
            (1, Some("Wire"))
        );
        assert_eq!(found.published.as_deref(), Some("2024-06-19T10:00Z"));
        let found =
            of(r#"<meta property="og:url" content="https://example.org/world/2024/06/19/talks">"#);
        assert_eq!(found.published.as_deref(), Some("2024-06-19"));
        assert_eq!(of("<p>nothing"), Metadata::default());
    }

    #[test]
    fn broken_data_is_passed_over() {
        let found = of(
            r#"<script type="application/ld+json">{"@type":"NewsArticle","headline":</script><h1>A</h1>"#,
        );
        assert_eq!(found.title.as_deref(), Some("A"));
        let deep = "[".repeat(5_000);
        of(&format!(
            "<script type=\"application/ld+json\">{deep}</script>"
        ));
    }
}
