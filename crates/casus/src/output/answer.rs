//! Answers of the ledger as a table, as lines of JSON and as CSV.
//!
//! A table is as wide as it is told; long cells go on in the next line, and below each line stands the name by which its
//! proof is asked for.

use casus_ledger::ask::Answer;
use unicode_width::UnicodeWidthStr;

/// The space between two columns.
const GAP: usize = 2;
/// No column is made narrower than this where all do not fit.
const NARROWEST: usize = 8;

/// One JSON object a line; first what is to be said of the whole, where there is anything.
pub fn answer_lines(answer: &Answer) -> Vec<u8> {
    let mut out = Vec::new();
    if !answer.head.is_null() {
        out.extend(answer.head.to_string().into_bytes());
        out.push(b'\n');
    }
    for row in &answer.rows {
        out.extend(row.json.to_string().into_bytes());
        out.push(b'\n');
    }
    out
}

/// A row a line, the name first and the claims last where lines have any.
pub fn answer_csv(answer: &Answer) -> Vec<u8> {
    let mut out = String::new();
    let proven = usize::from(!answer.plain);
    let heads = answer.columns.iter().map(String::as_str);
    let (first, last) = (["id"].into_iter(), ["claims"].into_iter());
    line(
        &mut out,
        first.take(proven).chain(heads).chain(last.take(proven)),
    );
    for row in &answer.rows {
        let claims = row.claims.join(";");
        let cells = row.cells.iter().map(String::as_str);
        let (first, last) = ([row.id.as_str()], [claims.as_str()]);
        let (first, last) = (
            first.into_iter().take(proven),
            last.into_iter().take(proven),
        );
        line(&mut out, first.chain(cells).chain(last));
    }
    out.into_bytes()
}

fn line<'c>(out: &mut String, cells: impl Iterator<Item = &'c str>) {
    for (number, cell) in cells.enumerate() {
        if number > 0 {
            out.push(',');
        }
        if cell.contains([',', '"', '\n', '\r']) {
            out.push('"');
            out.push_str(&cell.replace('"', "\"\""));
            out.push('"');
        } else {
            out.push_str(cell);
        }
    }
    out.push('\n');
}

/// A table of this many columns of the terminal.
pub fn answer_table(answer: &Answer, width: usize) -> String {
    let mut out = String::new();
    if !answer.title.is_empty() {
        out = format!("{}\n\n", answer.title);
    }
    for note in &answer.notes {
        wrap(note, width).into_iter().for_each(|line| {
            out.push_str(&line);
            out.push('\n');
        });
    }
    if answer.rows.is_empty() {
        if answer.notes.is_empty() {
            out.push_str("nothing\n");
        }
        return out;
    }
    if !answer.notes.is_empty() {
        out.push('\n');
    }
    let used: Vec<usize> = (0..answer.columns.len())
        .filter(|&at| answer.rows.iter().any(|row| !cell(row, at).is_empty()))
        .collect();
    let widths = widths(answer, &used, width);
    let heads: Vec<&str> = used
        .iter()
        .map(|&at| answer.columns.get(at).map_or("", String::as_str))
        .collect();
    write(&mut out, &heads, &widths);
    let rule: Vec<String> = widths.iter().map(|&width| "-".repeat(width)).collect();
    write(
        &mut out,
        &rule.iter().map(String::as_str).collect::<Vec<_>>(),
        &widths,
    );
    for row in &answer.rows {
        let cells: Vec<&str> = used.iter().map(|&at| cell(row, at)).collect();
        write(&mut out, &cells, &widths);
        if !row.id.is_empty() {
            out.push_str(&format!("    [{}]\n", row.id));
        }
    }
    out
}

fn cell(row: &casus_ledger::ask::Row, at: usize) -> &str {
    row.cells.get(at).map_or("", String::as_str)
}

/// The widths of the columns: as wide as their widest cell, and the widest cut until all fit.
fn widths(answer: &Answer, used: &[usize], width: usize) -> Vec<usize> {
    let widest = |&at: &usize| {
        let head = answer.columns.get(at).map_or(0, |head| head.width());
        answer
            .rows
            .iter()
            .map(|row| cell(row, at).width())
            .max()
            .unwrap_or(0)
            .max(head)
    };
    let mut widths: Vec<usize> = used.iter().map(widest).collect();
    let room = width.saturating_sub(GAP * used.len().saturating_sub(1));
    while widths.iter().sum::<usize>() > room {
        let Some(widest) = widths
            .iter_mut()
            .max()
            .filter(|widest| **widest > NARROWEST)
        else {
            break;
        };
        *widest -= 1;
    }
    widths
}

/// Writes a row, of as many lines as its longest cell needs.
fn write(out: &mut String, cells: &[&str], widths: &[usize]) {
    let parts: Vec<Vec<String>> = cells
        .iter()
        .zip(widths)
        .map(|(cell, &width)| wrap(cell, width))
        .collect();
    let lines = parts.iter().map(Vec::len).max().unwrap_or(0);
    for number in 0..lines {
        let mut line = String::new();
        for (part, &width) in parts.iter().zip(widths) {
            let text = part.get(number).map_or("", String::as_str);
            line.push_str(text);
            line.extend(std::iter::repeat_n(
                ' ',
                width.saturating_sub(text.width()) + GAP,
            ));
        }
        out.push_str(line.trim_end());
        out.push('\n');
    }
}

/// The text in lines of this width, parted at spaces, longer words within.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace() {
        let mut word = word.to_owned();
        while let Some(line) = lines.last_mut() {
            let space = usize::from(!line.is_empty());
            if line.width() + space + word.width() <= width {
                if space == 1 {
                    line.push(' ');
                }
                line.push_str(&word);
                break;
            }
            if !line.is_empty() {
                lines.push(String::new());
                continue;
            }
            let mut taken = 0;
            let end = word.char_indices().find(|(_, c)| {
                taken += unicode_width::UnicodeWidthChar::width(*c).unwrap_or(0);
                taken > width
            });
            let at = end
                .map_or(word.len(), |(at, _)| at)
                .max(word.chars().next().map_or(1, char::len_utf8));
            let rest = word.split_off(at);
            line.push_str(&word);
            if rest.is_empty() {
                break;
            }
            word = rest;
            lines.push(String::new());
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::{answer_csv, answer_table, wrap};
    use casus_ledger::ask::{Answer, Row};

    fn answer() -> Answer {
        Answer {
            title: "RUS and PRK".into(),
            notes: Vec::new(),
            head: serde_json::Value::Null,
            columns: ["from", "empty", "what"].map(str::to_owned).to_vec(),
            rows: vec![Row {
                id: "a/1".into(),
                cells: vec![
                    "RUS".into(),
                    String::new(),
                    "twenty \"shells\", and more of them than fit".into(),
                ],
                claims: vec!["d#1".into(), "d#2".into()],
                ..Row::default()
            }],
            plain: false,
        }
    }

    #[test]
    fn lines_of_a_table_have_no_name() {
        let plain = Answer {
            plain: true,
            columns: vec!["n".into()],
            rows: vec![Row {
                cells: vec!["1".into()],
                ..Row::default()
            }],
            ..answer()
        };
        assert_eq!(answer_csv(&plain), b"n\n1\n");
    }

    #[test]
    fn long_cells_go_on_below() {
        let expected = "RUS and PRK\n\nfrom  what\n----  --------------------\nRUS   twenty \"shells\", and\n      more of them than\n      fit\n    [a/1]\n";
        assert_eq!(answer_table(&answer(), 26), expected);
    }

    #[test]
    fn words_wider_than_the_column_are_parted() {
        assert_eq!(wrap("abcdefgh ij", 3), ["abc", "def", "gh", "ij"]);
        assert_eq!(wrap("", 3), [""]);
        assert_eq!(wrap("日本語", 1), ["日", "本", "語"]);
    }

    #[test]
    fn marks_are_doubled_in_csv() {
        let expected = "id,from,empty,what,claims\na/1,RUS,,\"twenty \"\"shells\"\", and more of them than fit\",d#1;d#2\n";
        assert_eq!(
            String::from_utf8(answer_csv(&answer())).unwrap_or_default(),
            expected
        );
    }
}
