//! Reads a table: the line that names the columns, then rows of cells parted by `|`.
//!
//! A file and the columns that it may have go in; each row comes out as cells in the order of those columns, whatever
//! their order in the file, every cell with its place. Faults of shape (columns, number of cells, cells that must not be
//! empty, odd characters) are reported here; what a cell means is left to others.

use super::nearest::suggest;
use super::report::{File, Report, Spot};
use crate::code;
use casus_text::Span;

/// A column: its name, and whether it must be there and be filled in every row.
pub(crate) type Column = (&'static str, bool);

/// A piece of a file's text, without white space around it, and where it stands.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Cell<'a> {
    /// The text.
    pub text: &'a str,
    /// Where it stands.
    pub at: Spot,
}

impl<'a> Cell<'a> {
    /// The bytes from `from` to `to` without the white space around them.
    pub(crate) fn part(self, from: usize, to: usize) -> Self {
        let text = self.text.get(from..to).unwrap_or_default();
        let front = text.trim_ascii_start();
        let start = self.at.span.start as usize + from + (text.len() - front.len());
        let text = front.trim_ascii_end();
        let span = Span::new(start, start + text.len());
        Cell {
            text,
            at: Spot { span, ..self.at },
        }
    }

    /// The pieces between the separators, also the empty ones. The separator is an ASCII character.
    pub(crate) fn split(self, separator: char) -> impl Iterator<Item = Cell<'a>> {
        // Pieces are short: going from byte to byte is faster than a search made for long texts.
        let (bytes, mut from) = (self.text.as_bytes(), Some(0));
        std::iter::from_fn(move || {
            let start = from?;
            let rest = bytes.get(start..).unwrap_or_default();
            let length = rest.iter().position(|&byte| char::from(byte) == separator);
            let end = length.map_or(bytes.len(), |length| start + length);
            from = length.map(|_| end + 1);
            Some(self.part(start, end))
        })
    }

    /// The pieces of a list, without empty ones.
    pub(crate) fn items(self, separator: char) -> impl Iterator<Item = Cell<'a>> {
        self.split(separator).filter(|cell| !cell.text.is_empty())
    }

    /// What stands before and after the first separator.
    pub(crate) fn parted(self, separator: char) -> Option<(Cell<'a>, Cell<'a>)> {
        let at = self.text.find(separator)?;
        let after = at + separator.len_utf8();
        Some((self.part(0, at), self.part(after, self.text.len())))
    }

    /// Whether nothing stands in it.
    pub(crate) fn is_empty(self) -> bool {
        self.text.is_empty()
    }
}

/// A row of a table.
#[derive(Debug)]
pub(crate) struct Row<'a, 'r> {
    cells: &'r [Cell<'a>],
    /// The whole line.
    pub at: Spot,
    /// The layer of its file.
    pub layer: u8,
}

impl<'a> Row<'a, '_> {
    /// The cell of the column with this number in the list of columns; empty where the table does not have it.
    pub(crate) fn cell(&self, column: usize) -> Cell<'a> {
        self.cells.get(column).copied().unwrap_or(Cell {
            text: "",
            at: self.at,
        })
    }
}

/// The lines of a file, each with its place; reports odd characters.
pub(crate) fn lines<'a>(
    file: File<'a>,
    report: &mut Report<'_>,
) -> impl Iterator<Item = Cell<'a>> + use<'a> {
    if may_be_odd(file.text) {
        bare_lines(file)
            .filter(|line| may_be_odd(line.text))
            .for_each(|line| report_odd(line, report));
    }
    bare_lines(file)
}

fn bare_lines(file: File<'_>) -> impl Iterator<Item = Cell<'_>> {
    let text = file.text.strip_prefix('\u{feff}').unwrap_or(file.text);
    let mut start = file.text.len() - text.len();
    text.split('\n').zip(1..).map(move |(line, number)| {
        let body = line.strip_suffix('\r').unwrap_or(line);
        let span = Span::new(start, start + body.len());
        start += line.len() + 1;
        Cell {
            text: body,
            at: Spot {
                file: file.id,
                line: number,
                span,
            },
        }
    })
}

/// Whether a byte stands there with which an odd character can begin; line feeds and tabs are none.
fn may_be_odd(text: &str) -> bool {
    // A fold over all bytes, for the compiler makes it faster than a search.
    text.bytes().fold(false, |odd, b| {
        let control = (b < b' ') & (b != b'\n') & (b != b'\t') | (b == 0x7f);
        odd | control | (b == 0xc2) | (b == 0xe2) | (b == 0xef)
    })
}

/// Whether a character cannot be seen or cannot be meant.
fn is_odd(c: char) -> bool {
    c.is_control() && c != '\t'
        || matches!(c, '\u{fffd}' | '\u{feff}' | '\u{a0}' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202f}')
}

fn report_odd(line: Cell<'_>, report: &mut Report<'_>) {
    if let Some((at, odd)) = line.text.char_indices().find(|&(_, c)| is_odd(c)) {
        let from = line.at.span.start as usize + at;
        let span = Span::new(from, from + odd.len_utf8());
        let hint = (odd == '\u{fffd}').then(|| "save the file as UTF-8".to_owned());
        let message = format!("odd character U+{:04X}", odd as u32);
        report.warn(Spot { span, ..line.at }, code::BAD_CHARACTER, message, hint);
    }
}

/// Whether a line says nothing: blank, or a comment.
pub(crate) fn is_silent(line: &str) -> bool {
    let line = line.trim_start();
    line.is_empty() || line.starts_with('#')
}

/// Gives every row of the table to `each`.
pub(crate) fn rows<'a>(
    file: File<'a>,
    columns: &[Column],
    report: &mut Report<'_>,
    mut each: impl FnMut(&Row<'a, '_>, &mut Report<'_>),
) {
    let mut header: Option<Vec<usize>> = None;
    let mut cells = Vec::new();
    for line in lines(file, report) {
        if is_silent(line.text) {
            continue;
        }
        let Some(places) = &header else {
            match read_header(line, columns, report) {
                Some(places) => header = Some(places),
                None => return,
            }
            continue;
        };
        cells.clear();
        cells.resize(
            columns.len(),
            Cell {
                text: "",
                at: line.at,
            },
        );
        if fill(line, columns, places, &mut cells, report) {
            each(
                &Row {
                    cells: &cells,
                    at: line.at,
                    layer: file.layer,
                },
                report,
            );
        }
    }
}

/// For each cell of a row, the number of its column. None where a column is missing that must be there.
fn read_header(line: Cell<'_>, columns: &[Column], report: &mut Report<'_>) -> Option<Vec<usize>> {
    let mut places: Vec<usize> = Vec::new();
    for cell in line.split('|') {
        let place = columns.iter().position(|(name, _)| *name == cell.text);
        match place {
            None => {
                let hint = suggest(cell.text, columns.iter().map(|(name, _)| *name))
                    .or_else(|| Some(format!("the columns are {}", names(columns))));
                report.error(
                    cell.at,
                    code::UNKNOWN_COLUMN,
                    format!("no column `{}`", cell.text),
                    hint,
                );
            }
            Some(place) if places.contains(&place) => {
                report.error(
                    cell.at,
                    code::DUPLICATE_COLUMN,
                    format!("column `{}` twice", cell.text),
                    None,
                );
            }
            Some(_) => {}
        }
        places.push(place.unwrap_or(usize::MAX));
    }
    let mut whole = true;
    for (place, (name, needed)) in columns.iter().enumerate() {
        if *needed && !places.contains(&place) {
            whole = false;
            let hint = format!("the columns are {}", names(columns));
            report.error(
                line.at,
                code::MISSING_COLUMN,
                format!("column `{name}` is missing"),
                Some(hint),
            );
        }
    }
    whole.then_some(places)
}

fn names(columns: &[Column]) -> String {
    let names: Vec<&str> = columns.iter().map(|(name, _)| *name).collect();
    format!("`{}`", names.join(" | "))
}

/// Puts the cells of a line where their columns stand. Says whether the row can be used.
fn fill<'a>(
    line: Cell<'a>,
    columns: &[Column],
    places: &[usize],
    cells: &mut [Cell<'a>],
    report: &mut Report<'_>,
) -> bool {
    let errors = report.errors();
    for (number, cell) in line.split('|').enumerate() {
        match places.get(number) {
            Some(&place) => {
                if let Some(target) = cells.get_mut(place) {
                    *target = cell;
                }
            }
            None if cell.is_empty() => {}
            None => {
                let message = format!(
                    "a row of {} cells in a table of {} columns",
                    number + 1,
                    places.len()
                );
                report.error(cell.at, code::EXTRA_CELL, message, None);
                return false;
            }
        }
    }
    for (cell, (name, needed)) in cells.iter().zip(columns) {
        if *needed && cell.is_empty() {
            report.error(
                cell.at,
                code::EMPTY_CELL,
                format!("`{name}` is empty"),
                None,
            );
        }
    }
    report.errors() == errors
}
