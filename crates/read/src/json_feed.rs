//! JSON Feed (jsonfeed.org, versions 1 and 1.1) to documents: an item is one.
//!
//! The text of a file goes in; a document for each item comes out, with what the item and its feed say of it. An item's
//! text is the fullest of what it holds: HTML, plain text, else the summary.

use crate::{date, html, jsonl};
use casus_text::Document;
use serde_json::Value;

/// What a feed names as its version, as its start has it; some writers escape the strokes.
const SIGNS: [&str; 2] = ["jsonfeed.org/version/", "jsonfeed.org\\/version\\/"];

/// Whether the first bytes of an object are those of a feed.
pub(crate) fn is_feed(start: &str) -> bool {
    start.trim_start().starts_with('{') && SIGNS.iter().any(|sign| start.contains(sign))
}

/// The documents of a file, or why there are none.
pub(crate) fn documents(source: &str, id: &str) -> Result<Vec<Document>, String> {
    let source = source.trim_start_matches('\u{feff}');
    let feed: Value = serde_json::from_str(source).map_err(|error| format!("no JSON: {error}"))?;
    let Some(Value::Array(items)) = feed.get("items") else {
        return Err("a JSON feed without `items`".to_owned());
    };
    let document = |(number, item): (usize, &Value)| Document {
        id: format!("{id}#{number}"),
        ..document(item, &feed)
    };
    Ok(items.iter().enumerate().map(document).collect())
}

fn document(item: &Value, feed: &Value) -> Document {
    let body = [
        string(item, "content_html").map(|body| html::text(&body)),
        string(item, "content_text"),
    ];
    let body = body.into_iter().flatten().max_by_key(String::len);
    let published = string(item, "date_published");
    let changed = string(item, "date_modified");
    let day = |written: &Option<String>| date::of_web(written.as_deref()?);
    let language = string(item, "language").or_else(|| string(feed, "language"));
    let mut document = Document {
        text: body.or_else(|| string(item, "summary")).unwrap_or_default(),
        title: string(item, "title"),
        date: day(&published).or_else(|| day(&changed)),
        publisher: string(feed, "title"),
        url: string(item, "url").or_else(|| string(item, "external_url")),
        language: language.map(|tag| jsonl::language(&tag)),
        ..Document::default()
    };
    let authors = Some(authors(item)).filter(|names| !names.is_empty());
    let authors = authors.unwrap_or_else(|| self::authors(feed));
    let facts = [
        (
            "author",
            Some(authors.join("; ")).filter(|names| !names.is_empty()),
        ),
        ("published", published),
        ("modified", changed),
    ];
    for (name, value) in facts {
        let value = value.map(|value| (name.to_owned(), Value::from(value).to_string()));
        document.extra.extend(value);
    }
    document
}

/// A text that is not blank.
fn string(object: &Value, name: &str) -> Option<String> {
    let text = object.get(name)?.as_str()?.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// The names of `authors`, or of the `author` of version 1.
fn authors(object: &Value) -> Vec<String> {
    let all = object.get("authors").and_then(Value::as_array);
    let names = all.into_iter().flatten().chain(object.get("author"));
    names
        .filter_map(|author| string(author, "name"))
        .take(20)
        .collect()
}

#[cfg(test)]
#[allow(clippy::expect_used)] // What a test needs and does not get fails the test.
mod tests {
    use super::*;

    #[test]
    fn items_are_documents() {
        let feed = r#"{"version":"https://jsonfeed.org/version/1.1","title":"North Wire","language":"en-GB",
            "authors":[{"name":"Desk"}],"items":[
            {"id":"1","url":"https://example.org/a","title":"Talks","content_html":"<p>Iran and Norway held talks.</p><p>They &amp; others go on.</p>",
             "summary":"Short.","date_published":"2024-06-19T08:30:00+02:00","authors":[{"name":"Ida Holm"},{"name":"Ole Dahl"}]},
            {"id":"2","content_text":"Riga next.","author":{"name":"Ole Dahl"},"date_modified":"2024-06-20T00:00:00Z"},
            {"id":"3","summary":"Only this."}, 7]}"#;
        assert!(
            is_feed(feed) && is_feed("{\"version\": \"https:\\/\\/jsonfeed.org\\/version\\/1\"")
        );
        assert!(!is_feed("{\"text\":\"of feeds\"}"));
        let found = documents(feed, "in").expect("a feed");
        let texts: Vec<(&str, &str)> = found
            .iter()
            .map(|d| (d.id.as_str(), d.text.as_str()))
            .collect();
        assert_eq!(
            texts,
            [
                (
                    "in#0",
                    "Iran and Norway held talks.\n\nThey & others go on."
                ),
                ("in#1", "Riga next."),
                ("in#2", "Only this."),
                ("in#3", "")
            ]
        );
        let first = &found[0];
        assert_eq!(first.date.as_deref(), Some("2024-06-19"));
        assert_eq!(
            (first.publisher.as_deref(), first.language.as_deref()),
            (Some("North Wire"), Some("en"))
        );
        assert_eq!(first.extra[0].1, "\"Ida Holm; Ole Dahl\"");
        assert_eq!(first.extra[1].1, "\"2024-06-19T08:30:00+02:00\"");
        assert_eq!(found[1].date.as_deref(), Some("2024-06-20"));
        assert_eq!(found[2].extra[0].1, "\"Desk\"");
    }

    #[test]
    fn what_is_no_feed_is_told() {
        for source in ["", "{", "[]", "{\"items\":3}", &"[".repeat(100_000)] {
            assert!(documents(source, "in").is_err());
        }
    }
}
