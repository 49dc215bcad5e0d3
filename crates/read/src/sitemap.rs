//! Sitemaps: the pages that a site names, with when they changed, and further sitemaps.
//!
//! The bytes of a file go in, packed or not; what it names comes out, in its order, or nothing where it is no sitemap.

use crate::xml::Element;
use crate::{date, html, packed, source};
use std::io::Cursor;

/// What a sitemap names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sitemap {
    /// Pages.
    pub pages: Vec<Page>,
    /// Addresses of further sitemaps.
    pub maps: Vec<String>,
}

/// A page of a sitemap.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Its address.
    pub address: String,
    /// When it was changed or published, as the sitemap writes it.
    pub changed: Option<String>,
    /// The day of publishing, as `2024-06-19`, where the sitemap is one of news.
    pub published: Option<String>,
    /// The headline, where it is told.
    pub title: Option<String>,
    /// Who publishes it, where it is told.
    pub publisher: Option<String>,
}

/// Reads a sitemap of at most so many bytes, unpacked.
pub fn read(bytes: &[u8], longest: usize) -> Option<Sitemap> {
    let reader = packed::open(Cursor::new(bytes.to_vec())).ok()?;
    let root = Element::read(&html::decode_xml(&source::whole(reader, longest).ok()?));
    let top = root.children.first()?;
    let mut map = Sitemap::default();
    for child in &top.children {
        let Some(address) = child.words_of(&["loc"]) else {
            continue;
        };
        match (top.name.as_str(), child.name.as_str()) {
            ("sitemapindex", "sitemap") => map.maps.push(address),
            ("urlset", "url") => map.pages.push(page(child, address)),
            _ => {}
        }
    }
    matches!(top.name.as_str(), "sitemapindex" | "urlset").then_some(map)
}

fn page(url: &Element, address: String) -> Page {
    let news = url.child("news");
    let of_news = |names: &[&str]| news.and_then(|news| news.words_of(names));
    let published = of_news(&["publication_date"]);
    let publication = news.and_then(|news| news.child("publication"));
    Page {
        address,
        changed: published.clone().or_else(|| url.words_of(&["lastmod"])),
        published: published.as_deref().and_then(date::of_web),
        title: of_news(&["title"]),
        publisher: publication.and_then(|publication| publication.words_of(&["name"])),
    }
}

#[cfg(test)]
#[allow(clippy::expect_used)] // What a test needs and does not get fails the test.
mod tests {
    use super::read;

    #[test]
    fn pages_and_further_maps_are_named() {
        let map = br#"<?xml version="1.0"?><urlset xmlns:news="x"><url><loc>https://example.org/a?x=1&amp;y=2</loc><lastmod>2024-06-18</lastmod></url>
            <url><loc> https://example.org/b </loc><news:news><news:publication><news:name>North Wire</news:name></news:publication>
            <news:publication_date>2024-06-19T08:30:00+02:00</news:publication_date><news:title>Talks</news:title></news:news></url><url/></urlset>"#;
        let map = read(map, 1 << 20).expect("a map");
        assert_eq!(map.pages.len(), 2);
        assert_eq!(map.pages[0].address, "https://example.org/a?x=1&y=2");
        assert_eq!(map.pages[0].changed.as_deref(), Some("2024-06-18"));
        let news = &map.pages[1];
        assert_eq!(
            (
                news.published.as_deref(),
                news.title.as_deref(),
                news.publisher.as_deref()
            ),
            (Some("2024-06-19"), Some("Talks"), Some("North Wire"))
        );
        let index =
            b"<sitemapindex><sitemap><loc>https://example.org/1.xml</loc></sitemap></sitemapindex>";
        assert_eq!(
            read(index, 1 << 20).expect("an index").maps,
            ["https://example.org/1.xml"]
        );
        for other in [
            &b""[..],
            b"<html><body>Not found</body></html>",
            b"\x1f\x8b\x08broken",
        ] {
            assert_eq!(read(other, 1 << 20), None);
        }
        assert_eq!(read(index, 10), None);
    }
}
