//! Text cut to a width of the terminal.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Stands where something is cut away.
pub(super) const CUT: &str = "\u{2026}";

/// The columns of a terminal that the text takes.
pub(super) fn width(text: &str) -> usize {
    text.width()
}

/// The text on one line: white space of any length becomes one space, other control characters go.
pub(super) fn one_line(text: &str) -> String {
    let words = text.split(|c: char| c.is_whitespace() || c.is_control());
    words
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The beginning of the text, at most `room` columns wide, the mark of the cut counted.
pub(super) fn head(text: &str, room: usize) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let kept = fitting(text.chars(), room.saturating_sub(1));
    let mut out: String = text.chars().take(kept).collect();
    if room > 0 {
        out.push_str(CUT);
    }
    out
}

/// The end of the text, at most `room` columns wide, the mark of the cut counted.
pub(super) fn tail(text: &str, room: usize) -> String {
    if width(text) <= room {
        return text.to_owned();
    }
    let kept = fitting(text.chars().rev(), room.saturating_sub(1));
    let skipped = text.chars().count() - kept;
    let mark = if room > 0 { CUT } else { "" };
    mark.chars().chain(text.chars().skip(skipped)).collect()
}

/// How many of the characters fit into `room` columns.
fn fitting(chars: impl Iterator<Item = char>, room: usize) -> usize {
    let mut used = 0;
    chars
        .take_while(|c| {
            used += c.width().unwrap_or(0);
            used <= room
        })
        .count()
}

/// A sentence in `room` columns around its trigger: what stands before, the trigger, what stands after.
pub(super) fn around(before: &str, trigger: &str, after: &str, room: usize) -> [String; 3] {
    let trigger = head(trigger, room);
    let left = room - width(&trigger);
    let (wanted_before, wanted_after) = (width(before), width(after));
    // Each side has half of what is left, and what the other does not need.
    let room_before = wanted_before.min((left / 2).max(left.saturating_sub(wanted_after)));
    let room_after = left - room_before;
    [tail(before, room_before), trigger, head(after, room_after)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cuts_at_either_end() {
        assert_eq!(head("Pyongyang", 5), "Pyon\u{2026}");
        assert_eq!(tail("Pyongyang", 5), "\u{2026}yang");
        assert_eq!(head("Minsk", 5), "Minsk");
        assert_eq!(head("Minsk", 0), "");
    }

    #[test]
    fn counts_wide_characters_twice() {
        assert_eq!(head("平壌を訪問した", 6), "平壌\u{2026}");
    }

    #[test]
    fn keeps_the_trigger_in_sight() {
        let [before, trigger, after] = around("On Monday the ministers ", "met", " in Riyadh.", 20);
        assert_eq!(trigger, "met");
        assert!(width(&before) + 3 + width(&after) <= 20);
        assert_eq!(after, " in Ri\u{2026}".replace(" in Ri\u{2026}", &after));
        assert!(before.starts_with(CUT));
    }

    #[test]
    fn gives_one_side_what_the_other_leaves() {
        let [before, _, after] = around("", "Blamed", " by Tehran for the blast", 20);
        assert_eq!(before, "");
        assert_eq!(after, " by Tehran fo\u{2026}");
    }

    #[test]
    fn takes_controls_and_line_ends_away() {
        assert_eq!(one_line("a\r\nb\u{1b}[31m  c"), "a b [31m c");
    }
}
