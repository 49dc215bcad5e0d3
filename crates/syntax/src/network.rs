//! The trained network, ready to run: its matrices, and what it makes of a form by itself.
//!
//! Weights come in, checked for their sizes; the first products of forms come out, which `lstm` reads. Layer by layer:
//! tables and one dense layer by form, two layers of LSTM in both directions, and the scores in `heads`.

use std::borrow::Cow;

use crate::cache::FormCache;
use crate::features::{PIECES, Vocabulary, normalised, piece_rows};
use crate::kernel::{Data, LANES, Level, Rows, multiply};
use crate::numbers::{quantised, relu};
use crate::weights::{Linear, LoadError, Table, Tensors, Weights};

/// The limit of most activations.
pub(crate) const LIMIT: f32 = 16383.0;
/// The limit of the two sides of the score of an arc, so that sums of 128 products fit.
pub(crate) const ARC_LIMIT: f32 = 4095.0;
/// How many gates an LSTM has.
pub(crate) const GATES: usize = 4;
/// How many rows are taken through a layer at a time.
pub(crate) const CHUNK: usize = 48;

/// The multipliers that turn activations into integers.
pub(crate) struct Multipliers {
    pub(crate) embed: f32,
    pub(crate) dense: f32,
    pub(crate) state: f32,
    pub(crate) arc_dep: f32,
    pub(crate) arc_left: f32,
    pub(crate) arc_right: f32,
    pub(crate) label: f32,
}

/// One direction of an LSTM layer. The rows of both matrices stand in blocks of 16 units, gate after gate.
pub(crate) struct Way {
    pub(crate) x: Linear,
    pub(crate) h: Linear,
}

/// The network.
pub(crate) struct Network {
    pub(crate) level: Level,
    /// Whether the states of the LSTM are kept in 8 bits.
    pub(crate) narrow: bool,
    pub(crate) hidden: usize,
    model: Cow<'static, [u8]>,
    vocabulary: Vocabulary,
    words: Table,
    pieces: Table,
    dense: Linear,
    pub(crate) layers: [[Way; 2]; 2],
    pub(crate) tag: Linear,
    pub(crate) arc_dep: Linear,
    pub(crate) arc_head: Linear,
    pub(crate) arc_bilinear: Linear,
    pub(crate) arc_root: Vec<f32>,
    pub(crate) arc_scale: f32,
    pub(crate) label_dep: Linear,
    pub(crate) label_head: Linear,
    pub(crate) label_root: Vec<f32>,
    pub(crate) label: Linear,
    pub(crate) multipliers: Multipliers,
}

/// Numbers on the way through the layers by form, kept to be filled again.
#[derive(Default)]
pub(crate) struct FormScratch {
    floats: Vec<f32>,
    integers: Vec<i16>,
    sums: Vec<i32>,
}

impl Network {
    /// Reads the network; `tags` and `labels` are the numbers of its classes.
    pub(crate) fn read(
        weights: &Weights,
        level: Level,
        tags: usize,
        labels: usize,
    ) -> Result<Self, LoadError> {
        let tensors = Tensors::read(&weights.model)?;
        let multipliers = read_multipliers(&tensors)?;
        // Eight bits hold a state where its multiplier is small, for no state is larger than one. Only some
        // instructions profit.
        let narrow = multipliers.state <= 127.0 && level.prefers_narrow();
        let hidden = tensors.bytes("lstm1.forth.h.q")?.inputs;
        let arc = tensors.bytes("arc_bilinear.q")?.rows;
        let middle = tensors.bytes("label_dep.q")?.rows;
        let state =
            |name: &str, rows: usize| Linear::sized(&tensors, name, (rows, 2 * hidden), narrow);
        let network = Network {
            level,
            narrow,
            hidden,
            vocabulary: Vocabulary::new(&weights.vocabulary),
            words: Table::read(&tensors, "word")?,
            pieces: Table::read(&tensors, "piece")?,
            dense: Linear::read(&tensors, "dense", &|row| row, false)?,
            layers: [
                read_layer(&tensors, "lstm1", hidden, narrow)?,
                read_layer(&tensors, "lstm2", hidden, narrow)?,
            ],
            tag: state("tag", tags)?,
            arc_dep: state("arc_dep", arc)?,
            arc_head: state("arc_head", arc)?,
            arc_bilinear: Linear::sized(&tensors, "arc_bilinear", (arc, arc), false)?,
            arc_root: tensors.floats("arc_root", arc)?,
            arc_scale: tensors.float("arc.s")?,
            label_dep: state("label_dep", middle)?,
            label_head: state("label_head", middle)?,
            label_root: tensors.floats("label_root", middle)?,
            label: Linear::sized(&tensors, "label", (labels, middle), false)?,
            multipliers,
            model: weights.model.clone(),
        };
        network.checked()
    }

    fn checked(self) -> Result<Self, LoadError> {
        let [first, second] = &self.layers;
        let widths = [
            self.tag.rows,
            self.arc_bilinear.rows,
            self.label_dep.rows,
            self.dense.rows,
            self.words.width,
        ];
        let rules = [
            (widths.iter().all(|&width| width > 0), "a layer is empty"),
            (
                self.hidden > 0 && self.hidden.is_multiple_of(LANES),
                "the hidden width must be a multiple of 16",
            ),
            (
                self.arc_bilinear.rows <= 128,
                "sums of arcs of more than 128 numbers may overflow",
            ),
            (
                self.arc_bilinear.rows.is_multiple_of(LANES),
                "the width of arcs must be a multiple of 16",
            ),
            (
                self.label_dep.rows.is_multiple_of(LANES),
                "the width of labels must be a multiple of 16",
            ),
            (
                self.vocabulary.rows() == self.words.rows,
                "the vocabulary and the word table differ",
            ),
            (self.pieces.rows > 0, "the table of pieces is empty"),
            (
                self.words.width + PIECES * self.pieces.width == self.dense.inputs,
                "the dense layer has another width",
            ),
            (
                first.iter().all(|way| way.x.inputs == self.dense.rows),
                "the first layer has another width",
            ),
            (
                second.iter().all(|way| way.x.inputs == 2 * self.hidden),
                "the second layer has another width",
            ),
        ];
        match rules.iter().find(|(holds, _)| !holds) {
            Some((_, fault)) => Err(LoadError::new(*fault)),
            None => Ok(self),
        }
    }

    /// The row of a form in the word table.
    #[cfg(test)]
    pub(crate) fn word_row(&self, form: &str) -> usize {
        self.vocabulary.row(&normalised(form))
    }

    /// How many numbers `first_products` makes of a form: those of all gates in both directions.
    pub(crate) fn products(&self) -> usize {
        2 * GATES * self.hidden
    }

    /// Fills the slots of the cache that were taken for new forms with what the first layer makes of them.
    pub(crate) fn first_products(
        &self,
        cache: &mut FormCache,
        new: &[u32],
        scratch: &mut FormScratch,
    ) {
        for slots in new.chunks(CHUNK) {
            self.embed(cache, slots, scratch);
            self.level.run(
                #[inline(always)]
                || {
                    integers(
                        &scratch.floats,
                        self.multipliers.embed,
                        self.dense.inputs,
                        &mut scratch.integers,
                    )
                },
            );
            self.apply(&self.dense, slots.len(), scratch);
            self.level.run(
                #[inline(always)]
                || {
                    scratch.floats.iter_mut().for_each(|x| *x = relu(*x));
                    integers(
                        &scratch.floats,
                        self.multipliers.dense,
                        self.dense.width(),
                        &mut scratch.integers,
                    );
                },
            );
            for (direction, way) in self.layers[0].iter().enumerate() {
                self.apply(&way.x, slots.len(), scratch);
                for (&slot, product) in slots
                    .iter()
                    .zip(scratch.floats.chunks_exact(GATES * self.hidden))
                {
                    cache.store(slot, direction, product);
                }
            }
        }
    }

    /// The vectors of forms from both tables.
    fn embed(&self, cache: &FormCache, slots: &[u32], scratch: &mut FormScratch) {
        scratch.floats.clear();
        for &slot in slots {
            let form = cache.form(slot);
            let normalised = normalised(form);
            self.words.look_up(
                &self.model,
                self.vocabulary.row(&normalised),
                &mut scratch.floats,
            );
            for row in piece_rows(form, &normalised, self.pieces.rows) {
                self.pieces.look_up(&self.model, row, &mut scratch.floats);
            }
        }
    }

    /// One layer over the integers in the scratch; its floats get the outcome.
    fn apply(&self, linear: &Linear, count: usize, scratch: &mut FormScratch) {
        let rows = Rows {
            data: Data::Wide(&scratch.integers),
            stride: scratch.integers.len() / count,
            count,
        };
        transform(
            self.level,
            linear,
            rows,
            &mut scratch.sums,
            &mut scratch.floats,
        );
    }
}

/// `sum * scale + bias` for all rows of activations; `out` gets as many numbers a row as the panels have.
pub(crate) fn transform(
    level: Level,
    linear: &Linear,
    rows: Rows,
    sums: &mut Vec<i32>,
    out: &mut Vec<f32>,
) {
    let width = linear.width();
    sums.resize(rows.count * width, 0);
    out.resize(rows.count * width, 0.0);
    multiply(level, &linear.panels, 0..linear.panels.count(), rows, sums);
    level.run(
        #[inline(always)]
        || {
            for (out, sums) in out.chunks_exact_mut(width).zip(sums.chunks_exact(width)) {
                for (((out, &sum), scale), bias) in out
                    .iter_mut()
                    .zip(sums)
                    .zip(&linear.scales)
                    .zip(&linear.biases)
                {
                    *out = sum as f32 * scale + bias;
                }
            }
        },
    );
}

/// Rows of floats as integers, each row filled up to a multiple of four.
#[inline(always)]
fn integers(floats: &[f32], multiplier: f32, width: usize, out: &mut Vec<i16>) {
    out.clear();
    for row in floats.chunks_exact(width) {
        out.extend(row.iter().map(|&x| quantised(x, multiplier, LIMIT) as i16));
        out.resize(out.len() + width.next_multiple_of(4) - width, 0);
    }
}

fn read_multipliers(tensors: &Tensors) -> Result<Multipliers, LoadError> {
    Ok(Multipliers {
        embed: tensors.float("mul.embed")?,
        dense: tensors.float("mul.dense")?,
        state: tensors.float("mul.state")?,
        arc_dep: tensors.float("mul.arc_dep")?,
        arc_left: tensors.float("mul.arc_left")?,
        arc_right: tensors.float("mul.arc_right")?,
        label: tensors.float("mul.label")?,
    })
}

fn read_layer(
    tensors: &Tensors,
    name: &str,
    hidden: usize,
    narrow: bool,
) -> Result<[Way; 2], LoadError> {
    let way = |direction: &str| {
        // The file has all units of a gate, gate after gate.
        let order =
            |row: usize| row / LANES % GATES * hidden + row / (GATES * LANES) * LANES + row % LANES;
        let narrow_input = narrow && name != "lstm1";
        let fits = |part: &str, inputs: Option<usize>| {
            let matrix = tensors.bytes(&format!("{name}.{direction}.{part}.q"))?;
            let fits = matrix.rows == GATES * hidden
                && inputs.is_none_or(|inputs| inputs == matrix.inputs);
            match fits && hidden.is_multiple_of(LANES) {
                true => Ok(format!("{name}.{direction}.{part}")),
                false => Err(LoadError::new(format!("layer `{name}` is of another size"))),
            }
        };
        Ok(Way {
            x: Linear::read(tensors, &fits("x", None)?, &order, narrow_input)?,
            h: Linear::read(tensors, &fits("h", Some(hidden))?, &order, narrow)?,
        })
    };
    Ok([way("forth")?, way("back")?])
}
