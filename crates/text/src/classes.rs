//! What sort of character it is: letter, digit, apostrophe, part of an emoji.
//!
//! Characters go in, answers come out. Scripts are Unicode's; nothing here belongs to one language.

/// Whether it stands inside words: letters, digits, and the marks that join them.
pub(crate) fn is_word(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphanumeric()
    } else {
        c.is_alphanumeric() || is_joining(c)
    }
}

/// Combining marks, joiners and the soft hyphen: they never stand alone.
fn is_joining(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{591}'..='\u{5c7}' | '\u{610}'..='\u{61a}'
        | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{6d6}'..='\u{6ed}' | '\u{93c}' | '\u{94d}' | '\u{9cd}'
        | '\u{e31}'..='\u{e3a}' | '\u{e47}'..='\u{e4e}' | '\u{1ab0}'..='\u{1aff}' | '\u{200c}' | '\u{200d}'
        | '\u{20d0}'..='\u{20ff}')
}

/// A sign that is used as an apostrophe.
pub(crate) fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | '`' | 'ʼ' | '‘' | '´' | '＇')
}

/// A sign that items of a list begin with, and that stands nowhere else.
pub(crate) fn is_bullet(c: char) -> bool {
    matches!(
        c,
        '•' | '‣' | '◦' | '▪' | '●' | '■' | '█' | '►' | '◆' | '∙' | '·'
    )
}

/// A sign of money.
pub(crate) fn is_currency(c: char) -> bool {
    matches!(c, '$' | '£' | '¥' | '€' | '¢' | '\u{20a0}'..='\u{20c0}')
}

/// A pictogram that begins an emoji.
pub(crate) fn is_emoji(c: char) -> bool {
    matches!(c, '\u{2600}'..='\u{27bf}' | '\u{2b00}'..='\u{2bff}' | '\u{1f000}'..='\u{1faff}' | '\u{2300}'..='\u{23ff}'
        | '\u{2190}'..='\u{21ff}')
}

/// What stays with the emoji before it: variation signs, skin tones, tags.
pub(crate) fn extends_emoji(c: char) -> bool {
    matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0020}'..='\u{e007f}' | '\u{20e3}')
}

/// Half of a flag.
pub(crate) fn is_flag_half(c: char) -> bool {
    matches!(c, '\u{1f1e6}'..='\u{1f1ff}')
}

/// The character that begins at byte `at`.
pub(crate) fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(&b) if b < 128 => Some(b as char),
        Some(_) => text.get(at..).and_then(|rest| rest.chars().next()),
        None => None,
    }
}

/// The character that ends at byte `at`.
pub(crate) fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at).and_then(|rest| rest.chars().next_back())
}

/// The end of the run of characters from `at` for which `keep` holds, no later than `limit`.
pub(crate) fn run(text: &str, at: usize, limit: usize, keep: impl Fn(char) -> bool) -> usize {
    let mut end = at;
    while end < limit {
        match char_at(text, end) {
            Some(c) if keep(c) => end += c.len_utf8(),
            _ => break,
        }
    }
    end
}

/// The last character boundary at or before byte `at`; the end of the text where `at` lies beyond it.
pub(crate) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The first character boundary at or after byte `at`.
pub(crate) fn ceil(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}
