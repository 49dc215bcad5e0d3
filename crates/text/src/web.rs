//! Addresses: sites, mail, files, handles, hashtags.
//!
//! A text and a place in it go in; where the address that begins there ends comes out. What counts as the last piece of
//! a site's or file's name comes from the lexicon.

use crate::classes::{char_at, is_word, run};
use crate::lexicon::Lexicon;

/// Names and schemes are looked for no further than this, so that the cost of a long run stays linear.
const REACH: usize = 128;

/// The end of the address that begins at `at`, if one does.
pub(crate) fn address(
    text: &str,
    at: usize,
    end: usize,
    lexicon: &Lexicon,
    scratch: &mut String,
) -> Option<usize> {
    let rest = text.get(at..end)?;
    if has_scheme(rest) || starts_with_www(rest) {
        return Some(trimmed(text, at, url_end(text, at, end)));
    }
    mail(text, at, end).or_else(|| site(text, at, end, lexicon, scratch))
}

fn has_scheme(rest: &str) -> bool {
    let letters = rest
        .bytes()
        .take(12)
        .take_while(u8::is_ascii_alphabetic)
        .count();
    letters > 1
        && rest
            .as_bytes()
            .get(letters..)
            .is_some_and(|after| after.starts_with(b"://"))
}

fn starts_with_www(rest: &str) -> bool {
    let bytes = rest.as_bytes();
    bytes.len() > 4
        && bytes[..3].eq_ignore_ascii_case(b"www")
        && bytes[3] == b'.'
        && bytes[4].is_ascii_alphanumeric()
}

fn url_end(text: &str, at: usize, end: usize) -> usize {
    run(text, at, end, |c| {
        !matches!(c, '<' | '>' | '"' | '“' | '”' | '|' | '{' | '}')
    })
}

/// Without the marks at the end that belong to the sentence.
fn trimmed(text: &str, at: usize, end: usize) -> usize {
    let address = text.get(at..end).unwrap_or_default();
    let open = address.contains('(');
    let kept = address.trim_end_matches(|c: char| {
        matches!(
            c,
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | ']' | '*' | '…'
        ) || (c == ')' && !open)
    });
    if kept.is_empty() {
        end
    } else {
        at + kept.len()
    }
}

/// `name@host`, where host may lack a full stop.
fn mail(text: &str, at: usize, end: usize) -> Option<usize> {
    let limit = end.min(at + REACH);
    let bytes = text.as_bytes();
    let local = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'%' | b'+' | b'-');
    let sign = at
        + bytes
            .get(at..limit)?
            .iter()
            .take_while(|b| local(**b))
            .count();
    if sign == at || bytes.get(sign) != Some(&b'@') {
        return None;
    }
    let host = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
    let mut last = sign
        + 1
        + bytes
            .get(sign + 1..end)?
            .iter()
            .take_while(|b| host(**b))
            .count();
    while last > sign + 1 && matches!(bytes.get(last - 1), Some(b'.' | b'-')) {
        last -= 1;
    }
    (last > sign + 1).then_some(last)
}

/// `name.com`, `name.com/path`, `file.pdf`, `comp.mail.maps`.
fn site(
    text: &str,
    at: usize,
    end: usize,
    lexicon: &Lexicon,
    scratch: &mut String,
) -> Option<usize> {
    let bytes = text.as_bytes();
    let limit = end.min(at + REACH);
    let name = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-' | b'_');
    let mut last = at
        + bytes
            .get(at..limit)?
            .iter()
            .take_while(|b| name(**b))
            .count();
    while last > at && matches!(bytes.get(last - 1), Some(b'.' | b'-')) {
        last -= 1;
    }
    let whole = text.get(at..last)?;
    let (first, tail) = whole.rsplit_once('.')?;
    if first.is_empty() || first.ends_with('.') || first.starts_with('.') {
        return None;
    }
    if !lexicon.is_domain(tail, scratch) && !is_group(whole) {
        return None;
    }
    if bytes.get(last) == Some(&b'/') {
        return Some(trimmed(text, at, url_end(text, at, end)));
    }
    Some(last)
}

/// A name of three or more long pieces in small letters: `alt.animals.cat`.
fn is_group(name: &str) -> bool {
    name.bytes().filter(|b| *b == b'.').count() >= 2
        && name.split('.').all(|piece| {
            piece.len() > 1 && piece.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
        })
}

/// The end of the handle or hashtag whose sign stands at `at`.
pub(crate) fn handle(text: &str, at: usize, end: usize) -> Option<usize> {
    let from = at + 1;
    let first = char_at(text, from)?;
    if from >= end || !(first.is_alphabetic() || first == '_') {
        return None;
    }
    Some(run(text, from, end, |c| is_word(c) || c == '_'))
}
