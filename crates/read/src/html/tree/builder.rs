//! Builds the tree of a page, token by token.
//!
//! Elements that HTML lets stand open are closed where it closes them. What is misnested is closed rather than rebuilt.

use super::elements::{VOID, is_block, is_html};
use super::{Content, Id, Node, Page};
use crate::html::entities;
use crate::html::tokens::Token;
use std::borrow::Cow;

/// How deep elements may stand in one another.
const DEEPEST: usize = 256;

/// The page so far, and what of it is open.
pub(super) struct Builder<'a> {
    pub(super) page: Page<'a>,
    /// The elements that are open, the page first.
    open: Vec<Id>,
}

impl<'a> Builder<'a> {
    pub(super) fn new() -> Self {
        let content = Content::Element {
            name: Cow::Borrowed("#page"),
            attributes: "",
        };
        let root = Node {
            parent: 0,
            first: 0,
            last: 0,
            next: 0,
            content,
        };
        Builder {
            page: Page { nodes: vec![root] },
            open: vec![0],
        }
    }

    pub(super) fn take(&mut self, token: Token<'a>) {
        match token {
            Token::Text { text, raw } => {
                let text = if raw {
                    Cow::Borrowed(text)
                } else {
                    entities::decode(text)
                };
                self.append(Content::Text(text));
            }
            Token::Start {
                name,
                attributes,
                closed,
            } => {
                let name = lowercase(name);
                self.make_room(&name);
                let is_void = VOID.contains(&&*name) || (closed && !is_html(&name));
                let id = self.append(Content::Element { name, attributes });
                if !is_void && self.open.len() < DEEPEST {
                    self.open.push(id);
                }
            }
            Token::End { name } => self.close(&lowercase(name)),
        }
    }

    fn append(&mut self, content: Content<'a>) -> Id {
        let id = self.page.nodes.len() as Id;
        let parent = self.open.last().copied().unwrap_or(0);
        self.page.nodes.push(Node {
            parent,
            first: 0,
            last: 0,
            next: 0,
            content,
        });
        let previous = self
            .page
            .nodes
            .get(parent as usize)
            .map_or(0, |node| node.last);
        if let Some(above) = self.page.nodes.get_mut(parent as usize) {
            above.last = id;
            if above.first == 0 {
                above.first = id;
            }
        }
        if previous != 0
            && let Some(before) = self.page.nodes.get_mut(previous as usize)
        {
            before.next = id;
        }
        id
    }

    /// Closes what this element cannot stand in.
    fn make_room(&mut self, name: &str) {
        match name {
            "li" => self.close_within(&["li"], &["ul", "ol", "menu"]),
            "dt" | "dd" => self.close_within(&["dt", "dd"], &["dl"]),
            "tr" => self.close_within(&["tr"], &["table"]),
            "td" | "th" => self.close_within(&["td", "th"], &["tr", "table"]),
            "tbody" | "thead" | "tfoot" => {
                self.close_within(&["tbody", "thead", "tfoot"], &["table"]);
            }
            "option" | "optgroup" => self.close_within(&["option"], &["select", "datalist"]),
            "a" => self.close_within(
                &["a"],
                &["p", "div", "td", "th", "li", "table", "section", "article"],
            ),
            "body" => self.close_within(&["head"], &[]),
            _ => {}
        }
        if is_block(name) {
            self.close_within(
                &["p"],
                &[
                    "td",
                    "th",
                    "table",
                    "button",
                    "li",
                    "div",
                    "section",
                    "article",
                    "blockquote",
                ],
            );
        }
    }

    /// Closes the nearest of these elements, if none of the others stands before it.
    fn close_within(&mut self, names: &[&str], bounds: &[&str]) {
        for at in (1..self.open.len()).rev() {
            let name = self.open.get(at).map_or("", |id| self.page.name(*id));
            if names.contains(&name) {
                self.open.truncate(at);
                return;
            }
            if bounds.contains(&name) {
                return;
            }
        }
    }

    fn close(&mut self, name: &str) {
        if name == "br" {
            let name = Cow::Borrowed("br");
            self.append(Content::Element {
                name,
                attributes: "",
            });
            return;
        }
        // What follows the end of the body is read as if it stood before it.
        if matches!(name, "body" | "html") {
            return;
        }
        let inline = !is_block(name)
            && !matches!(
                name,
                "td" | "th" | "tr" | "tbody" | "thead" | "tfoot" | "head"
            );
        for at in (1..self.open.len()).rev() {
            let open = self.open.get(at).map_or("", |id| self.page.name(*id));
            if open == name {
                self.open.truncate(at);
                return;
            }
            // A stray end tag closes nothing beyond the block or the cell in which it stands.
            let bound = (inline && is_block(open))
                || (matches!(open, "td" | "th" | "table") && name != "table" && name != "tr");
            if bound {
                return;
            }
        }
    }
}

/// The name in small letters; it is copied only where it has others.
fn lowercase(name: &str) -> Cow<'_, str> {
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        Cow::Owned(name.to_ascii_lowercase())
    } else {
        Cow::Borrowed(name)
    }
}
