//! The article's own words: which part of a page holds them, and what in it is none of them.
//!
//! A page goes in; its paragraphs come out, in order. First all that is never the article is set aside (by element, by the
//! names that pages give to their parts, by being links only); then the element is looked for that holds what is left of
//! running text; then its blocks are written. No word of a language is looked at.

mod blocks;
mod container;

use super::names::Part;
use super::tree::{Content, Id, Page, is_block};
pub(crate) use blocks::Block;

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
            let told = self.page.told(id).part;
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
            } else if (told >= Some(Part::About) || structure) && !large {
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
}
