//! Exports of a wiki (MediaWiki XML) to documents: an article is one, however large the export.
//!
//! An input goes in; for each page of the main space that redirects nowhere a document comes out, its text without templates,
//! tables, references, pictures and the signs of the markup.

use crate::documents::{Item, Limits};
use crate::encoding::{Input, decode};
use crate::fault::InputFault;
use crate::lines::{self, Line};
use crate::source::Place;
use crate::xml::Element;
use crate::{date, html};
use casus_text::Document;
use serde_json::Value;

/// The articles of an export.
pub(crate) struct Wiki {
    input: Input,
    place: Place,
    limits: Limits,
    line: u64,
    publisher: Option<String>,
    ended: bool,
}

impl Wiki {
    pub(crate) fn new(input: Input, place: Place, limits: Limits) -> Self {
        Wiki {
            input,
            place,
            limits,
            line: 0,
            publisher: None,
            ended: false,
        }
    }

    /// The source of the next page with its line, as far as it may be long; none at the end.
    fn page(&mut self) -> std::io::Result<Option<(u64, Option<String>)>> {
        let mut page = String::new();
        let mut begin = None;
        let mut long = false;
        loop {
            let Some(line) = lines::next(&mut *self.input, self.limits.longest_file)? else {
                return Ok(None);
            };
            self.line += 1;
            let line = match line {
                Line::Whole(bytes) => decode(bytes).text,
                Line::TooLong(_) => {
                    long = true;
                    continue;
                }
            };
            let trimmed = line.trim();
            if let Some(name) = trimmed.strip_prefix("<sitename>") {
                self.publisher = name.split('<').next().map(str::to_owned);
            }
            if trimmed.starts_with("<page>") {
                begin = Some(self.line);
                page.clear();
                long = false;
            }
            let Some(first) = begin else { continue };
            long |= page.len() + line.len() > self.limits.longest_file;
            if !long {
                page.push_str(&line);
                page.push('\n');
            }
            if trimmed.ends_with("</page>") {
                return Ok(Some((first, (!long).then_some(page))));
            }
        }
    }

    fn document(&self, source: &str) -> Option<Document> {
        let root = Element::read(source);
        let page = root.child("page")?;
        let is_article = page.words_of(&["ns"]).is_none_or(|space| space == "0")
            && page.child("redirect").is_none();
        let revision = page.child("revision").filter(|_| is_article)?;
        let markup = &revision.child("text")?.text;
        let text = plain(markup);
        let title = page.words_of(&["title"]);
        let day = dated(markup);
        let changed = revision.words_of(&["timestamp"]);
        let mut document = Document {
            id: format!("{}/{}", self.place.id, title.as_deref().unwrap_or_default()),
            text,
            title,
            date: day.or_else(|| changed.as_deref().and_then(date::of_web)),
            publisher: self.publisher.clone(),
            ..Document::default()
        };
        let changed =
            changed.map(|changed| ("modified".to_owned(), Value::from(changed).to_string()));
        document.extra.extend(changed);
        (!document.text.is_empty()).then_some(document)
    }
}

impl Iterator for Wiki {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while !self.ended {
            match self.page() {
                Ok(None) => self.ended = true,
                Ok(Some((_, Some(source)))) => {
                    if let Some(document) = self.document(&source) {
                        return Some(Ok(document));
                    }
                }
                Ok(Some((line, None))) => {
                    let reason = format!(
                        "a page of more than the {} bytes that are read; it was skipped",
                        self.limits.longest_file
                    );
                    return Some(Err(InputFault::of_line(&self.place.path, line, reason)));
                }
                Err(error) => {
                    self.ended = true;
                    return Some(Err(InputFault::of_line(&self.place.path, self.line, error)));
                }
            }
        }
        None
    }
}

/// The day in the first template that is given one alone, as articles of news have it: `{{date|June 19, 2024}}`.
fn dated(markup: &str) -> Option<String> {
    let templates = markup
        .split("{{")
        .skip(1)
        .take(20)
        .filter_map(|rest| rest.split_once("}}"));
    templates
        .filter_map(|(inside, _)| inside.split_once('|'))
        .find_map(|(_, value)| date::of_web(value.split('|').next()?))
}

/// The text of the markup.
fn plain(markup: &str) -> String {
    let without = [("<!--", "-->"), ("{{", "}}"), ("{|", "|}")];
    let text = without
        .iter()
        .fold(markup.to_owned(), |text, (open, close)| {
            outside(&text, open, close)
        });
    let text = without_references(&text);
    let text = linked(&text);
    let mut paragraphs = Vec::new();
    for line in text.lines() {
        let line = line.trim();
        let is_sign = line.starts_with(['=', '|', '!', '#', '_']) || line.starts_with("----");
        let line = line
            .trim_start_matches(['*', ':', ';', ' '])
            .replace("'''", "")
            .replace("''", "");
        let line = if line.contains(['<', '&']) {
            html::text(&line)
        } else {
            line
        };
        if !is_sign && line.chars().any(char::is_alphabetic) {
            paragraphs.push(line);
        }
    }
    paragraphs.join("\n\n")
}

/// What stands outside of these marks, which may stand in one another.
fn outside(text: &str, open: &str, close: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let (mut depth, mut from) = (0_u32, 0);
    for (at, _) in text.char_indices() {
        let rest = text.get(at..).unwrap_or_default();
        if at < from {
            continue;
        }
        if rest.starts_with(open) {
            if depth == 0 {
                out.push_str(text.get(from..at).unwrap_or_default());
            }
            depth += 1;
            from = at + open.len();
        } else if depth > 0 && rest.starts_with(close) {
            depth -= 1;
            from = at + close.len();
        }
    }
    if depth == 0 {
        out.push_str(text.get(from..).unwrap_or_default());
    }
    out
}

fn without_references(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find("<ref") {
        out.push_str(rest.get(..at).unwrap_or_default());
        let inside = rest.get(at..).unwrap_or_default();
        let tag = inside.find('>').map_or(inside.len(), |end| end + 1);
        let closed = inside.get(..tag).is_some_and(|tag| tag.ends_with("/>"));
        let end = if closed {
            tag
        } else {
            inside
                .find("</ref>")
                .map_or(inside.len(), |end| end + "</ref>".len())
        };
        rest = inside.get(end..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// Links as the words that are shown; those to pictures and categories as nothing.
fn linked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('[') {
        out.push_str(rest.get(..at).unwrap_or_default());
        let link = rest.get(at..).unwrap_or_default();
        let inner = link.starts_with("[[");
        let Some(end) = closing(link, inner) else {
            // What is not closed is no link.
            let after = link.trim_start_matches('[');
            out.push_str(link.get(..link.len() - after.len()).unwrap_or_default());
            rest = after;
            continue;
        };
        let marks = if inner { 2 } else { 1 };
        let inside = link.get(marks..end).unwrap_or_default();
        match inside.split_once(if inner { '|' } else { ' ' }) {
            _ if inner
                && inside
                    .trim_start_matches(':')
                    .split('|')
                    .next()
                    .is_some_and(|target| {
                        target.contains(':') && !inside.starts_with(':') && !is_interwiki(target)
                    }) => {}
            Some((_, shown)) => out.push_str(&linked(shown)),
            None if inner => out.push_str(inside),
            None => {}
        }
        rest = link.get(end + marks..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

/// Whether a link leads to another wiki, `w:Oslo`, rather than to a picture or a category.
fn is_interwiki(target: &str) -> bool {
    target
        .split(':')
        .next()
        .is_some_and(|prefix| prefix.len() <= 2)
}

/// A longer link is none.
const LONGEST_LINK: usize = 2_000;

/// Where the link at the front is closed.
fn closing(link: &str, inner: bool) -> Option<usize> {
    if !inner {
        return link
            .find(']')
            .filter(|end| !link.get(..*end).is_some_and(|inside| inside.contains('\n')));
    }
    let mut depth = 0_u32;
    let bytes = link.as_bytes();
    let mut at = 0;
    while at + 1 < bytes.len().min(LONGEST_LINK) {
        match bytes.get(at..at + 2) {
            Some(b"[[") => {
                depth += 1;
                at += 2;
            }
            Some(b"]]") => {
                depth -= 1;
                if depth == 0 {
                    return Some(at);
                }
                at += 2;
            }
            _ => at += 1,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::{dated, plain};

    #[test]
    fn markup_is_taken_away() {
        let markup = "{{date|June 19, 2024}}{{Oslo|{{x}}}}\n[[File:A.jpg|thumb|A [[castle]] in Oslo]]\n'''Iran''' and \
            [[w:Norway|Norway]] held [[talks]] [https://example.org in Oslo]<ref name=\"a\">Source</ref>.<ref name=b />\n\
            == Sources ==\n*{{source|url=x}}\n* An &amp; item\n{| class=x\n| cell\n|}\n[[Category:Oslo]]";
        assert_eq!(
            plain(markup),
            "Iran and Norway held talks in Oslo.\n\nAn & item"
        );
        assert_eq!(dated(markup).as_deref(), Some("2024-06-19"));
    }

    #[test]
    fn broken_markup_is_borne() {
        for markup in [
            "[[", "[[a", "[", "]]", "{{", "}}", "<ref", "<ref>a", "[[[[[[", "{{{{}}", "[[a|[[b",
            "<!--",
        ] {
            let _ = plain(&markup.repeat(100));
        }
    }
}
