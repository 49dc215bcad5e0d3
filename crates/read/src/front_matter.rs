//! The fields between two lines of dashes (or plus signs) at the start of a Markdown file.
//!
//! The lines of a file go in; names and values come out, and where the text begins. Of YAML and TOML only flat fields are
//! read: `title: Talks in Oslo`, `title = "Talks in Oslo"`.

/// A field, with its line counted from 1.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Field<'a> {
    pub(crate) name: &'a str,
    pub(crate) value: String,
    pub(crate) line: u64,
}

/// The fields, and how many lines they take with their fences. No front matter has no lines.
pub(crate) fn read<'a>(lines: &[&'a str]) -> (Vec<Field<'a>>, usize) {
    let Some(fence) = lines
        .first()
        .map(|line| line.trim_end())
        .filter(|line| matches!(*line, "---" | "+++"))
    else {
        return (Vec::new(), 0);
    };
    let closes =
        |line: &&str| line.trim_end() == fence || (fence == "---" && line.trim_end() == "...");
    let Some(end) = lines.iter().skip(1).position(closes) else {
        return (Vec::new(), 0);
    };
    let sign = if fence == "---" { ':' } else { '=' };
    let inside = lines.iter().enumerate().skip(1).take(end);
    let fields = inside
        .filter_map(|(index, line)| field(line, sign, index as u64 + 1))
        .collect();
    (fields, end + 2)
}

/// The field of a line that is not indented and no comment.
fn field(text: &str, sign: char, line: u64) -> Option<Field<'_>> {
    let (name, value) = text.split_once(sign)?;
    let flat = !text.starts_with([' ', '\t', '#', '-']) && !name.trim().is_empty();
    flat.then(|| Field {
        name: name.trim(),
        value: unquoted(value.trim()),
        line,
    })
}

/// The value without its quotation marks, or without the comment behind it.
fn unquoted(value: &str) -> String {
    for mark in ['"', '\''] {
        if let Some(inner) = value
            .strip_prefix(mark)
            .and_then(|rest| rest.split_once(mark))
        {
            return inner.0.to_string();
        }
    }
    value
        .split(" #")
        .next()
        .unwrap_or_default()
        .trim_end()
        .to_string()
}
