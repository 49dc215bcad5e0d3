//! Records as JSON, one object a line.

use serde::Serialize;

/// The records as lines, each ending in a line feed.
pub fn lines<T: Serialize>(records: &[T]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(records.len() * 1024);
    for record in records {
        let length = bytes.len();
        // Writing plain data into memory cannot fail; were it to, half a line must not stay.
        if serde_json::to_writer(&mut bytes, record).is_err() {
            bytes.truncate(length);
            continue;
        }
        bytes.push(b'\n');
    }
    bytes
}
