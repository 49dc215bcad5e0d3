//! Lines of any length, read one at a time, of which none beyond a limit is held.

use std::io::{self, BufRead};

/// A line, or what is known of one that is too long.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// The bytes of the line, without its end.
    Whole(Vec<u8>),
    /// The line has so many bytes, and was skipped.
    TooLong(u64),
}

/// The next line; none at the end of the input. A line of more than `longest` bytes is skipped without being held.
pub(crate) fn next(input: &mut dyn BufRead, longest: usize) -> io::Result<Option<Line>> {
    let mut line = Vec::new();
    let mut length = 0_u64;
    let mut any = false;
    loop {
        let block = match input.fill_buf() {
            Ok(block) => block,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        if block.is_empty() {
            break;
        }
        any = true;
        let end = block.iter().position(|byte| *byte == b'\n');
        let piece = block.get(..end.unwrap_or(block.len())).unwrap_or_default();
        length += piece.len() as u64;
        if length <= longest as u64 {
            line.extend_from_slice(piece);
        } else {
            line = Vec::new();
        }
        let used = piece.len() + usize::from(end.is_some());
        input.consume(used);
        if end.is_some() {
            break;
        }
    }
    Ok(any.then_some(if length > longest as u64 {
        Line::TooLong(length)
    } else {
        Line::Whole(line)
    }))
}
