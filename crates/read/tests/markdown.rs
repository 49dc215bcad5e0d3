//! Markdown, and the plain text that is read of it.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

mod support;

use casus_text::Document;
use support::Folder;

/// The document of a Markdown file.
fn document(source: &str) -> Document {
    let folder = Folder::new(&[("report.md", source.as_bytes())]);
    let mut items: Vec<_> = casus_read::Documents::new(&[folder.path("report.md")]).collect();
    assert_eq!(items.len(), 1, "{items:?}");
    items.remove(0).expect("it is read")
}

/// The source's text must be the expected paragraphs.
fn check(source: &str, paragraphs: &[&str]) {
    assert_eq!(document(source).text, paragraphs.join("\n\n"));
}

#[test]
fn front_matter_gives_the_fields() {
    let document = document(
        "---\ntitle: \"Envoy: recalled\"\ndate: 2024-06-19T10:00:00Z # today\npublisher: Andes Wire\nurl: https://example.org/1\nlanguage: en\ntags: [a, b]\n  nested: no\n---\n\nPeru recalled its envoy.\n",
    );
    assert_eq!(document.id, "report");
    assert_eq!(document.title.as_deref(), Some("Envoy: recalled"));
    assert_eq!(document.date.as_deref(), Some("2024-06-19"));
    assert_eq!(document.publisher.as_deref(), Some("Andes Wire"));
    assert_eq!(document.url.as_deref(), Some("https://example.org/1"));
    assert_eq!(document.language.as_deref(), Some("en"));
    assert_eq!(
        document.extra,
        [("tags".to_string(), "\"[a, b]\"".to_string())]
    );
    assert_eq!(document.text, "Peru recalled its envoy.");
}

#[test]
fn front_matter_may_be_toml() {
    let document = document("+++\ntitle = 'Recall'\ndate = 2024-06-19\n+++\nText.");
    assert_eq!(
        (document.title.as_deref(), document.date.as_deref()),
        (Some("Recall"), Some("2024-06-19"))
    );
    assert_eq!(document.text, "Text.");
}

#[test]
fn a_bad_date_is_a_fault_with_its_line() {
    let folder = Folder::new(&[
        ("a.md", b"---\ntitle: T\ndate: soon\n---\nText."),
        ("b.md", b"B."),
    ]);
    assert_eq!(
        folder.read(&["a.md", "b.md"]),
        ["! a.md:3: `date` is no day: soon", "b: B."]
    );
}

#[test]
fn the_first_heading_is_the_title_and_no_text() {
    let first = document("# Envoy *recalled*\n\nPeru acts.\n\n## Reactions\n\nChile waits.");
    assert_eq!(first.title.as_deref(), Some("Envoy recalled"));
    assert_eq!(first.text, "Peru acts.\n\nReactions\n\nChile waits.");
    let under = document("Envoy recalled\n==============\nPeru acts.");
    assert_eq!(
        (under.title.as_deref(), under.text.as_str()),
        (Some("Envoy recalled"), "Peru acts.")
    );
}

#[test]
fn a_later_heading_is_text() {
    let document = document("Peru acts.\n\n# Reactions #\n\nChile waits.");
    assert_eq!(document.title, None);
    assert_eq!(document.text, "Peru acts.\n\nReactions\n\nChile waits.");
}

#[test]
fn lines_of_a_paragraph_are_joined() {
    check(
        "Peru recalled\nits envoy.\n\nChile did\nnot.",
        &["Peru recalled its envoy.", "Chile did not."],
    );
    check("One\\\ntwo  \nthree", &["One\ntwo\nthree"]);
}

#[test]
fn emphasis_and_code_lose_their_signs() {
    check(
        "**Peru** _recalled_ its ***envoy***, ~~not~~ `now`.",
        &["Peru recalled its envoy, not now."],
    );
    check(
        "The snake_case_name and 2 * 3 * 4 stay.",
        &["The snake_case_name and 2 * 3 * 4 stay."],
    );
    check("An \\*escaped\\* star.", &["An *escaped* star."]);
}

#[test]
fn links_are_their_words() {
    check(
        "See [the *treaty*](https://example.org/a_(b) \"T\"), [notes][1] and ![a map](m.png).[^2]\n\n[1]: https://example.org\n[^2]: A note.",
        &["See the treaty, notes and a map."],
    );
    check(
        "Write to <a@example.org> or <https://example.org>.",
        &["Write to a@example.org or https://example.org."],
    );
    check(
        "He said [sic] and left [ .",
        &["He said [sic] and left [ ."],
    );
}

#[test]
fn items_are_paragraphs() {
    check(
        "Aims:\n- peace\n  and bread\n* land\n1. first\n2) second\n- [x] done",
        &[
            "Aims:",
            "peace and bread",
            "land",
            "first",
            "second",
            "done",
        ],
    );
    check(
        "The talks of June\n19. went well.",
        &["The talks of June 19. went well."],
    );
}

#[test]
fn quotations_and_code_are_text() {
    check(
        "> We will\n> fight.\n\nHe left.",
        &["We will fight.", "He left."],
    );
    check(
        "```rust\nlet a = *b;\n\n~~~\n```\nAfter.",
        &["let a = *b;", "~~~", "After."],
    );
}

#[test]
fn tables_are_rows() {
    check(
        "| State | Arms |\n|---|:-:|\n| Peru | none |",
        &["State, Arms", "Peru, none"],
    );
}

#[test]
fn tags_comments_rules_and_entities() {
    check(
        "One <b>bold</b> word.<br/>\n\n***\n\n<!-- a\ncomment -->\nAT&amp;T &#8211; 5 < 6 &unknown;",
        &["One bold word.", "AT&T – 5 < 6 &unknown;"],
    );
}

#[test]
fn long_runs_of_signs_are_read() {
    for sign in [
        "*", "_", "`", "[", "![", "<", "&", "\\", ">", "#", "|", "- ", "[a](", "~",
    ] {
        document(&format!("Peru {}", sign.repeat(20_000)));
    }
}

#[test]
fn a_file_that_is_too_long_is_a_fault() {
    let folder = Folder::new(&[("a.md", "Peru. ".repeat(1_000_000).as_bytes())]);
    assert_eq!(
        folder.read(&["a.md"]),
        ["! a.md: a Markdown file of more than 4194304 bytes is not read"]
    );
}
