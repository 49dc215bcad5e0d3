//! Web pages to documents: the article's text, and what the page says of itself.
//!
//! The source of a page goes in; a document comes out, its paragraphs parted by blank lines, and one of each embedded post. Spans are offsets into this
//! text, not into the page. A page that is too large is not read: all else takes time that grows with the page alone.

mod body;
pub(crate) mod entities;
mod lines;
mod metadata;
mod names;
mod posts;
mod seen;
pub(crate) mod tokens;
mod tree;

use crate::jsonl;
use body::{Block, Body};
use casus_text::Document;
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};
use metadata::Metadata;
use posts::Post;
use serde_json::Value;
use tree::{Id, Page};

/// The text of a page's bytes: in the encoding that `http` or the page itself names, else as it can be told.
pub fn decode(bytes: &[u8], http: Option<&str>) -> String {
    let (named, from) = match (Encoding::for_bom(bytes), http.and_then(label)) {
        (Some((encoding, length)), _) => (Some(encoding), length),
        (None, Some(encoding)) => (Some(encoding), 0),
        (None, None) => (charset(bytes), 0),
    };
    let bytes = bytes.get(from..).unwrap_or_default();
    match named {
        // Pages that say they are UTF-8 and are not are told from others as any text is. What is UTF-8 throughout is not
        // what it says, since texts in other encodings are that only where they are ASCII.
        Some(encoding) if encoding != UTF_8 && std::str::from_utf8(bytes).is_err() => {
            encoding.decode_without_bom_handling(bytes).0.into_owned()
        }
        _ => crate::encoding::decode(bytes.to_vec()).text,
    }
}

/// The text of XML: in the encoding that its first line names, else as it can be told.
pub(crate) fn decode_xml(bytes: &[u8]) -> String {
    let start = String::from_utf8_lossy(bytes.get(..200).unwrap_or(bytes));
    let named = start
        .split_once("encoding=")
        .map(|(_, rest)| rest.trim_start_matches(['"', '\'']));
    let end = |rest: &str| rest.find(['"', '\'', '?', ' ']).unwrap_or(rest.len());
    decode(bytes, named.and_then(|rest| rest.get(..end(rest))))
}

/// The encoding of a name. What a page calls UTF-16 in letters that can be read is none.
fn label(name: &str) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(name.trim().as_bytes())?;
    Some(if encoding == UTF_16BE || encoding == UTF_16LE {
        UTF_8
    } else {
        encoding
    })
}

/// The encoding that the first bytes of a page name: `<meta charset="...">`, `charset=...`.
fn charset(bytes: &[u8]) -> Option<&'static Encoding> {
    let start = String::from_utf8_lossy(bytes.get(..4096).unwrap_or(bytes)).to_ascii_lowercase();
    let at = start.find("charset")?;
    let rest = start.get(at + 7..)?.trim_start().strip_prefix('=')?;
    let rest = rest.trim_start().trim_start_matches(['"', '\'']);
    let end = rest
        .find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | ':'))
        .unwrap_or(rest.len());
    label(rest.get(..end)?)
}

/// The text of a piece of a page, such as the items of feeds hold: all of it, paragraphs parted by blank lines.
pub(crate) fn text(piece: &str) -> String {
    let page = Page::read(piece);
    let texts: Vec<String> = Body::all_blocks(&page)
        .into_iter()
        .map(|block| block.text)
        .collect();
    texts.join("\n\n")
}

/// The document of a page, and one of each post that stands in it, all without ids. The text of the first is empty where no
/// article is found. `address` is where the page stood, where that is known: it may tell the day.
pub fn documents(source: &str, address: Option<&str>) -> (Document, Vec<Document>) {
    let page = Page::read(source);
    let metadata = Metadata::of(&page, address);
    let mut posts: Vec<Post> = Vec::new();
    let mut taken: Vec<Id> = Vec::new();
    for id in page.below(0).filter(|id| posts::is_post(&page, *id)) {
        let inside = taken
            .last()
            .is_some_and(|last| (*last..page.end(*last)).contains(&id));
        if inside || taken.len() >= MOST_POSTS {
            continue;
        }
        // What is left of a post whose words are not in the page is no part of the article either.
        taken.push(id);
        posts.extend(posts::of_element(&page, id));
    }
    let mut blocks = Body::blocks_of(&page, &taken);
    let is_title = |block: &Block| block.heading && Some(&block.text) == metadata.title.as_ref();
    if blocks.first().is_some_and(is_title) {
        blocks.remove(0);
    }
    let mut texts = Vec::with_capacity(blocks.len());
    for block in blocks {
        match posts::of_text(&block.text).filter(|post| !post.text.is_empty()) {
            Some(post) => posts.push(post),
            None => texts.push(block.text),
        }
    }
    let document = article(metadata, texts.join("\n\n"));
    let posts = posts
        .into_iter()
        .map(|post| of_post(post, &document))
        .collect();
    (document, posts)
}

/// The text of a page's article with the posts in it in their places, as it is read by people and by the makers of gold.
pub fn article_text(source: &str) -> String {
    let blocks = Body::blocks_of(&Page::read(source), &[]);
    let texts: Vec<String> = blocks.into_iter().map(|block| block.text).collect();
    texts.join("\n\n")
}

/// How many posts of a page are read.
const MOST_POSTS: usize = 200;

fn article(metadata: Metadata, text: String) -> Document {
    let document = Document {
        text,
        date: metadata.day(),
        title: metadata.title,
        publisher: metadata.publisher,
        url: metadata.url,
        language: metadata.language.map(|tag| jsonl::language(&tag)),
        ..Document::default()
    };
    let authors = Some(metadata.authors.join("; "));
    with(
        document,
        [
            ("author", authors),
            ("published", metadata.published),
            ("modified", metadata.modified),
        ],
    )
}

/// A post as a document: it is its author who publishes it.
fn of_post(post: Post, page: &Document) -> Document {
    let document = Document {
        text: post.text,
        date: post.date.or_else(|| page.date.clone()),
        publisher: Some(post.author.clone()),
        url: post.link,
        language: page.language.clone(),
        ..Document::default()
    };
    with(
        document,
        [
            ("author", Some(post.author)),
            ("handle", post.handle),
            ("context", page.url.clone()),
        ],
    )
}

fn with(mut document: Document, facts: [(&str, Option<String>); 3]) -> Document {
    for (name, value) in facts {
        if let Some(value) = value.filter(|value| !value.is_empty()) {
            document
                .extra
                .push((name.to_owned(), Value::from(value).to_string()));
        }
    }
    document
}

/// The document of a page's bytes, and one of each post that stands in it; the page is called `id`. `http` is the encoding
/// that its server names, `address` where it stood.
pub fn page(id: &str, bytes: &[u8], http: Option<&str>, address: &str) -> Vec<Document> {
    named(id, &decode(bytes, http), Some(address))
}

/// Gives a page and its posts their ids, which must not be those of events; each post names its page.
pub(crate) fn named(id: &str, source: &str, address: Option<&str>) -> Vec<Document> {
    let (mut page, posts) = documents(source, address);
    page.id = id.to_owned();
    let mut all = vec![page];
    for (number, mut post) in posts.into_iter().enumerate() {
        post.id = format!("{id}/{number}");
        post.extra
            .push(("parent".to_owned(), Value::from(id).to_string()));
        all.push(post);
    }
    all
}
