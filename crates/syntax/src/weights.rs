//! The trained files in, matrices that the kernel can multiply by out; every size is checked on the way.
//!
//! The format is that of the trainer's FORMAT.md.

use std::borrow::Cow;
use std::fmt;
use std::ops::Range;

use safetensors::tensor::{Dtype, Metadata, SafeTensors};

use crate::kernel::{LANES, Panels};

/// The files of a trained network, as the trainer writes them.
#[derive(Clone, Debug)]
pub struct Weights {
    /// `model.safetensors`: all tensors.
    pub model: Cow<'static, [u8]>,
    /// `vocab.txt`: a normalised form a line.
    pub vocabulary: Cow<'static, str>,
    /// `tags.txt`: a universal part of speech and a treebank's tag a line, divided by `|`.
    pub tags: Cow<'static, str>,
    /// `labels.txt`: a relation a line.
    pub labels: Cow<'static, str>,
    /// `lemmas.tsv`: lemmas of forms, and rules.
    pub lemmas: Cow<'static, str>,
}

impl Weights {
    /// The weights that this library carries.
    #[cfg(feature = "embedded")]
    pub fn embedded() -> Self {
        Weights {
            model: Cow::Borrowed(include_bytes!("../weights/model.safetensors")),
            vocabulary: Cow::Borrowed(include_str!("../weights/vocab.txt")),
            tags: Cow::Borrowed(include_str!("../weights/tags.txt")),
            labels: Cow::Borrowed(include_str!("../weights/labels.txt")),
            lemmas: Cow::Borrowed(include_str!("../weights/lemmas.tsv")),
        }
    }
}

/// Why weights cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LoadError(String);

impl LoadError {
    pub(crate) fn new(message: impl Into<String>) -> Self {
        LoadError(message.into())
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "the weights of the parser cannot be used: {}", self.0)
    }
}

impl std::error::Error for LoadError {}

/// The tensors of a file, by their names.
pub(crate) struct Tensors<'a> {
    metadata: Metadata,
    start: usize,
    bytes: &'a [u8],
}

/// A matrix of bytes in a file.
pub(crate) struct Bytes<'a> {
    pub(crate) rows: usize,
    pub(crate) inputs: usize,
    /// Where its bytes stand in the file.
    range: Range<usize>,
    data: &'a [u8],
}

impl Bytes<'_> {
    fn at(&self, row: usize, input: usize) -> i8 {
        self.data[row * self.inputs + input] as i8
    }
}

impl<'a> Tensors<'a> {
    pub(crate) fn read(bytes: &'a [u8]) -> Result<Self, LoadError> {
        let (header, metadata) = SafeTensors::read_metadata(bytes)
            .map_err(|error| LoadError::new(format!("model: {error}")))?;
        Ok(Tensors {
            metadata,
            start: header + 8, // The length of the header comes first, in eight bytes.
            bytes,
        })
    }

    fn find(
        &self,
        name: &str,
        dtype: Dtype,
        dimensions: usize,
    ) -> Result<(&[usize], Range<usize>), LoadError> {
        let missing = || {
            LoadError::new(format!(
                "tensor `{name}` is missing or of another type or shape"
            ))
        };
        let info = self.metadata.info(name).ok_or_else(missing)?;
        let range = self.start + info.data_offsets.0..self.start + info.data_offsets.1;
        match info.dtype == dtype && info.shape.len() == dimensions && range.end <= self.bytes.len()
        {
            true => Ok((&info.shape, range)),
            false => Err(missing()),
        }
    }

    /// A matrix of `i8`.
    pub(crate) fn bytes(&self, name: &str) -> Result<Bytes<'a>, LoadError> {
        let (shape, range) = self.find(name, Dtype::I8, 2)?;
        Ok(Bytes {
            rows: shape[0],
            inputs: shape[1],
            data: &self.bytes[range.clone()],
            range,
        })
    }

    /// A vector of `f32`, of a known length.
    pub(crate) fn floats(&self, name: &str, length: usize) -> Result<Vec<f32>, LoadError> {
        let (shape, range) = self.find(name, Dtype::F32, 1)?;
        if shape[0] != length {
            return Err(LoadError::new(format!(
                "tensor `{name}` has {} numbers, not {length}",
                shape[0]
            )));
        }
        let numbers = self.bytes[range].as_chunks::<4>().0;
        Ok(numbers
            .iter()
            .map(|&bytes| f32::from_le_bytes(bytes))
            .collect())
    }

    /// A single `f32`.
    pub(crate) fn float(&self, name: &str) -> Result<f32, LoadError> {
        Ok(self.floats(name, 1)?[0])
    }
}

/// A table of vectors of which some rows are looked up; it stays in the bytes of the file.
pub(crate) struct Table {
    pub(crate) rows: usize,
    pub(crate) width: usize,
    range: Range<usize>,
    scales: Vec<f32>,
}

impl Table {
    pub(crate) fn read(tensors: &Tensors, name: &str) -> Result<Self, LoadError> {
        let bytes = tensors.bytes(&format!("{name}.q"))?;
        Ok(Table {
            rows: bytes.rows,
            width: bytes.inputs,
            range: bytes.range,
            scales: tensors.floats(&format!("{name}.s"), bytes.rows)?,
        })
    }

    /// Appends the vector of a row to `out`. `model` are the bytes of the file.
    pub(crate) fn look_up(&self, model: &[u8], row: usize, out: &mut Vec<f32>) {
        let (table, scale) = (&model[self.range.clone()], self.scales[row]);
        let vector = &table[row * self.width..][..self.width];
        out.extend(vector.iter().map(|&byte| f32::from(byte as i8) * scale));
    }
}

/// In which order the rows or inputs of a matrix are packed.
pub(crate) type Order<'a> = &'a dyn Fn(usize) -> usize;

/// A matrix with the scale and bias of each row: `sum * scale + bias`.
pub(crate) struct Linear {
    pub(crate) panels: Panels,
    /// How many rows it has without those that fill the last panel.
    pub(crate) rows: usize,
    pub(crate) inputs: usize,
    /// As long as the panels have rows.
    pub(crate) scales: Vec<f32>,
    /// The same; zeros if the matrix has no bias.
    pub(crate) biases: Vec<f32>,
}

impl Linear {
    /// Reads the matrix of that name, its rows in the given order; for activations of 8 bits if `narrow`.
    pub(crate) fn read(
        tensors: &Tensors,
        name: &str,
        order: Order,
        narrow: bool,
    ) -> Result<Self, LoadError> {
        let matrix = tensors.bytes(&format!("{name}.q"))?;
        let (rows, inputs) = (matrix.rows, matrix.inputs);
        let scales = tensors.floats(&format!("{name}.s"), rows)?;
        let biases = match tensors.metadata.info(&format!("{name}.b")) {
            Some(_) => tensors.floats(&format!("{name}.b"), rows)?,
            None => vec![0.0; rows],
        };
        let ordered = |values: Vec<f32>| {
            let padded = rows.div_ceil(LANES) * LANES;
            (0..padded)
                .map(|row| if row < rows { values[order(row)] } else { 0.0 })
                .collect()
        };
        let weight = |row: usize, input: usize| matrix.at(order(row), input);
        Ok(Linear {
            panels: if narrow {
                Panels::narrow(rows, inputs, weight)
            } else {
                Panels::wide(rows, inputs, weight)
            },
            rows,
            inputs,
            scales: ordered(scales),
            biases: ordered(biases),
        })
    }

    /// The same, with a check of its size.
    pub(crate) fn sized(
        tensors: &Tensors,
        name: &str,
        size: (usize, usize),
        narrow: bool,
    ) -> Result<Self, LoadError> {
        let linear = Linear::read(tensors, name, &|row| row, narrow)?;
        match (linear.rows, linear.inputs) == size {
            true => Ok(linear),
            false => Err(LoadError::new(format!(
                "matrix `{name}` is {} by {}",
                linear.rows, linear.inputs
            ))),
        }
    }

    /// How many rows the panels have.
    pub(crate) fn width(&self) -> usize {
        self.scales.len()
    }
}
