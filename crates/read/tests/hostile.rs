//! Inputs that are broken or made to deceive: each is told with its file and place, what is good around it is read, and
//! neither memory nor time grows beyond the input.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

mod support;

use casus_read::{Documents, Limits};
use std::io::{self, Cursor, Read};
use support::archives::{PAGE, TEXT, deflated, gzip, record, tar, zip};
use support::{Folder, drawn, read};

/// A record with another length than its own.
fn lying(length: u64, page: &str) -> Vec<u8> {
    let good = String::from_utf8(record("response", "https://example.org/l", page)).expect("text");
    let (before, after) = good.split_once("Content-Length: ").expect("a length");
    let (_, after) = after.split_once("\r\n").expect("a line");
    format!("{before}Content-Length: {length}\r\n{after}").into_bytes()
}

fn good() -> Vec<u8> {
    record("response", "https://example.org/a", PAGE)
}

#[test]
fn a_record_that_says_it_is_longer_takes_no_other_with_it() {
    let first = good();
    let own = first.len() as u64;
    for length in [own + 300, 3 * own, 100 << 20, 1 << 40, u64::MAX / 2] {
        let archive = [good(), lying(length, PAGE), good(), good()].concat();
        let items = drawn(&read(&archive));
        let at = first.len();
        let next = at + lying(length, PAGE).len();
        assert_eq!(
            items,
            [
                format!("in@0: {TEXT}"),
                format!(
                    "! in: at byte {at}: a record that is not as long as it says; reading goes on at the next"
                ),
                format!("in@{next}: {TEXT}"),
                format!("in@{}: {TEXT}", next + own as usize),
            ],
            "{length}"
        );
    }
}

#[test]
fn an_archive_of_lies_takes_time_that_grows_with_it() {
    let lie = lying(3 << 20, "<p>x</p>");
    let items = read(&lie.repeat(20_000));
    assert!(items.iter().all(Result::is_err) && items.len() <= 20_000);
}

#[test]
fn behind_a_broken_packed_record_the_next_is_read() {
    let packed: Vec<Vec<u8>> = (0..4).map(|_| gzip(&good())).collect();
    let length = packed[0].len();
    for broken_at in [2, 12, 40, length - 6] {
        let mut archive = packed.concat();
        archive[length + broken_at] ^= 0xff;
        archive[length + broken_at + 1] ^= 0x55;
        let folder = Folder::new(&[("crawl.warc.gz", &archive)]);
        let items = folder.read(&["crawl.warc.gz"]);
        assert_eq!(items[0], format!("crawl@0: {TEXT}"), "{broken_at}");
        let last = &items[items.len() - 2..];
        let expected = [2, 3].map(|number| format!("crawl@{}: {TEXT}", number * length));
        assert_eq!(last, expected, "{broken_at}: {items:?}");
        let faults = items.iter().filter(|item| item.starts_with("! ")).count();
        assert!(faults <= 2, "{items:?}");
    }
    let cut = &packed.concat()[..length + 30];
    let folder = Folder::new(&[("cut.warc.gz", cut)]);
    let items = folder.read(&["cut.warc.gz"]);
    assert!(
        items[1].starts_with(&format!("! cut.warc.gz: at byte {length}: ")),
        "{items:?}"
    );
}

#[test]
fn a_packed_record_that_lies_about_its_length_ends_with_its_member() {
    let archive = [
        gzip(&good()),
        gzip(&lying(1 << 40, PAGE)),
        gzip(&lying(900_000, PAGE)),
        gzip(&good()),
    ];
    let folder = Folder::new(&[("crawl.warc.gz", &archive.concat())]);
    let items = folder.read(&["crawl.warc.gz"]);
    let at = archive[0].len();
    assert_eq!(items.len(), 4, "{items:?}");
    assert!(
        items[1].starts_with(&format!(
            "! crawl.warc.gz: at byte {at}: a record that is not"
        )),
        "{items:?}"
    );
    assert!(items[3].ends_with(TEXT));
}

#[test]
fn bombs_are_told_and_the_rest_is_read() {
    // A member of a ZIP archive that unpacks to more than is read.
    let bomb = deflated(&vec![b'x'; 20 << 20]);
    let mut archive = zip(&[("bomb.txt", &bomb), ("good.txt", b"Oslo.")]);
    pack_first(&mut archive);
    assert_eq!(
        drawn(&read(&archive)),
        [
            "! in: bomb.txt: has more than the 16777216 bytes that are read; it was skipped",
            "in/good: Oslo."
        ]
    );
    // A page of a web archive that the server packed.
    let packed = gzip(&vec![b'x'; 8 << 20]);
    let answer = [
        &b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"[..],
        &packed,
    ]
    .concat();
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: {}\r\n\r\n",
        answer.len()
    );
    let archive = [head.as_bytes(), &answer, b"\r\n\r\n", &good()].concat();
    let items = drawn(&read(&archive));
    assert_eq!(
        items[0],
        "! in: at byte 0: a page that unpacks to more than the 4194304 bytes that are read; it was skipped"
    );
    assert!(items[1].ends_with(TEXT));
    // An archive that unpacks without end.
    let mut head = tar(&[("huge.txt", b"")]);
    head.truncate(512);
    let size = b"77777777777";
    head[124..135].copy_from_slice(size);
    head[148..156].fill(b' ');
    let sum: u64 = head.iter().map(|byte| u64::from(*byte)).sum();
    head[148..154].copy_from_slice(format!("{sum:06o}").as_bytes());
    head.resize(300 << 20, 0);
    let items = drawn(&read(&gzip(&head)));
    assert_eq!(items.len(), 1);
    assert!(
        items[0].contains("unpacks to more than 200 times its size"),
        "{items:?}"
    );
}

/// Marks the first member of a ZIP archive as deflated.
fn pack_first(archive: &mut [u8]) {
    let directory = archive
        .windows(4)
        .position(|w| w == b"PK\x01\x02")
        .expect("a directory");
    archive[8] = 8;
    archive[directory + 10] = 8;
}

#[test]
fn members_that_share_their_bytes_are_not_all_unpacked() {
    let bomb = deflated(&vec![b'x'; 12 << 20]);
    let mut archive = zip(&[("a.png", &bomb)]);
    pack_first(&mut archive);
    let directory = archive
        .windows(4)
        .position(|w| w == b"PK\x01\x02")
        .expect("a directory");
    let end = archive
        .windows(4)
        .rposition(|w| w == b"PK\x05\x06")
        .expect("an end");
    let entry = archive[directory..end].to_vec();
    let mut last = archive[end..].to_vec();
    archive.truncate(directory);
    archive.extend(entry.repeat(1000));
    last[12..16].copy_from_slice(&((entry.len() * 1000) as u32).to_le_bytes());
    archive.extend(last);
    let items = drawn(&read(&archive));
    assert_eq!(items.len(), 1, "{}", items.len());
    assert!(
        items[0].contains("unpacks to more than 200 times its size"),
        "{items:?}"
    );
}

#[test]
fn entities_do_not_grow() {
    let declared: String = (1..30)
        .map(|n| format!("<!ENTITY e{n} \"{}\">", format!("&e{};", n - 1).repeat(10)))
        .collect();
    let feed = format!(
        "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY e0 \"x\">{declared}]><rss><channel><item><title>&e29;</title><description>Oslo &e29;.</description></item></channel></rss>"
    );
    let items = read(feed.as_bytes());
    let text = &items[0].as_ref().expect("a document").text;
    assert!(text.len() < 100 && text.starts_with("Oslo"), "{text}");
    let page = format!(
        "<html><p>{}</p>",
        "&nvlt;&#x10ffff;&#99999999999;&NotARealOne;".repeat(20_000)
    );
    assert!(read(page.as_bytes()).len() <= 1);
}

#[test]
fn a_line_of_a_gigabyte_is_not_held() {
    for (start, told) in [
        ("{\"text\":\"", "! in:1: the line has 1073741833 bytes"),
        ("text\n\"", "! in: "),
    ] {
        let endless = Cursor::new(start.as_bytes()).chain(io::repeat(b'x').take(1 << 30));
        let mut items = Documents::from_reader(endless, "in", Limits::default());
        let mut last = Vec::new();
        for item in &mut items {
            last = drawn(&vec![item]);
            assert!(last[0].len() < 2 << 20);
        }
        if start.starts_with('{') {
            assert!(last[0].starts_with(told), "{last:?}");
        }
    }
}

#[test]
fn charsets_that_lie_do_no_harm() {
    let body = "<p>Cafés near the harbour were closed for the day while the delegations met in the castle.</p>";
    for said in [
        "utf-16",
        "utf-7",
        "iso-8859-1",
        "gbk",
        "nonsense",
        "x-user-defined",
        "\u{e9}",
    ] {
        let page =
            format!("<html><head><meta charset=\"{said}\"></head><body>{body}</body></html>");
        let items = read(page.as_bytes());
        let text = &items[0].as_ref().expect("a document").text;
        assert!(text.starts_with("Cafés near"), "{said}: {text}");
    }
    let latin: Vec<u8> =
        format!("<html><head><meta charset=utf-8></head><body>{body}</body></html>")
            .chars()
            .map(|c| c as u8)
            .collect();
    let items = read(&latin);
    assert!(
        items[0]
            .as_ref()
            .expect("a document")
            .text
            .starts_with("Cafés near")
    );
}

#[test]
fn behind_a_broken_header_the_next_member_is_read() {
    let mut bytes = tar(&[("a.txt", b"One."), ("b.txt", b"Two."), ("c.txt", b"Three.")]);
    bytes[1024] = b'!';
    assert_eq!(
        drawn(&read(&bytes)),
        [
            "in/a: One.",
            "! in: at byte 1024: no TAR header; reading goes on at byte 2048",
            "in/c: Three."
        ]
    );
}

#[test]
fn archives_in_one_another_and_folders_in_themselves_end() {
    let mut bytes = b"Oslo.".to_vec();
    for depth in 0..8 {
        let name = ["a.txt", "a.zip", "a.tar"][if depth == 0 { 0 } else { 1 + depth % 2 }];
        bytes = if depth % 2 == 0 {
            tar(&[(name, &bytes)])
        } else {
            zip(&[(name, &bytes)])
        };
    }
    let items = drawn(&read(&bytes));
    assert_eq!(items.len(), 1);
    assert!(
        items[0].ends_with("archives in one another are read 3 deep"),
        "{items:?}"
    );
    let folder = Folder::new(&[("a/b.txt", b"Oslo.")]);
    #[cfg(unix)]
    std::os::unix::fs::symlink(folder.path("a"), folder.path("a/again")).expect("a link");
    assert_eq!(folder.read(&["a"]), ["b: Oslo."]);
}

#[test]
fn deep_nesting_is_borne() {
    let json = format!(
        "{{\"text\":\"Oslo.\",\"x\":{}1{}}}\n{{\"text\":\"Riga.\"}}\n",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    let items = drawn(&read(json.as_bytes()));
    assert!(
        items.last().expect("an item").ends_with("Riga."),
        "{items:?}"
    );
    let feed = format!(
        "{{\"version\":\"https://jsonfeed.org/version/1\",\"items\":{}",
        "[".repeat(100_000)
    );
    assert!(drawn(&read(feed.as_bytes()))[0].starts_with("! in: no JSON"));
    let xml = format!(
        "<?xml version='1.0'?><rss>{}",
        "<channel><item>".repeat(50_000)
    );
    assert!(read(xml.as_bytes()).len() <= 50_001);
    let data = format!(
        "<html><script type=application/ld+json>{}</script><p>Oslo.",
        "{\"@graph\":[".repeat(50_000)
    );
    assert_eq!(read(data.as_bytes()).len(), 1);
}

#[test]
fn faults_tell_the_file_and_the_byte() {
    let archive = [good(), b"WARC/1.0\r\nWARC-Type: response\r\n\r\n".to_vec()].concat();
    let items = read(&archive);
    let fault = items[1].as_ref().expect_err("a fault");
    assert_eq!(
        (fault.path.as_str(), fault.offset),
        ("in", Some(good().len() as u64))
    );
}
