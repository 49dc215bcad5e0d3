//! The lines of a page as a reader sees them: what stands in each, and what its elements are named after.
//!
//! A page goes in; its lines come out in their order. What they tell is left to `seen`.

use super::names::{Part, Told};
use super::tree::{Content, Id, Page, is_block};
use crate::date;

/// An element with more nodes is not one of a date or a name.
const MOST_NODES: Id = 40;

/// A line of what a reader sees.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) text: String,
    /// How many characters stand before it.
    pub(super) at: usize,
    /// What its elements are named after.
    pub(super) told: Told,
    /// The day that a `time` element gives beside its words.
    pub(super) value: Option<String>,
    /// Whether it is a main heading.
    pub(super) heading: bool,
    /// Whether it stands in a part that is named as none of the article.
    pub(super) aside: bool,
}

/// Gathers the lines of a page.
pub(super) struct Lines<'p, 'a> {
    page: &'p Page<'a>,
    pub(super) lines: Vec<Line>,
    line: Line,
    at: usize,
    /// The named elements that are open.
    open: Vec<Open>,
    headings: Vec<Id>,
    /// Where the heading ends that is open.
    heading: Id,
    /// Where the part ends that is named as none of the article.
    aside: Id,
}

/// An element that is named after what stands in it.
struct Open {
    end: Id,
    told: Told,
    /// The day that it gives beside its words.
    value: Option<String>,
}

impl<'p, 'a> Lines<'p, 'a> {
    pub(super) fn of(page: &'p Page<'a>) -> Self {
        let headings = page.below(0).filter(|id| page.name(*id) == "h1").take(8);
        let mut lines = Lines {
            page,
            lines: Vec::new(),
            line: Line::default(),
            at: 0,
            open: Vec::new(),
            headings: headings.collect(),
            heading: 0,
            aside: 0,
        };
        let mut id = 1;
        while (id as usize) < page.len() {
            id = lines.take(id);
        }
        lines.end();
        lines
    }

    /// Takes a node, and says which is the next.
    fn take(&mut self, id: Id) -> Id {
        if self.open.last().is_some_and(|open| id >= open.end) {
            self.end();
            self.open.retain(|open| id < open.end);
        }
        match self.page.content(id) {
            Some(Content::Text(text)) => self.text(id, text),
            Some(Content::Element { name, .. }) => return self.element(id, name),
            None => {}
        }
        id + 1
    }

    fn text(&mut self, id: Id, text: &str) {
        for word in text.split_whitespace() {
            if self.line.text.is_empty() {
                let open = || self.open.iter();
                self.line = Line {
                    text: String::new(),
                    at: self.at,
                    told: open().fold(Told::default(), |all, open| all.and(open.told)),
                    value: open().rev().find_map(|open| open.value.clone()),
                    heading: id < self.heading,
                    aside: id < self.aside,
                };
            } else {
                self.line.text.push(' ');
            }
            self.line.text.push_str(word);
            self.at += word.len() + 1;
        }
    }

    fn element(&mut self, id: Id, name: &str) -> Id {
        let end = self.page.end(id);
        let told = self.page.told(id);
        let unseen = matches!(
            name,
            "script"
                | "style"
                | "noscript"
                | "template"
                | "select"
                | "svg"
                | "iframe"
                | "button"
                | "textarea"
                | "title"
        );
        if unseen || (told.others && !self.holds_heading(id, end)) {
            return end;
        }
        let aside = told.part == Some(Part::Never)
            || matches!(name, "nav" | "footer" | "aside" | "form" | "figcaption");
        if aside && id >= self.aside && !self.holds_heading(id, end) {
            self.end();
            self.aside = end;
        }
        if is_block(name) || matches!(name, "br" | "td" | "th" | "tr") {
            self.end();
        }
        let is_time = name == "time";
        let signs = told.date || told.changed || told.author || is_time;
        if signs && end - id <= MOST_NODES {
            self.end();
            let date = told.date || (is_time && !told.changed);
            self.open.push(Open {
                end,
                told: Told { date, ..told },
                value: self.value(id, is_time),
            });
        }
        if name == "h1" {
            self.heading = end;
        }
        id + 1
    }

    /// The day that an element has in an attribute.
    fn value(&self, id: Id, is_time: bool) -> Option<String> {
        let name = if is_time { "datetime" } else { "title" };
        let value = self.page.attribute(id, name)?.trim().to_owned();
        date::of_web(&value).is_some().then_some(value)
    }

    fn holds_heading(&self, id: Id, end: Id) -> bool {
        self.headings
            .iter()
            .any(|heading| (id..end).contains(heading))
    }

    fn end(&mut self) {
        let line = std::mem::take(&mut self.line);
        if !line.text.is_empty() {
            self.lines.push(line);
        }
    }
}
