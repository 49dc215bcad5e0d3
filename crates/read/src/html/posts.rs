//! Posts that stand in a page: who wrote them, when, and where they are.
//!
//! An element of a page goes in, or the text that is left of one ("text — Name (@handle) June 19, 2024"); the post comes out.
//! What a post says is its author's word, not the page's, so each becomes a document of its own.

use super::tree::{Id, Page};
use crate::date;

/// A post.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Post {
    pub(crate) text: String,
    pub(crate) author: String,
    pub(crate) handle: Option<String>,
    pub(crate) date: Option<String>,
    pub(crate) link: Option<String>,
}

/// How the elements are named that hold a post.
const NAMES: [&str; 8] = [
    "twitter-tweet",
    "twitter-video",
    "bluesky-embed",
    "mastodon-embed",
    "fb-post",
    "fb-quote",
    "telegram-post",
    "threads-post",
];
/// A name that is longer is a sentence.
const LONGEST_NAME: usize = 80;

/// Whether an element holds a post.
pub(crate) fn is_post(page: &Page<'_>, id: Id) -> bool {
    let holds = matches!(page.name(id), "blockquote" | "div");
    let class = if holds {
        page.attribute(id, "class")
    } else {
        None
    };
    class.is_some_and(|class| class.split_whitespace().any(|name| NAMES.contains(&name)))
}

/// The post of an element; none where its words are not in the page.
pub(crate) fn of_element(page: &Page<'_>, id: Id) -> Option<Post> {
    let paragraphs: Vec<Id> = page
        .below(id)
        .filter(|below| page.name(*below) == "p")
        .collect();
    let texts: Vec<String> = paragraphs
        .iter()
        .map(|p| page.words(*p))
        .filter(|text| !text.is_empty())
        .collect();
    let links: Vec<Id> = page
        .below(id)
        .filter(|below| page.name(*below) == "a")
        .collect();
    let outside = |link: &&Id| {
        !paragraphs
            .iter()
            .any(|p| (*p..page.end(*p)).contains(*link))
    };
    let dated = links
        .iter()
        .filter(outside)
        .rev()
        .find(|link| date::of_web(&page.words(**link)).is_some());
    // A handle that is a link stands apart from its brackets.
    let whole = page.words(id).replace("( @", "(@").replace(" )", ")");
    let mut post = of_text(&whole).unwrap_or_default();
    if let Some(first) = texts.first().filter(|_| post.author.is_empty()) {
        // "Posted by Name on Wednesday, June 19, 2024": the first link outside of the text is its author.
        let author = links
            .iter()
            .filter(outside)
            .find(|link| Some(**link) != dated.copied())?;
        post = Post {
            author: page.words(*author),
            text: first.clone(),
            ..post
        };
    }
    post.date = dated
        .and_then(|link| date::of_web(&page.words(*link)))
        .or(post.date);
    post.link = dated
        .or(links.last())
        .and_then(|link| page.attribute(*link, "href"))
        .map(|link| link.trim().to_owned());
    if !texts.is_empty() {
        post.text = texts.join("\n\n");
    }
    (!post.text.is_empty() && !post.author.is_empty()).then_some(post)
}

/// The post that a text is: its words, a dash, the name, the handle in brackets, the day.
pub(crate) fn of_text(text: &str) -> Option<Post> {
    let at = text.rfind("(@")?;
    let (before, after) = text.split_at_checked(at)?;
    let (handle, rest) = after.get(2..)?.split_once(')')?;
    let is_handle = !handle.is_empty()
        && handle
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '_' | '.' | '-' | '@'));
    let day = date::of_web(rest.trim());
    let dash = before.rfind(['—', '–']).or_else(|| before.rfind("- "))?;
    let (words, name) = before.split_at_checked(dash)?;
    let name = name.trim_start_matches(['—', '–', '-']).trim();
    let good = is_handle
        && (day.is_some() || rest.trim().is_empty())
        && !name.is_empty()
        && name.len() <= LONGEST_NAME;
    good.then(|| Post {
        text: words.trim().to_owned(),
        author: name.to_owned(),
        handle: Some(format!("@{handle}")),
        date: day,
        link: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(source: &str) -> Option<Post> {
        let page = Page::read(source);
        let id = page.below(0).find(|id| is_post(&page, *id))?;
        of_element(&page, id)
    }

    fn drawn(post: Option<Post>) -> String {
        let Some(post) = post else {
            return "none".to_owned();
        };
        let or = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
        format!(
            "{} | {} | {} | {} | {}",
            post.text,
            post.author,
            or(post.handle),
            or(post.date),
            or(post.link)
        )
    }

    #[test]
    fn embedded_posts_have_author_day_and_link() {
        let tweet = r#"<blockquote class="twitter-tweet"><p lang="en">Talks <a href="/x">#Oslo</a> go on. <a href="t.co/x">pic.twitter.com/x</a></p>
            &mdash; Ida Holm (@idaholm) <a href="https://twitter.com/idaholm/status/1">June 19, 2024</a></blockquote>"#;
        assert_eq!(
            drawn(of(tweet)),
            "Talks #Oslo go on. pic.twitter.com/x | Ida Holm | @idaholm | 2024-06-19 | https://twitter.com/idaholm/status/1"
        );
        let sky = r#"<blockquote class="bluesky-embed" data-bluesky-uri="at://x"><p lang="en">We go on.</p>&mdash; Ida Holm
            (<a href="https://bsky.app/profile/ida">@ida.example.org</a>) <a href="https://bsky.app/p/1">June 19, 2024 at 8:30 AM</a></blockquote>"#;
        assert_eq!(
            drawn(of(sky)),
            "We go on. | Ida Holm | @ida.example.org | 2024-06-19 | https://bsky.app/p/1"
        );
        let face = r#"<div class="fb-post" data-href="x"><blockquote cite="x"><p>We go on.</p>Posted by <a href="/ida">Ida Holm</a> on&nbsp;
            <a href="https://facebook.com/1">Wednesday, June 19, 2024</a></blockquote></div>"#;
        assert_eq!(
            drawn(of(face)),
            "We go on. | Ida Holm | - | 2024-06-19 | https://facebook.com/1"
        );
        assert_eq!(
            drawn(of(
                r#"<blockquote class="twitter-tweet"><a href="x">x</a></blockquote>"#
            )),
            "none"
        );
        assert_eq!(
            drawn(of(
                "<blockquote><p>Said — Ida (@ida) June 19, 2024</p></blockquote>"
            )),
            "none"
        );
    }

    #[test]
    fn what_is_left_of_a_post_is_known() {
        let text = "JUST IN: Talks go on – we hope. — Ida Holm (@idaholm) June 19, 2024";
        assert_eq!(
            drawn(of_text(text)),
            "JUST IN: Talks go on – we hope. | Ida Holm | @idaholm | 2024-06-19 | -"
        );
        for text in [
            "Talks go on.",
            "He wrote (@ida) that talks go on",
            "— (@ida) June 19, 2024",
            "(@",
            "a - b (@c",
            "x — y (@z) went home",
        ] {
            assert_eq!(of_text(text), None, "{text}");
        }
    }
}
