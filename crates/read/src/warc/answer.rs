//! A stored answer of a server: its head, and its body with pieces joined and unpacked.
//!
//! The bytes of a record go in; status, charset and body come out. What says that it is in pieces or packed and is not is
//! taken as it stands.

use super::{Headers, field, header};
use std::io::{self, Read};

/// An answer that holds a page or plain text.
pub(super) struct Answer {
    /// Whether it is a page, and not plain text.
    pub(super) is_page: bool,
    /// The encoding that the server names.
    pub(super) charset: Option<String>,
    /// The body; none where it unpacks to too much or not at all.
    pub(super) body: io::Result<Vec<u8>>,
}

impl Answer {
    /// The answer of a record; none where it is no page and no text, or no good one.
    pub(super) fn read(block: &[u8], longest: usize) -> Option<Self> {
        let end = block.windows(4).position(|window| window == b"\r\n\r\n")?;
        let head = String::from_utf8_lossy(block.get(..end)?);
        let mut lines = head.lines();
        let status = lines.next()?.split(' ').nth(1)?;
        let answer: Headers = lines.filter_map(header).collect();
        let kind = field(&answer, "content-type")
            .unwrap_or("text/html")
            .to_ascii_lowercase();
        let is_page = kind.contains("html");
        if status != "200" || !(is_page || kind.contains("text/plain")) {
            return None;
        }
        let charset = kind
            .split("charset=")
            .nth(1)
            .map(|name| name.trim_matches(['"', '\'', ' ', ';']).to_owned());
        let body = unpacked(block.get(end + 4..)?, &answer, longest);
        Some(Answer {
            is_page,
            charset,
            body,
        })
    }
}

/// The body of an answer, its pieces joined and unpacked where it says so and is so.
fn unpacked(body: &[u8], headers: &Headers, longest: usize) -> io::Result<Vec<u8>> {
    let chunked =
        field(headers, "transfer-encoding").is_some_and(|value| value.contains("chunked"));
    let body = if chunked {
        joined(body).unwrap_or_else(|| body.to_vec())
    } else {
        body.to_vec()
    };
    if !body.starts_with(&[0x1f, 0x8b]) {
        return Ok(body);
    }
    let mut out = Vec::new();
    flate2::read::MultiGzDecoder::new(body.as_slice())
        .take(longest as u64 + 1)
        .read_to_end(&mut out)?;
    if out.len() > longest {
        return Err(io::Error::other(format!(
            "a page that unpacks to more than the {longest} bytes that are read; it was skipped"
        )));
    }
    Ok(out)
}

/// The pieces of a chunked body; none where it is not in pieces.
fn joined(body: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut rest = body;
    loop {
        let end = rest
            .windows(2)
            .take(64)
            .position(|window| window == b"\r\n")?;
        let size = std::str::from_utf8(rest.get(..end)?)
            .ok()?
            .split(';')
            .next()?
            .trim();
        let size = usize::from_str_radix(size, 16).ok()?;
        rest = rest.get(end + 2..)?;
        if size == 0 {
            return Some(out);
        }
        out.extend_from_slice(rest.get(..size)?);
        rest = rest.get(size..)?.strip_prefix(b"\r\n")?;
    }
}
