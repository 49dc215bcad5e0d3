//! A page's tags and texts to a tree of elements, in time that grows with the page and never faster.
//!
//! Tokens go in; an arena of nodes comes out. Elements that HTML lets stand open are closed where it closes them (a
//! paragraph before a block, an item before the next). It is no browser's tree: what is misnested is closed rather than
//! rebuilt, and what is deeper or more than the limits hangs where there is room, so that nothing can make it slow.

mod builder;
mod elements;

use super::names::{self, Told};
use super::tokens::{self, Tokens};
use builder::Builder;
pub(crate) use elements::is_block;
use std::borrow::Cow;

/// How many nodes a page may have; what comes after them is not looked at.
const MOST_NODES: usize = 400_000;

/// The attributes by which pages name their parts.
const NAMING: [&str; 5] = ["class", "id", "itemprop", "data-component", "data-testid"];

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

    /// What the names tell that the page gives to an element.
    pub(crate) fn told(&self, id: Id) -> Told {
        let Some(Content::Element { attributes, .. }) = self.content(id) else {
            return Told::default();
        };
        let mut all = Told::default();
        for (name, value) in tokens::attributes(attributes) {
            if NAMING.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                all = all.and(names::told(&value));
            } else if name.eq_ignore_ascii_case("rel") {
                // A relation of a link says nothing of the part in which it stands.
                all.author |= names::told(&value).author;
            }
        }
        all
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
