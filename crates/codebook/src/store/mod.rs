//! A compiled [`Codebook`] as bytes, so that a program can carry it and need not compile it at every start.
//!
//! A codebook goes in, its bytes come out, and the other way round. The bytes are for the build of one program to hand
//! to that program: they have no version, and are the same for the same codebook. Which types are stored, and in which
//! order, is told by `types.rs`; how numbers, texts and tables are written stands here.

mod law;
mod types;

use crate::Codebook;
use hashbrown::{HashMap, HashSet};
use std::hash::Hash;
use std::sync::Arc;

impl Codebook {
    /// The codebook as bytes, for [`Codebook::from_bytes`] of the same version of this crate.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Writer::default();
        self.put(&mut out);
        out.bytes
    }

    /// The codebook of these bytes; none where they are not what [`Codebook::to_bytes`] wrote.
    pub fn from_bytes(bytes: &[u8]) -> Option<Codebook> {
        let mut from = Reader {
            bytes,
            shared: Vec::new(),
        };
        let codebook = Codebook::take(&mut from)?;
        from.bytes.is_empty().then_some(codebook)
    }
}

/// What can be written as bytes and read again.
pub(crate) trait Stored: Sized {
    /// Appends it.
    fn put(&self, out: &mut Writer);
    /// Takes it from the front of the bytes; none where they are something else.
    fn take(from: &mut Reader<'_>) -> Option<Self>;
}

/// Bytes that grow.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    bytes: Vec<u8>,
    /// Shared texts by their number.
    shared: HashMap<Arc<str>, u32>,
}

/// Bytes that are left.
#[derive(Debug)]
pub(crate) struct Reader<'b> {
    bytes: &'b [u8],
    /// Shared texts met so far.
    shared: Vec<Arc<str>>,
}

impl<'b> Reader<'b> {
    fn slice(&mut self, length: usize) -> Option<&'b [u8]> {
        let (front, rest) = self.bytes.split_at_checked(length)?;
        self.bytes = rest;
        Some(front)
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        let (front, rest) = self.bytes.split_first_chunk()?;
        self.bytes = rest;
        Some(*front)
    }

    fn text(&mut self) -> Option<&'b str> {
        let length = self.length()?;
        std::str::from_utf8(self.slice(length)?).ok()
    }

    /// How many entries follow; each has at least a byte.
    fn length(&mut self) -> Option<usize> {
        let length = u32::take(self)? as usize;
        (length <= self.bytes.len()).then_some(length)
    }
}

/// Seven bits a byte, the low ones first: most numbers are small.
impl Stored for u32 {
    fn put(&self, out: &mut Writer) {
        let mut rest = *self;
        while rest >= 0x80 {
            out.bytes.push(rest as u8 | 0x80);
            rest >>= 7;
        }
        out.bytes.push(rest as u8);
    }

    #[inline]
    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let mut number = 0;
        for shift in (0..32).step_by(7) {
            let [byte] = from.array()?;
            number |= u32::from(byte & 0x7f) << shift;
            if byte < 0x80 {
                return Some(number);
            }
        }
        None
    }
}

macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Stored for $number {
            fn put(&self, out: &mut Writer) {
                out.bytes.extend(self.to_le_bytes());
            }

            #[inline]
            fn take(from: &mut Reader<'_>) -> Option<Self> {
                from.array().map(<$number>::from_le_bytes)
            }
        }
    )*};
}

numbers!(u8, u16, u64, i32, f32, f64);

impl Stored for bool {
    fn put(&self, out: &mut Writer) {
        u8::from(*self).put(out);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        u8::take(from).map(|byte| byte != 0)
    }
}

impl Stored for usize {
    fn put(&self, out: &mut Writer) {
        (*self as u32).put(out);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        u32::take(from).map(|number| number as usize)
    }
}

macro_rules! texts {
    ($($text:ty),*) => {$(
        impl Stored for $text {
            fn put(&self, out: &mut Writer) {
                self.len().put(out);
                out.bytes.extend(self.as_bytes());
            }

            fn take(from: &mut Reader<'_>) -> Option<Self> {
                from.text().map(<$text>::from)
            }
        }
    )*};
}

texts!(String, Box<str>);

/// Written in full the first time, by its number afterwards.
impl Stored for Arc<str> {
    fn put(&self, out: &mut Writer) {
        if let Some(number) = out.shared.get(self).copied() {
            return number.put(out);
        }
        0_u32.put(out);
        self.len().put(out);
        out.bytes.extend(self.as_bytes());
        out.shared.insert(self.clone(), out.shared.len() as u32 + 1);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        if let Some(known) = usize::take(from)?.checked_sub(1) {
            return from.shared.get(known).cloned();
        }
        let text: Arc<str> = from.text()?.into();
        from.shared.push(text.clone());
        Some(text)
    }
}

impl<T: Stored> Stored for Arc<T> {
    fn put(&self, out: &mut Writer) {
        T::put(self, out);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        T::take(from).map(Arc::new)
    }
}

impl<T: Stored> Stored for Option<T> {
    fn put(&self, out: &mut Writer) {
        self.is_some().put(out);
        self.iter().for_each(|value| value.put(out));
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        if bool::take(from)? {
            T::take(from).map(Some)
        } else {
            Some(None)
        }
    }
}

impl<A: Stored, B: Stored> Stored for (A, B) {
    fn put(&self, out: &mut Writer) {
        self.0.put(out);
        self.1.put(out);
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        Some((A::take(from)?, B::take(from)?))
    }
}

impl<T: Stored> Stored for Vec<T> {
    fn put(&self, out: &mut Writer) {
        self.len().put(out);
        self.iter().for_each(|value| value.put(out));
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let length = from.length()?;
        let mut values = Vec::with_capacity(length);
        for _ in 0..length {
            values.push(T::take(from)?);
        }
        Some(values)
    }
}

/// Sorted by their keys, so that the same table gives the same bytes.
impl<K: Stored + Ord + Hash, V: Stored> Stored for HashMap<K, V> {
    fn put(&self, out: &mut Writer) {
        let mut keys: Vec<&K> = self.keys().collect();
        keys.sort_unstable();
        keys.len().put(out);
        for (key, value) in keys.into_iter().filter_map(|key| self.get_key_value(key)) {
            key.put(out);
            value.put(out);
        }
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let length = from.length()?;
        let mut map = HashMap::with_capacity(length);
        for _ in 0..length {
            map.insert(K::take(from)?, V::take(from)?);
        }
        Some(map)
    }
}

impl<T: Stored + Ord + Hash> Stored for HashSet<T> {
    fn put(&self, out: &mut Writer) {
        let mut values: Vec<&T> = self.iter().collect();
        values.sort_unstable();
        values.len().put(out);
        values.into_iter().for_each(|value| value.put(out));
    }

    fn take(from: &mut Reader<'_>) -> Option<Self> {
        let length = from.length()?;
        let mut set = HashSet::with_capacity(length);
        for _ in 0..length {
            set.insert(T::take(from)?);
        }
        Some(set)
    }
}
