//! The signs of Markdown within a line: emphasis, links, images, code, entities.
//!
//! A paragraph as written goes in; its words come out. What is not closed, or is no sign, stays as it is.

/// No link, tag or entity is looked for further than this, so that the cost stays linear.
const REACH: usize = 1000;

/// The words of a paragraph.
pub(crate) fn words(paragraph: &str) -> String {
    let mut out = String::with_capacity(paragraph.len());
    push_words(paragraph, &mut out, 0);
    out
}

/// Links hold words with signs of their own; deeper than three levels they are taken as written.
fn push_words(text: &str, out: &mut String, depth: usize) {
    let mut at = 0;
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        let used = if depth > 3 {
            None
        } else {
            sign(text, at, rest, out, depth)
        };
        at += used.unwrap_or_else(|| {
            let c = rest.chars().next().unwrap_or_default();
            out.push(c);
            c.len_utf8()
        });
    }
}

/// Takes the sign at the start of `rest`, if there is one; how many bytes it has.
fn sign(text: &str, at: usize, rest: &str, out: &mut String, depth: usize) -> Option<usize> {
    match rest.as_bytes().first()? {
        b'\\' => escape(rest, out),
        b'*' | b'_' | b'~' => emphasis(text, at, rest),
        b'`' => code(rest, out),
        b'!' if rest.starts_with("![") => link(rest.get(1..)?, out, depth).map(|used| used + 1),
        b'[' => link(rest, out, depth),
        b'<' => angle(rest, out),
        b'&' => entity(rest, out),
        _ => None,
    }
}

fn escape(rest: &str, out: &mut String) -> Option<usize> {
    let escaped = rest.chars().nth(1).filter(char::is_ascii_punctuation)?;
    out.push(escaped);
    Some(2)
}

/// A run of stars, underscores or tildes is emphasis where it opens or closes words; one within a word, or that stands
/// alone, is not.
fn emphasis(text: &str, at: usize, rest: &str) -> Option<usize> {
    let mark = rest.chars().next()?;
    let length = rest.chars().take(4).take_while(|c| *c == mark).count();
    let before = text
        .get(..at)?
        .chars()
        .next_back()
        .filter(|c| !c.is_whitespace());
    let after = rest
        .get(length..)?
        .chars()
        .next()
        .filter(|c| !c.is_whitespace());
    let alone = before.is_none() && after.is_none();
    let within =
        before.is_some_and(char::is_alphanumeric) && after.is_some_and(char::is_alphanumeric);
    let known = length <= 3 && !(mark == '~' && length != 2);
    (known && !alone && !(within && mark != '*')).then_some(length)
}

/// Code between runs of as many backticks.
fn code(rest: &str, out: &mut String) -> Option<usize> {
    let length = rest
        .bytes()
        .take(REACH)
        .take_while(|byte| *byte == b'`')
        .count();
    let fence = rest.get(..length)?;
    let inner = near(rest.get(length..)?);
    let end = inner.find(fence)?;
    out.push_str(inner.get(..end)?.trim());
    Some(length + end + length)
}

/// `[words](address)`, `[words][name]`, `[words]`, `[^note]`.
fn link(rest: &str, out: &mut String, depth: usize) -> Option<usize> {
    let end = closing(rest, b'[', b']')?;
    let words = rest.get(1..end)?;
    let after = rest.get(end + 1..)?;
    if words.starts_with('^') {
        return Some(end + 1);
    }
    let target = match after.as_bytes().first() {
        Some(b'(') => closing(after, b'(', b')'),
        Some(b'[') => closing(after, b'[', b']'),
        _ => None,
    }?;
    push_words(words, out, depth + 1);
    Some(end + 1 + target + 1)
}

/// Where the bracket that opens at the start closes.
fn closing(rest: &str, open: u8, close: u8) -> Option<usize> {
    let mut depth = 0;
    for (at, byte) in rest.bytes().enumerate().take(REACH) {
        if byte == open {
            depth += 1;
        } else if byte == close {
            depth -= 1;
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// `<https://example.org>` is its address; a tag or comment is nothing.
fn angle(rest: &str, out: &mut String) -> Option<usize> {
    let near = near(rest);
    if near.starts_with("<!--") {
        return near.find("-->").map(|end| end + 3);
    }
    let end = near.find('>')?;
    let inner = near.get(1..end)?;
    if inner.contains("://") || (inner.contains('@') && !inner.contains(' ')) {
        out.push_str(inner);
        return Some(end + 1);
    }
    let name = inner.trim_start_matches('/').as_bytes().first()?;
    (name.is_ascii_alphabetic() && !inner.contains('<')).then_some(end + 1)
}

fn entity(rest: &str, out: &mut String) -> Option<usize> {
    let end = rest.bytes().take(10).position(|byte| byte == b';')?;
    let name = rest.get(1..end)?;
    let character = match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "lsquo" => '‘',
        "rsquo" => '’',
        "ldquo" => '“',
        "rdquo" => '”',
        _ => char::from_u32(number(name.strip_prefix('#')?)?)?,
    };
    out.push(character);
    Some(end + 1)
}

fn number(digits: &str) -> Option<u32> {
    match digits.strip_prefix(['x', 'X']) {
        Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok(),
        None => digits.parse().ok(),
    }
}

/// The start of the text, as far as signs are looked for.
fn near(text: &str) -> &str {
    let mut end = text.len().min(REACH);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}
