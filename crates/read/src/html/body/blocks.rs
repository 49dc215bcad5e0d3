//! The words of an element as blocks of text.
//!
//! A measured page and an element go in; its paragraphs, headings and items come out, in order, without what is set aside.

use super::Body;
use crate::html::tree::{Content, Id, is_block};

/// A block of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Block {
    /// Its words; a line break of the page is one here.
    pub(crate) text: String,
    /// Whether it is a heading.
    pub(crate) heading: bool,
    /// Whether all of it is quoted.
    pub(crate) quote: bool,
}

impl Body<'_, '_> {
    /// The blocks of an element.
    pub(crate) fn blocks(&self, container: Id) -> Vec<Block> {
        let mut writer = Writer::default();
        self.write(container, &mut writer, false);
        writer.end(false, false);
        let mut blocks = writer.blocks;
        // A heading with nothing below it heads what was set aside.
        while blocks.last().is_some_and(|block| block.heading) {
            blocks.pop();
        }
        blocks
    }

    fn write(&self, id: Id, writer: &mut Writer, quoted: bool) {
        if self.aside[id as usize] {
            return;
        }
        match self.page.content(id) {
            Some(Content::Text(text)) => writer.text(text, self.is_preformatted(id)),
            Some(Content::Element { name, .. }) => {
                let heading = matches!(&**name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6");
                let quoted = quoted || name == "blockquote";
                let block = is_block(name) || matches!(&**name, "tr" | "caption");
                match &**name {
                    "br" => writer.line(quoted),
                    "td" | "th" => writer.space(),
                    _ => {}
                }
                if block {
                    writer.end(false, quoted);
                }
                for child in self.page.children(id) {
                    self.write(child, writer, quoted);
                }
                if block {
                    writer.end(heading, quoted);
                }
                if matches!(&**name, "td" | "th") {
                    writer.space();
                }
            }
            None => {}
        }
    }

    fn is_preformatted(&self, id: Id) -> bool {
        self.page.name(self.page.parent(id)) == "pre"
    }
}

/// Marks that are not seen: where a word may be parted, and nothing at all.
const UNSEEN: [char; 3] = ['\u{ad}', '\u{200b}', '\u{feff}'];

/// Gathers the words of blocks.
#[derive(Default)]
struct Writer {
    blocks: Vec<Block>,
    text: String,
    /// Whether white space stands before the next word.
    gap: bool,
    breaks: u8,
}

impl Writer {
    fn text(&mut self, text: &str, preformatted: bool) {
        if preformatted {
            self.text.push_str(text);
            return;
        }
        if text.starts_with(|c: char| c.is_whitespace()) {
            self.gap = true;
        }
        for word in text.split_whitespace() {
            let word: std::borrow::Cow<'_, str> = if word.contains(UNSEEN) {
                word.replace(UNSEEN, "").into()
            } else {
                word.into()
            };
            if self.gap && !self.text.is_empty() && !self.text.ends_with('\n') {
                self.text.push(' ');
            }
            self.text.push_str(&word);
            self.gap = true;
            self.breaks = 0;
        }
        self.gap =
            text.ends_with(|c: char| c.is_whitespace()) || (self.gap && text.trim().is_empty());
    }

    fn space(&mut self) {
        self.gap = true;
    }

    /// A line break; two of them end a paragraph.
    fn line(&mut self, quote: bool) {
        self.breaks += 1;
        if self.breaks >= 2 {
            self.end(false, quote);
        } else if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.gap = false;
    }

    fn end(&mut self, heading: bool, quote: bool) {
        let text = self.text.trim();
        if text.chars().any(char::is_alphanumeric) {
            let text = text.to_owned();
            self.blocks.push(Block {
                text,
                heading,
                quote,
            });
        }
        self.text.clear();
        self.gap = false;
        self.breaks = 0;
    }
}
