//! Which PLOVER types a root of the event code may be, and which codes of actors are other ones in PLOVER.
//!
//! The text of a table goes in; it is asked whether a record of ours is what the gold wants.

use super::records::{Found, Wanted};
use std::collections::BTreeMap;

/// Which PLOVER types a root of the event code may be, and which codes of actors are other ones in PLOVER.
#[derive(Clone, Debug, Default)]
pub struct Roots(BTreeMap<String, Vec<String>>);

impl Roots {
    /// Reads a table of `root | types`: `#` begins a comment, the first other line names the columns, `;` parts types.
    pub fn read(text: &str) -> Self {
        let lines = text
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty() && !line.starts_with('#'));
        let row = |line: &str| {
            let (root, types) = line.split_once('|')?;
            let types = types.split(';').map(|name| name.trim().to_owned());
            Some((root.trim().to_owned(), types.collect()))
        };
        Roots(lines.skip(1).filter_map(row).collect())
    }

    /// An actor's code of the gold in PLOVER's pieces.
    pub(in crate::score) fn translate(&self, code: &str) -> String {
        let codes = self
            .0
            .iter()
            .filter(|(key, _)| key.chars().all(char::is_alphabetic));
        let mut code = code.to_owned();
        for (theirs, ours) in codes {
            let piece = code.find(theirs.as_str()).filter(|at| at % 3 == 0);
            if let (Some(at), Some(ours)) = (piece, ours.first()) {
                code.replace_range(at..at + theirs.len(), ours);
            }
        }
        code
    }

    /// Whether our record is what the gold wants.
    pub(super) fn meets(&self, wanted: &Wanted, found: &Found) -> bool {
        let kind = match self.0.get(&wanted.root) {
            Some(types) => types.contains(&found.kind),
            None if self.0.is_empty() => found.root == wanted.root,
            None => true,
        };
        let (source, target) = &found.pair;
        let turned = found.two_way && (&wanted.pair.1, &wanted.pair.0) == (source, target);
        kind && (wanted.pair == found.pair || turned)
    }
}
