//! Gold whose words are given: put together as a text that can be read like any other.
//!
//! The words of a sentence as a treebank or annotated set parts them go in; a running text comes out, with the bytes of
//! every word in it, so that what we find in the text can be held against the words.

use casus_text::Span;

/// Marks written before their noun, after which there is no blank.
const OPENING: &[&str] = &["(", "[", "{", "$", "#", "£", "€"];
/// Marks before which there is no blank.
const CLOSING: &[&str] = &[",", ".", ";", ":", "!", "?", ")", "]", "}", "%", "...", "…"];

/// The words as a running text, and where each stands in it.
pub(super) fn running_text(words: &[String]) -> (String, Vec<Span>) {
    let mut writer = Writer {
        text: String::new(),
        glued: true,
        quoted: false,
    };
    let mut spans = Vec::with_capacity(words.len());
    let mut at = 0;
    while let Some(word) = words.get(at) {
        // Some sets write a quotation mark as two apostrophes.
        if word == "'" && words.get(at + 1).is_some_and(|w| w == "'") {
            let span = writer.quotation(!writer.quoted);
            spans.push(span);
            let end = span.end as usize;
            spans.push(Span::new(end, end));
            at += 2;
            continue;
        }
        let before = at.checked_sub(1).and_then(|i| words.get(i));
        spans.push(writer.word(word, before, words.get(at + 1)));
        at += 1;
    }
    (writer.text, spans)
}

struct Writer {
    text: String,
    /// Whether the next word follows without a blank.
    glued: bool,
    quoted: bool,
}

impl Writer {
    fn word(&mut self, word: &str, before: Option<&String>, after: Option<&String>) -> Span {
        match word {
            "``" => return self.quotation(true),
            "''" => return self.quotation(false),
            "\"" => return self.quotation(!self.quoted),
            _ => {}
        }
        let form = match word {
            "-LRB-" => "(",
            "-RRB-" => ")",
            "-LSB-" => "[",
            "-RSB-" => "]",
            _ => word,
        };
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let inside = matches!(word, "-" | "/")
            && letter(before.and_then(|w| w.chars().next_back()))
            && letter(after.and_then(|w| w.chars().next()));
        let ending = form.strip_prefix('\'').is_some_and(|rest| rest.len() <= 2)
            || form.eq_ignore_ascii_case("n't");
        let closes = CLOSING.contains(&form) || ending || inside;
        let span = self.put(form, closes);
        self.glued = inside || OPENING.contains(&form);
        span
    }

    fn quotation(&mut self, opens: bool) -> Span {
        let span = self.put("\"", !opens);
        self.quoted = opens;
        self.glued = opens;
        span
    }

    fn put(&mut self, form: &str, closes: bool) -> Span {
        if !self.glued && !closes {
            self.text.push(' ');
        }
        let start = self.text.len();
        self.text.push_str(form);
        Span::new(start, self.text.len())
    }
}

/// The numbers of the words that share bytes with a span.
pub(super) fn words_in(words: &[Span], span: Span) -> impl Iterator<Item = usize> + '_ {
    let shares = move |word: &Span| word.start < span.end && span.start < word.end;
    let numbered = words.iter().enumerate();
    numbered.filter(move |(_, w)| shares(w)).map(|(i, _)| i)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(words: &str) -> String {
        let words: Vec<String> = words.split(' ').map(str::to_owned).collect();
        let (text, spans) = running_text(&words);
        assert_eq!(spans.len(), words.len());
        text
    }

    #[test]
    fn words_become_running_text() {
        assert_eq!(
            text("`` We do n't know , '' Oslo 's envoy -LRB- 61 -RRB- said ."),
            "\"We don't know,\" Oslo's envoy (61) said."
        );
        assert_eq!(text("' ' Go ! ' ' he said ."), "\"Go!\" he said.");
        assert_eq!(text("a Lima - based firm"), "a Lima-based firm");
        assert_eq!(text("$ 5 - he paid"), "$5 - he paid");
    }

    #[test]
    fn the_words_of_a_span_are_found() {
        let words: Vec<String> = ["Oslo", "did", "n't"].map(str::to_owned).to_vec();
        let (text, spans) = running_text(&words);
        assert_eq!(text, "Oslo didn't");
        let found: Vec<usize> = words_in(&spans, Span::new(5, 11)).collect();
        assert_eq!(found, [1, 2]);
    }
}
