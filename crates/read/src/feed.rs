//! XML documents to documents: the items of feeds (RSS, Atom), news articles (NITF, NewsML-G2).
//!
//! The text of a file goes in; a document for each item comes out, with what the item and its feed say of it. An item's text
//! is the fullest of what it holds: content, else description; both are read as pieces of a page.

use crate::xml::Element;
use crate::{date, html, jsonl};
use casus_text::Document;
use serde_json::Value;

/// The documents of a file, or why there are none.
pub(crate) fn documents(source: &str, id: &str) -> Result<Vec<Document>, String> {
    let root = Element::read(source);
    let Some(top) = root.children.first() else {
        return Err("no XML document".to_owned());
    };
    let all = |name: &str| {
        let mut found = Vec::new();
        root.all(name, &mut found);
        found
    };
    let mut documents: Vec<Document> = match top.name.as_str() {
        "rss" | "RDF" => {
            let channel = root.find("channel");
            all("item")
                .into_iter()
                .map(|item| rss_item(item, channel))
                .collect()
        }
        "feed" => all("entry")
            .into_iter()
            .map(|entry| atom_entry(entry, top))
            .collect(),
        "nitf" => all("nitf").into_iter().map(nitf).collect(),
        "newsItem" | "newsMessage" => all("newsItem").into_iter().map(news_item).collect(),
        other => {
            return Err(format!(
                "<{}> is no feed and no news that is read",
                other.chars().take(40).collect::<String>()
            ));
        }
    };
    let alone = documents.len() == 1 && matches!(top.name.as_str(), "nitf" | "newsItem");
    for (number, document) in documents.iter_mut().enumerate() {
        document.id = if alone {
            id.to_owned()
        } else {
            format!("{id}#{number}")
        };
    }
    Ok(documents)
}

/// A piece of a page, or plain text, as text.
fn text(piece: &str) -> String {
    if piece.contains('<') || piece.contains('&') {
        return html::text(piece);
    }
    piece.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn known(value: Option<String>) -> Option<String> {
    value
        .map(|value| text(&value))
        .filter(|value| !value.is_empty())
}

fn with(mut document: Document, facts: [(&str, Option<String>); 2]) -> Document {
    for (name, value) in facts {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            document
                .extra
                .push((name.to_owned(), Value::from(value).to_string()));
        }
    }
    document
}

fn rss_item(item: &Element, channel: Option<&Element>) -> Document {
    let of_feed = |name: &str| channel.and_then(|channel| channel.words_of(&[name]));
    let body = item
        .children
        .iter()
        .filter(|child| matches!(child.name.as_str(), "encoded" | "description"));
    let body = body.map(|child| text(&child.text)).max_by_key(String::len);
    let published = item.words_of(&["pubDate", "date", "published"]);
    let document = Document {
        text: body.unwrap_or_default(),
        title: known(item.words_of(&["title"])),
        date: published.as_deref().and_then(date::of_web),
        publisher: known(item.words_of(&["source"])).or_else(|| known(of_feed("title"))),
        url: item.words_of(&["link"]).or_else(|| {
            item.words_of(&["guid"])
                .filter(|guid| guid.starts_with("http"))
        }),
        language: item
            .words_of(&["language"])
            .or_else(|| of_feed("language"))
            .map(|tag| jsonl::language(&tag)),
        ..Document::default()
    };
    with(
        document,
        [
            ("author", known(item.words_of(&["creator", "author"]))),
            ("published", published),
        ],
    )
}

fn atom_entry(entry: &Element, feed: &Element) -> Document {
    let words = |element: &Element| {
        if element.children.is_empty() {
            text(&element.text)
        } else {
            element.words()
        }
    };
    let body = ["content", "summary"]
        .iter()
        .filter_map(|name| entry.child(name))
        .map(words)
        .max_by_key(String::len);
    let published = entry.words_of(&["published", "issued", "updated", "modified"]);
    let links = || entry.children.iter().filter(|child| child.name == "link");
    let link = links()
        .find(|link| link.attribute("rel").is_none_or(|rel| rel == "alternate"))
        .or_else(|| links().next());
    let author = entry
        .child("author")
        .or_else(|| feed.child("author"))
        .and_then(|author| author.words_of(&["name"]));
    let source = entry
        .child("source")
        .and_then(|source| source.words_of(&["title"]));
    let document = Document {
        text: body.unwrap_or_default(),
        title: known(entry.words_of(&["title"])),
        date: published.as_deref().and_then(date::of_web),
        publisher: known(source).or_else(|| known(feed.words_of(&["title"]))),
        url: link
            .and_then(|link| link.attribute("href"))
            .map(str::to_owned),
        language: entry
            .attribute("lang")
            .or_else(|| feed.attribute("lang"))
            .map(jsonl::language),
        ..Document::default()
    };
    with(document, [("author", author), ("published", published)])
}

/// The paragraphs of a body, parted by blank lines.
fn paragraphs(body: &Element) -> String {
    let mut found = Vec::new();
    body.all("p", &mut found);
    let texts: Vec<String> = found
        .iter()
        .map(|p| p.words())
        .filter(|words| !words.is_empty())
        .collect();
    if texts.is_empty() {
        body.words()
    } else {
        texts.join("\n\n")
    }
}

/// A day as the news formats write it: `20240619T083000+0200`.
fn day(written: &str) -> Option<String> {
    date::of_web(written).or_else(|| date::normalise(written.get(..8)?))
}

fn nitf(nitf: &Element) -> Document {
    let published = nitf
        .find("date.issue")
        .and_then(|issue| issue.attribute("norm"));
    let published = published.or_else(|| {
        nitf.find("pubdata")
            .and_then(|data| data.attribute("date.publication"))
    });
    let words = |name: &str| {
        nitf.find(name)
            .map(Element::words)
            .filter(|words| !words.is_empty())
    };
    let publisher = nitf
        .find("pubdata")
        .and_then(|data| data.attribute("name"))
        .map(str::to_owned);
    let document = Document {
        text: nitf
            .find("body.content")
            .map(paragraphs)
            .unwrap_or_default(),
        title: words("hl1").or_else(|| words("title")),
        date: published.and_then(day),
        publisher: publisher.or_else(|| words("doc.copyright")),
        url: nitf
            .find("pubdata")
            .and_then(|data| data.attribute("ex-ref"))
            .map(str::to_owned),
        ..Document::default()
    };
    with(
        document,
        [
            ("author", words("byline")),
            ("published", published.map(str::to_owned)),
        ],
    )
}

fn news_item(item: &Element) -> Document {
    let words = |name: &str| {
        item.find(name)
            .map(Element::words)
            .filter(|words| !words.is_empty())
    };
    let published = words("contentCreated")
        .or_else(|| words("firstCreated"))
        .or_else(|| words("versionCreated"));
    let provider = item
        .find("provider")
        .and_then(|provider| provider.words_of(&["name"]));
    let body = item
        .find("body.content")
        .or_else(|| item.find("body"))
        .or_else(|| item.find("inlineXML"));
    let document = Document {
        text: body
            .map(paragraphs)
            .or_else(|| words("inlineData"))
            .unwrap_or_default(),
        title: words("headline").or_else(|| words("hl1")),
        date: published.as_deref().and_then(day),
        publisher: provider.or_else(|| words("infoSource")),
        language: item
            .find("language")
            .and_then(|tag| tag.attribute("tag"))
            .map(jsonl::language),
        ..Document::default()
    };
    with(
        document,
        [("author", words("by")), ("published", published)],
    )
}
