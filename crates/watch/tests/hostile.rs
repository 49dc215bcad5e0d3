//! Servers that misbehave: none holds the watch up, fills its memory, or sends it where it must not go.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

mod support;

use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use support::{Act, Server, Trial, feed, page};

/// The note of a page that does this, between two that are good.
fn note(head: &str, act: Act) -> String {
    let items = [("/a", "x"), ("/bad", "y"), ("/z", "z")];
    let server = Server::new(
        "127.0.0.1",
        &[
            ("/feed", Act::Say(200, vec![], feed(&items))),
            ("/a", page("fish")),
            ("/bad", act),
            ("/z", page("timber")),
        ],
    );
    let kept = Trial::new(&server, head, &["feed /feed"]).round();
    assert_eq!(kept.documents.len(), 2, "{:?}", kept.notes);
    let bad = kept.notes.iter().find(|note| note.starts_with("page /bad"));
    bad.expect("it was asked for").replace(&server.root, "")
}

#[test]
fn slow_servers_are_not_waited_for() {
    let note = note("patience = 0.7", Act::Drip);
    assert!(note.starts_with("page /bad: failed (timeout"), "{note}");
}

#[test]
fn endless_answers_end() {
    let note = note("longest = 1000000", Act::Endless);
    assert_eq!(
        note,
        "page /bad: given up (has more than the 1000000 bytes that are read)"
    );
}

#[test]
fn packed_bombs_are_not_unpacked() {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&vec![b'x'; 64 << 20]).expect("memory");
    let head = vec!["Content-Encoding: gzip".to_owned()];
    let bomb = Act::Say(200, head.clone(), encoder.finish().expect("memory"));
    let bomb = note("", bomb);
    assert_eq!(
        bomb,
        "page /bad: given up (has more than the 4194304 bytes that are read)"
    );
    let broken = note("", Act::Say(200, head, b"not packed at all".to_vec()));
    assert!(
        broken.starts_with("page /bad: failed (invalid gzip"),
        "{broken}"
    );
}

#[test]
fn packed_pages_are_unpacked() {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    let Act::Say(_, _, body) = page("trade") else {
        unreachable!("it is a page")
    };
    encoder.write_all(&body).expect("memory");
    let packed = Act::Say(
        200,
        vec!["Content-Encoding: gzip".into()],
        encoder.finish().expect("memory"),
    );
    let server = Server::new(
        "127.0.0.1",
        &[
            ("/feed", Act::Say(200, vec![], feed(&[("/a", "x")]))),
            ("/a", packed),
        ],
    );
    assert_eq!(
        Trial::new(&server, "", &["feed /feed"])
            .round()
            .documents
            .len(),
        1
    );
}

#[test]
fn lengths_that_lie_and_broken_connections_are_failures() {
    for act in [Act::Short, Act::Hang] {
        let note = note("patience = 2.0", act);
        assert!(note.starts_with("page /bad: failed ("), "{note}");
    }
}

#[test]
fn redirects_end() {
    let round = note("", Act::to("/bad"));
    assert_eq!(round, "page /bad: given up (more than 5 redirects)");
    for place in [
        "file:///etc/passwd",
        "",
        "http://",
        "http://user@127.0.0.1/",
    ] {
        let note = note("", Act::to(place));
        assert!(note.starts_with("page /bad: given up ("), "{place}: {note}");
    }
}

#[test]
fn private_machines_are_not_asked() {
    let inside = Server::new("127.0.0.2", &[("/secret", page("secrets"))]);
    let note = note("", Act::to(&format!("{}/secret", inside.root)));
    assert_eq!(
        note,
        "page /bad: given up (127.0.0.2 is no public address; it is not asked)"
    );
    assert!(inside.asked().is_empty());
    let server = Server::new("127.0.0.1", &[("/feed", Act::Say(200, vec![], feed(&[])))]);
    let kept = Trial::new(&server, "private = false", &["feed /feed"]).round();
    assert_eq!(
        kept.notes,
        ["source /feed: failed (127.0.0.1 is no public address; it is not asked)"]
    );
    assert!(server.asked().is_empty());
}

#[test]
fn servers_that_are_tired_are_tried_later_and_those_that_have_nothing_never() {
    for (status, result) in [
        (429, "failed"),
        (500, "failed"),
        (503, "failed"),
        (404, "given up"),
        (410, "given up"),
        (403, "given up"),
    ] {
        let note = note("", Act::status(status));
        assert_eq!(note, format!("page /bad: {result} (status {status})"));
    }
    let tired = Act::Say(429, vec!["Retry-After: 7200".into()], Vec::new());
    let server = Server::new("127.0.0.1", &[("/feed", tired)]);
    let trial = Trial::new(&server, "", &["feed /feed"]);
    trial.round();
    let failure = trial.watch().state().failures().remove(0);
    let now = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .expect("after 1970");
    assert!(
        failure
            .again
            .is_some_and(|again| again >= now.as_secs() + 7000),
        "{failure:?}"
    );
}

#[test]
fn sources_that_are_none_are_failures() {
    for body in ["", "<html>Not found</html>", "{\"a\":", "\u{0}\u{1}"] {
        let server = Server::new(
            "127.0.0.1",
            &[("/map.xml", Act::Say(200, vec![], body.as_bytes().to_vec()))],
        );
        let kept = Trial::new(&server, "", &["sitemap /map.xml"]).round();
        assert_eq!(
            kept.notes,
            ["source /map.xml: failed (no sitemap)"],
            "{body}"
        );
    }
    let endless = Server::new("127.0.0.1", &[("/feed", Act::Endless)]);
    let kept = Trial::new(&endless, "longest = 100000", &["feed /feed"]).round();
    assert_eq!(
        kept.notes,
        ["source /feed: failed (has more than the 100000 bytes that are read)"]
    );
}
