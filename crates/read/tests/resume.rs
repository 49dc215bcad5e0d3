//! A run that was interrupted goes on where it was, and claims can name the place of their page.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

mod support;

use casus_read::{Documents, Position};
use std::path::PathBuf;
use support::archives::{PAGE, gzip, record};
use support::{Folder, drawn};

const POST: &str = r#"<html><body><p>Iran and Norway held talks in Oslo on Wednesday, the ministry of Norway said in a statement.</p>
<blockquote class="twitter-tweet"><p>We go on.</p>&mdash; Ida Holm (@ida) <a href="https://example.org/1">June 19, 2024</a></blockquote></body></html>"#;

fn archive(packed: bool) -> Vec<u8> {
    let records = (0..5).map(|number| {
        let page = if number % 2 == 0 { POST } else { PAGE };
        record("response", &format!("https://example.org/{number}"), page)
    });
    let bytes = records.map(|record| if packed { gzip(&record) } else { record });
    bytes.collect::<Vec<_>>().concat()
}

fn folder() -> Folder {
    let whole = zstd::encode_all(&archive(false)[..], 0).expect("memory");
    Folder::new(&[
        ("a.txt", b"Oslo."),
        ("b.warc", &archive(false)),
        ("c.warc.gz", &archive(true)),
        ("d.warc.zst", &whole),
        (
            "e.jsonl",
            b"{\"text\":\"One.\"}\nbroken\n{\"text\":\"Three.\"}\n",
        ),
        ("f/g.txt", b"Last."),
    ])
}

#[test]
fn a_run_goes_on_behind_any_item() {
    let folder = folder();
    let paths = vec![folder.0.clone()];
    let all: Vec<_> = Documents::new(&paths).collect();
    assert_eq!(all.len(), 1 + 3 * 8 + 3 + 1);
    let mut run = Documents::new(&paths);
    for done in 0..=all.len() {
        let rest: Vec<_> = Documents::new(&paths)
            .from_position(run.position().clone())
            .collect();
        assert_eq!(
            drawn(&rest),
            drawn(&all[done..].to_vec()),
            "{:?}",
            run.position()
        );
        let _ = run.next();
    }
}

#[test]
fn a_web_archive_is_read_from_any_byte() {
    let folder = folder();
    for name in ["b.warc", "c.warc.gz", "d.warc.zst"] {
        let paths = vec![folder.path(name)];
        let all: Vec<_> = Documents::new(&paths).collect();
        let offset = |item: &Result<casus_text::Document, _>| -> u64 {
            let extra = &item.as_ref().expect("a document").extra;
            let field = |wanted: &str| {
                &extra
                    .iter()
                    .find(|(name, _)| name == wanted)
                    .expect("a field")
                    .1
            };
            assert_eq!(
                field("archive"),
                &format!("{:?}", paths[0].display().to_string())
            );
            field("offset").parse().expect("a number")
        };
        let third = offset(&all[4]);
        for from in [offset(&all[2]) + 1, offset(&all[2]) + 90, third] {
            let position = Position {
                file: paths[0].display().to_string(),
                offset: from,
                items: 0,
            };
            let rest: Vec<_> = Documents::new(&paths).from_position(position).collect();
            let first = rest.iter().position(Result::is_ok).expect("a document");
            assert_eq!(
                drawn(&rest[first..].to_vec()),
                drawn(&all[3..].to_vec()),
                "{name} from {from}"
            );
        }
    }
}

#[test]
fn only_inputs_that_are_there_and_archives_are_gone_on_with() {
    let folder = folder();
    let from = |file: &str, offset| {
        let position = Position {
            file: folder.path(file).display().to_string(),
            offset,
            items: 0,
        };
        let items: Vec<_> = Documents::new(&[folder.path("a.txt")])
            .from_position(position)
            .collect();
        drawn(&items).concat()
    };
    assert!(from("z.txt", 0).ends_with("which is not among the inputs"));
    assert!(from("a.txt", 3).ends_with("only a web archive is read from a byte on"));
}

#[test]
fn raw_pages_are_kept_by_their_hash() {
    let folder = folder();
    let kept = folder.path("kept");
    let mut names = Vec::new();
    for name in ["b.warc", "c.warc.gz"] {
        let documents = Documents::new(&[folder.path(name)]).keeping_pages(&kept);
        for document in documents.map(|item| item.expect("a document")) {
            let (_, value) = document
                .extra
                .iter()
                .find(|(name, _)| name == "page")
                .expect("a hash");
            names.push(value.trim_matches('"').to_owned());
        }
    }
    names.sort();
    names.dedup();
    assert_eq!(names.len(), 2);
    for name in names {
        let hash = name.strip_prefix("sha256:").expect("the kind of hash");
        let path: PathBuf = kept.join(&hash[..2]).join(format!("{hash}.html"));
        let bytes = std::fs::read_to_string(path).expect("the page");
        assert!(bytes == PAGE || bytes == POST);
    }
    let page = Folder::new(&[("p.html", PAGE.as_bytes()), ("file", b"in the way")]);
    let items: Vec<_> = Documents::new(&[page.path("p.html")])
        .keeping_pages(&page.path("file"))
        .collect();
    assert!(items[0].is_err() && items[1].is_ok(), "{items:?}");
}
