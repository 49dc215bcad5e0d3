//! The learned weights that say whether a sentence ends between two tokens.
//!
//! Bytes come in: the header `CSW1`, the number of weights as a power of two (one byte), three zero bytes, what one
//! step of a weight is worth and the bias (two little-endian f32), then one signed byte for each weight. Hashes of
//! features go in, a score comes out; above zero the sentence ends.

use std::borrow::Cow;
use std::fmt;

/// The number of bytes before the weights.
const HEADER: usize = 16;

/// The weights that were learned from English news, speech and web text, for `SplitterRules::weights`.
pub static SENTENCE_WEIGHTS: &[u8] = include_bytes!("../weights/sentences.bin");

/// The bytes are no weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WeightsFault;

impl fmt::Display for WeightsFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("these bytes are no sentence weights: wrong header or length")
    }
}

impl std::error::Error for WeightsFault {}

/// The weights, ready for use.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    bytes: Cow<'static, [u8]>,
    mask: u32,
    step: f32,
    bias: f32,
}

impl Model {
    /// Reads the header. No bytes at all are no model.
    pub(crate) fn new(bytes: Cow<'static, [u8]>) -> Result<Option<Self>, WeightsFault> {
        if bytes.is_empty() {
            return Ok(None);
        }
        let header = bytes.get(..HEADER).ok_or(WeightsFault)?;
        let power = u32::from(header[4]);
        if &header[..4] != b"CSW1" || power > 24 || bytes.len() != HEADER + (1 << power) {
            return Err(WeightsFault);
        }
        let number = |at: usize| {
            f32::from_le_bytes([header[at], header[at + 1], header[at + 2], header[at + 3]])
        };
        let (step, bias) = (number(8), number(12));
        Ok(Some(Model {
            bytes,
            mask: (1 << power) - 1,
            step,
            bias,
        }))
    }

    /// The score of these features.
    pub(crate) fn score(&self, features: &[u32]) -> f32 {
        let weights = &self.bytes[HEADER..];
        let at = |feature: &u32| (spread(*feature) & self.mask) as usize;
        let sum: i32 = features
            .iter()
            .map(|f| i32::from(weights.get(at(f)).map_or(0, |w| *w as i8)))
            .sum();
        sum as f32 * self.step + self.bias
    }
}

/// Mixes the bits, so that the low ones depend on all.
pub(crate) fn spread(mut value: u32) -> u32 {
    value ^= value >> 16;
    value = value.wrapping_mul(0x7feb_352d);
    value ^= value >> 15;
    value = value.wrapping_mul(0x846c_a68b);
    value ^ (value >> 16)
}
