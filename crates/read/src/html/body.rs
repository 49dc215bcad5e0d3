//! The article's own words: which part of a page holds them, and what in it is none of them.
//!
//! A page goes in; its paragraphs come out, in order. First all that is never the article is set aside (by element, by the
//! names that pages give to their parts, by being links only); then the element is looked for that holds what is left of
//! running text; then its blocks are written. No word of a language is looked at.

use super::names::{self, Part};
use super::tree::{Content, Id, Page, is_block};

/// What is known of every node, by its number.
pub(crate) struct Body<'p, 'a> {
    page: &'p Page<'a>,
    /// Whether the node and all below it are no part of the article.
    aside: Vec<bool>,
    /// Whether its names say that it holds the article.
    named: Vec<bool>,
    /// The characters of text below it, without what is set aside.
    text: Vec<u32>,
    /// Those of them within links.
    links: Vec<u32>,
    /// The characters of running text: of blocks that are sentences rather than labels.
    running: Vec<u32>,
}

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

/// What is set aside.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Care {
    /// Elements and parts by their names.
    All,
    /// Elements only.
    Elements,
    /// Elements, but not what stands in where scripts do not run.
    Scripts,
}

/// With so many bytes an article is taken to be found.
const ENOUGH: usize = 250;

/// A block with fewer characters is a label, unless it stands between others.
const SHORTEST: u32 = 60;

impl<'p, 'a> Body<'p, 'a> {
    /// The article's blocks, without some nodes. Where hardly any are found, less is set aside: names first, then what stands in for scripts.
    pub(crate) fn blocks_of(page: &'p Page<'a>, aside: &[Id]) -> Vec<Block> {
        let mut best = Vec::new();
        for care in [Care::All, Care::Elements, Care::Scripts] {
            let body = Body::of(page, care, aside);
            let blocks = body.blocks(body.container());
            let length =
                |blocks: &[Block]| blocks.iter().map(|block| block.text.len()).sum::<usize>();
            if length(&blocks) > 2 * length(&best) {
                best = blocks;
            }
            if length(&best) >= ENOUGH {
                break;
            }
        }
        best
    }

    /// The blocks of a piece of a page, of which all is the article.
    pub(crate) fn all_blocks(page: &'p Page<'a>) -> Vec<Block> {
        let mut body = Body::empty(page);
        body.set_aside_elements(Care::Elements);
        body.blocks(0)
    }

    fn of(page: &'p Page<'a>, care: Care, aside: &[Id]) -> Self {
        let mut body = Body::empty(page);
        aside.iter().for_each(|id| body.mark(*id));
        body.set_aside_elements(care);
        body.measure();
        if care == Care::All {
            body.set_aside_named();
        }
        body.measure();
        body.set_aside_lists_of_links();
        body.measure();
        body
    }

    fn empty(page: &'p Page<'a>) -> Self {
        let count = page.len();
        Body {
            page,
            aside: vec![false; count],
            named: vec![false; count],
            text: vec![0; count],
            links: vec![0; count],
            running: vec![0; count],
        }
    }

    /// Elements that never hold an article's words.
    fn set_aside_elements(&mut self, care: Care) {
        for id in self.page.below(0) {
            let never = match self.page.name(id) {
                "noscript" | "template" => care != Care::Scripts,
                "script" | "style" | "rt" | "rp" | "svg" | "math" | "button" | "select"
                | "textarea" | "input" | "nav" | "iframe" | "object" | "video" | "audio"
                | "canvas" | "dialog" | "figcaption" | "menu" | "head" | "title" | "map"
                | "label" | "datalist" | "progress" | "meter" => true,
                _ => self.is_hidden(id),
            };
            if never {
                self.mark(id);
            }
        }
    }

    fn is_hidden(&self, id: Id) -> bool {
        if !matches!(self.page.content(id), Some(Content::Element { attributes, .. }) if !attributes.is_empty())
        {
            return false;
        }
        let style = self.page.attribute(id, "style").unwrap_or_default();
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
        let role = self.page.attribute(id, "role").unwrap_or_default();
        style.contains("display:none")
            || style.contains("visibility:hidden")
            || self.page.attribute(id, "hidden").is_some()
            || matches!(
                &*role,
                "navigation"
                    | "banner"
                    | "contentinfo"
                    | "search"
                    | "complementary"
                    | "dialog"
                    | "menu"
                    | "alert"
            )
    }

    /// Sets a node aside, with all below it.
    fn mark(&mut self, id: Id) {
        let (begin, end) = (id as usize, self.page.end(id) as usize);
        if let Some(range) = self.aside.get_mut(begin..end) {
            range.fill(true);
        }
    }

    /// Counts text, links and running text, from the leaves up.
    fn measure(&mut self) {
        for counts in [&mut self.text, &mut self.links, &mut self.running] {
            counts.fill(0);
        }
        for id in (0..self.page.len() as Id).rev() {
            let at = id as usize;
            if self.aside[at] {
                continue;
            }
            if let Some(Content::Text(text)) = self.page.content(id) {
                self.text[at] = text
                    .split_whitespace()
                    .map(|word| word.chars().count() as u32 + 1)
                    .sum();
            }
            let name = self.page.name(id);
            if name == "a" {
                self.links[at] = self.text[at];
            }
            if is_block(name) || matches!(name, "td" | "th" | "#page") {
                self.running[at] += self.own_running(id);
            }
            if id != 0 {
                let parent = self.page.parent(id) as usize;
                self.text[parent] += self.text[at];
                self.links[parent] += self.links[at];
                self.running[parent] += self.running[at];
            }
        }
    }

    /// The running text that stands in this block itself, not in blocks below it.
    fn own_running(&self, id: Id) -> u32 {
        let (mut text, mut links) = (0, 0);
        let mut inline: Vec<Id> = self.page.children(id).collect();
        while let Some(child) = inline.pop() {
            let at = child as usize;
            if self.aside[at] {
                continue;
            }
            let name = self.page.name(child);
            if is_block(name) || matches!(name, "td" | "th" | "tr" | "tbody" | "thead") {
                continue;
            }
            // An inline element that holds blocks is looked into; one without is counted whole.
            if self
                .page
                .children(child)
                .any(|below| !self.page.name(below).is_empty())
                && name != "a"
            {
                inline.extend(self.page.children(child));
            } else {
                text += self.text[at] - self.running[at].min(self.text[at]);
                links += self.links[at];
            }
        }
        if text >= SHORTEST && links * 2 < text {
            text - links
        } else {
            0
        }
    }

    /// Parts whose names say what they are, unless most of the running text would go with them.
    fn set_aside_named(&mut self) {
        let whole = self.running[0].max(1);
        let heads = self.heads();
        let mut id = 1;
        while id < self.page.len() as Id {
            let at = id as usize;
            if self.aside[at] {
                id = self.page.end(id);
                continue;
            }
            let told = self.told(id);
            let name = self.page.name(id);
            let structure = matches!(name, "aside" | "footer" | "header" | "form");
            // Bodies and the like are named after all that they may show.
            let holds = |least: u32| {
                self.running[at] > least
                    && heads
                        .iter()
                        .any(|head| (id..self.page.end(id)).contains(head))
            };
            let large = (u64::from(self.running[at]) * 100 > u64::from(whole) * 30
                && self.running[at] > 250)
                || holds(500);
            if matches!(name, "body" | "html" | "#page") {
                id += 1;
            } else if (told == Some(Part::Never) || structure) && !large {
                self.mark(id);
                id = self.page.end(id);
            } else {
                self.named[at] = told == Some(Part::Body);
                id += 1;
            }
        }
    }

    /// The main headings, and the parts that are named as the body by the vocabulary of microdata.
    fn heads(&self) -> Vec<Id> {
        let is_body = |id: Id| {
            let named = self.page.attribute(id, "itemprop");
            named.is_some_and(|name| name.eq_ignore_ascii_case("articleBody"))
                && self.text[id as usize] > 100
        };
        let all = self.page.below(0).filter(|id| !self.aside[*id as usize]);
        all.filter(|id| self.page.name(*id) == "h1" || is_body(*id))
            .take(8)
            .collect()
    }

    fn told(&self, id: Id) -> Option<Part> {
        let Some(Content::Element { attributes, .. }) = self.page.content(id) else {
            return None;
        };
        if attributes.is_empty() {
            return None;
        }
        let mut told = None;
        for (name, value) in super::tokens::attributes(attributes) {
            if !["class", "id", "itemprop", "data-component", "data-testid"]
                .iter()
                .any(|n| n.eq_ignore_ascii_case(name))
            {
                continue;
            }
            match names::part(&value) {
                Some(Part::Never) => return Some(Part::Never),
                Some(Part::Body) => told = Some(Part::Body),
                None => {}
            }
        }
        told
    }

    /// Lists, tables and divisions that are links for the most part.
    fn set_aside_lists_of_links(&mut self) {
        let mut id = 1;
        while id < self.page.len() as Id {
            let at = id as usize;
            let name = self.page.name(id);
            let holds = matches!(
                name,
                "ul" | "ol" | "dl" | "table" | "div" | "section" | "p" | "td" | "li"
            );
            let (text, links) = (self.text[at], self.links[at]);
            let most = match name {
                "p" | "li" | "td" => links * 10 > text * 9,
                _ => links * 2 > text && self.running[at] * 4 < text,
            };
            if self.aside[at] || (holds && links > 0 && most) {
                if !self.aside[at] && !(matches!(name, "li" | "td")) {
                    self.mark(id);
                    id = self.page.end(id);
                    continue;
                }
                id += 1;
            } else {
                id += 1;
            }
        }
    }

    /// The element that holds the article.
    pub(crate) fn container(&self) -> Id {
        let text = |id: &Id| self.text[*id as usize];
        let running = |id: &Id| u64::from(self.running[*id as usize]);
        let heads = self.heads();
        // The vocabulary of microdata is plain speech.
        let microdata = heads
            .iter()
            .filter(|id| self.page.name(**id) != "h1")
            .max_by_key(|id| text(id));
        if let Some(id) = microdata {
            return *id;
        }
        // What is named as the body and holds a good part of the text is it.
        let all = || self.page.below(0).filter(|id| !self.aside[*id as usize]);
        let named = all().filter(|id| self.named[*id as usize]);
        let named = named.max_by_key(|id| (running(id), std::cmp::Reverse(*id)));
        let named = named.filter(|id| running(id) * 100 >= running(&0) * 40);
        let headed = |id: &Id| {
            let inside = *id..self.page.end(*id);
            self.page.name(*id) == "article" && heads.iter().any(|head| inside.contains(head))
        };
        let headed = || {
            all()
                .filter(headed)
                .filter(|id| running(id) > 300 && running(id) * 10 > running(&0))
                .max_by_key(running)
        };
        let start = named.or_else(headed);
        let start = start
            .or_else(|| self.element("article", 50))
            .or_else(|| self.element("main", 60));
        self.descend(start.unwrap_or(0))
    }

    /// The element of this name with the most running text, if that is such a part of the whole.
    fn element(&self, name: &str, percent: u64) -> Option<Id> {
        let all = self.page.below(0).filter(|id| self.page.name(*id) == name);
        let best = all.max_by_key(|id| (self.running[*id as usize], std::cmp::Reverse(*id)))?;
        (u64::from(self.running[best as usize]) * 100 >= u64::from(self.running[0]) * percent
            && self.running[best as usize] > 0)
            .then_some(best)
    }

    /// Goes down as long as one child holds nearly all.
    fn descend(&self, from: Id) -> Id {
        let mut at = from;
        let heads = self.heads();
        loop {
            let inside = self.running[at as usize];
            let largest = self
                .page
                .children(at)
                .max_by_key(|child| self.running[*child as usize]);
            match largest {
                Some(child)
                    if inside > 0
                        && is_container(self.page.name(child))
                        && u64::from(self.running[child as usize]) * 100
                            >= u64::from(inside) * 90 =>
                {
                    at = child;
                }
                _ => match self.headed(at, &heads) {
                    Some(child) => at = child,
                    None => return at,
                },
            }
        }
    }

    /// The part with the main heading, where the others are without one and an element holds nothing itself.
    fn headed(&self, id: Id, heads: &[Id]) -> Option<Id> {
        let inside = u64::from(self.running[id as usize]);
        let of_parts = |wanted: bool| {
            let parts = self
                .page
                .children(id)
                .filter(move |child| is_container(self.page.name(*child)) == wanted);
            parts
                .map(|child| u64::from(self.running[child as usize]))
                .sum::<u64>()
        };
        let has_head = |child: &Id| {
            heads
                .iter()
                .any(|head| (*child..self.page.end(*child)).contains(head))
        };
        let mut headed = self.page.children(id).filter(has_head);
        let (only, more) = (headed.next()?, headed.next());
        let most = u64::from(self.running[only as usize]);
        (more.is_none()
            && is_container(self.page.name(only))
            && most > 500
            && most * 100 >= inside * 15
            && of_parts(false) * 10 < inside)
            .then_some(only)
    }

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

fn is_container(name: &str) -> bool {
    matches!(
        name,
        "div"
            | "section"
            | "article"
            | "main"
            | "body"
            | "html"
            | "table"
            | "tbody"
            | "tr"
            | "td"
            | "center"
            | "form"
            | "span"
            | "font"
            | "blockquote"
    )
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
