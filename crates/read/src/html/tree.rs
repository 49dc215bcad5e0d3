//! A page's tags and texts to a tree of elements, in time that grows with the page and never faster.
//!
//! Tokens go in; an arena of nodes comes out. Elements that HTML lets stand open are closed where it closes them (a
//! paragraph before a block, an item before the next). It is no browser's tree: what is misnested is closed rather than
//! rebuilt, and what is deeper or more than the limits hangs where there is room, so that nothing can make it slow.

use super::entities;
use super::tokens::{self, Token, Tokens};
use std::borrow::Cow;

/// How deep elements may stand in one another.
const DEEPEST: usize = 256;
/// How many nodes a page may have; what comes after them is not looked at.
const MOST_NODES: usize = 400_000;

/// The number of a node in its page.
pub(crate) type Id = u32;

/// A page as a tree. The node 0 is the page itself.
#[derive(Debug)]
pub(crate) struct Page<'a> {
    nodes: Vec<Node<'a>>,
}

#[derive(Debug)]
struct Node<'a> {
    parent: Id,
    first: Id,
    last: Id,
    next: Id,
    content: Content<'a>,
}

/// What a node is.
#[derive(Debug)]
pub(crate) enum Content<'a> {
    /// An element: its name in small letters, its attributes as they are written.
    Element {
        name: Cow<'a, str>,
        attributes: &'a str,
    },
    /// A piece of text.
    Text(Cow<'a, str>),
}

impl<'a> Page<'a> {
    /// The tree of a page.
    pub(crate) fn read(source: &'a str) -> Self {
        let mut builder = Builder::new();
        for token in Tokens::new(source) {
            if builder.page.nodes.len() >= MOST_NODES {
                break;
            }
            builder.take(token);
        }
        builder.page
    }

    pub(crate) fn content(&self, id: Id) -> Option<&Content<'a>> {
        self.nodes.get(id as usize).map(|node| &node.content)
    }

    /// The element's name; empty for a text.
    pub(crate) fn name(&self, id: Id) -> &str {
        match self.content(id) {
            Some(Content::Element { name, .. }) => name,
            _ => "",
        }
    }

    /// The value of an attribute.
    pub(crate) fn attribute(&self, id: Id, wanted: &str) -> Option<Cow<'a, str>> {
        let Some(Content::Element { attributes, .. }) = self.content(id) else {
            return None;
        };
        let mut all = tokens::attributes(attributes);
        all.find(|(name, _)| name.eq_ignore_ascii_case(wanted))
            .map(|(_, value)| value)
    }

    /// The node above; that of the page is itself.
    pub(crate) fn parent(&self, id: Id) -> Id {
        self.nodes.get(id as usize).map_or(0, |node| node.parent)
    }

    pub(crate) fn children(&self, id: Id) -> impl Iterator<Item = Id> {
        let link = |id: Id| Some(id).filter(|id| *id != 0);
        let first = self
            .nodes
            .get(id as usize)
            .and_then(|node| link(node.first));
        std::iter::successors(first, move |id| link(self.nodes.get(*id as usize)?.next))
    }

    /// All nodes below this one, and itself, in the order of the page.
    pub(crate) fn below(&self, id: Id) -> impl Iterator<Item = Id> {
        // Nodes are numbered in the order of the page, and what is below a node follows it.
        id..self.end(id)
    }

    /// The first node after all that is below this one.
    pub(crate) fn end(&self, id: Id) -> Id {
        let mut at = id;
        loop {
            let Some(node) = self.nodes.get(at as usize) else {
                return at;
            };
            if node.last == 0 {
                return at + 1;
            }
            at = node.last;
        }
    }

    /// How many nodes there are.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The words below a node, white space made one space.
    pub(crate) fn words(&self, id: Id) -> String {
        let mut out = String::new();
        for below in self.below(id) {
            if let Some(Content::Text(text)) = self.content(below) {
                for word in text.split_whitespace() {
                    if !out.is_empty() {
                        out.push(' ');
                    }
                    out.push_str(word);
                }
            }
        }
        out
    }
}

struct Builder<'a> {
    page: Page<'a>,
    /// The elements that are open, the page first.
    open: Vec<Id>,
}

impl<'a> Builder<'a> {
    fn new() -> Self {
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

    fn take(&mut self, token: Token<'a>) {
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

/// Elements that have no inside.
const VOID: [&str; 16] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "keygen", "link", "meta", "param",
    "source", "track", "wbr", "frame",
];

/// Whether it is an element of HTML, whose closing slash means nothing.
fn is_html(name: &str) -> bool {
    is_block(name)
        || matches!(
            name,
            "a" | "b"
                | "em"
                | "i"
                | "span"
                | "strong"
                | "script"
                | "style"
                | "td"
                | "th"
                | "tr"
                | "iframe"
        )
}

/// Whether the element begins a block of its own.
pub(crate) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "body"
            | "center"
            | "dd"
            | "details"
            | "dialog"
            | "dir"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figcaption"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hgroup"
            | "hr"
            | "html"
            | "li"
            | "main"
            | "menu"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "section"
            | "summary"
            | "table"
            | "ul"
    )
}

#[cfg(test)]
#[allow(clippy::expect_used)] // What a test needs and does not get fails the test.
mod tests {
    use super::*;

    fn drawn(page: &Page<'_>, id: Id) -> String {
        match page.content(id) {
            Some(Content::Text(text)) => text.trim().to_owned(),
            _ => {
                let inside: Vec<String> =
                    page.children(id).map(|child| drawn(page, child)).collect();
                format!("{}({})", page.name(id), inside.join(" "))
            }
        }
    }

    #[test]
    fn open_elements_are_closed_where_html_closes_them() {
        let cases = [
            ("<p>a<p>b<div>c</div>d", "#page(p(a) p(b) div(c) d)"),
            (
                "<ul><li>a<li>b<ul><li>c</ul><li>d</ul>e",
                "#page(ul(li(a) li(b ul(li(c))) li(d)) e)",
            ),
            (
                "<table><tr><td>a<td>b<tr><td>c</table>d",
                "#page(table(tr(td(a) td(b)) tr(td(c))) d)",
            ),
            ("<dl><dt>a<dd>b<dt>c</dl>", "#page(dl(dt(a) dd(b) dt(c)))"),
            ("<P>a<BR>b</P>c</i></div>", "#page(p(a br() b) c)"),
            ("<b><p>a</b>b</p>c", "#page(b(p(a b) c))"),
            ("<div><td>a</div>b", "#page(div(td(a b)))"),
            ("<body>a</body>b</html>c", "#page(body(a b c))"),
        ];
        for (source, tree) in cases {
            assert_eq!(drawn(&Page::read(source), 0), tree, "{source}");
        }
    }

    #[test]
    fn depth_and_number_are_bounded() {
        let deep = "<div>".repeat(100_000) + "x";
        let page = Page::read(&deep);
        assert_eq!(page.len(), 100_002);
        assert_eq!(page.words(0), "x");
        let many = "<b>x</b>".repeat(MOST_NODES);
        assert!(Page::read(&many).len() <= MOST_NODES);
    }

    #[test]
    fn nodes_below_follow_in_order() {
        let page = Page::read("<div id=a><p>x <b>y</b></p></div><p>z");
        let div = page.children(0).next().expect("an element");
        assert_eq!(page.below(div).count(), 5);
        assert_eq!(page.words(div), "x y");
        assert_eq!(page.attribute(div, "ID").as_deref(), Some("a"));
        assert_eq!(page.parent(div), 0);
    }
}
