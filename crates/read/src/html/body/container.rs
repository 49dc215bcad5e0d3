//! Which element of a page holds the article.
//!
//! A measured page goes in; the element comes out: the one that is named as the body, else the one with the main heading,
//! else the one below which nearly all running text stands.

use super::Body;
use crate::html::tree::Id;

impl Body<'_, '_> {
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
