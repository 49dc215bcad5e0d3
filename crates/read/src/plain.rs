//! Plain text to documents: a file is one, unless it is very long.
//!
//! An input goes in; its text comes out as one document, or cut at paragraph ends into several that are each no longer
//! than the limit. The id of a later piece says at which byte of the file it begins.

use crate::documents::Item;
use crate::encoding::{Input, decode};
use crate::fault::InputFault;
use crate::parts::cut;
use casus_text::Document;
use std::collections::VecDeque;
use std::io::Read;

/// The documents of one input.
pub(crate) struct Plain {
    input: Input,
    path: String,
    id: String,
    longest: usize,
    /// What was read beyond the last document.
    rest: Vec<u8>,
    /// At which byte `rest` begins.
    offset: u64,
    /// How many lines lie before `rest`.
    lines: u64,
    waiting: VecDeque<Item>,
    ended: bool,
}

impl Plain {
    pub(crate) fn new(input: Input, path: String, id: String, longest: usize) -> Self {
        let waiting = VecDeque::new();
        Plain {
            input,
            path,
            id,
            longest: longest.max(4),
            rest: Vec::new(),
            offset: 0,
            lines: 0,
            waiting,
            ended: false,
        }
    }

    fn advance(&mut self) {
        // One byte more than fits tells whether the text goes on.
        let room = (self.longest + 1).saturating_sub(self.rest.len()) as u64;
        if let Err(error) = (&mut self.input).take(room).read_to_end(&mut self.rest) {
            self.waiting
                .push_back(Err(InputFault::of_file(&self.path, error)));
            self.ended = true;
        }
        let mut piece = std::mem::take(&mut self.rest);
        if piece.len() > self.longest && !self.ended {
            let cut = cut(&piece, self.longest);
            self.rest = piece.split_off(cut);
        } else {
            self.ended = true;
        }
        self.push(piece);
    }

    fn push(&mut self, piece: Vec<u8>) {
        let (offset, line) = (self.offset, self.lines + 1);
        self.offset += piece.len() as u64;
        self.lines += piece.iter().filter(|byte| **byte == b'\n').count() as u64;
        if piece.trim_ascii().is_empty() {
            return;
        }
        let decoded = decode(piece);
        if decoded.damaged {
            let before = decoded.text.split('\u{fffd}').next().unwrap_or_default();
            let line = line + before.matches('\n').count() as u64;
            let reason = "bytes that are not UTF-8 were replaced, here first";
            self.waiting
                .push_back(Err(InputFault::of_line(&self.path, line, reason)));
        }
        let id = if offset == 0 {
            self.id.clone()
        } else {
            format!("{}@{offset}", self.id)
        };
        self.waiting.push_back(Ok(Document {
            id,
            text: decoded.text,
            ..Document::default()
        }));
    }
}

impl Iterator for Plain {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        while self.waiting.is_empty() && !self.ended {
            self.advance();
        }
        self.waiting.pop_front()
    }
}
