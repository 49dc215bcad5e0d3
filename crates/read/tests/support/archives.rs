//! A page, and archives to put it into.

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder};
use std::io::Write;

pub(crate) const PAGE: &str = r#"<!DOCTYPE html><html lang="en"><head><title>Talks in Oslo - North Wire</title>
<meta property="og:site_name" content="North Wire"><meta property="article:published_time" content="2024-06-19T08:30:00+02:00">
<script>var a = "<p>never</p>";</script></head><body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Talks in Oslo</h1><p class="byline">By Ida Holm</p>
<p>Iran and Norway held talks in Oslo on Wednesday, the foreign ministry of Norway said in a statement.</p>
<figure><img src="a.jpg"><figcaption>Ministers arrive for the talks.</figcaption></figure>
<blockquote><p>We spoke openly and we will go on speaking with each other in the autumn.</p></blockquote>
<p>Caf&eacute;s near the harbour were closed for the day while the delegations met in the castle.</p>
<ul class="related"><li><a href="/b">Other news of the day</a></li></ul></article>
<div id="cookie-consent"><p>We use cookies to make this site work as well as it can, and to count its visitors.</p></div>
<footer><p>Copyright North Wire, all rights reserved, and so on and so forth for many more words.</p></footer></body></html>"#;

pub(crate) const TEXT: &str = "Iran and Norway held talks in Oslo on Wednesday, the foreign ministry of Norway said in a statement.\n\n\
We spoke openly and we will go on speaking with each other in the autumn.\n\n\
Cafés near the harbour were closed for the day while the delegations met in the castle.";

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}

pub(crate) fn tar(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = Vec::new();
    for (name, bytes) in files {
        let mut header = vec![0; 512];
        header[..name.len()].copy_from_slice(name.as_bytes());
        header[124..135].copy_from_slice(format!("{:011o}", bytes.len()).as_bytes());
        header[148..156].fill(b' ');
        header[156] = b'0';
        header[257..262].copy_from_slice(b"ustar");
        let sum: u64 = header.iter().map(|byte| u64::from(*byte)).sum();
        header[148..154].copy_from_slice(format!("{sum:06o}").as_bytes());
        out.extend(header);
        out.extend(*bytes);
        out.resize(out.len().next_multiple_of(512), 0);
    }
    out.resize(out.len() + 1024, 0);
    out
}

/// An archive of stored members.
pub(crate) fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    let (mut out, mut directory) = (Vec::new(), Vec::new());
    for (name, bytes) in files {
        let offset = out.len() as u32;
        let size = (bytes.len() as u32).to_le_bytes();
        let common = [
            &[20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0][..],
            &size,
            &size,
            &(name.len() as u16).to_le_bytes(),
            &[0, 0],
        ]
        .concat();
        out.extend([b"PK\x03\x04", &common[..], name.as_bytes(), bytes].concat());
        directory.extend(
            [
                b"PK\x01\x02\x14\x00",
                &common[..],
                &[0; 10],
                &offset.to_le_bytes(),
                name.as_bytes(),
            ]
            .concat(),
        );
    }
    let count = (files.len() as u16).to_le_bytes();
    let (length, begin) = (
        (directory.len() as u32).to_le_bytes(),
        (out.len() as u32).to_le_bytes(),
    );
    out.extend(
        [
            &directory[..],
            b"PK\x05\x06\0\0\0\0",
            &count,
            &count,
            &length,
            &begin,
            &[0, 0],
        ]
        .concat(),
    );
    out
}

pub(crate) fn record(kind: &str, address: &str, body: &str) -> Vec<u8> {
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{body}");
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2024-06-20T10:00:00Z\r\n\
         Content-Type: application/http; msgtype={kind}\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
        answer.len()
    )
    .into_bytes()
}

/// What deflating makes of bytes.
pub(crate) fn deflated(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = DeflateEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory")
}
