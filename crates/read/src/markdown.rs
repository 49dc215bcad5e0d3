//! Markdown to documents: the words without their signs.
//!
//! An input goes in; one document comes out, whose text is the paragraphs, headings, items and cells as plain text,
//! parted by blank lines. Fields of the front matter are the document's; a heading before all text is its title where
//! the front matter has none. Spans are offsets into this text, not into the file.

use crate::documents::{Item, Limits};
use crate::encoding::{Input, decode};
use crate::fault::InputFault;
use crate::front_matter::{self, Field};
use crate::{inline, jsonl, parts};
use casus_text::Document;
use std::collections::VecDeque;
use std::io::Read;

/// The one document of an input.
pub(crate) struct Markdown {
    input: Option<Input>,
    path: String,
    id: String,
    limits: Limits,
    waiting: VecDeque<Item>,
}

impl Markdown {
    pub(crate) fn new(input: Input, path: String, id: String, limits: Limits) -> Self {
        Markdown {
            input: Some(input),
            path,
            id,
            limits,
            waiting: VecDeque::new(),
        }
    }

    fn read(&mut self, input: Input) {
        let mut bytes = Vec::new();
        let result = match input
            .take(self.limits.longest_file as u64 + 1)
            .read_to_end(&mut bytes)
        {
            Err(error) => Err(InputFault::of_file(&self.path, error)),
            Ok(length) if length > self.limits.longest_file => {
                let reason = format!(
                    "a Markdown file of more than {} bytes is not read",
                    self.limits.longest_file
                );
                Err(InputFault::of_file(&self.path, reason))
            }
            Ok(_) => Ok(bytes),
        };
        match result {
            Ok(bytes) => self.push(bytes),
            Err(fault) => self.waiting.push_back(Err(fault)),
        }
    }

    fn push(&mut self, bytes: Vec<u8>) {
        if bytes.trim_ascii().is_empty() {
            return;
        }
        let decoded = decode(bytes);
        if decoded.damaged {
            let reason = "bytes that are not UTF-8 were replaced";
            self.waiting
                .push_back(Err(InputFault::of_file(&self.path, reason)));
        }
        let document = document(&decoded.text).map(|document| Document {
            id: self.id.clone(),
            ..document
        });
        let document = document.map(|mut document| {
            if let Some(reason) = parts::shorten(&mut document, self.limits.longest_field) {
                self.waiting
                    .push_back(Err(InputFault::of_line(&self.path, 1, reason)));
            }
            document
        });
        let item = document.map_err(|(line, reason)| InputFault::of_line(&self.path, line, reason));
        self.waiting.push_back(item);
    }
}

impl Iterator for Markdown {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        if let Some(input) = self.input.take() {
            self.read(input);
        }
        self.waiting.pop_front()
    }
}

/// The document of a file, without its id; or a line and what is wrong with it.
fn document(source: &str) -> Result<Document, (u64, String)> {
    let lines: Vec<&str> = source.lines().collect();
    let (fields, begin) = front_matter::read(&lines);
    let mut document = Document::default();
    for field in fields {
        take(field, &mut document)?;
    }
    let mut page = Page::default();
    lines.iter().skip(begin).for_each(|line| page.line(line));
    page.end_paragraph();
    let mut blocks = page.blocks.into_iter().peekable();
    if let Some(Block {
        heading: true,
        text,
    }) = blocks.peek()
        && document.title.as_ref().is_none_or(|title| title == text)
    {
        document.title = blocks.next().map(|block| block.text);
    }
    document.text = blocks
        .map(|block| block.text)
        .collect::<Vec<_>>()
        .join("\n\n");
    Ok(document)
}

/// Takes a field of the front matter.
fn take(field: Field<'_>, document: &mut Document) -> Result<(), (u64, String)> {
    let Field { name, value, line } = field;
    let given = Some(value.clone()).filter(|value| !value.is_empty());
    match name {
        "title" => document.title = given,
        "publisher" => document.publisher = given,
        "url" => document.url = given,
        "language" => document.language = given.map(|tag| jsonl::language(&tag)),
        "date" => document.date = jsonl::day(&value).map_err(|reason| (line, reason))?,
        _ => document
            .extra
            .push((name.to_string(), serde_json::Value::from(value).to_string())),
    }
    Ok(())
}

/// A paragraph, heading, item or row, without signs.
#[derive(Debug)]
struct Block {
    heading: bool,
    text: String,
}

/// The blocks of a file, as they are found line by line.
#[derive(Default)]
struct Page {
    blocks: Vec<Block>,
    /// The lines of the paragraph that is not at its end.
    paragraph: String,
    /// Whether that paragraph is an item of a list.
    in_item: bool,
    /// The fence of the code in which we are.
    fence: Option<(char, usize)>,
    /// Whether we are in a comment.
    comment: bool,
}

impl Page {
    fn line(&mut self, line: &str) {
        if self.in_fence(line) || self.in_comment(line) {
            return;
        }
        let line = unquoted(line);
        let content = line.trim();
        if content.is_empty() || is_reference(content) {
            self.end_paragraph();
        } else if let Some(level) = underline(content).filter(|_| !self.paragraph.is_empty()) {
            self.end_block(level);
        } else if is_rule(content) || is_table_rule(content) {
            self.end_paragraph();
        } else if let Some(heading) = heading(content) {
            self.end_paragraph();
            self.paragraph.push_str(heading);
            self.end_block(true);
        } else if content.starts_with('|') {
            self.end_paragraph();
            self.paragraph.push_str(&row(content));
            self.end_paragraph();
        } else {
            self.text_line(line);
        }
    }

    /// A line of a paragraph; an item begins one.
    fn text_line(&mut self, line: &str) {
        let content = line.trim();
        // Within a paragraph only the first number begins a list: a line may begin with a number by chance.
        let numbered = content.starts_with(|c: char| c.is_ascii_digit());
        let first = !numbered
            || self.paragraph.is_empty()
            || self.in_item
            || (content.starts_with("1.") || content.starts_with("1)"));
        let words = item(content).filter(|_| first);
        if words.is_some() {
            self.end_paragraph();
            self.in_item = true;
        }
        if !self.paragraph.is_empty() && !self.paragraph.ends_with('\n') {
            self.paragraph.push(' ');
        }
        let words = words.unwrap_or(content);
        match words.strip_suffix('\\') {
            Some(broken) => {
                self.paragraph.push_str(broken);
                self.paragraph.push('\n');
            }
            None => {
                self.paragraph.push_str(words);
                if line.ends_with("  ") {
                    self.paragraph.push('\n');
                }
            }
        }
    }

    fn end_paragraph(&mut self) {
        self.end_block(false);
    }

    fn end_block(&mut self, heading: bool) {
        let text = inline::words(self.paragraph.trim());
        let text = text.trim();
        if !text.is_empty() {
            self.blocks.push(Block {
                heading,
                text: text.to_string(),
            });
        }
        self.paragraph.clear();
        self.in_item = false;
    }

    /// Code is text as it stands, without its fences.
    fn in_fence(&mut self, line: &str) -> bool {
        let content = line.trim();
        let mark = content.chars().next().filter(|c| matches!(c, '`' | '~'));
        let length = mark.map_or(0, |mark| {
            content.len() - content.trim_start_matches(mark).len()
        });
        match self.fence {
            Some((open, least)) => {
                if mark == Some(open) && length >= least && content.len() == length {
                    self.fence = None;
                } else if !content.is_empty() {
                    self.blocks.push(Block {
                        heading: false,
                        text: content.to_string(),
                    });
                }
                true
            }
            None => {
                let opens = length >= 3 && !content.get(length..).unwrap_or_default().contains('`');
                if opens {
                    self.end_paragraph();
                    self.fence = mark.map(|mark| (mark, length));
                }
                opens
            }
        }
    }

    /// Comments over several lines are nothing.
    fn in_comment(&mut self, line: &str) -> bool {
        let was = self.comment;
        let opens = line.trim_start().starts_with("<!--");
        if was || opens {
            self.comment = !line.contains("-->");
        }
        was || (opens && self.comment)
    }
}

/// The line without the signs of quotation before it.
fn unquoted(mut line: &str) -> &str {
    while let Some(rest) = line.trim_start().strip_prefix('>') {
        line = rest;
    }
    line
}

fn heading(content: &str) -> Option<&str> {
    let rest = content.trim_start_matches('#');
    let level = content.len() - rest.len();
    let marked = (1..=6).contains(&level) && (rest.is_empty() || rest.starts_with([' ', '\t']));
    marked.then(|| rest.trim().trim_end_matches('#').trim_end())
}

/// Whether it is the line below a heading.
fn underline(content: &str) -> Option<bool> {
    let all = |mark: u8| content.len() > 1 && content.bytes().all(|byte| byte == mark);
    (all(b'=') || all(b'-')).then_some(true)
}

/// Whether it is a line across the page.
fn is_rule(content: &str) -> bool {
    let marks: Vec<char> = content
        .chars()
        .filter(|c| !c.is_whitespace())
        .take(4)
        .collect();
    let first = marks
        .first()
        .copied()
        .filter(|c| matches!(c, '-' | '*' | '_'));
    marks.len() >= 3
        && first.is_some_and(|first| content.chars().all(|c| c == first || c.is_whitespace()))
}

/// Whether it is the line below the head of a table.
fn is_table_rule(content: &str) -> bool {
    content.contains('|')
        && content.contains("--")
        && content.bytes().all(|byte| b"|-: \t".contains(&byte))
}

/// The cells of a row, parted by commas.
fn row(content: &str) -> String {
    let cells = content
        .trim_matches('|')
        .split('|')
        .map(str::trim)
        .filter(|cell| !cell.is_empty());
    cells.collect::<Vec<_>>().join(", ")
}

/// Whether it says where a link leads: `[name]: address`.
fn is_reference(content: &str) -> bool {
    let name = content
        .strip_prefix('[')
        .and_then(|rest| rest.split_once("]:"));
    name.is_some_and(|(name, address)| {
        !name.is_empty() && !name.contains(']') && !address.trim().is_empty()
    })
}

/// The words of an item of a list, without its bullet, number or box.
fn item(content: &str) -> Option<&str> {
    let rest = match content.strip_prefix(['-', '*', '+']) {
        Some(rest) => rest,
        None => {
            let rest = content.trim_start_matches(|c: char| c.is_ascii_digit());
            let digits = content.len() - rest.len();
            rest.strip_prefix(['.', ')'])
                .filter(|_| (1..=3).contains(&digits))?
        }
    };
    let words = rest.strip_prefix([' ', '\t'])?.trim_start();
    let boxes = ["[ ] ", "[x] ", "[X] "];
    Some(
        boxes
            .into_iter()
            .find_map(|open| words.strip_prefix(open))
            .unwrap_or(words),
    )
}
