//! Tables with named columns (CSV, TSV) to documents: a row is one.
//!
//! An input goes in; its first row names the columns: `text` (or `body`, `content`), and where they are there `id`, `title`,
//! `date`, `publisher`, `url` and `language`; other columns are kept as they stand. A cell in quotation marks may hold line
//! ends. A row that has no text or is too long is reported, and the next is read.

use crate::documents::{Item, Limits};
use crate::encoding::{Input, decode};
use crate::fault::InputFault;
use crate::lines::{self, Line};
use crate::source::Place;
use crate::{jsonl, parts};
use casus_text::Document;
use serde_json::Value;
use std::collections::VecDeque;
use std::io;

/// The documents of one table.
pub(crate) struct Table {
    input: Input,
    place: Place,
    limits: Limits,
    columns: Vec<String>,
    mark: char,
    line: u64,
    waiting: VecDeque<Item>,
    ended: bool,
}

/// A row with the line at which it begins: its cells, or why it has none.
struct Row {
    line: u64,
    cells: Result<Vec<String>, String>,
}

/// Names of the column that holds the text, the best first.
const TEXTS: [&str; 3] = ["text", "body", "content"];

impl Table {
    pub(crate) fn new(input: Input, place: Place, limits: Limits) -> Self {
        Table {
            input,
            place,
            limits,
            columns: Vec::new(),
            mark: ',',
            line: 0,
            waiting: VecDeque::new(),
            ended: false,
        }
    }

    /// The next row that is not blank; none at the end.
    fn row(&mut self) -> io::Result<Option<Row>> {
        let mut row = String::new();
        let (mut length, mut marks) = (0, 0_usize);
        let mut begin = self.line + 1;
        loop {
            let Some(line) = lines::next(&mut *self.input, self.limits.longest_line)? else {
                let reason = "a cell is not closed before the end".to_owned();
                return Ok((begin <= self.line).then_some(Row {
                    line: begin,
                    cells: Err(reason),
                }));
            };
            self.line += 1;
            let bytes = match line {
                Line::Whole(bytes) => bytes,
                Line::TooLong(bytes) => {
                    length += bytes as usize;
                    Vec::new()
                }
            };
            length += bytes.len() + 1;
            if length > self.limits.longest_line {
                let most = self.limits.longest_line;
                let reason =
                    format!("the row has more than the {most} bytes that are read; it was skipped");
                return Ok(Some(Row {
                    line: begin,
                    cells: Err(reason),
                }));
            }
            if begin < self.line {
                row.push('\n');
            }
            let text = decode(bytes).text;
            marks += text.matches('"').count();
            row.push_str(text.trim_end_matches('\r'));
            if !marks.is_multiple_of(2) {
                continue;
            }
            if !row.trim().is_empty() {
                return Ok(Some(Row {
                    line: begin,
                    cells: Ok(cells(&row, self.mark)),
                }));
            }
            row.clear();
            begin = self.line + 1;
            length = 0;
        }
    }

    fn advance(&mut self) {
        match self.row() {
            Ok(None) => self.ended = true,
            Ok(Some(Row {
                line,
                cells: Err(reason),
            })) => self.fault(line, reason),
            Ok(Some(Row {
                line,
                cells: Ok(cells),
            })) if self.columns.is_empty() => self.head(line, cells),
            Ok(Some(Row {
                line,
                cells: Ok(cells),
            })) => self.document(line, cells),
            Err(error) => {
                self.fault(self.line, error.to_string());
                self.ended = true;
            }
        }
    }

    /// The names of the columns.
    fn head(&mut self, line: u64, cells: Vec<String>) {
        let joined = cells.join(",");
        self.mark = ['\t', ';']
            .into_iter()
            .find(|mark| cells.len() == 1 && joined.contains(*mark))
            .unwrap_or(',');
        let names = if self.mark == ',' {
            cells
        } else {
            self::cells(&joined, self.mark)
        };
        self.columns = names
            .iter()
            .map(|name| name.trim().trim_start_matches('\u{feff}').to_lowercase())
            .collect();
        if !TEXTS
            .iter()
            .any(|name| self.columns.iter().any(|column| column == name))
        {
            self.fault(line, format!("there is no column `{}`", TEXTS.join("`, `")));
            self.ended = true;
        }
    }

    fn document(&mut self, line: u64, cells: Vec<String>) {
        let text = TEXTS
            .iter()
            .find_map(|name| self.columns.iter().position(|column| column == name));
        let mut document = Document::default();
        for (at, (name, cell)) in self.columns.iter().zip(cells).enumerate() {
            let given = Some(cell).filter(|cell| !cell.trim().is_empty());
            match name.as_str() {
                _ if Some(at) == text => document.text = given.unwrap_or_default(),
                "id" => document.id = given.unwrap_or_default(),
                "title" => document.title = given,
                "publisher" => document.publisher = given,
                "url" => document.url = given,
                "language" => document.language = given.map(|tag| jsonl::language(&tag)),
                "date" => match given.as_deref().map_or(Ok(None), jsonl::day) {
                    Ok(day) => document.date = day,
                    Err(reason) => return self.fault(line, reason),
                },
                _ => document
                    .extra
                    .extend(given.map(|value| (name.clone(), Value::from(value).to_string()))),
            }
        }
        if document.text.is_empty() {
            return self.fault(line, "there is no text".to_owned());
        }
        if document.id.is_empty() {
            document.id = format!("{}:{line}", self.place.id);
        }
        if let Some(reason) = parts::shorten(&mut document, self.limits.longest_field) {
            self.fault(line, reason);
        }
        self.waiting.push_back(Ok(document));
    }

    fn fault(&mut self, line: u64, reason: String) {
        self.waiting
            .push_back(Err(InputFault::of_line(&self.place.path, line, reason)));
    }
}

impl Iterator for Table {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while self.waiting.is_empty() && !self.ended {
            self.advance();
        }
        self.waiting.pop_front()
    }
}

/// The cells of a row; a doubled quotation mark within marks is one.
fn cells(row: &str, mark: char) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    let mut signs = row.chars().peekable();
    while let Some(sign) = signs.next() {
        let Some(cell) = cells.last_mut() else { break };
        match sign {
            '"' if quoted && signs.peek() == Some(&'"') => {
                cell.push('"');
                signs.next();
            }
            '"' => quoted = !quoted,
            sign if sign == mark && !quoted => cells.push(String::new()),
            sign => cell.push(sign),
        }
    }
    cells
}
