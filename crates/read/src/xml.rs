//! XML documents to trees of elements: feeds, news articles, pages of a wiki.
//!
//! Text goes in; elements with their names, attributes, words and children come out. Names are without their prefixes.
//! Only the five references of XML itself and numbers mean anything: what a document declares is not looked at, so nothing
//! can grow. Depth and number of elements are bounded; what is not well formed is taken as it can be.

use crate::html::entities;
use crate::html::tokens::{self, Token, Tokens};

/// How deep elements may stand in one another.
const DEEPEST: usize = 64;
/// How many elements are read.
const MOST: usize = 200_000;

/// An element.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub(crate) name: String,
    attributes: Vec<(String, String)>,
    /// The text that stands in it before, between and after its children.
    pub(crate) text: String,
    pub(crate) children: Vec<Element>,
}

impl Element {
    /// The elements at the top of a document.
    pub(crate) fn read(source: &str) -> Self {
        let mut open = vec![Element::default()];
        let mut count = 0;
        for token in Tokens::xml(source) {
            match token {
                Token::Text { text, raw } => {
                    if let Some(last) = open.last_mut() {
                        last.text.push_str(if raw { text } else { "" });
                        if !raw {
                            last.text.push_str(&entities::decode(text));
                        }
                    }
                }
                Token::Start {
                    name,
                    attributes,
                    closed,
                } => {
                    count += 1;
                    if count > MOST {
                        break;
                    }
                    let attributes = tokens::attributes(attributes.trim_end_matches('/'));
                    let attributes = attributes
                        .map(|(name, value)| (local(name).to_owned(), value.into_owned()));
                    open.push(Element {
                        name: local(name).to_owned(),
                        attributes: attributes.collect(),
                        ..Element::default()
                    });
                    if closed || open.len() > DEEPEST {
                        close(&mut open);
                    }
                }
                Token::End { name } => {
                    let name = local(name);
                    if open.iter().skip(1).any(|element| element.name == name) {
                        while close(&mut open).is_some_and(|closed| closed != name) {}
                    }
                }
            }
        }
        while open.len() > 1 {
            close(&mut open);
        }
        open.pop().unwrap_or_default()
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        let mut all = self.attributes.iter();
        all.find(|(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    /// The first child of this name.
    pub(crate) fn child(&self, name: &str) -> Option<&Element> {
        self.children.iter().find(|child| child.name == name)
    }

    /// The first element of this name below, in the order of the document.
    pub(crate) fn find(&self, name: &str) -> Option<&Element> {
        self.children.iter().find_map(|child| {
            if child.name == name {
                Some(child)
            } else {
                child.find(name)
            }
        })
    }

    /// All elements of this name below that do not stand in one another.
    pub(crate) fn all<'e>(&'e self, name: &str, found: &mut Vec<&'e Element>) {
        for child in &self.children {
            if child.name == name {
                found.push(child);
            } else {
                child.all(name, found);
            }
        }
    }

    /// The words of the first of these children that has some.
    pub(crate) fn words_of(&self, names: &[&str]) -> Option<String> {
        names
            .iter()
            .filter_map(|name| self.child(name))
            .map(Element::words)
            .find(|words| !words.is_empty())
    }

    /// All words in it, white space made one space.
    pub(crate) fn words(&self) -> String {
        let mut out = String::new();
        self.gather(&mut out);
        out.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn gather(&self, out: &mut String) {
        out.push_str(&self.text);
        for child in &self.children {
            out.push(' ');
            child.gather(out);
        }
    }
}

/// Closes the innermost element, and says what it was called.
fn close(open: &mut Vec<Element>) -> Option<String> {
    if open.len() < 2 {
        return None;
    }
    let element = open.pop()?;
    let name = element.name.clone();
    open.last_mut()?.children.push(element);
    Some(name)
}

fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

#[cfg(test)]
mod tests {
    use super::Element;

    #[test]
    fn elements_are_read_with_their_words() {
        let root = Element::read(
            r#"<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "&y;&y;">]><a:rss x:v='1 &amp; 2'><b>one &lt;p&gt;</b><c/><b><![CDATA[<i>two</i> &amp;]]></b></a:rss>"#,
        );
        let rss = root
            .child("rss")
            .map(|rss| (rss.attribute("v"), rss.children.len()));
        assert_eq!(rss, Some((Some("1 & 2"), 3)));
        let mut found = Vec::new();
        root.all("b", &mut found);
        assert_eq!(
            found.iter().map(|b| b.text.as_str()).collect::<Vec<_>>(),
            ["one <p>", "<i>two</i> &amp;"]
        );
    }

    #[test]
    fn what_is_not_well_formed_is_taken_as_it_can_be() {
        for source in [
            "",
            "<",
            "<a><b>x</a>y",
            "</a>",
            "<a",
            &"<a>".repeat(100_000),
            "<![CDATA[x",
        ] {
            let _ = Element::read(source).words();
        }
        assert_eq!(Element::read("<a><b>x</a><c>y").children.len(), 2);
    }
}
