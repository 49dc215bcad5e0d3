//! A page's source to tags and texts, as browsers part them.
//!
//! Any text goes in; start tags with their attributes, end tags and pieces of text come out, in order. What is broken is
//! taken as it can be; what is inside of scripts, styles and the like is one text.

use super::entities;
use std::borrow::Cow;

/// A piece of a page.
#[derive(Debug, PartialEq)]
pub(crate) enum Token<'a> {
    /// Text, its references not yet replaced; `raw` has none.
    Text { text: &'a str, raw: bool },
    /// A start tag; its name as it is written.
    Start {
        name: &'a str,
        attributes: &'a str,
        closed: bool,
    },
    /// An end tag.
    End { name: &'a str },
}

/// Elements whose inside is text to their end tag.
const RAW: [&str; 9] = [
    "script", "style", "iframe", "noembed", "noframes", "xmp", "textarea", "title", "template",
];

/// Reads tokens from the start of a page on.
pub(crate) struct Tokens<'a> {
    rest: &'a str,
    /// The element of which the inside comes next, where that is text.
    raw: Option<&'a str>,
    /// Whether it is XML: then no element's inside is text, and there are sections of raw text.
    xml: bool,
}

/// How a section of raw text begins and ends.
const SECTION: (&str, &str) = ("<![CDATA[", "]]>");

impl<'a> Tokens<'a> {
    pub(crate) fn new(source: &'a str) -> Self {
        Tokens {
            rest: source,
            raw: None,
            xml: false,
        }
    }

    /// Reads tokens of XML.
    pub(crate) fn xml(source: &'a str) -> Self {
        Tokens {
            xml: true,
            ..Tokens::new(source)
        }
    }

    /// The raw text of a section.
    fn section(&mut self) -> Token<'a> {
        self.take(SECTION.0.len());
        let end = memchr::memmem::find(self.rest.as_bytes(), SECTION.1.as_bytes());
        let end = end.unwrap_or(self.rest.len());
        let text = self.take(end);
        self.take(SECTION.1.len());
        Token::Text { text, raw: true }
    }

    /// Takes so many bytes from the front.
    fn take(&mut self, length: usize) -> &'a str {
        let (taken, rest) = self
            .rest
            .split_at_checked(length)
            .unwrap_or((self.rest, ""));
        self.rest = rest;
        taken
    }

    /// The inside of a script or the like; what is never closed ends with the page.
    fn inside(&mut self, name: &str) -> Option<Token<'a>> {
        let end = end_tag(self.rest, name).unwrap_or(self.rest.len());
        let text = self.take(end);
        let raw = !matches!(name.len(), 5 | 8) || name.eq_ignore_ascii_case("style");
        (!text.is_empty()).then_some(Token::Text { text, raw })
    }

    /// A tag; none where it is a comment, which is passed over.
    fn tag(&mut self) -> Option<Token<'a>> {
        if self.xml && self.rest.starts_with(SECTION.0) {
            return Some(self.section());
        }
        if self.rest.starts_with("<!--") {
            let inside = self.rest.get(4..).unwrap_or_default();
            let find = |within: &str, end: &str| {
                memchr::memmem::find(within.as_bytes(), end.as_bytes()).map(|at| at + end.len())
            };
            let end = find(inside, "-->").unwrap_or(inside.len());
            // The other end is looked for before the first only, so that many comments take no longer than one.
            let end = find(inside.get(..end).unwrap_or(inside), "--!>").unwrap_or(end);
            let end = end + 4;
            self.take(end);
            return None;
        }
        let ending = self.rest.starts_with("</");
        let begin = if ending { 2 } else { 1 };
        let letter = self
            .rest
            .as_bytes()
            .get(begin)
            .is_some_and(u8::is_ascii_alphabetic);
        if !letter {
            // `<!DOCTYPE html>`, `<?xml ... ?>`, `</>`: nothing.
            let end = self.rest.find('>').map_or(self.rest.len(), |at| at + 1);
            self.take(end);
            return None;
        }
        self.take(begin);
        let stops = |c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>' | '<');
        let name = self.take(self.rest.find(stops).unwrap_or(self.rest.len()));
        let attributes = self.take(attributes_end(self.rest));
        self.take(1);
        if ending {
            return Some(Token::End { name });
        }
        let closed = attributes.ends_with('/');
        if !self.xml && RAW.iter().any(|raw| raw.eq_ignore_ascii_case(name)) {
            self.raw = Some(name);
        }
        Some(Token::Start {
            name,
            attributes,
            closed,
        })
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        while !self.rest.is_empty() {
            if let Some(name) = self.raw.take() {
                if let Some(token) = self.inside(name) {
                    return Some(token);
                }
                continue;
            }
            let end = text_end(self.rest);
            if end > 0 {
                let text = self.take(end);
                return Some(Token::Text { text, raw: false });
            }
            if let Some(token) = self.tag() {
                return Some(token);
            }
        }
        None
    }
}

/// Where the text at the front ends: before a sign that begins a tag or a comment.
fn text_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let begins = |at: &usize| {
        bytes
            .get(at + 1)
            .is_some_and(|next| next.is_ascii_alphabetic() || matches!(next, b'/' | b'!' | b'?'))
    };
    memchr::memchr_iter(b'<', bytes)
        .find(begins)
        .unwrap_or(text.len())
}

/// Where the tag whose name was read ends: at the next `>` that is not within quotation marks.
fn attributes_end(text: &str) -> usize {
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'>' => return at,
            b'=' => at = value(text, at + 1).1,
            _ => at += 1,
        }
    }
    text.len()
}

/// The value that begins at or after `at`, and where it ends.
fn value(text: &str, at: usize) -> (&str, usize) {
    let rest = text.get(at..).unwrap_or_default();
    let begin = at + rest.len() - rest.trim_ascii_start().len();
    let rest = text.get(begin..).unwrap_or_default();
    match rest.chars().next() {
        Some(mark @ ('"' | '\'')) => {
            let inside = rest.get(1..).unwrap_or_default();
            match inside.find(mark) {
                Some(end) => (inside.get(..end).unwrap_or_default(), begin + end + 2),
                None => (inside, text.len()),
            }
        }
        _ => {
            let end = rest.find(|c: char| c.is_ascii_whitespace() || c == '>');
            let end = end.unwrap_or(rest.len());
            (rest.get(..end).unwrap_or_default(), begin + end)
        }
    }
}

/// The end tag of this name, in letters of any size.
fn end_tag(text: &str, name: &str) -> Option<usize> {
    let is = |at: &usize| {
        let found = text.get(at + 2..at + 2 + name.len());
        let next = text.as_bytes().get(at + 2 + name.len());
        found.is_some_and(|found| found.eq_ignore_ascii_case(name))
            && next.is_none_or(|next| next.is_ascii_whitespace() || matches!(next, b'>' | b'/'))
    };
    // Scripts are long: one sign is looked for, which is fast, and then the one behind it.
    let bytes = text.as_bytes();
    let ends = memchr::memchr_iter(b'<', bytes).filter(|at| bytes.get(at + 1) == Some(&b'/'));
    ends.into_iter().find(is)
}

/// How many attributes of a tag are read.
const MOST_ATTRIBUTES: usize = 64;

/// Names and values of a tag's attributes; of those with the same name the first counts.
pub(crate) fn attributes(source: &str) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
    let mut at = 0;
    let next = move || {
        let rest = source.get(at..)?;
        let skipped = rest.find(|c: char| !c.is_ascii_whitespace() && c != '/')?;
        let begin = at + skipped;
        let rest = source.get(begin..)?;
        let stop = |c: char| c.is_ascii_whitespace() || matches!(c, '=' | '/' | '>');
        // A name may begin with the sign that would end it.
        let first = rest.chars().next().map_or(1, char::len_utf8);
        let end = rest
            .get(first..)?
            .find(stop)
            .map_or(rest.len(), |end| end + first);
        let name = rest.get(..end)?;
        let after = rest.get(end..)?.trim_ascii_start();
        at = source.len() - after.len();
        if !after.starts_with('=') {
            return Some((name, Cow::Borrowed("")));
        }
        let (text, end) = value(source, at + 1);
        at = end;
        Some((name, entities::decode(text)))
    };
    std::iter::from_fn(next).take(MOST_ATTRIBUTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(source: &str) -> Vec<String> {
        let show = |token: Token<'_>| match token {
            Token::Text { text, raw } => format!("{}{text}", if raw { "raw:" } else { "" }),
            Token::Start {
                name,
                attributes: source,
                closed,
            } => {
                let pairs: Vec<String> = attributes(source)
                    .map(|(n, v)| format!(" {n}={v}"))
                    .collect();
                format!(
                    "<{name}{}{}>",
                    pairs.concat(),
                    if closed { " /" } else { "" }
                )
            }
            Token::End { name } => format!("</{name}>"),
        };
        Tokens::new(source).map(show).collect()
    }

    #[test]
    fn tags_and_texts_are_parted() {
        assert_eq!(
            shown("<!DOCTYPE html><p class=a ID='b c' data-x=\"1 > 0\" hidden>1 < 2 & <br/>x</p >"),
            [
                "<p class=a ID=b c data-x=1 > 0 hidden=>",
                "1 < 2 & ",
                "<br />",
                "x",
                "</p>"
            ]
        );
        assert_eq!(shown("a<!-- <b> -->c<!-- never closed <b>"), ["a", "c"]);
        assert_eq!(
            shown("<script>if (a<b) '</p>'</SCRIPT ><title>A &amp; <b></title>"),
            [
                "<script>",
                "raw:if (a<b) '</p>'",
                "</SCRIPT>",
                "<title>",
                "A &amp; <b>",
                "</title>"
            ]
        );
    }

    #[test]
    fn broken_tags_are_taken_as_they_can_be() {
        for source in [
            "<", "</", "<a", "<a b", "<a b=", "<a b='", "<a =x y>", "<!-", "<é>", "</ p>",
            "<p/ =''>",
        ] {
            let _ = shown(source);
        }
        assert_eq!(shown("<a href=\"x>text"), ["<a href=x>text>"]);
        assert_eq!(shown("3 <5 and <é>"), ["3 <5 and <é>"]);
        assert_eq!(shown("<script>open"), ["<script>", "raw:open"]);
    }
}
