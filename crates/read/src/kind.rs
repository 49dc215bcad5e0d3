//! What an input holds, by its name or its first bytes.
//!
//! The name of a file or the start of it goes in; its kind comes out. Reading it is left to `source`.

/// What an input holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Plain,
    Markdown,
    JsonLines,
    Html,
    Xml,
    Table,
    Warc,
    Tar,
    Zip,
    Unknown,
}

/// The endings that we know. Those of tables are not looked for in folders: not every table holds reports.
const ENDINGS: [(&str, Kind); 22] = [
    ("txt", Kind::Plain),
    ("text", Kind::Plain),
    ("md", Kind::Markdown),
    ("markdown", Kind::Markdown),
    ("jsonl", Kind::JsonLines),
    ("ndjson", Kind::JsonLines),
    ("html", Kind::Html),
    ("htm", Kind::Html),
    ("xhtml", Kind::Html),
    ("xml", Kind::Xml),
    ("rss", Kind::Xml),
    ("atom", Kind::Xml),
    ("nitf", Kind::Xml),
    ("csv", Kind::Table),
    ("tsv", Kind::Table),
    ("warc", Kind::Warc),
    ("tar", Kind::Tar),
    ("tgz", Kind::Tar),
    ("zip", Kind::Zip),
    ("gz", Kind::Unknown),
    ("zst", Kind::Unknown),
    ("json", Kind::Unknown),
];

impl Kind {
    /// By the ending of a name, that of packing left away.
    pub(crate) fn of(name: &str) -> Self {
        let name = name.to_ascii_lowercase();
        let name = [".gz", ".zst"]
            .iter()
            .find_map(|end| name.strip_suffix(end))
            .unwrap_or(&name);
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        ENDINGS
            .iter()
            .find(|(known, _)| *known == ending)
            .map_or(Kind::Unknown, |(_, kind)| *kind)
    }

    /// By the first bytes. Blanks beyond the first block are not looked past.
    pub(crate) fn by_bytes(start: &[u8]) -> Self {
        let begins = start.trim_ascii_start();
        let begins = begins.strip_prefix(b"\xef\xbb\xbf").unwrap_or(begins);
        let has = |sign: &str| {
            begins
                .get(..sign.len())
                .is_some_and(|front| front.eq_ignore_ascii_case(sign.as_bytes()))
        };
        if start.get(257..262) == Some(b"ustar") {
            Kind::Tar
        } else if has("PK\u{3}\u{4}") {
            Kind::Zip
        } else if has("WARC/1.") {
            Kind::Warc
        } else if has("<!doctype html") || has("<html") {
            Kind::Html
        } else if [
            "<?xml",
            "<rss",
            "<feed",
            "<rdf",
            "<mediawiki",
            "<nitf",
            "<newsml",
            "<newsitem",
            "<newsmessage",
        ]
        .iter()
        .any(|sign| has(sign))
        {
            Kind::Xml
        } else if begins.first() == Some(&b'{') {
            Kind::JsonLines
        } else {
            Kind::Plain
        }
    }
}

/// Whether a folder or an archive is searched for files of this name.
pub(crate) fn is_read(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let ending = lower.rsplit_once('.').map_or("", |(_, ending)| ending);
    ENDINGS
        .iter()
        .any(|(known, kind)| *known == ending && *kind != Kind::Table && *known != "json")
}

/// A name without its endings: `a/talks` of `a/talks.html.gz`.
pub(crate) fn stem(name: &str) -> &str {
    let (folder, last) = name
        .rsplit_once('/')
        .map_or((0, name), |(folder, last)| (folder.len() + 1, last));
    let packed = [".gz", ".zst"]
        .iter()
        .find_map(|end| last.strip_suffix(end))
        .unwrap_or(last);
    let stem = packed.rsplit_once('.').map_or(packed, |(stem, _)| stem);
    let length = if stem.is_empty() {
        last.len()
    } else {
        stem.len()
    };
    name.get(..folder + length).unwrap_or(name)
}
