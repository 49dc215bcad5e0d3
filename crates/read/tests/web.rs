//! Pages, and archives of them, as they come from the web: whole, packed, broken and hostile.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

mod support;

use casus_read::Limits;
use support::archives::{PAGE, TEXT, gzip, record, tar, zip};
use support::{Folder, drawn, read, read_within};

#[test]
fn a_page_is_its_article_and_what_it_says_of_itself() {
    for bytes in [PAGE.as_bytes().to_vec(), gzip(PAGE.as_bytes())] {
        let items = read(&bytes);
        assert_eq!(drawn(&items), [format!("in: {TEXT}")]);
        let document = items[0].as_ref().expect("a document");
        assert_eq!(document.title.as_deref(), Some("Talks in Oslo"));
        assert_eq!(document.date.as_deref(), Some("2024-06-19"));
        assert_eq!(document.publisher.as_deref(), Some("North Wire"));
        assert_eq!(document.language.as_deref(), Some("en"));
        assert_eq!(
            document.extra[0],
            ("author".to_owned(), "\"Ida Holm\"".to_owned())
        );
        assert_eq!(
            document.extra[1],
            (
                "published".to_owned(),
                "\"2024-06-19T08:30:00+02:00\"".to_owned()
            )
        );
    }
}

#[test]
fn archives_give_the_documents_of_their_members() {
    let notes = b"{\"id\":\"n\",\"text\":\"Riga.\"}\n";
    let files: &[(&str, &[u8])] = &[
        ("a/page.html", PAGE.as_bytes()),
        (".hidden.txt", b"x"),
        ("b.png", b"x"),
        ("n.jsonl", notes),
        ("c.txt.gz", &gzip(b"Oslo.")),
    ];
    let expected = [
        format!("in/a/page: {TEXT}"),
        "n: Riga.".to_owned(),
        "in/c: Oslo.".to_owned(),
    ];
    assert_eq!(drawn(&read(&tar(files))), expected);
    assert_eq!(drawn(&read(&gzip(&tar(files)))), expected);
    assert_eq!(drawn(&read(&zip(files))), expected);
    let inner = tar(files);
    let nested = zip(&[("x.tar", &inner), ("z.txt", b"Last.")]);
    let nested = drawn(&read(&nested));
    assert_eq!(nested[0], format!("in/x/a/page: {TEXT}"));
    assert_eq!(nested[3], "in/z: Last.");
}

#[test]
fn archives_in_one_another_end() {
    let mut bytes = b"Oslo.".to_vec();
    let mut name = "a.txt";
    for _ in 0..6 {
        bytes = tar(&[(name, &bytes)]);
        name = "a.tar";
    }
    assert_eq!(
        drawn(&read(&bytes)),
        ["! in/a.tar/a.tar/a.tar/a.tar: archives in one another are read 3 deep"]
    );
}

#[test]
fn broken_archives_are_told_and_the_rest_is_read() {
    let mut bytes = tar(&[("a.txt", b"One."), ("b.txt", b"Two.")]);
    bytes[1024] = b'!';
    assert_eq!(
        drawn(&read(&bytes)),
        [
            "in/a: One.",
            "! in: at byte 1024: no TAR header, and none after it"
        ]
    );
    assert_eq!(
        drawn(&read(&tar(&[("a.txt", b"One.")])[..514])),
        ["! in: a.txt: the archive ends within it"]
    );
    let limits = Limits {
        longest_line: 10,
        ..Limits::default()
    };
    let long = tar(&[("a.txt", b"Far too long."), ("b.txt", b"Two.")]);
    assert_eq!(
        drawn(&read_within(&long, limits)),
        [
            "! in: a.txt: has 13 bytes, more than the 10 that are read; it was skipped",
            "in/b: Two."
        ]
    );
    let mut bytes = zip(&[("a.txt", b"One."), ("b.txt", b"Two.")]);
    bytes[0] = b'X';
    let items = drawn(&read_within(
        &[b"PK\x03\x04", &bytes[4..]].concat(),
        Limits::default(),
    ));
    assert_eq!(items, ["in/a: One.", "in/b: Two."]);
    assert!(drawn(&read(b"PK\x03\x04 cut off"))[0].starts_with("! in: no ZIP archive"));
    assert!(drawn(&read(&gzip(&[b'x'; 5000])[..30]))[0].starts_with("! in: "));
}

#[test]
fn a_page_that_unpacks_without_end_is_told() {
    let bomb = gzip(&vec![b'x'; 8 << 20]);
    let folder = Folder::new(&[("bomb.html.gz", &bomb), ("good.txt", b"Oslo.")]);
    assert_eq!(
        folder.read(&["."]),
        [
            "! ./bomb.html.gz: has more than the 4194304 bytes that are read as one; it was skipped",
            "good: Oslo."
        ]
    );
}

#[test]
fn web_archives_are_read_record_by_record() {
    let request = record("request", "https://example.org/a", "");
    let info = b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 4\r\n\r\nx: y\r\n\r\n".to_vec();
    let parts = [
        info,
        request,
        record("response", "https://example.org/a", PAGE),
        record("response", "https://example.org/b", PAGE),
    ];
    let offset = parts[..3].iter().map(Vec::len).sum::<usize>();
    let items = read(&parts.concat());
    assert_eq!(items.len(), 2, "{items:?}");
    let last = items[1].as_ref().expect("a document");
    assert_eq!(
        (last.id.clone(), last.text.as_str()),
        (format!("in@{offset}"), TEXT)
    );
    assert_eq!(last.url.as_deref(), Some("https://example.org/b"));
    assert!(
        last.extra
            .contains(&("fetched".to_owned(), "\"2024-06-20T10:00:00Z\"".to_owned()))
    );

    // Packed record by record, the place is that of the packed record.
    let packed: Vec<Vec<u8>> = parts.iter().map(|part| gzip(part)).collect();
    let offset = packed[..3].iter().map(Vec::len).sum::<usize>();
    let folder = Folder::new(&[("crawl.warc.gz", &packed.concat())]);
    let drawn = folder.read(&["crawl.warc.gz"]);
    assert_eq!(drawn.len(), 2, "{drawn:?}");
    assert_eq!(drawn[1], format!("crawl@{offset}: {TEXT}"));
}

#[test]
fn a_broken_record_is_told_and_the_next_is_read() {
    let good = record("response", "https://example.org/a", PAGE);
    let lying = String::from_utf8(good.clone())
        .expect("text")
        .replace("Content-Length: ", "Content-Length: 1");
    let short = String::from_utf8(good.clone())
        .expect("text")
        .replace("</html>", "</html> and more of it");
    let items = drawn(&read(&[short.as_bytes(), &good].concat()));
    assert_eq!(
        items[0],
        "! in: at byte 0: a record that is not as long as it says; reading goes on at the next"
    );
    assert_eq!(items[1], format!("in@{}: {TEXT}", short.len()));
    let items = drawn(&read(&[&good, lying.as_bytes()].concat()));
    assert_eq!(
        items[1],
        format!(
            "! in: at byte {}: the archive ends within this record",
            good.len()
        )
    );
    assert_eq!(
        drawn(&read(
            b"WARC/1.0\r\nWARC-Type: response\r\n\r\nWARC/1.0\r\n"
        ))
        .len(),
        2
    );
}

#[test]
fn answers_in_pieces_and_other_charsets_are_read() {
    let parts = [
        "<html><body><p>Caf\u{e9}s in the harbour were c",
        "losed while the delegations met in town.</p>",
    ];
    let piece = |part: &str| format!("{:x}\r\n{part}\r\n", part.chars().count());
    let body = format!("{}{}0\r\n\r\n", piece(parts[0]), piece(parts[1]));
    let latin: Vec<u8> = body.chars().map(|c| c as u8).collect();
    let head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=iso-8859-1\r\nTransfer-Encoding: chunked\r\n\r\n";
    let answer = [&head[..], &latin].concat();
    let record = [
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {}\r\n\r\n",
            answer.len()
        )
        .as_bytes(),
        &answer,
    ]
    .concat();
    assert_eq!(
        drawn(&read(&record)),
        ["in@0: Cafés in the harbour were closed while the delegations met in town."]
    );
}

#[test]
fn hostile_pages_are_read_in_time_that_grows_with_them() {
    let deep = format!(
        "<html>{}Deep words in the middle of it all.{}",
        "<div><b><a>".repeat(100_000),
        "</div>".repeat(100_000)
    );
    let many = format!("<html>{}", "<p class='a b c' id=x>words".repeat(60_000));
    let open = format!("<html><a href=\"{}", "x".repeat(1_000_000));
    let tags = format!("<html>{}", "<".repeat(1_000_000));
    let tables = format!("<html>{}", "<table><tr><td>".repeat(50_000));
    let comments = format!("<html>{}<p>text", "<!-- a -->".repeat(300_000));
    let scripts = format!("<html>{}<p>text", "<script></script>".repeat(200_000));
    for page in [
        deep,
        many,
        open,
        tags,
        tables,
        comments,
        scripts,
        very_many_attributes(),
    ] {
        assert!(read(page.as_bytes()).len() <= 2);
    }
}

fn very_many_attributes() -> String {
    format!("<html><p {}>text</p>", "a=b ".repeat(200_000))
}

#[test]
fn feeds_give_a_document_an_item() {
    let rss = r#"<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:dc="x" xmlns:content="y"><channel><title>North Wire</title>
        <language>en-gb</language><item><title>Talks &amp; more</title><link>https://example.org/a</link><dc:creator>Ida Holm</dc:creator>
        <pubDate>Wed, 19 Jun 2024 08:30:00 GMT</pubDate><description>Short.</description>
        <content:encoded><![CDATA[<p>Iran and Norway held talks.</p><p>They &amp; others go on.</p>]]></content:encoded></item>
        <item><description>&lt;b&gt;Riga&lt;/b&gt; next.</description></item></channel></rss>"#;
    let items = read(rss.as_bytes());
    assert_eq!(
        drawn(&items),
        [
            "in#0: Iran and Norway held talks.\n\nThey & others go on.",
            "in#1: Riga next."
        ]
    );
    let first = items[0].as_ref().expect("a document");
    assert_eq!(
        (first.title.as_deref(), first.date.as_deref()),
        (Some("Talks & more"), Some("2024-06-19"))
    );
    assert_eq!(
        (first.publisher.as_deref(), first.language.as_deref()),
        (Some("North Wire"), Some("en"))
    );
    assert_eq!(first.url.as_deref(), Some("https://example.org/a"));
    assert_eq!(
        first.extra[0],
        ("author".to_owned(), "\"Ida Holm\"".to_owned())
    );
    let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Wire</title><author><name>Desk</name></author>
        <entry><title>Talks</title><link rel="self" href="x"/><link href="https://example.org/a"/><published>2024-06-19T08:30:00Z</published>
        <summary>Short.</summary><content type="xhtml"><div>Iran and Norway held talks.</div></content></entry></feed>"#;
    let items = read(atom.as_bytes());
    let entry = items[0].as_ref().expect("a document");
    assert_eq!(
        (entry.text.as_str(), entry.url.as_deref()),
        ("Iran and Norway held talks.", Some("https://example.org/a"))
    );
    assert_eq!(
        (entry.date.as_deref(), entry.publisher.as_deref()),
        (Some("2024-06-19"), Some("Wire"))
    );
    assert!(drawn(&read(b"<?xml version='1.0'?><plist/>"))[0].contains("no feed and no news"));
}

#[test]
fn news_in_xml_is_read() {
    let nitf = r#"<?xml version="1.0"?><nitf><head><docdata><date.issue norm="20240619T083000+0200"/></docdata><pubdata name="North Wire"/></head>
        <body><body.head><hedline><hl1>Talks</hl1></hedline><byline>Ida Holm</byline></body.head>
        <body.content><p>Iran and Norway held talks.</p><p>They go on.</p></body.content></body></nitf>"#;
    let items = read(nitf.as_bytes());
    let document = items[0].as_ref().expect("a document");
    assert_eq!(
        (document.id.as_str(), document.text.as_str()),
        ("in", "Iran and Norway held talks.\n\nThey go on.")
    );
    assert_eq!(
        (
            document.date.as_deref(),
            document.title.as_deref(),
            document.publisher.as_deref()
        ),
        (Some("2024-06-19"), Some("Talks"), Some("North Wire"))
    );
    let newsml = r#"<newsItem><itemMeta><provider><name>North Wire</name></provider><versionCreated>2024-06-20T00:00:00Z</versionCreated></itemMeta>
        <contentMeta><contentCreated>2024-06-19T08:30:00Z</contentCreated><headline>Talks</headline><language tag="en-GB"/><by>Ida Holm</by></contentMeta>
        <contentSet><inlineXML><html><body><p>Iran and Norway held talks.</p></body></html></inlineXML></contentSet></newsItem>"#;
    let items = read(newsml.as_bytes());
    let document = items[0].as_ref().expect("a document");
    assert_eq!(
        (document.text.as_str(), document.date.as_deref()),
        ("Iran and Norway held talks.", Some("2024-06-19"))
    );
    assert_eq!(
        (document.publisher.as_deref(), document.language.as_deref()),
        (Some("North Wire"), Some("en"))
    );
}

#[test]
fn exports_of_a_wiki_give_their_articles() {
    let page = |ns: &str, title: &str, text: &str| {
        format!(
            "  <page>\n    <title>{title}</title>\n    <ns>{ns}</ns>\n    <revision>\n      <timestamp>2024-07-01T00:00:00Z</timestamp>\n      <text>{text}</text>\n    </revision>\n  </page>\n"
        )
    };
    let export = format!(
        "<mediawiki xml:lang=\"en\">\n  <siteinfo>\n    <sitename>Wikinews</sitename>\n  </siteinfo>\n{}{}{}</mediawiki>\n",
        page(
            "0",
            "Talks",
            "{{date|June 19, 2024}}\n'''Iran''' and [[w:Norway|Norway]] held talks."
        ),
        page("1", "Talk:Talks", "What?"),
        page("0", "More", "Riga &amp;amp; Oslo.")
    );
    let items = read(export.as_bytes());
    assert_eq!(
        drawn(&items),
        [
            "in/Talks: Iran and Norway held talks.",
            "in/More: Riga & Oslo."
        ]
    );
    let first = items[0].as_ref().expect("a document");
    assert_eq!(
        (first.date.as_deref(), first.publisher.as_deref()),
        (Some("2024-06-19"), Some("Wikinews"))
    );
    assert_eq!(
        items[1].as_ref().expect("a document").date.as_deref(),
        Some("2024-07-01")
    );
}

#[test]
fn tables_are_read_by_the_names_of_their_columns() {
    let table = "\u{feff}Date,ID,Text,desk\r\n2024-06-19,a,\"Iran, \"\"again\"\".\n\nSecond line.\",world\r\n,b,,x\r\nsoon,c,Riga.,\r\n\r\n,,Oslo.,\r\n";
    let folder = Folder::new(&[
        ("t.csv", table.as_bytes()),
        ("u.tsv", b"id\tbody\na\tOslo.\n"),
        ("v.csv", b"a,b\n1,2\n"),
        ("w.csv", b"text\n\"open"),
    ]);
    assert_eq!(
        folder.read(&["t.csv"]),
        [
            "a: Iran, \"again\".\n\nSecond line.",
            "! t.csv:5: there is no text",
            "! t.csv:6: `date` is no day: soon",
            "t:8: Oslo."
        ]
    );
    let blank = format!("text\n{}Oslo.\n", "\n".repeat(300_000));
    let blank = Folder::new(&[("x.csv", blank.as_bytes())]);
    assert_eq!(blank.read(&["x.csv"]), ["x:300002: Oslo."]);
    assert_eq!(folder.read(&["u.tsv"]), ["a: Oslo."]);
    assert_eq!(
        folder.read(&["v.csv"]),
        ["! v.csv:1: there is no column `text`, `body`, `content`"]
    );
    assert_eq!(
        folder.read(&["w.csv"]),
        ["! w.csv:2: a cell is not closed before the end"]
    );
}
