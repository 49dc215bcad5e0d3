//! References to characters, `&eacute;` and `&#233;`, to the characters.
//!
//! A piece of a page goes in, its text comes out; what is no reference stays as it stands.

use std::borrow::Cow;
use std::sync::LazyLock;

/// Names in the order of their bytes, with their characters and whether they need no semicolon.
static NAMED: LazyLock<Vec<(&'static str, String, bool)>> = LazyLock::new(|| {
    let lines = include_str!("entities.table").lines();
    lines
        .filter(|line| !line.starts_with('#'))
        .filter_map(row)
        .collect()
});

/// The longest name has so many bytes.
const LONGEST: usize = 32;

fn row(line: &'static str) -> Option<(&'static str, String, bool)> {
    let mut cells = line.split(' ');
    let name = cells.next()?;
    let code = |hex: &str| u32::from_str_radix(hex, 16).ok().and_then(char::from_u32);
    let text = cells.next()?.split('+').filter_map(code).collect();
    Some((name, text, cells.next().is_some()))
}

/// The text with its references replaced.
pub(crate) fn decode(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find('&') else {
        return Cow::Borrowed(text);
    };
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    let mut at = Some(first);
    while let Some(sign) = at {
        let (before, reference) = rest.split_at(sign);
        out.push_str(before);
        rest = match take(reference, &mut out) {
            Some(length) => reference.get(length..).unwrap_or_default(),
            None => {
                out.push('&');
                reference.get(1..).unwrap_or_default()
            }
        };
        at = rest.find('&');
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// Puts the character at the start of the text into `out`, and says how many bytes it took.
fn take(text: &str, out: &mut String) -> Option<usize> {
    let body = text.get(1..)?;
    if let Some(digits) = body.strip_prefix('#') {
        return numbered(digits, out).map(|length| length + 2);
    }
    let end = body
        .bytes()
        .take(LONGEST)
        .position(|b| !b.is_ascii_alphanumeric());
    let name = body.get(..end.unwrap_or(body.len().min(LONGEST)))?;
    if body.as_bytes().get(name.len()) == Some(&b';')
        && let Some((_, characters, _)) = find(name)
    {
        out.push_str(characters);
        return Some(name.len() + 2);
    }
    // Old pages leave the semicolon out: the longest name that may stand without one.
    let ends = (2..=name.len()).rev();
    let (length, characters) = ends
        .filter_map(|end| Some((end, find(name.get(..end)?)?)))
        .find_map(|(end, (_, characters, bare))| bare.then_some((end, characters)))?;
    out.push_str(characters);
    Some(length + 1)
}

fn find(name: &str) -> Option<&'static (&'static str, String, bool)> {
    let at = NAMED
        .binary_search_by(|(known, ..)| (*known).cmp(name))
        .ok()?;
    NAMED.get(at)
}

/// A number, decimal or hexadecimal. Those of Windows-1252 stand for its characters, as browsers take them.
fn numbered(digits: &str, out: &mut String) -> Option<usize> {
    let (prefix, radix) = if digits.starts_with(['x', 'X']) {
        (1, 16)
    } else {
        (0, 10)
    };
    let number = digits.get(prefix..)?;
    let length = number
        .bytes()
        .take(8)
        .take_while(|b| (*b as char).is_digit(radix))
        .count();
    let code = u32::from_str_radix(number.get(..length)?, radix).ok()?;
    match u8::try_from(code) {
        Ok(byte @ 0x80..=0x9f) => {
            out.push_str(
                &encoding_rs::WINDOWS_1252
                    .decode_without_bom_handling(&[byte])
                    .0,
            );
        }
        _ => out.push(
            char::from_u32(code)
                .filter(|c| *c != '\0')
                .unwrap_or('\u{fffd}'),
        ),
    }
    let closed = number.as_bytes().get(length) == Some(&b';');
    Some(prefix + length + usize::from(closed))
}

#[cfg(test)]
mod tests {
    use super::decode;

    #[test]
    fn references_are_characters() {
        let cases = [
            ("no reference", "no reference"),
            ("caf&eacute; &amp; bar", "café & bar"),
            ("&#233;&#xE9;&#x201c", "éé“"),
            ("AT&T, R&D, a & b &", "AT&T, R&D, a & b &"),
            ("&copy2024 &nosuch; &;", "©2024 &nosuch; &;"),
            ("&#146;&#0;&#x110000;&#;&#x;", "’\u{fffd}\u{fffd}&#;&#x;"),
            ("&notin;&notit;", "∉¬it;"),
            ("&é &eacuteé", "&é éé"),
        ];
        for (written, meant) in cases {
            assert_eq!(decode(written), meant, "{written}");
        }
    }
}
