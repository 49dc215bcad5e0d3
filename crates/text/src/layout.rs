//! What the line ends of a text mean: whether its lines were broken to fit a width, or are paragraphs.
//!
//! A text goes in; `Layout` says of each line end whether it is no more than a space. Words are left to others.

use crate::classes::{floor, is_bullet, is_word};

/// What stands before a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Gap {
    /// Nothing.
    Glued,
    /// White space within a paragraph.
    Space,
    /// The end of a paragraph, heading or item: always a sentence boundary.
    Break,
}

/// Lines broken to a width are at least and at most so wide, in characters.
const NARROWEST: usize = 25;
const WIDEST: usize = 160;

/// How the lines of a text are laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Layout {
    /// The width to which lines were broken; none where a line is a paragraph.
    width: Option<usize>,
}

impl Layout {
    /// Lines are broken to a width where most of those that have a line below them could not have taken in its first
    /// word, and many end within a sentence; or where many are carried on in small letters.
    pub(crate) fn new(text: &str) -> Self {
        let mut lengths = [0usize; WIDEST + 2];
        let mut count = 0;
        each_pair(text, |line, _| {
            lengths[length(line).min(WIDEST + 1)] += 1;
            count += 1;
        });
        let Some(width) = nearly_longest(&lengths, count) else {
            return Layout { width: None };
        };
        let (mut full, mut open, mut carried) = (0, 0, 0);
        each_pair(text, |line, next| {
            let word = next
                .trim_start()
                .split(char::is_whitespace)
                .next()
                .unwrap_or_default();
            full += usize::from((length(line) + 1 + length(word)) * 20 >= width * 19);
            let goes_on = !ends_sentence(line);
            open += usize::from(goes_on);
            carried += usize::from(goes_on && next.trim_start().starts_with(char::is_lowercase));
        });
        let broken =
            (full * 10 >= count * 6 && open * 10 >= count * 4) || carried * 10 >= count * 3;
        Layout {
            width: broken.then_some(width),
        }
    }

    /// What the white space `from..to` of the text means.
    pub(crate) fn gap(&self, text: &str, from: usize, to: usize) -> Gap {
        if from == to {
            return Gap::Glued;
        }
        let white = text.get(from..to).unwrap_or_default();
        let mut ends = 0;
        for c in white.chars() {
            match c {
                '\n' | '\u{2028}' => ends += 1,
                '\u{c}' | '\u{b}' | '\u{2029}' => return Gap::Break,
                _ => {}
            }
        }
        match (ends, self.width) {
            (0, _) => Gap::Space,
            (1, Some(width)) if !is_paragraph_end(text, from, to, width) => Gap::Space,
            (_, Some(width)) if is_page_end(text, from, to, width) => Gap::Space,
            _ => Gap::Break,
        }
    }
}

/// In a text with broken lines: blank lines after a full line in the midst of a sentence part pages, not paragraphs.
fn is_page_end(text: &str, from: usize, to: usize, width: usize) -> bool {
    let line = last_line(text, from);
    let next = text.get(to..).unwrap_or_default();
    length(line) * 10 >= width * 8 && !ends_sentence(line) && next.starts_with(char::is_lowercase)
}

/// In a text with broken lines: a short line that ends a sentence, a heading, or a line before an item ends its
/// paragraph.
fn is_paragraph_end(text: &str, from: usize, to: usize, width: usize) -> bool {
    let line = last_line(text, from);
    let next = text.get(to..).unwrap_or_default();
    if begins_item(next) {
        return true;
    }
    let word = first_word(next);
    let room = length(line) + 1 + length(word) < width * 9 / 10;
    let capital = next
        .chars()
        .find(|c| is_word(*c))
        .is_some_and(|c| !c.is_lowercase());
    room && capital && (ends_sentence(line) || length(line) * 10 < width * 7)
}

/// Runs over all lines that have another line, not blank, below them.
fn each_pair<'a>(text: &'a str, mut take: impl FnMut(&'a str, &'a str)) {
    let mut above = "";
    for line in text.split('\n') {
        let line = line.trim_end();
        if !above.is_empty() && !line.is_empty() {
            take(above, line);
        }
        above = line;
    }
}

/// The length that only one line in twenty exceeds, where it is one that lines are broken to.
fn nearly_longest(lengths: &[usize], count: usize) -> Option<usize> {
    let mut longer = 0;
    for (length, lines) in lengths.iter().enumerate().rev() {
        longer += lines;
        if longer * 20 > count {
            return (NARROWEST..=WIDEST).contains(&length).then_some(length);
        }
    }
    None
}

/// The length of a line in characters, as far as it matters here.
fn length(line: &str) -> usize {
    line.chars().take(WIDEST + 1).count()
}

/// The line that ends at `end`, as far back as lines are broken.
fn last_line(text: &str, end: usize) -> &str {
    let floor = floor(text, end.saturating_sub(WIDEST * 4));
    let line = text.get(floor..end).unwrap_or_default();
    line.rsplit('\n').next().unwrap_or_default().trim()
}

fn first_word(next: &str) -> &str {
    let cut = next
        .char_indices()
        .take(WIDEST)
        .find(|(_, c)| c.is_whitespace());
    let end = cut.map_or(next.len().min(floor(next, WIDEST)), |(at, _)| at);
    next.get(..end).unwrap_or_default()
}

fn ends_sentence(line: &str) -> bool {
    let line = line.trim_end_matches(['"', '\'', '”', '’', ')', ']', '»']);
    line.ends_with([
        '.', '!', '?', '…', ':', ';', '。', '！', '？', '؟', '۔', '।',
    ])
}

/// Whether a line begins with a bullet, or a number and a bracket or stop.
fn begins_item(line: &str) -> bool {
    let mut characters = line.chars();
    match characters.next() {
        Some(c) if is_bullet(c) || matches!(c, '*' | '-' | '–' | '—') => {
            characters.next().is_some_and(char::is_whitespace)
        }
        Some('(' | '0'..='9') => begins_with_number(line),
        _ => false,
    }
}

fn begins_with_number(line: &str) -> bool {
    let line = line.strip_prefix('(').unwrap_or(line);
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = line.len() - rest.len();
    let mut after = rest.chars();
    (1..=2).contains(&digits)
        && matches!(after.next(), Some('.' | ')'))
        && after.next().is_some_and(char::is_whitespace)
}
