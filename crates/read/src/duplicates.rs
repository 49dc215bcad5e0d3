//! Documents that repeat others: the same words, or nearly the same.
//!
//! Documents go in, one after the other; for each comes out the id of an earlier one that it repeats. The same words are
//! known by a hash; nearly the same by MinHash over runs of five words, with fixed seeds: the same bits on every machine.
//! Only the last hundred thousand documents are remembered, so that memory does not grow with the archive.

use casus_text::Document;
use std::collections::{HashMap, VecDeque};

/// How many words a run has.
const RUN: usize = 5;
/// How many values a signature has.
const VALUES: usize = 64;
/// The values of a signature are compared in bands of so many: two that share one band are looked at.
const BAND: usize = 4;
/// A document repeats another where so many of the values are the same.
const SAME: usize = 45;
/// A document of fewer words repeats another only where all its words are the same.
const FEWEST_WORDS: usize = 30;
/// How many documents are remembered.
const REMEMBERED: usize = 100_000;

type Signature = [u32; VALUES];

/// What is remembered of the documents before.
#[derive(Debug)]
pub struct Duplicates {
    known: VecDeque<Known>,
    /// The number of the first document of `known`.
    first: usize,
    exact: HashMap<u64, usize>,
    bands: HashMap<u64, usize>,
    remembered: usize,
}

#[derive(Debug)]
struct Known {
    id: String,
    hash: u64,
    signature: Option<Box<Signature>>,
}

impl Default for Duplicates {
    fn default() -> Self {
        Duplicates {
            known: VecDeque::new(),
            first: 0,
            exact: HashMap::new(),
            bands: HashMap::new(),
            remembered: REMEMBERED,
        }
    }
}

impl Duplicates {
    /// The id of the earlier document that this one repeats; then it is remembered itself, unless it repeats one.
    pub fn check(&mut self, document: &Document) -> Option<String> {
        let words = hashes(&document.text);
        if words.is_empty() {
            return None;
        }
        let hash = words.iter().fold(SEED, |hash, word| mix(hash ^ word));
        let signature = (words.len() >= FEWEST_WORDS).then(|| signature(&words));
        let found = self
            .exact
            .get(&hash)
            .copied()
            .or_else(|| self.near(signature.as_ref()?));
        if let Some(known) =
            found.and_then(|number| self.known.get(number.checked_sub(self.first)?))
        {
            return Some(known.id.clone());
        }
        self.remember(&document.id, hash, signature);
        None
    }

    /// The first of the documents that share a band and are nearly the same.
    fn near(&self, signature: &Signature) -> Option<usize> {
        let candidates = bands(signature).filter_map(|band| self.bands.get(&band).copied());
        let is_same = |number: &usize| {
            let known = number
                .checked_sub(self.first)
                .and_then(|at| self.known.get(at));
            let other = known.and_then(|known| known.signature.as_ref());
            other.is_some_and(|other| {
                other.iter().zip(signature).filter(|(a, b)| a == b).count() >= SAME
            })
        };
        candidates.filter(is_same).min()
    }

    fn remember(&mut self, id: &str, hash: u64, signature: Option<Signature>) {
        let number = self.first + self.known.len();
        self.exact.insert(hash, number);
        for band in signature.iter().flat_map(bands) {
            self.bands.entry(band).or_insert(number);
        }
        self.known.push_back(Known {
            id: id.to_owned(),
            hash,
            signature: signature.map(Box::new),
        });
        if self.known.len() > self.remembered {
            self.forget();
        }
    }

    fn forget(&mut self) {
        let Some(old) = self.known.pop_front() else {
            return;
        };
        let number = self.first;
        self.first += 1;
        if self.exact.get(&old.hash) == Some(&number) {
            self.exact.remove(&old.hash);
        }
        for band in old.signature.iter().flat_map(|signature| bands(signature)) {
            if self.bands.get(&band) == Some(&number) {
                self.bands.remove(&band);
            }
        }
    }
}

const SEED: u64 = 0x9e37_79b9_7f4a_7c15;

/// A hash whose bits all depend on all bits (the finisher of SplitMix64).
fn mix(value: u64) -> u64 {
    let value = value.wrapping_add(SEED);
    let value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    value ^ (value >> 31)
}

/// The hashes of the words, marks and the size of letters left away.
fn hashes(text: &str) -> Vec<u64> {
    let words = text
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    let hash = |word: &str| {
        let letters = word.chars().flat_map(char::to_lowercase);
        letters.fold(SEED, |hash, letter| mix(hash ^ u64::from(letter as u32)))
    };
    words.map(hash).collect()
}

/// The least hash of the runs that fall to each value; a value without any takes that of the next.
fn signature(words: &[u64]) -> Signature {
    let mut values = [u32::MAX; VALUES];
    for run in words.windows(RUN) {
        let hash = run
            .iter()
            .fold(SEED, |hash, word| mix(hash.rotate_left(7) ^ word));
        let at = (hash >> 58) as usize % VALUES;
        if let Some(value) = values.get_mut(at) {
            *value = (*value).min(hash as u32 & (u32::MAX - 1));
        }
    }
    let full = values;
    for at in 0..VALUES {
        if full[at] == u32::MAX {
            let next = (1..VALUES)
                .map(|step| (step, full[(at + step) % VALUES]))
                .find(|(_, value)| *value != u32::MAX);
            values[at] = next.map_or(0, |(step, value)| {
                mix(u64::from(value) + ((step as u64) << 32)) as u32
            });
        }
    }
    values
}

fn bands(signature: &Signature) -> impl Iterator<Item = u64> + '_ {
    let band = |(number, values): (usize, &[u32])| {
        values.iter().fold(mix(number as u64), |hash, value| {
            mix(hash ^ u64::from(*value))
        })
    };
    signature.chunks(BAND).enumerate().map(band)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(id: &str, text: &str) -> Document {
        Document {
            id: id.into(),
            text: text.into(),
            ..Document::default()
        }
    }

    fn story(topic: &str) -> String {
        (0..80)
            .map(|n| format!("word{n} of {topic}{} ", n * 7))
            .collect()
    }

    #[test]
    fn the_same_words_are_known_again() {
        let mut known = Duplicates::default();
        assert_eq!(known.check(&document("a", "Talks in Oslo.")), None);
        assert_eq!(
            known.check(&document("b", "TALKS IN  OSLO")).as_deref(),
            Some("a")
        );
        assert_eq!(known.check(&document("c", "Talks in Riga.")), None);
        assert_eq!(known.check(&document("d", "")), None);
        assert_eq!(known.check(&document("e", " ... ")), None);
    }

    #[test]
    fn nearly_the_same_words_are_known_again() {
        let mut known = Duplicates::default();
        let first = story("Oslo");
        assert_eq!(known.check(&document("a", &first)), None);
        assert_eq!(known.check(&document("b", &story("Riga"))), None);
        let reprint = format!("OSLO (Wire) - {} Reporting by the Wire", first);
        assert_eq!(known.check(&document("c", &reprint)).as_deref(), Some("a"));
        let other = format!("{} {}", first.get(..300).unwrap_or_default(), story("Kyiv"));
        assert_eq!(known.check(&document("d", &other)), None);
    }

    #[test]
    fn memory_is_bounded() {
        let mut known = Duplicates {
            remembered: 3,
            ..Duplicates::default()
        };
        for n in 0..50 {
            assert_eq!(
                known.check(&document(&n.to_string(), &story(&format!("t{n}x")))),
                None
            );
        }
        assert_eq!((known.known.len(), known.exact.len()), (3, 3));
        assert!(known.bands.len() <= 3 * VALUES / BAND);
        assert_eq!(
            known.check(&document("x", &story("t49x"))).as_deref(),
            Some("49")
        );
        assert_eq!(
            known.check(&document("y", &story("t0x"))),
            None,
            "forgotten"
        );
    }

    #[test]
    fn signatures_are_the_same_bits_everywhere() {
        let signature = signature(&hashes(&story("Oslo")));
        let all = signature
            .iter()
            .fold(0_u64, |hash, value| mix(hash ^ u64::from(*value)));
        assert_eq!(all, mix_of_oslo());
    }

    /// Written down once: a change of it would forget what was stored before.
    fn mix_of_oslo() -> u64 {
        133_571_229_021_825_375
    }
}
