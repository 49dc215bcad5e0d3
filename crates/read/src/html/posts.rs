//! Posts that stand in a page: who wrote them, when, and where they are.
//!
//! An element of a page goes in, or the text that is left of one ("text — Name (@handle) June 19, 2024"); the post comes out.
//! What a post says is its author's word, not the page's, so each becomes a document of its own.

use super::names;
use super::tree::{Id, Page};
use crate::date::{self, Order};

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
    "threads-post",
    TELEGRAM,
];
/// How the parts of a Telegram message are named; the others part theirs by elements alone.
const TELEGRAM: &str = "tgme_widget_message";
const TELEGRAM_TEXT: &str = "tgme_widget_message_text";
const TELEGRAM_OWNER: &str = "tgme_widget_message_owner_name";
const TELEGRAM_AUTHOR: &str = "tgme_widget_message_author";
const TELEGRAM_DATE: &str = "tgme_widget_message_date";
/// Addresses that services put behind the words of a post for what it shows.
const LINKS: [&str; 3] = ["pic.twitter.com/", "pic.x.com/", "https://t.co/"];
/// A name that is longer is a sentence.
const LONGEST_NAME: usize = 80;

/// Whether an element holds a post.
pub(crate) fn is_post(page: &Page<'_>, id: Id) -> bool {
    let holds = matches!(page.name(id), "blockquote" | "div");
    holds && NAMES.iter().any(|name| has_class(page, id, name))
}

fn has_class(page: &Page<'_>, id: Id, wanted: &str) -> bool {
    let class = page.attribute(id, "class");
    class.is_some_and(|class| class.split_whitespace().any(|name| name == wanted))
}

/// The post of an element; none where its words are not in the page.
pub(crate) fn of_element(page: &Page<'_>, id: Id) -> Option<Post> {
    let post = if has_class(page, id, TELEGRAM) {
        of_telegram(page, id)
    } else {
        of_quotation(page, id)
    }?;
    let text = without_links(&post.text);
    (!text.is_empty() && !post.author.is_empty()).then_some(Post { text, ..post })
}

/// A message of Telegram: its parts are named.
fn of_telegram(page: &Page<'_>, id: Id) -> Option<Post> {
    let part = |name: &str| page.below(id).find(|below| has_class(page, *below, name));
    let date = part(TELEGRAM_DATE);
    let time = date.and_then(|date| page.below(date).find(|below| page.name(*below) == "time"));
    let channel = page.attribute(id, "data-post");
    let handle = channel.as_deref().and_then(|post| post.split('/').next());
    Some(Post {
        text: page.words(part(TELEGRAM_TEXT)?),
        author: page.words(part(TELEGRAM_OWNER).or_else(|| part(TELEGRAM_AUTHOR))?),
        handle: handle
            .filter(|name| !name.is_empty())
            .map(|name| format!("@{name}")),
        date: time.and_then(|time| date::of_web(&page.attribute(time, "datetime")?)),
        link: date.and_then(|date| link(page, date)),
    })
}

fn link(page: &Page<'_>, id: Id) -> Option<String> {
    page.attribute(id, "href")
        .map(|link| link.trim().to_owned())
}

/// A post that is quoted: paragraphs, a dash, the name, the handle, a link with the day.
fn of_quotation(page: &Page<'_>, id: Id) -> Option<Post> {
    let of_name = |name: &'static str| {
        page.below(id)
            .filter(move |below| page.name(*below) == name)
    };
    let paragraphs: Vec<Id> = of_name("p").collect();
    let texts = paragraphs.iter().map(|p| words(page, *p));
    let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
    let links: Vec<Id> = of_name("a").collect();
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
    post.link = dated.or(links.last()).and_then(|id| link(page, *id));
    if !texts.is_empty() {
        post.text = texts.join("\n\n");
    }
    Some(post)
}

/// The words of a paragraph, without links that stand for what is shown: "[image or embed]".
fn words(page: &Page<'_>, paragraph: Id) -> String {
    let mut words = page.words(paragraph);
    for link in page.below(paragraph).filter(|id| page.name(*id) == "a") {
        let shown = page.words(link);
        if shown.starts_with('[') && shown.ends_with(']') {
            words = words.replace(&shown, "");
        }
    }
    words.trim().to_owned()
}

/// A text without the addresses at its end that a service put there.
fn without_links(text: &str) -> String {
    let mut text = text.trim();
    while let Some(at) = text.rfind(|c: char| c.is_whitespace()) {
        let last = text.get(at..).unwrap_or_default().trim_start();
        if !LINKS.iter().any(|link| last.starts_with(link)) {
            break;
        }
        text = text.get(..at).unwrap_or_default().trim_end();
    }
    text.to_owned()
}

/// The post that a text is: its words, a dash, the name, the handle in brackets, the day; or its words, "posted by", the
/// name and the day.
pub(crate) fn of_text(text: &str) -> Option<Post> {
    of_handle(text).or_else(|| of_posted(text))
}

fn of_handle(text: &str) -> Option<Post> {
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
        text: without_links(words),
        author: name.to_owned(),
        handle: Some(format!("@{handle}")),
        date: day,
        link: None,
    })
}

fn of_posted(text: &str) -> Option<Post> {
    let (words, behind) = names::around_post(text)?;
    let (day, place) = date::find(behind, Order::Either)?;
    // Between name and day stand small words and the day of the week.
    let mut name: Vec<&str> = behind.get(..place.start)?.split_whitespace().collect();
    let small = |word: &&str| word.starts_with(char::is_lowercase);
    let end = name.iter().rposition(small).unwrap_or(name.len());
    name.truncate(end);
    let name = name.join(" ");
    let ends = behind.get(place.end..)?.trim();
    let good = !name.is_empty() && name.len() <= LONGEST_NAME && ends.len() < 30;
    let text = without_links(words);
    (good && !text.is_empty()).then_some(Post {
        text,
        author: name,
        handle: None,
        date: Some(day),
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
            "Talks #Oslo go on. | Ida Holm | @idaholm | 2024-06-19 | https://twitter.com/idaholm/status/1"
        );
        let sky = r#"<blockquote class="bluesky-embed" data-bluesky-uri="at://x"><p lang="en">We go on.<br><br><a href="x">[image or embed]</a></p>&mdash; Ida Holm
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
        let elephant = r#"<blockquote class="mastodon-embed" data-embed-url="x"><p>We go on.</p>&mdash; Ida Holm (@ida@social.example.org)
            <a href="https://social.example.org/@ida/1">Jun 19, 2024, 08:30</a></blockquote>"#;
        assert_eq!(
            drawn(of(elephant)),
            "We go on. | Ida Holm | @ida@social.example.org | 2024-06-19 | https://social.example.org/@ida/1"
        );
        let plane = r#"<div class="tgme_widget_message" data-post="north_wire/12"><div class="tgme_widget_message_author"><a class="tgme_widget_message_owner_name" href="x"><span>North Wire</span></a></div>
            <div class="tgme_widget_message_text js-message_text">We go on.<br>All of us.</div><a class="tgme_widget_message_date" href="https://t.me/north_wire/12"><time datetime="2024-06-19T08:30:00+00:00">08:30</time></a></div>"#;
        assert_eq!(
            drawn(of(plane)),
            "We go on. All of us. | North Wire | @north_wire | 2024-06-19 | https://t.me/north_wire/12"
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
        let texts = [
            (
                "Talks go on. pic.twitter.com/x https://t.co/y — Ida Holm (@idaholm) June 19, 2024",
                "Talks go on. | Ida Holm | @idaholm | 2024-06-19 | -",
            ),
            (
                "Talks go on. — Ida Holm (@ida@social.example.org) Jun 19, 2024, 08:30",
                "Talks go on. | Ida Holm | @ida@social.example.org | 2024-06-19 | -",
            ),
            (
                "Talks go on. - North Wire (@north_wire) 19 June 2024",
                "Talks go on. | North Wire | @north_wire | 2024-06-19 | -",
            ),
            (
                "Talks go on. Posted by Ida Holm on Wednesday, June 19, 2024",
                "Talks go on. | Ida Holm | - | 2024-06-19 | -",
            ),
        ];
        for (text, post) in texts {
            assert_eq!(drawn(of_text(text)), post, "{text}");
        }
        for text in [
            "Posted by Ida Holm on June 19, 2024",
            "It was posted by Ida Holm on June 19, 2024, and then taken down again by those who had it",
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
